// The elements of the drawing, a mark for each node and a line for each link: made once, and changed where they differ,
// because the browser styles anew whatever is touched.

import { s } from "./html.js";
import { SHAPES } from "./icons.js";
import { counted, t } from "./language.js";

/** @import { Disc } from "./geometry.js" */
/** @import { GraphNode, Link } from "./model.js" */

/** @typedef {{link: Link, line: SVGLineElement, from: Disc | null, to: Disc | null}} Line */

/**
 * The mark of a node, which tells screen readers what it stands for.
 * @param {GraphNode} node
 * @param {SVGPathElement} [mark] that of the same entity before a correction
 */
export function markFor({ entity }, mark = s("path", { class: "node", tabindex: -1, role: "button" })) {
  setAttribute(mark, "data-entity", entity.id);
  setAttribute(mark, "aria-label", `${entity.name}, ${t(entity.label)}, ${counted(entity.degree, "degree")}`);
  return mark;
}

/**
 * @param {SVGPathElement} mark
 * @param {Disc} disc
 * @param {string} fill
 */
export function placeMark(mark, disc, fill) {
  setAttribute(mark, "d", SHAPES[disc.entity.label](disc.r));
  setAttribute(mark, "transform", `translate(${disc.x.toFixed(1)} ${disc.y.toFixed(1)})`);
  setStyle(mark, "fill", fill);
}

/**
 * @param {Link} link
 * @param {number} share its strength, up to 1
 * @param {Map<string, Line>} made all lines drawn so far, which are used again
 * @returns {Line}
 */
export function lineFor(link, share, made) {
  const key = `${link.source.id}|${link.target.id}`;
  const found = made.get(key) ?? {
    link,
    line: s("line", { class: "link hit", "data-edge": key }),
    from: null,
    to: null,
  };
  found.link = link;
  made.set(key, found);
  setAttribute(found.line, "stroke-width", (0.6 + 5.4 * share).toFixed(2));
  setAttribute(found.line, "stroke-opacity", (0.2 + 0.5 * share).toFixed(2));
  return found;
}

/** @param {Line} line */
export function placeLine({ line, from, to }) {
  if (!from || !to) return;
  setAttribute(line, "x1", from.x.toFixed(1));
  setAttribute(line, "y1", from.y.toFixed(1));
  setAttribute(line, "x2", to.x.toFixed(1));
  setAttribute(line, "y2", to.y.toFixed(1));
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * @param {SVGPathElement} mark
 * @param {"display" | "fill"} name
 * @param {string} value
 */
export function setStyle({ style }, name, value) {
  if (style[name] !== value) style[name] = value;
}

/**
 * Make these the children of an element; those that are its children already stay there.
 * @param {Element} parent
 * @param {Element[]} wanted
 */
export function setChildren(parent, wanted) {
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
}
