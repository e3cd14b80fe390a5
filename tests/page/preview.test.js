import assert from "node:assert/strict";
import { test } from "node:test";
import { binsOfCells } from "../../pipeline/report/templates/src/bins.js";
import { drop, merge, rename, retype, revoke, separate } from "../../pipeline/report/templates/src/corrections.js";
import { linkBetween } from "../../pipeline/report/templates/src/model.js";
import { previewOf } from "../../pipeline/report/templates/src/preview.js";
import { sampleModel, samplePayload } from "./sample.js";

/** @import { Correction } from "../../pipeline/report/templates/src/corrections.js" */
/** @import { Model } from "../../pipeline/report/templates/src/model.js" */
/** @import { EntityRow, LinkRow, Payload } from "../../pipeline/report/templates/src/payload.js" */

const known = {
  namesOf: (/** @type {{name: string}} */ { name }) => [name],
  isHomonym: () => false,
  isListed: () => false,
  given: new Set(/** @type {string[]} */ ([])),
};

const DATES = /** @type {const} */ ([0, 1]);

/** @type {(name: string, mentions: number, articles: number, degree: number, strength: number, forms: [string, string, number][], cells: number[]) => EntityRow} */
const entity = (name, mentions, articles, degree, strength, forms, cells) => {
  const measures = /** @type {const} */ ([degree, strength, 0, 0.1, 0.1]);
  return [`PER:${name}`, name, "PER", mentions, articles, ...DATES, null, ...measures, forms, cells];
};

/** @type {(source: number, target: number, sentences: number, articles: number, cells: number[]) => LinkRow} */
const link = (source, target, sentences, articles, cells) => [
  source,
  target,
  sentences,
  articles,
  0.5,
  3,
  ...DATES,
  0,
  cells,
  "Gipfel",
  0,
];

/**
 * A run of which every sentence and link is carried: A and B with C in one sentence, A with C in another article, a form
 * of A with D.
 * @returns {Payload}
 */
function wholeRun() {
  return samplePayload({
    dates: ["2022-01-05", "2022-02-01"],
    totals: { articles: 3, sentences: 3, mentions: 8, numbers: 0, entities: 4, edges: 4, failures: 1 },
    entities: [
      entity(
        "A",
        3,
        2,
        3,
        4,
        [
          ["A", "exact", 2],
          ["Ab", "surname", 1],
        ],
        [0, 1, 1, 1],
      ),
      entity("C", 2, 2, 2, 3, [["C", "exact", 2]], [0, 1, 1, 1]),
      entity("B", 1, 1, 2, 2, [["B", "exact", 1]], [0, 1]),
      entity("D", 1, 1, 1, 1, [["D", "exact", 1]], [0, 1]),
    ],
    edges: [
      link(0, 1, 2, 2, [0, 1, 1, 1]),
      link(0, 2, 1, 1, [0, 1]),
      link(1, 2, 1, 1, [0, 1]),
      link(0, 3, 1, 1, [0, 1]),
    ],
    roles: [
      [0, "Chef von B", null, 2, 1, [0, 0]],
      [2, "Rat", null, null, 1, [0, 0]],
    ],
    graph: { nodes: [0, 1, 2], x: [0, 1, 2], y: [0, 0, 0], r: [9, 5, 5] },
    articles: [
      ["a.txt", "a", "2022-01-05", null, null, null, null, 2, 2, 0, 0],
      ["b.txt", "b", "2022-02-01", null, null, null, null, 1, 2, 0, 0],
    ],
    texts: [
      [
        0,
        1,
        [
          [0, 0, "A B C.", [0, 1, 0, 2, 3, 2, 4, 5, 1]],
          [1, 0, "Ab D.", [0, 2, 0, 3, 4, 3]],
        ],
      ],
      [1, 1, [[0, 0, "A C.", [0, 1, 0, 2, 3, 1]]]],
    ],
  });
}

/** @param {Model} model */
const counts = (model) =>
  Object.fromEntries(
    model.entities.map(({ name, mentions, articles, degree, strength }) => [
      name,
      [mentions, articles, degree, strength],
    ]),
  );

/** @param {Model} model */
const links = (model) =>
  Object.fromEntries(
    model.links.map(({ source, target, weight, articles, cells }) => [
      `${source.name}-${target.name}`,
      [weight, articles, binsOfCells(cells, model.payload.cells)],
    ]),
  );

/**
 * @param {Payload} payload
 * @param {(model: Model) => Correction[]} make
 */
