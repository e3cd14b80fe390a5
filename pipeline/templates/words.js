// Interface text in German and English, and the few helpers that make elements. Text always goes in as text, never as markup.
const WORDS = {
  de: {
    skip: "Zum Inhalt", search: "Namen und Artikeltitel suchen (Taste /)", nothing: "Kein Name und kein Artikeltitel passt.", language: "Sprache", theme: "Hell oder dunkel", sections: "Bereiche",
    network: "Netz", entities: "Namen", edges: "Verbindungen", numbers: "Zahlen", time: "Zeit", articles: "Artikel", failures: "Fehler", about: "Über diese Seite",
    summary: (d) => `${counted(d.articles, "articlesUnit")}${d.span}, ${counted(d.mentions, "mentions")} von ${n(d.entities)} Namen, ${counted(d.edges, "degree")}, ${counted(d.numbers, "numbersUnit")}`,
    one: { articlesUnit: "Artikel", mentions: "Nennung", names: "Name", degree: "Verbindung", numbersUnit: "Zahl", sentences: "Satz", inSentences: "gemeinsamer Satz", inArticlesCount: "Artikel mit beiden", row: "Zeile", place: "Fundstelle" },
    PER: "Person", LOC: "Ort", ORG: "Organisation", MISC: "Sonstiges", PERs: "Personen", LOCs: "Orte", ORGs: "Organisationen", MISCs: "Sonstiges",
    cardinal: "Anzahl", ordinal: "Ordnungszahl", percent: "Prozent", money: "Geld", quantity: "Größe", date: "Datum", clock: "Uhrzeit", number: "Zahl",
    sentence: "Satz", paragraph: "Absatz", document: "Artikel",
    colour: "Farbe", byLabel: "Art", byCommunity: "Gruppe", atLeast: "mindestens", sentences: "Sätze", articlesUnit: "Artikel", numbersUnit: "Zahlen", backbone: "nur Rückgrat", inBackbone: "Rückgrat",
    backboneHint: "Nur Verbindungen, die für wenigstens einen der beiden Namen auffällig stark sind (Disparitätsfilter)",
    from: "von", to: "bis", undated: (count) => `Artikel ohne genaues Datum, nur bei voller Zeitspanne dabei: ${n(count)}`, zoomIn: "Vergrößern", zoomOut: "Verkleinern", zoomFit: "Alles zeigen",
    drawn: (a, b, all) => `${counted(a, "names")} und ${counted(b, "degree")} gezeichnet (von ${n(all)} Namen insgesamt)`,
    best: "Am stärksten verbunden", welcome: "Was hier zu sehen ist",
    intro: { sentence: "Zwei Namen sind verbunden, wenn sie im selben Satz stehen; je öfter, desto dicker die Linie.", paragraph: "Zwei Namen sind verbunden, wenn sie im selben Absatz stehen; je mehr Artikel, desto dicker die Linie.", document: "Zwei Namen sind verbunden, wenn sie im selben Artikel stehen; je mehr Artikel, desto dicker die Linie.", near: "Zwei Namen sind verbunden, wenn sie in nah beieinander stehenden Sätzen vorkommen; je mehr Artikel, desto dicker die Linie." },
    caution: "Eine Verbindung heißt: gemeinsam genannt. Sie heißt nicht, dass die beiden einander kennen, zusammenarbeiten oder einer Meinung sind. Was sie verbindet, sagen nur die Sätze.",
    help: "Namen anklicken: Karte mit Nachbarn und Zahlen. Linie anklicken: die Sätze dahinter. Tastatur: / sucht, Pfeiltasten wandern im Netz, Eingabe öffnet, + − 0 zoomen, Esc schließt.",
    close: "Schließen", mentions: "Nennungen", degree: "Verbindungen", strength: "Stärke", community: "Gruppe", first: "zuerst", last: "zuletzt", country: "Land", label: "Art", name: "Name", pagerank: "PageRank", betweenness: "Zwischenlage",
    overTime: "Artikel im Lauf der Zeit", neighbours: "Steht zusammen mit", figures: "Zahlen dazu", forms: "Schreibweisen", form: "im Text", rule: "zusammengeführt durch", count: "Anzahl", inArticles: "Kommt vor in",
    none: "nichts", noFigures: "In den mitgeführten Sätzen wird keine Zahl darüber berichtet.", noEvidence: "Die Sätze hinter dieser Verbindung passten nicht in diese Datei; sie stehen in mentions.parquet und sentences.parquet.", more: "Mehr zeigen", all: "Alle", allEdges: "Alle Verbindungen",
    place: "Fundstellen", evidence: (a, b) => a >= b ? counted(a, "place") : `${n(a)} von ${counted(b, "place")} in dieser Datei`,
    together: "Gemeinsam genannt", inSentences: "gemeinsame Sätze", inArticlesCount: "Artikel mit beiden", npmi: "NPMI", llr: "LLR",
    source: "Quelle", target: "Ziel", a: "Name A", b: "Name B", value: "Wert", unit: "Einheit", noun: "wovon", kind: "Art", about_: "über", context: "Satz", article: "Artikel", title: "Titel", names: "Namen", author: "Verfasser", address: "Adresse", file: "Datei", stage: "Schritt", error: "Grund", duplicate: "Doppel von", carriedText: "Text hier", whole: "ganz", part: "Auszüge", text: "Text",
    filter: "Filtern …", anyKind: "alle Arten", row: "Zeilen", rows: (a, b) => a === b ? counted(a, "row") : `${n(a)} von ${counted(b, "row")}`, left: (a, b) => `. Diese Datei führt die wichtigsten ${n(a)} von ${n(b)} mit.`,
    back: "Zurück", print: "Drucken", partly: "Aus Platzgründen führt diese Datei nur die Sätze dieses Artikels mit, die eine Verbindung oder Zahl belegen.", absent: "Der Text dieses Artikels passte nicht in diese Datei.", hidden: "…",
    timeTitle: "Wer wann in den Artikeln steht", timeLead: "Artikel, die den Namen nennen; alle Felder haben denselben Maßstab.", noTime: "Kein Artikel hat ein Datum.", perBin: { 4: "pro Jahr", 7: "pro Monat", 10: "pro Tag" },
    noFailures: "Alle Dateien wurden gelesen.", nobody: "Keine Verbindung erfüllt diese Filter.", empty: "Keine zwei Namen stehen zusammen: Es gibt kein Netz zu zeichnen.",
    carried: "Was diese Datei mitführt", carriedLead: "Eine Seite von höchstens 5 MB kann nicht alles enthalten. Mitgeführt sind die stärksten Teile; alles steht in den Tabellen (Parquet) neben dieser Datei.", of: (a, b) => `${n(a)} von ${n(b)}`, complete: "Vollständige Artikel", allSentences: "Sätze", yes: "ja", no: "nein", nodes: "Namen im Netz", made: "Womit das gemacht wurde", meaning: "Was eine Verbindung heißt", reading: "Wie man die Maße liest",
    measures: {
      strength: "Summe der Gewichte aller Verbindungen eines Namens", npmi: "wie viel öfter als zufällig zwei Namen zusammenstehen, von −1 bis 1", llr: "Log-Likelihood-Verhältnis: wie sicher das kein Zufall ist", pagerank: "Gewicht im Netz, wenn Nachbarn ihr Gewicht weitergeben", betweenness: "Anteil der kürzesten Wege über diesen Namen",
      inBackbone: "Verbindungen, die für wenigstens einen der beiden Namen auffällig stark sind", community: "Namen, die untereinander dichter verbunden sind als mit dem Rest",
    },
    rules: { exact: "gleiche Form", model: "gleiche Form", spelling: "Schreibung", genitive: "Genitiv", inflection: "Beugung", surname: "Nachname", "first-name": "Vorname", initial: "Initiale", acronym: "Abkürzung in Klammern", initials: "Anfangsbuchstaben", variant: "Rechtsform", part: "Teil des Namens", transliteration: "Umschrift", country: "Ländername", known: "bekannter Name", label: "überstimmte Art", introduced: "Langform mit Abkürzung", propagated: "aus demselben Artikel", relabelled: "Art wie im Rest des Artikels", gazetteer: "eigene Namensliste", alias: "Alias-Datei", ambiguous: "mehrdeutig, nicht zusammengeführt", dropped: "laut Alias-Datei weggelassen" },
    exact: "genau", estimate: "geschätzt", estimated: (starts, error) => `geschätzt aus den Wegen von ${n(starts)} Namen, Standardfehler höchstens ${n(error, 6)}`,
    safe: "Alles läuft in dieser Datei; sie fragt nichts aus dem Netz ab.",
  },
  en: {
    skip: "Skip to content", search: "Search names and article titles (press /)", nothing: "No name and no article title matches.", language: "Language", theme: "Light or dark", sections: "Sections",
    network: "Network", entities: "Names", edges: "Links", numbers: "Numbers", time: "Time", articles: "Articles", failures: "Failures", about: "About this page",
    summary: (d) => `${counted(d.articles, "articlesUnit")}${d.span}, ${counted(d.mentions, "mentions")} of ${counted(d.entities, "names")}, ${counted(d.edges, "degree")}, ${counted(d.numbers, "numbersUnit")}`,
    one: { articlesUnit: "article", mentions: "mention", names: "name", degree: "link", numbersUnit: "number", sentences: "sentence", inSentences: "common sentence", inArticlesCount: "article with both", row: "row", place: "place" },
    PER: "person", LOC: "place", ORG: "organisation", MISC: "other", PERs: "people", LOCs: "places", ORGs: "organisations", MISCs: "other",
    cardinal: "count", ordinal: "ordinal", percent: "percent", money: "money", quantity: "quantity", date: "date", clock: "clock time", number: "number",
    sentence: "sentence", paragraph: "paragraph", document: "article",
    colour: "Colour", byLabel: "kind", byCommunity: "community", atLeast: "at least", sentences: "sentences", articlesUnit: "articles", numbersUnit: "numbers", backbone: "backbone only", inBackbone: "backbone",
    backboneHint: "Only links that are remarkably strong for at least one of the two names (disparity filter)",
    from: "from", to: "to", undated: (count) => `Articles without an exact date, counted over the whole time only: ${n(count)}`, zoomIn: "Zoom in", zoomOut: "Zoom out", zoomFit: "Show all",
    drawn: (a, b, all) => `${counted(a, "names")} and ${counted(b, "degree")} drawn (of ${counted(all, "names")} in all)`,
    best: "Most strongly connected", welcome: "What you are looking at",
    intro: { sentence: "Two names are linked when they stand in the same sentence; the more often, the thicker the line.", paragraph: "Two names are linked when they stand in the same paragraph; the more articles, the thicker the line.", document: "Two names are linked when they stand in the same article; the more articles, the thicker the line.", near: "Two names are linked when they stand in sentences close to each other; the more articles, the thicker the line." },
    caution: "A link means: named together. It does not mean that the two know each other, work together or agree. What connects them, only the sentences say.",
    help: "Click a name: its card with neighbours and figures. Click a line: the sentences behind it. Keyboard: / searches, arrow keys walk the network, Enter opens, + − 0 zoom, Esc closes.",
    close: "Close", mentions: "mentions", degree: "links", strength: "strength", community: "community", first: "first", last: "last", country: "country", label: "kind", name: "name", pagerank: "PageRank", betweenness: "betweenness",
    overTime: "Articles over time", neighbours: "Appears with", figures: "Figures about it", forms: "Spellings", form: "in the text", rule: "joined by", count: "count", inArticles: "Appears in",
    none: "nothing", noFigures: "The sentences carried here report no figure about it.", noEvidence: "The sentences behind this link did not fit into this file; they are in mentions.parquet and sentences.parquet.", more: "Show more", all: "All", allEdges: "All links",
    place: "places", evidence: (a, b) => a >= b ? counted(a, "place") : `${n(a)} of ${counted(b, "place")} in this file`,
    together: "Named together", inSentences: "common sentences", inArticlesCount: "articles with both", npmi: "NPMI", llr: "LLR",
    source: "source", target: "target", a: "name A", b: "name B", value: "value", unit: "unit", noun: "of what", kind: "kind", about_: "about", context: "sentence", article: "article", title: "title", names: "names", author: "author", address: "address", file: "file", stage: "stage", error: "reason", duplicate: "duplicate of", carriedText: "text here", whole: "whole", part: "excerpts", text: "text",
    filter: "Filter …", anyKind: "all kinds", row: "rows", rows: (a, b) => a === b ? counted(a, "row") : `${n(a)} of ${counted(b, "row")}`, left: (a, b) => `. This file carries the ${n(a)} most important of ${n(b)}.`,
    back: "Back", print: "Print", partly: "To save room this file carries only those sentences of the article that support a link or a figure.", absent: "The text of this article did not fit into this file.", hidden: "…",
    timeTitle: "Who is in the articles when", timeLead: "Articles that name them; all panels share one scale.", noTime: "No article has a date.", perBin: { 4: "per year", 7: "per month", 10: "per day" },
    noFailures: "All files were read.", nobody: "No link passes these filters.", empty: "No two names stand together: there is no network to draw.",
    carried: "What this file carries", carriedLead: "A page of at most 5 MB cannot hold everything. It carries the strongest parts; everything is in the tables (Parquet) beside this file.", of: (a, b) => `${n(a)} of ${n(b)}`, complete: "Complete articles", allSentences: "Sentences", yes: "yes", no: "no", nodes: "Names in the network", made: "How it was made", meaning: "What a link means", reading: "How to read the measures",
    measures: {
      strength: "sum of the weights of a name's links", npmi: "how much more often than by chance two names stand together, from −1 to 1", llr: "log-likelihood ratio: how certain it is that this is no chance", pagerank: "weight in the network when neighbours pass theirs on", betweenness: "share of the shortest paths through this name",
      inBackbone: "links that are remarkably strong for at least one of the two names", community: "names linked more densely among themselves than with the rest",
    },
    rules: { exact: "same form", model: "same form", spelling: "spelling", genitive: "genitive", inflection: "inflection", surname: "surname", "first-name": "first name", initial: "initial", acronym: "acronym in brackets", initials: "initials", variant: "legal form", part: "part of the name", transliteration: "transliteration", country: "name of a country", known: "well-known name", label: "outvoted label", introduced: "long form with acronym", propagated: "found elsewhere in the article", relabelled: "label as in the rest of the article", gazetteer: "your list of names", alias: "alias file", ambiguous: "ambiguous, left apart", dropped: "left out by the alias file" },
    exact: "exact", estimate: "estimated", estimated: (starts, error) => `estimated from the paths of ${n(starts)} names, standard error at most ${n(error, 6)}`,
    safe: "Everything runs inside this file; it asks nothing of the network.",
  },
};

