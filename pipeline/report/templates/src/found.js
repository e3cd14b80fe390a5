// The sentences that a search found, with the sentences around them.

import { csvButton } from "./download.js";
import { h } from "./html.js";
import { day, formatNumber, say, t, words } from "./language.js";
import { titleOf } from "./model.js";
import { payload, sentenceIndex } from "./page.js";
import { articleLink, backButton, between, lead, longList } from "./parts.js";
import { findSentences, foundPieces } from "./sentences.js";

/** @import { Child } from "./html.js" */
/** @import { Sentence } from "./model.js" */

/**
 * @param {string} query
 * @returns {Child[]}
 */
export function foundTab(query) {
  const { exact, folded } = findSentences(sentenceIndex(), query);
  const { totals, carried } = payload;
  const { phrases } = words();
  const read = () => ({
    head: ["article_id", "title", "date", "source", "sentence", "text"],
    rows: [...exact, ...folded].map(({ article, number, text }) => [
      article.id,
      article.title,
      article.date,
      article.source,
      number,
      text,
    ]),
  });
  return [
    h("div", { class: "row" }, backButton(), csvButton(query, read)),
    h(
      "div",
      { class: "found", id: "found" },
      h("h2", {}, phrases.sentencesWith(say, exact.length + folded.length, query)),
      carried.sentences < totals.sentences ? lead(phrases.searched(say, carried.sentences, totals.sentences)) : null,
      group(t("asWritten"), exact, query),
      group(t("otherwise"), folded, query),
    ),
  ];
}

/**
 * @param {string} title
 * @param {Sentence[]} sentences
 * @param {string} query
 */
function group(title, sentences, query) {
  if (!sentences.length) return null;
  const options = { first: 30, class: "quotes" };
  return [
    h("h3", {}, `${title} (${formatNumber(sentences.length)})`),
    longList(sentences, (each) => row(each, query), options),
  ];
}

/**
 * @param {Sentence} sentence
 * @param {string} query
 */
function row(sentence, query) {
  const { article, number, text } = sentence;
  const pieces = foundPieces(text, query).map((piece) =>
    piece.isMatch ? h("mark", { class: "found" }, piece.text) : piece.text,
  );
  const around = (/** @type {number} */ place) => {
    const other = article.texts.find((each) => each.number === place);
    return other ? h("span", { class: "around" }, ` ${other.text} `) : null;
  };
  const from = between([articleLink(article, number), day(article.date), article.source], ", ");
  const quote = h(
    "blockquote",
    { lang: "de", title: titleOf(article) },
    around(number - 1),
    pieces,
    around(number + 1),
  );
  return h("li", {}, quote, h("span", { class: "from" }, from));
}
