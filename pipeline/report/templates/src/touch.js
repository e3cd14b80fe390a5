// Two fingers zoom and move a drawing; one finger is left to the browser, which scrolls the page.

import { zoomAround } from "./geometry.js";

/** @import { Transform } from "./geometry.js" */
/**
 * Two fingers on a drawing, in pixels from its corner.
 * @typedef {{gap: number, middle: [number, number]}} Grip
 */

/**
 * @param {Element} area
 * @param {(before: Grip, next: Grip) => void} move
 */
export function startTouch(area, move) {
  /** @type {Grip | null} */
  let before = null;
  const onTouch = (/** @type {TouchEvent} */ event) => {
    if (event.touches.length !== 2) {
      before = null;
      return;
    }
    event.preventDefault();
    const next = gripOf(event.touches, area.getBoundingClientRect());
    if (before) move(before, next);
    before = next;
  };
  area.addEventListener("touchstart", (event) => onTouch(/** @type {TouchEvent} */ (event)), { passive: false });
  area.addEventListener("touchmove", (event) => onTouch(/** @type {TouchEvent} */ (event)), { passive: false });
  area.addEventListener("touchend", (event) => onTouch(/** @type {TouchEvent} */ (event)));
}

/**
 * @param {TouchList} touches
 * @param {DOMRect} box
 * @returns {Grip}
 */
function gripOf([one, other], box) {
  return {
    gap: Math.max(Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY), 1),
    middle: [(one.clientX + other.clientX) / 2 - box.left, (one.clientY + other.clientY) / 2 - box.top],
  };
}

/**
 * The transform after two fingers went from one grip to another: what is between them stays between them.
 * @param {Transform} transform
 * @param {Grip} before
 * @param {Grip} next
 */
export function pinched(transform, before, next) {
  const { k, x, y } = zoomAround(transform, next.gap / before.gap, before.middle);
  return { k, x: x + next.middle[0] - before.middle[0], y: y + next.middle[1] - before.middle[1] };
}
