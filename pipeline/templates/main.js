// Which tab, card and article are open (kept in the address, so that the browser's back button works), search, language, theme.
const TABS = { network: networkTab, entities: entitiesTab, edges: edgesTab, numbers: numbersTab, time: timeTab, articles: articlesTab, failures: failuresTab, about: aboutTab };
const main = document.getElementById("main"), panel = document.getElementById("panel"), search = document.getElementById("search"), hits = document.getElementById("hits");
const byId = new Map(E.map((entity) => [entity.id, entity]));
const articleById = new Map(A.map((article) => [article.id, article]));
let state = { tab: "network", entity: null, edge: null, article: null, sentence: null };

const chosenEntity = () => byId.get(state.entity) ?? null;
const chosenLink = () => state.edge ? linkOf(byId.get(state.edge[0])?.index, byId.get(state.edge[1])?.index) ?? null : null;

// Go somewhere: a tab, an entity, an edge or an article; what is not named is closed, except the tab.
function show(next) {
  const article = next.article ?? (next.tab || (!next.entity && !next.edge) ? null : state.article);
  const keep = next.article || next.tab ? { entity: state.entity, edge: state.edge } : { entity: null, edge: null };
  location.hash = address({ tab: state.tab, ...keep, ...next, article, sentence: next.sentence ?? null });
  navigate();
}
function address({ tab, entity, edge, article, sentence }) {
  const parts = Object.entries({ tab, entity, edge: edge && JSON.stringify(edge), article, sentence }).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(parts).toString();
}
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  let edge = null;
  try { edge = JSON.parse(parts.get("edge")); } catch { edge = null; }
  const tab = Object.hasOwn(TABS, parts.get("tab")) ? parts.get("tab") : "network";
  return { tab, entity: parts.get("entity"), edge: Array.isArray(edge) ? edge : null, article: parts.get("article"), sentence: parts.has("sentence") ? +parts.get("sentence") : null };
}

// Draws at once; the event that the browser sends later for the same address finds nothing left to do.
let shown = null;
function navigate() {
  if (shown === location.hash) return;
  shown = location.hash;
  const before = state;
  state = readAddress();
  tip(null);
  renderTabs();
  if (before.tab !== state.tab || before.article !== state.article || before.sentence !== state.sentence || !main.hasChildNodes()) renderMain();
  else if (stage) drawLinks();
  renderPanel();
  bringIntoView(before);
}
// Where the window is too narrow for two columns the panel lies below everything else: whoever opens a card wants to see it.
function bringIntoView(before) {
  if (panel.offsetTop <= main.offsetTop) return;
  const changed = (...keys) => keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(state[key]));
  const moved = changed("tab", "article", "sentence");
  if (!moved && !changed("entity", "edge")) return;
  const goal = (moved && main.querySelector(".target")) || (moved || !(chosenLink() || chosenEntity()) ? main : panel);
  const { top } = goal.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight / 2) goal.scrollIntoView();
}
const sized = new ResizeObserver(() => { if (stage) fit(); });
function renderMain() {
  const article = articleById.get(state.article);
  stage = null;
  sized.disconnect();
  document.body.classList.toggle("reading", Boolean(article));
  main.replaceChildren(...(article ? reader(article, state.sentence) : TABS[state.tab]()).flat(2).filter(Boolean));
  main.classList.toggle("fixed", main.querySelector("#stage, .wrap") !== null);
  main.scrollTop = 0;
  main.querySelector(".target")?.scrollIntoView({ block: "center" });
  if (!stage) return;
  drawLinks();
  sized.observe(stage.box);
}
function renderPanel() {
  const link = chosenLink(), entity = chosenEntity();
  panel.replaceChildren(...(link ? edgeCard(link) : entity ? entityCard(entity) : welcome()).flat(3).filter(Boolean));
  panel.scrollTop = 0;
}
function renderTabs() {
  const counts = { entities: DATA.totals.entities, edges: DATA.totals.edges, numbers: DATA.totals.numbers, articles: DATA.totals.articles, failures: DATA.totals.failures };
  document.getElementById("tabs").replaceChildren(...Object.keys(TABS).map((tab) => h("button", { type: "button", role: "tab", "data-tab": tab, "aria-selected": String(tab === state.tab), "aria-controls": "main", tabindex: tab === state.tab ? 0 : -1, onclick: () => show({ tab }), onkeydown: moveTab }, t(tab), tab in counts ? h("small", {}, n(counts[tab])) : null)));
}
function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const names = Object.keys(TABS);
  show({ tab: names[(names.indexOf(state.tab) + step + names.length) % names.length] });
  document.querySelector("#tabs [aria-selected=true]").focus();
}

