"""How sure is an edge? Its weight and rank in corpora of articles drawn anew from those of the run."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from pipeline.errors import SettingsError
from pipeline.network.cooccurrence import (
    Ints,
    Matrix,
    Pairs,
    blocks,
    count_pairs,
    count_shared,
    shared_rows,
    window_width,
)
from pipeline.network.counts import article_matrix, linking_windows
from pipeline.network.null_model import check_at_least, edge_ends
from pipeline.network.selection import DEFAULT_OPTIONS, CorpusTables, NetworkOptions, Selection, select
from pipeline.translations import _

_CELLS = 2_000_000  # values (rows × samples) held at once


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Bootstrap:
    """Values of a network, each with how far it varies with the choice of articles.

    For each measure there are seven columns: `X` is the observed value, `X_low` and `X_high` are the ends of its
    interval, `X_rank` is 1 + the number of rows with a larger value, `X_rank_low` and `X_rank_high` are the ends of
    the interval of the rank, and `X_top` is the share of samples in which the rank is at most `top`.

    Attributes:
        edges: source, target, source_name, target_name, the columns of `weight`, and `standing`: whether the edge is
            among the `top` heaviest edges in all samples (`always`), in some (`sometimes`) or in none (`never`).
        entities: entity_id, name, label, the columns of `strength` and `articles`, and `standing` by strength.
        samples: number of samples.
        seed: the seed they were made with.
        level: share of the samples inside an interval.
        top: length of the top lists.
    """

    edges: pd.DataFrame
    entities: pd.DataFrame
    samples: int
    seed: int
    level: float
    top: int


def bootstrap(
    tables: CorpusTables,
    options: NetworkOptions = DEFAULT_OPTIONS,
    *,
    samples: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    top: int = 10,
) -> Bootstrap:
    """Recount edges and strengths of `build_network` in samples of its articles, drawn with replacement.

    Each sample has as many articles as the corpus (copies left out), some of them several times; intervals are those
    of the percentile method (Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13). An article is
    drawn with all of its windows, because they are not independent of each other. With fewer than three articles an
    interval says little: no sample holds an article that the corpus lacks.

    The weight of an edge in a sample is a sum over articles, so all samples together are one sparse product. Values
    are held for a block of rows at a time; numbers of articles for all samples, 4 bytes × articles × samples.

    Args:
        tables: the tables of the corpus.
        options: what counts as a node and as an edge; `min_articles` chooses edges in the whole corpus.
        samples: number of samples.
        seed: seed of the random numbers, 0 or more; the same seed gives the same result.
        level: share of the samples inside an interval, above 0 and below 1.
        top: length of the top lists.

    Raises:
        SettingsError: for an invalid argument.
        OutputError: if the tables do not belong together.
    """
    check_at_least({"samples": 2, "seed": 0, "top": 1}, samples=samples, seed=seed, top=top)
    if not 0 < level < 1:
        raise SettingsError(_("level must be above 0 and below 1, such as 0.95, not {level}").format(level=level))
    selection = select(tables, options)
    pairs, shared = _shared_by_article(selection, options)
    counted = np.flatnonzero(selection.articles["counted"].to_numpy(dtype=np.bool_))
    times = _drawn_articles(counted, len(selection.articles), samples, seed)
    width = window_width(options.window)
    ends = _ends_of_edges(pairs, len(selection.entities))
    articles = article_matrix(selection, counted=True).T.tocsr()
    edges = _measured("weight", shared, times, width=width, level=level, top=top)
    strength = _measured("strength", (ends @ shared).tocsr(), times, width=width, level=level, top=top)
    named = _measured("articles", articles, times, width=1, level=level, top=top)
    entities = selection.entities[["entity_id", "name", "label"]]
    return Bootstrap(
        edges=pd.concat([edge_ends(selection, pairs), edges, _standing(edges["weight_top"])], axis=1),
        entities=pd.concat([entities, strength, named, _standing(strength["strength_top"])], axis=1),
        samples=samples,
        seed=seed,
        level=level,
        top=top,
    )


def _shared_by_article(selection: Selection, options: NetworkOptions) -> tuple[Pairs, Matrix]:
    """Return the edges and the number of windows that each shares in each article, shape (edges, articles)."""
    matrix, article, lists = linking_windows(selection, options)
    linking = np.flatnonzero(~lists)
    matrix, article = matrix[linking], article[linking]
    pairs = count_pairs(matrix)
    if options.min_articles > 1:
        pairs = pairs.where(count_shared(article_matrix(selection, counted=True), pairs) >= options.min_articles)
    shape = (len(pairs.source), len(selection.articles))
    parts: list[Matrix] = [sparse.csr_array(shape, dtype=np.int32)]
    for numbers, rows in shared_rows(matrix, pairs):
        ones = np.ones(len(numbers), dtype=np.int32)
        parts.append(sparse.coo_array((ones, (numbers, article[rows])), shape=shape).tocsr())
    return pairs, sum(parts[1:], parts[0])


def _drawn_articles(counted: Ints, articles: int, samples: int, seed: int) -> NDArray[np.int32]:
    """Count how often each article is in each sample, shape (articles, samples)."""
    times = np.zeros((articles, samples), dtype=np.int32)
    for number in range(samples):
        random = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
        if len(counted):
            drawn = counted[random.integers(0, len(counted), len(counted))]
            times[:, number] = np.bincount(drawn, minlength=articles)
    return times


def _ends_of_edges(pairs: Pairs, entities: int) -> Matrix:
    """Build a matrix of ones for the two ends of each edge, shape (entities, edges)."""
    edges = np.arange(len(pairs.source))
    ones = np.ones(2 * len(edges), dtype=np.int32)
    ends = np.concatenate([pairs.source, pairs.target])
    return sparse.coo_array((ones, (ends, np.tile(edges, 2))), shape=(entities, len(edges))).tocsr()


def _measured(
    name: str, by_article: Matrix, times: NDArray[np.int32], *, width: int, level: float, top: int
) -> pd.DataFrame:
    """Compute the columns of a measure that is a sum over articles; shape of `by_article`: (rows, articles)."""
    observed = np.asarray(by_article.sum(axis=1)).ravel().astype(np.int64)
    samples = times.shape[1]
    heavier = _heavier(by_article, times)
    sample = np.arange(samples)
    columns = {key: np.empty(len(observed)) for key in ("low", "high", "rank_low", "rank_high", "top")}
    for low, high, values in _values(by_article, times):
        ranks = 1 + heavier[sample, values]
        columns["top"][low:high] = ((ranks <= top) & (values > 0)).mean(axis=1)
        columns["low"][low:high], columns["high"][low:high] = _interval(values, level)
        columns["rank_low"][low:high], columns["rank_high"][low:high] = _interval(ranks, level)
    ordered = np.sort(observed)
    rank = 1 + len(observed) - np.searchsorted(ordered, observed, side="right")
    return pd.DataFrame(
        {
            name: observed / width,
            f"{name}_low": columns["low"] / width,
            f"{name}_high": columns["high"] / width,
            f"{name}_rank": rank,
            f"{name}_rank_low": columns["rank_low"].astype(np.int64),
            f"{name}_rank_high": columns["rank_high"].astype(np.int64),
            f"{name}_top": columns["top"],
        }
    )


def _values(by_article: Matrix, times: NDArray[np.int32]) -> Iterator[tuple[int, int, Ints]]:
    """Yield (low, high, values) for blocks of rows; shape of values: (rows, samples)."""
    for low, high in blocks(np.full(by_article.shape[0], times.shape[1], dtype=np.int64), _CELLS):
        yield low, high, np.asarray(by_article[low:high] @ times, dtype=np.int64)


def _heavier(by_article: Matrix, times: NDArray[np.int32]) -> Ints:
    """Count the rows above each value in each sample, shape (samples, largest value + 1)."""
    samples = times.shape[1]
    counts = np.zeros((samples, 1), dtype=np.int64)
    for _start, _end, values in _values(by_article, times):
        size = max(int(values.max(initial=0)) + 1, counts.shape[1])
        counts = np.pad(counts, ((0, 0), (0, size - counts.shape[1])))
        keys = values + np.arange(samples) * size
        counts += np.bincount(keys.ravel(), minlength=samples * size).reshape(samples, size)
    at_least = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    return at_least - counts


def _interval(values: Ints, level: float) -> tuple[Ints, Ints]:
    """Return the ends of the central interval of each row that holds at least this share of its values."""
    samples = values.shape[1]
    cut = int(samples * (1 - level) / 2)
    ordered = np.partition(values, (cut, samples - 1 - cut), axis=1)
    return ordered[:, cut], ordered[:, samples - 1 - cut]


def _standing(top: "pd.Series[float]") -> pd.DataFrame:
    words = np.select([top == 1, top > 0], ["always", "sometimes"], default="never")
    return pd.DataFrame({"standing": pd.Series(words, dtype=object)})
