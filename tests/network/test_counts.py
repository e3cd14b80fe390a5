"""Counts per entity and pair from tables, against loops over the same corpus."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline.network.counts import edge_counts, entity_counts
from pipeline.network.selection import CorpusTables, NetworkOptions, select
from tests.helpers.small_corpora import (
    DATES,
    ENTITIES,
    brute_edges,
    brute_first,
    brute_last,
    corpora,
    example,
    split_copies,
    to_tables,
    windows_of,
)

WINDOWS = ["sentence", "paragraph", "document", "sentences:2", "sentences:3", "sentences:9"]


def edges_of(pieces, **options):
    """Edge counts of a corpus."""
    options = NetworkOptions(**options)
    return edge_counts(select(to_tables(pieces), options), options)


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(WINDOWS), st.integers(1, 2))
def test_edges_equal_loops_over_windows(pieces, window, min_articles):
    """Every count, date and measure of every edge equals brute force, on a thousand random corpora."""
    edges = edges_of(pieces, window=window, min_articles=min_articles)
    expected = brute_edges(pieces, window, min_articles=min_articles)

    assert list(zip(edges["source"], edges["target"], strict=True)) == sorted(expected)
    for column in ("sentences", "articles", "sentences_raw", "articles_raw", "first_date", "last_date"):
        found = [None if pd.isna(value) else value for value in edges[column]]
        assert found == [expected[pair][column] for pair in sorted(expected)], column
    for column in ("weight", "npmi", "llr", "jaccard"):
        values = [expected[pair][column] for pair in sorted(expected)]
        assert edges[column].tolist() == pytest.approx(values, rel=1e-9, abs=1e-9), column


@settings(max_examples=50, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(WINDOWS))
def test_significance_equals_scipy(pieces, window):
    """Fisher's exact test over windows (overlapping ones divided by N) gives p, its false discovery rate q."""
    edges = edges_of(pieces, window=window)
    counted, _ = split_copies(pieces)
    windows = [found for piece in counted for found in windows_of(piece, window)]
    width = int(window.partition(":")[2] or 1)
    single = {entity: -(-sum(entity in found for found in windows) // width) for entity in ENTITIES}
    shared = [sum({a, b} <= found for found in windows) // width for a, b in edges[["source", "target"]].values]
    named = sum(map(bool, single.values()))
    sides = [(single[a], single[b]) for a, b in edges[["source", "target"]].values]
    total = max([len(windows) // width, *(a + b - n for (a, b), n in zip(sides, shared, strict=True))])
    expected = [stats.hypergeom.sf(n - 1, total, a, b) for (a, b), n in zip(sides, shared, strict=True)]
    unseen = [1.0] * (named * (named - 1) // 2 - len(expected))

    assert edges["p_value"].tolist() == pytest.approx(expected)
    if expected:
        corrected = stats.false_discovery_control([*expected, *unseen])[: len(expected)]
        assert edges["q_value"].tolist() == pytest.approx(list(corrected))


def test_chance_is_not_significant():
    """Names at random in sentences make hundreds of edges with a small p, and at most one with a small q."""
    random = np.random.default_rng(1)
    places = pd.DataFrame({"article_id": "a", "paragraph": 0, "sentence": np.arange(2000)})
    ids = np.array([f"PER:{number:03}" for number in range(400)])
    mentions = places.sample(6000, replace=True, random_state=1).assign(entity_id=ids[random.integers(0, 400, 6000)])
    articles = pd.DataFrame({"article_id": ["a"], "date": [None], "duplicate_of": [None]})
    names = pd.DataFrame({"entity_id": ids, "name": ids, "label": "PER", "country": None})

    edges = edge_counts(select(CorpusTables(mentions, places, articles, names)))

    assert (edges["p_value"] < 0.05).sum() > 100
    assert (edges["q_value"] < 0.05).sum() <= 1


@settings(max_examples=50, derandomize=True, deadline=None)
@given(corpora())
def test_entities_equal_loops_over_mentions(pieces):
    """Mentions, sentences, articles, their raw counts and dates of every entity equal brute force."""
    counted, _ = split_copies(pieces)
    entities = entity_counts(select(to_tables(pieces))).set_index("entity_id")
    mentioned = {entity for piece in pieces for _, named in piece.sentences for entity in named}

    assert entities.index.tolist() == sorted(mentioned)
    for entity in mentioned:
        row = entities.loc[entity].astype(object).where(entities.loc[entity].notna(), None)
        inside = [piece for piece in counted if entity in windows_of(piece, "document")[0]]
        assert row["mentions"] == sum(named.count(entity) for piece in counted for _, named in piece.sentences)
        assert row["mentions_raw"] == sum(named.count(entity) for piece in pieces for _, named in piece.sentences)
        assert row["sentences"] == sum(entity in named for piece in counted for _, named in piece.sentences)
        assert row["articles"] == len(inside)
        assert row["articles_raw"] == sum(entity in windows_of(piece, "document")[0] for piece in pieces)
        assert row["first_date"] == brute_first([piece.date for piece in inside])
        assert row["last_date"] == brute_last([piece.date for piece in inside])
        assert (row["name"], row["label"], row["country"]) == ENTITIES[entity]


@settings(max_examples=50, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(["2022-01-05", "2022-01", "2022-02"]), st.sampled_from([None, "2022-02", "2022"]))
def test_dates_limit_the_articles(pieces, date_from, date_to):
    """Only articles that lie wholly between two dates are counted, as if there were no others."""
    low, high = {"2022-02": "2022-02-01"}.get(date_from, (DATES.get(date_from) or [""])[0]), date_to or "9999"
    high = {"2022-02": "2022-02-28", "2022": "2022-12-31"}.get(high, high)
    inside = [
        piece for piece in pieces if DATES[piece.date] and low <= DATES[piece.date][0] <= DATES[piece.date][1] <= high
    ]

    found = edges_of(pieces, date_from=date_from, date_to=date_to)

    assert set(zip(found["source"], found["target"], strict=True)) == set(brute_edges(inside, "sentence"))


def test_a_copy_counts_where_its_original_is_left_out():
    """Between dates that exclude the original, the first copy stands for the group."""
    copies = [*example(), example()[1].__class__("e.txt", "2022-02-01", "a.txt", example()[0].sentences)]

    edges = edges_of(copies, date_from="2022-01-20").set_index(["source", "target"])

    assert edges.loc[("LOC:almaty", "PER:toqajew"), ["sentences", "sentences_raw"]].tolist() == [1, 2]


def test_articles_in_other_languages_are_no_windows():
    """An article without sentences was not analysed: it does not add a document to the total."""
    tables = to_tables(example())
    foreign = pd.DataFrame([("z.txt", "Title", None, None)], columns=tables.articles.columns)
    more = pd.concat([tables.articles.astype(object), foreign.astype(object)])

    options = NetworkOptions(window="document")
    both = [edge_counts(select(corpus, options), options) for corpus in (tables, replace(tables, articles=more))]

    pd.testing.assert_frame_equal(*both)
