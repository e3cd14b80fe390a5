// Corrections of names: what each one writes into the alias file, and the list of those not yet applied.

import { aliasLine, articlePattern, COLUMNS, lineOf, sameLine, withLine, withoutLooks } from "./alias-lines.js";
import { nameKey, tidy } from "./name-key.js";

/** @import { AliasLine } from "./alias-lines.js" */
/** @import { Article, Entity } from "./model.js" */
/** @import { Label } from "./payload.js" */

/**
 * A correction as it is kept: what it is about, and the lines that it adds to the alias file.
 * @typedef {object} Correction
 * @property {"merge" | "separate" | "rename" | "retype" | "drop" | "revoke"} kind
 * @property {string} id of the entity; empty for a revoked line
 * @property {string} name of the entity at that time
 * @property {string} to name, form or label that the correction is about; empty for a drop
 * @property {string} [into] id of the entity that another is merged with
 * @property {string} [article] id of the only article that it is about
 * @property {AliasLine[]} lines added, or the one that is revoked
 * @property {string[]} [ended] names whose renames and retypes end
 */

/** @typedef {{done: Correction[], undone: Correction[]}} History */

/**
 * What is needed to address an entity in an alias file.
 * @typedef {object} Known
 * @property {(entity: Entity) => string[]} namesOf names within articles, that by which a line addresses it first
 * @property {(entity: Entity) => boolean} isHomonym whether a line about it needs a label
 * @property {(entity: Entity) => boolean} isListed whether it is a country or well-known organisation
 * @property {Set<string>} given keys of names that only a rename gave
 */

/**
 * @param {AliasLine[]} lines
 * @returns {Set<string>} keys of the names that these lines give to entities
 */
export function givenNames(lines) {
  const renames = lines.filter(({ action, article }) => action === "rename" && !article);
  return new Set(renames.map(({ target }) => nameKey(target)));
}

/**
 * The name by which an alias line means this entity. A name that only a rename gave it is in no article.
 * @param {Entity} entity
 * @param {Known} known
 */
function addressOf(entity, { namesOf, given }) {
  return given.has(nameKey(entity.name)) ? namesOf(entity)[0] : entity.name;
}

/**
 * @param {Entity} entity
 * @param {Known} known
 */
const labelFor = (entity, known) => (known.isHomonym(entity) ? entity.label : "");

/**
 * All names of an entity that alias lines may have to mention, that by which they address it first; each key once.
 * @param {Entity} entity
 * @param {Known} known
 */
function allNames(entity, known) {
  const names = [addressOf(entity, known), ...known.namesOf(entity)].reverse();
  const byKey = new Map(names.map((name) => [nameKey(name), name]));
  return [...byKey.values()].reverse();
}

/**
 * @param {Entity} entity
 * @param {Entity} into
 * @param {Known} known
 * @param {Article | null} [article] the only one it holds for
 * @returns {Correction}
 */
export function merge(entity, into, known, article = null) {
  const about = { id: entity.id, name: entity.name, to: into.name, into: into.id };
  if (article) return { kind: "merge", ...about, ...within(article, "merge", entity, addressOf(into, known), known) };
  const more = { label: labelFor(entity, known), target: addressOf(into, known) };
  // merges come before the rules, which would no longer join the other names to the one that was merged
  const lines = allNames(entity, known).map((name) => aliasLine("merge", name, more));
  const target = nameKey(more.target);
  const others = lines.filter((line) => nameKey(line.name) !== target);
  // the list of known names would let a country pass its label on to what it is merged with
  if (entity.label !== into.label) others.push(aliasLine("retype", more.target, { target: into.label }));
  return { kind: "merge", ...about, lines: others, ended: known.namesOf(entity) };
}

/**
 * A form of an entity becomes one of its own.
 * @param {Entity} entity
 * @param {string} form
 * @param {Known} known
 * @returns {Correction}
 */
export function separate(entity, form, known) {
  const label = labelFor(entity, known);
  const others = allNames(entity, known).filter((name) => nameKey(name) !== nameKey(form));
  const lines = others.map((target) => aliasLine("separate", form, { label, target }));
  // the list of known names, which covers genitives, would call the form by the same name again
  if (known.isListed(entity)) lines.push(aliasLine("rename", form, { target: form }));
  return { kind: "separate", id: entity.id, name: entity.name, to: form, lines };
}

/**
 * Whether the form differs enough from the name of its entity to be separated.
 * @param {Entity} entity
 * @param {string} form
 * @param {Known} known
 */
