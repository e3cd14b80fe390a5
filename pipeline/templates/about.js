// The page about the page: what it carries, and how the run was made, in words instead of the keys of run.json.
const MADE = {
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
  "settings.max_names": ["Namen, die eine Aufzählung höchstens haben darf (– : Vorgabe)", "names that a list may have at most (– : default)"],
  "settings.gazetteer": ["eigene Namensliste", "list of names"],
  "settings.any_language": ["auch Artikel, die nicht deutsch sind", "articles that are not German too"],
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
  "network.max_names": ["Mit mehr Namen gilt ein Satz, Absatz oder Artikel als Aufzählung und verbindet nichts", "With more names a sentence, paragraph or article is a list and links nothing"],
  "network.modularity": ["Modularität der Gruppen (0: wie zufällig, 1: ganz getrennt)", "Modularity of the communities (0: as by chance, 1: wholly separate)"],
  "network.betweenness": ["Zwischenlage", "Betweenness"],
  "network.betweenness_starts": ["Zwischenlage: ausgewählte Namen, von denen aus die Wege gezählt sind", "Betweenness: sampled names from which paths were counted"],
  "network.betweenness_standard_error": ["Zwischenlage: größter Standardfehler eines Namens, aus der Streuung der Stichprobe", "Betweenness: largest standard error of any name, from the spread of the sample"],
  "network.betweenness_error_95": ["Zwischenlage: Schranke des Fehlers eines Namens, in 95 % der Fälle sicher eingehalten (Hoeffding)", "Betweenness: bound of a name's error that holds with at least 95 % probability (Hoeffding)"],
  filters: ["Was an den Funden des Modells geändert wurde (Fälle)", "What was changed in the model's findings (cases)"],
  "filters.dropped_adjective": ["weggelassen: Eigenschaftswort, kein Ort", "left out: an adjective, no place"],
  "filters.dropped_inside_number": ["weggelassen: Teil einer Zahl", "left out: part of a number"],
  "filters.dropped_label": ["weggelassen: Art, die nicht gebraucht wird", "left out: a kind that is not used"],
  "filters.dropped_no_letters": ["weggelassen: ohne Buchstaben", "left out: without letters"],
  "filters.dropped_overlap": ["weggelassen: überschneidet einen längeren Namen", "left out: overlaps a longer name"],
  "filters.gazetteer_added": ["ergänzt: aus der eigenen Namensliste", "added: from your list of names"],
  "filters.gazetteer_relabelled": ["andere Art, wie in der eigenen Namensliste", "other kind, as in your list of names"],
  "filters.introduced": ["ergänzt: Langform mit Abkürzung in Klammern", "added: long form with acronym in brackets"],
  "filters.propagated": ["ergänzt: im selben Artikel anderswo gefunden", "added: found elsewhere in the article"],
  "filters.relabelled": ["andere Art, wie im Rest des Artikels", "other kind, as in the rest of the article"],
  "filters.joined_first_name": ["Vor- und Nachname verbunden", "first name and surname joined"],
  "filters.split_acronym": ["Name und Abkürzung getrennt", "name and acronym parted"],
  "filters.split_at_line_end": ["am Zeilenende getrennt", "parted at the end of a line"],
  "filters.split_repetition": ["wiederholter Name getrennt", "repeated name parted"],
  "filters.trimmed_bracket": ["gekürzt um eine offene Klammer", "an open bracket cut off"],
  "filters.trimmed_date_line": ["gekürzt um ein Datum", "a date cut off"],
  "filters.trimmed_marks": ["gekürzt um Satzzeichen", "punctuation cut off"],
  "filters.trimmed_number": ["gekürzt um eine Zahl", "a number cut off"],
  "filters.trimmed_title": ["gekürzt um einen Titel oder ein Amt", "a title or an office cut off"],
  "filters.trimmed_web": ["gekürzt um eine Netzadresse", "a web address cut off"],
  "filters.excluded_lists": ["Aufzählungen mit zu vielen Namen, die nichts verbinden (exclusions.parquet)", "lists with too many names, which link nothing (exclusions.parquet)"],
  timings: ["Dauer in Sekunden", "Duration in seconds"],
  "timings.analyse": ["Auswerten", "analysing"],
  "timings.collect": ["Einsammeln", "collecting"],
  "timings.link": ["Namen zusammenführen", "joining names"],
  "timings.network": ["Netz", "network"],
  "timings.report": ["diese Seite", "this page"],
  versions: ["Programme und ihre Fassungen", "Programs and their versions"],
};
// A key without words, from another version of the program, stays as it is.
const madeWord = (path) => MADE[path]?.[lang === "de" ? 0 : 1] ?? path.slice(path.indexOf(".") + 1);

const known = Object.keys(MADE);
const inOrder = (values, prefix = "") => Object.entries(values).map(([key, value]) => [prefix + key, value, known.indexOf(prefix + key)]).sort((a, b) => (a[2] < 0) - (b[2] < 0) || a[2] - b[2]);

function madeValue(path, value) {
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return n(value);
  if (Array.isArray(value)) return value.map((each) => madeValue(path, each)).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  if (path === "network.betweenness") return t(value);
  if (path.startsWith("network.")) return n(value, 6);
  if (path === "settings.window" || path === "settings.labels") return t(value);
  if (path === "finished" && !Number.isNaN(Date.parse(value))) return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(Date.parse(value));
  return value;
}
function madeList(values, prefix = "") {
  return h("dl", {}, inOrder(values, prefix).flatMap(([path, value]) => [h("dt", { title: path }, madeWord(path)), h("dd", {}, madeValue(path, value))]));
}

function aboutTab() {
  const carried = [["nodes", DATA.carried.nodes, DATA.totals.entities], ["entities", DATA.carried.entities, DATA.totals.entities], ["edges", DATA.carried.edges, DATA.totals.edges], ["articles", DATA.carried.articles, DATA.totals.articles], ["complete", DATA.carried.articles_complete, DATA.totals.articles], ["allSentences", DATA.carried.sentences, DATA.totals.sentences], ["numbers", DATA.carried.numbers, DATA.totals.numbers], ["failures", DATA.carried.failures, DATA.totals.failures]];
  const nested = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const [groups, single] = [true, false].map((wanted) => inOrder(DATA.info).filter(([, value]) => nested(value) === wanted));
  return [h("div", { class: "prose" }, h("h2", {}, t("about")), h("h3", {}, t("meaning")), h("p", {}, intro()), h("p", {}, t("caution")), h("h3", {}, t("reading")), h("dl", { id: "measures" }, Object.entries(t("measures")).flatMap(([key]) => [h("dt", {}, t(key)), h("dd", {}, measureHint(key))])), h("h3", {}, t("carried")), h("p", {}, t("carriedLead")),
    h("dl", { id: "carried" }, carried.flatMap(([key, some, all]) => [h("dt", {}, t(key)), h("dd", {}, t("of")(some, all))])),
    h("h3", {}, t("made")), h("p", {}, t("safe")),
    h("div", { id: "info" }, madeList(Object.fromEntries(single)), groups.map(([key, value]) => [h("h4", {}, madeWord(key)), madeList(value, `${key}.`)])))];
}