function corrected(payload, make) {
  const found = previewOf(payload, make(previewOf(payload, []).model));
  return { ...found, totals: found.model.payload.totals };
}

test("a merge counts a sentence that names both once", () => {
  const { model, effects, totals } = corrected(wholeRun(), ({ entities: [a, , b] }) => [merge(b, a, known)]);
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(counts(model), { A: [4, 2, 2, 3], C: [2, 2, 1, 2], D: [1, 1, 1, 1] });
  assert.deepEqual(links(model), { "A-C": [2, 2, [0, 1, 1, 1]], "A-D": [1, 1, [0, 1]] });
  assert.deepEqual([totals.entities, totals.edges], [3, 2]);
  const [a] = model.entities;
  assert.equal(model.entityById.get("PER:B"), a);
  assert.deepEqual(binsOfCells(a.cells, model.payload.cells), [0, 1, 1, 1]);
  assert.deepEqual(
    a.sentences[0].names.map(({ entity }) => entity?.name),
    ["A", "A", "C"],
  );
  assert.deepEqual([linkBetween(a, model.entities[1])?.npmi, a.pagerank], [null, null]);
});

test("roles go where their people go", () => {
  const roles = (/** @type {Model} */ model) =>
    model.entities.map(({ name, roles }) => [name, roles.map((role) => [role.person.name, role.text])]);
  const merged = corrected(wholeRun(), ({ entities: [a, , b] }) => [merge(b, a, known)]).model;
  assert.deepEqual(roles(merged)[0], ["A", [["A", "Rat"]]]);
  const dropped = corrected(wholeRun(), ({ entities: [, , b] }) => [drop(b, known)]).model;
  assert.deepEqual(roles(dropped)[0], ["A", [["A", "Chef von B"]]]);
  assert.equal(dropped.entities[0].roles[0].organisation, null);
});

test("a merge takes over the other one's links and its place in the drawing", () => {
  const { model } = corrected(wholeRun(), ({ entities: [a, , , d] }) => [merge(a, d, known)]);
  assert.deepEqual(counts(model), { C: [2, 2, 2, 3], B: [1, 1, 2, 2], D: [4, 2, 2, 3] });
  assert.deepEqual(
    model.nodes.map(({ entity }) => entity.name),
    ["D", "C", "B"],
  );
});

test("a drop takes the links away, and leaves the rest", () => {
  const { model, effects, totals } = corrected(wholeRun(), ({ entities: [a] }) => [drop(a, known)]);
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(counts(model), { C: [2, 2, 1, 1], B: [1, 1, 1, 1], D: [1, 1, 0, 0] });
  assert.deepEqual(links(model), { "C-B": [1, 1, [0, 1]] });
  assert.deepEqual([totals.entities, totals.edges], [3, 1]);
  assert.equal(model.entityById.get("PER:A"), undefined);
  assert.deepEqual(model.articles[0].texts[0].names.map(({ entity, label }) => [entity?.name, label])[0], [
    undefined,
    "PER",
  ]);
});

test("a separated form takes its mentions and links along", () => {
  const { model, effects } = corrected(wholeRun(), ({ entities: [a] }) => [separate(a, "Ab", known)]);
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(counts(model), {
    A: [2, 2, 2, 3],
    C: [2, 2, 2, 3],
    B: [1, 1, 2, 2],
    D: [1, 1, 1, 1],
    Ab: [1, 1, 1, 1],
  });
  assert.deepEqual(links(model)["Ab-D"], [1, 1, [0, 1]]);
  assert.equal(links(model)["A-D"], undefined);
});

test("a separated form is linked with its entity where both are named together", () => {
  const run = wholeRun();
  /** @type {[string, string, number][]} */
  const forms = [
    ["A", "exact", 2],
    ["Ab", "surname", 2],
  ];
  run.entities[0] = entity("A", 4, 2, 3, 4, forms, [0, 1, 1, 1]);
  run.texts[1] = [1, 1, [[0, 0, "A Ab C.", [0, 1, 0, 2, 4, 0, 5, 6, 1]]]];
  const { model, effects } = corrected(run, ({ entities: [a] }) => [separate(a, "Ab", known)]);
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(links(model)["A-Ab"], [1, 2, [1, 1]]);
  assert.deepEqual(
    [counts(model).A, counts(model).Ab],
    [
      [2, 2, 3, 4],
      [2, 2, 3, 3],
    ],
  );
  assert.deepEqual(
    model.links.filter(({ npmi }) => npmi !== null).map(({ source, target }) => source.name + target.name),
    ["CB"],
  );
});

