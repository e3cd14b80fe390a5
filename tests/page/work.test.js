import assert from "node:assert/strict";
import { test } from "node:test";
import { binsOfCells } from "../../pipeline/report/templates/src/bins.js";
import { csvText } from "../../pipeline/report/templates/src/csv.js";
import { binOfDate, typedDate } from "../../pipeline/report/templates/src/dates.js";
import { layOut } from "../../pipeline/report/templates/src/ego-layout.js";
import { readFilters, writeFilters } from "../../pipeline/report/templates/src/filter-address.js";
import { nearestDisc, nearestLine } from "../../pipeline/report/templates/src/geometry.js";
import { gexfText, xmlText } from "../../pipeline/report/templates/src/gexf.js";
import { egoNetwork, namesAlong, shortestPath } from "../../pipeline/report/templates/src/graph.js";
import { finish, inBackground } from "../../pipeline/report/templates/src/idle.js";
import { startFilters, weigh } from "../../pipeline/report/templates/src/network-filters.js";
import { scopeFor, scopeOf, WHOLE } from "../../pipeline/report/templates/src/scope.js";
import { buildIndex, searchEntities } from "../../pipeline/report/templates/src/search.js";
import { findSentences, foundPieces, sentenceSteps } from "../../pipeline/report/templates/src/sentences.js";
import { pinched } from "../../pipeline/report/templates/src/touch.js";
import { sampleModel } from "./sample.js";

/** @import { View } from "../../pipeline/report/templates/src/address.js" */
/** @import { Disc } from "../../pipeline/report/templates/src/geometry.js" */

const model = sampleModel();
const { entities, links, nodes } = model;
const [toqajew, almaty, csto, mihail] = entities;

test("counts of cells add up to counts of bins, and what has no bin is in none", () => {
  assert.deepEqual(binsOfCells([0, 1, 3, 4, 1, 2], model.payload.cells), [0, 5, 1, 2]);
  assert.deepEqual(binsOfCells([0, 1], [[0, -1, 6]]), []);
});

test("filters survive their address", () => {
  const start = startFilters(model);
  assert.equal(writeFilters(start, start, model), "");
  const filters = {
    ...start,
    labels: new Set(/** @type {const} */ (["PER"])),
    minWeight: 3,
    nearWeight: 2,
    from: 1,
    to: 1,
    wholeTime: false,
    sources: new Set([1, -1]),
    level: 2,
    community: 0,
    alpha: 0.05,
    colour: /** @type {const} */ ("community"),
  };
  assert.deepEqual(readFilters(writeFilters(filters, start, model), start, model), filters);
});

test("a wrong address filters nothing", () => {
  const start = startFilters(model);
  for (const text of [
    "min=-1",
    "min=x",
    "from=1999",
    "source={",
    "source=7",
    "sure=2",
    "group=x",
    "alpha=3",
    "near=0",
  ]) {
    assert.deepEqual(readFilters(text, start, model), start, text);
  }
  assert.deepEqual(readFilters("kinds=", start, model).labels, new Set());
});

test("significance is that of the disparity filter, for all and for a part of the time", () => {
  const start = startFilters(model);
  const all = weigh(model, { ...start, alpha: 0.5 }).alphas ?? [];
  assert.deepEqual(Array.from(all), [1 - 3 / 4, 1 - 3 / 4, 1 - 1 / 4, 1 - 2 / 4]); // each end has two links, strength 4
  const part = weigh(model, { ...start, alpha: 0.5, from: 1, to: 2, wholeTime: false }).alphas ?? [];
  assert.deepEqual(Array.from(part), [1 - 2 / 5, 1 - 3 / 5, 1, 1]);
});

test("an ego network has all names within its depth, the nearest first, and counts those that are cut", () => {
  const near = egoNetwork(mihail, 1);
  assert.deepEqual([near.entities, near.links, near.total], [[mihail, toqajew], [links[3]], 2]);
  const far = egoNetwork(mihail, 2);
  assert.deepEqual([far.entities, far.total], [[mihail, toqajew, csto, almaty], 4]);
  assert.equal(far.links.length, 4);
  const cut = egoNetwork(mihail, 2, 3);
  assert.deepEqual([cut.entities, cut.total], [[mihail, toqajew, csto], 4]);
});

