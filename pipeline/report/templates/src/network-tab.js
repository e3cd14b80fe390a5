// The Network tab: the part that is drawn, filters, drawing, time axis.

import { filterControls } from "./filter-controls.js";
import { h } from "./html.js";
import { t } from "./language.js";
import { makeStage } from "./network-view.js";
import { model, scope, store } from "./page.js";
import { nameLink } from "./parts.js";
import { WHOLE } from "./scope.js";
import { takeAway } from "./take-away.js";
import { timeControls } from "./time-controls.js";

/** @import { Scope } from "./scope.js" */

/** @param {HTMLElement} [stage] the drawing, if it is open already */
export function networkTab(stage) {
  if (!model.nodes.length) return [h("p", { class: "lead" }, t("empty"))];
  const part = scope();
  const isPath = part.kind === "path";
  return [scopeBar(part), ...filterControls(takeAway()), stage ?? makeStage(), isPath ? null : timeControls()];
}

/**
 * Where one is if not in the whole network, and the way back.
 * @param {Scope} part
 */
function scopeBar({ kind, ends }) {
  if (kind === "whole") return null;
  const back = h(
    "button",
    { type: "button", class: "plain", id: "whole", onclick: () => store.show(WHOLE) },
    `← ${t("wholeNetwork")}`,
  );
  const title = kind === "ego" ? t("around") : t("path");
  const names = kind === "ego" ? [nameLink(ends[0])] : [nameLink(ends[0]), " – ", nameLink(ends[1])];
  const steps = kind === "ego" ? h("div", { class: "switch" }, depthButton(1), depthButton(2)) : null;
  return h("div", { class: "scope" }, back, h("span", {}, `${title}: `, h("b", {}, names)), steps);
}

/** @param {1 | 2} depth */
function depthButton(depth) {
  const pressed = String(store.view().depth === depth);
  const onclick = () => store.show({ ...store.view(), depth });
  return h(
    "button",
    { type: "button", "data-depth": depth, "aria-pressed": pressed, onclick },
    t(depth === 1 ? "oneStep" : "twoSteps"),
  );
}
