// Dates as typed by a reader, and the bins of the time axis they refer to; pure functions.

/**
 * A date as it is typed in a language: 2022-01-07, or 07.01.2022 in German.
 * @param {string} date of the axis: a year, month or day
 * @param {"de" | "en"} language
 */
export const typedDate = (date, language) => (language === "de" ? date.split("-").reverse().join(".") : date);

/**
 * @param {string} text 2022, 2022-01, 2022-01-07, 01.2022 or 7.1.2022
 * @returns {string | null} year, month and day as in ISO 8601, as far as they are given
 */
function readDate(text) {
  const iso = /^(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?$/.exec(text.trim());
  const german = /^(?:(?:(\d\d?)\.)?\s*(\d\d?)\.)?\s*(\d{4})$/.exec(text.trim());
  const parts = iso ? iso.slice(1) : german ? german.slice(1).reverse() : [];
  const given = parts.filter(Boolean).map((part) => part.padStart(2, "0"));
  return given.length ? given.join("-") : null;
}

/**
 * The bin that a typed date means as the beginning or end of a time; a date beyond the axis means its end.
 * @param {string} text
 * @param {string[]} bins
 * @param {"from" | "to"} end
 * @returns {number | null} null if the text is not a date
 */
export function binOfDate(text, bins, end) {
  const date = readDate(text);
  if (date === null || !bins.length) return null;
  const goal = date.slice(0, bins[0].length);
  if (end === "from") {
    const found = bins.findIndex((bin) => bin >= goal);
    return found < 0 ? bins.length - 1 : found;
  }
  const found = bins.findLastIndex((bin) => bin.slice(0, goal.length) <= goal);
  return Math.max(found, 0);
}
