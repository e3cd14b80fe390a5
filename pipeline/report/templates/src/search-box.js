// The search field with its list of hits, by mouse and keyboard: names, sentences, articles, and what is only similar.

import { byId, h } from "./html.js";
import { icon } from "./icons.js";
import { day, say, t, words } from "./language.js";
import { titleOf } from "./model.js";
import { searchIndex, sentenceIndex, store } from "./page.js";
import { findArticles, searchEntities } from "./search.js";
import { findSentences } from "./sentences.js";

/** @import { Article, Entity } from "./model.js" */
/** @import { View } from "./address.js" */
/** @typedef {{view: Partial<View>, sign?: SVGElement, text: string, note: string}} Hit */

const MAX_ENTITIES = 9;
const MAX_ARTICLES = 5;
const MAX_SIMILAR = 4;

const field = /** @type {HTMLInputElement} */ (byId("search"));
const list = byId("hits");
/** @type {Hit[]} */
let hits = [];
let picked = -1;

export function startSearch() {
  field.addEventListener("input", suggest);
  field.addEventListener("keydown", onKey);
  field.addEventListener("blur", () => setOpen(false));
}

export const focusSearch = () => field.focus();

function suggest() {
  hits = hitsFor(field.value);
  picked = hits.length ? 0 : -1;
  const nothing = h("li", { class: "nothing", role: "option", "aria-disabled": "true" }, t("nothing"));
  list.replaceChildren(...(hits.length ? hits.map(item) : [nothing]));
  setOpen(Boolean(field.value.trim()));
}

/**
 * @param {string} query
 * @returns {Hit[]}
 */
function hitsFor(query) {
  const { exact, similar } = searchEntities(searchIndex(), query);
  const sentences = findSentences(sentenceIndex(), query);
  const count = sentences.exact.length + sentences.folded.length;
  const text = words().phrases.sentencesWith(say, count, query.trim());
  return [
    ...exact.slice(0, MAX_ENTITIES).map(entityHit),
    ...(count ? [{ view: { query: query.trim() }, text, note: t("fullText") }] : []),
    ...findArticles(searchIndex(), query).slice(0, MAX_ARTICLES).map(articleHit),
    ...similar.slice(0, Math.min(MAX_SIMILAR, MAX_ENTITIES - exact.length)).map(similarHit),
  ];
}

/**
 * @param {Entity} entity
 * @returns {Hit}
 */
const entityHit = (entity) => ({
  view: { entity: entity.id },
  sign: icon(entity.label),
  text: entity.name,
  note: t(entity.label),
});

/**
 * @param {Entity} entity
 * @returns {Hit}
 */
const similarHit = (entity) => ({ ...entityHit(entity), note: t("similar") });

/**
 * @param {Article} article
 * @returns {Hit}
 */
const articleHit = (article) => ({
  view: { article: article.id },
  text: titleOf(article),
  note: article.date ? day(article.date) : t("article"),
});

/**
 * @param {Hit} hit
 * @param {number} index
 */
function item(hit, index) {
  const onmousedown = (/** @type {MouseEvent} */ event) => {
    event.preventDefault(); // the field keeps the focus until the choice is made
    choose(hit);
  };
  const attributes = { role: "option", id: `hit${index}`, "aria-selected": String(index === picked), onmousedown };
  return h("li", attributes, hit.sign, h("span", {}, hit.text), h("small", {}, hit.note));
}

/** @param {boolean} open */
function setOpen(open) {
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.setAttribute("aria-activedescendant", open && picked >= 0 ? `hit${picked}` : "");
}

/** @param {Hit} hit */
function choose({ view }) {
  setOpen(false);
  field.value = "";
  byId(view.entity ? "panel" : "main").focus({ preventScroll: true });
  store.show(view);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === "Escape") {
    setOpen(false);
    field.blur();
  } else if (!list.hidden && hits.length) {
    if (event.key === "Enter") choose(hits[picked]);
    else if (event.key === "ArrowDown") pick(event, 1);
    else if (event.key === "ArrowUp") pick(event, -1);
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {number} step
 */
function pick(event, step) {
  event.preventDefault();
  picked = (picked + step + hits.length) % hits.length;
  for (const [index, each] of [...list.children].entries()) {
    each.setAttribute("aria-selected", String(index === picked));
  }
  setOpen(true);
}
