// The Time tab: articles per entity over time, as small multiples on one scale.

import { binsOfCells, countPerBin } from "./bins.js";
import { h } from "./html.js";
import { icon } from "./icons.js";
import { t, words } from "./language.js";
import { model, payload } from "./page.js";
import { lead, nameLink } from "./parts.js";
import { sparkline } from "./sparkline.js";

/** @import { Entity } from "./model.js" */
/** @import { BinCounts } from "./payload.js" */

const MAX_PANELS = 18;

export function timeTab() {
  const { bins, cells } = payload;
  const dated = model.entities
    .map((entity) => ({ entity, counts: binsOfCells(entity.cells, cells) }))
    .filter(({ counts }) => counts.length)
    .slice(0, MAX_PANELS);
  if (!dated.length || !bins.length) return [lead(t("noTime"))];
  const top = Math.max(...dated.flatMap(({ counts }) => countPerBin(counts, bins.length)));
  const { perBin } = words();
  const width = perBin[/** @type {keyof typeof perBin} */ (bins[0].length)];
  return [
    h("h2", {}, t("timeTitle")),
    lead(`${t("timeLead")} (${t("articlesUnit")} ${width})`),
    h(
      "div",
      { class: "multiples", id: "multiples" },
      dated.map(({ entity, counts }) => panel(entity, counts, top)),
    ),
  ];
}

/**
 * @param {Entity} entity
 * @param {BinCounts} counts
 * @param {number} top
 */
function panel(entity, counts, top) {
  const heading = h("h3", {}, icon(entity.label), " ", nameLink(entity));
  heading.style.color = "var(--ink)";
  const section = h("section", { class: "panel" }, heading, sparkline(counts, { top, height: 96 }));
  section.style.color = `var(--${entity.label})`;
  return section;
}
