"""A finished run, opened: its tables, the questions people ask of them, marked texts and pictures. Needs no model."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import OutputError, UnknownNameError, unknown_value
from pipeline.publication import MANIFEST, settle
from pipeline.results.highlight import NO_MATH, MarkedText, article_marks, rebuild_text
from pipeline.results.questions import Questions
from pipeline.schema import SCHEMAS

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def open_run(folder: str | Path) -> "Result":
    """Open the folder that a run has written.

    >>> result = open_run("outputs/demo")
    >>> "Qassym-Schomart Toqajew" in set(result.entities["name"])
    True

    Raises:
        OutputError: if the folder holds no finished run, or one is just being published.
    """
    folder = Path(folder)
    settle(folder)
    if not (folder / MANIFEST).is_file():
        what = f"no {MANIFEST} in it" if folder.is_dir() else "no such folder"
        raise OutputError(f"cannot open {folder}: {what}; make it with `pressenetz run CORPUS --output {folder}`")
    result = Result(folder)
    _ = result.info  # whatever is wrong with it is said here
    return result


class Result(Questions):
    """The tables of one run, read when they are first asked for, and what can be asked of them.

    Wherever a method takes a name, it may be an `entity_id`, a display name, or a form that stands in the text for
    one entity only. `UnknownNameError` says what may have been meant.
    """

    def highlight(self, article_id: str) -> MarkedText:
        """An article with its names and numbers in colour; a notebook shows it, `str()` gives the text.

        >>> text = open_run("outputs/demo").highlight("kasachstan-2022-01.txt")
        >>> str(text).startswith("Die Lage im zentralasiatischen Land")
        True
        """
        found = self.articles[self.articles["article_id"] == article_id]
        if found.empty:
            raise UnknownNameError(unknown_value("article", article_id, self.articles["article_id"]))
        article = found.iloc[0]
        parts = [table[table["article_id"] == article_id] for table in (self.sentences, self.mentions, self.numbers)]
        title = article["title"] if isinstance(article["title"], str) else article_id
        below = [value for value in (article["date"], article["source"], article_id) if isinstance(value, str)]
        marks = article_marks(parts[1], parts[2], names=dict(self._display_names))
        return MarkedText(title, " · ".join(below), rebuild_text(parts[0]), tuple(marks))

    def plot_network(
        self,
        *,
        around: str | None = None,
        top: int = 60,
        colour: str = "label",
        backbone: bool = False,
        title: str = "",
        **choice: Any,
    ) -> "Figure":
        """Draw the strongest part of the network; the same run gives the same picture.

        >>> figure = open_run("outputs/demo").plot_network(around="Kasachstan", labels=["PER", "LOC"])
        >>> figure.savefig("network.png")

        Args:
            around: only this entity, those linked to it, and the links among them.
            top: at most so many names.
            colour: `label` or `community`.
            backbone: only links of the backbone.
            title: set above the drawing; a plain one if empty.
            choice: `window`, `labels`, `date_from`, `date_to`, `min_articles` as in `graph`.
        """
        from pipeline.results.plots import draw_network

        entities, edges = self.network(**choice) if choice else (self.entities, self.edges)
        if backbone:
            edges = edges[edges["backbone"]]
        if around is not None:
            centre = self.entity_id(around)
            own = edges[(edges["source"] == centre) | (edges["target"] == centre)]
            near = {centre, *_strongest(entities, {*own["source"], *own["target"]} - {centre})[: top - 1]}
            edges = edges[edges["source"].isin(near) & edges["target"].isin(near)]
        return draw_network(entities, edges, top=top, colour=colour, title=title or "Who is named together")

    def plot_timeline(self, *entities: str, by: str = "month", title: str = "") -> "Figure":
        """Draw in how many articles each entity is named per period; without names, the ten most named.

        >>> figure = open_run("outputs/demo").plot_timeline("Toqajew", "Armenien")
        >>> len(figure.axes)
        2
        """
        from pipeline.results.plots import draw_timeline

        return draw_timeline(self.timeline(*entities, by=by), title=title or f"Articles per {by}")

    def plot_changes(self, before: str, after: str, *, by: str = "month", top: int = 15, title: str = "") -> "Figure":
        """Draw whose share of the articles changed most surely between two periods; see `changes`.

        >>> figure = open_run("outputs/demo").plot_changes("2022-01", "2022-02")
        >>> len(figure.axes)
        1
        """
        from pipeline.results.plots import draw_changes

        rows = self.changes(before, after, by=by)
        moved = rows[rows["change"] != "same"].head(top)
        return draw_changes(moved, before, after, title=title or f"From {before} to {after}")

    def plot_figures(self, entity: str, *, kind: str | None = None, title: str = "") -> "Figure":
        """Draw the figures reported about an entity over time, those of a month on its first day.

        `kind` chooses one kind of number (`cardinal`, `percent`, `money`, …).

        >>> figure = open_run("outputs/demo").plot_figures("Armenien", kind="cardinal")
        >>> len(figure.axes)
        1
        """
        from pipeline.results.plots import draw_figures

        found = self.figures(entity).merge(self.articles[["article_id", "day"]], on="article_id")
        chosen = found[found["kind"] == kind] if kind else found
        name = self._display_names[self.entity_id(entity)]
        return draw_figures(chosen, title=title or f"Figures about {name}")

    def plot_ranking(self, by: str = "strength", *, top: int = 15, title: str = "") -> "Figure":
        """Draw the entities that lead in a column of `entities`.

        >>> figure = open_run("outputs/demo").plot_ranking("pagerank", top=5)
        >>> len(figure.axes)
        1
        """
        from pipeline.results.plots import draw_ranking

        columns = list(self.entities.select_dtypes("number").columns)
        if by not in columns:
            raise UnknownNameError(unknown_value("column", by, columns))
        first = self.entities.sort_values([by, "entity_id"], ascending=[False, True]).head(top)
        return draw_ranking(first, by, title=title or f"Highest {by}")

    def _repr_html_(self) -> str:
        counts = {name: len(getattr(self, name)) for name in ("articles", "mentions", "numbers", "entities", "edges")}
        cells = "".join(
            f"<td style='text-align:left;padding-right:2em'><b style='font-size:1.5em'>{count:,}</b><br>{name}</td>"
            for name, count in {**counts, "failures": len(self.failures)}.items()
        )
        best = ", ".join(escape(str(name)) for name in self.best_connected()["name"])
        model = self.info.get("model", {})
        made = " ".join(str(model[key]) for key in ("name", "version") if model.get(key))
        return (
            f'<div class="{NO_MATH}"><h3>pressenetz: {escape(str(self.folder))}</h3><table><tr>{cells}</tr></table>'
            f"<p>Best connected: {best}</p><p><small>Model {escape(made)} · window {escape(self.window)} · "
            f"tables: <code>{' '.join(f'.{name}' for name in SCHEMAS)}</code></small></p></div>"
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("articles", "entities", "edges"))
        return f"<Result {self.folder}: {counts}>"


def _strongest(entities: pd.DataFrame, ids: set[str]) -> list[str]:
    """The ids, those of the strongest entities first."""
    chosen = entities[entities["entity_id"].isin(ids)]
    return list(chosen.sort_values(["strength", "entity_id"], ascending=[False, True])["entity_id"])
