// The side panel: an entity's card, the sentences behind a link, or a welcome text.

import { authorityOf, sameAuthority } from "./authority.js";
import { binsOfCells } from "./bins.js";
import { entityActions, leftOut } from "./card-actions.js";
import { correctionForm, previewNote, separateButton } from "./correct-card.js";
import { csvButton } from "./download.js";
import { compareDates, evidence, groupByArticle } from "./evidence.js";
import { h } from "./html.js";
import { labelTag } from "./icons.js";
import { day, formatNumber, meaningOf, ruleWords, say, t, words } from "./language.js";
import { isDull, otherEnd, rankedLinks } from "./model.js";
import { linksInPython, sentencesInPython } from "./notebook.js";
import { model, payload, store } from "./page.js";
import {
  articleLink,
  between,
  closeButton,
  facts,
  lead,
  lifeTime,
  longList,
  nameLink,
  quote,
  rankRow,
  windowMeaning,
} from "./parts.js";
import { isLinkChanged } from "./review.js";
import { sparkline } from "./sparkline.js";

/** @import { Child } from "./html.js" */
/** @import { Article, Entity, Link, Role, Sentence } from "./model.js" */
/** @import { CellCounts } from "./payload.js" */

const BEST = 10;

/** @returns {Child[]} */
export function welcome() {
  const best = model.entities.slice(0, BEST);
  const top = Math.max(...best.map((entity) => entity.strength ?? 0), 1);
  const title = `${t("strength")}: ${meaningOf("strength")}`;
  const row = (/** @type {Entity} */ entity) => {
    const strength = entity.strength ?? 0;
    return rankRow(entity, h("span", { class: "count", title }, formatNumber(strength)), strength / top);
  };
  return [
    h("h2", {}, t("welcome")),
    h("p", {}, windowMeaning()),
    lead(t("caution")),
    lead(t("help")),
    h("h3", {}, t("best")),
    h("ol", { class: "rank", id: "best" }, best.map(row)),
  ];
}

/**
 * @param {Entity} entity
 * @returns {Child[]}
 */
export function entityCard(entity) {
  return [
    closeButton(),
    labelTag(entity.label),
    h("h2", {}, entity.name),
    lifeTime(entity.first, entity.last),
    previewNote(entity),
    facts([
      ["mentions", entity.mentions],
      ["articlesUnit", entity.articles],
      ["degree", entity.degree],
      ["country", entity.country],
    ]),
    authority(entity),
    linksInPython(entity, payload.notebook),
    entityActions(entity),
    correctionForm(entity),
    overTime(entity.cells),
    roles(entity.roles, [entity]),
    h("h3", {}, t("neighbours"), entity.links.length ? csvButton(entity.name, () => neighbourRows(entity)) : null),
    neighbours(entity),
    leftOut(entity),
    h("h3", {}, t("figures")),
    figures(entity),
    h("h3", {}, t("forms")),
    spellings(entity),
    articles(entity),
  ];
}

/**
 * The id in an authority list as a link, with the name there, and other names of the same id.
 * @param {Entity} entity
 */
function authority(entity) {
  const found = authorityOf(payload, entity.id);
  if (!found) return null;
  const { id, name, url, candidates } = found;
  if (id === null) return h("p", { class: "lead", id: "authority" }, `${t("authorityAmbiguous")}: ${candidates}`);
  const outside = { href: url, target: "_blank", rel: "noopener noreferrer" };
  const same = sameAuthority(payload, entity.id).flatMap((other) => model.entityById.get(other) ?? []);
  return h(
    "p",
    { class: "lead", id: "authority" },
    `${t("authority")}: `,
    url === null ? id : h("a", outside, id),
    name === entity.name ? null : ` (${name})`,
    same.map((other, index) => [index ? ", " : ` – ${t("sameAuthority")}: `, nameLink(other)]),
  );
}

/**
 * Bars along the time axis if it has more than one bin.
 * @param {CellCounts} cells
 * @param {"articles" | "sentences"} [counted]
 */
function overTime(cells, counted = "articles") {
  const bins = binsOfCells(cells, payload.cells);
  if (!bins.length || payload.bins.length < 2) return null;
  const title = t(counted === "articles" ? "overTime" : "sentencesOverTime");
  return [h("h3", {}, title), sparkline(bins, { title })];
}

/** @param {Entity} entity */
function neighbours(entity) {
  const links = rankedLinks(entity.links);
  if (!links.length) return lead(t("none"));
  const row = (/** @type {Link} */ link) => {
    const other = otherEnd(link, entity);
    const label = `${t("together")}: ${entity.name}, ${other.name}: ${link.weight}`;
    const onclick = () => store.show({ edge: [link.source.id, link.target.id] });
    const attributes = { type: "button", class: "count", title: t("together"), "aria-label": label, onclick };
    return rankRow(other, h("button", attributes, formatNumber(link.weight)), link.weight / (links[0].weight || 1));
  };
  return longList(links, row, { first: 10, tag: "ol", class: "rank", id: "neighbours" });
}

