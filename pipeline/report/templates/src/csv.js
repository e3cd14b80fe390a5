// Tables as CSV that a spreadsheet opens without running anything; pure functions.

/** @import { Cell } from "./rows.js" */

const FORMULA = /^[=+\-@\t\r\n]/; // pipeline/network/exports.py guards the same

/**
 * @param {string[]} head
 * @param {Cell[][]} rows
 */
export const csvText = (head, rows) => [head, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, a number stays one.
 * @param {Cell} cell
 */
function cellText(cell) {
  if (cell === null || cell === undefined) return "";
  const text = typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
