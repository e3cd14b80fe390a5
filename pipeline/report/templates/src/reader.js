// The text of an article, as far as the page contains it, with names and numbers marked.

import { h } from "./html.js";
import { day, t } from "./language.js";
import { marked } from "./marked.js";
import { titleOf } from "./model.js";
import { inNotebook } from "./notebook.js";
import { payload } from "./page.js";
import { backButton, between, gap, lead, originalLink } from "./parts.js";

/** @import { Child } from "./html.js" */
/** @import { Article, Sentence } from "./model.js" */

/**
 * @param {Article} article
 * @param {number | null} target the sentence to point at
 * @returns {Child[]}
 */
export function reader(article, target) {
  const { heading, paragraphs } = layOut(article);
  const legend = payload.labels.map((label) => h("mark", { class: label }, t(label)));
  return [
    buttons(),
    h(
      "article",
      { class: "prose", id: "reader", lang: "de" },
      h("h2", {}, heading ? marked(heading) : titleOf(article)),
      h("p", { class: "meta" }, origin(article)),
      h("p", { class: "legend" }, legend, h("mark", { class: "num" }, t("number"))),
      article.complete ? null : lead(t(article.texts.length ? "partly" : "absent")),
      paragraphs.map((sentences) => paragraph(sentences, target)),
    ),
  ];
}

/**
 * The heading, if the text begins with the title, and the paragraphs.
 * @param {Article} article
 * @returns {{heading: Sentence | null, paragraphs: Sentence[][]}}
 */
function layOut({ title, texts }) {
  const [first, second] = texts;
  const heading = first?.text === title && first.paragraph !== second?.paragraph ? first : null;
  /** @type {Map<number, Sentence[]>} */
  const paragraphs = new Map();
  for (const sentence of texts) {
    if (sentence === heading) continue;
    const group = paragraphs.get(sentence.paragraph);
    if (group) group.push(sentence);
    else paragraphs.set(sentence.paragraph, [sentence]);
  }
  return { heading, paragraphs: [...paragraphs.values()] };
}

function buttons() {
  return h(
    "div",
    { class: "row" },
    backButton(),
    inNotebook ? null : h("button", { type: "button", class: "plain", onclick: () => window.print() }, t("print")),
  );
}

/** @param {Article} article */
function origin(article) {
  const { date, source, author, url, id, duplicate } = article;
  const copy = duplicate && h("span", { class: "copy" }, `${t("duplicate")} `, originalLink(article));
  return between([day(date), source, author, url, id, copy], " · ");
}

/**
 * @param {Sentence[]} sentences
 * @param {number | null} target
 */
function paragraph(sentences, target) {
  const parts = sentences.map((sentence, index) => [
    index ? gap(sentences[index - 1], sentence, h("span", { class: "gap" }, " … ")) : "",
    h("span", { class: sentence.number === target ? "target" : null }, marked(sentence, [], { labels: true })),
  ]);
  return h("p", {}, parts);
}
