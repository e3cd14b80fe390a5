// Exports of the drawing: the picture, the graph, and a line to cite it.

import { copyButton } from "./copy.js";
import { download } from "./download.js";
import { gexfText, xmlText } from "./gexf.js";
import { h, s } from "./html.js";
import { day, period, say, t, words } from "./language.js";
import { drawing } from "./network-view.js";
import { model, payload, scope, weighed } from "./page.js";

/** @import { GraphNode, Link } from "./model.js" */

const SHARPNESS = 2; // pixels of the PNG for one of the screen
const COPIED = ["fill", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "opacity"];
const COPIED_TEXT = ["font-family", "font-size", "font-weight", "text-anchor", "paint-order"];

export function takeAway() {
  const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", class: "plain", "data-take": name, onclick }, name);
  const citation = h("p", { id: "citation" });
  const parts = [
    h("div", { class: "row" }, button("SVG", saveSvg), button("PNG", savePng), button("GEXF", saveGexf)),
    h("h4", {}, t("cite")),
    citation,
    h("div", { class: "row" }, copyButton(citation)),
  ];
  const ontoggle = () => {
    citation.textContent = citationText();
  };
  return h(
    "details",
    { class: "drop right", id: "take", ontoggle },
    h("summary", {}, t("takeAway")),
    h("div", { class: "menu" }, parts),
  );
}

/** What this is, from which texts, made when and how; and where to look. */
function citationText() {
  const { info, totals } = payload;
  const model_ = /** @type {Record<string, string>} */ (info.model ?? {});
  const versions = /** @type {Record<string, string>} */ (info.versions ?? {});
  const dates = model.articles
    .map(({ date }) => date ?? "")
    .filter((date) => /^\d{4}/.test(date))
    .sort();
  const span = dates.length ? ` (${period(dates[0], dates[dates.length - 1])})` : "";
  const made = typeof info.finished === "string" ? day(info.finished.slice(0, 10)) : "";
  const digest = typeof info.input_digest === "string" ? `SHA-256 ${info.input_digest.slice(0, 16)}` : "";
  const tool = ["pressenetz", versions.pressenetz].filter(Boolean).join(" ");
  const parts = [
    document.title,
    words().phrases.cited(say, totals, span),
    [tool, [model_.name, model_.version].filter(Boolean).join(" ")].filter(Boolean).join(", "),
    [made, digest].filter(Boolean).join(", "),
    location.hash.length > 1 ? `${t("view")}: ${location.hash}` : "",
  ];
  return parts
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(" ");
}

/** @param {string} kind */
const nameOf = (kind) =>
  `${document.title}-${[...scope().ends.map(({ name }) => name), t("network")].join("-")}.${kind}`;

/** The drawing as one SVG element that needs no style sheet. */
function picture() {
  const { svg, note } = drawing();
  const { width, height } = svg.getBoundingClientRect();
  const made = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const originals = [...svg.querySelectorAll("*")];
  const discarded = [];
  for (const [index, copy] of [...made.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(originals[index]);
    const isShape = !(originals[index] instanceof SVGGElement);
    if (style.display === "none") discarded.push(copy);
    else if (isShape) dress(copy, style);
  }
  for (const each of discarded) each.remove();
  for (const name of ["role", "tabindex", "aria-label", "id"]) made.removeAttribute(name);
  const page = getComputedStyle(document.body);
  const ground = s("rect", { width, height, fill: page.backgroundColor });
  const font = { "font-family": page.fontFamily, "font-size": 11 };
  const foot = s("text", { x: 8, y: height - 8, fill: page.color, ...font }, xmlText(note));
  made.prepend(s("title", {}, xmlText(document.title)), s("desc", {}, xmlText(citationText())), ground);
  made.append(foot);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    made.setAttribute(name, String(value));
  }
  return { text: new XMLSerializer().serializeToString(made), width, height };
}

/**
 * @param {Element} shape
 * @param {CSSStyleDeclaration} style
 */
function dress(shape, style) {
  const isText = shape instanceof SVGTextElement;
  const kept = isText ? ["x", "y"] : ["d", "transform", "x1", "x2", "y1", "y2"];
  for (const name of shape.getAttributeNames()) if (!kept.includes(name)) shape.removeAttribute(name);
  for (const name of isText ? [...COPIED, ...COPIED_TEXT] : COPIED) {
    shape.setAttribute(name, style.getPropertyValue(name));
  }
  if (isText) shape.textContent = xmlText(shape.textContent ?? "");
}

const saveSvg = () => download(nameOf("svg"), "image/svg+xml", picture().text);

function savePng() {
  const { text, width, height } = picture();
  const image = new Image();
  image.onload = () => {
    const canvas = h("canvas", { width: width * SHARPNESS, height: height * SHARPNESS });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => blob && download(nameOf("png"), "image/png", blob));
  };
  image.setAttribute("src", `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`);
}

function saveGexf() {
  const { nodes, links, fillOf } = drawing();
  const colourOf = (/** @type {GraphNode} */ node) => fillOf(node).match(/\d+/g)?.slice(0, 3).map(Number) ?? [0, 0, 0];
  const weightOf = (/** @type {Link} */ { index }) => weighed().weights[index];
  const text = gexfText(nodes, links, { description: citationText(), weightOf, colourOf });
  download(nameOf("gexf"), "application/xml", text);
}
