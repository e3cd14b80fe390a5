"""Plots of a run: network, timeline, numbers, ranking, changes; matplotlib is imported when one is drawn."""

import re
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.errors import PressenetzError, UnknownNameError, unknown_value
from pipeline.parquet import iter_tuples
from pipeline.translations import N_, _, ngettext, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]

INK, SOFT, RULE = "#1a1a1c", "#66676c", "#dcd9d1"
COLOURS = {"PER": "#0072b2", "LOC": "#00805d", "ORG": "#c75200", "MISC": "#a8528a"}
MARKERS = {"PER": "o", "LOC": "D", "ORG": "s", "MISC": "^"}
GROUPS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#6a51a3")
WORDS = {"PER": N_("people"), "LOC": N_("places"), "ORG": N_("organisations"), "MISC": N_("other")}
PERIOD_WORDS = {"day": N_("day"), "week": N_("week"), "month": N_("month"), "year": N_("year")}
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_MONTH = re.compile("|".join(_MONTHS))


def pyplot() -> ModuleType:
    """Import matplotlib.pyplot.

    Raises:
        PressenetzError: if matplotlib is not installed; the message names the extra to install.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        message = _("plots need matplotlib, which is not installed: pip install 'pressenetz[notebook]'")
        raise PressenetzError(message) from None
    return plt


def edges_around(centre: str, entities: pd.DataFrame, edges: pd.DataFrame, *, top: int) -> pd.DataFrame:
    """The edges among an entity and its `top - 1` strongest neighbours."""
    own = edges[(edges["source"] == centre) | (edges["target"] == centre)]
    linked = entities[entities["entity_id"].isin({*own["source"], *own["target"]} - {centre})]
    strongest = linked.sort_values(["strength", "entity_id"], ascending=[False, True])["entity_id"]
    near = {centre, *list(strongest)[: top - 1]}
    return edges[edges["source"].isin(near) & edges["target"].isin(near)]


def draw_network(entities: pd.DataFrame, edges: pd.DataFrame, *, top: int, colour: str, title: str) -> "Figure":
    """Draw the strongest entities and their links: size is strength, shape the label, colour label or community."""
    from pipeline.network import lay_out_nodes  # scipy takes a second to import

    nodes = entities.sort_values(["strength", "entity_id"], ascending=[False, True])
    nodes = nodes[nodes["entity_id"].isin({*edges["source"], *edges["target"]})].head(top).reset_index(drop=True)
    place = {entity_id: index for index, entity_id in enumerate(nodes["entity_id"])}
    links = edges[edges["source"].isin(place) & edges["target"].isin(place)].sort_values(["source", "target"])
    named = ngettext("{count} name", "{count} names", len(nodes)).format(count=number(len(nodes)))
    linked = ngettext("{count} link", "{count} links", len(links)).format(count=number(len(links)))
    note = _("{names}, {links}; the larger, the stronger its links").format(names=named, links=linked)
    figure, axes = _page(10.0, 7.0, title, note)
    axes.set_axis_off()
    if not len(nodes):
        return figure
    pairs = np.array([links["source"].map(place), links["target"].map(place)], dtype=np.int64).T
    weights = links["weight"].to_numpy(dtype=float)
    strength = nodes["strength"].to_numpy(dtype=float)
    radii = 5.0 + 14.0 * np.sqrt(strength / strength.max())
    groups = nodes["community"].fillna(-1).to_numpy(dtype=np.int64)
    spots = lay_out_nodes(pairs, weights, radii=radii, groups=groups) * [1, -1]
    sizes = _fit(figure, axes, spots, radii)
    _draw_links(axes, spots, pairs, weights)
    by_label = [COLOURS[label] for label in nodes["label"]]
    colours = [GROUPS[group % len(GROUPS)] for group in groups] if colour == "community" else by_label
    for spot, size, label, shade in zip(spots, sizes, nodes["label"], colours, strict=True):
        shape = {"marker": MARKERS[label], "markersize": 2 * size}
        axes.plot(*spot, linestyle="", color=shade, markeredgecolor="white", markeredgewidth=0.8, **shape)
    _key(figure, nodes["label"], plain=colour == "community")
    _write_beside(axes, list(nodes["name"]), spots, gaps=sizes, sizes=np.clip(7 + sizes * 0.35, 8, 12))
    return figure


def draw_timeline(counts: pd.DataFrame, *, title: str) -> "Figure":
    """Draw one row of bars per column of counts, with a shared time axis and scale."""
    if counts.empty:
        return _page(9.0, 2.4, title, _("no article with a date as exact as this names them"), left=0.06)[0]
    plt = pyplot()
    figure, grid = plt.subplots(
        max(counts.shape[1], 1), figsize=(9, 0.95 * counts.shape[1] + 1.4), sharex=True, sharey=True, squeeze=False
    )
    for axes, (name, values) in zip(grid[:, 0], counts.items(), strict=True):
        starts = counts.index
        widths = [(after - start) * 0.85 for start, after in zip(starts, starts[1:].append(starts[-1:]), strict=True)]
        widths[-1] = widths[-2] if len(widths) > 1 else pd.Timedelta(days=20)
        axes.bar(starts, values, width=widths, align="edge", color=COLOURS["PER"])
        axes.set_title(str(name), loc="left", fontsize=10.5, fontweight="bold", color=INK, pad=3, parse_math=False)
        _bare(axes)
        axes.set_yticks([0, max(int(counts.to_numpy().max()), 1)])
        axes.set_ylim(bottom=0)
        _plain_dates(axes)
    _head(figure, title, _("articles that name them; every row has the same scale"), left=0.06)
    plt.close(figure)
    return figure  # type: ignore[no-any-return]  # pyplot is a module that we load late


def draw_numbers(numbers: pd.DataFrame, *, title: str) -> "Figure":
    """Draw values over time, each labelled with the counted noun; differing counts stand above each other."""
    known = numbers.dropna(subset=["value"])
    dated = known[known["day"].notna()].sort_values(["day", "value"])
    note = ngettext("{count} figure", "{count} figures", len(dated)).format(count=number(len(dated)))
    if undated := len(known) - len(dated):
        note += _("; {count} without a date left out").format(count=number(undated))
    figure, axes = _page(9.5, 5.2, title, note, left=0.11)
    _bare(axes)
    if not len(dated):
        axes.set(xticks=[], yticks=[])
        return figure
    axes.scatter(dated["day"], dated["value"], s=36, color=COLOURS["ORG"], zorder=3)
    if dated["value"].max() > 50 * max(dated["value"].median(), 1.0):
        axes.set_yscale("symlog", linthresh=1)  # linear below 1, so that 0 can be shown
    else:
        axes.locator_params(axis="y", nbins=5)
    axes.yaxis.set_major_formatter(lambda value, _place: number(value, ",.12g"))
    days = pd.Timedelta(days=max(4, int((dated["day"].max() - dated["day"].min()).days * 0.15)))
    axes.set_xlim(dated["day"].min() - days, dated["day"].max() + days)
    axes.margins(y=0.12)
    axes.grid(axis="y", color=RULE, linewidth=0.7)
    _plain_dates(axes)
    figure.draw_without_rendering()  # fixes the limits that labels are positioned by
    texts = [" ".join(part for part in (row.number, row.noun) if isinstance(part, str)) for row in iter_tuples(dated)]
    spots = np.array([pyplot().matplotlib.dates.date2num(dated["day"]), dated["value"]]).T
    _write_beside(axes, texts, spots, gaps=np.full(len(texts), 3.0), sizes=np.full(len(texts), 9.0))
    return figure


def draw_ranking(entities: pd.DataFrame, column: str, *, top: int, title: str) -> "Figure":
    """Draw the entities with the highest values in a column as bars, coloured by label.

    Raises:
        UnknownNameError: if the table has no such numeric column.
    """
    columns = list(entities.select_dtypes("number").columns)
    if column not in columns:
        raise UnknownNameError(unknown_value(_("column"), column, columns))
    table = entities.sort_values([column, "entity_id"], ascending=[False, True]).head(top)
    figure, axes = _page(8.0, 0.32 * max(len(table), 1) + 1.2, title, column, left=0.32)
    heights = np.arange(len(table))[::-1]
    axes.barh(heights, table[column], height=0.7, color=[COLOURS[label] for label in table["label"]])
    axes.set_yticks(heights, [str(name).replace("$", r"\$") for name in table["name"]])
    for height, value in zip(heights, table[column], strict=True):
        axes.text(value, height, " " + number(value, ",.3g"), va="center", fontsize=9, color=SOFT)
    axes.margins(x=0.1, y=0.01)
    _bare(axes)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _key(figure, table["label"])
    return figure


def draw_changes(changes: pd.DataFrame, before: str, after: str, *, top: int, title: str) -> "Figure":
    """Draw each entity's share of the articles in two periods as two joined dots, the most certain change on top."""
    changes = changes[changes["change"] != "same"].head(top)
    note = _("share of the articles that name them; hollow: {before}, full: {after}").format(before=before, after=after)
    figure, axes = _page(8.0, 0.34 * len(changes) + 1.5, title, note, left=0.32)
    heights = np.arange(len(changes))[::-1]
    for height, row in zip(heights, iter_tuples(changes), strict=True):
        shares = [row.share_before, row.share_after]
        look: dict[str, Any] = {"color": COLOURS[row.label], "markersize": 7}
        axes.plot(shares, [height, height], color=COLOURS[row.label], linewidth=1.6, zorder=2)
        axes.plot(shares[:1], [height], "o", markerfacecolor="white", zorder=3, **look)
        axes.plot(shares[1:], [height], "o", zorder=4, **look)
    axes.set_yticks(heights, [str(name).replace("$", r"\$") for name in changes["name"]])
    axes.xaxis.set_major_formatter(lambda value, _place: _("{share}%").format(share=number(100 * value, ".0f")))
    axes.grid(axis="y", color=RULE, linewidth=0.7)
    _bare(axes)
    _key(figure, changes["label"])
    return figure


