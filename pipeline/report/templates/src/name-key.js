// The key under which spellings of a name are one name in an alias file; the same as name_key in pipeline/names/forms.py.

/** @type {Record<string, string>} */
const LETTERS = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };
const ARTICLES = new Set(["der", "die", "das", "des", "dem", "den", "the"]);
const QUOTES = "\"'„“”»«›‹‚‘’ ";

const IS_TIDY = /^[\p{L}\p{N}][\p{L}\p{N}.-]*(?: [\p{L}\p{N}.-]+)*$/u;

/**
 * A name as an alias file is read: with single spaces, without quotation marks at its ends.
 * @param {string} name
 */
export function tidy(name) {
  if (IS_TIDY.test(name)) return name.normalize("NFC"); // nearly all are
  const letters = Array.from(name.normalize("NFC").split(/\s+/u).filter(Boolean).join(" "));
  while (letters.length && QUOTES.includes(letters[0])) letters.shift();
  while (letters.length && QUOTES.includes(letters[letters.length - 1])) letters.pop();
  return letters.join("");
}

/** @type {Map<string, string>} */
const keys = new Map();

/** @param {string} name */
export function nameKey(name) {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const [first, ...rest] = name.split(" ");
  const key = fold(rest.length && ARTICLES.has(first.toLowerCase()) ? rest.join(" ") : name);
  keys.set(name, key);
  return key;
}

/** @param {string} name */
function fold(name) {
  const small = name.normalize("NFC").toLowerCase();
  const letters = small.replace(/[äöüßøłđðı]/gu, (letter) => LETTERS[letter]);
  const plain = letters.normalize("NFD").replace(/\p{M}/gu, "");
  const words = plain.replace(/[\s\-‐‑‒–—/_]+/gu, " ").replace(/[^\p{L}\p{N}\s&+$€£%]/gu, "");
  return words.split(/\s+/u).filter(Boolean).join(" ") || small;
}
