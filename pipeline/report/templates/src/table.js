// A sortable, filterable table in a scrolling frame.

import { csvButton } from "./download.js";
import { h } from "./html.js";
import { inBackground } from "./idle.js";
import { formatNumber, language, say, t, words } from "./language.js";
import { explain } from "./parts.js";
import { sortRows, textFilter } from "./rows.js";

/** @import { Child } from "./html.js" */
/** @import { TextKey } from "./language.js" */
/** @import { Cell } from "./rows.js" */

/**
 * @template Row
 * @typedef {object} Column
 * @property {TextKey} key its heading
 * @property {(row: Row) => Cell} read what is sorted and filtered
 * @property {(row: Row) => Child} [show] what is shown, if not that
 * @property {"n" | "nowrap" | "mid" | "wide"} [css] "n" for numbers
 */

/**
 * A filter by value, in addition to the text filter.
 * @template Row
 * @typedef {{values: string[], read: (row: Row) => string, word: (value: any) => string}} Choices
 */

/**
 * @template Row
 * @typedef {object} Options
 * @property {number} total rows of the run; more than the page carries, maybe
 * @property {Choices<Row>} [choices]
 * @property {{key: TextKey, descending: boolean}} [start] the first order
 */

/** @typedef {{sort: TextKey | null, descending: boolean, text: string, choice: string, shown: number}} TableState */

const PAGE = 40; // rows shown at first, and more each time

const NEAR_END = 200; // pixels

/**
 * Order and filters of each table, kept while another tab is open.
 * @type {Map<string, TableState>}
 */
const states = new Map();

/** @type {Map<string, WeakMap<any, string>>} */
const folds = new Map();

/**
 * @template Row
 * @param {TextKey} id
 * @param {Row[]} rows
 * @param {Column<Row>[]} columns
 * @param {Options<Row>} options
 * @returns {Child[]}
 */
export function table(id, rows, columns, { total, choices, start }) {
  const state = stateOf(id, start);
  const matching = textFilter(
    rows,
    columns.map(({ read }) => read),
    foldsOf(id),
  );
  inBackground(matching.steps());
  /** @type {Row[]} */
  let shown = [];
  const body = h("tbody");
  const count = h("span", { class: "count", "aria-live": "polite" });
  const more = h("button", { type: "button", class: "plain more", onclick: showMore }, t("more"));
  const heads = columns.map((column) => heading(column, () => sortBy(column)));

  function rowsNow() {
    const found = matching(state.text).filter((row) => !state.choice || choices?.read(row) === state.choice);
    const column = columns.find(({ key }) => key === state.sort);
    return column ? sortRows(found, column.read, { descending: state.descending, language: language() }) : found;
  }
  const cells = () => ({
    head: columns.map(({ key }) => t(key)),
    rows: rowsNow().map((row) => columns.map(({ read }) => read(row))),
  });
  function update() {
    shown = rowsNow();
    for (const [index, head] of heads.entries()) markOrder(head, columns[index].key, state);
    body.replaceChildren(...shown.slice(0, state.shown).map((row) => tableRow(row, columns)));
    const { phrases } = words();
    const left = total > rows.length ? phrases.left(say, rows.length, total, id) : "";
    count.textContent = phrases.rows(say, shown.length, rows.length) + left;
    more.hidden = shown.length <= state.shown;
  }
  function showMore() {
    const { length } = body.children;
    state.shown = length + PAGE;
    body.append(...shown.slice(length, state.shown).map((row) => tableRow(row, columns)));
    more.hidden = shown.length <= state.shown;
  }
  /** @param {Column<Row>} column */
  function sortBy({ key, css }) {
    state.descending = state.sort === key ? !state.descending : css === "n";
    state.sort = key;
    update();
  }
  /** @param {string} text */
  function filterBy(text) {
    state.text = text;
    state.shown = PAGE;
    update();
  }
  /** @param {string} value */
  function choose(value) {
    state.choice = value;
    update();
  }

  update();
  const filter = h(
    "div",
    { class: "filters" },
    filterField(id, state, filterBy),
    choiceOf(choices, state, choose),
    csvButton(id, cells),
    count,
  );
  const content = h("table", { id: `table-${id}` }, h("thead", {}, h("tr", {}, heads)), body);
  return [filter, framed(content, t(id), () => !more.hidden && showMore()), more];
}

