// What all parts of the open page share: the data, what is shown, and the filters of the network.

import { readFilters, writeFilters } from "./filter-address.js";
import { byId } from "./html.js";
import { inBackground } from "./idle.js";
import { buildNetwork, linkBetween, textSteps } from "./model.js";
import { startFilters, weigh } from "./network-filters.js";
import { parsePayload } from "./payload.js";
import { scopeFor, scopeOf } from "./scope.js";
import { indexSteps } from "./search.js";
import { sentenceSteps } from "./sentences.js";
import { createStore } from "./store.js";

/** @import { Filters, Weighed } from "./network-filters.js" */

export const payload = parsePayload(byId("data").textContent ?? "");
export const model = buildNetwork(payload);
export const store = createStore(window.location, {
  adjust: (next, before) => scopeFor(model, next, before),
  replace: (hash) => history.replaceState(history.state, "", `#${hash}`),
});

const atStart = startFilters(model);
let adopted = store.view().filters;
/** @type {Filters} */
export let filters = readFilters(adopted, atStart, model);
/** @type {Weighed | null} */
let weighedNow = null;
let timer = 0;
const WAIT = 250; // milliseconds: a slider moves faster than browsers let an address change

/** What the filters make of each link. */
export function weighed() {
  weighedNow ??= weigh(model, filters);
  return weighedNow;
}

/**
 * Change filters; the address follows.
 * @param {Partial<Filters>} change
 */
export function changeFilters(change) {
  Object.assign(filters, change);
  weighedNow = null;
  clearTimeout(timer);
  timer = window.setTimeout(keepFilters, WAIT);
}

function keepFilters() {
  adopted = writeFilters(filters, atStart, model);
  store.replace({ filters: adopted });
}

/**
 * Take the filters from the address, if somebody else has changed it.
 * @returns {boolean} whether they are others than before
 */
export function adoptFilters() {
  const given = store.view().filters;
  if (given === adopted) return false;
  clearTimeout(timer);
  adopted = given;
  filters = readFilters(given, atStart, model);
  weighedNow = null;
  return true;
}

export function resetFilters() {
  clearTimeout(timer);
  keepFilters();
  store.show({ filters: "" });
}

/** The part of the network that is drawn. */
export const scope = () => scopeOf(model, store.view());

/** The texts of the model: whoever shows more than the network of all names calls for them first. */
export const loadTexts = inBackground(textSteps(model));
export const searchIndex = inBackground(indexSteps(model.entities, model.articles), loadTexts.ready);
const sentences = inBackground(sentenceSteps(model.articles), searchIndex.ready);

export function sentenceIndex() {
  loadTexts();
  return sentences();
}

export const chosenEntity = () => model.entityById.get(store.view().entity ?? "") ?? null;

export function chosenLink() {
  const { edge } = store.view();
  return edge && linkBetween(model.entityById.get(edge[0]), model.entityById.get(edge[1]));
}

export const openArticle = () => model.articleById.get(store.view().article ?? "") ?? null;
