// The work on names while the page is open: pending corrections, accepted merges, where they are kept, and what the
// network looks like with them. The server of `pressenetz open` keeps them beside the run, the browser otherwise.

import { cellsOf, lineOf } from "./alias-lines.js";
import { added, emptyHistory, givenNames, linesAfter, redone, restored, undone } from "./corrections.js";
import { inBackground } from "./idle.js";
import { loadTexts, model, runPayload, setModel } from "./page.js";
import { addCorrection, previewSteps, unchanged } from "./preview.js";
import { send, serverState } from "./server-sync.js";

/** @import { Correction, History, Known } from "./corrections.js" */
/** @import { Background } from "./idle.js" */
/** @import { Entity } from "./model.js" */
/** @import { Preview } from "./preview.js" */

/** Lines of the alias file that the run was built with; null where the page does not know them. */
export const linesInUse = runPayload.corrections.lines?.map(lineOf) ?? null;

/** @type {History} */
let history = emptyHistory();
/** @type {Record<string, string[]>} entity id -> its accepted forms */
let accepted = {};
/** What the run found, before any correction. */
const asFound = unchanged(runPayload, model);
let preview = asFound;
/** @type {Map<string, Background<Preview>>} by corrections; undo and redo go to and fro between a few */
const previews = new Map();
const PAUSE = 500; // milliseconds, in which what was done is drawn
const MAX_PREVIEWS = 5; // each is as large as the network
/** What the next correction changes: the network with those before it. @type {{key: string, made: Background<Preview>} | null} */
let spare = null;
/** @type {(() => void)[]} */
const listeners = [];
/** @type {(() => void)[]} */
const acceptListeners = [];

export const pending = () => history.done;
export const canRedo = () => history.undone.length > 0;
export const effects = () => preview.effects;
export const allLines = () => linesAfter(linesInUse ?? [], history.done);

/**
 * Call the listener after each correction.
 * @param {() => void} listener
 */
export const onCorrection = (listener) => listeners.push(listener);

/**
 * Call the listener after a merge was accepted or reopened.
 * @param {() => void} listener
 */
export const onAccept = (listener) => acceptListeners.push(listener);

/** @param {Correction} correction */
export const correct = (correction) => change(added(history, correction));
export const undo = () => history.done.length && change(undone(history));
export const redo = () => history.undone.length && change(redone(history));

/** @param {History} next */
function change(next) {
  history = next;
  keep();
  show();
  for (const listener of listeners) listener();
}

function show() {
  loadTexts();
  preview = history.done.length ? previewNow() : asFound;
  setModel(preview.model);
  prepareCorrection();
}

function previewNow() {
  const { done } = history;
  const key = keyOf(done);
  const before = keyOf(done.slice(0, -1));
  if (spare?.key === before && !previews.has(key)) {
    const found = addCorrection(spare.made(), done[done.length - 1]);
    previews.set(
      key,
      Object.assign(() => found, { ready: Promise.resolve() }),
    );
    spare = null;
  }
  return previewFor(done)();
}

const keyOf = (/** @type {Correction[]} */ corrections) => JSON.stringify(corrections);

/**
 * The network with corrections, made in the background if nobody waits for it.
 * @param {Correction[]} corrections
 * @param {Promise<void>} [after]
 */
function previewFor(corrections, after) {
  const key = keyOf(corrections);
  const found = previews.get(key) ?? inBackground(previewSteps(runPayload, corrections), after);
  previews.delete(key);
  previews.set(key, found);
  for (const oldest of [...previews.keys()].slice(0, -MAX_PREVIEWS)) previews.delete(oldest);
  return found;
}

/** @returns {Promise<void>} */
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** Have ready what the next correction changes, and what undoing the last one shows. */
export function prepareCorrection() {
  const { done } = history;
  const key = keyOf(done);
  if (spare?.key !== key) spare = { key, made: inBackground(previewSteps(runPayload, done), pause()) };
  if (done.length > 1 && !previews.has(keyOf(done.slice(0, -1)))) previewFor(done.slice(0, -1), spare.made.ready);
}

/** @returns {Known} */
export function known() {
  const homonyms = new Set(runPayload.corrections.homonyms);
  const listed = new Set(runPayload.corrections.listed);
  return {
    namesOf: (entity) => preview.names.get(entity.id) ?? [entity.name],
    isListed: (entity) => listed.has(entity.index),
    isHomonym: (entity) => homonyms.has(entity.index),
    given: givenNames(allLines()),
  };
}

/** @param {Entity} entity */
export const effectOn = (entity) => preview.changed.get(entity) ?? null;

/** @param {import("./model.js").Link} link */
export const isLinkChanged = (link) => preview.changedLinks.has(link);

/**
 * @param {string} id
 * @param {string} form
 */
export const isAccepted = (id, form) => Object.hasOwn(accepted, id) && accepted[id].includes(form);

/**
 * @param {string} id
 * @param {string} form
 * @param {boolean} isRight whether the form belongs to the entity, or that is open again
 */
export function accept(id, form, isRight) {
  const others = (Object.hasOwn(accepted, id) ? accepted[id] : []).filter((each) => each !== form);
  accepted = { ...accepted, [id]: isRight ? [...others, form] : others };
  keep();
  for (const listener of acceptListeners) listener();
}

const { corpus, input_digest: articles } = runPayload.info;
/** Where the browser keeps the work: the same for all reports of a run, rebuilt or not. */
const STORAGE_KEY = articles ? `pressenetz ${JSON.stringify([corpus, articles])}` : null;

function keep() {
  const review = { pending: history.done, accepted };
  if (serverState)
    send({ review }).catch(() => undefined); // the next change tries again
  else store(JSON.stringify(review));
}

/** @param {string} text */
function store(text) {
  try {
    if (STORAGE_KEY) localStorage.setItem(STORAGE_KEY, text);
  } catch {
    // a browser may refuse to store anything for a file; the work is lost when the page is closed
  }
}

/** @returns {any} */
function load() {
  if (serverState) return serverState.review;
  try {
    return STORAGE_KEY ? JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") : {};
  } catch {
    return {};
  }
}

/** Take up the work where it was left. */
export function resume() {
  const kept = load();
  history = restored(kept?.pending, linesInUse ?? []);
  const forms = Object.entries(kept?.accepted ?? {}).filter(([, each]) => Array.isArray(each));
  accepted = Object.fromEntries(forms);
  if (history.done.length) show();
}

/**
 * Write the alias file and rebuild; the page is loaded again at the same view.
 * @param {string[]} ids entities that the view shows
 * @returns {Promise<Record<string, string>>} their new ids
 */
export async function applyAll(ids) {
  const lines = allLines().map(cellsOf);
  const edition = serverState?.edition;
  const { moved } = await send({ lines, edition, ids: [...ids, ...Object.keys(accepted)] });
  const newIds = Object.entries(accepted).map(([id, forms]) => [moved[id] ?? id, forms]);
  await send({ review: { pending: [], accepted: Object.fromEntries(newIds) } });
  return moved;
}
