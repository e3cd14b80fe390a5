// The map: outlines, a point for each place, names where there is room; drag, wheel, keys, buttons and two
// fingers move it.

import { isArrow, nearestDisc, neighbourInDirection } from "./geometry.js";
import { h, nodes, s } from "./html.js";
import { formatNumber, t } from "./language.js";
import { labelled } from "./map-places.js";
import { boxAround, WORLD, zoomed } from "./projection.js";
import { hideTooltip, showTooltip } from "./tooltip.js";
import { startTouch } from "./touch.js";

/** @import { Place } from "./map-places.js" */
/** @import { MapRows } from "./payload.js" */
/** @import { Box } from "./projection.js" */
/** @import { Grip } from "./touch.js" */

const CLOSER = 0.7;
const SLACK = 4; // pixels that a click may move
/** @type {Record<string, number>} */
const ZOOM_KEYS = { "+": CLOSER, "=": CLOSER, "-": 1 / CLOSER };
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class WorldMap {
  #points = s("g", {});
  #names = s("g", { "aria-hidden": "true" });
  #note = h("p", { class: "note", role: "status" });
  #svg;
  /** @type {Place[]} */
  #places = [];
  /** @type {Box | null} the part that is visible; null before the size is known */
  #box = null;
  #size = { width: 0, height: 0 };
  /** @type {[number, number] | null} where the pointer was pressed */
  #grip = null;
  #isDragged = false;
  /** @type {Place | null} the one that the keyboard is on; Tab passes the others by */
  #focused = null;
  #open;

  /**
   * @param {MapRows} rows
   * @param {(place: Place) => void} open called for the place that was chosen
   */
  constructor({ land, borders }, open) {
    this.#open = open;
    const ground = s("g", {}, s("path", { class: "land", d: land }), s("path", { class: "border", d: borders }));
    const look = { tabindex: 0, role: "group", "aria-label": t("map") };
    this.#svg = s("svg", look, ground, this.#points, this.#names);
    this.element = h("div", { id: "map" }, this.#svg, this.#buttons(), this.#note);
    this.#listen();
  }

  /** @param {Place[]} places heaviest first */
  show(places) {
    this.#places = places;
    this.#focused = places.find(({ entity }) => entity.id === this.#focused?.entity.id) ?? places[0] ?? null;
    this.#note.textContent = places.length ? `${formatNumber(places.length)} ${t("LOCs")}` : t("mapEmpty");
    this.#points.replaceChildren(...nodes(places.map((place) => this.#point(place))));
    if (this.#box) this.#draw();
  }

  #buttons() {
    const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
      h("button", { type: "button", class: "plain", "aria-label": label, title: label, onclick }, sign);
    return h(
      "div",
      { class: "zoom" },
      button("+", t("mapCloser"), () => this.#zoom(CLOSER)),
      button("−", t("mapFarther"), () => this.#zoom(1 / CLOSER)),
      button("⤢", t("mapWhole"), () => this.#fit()),
    );
  }

  #listen() {
    const svg = this.#svg;
    svg.addEventListener("keydown", (event) => this.#onKey(event));
    svg.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    svg.addEventListener("click", (event) => this.#onTap(event));
    startTouch(svg, (before, next) => this.#pinch(before, next));
    svg.addEventListener("pointerdown", ({ clientX, clientY, pointerType }) => {
      this.#grip = pointerType === "touch" ? null : [clientX, clientY];
      this.#isDragged = false;
    });
    svg.addEventListener("pointermove", (event) => this.#onMove(event));
    new ResizeObserver(([{ contentRect }]) => {
      this.#size = contentRect;
      if (this.#box) this.#draw();
      else this.#fit();
    }).observe(svg);
  }

  /** @param {Place} place */
  #point(place) {
    const label = `${place.entity.name}: ${formatNumber(place.weight)} ${t("articlesUnit")}`;
    const handlers = {
      onclick: () => this.#isDragged || this.#open(place),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const isOpener = event.key === "Enter" || event.key === " ";
        if (event.ctrlKey || event.metaKey || event.altKey || !(isOpener || isArrow(event.key))) return;
        event.preventDefault();
        event.stopPropagation(); // arrows move the map if the keyboard is on the map itself
        if (isOpener) this.#open(place);
        else this.#focusFrom(place, event.key);
      },
      onfocus: () => this.#reach(place),
      onpointermove: (/** @type {PointerEvent} */ event) => showTooltip(event, label),
      onpointerleave: hideTooltip,
    };
    const tabindex = place === this.#focused ? 0 : -1;
    const look = { class: "place", tabindex, role: "button", "aria-label": label, "data-id": place.entity.id };
    return s("circle", { ...look, cx: place.x, cy: place.y, ...handlers });
  }

  get #ratio() {
    return this.#size.width / this.#size.height || 1.6;
  }

  /** Units of the map per pixel. */
  get #unit() {
    return (this.#box ?? WORLD).width / (this.#size.width || 800);
  }

  /**
   * In pixels.
   * @param {Place} place
   */
  #radius({ weight }) {
    return 4 + 12 * Math.sqrt(weight / (this.#places[0]?.weight || 1));
  }

  #fit() {
    const spots = this.#places.map(({ x, y }) => /** @type {[number, number]} */ ([x, y]));
    this.#box = boxAround(spots, this.#ratio);
    this.#draw();
  }

  /** Set the visible part, and the sizes that do not change with it. */
  #draw() {
    if (!this.#box) return;
    const { x, y, width } = this.#box;
    this.#box = { x, y, width, height: width / this.#ratio };
    this.#svg.setAttribute("viewBox", `${x} ${y} ${width} ${this.#box.height}`);
    const unit = this.#unit;
    for (const [i, point] of [...this.#points.children].entries()) {
      point.setAttribute("r", String(this.#radius(this.#places[i]) * unit));
    }
    const named = labelled(this.#places, unit, (place) => this.#radius(place));
    this.#names.setAttribute("font-size", String(12 * unit));
    this.#names.setAttribute("stroke-width", String(3 * unit));
    this.#names.replaceChildren(
      ...named.map((place) => {
        const spot = { x: place.x + (this.#radius(place) + 3) * unit, y: place.y + 4 * unit };
        return s("text", { class: "name", ...spot }, place.entity.name);
      }),
    );
  }

  /**
   * @param {Place} place
   * @param {string} key of an arrow
   */
  #focusFrom(place, key) {
    const inPixels = (/** @type {Place} */ each) => ({ each, x: each.x / this.#unit, y: each.y / this.#unit });
    const next = neighbourInDirection(inPixels(place), key, this.#places.map(inPixels));
    if (next) this.#mark(next.each)?.focus({ preventScroll: true });
  }

  /** @param {Place | null} place */
  #mark(place) {
    const index = place ? this.#places.indexOf(place) : -1;
    return /** @type {SVGElement | undefined} */ (this.#points.children[index]);
  }

  /**
   * Bring a place that the keyboard has reached into sight.
   * @param {Place} place
   */
  #reach(place) {
    this.#mark(this.#focused)?.setAttribute("tabindex", "-1");
    this.#mark(place)?.setAttribute("tabindex", "0");
    this.#focused = place;
    if (!this.#box) return;
    const { x, y } = place;
    const { x: left, y: top, width, height } = this.#box;
    if (x > left && x < left + width && y > top && y < top + height) return;
    this.#moveBy(x - left - width / 2, y - top - height / 2);
  }

  /**
   * @param {number} factor
   * @param {[number, number]} [about]
   */
  #zoom(factor, about) {
    if (!this.#box) return;
    this.#box = zoomed(this.#box, factor, about);
    this.#draw();
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  #moveBy(dx, dy) {
    if (!this.#box) return;
    this.#box = { ...this.#box, x: this.#box.x + dx, y: this.#box.y + dy };
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const arrow = ARROWS[event.key];
    const factor = ZOOM_KEYS[event.key];
    const isWhole = event.key === "0";
    if (!this.#box || !(arrow || factor || isWhole) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (isWhole) this.#fit();
    else if (factor) this.#zoom(factor);
    else this.#moveBy(arrow[0] * this.#box.width * 0.15, arrow[1] * this.#box.height * 0.15);
  }

  /** @param {WheelEvent} event */
  #onWheel(event) {
    event.preventDefault();
    this.#zoom(event.deltaY > 0 ? 1 / CLOSER : CLOSER, this.#spotOf(this.#pixelsOf(event)));
  }

  /**
   * What is between two fingers stays between them.
   * @param {Grip} before
   * @param {Grip} next
   */
  #pinch(before, next) {
    this.#zoom(before.gap / next.gap, this.#spotOf(before.middle));
    const [x, y] = [before.middle[0] - next.middle[0], before.middle[1] - next.middle[1]];
    this.#moveBy(x * this.#unit, y * this.#unit);
  }

  /**
   * A finger is not exact: it opens the nearest place.
   * @param {MouseEvent | PointerEvent} event
   */
  #onTap(event) {
    if (!("pointerType" in event) || event.pointerType !== "touch" || event.target instanceof SVGCircleElement) return;
    const [x, y] = this.#spotOf(this.#pixelsOf(event));
    const inPixels = (/** @type {Place} */ place) => ({
      place,
      x: (place.x - x) / this.#unit,
      y: (place.y - y) / this.#unit,
      r: this.#radius(place),
    });
    const near = nearestDisc(this.#places.map(inPixels), [0, 0]);
    if (near) this.#open(near.place);
  }

  /**
   * From the corner of the map.
   * @param {MouseEvent} event
   * @returns {[number, number]}
   */
  #pixelsOf({ clientX, clientY }) {
    const { left, top } = this.#svg.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /**
   * The point of the map below a pixel.
   * @param {[number, number]} pixels
   * @returns {[number, number]}
   */
  #spotOf([x, y]) {
    const box = this.#box ?? WORLD;
    return [box.x + x * this.#unit, box.y + y * this.#unit];
  }

  /** @param {PointerEvent} event */
  #onMove({ clientX, clientY, buttons }) {
    if (!this.#grip || !buttons) return;
    const [x, y] = [this.#grip[0] - clientX, this.#grip[1] - clientY];
    if (!this.#isDragged && Math.hypot(x, y) < SLACK) return;
    this.#isDragged = true;
    this.#grip = [clientX, clientY];
    this.#moveBy(x * this.#unit, y * this.#unit);
  }
}
