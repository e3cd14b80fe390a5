// Screen geometry of the network: zoom, placement of names without overlaps, moves by keyboard; pure functions.

/** @import { Entity, GraphNode } from "./model.js" */

/**
 * Screen = drawing * k + (x, y).
 * @typedef {{k: number, x: number, y: number}} Transform
 */
/** @typedef {{width: number, height: number}} Size */
/**
 * Left, top, right, bottom.
 * @typedef {[number, number, number, number]} Area
 */
/**
 * A node in screen coordinates.
 * @typedef {{entity: Entity, size: number, x: number, y: number, r: number}} Disc
 */
/** @typedef {"start" | "middle" | "end"} Anchor */
/** @typedef {{x: number, y: number, anchor: Anchor, area: Area}} Spot */
/** @typedef {Spot & {text: string, fontSize: number, chosen: boolean, rank: number}} NameLabel */

const MAX_NAME = 34; // characters
const ALWAYS_NAMED = 10;
const OFTEN_NAMED = 40; // up to this many if they cover little
const MAX_COVERED = 0.12; // of the name's own area

/**
 * @param {GraphNode} node
 * @param {Transform} transform
 * @returns {Disc}
 */
export function project(node, { k, x, y }) {
  return { entity: node.entity, size: node.r, x: node.x * k + x, y: node.y * k + y, r: node.r * k ** 0.6 };
}

/**
 * The transform that shows all nodes, with room for names.
 * @param {GraphNode[]} nodes
 * @param {Size} box
 * @returns {Transform}
 */
export function fitAll(nodes, box) {
  const left = Math.max(...nodes.map((node) => -node.x + node.r));
  const right = Math.max(...nodes.map((node) => node.x + node.r));
  const top = Math.max(...nodes.map((node) => -node.y + node.r));
  const bottom = Math.max(...nodes.map((node) => node.y + node.r));
  const k = Math.min(box.width / (left + right + 150), box.height / (top + bottom + 70), 2.2);
  return { k, x: box.width / 2 + ((left - right) / 2) * k, y: box.height / 2 - 12 + ((top - bottom) / 2) * k };
}

/**
 * Zoom around a point of the screen, which stays in place.
 * @param {Transform} transform
 * @param {number} factor
 * @param {[number, number]} point
 * @returns {Transform}
 */
export function zoomAround(transform, factor, [x, y]) {
  const k = Math.min(Math.max(transform.k * factor, 0.15), 12);
  const ratio = k / transform.k;
  return { k, x: x - (x - transform.x) * ratio, y: y - (y - transform.y) * ratio };
}

/**
 * The area that two rectangles have in common.
 * @param {Area} a
 * @param {Area} b
 */
export function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * Place names by rank and strength, each where it covers nodes least, never over another name or the
 * edge. The first names are always placed, the next if they cover little, all others only if they cover nothing.
 * @param {Disc[]} discs of the nodes that are drawn
 * @param {object} surroundings
 * @param {Size} surroundings.box
 * @param {Area[]} surroundings.taken where no name may stand
 * @param {(entity: Entity) => number} surroundings.rankOf 0 for names that must be seen
 * @param {(text: string, bold: boolean) => number} surroundings.widthOf width of a text in a font of size 1
 * @returns {NameLabel[]}
 */
export function placeNames(discs, { box, taken, rankOf, widthOf }) {
  const ranked = discs
    .filter((disc) => isNearBox(disc, box))
    .map((disc) => ({ disc, rank: rankOf(disc.entity), area: areaOf(disc) }))
    .sort((a, b) => a.rank - b.rank || a.disc.entity.index - b.disc.entity.index);
  const used = [...taken];
  const areas = ranked.map(({ area }) => area);
  /** @type {NameLabel[]} */
  const labels = [];
  for (const { disc, rank, area: own } of ranked) {
    const chosen = rank === 0;
    const fontSize = Math.min(11 + disc.size * 0.3, 17) * (chosen ? 1.1 : 1);
    const text = shorten(disc.entity.name);
    const spots = nameSpots(disc, fontSize, widthOf(text, chosen) * fontSize);
    const free = spots.filter(({ area }) => isInside(area, box) && !used.some((other) => overlap(area, other) > 0));
    const [left, , right] = spots[0].area;
    const limit = (chosen ? Infinity : coverLimit(labels.length)) * fontSize * (right - left);
    const best = clearest(free, areas, own, limit) ?? (chosen ? spots[0] : null);
    if (!best) continue;
    used.push(best.area);
    labels.push({ ...best, text, fontSize, chosen, rank });
  }
  return labels;
}

/**
 * Largest share of a name's area that may cover other nodes.
 * @param {number} named number of names placed so far
 */
function coverLimit(named) {
  if (named < ALWAYS_NAMED) return Infinity;
  return named < OFTEN_NAMED ? MAX_COVERED : 0;
}

