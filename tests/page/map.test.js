// The map: projection, what is shown under the filters, and the names that fit.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { labelled, shownPlaces } from "../../pipeline/report/templates/src/map-places.js";
import { buildModel } from "../../pipeline/report/templates/src/model.js";
import { startFilters } from "../../pipeline/report/templates/src/network-filters.js";
import { boxAround, project, WORLD, zoomed } from "../../pipeline/report/templates/src/projection.js";
import { samplePayload } from "./sample.js";

test("the projection is Mercator, in tenths of a degree", () => {
  assert.deepEqual(project(0, 0).map(Math.round).map(Math.abs), [0, 0]);
  assert.equal(project(-76.9, 43)[0], -769);
  assert.ok(Math.abs(project(0, 60)[1] + 754.6) < 0.1); // ln(tan 75°) = 1.31696
  assert.equal(project(0, 90)[1], project(0, 84)[1]);
});

test("a box holds all points, and is the world without any", () => {
  const points = /** @type {[number, number][]} */ ([project(13, 52), project(77, 43)]);
  for (const ratio of [0.5, 1, 2]) {
    const box = boxAround(points, ratio);
    assert.ok(Math.abs(box.width / box.height - ratio) < 1e-9);
    for (const [x, y] of points) {
      assert.ok(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height);
    }
  }
  assert.equal(boxAround([], 2), WORLD);
  assert.ok(boxAround([project(13, 52)], 2).width >= 60);
});

test("zooming keeps the point below the pointer, within limits", () => {
  const box = { x: 0, y: 0, width: 100, height: 50 };
  const closer = zoomed(box, 0.5, [20, 10]);
  assert.equal((20 - closer.x) / closer.width, 0.2);
  assert.equal((10 - closer.y) / closer.height, 0.2);
  assert.ok(zoomed(box, 1e-9).width > 1);
  assert.ok(zoomed(box, 1e9).width < 10_000);
});

const land = { land: "M0 0l1 0 0 1", borders: "" };

test("places have the weight of their articles, of the chosen time, or with one name", () => {
  const sample = samplePayload();
  const places = sample.entities.map((_, i) => /** @type {[number, number, number]} */ ([i, 10 * i, 40]));
  const payload = samplePayload({ map: { ...land, places } });
  const model = buildModel(payload);
  const filters = startFilters(model);
  const weights = (/** @type {import("../../pipeline/report/templates/src/model.js").Entity | null} */ other) =>
    new Map(shownPlaces(model, payload, filters, other).map(({ entity, weight }) => [entity.index, weight]));
  const sum = (/** @type {number[]} */ cells) => cells.reduce((total, value, i) => total + (i % 2 ? value : 0), 0);

  const all = weights(null);
  for (const entity of model.entities) assert.equal(all.get(entity.index) ?? 0, sum(entity.cells));
  const [first] = model.entities;
  const near = weights(first);
  for (const link of first.links) {
    const other = link.source === first ? link.target : link.source;
    assert.equal(near.get(other.index) ?? 0, sum(link.cells));
  }
  assert.equal(near.has(first.index), false);
  Object.assign(filters, { from: 2, to: 2, wholeTime: false });
  for (const [index, weight] of weights(null)) assert.ok(weight <= (all.get(index) ?? 0));
});

test("an entity that a correction removed is not on the map", () => {
  const payload = samplePayload({ map: { ...land, places: [[0, 10, 50]] } });
  const corrected = buildModel({
    ...payload,
    entities: payload.entities.slice(1),
    edges: [],
    roles: [],
    graph: { nodes: [], x: [], y: [], r: [] },
    texts: [],
  });
  assert.deepEqual(shownPlaces(corrected, payload, startFilters(corrected), null), []);
});

test("names do not cover each other, the heaviest comes first", () => {
  const { entities } = buildModel(samplePayload());
  const at = (/** @type {number} */ index, /** @type {number} */ x) => ({
    entity: entities[index],
    x,
    y: 0,
    weight: 9 - index,
  });
  const places = [at(0, 0), at(1, 5), at(2, 5000)];
  const named = labelled(places, 1, () => 4).map(({ entity }) => entity.index);
  assert.deepEqual(named, [0, 2]);
});

test("the outlines are whole numbers around the world", () => {
  const file = new URL("../../pipeline/data/places_world.json", import.meta.url);
  const text = readFileSync(file, "utf8");
  const world = JSON.parse(text);
  assert.ok(text.length < 300_000);
  for (const path of [world.land, world.borders]) assert.match(path.slice(0, 5000), /^M-?\d+[ -]\d+l[-\d ]+/);
  for (const [, x, y] of world.land.matchAll(/M(-?\d+) ?(-?\d+)/g)) {
    assert.ok(Math.abs(Number(x)) <= 2000 && Math.abs(Number(y)) <= 1700);
  }
});