test("articles that name both, and their dates, are counted anew although no sentence changes", () => {
  const range = (/** @type {Model} */ model, /** @type {number} */ one, /** @type {number} */ other) => {
    const found = linkBetween(model.entities[one], model.entities[other]);
    return [found?.sentences, found?.articles, found?.first, found?.last];
  };
  const apart = wholeRun();
  apart.texts[1] = [
    1,
    1,
    [
      [0, 0, "Ab.", [0, 2, 0]],
      [1, 0, "C.", [0, 1, 1]],
    ],
  ];
  apart.edges[0] = link(0, 1, 1, 2, [0, 1]);
  apart.entities[0] = entity(
    "A",
    3,
    2,
    3,
    3,
    [
      ["A", "exact", 1],
      ["Ab", "surname", 2],
    ],
    [0, 1, 1, 1],
  );
  const separated = corrected(apart, ({ entities: [a] }) => [separate(a, "Ab", known)]).model;
  assert.deepEqual(range(separated, 0, 1), [1, 1, "2022-01-05", "2022-01-05"]);

  const merging = wholeRun();
  merging.texts[1] = [
    1,
    1,
    [
      [0, 0, "A C.", [0, 1, 0, 2, 3, 1]],
      [1, 0, "D.", [0, 1, 3]],
    ],
  ];
  merging.entities[3] = entity("D", 2, 2, 1, 1, [["D", "exact", 2]], [0, 1, 1, 1]);
  merging.edges[2] = [1, 2, 1, 1, 0.5, 3, 0, 0, 0, [0, 1], "", 0];
  const merged = corrected(merging, ({ entities: [, , b, d] }) => [merge(d, b, known)]).model;
  assert.deepEqual(range(merged, 1, 2), [1, 2, "2022-01-05", "2022-02-01"]);
});

test("a form that takes others along is right only after the rebuild", () => {
  const run = wholeRun();
  run.corrections.wide = { 0: ["Ab"] };
  assert.deepEqual(corrected(run, ({ entities: [a] }) => [separate(a, "Ab", known)]).effects, ["rebuild"]);
});

test("names and labels change everywhere", () => {
  const { model } = corrected(wholeRun(), ({ entities: [a] }) => [rename(a, "X", known), retype(a, "ORG", known)]);
  assert.deepEqual([model.entities[0].name, model.entities[0].label], ["X", "ORG"]);
  assert.equal(model.articles[0].texts[0].names[0].label, "ORG");
});

test("a correction of one article moves what is counted there, and nothing else", () => {
  const { model, effects } = corrected(wholeRun(), ({ entities: [a, , b], articles: [, second] }) => [
    merge(a, b, known, second),
  ]);
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(counts(model), { A: [2, 1, 3, 3], C: [2, 2, 2, 3], B: [2, 2, 2, 3], D: [1, 1, 1, 1] });
  assert.deepEqual(links(model)["A-C"], [1, 1, [0, 1]]);
  assert.deepEqual(links(model)["C-B"], [2, 2, [0, 1, 1, 1]]);
});

test("a name that only one article gets is an entity of its own, unless the rules could join it to another", () => {
  const renamed = (/** @type {string} */ name) =>
    corrected(wholeRun(), ({ entities: [a], articles: [, second] }) => [rename(a, name, known, second)]);
  const { model, effects } = renamed("X");
  assert.deepEqual(effects, ["exact"]);
  assert.deepEqual(counts(model).X, [1, 1, 1, 1]);
  assert.deepEqual(links(model)["C-X"] ?? links(model)["X-C"], [1, 1, [1, 1]]);
  assert.deepEqual(renamed("Frau D").effects, ["rebuild"]);
});

test("what is not all carried is an upper bound, and what a page cannot show waits for the rebuild", () => {
  const { effects } = corrected(samplePayload(), ({ entities: [a, b, c], articles: [article] }) => [
    merge(c, a, known),
    rename(b, "X", known, article),
    revoke(drop(b, known).lines[0]),
    drop({ ...b, id: "LOC:fort" }, known),
  ]);
  assert.deepEqual(effects, ["bounds", "rebuild", "rebuild", "rebuild"]);
});

test("corrections leave the payload and other previews alone", () => {
  const payload = wholeRun();
  const before = JSON.stringify(payload);
  corrected(payload, ({ entities: [a, , b] }) => [merge(b, a, known), drop(a, known)]);
  assert.equal(JSON.stringify(payload), before);
  assert.equal(sampleModel().entities.length, 4);
});
