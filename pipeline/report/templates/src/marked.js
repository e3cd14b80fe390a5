// A sentence with its names and numbers marked.

import { h } from "./html.js";
import { formatNumber, t } from "./language.js";
import { store } from "./page.js";
import { pieces, withoutOverlap } from "./spans.js";

/** @import { Leaf } from "./html.js" */
/** @import { TextKey } from "./language.js" */
/** @import { Entity, Figure, NameSpan, Sentence } from "./model.js" */
/** @import { NumberKind } from "./payload.js" */

/**
 * @param {Sentence} sentence
 * @param {(Entity | Figure)[]} [emphasised] entities and figures to underline
 * @param {{labels?: boolean}} [options] labels: show the kind of each name after it
 * @returns {Leaf[]}
 */
export function marked(sentence, emphasised = [], { labels = false } = {}) {
  const inOrder = (/** @type {{start: number}} */ a, /** @type {{start: number}} */ b) => a.start - b.start;
  const spans = withoutOverlap([...[...sentence.names].sort(inOrder), ...[...sentence.figures].sort(inOrder)]);
  return pieces(sentence.text, spans).map(({ text, span }) => {
    if (!span) return text;
    return "label" in span ? nameMark(text, span, emphasised, labels) : figureMark(text, span, emphasised);
  });
}

/**
 * @param {string} text
 * @param {NameSpan} span
 * @param {(Entity | Figure)[]} emphasised
 * @param {boolean} labels
 */
function nameMark(text, { entity, label }, emphasised, labels) {
  const css = label + (entity && emphasised.includes(entity) ? " on" : "");
  const title = `${entity ? entity.name : text} · ${t(label)}`;
  const tag = labels ? h("small", {}, label) : null;
  if (!entity) return h("mark", { class: css, title }, text, tag);
  const open = () => store.show({ entity: entity.id });
  const onkeydown = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && open();
  return h("mark", { class: css, title, role: "link", tabindex: 0, onclick: open, onkeydown }, text, tag);
}

/**
 * @param {string} text
 * @param {Figure} figure
 * @param {(Entity | Figure)[]} emphasised
 */
function figureMark(text, figure, emphasised) {
  const amount = `${figure.approx || ""}${valueText(figure)}`;
  const title = [kindWord(figure.kind), amount, figure.unit, figure.noun, figure.isRelative && t("relative")]
    .filter(Boolean)
    .join(" ");
  return h("mark", { class: emphasised.includes(figure) ? "num on" : "num", title }, text);
}

/**
 * Format the value of a number, or its range.
 * @param {Figure} figure
 */
export function valueText({ value, max }) {
  const given = [value, max].filter((each) => each !== null && each !== undefined);
  return given.map((each) => (typeof each === "number" ? formatNumber(each, 6) : each)).join(" – ");
}

/** @param {NumberKind} kind */
export const kindWord = (kind) => t(/** @type {TextKey} */ (kind === "time" ? "clock" : kind));
