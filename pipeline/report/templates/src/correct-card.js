// The part of an entity's card where its name is corrected.

import { drop, isSeparable, merge, rename, retype, separate } from "./corrections.js";
import { compareDates, groupByArticle } from "./evidence.js";
import { h, nodes } from "./html.js";
import { icon } from "./icons.js";
import { t, words } from "./language.js";
import { titleOf } from "./model.js";
import { tidy } from "./name-key.js";
import { inNotebook } from "./notebook.js";
import { runPayload, searchIndex } from "./page.js";
import { lead } from "./parts.js";
import { correct, effectOn, known, prepareCorrection } from "./review.js";
import { findEntities } from "./search.js";

/** @import { TextKey } from "./language.js" */
/** @import { Article, Entity } from "./model.js" */
/** @import { Label } from "./payload.js" */

const MAX_TARGETS = 6;

/** Whether the form stays open when another card is opened. */
let isOpen = false;

/**
 * A note on which figures of a card are a preview.
 * @param {Entity} entity
 */
export function previewNote(entity) {
  const effect = effectOn(entity);
  if (!effect) return null;
  return h("p", { class: "preview" }, t(effect === "exact" ? "previewExact" : "previewBounds"));
}

/**
 * The form is filled when it is opened: that of a name in hundreds of articles takes longer than the rest of its card.
 * @param {Entity} entity
 */
export function correctionForm(entity) {
  if (inNotebook) return null;
  if (!tidy(entity.name)) return lead(t("uncorrectable"));
  const fill = () => {
    if (details.children.length === 1) details.append(...nodes(controls(entity)));
  };
  const ontoggle = () => {
    isOpen = details.open;
    if (isOpen) prepareCorrection();
  };
  const summary = h("summary", { onclick: fill }, t("correct"));
  const details = h("details", { id: "correct", open: isOpen, ontoggle }, summary);
  if (isOpen) fill();
  return details;
}

/** @param {Entity} entity */
function controls(entity) {
  const scope = scopeChoice(entity);
  const article = () => {
    const chosen = scope.selectedOptions[0]?.dataset.article;
    return chosen === undefined ? null : articlesOf(entity)[Number(chosen)];
  };
  const dropper = button("drop", () => correct(drop(entity, known())));
  scope.addEventListener("change", () => {
    dropper.disabled = article() !== null;
  });
  return [
    field("scope", scope),
    mergeField(entity, article),
    renameField(entity, article),
    retypeField(entity, article),
    h("div", { class: "act" }, dropper, h("span", { class: "hint" }, t("dropHint"))),
    formField(entity),
    lead(t("separateHint")),
  ];
}

/**
 * @param {TextKey} key
 * @param {() => void} onclick
 */
const button = (key, onclick) => h("button", { type: "button", class: "plain", "data-correct": key, onclick }, t(key));

/**
 * @param {TextKey} key
 * @param {...HTMLElement} controls
 */
const field = (key, ...controls) => h("div", { class: "act" }, h("label", {}, h("span", {}, t(key)), controls));

/**
 * The articles that name an entity, by date.
 * @param {Entity} entity
 */
function articlesOf(entity) {
  const found = [...groupByArticle(entity.sentences).keys()];
  return found.sort((a, b) => compareDates(a.date ?? "", b.date ?? "") || a.index - b.index);
}

/** @param {Entity} entity */
function scopeChoice(entity) {
  const options = articlesOf(entity).map((article, index) =>
    h("option", { "data-article": index }, words().phrases.onlyIn(titleOf(article))),
  );
  return h("select", { id: "scope" }, h("option", {}, t("everywhere")), options);
}

/**
 * @param {Entity} entity
 * @param {() => Article | null} article
 */
function mergeField(entity, article) {
  const onarrow = (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")];
    (buttons[buttons.findIndex((each) => each.matches(":focus")) + step] ?? input).focus();
  };
  const list = h("ul", { class: "targets", id: "targets", onkeydown: onarrow });
  const suggest = () => {
    const found = findEntities(searchIndex(), input.value).filter((each) => each !== entity);
    list.replaceChildren(...found.slice(0, MAX_TARGETS).map(target));
  };
  const target = (/** @type {Entity} */ other) => {
    const onclick = () => correct(merge(entity, other, known(), article()));
    const attributes = { type: "button", class: "plain", "data-target": other.id, onclick };
    return h("li", {}, h("button", attributes, icon(other.label), ` ${other.name}`));
  };
  const onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    list.querySelector("button")?.focus();
  };
  const attributes = { type: "search", id: "merge-with", autocomplete: "off", oninput: suggest, onkeydown };
  const input = h("input", { ...attributes, placeholder: t("searchName") });
  return [field("mergeWith", input), list];
}

/**
 * @param {Entity} entity
 * @param {() => Article | null} article
 */
function renameField(entity, article) {
  const make = () => tidy(input.value) && correct(rename(entity, input.value, known(), article()));
  const onkeydown = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && make();
  const input = h("input", { type: "text", id: "rename-to", value: entity.name, maxlength: 200, onkeydown });
  return field("renameTo", input, button("rename", make));
}

/**
 * @param {Entity} entity
 * @param {() => Article | null} article
 */
function retypeField(entity, article) {
  const option = (/** @type {Label} */ label) =>
    h("option", { value: label, selected: label === entity.label }, t(label));
  const onchange = () => correct(retype(entity, /** @type {Label} */ (select.value), known(), article()));
  const select = h("select", { id: "retype-to", onchange }, runPayload.labels.map(option));
  return field("retypeTo", select);
}

/**
 * For a spelling that the card does not list: it lists the most frequent ones.
 * @param {Entity} entity
 */
function formField(entity) {
  const make = () => {
    const form = tidy(input.value);
    const isOther = isSeparable(entity, form, known());
    input.setAttribute("aria-invalid", String(!isOther));
    if (isOther) correct(separate(entity, form, known()));
  };
  const onkeydown = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && make();
  const input = h("input", { type: "text", id: "separate-form", maxlength: 200, autocomplete: "off", onkeydown });
  return field("separateForm", input, button("separate", make));
}

/**
 * @param {Entity} entity
 * @param {string} form
 */
export function separateButton(entity, form) {
  if (inNotebook || entity.forms.length < 2 || !isSeparable(entity, form, known())) return null;
  const onclick = () => correct(separate(entity, form, known()));
  const attributes = {
    type: "button",
    class: "plain small",
    "data-separate": form,
    title: t("separateTitle"),
    onclick,
  };
  return h("button", attributes, t("separate"));
}