export const isSeparable = (entity, form, known) =>
  tidy(form) !== "" &&
  nameKey(tidy(form)) !== nameKey(addressOf(entity, known)) &&
  nameKey(form) !== nameKey(entity.name);

/**
 * @param {Entity} entity
 * @param {string} name
 * @param {Known} known
 * @param {Article | null} [article]
 * @returns {Correction}
 */
export function rename(entity, name, known, article = null) {
  const about = { id: entity.id, name: entity.name, to: tidy(name) };
  if (article) return { kind: "rename", ...about, ...within(article, "rename", entity, name, known) };
  const line = aliasLine("rename", addressOf(entity, known), { label: labelFor(entity, known), target: name });
  return { kind: "rename", ...about, lines: [line] };
}

/**
 * @param {Entity} entity
 * @param {Label} label
 * @param {Known} known
 * @param {Article | null} [article]
 * @returns {Correction}
 */
export function retype(entity, label, known, article = null) {
  const about = { id: entity.id, name: entity.name, to: label };
  if (article) return { kind: "retype", ...about, ...within(article, "retype", entity, label, known) };
  const line = aliasLine("retype", addressOf(entity, known), { label: labelFor(entity, known), target: label });
  return { kind: "retype", ...about, lines: [line] };
}

/**
 * @param {Entity} entity
 * @param {Known} known
 * @returns {Correction}
 */
export function drop(entity, known) {
  const line = aliasLine("drop", entity.name, { label: labelFor(entity, known) });
  return { kind: "drop", id: entity.id, name: entity.name, to: "", lines: [line], ended: known.namesOf(entity) };
}

/**
 * A line of the file in use is taken back.
 * @param {AliasLine} line
 * @returns {Correction}
 */
export const revoke = (line) => ({ kind: "revoke", id: "", name: line.name, to: line.target, lines: [line] });

/**
 * The lines for one article: each name that the entity may have in it needs one.
 * @param {Article} article
 * @param {"merge" | "rename" | "retype"} action
 * @param {Entity} entity
 * @param {string} target
 * @param {Known} known
 */
function within(article, action, entity, target, known) {
  const more = { label: labelFor(entity, known), target, article: articlePattern(article.id) };
  return { article: article.id, lines: allNames(entity, known).map((name) => aliasLine(action, name, more)) };
}

/**
 * The alias file after the corrections.
 * @param {AliasLine[]} inUse
 * @param {Correction[]} corrections
 */
export function linesAfter(inUse, corrections) {
  let lines = inUse;
  for (const { kind, lines: own, ended } of corrections) {
    if (kind === "revoke") lines = lines.filter((line) => !own.some((each) => sameLine(each, line)));
    else lines = own.reduce(withLine, withoutLooks(lines, ended ?? []));
  }
  return lines;
}

/** @returns {History} */
export const emptyHistory = () => ({ done: [], undone: [] });

/**
 * @param {History} history
 * @param {Correction} correction
 * @returns {History}
 */
export const added = ({ done }, correction) => ({ done: [...done, correction], undone: [] });

/**
 * @param {History} history
 * @returns {History}
 */
export const undone = ({ done, undone: later }) =>
  done.length ? { done: done.slice(0, -1), undone: [done[done.length - 1], ...later] } : { done, undone: later };

/**
 * @param {History} history
 * @returns {History}
 */
export const redone = ({ done, undone: [next, ...rest] }) =>
  next ? { done: [...done, next], undone: rest } : { done, undone: [] };

/**
 * A history as it was stored, without what the run was built with in the meantime; whatever is stored, it can be used.
 * @param {unknown} stored
 * @param {AliasLine[]} inUse
 * @returns {History}
 */
export function restored(stored, inUse) {
  const given = Array.isArray(stored) ? stored.filter(isCorrection) : [];
  const has = (/** @type {AliasLine} */ line) => inUse.some((each) => sameLine(each, line));
  const isOpen = (/** @type {Correction} */ { kind, lines }) =>
    kind === "revoke" ? lines.some(has) : !lines.every(has);
  const texts = (/** @type {any} */ line) => COLUMNS.map((column) => String(line?.[column] ?? ""));
  const done = given.map((each) => ({ ...each, lines: each.lines.map((line) => lineOf(texts(line))) }));
  return { done: done.filter(isOpen), undone: [] };
}

const KINDS = ["merge", "separate", "rename", "retype", "drop", "revoke"];

/**
 * @param {any} value
 * @returns {value is Correction}
 */
function isCorrection(value) {
  const texts = [value?.kind, value?.id, value?.name, value?.to];
  return texts.every((each) => typeof each === "string") && KINDS.includes(value.kind) && Array.isArray(value.lines);
}
