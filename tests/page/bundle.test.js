import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { bundle, bundlePath } from "./build.js";

test("the committed page.js is what the modules make: else run `npm run build`", async () => {
  const committed = await readFile(bundlePath, "utf8");
  assert.ok((await bundle(false)) === committed, "pipeline/report/templates/page.js is stale: npm run build");
});
