"""The questions that people ask of a run: who is named with whom, where, when, and what is counted. Needs no model."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.results.entity_search import NameIndex
from pipeline.results.run_tables import RunTables
from pipeline.results.tallies import conflicting_values, count_periods
from pipeline.settings import LABELS, Settings

if TYPE_CHECKING:
    import networkx as nx

    from pipeline.network import CorpusTables, Timeline
    from pipeline.results.comparison import Comparison


class Questions(RunTables):
    """Questions to the tables of a run; whatever needs networkx or scipy imports them when it is asked."""

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

        What is not given is as in the run.

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
        labels: Sequence[str] | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int | None = None,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The tables of entities and edges, counted anew over a part of the articles or in another window.

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
    ) -> "Timeline":
        """One network per day, week, month or year; see `pipeline.network.time_slices.Timeline`.

        >>> timeline = open_run("outputs/demo").slices(by="month")
        >>> [part.name for part in timeline.slices] == sorted(part.name for part in timeline.slices)
        True
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
        """The sentences behind an edge, in order of time, with article, title, date and the spans of both names.

        >>> sentences = open_run("outputs/demo").evidence("Toqajew", "Kasachstan")
        >>> list(sentences.columns[:3])
        ['article_id', 'title', 'date']
        """
        from pipeline.network import edge_sentences

        a_id, b_id = (self.entity_id(name) for name in (a, b))
        return edge_sentences(self._tables(), a_id, b_id, window=self._window(window))

    def figures(self, entity: str, other: str | None = None) -> pd.DataFrame:
        """The numbers reported about an entity, or in the sentences behind an edge, in order of time with the sentence.

        >>> figures = open_run("outputs/demo").figures("Armenien")
        >>> 70 in set(figures["value"])
        True
        >>> shared = open_run("outputs/demo").figures("Armenien", "Russland")
        >>> {70, 3000} <= set(shared["value"])
        True
        """
        from pipeline.network import edge_figures, figures

        tables = self.numbers, self.sentences, self._plain_articles
        if other is None:
            return figures(*tables, self.entity_id(entity))
        return edge_figures(*tables, self.evidence(entity, other))

    def ego(self, entity: str, *, radius: int = 1) -> "nx.Graph[str]":
        """The network around an entity: everything within `radius` steps of it.

        >>> result = open_run("outputs/demo")
        >>> result.entity_id("Toqajew") in result.ego("Kasachstan")
        True
        """
        from pipeline.network import ego

        return ego(self.graph(isolates=True), self.entity_id(entity), radius=radius)

    def path(self, a: str, b: str) -> pd.DataFrame:
        """The sentences along the strongest of the shortest paths between two entities, step by step; empty if apart.

        >>> steps = open_run("outputs/demo").path("Nasarbajew", "Kasachstan")
        >>> steps["b_id"].iloc[-1]
        'LOC:kasachstan'
        """
        from pipeline.network import path_sentences, paths

        ids = [self.entity_id(name) for name in (a, b)]
        best = next(iter(paths(self.graph(isolates=True), *ids, limit=1)), [])
        return path_sentences(self._tables(), best, window=self.window)

    def timeline(self, *entities: str, by: str = "month") -> pd.DataFrame:
        """In how many articles each entity is named per period: one row per period, one column per display name.

        >>> months = open_run("outputs/demo").timeline("Toqajew", "Armenien")
        >>> list(months.columns)
        ['Qassym-Schomart Toqajew', 'Armenien']

        Args:
            entities: names; without any, the ten entities that most articles name.
            by: `day`, `week`, `month` or `year`; articles whose date is coarser are left out, and so are copies.
        """
        ids = [self.entity_id(name) for name in entities] or list(self._most_named.head(10))
        counts = count_periods(self.mentions, self.articles, ids, by=by)
        return counts.rename(columns=dict(self._display_names))

    def best_connected(self, top: int = 10) -> pd.DataFrame:
        """The entities with links to most others, best first: a pair that is named again and again counts once.

        >>> best = open_run("outputs/demo").best_connected(5)
        >>> "Qassym-Schomart Toqajew" in set(best["name"])
        True
        """
        order = ["degree", "mentions", "entity_id"]
        return self.entities.sort_values(order, ascending=[False, False, True], ignore_index=True).head(top)

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
        from pipeline.network import changes

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
        numbers = self.numbers[self.numbers["entity_id"].isin(self.entities["entity_id"])]
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

    def compare(self, other: RunTables) -> "Comparison":
        """What this run and another have in common: mentions, entities, edges.

        >>> result = open_run("outputs/demo")
        >>> float(result.compare(result).summary.loc["mentions", "agreement"])
        1.0
        """
        from pipeline.results.comparison import compare_runs

        return compare_runs(self.frames(), other.frames(), names=(str(self.folder), str(other.folder)))

    def _tables(self) -> "CorpusTables":
        from pipeline.network import CorpusTables

        return CorpusTables(self._known_mentions, self.sentences, self._plain_articles, self._entity_names)

    @cached_property
    def _known_mentions(self) -> pd.DataFrame:
        # a mention of other labels or dates than the run's is of no entity that the run has
        return self.mentions[self.mentions["entity_id"].isin(self.entities["entity_id"])]

    def _window(self, window: str | None) -> str:
        return Settings(window=window or self.window).window  # checks it

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
    def _entity_names(self) -> pd.DataFrame:
        return self.entities[["entity_id", "name", "label", "country"]]

    @property
    def _display_names(self) -> "pd.Series[str]":
        return self.entities.set_index("entity_id")["name"]

    @property
    def _most_named(self) -> "pd.Series[str]":
        ranked = self.entities.sort_values(["articles", "mentions", "entity_id"], ascending=[False, False, True])
        return ranked["entity_id"]
