// The network as it will be with corrections that are not applied yet, as far as the page can work it out: pure functions
// over a new model. What a merge shares is counted in the carried sentences; if they are not all there, a sum is an
// upper bound. Measures that depend on the whole network are left out.

import { articlesOfLink, evidence, groupByArticle } from "./evidence.js";
import { finish } from "./idle.js";
import { buildNetwork, linkBetween, otherEnd, textSteps } from "./model.js";
import { nameKey } from "./name-key.js";
import { applyInArticle } from "./preview-article.js";
import {
  addCells,
  addLink,
  articlesOf,
  cellsOf,
  forgetSignificance,
  inOrder,
  isComplete,
  loseLink,
  mark,
  mergedForms,
  newEntity,
  removeEntity,
  removeLinks,
  setArticles,
  setCounts,
  spanOfTime,
  spansOf,
} from "./preview-counts.js";
import { characterRange } from "./spans.js";

/** @import { Correction } from "./corrections.js" */
/** @import { Article, Entity, Link, Model, NameSpan, Role, Sentence } from "./model.js" */
/** @import { Label, Payload } from "./payload.js" */

/**
 * How far the page shows a correction: with the right counts, with upper bounds, or only after a rebuild.
 * @typedef {"exact" | "bounds" | "rebuild"} Effect
 */

/**
 * @typedef {object} Preview
 * @property {Model} model
 * @property {Map<Entity, Effect>} changed entities with other counts than in the run
 * @property {Set<Link>} changedLinks
 * @property {Map<string, string[]>} names of entities by id, those of merged ones included
 * @property {boolean} hasAllLinks whether the page carries all links of the run
 * @property {Effect[]} effects one for each correction
 */

/**
 * @param {Payload} payload
 * @param {Correction[]} corrections
 * @returns {Generator<unknown, Preview>}
 */
export function* previewSteps(payload, corrections) {
  const model = buildNetwork({ ...payload, totals: { ...payload.totals }, cells: [...payload.cells] });
  yield;
  yield* textSteps(model);
  const preview = unchanged(payload, model);
  for (const correction of corrections) {
    addCorrection(preview, correction);
    yield;
  }
  return preview;
}

/**
 * @param {Payload} payload
 * @param {Correction[]} corrections
 */
export const previewOf = (payload, corrections) => finish(previewSteps(payload, corrections));

/**
 * The network without corrections.
 * @param {Payload} payload
 * @param {Model} model
 * @returns {Preview}
 */
export function unchanged(payload, model) {
  const given = payload.corrections.names;
  const names = new Map(model.entities.map((entity) => [entity.id, given[entity.index] ?? [entity.name]]));
  return {
    model,
    changed: new Map(),
    changedLinks: new Set(),
    names,
    hasAllLinks: payload.edges.length === payload.totals.edges,
    effects: [],
  };
}

/**
 * Change a preview by one more correction.
 * @param {Preview} preview
 * @param {Correction} correction
 */
export function addCorrection(preview, correction) {
  preview.effects.push(apply(preview, correction));
  return preview;
}

/**
 * @param {Preview} preview
 * @param {Correction} correction
 * @returns {Effect}
 */
function apply(preview, correction) {
  const { kind, id, to, into, article } = correction;
  const entity = preview.model.entityById.get(id);
  if (!entity || kind === "revoke") return "rebuild";
  if (article) return applyInArticle(preview, entity, correction);
  if (kind === "drop") return drop(preview, entity);
  if (kind === "separate") return separate(preview, entity, to);
  if (kind === "merge") {
    const target = preview.model.entityById.get(into ?? "");
    return target && target !== entity ? merge(preview, entity, target) : "rebuild";
  }
  if (kind === "rename") entity.name = to;
  else relabel(entity, /** @type {Label} */ (to));
  return "exact";
}

/**
 * @param {Entity} entity
 * @param {Label} label
 */
function relabel(entity, label) {
  entity.label = label;
  for (const span of spansOf(entity)) span.label = label;
}

/**
 * @param {Preview} preview
 * @param {Entity} entity
 * @returns {Effect}
 */
function drop({ model, changed, changedLinks }, entity) {
  for (const span of spansOf(entity)) span.entity = null;
  for (const figure of model.figures) if (figure.about === entity) figure.about = null;
  for (const role of entity.roles) loseRole(role, entity);
  for (const link of [...entity.links]) {
    const other = otherEnd(link, entity);
    loseLink(other, link, link.weight);
    mark(changed, other, "exact");
    changedLinks.delete(link);
  }
  removeLinks(model, new Set(entity.links));
  removeEntity(model, entity);
  model.entityById.delete(entity.id);
  return "exact";
}

