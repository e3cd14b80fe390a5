// The counts of a previewed network: what corrections take from entities and links, and what they add.

import { articlesOfLink } from "./evidence.js";

/** @import { Article, Entity, Link, Model, Sentence } from "./model.js" */
/** @import { CellCounts, CellRow, Payload } from "./payload.js" */
/** @import { Effect } from "./preview.js" */

/**
 * @param {Entity} entity
 * @param {Sentence[]} [sentences] those to look into
 */
export const spansOf = (entity, sentences = entity.sentences) =>
  sentences.flatMap(({ names }) => names.filter((span) => span.entity === entity));

/**
 * @param {Entity} entity
 * @param {Link} link
 * @param {number} weight
 */
export function loseLink(entity, link, weight) {
  entity.links = entity.links.filter((each) => each !== link);
  entity.degree -= 1;
  if (entity.strength !== null) entity.strength -= weight;
}

/**
 * @param {Model} model
 * @param {Set<Link>} gone
 */
export function removeLinks(model, gone) {
  model.links = model.links.filter((link) => !gone.has(link));
  model.payload.totals.edges -= gone.size;
}

/**
 * @param {Model} model
 * @param {Entity} entity
 */
export function removeEntity(model, entity) {
  model.entities = model.entities.filter((each) => each !== entity);
  model.nodes = model.nodes.filter((node) => node.entity !== entity);
  model.payload.totals.entities -= 1;
}

/**
 * @param {Map<Entity, Effect>} changed
 * @param {Entity} entity
 * @param {Effect} effect
 */
export function mark(changed, entity, effect) {
  if (changed.get(entity) !== "bounds") changed.set(entity, effect);
}

/**
 * Whether the page carries all of what a link counts.
 * @param {Link} link
 * @param {Sentence[][]} found
 * @param {string} window
 */
export function isComplete(link, found, window) {
  if (window === "sentence") return found.length === link.sentences;
  return new Set(found.map(([{ article }]) => article)).size === link.articles;
}

/**
 * @param {{first: string | null, last: string | null}} one
 * @param {{first: string | null, last: string | null}} other
 */
export function spanOfTime(one, other) {
  const dates = (/** @type {(string | null)[]} */ each) => each.filter((date) => date !== null).sort();
  return { first: dates([one.first, other.first])[0] ?? null, last: dates([one.last, other.last]).at(-1) ?? null };
}

/**
 * @param {CellCounts} one
 * @param {CellCounts} other
 * @param {Article[]} twice articles that both count
 * @param {Payload} payload
 * @returns {CellCounts}
 */
export function addCells(one, other, twice, payload) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  const add = (/** @type {number} */ cell, /** @type {number} */ count) =>
    counts.set(cell, (counts.get(cell) ?? 0) + count);
  for (const cells of [one, other]) for (let i = 0; i < cells.length; i += 2) add(cells[i], cells[i + 1]);
  for (const article of twice) add(cellOf(article, payload, counts), -1);
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a - b)
    .flat();
}

/**
 * The cell of an article, at the level of confidence that is counted, or at the highest if none is.
 * @param {Article} article
 * @param {Payload} payload
 * @param {Map<number, number>} counted
 */
export function cellOf({ date, group }, { cells, bins, confidences }, counted) {
  const bin = bins.indexOf((date ?? "").slice(0, bins[0]?.length));
  const fits = (/** @type {CellRow} */ [source, time]) => source === group && time === bin;
  for (const [cell, count] of counted) if (count > 0 && fits(cells[cell])) return cell;
  const known = cells.findIndex((cell) => fits(cell) && cell[2] === confidences.length);
  return known >= 0 ? known : cells.push([group, bin, confidences.length]) - 1;
}

/**
 * @param {Article[]} articles
 * @param {Payload} payload
 */
export function cellsOf(articles, payload) {
  const counts = articles.flatMap((article) => [cellOf(article, payload, new Map()), 1]);
  return addCells(counts, [], [], payload);
}

/** @param {Entity} entity */
export const articlesOf = ({ sentences }) =>
  new Set(sentences.map(({ article }) => article).filter(({ duplicate }) => !duplicate));

/** @param {Sentence[]} sentences */
export const inOrder = (sentences) =>
  sentences.sort((a, b) => a.article.index - b.article.index || a.number - b.number);

/**
 * @param {Entity["forms"]} forms
 * @returns {Entity["forms"]} the most frequent first
 */
export function mergedForms(forms) {
  /** @type {Map<string, Entity["forms"][number]>} */
  const found = new Map();
  for (const [form, rule, count] of forms) {
    const key = JSON.stringify([form, rule]);
    found.set(key, [form, rule, count + (found.get(key)?.[2] ?? 0)]);
  }
  return [...found.values()].sort((a, b) => b[2] - a[2]);
}

/**
 * @param {Model} model
 * @param {Entity} entity
 * @param {string} form
 * @param {Entity["forms"]} forms
 * @returns {Entity}
 */
export function newEntity(model, entity, form, forms) {
  const mentions = forms.reduce((sum, [, , count]) => sum + count, 0);
  const unknown = { country: null, pagerank: null, betweenness: null };
  const id = `${entity.label}:${form} (${model.entities.length})`;
  const parts = {
    links: [],
    sentences: [],
    figures: [],
    roles: [],
    degree: 0,
    strength: 0,
    articles: Math.min(mentions, entity.articles),
  };
  return { ...entity, ...unknown, ...parts, index: model.entities.length, id, name: form, mentions, forms };
}

/**
 * @param {Model} model
 * @param {Entity} source
 * @param {Entity} target
 * @returns {Link} without any count
 */
export function addLink(model, source, target) {
  /** @type {Link} */
  const link = {
    index: model.links.length,
    source,
    target,
    sentences: 0,
    articles: 0,
    weight: 0,
    npmi: null,
    llr: null,
    first: null,
    last: null,
    backbone: false,
    cells: [],
    keywords: "",
    stated: 0,
  };
  for (const end of [source, target]) {
    end.links.push(link);
    end.degree += 1;
  }
  model.links.push(link);
  model.payload.totals.edges += 1;
  return link;
}

/**
 * How typical a link is depends on all sentences of its ends.
 * @param {Entity} entity
 */
export function forgetSignificance({ links }) {
  for (const link of links) Object.assign(link, { npmi: null, llr: null });
}

/**
 * Set the number of articles of a link and their dates.
 * @param {Link} link
 * @param {Sentence[][]} found
 * @param {Payload} payload
 * @returns {Article[]}
 */
export function setArticles(link, found, { window }) {
  const articles = [...articlesOfLink(link, window, found)];
  const dates = articles.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  Object.assign(link, { articles: articles.length, first: dates[0] ?? null, last: dates.at(-1) ?? null });
  return articles;
}

/**
 * @param {Link} link
 * @param {Sentence[][]} found
 * @param {"sentences" | "articles"} unit
 * @param {Payload} payload
 */
export function setCounts(link, found, unit, payload) {
  const articles = setArticles(link, found, payload);
  link.sentences = found.filter((place) => place.length === 1).length;
  link.weight = unit === "sentences" ? link.sentences : link.articles;
  Object.assign(link, { npmi: null, llr: null, keywords: "" });
  const counted = unit === "sentences" ? found.map(([{ article }]) => article) : articles;
  link.cells = cellsOf(counted, payload);
}
