// The payload as objects that refer to each other: entities, links, articles, sentences and figures.

import { finish } from "./idle.js";
import { characterRange } from "./spans.js";

/** @import { ArticleRow, CellCounts, EntityRow, FigureRow, FormRow, Label, LinkRow, NumberKind, Payload, RoleRow, RoleStatus } from "./payload.js" */

/**
 * @typedef {object} Entity
 * @property {number} index its rank by strength
 * @property {string} id
 * @property {string} name
 * @property {Label} label
 * @property {number} mentions
 * @property {number} articles
 * @property {string | null} first date of the first article that names it
 * @property {string | null} last
 * @property {string | null} country
 * @property {number} degree
 * @property {number | null} strength
 * @property {number | null} community
 * @property {number | null} pagerank
 * @property {number | null} betweenness
 * @property {FormRow[]} forms
 * @property {CellCounts} cells
 * @property {Link[]} links
 * @property {Sentence[]} sentences the carried sentences that name it
 * @property {Figure[]} figures what is reported about it, copies of articles left out
 * @property {Role[]} roles its roles, and the roles of people in or for it
 */

/**
 * A role as the text states it.
 * @typedef {object} Role
 * @property {Entity} person
 * @property {string} text
 * @property {RoleStatus | null} status
 * @property {Entity | null} organisation
 * @property {number} count sentences that state it
 * @property {[article: Article, sentence: number][]} places the first of them
 */

/**
 * @typedef {object} Link
 * @property {number} index
 * @property {Entity} source
 * @property {Entity} target
 * @property {number} sentences
 * @property {number} articles
 * @property {number} weight its sentences, or its articles where a pair need not share a sentence
 * @property {number | null} npmi
 * @property {number | null} llr
 * @property {string | null} first
 * @property {string | null} last
 * @property {boolean} backbone
 * @property {CellCounts} cells
 * @property {string} keywords what its sentences are about, the most typical first, separated by commas
 * @property {number} stated sentences that state a role of one end in or for the other
 */

/**
 * @typedef {object} Article
 * @property {number} index
 * @property {string} id
 * @property {string | null} title
 * @property {string | null} date
 * @property {string | null} source
 * @property {string | null} author
 * @property {string | null} url
 * @property {string | null} duplicate id of the article of which it is a copy
 * @property {number} sentences
 * @property {number} names
 * @property {number} numbers
 * @property {number} group number of its newspaper among the sources, whatever its spelling here; -1 without one
 * @property {boolean} complete whether all of its sentences are carried
 * @property {Sentence[]} texts its carried sentences
 */

/** @typedef {{path: string, stage: string, error: string}} Failure */
/** @typedef {{start: number, end: number, entity: Entity | null, label: Label}} NameSpan */

/**
 * @typedef {object} Sentence
 * @property {Article} article
 * @property {number} number its place in the article
 * @property {number} paragraph
 * @property {string} text
 * @property {NameSpan[]} names
 * @property {Figure[]} figures
 */

/**
 * @typedef {object} Figure
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {NumberKind} kind
 * @property {string | number | null | undefined} value
 * @property {string | number | null | undefined} max
 * @property {string | null | undefined} approx
 * @property {string | null | undefined} unit
 * @property {string | null | undefined} noun
 * @property {Entity | null} about
 * @property {Entity | null} attributed the source of the figure
 * @property {boolean} isRelative whether it is a date that depends on the date of the article
 * @property {Sentence} sentence
 */

/** @typedef {{entity: Entity, x: number, y: number, r: number}} GraphNode */

/**
 * @typedef {object} Model
 * @property {Payload} payload
 * @property {Entity[]} entities
 * @property {Link[]} links
 * @property {Article[]} articles
 * @property {Failure[]} failures
 * @property {Figure[]} figures
 * @property {GraphNode[]} nodes
 * @property {Map<string, Entity>} entityById
 * @property {Map<string, Article>} articleById
 * @property {"sentences" | "articles"} weightUnit what links are weighed in
 */

/**
 * @param {Payload} payload
 * @returns {Model}
 */
export function buildModel(payload) {
  const model = buildNetwork(payload);
  finish(textSteps(model));
  return model;
}

/**
 * The model without its texts, which take longer to build than a reader wants to wait for the first picture.
 * @param {Payload} payload
 * @returns {Model}
 */
export function buildNetwork(payload) {
  const entities = payload.entities.map((row, index) => makeEntity(row, index, payload));
  const links = payload.edges.map((row, index) => makeLink(row, index, entities, payload));
  for (const link of links) {
    link.source.links.push(link);
    link.target.links.push(link);
  }
  const articles = payload.articles.map(makeArticle);
  for (const row of payload.roles) addRole(row, entities, articles);
  const { nodes, x, y, r } = payload.graph;
  return {
    payload,
    entities,
    links,
    articles,
    failures: payload.failures.map(([path, stage, error]) => ({ path, stage, error })),
    figures: [],
    nodes: nodes.map((number, index) => ({ entity: entities[number], x: x[index], y: y[index], r: r[index] })),
    entityById: new Map(entities.map((entity) => [entity.id, entity])),
    articleById: new Map(articles.map((article) => [article.id, article])),
    weightUnit: payload.window === "sentence" ? "sentences" : "articles",
  };
}

/**
 * Made in one piece, without copies in between: a page has thousands.
 * @param {EntityRow} row
 * @param {number} index
 * @param {Payload} payload
 * @returns {Entity}
 */
