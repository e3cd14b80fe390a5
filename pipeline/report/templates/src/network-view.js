// The drawn network: lines, marks and names as elements, and what pointer and keyboard do with them.

import { fitAll, isArrow, neighbourInDirection, placeNames, project, zoomAround } from "./geometry.js";
import { h, s } from "./html.js";
import { SHAPES } from "./icons.js";
import { counted, say, t, words } from "./language.js";
import { otherEnd } from "./model.js";
import { colourOf, communitiesBySize, drawableLinks, endsOf, isShown, weightNow } from "./network-filters.js";
import { chosenEntity, chosenLink, filters, model, payload, store } from "./page.js";
import { hideTooltip, showTooltip } from "./tooltip.js";

/** @import { Area, Disc, Transform } from "./geometry.js" */
/** @import { Entity, GraphNode, Link } from "./model.js" */

/** @typedef {{link: Link, line: SVGLineElement, hit: SVGLineElement}} Line */

/**
 * What is drawn while the tab is open.
 * @typedef {object} Stage
 * @property {HTMLElement} box
 * @property {SVGSVGElement} svg
 * @property {{links: SVGGElement, marks: SVGGElement, names: SVGGElement}} layers
 * @property {HTMLElement} note
 * @property {Map<GraphNode, SVGPathElement>} marks
 * @property {Map<GraphNode, Disc>} discs of the nodes that are drawn
 * @property {Line[]} lines
 * @property {GraphNode | null} hovered
 */

export const ZOOM_STEP = 1.35;
let drawable = drawableLinks(model);
let communities = communitiesBySize(model.nodes);
let nodeOf = new Map(model.nodes.map((node) => [node.entity, node]));

/** @type {Stage | null} */
let stage = null;
/** @type {Transform} */
let transform = { k: 1, x: 0, y: 0 };
/** @type {GraphNode | null} the node that the keyboard is on */
let focused = model.nodes[0] ?? null;
const resized = new ResizeObserver(() => fit());

/** Take the nodes and links anew, after corrections. */
export function refresh() {
  drawable = drawableLinks(model);
  communities = communitiesBySize(model.nodes);
  nodeOf = new Map(model.nodes.map((node) => [node.entity, node]));
  focused = model.nodes.find(({ entity }) => entity.id === focused?.entity.id) ?? model.nodes[0] ?? null;
}

/** The strongest weight of a link that may be drawn. */
export const maxWeight = () => Math.max(...drawable.map((link) => link.weight), 1);

export const isOpen = () => stage !== null;

/** Forget the drawing, before another tab takes its place. */
export function close() {
  stage = null;
  resized.disconnect();
}

/** The elements of the drawing; `start` draws into them when they are on the page. */
export function makeStage() {
  const layers = { links: s("g", { id: "links" }), marks: s("g", { id: "marks" }), names: s("g", { id: "names" }) };
  const attributes = { role: "application", "aria-label": t("network"), id: "net" };
  const svg = s("svg", attributes, layers.links, layers.marks, layers.names);
  const note = h("p", { class: "note", id: "drawn", "aria-live": "polite" });
  const buttons = [
    zoomButton("+", t("zoomIn"), () => zoom(ZOOM_STEP)),
    zoomButton("−", t("zoomOut"), () => zoom(1 / ZOOM_STEP)),
    zoomButton("⤢", t("zoomFit"), fit),
  ];
  const box = h("div", { id: "stage" }, svg, h("div", { class: "zoom" }, buttons), note);
  const marks = new Map(model.nodes.map((node) => [node, makeMark(node)]));
  layers.marks.append(...[...marks.values()].reverse()); // the strongest on top
  svg.addEventListener("wheel", onWheel, { passive: false });
  svg.addEventListener("pointerdown", startDrag);
  svg.addEventListener("click", (event) => event.target === svg && store.show({}));
  svg.addEventListener("keydown", onKey);
  stage = { box, svg, layers, note, marks, discs: new Map(), lines: [], hovered: null };
  return box;
}

/** Draw for the first time; the observer fits the drawing into its box, now and whenever that changes. */
export function start() {
  if (!stage) return;
  redraw();
  resized.observe(stage.box);
}

/**
 * @param {string} sign
 * @param {string} words
 * @param {() => void} onclick
 */
const zoomButton = (sign, words, onclick) =>
  h("button", { type: "button", class: "plain", title: words, "aria-label": words, onclick }, sign);

