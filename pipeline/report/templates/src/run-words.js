// Words for the keys of run.json, in the order in which they are shown.

/** @import { Language } from "./language.js" */

/** @type {Record<string, [german: string, english: string]>} */
const RUN_WORDS = {
  corpus: ["Artikel aus", "articles from"],
  finished: ["fertig am", "finished on"],
  input_digest: ["Prüfsumme der Eingabe", "digest of the input"],
  model: ["Modell", "Model"],
  "model.name": ["Name", "name"],
  "model.version": ["Fassung", "version"],
  "model.path": ["Ort", "place"],
  "model.digest": ["Prüfsumme", "digest"],
  settings: ["Einstellungen", "Settings"],
  "settings.model": ["Modell", "model"],
  "settings.window": ["gemeinsam genannt heißt: im selben", "named together means: in the same"],
  "settings.min_articles": ["Artikel, die ein Paar mindestens braucht", "articles that a pair needs at least"],
  "settings.labels": ["Arten von Namen", "kinds of names"],
  "settings.date_from": ["nur Artikel ab", "only articles from"],
  "settings.date_to": ["nur Artikel bis", "only articles to"],
  "settings.aliases": ["Alias-Datei", "alias file"],
  "settings.max_names": [
    "Namen, die eine Aufzählung höchstens haben darf (–: Vorgabe)",
    "names that a list may have at most (–: default)",
  ],
  "settings.min_confidence": ["Sicherheit, die eine Nennung mindestens braucht", "confidence that a mention needs"],
  "settings.gazetteer": ["eigene Namensliste", "list of names"],
  "settings.text_field": ["Feld, in dem der Text steht", "field that holds the text"],
  "settings.any_language": ["auch Artikel, die nicht deutsch sind", "articles that are not German too"],
  "settings.follow_links": ["auch was außerhalb des Korpus verlinkt ist", "what links out of the corpus lead to"],
  "settings.workers": ["weitere Prozesse", "further processes"],
  "settings.scheduler": ["Dask-Verteiler", "Dask scheduler"],
  "settings.batch_characters": ["Zeichen je Paket", "characters per batch"],
  "settings.article_seconds": ["Sekunden, die ein Artikel höchstens brauchen darf", "seconds that an article may take"],
  counts: ["Gefunden", "Found"],
  "counts.articles": ["Artikel", "articles"],
  "counts.analysed": ["davon ausgewertet", "of these analysed"],
  "counts.duplicates": ["davon Doppel anderer", "of these copies of others"],
  "counts.failures": ["nicht lesbare Dateien", "files that could not be read"],
  "counts.sentences": ["Sätze", "sentences"],
  "counts.mentions": ["Nennungen", "mentions"],
  "counts.numbers": ["Zahlen", "numbers"],
  "counts.entities": ["Namen", "names"],
  "counts.edges": ["Verbindungen", "links"],
  "counts.exclusions": ["Aufzählungen, die nichts verbinden", "lists that link nothing"],
  network: ["Netz", "Network"],
  "network.max_names": [
    "Mit mehr Namen gilt ein Satz, Absatz oder Artikel als Aufzählung und verbindet nichts",
    "With more names a sentence, paragraph or article is a list and links nothing",
  ],
  "network.modularity": [
    "Modularität der Gruppen (0: wie zufällig, 1: ganz getrennt)",
    "Modularity of the communities (0: as by chance, 1: wholly separate)",
  ],
  "network.betweenness": ["Betweenness", "Betweenness"],
  "network.betweenness_starts": [
    "Betweenness: ausgewählte Namen, von denen aus die Wege gezählt sind",
    "Betweenness: sampled names from which paths were counted",
  ],
  "network.betweenness_standard_error": [
    "Betweenness: größter Standardfehler eines Namens, aus der Streuung der Stichprobe",
    "Betweenness: largest standard error of any name, from the spread of the sample",
  ],
  "network.betweenness_error_95": [
    "Betweenness: Schranke des Fehlers eines Namens, in 95 % der Fälle sicher eingehalten (Hoeffding)",
    "Betweenness: bound of a name's error that holds with at least 95 % probability (Hoeffding)",
  ],
  filters: ["Was an den Funden des Modells geändert wurde (Fälle)", "What was changed in the model's findings (cases)"],
  "filters.dropped_adjective": ["weggelassen: Eigenschaftswort, kein Ort", "left out: an adjective, no place"],
  "filters.dropped_inside_number": ["weggelassen: Teil einer Zahl", "left out: part of a number"],
  "filters.dropped_label": ["weggelassen: Art, die nicht gebraucht wird", "left out: a kind that is not used"],
  "filters.dropped_no_letters": ["weggelassen: ohne Buchstaben", "left out: without letters"],
  "filters.dropped_overlap": ["weggelassen: überschneidet einen längeren Namen", "left out: overlaps a longer name"],
  "filters.gazetteer_added": ["ergänzt: aus der eigenen Namensliste", "added: from your list of names"],
  "filters.gazetteer_relabelled": [
    "andere Art, wie in der eigenen Namensliste",
    "other kind, as in your list of names",
  ],
  "filters.introduced": ["ergänzt: Langform mit Abkürzung in Klammern", "added: long form with acronym in brackets"],
  "filters.propagated": ["ergänzt: im selben Artikel anderswo gefunden", "added: found elsewhere in the article"],
  "filters.relabelled": ["andere Art, wie im Rest des Artikels", "other kind, as in the rest of the article"],
  "filters.joined_first_name": ["Vor- und Nachname verbunden", "first name and surname joined"],
  "filters.dropped_abbreviation": ["weggelassen: Abkürzung, kein Name", "left out: an abbreviation, not a name"],
  "filters.split_slash": ["am Schrägstrich getrennt", "parted at a slash"],
  "filters.excluded_lists": [
    "Aufzählungen mit zu vielen Namen, die nichts verbinden (exclusions.parquet)",
    "lists with too many names, which link nothing (exclusions.parquet)",
  ],
  "filters.split_acronym": ["Name und Abkürzung getrennt", "name and acronym parted"],
  "filters.split_at_line_end": ["am Zeilenende getrennt", "parted at the end of a line"],
  "filters.split_repetition": ["wiederholter Name getrennt", "repeated name parted"],
  "filters.trimmed_bracket": ["gekürzt um eine offene Klammer", "an open bracket cut off"],
  "filters.trimmed_date_line": ["gekürzt um ein Datum", "a date cut off"],
  "filters.trimmed_marks": ["gekürzt um Satzzeichen", "punctuation cut off"],
  "filters.trimmed_number": ["gekürzt um eine Zahl", "a number cut off"],
  "filters.trimmed_title": ["gekürzt um einen Titel oder ein Amt", "a title or an office cut off"],
  "filters.trimmed_web": ["gekürzt um eine Netzadresse", "a web address cut off"],
  timings: ["Dauer in Sekunden", "Duration in seconds"],
  "timings.analyse": ["Auswerten", "analysing"],
  "timings.collect": ["Einsammeln", "collecting"],
  "timings.link": ["Namen zusammenführen", "joining names"],
  "timings.network": ["Netz", "network"],
  "timings.report": ["diese Seite", "this page"],
  versions: ["Programme und ihre Fassungen", "Programs and their versions"],
};

const ORDER = Object.keys(RUN_WORDS);

/**
 * The word for a key; one without a word, from another version of the program, stays as it is.
 * @param {string} path such as settings.window
 * @param {Language} language
 */
export function runWord(path, language) {
  if (!Object.hasOwn(RUN_WORDS, path)) return path.slice(path.indexOf(".") + 1);
  const [german, english] = RUN_WORDS[path];
  return language === "de" ? german : english;
}

/**
 * Keys and values in the order of the words; keys without a word come last.
 * @param {Record<string, unknown>} values
 * @param {string} [prefix]
 * @returns {{path: string, value: unknown}[]}
 */
export function sortedFacts(values, prefix = "") {
  const rank = (/** @type {{path: string}} */ { path }) => (ORDER.includes(path) ? ORDER.indexOf(path) : ORDER.length);
  const facts = Object.entries(values).map(([key, value]) => ({ path: prefix + key, value }));
  return facts.sort((a, b) => rank(a) - rank(b));
}

/** @param {unknown} value */
export const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
