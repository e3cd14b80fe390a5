"""Shuffled tables: their margins, their distribution, and how a network is compared with them."""

from collections import Counter
from itertools import combinations, product

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from networkx.algorithms import bipartite

from pipeline.errors import SettingsError
from pipeline.network import CorpusTables, NetworkOptions, build_network, null_model
from pipeline.network.null_model import Incidence, shuffled

OPTIONS = NetworkOptions(window="paragraph")
HAND = ["ab", "ab", "bc", "c", "d"]
"""The names in five paragraphs."""


def corpus(paragraphs, *, per_article=2):
    """The tables of a corpus with these names in its paragraphs, a fixed number of them to an article."""
    places = [(f"{at // per_article:03}.txt", at % per_article, at % per_article) for at in range(len(paragraphs))]
    columns = ["article_id", "paragraph", "sentence"]
    sentences = pd.DataFrame(places, columns=columns)
    named = [(*place, f"PER:{name}") for place, names in zip(places, paragraphs, strict=True) for name in names]
    ids = sorted({name for *_, name in named})
    articles = pd.DataFrame({"article_id": sentences["article_id"].unique(), "date": None, "duplicate_of": None})
    names = pd.DataFrame({"entity_id": ids, "name": [key[4:] for key in ids], "label": "PER", "country": None})
    return CorpusTables(pd.DataFrame(named, columns=[*columns, "entity_id"]), sentences, articles, names)


def random_paragraphs(seed=1, *, names=12, paragraphs=40):
    """Paragraphs of one to five names, some much more frequent than others."""
    random = np.random.default_rng(seed)
    share = 1 / np.arange(1, names + 1)
    letters = [chr(97 + at) for at in range(names)]
    sizes = random.integers(1, 6, paragraphs)
    return ["".join(random.choice(letters, size, replace=False, p=share / share.sum())) for size in sizes]


def to_incidence(paragraphs):
    """The entries of the paragraphs, each an article of its own but for the first two."""
    names = sorted(set("".join(paragraphs)))
    entries = [(row, names.index(name)) for row, text in enumerate(paragraphs) for name in text]
    rows, columns = np.array(entries).T
    article = np.maximum(np.arange(len(paragraphs)) - 1, 0)
    return Incidence(rows, columns, article, len(names))


def as_sets(table):
    """The names in each window."""
    found = [set() for _ in table.article]
    for row, column in zip(table.rows.tolist(), table.columns.tolist(), strict=True):
        found[row].add(column)
    return tuple(map(frozenset, found))


def all_tables(table):
    """Every table with the same margins, found by trying out all windows of the same sizes."""
    sizes = [len(names) for names in as_sets(table)]
    wanted = np.bincount(table.columns, minlength=table.names).tolist()
    choices = [[frozenset(names) for names in combinations(range(table.names), size)] for size in sizes]
    return [
        rows
        for rows in product(*choices)
        if [sum(name in row for row in rows) for name in range(table.names)] == wanted
    ]


def test_shuffles_keep_margins() -> None:
    """Every name keeps its number of windows, every window its number of distinct names; the rest changes."""
    table = to_incidence(random_paragraphs())
    after = shuffled(table, np.random.default_rng(3), trades=5)

    assert np.array_equal(np.bincount(after.columns), np.bincount(table.columns))
    assert [len(names) for names in as_sets(after)] == np.bincount(table.rows).tolist()
    assert as_sets(after) != as_sets(table)


def test_shuffles_within_articles_keep_their_names() -> None:
    """Within articles, the names of each article stay in it."""
    table = to_incidence(["ab", "cd", "ef", "gh"])
    drawn = [as_sets(shuffled(table, np.random.default_rng(n), trades=3, within="article")) for n in range(20)]

    assert {rows[0] | rows[1] for rows in drawn} == {frozenset(range(4))}
    assert {rows[2:] for rows in drawn} == {(frozenset({4, 5}), frozenset({6, 7}))}
    assert len({rows[0] for rows in drawn}) == 6


