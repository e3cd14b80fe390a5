// Tables that sort and filter, the timeline and the article reader.
const PAGE = 200;
const tableState = {};

// A column: [key, how to read it from a row, how to show it, "n" for numbers].
function table(id, rows, columns, { total = rows.length, choices = null, start = null } = {}) {
  const state = (tableState[id] ??= { sort: start ? start[0] : null, down: start ? start[1] : false, text: "", choice: "", shown: PAGE });
  const body = h("tbody"), count = h("span", { class: "count", "aria-live": "polite" });
  const more = h("button", { type: "button", class: "plain more", onclick: () => { state.shown += PAGE; fill(); } }, t("more"));
  const search = new Map();
  const haystack = (row) => { if (!search.has(row)) search.set(row, fold(columns.map(([, read]) => read(row) ?? "").join(" "))); return search.get(row); };
  const heads = columns.map(([key, , , css]) => h("th", { class: css, scope: "col", "data-column": key, title: measureHint(key) }, h("button", { type: "button", onclick: () => { state.down = state.sort === key ? !state.down : css === "n"; state.sort = key; fill(); } }, t(key))));
  function fill() {
    const words = fold(state.text).split(" ").filter(Boolean);
    let found = rows.filter((row) => (!state.choice || choices.read(row) === state.choice) && words.every((word) => haystack(row).includes(word)));
    const column = columns.find(([key]) => key === state.sort);
    if (column) found = sorted(found, column[1], state.down);
    heads.forEach((head, index) => columns[index][0] === state.sort ? head.setAttribute("aria-sort", state.down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    body.replaceChildren(...found.slice(0, state.shown).map((row) => h("tr", {}, columns.map(([, read, show_, css]) => h("td", { class: css }, show_ ? show_(row) : css === "n" && typeof read(row) === "number" ? n(read(row), 3) : read(row))))));
    count.textContent = t("rows")(found.length, rows.length) + (total > rows.length ? t("left")(rows.length, total) : "");
    more.hidden = found.length <= state.shown;
  }
  const filter = h("input", { type: "search", value: state.text, placeholder: t("filter"), "aria-label": t("filter"), "data-filter": id, oninput: (event) => { state.text = event.target.value; state.shown = PAGE; fill(); } });
  const select = choices && h("select", { "aria-label": t("kind"), onchange: (event) => { state.choice = event.target.value; fill(); } }, h("option", { value: "" }, t("anyKind")), choices.values.map((value) => h("option", { value, selected: state.choice === value }, choices.word(value))));
  fill();
  return [h("div", { class: "filters" }, filter, select, count), framed(h("table", { id: `table-${id}` }, h("thead", {}, h("tr", {}, heads)), body), t(id)), more];
}
// A frame in which a wide table scrolls, by the keyboard too; its classes say on which sides the table goes on.
function framed(content, label) {
  const wrap = h("div", { class: "wrap", tabindex: 0, role: "region", "aria-label": label, onscroll: () => look() }, content);
  const frame = h("div", { class: "frame" }, wrap);
  const look = () => {
    frame.classList.toggle("left", wrap.scrollLeft > 1);
    frame.classList.toggle("right", wrap.scrollLeft + wrap.clientWidth < wrap.scrollWidth - 1);
    frame.style.setProperty("--bar", `${wrap.offsetWidth - wrap.clientWidth}px`);
  };
  const resized = new ResizeObserver(look);
  for (const node of [wrap, content]) resized.observe(node);
  return frame;
}
function sorted(rows, read, down) {
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  const empty = (value) => value === null || value === undefined || value === "";
  return [...rows].sort((x, y) => {
    const a = read(x), b = read(y);
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
    return down ? -order : order;
  });
}
const date = (key) => [key, (row) => row[key], (row) => day(row[key], "short"), "nowrap"];
const number = (key, word = key) => [word, (row) => row[key], null, "n"];

const entitiesTab = () => table("entities", E, [["name", (row) => row.name, (row) => nameLink(row)], ["label", (row) => t(row.label), (row) => kind(row.label)], number("mentions"), number("articles", "articlesUnit"), number("degree"), number("strength"), number("pagerank"), number("betweenness"), number("community"), date("first"), date("last"), ["country", (row) => row.country]],
  { total: DATA.totals.entities, choices: { values: LABELS, read: (row) => row.label, word: t }, start: ["strength", true] });
const edgesTab = () => table("edges", L, [["a", (row) => E[row.a].name, (row) => nameLink(E[row.a])], ["b", (row) => E[row.b].name, (row) => nameLink(E[row.b])], ["inSentences", (row) => row.sentences, (row) => h("button", { type: "button", class: "name-link", title: t("together"), onclick: () => show({ edge: [E[row.a].id, E[row.b].id] }) }, n(row.sentences)), "n"], ["inArticlesCount", (row) => row.articles, null, "n"], number("npmi"), number("llr"), date("first"), date("last"), ["inBackbone", (row) => row.backbone ? "✓" : ""]],
  { total: DATA.totals.edges, start: ["inSentences", true] });
const numbersTab = () => table("numbers", [...N].sort((x, y) => dull(x) - dull(y) || (x.about?.index ?? E.length) - (y.about?.index ?? E.length)), [["text", (row) => row.text, (row) => h("span", { class: "figure" }, row.text)], ["kind", (row) => kindWord(row.kind), null, "nowrap"], ["value", (row) => row.value, (row) => [row.approx, row.approx ? " " : "", valueText(row)], "n"], ["unit", (row) => row.unit], ["noun", (row) => row.noun], ["about_", (row) => row.about?.name, (row) => row.about && nameLink(row.about), "mid"], ["context", (row) => row.sentence.text, (row) => marked(row.sentence, [row]), "wide"], ["article", (row) => row.sentence.article.title || row.sentence.article.id, (row) => articleLink(row.sentence.article, row.sentence.number), "mid"], ["date", (row) => row.sentence.article.date, (row) => day(row.sentence.article.date, "short"), "nowrap"]],
  { total: DATA.totals.numbers, choices: { values: DATA.kinds, read: (row) => row.kind, word: kindWord } });
const articlesTab = () => table("articles", A, [["title", (row) => row.title || row.id, (row) => articleLink(row), "mid"], date("date"), ["source", (row) => row.source], number("sentences"), number("names"), number("numbers", "numbersUnit"), ["carriedText", (row) => row.complete ? t("whole") : row.texts ? t("part") : ""], ["file", (row) => row.id], ["duplicate", (row) => articleById.get(row.duplicate)?.title || row.duplicate, (row) => row.duplicate && originalLink(row), "mid"]],
  { total: DATA.totals.articles, start: ["date", false] });
const failuresTab = () => F.length ? table("failures", F, [["file", (row) => row.path], ["stage", (row) => row.stage], ["error", (row) => row.error]], { total: DATA.totals.failures }) : [h("p", { class: "lead", id: "no-failures" }, t("noFailures"))];

function timeTab() {
  const dated = E.filter((entity) => entity.bins.length);
  if (!dated.length || !DATA.bins.length) return [h("p", { class: "lead" }, t("noTime"))];
  const panels = dated.slice(0, 18);
  const top = Math.max(...panels.map((entity) => Math.max(...series(entity.bins))));
  const one = (entity) => { const panel = h("section", { class: "panel" }, h("h3", {}, icon(entity.label), " ", nameLink(entity)), spark(entity.bins, top, 96)); panel.style.color = `var(--${entity.label})`; panel.firstChild.style.color = "var(--ink)"; return panel; };
  return [h("h2", {}, t("timeTitle")), h("p", { class: "lead" }, `${t("timeLead")} (${t("articlesUnit")} ${t("perBin")[WIDTH]})`), h("div", { class: "multiples", id: "multiples" }, panels.map(one))];
}

function reader(article, target) {
  const rows = article.texts ?? [], paragraphs = new Map();
  for (const sentence of rows) paragraphs.has(sentence.paragraph) ? paragraphs.get(sentence.paragraph).push(sentence) : paragraphs.set(sentence.paragraph, [sentence]);
  const meta = between([day(article.date), article.source, article.author, article.url, article.id, article.duplicate && h("span", { class: "copy" }, `${t("duplicate")} `, originalLink(article))], " · ");
  const sentence = (each, index, all) => [index ? (each.number === all[index - 1].number + 1 ? " " : h("span", { class: "gap" }, " … ")) : "", h("span", { class: each.number === target ? "target" : null }, marked(each, [], { tags: true }))];
  const heading = rows[0]?.text === article.title && rows[0].paragraph !== rows[1]?.paragraph ? rows[0] : null;
  if (heading) paragraphs.delete(heading.paragraph);
  return [h("div", { class: "row" }, h("button", { type: "button", class: "plain", onclick: () => history.length > 1 ? history.back() : show({}) }, `← ${t("back")}`), h("button", { type: "button", class: "plain", onclick: () => window.print() }, t("print"))),
    h("article", { class: "prose", id: "reader", lang: "de" }, h("h2", {}, heading ? marked(heading) : article.title || article.id), h("p", { class: "meta" }, meta),
      h("p", { class: "legend" }, LABELS.map((label) => h("mark", { class: label }, t(label))), h("mark", { class: "num" }, t("number"))),
      article.complete ? null : h("p", { class: "lead" }, t(rows.length ? "partly" : "absent")),
      [...paragraphs.values()].map((each) => h("p", {}, each.map(sentence))))];
}