def _page(width: float, height: float, title: str, note: str, *, left: float = 0.02) -> tuple["Figure", "Axes"]:
    plt = pyplot()
    figure, axes = plt.subplots(figsize=(width, height))
    _head(figure, title, note, left=left)
    plt.close(figure)  # otherwise a notebook shows it twice
    return figure, axes


def _head(figure: "Figure", title: str, note: str, *, left: float) -> None:
    height = figure.get_size_inches()[1]
    figure.subplots_adjust(left=left, right=0.98, bottom=0.35 / height, top=1 - 0.95 / height, hspace=0.75)
    heading: dict[str, Any] = {"fontsize": 15, "fontweight": "bold", "fontfamily": "serif", "color": INK}
    figure.text(0.02, 1 - 0.1 / height, title, va="top", parse_math=False, **heading)
    figure.text(0.02, 1 - 0.42 / height, note, va="top", parse_math=False, fontsize=9.5, color=SOFT)


def _key(figure: "Figure", labels: "pd.Series[str]", *, plain: bool = False) -> None:
    """Add a legend of the labels that occur, at the top right."""
    from matplotlib.lines import Line2D

    shown = [label for label in WORDS if label in set(labels)]
    colours = {label: SOFT if plain else COLOURS[label] for label in shown}
    handles = [
        Line2D([], [], linestyle="", marker=MARKERS[label], color=colours[label], label=_(WORDS[label]))
        for label in shown
    ]
    options = {"frameon": False, "fontsize": 9, "labelcolor": SOFT, "handletextpad": 0.1, "columnspacing": 1.0}
    figure.legend(handles=handles, ncols=len(handles) or 1, loc="upper right", bbox_to_anchor=(0.99, 0.99), **options)


