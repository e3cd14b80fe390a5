// The carried data as objects with cross references, and the questions asked of them.
const DATA = JSON.parse(document.getElementById("data").textContent);
const LABELS = DATA.labels;
const WIDTH = DATA.bins.length ? DATA.bins[0].length : 4;
const WEIGHT = DATA.window === "sentence" ? "sentences" : "articles";
const WEIGHT_UNIT = WEIGHT === "sentences" ? "sentences" : "articlesUnit";

const record = (names) => (row) => Object.fromEntries(names.map((name, index) => [name, row[index]]));
const numbered = (rows, names) => rows.map(record(names)).map((row, index) => Object.assign(row, { index }));
const E = numbered(DATA.entities, ["id", "name", "label", "mentions", "articles", "first", "last", "country", "degree", "strength", "community", "pagerank", "betweenness", "forms", "bins"]);
const L = numbered(DATA.edges, ["a", "b", "sentences", "articles", "npmi", "llr", "first", "last", "backbone", "bins"]);
const A = numbered(DATA.articles, ["id", "title", "date", "source", "author", "url", "duplicate", "sentences", "names", "numbers"]);
const F = numbered(DATA.failures, ["path", "stage", "error"]);
const S = [];  // carried sentences
const N = [];  // carried numbers

for (const entity of E) Object.assign(entity, { links: [], places: [], figures: [] });
for (const link of L) {
  link.weight = link[WEIGHT];
  E[link.a].links.push(link);
  E[link.b].links.push(link);
}
for (const [article, complete, rows] of DATA.texts) {
  Object.assign(A[article], { complete: complete === 1, texts: [] });
  for (const [number, paragraph, text, names, numbers = []] of rows) {
    const sentence = { article: A[article], number, paragraph, text, names: [], numbers: [] };
    for (let i = 0; i < names.length; i += 3) {
      const entity = names[i + 2] >= 0 ? E[names[i + 2]] : null;
      sentence.names.push({ start: names[i], end: names[i + 1], entity, label: entity ? entity.label : LABELS[-1 - names[i + 2]] });
      if (entity && entity.places.at(-1) !== sentence) entity.places.push(sentence);
    }
    for (const [start, end, kindNumber, value, max, approx, unit, noun, about] of numbers) {
      const figure = { start, end, kind: DATA.kinds[kindNumber], value, max, approx, unit, noun, about: E[about] ?? null, sentence, text: text.slice(...units(text, start, end)) };
      sentence.numbers.push(figure);
      N.push(figure);
      if (figure.about && !sentence.article.duplicate) figure.about.figures.push(figure);  // a copy reports nothing new
    }
    A[article].texts.push(sentence);
    S.push(sentence);
  }
}

// Python counts characters, JavaScript counts UTF-16 units: they differ behind an emoji.
function units(text, start, end) {
  if (!/[\ud800-\udfff]/.test(text)) return [start, end];
  const characters = Array.from(text);
  const before = characters.slice(0, start).join("").length;
  return [before, before + characters.slice(start, end).join("").length];
}

const other = (link, entity) => E[link.a === entity.index ? link.b : link.a];
const linkOf = (a, b) => E[a]?.links.find((link) => link.a === b || link.b === b);
const ranked = (links) => [...links].sort((x, y) => y.weight - x.weight || (y.llr ?? 0) - (x.llr ?? 0) || x.index - y.index);
const valueText = (figure) => [figure.value, figure.max].filter((part) => part !== null && part !== undefined).map((part) => typeof part === "number" ? n(part, 6) : part).join(" – ");
const kindWord = (name) => t(name === "time" ? "clock" : name);

// The carried sentences that show two names together: naming both, else the nearest two within the window (as in report_texts.py).
function evidence(link) {
  const a = E[link.a], b = E[link.b], found = [];
  const second = byArticle(b.places);
  for (const [article, mine] of byArticle(a.places)) {
    const theirs = second.get(article);
    if (!theirs || article.duplicate) continue;
    const both = mine.filter((place) => theirs.includes(place));
    if (both.length) found.push(...both.map((place) => [place]));
    else if (DATA.window !== "sentence") found.push(...nearest(mine, theirs));
  }
  return found.sort((x, y) => (x[0].article.date ?? "9999").localeCompare(y[0].article.date ?? "9999") || x[0].article.index - y[0].article.index || x[0].number - y[0].number);
}
function byArticle(places) {
  const found = new Map();
  for (const place of places) found.has(place.article) ? found.get(place.article).push(place) : found.set(place.article, [place]);
  return found;
}
function nearest(mine, theirs) {
  const reach = Number(DATA.window.split(":")[1] ?? 0);
  let best = null;
  for (const x of mine) for (const y of theirs) {
    const gap = Math.abs(x.number - y.number);
    const within = DATA.window === "document" || (reach ? gap < reach : x.paragraph === y.paragraph);
    if (within && (!best || gap < best.gap)) best = { gap, places: x.number < y.number ? [x, y] : [y, x] };
  }
  return best ? [best.places] : [];
}

// Forgiving search: Tokajew finds Toqajew, Muller finds Müller.
const FOLDS = [[/ß/g, "ss"], [/sch|sh/g, "s"], [/ch/g, "h"], [/ph/g, "f"], [/ck|q|c/g, "k"], [/tz|ts|z/g, "s"], [/y/g, "j"], [/w/g, "v"], [/ae/g, "a"], [/oe/g, "o"], [/ue/g, "u"], [/(.)\1+/g, "$1"], [/[^\p{L}\p{N}]+/gu, " "]];
const fold = (text) => FOLDS.reduce((value, [from, to]) => value.replace(from, to), text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")).trim();
const grams = (word) => { const padded = `  ${word} `; return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3))); };
function likeness(query, word) {
  if (query === word) return 1;
  if (word.startsWith(query)) return 0.9;
  if (query.length > 2 && word.includes(query)) return 0.75;
  const a = grams(query), b = grams(word);
  const shared = [...a].filter((gram) => b.has(gram)).length;
  const score = 2 * shared / (a.size + b.size);
  return score >= 0.5 ? score * 0.8 : 0;
}
for (const entity of E) entity.words = [...new Set([entity.name, ...entity.forms.map((form) => form[0])].flatMap((form) => fold(form).split(" ")))];
for (const article of A) article.folded = fold(`${article.title ?? ""} ${article.id}`);
function findEntities(text) {
  const words = fold(text).split(" ").filter(Boolean);
  if (!words.length) return [];
  const scored = E.map((entity) => {
    const scores = words.map((word) => Math.max(0, ...entity.words.map((own) => likeness(word, own))));
    return { entity, score: Math.min(...scores) > 0 ? scores.reduce((x, y) => x + y) / words.length : 0 };
  });
  return scored.filter((hit) => hit.score > 0).sort((x, y) => y.score - x.score || x.entity.index - y.entity.index).map((hit) => hit.entity);
}
const findArticles = (text) => { const words = fold(text).split(" ").filter(Boolean); return words.length ? A.filter((article) => words.every((word) => article.folded.includes(word))) : []; };

// How often a row with bins [bin, count, bin, count …] falls into the chosen time.
function within(bins, from, to) {
  let total = 0;
  for (let i = 0; i < bins.length; i += 2) if (bins[i] >= from && bins[i] <= to) total += bins[i + 1];
  return total;
}
function series(bins) {
  const values = new Array(DATA.bins.length).fill(0);
  for (let i = 0; i < bins.length; i += 2) values[bins[i]] = bins[i + 1];
  return values;
}
