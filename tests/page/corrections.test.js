import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { aliasCsv, aliasLine, articlePattern, withLine } from "../../pipeline/report/templates/src/alias-lines.js";
import * as make from "../../pipeline/report/templates/src/corrections.js";
import { finish } from "../../pipeline/report/templates/src/idle.js";
import { nameKey, tidy } from "../../pipeline/report/templates/src/name-key.js";
import { riskySteps } from "../../pipeline/report/templates/src/suspicion.js";
import { sampleModel } from "./sample.js";

/** @import { AliasLine } from "../../pipeline/report/templates/src/alias-lines.js" */

const model = sampleModel();
const [toqajew, almaty, csto, mihail] = model.entities;

/** @param {Record<string, string[]>} names */
const known = (names = {}) => ({
  namesOf: (/** @type {import("../../pipeline/report/templates/src/model.js").Entity} */ entity) =>
    names[entity.name] ?? [entity.name],
  isHomonym: () => false,
  isListed: () => false,
  given: new Set(/** @type {string[]} */ ([])),
});

/** @param {AliasLine[]} lines */
const cells = (lines) => lines.map(({ action, name, target }) => [action, name, target].filter(Boolean).join(" "));

test("keys of names are those of the alias file's reader", () => {
  const samples = JSON.parse(readFileSync(new URL("name-keys.json", import.meta.url), "utf8"));
  for (const [name, tidied, key] of samples) assert.deepEqual([tidy(name), nameKey(name)], [tidied, key]);
});

test("each correction becomes lines of the alias file", () => {
  const names = known({ "Qassym-Schomart Toqajew": ["Qassym-Schomart Toqajew", "Tokajew"] });
  assert.deepEqual(cells(make.merge(toqajew, almaty, names).lines), [
    "merge Qassym-Schomart Toqajew Almaty",
    "merge Tokajew Almaty",
    "retype Almaty LOC",
  ]);
  assert.deepEqual(cells(make.separate(toqajew, "Toqajew", names).lines), [
    "separate Toqajew Qassym-Schomart Toqajew",
    "separate Toqajew Tokajew",
  ]);
  assert.deepEqual(cells(make.rename(csto, " OVKS ", names).lines), ["rename CSTO OVKS"]);
  assert.deepEqual(cells(make.retype(csto, "MISC", names).lines), ["retype CSTO MISC"]);
  assert.deepEqual(cells(make.drop(mihail, names).lines), ["drop Mihail"]);
});

test("a name that only a rename gave is addressed by a name from the articles", () => {
  const given = { ...known({ CSTO: ["OVKS"] }), given: new Set([nameKey("CSTO")]) };
  assert.deepEqual(cells(make.rename(csto, "ODKB", given).lines), ["rename OVKS ODKB"]);
  assert.deepEqual(cells(make.merge(csto, almaty, given).lines), ["merge OVKS Almaty", "retype Almaty LOC"]);
  assert.deepEqual(cells(make.drop(csto, given).lines), ["drop CSTO"]);
});

test("a form of a well-known name is told to keep its own", () => {
  const listed = { ...known(), isListed: () => true };
  assert.deepEqual(cells(make.separate(toqajew, "Toqajew", listed).lines), [
    "separate Toqajew Qassym-Schomart Toqajew",
    "rename Toqajew Toqajew",
  ]);
});

test("what is merged takes the label of its target", () => {
  assert.deepEqual(cells(make.merge(almaty, csto, known()).lines), ["merge Almaty CSTO", "retype CSTO ORG"]);
});

test("a homonym is addressed with its label, others are not", () => {
  const homonym = { ...known(), isHomonym: () => true };
  assert.equal(make.drop(almaty, homonym).lines[0].label, "LOC");
  assert.equal(make.drop(almaty, known()).lines[0].label, "");
});

test("a correction for one article has a pattern that fits only this article", () => {
  const { lines, article } = make.rename(csto, "OVKS", known(), model.articles[0]);
  assert.deepEqual([article, lines[0].article], ["a.txt", "a.txt"]);
  assert.equal(articlePattern("a[1]*?.txt"), "a[[]1][*][?].txt");
  assert.equal(articlePattern('"x"  y.txt '), '?x"??y.txt?');
  assert.equal(articlePattern("a\u0308.txt"), "??.txt");
});

