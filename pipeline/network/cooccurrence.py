"""Mention table -> pairs of entities with their counts: sparse incidence matrices, no loop over windows or pairs.

Counting pairs with measures takes a sixth of the time of a `Counter` and a loop (`python -m benchmarks.network`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]
Matrix = Any  # scipy.sparse.csr_array of int32; its stubs cannot say "two-dimensional" through slices and products

_LOOKUP_COST = 8  # cost of looking up a row of a pair, as a number of terms of a product
MAX_CELLS = 4_000_000  # terms of a product, or cells of a lookup table, held at once (≈ 150 MB)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Distinct pairs of columns that share a row, sorted by (source, target), source < target.

    Attributes:
        source, target: column numbers, shape (pairs,).
        count: rows in which both occur, shape (pairs,).
    """

    source: Ints
    target: Ints
    count: Ints

    def where(self, keep: NDArray[np.bool_]) -> "Pairs":
        """Select the pairs for which `keep` is true."""
        return Pairs(self.source[keep], self.target[keep], self.count[keep])


def window_units(paragraph: Ints, sentence: Ints, *, window: str) -> tuple[Ints, int]:
    """Number the windows within the article that each mention or sentence lies in, and count them per sentence.

    `sentences:N` slides a window of N sentences through the article, starting before its first sentence and ending
    after its last, so that every sentence lies in exactly N windows: otherwise a lead sentence would count less than
    one in the middle. Window n ends with sentence n. Shape (N · mentions,): N blocks, one per shift of the window.
    """
    if window == "document":
        return np.zeros(len(sentence), dtype=np.int64), 1
    unit = paragraph if window == "paragraph" else sentence
    width = window_width(window)
    return np.concatenate([unit + shift for shift in range(width)]), width


def window_width(window: str) -> int:
    """Return the number of overlapping windows that each sentence lies in: N for `sentences:N`, else 1."""
    return int(window.partition(":")[2] or 1)


def window_keys(article: Ints, paragraph: Ints, sentence: Ints, *, window: str) -> tuple[Ints, int]:
    """Number windows as `window_units` does, but uniquely in the corpus."""
    units, width = window_units(paragraph, sentence, window=window)
    return np.tile(article, width) * (int(units.max(initial=0)) + 1) + units, width


def incidence(rows: Ints, columns: Ints, *, shape: tuple[int, int]) -> Matrix:
    """Build a matrix of ones for entities (columns) that occur in windows (rows), however often; sorted indices."""
    ones = np.ones(len(rows), dtype=np.int32)
    matrix = sparse.coo_array((ones, (rows, columns)), shape=shape).tocsr()
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def window_incidence(keys: Ints, columns: Ints, *, entities: int) -> Matrix:
    """Build an incidence matrix with one row per distinct window key, in order of first appearance."""
    rows, distinct = pd.factorize(keys)
    width = len(keys) // max(len(columns), 1)
    return incidence(rows, np.tile(columns, width), shape=(len(distinct), entities))


def count_pairs(matrix: Matrix, *, cells: int = MAX_CELLS) -> Pairs:
    """Count the rows that pairs of columns share: the part of XᵀX above its diagonal, in blocks of columns.

    The product is computed by expanding, sorting and compressing its terms (Bell, Dalton & Olson 2012, "Exposing
    fine-grained parallelism in algebraic multigrid methods", SIAM J. Sci. Comput. 34(4), section 3.2). For a
    matrix of ones this is a sort of integers, several times faster than SciPy's product by row and a sort after it.

    Args:
        matrix: incidence matrix with sorted indices, shape (windows, entities).
        cells: maximum number of terms per block, which bounds the memory.
    """
    entities = matrix.shape[1]
    keys, counts = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for _, _, left, right in _terms(matrix, limit=cells):
        key = matrix.indices[left] * np.int64(entities) + matrix.indices[right]
        key.sort()
        first = np.flatnonzero(np.diff(key, prepend=-1))
        keys.append(key[first])
        counts.append(np.diff(first, append=len(key)))
    source, target = np.divmod(np.concatenate(keys), max(entities, 1))
    return Pairs(source, target, np.concatenate(counts))


