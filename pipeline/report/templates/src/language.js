// The language of the interface: words, number and date formats.

import { german } from "./words.de.js";
import { english } from "./words.en.js";

/** @typedef {"de" | "en"} Language */
/** @typedef {keyof typeof german.text} TextKey */
/** @typedef {{number: (value: number) => string, counted: (count: number, key: string) => string}} Say */

const WORDS = { de: german, en: english };

/** @type {Language} */
let current = (globalThis.navigator?.language || "de").startsWith("de") ? "de" : "en";

export const language = () => current;

/** @param {Language} next */
export function setLanguage(next) {
  current = next;
}

/** All words of the language. */
export const words = () => WORDS[current];

/**
 * @param {TextKey} key
 * @returns {string}
 */
export const t = (key) => words().text[key];

/**
 * The word for a value from the data; an unknown value, from another version of the program, is returned unchanged.
 * @param {string} value
 * @returns {string}
 */
export const wordFor = (value) => lookUp(words().text, value) ?? value;

/**
 * The explanation of a measure, if it has one.
 * @param {string} key
 */
export const meaningOf = (key) => lookUp(words().measures, key);

/**
 * The rules that joined a spelling to its entity.
 * @param {string} rules separated by commas
 */
export function ruleWords(rules) {
  return rules
    .split(", ")
    .map((rule) => lookUp(words().rules, rule) ?? rule)
    .join(", ");
}

/**
 * Formats, which are made once: making one takes longer than using it a hundred times.
 * @type {Map<string, Intl.NumberFormat | Intl.DateTimeFormat>}
 */
const formats = new Map();

/**
 * @template {Intl.NumberFormat | Intl.DateTimeFormat} Format
 * @param {string} key
 * @param {(language: Language) => Format} make
 * @returns {Format}
 */
function formatFor(key, make) {
  const known = formats.get(current + key) ?? make(current);
  formats.set(current + key, known);
  return /** @type {Format} */ (known);
}

/**
 * @param {number} value
 * @param {number} [digits] after the decimal point, at most
 */
export function formatNumber(value, digits = 2) {
  const options = { maximumFractionDigits: digits, useGrouping: true };
  return formatFor(`n${digits}`, (language) => new Intl.NumberFormat(language, options)).format(value);
}

/**
 * Format a count with its noun, in the singular for one.
 * @param {string} key
 * @param {unknown} count
 */
export const unit = (key, count) => (count === 1 ? lookUp(words().singular, key) : undefined) ?? wordFor(key);

/**
 * @param {number} count
 * @param {string} key
 */
export const counted = (count, key) => `${formatNumber(count)} ${unit(key, count)}`;

/** @type {Say} */
export const say = { number: (value) => formatNumber(value), counted };

/**
 * Format a date: 2022-01-07 becomes 7. Januar 2022; other text than year, month, day is returned unchanged.
 * @param {string | null | undefined} date
 * @param {"long" | "short"} [month]
 */
export function day(date, month = "long") {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date ?? "");
  if (!parts) return date ?? "";
  if (!parts[2]) return parts[1];
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: "numeric", month, timeZone: "UTC", ...(parts[3] ? { day: "numeric" } : {}) };
  const time = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1));
  const key = `d${month}${parts[3] ? "" : "-"}`;
  return formatFor(key, (language) => new Intl.DateTimeFormat(language, options)).format(time);
}

/**
 * Format a range of dates, or a single date.
 * @param {string | null | undefined} first
 * @param {string | null | undefined} last
 */
export const period = (first, last) => (first === last ? day(first) : `${day(first)} – ${day(last)}`);

/**
 * @param {Record<string, string>} table
 * @param {string} key comes from the data: it may be "constructor"
 * @returns {string | undefined}
 */
const lookUp = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);
