"""Mention table -> pairs of entities with their counts: sparse incidence matrices, no loop over windows or pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]
Matrix = Any  # scipy.sparse.csr_array of int32; its stubs cannot say "two-dimensional" through slices and products

CELLS = 8_000_000  # cells of a partial product or lookup table held at once (≈ 100 MB)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Distinct pairs of columns seen together, sorted by (source, target), source < target.

    Attributes:
        source, target: column numbers, shape (pairs,).
        count: rows in which both occur, shape (pairs,).
    """

    source: Ints
    target: Ints
    count: Ints

    def where(self, keep: NDArray[np.bool_]) -> "Pairs":
        """The pairs for which `keep` is true."""
        return Pairs(self.source[keep], self.target[keep], self.count[keep])


def window_keys(article: Ints, paragraph: Ints, sentence: Ints, *, window: str) -> tuple[Ints, int]:
    """Number(s) of the window(s) each mention or sentence lies in, and how many windows that is for each.

    `sentences:N` slides a window of N sentences through the article, beginning before its first sentence and
    ending after its last, so that every sentence lies in exactly N windows; a lead sentence must not count less
    than a middle one. Shape (N · mentions,), the N blocks one after the other.
    """
    if window == "document":
        return article, 1
    unit = paragraph if window == "paragraph" else sentence
    width = int(window.partition(":")[2] or 1)
    step = int(unit.max(initial=0)) + width
    return np.concatenate([article * step + unit + shift for shift in range(width)]), width


def incidence(rows: Ints, columns: Ints, *, shape: tuple[int, int]) -> Matrix:
    """Matrix of ones where an entity (column) occurs in a window (row), however often; sorted indices."""
    ones = np.ones(len(rows), dtype=np.int32)
    matrix = sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def window_incidence(keys: Ints, columns: Ints, *, entities: int) -> Matrix:
    """Incidence matrix with one row per distinct window key, in order of first appearance."""
    rows, distinct = pd.factorize(keys)
    width = len(keys) // max(len(columns), 1)
    return incidence(rows, np.tile(columns, width), shape=(len(distinct), entities))


def count_pairs(matrix: Matrix, *, min_count: int = 1, cells: int = CELLS) -> Pairs:
    """Pairs of columns that share rows: XᵀX above the diagonal, computed in blocks of columns.

    Args:
        matrix: incidence matrix, shape (windows, entities).
        min_count: pairs in fewer rows are left out.
        cells: upper bound of the multiplications per block, hence of the memory it takes.
    """
    by_column = matrix.tocsc()
    transposed = matrix.T.tocsr()
    parts = []
    for low, high in _blocks(transposed @ np.diff(matrix.indptr), cells):
        product = (transposed[low:] @ by_column[:, low:high].tocsr()).tocsc()  # by way of csc: sorted in linear time
        source = np.repeat(np.arange(low, high), np.diff(product.indptr))
        target = product.indices + low
        keep = (target > source) & (product.data >= min_count)
        parts.append((source[keep], target[keep].astype(np.int64), product.data[keep].astype(np.int64)))
    empty = np.empty(0, dtype=np.int64)
    return Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True))) if parts else Pairs(*[empty] * 3)


def _blocks(work: Ints, limit: int) -> Iterator[tuple[int, int]]:
    """Cut 0 … len(work) into ranges whose work stays below the limit (or that hold one element)."""
    total = np.concatenate([[0], np.cumsum(work, dtype=np.int64)])
    low = 0
    while low < len(work):
        high = max(int(np.searchsorted(total, total[low] + limit, side="right")) - 1, low + 1)
        yield low, high
        low = high


def shared_rows(matrix: Matrix, pairs: Pairs, *, cells: int = CELLS) -> Iterator[tuple[Ints, Ints]]:
    """All (pair number, row) where both members of a given pair occur, in bounded blocks.

    Used where the rows themselves are wanted (dates, evidence) or only the given pairs out of many.
    """
    entities = matrix.shape[1]
    entry_row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    partners = matrix.indptr[entry_row + 1] - np.arange(matrix.nnz) - 1
    order = np.argsort(matrix.indices, kind="stable")
    starts = np.searchsorted(matrix.indices[order], np.arange(entities + 1))
    work = (
        np.add.reduceat(np.append(partners[order], 0), starts[:-1]) * (np.diff(starts) > 0) if entities else starts[:0]
    )
    for low, high in _blocks(np.maximum(work, entities), cells):
        entries = order[starts[low] : starts[high]]
        position = _ranges(entries + 1, partners[entries])
        repeated = np.repeat(entries, partners[entries])
        table, first = _lookup(pairs, low, high, entities)
        found = table[matrix.indices[repeated] - low, matrix.indices[position]]
        hit = found >= 0
        yield found[hit] + first, entry_row[repeated[hit]]


def _lookup(pairs: Pairs, low: int, high: int, entities: int) -> tuple[Ints, int]:
    """Dense table (source − low, target) -> pair number − number of the first pair of this block; −1: no pair."""
    first, last = np.searchsorted(pairs.source, [low, high])
    table = np.full((high - low, entities), -1, dtype=np.int64)
    table[pairs.source[first:last] - low, pairs.target[first:last]] = np.arange(last - first)
    return table, int(first)


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """Concatenation of the ranges starts[i] … starts[i] + lengths[i]."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - lengths), lengths)


def count_shared(matrix: Matrix, pairs: Pairs) -> Ints:
    """Rows in which both members of each pair occur, shape (pairs,)."""
    counts = np.zeros(len(pairs.source), dtype=np.int64)
    for numbers, _ in shared_rows(matrix, pairs):
        if len(numbers):
            low, high = int(numbers.min()), int(numbers.max()) + 1
            counts[low:high] += np.bincount(numbers - low, minlength=high - low)
    return counts
