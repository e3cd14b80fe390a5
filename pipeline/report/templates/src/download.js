// Files that the page makes, handed to the browser.

import { csvText } from "./csv.js";
import { h } from "./html.js";
import { t } from "./language.js";

/** @import { Cell } from "./rows.js" */

/**
 * @param {string} name
 * @param {string} type
 * @param {string | Blob} content
 */
export function download(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href, download: fileName(name) }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * A name that every file system takes.
 * @param {string} name
 */
const fileName = (name) => name.replace(/[^\p{L}\p{N}.-]+/gu, "-").slice(-80);

/**
 * A button that downloads what a table or card shows; the byte order mark tells spreadsheets that it is UTF-8.
 * @param {string} name
 * @param {() => {head: string[], rows: Cell[][]}} read
 */
export function csvButton(name, read) {
  const onclick = () => {
    const { head, rows } = read();
    download(`${name}.csv`, "text/csv;charset=utf-8", `\ufeff${csvText(head, rows)}`);
  };
  const words = `${t("download")}: CSV`;
  return h("button", { type: "button", class: "plain csv", title: words, "aria-label": words, onclick }, "CSV");
}
