"""Samples of articles: intervals of weights and ranks."""

import pandas as pd
import pytest

from pipeline.errors import SettingsError
from pipeline.network import NetworkOptions, bootstrap, build_network
from tests.network.test_null_model import OPTIONS, corpus, random_paragraphs


def test_observed_values_are_those_of_the_network() -> None:
    """Weights, strengths and numbers of articles are those of the tables of a run, also for overlapping windows."""
    tables = corpus(random_paragraphs())
    for options in (OPTIONS, NetworkOptions(window="sentences:2", min_articles=2, max_names=6)):
        found = bootstrap(tables, options, samples=5)
        entities, edges = build_network(tables, options)

        assert len(edges) > 5
        pd.testing.assert_frame_equal(
            found.edges[["source", "target", "weight"]], edges[["source", "target", "weight"]]
        )
        assert found.entities["strength"].to_numpy() == pytest.approx(entities["strength"].to_numpy())
        assert found.entities["articles"].tolist() == entities["articles"].tolist()


def test_the_spread_is_that_of_sampling() -> None:
    """The interval of an edge in 50 of 100 articles is that of a binomial distribution, 40 … 60."""
    edge = bootstrap(corpus(["ab", "c"] * 50, per_article=1), OPTIONS, samples=4000).edges.iloc[0]

    assert (edge["weight"], edge["weight_rank"], edge["standing"]) == (50, 1, "always")
    assert edge["weight_low"] == pytest.approx(40, abs=1)
    assert edge["weight_high"] == pytest.approx(60, abs=1)


def test_an_article_is_drawn_with_all_its_windows() -> None:
    """Ten windows of one article are less certain than ten of ten articles."""
    paragraphs = ["ab"] * 10 + [name for _ in range(10) for name in ("cd", *"e" * 9)]
    one, ten = bootstrap(corpus(paragraphs, per_article=10), OPTIONS, samples=500).edges.itertuples()

    assert (one.weight, ten.weight) == (10, 10)
    assert one.weight_low == 0 < ten.weight_low
    assert one.weight_high > ten.weight_high


def test_ranks_are_those_of_each_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals of ranks are found by ranking all edges in each sample, in whatever blocks they are held."""
    tables = corpus(random_paragraphs())
    whole = bootstrap(tables, OPTIONS, samples=60, top=3)
    monkeypatch.setattr("pipeline.network.article_bootstrap._CELLS", 100)
    blocks = bootstrap(tables, OPTIONS, samples=60, top=3)

    pd.testing.assert_frame_equal(whole.edges, blocks.edges)
    edges = whole.edges
    assert (edges["weight_rank"] == edges["weight"].rank(method="min", ascending=False)).all()
    assert (edges["weight_rank_low"] <= edges["weight_rank_high"]).all()
    assert edges["weight_top"].sum() >= 3
    assert set(edges["standing"]) == {"sometimes", "never"} | set(edges["standing"])


def test_the_same_seed_gives_the_same_numbers() -> None:
    """The samples depend on the seed only."""
    tables = corpus(random_paragraphs())
    first, again, other = (bootstrap(tables, OPTIONS, samples=50, seed=seed) for seed in (1, 1, 2))

    pd.testing.assert_frame_equal(first.edges, again.edges, check_exact=True)
    assert not first.edges.equals(other.edges)


@pytest.mark.parametrize("paragraphs", [[], ["a"]], ids=["empty", "one name"])
def test_a_corpus_without_edges_has_none(paragraphs) -> None:
    """Without edges the table of edges is empty."""
    assert bootstrap(corpus(paragraphs), OPTIONS, samples=3).edges.empty


@pytest.mark.parametrize("wrong", [{"samples": 1}, {"seed": -1}, {"level": 1.0}, {"top": 0}])
def test_wrong_arguments_are_explained(wrong) -> None:
    """An invalid argument is an error that names it."""
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        bootstrap(corpus(["ab"]), OPTIONS, **wrong)
