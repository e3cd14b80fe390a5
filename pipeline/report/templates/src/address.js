// What the page shows <-> its address, so that the browser's back button works and a view can be sent as a link.

export const TABS = /** @type {const} */ ([
  "network",
  "entities",
  "edges",
  "numbers",
  "time",
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
 */

/**
 * @param {Partial<View>} view
 * @returns {string} what stands behind the #
 */
export function writeAddress({ tab, entity, edge, article, sentence }) {
  const parts = { tab, entity, edge: edge && JSON.stringify(edge), article, sentence };
  const given = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}

/**
 * Whatever stands in the address, the view can be shown.
 * @param {string} hash with or without the #
 * @returns {View}
 */
export function readAddress(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const tab = TABS.find((each) => each === parts.get("tab")) ?? "network";
  const sentence = parts.has("sentence") ? Number(parts.get("sentence")) : null;
  return {
    tab,
    entity: parts.get("entity"),
    edge: readEdge(parts.get("edge")),
    article: parts.get("article"),
    sentence,
  };
}

/**
 * @param {string | null} text
 * @returns {[string, string] | null}
 */
function readEdge(text) {
  try {
    const edge = JSON.parse(text ?? "null");
    return Array.isArray(edge) ? [String(edge[0]), String(edge[1])] : null;
  } catch {
    return null;
  }
}

/**
 * The view after opening something: a tab, an entity, an edge or an article. What is not named is closed, except the
 * tab; a card stays open beside another tab or an article.
 * @param {View} view
 * @param {Partial<View>} change
 * @returns {View}
 */
export function nextView(view, change) {
  const opensPage = Boolean(change.article || change.tab);
  const card = opensPage ? { entity: view.entity, edge: view.edge } : { entity: null, edge: null };
  const staysOpen = !change.tab && Boolean(change.entity || change.edge);
  const article = change.article ?? (staysOpen ? view.article : null);
  return { tab: view.tab, ...card, ...change, article, sentence: change.sentence ?? null };
}
