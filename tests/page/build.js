// Joins the page's modules into the one script that the report carries: pipeline/report/templates/page.js, which is committed,
// so that nobody who runs pressenetz needs Node.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const templates = new URL("../../pipeline/report/templates/", import.meta.url);
export const bundlePath = fileURLToPath(new URL("page.js", templates));

/** @param {boolean} write whether the file is written, or only its content returned */
export async function bundle(write) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("src/main.js", templates))],
    outfile: bundlePath,
    bundle: true,
    write,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    banner: { js: '"use strict";' },
    // names stay readable: they cost little, and an error in a report that somebody sends can be found
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
  });
  return outputFiles?.[0].text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(true);