def _terms(matrix: Matrix, *, limit: int, fixed: int = 0) -> Iterator[tuple[int, int, Ints, Ints]]:
    """Yield (low, high, lefts, rights): all pairs of entries of a row, in blocks of columns low ≤ left < high.

    Entries are positions in `matrix.indices`. A block holds at most `limit` pairs, or one column; `fixed` is the cost
    of a column on top of its pairs.
    """
    ends = np.repeat(matrix.indptr[1:], np.diff(matrix.indptr))
    partners = (ends - np.arange(1, matrix.nnz + 1)).astype(np.int64)
    if partners.sum() + fixed * matrix.shape[1] <= limit:
        lefts = np.repeat(np.arange(matrix.nnz), partners)
        yield 0, matrix.shape[1], lefts, ranges(np.arange(1, matrix.nnz + 1), partners)
        return
    entries = sparse.csr_array((np.arange(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape).tocsc()
    partners = partners[entries.data]
    total = np.concatenate([[0], np.cumsum(partners)])[entries.indptr]
    for low, high in blocks(np.diff(total) + fixed, limit):
        chosen = slice(entries.indptr[low], entries.indptr[high])
        left, lengths = entries.data[chosen], partners[chosen]
        yield low, high, np.repeat(left, lengths), ranges(left + 1, lengths)


def blocks(work: Ints, limit: int) -> Iterator[tuple[int, int]]:
    """Cut 0 … len(work) into ranges whose work is at most the limit, or that hold one element."""
    total = np.concatenate([[0], np.cumsum(work, dtype=np.int64)])
    low = 0
    while low < len(work):
        high = max(int(np.searchsorted(total, total[low] + limit, side="right")) - 1, low + 1)
        yield low, high
        low = high


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Concatenate the ranges starts[i] … starts[i] + lengths[i]."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - lengths), lengths), dtype=np.int64)


def shared_rows(matrix: Matrix, pairs: Pairs, *, cells: int = MAX_CELLS) -> Iterator[tuple[Ints, Ints]]:
    """Yield (pair numbers, rows) in which both members of a given pair occur, in blocks of bounded size.

    For callers that need the rows themselves (dates, evidence), or only the given pairs out of many. All rows of a
    pair come in one block. Few pairs are looked up one by one: an article with 10,000 names has 50 million pairs, of
    which hardly any may be given.
    """
    sizes, occurrences = np.diff(matrix.indptr).astype(np.int64), np.bincount(matrix.indices, minlength=matrix.shape[1])
    lookups = int(np.minimum(occurrences[pairs.source], occurrences[pairs.target]).sum())
    if _LOOKUP_COST * lookups < int((sizes * (sizes - 1) // 2).sum()):
        yield from _rows_of_pairs(matrix, pairs, occurrences, cells=cells)
    else:
        yield from _pairs_of_rows(matrix, pairs, cells=cells)


def _rows_of_pairs(matrix: Matrix, pairs: Pairs, occurrences: Ints, *, cells: int) -> Iterator[tuple[Ints, Ints]]:
    """Find shared rows pair by pair: the rows of the rarer member that also hold the other."""
    entities = np.int64(max(matrix.shape[1], 1))
    row_of = np.repeat(np.arange(matrix.shape[0], dtype=np.int64), np.diff(matrix.indptr))
    keys = row_of * entities + matrix.indices
    columns = sparse.csr_array((row_of, matrix.indices, matrix.indptr), shape=matrix.shape).tocsc()
    swap = occurrences[pairs.source] > occurrences[pairs.target]
    rarer, other = np.where(swap, pairs.target, pairs.source), np.where(swap, pairs.source, pairs.target)
    for low, high in blocks(occurrences[rarer], cells):
        lengths = occurrences[rarer[low:high]]
        numbers = np.repeat(np.arange(low, high), lengths)
        rows = columns.data[ranges(columns.indptr[rarer[low:high]].astype(np.int64), lengths)]
        wanted = rows * entities + other[numbers]
        found = np.searchsorted(keys, wanted)
        hit = keys[np.minimum(found, len(keys) - 1)] == wanted
        yield numbers[hit], rows[hit]


def _pairs_of_rows(matrix: Matrix, pairs: Pairs, *, cells: int) -> Iterator[tuple[Ints, Ints]]:
    """Find shared rows row by row: all pairs of a row that are among those given."""
    entities = matrix.shape[1]
    row_of = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    size = min(max(cells, entities), entities * entities)
    # dense table (source − low, target) -> pair − first pair of the block
    number_at = np.full(size, -1, dtype=np.int32)
    for low, high, left, right in _terms(matrix, limit=cells, fixed=entities):
        first, last = np.searchsorted(pairs.source, [low, high])
        cells_used = (pairs.source[first:last] - low) * entities + pairs.target[first:last]
        number_at[cells_used] = np.arange(last - first)
        numbers = number_at[(matrix.indices[left] - low) * np.int64(entities) + matrix.indices[right]]
        number_at[cells_used] = -1
        hit = numbers >= 0
        yield numbers[hit] + first, row_of[left[hit]]


def count_shared(matrix: Matrix, pairs: Pairs) -> Ints:
    """Count the rows in which both members of each pair occur, shape (pairs,)."""
    counts = np.zeros(len(pairs.source), dtype=np.int64)
    for numbers, _ in shared_rows(matrix, pairs):
        if len(numbers):
            low, high = int(numbers.min()), int(numbers.max()) + 1
            counts[low:high] += np.bincount(numbers - low, minlength=high - low)
    return counts
