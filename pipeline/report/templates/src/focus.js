// Where the keyboard is: it goes to the card that it opens and back from it, and is not lost when its control is redrawn.

import { byId } from "./html.js";

let isKeyUsed = false;
/** @type {HTMLElement | SVGElement | null} what opened the card that is shown */
let opener = null;

export function watchKeys() {
  const watch = (/** @type {Event} */ { type }) => {
    isKeyUsed = type === "keydown";
  };
  for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, watch, { capture: true });
}

/**
 * Draw, and have the focus afterwards on the control that had it, on one like it, or on the column that it was in.
 * @param {() => void} draw
 */
export function keepFocus(draw) {
  const before = document.activeElement;
  const place = ["pending", "panel", "main"].map(byId).find((each) => each.contains(before));
  const like = before && likeness(before);
  draw();
  if (!place || isFocused()) return;
  if (like) /** @type {HTMLElement | null} */ (place.querySelector(like))?.focus({ preventScroll: true });
  if (!isFocused()) byId(place.id === "panel" ? "panel" : "main").focus({ preventScroll: true });
}

const isFocused = () => document.activeElement !== null && document.activeElement !== document.body;

/**
 * A selector of the control that takes the place of another.
 * @param {Element} element
 */
function likeness({ id, attributes }) {
  if (id) return `#${CSS.escape(id)}`;
  const mark = attributes.getNamedItem("data-do");
  return mark && `[data-do=${mark.value}]:enabled`;
}

/** After a card was opened: by the keyboard, it goes there. */
export function enterCard() {
  const { activeElement } = document;
  if (!isKeyUsed || byId("panel").contains(activeElement)) return;
  if (activeElement instanceof HTMLElement || activeElement instanceof SVGElement) opener = activeElement;
  byId("panel").focus({ preventScroll: true });
}

/** After a card was closed: back to what opened it, if the keyboard was in the card. */
export function leaveCard() {
  const { activeElement } = document;
  if (opener?.isConnected && byId("panel").contains(activeElement)) opener.focus({ preventScroll: true });
  opener = null;
}
