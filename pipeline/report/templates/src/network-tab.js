// The Network tab: filters, drawing, time axis.

import { datesPerBin } from "./bins.js";
import { h, s } from "./html.js";
import { icon } from "./icons.js";
import { day, formatNumber, say, t, unit, words } from "./language.js";
import { moveTime } from "./network-filters.js";
import { makeStage, maxWeight, place, redraw } from "./network-view.js";
import { filters, model, payload } from "./page.js";

/** @import { Label } from "./payload.js" */
/** @import { TextKey } from "./language.js" */

export function networkTab() {
  if (!model.nodes.length) return [h("p", { class: "lead" }, t("empty"))];
  return [controls(), makeStage(), timeControls()];
}

function controls() {
  return h(
    "div",
    { class: "controls" },
    h("div", { class: "chips" }, payload.labels.map(labelChip)),
    weightSlider(),
    backboneBox(),
    colourChoice(),
  );
}

/** @param {Label} label */
function labelChip(label) {
  const isOn = () => String(filters.labels.has(label));
  const chip = h(
    "button",
    {
      type: "button",
      class: "chip",
      "data-label": label,
      "aria-pressed": isOn(),
      onclick: () => {
        if (!filters.labels.delete(label)) filters.labels.add(label);
        chip.setAttribute("aria-pressed", isOn());
        redraw();
      },
    },
    icon(label),
    t(/** @type {TextKey} */ (`${label}s`)),
  );
  return chip;
}

function weightSlider() {
  const value = h("output");
  const of = h("span");
  const write = () => {
    value.textContent = formatNumber(filters.minWeight);
    of.textContent = unit(model.weightUnit === "sentences" ? "sentences" : "articlesUnit", filters.minWeight);
  };
  const slider = h("input", {
    type: "range",
    id: "weight",
    min: 1,
    max: Math.min(maxWeight(), Math.max(20, filters.minWeight * 3)),
    value: filters.minWeight,
    oninput: () => {
      filters.minWeight = Number(slider.value);
      write();
      redraw();
    },
  });
  write();
  return h("label", {}, t("atLeast"), slider, value, of);
}

function backboneBox() {
  const box = h("input", {
    type: "checkbox",
    id: "backbone",
    onchange: () => {
      filters.backbone = box.checked;
      redraw();
    },
  });
  box.checked = filters.backbone;
  return h("label", { title: t("backboneHint") }, box, t("backbone"));
}

function colourChoice() {
  const option = (/** @type {string} */ value, /** @type {string} */ text) =>
    h("option", { value, selected: filters.colour === value }, text);
  const onchange = () => {
    filters.colour = select.value === "community" ? "community" : "label";
    place();
  };
  const options = [option("label", t("byLabel")), option("community", t("byCommunity"))];
  const select = h("select", { id: "colour", onchange }, options);
  return h("label", {}, t("colour"), select);
}

function timeControls() {
  const { bins } = payload;
  if (bins.length < 2) return null;
  const counts = datesPerBin(
    model.articles.map((article) => article.date),
    bins,
  );
  const undated = model.articles.length - counts.reduce((sum, count) => sum + count, 0);
  const bars = timeBars(counts);
  const start = h("output", { id: "start" });
  const end = h("output", { id: "end" });
  const write = () => {
    start.textContent = day(bins[filters.from]);
    end.textContent = day(bins[filters.to]);
    for (const [bin, bar] of bars.entries()) bar.classList.toggle("off", bin < filters.from || bin > filters.to);
  };
  write();
  const svg = s("svg", { viewBox: "0 0 1000 32", preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
  const axis = h("div", { class: "axis" }, svg, timeHandle("from", write), timeHandle("to", write));
  const note = undated ? h("p", { class: "undated" }, words().phrases.undated(say, undated)) : null;
  return h("div", { class: "time" }, start, axis, end, note);
}

/** @param {number[]} counts */
function timeBars(counts) {
  const top = Math.max(...counts, 1);
  const step = 1000 / counts.length;
  const width = Math.max(step - Math.min(2, step * 0.2), 0.5);
  return counts.map((count, bin) => {
    const height = (32 * count) / top;
    return s("rect", { class: "bar", x: bin * step, width, y: 32 - height, height });
  });
}

/**
 * @param {"from" | "to"} end
 * @param {() => void} write
 */
function timeHandle(end, write) {
  const lastBin = payload.bins.length - 1;
  const oninput = () => {
    moveTime(filters, end, Number(handle.value), lastBin);
    handle.value = String(filters[end]);
    write();
    redraw();
  };
  const range = { min: 0, max: lastBin, value: filters[end] };
  const handle = h("input", { type: "range", id: end, ...range, "aria-label": t(end), oninput });
  return handle;
}
