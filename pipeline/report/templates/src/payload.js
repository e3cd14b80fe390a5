// The shape of the JSON that pipeline/report/payload.py writes into the page.

/** @typedef {"PER" | "LOC" | "ORG" | "MISC"} Label */
/** @typedef {"cardinal" | "ordinal" | "percent" | "money" | "quantity" | "date" | "time" | "score"} NumberKind */

/**
 * Bin, count, bin, count …: in how many articles (or sentences) of each bin of the time axis something occurs.
 * @typedef {number[]} BinCounts
 */

/**
 * Cell, count, cell, count …: the same for each cell, from which the bins follow.
 * @typedef {number[]} CellCounts
 */

/**
 * What the filters tell apart: the number of a source and of a bin, -1 for none, and how many of the thresholds
 * `confidences` the confidence of the mentions reaches.
 * @typedef {[source: number, bin: number, level: number]} CellRow
 */

/**
 * Name, label, counts and measures of one entity; `first` and `last` are numbers of dates; the last two are its
 * spellings and its articles per cell.
 * @typedef {[id: string, name: string, label: Label, mentions: number, articles: number,
 *   first: number | null, last: number | null, country: string | null, degree: number, strength: number | null,
 *   community: number | null, pagerank: number | null, betweenness: number | null,
 *   forms: FormRow[], cells: CellCounts]} EntityRow
 */

/** @typedef {[form: string, rule: string, count: number]} FormRow */

/**
 * One link between the entities with the numbers `source` and `target`; its keywords are separated by commas.
 * `stated` counts the sentences that state a role of one end in or for the other.
 * @typedef {[source: number, target: number, sentences: number, articles: number, npmi: number | null,
 *   llr: number | null, first: number | null, last: number | null, backbone: 0 | 1, cells: CellCounts,
 *   keywords: string | null, stated: number]} LinkRow
 */

/** @typedef {"former" | "designated" | "acting"} RoleStatus */

/**
 * A role of a person as the text states it, how many sentences do, and the first of them: article, sentence,
 * article, sentence …
 * @typedef {[person: number, role: string, status: RoleStatus | null, organisation: number | null, count: number,
 *   places: number[]]} RoleRow
 */

/**
 * @typedef {[id: string, title: string | null, date: string | null, source: string | null, author: string | null,
 *   url: string | null, duplicate: string | null, sentences: number, names: number, numbers: number,
 *   group: number]} ArticleRow
 */

/** @typedef {[path: string, stage: string, error: string]} FailureRow */

/**
 * A sentence. `names` holds start, end, entity … in characters; the entity is an index, or -1 minus the index
 * of the label of a name that the page does not contain.
 * @typedef {[number: number, paragraph: number, text: string, names: number[], numbers?: FigureRow[]]} SentenceRow
 */

/**
 * A number in a sentence; empty cells at the end are left out.
 * @typedef {[start: number, end: number, kind: number, value?: string | number | null, max?: string | number | null,
 *   approx?: string | null, unit?: string | null, noun?: string | null, about?: number | null,
 *   attributed?: number | null, relative?: 1 | null]} FigureRow
 */

/** @typedef {[article: number, complete: number, sentences: SentenceRow[]]} TextRow */

/**
 * Number of rows of each table of the run.
 * @typedef {{articles: number, sentences: number, mentions: number, numbers: number, entities: number,
 *   edges: number, failures: number}} Totals
 */

/**
 * Number of rows that the page contains.
 * @typedef {{nodes: number, entities: number, edges: number, articles: number, articles_complete: number,
 *   sentences: number, numbers: number, failures: number}} Carried
 */

/**
 * Positions of the drawn entities; the four lists are parallel.
 * @typedef {{nodes: number[], x: number[], y: number[], r: number[]}} GraphRows
 */

/**
 * What corrections of names are made from (report/corrections.py).
 * @typedef {object} CorrectionRows
 * @property {string[][] | null} lines the alias lines in use; null if they are not known
 * @property {Record<number, string[]>} names names of an entity within articles, if it has others than the one shown
 * @property {Record<number, string[]>} wide of these names those that some articles use for other forms too
 * @property {number[]} listed countries and well-known organisations
 * @property {number[]} homonyms entities that share a name with another one
 * @property {[entity: number, suspicion: number][]} suspicious merged entities, the most suspicious first
 * @property {Record<string, number>} risks of each rule
 */

/** @typedef {[entity: number, longitude: number, latitude: number]} PlaceRow */

/**
 * The outlines of land and countries as paths in the units of projection.js, and the located places.
 * @typedef {{land: string, borders: string, places: PlaceRow[]}} MapRows
 */

/**
 * What authority lists say about an entity: its id, or several candidates.
 * @typedef {[entity: number, id: string | null, name: string | null, url: string | null,
 *   candidates: string | null]} AuthorityRow
 */

/**
 * The arguments by which a question to the run is limited to the part that a cell of a notebook shows (report/notebook.py).
 * @typedef {{links: string, sentences: string}} NotebookRows
 */

/**
 * @typedef {object} Payload
 * @property {Record<string, unknown>} info the content of run.json
 * @property {string} window what "named together" means: sentence, paragraph, document or sentences:N
 * @property {Label[]} labels
 * @property {NumberKind[]} kinds
 * @property {Totals} totals
 * @property {Carried} carried
 * @property {string[]} bins the time axis: years, months or days
 * @property {string[]} sources one name for each newspaper, those with most articles first
 * @property {number[]} confidences the thresholds by which mentions can be filtered, rising
 * @property {string[]} dates to which names and links refer by number
 * @property {CellRow[]} cells
 * @property {EntityRow[]} entities strongest first
 * @property {LinkRow[]} edges strongest first
 * @property {RoleRow[]} roles those stated most often first
 * @property {GraphRows} graph
 * @property {ArticleRow[]} articles
 * @property {CorrectionRows} corrections
 * @property {FailureRow[]} failures
 * @property {MapRows | null} map null if no place is located
 * @property {AuthorityRow[]} authority
 * @property {TextRow[]} texts
 * @property {NotebookRows} [notebook] in a notebook only
 */

/**
 * The data of the page. The texts, its larger half, are parsed when they are first needed, after the first picture.
 * @param {string} json
 * @param {() => string} readTexts
 * @returns {Payload}
 */
export function parsePayload(json, readTexts) {
  /** @type {TextRow[] | null} */
  let texts = null;
  const get = () => {
    texts ??= /** @type {TextRow[]} */ (JSON.parse(readTexts()));
    return texts;
  };
  return Object.defineProperty(JSON.parse(json), "texts", { get, enumerable: true });
}