/** @param {Entity} entity */
function neighbourRows(entity) {
  const head = ["entity_id", "name", "label", "sentences", "articles", "npmi", "llr", "first_date", "last_date"];
  const rows = rankedLinks(entity.links).map((link) => {
    const { id, name, label } = otherEnd(link, entity);
    return [id, name, label, link.sentences, link.articles, link.npmi, link.llr, link.first, link.last];
  });
  return { head, rows };
}

/** @param {Entity} entity */
function figures(entity) {
  if (!entity.figures.length) return lead(t("noFigures"));
  const ordered = [...entity.figures].sort((a, b) => Number(isDull(a)) - Number(isDull(b)));
  const options = { first: 4, class: "quotes", id: "figures" };
  return longList(ordered, (figure) => quote([figure.sentence], [figure, entity]), options);
}

/** @param {Entity} entity */
function spellings(entity) {
  const head = [h("th", {}, t("form")), h("th", {}, t("rule")), h("th", { class: "n" }, t("count")), h("td")];
  const rows = entity.forms.map(([form, rule, count]) =>
    h(
      "tr",
      {},
      h("td", {}, form),
      h("td", { title: rule }, ruleWords(rule)),
      h("td", { class: "n" }, formatNumber(count)),
      h("td", {}, separateButton(entity, form)),
    ),
  );
  return h("table", { id: "forms" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows));
}

/** @param {Entity} entity */
function articles(entity) {
  const seen = [...groupByArticle(entity.sentences).keys()];
  if (!seen.length) return null;
  seen.sort((a, b) => compareDates(b.date ?? "", a.date ?? ""));
  const row = (/** @type {Article} */ article) =>
    h("li", {}, h("span"), articleLink(article), h("span", { class: "count" }, day(article.date)));
  return [h("h3", {}, t("inArticles")), longList(seen, row, { first: 6, class: "rank" })];
}

/**
 * @param {Link} link
 * @returns {Child[]}
 */
export function linkCard(link) {
  const { source, target } = link;
  const found = evidence(link, payload.window);
  const total = payload.window === "sentence" ? link.sentences : found.length;
  const options = { first: 12, class: "quotes", id: "evidence" };
  return [
    closeButton(),
    lead(t("together")),
    h("h2", {}, nameLink(source), " – ", nameLink(target)),
    lifeTime(link.first, link.last),
    isLinkChanged(link) ? lead(t("linkPreview")) : null,
    facts([
      ["inSentences", link.sentences],
      ["inArticlesCount", link.articles],
      ["stated", link.stated || null],
      ["npmi", link.npmi],
      ["llr", link.llr],
    ]),
    sentencesInPython(link, payload.notebook),
    roles(rolesBetween(link), [link.source, link.target]),
    keywords(link),
    overTime(link.cells, model.weightUnit),
    h(
      "h3",
      {},
      words().phrases.evidence(say, found.length, total),
      found.length ? csvButton(`${source.name}-${target.name}`, () => evidenceRows(found)) : null,
    ),
    found.length < total ? lead(words().phrases.sentencesLeft(say, total - found.length)) : null,
    found.length ? longList(found, (each) => quote(each, [source, target]), options) : lead(t("noEvidence")),
  ];
}

/** @param {Link} link */
const rolesBetween = ({ source, target }) =>
  source.roles.filter(({ person, organisation }) => [person, organisation].includes(target));

/**
 * The roles that the texts state, each with its first carried sentence.
 * @param {Role[]} stated
 * @param {Entity[]} emphasised
 */
function roles(stated, emphasised) {
  if (!stated.length) return null;
  const row = (/** @type {Role} */ role) => {
    const { person, text, status, organisation, count, places } = role;
    const others = [person, organisation].flatMap((one) => (one && !emphasised.includes(one) ? [nameLink(one)] : []));
    const what = between([text, status && t(status), ...others], " · ");
    const place = places.map(([article, number]) => article.texts.find((sentence) => sentence.number === number));
    const sentence = place.find((each) => each !== undefined);
    const shown = sentence ? quote([sentence], [person, ...(organisation ? [organisation] : [])]).childNodes : [];
    const times = count > 1 ? h("span", { class: "count", title: t("stated") }, formatNumber(count)) : null;
    return h("li", {}, h("p", { class: "role" }, h("span", {}, what), times), ...shown);
  };
  const title = t("rolesHint");
  return [h("h3", { title }, t("roles")), longList(stated, row, { first: 4, class: "quotes", id: "roles" })];
}

/** @param {Sentence[][]} found */
function evidenceRows(found) {
  const head = ["article_id", "title", "date", "source", "sentence", "text"];
  const rows = found.map((sentences) => {
    const [{ article, number }] = sentences;
    const text = sentences.map((sentence) => sentence.text).join(" … ");
    return [article.id, article.title, article.date, article.source, number, text];
  });
  return { head, rows };
}

/** @param {Link} link */
function keywords(link) {
  if (!link.keywords) return null;
  const words = link.keywords.split(", ").map((word) => h("li", {}, word));
  return [h("h3", { title: t("keywordsHint") }, t("keywords")), h("ul", { class: "keywords", id: "keywords" }, words)];
}
