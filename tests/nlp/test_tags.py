"""Tests of the decoding of tag scores."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.nlp.encoder import MAY_FOLLOW, TAGS, best_tags, is_well_formed, span_probabilities, spans_of

NUMBER = {tag: index for index, tag in enumerate(TAGS)}


def scores_of(rows: list[dict[str, float]]) -> np.ndarray:
    """Scores that are zero except for the tags named."""
    scores = np.zeros((len(rows), len(TAGS)), dtype="float32")
    for index, row in enumerate(rows):
        for tag, value in row.items():
            scores[index, NUMBER[tag]] = value
    return scores


@pytest.mark.parametrize(
    ("left", "right", "allowed"),
    [
        ("O", "B-PER", True),
        ("O", "I-PER", False),
        ("B-PER", "E-PER", True),
        ("B-PER", "I-LOC", False),
        ("B-PER", "O", False),
        ("E-PER", "B-PER", True),
        ("S-ORG", "E-ORG", False),
        ("I-LOC", "I-LOC", True),
    ],
)
def test_which_tag_may_follow(left, right, allowed):
    """An open entity continues with its own label; a closed one never does."""
    assert MAY_FOLLOW[NUMBER[left], NUMBER[right]] == allowed


def test_decoding_repairs_a_broken_entity():
    """A B without an E is replaced by the best-scoring well-formed tags."""
    scores = scores_of([{"B-PER": 5, "S-PER": 4}, {"O": 5}])

    assert spans_of(best_tags(scores)) == [(0, 1, "PER")]


def test_decoding_finds_the_best_well_formed_tags():
    """On three words the result scores as high as the best of all well-formed sequences."""
    scores = np.random.default_rng(4).standard_normal((3, len(TAGS))).astype("float32")
    every = (np.array(tags) for tags in product(range(len(TAGS)), repeat=3))
    best = max(scores[range(3), tags].sum() for tags in every if is_well_formed(tags))

    assert scores[range(3), best_tags(scores)].sum() == pytest.approx(best)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_tags_are_always_well_formed(length, seed):
    """Whatever the scores, entities are opened and closed, and spans are sorted and disjoint."""
    tags = best_tags(np.random.default_rng(seed).standard_normal((length, len(TAGS))).astype("float32"))
    spans = spans_of(tags)

    assert is_well_formed(tags)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_the_probability_of_a_span_is_the_geometric_mean_over_its_words():
    """Words with a probability of 0.5 make a span with 0.5 however long it is; O words do not count."""
    even = {"B-PER": 20.0, "O": 20.0}
    scores = scores_of([{"O": 9.0}, even, {"E-PER": 20.0, "O": 20.0}, {"S-LOC": 40.0}])
    tags = np.array([NUMBER[tag] for tag in ("O", "B-PER", "E-PER", "S-LOC")])

    assert span_probabilities(scores, tags) == pytest.approx([0.5, 1.0])
    assert span_probabilities(scores, np.zeros(4, dtype=np.intp)) == []
