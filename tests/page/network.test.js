import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fitAll,
  isArrow,
  nameSpots,
  neighbourInDirection,
  overlap,
  placeNames,
  project,
  shorten,
  zoomAround,
} from "../../pipeline/report/templates/src/geometry.js";
import {
  colourOf,
  communitiesBySize,
  drawableLinks as drawableOf,
  endsOf,
  isShown,
  moveTime,
  startFilters,
  startWeight,
  weigh,
} from "../../pipeline/report/templates/src/network-filters.js";
import { sampleModel } from "./sample.js";

/** @import { Area, Disc } from "../../pipeline/report/templates/src/geometry.js" */
/** @import { Filters } from "../../pipeline/report/templates/src/network-filters.js" */

const model = sampleModel();
const { entities, links, nodes } = model;
const drawable = drawableOf(nodes, links);

/**
 * The links that filters leave.
 * @param {Partial<Filters>} change
 */
function shown(change) {
  const filters = { ...startFilters(model), ...change };
  const weighed = weigh(model, filters);
  return drawable.filter((link) => isShown(link, filters, weighed));
}

test("only links between drawn names can be drawn", () => {
  assert.deepEqual(drawable, links.slice(0, 3));
  assert.deepEqual(endsOf(links.slice(0, 1)), new Set(entities.slice(0, 2)));
});

test("at first everything is shown, unless that is a hairball", () => {
  assert.deepEqual(shown({}), drawable);
  assert.equal(startWeight([]), 1);
  assert.equal(startWeight([5, 3]), 3);
  const many = Array.from({ length: 500 }, (_, number) => number + 1);
  assert.equal(many.filter((weight) => weight >= startWeight(many)).length, 420);
  assert.equal(startWeight(new Array(500).fill(1)), 1);
});

test("label, community, weight, source and confidence each take links away", () => {
  assert.deepEqual(shown({ labels: new Set(["PER", "LOC"]) }), [links[0]]);
  assert.deepEqual(shown({ community: 1 }), [links[0]]);
  assert.deepEqual(shown({ sources: new Set([1]) }), [links[2]]);
  assert.deepEqual(shown({ sources: new Set() }), []);
  assert.deepEqual(shown({ level: 1 }), links.slice(0, 3));
  assert.deepEqual(shown({ level: 2 }), [links[0], links[1]]);
  assert.deepEqual(shown({ minWeight: 3 }), [links[0], links[1]]);
  assert.deepEqual(shown({ labels: new Set() }), []);
});

const weightsOf = (/** @type {Filters} */ filters) => Array.from(weigh(model, filters).weights).slice(0, 3);

test("in a part of the time links are weighed by what lies in it", () => {
  const filters = startFilters(model);
  moveTime(filters, "from", 1, 2);
  assert.deepEqual(weightsOf(filters), [2, 3, 0]);
  moveTime(filters, "to", 0, 2); // not beyond the other end
  assert.deepEqual([filters.from, filters.to, filters.wholeTime], [1, 1, false]);
  moveTime(filters, "to", 2, 2);
  moveTime(filters, "from", 0, 2);
  assert.equal(filters.wholeTime, true);
  assert.deepEqual(weightsOf(filters), [3, 3, 1]);
});

test("communities are coloured by size, names by kind", () => {
  const found = communitiesBySize(entities);
  assert.deepEqual(
    found.map(({ id, members }) => [id, members.map(({ name }) => name)]),
    [
      [1, ["Qassym-Schomart Toqajew", "Almaty"]],
      [2, ["CSTO"]],
    ],
  );
  const communities = new Map(found.map(({ id, colour }) => [id, colour]));
  const filters = startFilters(model);
  assert.equal(colourOf(entities[1], filters, communities), "var(--LOC)");
  filters.colour = "community";
  assert.equal(colourOf(entities[0], filters, communities), colourOf(entities[1], filters, communities));
  assert.notEqual(colourOf(entities[0], filters, communities), colourOf(entities[2], filters, communities));
  assert.equal(colourOf(entities[3], filters, communities), "var(--other)");
});

