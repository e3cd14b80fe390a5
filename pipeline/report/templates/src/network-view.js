// The drawing of the network: lines, marks and names as elements, and their interaction by pointer and keyboard.

import {
  fitAll,
  isArrow,
  nearestDisc,
  nearestLine,
  neighbourInDirection,
  placeNames,
  project,
  zoomAround,
} from "./geometry.js";
import { h, s } from "./html.js";
import { counted, say, t, words } from "./language.js";
import { otherEnd } from "./model.js";
import { colourOf, communitiesBySize, endsOf, isShown } from "./network-filters.js";
import { inNotebook } from "./notebook.js";
import { chosenEntity, chosenLink, filters, model, scope, store, weighed } from "./page.js";
import { lineFor, markFor, placeLine, placeMark, setChildren, setStyle } from "./shapes.js";
import { hideTooltip, showTooltip } from "./tooltip.js";
import { pinched, startTouch } from "./touch.js";

/** @import { Area, Disc, Size, Transform } from "./geometry.js" */
/** @import { Entity, GraphNode, Link } from "./model.js" */
/** @import { Scope } from "./scope.js" */
/** @import { Line } from "./shapes.js" */

/**
 * The state of the drawing while the tab is open.
 * @typedef {object} Stage
 * @property {Scope} scope
 * @property {HTMLElement} box
 * @property {SVGSVGElement} svg
 * @property {{links: SVGGElement, marks: SVGGElement, names: SVGGElement}} layers
 * @property {HTMLElement} note
 * @property {{box: Size, taken: Area[]}} room its size, and where no name may stand; measured before anything is drawn,
 *   because what is read after a change makes the browser lay out the page
 * @property {Map<GraphNode, SVGPathElement>} marks
 * @property {Map<GraphNode, Disc>} discs of the nodes that are drawn
 * @property {Line[]} lines
 * @property {Map<string, Line>} made all lines drawn so far, which are used again
 * @property {boolean} hasExtra whether one of them is only drawn because it is chosen
 * @property {Line | null} pointed the line that the pointer is on
 * @property {GraphNode | null} hovered
 */

const ZOOM_STEP = 1.35;
const MOUSE = 5; // pixels within which a pointer means a line
const FINGER = 12;
export let communities = communitiesBySize(model.entities);
let colours = new Map(communities.map(({ id, colour }) => [id, colour]));

/** @type {Stage | null} */
let stage = null;
/** @type {Transform} */
let transform = { k: 1, x: 0, y: 0 };
/** @type {GraphNode | null} the node that the keyboard is on */
let focused = null;
/** The size of the box that the drawing was fitted into. */
let fitted = [0, 0];
const resized = new ResizeObserver(() => {
  measure();
  const { width, height } = stage?.room.box ?? { width: 0, height: 0 };
  if (width !== fitted[0] || height !== fitted[1]) fit();
});

/** Recompute the communities after corrections. */
export function refresh() {
  communities = communitiesBySize(model.entities);
  colours = new Map(communities.map(({ id, colour }) => [id, colour]));
}

/** The largest weight among the links that may be drawn. */
export const maxWeight = () => Math.max(...scope().links.map((link) => link.weight), 1);

export const isOpen = () => stage !== null;

/** Discard the drawing before another tab replaces it. */
export function close() {
  stage = null;
  resized.disconnect();
}

/** The elements of the drawing; `start` draws into them when they are on the page. */
export function makeStage() {
  const drawn = scope();
  focused = drawn.nodes.find((node) => node.entity === focused?.entity) ?? drawn.nodes[0] ?? null;
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
  svg.addEventListener("wheel", onWheel, { passive: false });
  svg.addEventListener("pointerdown", startDrag);
  svg.addEventListener("click", onClick);
  svg.addEventListener("pointermove", onMove);
  svg.addEventListener("pointerleave", () => pointAt(null));
  svg.addEventListener("mouseover", onEnter);
  svg.addEventListener("mouseout", onLeave);
  svg.addEventListener("focusin", ({ target }) => {
    focused = nodeAt(target) ?? focused;
  });
  startTouch(svg, (before, next) => moveTo(pinched(transform, before, next)));
  svg.addEventListener("keydown", onKey);
  stage = {
    scope: drawn,
    box,
    svg,
    layers,
    note,
    room: { box: { width: 0, height: 0 }, taken: [] },
    marks: new Map(),
    discs: new Map(),
    lines: [],
    made: new Map(),
    hasExtra: false,
    pointed: null,
    hovered: null,
  };
  setMarks();
  return box;
}