/**
 * The folded rows of a table, whose words depend on the language.
 * @param {string} id
 */
function foldsOf(id) {
  const key = `${language()} ${id}`;
  const known = folds.get(key) ?? new WeakMap();
  folds.set(key, known);
  return known;
}

/**
 * @param {string} id
 * @param {{key: TextKey, descending: boolean}} [start]
 */
function stateOf(id, start) {
  const known = states.get(id);
  if (known) return known;
  const order = { sort: start?.key ?? null, descending: start?.descending ?? false };
  const state = { ...order, text: "", choice: "", shown: PAGE };
  states.set(id, state);
  return state;
}

/**
 * @template Row
 * @param {Column<Row>} column
 * @param {() => void} onclick
 */
function heading({ key, css }, onclick) {
  const attributes = { class: css, scope: "col", "data-column": key, title: explain(key) };
  return h("th", attributes, h("button", { type: "button", onclick }, t(key)));
}

/**
 * @param {HTMLElement} head
 * @param {TextKey} key
 * @param {TableState} state
 */
function markOrder(head, key, state) {
  if (key === state.sort) head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
  else head.removeAttribute("aria-sort");
}

/**
 * @template Row
 * @param {Row} row
 * @param {Column<Row>[]} columns
 */
const tableRow = (row, columns) =>
  h(
    "tr",
    {},
    columns.map((column) => h("td", { class: column.css }, content(row, column))),
  );

/**
 * @template Row
 * @param {Row} row
 * @param {Column<Row>} column
 */
function content(row, { read, show, css }) {
  if (show) return show(row);
  const value = read(row);
  return css === "n" && typeof value === "number" ? formatNumber(value, 3) : value;
}

/**
 * @param {string} id
 * @param {TableState} state
 * @param {(text: string) => void} onText
 */
function filterField(id, state, onText) {
  const look = { type: "search", value: state.text, placeholder: t("filter"), "aria-label": t("filter") };
  const field = h("input", { ...look, "data-filter": id, oninput: () => onText(field.value) });
  return field;
}

/**
 * @template Row
 * @param {Choices<Row> | undefined} choices
 * @param {TableState} state
 * @param {(value: string) => void} onChoice
 */
function choiceOf(choices, state, onChoice) {
  if (!choices) return null;
  const options = choices.values.map((value) =>
    h("option", { value, selected: state.choice === value }, choices.word(value)),
  );
  const any = h("option", { value: "" }, t("anyKind"));
  const select = h("select", { "aria-label": t("kind"), onchange: () => onChoice(select.value) }, any, options);
  return select;
}

/**
 * A frame in which a wide table scrolls, also by keyboard; its classes show on which sides the table continues.
 * @param {HTMLElement} content
 * @param {string} label
 * @param {() => void} onEnd called when the end is nearly in sight
 */
function framed(content, label, onEnd) {
  const look = () => {
    if (wrap.scrollTop > 0 && wrap.scrollTop + wrap.clientHeight > wrap.scrollHeight - NEAR_END) onEnd();
    frame.classList.toggle("left", wrap.scrollLeft > 1);
    frame.classList.toggle("right", wrap.scrollLeft + wrap.clientWidth < wrap.scrollWidth - 1);
    frame.style.setProperty("--bar", `${wrap.offsetWidth - wrap.clientWidth}px`);
  };
  const attributes = { class: "wrap", tabindex: 0, role: "region", "aria-label": label, onscroll: look };
  const wrap = h("div", attributes, content);
  const frame = h("div", { class: "frame" }, wrap);
  const resized = new ResizeObserver(look);
  resized.observe(wrap);
  resized.observe(content);
  return frame;
}
