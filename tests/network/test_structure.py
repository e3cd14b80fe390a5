"""Centralities, communities and backbone against NetworkX, worked examples, and other processes."""

import math
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from pipeline.network.structure import (
    adjacency_matrix,
    betweenness,
    clustering,
    communities,
    degrees,
    edge_alpha,
    pagerank,
    weight_matrix,
)


def graph_and_matrix(nodes, edges, seed):
    """A random graph, for NetworkX and for us."""
    graph = nx.gnm_random_graph(nodes, edges, seed=seed)
    ends = np.array(sorted(graph.edges), dtype=np.int64).reshape(-1, 2)
    return graph, adjacency_matrix(nodes, ends[:, 0], ends[:, 1])


@pytest.mark.parametrize("seed", range(25))
def test_equal_to_networkx(seed):
    """Betweenness and clustering are those of NetworkX, with and without isolated nodes."""
    graph, matrix = graph_and_matrix(seed * 4, seed * 7, seed)
    found = betweenness(matrix)

    np.testing.assert_allclose(found.values, list(nx.betweenness_centrality(graph).values()), atol=1e-12)
    np.testing.assert_allclose(clustering(matrix), [nx.clustering(graph, node) for node in graph], atol=1e-12)
    assert (found.starts, found.error, found.standard_error) == (len(graph), 0.0, 0.0)


def test_clustering_of_a_hub_in_small_blocks():
    """A wheel has triangles only at its hub: 2 of 3 neighbours' pairs on the rim, 10 of 45 at the hub."""
    graph = nx.wheel_graph(11)
    ends = np.array(sorted(graph.edges), dtype=np.int64)

    found = clustering(adjacency_matrix(11, ends[:, 0], ends[:, 1]))

    assert found[0] == pytest.approx(10 / 45)
    np.testing.assert_allclose(found[1:], 2 / 3)


def test_betweenness_of_a_large_graph_keeps_its_promise():
    """Above the limit the estimate is repeatable, and its error exceeds the stated one for few nodes, if any."""
    graph, matrix = graph_and_matrix(900, 1800, 1)
    exact = np.array(list(nx.betweenness_centrality(graph).values()))

    values, starts, error, standard_error = betweenness(matrix, work=1000)

    assert starts == 300
    assert error == pytest.approx(math.sqrt(math.log(40) / 600))
    assert np.mean(np.abs(values - exact) > error) <= 0.05
    assert np.corrcoef(values, exact)[0, 1] > 0.9
    assert np.array_equal(values, betweenness(matrix, work=1000).values)
    assert 0 < standard_error < error


def test_standard_error_of_an_estimate():
    """The published standard error is the spread of estimates from other samples at the most variable node."""
    _, matrix = graph_and_matrix(900, 1800, 1)
    estimates = [betweenness(matrix, seed=seed, work=1000) for seed in range(40)]
    spread = np.std([each.values for each in estimates], axis=0, ddof=1).max()

    assert np.mean([each.standard_error for each in estimates]) == pytest.approx(spread, rel=0.35)


def weighted(size, edges):
    """The matrix of weighted edges (source, target, weight)."""
    source, target, weight = (np.array(column) for column in zip(*edges, strict=True))
    return weight_matrix(size, source, target, weight.astype(float))


def test_pagerank_solves_its_equation():
    """PageRank is the fixed point r = 0.15 / n + 0.85 Pᵀ r with steps in proportion to weights."""
    weights = weighted(4, [(0, 1, 5.0), (0, 2, 1.0), (1, 2, 1.0), (1, 3, 2.0)])
    steps = weights.toarray()
    steps /= steps.sum(axis=1, keepdims=True)
    solution = np.linalg.solve(np.eye(4) - 0.85 * steps.T, np.full(4, 0.15 / 4))

    np.testing.assert_allclose(pagerank(weights), solution, atol=1e-8)


