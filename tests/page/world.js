// Writes the outlines of the map from Natural Earth's public-domain data, which the package world-atlas holds as TopoJSON:
//
//     npm run world
//
// pipeline/data/places_world.json holds two paths in the units of src/projection.js.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { project } from "../../pipeline/report/templates/src/projection.js";

const HALF_TURN = project(180, 0)[0];

/** @typedef {[x: number, y: number]} Point */
/** @typedef {{type: string, arcs: any}} Geometry */
/** @typedef {{arcs: Point[][], transform: {scale: Point, translate: Point}, objects: Record<string, {geometries: Geometry[]}>}} Atlas */

/**
 * @param {string} name
 * @returns {Atlas}
 */
const atlas = (name) =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`world-atlas/${name}-50m.json`)), "utf8"));

/**
 * The lines of a topology, projected, as points on the grid of the map.
 * @param {Atlas} topology
 */
function lines({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      const [left, top] = project(x * scale[0] + translate[0], y * scale[1] + translate[1]);
      return /** @type {Point} */ ([Math.round(left), Math.round(top)]);
    });
  });
}

/**
 * The polygons of a geometry, as rings of numbers of lines; those below zero run backwards.
 * @param {Geometry} geometry
 * @returns {number[][]}
 */
const rings = ({ type, arcs }) => (type === "Polygon" ? arcs : arcs.flat());

/**
 * A line that crosses the antimeridian continues beyond it: Chukotka lies east of Siberia.
 * @param {Point[]} points
 */
function unwrapped(points) {
  let turn = 0;
  const line = points.map(([x, y], i) => {
    const step = i ? x - points[i - 1][0] : 0;
    if (Math.abs(step) > HALF_TURN) turn -= 2 * HALF_TURN * Math.sign(step);
    return /** @type {Point} */ ([x + turn, y]);
  });
  const xs = line.map(([x]) => x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const back = 2 * HALF_TURN * Math.round(middle / (2 * HALF_TURN));
  return line.map(([x, y]) => /** @type {Point} */ ([x - back, y]));
}

/**
 * Points at least a fifth of a degree apart, and the last one.
 * @param {Point[]} points
 */
function thinned(points) {
  const kept = [points[0]];
  for (const [i, [x, y]] of points.entries()) {
    const [lastX, lastY] = kept[kept.length - 1];
    const step = Math.abs(x - lastX) + Math.abs(y - lastY);
    if (step > 1 || (step && i === points.length - 1)) kept.push([x, y]);
  }
  return kept;
}

/** @param {Point[][]} parts */
function toPath(parts) {
  let path = "";
  for (const points of parts) {
    const kept = thinned(unwrapped(points));
    if (kept.length < 3) continue; // smaller than a fifth of a degree
    const steps = kept.slice(1).map(([x, y], i) => [x - kept[i][0], y - kept[i][1]].join(" "));
    path += `M${kept[0].join(" ")}l${steps.join(" ")}`;
  }
  return path.replaceAll(" -", "-");
}

const land = atlas("land");
const shores = lines(land);
const joined = land.objects.land.geometries
  .flatMap(rings)
  .map((ring) => ring.flatMap((number) => (number < 0 ? [...shores[~number]].reverse() : shores[number])));

const countries = atlas("countries");
/** @type {Map<number, number>} */
const uses = new Map();
for (const number of countries.objects.countries.geometries.flatMap(rings).flat()) {
  const line = number < 0 ? ~number : number;
  uses.set(line, (uses.get(line) ?? 0) + 1);
}
const borders = lines(countries).filter((_, line) => (uses.get(line) ?? 0) > 1);

const text = JSON.stringify({ land: toPath(joined), borders: toPath(borders) });
writeFileSync(new URL("../../pipeline/data/places_world.json", import.meta.url), `${text}\n`);
