// A small run, as pipeline/report/payload.py would write it: what the tests look at.

import { buildModel } from "../../pipeline/report/templates/src/model.js";

/** @import { ArticleRow, CellRow, EntityRow, Label, LinkRow, Payload } from "../../pipeline/report/templates/src/payload.js" */

/**
 * @param {string} name
 * @param {Label} label
 * @param {number | null} community
 * @param {string[]} forms
 * @returns {EntityRow}
 */
function entity(name, label, community, ...forms) {
  /** @type {[string, string, number][]} */
  const spellings = forms.map((form) => [form, "surname", 1]);
  return [`${label}:${name}`, name, label, 3, 2, 0, 1, null, 2, 4, community, 0.1, 0.2, spellings, [0, 1, 2, 1]];
}

/**
 * @param {number} source
 * @param {number} target
 * @param {number} sentences
 * @param {{llr?: number | null, backbone?: 0 | 1, cells?: number[], keywords?: string | null, stated?: number}} more
 * @returns {LinkRow}
 */
const link = (source, target, sentences, { llr = 1, backbone = 0, cells = [], keywords = null, stated = 0 }) => [
  source,
  target,
  sentences,
  1,
  0.5,
  llr,
  0,
  1,
  backbone,
  cells,
  keywords,
  stated,
];

/**
 * @param {string} id
 * @param {string | null} title
 * @param {string | null} date
 * @param {string | null} duplicate
 * @param {number} group
 * @returns {ArticleRow}
 */
const article = (id, title, date, duplicate = null, group = 0) => [
  id,
  title,
  date,
  "Zeitung",
  null,
  null,
  duplicate,
  2,
  2,
  1,
  group,
];

const CARRIED = {
  nodes: 3,
  entities: 4,
  edges: 3,
  articles: 3,
  articles_complete: 1,
  sentences: 6,
  numbers: 2,
  failures: 1,
};

/** @type {CellRow[]} */
const CELLS = [
  [0, 0, 2],
  [0, 1, 2],
  [0, 2, 0],
  [1, 0, 1],
];

/**
 * @param {Partial<Payload>} changes
 * @returns {Payload}
 */
export function samplePayload(changes = {}) {
  return {
    info: {},
    window: "sentence",
    labels: ["PER", "LOC", "ORG", "MISC"],
    kinds: ["cardinal", "ordinal", "percent", "money", "quantity", "date", "time", "score"],
    totals: { articles: 3, sentences: 6, mentions: 9, numbers: 2, entities: 4, edges: 3, failures: 1 },
    carried: CARRIED,
    bins: ["2022-01", "2022-02", "2022-03"],
    sources: ["Zeitung", "Blatt"],
    confidences: [0.5, 0.9],
    dates: ["2022-01", "2022-02"],
    cells: CELLS,
    entities: [
      entity("Qassym-Schomart Toqajew", "PER", 1, "Toqajew", "Tokajew"),
      entity("Almaty", "LOC", 1),
      entity("CSTO", "ORG", 2),
      entity("Mihail", "PER", null),
    ],
    edges: [
      link(0, 1, 3, { llr: 5, backbone: 1, cells: [0, 1, 2, 2], keywords: "Unruhen, schießen" }),
      link(0, 2, 3, { llr: 9, cells: [1, 3], stated: 2 }),
      link(1, 2, 1, { llr: null, cells: [3, 1] }),
      link(0, 3, 2, {}),
    ],
    roles: [
      [0, "Chef der CSTO", "former", 2, 2, [0, 0, 1, 5]],
      [0, "Präsident", null, null, 1, []],
    ],
    graph: { nodes: [0, 1, 2], x: [0, 100, 0], y: [0, 0, 100], r: [20, 10, 5] },
    articles: [
      article("a.txt", "Später", "2022-02-01"),
      article("b.txt", null, "2022-01-05", null, 1),
      article("c.txt", "Kopie", "2022-01-01", "b.txt"),
    ],
    corrections: { lines: [], names: {}, wide: {}, listed: [], homonyms: [], suspicious: [], risks: {} },
    map: null,
    authority: [],
    failures: [["x.pdf", "read", "kein PDF"]],
    texts: [
      [
        0,
        1,
        [
          [0, 0, "🦄 Toqajew schoss 200-mal.", [2, 9, 0], [[17, 20, 0, 200, null, null, null, "Schüsse", 0]]],
          [1, 0, "Almaty brennt.", [0, 6, 1]],
          [2, 1, "Toqajew floh aus Almaty.", [0, 7, 0, 17, 23, 1]],
        ],
      ],
      [
        1,
        0,
        [
          [4, 2, "Toqajew in Almaty, sagt Niemand.", [0, 7, 0, 11, 17, 1, 24, 31, -1]],
          [7, 3, "Die CSTO kommt.", [4, 8, 2]],
        ],
      ],
      [2, 1, [[0, 0, "Toqajew in Almaty: 7 Tote.", [0, 7, 0, 11, 17, 1], [[19, 20, 0, 7, 9, "~", null, "Tote", 0]]]]],
    ],
    ...changes,
  };
}

/** @param {Partial<Payload>} changes */
export const sampleModel = (changes = {}) => buildModel(samplePayload(changes));
