// The drawn network: filters, time, zoom, labels that do not pile up, keyboard.
const NODES = DATA.graph.nodes.map((number, index) => ({ entity: E[number], x: DATA.graph.x[index], y: DATA.graph.y[index], r: DATA.graph.r[index] }));
const nodeOf = new Map(NODES.map((node) => [node.entity, node]));
const DRAWABLE = L.filter((link) => nodeOf.has(E[link.a]) && nodeOf.has(E[link.b]));
const LAST = Math.max(0, DATA.bins.length - 1);
const view = { labels: new Set(LABELS), min: startWeight(), from: 0, to: LAST, colour: "label", backbone: false, k: 1, x: 0, y: 0, focus: NODES[0] ?? null };
const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#6a51a3"];

// The smallest weight that leaves a picture one can read.
function startWeight() {
  const weights = DRAWABLE.map((link) => link.weight).sort((a, b) => b - a);
  return weights.length > 420 ? Math.min(weights[420] + 1, weights[0]) : Math.max(1, weights.at(-1) ?? 1);
}
const communities = (() => {
  const size = new Map();
  for (const node of NODES) size.set(node.entity.community, (size.get(node.entity.community) ?? 0) + 1);
  return [...size].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([community]) => community);
})();
function colourOf(entity) {
  if (view.colour === "label") return `var(--${entity.label})`;
  return PALETTE[communities.indexOf(entity.community)] ?? "var(--other)";
}
const allTime = () => view.from === 0 && view.to === LAST;
const weightNow = (link) => allTime() ? link.weight : within(link.bins, view.from, view.to);
function visibleLinks() {
  return DRAWABLE.filter((link) => view.labels.has(E[link.a].label) && view.labels.has(E[link.b].label) && (!view.backbone || link.backbone) && weightNow(link) >= view.min);
}

let stage = null;  // { svg, links, marks, names, note } while the tab is open

function networkTab() {
  if (!NODES.length) return [h("p", { class: "lead" }, t("empty"))];
  const svg = s("svg", { role: "application", "aria-label": t("network"), id: "net" }, s("g", { id: "links" }), s("g", { id: "marks" }), s("g", { id: "names" }));
  const note = h("p", { class: "note", id: "drawn", "aria-live": "polite" });
  const buttons = [["+", "zoomIn", 1.35], ["−", "zoomOut", 1 / 1.35], ["⤢", "zoomFit", 0]].map(([sign, key, factor]) => h("button", { type: "button", class: "plain", title: t(key), "aria-label": t(key), onclick: () => factor ? zoom(factor) : fit() }, sign));
  const box = h("div", { id: "stage" }, svg, h("div", { class: "zoom" }, buttons), note);
  stage = { svg, links: svg.children[0], marks: svg.children[1], names: svg.children[2], note, box };
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY * 0.0016), point(event)); }, { passive: false });
  svg.addEventListener("pointerdown", startDrag);
  svg.addEventListener("click", (event) => { if (event.target === svg) show({}); });
  svg.addEventListener("keydown", walk);
  makeMarks();
  return [networkControls(), box, timeControls()];
}

function networkControls() {
  const chips = LABELS.map((label) => h("button", { type: "button", class: "chip", "data-label": label, "aria-pressed": String(view.labels.has(label)), onclick: (event) => { view.labels.has(label) ? view.labels.delete(label) : view.labels.add(label); event.currentTarget.setAttribute("aria-pressed", String(view.labels.has(label))); drawLinks(); } }, icon(label), t(label + "s")));
  const top = Math.max(...DRAWABLE.map((link) => link.weight), 1);
  const value = h("output"), of = h("span");
  const write = () => { value.textContent = n(view.min); of.textContent = unit(WEIGHT_UNIT, view.min); };
  write();
  const slider = h("input", { type: "range", id: "weight", min: 1, max: Math.min(top, Math.max(20, view.min * 3)), value: view.min, oninput: (event) => { view.min = +event.target.value; write(); drawLinks(); } });
  const colour = h("select", { id: "colour", onchange: (event) => { view.colour = event.target.value; place(); } }, ["label", "community"].map((key) => h("option", { value: key, selected: view.colour === key }, t(key === "label" ? "byLabel" : "byCommunity"))));
  const backbone = h("input", { type: "checkbox", id: "backbone", onchange: (event) => { view.backbone = event.target.checked; drawLinks(); } });
  backbone.checked = view.backbone;
  return h("div", { class: "controls" }, h("div", { class: "chips" }, chips),
    h("label", {}, t("atLeast"), slider, value, of),
    h("label", { title: t("backboneHint") }, backbone, t("backbone")), h("label", {}, t("colour"), colour));
}

