// Mercator projection of the map, in tenths of a degree of longitude; pure functions, also used by tests/page/world.js.

const SCALE = 10;
const MAX_LATITUDE = 84;

/**
 * @param {number} longitude in degrees
 * @param {number} latitude
 * @returns {[x: number, y: number]} y grows to the south
 */
export function project(longitude, latitude) {
  const phi = (Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude)) * Math.PI) / 180;
  return [longitude * SCALE, (-SCALE * 180 * Math.log(Math.tan(Math.PI / 4 + phi / 2))) / Math.PI];
}

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

export const WORLD = { x: -1800, y: -1400, width: 3600, height: 2250 };
const MIN_WIDTH = 20;

/**
 * The smallest box of a shape around points, with a margin, at least a few degrees wide.
 * @param {[number, number][]} points
 * @param {number} ratio of width to height
 * @returns {Box}
 */
export function boxAround(points, ratio) {
  if (!points.length) return WORLD;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.max((right - left) * 1.2, (bottom - top) * 1.2 * ratio, 60);
  return { x: (left + right - width) / 2, y: (top + bottom - width / ratio) / 2, width, height: width / ratio };
}

/**
 * A box zoomed about a point of it, which stays where it is.
 * @param {Box} box
 * @param {number} factor below 1: closer
 * @param {[number, number]} [point]
 * @returns {Box}
 */
export function zoomed(box, factor, [x, y] = [box.x + box.width / 2, box.y + box.height / 2]) {
  const width = Math.max(MIN_WIDTH, Math.min(WORLD.width * 1.5, box.width * factor));
  const by = width / box.width;
  return { x: x - (x - box.x) * by, y: y - (y - box.y) * by, width, height: box.height * by };
}
