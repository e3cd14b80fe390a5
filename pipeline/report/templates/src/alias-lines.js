// The lines of an alias file: adding one so that the file stays free of contradictions, and writing the file.

import { nameKey, tidy } from "./name-key.js";

/** @typedef {"merge" | "separate" | "rename" | "retype" | "drop"} Action */
/** @typedef {{action: Action, name: string, label: string, target: string, article: string, note: string}} AliasLine */

export const COLUMNS = /** @type {const} */ (["action", "name", "label", "target", "article", "note"]);

/**
 * @param {Action} action
 * @param {string} name
 * @param {Partial<AliasLine>} [more]
 * @returns {AliasLine}
 */
export const aliasLine = (action, name, more = {}) => ({
  action,
  name: tidy(name),
  label: "",
  target: "",
  article: "",
  note: "",
  ...more,
  ...(more.target ? { target: tidy(more.target) } : {}),
});

/** @param {string[]} cells */
export function lineOf(cells) {
  const [action, name, label, target, article, note] = cells;
  return /** @type {AliasLine} */ ({ action, name, label, target, article, note });
}

/** @param {AliasLine} line */
export const cellsOf = (line) => COLUMNS.map((column) => line[column]);

/**
 * @param {AliasLine} one
 * @param {AliasLine} other
 */
export const sameLine = (one, other) => COLUMNS.every((column) => column === "note" || one[column] === other[column]);

/**
 * The lines with one more. It takes the place of those that contradict it: the last decision on a name holds.
 * @param {AliasLine[]} lines
 * @param {AliasLine} line
 */
export function withLine(lines, line) {
  const kept = lines.filter((other) => !replaces(line, other));
  // of the lines for an article the first that fits holds: the newest must come before a pattern for many articles
  if (line.article) return [line, ...kept];
  if (line.action === "merge") return withMerge(kept, line);
  if (line.action === "separate") return [...withoutMergesOf(kept, line), line];
  return [...kept, line];
}

/**
 * The lines without the renames and retypes of some names, whose entity becomes a part of another.
 * @param {AliasLine[]} lines
 * @param {string[]} names
 */
export function withoutLooks(lines, names) {
  const keys = new Set(names.map(nameKey));
  const isLook = (/** @type {AliasLine} */ { action, article }) => !article && ["rename", "retype"].includes(action);
  return lines.filter((line) => !(isLook(line) && keys.has(nameKey(line.name))));
}

/** @type {Record<Action, Action[]>} actions that contradict it in lines about the same name */
const REPLACED = {
  merge: ["merge", "drop"],
  separate: [],
  rename: ["rename", "drop"],
  retype: ["retype", "drop"],
  drop: ["merge", "rename", "retype", "drop"],
};

/**
 * @param {AliasLine} line
 * @param {AliasLine} other
 */
function replaces(line, other) {
  if (sameLine(line, other)) return true;
  const sameName = nameKey(line.name) === nameKey(other.name) && line.article === other.article;
  if (!sameName || !(line.label === other.label || !line.label || !other.label)) return false;
  return line.article ? other.action !== "separate" : REPLACED[line.action].includes(other.action);
}

/**
 * @param {AliasLine[]} lines
 * @param {AliasLine} line
 */
function withMerge(lines, line) {
  const [key, target] = [nameKey(line.name), nameKey(line.target)];
  const isReverse = (/** @type {AliasLine} */ other) =>
    isMerge(other) && nameKey(other.name) === target && nameKey(other.target) === key;
  const kept = lines.filter((other) => !isReverse(other));
  const merged = groups(kept);
  const joined = merged(key) === merged(target) ? kept : [...kept, line];
  const together = groups(joined);
  return joined.filter(
    ({ action, name, target: other }) => action !== "separate" || together(nameKey(name)) !== together(nameKey(other)),
  );
}

/**
 * The lines without the merges of a name, if they join it with the name it is to be separated from.
 * @param {AliasLine[]} lines
 * @param {AliasLine} line
 */
function withoutMergesOf(lines, line) {
  const [key, target] = [nameKey(line.name), nameKey(line.target)];
  const merged = groups(lines);
  if (merged(key) !== merged(target)) return lines;
  return lines.filter((other) => !(isMerge(other) && [nameKey(other.name), nameKey(other.target)].includes(key)));
}

/** @param {AliasLine} line */
const isMerge = ({ action, article }) => action === "merge" && !article;

/**
 * Which names the merges make one, as a function from a key to the key of its group.
 * @param {AliasLine[]} lines
 */
function groups(lines) {
  /** @type {Map<string, string>} */
  const parents = new Map();
  const find = (/** @type {string} */ key) => {
    let root = key;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const { name, target } of lines.filter(isMerge)) {
    const [one, other] = [find(nameKey(name)), find(nameKey(target))];
    if (one !== other) parents.set(one, other);
  }
  return find;
}

/**
 * The pattern of an alias line that fits this article and no other: signs that mean something are put in brackets, and
 * those that reading the file would change are left open.
 * @param {string} id
 */
export function articlePattern(id) {
  const signs = Array.from(id, (sign) => (/[*?[]/.test(sign) ? `[${sign}]` : /[^\S ]/u.test(sign) ? "?" : sign)).join(
    "",
  );
  const stable = signs === signs.normalize("NFC") ? signs : signs.replace(/\P{M}\p{M}+/gu, openSigns);
  return stable.replace(/ {2,}/g, openSigns).replace(/^["'„“”»«›‹‚‘’ ]+|["'„“”»«›‹‚‘’ ]+$/gu, openSigns);
}

/** @param {string} signs */
const openSigns = (signs) => "?".repeat(Array.from(signs).length);

/**
 * The text of aliases.csv. A cell that a spreadsheet would run as a formula gets an apostrophe, which is not read as a
 * part of the name.
 * @param {AliasLine[]} lines
 */
export function aliasCsv(lines) {
  const rows = [[...COLUMNS], ...lines.map(cellsOf)];
  return rows.map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** @param {string} value */
function cell(value) {
  const text = value.replace(/\0/g, " ").split(/\s+/u).filter(Boolean).join(" ");
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
