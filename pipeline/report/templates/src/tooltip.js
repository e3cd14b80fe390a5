// The tooltip at the pointer.

import { byId } from "./html.js";

/**
 * @param {{clientX: number, clientY: number}} pointer
 * @param {string} text
 */
export function showTooltip(pointer, text) {
  const box = byId("tip");
  box.hidden = false;
  box.textContent = text;
  box.style.left = `${Math.min(pointer.clientX + 14, window.innerWidth - 330)}px`;
  box.style.top = `${pointer.clientY + 16}px`;
}

export function hideTooltip() {
  byId("tip").hidden = true;
}
