// Articles or sentences over time as small bars, with the first and last date below and the highest count above.

import { countPerBin } from "./bins.js";
import { s } from "./html.js";
import { day, formatNumber, t } from "./language.js";
import { payload } from "./page.js";

/** @import { BinCounts } from "./payload.js" */

const WIDTH = 380;

/**
 * @param {BinCounts} bins
 * @param {{top?: number, height?: number, title?: string}} [options] top: the count that fills the height, if several
 *   share a scale; title: what the bars count
 */
export function sparkline(bins, { top, height = 62, title = t("overTime") } = {}) {
  const axis = payload.bins;
  const counts = countPerBin(bins, axis.length);
  const most = Math.max(...counts);
  const scale = top ?? Math.max(most, 1);
  const step = WIDTH / counts.length;
  const base = height - 16;
  const heightOf = (/** @type {number} */ count) => ((base - 14) * count) / scale;
  const bars = counts.map((count, bin) => {
    if (!count) return null;
    const place = { x: (bin * step).toFixed(2), y: (base - heightOf(count)).toFixed(2) };
    const size = { width: Math.max(step * 0.82, 1).toFixed(2), height: heightOf(count).toFixed(2) };
    const hint = s("title", {}, `${day(axis[bin])}: ${formatNumber(count)}`);
    return s("rect", { ...place, ...size, fill: "currentColor" }, hint);
  });
  const peak = counts.indexOf(most);
  const middle = Math.min(Math.max((peak + 0.5) * step, 8), WIDTH - 8);
  const label = `${title}: ${formatNumber(most)} (${day(axis[peak])})`;
  return s(
    "svg",
    { class: "spark", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": label },
    bars,
    s("line", { x1: 0, x2: WIDTH, y1: base, y2: base, stroke: "var(--rule)" }),
    s("text", { x: middle, y: (base - heightOf(most) - 3).toFixed(1), "text-anchor": "middle" }, formatNumber(most)),
    s("text", { x: 0, y: height - 3 }, day(axis[0])),
    s("text", { x: WIDTH, y: height - 3, "text-anchor": "end" }, day(axis.at(-1))),
  );
}
