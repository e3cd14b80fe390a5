"""A finished run, opened: its tables as DataFrames and the questions people ask of them. Needs no model."""

from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import OutputError, UnknownNameError, unknown_value
from pipeline.lookup import Names
from pipeline.marking import NO_MATH, MarkedText, article_marks, rebuild_text
from pipeline.questions import conflicting_values, count_periods
from pipeline.run_tables import RunTables
from pipeline.settings import LABELS

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.figure import Figure

    from pipeline.comparison import Comparison
    from pipeline.timeline import Timeline


def open_run(folder: str | Path) -> "Result":
    """Open the folder that a run has written.

    >>> result = open_run("outputs/demo")
    >>> "Qassym-Schomart Toqajew" in set(result.entities["name"])
    True

    Raises:
        OutputError: if the folder holds no finished run.
    """
    folder = Path(folder)
    if not (folder / "run.json").is_file():
        what = "no run.json in it" if folder.is_dir() else "no such folder"
        raise OutputError(f"cannot open {folder}: {what}; make it with `pressenetz run CORPUS --output {folder}`")
    return Result(folder)


class Result(RunTables):
    """The tables of one run, read when they are first asked for, and what can be asked of them.

    Wherever a method takes a name, it may be an `entity_id`, a display name, or a form that stands in the text for
    one entity only. `UnknownNameError` says what may have been meant.
    """

    def graph(
        self,
        *,
        window: str | None = None,
        labels: Sequence[str] = LABELS,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int = 1,
        min_weight: float = 0,
        backbone: bool = False,
        isolates: bool = False,
    ) -> "nx.Graph[str]":
        """The network as a NetworkX graph: nodes are entity_ids, the columns of the tables are attributes.

        >>> graph = open_run("outputs/demo").graph(labels=["PER", "LOC"])
        >>> {label for _, label in graph.nodes(data="label")} <= {"PER", "LOC"}
        True

        Args:
            window: count anew in this window (`sentence`, `paragraph`, `document`, `sentences:N`).
            labels: only entities of these labels.
            date_from: only articles that lie wholly on or after this date (EDTF).
            date_to: only articles that lie wholly on or before this date.
            min_articles: only pairs that occur together in so many articles.
            min_weight: only edges of at least this weight.
            backbone: only edges of the backbone.
            isolates: keep entities without edges.
        """
        from pipeline.network import to_graph  # networkx and scipy take a second to import

        entities, edges = self.network(
            window=window, labels=labels, date_from=date_from, date_to=date_to, min_articles=min_articles
        )
        return to_graph(entities, edges, backbone=backbone, isolates=isolates, min_weight=min_weight)

    def network(
        self,
        *,
        window: str | None = None,
        labels: Sequence[str] = LABELS,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int = 1,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The tables of entities and edges, counted anew over a part of the articles or in another window.

        >>> entities, edges = open_run("outputs/demo").network(window="document")
        >>> len(edges) >= len(open_run("outputs/demo").edges)
        True

        The arguments are those of `graph`.
        """
        from pipeline.network import build_tables

        for label in labels:
            if label not in LABELS:
                raise UnknownNameError(unknown_value("label", label, LABELS))
        return build_tables(
            *self._tables(),
            self._entity_names,
            window=window or self.window,
            labels=labels,
            date_from=date_from,
            date_to=date_to,
            min_articles=min_articles,
        )

    def slices(self, *, by: str = "month", window: str | None = None, labels: Sequence[str] = LABELS) -> "Timeline":
        """One network per day, week, month or year; see `pipeline.timeline.Timeline`.

        >>> timeline = open_run("outputs/demo").slices(by="month")
        >>> [part.name for part in timeline.slices] == sorted(part.name for part in timeline.slices)
        True
        """
        from pipeline.timeline import slices

        return slices(*self._tables(), self._entity_names, by=by, window=window or self.window, labels=labels)

    def evidence(self, a: str, b: str, *, window: str | None = None) -> pd.DataFrame:
        """The sentences behind an edge, in order of time, with article, title, date and the spans of both names.

        >>> sentences = open_run("outputs/demo").evidence("Toqajew", "Kasachstan")
        >>> list(sentences.columns[:3])
        ['article_id', 'title', 'date']
        """
        from pipeline.evidence import edge_sentences

        mentions, sentences, articles = self._tables()
        ids = [self.entity_id(name) for name in (a, b)]
        return edge_sentences(mentions, sentences, articles, *ids, window=window or self.window)

    def figures(self, entity: str) -> pd.DataFrame:
        """The numbers that articles report about an entity, in order of time, each with its sentence.

        >>> figures = open_run("outputs/demo").figures("Armenien")
        >>> 70 in set(figures["value"])
        True
        """
        from pipeline.evidence import figures

        return figures(self.numbers, self.sentences, self._plain_articles, self.entity_id(entity))

    def timeline(self, *entities: str, by: str = "month") -> pd.DataFrame:
        """In how many articles each entity is named per period: one row per period, one column per display name.

        >>> months = open_run("outputs/demo").timeline("Toqajew", "Armenien")
        >>> list(months.columns)
        ['Qassym-Schomart Toqajew', 'Armenien']

        Args:
            entities: names; without any, the ten entities that most articles name.
            by: `day`, `week`, `month` or `year`; articles whose date is coarser are left out.
        """
        ids = [self.entity_id(name) for name in entities] or list(self._most_named.head(10))
        counts = count_periods(self.mentions, self.articles, ids, by=by)
        return counts.rename(columns=dict(self._display_names))

    def changes(self, before: str, after: str, *, by: str = "month") -> pd.DataFrame:
        """Who entered, left, rose or fell between two periods, the surest change first.

        >>> changes = open_run("outputs/demo").changes("2022-01", "2022-02")
        >>> set(changes["change"]) <= {"entered", "left", "rose", "fell", "same"}
        True

        Args:
            before: name of a period, such as `2022-01-06`, `2022-W01` (ISO week), `2022-01` or `2022`.
            after: name of another.
            by: `day`, `week`, `month` or `year`.
        """
        from pipeline.timeline import changes

        parts = {part.name: part for part in self.slices(by=by).slices}
        for name in (before, after):
            if name not in parts:
                raise UnknownNameError(unknown_value(by, name, parts))
        return changes(parts[before], parts[after])

    def conflicts(self, entity: str | None = None) -> pd.DataFrame:
        """What different articles count differently: one row per entity and counted noun with more than one value.

        >>> conflicts = open_run("outputs/demo").conflicts("Armenien")
        >>> "Soldaten" in set(conflicts["noun"])
        True
        """
        numbers = self.numbers
        if entity is not None:
            numbers = numbers[numbers["entity_id"] == self.entity_id(entity)]
        return conflicting_values(numbers, self.articles, self._display_names)

    def find(self, text: str) -> pd.DataFrame:
        """Entities whose names are, begin with, or much resemble the text, best first; transcriptions are forgiven.

        >>> open_run("outputs/demo").find("Tokayev")["name"].iloc[0]
        'Qassym-Schomart Toqajew'
        """
        return self._names.find(text)

    def entity_id(self, name: str) -> str:
        """The id of the entity that a name means.

        >>> open_run("outputs/demo").entity_id("Armenien")
        'LOC:armenien'

        Raises:
            UnknownNameError: if no entity, or more than one, has this name.
        """
        return self._names.entity_id(name)

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

    def compare(self, other: "Result") -> "Comparison":
        """What this run and another have in common: mentions, entities, edges.

        >>> result = open_run("outputs/demo")
        >>> float(result.compare(result).summary.loc["mentions", "agreement"])
        1.0
        """
        from pipeline.comparison import compare_runs

        return compare_runs(self.frames(), other.frames(), names=(str(self.folder), str(other.folder)))

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
        from pipeline.plots import draw_network

        entities, edges = self.network(**choice) if choice else (self.entities, self.edges)
        if backbone:
            edges = edges[edges["backbone"]]
        if around is not None:
            centre = self.entity_id(around)
            own = edges[(edges["source"] == centre) | (edges["target"] == centre)]
            near = {centre, *own["source"], *own["target"]}
            edges = edges[edges["source"].isin(near) & edges["target"].isin(near)]
        return draw_network(entities, edges, top=top, colour=colour, title=title or "Who is named together")

    def plot_timeline(self, *entities: str, by: str = "month", title: str = "") -> "Figure":
        """Draw in how many articles each entity is named per period; without names, the ten most named.

        >>> figure = open_run("outputs/demo").plot_timeline("Toqajew", "Armenien")
        >>> len(figure.axes)
        2
        """
        from pipeline.plots import draw_timeline

        return draw_timeline(self.timeline(*entities, by=by), title=title or f"Articles per {by}")

    def plot_changes(self, before: str, after: str, *, by: str = "month", top: int = 15, title: str = "") -> "Figure":
        """Draw whose share of the articles changed most surely between two periods; see `changes`.

        >>> figure = open_run("outputs/demo").plot_changes("2022-01", "2022-02")
        >>> len(figure.axes)
        1
        """
        from pipeline.plots import draw_changes

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
        from pipeline.plots import draw_figures

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
        from pipeline.plots import draw_ranking

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
        best = ", ".join(escape(str(name)) for name in self._best["name"].head(10))
        model = self.info.get("model", {})
        made = " ".join(str(model[key]) for key in ("name", "version") if model.get(key))
        return (
            f'<div class="{NO_MATH}"><h3>pressenetz: {escape(str(self.folder))}</h3><table><tr>{cells}</tr></table>'
            f"<p>Best connected: {best}</p><p><small>Model {escape(made)} · window {escape(self.window)} · "
            f"tables: <code>.articles .sentences .mentions .numbers .entities .edges .failures</code></small></p></div>"
        )

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("articles", "entities", "edges"))
        return f"<Result {self.folder}: {counts}>"

    def _tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        return self.mentions, self.sentences, self._plain_articles

    @cached_property
    def _names(self) -> Names:
        return Names(self.entities, self.mentions)

    @property
    def _plain_articles(self) -> pd.DataFrame:
        return self.articles.drop(columns="day")

    @property
    def _entity_names(self) -> pd.DataFrame:
        return self.entities[["entity_id", "name", "label", "country"]]

    @property
    def _display_names(self) -> "pd.Series[str]":
        return self.entities.set_index("entity_id")["name"]

    @property
    def _best(self) -> pd.DataFrame:
        return self.entities.sort_values(["strength", "mentions", "entity_id"], ascending=[False, False, True])

    @property
    def _most_named(self) -> "pd.Series[str]":
        ranked = self.entities.sort_values(["articles", "mentions", "entity_id"], ascending=[False, False, True])
        return ranked["entity_id"]
