"""Is the structure of a network more than chance? Its table of windows and names compared with shuffled ones.

Shuffles keep the number of windows of every name and the number of names in every window. Everything else is random:
each table with these margins is equally likely.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.errors import PressenetzError, SettingsError, unknown_value
from pipeline.network.association import Floats
from pipeline.network.cooccurrence import Ints, Pairs, count_pairs, count_shared, incidence, window_width
from pipeline.network.counts import linking_windows
from pipeline.network.selection import DEFAULT_OPTIONS, CorpusTables, NetworkOptions, Selection, select
from pipeline.network.structure import adjacency_matrix, betweenness, communities, degrees, pagerank, weight_matrix
from pipeline.translations import _

MEASURES = ("degree", "strength", "pagerank", "betweenness", "modularity")
DEFAULT_MEASURES = ("degree", "strength", "pagerank", "modularity")
SCOPES = ("corpus", "article")
TRADES = 30  # 0.4 % of the names are still in their window then, 0.3 % after 300 (`python -m benchmarks.null_model`)
_CHUNK = 5  # samples per task; fixed, so that sums of floats do not depend on the number of workers
_ROUNDING = 1e-9  # relative difference below which two values count as equal

Sums = dict[str, Floats]
"""Per measure an array of shape (3, values): sums of differences, of their squares, and samples that reach it."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NullModel:
    """Values of a network beside those of shuffled tables.

    For each measure there are five columns: `X` is the observed value, `X_mean` and `X_sd` are mean and standard
    deviation over the samples, `X_z` is (X − mean) / sd, missing if all samples are equal, and `X_p` is the one-sided
    probability of a value this large, (k + 1) / (samples + 1) with k samples that reach it.

    Attributes:
        edges: source, target, source_name, target_name, and the columns of `weight`; one row per edge of the network.
        entities: entity_id, name, label, and the columns of the centralities asked for.
        modularity: observed, mean, sd, z and p, by these names; empty if it was not asked for.
        samples: number of shuffled tables.
        seed: the seed they were made with.
        within: where names were shuffled: in the whole `corpus`, or within each `article`.
    """

    edges: pd.DataFrame
    entities: pd.DataFrame
    modularity: dict[str, float]
    samples: int
    seed: int
    within: str


@dataclass(frozen=True, slots=True, eq=False)
class Incidence:
    """Names in windows: one entry for each name of each window.

    Attributes:
        rows: window of each entry.
        columns: name of each entry.
        article: article of each window, shape (windows,).
        names: number of names.
    """

    rows: Ints
    columns: Ints
    article: Ints
    names: int


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """All that a process needs to draw samples."""

    start: Incidence
    lists: Incidence  # windows that make no edges but count for `min_articles`
    min_articles: int
    seed: int
    trades: int
    within: str
    measures: tuple[str, ...]
    pairs: Pairs
    observed: dict[str, Floats]


def null_model(
    tables: CorpusTables,
    options: NetworkOptions = DEFAULT_OPTIONS,
    *,
    samples: int = 100,
    seed: int = 0,
    within: str = "corpus",
    measures: Sequence[str] = DEFAULT_MEASURES,
    workers: int = 0,
    trades: int = TRADES,
) -> NullModel:
    """Compare the network of `build_network` with networks of shuffled tables of windows and names.

    A shuffled table is made by global curveball trades: the windows are paired at random, and each pair deals the
    names that are in only one of the two anew, keeping its sizes. All tables with the same margins are equally likely
    in the long run (Strona et al. 2014, "A fast and unbiased procedure to randomize ecological binary matrices with
    fixed row and column totals", Nature Communications 5; Carstens et al. 2018, "Parallel and I/O-efficient
    randomisation of massive networks using global curveball trades", ESA). All chains start from one table, itself
    reached from the observed one by as many trades, so that the observed table and the samples are exchangeable under
    the null hypothesis and p is valid for any number of trades (Besag & Clifford 1989, "Generalized Monte Carlo
    significance tests", Biometrika 76(4), parallel method).

    Every sample has its own random numbers: the result is the same for any number of workers. A process holds one
    shuffled table and its pairs at a time.

    Args:
        tables: the tables of the corpus.
        options: what counts as a node and as an edge. Windows must not overlap (`sentences:N`).
        samples: number of shuffled tables; the smallest p is 1 / (samples + 1).
        seed: seed of the random numbers, 0 or more.
        within: `corpus` shuffles names over all windows, `article` over the windows of each article.
        measures: those of `MEASURES` to compare.
        workers: number of processes; 0: use this process.
        trades: global trades between the common start and each sample.

    Raises:
        SettingsError: for an invalid argument.
        OutputError: if the tables do not belong together.
    """
    _check(options, samples=samples, seed=seed, within=within, measures=measures, workers=workers, trades=trades)
    selection = select(tables, options)
    table, lists = window_tables(selection, options)
    chosen = tuple(measures)
    pairs, observed = _measured(table, lists, options.min_articles, chosen)
    start = shuffled(table, np.random.default_rng(seed), trades=trades, within=within)
    job = _Job(start, lists, options.min_articles, seed, trades, within, chosen, pairs, observed)
    sums: Sums = {name: np.zeros((3, len(values))) for name, values in observed.items()}
    for part in _parts(job, samples, workers):
        for name, values in part.items():
            sums[name] += values
    compared = {name: _compared(values, sums[name], samples) for name, values in observed.items()}
    entities = selection.entities[["entity_id", "name", "label"]]
    return NullModel(
        edges=pd.concat([edge_ends(selection, pairs), _columns("weight", compared["weight"])], axis=1),
        entities=pd.concat(
            [entities, *(_columns(name, compared[name]) for name in chosen if name != "modularity")], axis=1
        ),
        modularity={name: float(value[0]) for name, value in compared.get("modularity", {}).items()},
        samples=samples,
        seed=seed,
        within=within,
    )


