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
    number_graph,
    pagerank,
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


def test_pagerank_solves_its_equation():
    """PageRank is the fixed point r = 0.15 / n + 0.85 Pᵀ r with steps in proportion to weights."""
    graph = number_graph(4, [0, 0, 1, 1], [1, 2, 2, 3], [5.0, 1.0, 1.0, 2.0])
    steps = nx.to_numpy_array(graph)
    steps /= steps.sum(axis=1, keepdims=True)
    solution = np.linalg.solve(np.eye(4) - 0.85 * steps.T, np.full(4, 0.15 / 4))

    np.testing.assert_allclose(pagerank(graph), solution, atol=1e-8)


def test_communities_of_two_triangles():
    """Two triangles joined by an edge are two communities; a lone node has none; modularity is NetworkX's."""
    graph = number_graph(7, [0, 0, 1, 2, 3, 3, 4], [1, 2, 2, 3, 4, 5, 5], [1.0] * 7)
    number, modularity = communities(graph)

    assert number.tolist() == [0, 0, 0, 1, 1, 1, -1]
    assert modularity == pytest.approx(nx.community.modularity(graph, [{0, 1, 2}, {3, 4, 5}, {6}]))


_PRINT_COMMUNITIES = """
import random
import networkx as nx
from pipeline.network.structure import communities, number_graph
edges = [(min(e), max(e), 1.0) for e in nx.gnm_random_graph(200, 500, seed=3).edges]
random.Random({order}).shuffle(edges)
print(communities(number_graph(200, *zip(*edges))))
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
