// The shape of each kind of name: a disc, a diamond, a square, a triangle. Colour is never the only difference.

import { h, s } from "./html.js";
import { t } from "./language.js";

/** @import { Label } from "./payload.js" */

/** @type {Record<Label, (r: number) => string>} */
export const SHAPES = {
  PER: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`,
  LOC: (r) => `M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z`,
  ORG: (r) => `M${-r * 0.9} ${-r * 0.9}H${r * 0.9}V${r * 0.9}H${-r * 0.9}Z`,
  MISC: (r) => `M0 ${-r * 1.2}L${r * 1.15} ${r * 0.85}H${-r * 1.15}Z`,
};

/** @param {Label} label */
export function icon(label) {
  const shape = s("path", { d: SHAPES[label](4.4), fill: `var(--${label})` });
  return s("svg", { class: "icon", width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" }, shape);
}

/** @param {Label} label */
export const labelTag = (label) => h("span", { class: "kind" }, icon(label), t(label));