def edge_ends(selection: Selection, pairs: Pairs) -> pd.DataFrame:
    """Return source and target of the pairs, and their names."""
    ids, names = selection.entities["entity_id"], selection.entities["name"]
    ends = {"source": pairs.source, "target": pairs.target}
    shown = {f"{end}_name": names.take(numbers).array for end, numbers in ends.items()}
    return pd.DataFrame({**{end: ids.take(numbers).array for end, numbers in ends.items()}, **shown})


def shuffled(table: Incidence, random: np.random.Generator, *, trades: int, within: str = "corpus") -> Incidence:
    """Shuffle names over windows by global curveball trades; the table given is unchanged."""
    rows = table.rows
    for _trade in range(trades):
        order, first = _paired(random.permutation(len(table.article)), table.article if within == "article" else None)
        rows = _traded(rows, table, order, first, random)
    return Incidence(rows, table.columns, table.article, table.names)


def _paired(order: Ints, group: Ints | None) -> tuple[Ints, Ints]:
    """Pair windows in random order, those of the same group only.

    Returns:
        The windows, the two of a pair next to each other; and per window the position of the first of its pair. The
        last of an odd number has no partner.
    """
    begin = np.zeros(len(order), dtype=np.int64)
    if group is not None:
        order = order[np.argsort(group[order], kind="stable")]
        new = np.flatnonzero(np.diff(group[order], prepend=-1))
        begin = np.repeat(new, np.diff(new, append=len(order)))
    place = np.arange(len(order))
    first = np.empty(len(order), dtype=np.int64)
    first[order] = place - (place - begin) % 2
    return order, first


def _traded(rows: Ints, table: Incidence, order: Ints, first: Ints, random: np.random.Generator) -> Ints:
    """Deal the names that are in one window of a pair only to both of them, as many to each as before."""
    pair = first[rows]
    key = pair * np.int64(table.names) + table.columns
    by_key = np.argsort(key)
    same = np.diff(key[by_key]) == 0
    shared = np.zeros(len(rows), dtype=np.bool_)
    shared[by_key[1:][same]] = shared[by_key[:-1][same]] = True
    moving = random.permutation(np.flatnonzero(~shared))
    moving = moving[np.argsort(pair[moving], kind="stable")]
    own = pair[moving]
    to_first = np.bincount(own[rows[moving] == order[own]], minlength=len(order))
    begin = np.searchsorted(own, own)
    second = np.arange(len(own)) - begin >= to_first[own]
    dealt = rows.copy()
    dealt[moving] = order[own + second]
    return dealt


def _check(
    options: NetworkOptions, *, samples: int, seed: int, within: str, measures: Sequence[str], workers: int, trades: int
) -> None:
    if window_width(options.window) > 1:
        message = _(
            "windows {window!r} overlap, so their names cannot be shuffled one by one; use sentence, paragraph or "
            "document"
        )
        raise SettingsError(message.format(window=options.window))
    if within not in SCOPES:
        raise SettingsError(unknown_value(_("scope"), within, SCOPES))
    if within == "article" and options.window == "document":
        raise SettingsError(
            _("within='article' has nothing to shuffle if the window is the document; use a smaller window")
        )
    for name in measures:
        if name not in MEASURES:
            raise SettingsError(unknown_value(_("measure"), name, MEASURES))
    check_at_least(
        {"samples": 1, "seed": 0, "workers": 0, "trades": 1}, samples=samples, seed=seed, workers=workers, trades=trades
    )


def check_at_least(least: dict[str, int], **values: int) -> None:
    """Check that arguments are not below their least value.

    Raises:
        SettingsError: for the first that is.
    """
    for name, value in values.items():
        if value < least[name]:
            message = _("{name} must be {least} or more, not {value}")
            raise SettingsError(message.format(name=name, least=least[name], value=value))


