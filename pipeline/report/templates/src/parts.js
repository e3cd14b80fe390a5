// Small components shared by cards, tables and articles: links, facts, ranks, quotes, long lists.

import { h } from "./html.js";
import { icon } from "./icons.js";
import { day, formatNumber, meaningOf, period, say, t, unit, words } from "./language.js";
import { marked } from "./marked.js";
import { titleOf } from "./model.js";
import { inNotebook } from "./notebook.js";
import { model, payload, store } from "./page.js";

/** @import { View } from "./address.js" */
/** @import { Attributes, Child, Leaf } from "./html.js" */
/** @import { Article, Entity, Figure, Sentence } from "./model.js" */

/**
 * What each link on the page shows.
 * @type {WeakMap<Element, Partial<View>>}
 */
const goals = new WeakMap();

/** The address of a link depends on what else is shown when somebody is about to follow it. */
function completeAddress(/** @type {Event} */ { target }) {
  const link = target instanceof Element ? target.closest("a.name-link") : null;
  const goal = link && goals.get(link);
  if (link && goal) link.setAttribute("href", `#${store.addressOf(goal)}`);
}
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, completeAddress);

/**
 * A link rather than a button, so that its text wraps with what follows and it can be opened in another tab.
 * @param {Partial<View>} change
 * @param {string} text
 * @param {Attributes} [attributes]
 */
function linkTo(change, text, attributes = {}) {
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.show(change);
  };
  const parts = Object.entries(change).filter(([, value]) => value !== null);
  const href = `#${new URLSearchParams(parts.map(([key, value]) => [key, String(value)]))}`;
  const link = h("a", { class: "name-link", href, onclick, ...attributes }, text);
  goals.set(link, change);
  return link;
}

/**
 * The explanation of a measure, with its error if it is an estimate for a large network.
 * @param {string} key
 */
export function explain(key) {
  const made = payload.info.network;
  const meaning = meaningOf(key);
  if (key !== "betweenness" || !isEstimate(made)) return meaning;
  const { estimated } = words().phrases;
  return `${meaning} (${estimated(say, made.betweenness_starts, formatNumber(made.betweenness_standard_error, 6))})`;
}

/**
 * @param {unknown} made
 * @returns {made is {betweenness_starts: number, betweenness_standard_error: number}}
 */
const isEstimate = (made) => typeof made === "object" && made !== null && "betweenness_starts" in made;

/** @param {Entity} entity */
export const nameLink = (entity) => linkTo({ entity: entity.id }, entity.name, { "data-goto": entity.id });

/**
 * @param {Article} article
 * @param {number | null} [sentence] to point at
 */
export const articleLink = (article, sentence = null) =>
  linkTo({ article: article.id, sentence }, titleOf(article), { title: article.id });

/**
 * The original of a copied article; its file name if the page does not contain it.
 * @param {Article} article
 * @returns {Leaf}
 */
export function originalLink(article) {
  const original = model.articleById.get(article.duplicate ?? "");
  return original ? articleLink(original) : article.duplicate;
}

/**
 * Counts with their nouns; missing ones are left out.
 * @param {[key: string, value: string | number | null][]} pairs
 */
export function facts(pairs) {
  const given = pairs.filter(([, value]) => value !== null && value !== "");
  const fact = (/** @type {string} */ key, /** @type {string | number | null} */ value) => {
    const shown = typeof value === "number" ? formatNumber(value) : value;
    return h("div", { title: explain(key) }, h("dt", {}, unit(key, value)), h("dd", {}, shown));
  };
  return h(
    "dl",
    { class: "facts" },
    given.map(([key, value]) => fact(key, value)),
  );
}

/**
 * @param {string | null} first
 * @param {string | null} last
 */
export const lifeTime = (first, last) => (first === null ? null : lead(period(first, last)));

/** @param {...Child} text */
export const lead = (...text) => h("p", { class: "lead" }, ...text);

/** The meaning of a link with the settings of this run. */
export function windowMeaning() {
  const { intro } = words();
  return Object.hasOwn(intro, payload.window) ? intro[/** @type {keyof typeof intro} */ (payload.window)] : intro.near;
}

/**
 * Join the parts with a separator.
 * @param {Leaf[]} parts
 * @param {string} sign
 * @returns {Leaf[]}
 */
export const between = (parts, sign) => parts.filter(Boolean).flatMap((part, index) => (index ? [sign, part] : [part]));

/**
 * A row of a list of names, with a bar for its share.
 * @param {Entity} entity
 * @param {HTMLElement} count
 * @param {number} share up to 1
 */
export function rankRow(entity, count, share) {
  const strip = h("i");
  strip.style.width = `${Math.round(share * 100)}%`;
  return h("li", {}, icon(entity.label), nameLink(entity), count, h("span", { class: "strip" }, strip));
}

/**
 * Sentences of one article, with their source.
 * @param {Sentence[]} sentences
 * @param {(Entity | Figure)[]} emphasised
 */
export function quote(sentences, emphasised) {
  const { article, number } = sentences[0];
  const text = sentences.map((sentence, index) => [
    index ? gap(sentences[index - 1], sentence, " … ") : "",
    ...marked(sentence, emphasised),
  ]);
  const from = between([articleLink(article, number), day(article.date), article.source], ", ");
  return h("li", {}, h("blockquote", {}, text), h("span", { class: "from" }, from));
}

/**
 * The separator of two sentences: a space, or an ellipsis if text is left out.
 * @param {Sentence} before
 * @param {Sentence} sentence
 * @param {Leaf} sign
 */
export const gap = (before, sentence, sign) => (sentence.number === before.number + 1 ? " " : sign);

/** @param {() => void} [onclick] */
export function closeButton(onclick = () => store.show({})) {
  const attributes = { type: "button", class: "close", "aria-label": t("close"), title: t("close") };
  return h("button", { ...attributes, onclick }, "×");
}

/** Leads to what was shown before. */
export function backButton() {
  const onclick = () => (history.length > 1 && !inNotebook ? history.back() : store.show({}));
  return h("button", { type: "button", class: "plain", onclick }, `← ${t("back")}`);
}

const MORE_ITEMS = 50;

/**
 * A list that shows its first items, and more on request.
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => HTMLElement} make
 * @param {{first: number, tag?: "ul" | "ol", class: string, id?: string}} options
 * @returns {Leaf[]}
 */
export function longList(items, make, { first, tag = "ul", class: css, id }) {
  const list = h(tag, { class: css, id }, items.slice(0, first).map(make));
  if (items.length <= first) return [list];
  const onclick = () => {
    const { length } = list.children;
    list.append(...items.slice(length, length + MORE_ITEMS).map(make));
    more.hidden = list.children.length >= items.length;
  };
  const more = h(
    "button",
    { type: "button", class: "plain more", onclick },
    `${t("more")} (${formatNumber(items.length)})`,
  );
  return [list, more];
}
