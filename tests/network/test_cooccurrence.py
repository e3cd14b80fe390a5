"""Pair counts by sparse matrices against loops."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.network.cooccurrence import (
    count_pairs,
    count_shared,
    incidence,
    shared_rows,
    window_incidence,
    window_keys,
)

ENTRIES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7)), max_size=60)


def matrix_of(entries):
    """The incidence matrix of (row, column) pairs."""
    rows, columns = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return incidence(rows, columns, shape=(10, 8))


def brute(entries):
    """Counts by loops."""
    windows = {row: sorted({column for other, column in entries if other == row}) for row, _ in entries}
    return Counter(pair for window in windows.values() for pair in combinations(window, 2))


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(ENTRIES, st.sampled_from([1, 7, 10**6]))
def test_pairs_equal_a_counter_over_combinations(entries, cells):
    """Counts are those of loops, sorted by pair, however small the blocks."""
    pairs = count_pairs(matrix_of(entries), cells=cells)
    found = list(zip(pairs.source.tolist(), pairs.target.tolist(), pairs.count.tolist(), strict=True))

    assert found == [(*pair, count) for pair, count in sorted(brute(entries).items())]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(ENTRIES, st.sampled_from([1, 20, 10**6]), st.integers(1, 3))
def test_shared_rows_of_chosen_pairs(entries, cells, every):
    """Exactly the rows of the given pairs are found, each once, and those of one pair in one block."""
    matrix = matrix_of(entries)
    pairs = count_pairs(matrix)
    pairs = pairs.where(np.arange(len(pairs.source)) % every == 0)
    blocks = [
        list(zip(*(part.tolist() for part in block), strict=True)) for block in shared_rows(matrix, pairs, cells=cells)
    ]
    expected = {
        (number, row)
        for number, pair in enumerate(zip(pairs.source.tolist(), pairs.target.tolist(), strict=True))
        for row in range(10)
        if all((row, column) in entries for column in pair)
    }

    assert sorted(found for block in blocks for found in block) == sorted(expected)
    assert sum(len({number for number, _ in block}) for block in blocks) == len({number for number, _ in expected})
    assert count_shared(matrix, pairs).tolist() == pairs.count.tolist()


def test_an_entity_counts_once_per_window():
    """Two mentions of one name and one of another in a window make one pair, never a name with itself."""
    pairs = count_pairs(window_incidence(np.array([4, 4, 4]), np.array([1, 1, 0]), entities=2))

    assert (pairs.source.tolist(), pairs.target.tolist(), pairs.count.tolist()) == ([0], [1], [1])


@pytest.mark.parametrize(
    ("window", "shared"),
    [("sentence", 0), ("paragraph", 1), ("document", 1), ("sentences:2", 1), ("sentences:3", 2), ("sentences:9", 8)],
)
def test_windows(window, shared):
    """Names in two neighbouring sentences share N − 1 windows of N sentences, one paragraph, one document."""
    article, paragraph, sentence = (np.array(column) for column in ([0, 0, 1], [0, 0, 0], [0, 1, 0]))
    keys, _ = window_keys(article, paragraph, sentence, window=window)
    pairs = count_pairs(window_incidence(keys, np.array([0, 1, 0]), entities=2))

    assert pairs.count.sum() == shared


@pytest.mark.parametrize("width", range(2, 10))
def test_every_sentence_lies_in_as_many_windows(width):
    """The first sentence of an article lies in N sliding windows like any other; no window spans two articles."""
    article, sentence = np.array([0, 0, 0, 1]), np.array([0, 1, 2, 0])
    keys, number = window_keys(article, np.zeros(4, dtype=np.int64), sentence, window=f"sentences:{width}")

    assert number == width
    assert len(keys) == 4 * width
    assert not set(keys.reshape(width, 4)[:, :3].ravel()) & set(keys.reshape(width, 4)[:, 3])


@settings(max_examples=100, derandomize=True, deadline=None)
@given(ENTRIES, st.sampled_from([1, 20, 10**6]))
def test_few_pairs_are_looked_up_one_by_one(entries, cells):
    """A few pairs of a crowded row are looked up one by one, with the rows that a dense matrix shows."""
    matrix = incidence(
        np.array([row for row, _ in entries] + [10] * 300, dtype=np.int64),
        np.array([column for _, column in entries] + list(range(300)), dtype=np.int64),
        shape=(11, 300),
    )
    pairs = count_pairs(matrix)
    pairs = pairs.where((pairs.count > 1) | (pairs.source == 7))
    found = [pair for block in shared_rows(matrix, pairs, cells=cells) for pair in zip(*block, strict=True)]
    named = matrix.toarray() > 0
    both = [named[:, a] & named[:, b] for a, b in zip(pairs.source, pairs.target, strict=True)]

    assert sorted(found) == [(number, row) for number, rows in enumerate(both) for row in np.flatnonzero(rows)]
