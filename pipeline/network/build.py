"""Mention table -> entity and edge tables -> `networkx.Graph`; ego networks and paths."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.network.counts import edge_counts, entity_counts
from pipeline.network.selection import DEFAULT_OPTIONS, CorpusTables, NetworkOptions, Selection, select
from pipeline.network.structure import with_backbone, with_structure
from pipeline.parquet import iter_dicts
from pipeline.translations import _

ENTITY_COLUMNS = (
    "entity_id name label mentions articles first_date last_date country degree strength community pagerank betweenness"
    " clustering sentences mentions_raw articles_raw belongs_to"
).split()
EDGE_COLUMNS = (
    "source target sentences articles npmi llr first_date last_date backbone"
    " weight jaccard p_value q_value alpha sentences_raw articles_raw"
).split()


def build_network(
    tables: CorpusTables, options: NetworkOptions = DEFAULT_OPTIONS, *, structure: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build the tables `entities` (including those without edges) and `edges` of a run, sorted by their ids.

    Copies of an article count once; if the dates exclude the original, its first copy counts. The columns in `_raw`
    count all copies. A pair that only copies hold is not an edge. `attrs` of the entities are those of
    `with_structure`.

    Args:
        tables: the tables of the corpus.
        options: what counts as a node and as an edge.
        structure: add community, pagerank, betweenness and clustering, which take most of the time.

    Raises:
        SettingsError: for a bound that is not a date.
        OutputError: if the tables do not belong together.
    """
    return network_of(select(tables, options), options, structure=structure)


def network_of(
    selection: Selection, options: NetworkOptions = DEFAULT_OPTIONS, *, structure: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build the tables as `build_network` does, from a selection made with the same options."""
    edges = edge_counts(selection, options)
    measured, backed = (with_structure if structure else with_backbone)(entity_counts(selection), edges)
    return measured[[name for name in ENTITY_COLUMNS if name in measured]], backed[EDGE_COLUMNS]


def to_graph(
    entities: pd.DataFrame, edges: pd.DataFrame, *, backbone: bool = False, isolates: bool = True, min_weight: float = 0
) -> "nx.Graph[str]":
    """Build a graph with the columns as attributes: plain Python values, missing ones left out, in sorted order.

    Args:
        entities: table with entity_id.
        edges: table with source, target and weight.
        backbone: keep only edges of the backbone.
        isolates: keep entities without edges.
        min_weight: only edges with at least this weight.
    """
    chosen = edges[edges["weight"] >= min_weight]
    if backbone:
        chosen = chosen[chosen["backbone"]]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(_with_attributes(entities, "entity_id"))
    graph.add_edges_from(_with_attributes(chosen, "source", "target"))
    if not isolates:
        graph.remove_nodes_from([node for node, degree in graph.degree() if not degree])
    return graph


def _with_attributes(table: pd.DataFrame, *keys: str) -> Iterator[tuple[Any, ...]]:
    """The keys of each row in sorted order, each followed by its other cells by column, missing ones left out."""
    for row in iter_dicts(table.sort_values(list(keys))):
        key = [row.pop(name) for name in keys]
        yield (*key, {name: value for name, value in row.items() if value is not None})


def ego(graph: "nx.Graph[str]", entity_id: str, *, radius: int = 1) -> "nx.Graph[str]":
    """Extract the entity, everything within `radius` steps, and all edges among them.

    Raises:
        UnknownNameError: if the graph has no such entity.
    """
    _check(graph, entity_id)
    near = nx.single_source_shortest_path_length(graph, entity_id, cutoff=radius)
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((node, dict(graph.nodes[node])) for node in sorted(near))
    edges = [(min(a, b), max(a, b), dict(data)) for a, b, data in graph.subgraph(near).edges(data=True)]
    part.add_edges_from(sorted(edges, key=lambda edge: edge[:2]))
    return part


def paths(graph: "nx.Graph[str]", a_id: str, b_id: str, *, limit: int = 5) -> list[list[str]]:
    """Find shortest paths (in steps) between two entities, ranked by their weakest edge; [] if unconnected.

    At most 1,000 paths are compared, in the order in which NetworkX finds them.

    Raises:
        UnknownNameError: if the graph lacks one of the entities.
    """
    _check(graph, a_id)
    _check(graph, b_id)
    try:
        found = list(islice(nx.all_shortest_paths(graph, a_id, b_id), 1000))
    except nx.NetworkXNoPath:
        return []
    return sorted(found, key=lambda path: (-_bottleneck(graph, path), path))[:limit]


def _bottleneck(graph: "nx.Graph[str]", path: Sequence[str]) -> float:
    return min((float(graph.edges[edge]["weight"]) for edge in pairwise(path)), default=float(np.inf))


def _check(graph: "nx.Graph[str]", entity_id: str) -> None:
    if entity_id not in graph:
        raise UnknownNameError(unknown_value(_("entity"), entity_id, sorted(graph)))
