// Evidence for a link: the sentences that name both entities, else the nearest two within the window.
// pipeline/report/texts.py selects the sentences of the page by the same rule.

/** @import { Article, Link, Sentence } from "./model.js" */

/**
 * @param {Link} link
 * @param {string} window the setting: sentence, paragraph, document or sentences:N
 * @param {typeof groupByArticle} [grouped] which may remember what it has grouped
 * @returns {Sentence[][]} one sentence, or two of one article, for each place; by date
 */
export function evidence(link, window, grouped = groupByArticle) {
  const found = [];
  const ofTarget = grouped(link.target.sentences);
  for (const [article, mine] of grouped(link.source.sentences)) {
    const theirs = ofTarget.get(article);
    if (!theirs || article.duplicate) continue;
    const both = mine.filter((sentence) => theirs.includes(sentence));
    if (both.length) found.push(...both.map((sentence) => [sentence]));
    else if (window !== "sentence") found.push(...nearest(mine, theirs, window));
  }
  return found.sort(([a], [b]) => byDate(a, b) || a.article.index - b.article.index || a.number - b.number);
}

/**
 * The carried articles that a link counts: those that name both entities, or within the window where that is not the
 * sentence.
 * @param {Link} link
 * @param {string} window
 * @param {Sentence[][]} found its evidence
 */
export function articlesOfLink({ source, target }, window, found) {
  if (window !== "sentence") return new Set(found.map(([{ article }]) => article));
  const theirs = new Set(target.sentences.map(({ article }) => article));
  const both = source.sentences.map(({ article }) => article).filter((article) => theirs.has(article));
  return new Set(both.filter(({ duplicate }) => !duplicate));
}

/**
 * @param {Sentence[]} sentences
 * @returns {Map<Article, Sentence[]>}
 */
export function groupByArticle(sentences) {
  /** @type {Map<Article, Sentence[]>} */
  const found = new Map();
  for (const sentence of sentences) {
    const group = found.get(sentence.article);
    if (group) group.push(sentence);
    else found.set(sentence.article, [sentence]);
  }
  return found;
}

/**
 * The nearest pair of sentences, one naming each entity, if there is one within the window.
 * @param {Sentence[]} mine
 * @param {Sentence[]} theirs
 * @param {string} window
 * @returns {Sentence[][]}
 */
function nearest(mine, theirs, window) {
  const pairs = mine.flatMap((a) => theirs.map((b) => [a, b])).filter(([a, b]) => isNear(a, b, window));
  if (!pairs.length) return [];
  const gap = (/** @type {Sentence[]} */ [a, b]) => Math.abs(a.number - b.number);
  const best = pairs.reduce((least, pair) => (gap(pair) < gap(least) ? pair : least));
  return [best.sort((a, b) => a.number - b.number)];
}

/**
 * @param {Sentence} a
 * @param {Sentence} b
 * @param {string} window
 */
function isNear(a, b, window) {
  if (window === "document") return true;
  const reach = Number(window.split(":")[1] ?? 0);
  return reach ? Math.abs(a.number - b.number) < reach : a.paragraph === b.paragraph;
}

/**
 * Compare by date; undated articles come last.
 * @param {Sentence} a
 * @param {Sentence} b
 */
const byDate = (a, b) => compareDates(a.article.date ?? "9999", b.article.date ?? "9999");

/**
 * The order of two dates as they are written; to compare them as words takes much longer.
 * @param {string} a
 * @param {string} b
 */
export const compareDates = (a, b) => (a < b ? -1 : Number(a > b));
