// Ids from authority lists: by entity, with an address of the web only, and the names that share one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { authorityOf, sameAuthority } from "../../pipeline/report/templates/src/authority.js";
import { samplePayload } from "./sample.js";

const TOQAJEW = "PER:Qassym-Schomart Toqajew";
const payload = samplePayload({
  authority: [
    [0, "Q471", "Tokajew", "https://www.wikidata.org/wiki/Q471", null],
    [1, null, null, null, "Q1 (Almaty) | Q2 (Almaty)"],
    [2, "x", "CSTO", "javascript:alert(1)", null],
    [3, "Q471", "Tokajew", null, null],
  ],
});

test("an entity has its id, its name in the list and its address", () => {
  assert.deepEqual(authorityOf(payload, TOQAJEW), {
    id: "Q471",
    name: "Tokajew",
    url: "https://www.wikidata.org/wiki/Q471",
    candidates: null,
  });
  assert.equal(authorityOf(payload, "LOC:Almaty")?.candidates, "Q1 (Almaty) | Q2 (Almaty)");
  assert.equal(authorityOf(payload, "LOC:Nirgends"), null);
  assert.equal(authorityOf(samplePayload(), TOQAJEW), null);
});

test("only addresses of the web become links", () => {
  assert.equal(authorityOf(payload, "ORG:CSTO")?.url, null);
});

test("entities with the same id are found, those without one are not", () => {
  assert.deepEqual(sameAuthority(payload, TOQAJEW), ["PER:Mihail"]);
  assert.deepEqual(sameAuthority(payload, "LOC:Almaty"), []);
});
