// Preview of a correction that holds for one article only: its mentions move from one entity to another, and with them
// what they count there. Everything that changes lies in the article, so its sentences must be carried.

import { articlesOfLink, evidence } from "./evidence.js";
import { linkBetween } from "./model.js";
import { nameKey } from "./name-key.js";
import {
  addCells,
  addLink,
  articlesOf,
  cellsOf,
  forgetSignificance,
  inOrder,
  loseLink,
  mark,
  mergedForms,
  newEntity,
  removeEntity,
  removeLinks,
  spanOfTime,
  spansOf,
} from "./preview-counts.js";
import { characterRange } from "./spans.js";

/** @import { Correction } from "./corrections.js" */
/** @import { Article, Entity, Link, Model, Sentence } from "./model.js" */
/** @import { CellCounts, Payload } from "./payload.js" */
/** @import { Effect, Preview } from "./preview.js" */

/** @typedef {Map<Entity, Sentence[]>} Named the sentences of an article that name each entity */

/**
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {Correction} correction
 * @returns {Effect}
 */
export function applyInArticle(preview, entity, correction) {
  const { model, changed } = preview;
  const article = model.articleById.get(correction.article ?? "");
  const spans = article ? spansOf(entity, article.texts) : [];
  if (!article?.complete || !spans.length || !preview.hasAllLinks) return "rebuild";
  const target = targetOf(preview, entity, correction);
  if (!target) return "rebuild";
  if (target === entity) return "exact";
  const before = namedIn(article);
  moveMentions(model, article, entity, target);
  const after = namedIn(article);
  if (!article.duplicate) {
    moveCounts(model, article, { entity, target, mentions: spans.length, isNew: !before.has(target) });
    const pairs = pairsOf([entity, target], new Set([...before.keys(), ...after.keys()]));
    for (const pair of pairs) changeLink(preview, article, pair, { before, after });
  }
  for (const each of [entity, target]) {
    mark(changed, each, "exact");
    forgetSignificance(each);
  }
  if (entity.mentions <= 0) vanish(model, entity, target);
  return "exact";
}

/**
 * The entity that the mentions become part of, a new one if none has the name; null where only the rules of the rebuild
 * can tell.
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {Correction} correction
 */
function targetOf({ model, names }, entity, { kind, to, into }) {
  if (kind === "merge") {
    const target = model.entityById.get(into ?? "");
    return target?.label === entity.label ? target : null;
  }
  if (kind !== "rename") return null; // which label a name has is decided over all articles
  const key = nameKey(to);
  const known = model.entities.find((each) => each.label === entity.label && nameKey(each.name) === key);
  if (known) return known;
  if (isLike(model, to)) return null;
  const own = newEntity(model, entity, to, []);
  Object.assign(own, { mentions: 0, articles: 0, cells: [], first: null, last: null });
  model.entities.push(own);
  model.entityById.set(own.id, own);
  model.payload.totals.entities += 1;
  names.set(own.id, [to]);
  const node = model.nodes.find((each) => each.entity === entity);
  if (node) model.nodes.push({ entity: own, x: node.x + node.r + 14, y: node.y + node.r + 14, r: 4 });
  return own;
}

/**
 * Whether the rules could join a name to that of another entity, because they share a word.
 * @param {Model} model
 * @param {string} name
 */
function isLike({ entities }, name) {
  const words = new Set(nameKey(name).split(" "));
  return entities.some((each) =>
    nameKey(each.name)
      .split(" ")
      .some((word) => words.has(word)),
  );
}

/**
 * @param {Article} article
 * @returns {Named}
 */
function namedIn({ texts }) {
  /** @type {Named} */
  const found = new Map();
  for (const sentence of texts) {
    for (const entity of new Set(sentence.names.map((span) => span.entity))) {
      if (entity) found.set(entity, [...(found.get(entity) ?? []), sentence]);
    }
  }
  return found;
}

/**
 * @param {Model} model
 * @param {Article} article
 * @param {Entity} entity
 * @param {Entity} target
 */
function moveMentions({ figures }, article, entity, target) {
  const spans = article.texts.flatMap((sentence) =>
    sentence.names.filter((span) => span.entity === entity).map((span) => ({ span, text: sentence.text })),
  );
  for (const { span, text } of spans) {
    const form = text.slice(...characterRange(text, span.start, span.end));
    if (!article.duplicate) moveForm(entity, target, form);
    Object.assign(span, { entity: target, label: target.label });
  }
  const taken = entity.sentences.filter((sentence) => sentence.article === article);
  entity.sentences = entity.sentences.filter((sentence) => sentence.article !== article);
  target.sentences = inOrder([...new Set([...target.sentences, ...taken])]);
  for (const figure of figures) {
    if (figure.sentence.article !== article) continue;
    if (figure.about === entity) figure.about = target;
    if (figure.attributed === entity) figure.attributed = target;
  }
  target.figures = [...target.figures, ...entity.figures.filter((figure) => figure.about === target)];
  entity.figures = entity.figures.filter((figure) => figure.about === entity);
}

