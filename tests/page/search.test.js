import assert from "node:assert/strict";
import { test } from "node:test";
import { sortRows, textFilter } from "../../pipeline/report/templates/src/rows.js";
import { buildIndex, findArticles, findEntities } from "../../pipeline/report/templates/src/search.js";
import { sampleModel } from "./sample.js";

const model = sampleModel();
const index = buildIndex(model.entities, model.articles);
const names = (/** @type {string} */ query) => findEntities(index, query).map((entity) => entity.name);

test("other transcriptions find a name, and Michail finds Mihail", () => {
  for (const query of ["Tokayev", "kassym shomart", "TOKAJEW", "schomart toq"]) {
    assert.equal(names(query)[0], "Qassym-Schomart Toqajew", query);
  }
  assert.deepEqual(names("Michail"), ["Mihail"]);
});

test("every word of a query must fit", () => {
  assert.deepEqual(names("Toqajew Almaty"), []);
  assert.deepEqual(names("Quetzalcoatl"), []);
  assert.deepEqual(names("  ?! "), []);
});

test("the better hit comes first, among equals the stronger name", () => {
  const [a, b, c] = [...model.entities].map((entity, number) => ({
    ...entity,
    name: ["Alma", "Almaty", "Alma"][number],
  }));
  const found = findEntities(
    buildIndex(
      [b, c, a].map((each) => ({ ...each, forms: [] })),
      [],
    ),
    "Alma",
  );
  assert.deepEqual(
    found.map((entity) => entity.index),
    [0, 2, 1],
  );
});

test("articles are found by title and file name, in any order of words", () => {
  assert.deepEqual(
    findArticles(index, "SPÄTER").map((article) => article.id),
    ["a.txt"],
  );
  assert.deepEqual(
    findArticles(index, "txt kop").map((article) => article.id),
    ["c.txt"],
  );
  assert.deepEqual(findArticles(index, " "), []);
});

test("a table's filter asks for every word in any column, and tells 200 from 2000", () => {
  const rows = [
    { name: "Müller", amount: 200 },
    { name: "Mueller", amount: 2000 },
    { name: null, amount: 7 },
  ];
  const filter = textFilter(rows, [(row) => row.name, (row) => row.amount]);
  assert.deepEqual(filter("muller 2000"), [rows[1]]);
  assert.deepEqual(filter("müller"), rows.slice(0, 2));
  assert.deepEqual(filter(""), rows);
  assert.deepEqual(filter("null"), []);
});

test("rows sort by number or alphabet, empty cells last in both directions", () => {
  const sort = (/** @type {(string | number | null)[]} */ cells, /** @type {boolean} */ descending) =>
    sortRows(cells, (cell) => cell, { descending, language: "de" });
  assert.deepEqual(sort([10, null, 9, -1], false), [-1, 9, 10, null]);
  assert.deepEqual(sort([10, null, 9, -1], true), [10, 9, -1, null]);
  assert.deepEqual(sort(["Zürich", "", "Ägypten", "Berlin"], false), ["Ägypten", "Berlin", "Zürich", ""]);
  assert.deepEqual(sort(["Nr. 10", "Nr. 9"], false), ["Nr. 9", "Nr. 10"]);
});
