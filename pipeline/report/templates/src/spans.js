// Spans of characters in a sentence: select those to mark, convert offsets to JavaScript strings.

/**
 * Convert offsets: Python counts characters, JavaScript UTF-16 units, which differ after an emoji.
 * @param {string} text
 * @param {number} start in characters
 * @param {number} end
 * @returns {[number, number]} in UTF-16 units
 */
export function characterRange(text, start, end) {
  if (!/[\ud800-\udfff]/.test(text)) return [start, end];
  const characters = Array.from(text);
  const before = characters.slice(0, start).join("").length;
  return [before, before + characters.slice(start, end).join("").length];
}

/**
 * Keep the first in the list of overlapping spans; the result is in the order of the text.
 * @template {{start: number, end: number}} Span
 * @param {Span[]} spans
 * @returns {Span[]}
 */
export function withoutOverlap(spans) {
  /** @type {Span[]} */
  const kept = [];
  for (const span of spans) {
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * Split the text into pieces with and without a span.
 * @template {{start: number, end: number}} Span
 * @param {string} text
 * @param {Span[]} spans without overlap, in order
 * @returns {{text: string, span: Span | null}[]}
 */
export function pieces(text, spans) {
  const found = [];
  let position = 0;
  for (const span of spans) {
    const [start, end] = characterRange(text, span.start, span.end);
    found.push({ text: text.slice(position, start), span: null }, { text: text.slice(start, end), span });
    position = end;
  }
  found.push({ text: text.slice(position), span: null });
  return found.filter((piece) => piece.text);
}