function timeControls() {
  if (DATA.bins.length < 2) return null;
  const counts = new Array(DATA.bins.length).fill(0);
  for (const article of A) { const bin = DATA.bins.indexOf((article.date ?? "").slice(0, WIDTH)); if (bin >= 0) counts[bin] += 1; }
  const undated = A.length - counts.reduce((a, b) => a + b);
  const top = Math.max(...counts, 1), wide = 1000 / counts.length;
  const bars = counts.map((count, bin) => s("rect", { class: "bar", x: bin * wide, width: Math.max(wide - Math.min(2, wide * 0.2), 0.5), y: 32 - 32 * count / top, height: 32 * count / top }));
  const [start, end] = [h("output", { id: "start" }), h("output", { id: "end" })];
  const update = () => {
    start.textContent = day(DATA.bins[view.from]);
    end.textContent = day(DATA.bins[view.to]);
    bars.forEach((bar, bin) => bar.classList.toggle("off", bin < view.from || bin > view.to));
  };
  const range = (key, id) => h("input", { type: "range", id, min: 0, max: LAST, value: view[key], "aria-label": t(key), oninput: (event) => {
    view[key] = key === "from" ? Math.min(+event.target.value, view.to) : Math.max(+event.target.value, view.from);
    event.target.value = view[key];
    update();
    drawLinks();
  } });
  update();
  return h("div", { class: "time" }, start, h("div", { class: "axis" }, s("svg", { viewBox: "0 0 1000 32", preserveAspectRatio: "none", "aria-hidden": "true" }, bars), range("from", "from"), range("to", "to")), end, undated ? h("p", { class: "undated" }, t("undated")(undated)) : null);
}