def window_tables(selection: Selection, options: NetworkOptions) -> tuple[Incidence, Incidence]:
    """Return the windows that make edges, and those that are lists of names."""
    matrix, article, lists = linking_windows(selection, options)
    rows, columns = (entries.astype(np.int64) for entries in matrix.nonzero())
    size = matrix.shape[1]
    number = np.where(lists, np.cumsum(lists), np.cumsum(~lists)) - 1
    listed = lists[rows]
    return tuple(  # type: ignore[return-value]
        Incidence(number[rows[part]], columns[part], article[own], size)
        for part, own in ((~listed, ~lists), (listed, lists))
    )


def _measured(
    table: Incidence, lists: Incidence, min_articles: int, measures: Sequence[str]
) -> tuple[Pairs, dict[str, Floats]]:
    """Count the pairs of a table, and compute the measures of its network; `weight` is always among them."""
    size = table.names
    pairs = count_pairs(incidence(table.rows, table.columns, shape=(len(table.article), size)))
    if min_articles > 1:
        articles = np.concatenate([table.article[table.rows], lists.article[lists.rows]])
        names = np.concatenate([table.columns, lists.columns])
        matrix = incidence(articles, names, shape=(int(articles.max(initial=-1)) + 1, size))
        pairs = pairs.where(count_shared(matrix, pairs) >= min_articles)
    weight = pairs.count.astype(np.float64)
    degree, strength = degrees(size, pairs.source, pairs.target, weight)
    found: dict[str, Floats] = {"weight": weight, "degree": degree.astype(np.float64), "strength": strength}
    if {"pagerank", "modularity"} & set(measures):
        weights = weight_matrix(size, pairs.source, pairs.target, weight)
        if "pagerank" in measures:
            found["pagerank"] = pagerank(weights)
        if "modularity" in measures:
            found["modularity"] = np.array([communities(weights)[1]])
    if "betweenness" in measures:
        found["betweenness"] = betweenness(adjacency_matrix(size, pairs.source, pairs.target)).values
    return pairs, {name: values for name, values in found.items() if name == "weight" or name in measures}


def _parts(job: _Job, samples: int, workers: int) -> Iterator[Sums]:
    """Draw the samples in chunks, in this process or in others; the chunks come in order."""
    chunks = [range(low, min(low + _CHUNK, samples)) for low in range(0, samples, _CHUNK)]
    if not workers:
        yield from (_drawn(job, numbers) for numbers in chunks)
        return
    with ProcessPoolExecutor(min(workers, len(chunks)), mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_drawn, [job] * len(chunks), chunks)
        except BrokenProcessPool as error:
            message = _(
                "a process that draws samples has ended; a script needs `if __name__ == '__main__':` around what it "
                "does if it asks for workers; otherwise try fewer, or workers=0"
            )
            raise PressenetzError(message) from error


def _drawn(job: _Job, numbers: Sequence[int]) -> Sums:
    """Draw samples by their numbers and sum up how they differ from the observed network."""
    sums: Sums = {name: np.zeros((3, len(values))) for name, values in job.observed.items()}
    known = job.pairs.source * np.int64(job.start.names) + job.pairs.target
    for number in numbers:
        random = np.random.default_rng(np.random.SeedSequence(job.seed, spawn_key=(number,)))
        sample = shuffled(job.start, random, trades=job.trades, within=job.within)
        pairs, values = _measured(sample, job.lists, job.min_articles, job.measures)
        values["weight"] = _looked_up(known, pairs.source * np.int64(job.start.names) + pairs.target, values["weight"])
        for name, observed in job.observed.items():
            difference = values[name] - observed
            reached = difference >= -_ROUNDING * np.abs(observed)
            sums[name] += np.stack([difference, difference * difference, reached])
    return sums


def _looked_up(wanted: Ints, keys: Ints, values: Floats) -> Floats:
    """Return the values of the keys wanted, 0 for a key that is missing; both are sorted."""
    if not len(keys):
        return np.zeros(len(wanted))
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, values[place], 0.0)


def _compared(observed: Floats, sums: Floats, samples: int) -> dict[str, Floats]:
    """Turn sums of differences into mean, sd, z and p."""
    shift, square, reached = sums
    mean = shift / samples
    variance = np.maximum(square / samples - mean * mean, 0.0) * samples / max(samples - 1, 1)
    deviation = np.sqrt(variance)
    varied: NDArray[np.bool_] = deviation > _ROUNDING * np.abs(observed)
    z = np.divide(-mean, deviation, out=np.full(len(observed), np.nan), where=varied)
    return {
        "observed": observed,
        "mean": observed + mean,
        "sd": deviation,
        "z": z,
        "p": (reached + 1.0) / (samples + 1.0),
    }


def _columns(name: str, compared: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame({name if key == "observed" else f"{name}_{key}": values for key, values in compared.items()})
