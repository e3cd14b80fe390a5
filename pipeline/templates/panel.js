// The panel beside everything: an entity's card, the sentences behind a link, or the first words of welcome.
// Links, not buttons: their words flow into the next line with what follows, and they open in another tab too.
const linkTo = (next, text, attributes = {}) => h("a", { class: "name-link", href: `#${address({ tab: state.tab, ...next })}`, onclick: (event) => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); show(next); }, ...attributes }, text);
const nameLink = (entity) => linkTo({ entity: entity.id }, entity.name, { "data-goto": entity.id });
const articleLink = (article, sentence = null) => linkTo({ article: article.id, sentence }, article.title || article.id, { title: article.id });
// The article of which another is a copy; where this page does not carry it, its file name.
const originalLink = (article) => articleById.has(article.duplicate) ? articleLink(articleById.get(article.duplicate)) : article.duplicate;
const closeButton = () => h("button", { type: "button", class: "close", "aria-label": t("close"), title: t("close"), onclick: () => show({}) }, "×");
const facts = (pairs) => h("dl", { class: "facts" }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([key, value]) => h("div", { title: measureHint(key) }, h("dt", {}, unit(key, value)), h("dd", {}, typeof value === "number" ? n(value) : value))));
const span = (first, last) => first === null ? null : h("p", { class: "lead" }, first === last ? day(first) : `${day(first)} – ${day(last)}`);
const intro = () => t("intro")[DATA.window] ?? t("intro").near;

// A sentence with names and numbers marked; `on` are the entities (or figures) to underline.
function marked(sentence, on = [], { links = true, tags = false } = {}) {
  const spans = [
    ...sentence.names.map((name) => ({ ...name, name: true })),
    ...sentence.numbers.map((figure) => ({ start: figure.start, end: figure.end, figure })),
  ].sort((a, b) => Number(!a.name) - Number(!b.name) || a.start - b.start);
  const kept = [];
  for (const each of spans) if (!kept.some((other_) => each.start < other_.end && other_.start < each.end)) kept.push(each);
  const parts = [];
  let position = 0;
  for (const each of kept.sort((a, b) => a.start - b.start)) {
    const [start, end] = units(sentence.text, each.start, each.end);
    parts.push(sentence.text.slice(position, start), mark(sentence.text.slice(start, end), each, on, links, tags));
    position = end;
  }
  parts.push(sentence.text.slice(position));
  return parts;
}
function mark(text, each, on, links, tags) {
  if (each.figure) {
    const { figure } = each;
    const meaning = [kindWord(figure.kind), [figure.approx, valueText(figure)].filter(Boolean).join(""), figure.unit, figure.noun].filter(Boolean).join(" ");
    return h("mark", { class: "num" + (on.includes(figure) ? " on" : ""), title: meaning }, text);
  }
  const open = each.entity && links ? { role: "link", tabindex: 0, onclick: () => show({ entity: each.entity.id }), onkeydown: (event) => { if (event.key === "Enter") show({ entity: each.entity.id }); } } : {};
  return h("mark", { class: each.label + (each.entity && on.includes(each.entity) ? " on" : ""), title: `${each.entity ? each.entity.name : text} · ${t(each.label)}`, ...open }, text, tags ? h("small", {}, each.label) : null);
}
const between = (parts, sign) => parts.filter(Boolean).flatMap((part, index) => index ? [sign, part] : [part]);
function quote(sentences, on) {
  const { article } = sentences[0];
  const text = sentences.flatMap((sentence, index) => [index ? (sentence.number === sentences[index - 1].number + 1 ? " " : " … ") : "", marked(sentence, on)]);
  return h("li", {}, h("blockquote", {}, text), h("span", { class: "from" }, between([articleLink(article, sentences[0].number), day(article.date), article.source], ", ")));
}
function longList(items, make, first, attributes) {
  const list = h(attributes.tag ?? "ul", { class: attributes.class, id: attributes.id }, items.slice(0, first).map(make));
  if (items.length <= first) return [list];
  const more = h("button", { type: "button", class: "plain more", onclick: () => { list.append(...items.slice(list.children.length, list.children.length + 50).map(make)); more.hidden = list.children.length >= items.length; } }, `${t("more")} (${n(items.length)})`);
  return [list, more];
}

function welcome() {
  const top = Math.max(...E.slice(0, 10).map((entity) => entity.strength ?? 0), 1);
  return [h("h2", {}, t("welcome")), h("p", {}, intro()), h("p", { class: "lead" }, t("caution")), h("p", { class: "lead" }, t("help")), h("h3", {}, t("best")),
    h("ol", { class: "rank", id: "best" }, E.slice(0, 10).map((entity) => rankRow(entity, nameLink(entity), n(entity.strength ?? 0), (entity.strength ?? 0) / top)))];
}
const rankRow = (entity, name, count, share) => {
  const strip = h("i");
  strip.style.width = `${Math.round(share * 100)}%`;
  return h("li", {}, icon(entity.label), name, count instanceof Node ? count : h("span", { class: "count", title: `${t("strength")}: ${t("measures").strength}` }, count), h("span", { class: "strip" }, strip));
};

