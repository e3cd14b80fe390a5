// The filters of the network <-> their part of the address. What is as at the start is left out.

import { ALPHAS, moveTime } from "./network-filters.js";

/** @import { Model } from "./model.js" */
/** @import { Filters } from "./network-filters.js" */

/** The names of the parts; address.js keeps them together. */
export const FILTER_KEYS = ["kinds", "min", "near", "from", "to", "source", "sure", "group", "alpha", "colour"];

/**
 * @param {Filters} filters
 * @param {Filters} start
 * @param {Model} model
 * @returns {string} parts of an address, "" if nothing is filtered
 */
export function writeFilters(filters, start, { payload }) {
  const { bins, sources, confidences, labels } = payload;
  /** @type {[string, string | null][]} */
  const parts = [
    ["kinds", filters.labels.size < labels.length ? [...filters.labels].join(",") : null],
    ["min", filters.minWeight === start.minWeight ? null : String(filters.minWeight)],
    ["near", filters.nearWeight > 1 ? String(filters.nearWeight) : null],
    ["from", filters.from > 0 ? bins[filters.from] : null],
    ["to", filters.to < start.to ? bins[filters.to] : null],
    ["source", filters.sources && JSON.stringify([...filters.sources].map((number) => sources[number] ?? null))],
    ["sure", filters.level ? String(confidences[filters.level - 1]) : null],
    ["group", filters.community === null ? null : String(filters.community)],
    ["alpha", filters.alpha < 1 ? String(filters.alpha) : null],
    ["colour", filters.colour === "label" ? null : filters.colour],
  ];
  return new URLSearchParams(parts.flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString();
}

/**
 * The filters that an address names; whatever it names wrongly is as at the start.
 * @param {string} text
 * @param {Filters} start
 * @param {Model} model
 * @returns {Filters}
 */
export function readFilters(text, start, { payload }) {
  const parts = new URLSearchParams(text);
  const filters = { ...start };
  const kinds = (parts.get("kinds") ?? payload.labels.join(",")).split(",");
  filters.labels = new Set(payload.labels.filter((label) => kinds.includes(label)));
  filters.minWeight = readWeight(parts.get("min"), start.minWeight);
  filters.nearWeight = readWeight(parts.get("near"), start.nearWeight);
  const bin = (/** @type {string} */ end, /** @type {number} */ otherwise) => {
    const found = payload.bins.indexOf(parts.get(end) ?? "");
    return found < 0 ? otherwise : found;
  };
  moveTime(filters, "to", bin("to", start.to), start.to);
  moveTime(filters, "from", bin("from", 0), start.to);
  filters.sources = readSources(parts.get("source"), payload.sources);
  filters.level = payload.confidences.indexOf(Number(parts.get("sure") ?? -1)) + 1;
  filters.community = /^\d+$/.test(parts.get("group") ?? "") ? Number(parts.get("group")) : null;
  filters.alpha = ALPHAS.find((alpha) => alpha === Number(parts.get("alpha") ?? 1)) ?? 1;
  filters.colour = parts.get("colour") === "community" ? "community" : "label";
  return filters;
}

/**
 * @param {string | null} text
 * @param {number} otherwise
 */
const readWeight = (text, otherwise) => (/^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : otherwise);

/**
 * @param {string | null} text
 * @param {string[]} sources
 * @returns {Set<number> | null}
 */
function readSources(text, sources) {
  try {
    const names = JSON.parse(text ?? "null");
    return Array.isArray(names) ? new Set(names.map((name) => sources.indexOf(name))) : null;
  } catch {
    return null;
  }
}
