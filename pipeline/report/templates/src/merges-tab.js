// The tab of suspicious merges: each form that a risky rule joined to an entity, to be accepted or separated by one key.

import { separate } from "./corrections.js";
import { h } from "./html.js";
import { labelTag } from "./icons.js";
import { inBackground } from "./idle.js";
import { formatNumber, ruleWords, say, t, words } from "./language.js";
import { model, runPayload } from "./page.js";
import { lead, nameLink, quote } from "./parts.js";
import { formSpans } from "./preview.js";
import { accept, correct, isAccepted, known, prepareCorrection } from "./review.js";
import { riskySteps } from "./suspicion.js";

/** @import { Background } from "./idle.js" */
/** @import { Child } from "./html.js" */
/** @import { Model } from "./model.js" */
/** @import { RiskyForm } from "./suspicion.js" */

const PAGE = 50;
const MAX_QUOTES = 3;

/** The row that the keys are about, as entity and form. */
let current = "";
let shown = PAGE;
let showsAccepted = false;

/** @param {RiskyForm} row */
const keyOf = ({ entity, form }) => JSON.stringify([entity.id, form]);

/** @type {{of: Model, rows: Background<RiskyForm[]>} | null} */
let found = null;
let isCounted = false;

function allRows() {
  prepareMerges();
  isCounted = true;
  return /** @type {NonNullable<typeof found>} */ (found).rows();
}

/**
 * Find the merges to ask about in the background.
 * @param {Promise<void>} [after]
 */
export function prepareMerges(after) {
  if (found?.of === model) return;
  found = { of: model, rows: inBackground(riskySteps(model, runPayload.corrections, known()), after) };
}

/** @param {RiskyForm} row */
const isOpen = ({ entity, form }) => !isAccepted(entity.id, form);

/** How many merges nobody has decided on; they are not counted before the tab is opened, which would delay the page. */
export const openMerges = () => (isCounted ? allRows().filter(isOpen).length : null);

/** @returns {Child[]} */
export function mergesTab() {
  const section = h("div", { class: "prose work", id: "merges" });
  section.addEventListener("keydown", (event) => onKey(event, section));
  prepareCorrection();
  draw(section);
  return [section];
}

/** @param {HTMLElement} section */
function draw(section) {
  const rows = allRows();
  const open = rows.filter(isOpen);
  const listed = showsAccepted ? rows : open;
  if (!listed.some((row) => keyOf(row) === current)) current = listed.length ? keyOf(listed[0]) : "";
  const list = h(
    "ul",
    { id: "risky" },
    listed.slice(0, shown).map((row) => item(row, section)),
  );
  const box = h("input", { type: "checkbox", id: "accepted", onchange: () => toggle(box.checked, section) });
  box.checked = showsAccepted;
  const more = () => {
    shown += PAGE;
    draw(section);
  };
  section.replaceChildren(
    h("h2", {}, t("mergesTitle")),
    lead(t("mergesLead")),
    lead(t("mergesKeys")),
    h("p", { class: "lead" }, words().phrases.decided(say, rows.length - open.length, rows.length)),
    h("label", { class: "lead" }, box, ` ${t("showAccepted")}`),
    listed.length ? list : lead(t("noMerges")),
    listed.length > shown ? h("button", { type: "button", class: "plain more", onclick: more }, t("more")) : "",
  );
}

/**
 * @param {boolean} checked
 * @param {HTMLElement} section
 */
function toggle(checked, section) {
  showsAccepted = checked;
  draw(section);
}

/**
 * @param {RiskyForm} row
 * @param {HTMLElement} section
 */
function item(row, section) {
  const { entity, form, rule, count, risk, suspicion } = row;
  const isCurrent = keyOf(row) === current;
  const choose = () => keyOf(row) !== current && moveTo(row, section);
  const { phrases } = words();
  const title = phrases.suspicion(phrases.percent(say, suspicion));
  const attributes = { class: isCurrent ? "current" : null, "data-form": form, "data-of": entity.id };
  return h(
    "li",
    { ...attributes, tabindex: isCurrent ? 0 : -1, onclick: choose, onfocus: choose },
    h("span", { class: "risk", title }, phrases.percent(say, risk)),
    h("span", {}, h("b", {}, form), ` ${t("is")} `, nameLink(entity), " ", labelTag(entity.label)),
    h("small", {}, `${ruleWords(rule)} · ${formatNumber(count)}`),
    h("span", { class: "row" }, buttons(row, section)),
    isCurrent ? passages(row) : null,
  );
}

/**
 * Make another row the current one; only these two are rebuilt.
 * @param {RiskyForm} row
 * @param {HTMLElement} section
 */
function moveTo(row, section) {
  const listed = allRows().filter((each) => showsAccepted || isOpen(each));
  const changed = [current, keyOf(row)];
  current = keyOf(row);
  if (listed.findIndex((each) => keyOf(each) === current) >= shown) {
    shown += PAGE;
    draw(section);
  } else {
    const items = [...section.querySelectorAll("#risky > li")];
    for (const [index, each] of listed.slice(0, shown).entries()) {
      if (changed.includes(keyOf(each))) items[index].replaceWith(item(each, section));
    }
  }
  focusCurrent(section);
}

/**
 * @param {RiskyForm} row
 * @param {HTMLElement} section
 */
function buttons(row, section) {
  const done = !isOpen(row);
  const onclick = (/** @type {MouseEvent} */ event) => {
    event.stopPropagation(); // a click on the row would make it the current one again
    const { currentTarget } = event;
    decide(row, section, /** @type {HTMLElement} */ (currentTarget).dataset.do === "accept");
  };
  return [
    h("button", { type: "button", class: "plain small", "data-do": "accept", onclick }, t(done ? "reopen" : "accept")),
    h("button", { type: "button", class: "plain small", "data-do": "separate", onclick }, t("separate")),
  ];
}

/** @param {RiskyForm} row */
function passages({ entity, form }) {
  const found = entity.sentences.filter((sentence) => formSpans(sentence, entity, form).length);
  return found.length
    ? h(
        "ul",
        { class: "quotes" },
        found.slice(0, MAX_QUOTES).map((sentence) => quote([sentence], [entity])),
      )
    : lead(t("noPassage"));
}

/**
 * @param {RiskyForm} row
 * @param {HTMLElement} section
 * @param {boolean} isRight
 */
function decide(row, section, isRight) {
  const { entity, form } = row;
  const rows = allRows().filter((each) => showsAccepted || isOpen(each));
  const position = rows.findIndex((each) => keyOf(each) === keyOf(row));
  current = keyOf(rows[position + 1] ?? rows[position - 1] ?? row);
  if (isRight) {
    accept(entity.id, form, isOpen(row));
    draw(section);
  } else {
    correct(separate(entity, form, known())); // redraws the page
  }
  focusCurrent(document.getElementById("merges") ?? section);
}

/** @param {HTMLElement} section */
function focusCurrent(section) {
  /** @type {HTMLElement | null} */ (section.querySelector("li.current"))?.focus();
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} section
 */
function onKey(event, section) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = allRows().filter((each) => showsAccepted || isOpen(each));
  const position = rows.findIndex((each) => keyOf(each) === current);
  const row = rows[position];
  if (!row) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const key = event.key.toLowerCase();
  if (step) {
    event.preventDefault();
    moveTo(rows[Math.max(0, Math.min(rows.length - 1, position + step))], section);
  } else if (key === "a" || key === "s") {
    event.preventDefault();
    decide(row, section, key === "a");
  }
}