function renderWords() {
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-title]")) node.title = t(node.dataset.tTitle);
  for (const node of document.querySelectorAll("[data-lang]")) node.setAttribute("aria-pressed", String(node.dataset.lang === lang));
  const dates = A.map((article) => article.date).filter((date_) => /^\d{4}/.test(date_ ?? "")).sort();
  const first = dates[0]?.slice(0, 7), last = dates.at(-1)?.slice(0, 7);
  document.getElementById("summary").textContent = t("summary")({ ...DATA.totals, span: first ? ` (${first === last ? day(first) : `${day(first)} – ${day(last)}`})` : "" });
}
function setLanguage(next) {
  lang = next;
  renderWords();
  renderTabs();
  renderMain();
  renderPanel();
}
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  if (stage) place();
}

let picked = -1;
function suggest() {
  const found = [...findEntities(search.value).slice(0, 9).map((entity) => ({ entity })), ...findArticles(search.value).slice(0, 5).map((article) => ({ article }))];
  picked = found.length ? 0 : -1;
  const item = ({ entity, article }, index) => h("li", { role: "option", id: `hit${index}`, "aria-selected": String(index === 0), onmousedown: (event) => { event.preventDefault(); choose(entity, article); } }, entity ? icon(entity.label) : null, h("span", {}, entity ? entity.name : article.title || article.id), h("small", {}, entity ? t(entity.label) : article.date ? day(article.date) : t("article")));
  hits.replaceChildren(...(found.length ? found.map(item) : [h("li", { class: "nothing", role: "option", "aria-disabled": "true" }, t("nothing"))]));
  hits.found = found;
  openHits(Boolean(search.value.trim()));
}
function openHits(open) {
  hits.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
  search.setAttribute("aria-activedescendant", open && picked >= 0 ? `hit${picked}` : "");
}
function choose(entity, article) {
  openHits(false);
  search.value = "";
  search.blur();
  show(entity ? { entity: entity.id } : { article: article.id });
}
function searchKey(event) {
  if (event.key === "Escape") { openHits(false); search.blur(); return; }
  const found = hits.found;
  if (hits.hidden || !found.length) return;
  if (event.key === "Enter") return choose(found[picked].entity, found[picked].article);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  picked = (picked + step + found.length) % found.length;
  [...hits.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === picked)));
  openHits(true);
}

search.addEventListener("input", suggest);
search.addEventListener("keydown", searchKey);
search.addEventListener("blur", () => openHits(false));
document.addEventListener("keydown", (event) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  else if (event.key === "Escape") show({});
  else if (stage && event.target === document.body && "+-0".includes(event.key)) event.key === "0" ? fit() : zoom(event.key === "+" ? 1.35 : 1 / 1.35);
});
for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => setLanguage(button.dataset.lang));
const dark = matchMedia("(prefers-color-scheme: dark)");
document.getElementById("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
dark.addEventListener("change", (event) => setTheme(event.matches ? "dark" : "light"));
window.addEventListener("hashchange", navigate);
setTheme(dark.matches ? "dark" : "light");
renderWords();
navigate();
