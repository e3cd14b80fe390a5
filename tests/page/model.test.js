import assert from "node:assert/strict";
import { test } from "node:test";
import { countPerBin, countWithin, datesPerBin } from "../../pipeline/report/templates/src/bins.js";
import { evidence } from "../../pipeline/report/templates/src/evidence.js";
import { isDull, linkBetween, otherEnd, rankedLinks, titleOf } from "../../pipeline/report/templates/src/model.js";
import { characterRange, pieces, withoutOverlap } from "../../pipeline/report/templates/src/spans.js";
import { sampleModel } from "./sample.js";

test("entities, links and articles refer to each other", () => {
  const { entities, links, articles, figures, entityById, articleById } = sampleModel();
  const [toqajew, almaty, csto, mihail] = entities;
  assert.deepEqual(toqajew.links, [links[0], links[1], links[3]]);
  assert.equal(linkBetween(csto, almaty), links[2]);
  assert.equal(linkBetween(csto, mihail), null);
  assert.equal(linkBetween(undefined, mihail), null);
  assert.equal(otherEnd(links[0], almaty), toqajew);
  assert.equal(entityById.get("ORG:CSTO"), csto);
  assert.equal(articleById.get("b.txt"), articles[1]);
  assert.deepEqual(
    almaty.sentences.map(({ article, number }) => [article.id, number]),
    [
      ["a.txt", 1],
      ["a.txt", 2],
      ["b.txt", 4],
      ["c.txt", 0],
    ],
  );
  assert.deepEqual([articles[0].complete, articles[1].complete], [true, false]);
  assert.deepEqual(articles.map(titleOf), ["Später", "b.txt", "Kopie"]);
  assert.deepEqual(figures.map(isDull), [false, false]);
});

test("every cell of a row lands in the field of its name", () => {
  const { entities, links, articles, failures } = sampleModel();
  const { forms, links: _links, sentences: _sentences, figures: _figures, roles: _roles, ...facts } = entities[0];
  assert.deepEqual(facts, {
    index: 0,
    id: "PER:Qassym-Schomart Toqajew",
    name: "Qassym-Schomart Toqajew",
    label: "PER",
    mentions: 3,
    articles: 2,
    first: "2022-01",
    last: "2022-02",
    country: null,
    degree: 2,
    strength: 4,
    community: 1,
    pagerank: 0.1,
    betweenness: 0.2,
    cells: [0, 1, 2, 1],
  });
  assert.equal(forms.length, 2);
  const { source, target, ...measures } = links[0];
  assert.deepEqual([source.name, target.name], ["Qassym-Schomart Toqajew", "Almaty"]);
  assert.deepEqual(measures, {
    index: 0,
    sentences: 3,
    articles: 1,
    weight: 3,
    npmi: 0.5,
    llr: 5,
    first: "2022-01",
    last: "2022-02",
    backbone: true,
    cells: [0, 1, 2, 2],
    keywords: "Unruhen, schießen",
    stated: 0,
  });
  assert.equal(links[1].keywords, "");
  assert.equal(articles[2].duplicate, "b.txt");
  assert.deepEqual(failures, [{ path: "x.pdf", stage: "read", error: "kein PDF" }]);
});

test("a role belongs to its person and to what it is a role of", () => {
  const { entities, articles, links } = sampleModel();
  const [toqajew, , csto] = entities;
  assert.deepEqual(
    toqajew.roles.map(({ text, status, count }) => [text, status, count]),
    [
      ["Chef der CSTO", "former", 2],
      ["Präsident", null, 1],
    ],
  );
  assert.deepEqual(csto.roles, [toqajew.roles[0]]);
  assert.deepEqual([toqajew.roles[0].person, toqajew.roles[0].organisation], [toqajew, csto]);
  assert.deepEqual(toqajew.roles[0].places, [
    [articles[0], 0],
    [articles[1], 5],
  ]);
  assert.deepEqual(
    links.map(({ stated }) => stated),
    [0, 2, 0, 0],
  );
});

test("links are weighed in articles where a pair need not share a sentence", () => {
  const model = sampleModel({ window: "document" });
  assert.equal(model.weightUnit, "articles");
  assert.equal(model.links[0].weight, 1);
});

test("a figure knows its text behind an emoji, and a copy reports nothing new", () => {
  const { entities, figures } = sampleModel();
  assert.deepEqual(
    figures.map(({ text }) => text),
    ["200", "7"],
  );
  assert.deepEqual(entities[0].figures, [figures[0]]);
  assert.deepEqual([figures[1].max, figures[1].approx, figures[1].noun], [9, "~", "Tote"]);
});

test("a name that the page does not carry keeps its label", () => {
  const { articles } = sampleModel();
  const { entity, label } = articles[1].texts[0].names[2];
  assert.deepEqual([entity, label], [null, "PER"]);
});

test("links are ranked by weight, then by certainty", () => {
  const { links } = sampleModel();
  assert.deepEqual(rankedLinks(links), [links[1], links[0], links[3], links[2]]);
});

test("the evidence of a link comes by date, without copies", () => {
  const { links } = sampleModel();
  const found = evidence(links[0], "sentence").map((group) => group.map(({ article, number }) => [article.id, number]));
  assert.deepEqual(found, [[["b.txt", 4]], [["a.txt", 2]]]);
});

test("in wider windows the nearest two sentences are the evidence", () => {
  const { links } = sampleModel();
  const numbers = (/** @type {string} */ window) =>
    evidence(links[1], window).map((group) => group.map((s) => s.number));
  assert.deepEqual(numbers("sentence"), []);
  assert.deepEqual(numbers("paragraph"), []);
  assert.deepEqual(numbers("sentences:3"), []);
  assert.deepEqual(numbers("sentences:4"), [[4, 7]]);
  assert.deepEqual(numbers("document"), [[4, 7]]);
});

test("counts along the time axis", () => {
  assert.equal(countWithin([0, 2, 3, 5, 7, 1], 0, 3), 7);
  assert.equal(countWithin([0, 2, 3, 5, 7, 1], 4, 6), 0);
  assert.deepEqual(countPerBin([0, 2, 3, 5], 4), [2, 0, 0, 5]);
  assert.deepEqual(datesPerBin(["2022-01-05", "2022-01", "2022", null, "2022-03-01"], ["2022-01", "2022-02"]), [2, 0]);
  assert.deepEqual(datesPerBin(["2022"], []), []);
});

test("characters are counted as Python counts them", () => {
  assert.deepEqual(characterRange("abc", 1, 2), [1, 2]);
  assert.deepEqual(characterRange("🦄🦄 Ö", 1, 4), [2, 6]);
});

test("of overlapping spans the first in the list is kept", () => {
  const [name, number, inside] = [
    { start: 4, end: 9 },
    { start: 0, end: 2 },
    { start: 8, end: 12 },
  ];
  assert.deepEqual(withoutOverlap([name, inside, number]), [number, name]);
});

test("a text falls into marked and unmarked pieces", () => {
  const span = { start: 2, end: 4 };
  assert.deepEqual(pieces("🦄 ab c", [span]), [
    { text: "🦄 ", span: null },
    { text: "ab", span },
    { text: " c", span: null },
  ]);
  assert.deepEqual(pieces("ab", [{ start: 0, end: 2 }]).length, 1);
});
