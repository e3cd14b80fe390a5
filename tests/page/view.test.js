import assert from "node:assert/strict";
import { test } from "node:test";
import { nextView, readAddress, writeAddress } from "../../pipeline/report/templates/src/address.js";
import { createStore } from "../../pipeline/report/templates/src/store.js";

/** @import { View } from "../../pipeline/report/templates/src/address.js" */

/** @type {View} */
const START = {
  tab: "network",
  entity: null,
  edge: null,
  article: null,
  sentence: null,
  query: null,
  focus: null,
  depth: 1,
  path: null,
  filters: "",
};

test("a view survives its address, whatever the names hold", () => {
  /** @type {View[]} */
  const views = [
    START,
    { ...START, tab: "edges", edge: ["PER:a&b=c|d", 'LOC:"#ä 🦄'] },
    { ...START, tab: "articles", entity: "PER:x", article: "ordner/a b%.txt", sentence: 0 },
    { ...START, query: "a&b=c „#", focus: "PER:=&", depth: 2, filters: "kinds=PER&min=3" },
    { ...START, path: ["LOC:,", "PER:|"], filters: "source=%5B%22a%26b%22%2Cnull%5D" },
  ];
  for (const view of views) assert.deepEqual(readAddress(`#${writeAddress(view)}`), view);
});

test("no address breaks the page", () => {
  assert.deepEqual(readAddress(""), START);
  for (const hash of ["#tab=constructor", "#edge={", "#edge=7", "#edge=%5B", "#%E0%A4%A", "#tab=&edge=null"]) {
    assert.equal(readAddress(hash).tab, "network", hash);
    assert.equal(readAddress(hash).edge, null, hash);
  }
  assert.deepEqual(readAddress("#edge=[1]").edge, ["1", "undefined"]);
});

test("what is not named is closed, except the tab", () => {
  /** @type {View} */
  const reading = { ...START, tab: "numbers", entity: "PER:x", article: "a.txt", sentence: 3 };
  assert.deepEqual(nextView(reading, {}), { ...START, tab: "numbers" });
  assert.deepEqual(nextView(reading, { tab: "time" }), { ...START, tab: "time", entity: "PER:x" });
  assert.deepEqual(nextView(reading, { entity: "LOC:y" }), { ...reading, entity: "LOC:y", sentence: null });
  assert.deepEqual(nextView(reading, { edge: ["a", "b"] }), {
    ...reading,
    entity: null,
    edge: ["a", "b"],
    sentence: null,
  });
  assert.deepEqual(nextView(reading, { article: "b.txt", sentence: 0 }), { ...reading, article: "b.txt", sentence: 0 });
});

test("the store tells its listeners once, by click or by the back button", () => {
  const location = { hash: "" };
  const store = createStore(location);
  /** @type {[View, View][]} */
  const told = [];
  store.subscribe((view, before) => told.push([view, before]));
  store.show({ entity: "PER:x" });
  store.sync(); // the browser's own event for the same address
  assert.deepEqual(told, [[{ ...START, entity: "PER:x" }, START]]);
  location.hash = "#tab=time";
  store.sync();
  assert.deepEqual(store.view(), { ...START, tab: "time" });
  assert.equal(told.length, 2);
});
