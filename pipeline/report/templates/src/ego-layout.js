// Layout of a small network in the browser: forces from a fixed start, without chance.

/** @import { Entity, GraphNode, Link } from "./model.js" */

const ROUNDS = 90;
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
  const r = Float64Array.from(entities, (entity) => radius(entity, top));
  const x = Float64Array.from(entities, (_, index) => Math.cos(index * GOLDEN_ANGLE) * 60 * Math.sqrt(index));
  const y = Float64Array.from(entities, (_, index) => Math.sin(index * GOLDEN_ANGLE) * 60 * Math.sqrt(index));
  const numbers = new Map(entities.map((entity, index) => [entity, index]));
  const springs = links.map(({ source, target, weight }) => ({
    a: /** @type {number} */ (numbers.get(source)),
    b: /** @type {number} */ (numbers.get(target)),
    pull: 0.04 + 0.03 * Math.min(Math.log2(1 + weight), 3),
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    move({ x, y, r }, pushApart({ x, y, r }, pullTogether({ x, y, r }, springs)), 30 * (1 - round / ROUNDS) + 1);
  }
  return entities.map((entity, index) => ({ entity, x: x[index], y: y[index], r: r[index] }));
}

/** @typedef {{x: Float64Array, y: Float64Array, r: Float64Array}} Places */
/** @typedef {{x: Float64Array, y: Float64Array}} Forces */

/**
 * @param {Entity} entity
 * @param {number} top
 */
const radius = ({ strength }, top) => 5 + 15 * Math.sqrt((strength ?? 0) / top);

/**
 * @param {Places} places
 * @param {{a: number, b: number, pull: number}[]} springs
 * @returns {Forces}
 */
function pullTogether({ x, y, r }, springs) {
  const forces = { x: new Float64Array(x.length), y: new Float64Array(x.length) };
  for (const { a, b, pull } of springs) {
    const dx = x[b] - x[a];
    const dy = y[b] - y[a];
    const stretch = pull * (1 - (LENGTH + r[a] + r[b]) / Math.max(Math.sqrt(dx * dx + dy * dy), 1));
    forces.x[a] += dx * stretch;
    forces.y[a] += dy * stretch;
    forces.x[b] -= dx * stretch;
    forces.y[b] -= dy * stretch;
  }
  return forces;
}

/**
 * @param {Places} places
 * @param {Forces} forces that others are added to
 */
function pushApart({ x, y, r }, forces) {
  for (let a = 0; a < x.length; a += 1) {
    for (let b = a + 1; b < x.length; b += 1) {
      const dx = x[a] - x[b] || 0.01;
      const dy = y[a] - y[b];
      const squared = Math.max(dx * dx + dy * dy, 25);
      const room = LENGTH * 0.8 + r[a] + r[b];
      const push = (room * room) / (squared * Math.sqrt(squared));
      forces.x[a] += dx * push;
      forces.y[a] += dy * push;
      forces.x[b] -= dx * push;
      forces.y[b] -= dy * push;
    }
  }
  return forces;
}

/**
 * Move all but the middle, and a little towards it.
 * @param {Places} places
 * @param {Forces} forces
 * @param {number} reach how far a node may move
 */
function move({ x, y }, forces, reach) {
  for (let i = 1; i < x.length; i += 1) {
    const length = Math.hypot(forces.x[i], forces.y[i]) || 1;
    const step = Math.min(length, reach) / length;
    x[i] += forces.x[i] * step - x[i] * 0.01;
    y[i] += forces.y[i] * step - y[i] * 0.01;
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
