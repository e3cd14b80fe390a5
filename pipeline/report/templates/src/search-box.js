// The search field with its list of hits, by mouse and keyboard.

import { byId, h } from "./html.js";
import { icon } from "./icons.js";
import { day, t } from "./language.js";
import { titleOf } from "./model.js";
import { searchIndex, store } from "./page.js";
import { findArticles, findEntities } from "./search.js";

/** @import { Article, Entity } from "./model.js" */
/** @typedef {{entity: Entity, article?: undefined} | {article: Article, entity?: undefined}} Hit */

const MAX_ENTITIES = 9;
const MAX_ARTICLES = 5;

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
  const entities = findEntities(searchIndex(), field.value).slice(0, MAX_ENTITIES);
  const articles = findArticles(searchIndex(), field.value).slice(0, MAX_ARTICLES);
  hits = [...entities.map((entity) => ({ entity })), ...articles.map((article) => ({ article }))];
  picked = hits.length ? 0 : -1;
  const nothing = h("li", { class: "nothing", role: "option", "aria-disabled": "true" }, t("nothing"));
  list.replaceChildren(...(hits.length ? hits.map(item) : [nothing]));
  setOpen(Boolean(field.value.trim()));
}

/**
 * @param {Hit} hit
 * @param {number} index
 */
function item(hit, index) {
  const { entity, article } = hit;
  const onmousedown = (/** @type {MouseEvent} */ event) => {
    event.preventDefault(); // the field keeps the focus until the choice is made
    choose(hit);
  };
  const attributes = { role: "option", id: `hit${index}`, "aria-selected": String(index === picked), onmousedown };
  if (entity)
    return h("li", attributes, icon(entity.label), h("span", {}, entity.name), h("small", {}, t(entity.label)));
  const note = article.date ? day(article.date) : t("article");
  return h("li", attributes, h("span", {}, titleOf(article)), h("small", {}, note));
}

/** @param {boolean} open */
function setOpen(open) {
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.setAttribute("aria-activedescendant", open && picked >= 0 ? `hit${picked}` : "");
}

/** @param {Hit} hit */
function choose({ entity, article }) {
  setOpen(false);
  field.value = "";
  field.blur();
  store.show(entity ? { entity: entity.id } : { article: article.id });
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
