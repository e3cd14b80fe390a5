// What the map shows: the located places with their weight under the filters; pure functions.

import { project } from "./projection.js";

/** @import { Entity, Model } from "./model.js" */
/** @import { Filters } from "./network-filters.js" */
/** @import { CellCounts, Payload } from "./payload.js" */

/** @typedef {{entity: Entity, x: number, y: number, weight: number}} Place */

const MAX_PLACES = 600;

/**
 * Places that the articles of the filters name, or name together with one entity; heaviest first.
 * @param {Model} model
 * @param {Payload} run the payload whose numbers the rows of the map refer to
 * @param {Filters} filters
 * @param {Entity | null} companion
 * @returns {Place[]}
 */
export function shownPlaces({ entityById, payload }, run, filters, companion) {
  const passes = payload.cells.map(([source, bin, level]) => passesFilters(filters, source, bin, level));
  /** @type {Map<Entity, CellCounts>} */
  const links = new Map(
    companion?.links.map((link) => [link.source === companion ? link.target : link.source, link.cells]),
  );
  const found = [];
  for (const [number, longitude, latitude] of run.map?.places ?? []) {
    const entity = entityById.get(run.entities[number][0]);
    const cells = entity && (companion ? links.get(entity) : entity.cells);
    const weight = cells ? countIn(cells, passes) : 0;
    if (!entity || !weight) continue;
    const [x, y] = project(longitude, latitude);
    found.push({ entity, x, y, weight });
  }
  return found.sort((a, b) => b.weight - a.weight || a.entity.index - b.entity.index).slice(0, MAX_PLACES);
}

/**
 * @param {Filters} filters
 * @param {number} source
 * @param {number} bin
 * @param {number} reached
 */
function passesFilters({ from, to, wholeTime, sources, level }, source, bin, reached) {
  return (wholeTime || (bin >= from && bin <= to)) && (sources === null || sources.has(source)) && reached >= level;
}

/**
 * @param {CellCounts} counts cell, count, cell, count …
 * @param {boolean[]} passes
 */
function countIn(counts, passes) {
  let total = 0;
  for (let i = 0; i < counts.length; i += 2) if (passes[counts[i]]) total += counts[i + 1];
  return total;
}

/**
 * Names that fit beside their places without covering each other, the heaviest places first.
 * @param {Place[]} places heaviest first
 * @param {number} unit units of the map per pixel
 * @param {(place: Place) => number} radius in pixels
 * @returns {Place[]}
 */
export function labelled(places, unit, radius) {
  /** @type {{left: number, right: number, top: number, bottom: number}[]} */
  const taken = [];
  return places.filter((place) => {
    const left = place.x / unit + radius(place) + 2;
    const box = {
      left,
      right: left + place.entity.name.length * 7,
      top: place.y / unit - 8,
      bottom: place.y / unit + 8,
    };
    const isFree = taken.every(
      (other) => box.left > other.right || box.right < other.left || box.top > other.bottom || box.bottom < other.top,
    );
    if (isFree) taken.push(box);
    return isFree;
  });
}
