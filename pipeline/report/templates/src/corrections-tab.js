// The tab with all corrections: those not applied yet, and the lines of the alias file in use.

import { revoke } from "./corrections.js";
import { h } from "./html.js";
import { formatNumber, t } from "./language.js";
import { model } from "./page.js";
import { lead, longList } from "./parts.js";
import { historyButtons, keepButtons } from "./pending-bar.js";
import { correct, effects, linesInUse, pending } from "./review.js";
import { serverState } from "./server-sync.js";

/** @import { AliasLine } from "./alias-lines.js" */
/** @import { Correction } from "./corrections.js" */
/** @import { Child } from "./html.js" */
/** @import { TextKey } from "./language.js" */
/** @import { Effect } from "./preview.js" */

/** @returns {Child[]} */
export function correctionsTab() {
  const done = pending();
  return [
    h(
      "div",
      { class: "prose work" },
      h("h2", {}, t("corrections")),
      lead(t("correctionsLead")),
      lead(t(serverState ? "applyLead" : "downloadLead")),
      h("div", { class: "row" }, historyButtons(), keepButtons()),
      h("h3", {}, `${t("pendingTitle")} (${formatNumber(done.length)})`),
      done.length ? h("ol", { id: "corrections" }, done.map(item)) : lead(t("noCorrections")),
      h("h3", {}, t("inUse")),
      linesInUseList(),
    ),
  ];
}

/** @type {Record<Effect, TextKey>} */
const EFFECT_WORDS = { exact: "effectExact", bounds: "effectBounds", rebuild: "effectRebuild" };

/**
 * @param {Correction} correction
 * @param {number} index
 */
function item(correction, index) {
  const { article } = correction;
  const where = article ? ` · ${model.articleById.get(article)?.title ?? article}` : "";
  return h("li", {}, sentence(correction), where, " ", h("small", {}, t(EFFECT_WORDS[effects()[index]])));
}

/** @type {Record<Correction["kind"], TextKey>} */
const SIGNS = {
  merge: "didMerge",
  separate: "didSeparate",
  rename: "didRename",
  retype: "didRetype",
  drop: "didDrop",
  revoke: "didRevoke",
};

/** @param {Correction} correction */
function sentence({ kind, name, to, lines }) {
  if (kind === "revoke") return [`${t("didRevoke")} `, lineText(lines[0])];
  const from = kind === "separate" ? to : name;
  const goal = kind === "separate" ? name : kind === "retype" ? t(/** @type {TextKey} */ (to)) : to;
  return [h("b", {}, from), ` ${t(SIGNS[kind])} `, goal && h("b", {}, goal)];
}

/** @param {AliasLine} line */
const lineText = ({ action, name, label, target, article }) =>
  h("code", {}, [action, name, label, target, article].filter(Boolean).join(", "));

function linesInUseList() {
  if (!linesInUse) return lead(t("linesUnknown"));
  if (!linesInUse.length) return lead(t("noLines"));
  const revoked = pending().flatMap(({ kind, lines }) => (kind === "revoke" ? lines : []));
  const row = (/** @type {AliasLine} */ line) => {
    const onclick = () => correct(revoke(line));
    const attributes = { type: "button", class: "plain small", disabled: revoked.includes(line), onclick };
    return h("li", {}, lineText(line), line.note && h("small", {}, line.note), h("button", attributes, t("revoke")));
  };
  return longList(linesInUse, row, { first: 50, class: "lines", id: "lines" });
}