def test_all_tables_are_equally_likely() -> None:
    """Each of the tables with the margins of a hand-made one is drawn equally often (χ², p > 0.001)."""
    table = to_incidence(HAND)
    every = all_tables(table)
    draws = 2000
    drawn = Counter(as_sets(shuffled(table, np.random.default_rng(n), trades=12)) for n in range(draws))
    expected = draws / len(every)
    chi_square = sum((drawn[rows] - expected) ** 2 / expected for rows in every)

    assert len(every) > 50
    assert set(drawn) <= set(every)
    assert chi_square < len(every) + 3.1 * (2 * len(every)) ** 0.5


def test_the_values_of_an_edge_are_those_of_all_tables() -> None:
    """Mean, sd and p of the hand-made case approach those of all tables with its margins."""
    every = all_tables(to_incidence(HAND))
    weights = np.array([sum({0, 1} <= row for row in rows) for rows in every])
    edge = null_model(corpus(HAND), OPTIONS, samples=1000, measures=["degree"], trades=10).edges.iloc[0]

    assert (edge["source"], edge["target_name"], edge["weight"]) == ("PER:a", "b", 2)
    assert edge["weight_mean"] == pytest.approx(weights.mean(), abs=4 * weights.std() / 1000**0.5)
    assert edge["weight_sd"] == pytest.approx(weights.std(), rel=0.1)
    assert edge["weight_p"] == pytest.approx((weights >= 2).mean(), abs=0.06)
    assert edge["weight_z"] == pytest.approx((2 - edge["weight_mean"]) / edge["weight_sd"])


def test_means_are_those_of_swaps_by_networkx() -> None:
    """The mean weights agree with those of tables shuffled by checkerboard swaps on a graph of NetworkX."""
    paragraphs = random_paragraphs(names=8, paragraphs=20)
    graph = nx.Graph((f"w{row}", name) for row, text in enumerate(paragraphs) for name in text)
    names = sorted(set("".join(paragraphs)))
    random = np.random.default_rng(5)
    sums = Counter()
    samples = 150
    for _ in range(samples):
        swapped(graph, random, swaps=150)
        for a, b, data in bipartite.weighted_projected_graph(graph, names).edges(data=True):
            sums[min(a, b), max(a, b)] += data["weight"]
    ours = null_model(corpus(paragraphs), OPTIONS, samples=samples, measures=["strength"]).edges
    theirs = np.array([sums[pair] / samples for pair in zip(ours["source_name"], ours["target_name"], strict=True)])
    error = 2**0.5 * ours["weight_sd"] / samples**0.5

    assert len(ours) > 15
    assert ((ours["weight_mean"] - theirs).abs() < 4.5 * error).all()


def test_tables_are_drawn_as_often_as_networkx_draws_them() -> None:
    """Tables of a hand-made case occur as often as those of the configuration model of NetworkX that have no double.

    Given that no edge is double, every bipartite graph with these degrees is equally likely in the configuration model.
    """
    table = to_incidence(HAND)
    degrees = [np.bincount(ends).tolist() for ends in (table.rows, table.columns)]
    theirs = Counter()
    for seed in range(3000):
        graph = bipartite.configuration_model(*degrees, seed=seed)
        if max(key for *_, key in graph.edges(keys=True)) == 0:
            windows = range(len(degrees[0]))
            theirs[tuple(frozenset(name - len(windows) for name in graph[row]) for row in windows)] += 1
    drawn = theirs.total()
    ours = Counter(as_sets(shuffled(table, np.random.default_rng(n), trades=12)) for n in range(drawn))
    together = ours + theirs
    chi_square = sum((ours[rows] - theirs[rows]) ** 2 / together[rows] for rows in together)

    assert drawn > 500
    assert set(ours) == set(theirs) == set(all_tables(table))
    assert chi_square < len(together) + 3.1 * (2 * len(together)) ** 0.5


def swapped(graph, random, *, swaps):
    """Swap the ends of two edges window–name at random, unless this would double one."""
    edges = sorted((max(edge, key=len), min(edge, key=len)) for edge in graph.edges)
    for one, two in random.integers(0, len(edges), (swaps, 2)).tolist():
        (a, u), (b, v) = edges[one], edges[two]
        if not graph.has_edge(a, v) and not graph.has_edge(b, u):
            graph.remove_edges_from([(a, u), (b, v)])
            graph.add_edges_from([(a, v), (b, u)])
            edges[one], edges[two] = (a, v), (b, u)