test("all nodes fit into the box", () => {
  const box = { width: 800, height: 500 };
  const transform = fitAll(nodes, box);
  for (const { x, y, r } of nodes.map((node) => project(node, transform))) {
    assert.ok(x - r > 0 && x + r < box.width && y - r > 0 && y + r < box.height);
  }
});

test("zooming keeps the point under the pointer, within limits", () => {
  const before = { k: 1, x: 10, y: 20 };
  const after = zoomAround(before, 2, [100, 50]);
  assert.deepEqual(
    [(100 - before.x) / before.k, (50 - before.y) / before.k],
    [(100 - after.x) / after.k, (50 - after.y) / after.k],
  );
  assert.equal(zoomAround(before, 1000, [0, 0]).k, 12);
  assert.equal(zoomAround(before, 0, [0, 0]).k, 0.15);
});

test("rectangles overlap where they share an area", () => {
  assert.equal(overlap([0, 0, 10, 10], [5, 5, 20, 20]), 25);
  assert.equal(overlap([0, 0, 10, 10], [10, 0, 20, 10]), 0);
});

/**
 * @param {number} index
 * @param {number} x
 * @param {number} y
 * @returns {Disc}
 */
const disc = (index, x, y) => ({ entity: { ...entities[0], index, name: `Name ${index}` }, size: 5, x, y, r: 5 });
const widthOf = (/** @type {string} */ text) => text.length * 0.55;
const box = { width: 1000, height: 600 };

test("names neither overlap nor leave the box nor cover what is taken", () => {
  const discs = Array.from({ length: 60 }, (_, index) => disc(index, (index * 97) % 1000, (index * 61) % 600));
  /** @type {Area} */
  const taken = [0, 560, 400, 600];
  const labels = placeNames(discs, { box, taken: [taken], rankOf: () => 2, widthOf });
  assert.ok(labels.length > 10);
  for (const [number, { area }] of labels.entries()) {
    assert.ok(area[0] >= 0 && area[1] >= 0 && area[2] <= box.width && area[3] <= box.height);
    assert.equal(overlap(area, taken), 0);
    for (const other of labels.slice(number + 1)) assert.equal(overlap(area, other.area), 0);
  }
});

test("a chosen name is set first, and even where there is no room", () => {
  const discs = [disc(0, 500, 300), disc(1, 500, 300)];
  const labels = placeNames(discs, { box, taken: [[0, 0, 1000, 600]], rankOf: ({ index }) => 1 - index, widthOf });
  assert.deepEqual(
    labels.map(({ text, chosen }) => [text, chosen]),
    [["Name 1", true]],
  );
});

test("a name may stand on eight sides, none of them on its disc", () => {
  const here = disc(0, 500, 300);
  const spots = nameSpots(here, 12, 60);
  assert.equal(spots.length, 8);
  for (const { area } of spots.slice(0, 4)) assert.equal(overlap(area, [496, 296, 504, 304]), 0);
});

test("long names are cut", () => {
  assert.equal(shorten("x".repeat(34)).length, 34);
  assert.equal(shorten("x".repeat(35)), `${"x".repeat(32)}…`);
});

test("arrow keys lead to the nearest name in their direction", () => {
  const [middle, right, far, above, aside] = [
    disc(0, 0, 0),
    disc(1, 50, 0),
    disc(2, 90, 0),
    disc(3, 0, -40),
    disc(4, 30, 80),
  ];
  const discs = [middle, right, far, above, aside];
  assert.equal(neighbourInDirection(middle, "ArrowRight", discs), right);
  assert.equal(neighbourInDirection(middle, "ArrowUp", discs), above);
  assert.equal(neighbourInDirection(middle, "ArrowDown", discs), aside);
  assert.equal(neighbourInDirection(middle, "ArrowLeft", discs), null);
  assert.equal(neighbourInDirection(middle, "x", discs), null);
  assert.deepEqual([isArrow("ArrowUp"), isArrow("toString")], [true, false]);
});
