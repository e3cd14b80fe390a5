"""Tables of the network, its graph, ego networks and paths."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from pipeline.errors import UnknownNameError
from pipeline.names import AUTHORITY_COLUMNS
from pipeline.network.build import EDGE_COLUMNS, ENTITY_COLUMNS, build_network, ego, paths, to_graph
from pipeline.network.selection import NetworkOptions
from pipeline.places import PLACE_COLUMNS
from pipeline.schema import SCHEMAS
from tests.helpers.small_corpora import example, map_tables, shuffle, to_tables


@pytest.fixture(name="built")
def _built():
    return build_network(to_tables(example()))


def test_columns_of_the_contract(built):
    """The tables have the columns of the contract in its order; those that need the texts come later."""
    entities, edges = built

    assert [*entities.columns, *PLACE_COLUMNS, *AUTHORITY_COLUMNS] == SCHEMAS["entities"].names
    assert [*edges.columns, "keywords", "stated"] == SCHEMAS["edges"].names
    assert (entities.columns.tolist(), edges.columns.tolist()) == (ENTITY_COLUMNS, EDGE_COLUMNS)


def test_worked_example(built):
    """Counts of the example by hand: a copy counts once except in raw counts, and undated articles count."""
    entities, edges = built
    toqajew = entities.set_index("entity_id").loc["PER:toqajew"]
    almaty = edges.set_index(["source", "target"]).loc[("LOC:almaty", "PER:toqajew")]
    csto = edges.set_index(["source", "target"]).loc[("ORG:csto", "PER:toqajew")]

    assert toqajew[["mentions", "mentions_raw", "articles", "articles_raw", "degree"]].tolist() == [3, 5, 2, 3, 3]
    assert toqajew[["first_date", "last_date"]].tolist() == ["2022-01-05", "2022-02-01"]
    assert almaty[["sentences", "sentences_raw", "articles", "articles_raw"]].tolist() == [1, 2, 1, 2]
    assert csto[["sentences", "articles", "first_date", "last_date"]].tolist() == [2, 2, "2022-01-05", "2022-02-01"]


def test_entities_without_edges_are_kept():
    """A name that is alone in all its sentences is an entity of degree 0, in no community."""
    alone = [piece for piece in example() if piece.name == "a.txt"]
    entities, _ = build_network(to_tables(alone))
    nasarbajew = entities.set_index("entity_id").loc["PER:nasarbajew"]

    assert nasarbajew[["mentions", "degree", "strength", "community", "betweenness"]].tolist() == [1, 0, 0.0, -1, 0.0]


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("window", ["sentence", "paragraph", "document", "sentences:3"])
def test_tiny_corpora(number, window):
    """No article, one or two give tables of the same columns and types, possibly empty."""
    options = NetworkOptions(window=window)
    entities, edges = build_network(to_tables(example()[:number]), options)
    full_entities, full_edges = build_network(to_tables(example()), options)

    assert (len(edges) > 0) == (number > 0)
    for small, full in ((entities, full_entities), (edges, full_edges)):
        numeric = [name for name in full.columns if pd.api.types.is_numeric_dtype(full[name])]
        assert small.dtypes[numeric].tolist() == full.dtypes[numeric].tolist()
        assert small.columns.tolist() == full.columns.tolist()
    assert all(np.isfinite(edges[name]).all() for name in ("npmi", "llr", "jaccard", "p_value", "q_value", "alpha"))


def test_same_tables_for_shuffled_rows():
    """The tables do not depend on the order of the rows of any input."""
    tables = to_tables(example())
    expected = build_network(tables)

    for seed in range(5):
        for found, wanted in zip(build_network(shuffle(tables, seed)), expected, strict=True):
            pd.testing.assert_frame_equal(found, wanted)


def test_input_is_left_alone():
    """Building a network leaves the tables of the corpus unchanged."""
    tables, untouched = to_tables(example()), to_tables(example())
    build_network(tables)

    for name in ("mentions", "sentences", "articles", "names"):
        pd.testing.assert_frame_equal(getattr(tables, name), getattr(untouched, name))


def test_python_strings_and_arrow_strings_give_the_same():
    """Tables of Python objects (pandas 2) and of Arrow strings (pandas 3) give the same network."""
    tables = to_tables(example())
    as_objects = map_tables(
        lambda table: table.astype(dict.fromkeys(table.select_dtypes(exclude="number").columns, object)), tables
    )

    for found, wanted in zip(build_network(as_objects), build_network(tables), strict=True):
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_graph_has_the_columns_as_attributes(built):
    """Nodes and edges carry plain values, missing ones left out, in sorted order whatever the order of rows."""
    entities, edges = built
    graph = to_graph(entities, edges)
    again = to_graph(entities.sample(frac=1, random_state=1), edges.sample(frac=1, random_state=1))

    assert graph.nodes["LOC:almaty"]["country"] == "KZ"
    assert "country" not in graph.nodes["ORG:csto"]
    assert type(graph.nodes["ORG:csto"]["degree"]) is int
    assert graph.edges["ORG:csto", "PER:toqajew"]["weight"] == 2.0
    assert list(graph.nodes(data=True)) == list(again.nodes(data=True))
    assert list(graph.edges(data=True)) == list(again.edges(data=True))


def test_graph_of_chosen_edges(built):
    """Light edges, edges off the backbone and lone nodes can be left out."""
    entities, edges = built

    assert list(to_graph(entities, edges, min_weight=2).edges) == [("ORG:csto", "PER:toqajew")]
    assert len(to_graph(entities, edges, min_weight=2)) == len(entities)
    assert list(to_graph(entities, edges, min_weight=2, isolates=False)) == ["ORG:csto", "PER:toqajew"]
    assert to_graph(entities, edges.assign(backbone=edges["weight"] > 1), backbone=True).number_of_edges() == 1


def test_ego_network(built):
    """Almaty is one step from Nasarbajew and Toqajew two; the edges among them are kept."""
    graph = to_graph(*built)

    assert list(ego(graph, "PER:nasarbajew")) == ["LOC:almaty", "PER:nasarbajew"]
    assert set(ego(graph, "PER:nasarbajew", radius=2)) == {"LOC:almaty", "PER:nasarbajew", "PER:toqajew"}
    assert ego(graph, "PER:nasarbajew", radius=2).number_of_edges() == 2


def test_paths_prefer_strong_edges():
    """Of two paths of equal length the one whose weakest edge is stronger comes first."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "d", 9), ("a", "c", 2), ("c", "d", 2), ("e", "f", 1)])

    assert paths(graph, "a", "d") == [["a", "c", "d"], ["a", "b", "d"]]
    assert paths(graph, "a", "d", limit=1) == [["a", "c", "d"]]
    assert paths(graph, "a", "e") == []
    assert paths(graph, "a", "a") == [["a"]]


def test_unknown_entity(built):
    """The error for an entity that is not in the graph suggests the most similar one."""
    graph = to_graph(*built)

    with pytest.raises(UnknownNameError, match="'PER:tokajew'; did you mean 'PER:toqajew'"):
        ego(graph, "PER:tokajew")
    with pytest.raises(UnknownNameError, match="'LOC:bonn'"):
        paths(graph, "PER:toqajew", "LOC:bonn")
