"""An opened run: `Result` holds its tables, answers questions about them, and draws; it needs no model."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.deprecation import renamed
from pipeline.errors import OutputError, UnknownNameError, unknown_value
from pipeline.publication import MANIFEST, settle
from pipeline.results import plots
from pipeline.results.comparison import Comparison, compare_runs
from pipeline.results.conflicts import conflicting_values
from pipeline.results.entity_search import NameIndex
from pipeline.results.highlight import MarkedText, highlight_article
from pipeline.results.run_files import RunFiles
from pipeline.results.summary_card import summary_card
from pipeline.results.tallies import count_periods, first_days
from pipeline.schema import SCHEMAS
from pipeline.settings import LABELS, Settings

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.figure import Figure

    from pipeline.network import CorpusTables, TimeSlices


def open_run(folder: str | Path) -> "Result":
    """Open the output folder of a finished run.

    >>> result = open_run("outputs/demo")
    >>> "Qassym-Schomart Toqajew" in set(result.entities["name"])
    True

    Raises:
        OutputError: if the folder does not hold a finished run, or a run is being published to it.
    """
    folder = Path(folder)
    settle(folder)
    if not (folder / MANIFEST).is_file():
        what = f"no {MANIFEST} in it" if folder.is_dir() else "no such folder"
        raise OutputError(f"cannot open {folder}: {what}; make it with `pressenetz run CORPUS --output {folder}`")
    result = Result(folder)
    _ = result.info  # a broken manifest is reported now, not at the first question
    return result


class Result:
    """The tables of one run, each read when first used, and the questions that can be asked of them.

    A name passed to a method is an `entity_id`, a display name, or a form from the text that belongs to one entity
    only; otherwise `UnknownNameError` suggests what may have been meant. Methods that need networkx, scipy or
    matplotlib import them when called, so that opening a run takes no time.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = RunFiles(folder)

    @cached_property
    def info(self) -> dict[str, Any]:
        """The content of `run.json`: settings, model, versions, counts."""
        return self._files.manifest()

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row per article; `day` is the first day that its `date` (EDTF) may mean."""
        table = self._files.table("articles")
        return table.assign(day=first_days(table["date"]))

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence, with its offsets in the article."""
        return self._files.table("sentences")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per mention of a name, with its entity and the rule that linked it.

        `confidence` is the calibrated probability, 0 to 1, that span and label are right; null if the model does not
        provide one (*fast*) or a rule found the name. Mentions below the run's `min_confidence` have no entity.
        """
        return self._files.table("mentions")

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """One row per number in a text, with value, unit, counted noun, the entity it is about and its source."""
        return self._files.table("numbers")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per entity, with its measures in the network: degree, strength, PageRank, betweenness, community."""
        return self._files.table("entities")

    @cached_property
    def edges(self) -> pd.DataFrame:
        """One row per pair of entities that are named together."""
        return self._files.table("edges")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row per input that could not be read or analysed."""
        return self._files.table("failures")

    @cached_property
    def exclusions(self) -> pd.DataFrame:
        """One row per window that was left out of the edges because it names too many entities.

        Such a window is a list (sports results, a register), not evidence of links. `article_id`, `paragraph` and
        `sentence` locate it, `window` is its kind, `names` counts its entities. The limit is the setting `max_names`.
        """
        return self._files.table("exclusions")

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return Settings().with_changes(**self.info.get("settings", {}))

    @property
    def window(self) -> str:
        """The window that two names of this run share to be a pair, such as `sentence` or `document`."""
        return self.settings.window

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables by name, with the columns in `schema.py` only.

        >>> sorted(open_run("outputs/demo").frames())
        ['articles', 'edges', 'entities', 'exclusions', 'failures', 'mentions', 'numbers', 'sentences']
        """
        return {name: getattr(self, name)[schema.names] for name, schema in SCHEMAS.items()}

    def find(self, text: str) -> pd.DataFrame:
        """Search for entities by name, best match first; spelling and transcription may differ.

        >>> open_run("outputs/demo").find("Tokayev")["name"].iloc[0]
        'Qassym-Schomart Toqajew'
        """
        return self._names.find(text)

    def entity_id(self, name: str) -> str:
        """Resolve a name to the id of its entity.

        >>> open_run("outputs/demo").entity_id("Armenien")
        'LOC:armenien'

        Raises:
            UnknownNameError: if no entity, or more than one, has this name.
        """
        return self._names.entity_id(name)

    def best_connected(self, top: int = 10) -> pd.DataFrame:
        """The entities linked to most others, best first; how often a pair is named does not matter.

        >>> best = open_run("outputs/demo").best_connected(5)
        >>> "Qassym-Schomart Toqajew" in set(best["name"])
        True
        """
        order = ["degree", "mentions", "entity_id"]
        return self.entities.sort_values(order, ascending=[False, False, True], ignore_index=True).head(top)

    def graph(
        self,
        *,
        window: str | None = None,
        labels: Sequence[str] | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int | None = None,
        min_weight: float = 0,
        backbone: bool = False,
        isolates: bool = False,
    ) -> "nx.Graph[str]":
        """The network as a NetworkX graph: nodes are entity_ids, the columns of the tables are attributes.

        Arguments left out are as in the run.

        >>> graph = open_run("outputs/demo").graph(labels=["PER", "LOC"])
        >>> {label for _, label in graph.nodes(data="label")} <= {"PER", "LOC"}
        True

        Args:
            window: recount the pairs in this window (`sentence`, `paragraph`, `document`, `sentences:N`).
            labels: only entities with these labels.
            date_from: only articles that lie wholly on or after this date (EDTF).
            date_to: only articles that lie wholly on or before this date.
            min_articles: only pairs named together in at least this many articles.
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
        labels: Sequence[str] | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int | None = None,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Recount the tables of entities and edges over part of the articles or in another window.

        >>> entities, edges = open_run("outputs/demo").network(window="document")
        >>> len(edges) >= len(open_run("outputs/demo").edges)
        True

        The arguments are those of `graph`.
        """
        from pipeline.network import NetworkOptions, build_network

        made = self.settings
        options = NetworkOptions(
            window=self._window(window),
            labels=self._labels(labels),
            date_from=date_from or made.date_from,
            date_to=date_to or made.date_to,
            min_articles=made.min_articles if min_articles is None else min_articles,
            max_names=made.max_names,
        )
        return build_network(self._tables(), options)

    def slices(
        self, *, by: str = "month", window: str | None = None, labels: Sequence[str] | None = None
    ) -> "TimeSlices":
        """Build one network per day, week, month or year; for counts of articles per period see `timeline`.

        >>> months = open_run("outputs/demo").slices(by="month")
        >>> [part.name for part in months.slices][:2]
        ['2022-01', '2022-02']
        """
        from pipeline.network import NetworkOptions, slices

        options = NetworkOptions(
            window=self._window(window),
            labels=self._labels(labels),
            date_from=self.settings.date_from,
            date_to=self.settings.date_to,
            max_names=self.settings.max_names,
        )
        return slices(self._tables(), options, by=by)

    def evidence(self, a: str, b: str, *, window: str | None = None) -> pd.DataFrame:
        """The sentences behind an edge in chronological order, with article, title, date and the spans of both names.

        >>> sentences = open_run("outputs/demo").evidence("Toqajew", "Kasachstan")
        >>> list(sentences.columns[:3])
        ['article_id', 'title', 'date']
        """
        from pipeline.network import edge_sentences

        a_id, b_id = (self.entity_id(name) for name in (a, b))
        return edge_sentences(self._tables(), a_id, b_id, window=self._window(window))

    def numbers_about(self, entity: str, other: str | None = None) -> pd.DataFrame:
        """The numbers reported about an entity, or in the sentences behind an edge, in chronological order.

        >>> numbers = open_run("outputs/demo").numbers_about("Armenien")
        >>> 70 in set(numbers["value"])
        True
        >>> shared = open_run("outputs/demo").numbers_about("Armenien", "Russland")
        >>> {70, 3000} <= set(shared["value"])
        True
        """
        from pipeline.network import edge_numbers, entity_numbers

        tables = self.numbers, self.sentences, self._plain_articles
        if other is None:
            return entity_numbers(*tables, self.entity_id(entity))
        return edge_numbers(*tables, self.evidence(entity, other))

    def conflicts(self, entity: str | None = None) -> pd.DataFrame:
        """Numbers on which articles differ: one row per entity, counted noun and occasion, the most comparable first.

        Figures are of one occasion if they refer to days at most three days apart, or name the same event; those that
        may be equal (`rund 3.000`, 2.950) are no conflict. `days` lie between the first and the last, `event` is what
        all of them name.

        >>> conflicts = open_run("outputs/demo").conflicts("Armenien")
        >>> "Soldaten" in set(conflicts["noun"])
        True
        """
        numbers = self.numbers[self.numbers["entity_id"].isin(self.entities["entity_id"])]
        if entity is not None:
            numbers = numbers[numbers["entity_id"] == self.entity_id(entity)]
        return conflicting_values(numbers, self.articles, self.sentences, self._display_names)

    def ego(self, entity: str, *, radius: int = 1) -> "nx.Graph[str]":
        """The network around an entity: everything within `radius` steps of it.

        >>> result = open_run("outputs/demo")
        >>> result.entity_id("Toqajew") in result.ego("Kasachstan")
        True
        """
        from pipeline.network import ego

        return ego(self.graph(isolates=True), self.entity_id(entity), radius=radius)

    def path(self, a: str, b: str) -> pd.DataFrame:
        """The sentences along the strongest shortest path between two entities, step by step; empty without a path.

        >>> steps = open_run("outputs/demo").path("Nasarbajew", "Kasachstan")
        >>> steps["b_id"].iloc[-1]
        'LOC:kasachstan'
        """
        from pipeline.network import path_sentences, paths

        ids = [self.entity_id(name) for name in (a, b)]
        best = next(iter(paths(self.graph(isolates=True), *ids, limit=1)), [])
        return path_sentences(self._tables(), best, window=self.window)

    def timeline(self, *entities: str, by: str = "month") -> pd.DataFrame:
        """Count the articles that name each entity: one row per period, one column per display name.

        >>> months = open_run("outputs/demo").timeline("Toqajew", "Armenien")
        >>> list(months.columns)
        ['Qassym-Schomart Toqajew', 'Armenien']

        Args:
            entities: names; without any, the ten entities named in most articles.
            by: `day`, `week`, `month` or `year`. Copies are not counted, nor are articles whose date is less precise.
        """
        ids = [self.entity_id(name) for name in entities]
        if not ids:
            order = ["articles", "mentions", "entity_id"]
            ids = list(self.entities.sort_values(order, ascending=[False, False, True])["entity_id"].head(10))
        counts = count_periods(self.mentions, self.articles, ids, by=by)
        return counts.rename(columns=dict(self._display_names))

    def changes(self, before: str, after: str, *, by: str = "month") -> pd.DataFrame:
        """The entities that entered, left, rose or fell between two periods, the most certain change first.

        >>> changes = open_run("outputs/demo").changes("2022-01", "2022-02")
        >>> set(changes["change"]) <= {"entered", "left", "rose", "fell", "same"}
        True

        Args:
            before: name of a period, such as `2022-01-06`, `2022-W01` (ISO week), `2022-01` or `2022`.
            after: name of another period.
            by: `day`, `week`, `month` or `year`.
        """
        from pipeline.network import changes

        parts = {part.name: part for part in self.slices(by=by).slices}
        for name in (before, after):
            if name not in parts:
                raise UnknownNameError(unknown_value(by, name, parts))
        return changes(parts[before], parts[after])

    def compare(self, other: "Result") -> Comparison:
        """Compare the mentions, entities and edges of this run and another.

        >>> result = open_run("outputs/demo")
        >>> float(result.compare(result).summary.loc["mentions", "agreement"])
        1.0
        """
        return compare_runs(self.frames(), other.frames(), names=(str(self.folder), str(other.folder)))

    def highlight(self, article_id: str) -> MarkedText:
        """An article with its names and numbers in colour in a notebook; `str()` returns the bare text.

        >>> text = open_run("outputs/demo").highlight("kasachstan-2022-01.txt")
        >>> str(text).startswith("Die Lage im zentralasiatischen Land")
        True
        """
        found = self.articles[self.articles["article_id"] == article_id]
        if found.empty:
            raise UnknownNameError(unknown_value("article", article_id, self.articles["article_id"]))
        tables = [table[table["article_id"] == article_id] for table in (self.sentences, self.mentions, self.numbers)]
        return highlight_article(found.iloc[0], *tables, names=dict(self._display_names))

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
            around: only this entity, its neighbours, and the links among them.
            top: at most this many names.
            colour: `label` or `community`.
            backbone: only links of the backbone.
            title: heading; a default one if empty.
            choice: `window`, `labels`, `date_from`, `date_to`, `min_articles` as in `graph`.
        """
        entities, edges = self.network(**choice) if choice else (self.entities, self.edges)
        if backbone:
            edges = edges[edges["backbone"]]
        if around is not None:
            edges = plots.edges_around(self.entity_id(around), entities, edges, top=top)
        return plots.draw_network(entities, edges, top=top, colour=colour, title=title or "Who is named together")

    def plot_timeline(self, *entities: str, by: str = "month", title: str = "") -> "Figure":
        """Draw the number of articles that name each entity per period; without names, of the ten most named.

        >>> figure = open_run("outputs/demo").plot_timeline("Toqajew", "Armenien")
        >>> len(figure.axes)
        2
        """
        return plots.draw_timeline(self.timeline(*entities, by=by), title=title or f"Articles per {by}")

    def plot_changes(self, before: str, after: str, *, by: str = "month", top: int = 15, title: str = "") -> "Figure":
        """Draw the most certain changes between two periods as shares of the articles; see `changes`.

        >>> figure = open_run("outputs/demo").plot_changes("2022-01", "2022-02")
        >>> len(figure.axes)
        1
        """
        changes = self.changes(before, after, by=by)
        return plots.draw_changes(changes, before, after, top=top, title=title or f"From {before} to {after}")

    def plot_numbers(self, entity: str, *, kind: str | None = None, title: str = "") -> "Figure":
        """Draw the numbers reported about an entity over time; a number dated to a month is on its first day.

        `kind` selects one kind of number (`cardinal`, `percent`, `money`, …).

        >>> figure = open_run("outputs/demo").plot_numbers("Armenien", kind="cardinal")
        >>> len(figure.axes)
        1
        """
        found = self.numbers_about(entity).merge(self.articles[["article_id", "day"]], on="article_id")
        chosen = found[found["kind"] == kind] if kind else found
        name = self._display_names[self.entity_id(entity)]
        return plots.draw_numbers(chosen, title=title or f"Figures about {name}")

    def plot_ranking(self, by: str = "strength", *, top: int = 15, title: str = "") -> "Figure":
        """Draw the entities with the highest values in a column of `entities`.

        >>> figure = open_run("outputs/demo").plot_ranking("pagerank", top=5)
        >>> len(figure.axes)
        1
        """
        return plots.draw_ranking(self.entities, by, top=top, title=title or f"Highest {by}")

    figures = renamed("figures", numbers_about)
    plot_figures = renamed("plot_figures", plot_numbers)

    def _repr_html_(self) -> str:
        tables = ("articles", "mentions", "numbers", "entities", "edges", "failures")
        counts = {name: len(getattr(self, name)) for name in tables}
        return summary_card(str(self.folder), counts, list(self.best_connected()["name"]), self.info)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("articles", "entities", "edges"))
        return f"<Result {self.folder}: {counts}>"

    def _tables(self) -> "CorpusTables":
        from pipeline.network import CorpusTables

        names = self.entities[["entity_id", "name", "label", "country", "belongs_to"]]
        return CorpusTables(self._known_mentions, self.sentences, self._plain_articles, names)

    @cached_property
    def _known_mentions(self) -> pd.DataFrame:
        # mentions with other labels or dates than the run's do not belong to any entity of the run
        return self.mentions[self.mentions["entity_id"].isin(self.entities["entity_id"])]

    def _window(self, window: str | None) -> str:
        return Settings(window=window or self.window).window  # Settings validates it

    def _labels(self, labels: Sequence[str] | None) -> tuple[str, ...]:
        for label in labels or ():
            if label not in LABELS:
                raise UnknownNameError(unknown_value("label", label, LABELS))
        return self.settings.labels if labels is None else tuple(labels)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.entities, self.mentions)

    @property
    def _plain_articles(self) -> pd.DataFrame:
        return self.articles.drop(columns="day")

    @property
    def _display_names(self) -> "pd.Series[str]":
        return self.entities.set_index("entity_id")["name"]