/**
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {Entity} into
 * @returns {Effect}
 */
function merge(preview, entity, into) {
  const { model, changed, names } = preview;
  const isKnown = isCarried(entity) && isCarried(into);
  const linksKnown = mergeLinks(preview, entity, into);
  mergeCounts(model, entity, into);
  mergeSentences(model, entity, into);
  if (isKnown) recountSharedArticles(model, into);
  forgetSignificance(into);
  into.forms = mergedForms([...into.forms, ...entity.forms]);
  names.set(into.id, [...(names.get(into.id) ?? []), ...(names.get(entity.id) ?? [])]);
  const node = model.nodes.find((each) => each.entity === entity);
  if (node && !model.nodes.some((each) => each.entity === into)) node.entity = into;
  removeEntity(model, entity);
  const ids = [...model.entityById].filter(([, each]) => each === entity).map(([id]) => id);
  for (const id of ids) model.entityById.set(id, into);
  const effect = isKnown && linksKnown && preview.hasAllLinks ? "exact" : "bounds";
  mark(changed, into, effect === "exact" && changed.get(entity) !== "bounds" ? "exact" : "bounds");
  return effect;
}

/**
 * Whether all mentions of an entity are in carried sentences.
 * @param {Entity} entity
 */
function isCarried(entity) {
  const own = entity.sentences.filter(({ article }) => !article.duplicate);
  return spansOf(entity, own).length === entity.mentions;
}

/**
 * Give the links of an entity to the one it is merged with.
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {Entity} into
 * @returns {boolean} whether their weights are right, not upper bounds
 */
function mergeLinks(preview, entity, into) {
  const between = linkBetween(entity, into);
  if (between) for (const end of [into, entity]) loseLink(end, between, between.weight);
  into.degree += entity.degree;
  into.strength = (into.strength ?? 0) + (entity.strength ?? 0);
  const found = entity.links.map((link) => takeOver(preview, link, entity, into));
  const doubled = found.filter(({ kept, link }) => kept !== link).map(({ link }) => link);
  removeLinks(preview.model, new Set([...doubled, ...(between ? [between] : [])]));
  return found.every(({ exact }) => exact);
}

/**
 * @param {Preview} preview
 * @param {Link} link
 * @param {Entity} entity
 * @param {Entity} into
 */
function takeOver(preview, link, entity, into) {
  const same = linkBetween(into, otherEnd(link, entity));
  const exact = same ? joinLinks(preview, same, link, into) : moveLink(link, entity, into);
  const kept = same ?? link;
  preview.changedLinks.add(kept);
  return { link, kept, exact };
}

/**
 * @param {Link} link
 * @param {Entity} entity
 * @param {Entity} into
 */
function moveLink(link, entity, into) {
  if (link.source === entity) link.source = into;
  else link.target = into;
  into.links.push(link);
  return true;
}

/**
 * Two links with the same other end become one.
 * @param {Preview} preview
 * @param {Link} kept
 * @param {Link} link
 * @param {Entity} into the end of the link that is kept
 * @returns {boolean} whether its weight is right
 */
function joinLinks({ model, changed }, kept, link, into) {
  const other = otherEnd(kept, into);
  const { weight, exact } = joinCounts(model, kept, link);
  const shared = kept.weight + link.weight - weight;
  kept.weight = weight;
  loseLink(other, link, shared);
  into.degree -= 1;
  into.strength = (into.strength ?? 0) - shared;
  mark(changed, other, exact ? "exact" : "bounds");
  return exact;
}

/**
 * Add the counts of a link with the same other end; what both count is in the carried sentences, or some of it.
 * @param {Model} model
 * @param {Link} link
 * @param {Link} added
 * @returns {{weight: number, exact: boolean}} the weight afterwards
 */
function joinCounts(model, link, added) {
  const { window } = model.payload;
  const [mine, theirs] = [link, added].map((each) => evidence(each, window));
  const exact = isComplete(link, mine, window) && isComplete(added, theirs, window);
  const own = new Set(mine.flat());
  const both = new Set(theirs.filter((place) => place.length === 1 && own.has(place[0])).flat());
  const articles = articlesOfLink(link, window, mine);
  const shared = new Set([...articlesOfLink(added, window, theirs)].filter((article) => articles.has(article)));
  link.sentences += added.sentences - both.size;
  link.articles += added.articles - shared.size;
  Object.assign(link, spanOfTime(link, added), { backbone: link.backbone || added.backbone, keywords: "" });
  link.stated += added.stated;
  const isWeighedBySentences = model.weightUnit === "sentences";
  const twice = isWeighedBySentences ? [...both].map(({ article }) => article) : [...shared];
  link.cells = addCells(link.cells, added.cells, twice, model.payload);
  return { weight: isWeighedBySentences ? link.sentences : link.articles, exact };
}