/**
 * @param {Disc} disc
 * @param {Size} box
 */
const isNearBox = ({ x, y }, box) => x > -20 && y > -20 && x < box.width + 20 && y < box.height + 20;

/**
 * @param {Spot[]} spots
 * @param {Area[]} areas of all nodes
 * @param {Area} own that of the named node, which does not count
 * @param {number} limit the area that may be covered
 * @returns {Spot | null} the first spot that covers least
 */
function clearest(spots, areas, own, limit) {
  let best = null;
  let least = Infinity;
  for (const spot of spots) {
    const covered = coveredBy(spot.area, areas, own, Math.min(limit, least));
    if (covered > limit || covered >= least) continue;
    best = spot;
    least = covered;
  }
  return best;
}

/**
 * How much of other areas an area covers; counted only until it is more than allowed, for this is asked thousands of times.
 * @param {Area} area
 * @param {Area[]} areas
 * @param {Area} own
 * @param {number} allowed
 */
function coveredBy(area, areas, own, allowed) {
  let covered = 0;
  for (const other of areas) {
    if (other !== own) covered += overlap(area, other);
    if (covered > allowed) break;
  }
  return covered;
}

/**
 * Possible areas of a name: right, left, above, below, and the diagonals.
 * @param {Disc} disc
 * @param {number} fontSize
 * @param {number} width of the name
 * @returns {Spot[]}
 */
export function nameSpots(disc, fontSize, width) {
  const side = disc.r + 4;
  const above = disc.r + 4 + fontSize * 0.48;
  const slant = disc.r * 0.7 + 2;
  /** @type {[number, number, Anchor][]} */
  const places = [
    [side, 0, "start"],
    [-side, 0, "end"],
    [0, -above, "middle"],
    [0, above, "middle"],
    [slant, -slant, "start"],
    [slant, slant, "start"],
    [-slant, -slant, "end"],
    [-slant, slant, "end"],
  ];
  return places.map(([dx, dy, anchor]) => {
    const x = disc.x + dx;
    const y = disc.y + dy + (dx && dy ? Math.sign(dy) * fontSize * 0.3 : 0);
    const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
    return { x, y, anchor, area: [left - 2, y - fontSize * 0.58, left + width + 2, y + fontSize * 0.58] };
  });
}

/**
 * @param {Disc} disc
 * @returns {Area}
 */
const areaOf = ({ x, y, r }) => [x - r, y - r * 0.9, x + r, y + r * 0.9];

/**
 * @param {Area} area
 * @param {Size} box
 */
const isInside = ([left, top, right, bottom], box) =>
  left >= 0 && top >= 0 && right <= box.width && bottom <= box.height;

/** @param {string} name */
export const shorten = (name) => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 2)}…` : name);

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * The disc that an arrow key moves to: the nearest in its direction, preferring those straight ahead.
 * @template {{x: number, y: number}} Point
 * @param {{x: number, y: number}} from
 * @param {string} key
 * @param {Point[]} discs
 * @returns {Point | null}
 */
export function neighbourInDirection(from, key, discs) {
  if (!isArrow(key)) return null;
  const direction = DIRECTIONS[key];
  let best = null;
  let least = Infinity;
  for (const disc of discs) {
    const dx = disc.x - from.x;
    const dy = disc.y - from.y;
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    const cost = ahead > 1 ? ahead + 2 * aside : Infinity;
    if (cost >= least) continue;
    best = disc;
    least = cost;
  }
  return best;
}

const TARGET = 14; // half of what a finger needs

/**
 * The disc nearest to a finger, within its reach.
 * @template {{x: number, y: number, r: number}} Round
 * @param {Round[]} discs
 * @param {[number, number]} point
 * @returns {Round | null} null where none is near
 */
export function nearestDisc(discs, [x, y]) {
  const gap = (/** @type {Round} */ disc) => Math.hypot(disc.x - x, disc.y - y) - disc.r;
  const near = discs.filter((disc) => gap(disc) < TARGET);
  return near.length ? near.reduce((best, disc) => (gap(disc) < gap(best) ? disc : best)) : null;
}

/**
 * The line nearest to a point.
 * @template {{from: Disc | null, to: Disc | null}} Line
 * @param {Line[]} lines
 * @param {[number, number]} point
 * @param {number} reach
 * @returns {Line | null} null where none is within reach
 */
export function nearestLine(lines, point, reach) {
  let best = null;
  let least = reach;
  for (const line of lines) {
    const gap = line.from && line.to ? gapToLine(point, line.from, line.to) : Infinity;
    if (gap >= least) continue;
    best = line;
    least = gap;
  }
  return best;
}

/**
 * @param {[number, number]} point
 * @param {Disc} from
 * @param {Disc} to
 */
function gapToLine([x, y], from, to) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}

/** @param {string} key */
export const isArrow = (key) => Object.hasOwn(DIRECTIONS, key);
