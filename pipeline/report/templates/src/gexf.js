// The drawn part of the network as GEXF, with places, sizes and colours; pure functions.

/** @import { GraphNode, Link } from "./model.js" */

const HEAD =
  '<?xml version="1.0" encoding="utf-8"?>\n' +
  '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n';
const NODE_ATTRIBUTES = { label: "string", mentions: "long", articles: "long", community: "long" };
const EDGE_ATTRIBUTES = { sentences: "long", articles: "long", npmi: "double", llr: "double" };
// what XML 1.0 cannot hold: control characters, lone surrogates, non-characters
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

/**
 * Text that every reader of XML takes; what XML cannot hold becomes U+FFFD.
 * @param {string} text
 */
export const xmlText = (text) => text.replace(FORBIDDEN, "\ufffd");

const entityOf = (/** @type {string} */ character) => ENTITIES[character];

/** @param {unknown} value */
const quoted = (value) => `"${xmlText(String(value)).replace(/[&<>"\t\n\r]/g, entityOf)}"`;

/**
 * @param {GraphNode[]} nodes
 * @param {Link[]} links
 * @param {object} look
 * @param {string} look.description
 * @param {(link: Link) => number} look.weightOf
 * @param {(node: GraphNode) => number[]} look.colourOf red, green, blue, from 0 to 255
 */
export function gexfText(nodes, links, { description, weightOf, colourOf }) {
  const meta = `<meta><creator>pressenetz</creator><description>${quoted(description).slice(1, -1)}</description></meta>\n`;
  const lines = [
    ...attributes("node", NODE_ATTRIBUTES),
    ...attributes("edge", EDGE_ATTRIBUTES),
    "<nodes>",
    ...nodes.map((node) => nodeText(node, colourOf(node))),
    "</nodes>",
    "<edges>",
    ...links.map((link) => linkText(link, weightOf(link))),
    "</edges>",
  ];
  return `${HEAD}${meta}<graph defaultedgetype="undirected" mode="static">\n${lines.join("\n")}\n</graph>\n</gexf>\n`;
}

/**
 * @param {"node" | "edge"} kind
 * @param {Record<string, string>} types
 */
const attributes = (kind, types) => [
  `<attributes class="${kind}" mode="static">`,
  ...Object.entries(types).map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`),
  "</attributes>",
];

/**
 * @param {Record<string, string>} types
 * @param {Record<string, *>} row
 */
function values(types, row) {
  const given = Object.keys(types).filter((name) => row[name] !== null && row[name] !== undefined);
  return `<attvalues>${given.map((name) => `<attvalue for="${name}" value=${quoted(row[name])}/>`).join("")}</attvalues>`;
}

/**
 * @param {GraphNode} node
 * @param {number[]} colour
 */
function nodeText({ entity, x, y, r }, [red, green, blue]) {
  const place = `<viz:position x="${x.toFixed(1)}" y="${(-y).toFixed(1)}" z="0.0"/>`; // Gephi's y points up
  const look = `<viz:color r="${red}" g="${green}" b="${blue}"/>${place}<viz:size value="${(2 * r).toFixed(1)}"/>`;
  return `<node id=${quoted(entity.id)} label=${quoted(entity.name)}>${values(NODE_ATTRIBUTES, entity)}${look}</node>`;
}

/**
 * @param {Link} link
 * @param {number} weight
 */
function linkText(link, weight) {
  const ends = `source=${quoted(link.source.id)} target=${quoted(link.target.id)}`;
  return `<edge id="${link.index}" ${ends} weight="${weight}">${values(EDGE_ATTRIBUTES, link)}</edge>`;
}