test("the shortest path is the one with the strongest weakest link", () => {
  assert.deepEqual(shortestPath(mihail, almaty), [links[3], links[0]]);
  assert.deepEqual(namesAlong(mihail, [links[3], links[0]]), [mihail, toqajew, almaty]);
  assert.deepEqual(shortestPath(toqajew, toqajew), []);
  const strong = sampleModel({
    edges: [
      [0, 1, 1, 1, null, null, null, null, 0, [], null, 0],
      [1, 3, 9, 1, null, null, null, null, 0, [], null, 0],
      [0, 2, 2, 1, null, null, null, null, 0, [], null, 0],
      [2, 3, 2, 1, null, null, null, null, 0, [], null, 0],
    ],
  });
  const [a, , c, d] = strong.entities;
  assert.deepEqual(namesAlong(a, shortestPath(a, d) ?? []), [a, c, d]);
  const apart = sampleModel({ edges: [] }).entities;
  assert.equal(shortestPath(apart[0], apart[1]), null);
});

test("a laid out ego network has its name in the middle and no two names in one place", () => {
  const { entities: near, links: between } = egoNetwork(mihail, 2);
  const placed = layOut(near, between);
  assert.deepEqual([placed[0].entity, placed[0].x, placed[0].y], [mihail, 0, 0]);
  for (const [number, a] of placed.entries()) {
    for (const b of placed.slice(number + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > a.r + b.r);
  }
  assert.deepEqual(layOut(near, between), placed);
});

test("choosing a name that is not drawn draws its surroundings, choosing one that is drawn does not", () => {
  /** @type {View} */
  const view = {
    tab: "network",
    entity: null,
    edge: null,
    article: null,
    sentence: null,
    query: null,
    filters: "",
    ...WHOLE,
  };
  const chosen = scopeFor(model, { ...view, entity: mihail.id }, view);
  assert.deepEqual([chosen.focus, chosen.depth], [mihail.id, 1]);
  assert.deepEqual([...scopeOf(model, chosen).nodeOf.keys()], [mihail, toqajew]);
  assert.deepEqual(scopeFor(model, { ...view, entity: almaty.id }, view).focus, null);
  assert.equal(scopeFor(model, { ...chosen, entity: toqajew.id }, chosen).focus, mihail.id); // it is in sight
  assert.equal(scopeFor(model, { ...chosen, entity: csto.id }, chosen).focus, null); // it is only in the whole
  assert.equal(scopeFor(model, { ...view, edge: [toqajew.id, mihail.id] }, view).focus, mihail.id);
  assert.equal(scopeOf(model, { ...WHOLE, focus: "PER:niemand" }).kind, "whole");
});

test("typed dates are understood in both orders", () => {
  const bins = ["2022-01", "2022-02", "2022-03"];
  for (const text of ["2022-02", "02.2022", " 2.2022", "2022-02-17", "17.2.2022"]) {
    assert.equal(binOfDate(text, bins, "from"), 1, text);
  }
  assert.deepEqual([binOfDate("2022", bins, "from"), binOfDate("2022", bins, "to")], [0, 2]);
  assert.deepEqual([binOfDate("1999", bins, "from"), binOfDate("2050", bins, "to")], [0, 2]);
  assert.deepEqual([binOfDate("gestern", bins, "from"), binOfDate("", bins, "to")], [null, null]);
  assert.deepEqual([typedDate("2022-01-07", "de"), typedDate("2022-01-07", "en")], ["07.01.2022", "2022-01-07"]);
});

test("a spreadsheet runs nothing of a CSV file", () => {
  const cells = ["=1+1", "+1", "-1", "@x", "\tx", 'a "b", c', "zwei\nZeilen", -1, null, undefined];
  assert.equal(csvText(["name"], [cells]), `name\r\n'=1+1,'+1,'-1,'@x,'\tx,"a ""b"", c","zwei\nZeilen",-1,,\r\n`);
});

test("what XML cannot hold does not get into GEXF", () => {
  assert.equal(xmlText("a\0b\u001fc\ud800d\uffffe🦄\n"), "a\ufffdb\ufffdc\ufffdd\ufffde🦄\n");
  const entity = { ...toqajew, name: `"<&>'\u0000` };
  const look = { description: "]]><", weightOf: () => 2, colourOf: () => [1, 2, 3] };
  const text = gexfText([{ ...nodes[0], entity }], [links[0]], look);
  assert.ok(text.includes(`label="&quot;&lt;&amp;&gt;'\ufffd"`));
  assert.ok(text.includes("<description>]]&gt;&lt;</description>"));
  assert.ok(
    text.includes('<viz:color r="1" g="2" b="3"/><viz:position x="0.0" y="0.0" z="0.0"/><viz:size value="40.0"/>'),
  );
  assert.ok(text.includes('weight="2"'));
});

test("sentences are found as written first, then in other spellings, not in copies", () => {
  const index = finish(sentenceSteps(model.articles));
  const found = findSentences(index, "toqajew");
  assert.deepEqual(
    found.exact.map(({ text }) => text),
    ["🦄 Toqajew schoss 200-mal.", "Toqajew floh aus Almaty.", "Toqajew in Almaty, sagt Niemand."],
  );
  assert.deepEqual(findSentences(index, "Tokayev Almaty").folded.length, 2);
  assert.deepEqual(findSentences(index, "(Almaty").exact, []);
  assert.deepEqual(findSentences(index, "a-b/[c").exact, []);
  assert.deepEqual(findSentences(index, " "), { exact: [], folded: [] });
  const matches = (/** @type {string} */ query) =>
    foundPieces("Toqajew in Almaty", query)
      .filter((piece) => piece.isMatch)
      .map((piece) => piece.text);
  assert.deepEqual([matches("ALMATY"), matches("almaty tokayev")], [["Almaty"], ["Toqajew", "Almaty"]]);
});

test("whole words come before parts of words", () => {
  const texts = [
    [
      0,
      1,
      [
        [0, 0, "Soldatenfriedhof", []],
        [1, 0, "70 Soldaten", []],
      ],
    ],
  ];
  const index = finish(sentenceSteps(sampleModel({ texts: /** @type {*} */ (texts) }).articles));
  assert.deepEqual(
    findSentences(index, "Soldaten").exact.map(({ text }) => text),
    ["70 Soldaten", "Soldatenfriedhof"],
  );
});

test("names that are only similar come apart, and those spelt like the query first", () => {
  const named = (/** @type {string[]} */ names) =>
    buildIndex(
      names.map((name, index) => ({ ...toqajew, index, name, forms: [] })),
      [],
    );
  const towns = searchEntities(named(["Sölden", "Soldatenverband"]), "Soldaten");
  assert.deepEqual(
    [towns.exact.map(({ name }) => name), towns.similar.map(({ name }) => name)],
    [["Soldatenverband"], ["Sölden"]],
  );
  const found = searchEntities(named(["Müller", "Mueller"]), "mueller").exact;
  assert.deepEqual(
    found.map(({ name }) => name),
    ["Mueller", "Müller"],
  );
});

test("work in the background is done once, whoever needs it first", async () => {
  let steps = 0;
  function* work() {
    for (; steps < 5; steps += 1) yield;
    return "done";
  }
  const result = inBackground(work());
  assert.equal(steps, 0);
  assert.deepEqual([result(), steps], ["done", 5]);
  await result.ready;
  assert.deepEqual([result(), steps], ["done", 5]);
});

test("two fingers keep what is between them", () => {
  const transform = { k: 1, x: 10, y: 20 };
  const next = pinched(transform, { gap: 100, middle: [50, 60] }, { gap: 200, middle: [70, 60] });
  assert.deepEqual(next, { k: 2, x: 70 - 2 * 40, y: 60 - 2 * 40 });
});

test("a pointer means what is nearest, within reach", () => {
  const disc = (/** @type {number} */ x, /** @type {number} */ y) =>
    /** @type {Disc} */ ({ entity: toqajew, size: 5, x, y, r: 5 });
  const [a, b] = [disc(0, 0), disc(100, 0)];
  const line = { from: a, to: b };
  assert.equal(nearestDisc([a, b], [115, 0]), b);
  assert.equal(nearestDisc([a, b], [50, 0]), null);
  assert.equal(nearestLine([line], [50, 4], 5), line);
  assert.equal(nearestLine([line], [50, 6], 5), null);
  assert.equal(nearestLine([line], [110, 0], 5), null);
});