/** @param {GraphNode} node */
function makeMark(node) {
  const { entity } = node;
  return s("path", {
    class: "node",
    tabindex: node === focused ? 0 : -1,
    role: "button",
    "data-entity": entity.id,
    "aria-label": `${entity.name}, ${t(entity.label)}, ${counted(entity.degree, "degree")}`,
    onclick: () => store.show({ entity: entity.id }),
    onmouseenter: (event) => {
      hover(node);
      const articles = counted(entity.articles, "articlesUnit");
      showTooltip(event, `${entity.name} · ${t(entity.label)} · ${articles}`);
    },
    onmouseleave: () => {
      hover(null);
      hideTooltip();
    },
    onfocus: () => {
      focused = node;
    },
  });
}

/**
 * @param {Link} link
 * @param {number} share its strength, up to 1
 * @returns {Line}
 */
function makeLine(link, share) {
  const { source, target } = link;
  const hit = s("line", {
    class: "hit",
    "data-edge": `${source.id}|${target.id}`,
    onclick: () => store.show({ edge: [source.id, target.id] }),
    onmouseenter: (event) => {
      const weight = counted(weightNow(link, filters), model.weightUnit === "sentences" ? "sentences" : "articlesUnit");
      showTooltip(event, `${source.name} – ${target.name}: ${weight}`);
    },
    onmouseleave: hideTooltip,
  });
  const line = s("line", {
    class: "link",
    "stroke-width": 0.6 + 5.4 * share,
    "stroke-opacity": 0.2 + 0.5 * share,
  });
  return { link, line, hit };
}

/** Draw the links that pass the filters; the chosen one is drawn in any case. */
export function redraw() {
  if (!stage) return;
  const links = drawable.filter((link) => isShown(link, filters));
  const chosen = chosenLink();
  if (chosen && drawable.includes(chosen) && !links.includes(chosen)) links.push(chosen);
  const top = Math.max(...links.map((link) => weightNow(link, filters)), 1);
  stage.lines = links.map((link) => makeLine(link, Math.sqrt(weightNow(link, filters) / top)));
  stage.layers.links.replaceChildren(...[...stage.lines].reverse().flatMap(({ hit, line }) => [hit, line]));
  const names = aliveEntities().size;
  const all = payload.totals.entities;
  stage.note.textContent = links.length ? words().phrases.drawn(say, names, links.length, all) : t("nobody");
  place();
  emphasise();
}

/** Entities with a drawn link, and the chosen one. */
function aliveEntities() {
  const alive = endsOf(stage ? stage.lines.map(({ link }) => link) : []);
  const selected = chosenEntity();
  if (selected && nodeOf.has(selected)) alive.add(selected);
  return alive;
}

/** Move everything to where it lies under the transform. */
export function place() {
  if (!stage) return;
  const alive = aliveEntities();
  stage.discs = new Map();
  for (const [node, mark] of stage.marks) {
    const isAlive = alive.has(node.entity);
    mark.style.display = isAlive ? "" : "none";
    if (!isAlive) continue;
    const disc = project(node, transform);
    stage.discs.set(node, disc);
    mark.setAttribute("d", SHAPES[node.entity.label](disc.r));
    mark.setAttribute("transform", `translate(${disc.x.toFixed(1)} ${disc.y.toFixed(1)})`);
    mark.style.fill = colourOf(node.entity, filters, communities);
  }
  for (const { link, line, hit } of stage.lines) {
    const from = discOf(link.source);
    const to = discOf(link.target);
    if (!from || !to) continue;
    for (const each of [line, hit]) {
      each.setAttribute("x1", from.x.toFixed(1));
      each.setAttribute("y1", from.y.toFixed(1));
      each.setAttribute("x2", to.x.toFixed(1));
      each.setAttribute("y2", to.y.toFixed(1));
    }
  }
  drawNames();
}

/** @param {Entity} entity */
function discOf(entity) {
  const node = nodeOf.get(entity);
  return node && stage?.discs.get(node);
}

function drawNames() {
  if (!stage) return;
  const open = chosenLink();
  const link = stage.hovered ? null : open;
  const chosen = new Set([chosenEntity(), stage.hovered?.entity, ...endsOf(open ? [open] : [])]);
  const near = neighbourhood(link);
  const rankOf = (/** @type {Entity} */ entity) => {
    if (chosen.has(entity)) return 0;
    return near?.has(entity) ? 1 : near ? 3 : 2;
  };
  const labels = placeNames([...stage.discs.values()], {
    box: stage.box.getBoundingClientRect(),
    taken: [...stage.box.querySelectorAll(".zoom, .note")].map((each) => boxOf(/** @type {HTMLElement} */ (each))),
    rankOf,
    widthOf,
  });
  const texts = labels.map(({ x, y, anchor, text, fontSize, chosen: bold, rank }) => {
    const position = { x: x.toFixed(1), y: (y + fontSize * 0.34).toFixed(1), "text-anchor": anchor };
    const look = `name${bold ? " on" : ""}${rank === 3 ? " dim" : ""}`;
    return s("text", { class: look, ...position, "font-size": fontSize.toFixed(1) }, text);
  });
  stage.layers.names.replaceChildren(...texts);
}