function makeEntity(row, index, { dates }) {
  return {
    index,
    id: row[0],
    name: row[1],
    label: row[2],
    mentions: row[3],
    articles: row[4],
    first: dates[row[5] ?? -1] ?? null,
    last: dates[row[6] ?? -1] ?? null,
    country: row[7],
    degree: row[8],
    strength: row[9],
    community: row[10],
    pagerank: row[11],
    betweenness: row[12],
    forms: row[13],
    cells: row[14],
    links: [],
    sentences: [],
    figures: [],
    roles: [],
  };
}

/**
 * @param {LinkRow} row
 * @param {number} index
 * @param {Entity[]} entities
 * @param {Payload} payload
 * @returns {Link}
 */
function makeLink(row, index, entities, { dates, window }) {
  return {
    index,
    source: entities[row[0]],
    target: entities[row[1]],
    sentences: row[2],
    articles: row[3],
    weight: window === "sentence" ? row[2] : row[3],
    npmi: row[4],
    llr: row[5],
    first: dates[row[6] ?? -1] ?? null,
    last: dates[row[7] ?? -1] ?? null,
    backbone: row[8] === 1,
    cells: row[9],
    keywords: row[10] ?? "",
    stated: row[11],
  };
}

/**
 * @param {RoleRow} row
 * @param {Entity[]} entities
 * @param {Article[]} articles
 */
function addRole([personNumber, text, status, organisationNumber, count, numbers], entities, articles) {
  const person = entities[personNumber];
  const organisation = organisationNumber === null ? null : entities[organisationNumber];
  /** @type {Role["places"]} */
  const places = [];
  for (let i = 0; i < numbers.length; i += 2) places.push([articles[numbers[i]], numbers[i + 1]]);
  const role = { person, text, status, organisation, count, places };
  person.roles.push(role);
  organisation?.roles.push(role);
}

/**
 * @param {ArticleRow} row
 * @param {number} index
 * @returns {Article}
 */
function makeArticle(row, index) {
  const [id, title, date, source, author, url, duplicate, sentences, names, numbers, group] = row;
  const counts = { sentences, names, numbers, group };
  return { index, id, title, date, source, author, url, duplicate, ...counts, complete: false, texts: [] };
}

/**
 * Attach the carried sentences to their articles and entities, and collect the figures in the order of the texts.
 * @param {Model} model
 * @returns {Generator<unknown, void>}
 */
export function* textSteps({ payload, entities, articles, figures: all }) {
  for (const [articleNumber, complete, rows] of payload.texts) {
    const article = articles[articleNumber];
    article.complete = complete === 1;
    for (const [number, paragraph, text, names, figures = []] of rows) {
      /** @type {Sentence} */
      const sentence = { article, number, paragraph, text, names: [], figures: [] };
      article.texts.push(sentence);
      addNames(sentence, names, entities, payload.labels);
      for (const row of figures) all.push(addFigure(sentence, row, entities, payload.kinds));
    }
    yield;
  }
}

/**
 * @param {Sentence} sentence
 * @param {number[]} names start, end, entity …
 * @param {Entity[]} entities
 * @param {Label[]} labels
 */
function addNames(sentence, names, entities, labels) {
  for (let i = 0; i < names.length; i += 3) {
    const number = names[i + 2];
    const entity = number >= 0 ? entities[number] : null;
    const label = entity ? entity.label : labels[-1 - number];
    sentence.names.push({ start: names[i], end: names[i + 1], entity, label });
    if (entity && entity.sentences.at(-1) !== sentence) entity.sentences.push(sentence);
  }
}

/**
 * @param {Sentence} sentence
 * @param {FigureRow} row
 * @param {Entity[]} entities
 * @param {NumberKind[]} kinds
 * @returns {Figure}
 */
function addFigure(sentence, row, entities, kinds) {
  const [start, end, kindNumber, value, max, approx, unit, noun, aboutNumber, attributedNumber, relative] = row;
  const text = sentence.text.slice(...characterRange(sentence.text, start, end));
  const about = entities[aboutNumber ?? -1] ?? null;
  const attributed = entities[attributedNumber ?? -1] ?? null;
  const kind = kinds[kindNumber];
  const figure = {
    start,
    end,
    text,
    kind,
    value,
    max,
    approx,
    unit,
    noun,
    about,
    attributed,
    isRelative: relative === 1,
    sentence,
  };
  sentence.figures.push(figure);
  if (about && !sentence.article.duplicate) about.figures.push(figure); // a copy reports nothing new
  return figure;
}

/**
 * The end of a link that is not this entity.
 * @param {Link} link
 * @param {Entity} entity
 */
export const otherEnd = (link, entity) => (link.source === entity ? link.target : link.source);

/**
 * @param {Entity | undefined} one
 * @param {Entity | undefined} other
 * @returns {Link | null}
 */
export function linkBetween(one, other) {
  return one?.links.find((link) => link.source === other || link.target === other) ?? null;
}

/**
 * Links, strongest first.
 * @param {Link[]} links
 */
export function rankedLinks(links) {
  return [...links].sort((a, b) => b.weight - a.weight || (b.llr ?? 0) - (a.llr ?? 0) || a.index - b.index);
}

/**
 * Whether a number means little on its own; such numbers come last.
 * @param {Figure} figure
 */
export const isDull = ({ kind }) => kind === "date" || kind === "time" || kind === "ordinal";

/**
 * The display name of an article without a title.
 * @param {Article} article
 */
export const titleOf = (article) => article.title || article.id;