/**
 * Show the corrected network in the same drawing, if it is open and shows the whole, whose places stay.
 * @returns {HTMLElement | null} its box
 */
export function update() {
  const next = scope();
  if (stage?.scope.kind !== "whole" || next.kind !== "whole" || !next.nodes.length) return null;
  stage.scope = next;
  stage.hovered = null;
  focused = next.nodes.find((node) => node.entity.id === focused?.entity.id) ?? next.nodes[0];
  setMarks();
  return stage.box;
}

function setMarks() {
  if (!stage) return;
  const before = new Map([...stage.marks].map(([{ entity }, mark]) => [entity.id, mark]));
  stage.marks = new Map(stage.scope.nodes.map((node) => [node, markFor(node, before.get(node.entity.id))]));
  for (const [node, mark] of stage.marks) mark.setAttribute("tabindex", node === focused ? "0" : "-1");
  setChildren(stage.layers.marks, [...stage.marks.values()].reverse()); // the strongest on top
}

/** Draw for the first time; the observer fits the drawing into its box again whenever that changes. */
export function start() {
  if (!stage) return;
  measure();
  fitTransform();
  redraw();
  resized.observe(stage.box);
}

function measure() {
  if (!stage) return;
  const { clientWidth: width, clientHeight: height } = stage.box;
  const areas = [...stage.box.querySelectorAll(".zoom, .note")].map((each) => boxOf(/** @type {HTMLElement} */ (each)));
  stage.room = { box: { width, height }, taken: areas };
}

/**
 * @param {string} sign
 * @param {string} words
 * @param {() => void} onclick
 */
const zoomButton = (sign, words, onclick) =>
  h("button", { type: "button", class: "plain", title: words, "aria-label": words, onclick }, sign);

/** Draw the links that pass the filters; the chosen one is drawn in any case. */
export function redraw() {
  if (!stage) return;
  const links = shownLinks(stage.scope);
  const chosen = chosenLink();
  stage.hasExtra = Boolean(chosen && stage.scope.links.includes(chosen) && !links.includes(chosen));
  if (chosen && stage.hasExtra) links.push(chosen);
  const names = aliveAmong(links).size;
  stage.note.textContent =
    links.length || stage.scope.kind === "path" ? drawnText(stage.scope, names, links.length) : t("nobody");
  measure();
  const { weights } = weighed();
  const top = Math.max(...links.map((link) => weights[link.index]), 1);
  stage.pointed = null;
  const { made } = stage;
  stage.lines = links.map((link) => lineFor(link, Math.sqrt(weights[link.index] / top), made));
  setChildren(
    stage.layers.links,
    [...stage.lines].reverse().map(({ line }) => line),
  );
  moveShapes();
  emphasise();
}

/** Show what was chosen; most of the drawing stays as it is. */
export function showChosen() {
  if (!stage) return;
  const link = chosenLink();
  const isMissing = link && stage.scope.links.includes(link) && !stage.lines.some((each) => each.link === link);
  if (isMissing || stage.hasExtra) redraw();
  else {
    moveShapes();
    emphasise();
  }
}

/**
 * The links of a part of the network that pass the filters; a path is drawn whole.
 * @param {Scope} part
 */
function shownLinks({ kind, links }) {
  if (kind === "path") return [...links];
  const now = kind === "ego" ? { ...filters, minWeight: filters.nearWeight } : filters;
  return links.filter((link) => isShown(link, now, weighed()));
}

/**
 * @param {Scope} part
 * @param {number} names
 * @param {number} links
 */
function drawnText({ kind, nodes, total }, names, links) {
  const { phrases } = words();
  if (kind === "whole") return phrases.drawn(say, names, links, total);
  return nodes.length < total ? phrases.drawnNear(say, names, links, total) : phrases.drawnAll(say, names, links);
}

/**
 * Entities with a drawn link, the chosen one, and those that the part of the network is about.
 * @param {Link[]} links that are drawn
 */
