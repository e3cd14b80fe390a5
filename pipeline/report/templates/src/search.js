// Search entities by their spellings and articles by their titles; pure functions over an index.

import { fold, foldedWords } from "./fold.js";

/** @import { Article, Entity } from "./model.js" */
/** @typedef {{entity: Entity, words: string[]}} IndexedEntity */
/** @typedef {{article: Article, folded: string}} IndexedArticle */
/** @typedef {{entities: IndexedEntity[], articles: IndexedArticle[]}} SearchIndex */

const MIN_SHARE = 0.5; // of letter triples; below it two words are different words

/**
 * @param {Entity[]} entities
 * @param {Article[]} articles
 * @returns {SearchIndex}
 */
export function buildIndex(entities, articles) {
  const spellings = (/** @type {Entity} */ entity) => [entity.name, ...entity.forms.map(([form]) => form)];
  return {
    entities: entities.map((entity) => ({ entity, words: [...new Set(spellings(entity).flatMap(foldedWords))] })),
    articles: articles.map((article) => ({ article, folded: fold(`${article.title ?? ""} ${article.id}`) })),
  };
}

/**
 * Entities that match every word of the query exactly, in part or nearly; best first.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Entity[]}
 */
export function findEntities(index, query) {
  const words = foldedWords(query);
  if (!words.length) return [];
  const hits = index.entities.map(({ entity, words: own }) => {
    const scores = words.map((word) => Math.max(0, ...own.map((each) => likeness(word, each))));
    const sum = scores.reduce((total, score) => total + score, 0);
    return { entity, score: Math.min(...scores) > 0 ? sum / words.length : 0 };
  });
  return hits
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.entity.index - b.entity.index)
    .map((hit) => hit.entity);
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
 * Similarity of two folded words, from 0 to 1; the same value as in pipeline/results/entity_search.py.
 * @param {string} query
 * @param {string} word
 */
export function likeness(query, word) {
  if (query === word) return 1;
  if (word.startsWith(query)) return 0.9;
  if (Array.from(query).length > 2 && word.includes(query)) return 0.75;
  const mine = triples(query);
  const theirs = triples(word);
  const shared = [...mine].filter((triple) => theirs.has(triple)).length;
  const share = (2 * shared) / (mine.size + theirs.size);
  return share >= MIN_SHARE ? 0.8 * share : 0;
}

/** @param {string} word */
function triples(word) {
  const letters = Array.from(`  ${word} `);
  return new Set(letters.slice(2).map((_, start) => letters.slice(start, start + 3).join("")));
}
