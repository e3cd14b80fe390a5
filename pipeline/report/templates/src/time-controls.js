// The time axis below the drawing: bars of articles, two handles, two dates to type, and a button that plays.

import { datesPerBin } from "./bins.js";
import { binOfDate, typedDate } from "./dates.js";
import { h, s } from "./html.js";
import { language, say, t, words } from "./language.js";
import { moveTime } from "./network-filters.js";
import { redraw } from "./network-view.js";
import { changeFilters, filters, model, payload } from "./page.js";

const FRAME = 700; // milliseconds
const FRAMES = 40; // at most, however long the axis
const SHARE = 12; // the part of the axis that is played if none is chosen

/** @typedef {"from" | "to"} End */

/** @param {() => void} [draw] draws what the chosen time shows */
export function timeControls(draw = redraw) {
  const { bins } = payload;
  if (bins.length < 2) return null;
  const counts = datesPerBin(
    model.articles.map((article) => article.date),
    bins,
  );
  const undated = model.articles.length - counts.reduce((sum, count) => sum + count, 0);
  const bars = timeBars(counts);
  const write = () => {
    for (const end of /** @type {const} */ (["from", "to"])) {
      handles[end].value = String(filters[end]);
      fields[end].value = typedDate(bins[filters[end]], language());
      fields[end].removeAttribute("aria-invalid");
    }
    for (const [bin, bar] of bars.entries()) bar.classList.toggle("off", bin < filters.from || bin > filters.to);
  };
  const move = (/** @type {End} */ end, /** @type {number} */ bin) => {
    const time = { from: filters.from, to: filters.to };
    moveTime(Object.assign(filters, time), end, bin, bins.length - 1);
    changeFilters({});
    write();
    draw();
  };
  const handles = { from: timeHandle("from", move), to: timeHandle("to", move) };
  const fields = { from: dateField("from", move), to: dateField("to", move) };
  write();
  const svg = s("svg", { viewBox: "0 0 1000 32", preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
  const axis = h("div", { class: "axis" }, svg, handles.from, handles.to);
  const note = undated ? h("p", { class: "undated" }, words().phrases.undated(say, undated)) : null;
  return h("div", { class: "time" }, playButton(write, draw), fields.from, axis, fields.to, note);
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
 * @param {End} end
 * @param {(end: End, bin: number) => void} move
 */
function timeHandle(end, move) {
  const oninput = () => move(end, Number(handle.value));
  const range = { min: 0, max: payload.bins.length - 1, value: filters[end] };
  const handle = h("input", { type: "range", id: end, ...range, "aria-label": t(end), oninput });
  return handle;
}

/**
 * @param {End} end
 * @param {(end: End, bin: number) => void} move
 */
function dateField(end, move) {
  const onchange = () => {
    const bin = binOfDate(field.value, payload.bins, end);
    if (bin === null) field.setAttribute("aria-invalid", "true");
    else move(end, bin);
  };
  const label = `${t(end)} (${t("dateExample")})`;
  const look = { id: `date-${end}`, inputmode: "numeric", autocomplete: "off", title: label, "aria-label": label };
  const field = h("input", { type: "text", class: "date", ...look, onchange });
  return field;
}

/**
 * Plays the chosen part of the time, or a twelfth of all, from there to the end.
 * @param {() => void} write
 * @param {() => void} draw
 */
function playButton(write, draw) {
  const last = payload.bins.length - 1;
  let timer = 0;
  const look = () => {
    const isPlaying = timer !== 0;
    button.textContent = isPlaying ? "❚❚" : "▶";
    button.setAttribute("aria-label", t(isPlaying ? "pause" : "play"));
    button.title = t(isPlaying ? "pause" : "play");
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    look();
  };
  const show = (/** @type {number} */ from, /** @type {number} */ to) => {
    changeFilters({ from, to, wholeTime: false });
    write();
    draw();
  };
  const step = () => {
    const { from, to } = filters;
    const by = Math.min(Math.max(1, Math.round((last + 1) / FRAMES)), last - to);
    if (!button.isConnected || by <= 0) stop();
    else show(from + by, to + by);
  };
  const onclick = () => {
    if (timer) return stop();
    const { from, to } = filters;
    if (to === last) show(0, Math.min(last, (from === 0 ? Math.ceil((last + 1) / SHARE) : last - from + 1) - 1));
    timer = window.setInterval(step, FRAME);
    look();
  };
  const button = h("button", { type: "button", id: "play", class: "plain", onclick });
  look();
  return button;
}
