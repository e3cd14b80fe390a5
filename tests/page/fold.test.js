import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, foldedWords } from "../../pipeline/report/templates/src/fold.js";
import { likeness } from "../../pipeline/report/templates/src/search.js";
import golden from "./folds.json" with { type: "json" };

for (const [text, expected] of Object.entries(golden.folds)) {
  test(`${JSON.stringify(text)} folds as in Python`, () => assert.equal(fold(text), expected));
}

for (const [query, word, expected] of /** @type {[string, string, number][]} */ (golden.likeness)) {
  test(`${query} is as much like ${word} as in Python`, () => {
    assert.ok(Math.abs(likeness(query, word) - expected) < 1e-5);
  });
}

test("a fold folds to itself in words", () => {
  assert.deepEqual(foldedWords("  Qassym-Schomart   TOQAJEW! "), ["kasim", "somart", "tokaiev"]);
  assert.deepEqual(foldedWords("–"), []);
});
