// The About tab: what the page contains, and how the run was made, in words instead of the keys of run.json.

import { h } from "./html.js";
import { formatNumber, language, say, t, wordFor, words } from "./language.js";
import { payload } from "./page.js";
import { explain, windowMeaning } from "./parts.js";
import { isGroup, runWord, sortedFacts } from "./run-words.js";

/** @import { TextKey } from "./language.js" */

/** Facts whose values are words of the interface. */
const WORDS = new Set(["network.betweenness", "settings.window", "settings.labels"]);

/**
 * Decimal places: two would round the errors of betweenness to zero.
 * @param {string} path
 */
const digitsOf = (path) => (path.startsWith("network.") ? 6 : 2);

export function aboutTab() {
  const facts = sortedFacts(payload.info);
  const groups = facts.filter(({ value }) => isGroup(value));
  const single = facts.filter(({ value }) => !isGroup(value));
  return [
    h(
      "div",
      { class: "prose" },
      h("h2", {}, t("about")),
      h("h3", {}, t("meaning")),
      h("p", {}, windowMeaning()),
      h("p", {}, t("caution")),
      h("h3", {}, t("reading")),
      measures(),
      h("h3", {}, t("carried")),
      h("p", {}, t("carriedLead")),
      carried(),
      h("h3", {}, t("made")),
      h("p", {}, t("safe")),
      h(
        "div",
        { id: "info" },
        factList(single),
        groups.map(({ path, value }) => [
          h("h4", {}, runWord(path, language())),
          factList(sortedFacts(/** @type {Record<string, unknown>} */ (value), `${path}.`)),
        ]),
      ),
    ),
  ];
}

function measures() {
  const keys = Object.keys(words().measures);
  const terms = keys.map((key) => [h("dt", {}, wordFor(key)), h("dd", {}, explain(key))]);
  return h("dl", { id: "measures" }, terms);
}

function carried() {
  const { carried: some, totals: all } = payload;
  /** @type {[TextKey, number, number][]} */
  const rows = [
    ["nodes", some.nodes, all.entities],
    ["entities", some.entities, all.entities],
    ["edges", some.edges, all.edges],
    ["articles", some.articles, all.articles],
    ["complete", some.articles_complete, all.articles],
    ["allSentences", some.sentences, all.sentences],
    ["numbers", some.numbers, all.numbers],
    ["failures", some.failures, all.failures],
  ];
  const { of } = words().phrases;
  return h(
    "dl",
    { id: "carried" },
    rows.map(([key, part, whole]) => [h("dt", {}, t(key)), h("dd", {}, of(say, part, whole))]),
  );
}

/** @param {{path: string, value: unknown}[]} facts */
function factList(facts) {
  const terms = flat(facts).map(({ path, value }) => [
    h("dt", { title: path }, runWord(path, language())),
    h("dd", {}, shown(path, value)),
  ]);
  return h("dl", {}, terms);
}

/**
 * Groups within a group are listed with it.
 * @param {{path: string, value: unknown}[]} facts
 * @returns {{path: string, value: unknown}[]}
 */
function flat(facts) {
  return facts.flatMap((fact) =>
    isGroup(fact.value)
      ? flat(sortedFacts(/** @type {Record<string, unknown>} */ (fact.value), `${fact.path}.`))
      : [fact],
  );
}

/**
 * @param {string} path
 * @param {unknown} value
 * @returns {string}
 */
function shown(path, value) {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return formatNumber(value, digitsOf(path));
  if (Array.isArray(value)) return value.map((each) => shown(path, each)).join(", ");
  if (typeof value !== "string") return JSON.stringify(value);
  if (WORDS.has(path)) return wordFor(value);
  return path === "finished" ? moment(value) : value;
}

/** @param {string} text a time as in run.json; anything else stays as it is */
function moment(text) {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return text;
  return new Intl.DateTimeFormat(language(), { dateStyle: "long", timeStyle: "short" }).format(time);
}
