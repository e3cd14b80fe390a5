// Select the links to draw, their weights under the filters, and their colours; pure functions.

/** @import { Entity, GraphNode, Link, Model } from "./model.js" */
/** @import { CellCounts, Label } from "./payload.js" */

/**
 * @typedef {object} Filters
 * @property {Set<Label>} labels
 * @property {number} minWeight of a link among the strongest names
 * @property {number} nearWeight of a link in the surroundings of one name
 * @property {number} from first bin of the chosen time
 * @property {number} to last bin
 * @property {boolean} wholeTime links are weighed by the articles of the chosen time, or by all, undated ones too
 * @property {Set<number> | null} sources numbers of the chosen sources, or null for all; -1 stands for none given
 * @property {number} level how many thresholds the confidence of mentions must reach
 * @property {number | null} community both ends belong to it
 * @property {number} alpha links are significant at this level; 1: all
 * @property {"label" | "community"} colour
 */

/**
 * What the filters make of each link, by its number.
 * @typedef {object} Weighed
 * @property {ArrayLike<number>} weights among the articles that the filters leave
 * @property {ArrayLike<number> | null} alphas significance in the disparity filter, if it is asked for
 */

export const ALPHAS = [1, 0.2, 0.1, 0.05, 0.01, 0.001];
const MAX_LINKS_AT_START = 420; // more are a hairball
const OTHER = "var(--other)";
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#6a51a3"];

/**
 * Links whose ends are both drawn.
 * @param {GraphNode[]} nodes
 * @param {Link[]} links
 * @returns {Link[]}
 */
export function drawableLinks(nodes, links) {
  const drawn = new Set(nodes.map((node) => node.entity));
  return links.filter((link) => drawn.has(link.source) && drawn.has(link.target));
}

/**
 * The initial filters: all links, without the weak ones if there are too many.
 * @param {Model} model
 * @returns {Filters}
 */
export function startFilters({ payload, nodes, links }) {
  const { labels, bins } = payload;
  const time = { from: 0, to: Math.max(0, bins.length - 1), wholeTime: true };
  const minWeight = startWeight(drawableLinks(nodes, links).map((link) => link.weight));
  const all = { sources: null, level: 0, community: null, alpha: 1 };
  return { labels: new Set(labels), minWeight, nearWeight: 1, ...time, ...all, colour: "label" };
}

/**
 * The smallest weight that leaves a readable picture.
 * @param {number[]} weights
 */
export function startWeight(weights) {
  const falling = [...weights].sort((a, b) => b - a);
  if (falling.length > MAX_LINKS_AT_START) return Math.min(falling[MAX_LINKS_AT_START] + 1, falling[0]);
  return Math.max(1, falling.at(-1) ?? 1);
}

/**
 * The filters with one end of the time moved, not beyond the other.
 * @param {Filters} filters
 * @param {"from" | "to"} end
 * @param {number} bin
 * @param {number} lastBin
 */
export function moveTime(filters, end, bin, lastBin) {
  filters[end] = end === "from" ? Math.min(bin, filters.to) : Math.max(bin, filters.from);
  filters.wholeTime = filters.from === 0 && filters.to === lastBin;
}

/**
 * Whether the filters leave out some of what the articles say.
 * @param {Filters} filters
 */
const choosesCells = ({ wholeTime, sources, level }) => !wholeTime || sources !== null || level > 0;

/**
 * @param {Model} model
 * @param {Filters} filters
 * @returns {Weighed}
 */
export function weigh({ links, entities, payload }, filters) {
  const { from, to, wholeTime, sources, level } = filters;
  const passes = payload.cells.map(
    ([source, bin, reached]) =>
      (wholeTime || (bin >= from && bin <= to)) && (sources === null || sources.has(source)) && reached >= level,
  );
  const isPart = choosesCells(filters);
  const weights = byIndex(links, (link) => (isPart ? countIn(link.cells, passes) : link.weight));
  if (filters.alpha >= 1) return { weights, alphas: null };
  const sums = isPart ? sumUp(links, weights) : wholeSums(entities);
  return { weights, alphas: byIndex(links, (link) => alphaOf(link, weights[link.index], sums)) };
}

