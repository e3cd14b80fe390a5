// The row of tabs at the top.

import { TABS } from "./address.js";
import { byId, h } from "./html.js";
import { formatNumber, t } from "./language.js";
import { openMerges } from "./merges-tab.js";
import { payload, store } from "./page.js";
import { pending } from "./review.js";

/** @import { Tab } from "./address.js" */

/** Where the tabs may be wider than the window; only there is it worth measuring them. */
const narrow = matchMedia("(max-width: 899px)");

export function renderTabs() {
  const tabs = byId("tabs");
  tabs.replaceChildren(...shownTabs().map(tabButton));
  /** @type {HTMLElement | null} */
  const selected = tabs.querySelector("[aria-selected=true]");
  if (selected && narrow.matches) tabs.scrollLeft = selected.offsetLeft - (tabs.clientWidth - selected.offsetWidth) / 2;
}

/** The tabs that have a content: a run without located places has no map. */
const shownTabs = () => TABS.filter((tab) => tab !== "map" || payload.map);

/** @param {Tab} tab */
function tabButton(tab) {
  const selected = tab === store.view().tab;
  const aria = { role: "tab", "aria-selected": String(selected), "aria-controls": "main", tabindex: selected ? 0 : -1 };
  const handlers = { onclick: () => store.show({ tab }), onkeydown: onKey };
  return h("button", { type: "button", "data-tab": tab, ...aria, ...handlers }, t(tab), countOf(tab));
}

/** @param {Tab} tab */
function countOf(tab) {
  if (tab === "network" || tab === "time" || tab === "map" || tab === "about") return null;
  if (tab === "corrections") return h("small", {}, formatNumber(pending().length));
  if (tab === "merges") {
    const open = openMerges();
    return open === null ? null : h("small", {}, formatNumber(open));
  }
  return h("small", {}, formatNumber(payload.totals[tab]));
}

/** @param {KeyboardEvent} event */
function onKey({ key }) {
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (!step) return;
  const tabs = shownTabs();
  const next = tabs.indexOf(store.view().tab) + step;
  store.show({ tab: tabs[(next + tabs.length) % tabs.length] });
  /** @type {HTMLElement | null} */ (document.querySelector("#tabs [aria-selected=true]"))?.focus();
}