/**
 * @param {HTMLElement} element
 * @returns {Area}
 */
function boxOf({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) {
  return [offsetLeft, offsetTop, offsetLeft + offsetWidth, offsetTop + offsetHeight];
}

const ruler = document.createElement("canvas").getContext("2d");
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * Width of a text in a font of one pixel.
 * @param {string} text
 * @param {boolean} bold
 */
function widthOf(text, bold) {
  const key = (bold ? "b" : "r") + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (!ruler) return text.length * 0.55;
    const font = getComputedStyle(document.documentElement).getPropertyValue("--sans");
    ruler.font = `${bold ? "700 " : ""}100px ${font}`;
    width = ruler.measureText(text).width / 100;
    widths.set(key, width);
  }
  return width;
}

/**
 * The entities that are emphasised: both ends of the link, or the hovered or chosen entity with all its neighbours.
 * @param {Link | null} link
 * @returns {Set<Entity> | null} null where nothing is emphasised
 */
function neighbourhood(link) {
  if (!stage) return null;
  if (link) return endsOf([link]);
  const entity = stage.hovered?.entity ?? chosenEntity();
  if (!entity || !nodeOf.has(entity)) return null;
  const links = stage.lines.map((each) => each.link).filter((each) => each.source === entity || each.target === entity);
  return new Set([entity, ...links.map((each) => otherEnd(each, entity))]);
}

function emphasise() {
  if (!stage) return;
  const link = stage.hovered ? null : chosenLink();
  const entity = stage.hovered?.entity ?? chosenEntity();
  const near = neighbourhood(link);
  for (const [{ entity: each }, mark] of stage.marks) {
    mark.classList.toggle("dim", near?.has(each) === false);
    mark.classList.toggle("on", near?.has(each) === true && (each === entity || link !== null));
  }
  for (const { link: each, line } of stage.lines) {
    const isOn = link ? each === link : each.source === entity || each.target === entity;
    line.classList.toggle("on", near !== null && isOn);
    line.classList.toggle("dim", near !== null && !isOn);
  }
  drawNames();
}

/** @param {GraphNode | null} node */
function hover(node) {
  if (!stage) return;
  stage.hovered = node;
  emphasise();
}

/** Show all that passes the filters. */
export function fit() {
  if (!stage) return;
  const ends = endsOf(drawable.filter((link) => isShown(link, filters)));
  const shown = model.nodes.filter((node) => ends.has(node.entity));
  transform = fitAll(shown.length ? shown : model.nodes, stage.box.getBoundingClientRect());
  place();
}

/**
 * @param {number} factor
 * @param {[number, number] | null} [point] that stays where it is; the middle if none is given
 */
export function zoom(factor, point = null) {
  if (!stage) return;
  const box = stage.box.getBoundingClientRect();
  transform = zoomAround(transform, factor, point ?? [box.width / 2, box.height / 2]);
  place();
}

/**
 * What the keys + − 0 do.
 * @param {string} key
 * @returns {boolean} whether it was one of them
 */
export function zoomByKey(key) {
  if (key === "0") fit();
  else if (key === "+") zoom(ZOOM_STEP);
  else if (key === "-") zoom(1 / ZOOM_STEP);
  else return false;
  return true;
}

/** @param {WheelEvent} event */
function onWheel(event) {
  if (!stage) return;
  event.preventDefault();
  const box = stage.svg.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * 0.0016), [event.clientX - box.left, event.clientY - box.top]);
}

/** @param {PointerEvent} event */
function startDrag(event) {
  if (event.target !== stage?.svg) return;
  const from = [event.clientX - transform.x, event.clientY - transform.y];
  const move = (/** @type {PointerEvent} */ next) => {
    transform = { ...transform, x: next.clientX - from[0], y: next.clientY - from[1] };
    place();
  };
  const stop = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", stop);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!stage || !focused || zoomByKey(event.key)) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    store.show({ entity: focused.entity.id });
  } else if (isArrow(event.key)) {
    event.preventDefault();
    const from = project(focused, transform);
    const next = neighbourInDirection(from, event.key, [...stage.discs.values()]);
    if (next) focusOn(/** @type {GraphNode} */ (nodeOf.get(next.entity)));
  }
}

/** @param {GraphNode} node */
function focusOn(node) {
  if (!stage || !focused) return;
  stage.marks.get(focused)?.setAttribute("tabindex", "-1");
  focused = node;
  stage.marks.get(node)?.setAttribute("tabindex", "0");
  stage.marks.get(node)?.focus({ preventScroll: true });
  hideTooltip();
  hover(node);
}