function point(event) {
  const box = stage.svg.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
function fit() {
  const box = stage.box.getBoundingClientRect();
  const ends = new Set(visibleLinks().flatMap((link) => [E[link.a], E[link.b]]));
  const shown = NODES.filter((node) => ends.has(node.entity));
  const [left, right, top, bottom] = [["x", -1], ["x", 1], ["y", -1], ["y", 1]].map(([axis, sign]) => Math.max(...(shown.length ? shown : NODES).map((node) => sign * node[axis] + node.r)));
  view.k = Math.min(box.width / (left + right + 150), box.height / (top + bottom + 70), 2.2);
  view.x = box.width / 2 + (left - right) / 2 * view.k;
  view.y = box.height / 2 - 12 + (top - bottom) / 2 * view.k;
  place();
}
function zoom(factor, at = null) {
  const box = stage.box.getBoundingClientRect();
  const [x, y] = at ?? [box.width / 2, box.height / 2];
  const k = Math.min(Math.max(view.k * factor, 0.15), 12);
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  place();
}
function startDrag(event) {
  if (event.target !== stage.svg) return;
  const from = [event.clientX - view.x, event.clientY - view.y];
  const move = (next) => { view.x = next.clientX - from[0]; view.y = next.clientY - from[1]; place(); };
  const stop = () => { window.removeEventListener("pointermove", move); window.removeEventListener("pointerup", stop); };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", stop);
}

function makeMarks() {
  const marks = NODES.map((node) => {
    const { entity } = node;
    node.mark = s("path", { class: "node", tabindex: node === view.focus ? 0 : -1, role: "button", "data-entity": entity.id, "aria-label": `${entity.name}, ${t(entity.label)}, ${counted(entity.degree, "degree")}`, onclick: () => show({ entity: entity.id }), onmouseenter: (event) => hover(event, node), onmouseleave: () => hover(null), onfocus: () => { view.focus = node; } });
    return node.mark;
  });
  stage.marks.replaceChildren(...[...marks].reverse());
}
function drawLinks() {
  if (!stage) return;
  stage.shown = visibleLinks();
  const chosen = chosenLink();
  if (chosen && DRAWABLE.includes(chosen) && !stage.shown.includes(chosen)) stage.shown.push(chosen);
  const top = Math.max(...stage.shown.map(weightNow), 1);
  const lines = [...stage.shown].reverse().flatMap((link) => {
    const share = Math.sqrt(weightNow(link) / top) || 0;
    const hit = s("line", { class: "hit", "data-edge": `${E[link.a].id}|${E[link.b].id}`, onclick: () => show({ edge: [E[link.a].id, E[link.b].id] }), onmouseenter: (event) => tip(event, `${E[link.a].name} – ${E[link.b].name}: ${counted(weightNow(link), WEIGHT_UNIT)}`), onmouseleave: () => tip(null) });
    link.line = s("line", { class: "link", "stroke-width": 0.6 + 5.4 * share, "stroke-opacity": 0.2 + 0.5 * share });
    link.hit = hit;
    return [hit, link.line];
  });
  stage.links.replaceChildren(...lines);
  stage.alive = new Set(stage.shown.flatMap((link) => [E[link.a], E[link.b]]));
  const selected = chosenEntity();
  if (selected && nodeOf.has(selected)) stage.alive.add(selected);
  stage.note.textContent = stage.shown.length ? t("drawn")(stage.alive.size, stage.shown.length, DATA.totals.entities) : t("nobody");
  place();
  emphasise();
}
function place() {
  const grow = Math.pow(view.k, 0.6);
  for (const node of NODES) {
    node.sx = node.x * view.k + view.x;
    node.sy = node.y * view.k + view.y;
    node.sr = node.r * grow;
    const alive = stage.alive.has(node.entity);
    node.mark.style.display = alive ? "" : "none";
    if (!alive) continue;
    node.mark.setAttribute("d", SHAPES[node.entity.label](node.sr));
    node.mark.setAttribute("transform", `translate(${node.sx.toFixed(1)} ${node.sy.toFixed(1)})`);
    node.mark.style.fill = colourOf(node.entity);
  }
  for (const link of stage.shown) {
    const a = nodeOf.get(E[link.a]), b = nodeOf.get(E[link.b]);
    for (const line of [link.line, link.hit]) for (const [key, value] of [["x1", a.sx], ["y1", a.sy], ["x2", b.sx], ["y2", b.sy]]) line.setAttribute(key, value.toFixed(1));
  }
  placeNames();
}

// Names are set strongest first, each where it covers the least of other nodes, never over another name or the edge.
// The ten strongest are always named, the next thirty if they cover little, all others only where they cover nothing.
function placeNames() {
  const box = stage.box.getBoundingClientRect();
  const chosen = new Set([chosenEntity(), stage.hovered?.entity, ...(chosenLink() ? [E[chosenLink().a], E[chosenLink().b]] : [])]);
  const near = neighbourhood();
  const inside = NODES.filter((node) => stage.alive.has(node.entity) && node.sx > -20 && node.sy > -20 && node.sx < box.width + 20 && node.sy < box.height + 20);
  for (const node of inside) node.area = [node.sx - node.sr, node.sy - node.sr * 0.9, node.sx + node.sr, node.sy + node.sr * 0.9];
  const rank = (node) => chosen.has(node.entity) ? 0 : near?.has(node.entity) ? 1 : near ? 3 : 2;
  const taken = [...stage.box.querySelectorAll(".zoom, .note")].map((node) => [node.offsetLeft, node.offsetTop, node.offsetLeft + node.offsetWidth, node.offsetTop + node.offsetHeight]);
  const labels = [];
  for (const node of [...inside].sort((a, b) => rank(a) - rank(b) || a.entity.index - b.entity.index)) {
    const must = chosen.has(node.entity);
    const size = Math.min(11 + node.r * 0.3, 17) * (must ? 1.1 : 1);
    const name = node.entity.name.length > 34 ? node.entity.name.slice(0, 32) + "…" : node.entity.name;
    const spots = nameSpots(node, size, textWidth(name, must) * size);
    const others = inside.filter((each) => each !== node && spots.some((spot) => common(spot.area, each.area)));
    for (const spot of spots) spot.covers = others.reduce((sum, each) => sum + common(spot.area, each.area), 0);
    const fits = ({ area }) => area[0] >= 0 && area[1] >= 0 && area[2] <= box.width && area[3] <= box.height;
    const free = spots.filter((spot) => fits(spot) && !taken.some((used) => common(spot.area, used)));
    let best = free.reduce((least, spot) => least && least.covers <= spot.covers ? least : spot, null);
    const allowed = must || labels.length < 10 ? Infinity : labels.length < 40 ? 0.12 : 0;
    if (best && best.covers > allowed * size * (spots[0].area[2] - spots[0].area[0])) best = null;
    if (!best && must) [best] = spots;
    if (!best) continue;
    taken.push(best.area);
    labels.push(s("text", { class: "name" + (must ? " on" : "") + (near && rank(node) === 3 ? " dim" : ""), x: best.x.toFixed(1), y: (best.y + size * 0.34).toFixed(1), "text-anchor": best.anchor, "font-size": size.toFixed(1) }, name));
  }
  stage.names.replaceChildren(...labels);
}
// Where a name may stand: right, left, above, below, and between these.
function nameSpots(node, size, width) {
  const side = node.sr + 4, above = node.sr + 4 + size * 0.48, slant = node.sr * 0.7 + 2;
  return [[side, 0, "start"], [-side, 0, "end"], [0, -above, "middle"], [0, above, "middle"], [slant, -slant, "start"], [slant, slant, "start"], [-slant, -slant, "end"], [-slant, slant, "end"]].map(([dx, dy, anchor]) => {
    const x = node.sx + dx, y = node.sy + dy + (dx && dy ? Math.sign(dy) * size * 0.3 : 0);
    const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
    return { x, y, anchor, area: [left - 2, y - size * 0.58, left + width + 2, y + size * 0.58] };
  });
}
// The area that two rectangles have in common.
const common = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();
function textWidth(text, bold) {
  const key = (bold ? "b" : "r") + text;
  if (!widths.has(key)) {
    ruler.font = `${bold ? "700 " : ""}100px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
    widths.set(key, ruler.measureText(text).width / 100);
  }
  return widths.get(key);
}

function neighbourhood() {
  const link = chosenLink(), entity = stage.hovered?.entity ?? chosenEntity();
  if (link && !stage.hovered) return new Set([E[link.a], E[link.b]]);
  if (!entity || !nodeOf.has(entity)) return null;
  return new Set([entity, ...stage.shown.filter((each) => E[each.a] === entity || E[each.b] === entity).map((each) => other(each, entity))]);
}
function emphasise() {
  if (!stage) return;
  const near = neighbourhood(), entity = stage.hovered?.entity ?? chosenEntity(), link = chosenLink();
  for (const node of NODES) {
    node.mark.classList.toggle("dim", near !== null && !near.has(node.entity));
    node.mark.classList.toggle("on", near !== null && (node.entity === entity || (link !== null && !stage.hovered && near.has(node.entity))));
  }
  for (const each of stage.shown) {
    const on = link && !stage.hovered ? each === link : entity !== null && (E[each.a] === entity || E[each.b] === entity);
    each.line.classList.toggle("on", Boolean(near) && on);
    each.line.classList.toggle("dim", Boolean(near) && !on);
  }
  placeNames();
}
function hover(event, node = null) {
  stage.hovered = node;
  tip(event, node && `${node.entity.name} · ${t(node.entity.label)} · ${counted(node.entity.articles, "articlesUnit")}`);
  emphasise();
}
function tip(event, text = "") {
  const box = document.getElementById("tip");
  box.hidden = !event;
  if (!event) return;
  box.textContent = text;
  box.style.left = `${Math.min(event.clientX + 14, window.innerWidth - 330)}px`;
  box.style.top = `${event.clientY + 16}px`;
}

const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
function walk(event) {
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); return show({ entity: view.focus.entity.id }); }
  if ("+-0".includes(event.key)) return event.key === "0" ? fit() : zoom(event.key === "+" ? 1.35 : 1 / 1.35);
  const step = STEPS[event.key];
  if (!step || !view.focus) return;
  event.preventDefault();
  const cost = (node) => {
    const dx = node.sx - view.focus.sx, dy = node.sy - view.focus.sy;
    const along = dx * step[0] + dy * step[1], across = Math.abs(dx * step[1]) + Math.abs(dy * step[0]);
    return along > 1 ? along + 2 * across : Infinity;
  };
  const next = NODES.filter((node) => node !== view.focus && stage.alive.has(node.entity)).reduce((best, node) => cost(node) < cost(best ?? node) || (!best && cost(node) < Infinity) ? node : best, null);
  if (!next || cost(next) === Infinity) return;
  view.focus.mark.setAttribute("tabindex", -1);
  view.focus = next;
  next.mark.setAttribute("tabindex", 0);
  next.mark.focus({ preventScroll: true });
  hover(null, next);
}