function entityCard(entity) {
  const links = ranked(entity.links), top = links[0]?.weight || 1;
  const figures = [...entity.figures].sort((a, b) => dull(a) - dull(b));
  const neighbour = (link) => rankRow(other(link, entity), nameLink(other(link, entity)), h("button", { type: "button", class: "count", title: t("together"), "aria-label": `${t("together")}: ${entity.name}, ${other(link, entity).name}: ${link.weight}`, onclick: () => show({ edge: [E[link.a].id, E[link.b].id] }) }, n(link.weight)), link.weight / top);
  const seen = [...byArticle(entity.places).keys()].sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
  return [closeButton(), kind(entity.label), h("h2", {}, entity.name), span(entity.first, entity.last),
    facts([["mentions", entity.mentions], ["articlesUnit", entity.articles], ["degree", entity.degree], ["country", entity.country]]),
    entity.bins.length && DATA.bins.length > 1 ? [h("h3", {}, t("overTime")), spark(entity.bins)] : null,
    h("h3", {}, t("neighbours")), links.length ? longList(links, neighbour, 10, { tag: "ol", class: "rank", id: "neighbours" }) : h("p", { class: "lead" }, t("none")),
    h("h3", {}, t("figures")), figures.length ? longList(figures, (figure) => quote([figure.sentence], [figure, entity]), 4, { class: "quotes", id: "figures" }) : h("p", { class: "lead" }, t("noFigures")),
    h("h3", {}, t("forms")), h("table", { id: "forms" }, h("thead", {}, h("tr", {}, [["form"], ["rule"], ["count", "n"]].map(([key, css]) => h("th", { class: css }, t(key))))), h("tbody", {}, entity.forms.map(([form, rule, count]) => h("tr", {}, h("td", {}, form), h("td", { title: rule }, ruleWords(rule)), h("td", { class: "n" }, n(count)))))),
    seen.length ? [h("h3", {}, t("inArticles")), longList(seen, (article) => h("li", {}, h("span", {}), articleLink(article), h("span", { class: "count" }, article.date ? day(article.date) : "")), 6, { class: "rank" })] : null];
}
const ruleWords = (rule) => rule.split(", ").map((part) => t("rules")[part] ?? part).join(", ");
const dull = (figure) => Number(["date", "time", "ordinal"].includes(figure.kind));

function edgeCard(link) {
  const a = E[link.a], b = E[link.b], found = evidence(link);
  const total = DATA.window === "sentence" ? link.sentences : found.length;
  return [closeButton(), h("p", { class: "lead" }, t("together")), h("h2", {}, nameLink(a), " – ", nameLink(b)), span(link.first, link.last),
    facts([["inSentences", link.sentences], ["inArticlesCount", link.articles], ["npmi", link.npmi], ["llr", link.llr]]),
    h("h3", {}, t("evidence")(found.length, total)),
    found.length ? longList(found, (sentences) => quote(sentences, [a, b]), 12, { class: "quotes", id: "evidence" }) : h("p", { class: "lead" }, t("noEvidence"))];
}

// Articles per bin as bars with the first and last date below and the highest count above.
function spark(bins, top = null, height = 62) {
  const values = series(bins), most = Math.max(...values), scale = top ?? Math.max(most, 1), wide = 380 / values.length, base = height - 16;
  const bars = values.map((value, bin) => value ? s("rect", { x: (bin * wide).toFixed(2), y: (base - (base - 14) * value / scale).toFixed(2), width: Math.max(wide * 0.82, 1).toFixed(2), height: ((base - 14) * value / scale).toFixed(2), fill: "currentColor" }, s("title", {}, `${day(DATA.bins[bin])}: ${n(value)}`)) : null);
  const peak = values.indexOf(most), x = (peak + 0.5) * wide;
  return s("svg", { class: "spark", viewBox: `0 0 380 ${height}`, role: "img", "aria-label": `${t("overTime")}: ${n(most)} (${day(DATA.bins[peak])})` }, bars,
    s("line", { x1: 0, x2: 380, y1: base, y2: base, stroke: "var(--rule)" }),
    s("text", { x: Math.min(Math.max(x, 8), 372), y: (base - (base - 14) * most / scale - 3).toFixed(1), "text-anchor": "middle" }, n(most)),
    s("text", { x: 0, y: height - 3 }, day(DATA.bins[0])), s("text", { x: 380, y: height - 3, "text-anchor": "end" }, day(DATA.bins.at(-1))));
}