let lang = (navigator.language || "de").startsWith("de") ? "de" : "en";
const t = (key) => WORDS[lang][key] ?? key;
const n = (value, digits = 2) => new Intl.NumberFormat(lang, { maximumFractionDigits: digits, useGrouping: true }).format(value);
// What is counted, in the singular for one of it.
const unit = (key, count) => (count === 1 && t("one")[key]) || t(key);
const counted = (count, key) => `${n(count)} ${unit(key, count)}`;
// What a measure means, and in a large network how exact it is.
const measureHint = (key) => {
  const made = DATA.info.network ?? {};
  const text = t("measures")[key];
  return key === "betweenness" && made.betweenness === "estimate" ? `${text} (${t("estimated")(made.betweenness_starts, made.betweenness_standard_error)})` : text;
};
const SVG = "http://www.w3.org/2000/svg";

function put(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
const h = (tag, attributes = {}, ...children) => put(document.createElement(tag), attributes, children);
const s = (tag, attributes = {}, ...children) => put(document.createElementNS(SVG, tag), attributes, children);

// A date as people write it: 2022-01-07 becomes 7. Januar 2022; anything else than year, month, day is shown as it is.
function day(date, month = "long") {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date ?? "");
  if (!parts) return date ?? "";
  if (!parts[2]) return parts[1];
  const options = { year: "numeric", month, timeZone: "UTC", ...(parts[3] ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(lang, options).format(Date.UTC(+parts[1], parts[2] - 1, +(parts[3] ?? 1)));
}

const SHAPES = {
  PER: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  LOC: (r) => `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z`,
  ORG: (r) => `M${-r * 0.9} ${-r * 0.9}H${r * 0.9}V${r * 0.9}H${-r * 0.9}Z`,
  MISC: (r) => `M0 ${-r * 1.2}L${r * 1.15} ${r * 0.85}H${-r * 1.15}Z`,
};
const icon = (label) => s("svg", { class: "icon", width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, s("path", { d: SHAPES[label](4.4), fill: `var(--${label})` }));
const kind = (label) => h("span", { class: "kind" }, icon(label), t(label));
