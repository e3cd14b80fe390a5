// The filters above the drawing: kinds, weight, significance, sources, confidence, colours, and the groups by colour.

import { h } from "./html.js";
import { icon } from "./icons.js";
import { formatNumber, say, t, unit, words } from "./language.js";
import { ALPHAS } from "./network-filters.js";
import { communities, maxWeight, place, redraw } from "./network-view.js";
import { changeFilters, filters, model, payload, resetFilters, scope, store } from "./page.js";

/** @import { TextKey } from "./language.js" */
/** @import { Community, Filters } from "./network-filters.js" */
/** @import { Label } from "./payload.js" */

const GROUPS = 8; // as many as there are colours
const NAMED = 3; // members that stand for a group

/**
 * Change filters and draw what is left.
 * @param {Partial<Filters>} change
 */
function apply(change) {
  changeFilters(change);
  redraw();
}

/** @param {HTMLElement[]} more controls that follow */
export function filterControls(...more) {
  const legend = h("div", { class: "groups", id: "groups" });
  const showLegend = () => legend.replaceChildren(...groupChips(showLegend));
  showLegend();
  const isPath = scope().kind === "path";
  const row = h(
    "div",
    { class: "controls" },
    isPath
      ? null
      : [
          h("div", { class: "chips" }, payload.labels.map(labelChip)),
          weightSlider(),
          significance(),
          sources(),
          confidence(),
        ],
    colourChoice(showLegend),
    resetButton(),
    more,
  );
  return [row, legend];
}

function resetButton() {
  const hidden = !store.view().filters;
  return h("button", { type: "button", class: "plain", id: "reset", hidden, onclick: resetFilters }, t("reset"));
}

/** Offer to take all filters back as soon as there is one. */
export function showReset() {
  const button = document.getElementById("reset");
  if (button) button.hidden = !store.view().filters;
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
        const labels = new Set(filters.labels);
        if (!labels.delete(label)) labels.add(label);
        apply({ labels });
        chip.setAttribute("aria-pressed", isOn());
      },
    },
    icon(label),
    t(/** @type {TextKey} */ (`${label}s`)),
  );
  return chip;
}

function weightSlider() {
  const key = scope().kind === "ego" ? "nearWeight" : "minWeight";
  const value = h("output");
  const of = h("span");
  const write = () => {
    value.textContent = formatNumber(filters[key]);
    of.textContent = unit(model.weightUnit === "sentences" ? "sentences" : "articlesUnit", filters[key]);
  };
  const range = { min: 1, max: Math.min(maxWeight(), Math.max(20, filters[key] * 3)), value: filters[key] };
  const oninput = () => {
    apply({ [key]: Number(slider.value) });
    write();
  };
  const slider = h("input", { type: "range", id: "weight", ...range, oninput });
  write();
  return h("label", {}, t("atLeast"), slider, value, of);
}

/**
 * A choice of one of several values.
 * @param {string} id
 * @param {string} label
 * @param {{value: string, text: string}[]} options
 * @param {string} chosen
 * @param {(value: string) => void} onChoice
 */
function choice(id, label, options, chosen, onChoice) {
  const items = options.map(({ value, text }) => h("option", { value, selected: value === chosen }, text));
  const select = h("select", { id, onchange: () => onChoice(select.value) }, items);
  return h("label", {}, label, select);
}

function significance() {
  const options = ALPHAS.map((alpha) => ({
    value: String(alpha),
    text: alpha < 1 ? `α < ${formatNumber(alpha, 3)}` : t("all"),
  }));
  const onChoice = (/** @type {string} */ value) => apply({ alpha: Number(value) });
  const label = choice("alpha", t("significance"), options, String(filters.alpha), onChoice);
  label.title = t("significanceHint");
  return label;
}

/** One box for each newspaper; without any mark, all are meant. */
function sources() {
  const hasUnnamed = model.articles.some(({ group }) => group < 0);
  const numbers = [...payload.sources.keys(), ...(hasUnnamed ? [-1] : [])];
  if (numbers.length < 2) return null;
  const counts = new Map(numbers.map((number) => [number, 0]));
  for (const { group } of model.articles) counts.set(group, (counts.get(group) ?? 0) + 1);
  const summary = h("summary");
  const write = () => {
    const chosen = filters.sources?.size ?? numbers.length;
    summary.textContent = `${t("sources")}: ${filters.sources ? words().phrases.of(say, chosen, numbers.length) : t("all")}`;
  };
  const row = (/** @type {number} */ number) => {
    const box = h("input", { type: "checkbox", value: number, onchange: () => toggle(number, box.checked) });
    box.checked = filters.sources === null || filters.sources.has(number);
    const name = payload.sources[number] ?? t("noSource");
    return h("label", {}, box, h("span", {}, name), h("small", {}, formatNumber(counts.get(number) ?? 0)));
  };
  const toggle = (/** @type {number} */ number, /** @type {boolean} */ isOn) => {
    const chosen = new Set(filters.sources ?? numbers);
    if (isOn) chosen.add(number);
    else chosen.delete(number);
    apply({ sources: chosen.size === numbers.length ? null : chosen });
    write();
  };
  write();
  const list = h("div", { class: "menu" }, numbers.map(row));
  const all = h("button", { type: "button", class: "plain", onclick: () => checkAll(true) }, t("all"));
  const none = h("button", { type: "button", class: "plain", onclick: () => checkAll(false) }, t("none_"));
  const checkAll = (/** @type {boolean} */ isOn) => {
    for (const box of list.querySelectorAll("input")) box.checked = isOn;
    apply({ sources: isOn ? null : new Set() });
    write();
  };
  list.prepend(h("div", { class: "row" }, all, none));
  return h("details", { class: "drop", id: "sources" }, summary, list);
}

/** Only where the model told how sure it is. */
function confidence() {
  const levels = new Set(payload.cells.map(([, , level]) => level));
  if (levels.size < 2) return null;
  const options = [0, ...payload.confidences].map((least, level) => ({
    value: String(level),
    text: level ? `≥ ${formatNumber(least)}` : t("all"),
  }));
  const onChoice = (/** @type {string} */ value) => apply({ level: Number(value) });
  const label = choice("sure", t("sure"), options, String(filters.level), onChoice);
  label.title = t("sureHint");
  return label;
}

/** @param {() => void} then */
function colourChoice(then) {
  const options = [
    { value: "label", text: t("byLabel") },
    { value: "community", text: t("byCommunity") },
  ];
  return choice("colour", t("colour"), options, filters.colour, (value) => {
    changeFilters({ colour: value === "community" ? "community" : "label" });
    place();
    then();
  });
}

/**
 * The largest communities in their colours, named by their strongest members; a click leaves only one.
 * @param {() => void} then
 */
function groupChips(then) {
  if (filters.colour !== "community" && filters.community === null) return [];
  const shown = communities.filter(({ id }, rank) => rank < GROUPS || id === filters.community);
  return shown.map((group) => groupChip(group, then));
}

/**
 * @param {Community} group
 * @param {() => void} then
 */
function groupChip({ id, colour, members }, then) {
  const isOnly = filters.community === id;
  const names = members.slice(0, NAMED).map((entity) => entity.name);
  const dot = h("i", { class: "dot" });
  dot.style.background = colour;
  const onclick = () => {
    apply({ community: isOnly ? null : id });
    then();
  };
  const look = { class: "chip", "data-group": id, "aria-pressed": String(isOnly), title: t("onlyGroup") };
  return h(
    "button",
    { type: "button", ...look, onclick },
    dot,
    names.join(", "),
    h("small", {}, formatNumber(members.length)),
  );
}
