// Counts along the time axis, which come as bin, count, bin, count …

/** @import { BinCounts, CellCounts, CellRow } from "./payload.js" */

/**
 * Counts per bin, where the counts of several cells are added up.
 * @param {CellCounts} counts
 * @param {CellRow[]} cells
 * @returns {BinCounts}
 */
export function binsOfCells(counts, cells) {
  if (counts.length === 2) {
    const bin = cells[counts[0]][1];
    return bin < 0 ? [] : [bin, counts[1]];
  }
  /** @type {Map<number, number>} */
  const total = new Map();
  for (let i = 0; i < counts.length; i += 2) {
    const bin = cells[counts[i]][1];
    if (bin >= 0) total.set(bin, (total.get(bin) ?? 0) + counts[i + 1]);
  }
  return [...total].sort(([a], [b]) => a - b).flat();
}

/**
 * Sum the counts from one bin to another, both included.
 * @param {BinCounts} bins
 * @param {number} from
 * @param {number} to
 */
export function countWithin(bins, from, to) {
  let total = 0;
  for (let i = 0; i < bins.length; i += 2) {
    if (bins[i] >= from && bins[i] <= to) total += bins[i + 1];
  }
  return total;
}

/**
 * Expand the counts to one for every bin of the axis.
 * @param {BinCounts} bins
 * @param {number} length
 * @returns {number[]}
 */
export function countPerBin(bins, length) {
  const counts = new Array(length).fill(0);
  for (let i = 0; i < bins.length; i += 2) counts[bins[i]] = bins[i + 1];
  return counts;
}

/**
 * Count the dates in each bin; dates less exact than a bin are left out.
 * @param {(string | null)[]} dates
 * @param {string[]} axis
 * @returns {number[]}
 */
export function datesPerBin(dates, axis) {
  const counts = new Array(axis.length).fill(0);
  const numbers = new Map(axis.map((bin, number) => [bin, number]));
  for (const date of dates) {
    const bin = numbers.get((date ?? "").slice(0, axis[0]?.length));
    if (bin !== undefined) counts[bin] += 1;
  }
  return counts;
}