@pytest.mark.parametrize("min_articles", [1, 2])
def test_observed_values_are_those_of_the_network(min_articles) -> None:
    """Weights, degrees, strengths, PageRank, betweenness and modularity are those of the tables of a run."""
    tables = corpus(random_paragraphs())
    options = NetworkOptions(window="paragraph", min_articles=min_articles, max_names=4)
    measures = ["degree", "strength", "pagerank", "betweenness", "modularity"]
    found = null_model(tables, options, samples=2, measures=measures)
    entities, edges = build_network(tables, options)

    assert len(edges) > 10
    pd.testing.assert_frame_equal(found.edges[["source", "target", "weight"]], edges[["source", "target", "weight"]])
    for name in ("degree", "strength", "pagerank", "betweenness"):
        assert found.entities[name].to_numpy() == pytest.approx(entities[name].to_numpy())
    assert found.modularity["observed"] == pytest.approx(entities.attrs["modularity"], abs=0.02)


def test_names_always_together_stand_out() -> None:
    """Groups of names that only meet each other have a modularity and weights far above those of shuffles."""
    groups = ["abc", "def", "ghi"] * 8
    found = null_model(corpus(groups), OPTIONS, samples=49)

    assert found.modularity["p"] == 0.02
    assert found.modularity["z"] > 3
    assert set(found.edges["weight_p"]) == {0.02}


def test_the_number_of_workers_changes_nothing() -> None:
    """The result is the same, bit for bit, in this process and in two others; another seed gives another."""
    tables = corpus(random_paragraphs())
    here = null_model(tables, OPTIONS, samples=12, seed=7)
    there = null_model(tables, OPTIONS, samples=12, seed=7, workers=2)

    pd.testing.assert_frame_equal(here.edges, there.edges, check_exact=True)
    pd.testing.assert_frame_equal(here.entities, there.entities, check_exact=True)
    assert here.modularity == there.modularity
    assert not null_model(tables, OPTIONS, samples=12, seed=8).edges.equals(here.edges)


def test_p_is_valid_after_a_single_trade() -> None:
    """For a table drawn at random, p ≤ 0.2 has a probability of at most 0.2, even if chains are far too short."""
    start = to_incidence(HAND)
    small = 0
    for number in range(60):
        rows = as_sets(shuffled(start, np.random.default_rng(number), trades=12))
        drawn = ["".join("abcd"[name] for name in sorted(row)) for row in rows]
        edges = null_model(corpus(drawn), OPTIONS, samples=9, seed=number, measures=[], trades=1).edges
        ab = edges[(edges["source_name"] == "a") & (edges["target_name"] == "b")]
        small += bool((ab["weight_p"] <= 0.2).any())

    assert small / 60 <= 0.2 + 3 * (0.2 * 0.8 / 60) ** 0.5


@pytest.mark.parametrize(
    ("paragraphs", "edges"), [([], 0), (["a"], 0), (["ab"], 1)], ids=["empty", "one name", "one window"]
)
def test_small_corpora_have_values_too(paragraphs, edges) -> None:
    """A corpus without edges has none to compare; one that cannot be shuffled has p = 1 and no z."""
    found = null_model(corpus(paragraphs), OPTIONS, samples=3)

    assert len(found.edges) == edges
    assert found.edges["weight_z"].isna().all()
    assert (found.edges["weight_p"] == 1).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"samples": 0}, "samples must be 1 or more"),
        ({"seed": -1}, "seed must be 0 or more"),
        ({"within": "articles"}, "did you mean 'article'"),
        ({"measures": ["page_rank"]}, "did you mean 'pagerank'"),
        ({"options": NetworkOptions(window="sentences:3")}, "overlap"),
        ({"options": NetworkOptions(window="document"), "within": "article"}, "smaller window"),
    ],
)
def test_wrong_arguments_are_explained(wrong, message) -> None:
    """An invalid argument is an error that says what is valid."""
    with pytest.raises(SettingsError, match=message):
        null_model(corpus(HAND), **{"options": OPTIONS, **wrong})
