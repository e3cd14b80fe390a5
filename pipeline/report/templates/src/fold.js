// The search tolerates spelling differences: it compares folded texts. Python's `find` uses the same table
// (pipeline/results/entity_search.py) and the same steps in the same order.

import table from "../../../data/search_folds.json" with { type: "json" };

/** @type {Record<string, string>} */
const SEQUENCES = table.sequences;
const LONGEST_FIRST = Object.keys(SEQUENCES).sort((a, b) => b.length - a.length);
const SEQUENCE = new RegExp(LONGEST_FIRST.join("|"), "gu");
const IGNORED = new RegExp(`[${table.ignored}]`, "gu");
const PATTERNS = table.patterns.map(([pattern, replacement]) => ({ pattern: new RegExp(pattern, "gu"), replacement }));
// Python's \w without digits and underscore; the dots of U.S.A., not those of 3.000
const DOT_IN_ACRONYM = /([\p{L}\p{Nl}\p{No}])\.(?=[\p{L}\p{Nl}\p{No}])/gu;

/**
 * Key under which transcriptions are equal: words of small letters and digits, with single spaces between them.
 * @param {string} text
 */
export function fold(text) {
  const letters = text.replace(IGNORED, "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const words = letters
    .replace(DOT_IN_ACRONYM, "$1")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const sounds = words.replace(SEQUENCE, (sequence) => SEQUENCES[sequence]);
  return PATTERNS.reduce((folded, { pattern, replacement }) => folded.replace(pattern, replacement), sounds);
}

/** @type {Map<string, string>} */
const known = new Map();

/**
 * The same, remembered: sentences, titles and names are folded again for other rows and indexes.
 * @param {string} text
 */
export function foldOnce(text) {
  const folded = known.get(text) ?? fold(text);
  known.set(text, folded);
  return folded;
}

/**
 * The folded words of a text.
 * @param {string} text
 */
export const foldedWords = (text) => fold(text).split(" ").filter(Boolean);