def _bare(axes: "Axes") -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(length=0, labelsize=9, labelcolor=SOFT)


def _with_months(text: str) -> str:
    return _MONTH.sub(lambda month: _(month[0]), text)


def _plain_dates(axes: "Axes") -> None:
    dates: Any = pyplot().matplotlib.dates  # its functions carry no types
    locator = dates.AutoDateLocator(maxticks=8)
    axes.xaxis.set_major_locator(locator)
    formatter = dates.ConciseDateFormatter(locator)
    ticks, offset = formatter.format_ticks, formatter.get_offset
    # the formatter names months as the locale of the process does, which need not be the language of messages
    formatter.format_ticks = lambda values: [_with_months(tick) for tick in ticks(values)]
    formatter.get_offset = lambda: _with_months(offset())
    axes.xaxis.set_major_formatter(formatter)


def _fit(figure: "Figure", axes: "Axes", spots: Floats, radii: Floats) -> Floats:
    """Set the limits so that all nodes and their names are inside; return the radii in points."""
    low, high = (spots - radii[:, None]).min(axis=0), (spots + radii[:, None]).max(axis=0)
    room = (high - low) * [0.09, 0.03] + 1.0
    axes.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]), aspect="equal")
    figure.draw_without_rendering()
    pixels = np.abs(axes.transData.transform((1.0, 0.0)) - axes.transData.transform((0.0, 0.0)))[0]
    points: Floats = radii * min(pixels * 72 / figure.dpi, 1.1)  # at most 1.1, or few nodes would be huge
    return points


