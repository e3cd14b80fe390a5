// Where the names of a small network lie that was not laid out beforehand: forces from a fixed start, no chance.

/** @import { Entity, GraphNode, Link } from "./model.js" */

const ROUNDS = 120;
const LENGTH = 95; // of a link
const GOLDEN_ANGLE = 2.399963;
const PATH_STEP = 170;

/**
 * @param {Entity[]} entities the one in the middle comes first
 * @param {Link[]} links
 * @returns {GraphNode[]}
 */
export function layOut(entities, links) {
  const top = Math.max(...entities.map((entity) => entity.strength ?? 0), 1);
  const nodes = entities.map((entity, index) => ({
    entity,
    x: Math.cos(index * GOLDEN_ANGLE) * 60 * Math.sqrt(index),
    y: Math.sin(index * GOLDEN_ANGLE) * 60 * Math.sqrt(index),
    r: radius(entity, top),
  }));
  const numbers = new Map(entities.map((entity, index) => [entity, index]));
  const springs = links.map(({ source, target, weight }) => ({
    a: /** @type {number} */ (numbers.get(source)),
    b: /** @type {number} */ (numbers.get(target)),
    pull: 0.04 + 0.03 * Math.min(Math.log2(1 + weight), 3),
  }));
  for (let round = 0; round < ROUNDS; round += 1) relax(nodes, springs, 30 * (1 - round / ROUNDS) + 1);
  return nodes;
}

/**
 * @param {Entity} entity
 * @param {number} top
 */
const radius = ({ strength }, top) => 5 + 15 * Math.sqrt((strength ?? 0) / top);

/**
 * @param {GraphNode[]} nodes
 * @param {{a: number, b: number, pull: number}[]} springs
 * @param {number} reach how far a node may move
 */
function relax(nodes, springs, reach) {
  const size = nodes.length;
  const dx = new Float64Array(size);
  const dy = new Float64Array(size);
  for (let a = 0; a < size; a += 1) {
    for (let b = a + 1; b < size; b += 1) {
      const x = nodes[a].x - nodes[b].x || 0.01;
      const y = nodes[a].y - nodes[b].y;
      const squared = Math.max(x * x + y * y, 25);
      const room = LENGTH * 0.8 + nodes[a].r + nodes[b].r;
      const push = (room * room) / squared / Math.sqrt(squared);
      dx[a] += x * push;
      dy[a] += y * push;
      dx[b] -= x * push;
      dy[b] -= y * push;
    }
  }
  for (const { a, b, pull } of springs) {
    const x = nodes[b].x - nodes[a].x;
    const y = nodes[b].y - nodes[a].y;
    const stretch = pull * (1 - (LENGTH + nodes[a].r + nodes[b].r) / Math.max(Math.hypot(x, y), 1));
    dx[a] += x * stretch;
    dy[a] += y * stretch;
    dx[b] -= x * stretch;
    dy[b] -= y * stretch;
  }
  for (let i = 1; i < size; i += 1) {
    const length = Math.hypot(dx[i], dy[i]) || 1;
    const step = Math.min(length, reach) / length;
    nodes[i].x += dx[i] * step - nodes[i].x * 0.01;
    nodes[i].y += dy[i] * step - nodes[i].y * 0.01;
  }
}

/**
 * A path from left to right, in a slight wave that leaves room for the names.
 * @param {Entity[]} entities
 * @returns {GraphNode[]}
 */
export function layOutPath(entities) {
  const top = Math.max(...entities.map((entity) => entity.strength ?? 0), 1);
  return entities.map((entity, index) => ({
    entity,
    x: index * PATH_STEP,
    y: index % 2 ? 50 : -50,
    r: radius(entity, top),
  }));
}
