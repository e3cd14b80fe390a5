// Entry point: renders the state in the store, and listens to keys, language and theme.

import { aboutTab } from "./about.js";
import { readAddress, writeAddress } from "./address.js";
import { pathCard } from "./card-actions.js";
import { entityCard, linkCard, welcome } from "./cards.js";
import { correctionsTab } from "./corrections-tab.js";
import { showReset } from "./filter-controls.js";
import { enterCard, keepFocus, leaveCard, watchKeys } from "./focus.js";
import { foundTab } from "./found.js";
import { all, byId, nodes } from "./html.js";
import { language, period, say, setLanguage, t, words } from "./language.js";
import { mapTab } from "./map-tab.js";
import { mergesTab, prepareMerges } from "./merges-tab.js";
import { networkTab } from "./network-tab.js";
import * as network from "./network-view.js";
import {
  adoptFilters,
  chosenEntity,
  chosenLink,
  loadTexts,
  model,
  namesReady,
  openArticle,
  payload,
  scope,
  store,
} from "./page.js";
import { pendingBar, startReview } from "./pending-bar.js";
import { reader } from "./reader.js";
import { onAccept } from "./review.js";
import { scopeOf, WHOLE } from "./scope.js";
import { focusSearch, startSearch } from "./search-box.js";
import { renderTabs } from "./tab-bar.js";
import { articlesTab, entitiesTab, failuresTab, linksTab, numbersTab } from "./tables.js";
import { timeTab } from "./timeline.js";
import { hideTooltip } from "./tooltip.js";

/** @import { Tab, View } from "./address.js" */
/** @import { Child } from "./html.js" */
/** @import { Language, TextKey } from "./language.js" */

/** @type {Record<Tab, () => Child[]>} */
const TAB_CONTENTS = {
  network: networkTab,
  entities: entitiesTab,
  edges: linksTab,
  numbers: numbersTab,
  time: timeTab,
  map: mapTab,
  articles: articlesTab,
  failures: failuresTab,
  merges: mergesTab,
  corrections: correctionsTab,
  about: aboutTab,
};
const main = byId("main");
const panel = byId("panel");

/**
 * Render the parts that changed.
 * @param {View} view
 * @param {View} before
 */
function render(view, before) {
  hideTooltip();
  loadTexts();
  const isFiltered = adoptFilters();
  showReset();
  if (isOnlyFiltered(view, before) && !isFiltered) return; // by the controls, which have drawn it already
  const isElsewhere = view.tab === "network" && scopeOf(model, before) !== scope();
  const isNew = isFiltered || isElsewhere || isMoved(view, before);
  if (isNew) renderMain();
  renderTabs();
  renderPanel();
  if (isNew) settleMain();
  else network.showChosen();
  bringIntoView(view, before);
}

/**
 * Have the keyboard go to a card that was opened, and back when it is closed.
 * @param {View} view
 * @param {View} before
 */
function followCard(view, before) {
  const [card, cardBefore] = [view, before].map(({ entity, edge, path }) => entity ?? edge ?? path);
  if (!card) leaveCard();
  else if (JSON.stringify(card) !== JSON.stringify(cardBefore)) enterCard();
}

/**
 * @param {View} view
 * @param {View} before
 */
const isOnlyFiltered = (view, before) =>
  writeAddress({ ...view, filters: "" }) === writeAddress({ ...before, filters: "" });

/**
 * Whether the main column shows something else, not counting the part of the network.
 * @param {View} view
 * @param {View} before
 */
const isMoved = (view, before) =>
  /** @type {const} */ (["tab", "article", "sentence", "query"]).some((key) => view[key] !== before[key]);

/**
 * Scroll to the panel, which lies below the rest if the window is too narrow for two columns.
 * @param {View} view
 * @param {View} before
 */
function bringIntoView(view, before) {
  if (panel.offsetTop <= main.offsetTop) return;
  const moved = isMoved(view, before) || scopeOf(model, view) !== scopeOf(model, before);
  const opened = view.entity !== before.entity || JSON.stringify(view.edge) !== JSON.stringify(before.edge);
  if (!moved && !opened) return;
  const hasCard = Boolean(chosenLink() || chosenEntity());
  const goal = (moved && main.querySelector(".target")) || (moved || !hasCard ? main : panel);
  const { top } = goal.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) goal.scrollIntoView();
}

function renderMain() {
  const { tab, sentence, query } = store.view();
  const article = openArticle();
  network.close();
  document.body.classList.toggle("reading", Boolean(article));
  main.replaceChildren(...nodes(article ? reader(article, sentence) : query ? foundTab(query) : TAB_CONTENTS[tab]()));
  main.classList.toggle("fixed", main.querySelector("#stage, #map, .wrap") !== null);
}

