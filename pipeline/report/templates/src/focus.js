// Where the keyboard is: it goes to the card that it opens and back from it, and is not lost when its control is redrawn.

import { byId } from "./html.js";

/** Of the two buttons, the one that is still of use. */
const HISTORY = ["[data-do=undo]:enabled", "[data-do=redo]:enabled"];

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
  const like = before ? likeness(before) : [];
  draw();
  if (!place || isFocused()) return;
  const same = like.map((selector) => place.querySelector(selector)).find(Boolean);
  /** @type {HTMLElement | undefined} */ (same)?.focus({ preventScroll: true });
  if (!isFocused()) byId(place.id === "panel" ? "panel" : "main").focus({ preventScroll: true });
}

const isFocused = () => document.activeElement !== null && document.activeElement !== document.body;

/**
 * Selectors of the controls that can take the place of another, the best first.
 * @param {Element} element
 */
function likeness({ id, attributes }) {
  if (id) return [`#${CSS.escape(id)}`];
  const command = attributes.getNamedItem("data-do")?.value;
  if (command === "undo" || command === "redo") return [`[data-do=${command}]:enabled`, ...HISTORY];
  return command ? [`[data-do=${command}]:enabled`] : [];
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
