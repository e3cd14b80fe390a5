import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import {
  counted,
  day,
  formatNumber,
  meaningOf,
  period,
  ruleWords,
  say,
  setLanguage,
  t,
  unit,
  wordFor,
  words,
} from "../../pipeline/report/templates/src/language.js";
import { isGroup, runWord, sortedFacts } from "../../pipeline/report/templates/src/run-words.js";

afterEach(() => setLanguage("de"));
setLanguage("de");

test("dates are written out as exactly as they are known", () => {
  assert.deepEqual(
    ["2022-01-07", "2022-01", "2022"].map((date) => day(date)),
    ["7. Januar 2022", "Januar 2022", "2022"],
  );
  assert.equal(day("2022-01-07", "short"), "7. Jan. 2022");
  assert.deepEqual(
    ["2022-XX", "Frühjahr", null, undefined].map((date) => day(date)),
    ["2022-XX", "Frühjahr", "", ""],
  );
  setLanguage("en");
  assert.equal(day("2022-01-07"), "January 7, 2022");
});

test("a period of one day is a day", () => {
  assert.equal(period("2022-01", "2022-01"), "Januar 2022");
  assert.equal(period("2022", "2023-05"), "2022 – Mai 2023");
});

test("one of something is said in the singular, in both languages", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, "sentences")),
    ["0 Sätze", "1 Satz", "2 Sätze"],
  );
  assert.deepEqual([unit("npmi", 1), unit("degree", 1), unit("degree", null)], ["NPMI", "Verbindung", "Verbindungen"]);
  assert.equal(
    words().phrases.drawn(say, 2, 1, 1000),
    "2 Namen und 1 Verbindung gezeichnet (von 1.000 Namen insgesamt)",
  );
  setLanguage("en");
  assert.deepEqual(
    [0, 1, 2].map((count) => counted(count, "sentences")),
    ["0 sentences", "1 sentence", "2 sentences"],
  );
  assert.equal(words().phrases.rows(say, 3, 1), "3 of 1 row");
});

test("numbers are written as in the language", () => {
  assert.equal(formatNumber(1234567.891), "1.234.567,89");
  assert.equal(formatNumber(0.12345, 3), "0,123");
  setLanguage("en");
  assert.equal(formatNumber(1234567.891), "1,234,567.89");
});

test("keys from the data that have no word stay as they are", () => {
  assert.deepEqual(["PER", "constructor", "neu"].map(wordFor), ["Person", "constructor", "neu"]);
  assert.equal(ruleWords("genitive, surname, toString"), "Genitiv, Nachname, toString");
  assert.equal(meaningOf("constructor"), undefined);
  assert.equal(t("network"), "Netz");
});

test("what run.json holds comes in the order of the words, unknown keys last", () => {
  assert.equal(runWord("settings.window", "en"), "named together means: in the same");
  assert.equal(runWord("filters.brand_new", "de"), "brand_new");
  assert.equal(runWord("toString", "de"), "toString");
  const facts = sortedFacts({ brand_new: 1, model: {}, corpus: "x" });
  assert.deepEqual(
    facts.map(({ path }) => path),
    ["corpus", "model", "brand_new"],
  );
  assert.deepEqual([{}, [], null, 1].map(isGroup), [true, false, false, false]);
});
