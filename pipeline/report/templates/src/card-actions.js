// What a card leads to: the surroundings of a name, and the path from it to another.

import { namesAlong, shortestPath } from "./graph.js";
import { h } from "./html.js";
import { icon, labelTag } from "./icons.js";
import { say, t, words } from "./language.js";
import { model, searchIndex, store } from "./page.js";
import { closeButton, lead, nameLink } from "./parts.js";
import { searchEntities } from "./search.js";

/** @import { Child } from "./html.js" */
/** @import { Entity, Link } from "./model.js" */

const OFFERED = 6;

/**
 * @param {Entity} entity
 * @returns {Child}
 */
export function entityActions(entity) {
  const { focus, depth, path, tab } = store.view();
  const around = (/** @type {1 | 2} */ steps) => {
    const isHere = tab === "network" && !path && focus === entity.id && depth === steps;
    const onclick = () => store.show({ tab: "network", focus: entity.id, depth: steps, path: null });
    const words = t(steps === 1 ? "oneStep" : "twoSteps");
    return h("button", { type: "button", "data-around": steps, "aria-pressed": String(isHere), onclick }, words);
  };
  return h(
    "div",
    { class: "actions" },
    h("span", { id: "around" }, t("around")),
    h("div", { class: "switch", role: "group", "aria-labelledby": "around" }, around(1), around(2)),
    pathFinder(entity),
  );
}

/** @param {Entity} from */
function pathFinder(from) {
  const offers = h("ul", { class: "rank", hidden: true });
  const choices = () => {
    const { exact, similar } = searchEntities(searchIndex(), field.value);
    return [...exact, ...similar].filter((entity) => entity !== from).slice(0, OFFERED);
  };
  const open = (/** @type {Entity} */ to) => {
    store.show({ tab: "network", entity: null, edge: null, focus: null, path: [from.id, to.id] });
  };
  const oninput = () => {
    const found = field.value.trim() ? choices() : [];
    offers.hidden = !found.length;
    offers.replaceChildren(...found.map(offer));
  };
  const offer = (/** @type {Entity} */ to) => {
    const button = h("button", { type: "button", class: "name-link", onclick: () => open(to) }, to.name);
    return h("li", {}, icon(to.label), button);
  };
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const [first] = event.key === "Enter" ? choices() : [];
    if (first) open(first);
  };
  const look = {
    type: "search",
    id: "path-to",
    autocomplete: "off",
    placeholder: t("pathTo"),
    "aria-label": t("pathTo"),
  };
  const field = h("input", { ...look, oninput, onkeydown });
  return [field, offers];
}

/** The card of the path that is drawn, if one is. */
export function pathCard() {
  const [from, to] = (store.view().path ?? []).map((id) => model.entityById.get(id));
  return from && to ? cardOfPath(from, to) : null;
}

/**
 * @param {Entity} from
 * @param {Entity} to
 * @returns {Child[]}
 */
function cardOfPath(from, to) {
  const path = shortestPath(from, to);
  return [
    closeButton(() => store.show({ path: null, focus: null })),
    lead(t("path")),
    h("h2", {}, nameLink(from), " – ", nameLink(to)),
    lead(path?.length ? t("pathMeaning") : t("noPath")),
    path?.length ? h("ol", { class: "path", id: "path" }, pathRows(from, path)) : null,
  ];
}

/**
 * @param {Entity} from
 * @param {Link[]} path
 */
function pathRows(from, path) {
  const names = namesAlong(from, path);
  return names.map((entity, index) => h("li", {}, labelTag(entity.label), nameLink(entity), linkOn(path[index])));
}

/** @param {Link | undefined} link */
function linkOn(link) {
  if (!link) return null;
  const onclick = () => store.show({ edge: [link.source.id, link.target.id] });
  const unit = model.weightUnit === "sentences" ? "sentences" : "articlesUnit";
  return h("button", { type: "button", class: "count", title: t("together"), onclick }, say.counted(link.weight, unit));
}

/**
 * A note that the card lists only some of the links, and where to find the others.
 * @param {Entity} entity
 */
export function leftOut({ links, degree, id }) {
  if (links.length >= degree) return null;
  return lead(words().phrases.linksLeft(say, links.length, degree, id));
}
