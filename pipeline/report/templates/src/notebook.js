// The page as a frame in a cell of a notebook: it has no address of its own, keeps nothing, and leads back to Python.

import { copyButton } from "./copy.js";
import { h } from "./html.js";
import { t } from "./language.js";

/** @import { Entity, Link } from "./model.js" */
/** @import { NotebookRows } from "./payload.js" */

export const inNotebook = document.body.classList.contains("notebook");

/** Where the view is kept. The address of a frame that is made of text is that of the notebook around it. */
export const viewAddress = inNotebook ? { hash: "" } : window.location;

/**
 * The line that gives the links of a name as a table; strings of JSON are strings of Python.
 * @param {Entity} entity
 * @param {NotebookRows | undefined} rows
 */
export const linksInPython = ({ id }, rows) => pythonLine("neighbours", [id], rows?.links);

/**
 * The line that gives the sentences behind a link as a table.
 * @param {Link} link
 * @param {NotebookRows | undefined} rows
 */
export const sentencesInPython = ({ source, target }, rows) =>
  pythonLine("evidence", [source.id, target.id], rows?.sentences);

/**
 * @param {string} question a method of `Result`
 * @param {string[]} names
 * @param {string} [choice] further arguments
 */
function pythonLine(question, names, choice = "") {
  if (!inNotebook) return null;
  const code = h("code", {}, `result.${question}(${names.map((name) => JSON.stringify(name)).join(", ")}${choice})`);
  return h("div", { class: "python" }, h("h3", {}, t("asTable")), h("div", { class: "row" }, code, copyButton(code)));
}
