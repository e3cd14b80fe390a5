// View state <-> page address, so that the browser's back button works and a view can be shared as a link.

import { FILTER_KEYS } from "./filter-address.js";

export const TABS = /** @type {const} */ ([
  "network",
  "entities",
  "edges",
  "numbers",
  "time",
  "map",
  "articles",
  "failures",
  "merges",
  "corrections",
  "about",
]);

/** @typedef {typeof TABS[number]} Tab */

/**
 * @typedef {object} View
 * @property {Tab} tab
 * @property {string | null} entity id of the entity whose card is open
 * @property {[string, string] | null} edge ids of the two entities whose link is open
 * @property {string | null} article id of the article that is read
 * @property {number | null} sentence the sentence of it that is pointed at
 * @property {string | null} query what is searched for in the sentences
 * @property {string | null} focus id of the entity whose surroundings are drawn
 * @property {1 | 2} depth how many steps they reach
 * @property {[string, string] | null} path ids of the two entities between which a path is drawn
 * @property {string} filters of the network, as parts of an address
 */

/**
 * @param {Partial<View>} view
 * @returns {string} what stands behind the #
 */
export function writeAddress({ tab, entity, edge, article, sentence, query, focus, depth, path, filters }) {
  const card = { tab, entity, edge: edge && JSON.stringify(edge), article, sentence, query };
  const parts = { ...card, focus, depth: depth === 2 ? 2 : null, path: path && JSON.stringify(path) };
  const given = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined);
  const address = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return [address, filters].filter(Boolean).join("&");
}

/**
 * Parse an address; any text gives a view that can be shown.
 * @param {string} hash with or without the #
 * @returns {View}
 */
export function readAddress(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const filters = [...parts].filter(([key]) => FILTER_KEYS.includes(key));
  return {
    tab: TABS.find((each) => each === parts.get("tab")) ?? "network",
    entity: parts.get("entity"),
    edge: readPair(parts.get("edge")),
    article: parts.get("article"),
    sentence: parts.has("sentence") ? Number(parts.get("sentence")) : null,
    query: parts.get("query"),
    focus: parts.get("focus"),
    depth: parts.get("depth") === "2" ? 2 : 1,
    path: readPair(parts.get("path")),
    filters: new URLSearchParams(filters).toString(),
  };
}

/**
 * @param {string | null} text
 * @returns {[string, string] | null}
 */
function readPair(text) {
  try {
    const pair = JSON.parse(text ?? "null");
    return Array.isArray(pair) ? [String(pair[0]), String(pair[1])] : null;
  } catch {
    return null;
  }
}

/**
 * The view after opening a tab, an entity, an edge, an article or a search result. Parts not in `change` are closed,
 * except the tab, the filters and the drawn part of the network; a card stays open next to another tab, an article or
 * search results.
 * @param {View} view
 * @param {Partial<View>} change
 * @returns {View}
 */
export function nextView(view, change) {
  const opensPage = Boolean(change.article || change.tab || change.query);
  const keepsCard = opensPage || "focus" in change || "filters" in change;
  const card = keepsCard ? { entity: view.entity, edge: view.edge } : { entity: null, edge: null };
  const staysOpen = !change.tab && Boolean(change.entity || change.edge);
  const page = staysOpen ? { article: view.article, query: view.query } : { article: null, query: null };
  const { tab, focus, depth, path, filters } = view;
  return { tab, focus, depth, path, filters, ...card, ...page, ...change, sentence: change.sentence ?? null };
}