def _draw_links(axes: "Axes", spots: Floats, pairs: NDArray[np.int64], weights: Floats) -> None:
    share = np.sqrt(weights / weights.max()) if len(weights) else weights
    for (a, b), strong in zip(pairs, share, strict=True):
        look = {"linewidth": 0.5 + 4 * strong, "alpha": 0.2 + 0.45 * strong}
        axes.plot(*spots[[a, b]].T, "-", color="#8d8b86", zorder=1, **look)


def _write_beside(axes: "Axes", texts: Sequence[str], spots: Floats, *, gaps: Floats, sizes: Floats) -> None:
    """Label each spot on its right, left, top or bottom in turn; a label that would overlap another is omitted.

    Args:
        axes: with its limits final.
        texts: one per spot.
        spots: in the units of the data, shape (texts, 2).
        gaps: half the size of what is drawn at each spot, in points.
        sizes: of the letters, in points.
    """
    from matplotlib.patheffects import withStroke

    dot = axes.figure.dpi / 72
    points = axes.transData.transform(spots)
    discs = [(x - gap, y - gap, x + gap, y + gap) for (x, y), gap in zip(points, gaps * dot, strict=True)]
    taken: list[Box] = []
    wide = axes.figure.bbox.width
    for spot, (text, gap, size) in enumerate(zip(texts, (gaps * 1.15 + 3) * dot, sizes, strict=True)):
        written = axes.text(0, 0, text, fontsize=size, color=INK, ha="center", va="center", parse_math=False, zorder=5)
        written.set_path_effects([withStroke(linewidth=2.2, foreground="white")])
        areas = _around(points[spot], gap, written.get_window_extent())
        free = [
            area for area in areas if not any(_meet(area, used) for used in taken) and 0 <= area[0] < area[2] <= wide
        ]
        if not free:
            written.remove()
            continue
        best = min(free, key=lambda area: sum(_meet(area, disc) for disc in discs))
        taken.append(best)
        middle = ((best[0] + best[2]) / 2, (best[1] + best[3]) / 2)
        written.set_position(tuple(axes.transData.inverted().transform(middle)))


def _around(point: Floats, gap: float, text: Any) -> list[Box]:
    """The boxes on the right, left, top and bottom of a point that a text of this extent would fill."""
    (x, y), wide, high = point, text.width / 2, text.height * 0.45
    centres = [(x + gap + wide, y), (x - gap - wide, y), (x, y + gap + high), (x, y - gap - high)]
    return [(cx - wide, cy - high, cx + wide, cy + high) for cx, cy in centres]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
