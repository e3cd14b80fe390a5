// The tabs with tables: their columns and cell formats.

import { h } from "./html.js";
import { labelTag } from "./icons.js";
import { day, formatNumber, t } from "./language.js";
import { kindWord, marked, valueText } from "./marked.js";
import { isDull, titleOf } from "./model.js";
import { model, payload, store } from "./page.js";
import { articleLink, nameLink, originalLink } from "./parts.js";
import { table } from "./table.js";

/** @import { TextKey } from "./language.js" */
/** @import { Article, Entity, Failure, Figure, Link, Model } from "./model.js" */
/** @import { Label } from "./payload.js" */
/** @import { Cell } from "./rows.js" */
/** @import { Column } from "./table.js" */

/**
 * A column of numbers.
 * @template Row
 * @param {(row: Row) => Cell} read
 * @param {TextKey} key
 * @returns {Column<Row>}
 */
const numberColumn = (key, read) => ({ key, read, css: "n" });

/**
 * @template Row
 * @param {TextKey} key
 * @param {(row: Row) => string | null} read
 * @returns {Column<Row>}
 */
const dateColumn = (key, read) => ({ key, read, show: (row) => day(read(row), "short"), css: "nowrap" });

export function entitiesTab() {
  /** @type {Column<Entity>[]} */
  const columns = [
    { key: "name", read: (entity) => entity.name, show: nameLink },
    { key: "label", read: (entity) => t(entity.label), show: (entity) => labelTag(entity.label) },
    numberColumn("mentions", (entity) => entity.mentions),
    numberColumn("articlesUnit", (entity) => entity.articles),
    numberColumn("degree", (entity) => entity.degree),
    numberColumn("strength", (entity) => entity.strength),
    numberColumn("pagerank", (entity) => entity.pagerank),
    numberColumn("betweenness", (entity) => entity.betweenness),
    numberColumn("community", (entity) => entity.community),
    dateColumn("first", (entity) => entity.first),
    dateColumn("last", (entity) => entity.last),
    { key: "country", read: (entity) => entity.country },
  ];
  return table("entities", model.entities, columns, {
    total: payload.totals.entities,
    choices: { values: payload.labels, read: (entity) => entity.label, word: (/** @type {Label} */ label) => t(label) },
    start: { key: "strength", descending: true },
  });
}

/** @param {Link} link */
function linkButton({ source, target, sentences }) {
  const onclick = () => store.show({ edge: [source.id, target.id] });
  const attributes = { type: "button", class: "name-link", title: t("together"), onclick };
  return h("button", attributes, formatNumber(sentences));
}

export function linksTab() {
  /** @type {Column<Link>[]} */
  const columns = [
    { key: "a", read: (link) => link.source.name, show: (link) => nameLink(link.source) },
    { key: "b", read: (link) => link.target.name, show: (link) => nameLink(link.target) },
    { key: "inSentences", read: (link) => link.sentences, show: linkButton, css: "n" },
    numberColumn("inArticlesCount", (link) => link.articles),
    numberColumn("npmi", (link) => link.npmi),
    numberColumn("llr", (link) => link.llr),
    dateColumn("first", (link) => link.first),
    dateColumn("last", (link) => link.last),
    { key: "inBackbone", read: (link) => (link.backbone ? "✓" : "") },
  ];
  return table("edges", model.links, columns, {
    total: payload.totals.edges,
    start: { key: "inSentences", descending: true },
  });
}

/** @param {Figure} figure */
const articleOf = (figure) => figure.sentence.article;

export function numbersTab() {
  /** @type {Column<Figure>[]} */
  const columns = [
    { key: "text", read: (figure) => figure.text, show: (figure) => h("span", { class: "figure" }, figure.text) },
    {
      key: "context",
      read: (figure) => figure.sentence.text,
      show: (figure) => marked(figure.sentence, [figure]),
      css: "wide",
    },
    { key: "kind", read: (figure) => kindWord(figure.kind), css: "nowrap" },
    { key: "value", read: (figure) => figure.value, show: shownValue, css: "n" },
    { key: "unit", read: (figure) => figure.unit },
    { key: "noun", read: (figure) => figure.noun },
    {
      key: "about_",
      read: (figure) => figure.about?.name,
      show: (figure) => figure.about && nameLink(figure.about),
      css: "mid",
    },
    {
      key: "attributed",
      read: (figure) => figure.attributed?.name,
      show: (figure) => figure.attributed && nameLink(figure.attributed),
    },
    {
      key: "article",
      read: (figure) => titleOf(articleOf(figure)),
      show: (figure) => articleLink(articleOf(figure), figure.sentence.number),
      css: "mid",
    },
    dateColumn("date", (figure) => articleOf(figure).date),
  ];
  return table("numbers", tellingFirst(model), columns, {
    total: payload.totals.numbers,
    choices: { values: payload.kinds, read: (figure) => figure.kind, word: kindWord },
  });
}

/** @type {WeakMap<Model, Figure[]>} */
const ranked = new WeakMap();

/**
 * Figures about the strongest names first, and those that mean little on their own last.
 * @param {Model} model
 */
function tellingFirst(model) {
  const known = ranked.get(model);
  if (known) return known;
  const rows = model.figures.map((figure) => ({ figure, rank: figure.about?.index ?? Number.MAX_SAFE_INTEGER }));
  rows.sort((a, b) => a.rank - b.rank);
  const figures = rows.map(({ figure }) => figure);
  const found = [...figures.filter((figure) => !isDull(figure)), ...figures.filter(isDull)];
  ranked.set(model, found);
  return found;
}

/** @param {Figure} figure */
const shownValue = (figure) => [figure.approx, figure.approx ? " " : "", valueText(figure)];

export function articlesTab() {
  /** @type {Column<Article>[]} */
  const columns = [
    { key: "title", read: titleOf, show: (article) => articleLink(article), css: "mid" },
    dateColumn("date", (article) => article.date),
    { key: "source", read: (article) => article.source },
    numberColumn("sentences", (article) => article.sentences),
    numberColumn("names", (article) => article.names),
    numberColumn("numbersUnit", (article) => article.numbers),
    { key: "carriedText", read: carriedText },
    { key: "file", read: (article) => article.id },
    {
      key: "duplicate",
      read: (article) => model.articleById.get(article.duplicate ?? "")?.title || article.duplicate,
      show: (article) => article.duplicate && originalLink(article),
      css: "mid",
    },
  ];
  return table("articles", model.articles, columns, {
    total: payload.totals.articles,
    start: { key: "date", descending: false },
  });
}

/** @param {Article} article */
function carriedText(article) {
  if (article.complete) return t("whole");
  return article.texts.length ? t("part") : "";
}

export function failuresTab() {
  if (!model.failures.length) return [h("p", { class: "lead", id: "no-failures" }, t("noFailures"))];
  /** @type {Column<Failure>[]} */
  const columns = [
    { key: "file", read: (failure) => failure.path },
    { key: "stage", read: (failure) => failure.stage },
    { key: "error", read: (failure) => failure.error },
  ];
  return table("failures", model.failures, columns, { total: payload.totals.failures });
}
