// What all parts of the open page share: the data, what is shown, and the filters of the network.

import { byId } from "./html.js";
import { buildModel, linkBetween } from "./model.js";
import { startFilters } from "./network-filters.js";
import { parsePayload } from "./payload.js";
import { buildIndex } from "./search.js";
import { createStore } from "./store.js";

/** @import { Model } from "./model.js" */
/** @import { SearchIndex } from "./search.js" */

/** What the run found. */
export const runPayload = parsePayload(byId("data").textContent ?? "");
/** What is shown: the same, or a preview of it with corrected names. */
export let payload = runPayload;
export let model = buildModel(payload);
export const store = createStore(window.location);
export const filters = startFilters(model);

/** @type {SearchIndex | null} */
let index = null;

/**
 * Show another state of the network. A module that keeps parts of the model must take them anew.
 * @param {Model} next
 */
export function setModel(next) {
  model = next;
  payload = next.payload;
  index = null;
}

/** The index is built when it is first asked for: thousands of names to fold would delay the opening of the page. */
export function searchIndex() {
  index ??= buildIndex(model.entities, model.articles);
  return index;
}

export const chosenEntity = () => model.entityById.get(store.view().entity ?? "") ?? null;

export function chosenLink() {
  const { edge } = store.view();
  return edge && linkBetween(model.entityById.get(edge[0]), model.entityById.get(edge[1]));
}

export const openArticle = () => model.articleById.get(store.view().article ?? "") ?? null;