function aliveAmong(links) {
  if (!stage) return new Set();
  const alive = endsOf(links);
  for (const entity of [chosenEntity(), ...stage.scope.ends]) {
    if (entity && stage.scope.nodeOf.has(entity)) alive.add(entity);
  }
  return alive;
}

/** Move all elements to their positions under the transform. */
export function place() {
  moveShapes();
  drawNames();
}

function moveShapes() {
  if (!stage) return;
  const alive = aliveAmong(stage.lines.map(({ link }) => link));
  stage.discs = new Map();
  for (const [node, mark] of stage.marks) {
    const isAlive = alive.has(node.entity);
    setStyle(mark, "display", isAlive ? "" : "none");
    if (!isAlive) continue;
    const disc = project(node, transform);
    stage.discs.set(node, disc);
    placeMark(mark, disc, colourOf(node.entity, filters, colours));
  }
  for (const each of stage.lines) {
    each.from = discOf(each.link.source);
    each.to = discOf(each.link.target);
    placeLine(each);
  }
}

/** @param {Entity} entity */
function discOf(entity) {
  const node = stage?.scope.nodeOf.get(entity);
  return (node && stage?.discs.get(node)) ?? null;
}

function drawNames() {
  if (!stage) return;
  const open = chosenLink();
  const link = stage.hovered ? null : open;
  const chosen = new Set([chosenEntity(), stage.hovered?.entity, ...endsOf(open ? [open] : []), ...stage.scope.ends]);
  const near = neighbourhood(link);
  const rankOf = (/** @type {Entity} */ entity) => {
    if (chosen.has(entity)) return 0;
    return near?.has(entity) ? 1 : near ? 3 : 2;
  };
  const labels = placeNames([...stage.discs.values()], {
    ...stage.room,
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
let font = "";
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
    font ||= getComputedStyle(document.documentElement).getPropertyValue("--sans");
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
  if (!entity || !stage.scope.nodeOf.has(entity)) return null;
  if (!stage.hovered && stage.scope.ends.includes(entity)) return null; // all that is drawn is about it
  const links = stage.lines.map((each) => each.link).filter((each) => each.source === entity || each.target === entity);
  return new Set([entity, ...links.map((each) => otherEnd(each, entity))]);
}

function emphasise() {
  if (!stage) return;
  const link = stage.hovered ? null : chosenLink();
  const entity = stage.hovered?.entity ?? chosenEntity();
  const near = neighbourhood(link);
  const chosen = near ? (link ? [link.source, link.target] : [entity]) : stage.scope.ends;
  for (const [{ entity: each }, mark] of stage.marks) {
    mark.classList.toggle("dim", near?.has(each) === false);
    mark.classList.toggle("on", chosen.includes(each));
  }
  const isOn = (/** @type {Link} */ each) => (link ? each === link : each.source === entity || each.target === entity);
  for (const { link: each, line } of stage.lines) {
    line.classList.toggle("on", near !== null && isOn(each));
    line.classList.toggle("dim", near !== null && !isOn(each));
  }
  drawNames();
}

/** @param {GraphNode | null} node */
function hover(node) {
  if (!stage) return;
  stage.hovered = node;
  emphasise();
}

/** Fit everything that passes the filters into the view. */
export function fit() {
  fitTransform();
  place();
}

function fitTransform() {
  if (!stage) return;
  const { nodes } = stage.scope;
  const ends = endsOf(shownLinks(stage.scope));
  const shown = nodes.filter((node) => ends.has(node.entity));
  const { box } = stage.room;
  fitted = [box.width, box.height];
  transform = fitAll(shown.length ? shown : nodes, box);
}

/**
 * @param {number} factor
 * @param {[number, number] | null} [point] that stays where it is; the middle if none is given
 */
export function zoom(factor, point = null) {
  if (!stage) return;
  const { box } = stage.room;
  transform = zoomAround(transform, factor, point ?? [box.width / 2, box.height / 2]);
  place();
}

/**
 * Handle the keys + − 0.
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

/** What is drawn now, for those who take it away. */
export function drawing() {
  if (!stage) throw new Error("the network is not open");
  const { svg, note, discs, lines, marks } = stage;
  return {
    svg,
    note: note.textContent ?? "",
    nodes: [...discs.keys()],
    links: lines.map(({ link }) => link),
    fillOf: (/** @type {GraphNode} */ node) => getComputedStyle(/** @type {Element} */ (marks.get(node))).fill,
  };
}

/** @param {WheelEvent} event */
function onWheel(event) {
  if (!stage || (inNotebook && !event.ctrlKey && !event.metaKey)) return; // the wheel scrolls the notebook
  event.preventDefault();
  const box = stage.svg.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * 0.0016), [event.clientX - box.left, event.clientY - box.top]);
}

