// What part of the network is drawn: the strongest names, the surroundings of one, or the path between two.

import { layOut, layOutPath } from "./ego-layout.js";
import { egoNetwork, namesAlong, shortestPath } from "./graph.js";
import { drawableLinks } from "./network-filters.js";

/** @import { View } from "./address.js" */
/** @import { Entity, GraphNode, Link, Model } from "./model.js" */

/**
 * @typedef {object} Scope
 * @property {"whole" | "ego" | "path"} kind
 * @property {string} key equal for the same part
 * @property {GraphNode[]} nodes
 * @property {Map<Entity, GraphNode>} nodeOf
 * @property {Link[]} links that may be drawn, strongest first
 * @property {Entity[]} ends the name in the middle, or both ends of the path
 * @property {number} total how many names there are, of which `nodes` may be the strongest
 */

/** @type {Pick<View, "focus" | "depth" | "path">} */
export const WHOLE = { focus: null, depth: 1, path: null };

const MAX_KNOWN = 50; // more would fill the memory in a long session

/** @type {WeakMap<Model, Map<string, Scope>>} */
const known = new WeakMap();

/**
 * The part that a view names; the whole where it names what is not there.
 * @param {Model} model
 * @param {Pick<View, "focus" | "depth" | "path">} view
 * @returns {Scope}
 */
export function scopeOf(model, { focus, depth, path }) {
  const key = path ? JSON.stringify(path) : focus === null ? "" : JSON.stringify([focus, depth]);
  const scopes = known.get(model) ?? new Map();
  known.set(model, scopes);
  if (scopes.size > MAX_KNOWN) scopes.clear();
  const scope = scopes.get(key) ?? makeScope(model, { focus, depth, path }, key);
  scopes.set(key, scope);
  return scope;
}

/**
 * @param {Model} model
 * @param {Pick<View, "focus" | "depth" | "path">} view
 * @param {string} key
 */
function makeScope(model, { focus, depth, path }, key) {
  const [from, to] = (path ?? []).map((id) => model.entityById.get(id));
  if (from && to) return pathScope(from, to, key);
  const centre = model.entityById.get(focus ?? "");
  return centre ? egoScope(centre, depth, key) : wholeScope(model);
}

/**
 * @param {Model} model
 * @returns {Scope}
 */
function wholeScope({ nodes, links, payload }) {
  const drawable = drawableLinks(nodes, links);
  return scope({ kind: "whole", key: "", nodes, links: drawable, ends: [], total: payload.totals.entities });
}

/**
 * @param {Entity} centre
 * @param {number} depth
 * @param {string} key
 * @returns {Scope}
 */
function egoScope(centre, depth, key) {
  const { entities, links, total } = egoNetwork(centre, depth);
  return scope({ kind: "ego", key, nodes: layOut(entities, links), links, ends: [centre], total });
}

/**
 * @param {Entity} from
 * @param {Entity} to
 * @param {string} key
 * @returns {Scope}
 */
function pathScope(from, to, key) {
  const links = shortestPath(from, to) ?? [];
  const names = links.length ? namesAlong(from, links) : [...new Set([from, to])];
  return scope({ kind: "path", key, nodes: layOutPath(names), links, ends: [from, to], total: names.length });
}

/**
 * @param {Omit<Scope, "nodeOf">} parts
 * @returns {Scope}
 */
const scope = (parts) => ({
  ...parts,
  links: [...parts.links].sort((a, b) => a.index - b.index),
  nodeOf: new Map(parts.nodes.map((node) => [node.entity, node])),
});

/**
 * The view with a part of the network in which what was chosen can be seen.
 * @param {Model} model
 * @param {View} next
 * @param {View} before
 * @returns {View}
 */
export function scopeFor(model, next, before) {
  const pair = next.edge ?? (next.entity ? [next.entity] : []);
  const chosen = pair.map((id) => model.entityById.get(id)).filter((entity) => entity !== undefined);
  const isSame = next.entity === before.entity && JSON.stringify(next.edge) === JSON.stringify(before.edge);
  if (isSame || !chosen.length) return next;
  const isIn = (/** @type {Scope} */ { nodeOf }) => chosen.every((entity) => nodeOf.has(entity));
  if (isIn(scopeOf(model, next))) return next;
  const rarest = chosen.reduce((a, b) => (b.links.length < a.links.length ? b : a));
  const isWhole = isIn(scopeOf(model, WHOLE));
  return { ...next, path: null, focus: isWhole ? null : rarest.id, depth: 1 };
}
