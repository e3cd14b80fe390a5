// State shared by all parts of the page: the data, the view, and the filters of the network.

import { readFilters, writeFilters } from "./filter-address.js";
import { byId } from "./html.js";
import { inBackground } from "./idle.js";
import { buildNetwork, linkBetween, textSteps } from "./model.js";
import { startFilters, weigh } from "./network-filters.js";
import { inNotebook, viewAddress } from "./notebook.js";
import { parsePayload } from "./payload.js";
import { scopeFor, scopeOf } from "./scope.js";
import { indexSteps, noWords } from "./search.js";
import { sentenceSteps } from "./sentences.js";
import { createStore } from "./store.js";

/** @import { Background } from "./idle.js" */
/** @import { Model } from "./model.js" */
/** @import { Filters, Weighed } from "./network-filters.js" */
/** @import { SearchIndex } from "./search.js" */
/** @import { IndexedSentence } from "./sentences.js" */

/**
 * @typedef {{texts: Background<void>, names: Background<SearchIndex>, sentences: Background<IndexedSentence[]>}} Work
 */

/** What the run found. */
export const runPayload = parsePayload(byId("data").textContent ?? "", () => byId("texts").textContent ?? "");
/** What is shown: the same, or a preview of it with corrected names. */
export let payload = runPayload;
export let model = buildNetwork(payload);
export const store = createStore(viewAddress, {
  adjust: (next, before) => scopeFor(model, next, before),
  ...(inNotebook ? {} : { replace: (hash) => history.replaceState(history.state, "", `#${hash}`) }),
});

const atStart = startFilters(model);
let adopted = store.view().filters;
/** @type {Filters} */
export let filters = readFilters(adopted, atStart, model);
/** @type {Weighed | null} */
let weighedNow = null;
let timer = 0;
const WAIT = 250; // milliseconds: a slider moves faster than browsers let an address change

/** What the filters make of each link. */
export function weighed() {
  weighedNow ??= weigh(model, filters);
  return weighedNow;
}

/**
 * Change filters; the address follows.
 * @param {Partial<Filters>} change
 */
export function changeFilters(change) {
  Object.assign(filters, change);
  weighedNow = null;
  clearTimeout(timer);
  timer = window.setTimeout(keepFilters, WAIT);
}

function keepFilters() {
  adopted = writeFilters(filters, atStart, model);
  store.replace({ filters: adopted });
}

/**
 * Read the filters from the address if something other than the controls has changed it.
 * @returns {boolean} whether they are others than before
 */
export function adoptFilters() {
  const given = store.view().filters;
  if (given === adopted) return false;
  clearTimeout(timer);
  adopted = given;
  filters = readFilters(given, atStart, model);
  weighedNow = null;
  return true;
}

export function resetFilters() {
  clearTimeout(timer);
  keepFilters();
  store.show({ filters: "" });
}

/** The part of the network that is drawn. */
export const scope = () => scopeOf(model, store.view());

/**
 * What is made of a model in the background, one after the other; models come back when corrections are undone.
 * @param {Model} of
 * @param {Generator<unknown, void>} [steps] that complete it
 * @returns {Work}
 */
function begin(of, steps = nothing()) {
  const texts = inBackground(steps);
  const names = inBackground(indexSteps(of.entities, of.articles, wordsOfNames), texts.ready);
  const sentences = inBackground(sentenceSteps(of.articles), names.ready);
  const made = { texts, names, sentences };
  works.set(of, made);
  return made;
}

const wordsOfNames = noWords();
/** @type {WeakMap<Model, Work>} */
const works = new WeakMap();
let work = begin(model, textSteps(model));

/** Complete the model. Call it before showing more than the whole network. */
export const loadTexts = () => work.texts();

/** The indexes are built after the opening of the page, which thousands of names to fold would delay. */
export const searchIndex = () => work.names();

export const namesReady = () => work.names.ready;

export function sentenceIndex() {
  loadTexts();
  return work.sentences();
}

/**
 * Show another state of the network, with its texts. A module that keeps parts of the model must read them again.
 * @param {Model} next
 */
export function setModel(next) {
  model = next;
  payload = next.payload;
  weighedNow = null;
  work = works.get(next) ?? begin(next);
}

/** @returns {Generator<unknown, void>} */
function* nothing() {}

export const chosenEntity = () => model.entityById.get(store.view().entity ?? "") ?? null;

export function chosenLink() {
  const { edge } = store.view();
  return edge && linkBetween(model.entityById.get(edge[0]), model.entityById.get(edge[1]));
}

export const openArticle = () => model.articleById.get(store.view().article ?? "") ?? null;
