// Select the links to draw, their weights in the chosen period, and their colours; pure functions.

import { countWithin } from "./bins.js";

/** @import { Entity, GraphNode, Link, Model } from "./model.js" */
/** @import { Label } from "./payload.js" */

/**
 * @typedef {object} Filters
 * @property {Set<Label>} labels
 * @property {number} minWeight
 * @property {number} from first bin of the chosen time
 * @property {number} to last bin
 * @property {boolean} wholeTime links are weighed by the articles of the chosen time, or by all, undated ones too
 * @property {boolean} backbone
 * @property {"label" | "community"} colour
 */

const MAX_LINKS_AT_START = 420; // more are a hairball
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#6a51a3"];

/**
 * Links whose ends are both drawn.
 * @param {Model} model
 * @returns {Link[]}
 */
export function drawableLinks({ nodes, links }) {
  const drawn = new Set(nodes.map((node) => node.entity));
  return links.filter((link) => drawn.has(link.source) && drawn.has(link.target));
}

/**
 * The initial filters: all links, without the weak ones if there are too many.
 * @param {Model} model
 * @returns {Filters}
 */
export function startFilters(model) {
  const { labels, bins } = model.payload;
  const time = { from: 0, to: Math.max(0, bins.length - 1), wholeTime: true };
  const minWeight = startWeight(drawableLinks(model).map((link) => link.weight));
  return { labels: new Set(labels), minWeight, ...time, backbone: false, colour: "label" };
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
 * @param {Link} link
 * @param {Filters} filters
 */
export const weightNow = (link, filters) =>
  filters.wholeTime ? link.weight : countWithin(link.bins, filters.from, filters.to);

/**
 * @param {Link} link
 * @param {Filters} filters
 */
export function isShown(link, filters) {
  if (!filters.labels.has(link.source.label) || !filters.labels.has(link.target.label)) return false;
  if (filters.backbone && !link.backbone) return false;
  return weightNow(link, filters) >= filters.minWeight;
}

/**
 * Entities at the ends of links.
 * @param {Link[]} links
 */
export const endsOf = (links) => new Set(links.flatMap((link) => [link.source, link.target]));

/**
 * The communities of the drawn entities, largest first.
 * @param {GraphNode[]} nodes
 * @returns {(number | null)[]}
 */
export function communitiesBySize(nodes) {
  /** @type {Map<number | null, number>} */
  const sizes = new Map();
  for (const { entity } of nodes) sizes.set(entity.community, (sizes.get(entity.community) ?? 0) + 1);
  const ranked = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] ?? -1) - (b[0] ?? -1));
  return ranked.map(([community]) => community);
}

/**
 * The colour of an entity, as CSS: of its label, or of its community if that is one of the largest.
 * @param {Entity} entity
 * @param {Filters} filters
 * @param {(number | null)[]} communities
 */
export function colourOf(entity, filters, communities) {
  if (filters.colour === "label") return `var(--${entity.label})`;
  return PALETTE[communities.indexOf(entity.community)] ?? "var(--other)";
}
