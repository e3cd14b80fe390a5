"""Structure of a weighted network: centralities, communities, backbone; the same on every run and insertion order."""

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.association import disparity

SEED = 20220106
BACKBONE_LEVEL = 0.05
EXACT_WORK = 4_000_000  # nodes × edges up to which betweenness is exact (a few seconds)
NO_COMMUNITY = -1

Graph = "nx.Graph[int]"


def number_graph(size: int, source: Sequence[int], target: Sequence[int], weight: Sequence[float]) -> "nx.Graph[int]":
    """Graph of the numbers 0 … size − 1 in sorted order.

    Sets of numbers iterate alike in every process; sets of strings depend on PYTHONHASHSEED, and with them the
    communities that Louvain finds.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(sorted(zip(source, target, weight, strict=True)))
    return graph


def communities(graph: "nx.Graph[int]", *, seed: int = SEED) -> tuple[NDArray[np.int64], float]:
    """Community number of each node, and the modularity of the partition (0 without edges).

    Louvain (Blondel et al. 2008) on edge weights. Communities are numbered from the largest, ties by their first
    node; a node without edges has none (−1).
    """
    number = np.full(len(graph), NO_COMMUNITY, dtype=np.int64)
    if not graph.number_of_edges():
        return number, 0.0
    connected = graph.subgraph([node for node, degree in graph.degree() if degree]).copy()
    found = nx.community.louvain_communities(connected, weight="weight", seed=seed)
    found = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    for community, members in enumerate(found):
        number[members] = community
    return number, float(nx.community.modularity(connected, found, weight="weight"))


def pagerank(graph: "nx.Graph[int]") -> NDArray[np.float64]:
    """PageRank on edge weights, damping 0.85 (Brin & Page 1998)."""
    if not len(graph):
        return np.empty(0)
    ranks = nx.pagerank(graph, alpha=0.85, weight="weight", tol=1e-10, max_iter=1000)
    return np.array([ranks[node] for node in range(len(graph))])


def betweenness(
    graph: "nx.Graph[int]", *, seed: int = SEED, work: int = EXACT_WORK
) -> tuple[NDArray[np.float64], float]:
    """Share of shortest paths (in steps) that pass through each node, and the error of the estimate (0: exact).

    Above `work` = nodes × edges, shortest paths start from a seeded sample of k nodes only (Brandes & Pich 2007).
    Each start contributes 0 … 1, so by Hoeffding's inequality a node's value is off by more than the error
    √(ln(2 / 0.05) / 2k) with a probability of at most 5 %.
    """
    size, edges = len(graph), graph.number_of_edges()
    if not edges:
        return np.zeros(size), 0.0
    sample = size if size * edges <= work else min(size, max(50, work // edges))
    values = nx.betweenness_centrality(graph, k=None if sample == size else sample, seed=seed)
    error = 0.0 if sample == size else math.sqrt(math.log(2 / 0.05) / (2 * sample))
    return np.array([values[node] for node in range(size)]), error


def clustering(graph: "nx.Graph[int]") -> NDArray[np.float64]:
    """Share of the pairs of a node's neighbours that are neighbours themselves (Watts & Strogatz 1998)."""
    values = nx.clustering(graph)
    return np.array([values[node] for node in range(len(graph))], dtype=np.float64)


def edge_alpha(
    size: int, source: NDArray[np.int64], target: NDArray[np.int64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Disparity α of each edge: the smaller of the values at its two ends (see `association.disparity`)."""
    degree, strength = degrees(size, source, target, weight)
    ends = [disparity(weight, strength[end], degree[end]) for end in (source, target)]
    return np.minimum(*ends)


def degrees(
    size: int, source: NDArray[np.int64], target: NDArray[np.int64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Number of edges, and sum of their weights, of each node."""
    ends = np.concatenate([source, target])
    strength = np.bincount(ends, weights=np.tile(weight, 2), minlength=size)
    return np.bincount(ends, minlength=size).astype(np.int64), strength


def with_structure(entities: pd.DataFrame, edges: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables with degree … clustering per entity, alpha and backbone per edge.

    `entities.attrs` gets `modularity` and `betweenness_error`.
    """
    index = pd.Index(entities["entity_id"])
    source, target = (index.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    weight = edges["weight"].to_numpy(dtype=np.float64)
    size = len(entities)
    degree, strength = degrees(size, source, target, weight)
    graph = number_graph(size, source.tolist(), target.tolist(), weight.tolist())
    community, modularity = communities(graph)
    between, error = betweenness(graph)
    measured = entities.assign(
        degree=degree,
        strength=strength,
        community=community,
        pagerank=pagerank(graph),
        betweenness=between,
        clustering=clustering(graph),
    )
    measured.attrs = {"modularity": modularity, "betweenness_error": error}
    alpha = edge_alpha(size, source, target, weight)
    return measured, edges.assign(alpha=alpha, backbone=alpha < BACKBONE_LEVEL)