/** @param {Transform} next */
function moveTo(next) {
  transform = next;
  place();
}

/**
 * Where a pointer is, in the drawing.
 * @param {MouseEvent} event
 * @returns {[number, number]}
 */
function pointOf(event) {
  const box = stage?.svg.getBoundingClientRect() ?? { left: 0, top: 0 };
  return [event.clientX - box.left, event.clientY - box.top];
}

/**
 * The line under or near a pointer.
 * @param {MouseEvent} event
 * @param {number} reach
 */
function lineAt(event, reach) {
  const own = stage?.lines.find(({ line }) => line === event.target);
  return own ?? nearestLine(stage?.lines ?? [], pointOf(event), reach);
}

/**
 * A click opens a line, and one on empty ground closes what is open; a finger is not exact, so it opens the nearest
 * name.
 * @param {MouseEvent | PointerEvent} event
 */
function onClick(event) {
  if (!stage) return;
  const node = nodeAt(event.target);
  if (node) return store.show({ entity: node.entity.id });
  const isTouch = "pointerType" in event && event.pointerType === "touch";
  const disc = isTouch ? nearestDisc([...stage.discs.values()], pointOf(event)) : null;
  const link = disc ? null : lineAt(event, isTouch ? FINGER : MOUSE)?.link;
  if (disc) store.show({ entity: disc.entity.id });
  else if (link) store.show({ edge: [link.source.id, link.target.id] });
  else store.show({});
}

/**
 * The tooltip of a line, for pointers that can hover.
 * @param {PointerEvent} event
 */
function onMove(event) {
  if (!stage || event.pointerType === "touch" || event.buttons || event.target instanceof SVGPathElement) return;
  const pointed = lineAt(event, MOUSE);
  if (pointed !== stage.pointed) pointAt(pointed);
  if (!pointed) return;
  const { source, target, index } = pointed.link;
  const weight = counted(weighed().weights[index], model.weightUnit === "sentences" ? "sentences" : "articlesUnit");
  showTooltip(event, `${source.name} – ${target.name}: ${weight}`);
}

/** @param {Line | null} pointed */
function pointAt(pointed) {
  if (!stage) return;
  stage.pointed?.line.classList.remove("hot");
  pointed?.line.classList.add("hot");
  stage.pointed = pointed;
  stage.svg.classList.toggle("pointing", pointed !== null);
  if (!pointed) hideTooltip();
}

/**
 * The node whose mark this is.
 * @param {EventTarget | null} target
 */
function nodeAt(target) {
  if (!stage || !(target instanceof SVGPathElement)) return null;
  return stage.scope.nodes.find(({ entity }) => entity.id === target.dataset.entity) ?? null;
}

/** @param {MouseEvent} event */
function onEnter(event) {
  const node = nodeAt(event.target);
  if (!node) return;
  pointAt(null);
  hover(node);
  const { name, label, articles } = node.entity;
  showTooltip(event, `${name} · ${t(label)} · ${counted(articles, "articlesUnit")}`);
}

/** @param {MouseEvent} event */
function onLeave({ target }) {
  if (!nodeAt(target)) return;
  hover(null);
  hideTooltip();
}

/** @param {PointerEvent} event */
function startDrag(event) {
  if (event.target !== stage?.svg || event.pointerType === "touch") return;
  const from = [event.clientX - transform.x, event.clientY - transform.y];
  const move = (/** @type {PointerEvent} */ next) => {
    moveTo({ ...transform, x: next.clientX - from[0], y: next.clientY - from[1] });
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
    if (next) focusOn(/** @type {GraphNode} */ (stage.scope.nodeOf.get(next.entity)));
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
