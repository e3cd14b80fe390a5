// Filtering and sorting the rows of a table; pure functions.

import { foldedWords, foldOnce } from "./fold.js";
import { hasWords } from "./search.js";

/** @typedef {string | number | null | undefined} Cell */

/**
 * Create a filter over the cells of rows that folds each row only once.
 * @template {object} Row
 * @param {Row[]} rows
 * @param {((row: Row) => Cell)[]} readers what each column reads from a row
 * @param {WeakMap<Row, string>} [folded] the rows that an earlier filter has folded
 * @returns {((text: string) => Row[]) & {steps: () => Generator<unknown, void>}} the rows that hold every word of the
 *   text; the steps fold all rows beforehand
 */
export function textFilter(rows, readers, folded = new WeakMap()) {
  const foldOf = (/** @type {Row} */ row) => {
    const known = folded.get(row) ?? readers.map((read) => foldOnce(String(read(row) ?? ""))).join(" ");
    folded.set(row, known);
    return known;
  };
  const filter = (/** @type {string} */ text) => {
    const words = foldedWords(text);
    return words.length ? rows.filter((row) => hasWords(foldOf(row), words)) : rows;
  };
  function* steps() {
    for (const row of rows) {
      foldOf(row);
      yield;
    }
  }
  return Object.assign(filter, { steps });
}

/**
 * Rows in the order of a column; empty cells come last in either direction.
 * @template Row
 * @param {Row[]} rows
 * @param {(row: Row) => Cell} read
 * @param {{descending: boolean, language: string}} order
 * @returns {Row[]}
 */
export function sortRows(rows, read, { descending, language }) {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const empty = (/** @type {Cell} */ cell) => cell === null || cell === undefined || cell === "";
  return [...rows].sort((x, y) => {
    const a = read(x);
    const b = read(y);
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return descending ? -order : order;
  });
}
