// The Map tab: whom the places are named with, the map, and the time axis of the network.

import { h } from "./html.js";
import { t } from "./language.js";
import { shownPlaces } from "./map-places.js";
import { WorldMap } from "./map-view.js";
import { linkBetween } from "./model.js";
import { filters, model, runPayload, store } from "./page.js";
import { lead } from "./parts.js";
import { timeControls } from "./time-controls.js";

/** @import { Entity } from "./model.js" */

const MAX_NAMES = 300;

/** Id of the person or organisation with which the places are named; it outlives a change of tabs. @type {string} */
let companionId = "";

export function mapTab() {
  if (!runPayload.map) return [lead(t("mapEmpty"))];
  const companion = () => model.entityById.get(companionId) ?? null;
  const map = new WorldMap(runPayload.map, ({ entity }) => {
    const other = companion();
    if (other && linkBetween(entity, other)) store.show({ edge: [other.id, entity.id] });
    else store.show({ entity: entity.id });
  });
  const draw = () => map.show(shownPlaces(model, runPayload, filters, companion()));
  const select = companionSelect(draw);
  draw();
  return [h("div", { class: "controls" }, lead(t("mapLead")), select), map.element, timeControls(draw)];
}

/** @param {() => void} draw */
function companionSelect(draw) {
  const names = model.entities.filter(({ label, degree }) => (label === "PER" || label === "ORG") && degree > 0);
  const option = (/** @type {Entity} */ { id, name }) => h("option", { value: id, selected: id === companionId }, name);
  const select = h(
    "select",
    {
      id: "companion",
      onchange: () => {
        companionId = select.value;
        draw();
      },
    },
    h("option", { value: "" }, t("mapAnyone")),
    names.slice(0, MAX_NAMES).map(option),
  );
  return h("label", {}, `${t("mapOf")} `, select);
}
