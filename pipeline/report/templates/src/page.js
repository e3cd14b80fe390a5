// State shared by all parts of the page: the data, the view, and the filters of the network.

import { byId } from "./html.js";
import { buildModel, linkBetween } from "./model.js";
import { startFilters } from "./network-filters.js";
import { parsePayload } from "./payload.js";
import { buildIndex } from "./search.js";
import { createStore } from "./store.js";

/** @import { SearchIndex } from "./search.js" */

export const payload = parsePayload(byId("data").textContent ?? "");
export const model = buildModel(payload);
export const store = createStore(window.location);
export const filters = startFilters(model);

/** @type {SearchIndex | null} */
let index = null;

/** Built on first use, because folding thousands of names would delay the opening of the page. */
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