/**
 * @param {Entity} entity
 * @param {Entity} target
 * @param {string} form
 */
function moveForm(entity, target, form) {
  const place = entity.forms.findIndex(([each, , count]) => each === form && count > 0);
  entity.forms = entity.forms
    .map(
      ([each, rule, count], index) =>
        /** @type {typeof entity.forms[number]} */ ([each, rule, count - Number(index === place)]),
    )
    .filter(([, , count]) => count > 0);
  target.forms = mergedForms([...target.forms, [form, "alias", 1]]);
}

/**
 * @param {Model} model
 * @param {Article} article
 * @param {{entity: Entity, target: Entity, mentions: number, isNew: boolean}} moved isNew: the article did not name the
 *   target
 */
function moveCounts({ payload }, article, { entity, target, mentions, isNew }) {
  entity.mentions -= mentions;
  target.mentions += mentions;
  entity.articles -= 1;
  entity.cells = changedCells(entity.cells, article, -1, payload);
  if (isNew) {
    target.articles += 1;
    target.cells = changedCells(target.cells, article, 1, payload);
    Object.assign(target, spanOfTime(target, { first: article.date, last: article.date }));
  }
  const dates = [...articlesOf(entity)].flatMap(({ date }) => (date === null ? [] : [date])).sort();
  if (articlesOf(entity).size === entity.articles) {
    Object.assign(entity, { first: dates[0] ?? null, last: dates.at(-1) ?? null });
  }
  for (const each of [entity, target]) Object.assign(each, { pagerank: null, betweenness: null });
}

/**
 * @param {CellCounts} cells
 * @param {Article} article
 * @param {number} by
 * @param {Payload} payload
 */
function changedCells(cells, article, by, payload) {
  const times = new Array(Math.abs(by)).fill(article);
  return by > 0 ? addCells(cells, cellsOf(times, payload), [], payload) : addCells(cells, [], times, payload);
}

/**
 * Each of two entities with all others, and with each other once.
 * @param {[Entity, Entity]} both
 * @param {Set<Entity>} all
 * @returns {[Entity, Entity][]}
 */
function pairsOf([entity, target], all) {
  const others = [...all].filter((each) => each !== entity && each !== target);
  return [
    [entity, target],
    ...others.flatMap(
      (other) =>
        /** @type {[Entity, Entity][]} */ ([
          [entity, other],
          [target, other],
        ]),
    ),
  ];
}

/**
 * @param {Preview} preview
 * @param {Article} article
 * @param {[Entity, Entity]} pair
 * @param {{before: Named, after: Named}} named
 */
function changeLink({ model, changed, changedLinks }, article, [one, other], { before, after }) {
  const { payload, weightUnit } = model;
  const [had, has] = [before, after].map((named) => sharedIn(named, one, other, payload.window));
  const change = { sentences: has.sentences - had.sentences, articles: has.articles - had.articles };
  if (!change.sentences && !change.articles) return;
  const known = linkBetween(one, other);
  const link = known ?? (has[weightUnit] ? addLink(model, one, other) : null);
  if (!link) return;
  link.sentences += change.sentences;
  link.articles = known
    ? link.articles + change.articles
    : articlesOfLink(link, payload.window, evidence(link, payload.window)).size;
  link.weight += change[weightUnit];
  link.cells = changedCells(link.cells, article, change[weightUnit], payload);
  if (change[weightUnit] > 0) Object.assign(link, spanOfTime(link, { first: article.date, last: article.date }));
  Object.assign(link, { npmi: null, llr: null, keywords: "" });
  for (const end of [one, other]) {
    end.strength = (end.strength ?? 0) + change[weightUnit];
    mark(changed, end, "exact");
  }
  changedLinks.add(link);
  if (link.weight > 0) return;
  for (const end of [one, other]) loseLink(end, link, link.weight);
  removeLinks(model, new Set([link]));
  changedLinks.delete(link);
}

/**
 * What a link counts in one article.
 * @param {Named} named
 * @param {Entity} one
 * @param {Entity} other
 * @param {string} window
 */
function sharedIn(named, one, other, window) {
  const [source, target] = [one, other].map((entity) => ({ ...entity, sentences: named.get(entity) ?? [] }));
  const link = /** @type {Link} */ ({ source, target });
  const found = evidence(link, window);
  const sentences = found.filter((place) => place.length === 1).length;
  return { sentences, articles: articlesOfLink(link, window, found).size };
}

/**
 * An entity that no article names any more; its id leads to the one that it has become.
 * @param {Model} model
 * @param {Entity} entity
 * @param {Entity} target
 */
function vanish(model, entity, target) {
  const node = model.nodes.find((each) => each.entity === entity);
  if (node && !model.nodes.some((each) => each.entity === target)) node.entity = target;
  removeEntity(model, entity);
  for (const [id, each] of model.entityById) if (each === entity) model.entityById.set(id, target);
}