test("a line takes the place of those that it contradicts", () => {
  /** @param {[string, string, string][]} rows */
  const file = (...rows) =>
    cells(rows.reduce((lines, [action, name, target]) => withLine(lines, line(action, name, target)), empty));
  const line = (/** @type {any} */ action, /** @type {string} */ name, target = "") =>
    aliasLine(action, name, target ? { target } : {});
  /** @type {AliasLine[]} */
  const empty = [];
  assert.deepEqual(file(["rename", "A", "B"], ["rename", "a", "C"]), ["rename a C"]);
  assert.deepEqual(file(["merge", "A", "B"], ["merge", "B", "A"]), ["merge B A"]);
  assert.deepEqual(file(["merge", "A", "B"], ["separate", "A", "B"]), ["separate A B"]);
  assert.deepEqual(file(["separate", "A", "C"], ["merge", "A", "B"], ["merge", "B", "C"]), ["merge A B", "merge B C"]);
  assert.deepEqual(file(["merge", "A", "B"], ["merge", "B", "C"], ["merge", "A", "C"]), ["merge B C", "merge A C"]);
  assert.deepEqual(file(["rename", "A", "B"], ["drop", "A", ""]), ["drop A"]);
  assert.deepEqual(file(["drop", "A", ""], ["retype", "A", "PER"]), ["retype A PER"]);
  assert.deepEqual(file(["rename", "A", "B"], ["merge", "A", "C"]), ["rename A B", "merge A C"]);
});

test("a merge ends the renames of what is merged, a revoked line is gone", () => {
  const inUse = [aliasLine("rename", "CSTO", { target: "OVKS" }), aliasLine("drop", "Foto")];
  assert.deepEqual(cells(make.linesAfter(inUse, [make.merge(csto, almaty, known())])), [
    "drop Foto",
    "merge CSTO Almaty",
    "retype Almaty LOC",
  ]);
  assert.deepEqual(cells(make.linesAfter(inUse, [make.revoke(inUse[0])])), ["drop Foto"]);
});

test("history goes back and forth, and a new correction ends what was undone", () => {
  const [first, second] = [make.drop(csto, known()), make.drop(almaty, known())];
  let history = make.added(make.added(make.emptyHistory(), first), second);
  history = make.undone(make.undone(make.undone(history)));
  assert.deepEqual(history, { done: [], undone: [first, second] });
  history = make.redone(history);
  assert.deepEqual(history, { done: [first], undone: [second] });
  assert.deepEqual(make.added(history, second), { done: [first, second], undone: [] });
});

test("stored work is taken up without what the run was built with, whatever is stored", () => {
  const [applied, open] = [make.drop(csto, known()), make.drop(almaty, known())];
  const stored = JSON.parse(JSON.stringify([applied, open]));
  assert.deepEqual(make.restored(stored, applied.lines).done, [open]);
  for (const bad of [undefined, null, 7, "x", {}, [null, 1, {}, { kind: "drop" }, { ...open, lines: 3 }]])
    assert.deepEqual(make.restored(bad, []), make.emptyHistory());
  assert.deepEqual(make.restored([{ ...open, lines: [null] }], []).done[0].lines[0].name, "");
});

test("cells are quoted, and formulas cannot run", () => {
  const name = '=HYPERLINK("x"), oder';
  const csv = aliasCsv([aliasLine("merge", name, { target: "+1\nzwei", note: "-3" })]);
  assert.equal(csv, `action,name,label,target,article,note\nmerge,"'=HYPERLINK(""x""), oder",,'+1 zwei,,'-3\n`);
});

test("risky forms are those of the riskiest rule, not the name itself", () => {
  const risks = { surname: 0.1, label: 0.2 };
  const rows = {
    lines: [],
    names: {},
    wide: {},
    listed: [],
    homonyms: [],
    suspicious: /** @type {[number, number][]} */ ([[0, 0.3]]),
    risks,
  };
  toqajew.forms.push(["Tokajew", "label, surname", 4], ["Qassym-Schomart Toqajew", "label", 9], ["T.", "exact", 1]);
  const found = finish(riskySteps(model, rows, known()));
  assert.deepEqual(
    found.map(({ form, rule, count, risk }) => [form, rule, count, risk]),
    [
      ["Tokajew", "label, surname", 5, 0.2],
      ["Toqajew", "surname", 1, 0.1],
    ],
  );
});
