"""Questions about the network: who is linked to whom, how strongly, since when, and where."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.results.robustness import bootstrap, null_model
from pipeline.results.run_tables import RunTables
from pipeline.schema import SCHEMAS

if TYPE_CHECKING:
    import networkx as nx

    from pipeline.network import TimeSlices


class NetworkQuestions(RunTables):
    """Questions about the network.

    `**columns` are columns of `articles`: `source="Tageblatt"`, `language=["de", "de-AT"]`, `author=lambda name: …`, or
    `article_id=ids` for articles that were selected in any other way.
    """

    null_model = null_model
    bootstrap = bootstrap

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
        bipartite: str | None = None,
        **columns: Any,
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
            bipartite: link entities not to each other, but to the articles that name them (`article`), or to the values
                of a column of `articles` such as `source`; see `bipartite_graph`.
            columns: only articles with these values in columns of `articles`, such as `source="Tageblatt"`; several
                values as a list, a condition as a function.
        """
        from pipeline.network import to_graph  # networkx and scipy take a second to import

        if bipartite is not None:
            from pipeline.results.bipartite import bipartite_graph

            options = self._options(labels=labels, date_from=date_from, date_to=date_to)
            return bipartite_graph(self._tables(**columns), self.articles, options, to=bipartite, min_weight=min_weight)
        entities, edges = self.network(
            window=window, labels=labels, date_from=date_from, date_to=date_to, min_articles=min_articles, **columns
        )
        edges = edges.drop(columns=["source_name", "target_name"])
        beside = [name for name in SCHEMAS["entities"].names if name not in entities]  # places and authority ids
        entities = entities.join(self.entities.set_index("entity_id")[beside], on="entity_id")
        return to_graph(entities, edges, backbone=backbone, isolates=isolates, min_weight=min_weight)

    def network(
        self,
        *,
        window: str | None = None,
        labels: Sequence[str] | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int | None = None,
        **columns: Any,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Recount the tables of entities and edges over part of the articles or in another window.

        >>> entities, edges = open_run("outputs/demo").network(window="document")
        >>> len(edges) >= len(open_run("outputs/demo").edges)
        True

        The arguments are those of `graph`.
        """
        from pipeline.network import build_network, select_articles, stated_sentences

        options = self._options(window, labels, date_from, date_to, min_articles)
        tables = self._tables(**columns)
        entities, edges = build_network(tables, options)
        kept = select_articles(tables.articles, date_from=options.date_from, date_to=options.date_to)
        edges["stated"] = stated_sentences(self._roles, edges, kept)
        return entities, self._with_ends(edges)

    def slices(
        self, *, by: str = "month", window: str | None = None, labels: Sequence[str] | None = None, **columns: Any
    ) -> "TimeSlices":
        """Build one network per day, week, month or year; for counts of articles per period see `timeline`.

        >>> months = open_run("outputs/demo").slices(by="month")
        >>> [part.name for part in months.slices][:2]
        ['2022-01', '2022-02']
        """
        from pipeline.network import slices

        options = replace(self._options(window, labels), min_articles=1)
        found = slices(self._tables(**columns), options, by=by)
        return replace(found, slices=tuple(replace(part, edges=self._with_ends(part.edges)) for part in found.slices))

    def neighbours(self, name: str, **choice: Any) -> pd.DataFrame:
        """The entities that are linked to an entity, with the measures of the link, the strongest first.

        >>> around = open_run("outputs/demo").neighbours("Toqajew")
        >>> "Kasachstan" in set(around["name"])
        True

        Args:
            name: the entity.
            choice: `window`, `labels`, dates, `min_articles` and columns of `articles` as in `graph`.

        Returns:
            entity_id, name and label of the neighbour, and the other columns of `edges` (`keywords` only without
            `choice`).
        """
        entity_id = self.entity_id(name)
        edges = self.network(**choice)[1] if choice else self.edges
        ends = edges.assign(entity_id=edges["target"].where(edges["source"] == entity_id, edges["source"]))
        own = ends[(edges["source"] == entity_id) | (edges["target"] == entity_id)]
        own = own.drop(columns=["source", "target", "source_name", "target_name"])
        found = self.entities[["entity_id", "name", "label"]].merge(own, on="entity_id")
        return found.sort_values(["weight", "llr", "entity_id"], ascending=[False, False, True], ignore_index=True)

    def new_links(
        self,
        period: str,
        *,
        by: str = "month",
        window: str | None = None,
        labels: Sequence[str] | None = None,
        **columns: Any,
    ) -> pd.DataFrame:
        """The edges of a period that no earlier period has: pairs that were never named together before.

        >>> february = open_run("outputs/demo").new_links("2022-02")
        >>> {"source_name", "target_name", "weight"} <= set(february.columns)
        True

        Articles whose date is less precise than the period are not taken into account.

        Args:
            period: its name: `2022-02`, or `2022-02-24`, `2022-W08`, `2022`.
            by: `day`, `week`, `month` or `year`.
            window: what two names must share, as in `graph`.
            labels: only entities with these labels.
            columns: only articles with these values in columns of `articles`, as in `graph`.

        Returns:
            The rows of `edges` as counted in that period, the strongest first.

        Raises:
            UnknownNameError: if no article is of that period.
        """
        from pipeline.network import slices

        options = replace(self._options(window, labels), min_articles=1)
        parts = slices(self._tables(**columns), options, by=by, structure=False).slices
        names = [part.name for part in parts]
        if period not in names:
            raise UnknownNameError(unknown_value(by, period, names))
        *earlier, now = parts[: names.index(period) + 1]
        before = pd.concat([now.edges[_ENDS].iloc[:0], *(part.edges[_ENDS] for part in earlier)])
        known = pd.MultiIndex.from_frame(now.edges[_ENDS]).isin(pd.MultiIndex.from_frame(before))
        edges = now.edges[~known]
        order = ["weight", "llr", *_ENDS]
        return self._with_ends(edges).sort_values(order, ascending=[False, False, True, True], ignore_index=True)

    def ego(self, entity: str, *, radius: int = 1, **choice: Any) -> "nx.Graph[str]":
        """The network around an entity: everything within `radius` steps of it.

        >>> result = open_run("outputs/demo")
        >>> result.entity_id("Toqajew") in result.ego("Kasachstan")
        True

        `choice` is as in `graph`.
        """
        from pipeline.network import ego

        return ego(self.graph(**{"isolates": True, **choice}), self.entity_id(entity), radius=radius)

    def path(self, a: str, b: str, **choice: Any) -> pd.DataFrame:
        """The sentences along the strongest shortest path between two entities, step by step; empty without a path.

        >>> steps = open_run("outputs/demo").path("Nasarbajew", "Kasachstan")
        >>> steps["b_id"].iloc[-1]
        'LOC:kasachstan'

        `a_name` and `b_name` are the ends of a step. `choice` is as in `graph`.
        """
        from pipeline.network import path_sentences, paths

        ids = [self.entity_id(name) for name in (a, b)]
        best = next(iter(paths(self.graph(**{"isolates": True, **choice}), *ids, limit=1)), [])
        only = {name: value for name, value in choice.items() if name not in _OF_LINKS}
        window = self._window(choice.get("window"))
        steps = path_sentences(self._tables(), best, window=window)
        if steps.empty:
            return steps
        named = steps.assign(a_name=self._name_of(steps["a_id"]), b_name=self._name_of(steps["b_id"]))
        return self._in_context(named, self._articles(**only))

    def changes(self, before: str, after: str, *, by: str = "month", **columns: Any) -> pd.DataFrame:
        """The entities that entered, left, rose or fell between two periods, the most certain change first.

        >>> changes = open_run("outputs/demo").changes("2022-01", "2022-02")
        >>> set(changes["change"]) <= {"entered", "left", "rose", "fell", "same"}
        True

        Args:
            before: name of a period, such as `2022-01-06`, `2022-W01` (ISO week), `2022-01` or `2022`.
            after: name of another period.
            by: `day`, `week`, `month` or `year`.
            columns: only articles with these values in columns of `articles`, as in `graph`.
        """
        from pipeline.network import changes

        parts = {part.name: part for part in self.slices(by=by, **columns).slices}
        for name in (before, after):
            if name not in parts:
                raise UnknownNameError(unknown_value(by, name, parts))
        return changes(parts[before], parts[after])

    def export(self, path: str | Path, **choice: Any) -> list[Path]:
        """Write the network, or a part of it, to a file whose suffix names its format; return the files.

        >>> result = open_run("outputs/demo")
        >>> [file.name for file in result.export("people.gexf", labels=["PER"])]
        ['people.gexf']

        Args:
            path: `.gexf` (Gephi), `.graphml` (igraph, yEd, Cytoscape), `.json` (NetworkX), `.csv` (edges; the nodes are
                written to a second file, `NAME-nodes.csv`), or `.ncol` (pairs of ids and weights, for igraph).
            choice: `window`, `labels`, dates, `min_articles` and columns of `articles` as in `graph`.

        Raises:
            OutputError: for another suffix, or if the file cannot be written.
        """
        from pipeline.network import write_graph_file

        entities, edges = self.network(**choice) if choice else (self.entities, self.edges)
        return write_graph_file(entities, edges.drop(columns=["source_name", "target_name"]), Path(path))

    def to_igraph(self, **choice: Any) -> Any:
        """The network as a graph of python-igraph, which must be installed; `choice` is as in `graph`.

        python-igraph is under the GPL and therefore not a dependency of this package. Vertices are named by entity_id
        (`name`) and have the columns of `entities` as attributes, with the display name as `label_name`.

        >>> graph = open_run("outputs/demo").to_igraph(labels=["PER", "LOC"])
        >>> "Kasachstan" in graph.vs["label_name"]
        True

        Raises:
            PressenetzError: if igraph is not installed.
        """
        from pipeline.results.igraph_export import as_igraph

        return as_igraph(self.graph(**choice))


_ENDS = ["source", "target"]
_OF_LINKS = ("window", "labels", "min_articles", "min_weight", "backbone", "isolates")
