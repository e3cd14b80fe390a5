// Full text search in the carried sentences; pure functions over an index.

import { fold, foldedWords, foldOnce } from "./fold.js";
import { hasWords } from "./search.js";

/** @import { Article, Sentence } from "./model.js" */
/** @typedef {{sentence: Sentence, plain: string, folded: string}} IndexedSentence */
/** @typedef {{exact: Sentence[], folded: Sentence[]}} FoundSentences */
/** @typedef {{text: string, isMatch: boolean}} Piece */

const STEP = 50; // sentences per step
const WORD = /[\p{L}\p{N}]+/gu;

/**
 * @param {Article[]} articles
 * @returns {Generator<unknown, IndexedSentence[]>}
 */
export function* sentenceSteps(articles) {
  /** @type {IndexedSentence[]} */
  const index = [];
  for (const article of articles) {
    if (article.duplicate) continue; // a copy says nothing new
    for (const sentence of article.texts) {
      index.push({ sentence, plain: sentence.text.toLowerCase(), folded: foldOnce(sentence.text) });
      if (index.length % STEP === 0) yield;
    }
  }
  return index;
}

/**
 * Sentences that hold the query as it is written, whole words before parts of words; then those that hold all of its
 * words in some order or in another spelling.
 * @param {IndexedSentence[]} index
 * @param {string} query
 * @returns {FoundSentences}
 */
export function findSentences(index, query) {
  const plain = query.trim().toLowerCase();
  const words = foldedWords(query);
  if (!words.length) return { exact: [], folded: [] };
  const isWhole = wholeWords(plain);
  /** @type {[Sentence[], Sentence[], Sentence[]]} */
  const [whole, part, folded] = [[], [], []];
  for (const each of index) {
    if (each.plain.includes(plain)) (isWhole.test(each.plain) ? whole : part).push(each.sentence);
    else if (hasWords(each.folded, words)) folded.push(each.sentence);
  }
  return { exact: [...whole, ...part], folded };
}

/** @param {string} plain */
const wholeWords = (plain) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(plain)}(?![\\p{L}\\p{N}])`, "u");

/** @param {string} text */
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/**
 * A text in pieces: what the query found in it, and the rest.
 * @param {string} text
 * @param {string} query
 * @returns {Piece[]}
 */
export function foundPieces(text, query) {
  const plain = query.trim().toLowerCase();
  const lower = text.toLowerCase();
  const spans = lower.length === text.length ? spansOf(lower, plain) : []; // İ becomes two characters
  if (spans.length) return cut(text, spans);
  const words = foldedWords(query);
  const found = [...text.matchAll(WORD)].filter(([word]) => words.some((each) => fold(word).includes(each)));
  return cut(
    text,
    found.map(({ 0: word, index }) => [index, index + word.length]),
  );
}

/**
 * @param {string} text
 * @param {string} part
 * @returns {[number, number][]}
 */
function spansOf(text, part) {
  /** @type {[number, number][]} */
  const spans = [];
  for (let at = text.indexOf(part); part && at >= 0; at = text.indexOf(part, at + part.length)) {
    spans.push([at, at + part.length]);
  }
  return spans;
}

/**
 * @param {string} text
 * @param {[number, number][]} spans
 * @returns {Piece[]}
 */
function cut(text, spans) {
  const pieces = [];
  let position = 0;
  for (const [start, end] of spans) {
    pieces.push({ text: text.slice(position, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    position = end;
  }
  pieces.push({ text: text.slice(position), isMatch: false });
  return pieces.filter((piece) => piece.text);
}