/**
 * Values under the numbers of what they belong to, of which some may be missing.
 * @template {{index: number}} Item
 * @param {Item[]} items
 * @param {(item: Item) => number} read
 */
function byIndex(items, read) {
  /** @type {number[]} */
  const values = [];
  for (const item of items) values[item.index] = read(item);
  return values;
}

/**
 * @param {CellCounts} counts
 * @param {boolean[]} passes
 */
function countIn(counts, passes) {
  let total = 0;
  for (let i = 0; i < counts.length; i += 2) if (passes[counts[i]]) total += counts[i + 1];
  return total;
}

/** @typedef {{degrees: ArrayLike<number>, strengths: ArrayLike<number>}} Sums */

/**
 * Of the whole run, also where the page does not carry every link.
 * @param {Entity[]} entities
 * @returns {Sums}
 */
const wholeSums = (entities) => ({
  degrees: byIndex(entities, (entity) => entity.degree),
  strengths: byIndex(entities, (entity) => entity.strength ?? 0),
});

/**
 * @param {Link[]} links
 * @param {ArrayLike<number>} weights
 * @returns {Sums}
 */
function sumUp(links, weights) {
  /** @type {number[]} */
  const degrees = [];
  /** @type {number[]} */
  const strengths = [];
  for (const { index, source, target } of links) {
    if (!weights[index]) continue;
    for (const { index: end } of [source, target]) {
      degrees[end] = (degrees[end] ?? 0) + 1;
      strengths[end] = (strengths[end] ?? 0) + weights[index];
    }
  }
  return { degrees, strengths };
}

/**
 * The probability of a link this heavy if its ends spread their strength at random over their links, the smaller one of
 * both ends: (1 − w / s) ^ (k − 1) (Serrano, Boguñá & Vespignani 2009). pipeline/network/association.py computes the same.
 * @param {Link} link
 * @param {number} weight
 * @param {Sums} sums
 */
function alphaOf({ source, target }, weight, { degrees, strengths }) {
  const at = (/** @type {Entity} */ { index }) => (1 - Math.min(weight / strengths[index], 1)) ** (degrees[index] - 1);
  return weight > 0 ? Math.min(at(source), at(target)) : 1;
}

/**
 * @param {Link} link
 * @param {Filters} filters
 * @param {Weighed} weighed
 */
export function isShown({ index, source, target }, { labels, alpha, community, minWeight }, { weights, alphas }) {
  if (!labels.has(source.label) || !labels.has(target.label)) return false;
  if (community !== null && (source.community !== community || target.community !== community)) return false;
  if (alphas && alphas[index] >= alpha) return false;
  return weights[index] >= minWeight;
}

/**
 * Entities at the ends of links.
 * @param {Link[]} links
 */
export const endsOf = (links) => new Set(links.flatMap((link) => [link.source, link.target]));

/** @typedef {{id: number | null, colour: string, members: Entity[]}} Community its members, strongest first */

/**
 * The communities of the entities, largest first; those without a link are in none.
 * @param {Entity[]} entities strongest first
 * @returns {Community[]}
 */
export function communitiesBySize(entities) {
  /** @type {Map<number | null, Entity[]>} */
  const found = new Map();
  for (const entity of entities) {
    const { community } = entity;
    if (community === -1 || community === null) continue;
    const members = found.get(community);
    if (members) members.push(entity);
    else found.set(community, [entity]);
  }
  const ranked = [...found].sort((a, b) => b[1].length - a[1].length || (a[0] ?? -1) - (b[0] ?? -1));
  return ranked.map(([id, members], rank) => ({ id, colour: PALETTE[rank] ?? OTHER, members }));
}

/**
 * The colour of an entity, as CSS: of its label, or of its community if that is one of the largest.
 * @param {Entity} entity
 * @param {Filters} filters
 * @param {Map<number | null, string>} colours of the communities
 */
export const colourOf = ({ label, community }, { colour }, colours) =>
  colour === "label" ? `var(--${label})` : (colours.get(community) ?? OTHER);
