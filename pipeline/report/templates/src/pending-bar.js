// The bar below the tabs while there are corrections that are not applied, and the keys for undo and redo.

import { writeAddress } from "./address.js";
import { aliasCsv } from "./alias-lines.js";
import { byId, h } from "./html.js";
import { language, say, setLanguage, t, words } from "./language.js";
import { store } from "./page.js";
import {
  allLines,
  applyAll,
  canRedo,
  effects,
  linesInUse,
  onCorrection,
  pending,
  redo,
  resume,
  undo,
} from "./review.js";
import { serverState } from "./server-sync.js";

/** @import { TextKey } from "./language.js" */

const bar = h("div", { id: "pending", role: "status", hidden: true });
/** The last error of the server; it stays until the next correction. */
let problem = "";

/** @param {() => void} redraw draws the whole page */
export function startReview(redraw) {
  byId("tabs").after(bar);
  const chosen = serverState && sessionStorage.getItem("language");
  if (chosen === "de" || chosen === "en") setLanguage(chosen);
  resume();
  onCorrection(() => {
    problem = "";
    redraw();
  });
  document.addEventListener("keydown", onKey);
}

export function pendingBar() {
  bar.hidden = !pending().length && !canRedo();
  bar.replaceChildren(...(bar.hidden ? [] : contents()));
}

function contents() {
  const count = pending().length;
  const isBounded = effects().some((effect) => effect !== "exact");
  return [
    h("strong", {}, words().phrases.pending(say, count)),
    h("span", { class: "hint" }, count ? t(isBounded ? "pendingBounds" : "pendingExact") : ""),
    h("span", { class: "row" }, historyButtons(), keepButtons()),
    h("p", { id: "problem", role: "alert", hidden: !problem }, problem),
  ];
}

export const historyButtons = () => [button("undo", undo, !pending().length), button("redo", redo, !canRedo())];

export function keepButtons() {
  if (!linesInUse) return h("span", { class: "hint" }, t("linesUnknown"));
  const download = h(
    "a",
    { class: "plain", id: "download", download: "aliases.csv", onclick: fillDownload },
    "aliases.csv",
  );
  download.href = "#";
  return [download, serverState ? button("apply", apply, !pending().length) : null];
}

/**
 * @param {TextKey} key
 * @param {() => void} onclick
 * @param {boolean} disabled
 */
const button = (key, onclick, disabled) =>
  h("button", { type: "button", class: "plain", "data-do": key, disabled, onclick }, t(key));

/**
 * The file is made when it is asked for.
 * @param {MouseEvent & {currentTarget: HTMLAnchorElement}} event
 */
function fillDownload({ currentTarget }) {
  // the mark tells spreadsheets that this is UTF-8
  const file = new Blob(["\ufeff", aliasCsv(allLines())], { type: "text/csv;charset=utf-8" });
  currentTarget.href = URL.createObjectURL(file);
  setTimeout(() => URL.revokeObjectURL(currentTarget.href), 60_000);
}

async function apply() {
  for (const each of bar.querySelectorAll("button")) each.disabled = true;
  problem = "";
  byId("problem").hidden = true;
  bar.append(h("span", { id: "building" }, t("building")));
  const { entity, edge } = store.view();
  try {
    const moved = await applyAll([entity, ...(edge ?? [])].filter((id) => id !== null));
    const newId = (/** @type {string} */ id) => moved[id] ?? id;
    const view = { ...store.view(), entity: entity && newId(entity) };
    if (edge) view.edge = [newId(edge[0]), newId(edge[1])];
    window.history.replaceState(null, "", `#${writeAddress(view)}`);
    sessionStorage.setItem("language", language());
    location.reload();
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    pendingBar();
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { target } = event;
  if (target instanceof HTMLInputElement && ["text", "search"].includes(target.type)) return; // the field has its own
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
}