/**
 * @param {Model} model
 * @param {Entity} entity
 * @param {Entity} into
 */
function mergeCounts(model, entity, into) {
  const own = articlesOf(into);
  const both = [...articlesOf(entity)].filter((article) => own.has(article));
  into.mentions += entity.mentions;
  into.articles += entity.articles - both.length;
  into.cells = addCells(into.cells, entity.cells, both, model.payload);
  Object.assign(into, spanOfTime(into, entity), { pagerank: null, betweenness: null });
}

/**
 * @param {Model} model
 * @param {Entity} entity
 * @param {Entity} into
 */
function mergeSentences(model, entity, into) {
  for (const span of spansOf(entity)) Object.assign(span, { entity: into, label: into.label });
  into.sentences = inOrder([...new Set([...into.sentences, ...entity.sentences])]);
  for (const figure of model.figures) if (figure.about === entity) figure.about = into;
  into.figures = [...into.figures, ...entity.figures];
  for (const role of entity.roles) {
    if (role.person === entity) role.person = into;
    else role.organisation = into;
  }
  into.roles = [...into.roles, ...entity.roles].filter((role) => role.person !== role.organisation);
}

/**
 * A role without its person is nobody's; without its organisation it is still that of the person.
 * @param {Role} role
 * @param {Entity} entity
 */
function loseRole(role, entity) {
  if (role.person !== entity) role.organisation = null;
  else if (role.organisation) role.organisation.roles = role.organisation.roles.filter((each) => each !== role);
}

/**
 * Count the articles that name an entity and its neighbours: one of those that were merged may have been named with a
 * neighbour of the other, but not in one sentence.
 * @param {Model} model
 * @param {Entity} entity
 */
function recountSharedArticles({ payload }, entity) {
  if (payload.window !== "sentence") return;
  for (const link of entity.links) {
    const other = otherEnd(link, entity);
    if (isCarried(other)) setArticles(link, [], payload);
  }
}

/**
 * Make a form of an entity one of its own. Its links are those of the carried sentences.
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {string} form
 * @returns {Effect}
 */
function separate(preview, entity, form) {
  const { model, changed, names } = preview;
  const taken = entity.forms.filter(([each]) => each === form);
  const mentions = taken.reduce((sum, [, , count]) => sum + count, 0);
  if (!taken.length || mentions >= entity.mentions) return "rebuild";
  const isKnown = isCarried(entity);
  const { window } = model.payload;
  const before = groupedOnce();
  const counted = entity.links.map((link) => ({
    link,
    complete: isComplete(link, evidence(link, window, before), window),
  }));
  const own = newEntity(model, entity, form, taken);
  splitSentences(entity, own, form);
  model.entities.push(own);
  model.entityById.set(own.id, own);
  model.payload.totals.entities += 1;
  names.set(own.id, [form]);
  entity.forms = entity.forms.filter(([each]) => each !== form);
  entity.mentions -= mentions;
  const after = groupedOnce();
  const gone = counted.filter(({ link, complete }) => splitLink(preview, link, { entity, own, complete, after }));
  removeLinks(model, new Set(gone.map(({ link }) => link)));
  linkForm(preview, entity, own, after);
  for (const each of [entity, own]) forgetSignificance(each);
  const linksKnown = counted.every(({ complete }) => complete);
  recount(preview, [entity, own], isKnown);
  const node = model.nodes.find((each) => each.entity === entity);
  if (node)
    model.nodes.push({ entity: own, x: node.x + node.r + 14, y: node.y + node.r + 14, r: Math.max(4, node.r / 2) });
  const effect = isKnown && linksKnown && preview.hasAllLinks && !isWide(preview, entity, form) ? "exact" : "rebuild";
  for (const each of [entity, own]) mark(changed, each, effect === "exact" ? "exact" : "bounds");
  return effect;
}

/**
 * Whether the form takes others along: in some article it is the name of mentions that are written in another way.
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {string} form
 */
function isWide({ model }, entity, form) {
  const wide = model.payload.corrections.wide[entity.index] ?? [];
  return wide.some((name) => nameKey(name) === nameKey(form));
}

