"""The located places of a run on a map, with the outlines of Natural Earth that the report shows too."""

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipeline.results.plots import COLOURS, INK, RULE, SOFT, Floats, pyplot
from pipeline.translations import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NUMBER = re.compile(r"-?\d+")
_MAX_LATITUDE = 84.0


def draw_map(entities: pd.DataFrame, *, top: int, title: str) -> "Figure":
    """Draw the most mentioned places; the larger a point, the more mentions. Names stand where there is room."""
    from matplotlib.collections import LineCollection, PolyCollection

    located = entities[entities["latitude"].notna() & (entities["place_kind"] != "continent")]
    shown = located.sort_values(["mentions", "entity_id"], ascending=[False, True]).head(top)
    figure: Figure
    plt = pyplot()
    figure, axes = plt.subplots(figsize=(10.0, 6.0), layout="constrained")
    plt.close(figure)  # otherwise a notebook shows it twice
    axes.set_axis_off()
    axes.set_title(title, loc="left", color=INK)
    outlines = json.loads((files("pipeline") / "data" / "places_world.json").read_text(encoding="utf-8"))
    axes.add_collection(PolyCollection(_lines(outlines["land"]), facecolors=RULE, edgecolors="none"))
    axes.add_collection(LineCollection(_lines(outlines["borders"]), colors="white", linewidths=0.6))
    if not len(shown):
        axes.text(0.5, 0.5, _("no located places"), transform=axes.transAxes, ha="center", color=SOFT)
        return figure
    spots = project(shown["longitude"].to_numpy(dtype=float), shown["latitude"].to_numpy(dtype=float))
    mentions = shown["mentions"].to_numpy(dtype=float)
    sizes = 20 + 280 * mentions / mentions.max()
    axes.scatter(*spots.T, s=sizes, color=COLOURS["LOC"], alpha=0.7, edgecolors="white", zorder=3)
    extent = max(float(np.ptp(spots, axis=0).max()), 200.0)
    named: list[Floats] = []
    for name, spot in zip(shown["name"], spots, strict=True):
        if all(abs(spot[0] - x) > extent * 0.13 or abs(spot[1] - y) > extent * 0.025 for x, y in named):
            axes.annotate(name, spot, xytext=(6, 3), textcoords="offset points", fontsize=8, color=INK, zorder=4)
            named.append(spot)
    margin = extent * 0.15
    axes.set_xlim(spots[:, 0].min() - margin, spots[:, 0].max() + margin)
    axes.set_ylim(spots[:, 1].max() + margin, spots[:, 1].min() - margin)
    axes.set_aspect("equal")
    return figure


def project(longitude: Floats, latitude: Floats) -> Floats:
    """Mercator projection in tenths of a degree of longitude, y to the south, as `projection.js` has it."""
    phi = np.radians(np.clip(latitude, -_MAX_LATITUDE, _MAX_LATITUDE))
    return np.column_stack([10 * longitude, -10 * np.degrees(np.log(np.tan(np.pi / 4 + phi / 2)))])


def _lines(path: str) -> list[Floats]:
    """Points of each line of a path that consists of `M` and relative `l` commands."""
    parts = (np.array(_NUMBER.findall(part), dtype=float).reshape(-1, 2) for part in path.split("M")[1:])
    return [np.cumsum(part, axis=0) for part in parts]