@pytest.mark.parametrize("seed", range(10))
def test_pagerank_equals_networkx(seed):
    """PageRank is that of NetworkX, also with nodes without edges and with no edge at all."""
    graph, matrix = graph_and_matrix(1 + seed * 4, seed * 5, seed)

    expected = list(nx.pagerank(graph, tol=1e-10, max_iter=1000).values())
    np.testing.assert_allclose(pagerank(matrix), expected, atol=1e-8)


def test_pagerank_of_nothing():
    """An empty network has no ranks."""
    assert pagerank(weight_matrix(0, *np.empty((2, 0), dtype=np.int64), np.empty(0))).size == 0


def test_communities_of_two_triangles():
    """Two triangles joined by an edge are two communities; a lone node has none; modularity is NetworkX's."""
    weights = weighted(7, [(a, b, 1.0) for a, b in [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]])
    number, reached = communities(weights)

    assert number.tolist() == [0, 0, 0, 1, 1, 1, -1]
    graph = nx.from_scipy_sparse_array(weights)
    assert reached == pytest.approx(nx.community.modularity(graph, [{0, 1, 2}, {3, 4, 5}, {6}]))


def test_communities_are_numbered_from_the_largest():
    """Of cliques of three, five and three the five come first, then those with the first node."""
    parts = [range(3), range(3, 8), range(8, 11)]
    edges = [(a, b, 1.0) for part in parts for a in part for b in part if a < b]

    assert communities(weighted(11, edges))[0].tolist() == [1] * 3 + [0] * 5 + [2] * 3


def test_no_communities_without_edges():
    """A network without edges has no communities and modularity 0."""
    number, reached = communities(weight_matrix(3, *np.empty((2, 0), dtype=np.int64), np.empty(0)))

    assert (number.tolist(), reached) == ([-1, -1, -1], 0.0)


@pytest.mark.parametrize("seed", range(5))
def test_communities_are_no_worse_than_louvain(seed):
    """On weighted random networks with planted groups the modularity reaches that of Louvain in NetworkX."""
    graph = nx.planted_partition_graph(8, 20, 0.5, 0.03, seed=seed)
    draw = np.random.default_rng(seed)
    weights = weighted(160, [(a, b, float(draw.integers(1, 9))) for a, b in sorted(graph.edges)])
    other = nx.from_scipy_sparse_array(weights)
    theirs = nx.community.modularity(other, nx.community.louvain_communities(other, seed=seed))

    number, reached = communities(weights)

    assert reached >= theirs - 0.005
    parts = [set(np.flatnonzero(number == part).tolist()) for part in range(number.max() + 1)]
    assert reached == pytest.approx(nx.community.modularity(other, parts))


_PRINT_COMMUNITIES = """
import random
import networkx as nx
import numpy as np
from pipeline.network.structure import communities, weight_matrix
edges = [(min(e), max(e), 1.0) for e in nx.gnm_random_graph(200, 500, seed=3).edges]
random.Random({order}).shuffle(edges)
number, modularity = communities(weight_matrix(200, *(np.array(column) for column in zip(*edges))))
print(number.tolist(), modularity)
"""


def test_communities_are_the_same_in_every_process():
    """Neither the order of edges nor PYTHONHASHSEED changes the communities (networkx issue 6655)."""
    results = set()
    for order, hash_seed in enumerate(["0", "1", "4242"]):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", _PRINT_COMMUNITIES.format(order=order)]
        run = subprocess.run(
            command, env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
        )
        results.add(run.stdout)

    assert len(results) == 1


def test_backbone_worked_example():
    """A star with edges 8, 1, 1: the heavy edge alone has α = 0.04, since its other end says nothing."""
    source, target, weight = np.array([0, 0, 0]), np.array([1, 2, 3]), np.array([8.0, 1.0, 1.0])

    np.testing.assert_allclose(edge_alpha(4, source, target, weight), [0.04, 0.81, 0.81])
    assert [values.tolist() for values in degrees(4, source, target, weight)] == [[3, 1, 1, 1], [10, 8, 1, 1]]