/**
 * The places where a sentence names an entity in this form.
 * @param {Sentence} sentence
 * @param {Entity} entity
 * @param {string} form
 */
export function formSpans({ text, names }, entity, form) {
  const isForm = (/** @type {NameSpan} */ { start, end }) => text.slice(...characterRange(text, start, end)) === form;
  return names.filter((span) => span.entity === entity && isForm(span));
}

/**
 * @param {Entity} entity
 * @param {Entity} own
 * @param {string} form
 */
function splitSentences(entity, own, form) {
  for (const sentence of entity.sentences) {
    const spans = formSpans(sentence, entity, form);
    for (const span of spans) span.entity = own;
    if (spans.length) own.sentences.push(sentence);
  }
  entity.sentences = entity.sentences.filter(({ names }) => names.some((span) => span.entity === entity));
}

/** Sentences by article; those of an entity with many links are asked for many times. */
function groupedOnce() {
  /** @type {Map<Sentence[], Map<Article, Sentence[]>>} */
  const known = new Map();
  return (/** @type {Sentence[]} */ sentences) => {
    const found = known.get(sentences) ?? groupByArticle(sentences);
    known.set(sentences, found);
    return found;
  };
}

/**
 * Share a link between an entity and the form that has left it.
 * @param {Preview} preview
 * @param {Link} link
 * @param {object} parts
 * @param {Entity} parts.entity
 * @param {Entity} parts.own the form
 * @param {boolean} parts.complete whether all that the link counts is carried
 * @param {typeof groupByArticle} parts.after
 * @returns {boolean} whether nothing of the link is left
 */
function splitLink({ model, changed, changedLinks }, link, { entity, own, complete, after }) {
  const { payload } = model;
  const { window } = payload;
  const other = otherEnd(link, entity);
  const part = { ...link, index: model.links.length, source: own, target: other };
  const theirs = evidence(part, window, after);
  const rest = evidence(link, window, after);
  if (!theirs.length) {
    if (complete && isCarried(other)) setArticles(link, rest, payload);
    return false;
  }
  const before = link.weight;
  setCounts(part, theirs, model.weightUnit, payload);
  own.links.push(part);
  own.degree += 1;
  own.strength = (own.strength ?? 0) + part.weight;
  other.links.push(part);
  model.links.push(part);
  changedLinks.add(part).add(link);
  model.payload.totals.edges += 1;
  other.degree += 1;
  if (complete) setCounts(link, rest, model.weightUnit, payload);
  if (other.strength !== null) other.strength += part.weight + link.weight - before;
  mark(changed, other, complete ? "exact" : "bounds");
  if (!complete || rest.length) return false;
  loseLink(entity, link, before);
  loseLink(other, link, 0);
  changedLinks.delete(link);
  return true;
}

/**
 * Link an entity with the form that has left it, where both are named together.
 * @param {Preview} preview
 * @param {Entity} entity
 * @param {Entity} own the form
 * @param {typeof groupByArticle} after
 */
function linkForm({ model, changedLinks }, entity, own, after) {
  const { payload, weightUnit } = model;
  const found = evidence(/** @type {Link} */ ({ source: entity, target: own }), payload.window, after);
  if (!found.length) return;
  const link = addLink(model, entity, own);
  setCounts(link, found, weightUnit, payload);
  for (const end of [entity, own]) end.strength = (end.strength ?? 0) + link.weight;
  changedLinks.add(link);
}

/**
 * Recount entities, as far as the page carries what is counted.
 * @param {Preview} preview
 * @param {Entity[]} entities
 * @param {boolean} areCarried whether all of their mentions are carried
 */
function recount({ model, hasAllLinks }, entities, areCarried) {
  for (const entity of entities) {
    if (areCarried) recountArticles(model, entity);
    if (!hasAllLinks) continue;
    entity.degree = entity.links.length;
    entity.strength = entity.links.reduce((sum, { weight }) => sum + weight, 0);
  }
}

/**
 * @param {Model} model
 * @param {Entity} entity
 */
function recountArticles(model, entity) {
  const articles = [...articlesOf(entity)];
  const dates = articles.map(({ date }) => date).filter((date) => date !== null);
  entity.articles = articles.length;
  entity.cells = cellsOf(articles, model.payload);
  Object.assign(entity, {
    first: dates.sort()[0] ?? null,
    last: dates.at(-1) ?? null,
    pagerank: null,
    betweenness: null,
  });
}
