// Search entities by their spellings and articles by their titles; pure functions over an index.

import { foldedWords, foldOnce } from "./fold.js";
import { finish } from "./idle.js";

/** @import { Article, Entity } from "./model.js" */
/**
 * `words` are numbers of folded words; `plain` holds the spellings in small letters.
 * @typedef {{entity: Entity, words: number[], plain: string}} IndexedEntity
 */
/** @typedef {{article: Article, folded: string}} IndexedArticle */

/**
 * The folded words of names, numbered in the order in which they were met.
 * @typedef {object} Words
 * @property {string[]} words
 * @property {Map<string, number>} numbers of the words
 * @property {number[]} sizes how many different triples of letters each word has
 * @property {Map<string, number[]>} wordsWith the words in which each triple occurs
 */
/** @typedef {Words & {entities: IndexedEntity[], articles: IndexedArticle[]}} SearchIndex */

const MIN_SHARE = 0.5; // of letter triples; below it two words are different words
const PART = 0.75; // likeness of a word to one of which it is a part; what is less alike is only similar
const STEP = 50; // names per step

/** @returns {Words} */
export const noWords = () => ({ words: [], numbers: new Map(), sizes: [], wordsWith: new Map() });

/**
 * @param {Entity[]} entities
 * @param {Article[]} articles
 * @param {Words} [words] to which new ones are added; the indexes of models that differ in little share them
 * @returns {Generator<unknown, SearchIndex>}
 */
export function* indexSteps(entities, articles, words = noWords()) {
  /** @type {SearchIndex} */
  const index = { ...words, entities: [], articles: [] };
  const numberOf = (/** @type {string} */ word) => words.numbers.get(word) ?? addWord(words, word);
  for (const entity of entities) {
    const spellings = [...new Set([entity.name, ...entity.forms.map(([form]) => form)])];
    const own = new Set(spellings.flatMap((spelling) => foldOnce(spelling).split(" ").filter(Boolean)));
    index.entities.push({ entity, words: [...own].map(numberOf), plain: spellings.join("\n").toLowerCase() });
    if (entity.index % STEP === 0) yield;
  }
  for (const article of articles) {
    index.articles.push({ article, folded: foldOnce(`${article.title ?? ""} ${article.id}`) });
    if (article.index % STEP === 0) yield;
  }
  return index;
}

/**
 * @param {Words} known
 * @param {string} word
 * @returns {number} its number
 */
function addWord({ words, numbers, sizes, wordsWith }, word) {
  const own = triples(word);
  for (const triple of own) {
    const found = wordsWith.get(triple);
    if (found) found.push(words.length);
    else wordsWith.set(triple, [words.length]);
  }
  sizes.push(own.size);
  numbers.set(word, words.length);
  return words.push(word) - 1;
}

/**
 * @param {Entity[]} entities
 * @param {Article[]} articles
 */
export const buildIndex = (entities, articles) => finish(indexSteps(entities, articles));

/**
 * Entities of which every word of the query is a word, or a part of one; and those with similar words.
 * Best first; among equals, those spelt like the query first.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {{exact: Entity[], similar: Entity[]}}
 */
export function searchEntities(index, query) {
  const likeness = foldedWords(query).map((word) => likenessOfAll(index, word));
  if (!likeness.length) return { exact: [], similar: [] };
  const plain = query.trim().toLowerCase();
  /** @type {{entity: Entity, least: number, score: number, isPlain: boolean}[]} */
  const hits = [];
  for (const { entity, words, plain: spellings } of index.entities) {
    const scores = likeness.map((of) => words.reduce((best, word) => Math.max(best, of[word]), 0));
    const least = Math.min(...scores);
    if (least <= 0) continue;
    const score = scores.reduce((total, each) => total + each, 0) / scores.length;
    hits.push({ entity, least, score, isPlain: spellings.includes(plain) });
  }
  hits.sort((a, b) => b.score - a.score || Number(b.isPlain) - Number(a.isPlain) || a.entity.index - b.entity.index);
  const some = (/** @type {boolean} */ isExact) =>
    hits.filter(({ least }) => least >= PART === isExact).map(({ entity }) => entity);
  return { exact: some(true), similar: some(false) };
}

/**
 * Entities that match every word of the query exactly, in part or nearly; best first.
 * @param {SearchIndex} index
 * @param {string} query
 */
export function findEntities(index, query) {
  const { exact, similar } = searchEntities(index, query);
  return [...exact, ...similar];
}

/**
 * Articles whose title or file name contains every word of the query.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Article[]}
 */
export function findArticles(index, query) {
  const words = foldedWords(query);
  if (!words.length) return [];
  return index.articles.filter(({ folded }) => hasWords(folded, words)).map(({ article }) => article);
}

/**
 * Whether a folded text contains all of these folded words, also as parts of words.
 * @param {string} folded
 * @param {string[]} words
 */
export const hasWords = (folded, words) => words.every((word) => folded.includes(word));

/**
 * Similarity of a folded word to each word of the index.
 * @param {SearchIndex} index
 * @param {string} query
 */
function likenessOfAll({ words, sizes, wordsWith }, query) {
  const mine = triples(query);
  const shared = new Uint16Array(words.length);
  for (const triple of mine) for (const word of wordsWith.get(triple) ?? []) shared[word] += 1;
  return Float64Array.from(
    words,
    (word, number) => likenessAsPart(query, word) || likenessByShare(shared[number], mine.size + sizes[number]),
  );
}

/**
 * Similarity of two folded words, from 0 to 1; the same value as in pipeline/results/entity_search.py.
 * @param {string} query
 * @param {string} word
 */
export function likeness(query, word) {
  const mine = triples(query);
  const theirs = triples(word);
  const shared = [...mine].filter((triple) => theirs.has(triple)).length;
  return likenessAsPart(query, word) || likenessByShare(shared, mine.size + theirs.size);
}

/**
 * @param {string} query
 * @param {string} word
 */
function likenessAsPart(query, word) {
  if (query === word) return 1;
  if (word.startsWith(query)) return 0.9;
  return word.includes(query) && Array.from(query).length > 2 ? PART : 0;
}

/**
 * @param {number} shared
 * @param {number} both
 */
function likenessByShare(shared, both) {
  const share = (2 * shared) / both;
  return share >= MIN_SHARE ? 0.8 * share : 0;
}

/** @param {string} word */
function triples(word) {
  const letters = Array.from(`  ${word} `);
  return new Set(letters.slice(2).map((_, start) => letters.slice(start, start + 3).join("")));
}
