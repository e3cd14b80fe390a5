// A button that copies the text of an element.

import { h } from "./html.js";
import { t } from "./language.js";

/** @param {HTMLElement} element */
export function copyButton(element) {
  const copied = h("span", { role: "status" });
  const onclick = async () => {
    copied.textContent = (await copy(element)) ? t("copied") : "";
  };
  return h(
    "span",
    { class: "copy-button" },
    h("button", { type: "button", class: "plain", onclick }, t("copy")),
    copied,
  );
}

/**
 * The text stays selected, so that it can be copied by keyboard where the browser refuses.
 * @param {HTMLElement} element
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
async function copy(element) {
  getSelection()?.selectAllChildren(element);
  try {
    await navigator.clipboard.writeText(element.textContent ?? "");
    return true;
  } catch {
    return document.execCommand("copy"); // a sandboxed frame may write to the clipboard only in this old way
  }
}