/** What needs the sizes of the new content: once everything else is on the page, which is laid out here. */
function settleMain() {
  main.scrollTop = 0;
  main.querySelector(".target")?.scrollIntoView({ block: "center" });
  network.start();
}

/** The card that the panel shows; it stays, as far as it is scrolled, while other things change. */
let shownCard = "";

function renderPanel() {
  const { entity: id, edge, path, focus, depth, tab } = store.view();
  const card = JSON.stringify([id, edge, path, focus, depth, tab === "network"]);
  if (card === shownCard) return;
  shownCard = card;
  const link = chosenLink();
  const entity = chosenEntity();
  panel.replaceChildren(...nodes(link ? linkCard(link) : entity ? entityCard(entity) : (pathCard() ?? welcome())));
  panel.scrollTop = 0;
}

/** Translate the words of the template. */
function renderFrame() {
  document.documentElement.lang = language();
  const word = (/** @type {string | undefined} */ key) => t(/** @type {TextKey} */ (key));
  for (const each of all("[data-t]")) each.textContent = word(each.dataset.t);
  for (const each of all("[data-t-placeholder]")) each.setAttribute("placeholder", word(each.dataset.tPlaceholder));
  for (const each of all("[data-t-label]")) each.setAttribute("aria-label", word(each.dataset.tLabel));
  for (const each of all("[data-t-title]")) each.title = word(each.dataset.tTitle);
  for (const each of all("[data-lang]")) each.setAttribute("aria-pressed", String(each.dataset.lang === language()));
  showSummary();
}

function showSummary() {
  byId("summary").textContent = words().phrases.summary(say, payload.totals, monthsOfArticles());
}

function monthsOfArticles() {
  const dates = model.articles.map((article) => article.date ?? "").filter((date) => /^\d{4}/.test(date));
  const months = dates.sort().map((date) => date.slice(0, 7));
  return months.length ? ` (${period(months[0], months.at(-1))})` : "";
}

function renderAll() {
  const { tab, entity, edge, article, query } = store.view();
  if (tab !== "network" || entity || edge || article || query) loadTexts();
  renderFrame();
  pendingBar();
  renderTabs(); // before the drawing, which is fitted into the room that they leave
  renderMain();
  if (tab === "merges") renderTabs(); // with the count, now that there is one
  shownCard = "";
  renderPanel();
  settleMain();
}

/** Show the network as it is with other corrections; the drawing stays, and where the main column is scrolled to. */
function showCorrected() {
  network.refresh();
  const stage = network.update();
  if (!stage) {
    const { scrollTop } = main;
    renderAll();
    main.scrollTop = scrollTop;
    return;
  }
  showSummary();
  pendingBar();
  renderTabs();
  setSiblings(stage, networkTab(stage));
  shownCard = "";
  renderPanel();
  network.redraw();
}

/**
 * Replace what is before and after an element, which stays.
 * @param {HTMLElement} element
 * @param {Child[]} children one of them is the element
 */
function setSiblings(element, children) {
  const wanted = nodes(children);
  const place = wanted.indexOf(element);
  for (const each of [...main.children]) if (each !== element) each.remove();
  element.before(...wanted.slice(0, place));
  element.after(...wanted.slice(place + 1));
}

/** @param {"light" | "dark"} theme */
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  network.place();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { target } = event;
  if (target instanceof Element && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    focusSearch();
  } else if (event.key === "Escape") {
    const { entity, edge, article, query } = store.view();
    store.show(entity || edge || article || query ? {} : WHOLE);
  } else if (network.isOpen() && [document.body, main, panel].includes(/** @type {HTMLElement} */ (target))) {
    network.zoomByKey(event.key);
  }
}

for (const button of all("[data-lang]")) {
  button.addEventListener("click", () => {
    setLanguage(/** @type {Language} */ (button.dataset.lang));
    renderAll();
  });
}
const systemTheme = matchMedia("(prefers-color-scheme: dark)");
systemTheme.addEventListener("change", ({ matches }) => setTheme(matches ? "dark" : "light"));
byId("theme").addEventListener("click", () =>
  setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"),
);
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", store.sync);
store.subscribe((view, before) => {
  keepFocus(() => render(view, before));
  followCard(view, before);
});
startSearch();
onAccept(renderTabs);
startReview(() => keepFocus(showCorrected));
watchKeys();
setTheme(systemTheme.matches ? "dark" : "light");
renderAll();
bringIntoView(store.view(), readAddress(""));
prepareMerges(namesReady());
