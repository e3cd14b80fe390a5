// Questions to the whole network, beyond the names that are drawn at first: who is near a name, and what joins two.

import { otherEnd, rankedLinks } from "./model.js";

/** @import { Entity, Link } from "./model.js" */

/**
 * @typedef {object} Ego
 * @property {Entity[]} entities the name itself, then the others by steps and by the strength of their link
 * @property {Link[]} links among them
 * @property {number} total how many entities lie within the depth
 */

/**
 * The last link of the best path to each name, and its weakest link.
 * @typedef {Map<Entity, {link: Link | null, weakest: number}>} Reached
 */

const MAX_EGO = 120; // more are a hairball

/**
 * A name and everything within so many steps. If there are too many, those reached by the strongest links are kept.
 * @param {Entity} centre
 * @param {number} depth
 * @param {number} [limit]
 * @returns {Ego}
 */
export function egoNetwork(centre, depth, limit = MAX_EGO) {
  /** @type {Set<Entity>} */
  const found = new Set([centre]);
  let edge = [centre];
  for (let step = 0; step < depth; step += 1) {
    const links = rankedLinks([...new Set(edge.flatMap((entity) => entity.links))]);
    const before = new Set(found);
    for (const link of links) {
      for (const entity of [link.source, link.target]) found.add(entity);
    }
    edge = [...found].filter((entity) => !before.has(entity));
  }
  const entities = [...found].slice(0, limit);
  const kept = new Set(entities);
  const links = entities.flatMap((entity) => entity.links.filter((link) => link.source === entity));
  return { entities, links: links.filter((link) => kept.has(link.target)), total: found.size };
}

/**
 * The shortest path in steps; among several the one whose weakest link is strongest, as `Result.paths` ranks them.
 * @param {Entity} from
 * @param {Entity} to
 * @returns {Link[] | null} its links in order, none from a name to itself; null where nothing joins them
 */
export function shortestPath(from, to) {
  /** @type {Reached} */
  const reached = new Map([[from, { link: null, weakest: Infinity }]]);
  for (let edge = reached; edge.size && !reached.has(to); ) {
    edge = nextStep(edge, reached);
    for (const [entity, step] of edge) reached.set(entity, step);
  }
  return reached.has(to) ? linksBack(to, reached) : null;
}

/**
 * The names one step beyond the edge, each by the link that keeps its weakest link strongest.
 * @param {Reached} edge
 * @param {Reached} reached
 * @returns {Reached}
 */
function nextStep(edge, reached) {
  /** @type {Reached} */
  const next = new Map();
  for (const [entity, { weakest }] of edge) {
    for (const link of entity.links) {
      const other = otherEnd(link, entity);
      const through = Math.min(weakest, link.weight);
      const isBetter = through > (next.get(other)?.weakest ?? 0);
      if (isBetter && !reached.has(other)) next.set(other, { link, weakest: through });
    }
  }
  return next;
}

/**
 * @param {Entity} to
 * @param {Map<Entity, {link: Link | null}>} reached
 */
function linksBack(to, reached) {
  /** @type {Link[]} */
  const links = [];
  let entity = to;
  for (let link = reached.get(entity)?.link; link; link = reached.get(entity)?.link) {
    links.unshift(link);
    entity = otherEnd(link, entity);
  }
  return links;
}

/**
 * The names along a path, in order.
 * @param {Entity} from
 * @param {Link[]} path
 */
export function namesAlong(from, path) {
  const names = [from];
  for (const link of path) names.push(otherEnd(link, names[names.length - 1]));
  return names;
}
