"""Selected mentions, sentences and articles -> counts per entity and per pair of entities."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.edtf import DateRanks
from pipeline.network.association import jaccard, log_likelihood, npmi, p_value, q_value
from pipeline.network.cooccurrence import (
    Ints,
    Matrix,
    Pairs,
    count_pairs,
    count_shared,
    incidence,
    shared_rows,
    window_incidence,
    window_keys,
    window_units,
)
from pipeline.network.selection import DEFAULT_OPTIONS, NetworkOptions, Selection
from pipeline.settings import names_limit


def entity_counts(selection: Selection) -> pd.DataFrame:
    """Count mentions, sentences and articles of each entity (raw: including copies), its dates, country and owner."""
    entities, counted = selection.entities, selection.mentions[selection.mentions["counted"]]
    documents = article_matrix(selection, counted=True)
    rows, columns = documents.nonzero()
    first, last = _date_range(selection, columns, rows, size=len(entities))
    sentences = _window_matrix(counted, "sentence", len(entities))
    return pd.DataFrame(
        {
            **{column: entities[column] for column in ("entity_id", "name", "label")},
            "mentions": np.bincount(counted["entity"], minlength=len(entities)),
            "sentences": _column_sums(sentences),
            "articles": _column_sums(documents),
            "first_date": first,
            "last_date": last,
            "country": entities["country"],
            "mentions_raw": np.bincount(selection.mentions["entity"], minlength=len(entities)),
            "articles_raw": _column_sums(documents) + _column_sums(article_matrix(selection, counted=False)),
            "belongs_to": entities["belongs_to"],
        }
    )


def edge_counts(selection: Selection, options: NetworkOptions = DEFAULT_OPTIONS) -> pd.DataFrame:
    """Count and measure each pair of entities that share a window, one row each, sorted by source and target.

    Windows with more names than the limit are lists: they make no pairs, and weight and measures leave them out.

    `sentences` and `articles` count those in which both occur, whatever the window; `first_date` and `last_date` are
    the dates of these articles. `weight` counts the windows with both; for `sentences:N`, whose windows overlap, it is
    divided by N, so that a shared sentence counts 1 whatever the window. NPMI, LLR, p and Jaccard are computed over the
    same windows, q over all pairs before `min_articles` removes some of them.
    """
    window = options.window
    counted = selection.mentions[selection.mentions["counted"]]
    every = _window_matrix(counted, window, len(selection.entities))
    lists = _lists(every, options)
    matrix = every[np.flatnonzero(~lists)] if lists.any() else every
    pairs = count_pairs(matrix)
    total, width = _total_windows(selection, window)
    total -= int(lists.sum())
    windows = _column_sums(matrix)
    articles, first, last = _articles_and_dates(selection, pairs)
    sentences = (
        pairs.count if window == "sentence" and matrix is every else _shared_sentences(selection, pairs, counted=True)
    )
    keep = articles >= options.min_articles
    kept = pairs.where(keep)
    table = {"sentences": sentences[keep], "articles": articles[keep]}
    dates = {"first_date": first[keep], "last_date": last[keep]}
    raw = {
        "sentences_raw": table["sentences"] + _shared_sentences(selection, kept, counted=False),
        "articles_raw": table["articles"] + count_shared(article_matrix(selection, counted=False), kept),
    }
    measures = measure(kept, windows, total, width) | {
        name: values[keep] for name, values in significance(pairs, windows, total, width).items()
    }
    ids = selection.entities["entity_id"]
    ends = {"source": ids.take(kept.source).array, "target": ids.take(kept.target).array}
    return pd.DataFrame({**ends, **table, **measures, **dates, **raw})


def linking_windows(
    selection: Selection, options: NetworkOptions = DEFAULT_OPTIONS
) -> tuple[Matrix, Ints, NDArray[np.bool_]]:
    """Build the incidence of entities (columns) in windows (rows) with at least one, in counted articles.

    Returns:
        The matrix, the row number of the article of each window, and which windows are lists and make no pairs.
    """
    counted = selection.mentions[selection.mentions["counted"]]
    article, paragraph, sentence = _columns(counted)
    keys, width = window_keys(article, paragraph, sentence, window=options.window)
    matrix = window_incidence(keys, counted["entity"].to_numpy(), entities=len(selection.entities))
    of_window = np.tile(article, width)[~pd.Series(keys).duplicated().to_numpy()]
    return matrix, of_window, _lists(matrix, options)


def list_windows(selection: Selection, options: NetworkOptions = DEFAULT_OPTIONS) -> pd.DataFrame:
    """List the windows with more names than the limit: the table `exclusions`, sorted by position.

    `sentence` is the first of the window, negative if a sliding window starts before its article. `sentence`, and
    `paragraph` too, are missing if the window is larger.
    """
    window = options.window
    counted = selection.mentions[selection.mentions["counted"]]
    article, paragraph, sentence = _columns(counted)
    units, width = window_units(paragraph, sentence, window=window)
    keys, _ = window_keys(article, paragraph, sentence, window=window)
    rows = pd.factorize(keys)[0]
    matrix = window_incidence(keys, counted["entity"].to_numpy(), entities=len(selection.entities))
    names = np.diff(matrix.indptr)
    inside = np.flatnonzero(_lists(matrix, options)[rows])
    of = inside % max(len(counted), 1)  # number of the mention: the blocks of a sliding window repeat all mentions
    found = pd.DataFrame({"row": rows[inside], "article": article[of], "paragraph": paragraph[of]})
    found = found.assign(sentence=units[inside] - width + 1, names=names[rows[inside]]).groupby("row").min()
    found = found.sort_values(["article", "paragraph", "sentence"], ignore_index=True)
    table = found.assign(article_id=selection.articles["article_id"].to_numpy()[found["article"]], window=window)
    larger = {"document": ["paragraph", "sentence"], "paragraph": ["sentence"]}.get(window, [])
    table = table.astype({"paragraph": "Int64", "sentence": "Int64"})
    table[larger] = pd.NA
    return table[["article_id", "window", "paragraph", "sentence", "names"]]


def named_in_lists_only(selection: Selection, options: NetworkOptions = DEFAULT_OPTIONS) -> "pd.Series[str]":
    """Return the entities that occur in lists and in no other window."""
    counted = selection.mentions[selection.mentions["counted"]]
    every = _window_matrix(counted, options.window, len(selection.entities))
    other = every[np.flatnonzero(~_lists(every, options))]
    named: pd.Series[str] = selection.entities["entity_id"][(_column_sums(every) > 0) & (_column_sums(other) == 0)]
    return named


def _lists(matrix: Matrix, options: NetworkOptions) -> NDArray[np.bool_]:
    """Mark the windows (rows) with so many names that they are lists."""
    return np.asarray(np.diff(matrix.indptr) > names_limit(options.window, options.max_names), dtype=np.bool_)


def measure(pairs: Pairs, windows: Ints, total: int, width: int = 1) -> dict[str, NDArray[np.float64]]:
    """Compute weight, npmi, llr and jaccard of the pairs.

    Args:
        pairs: pairs with the number of windows they share.
        windows: windows that each entity occurs in, shape (entities,).
        total: windows of the corpus, including those without a name.
        width: number of overlapping windows that each sentence lies in; weight and LLR are divided by it.
    """
    left, right = windows[pairs.source], windows[pairs.target]
    llr = log_likelihood(pairs.count, left, right, total) / width  # G² grows in proportion to the counts
    return {
        "weight": pairs.count / width,
        "npmi": npmi(pairs.count, left, right, total),
        "llr": llr,
        "jaccard": jaccard(pairs.count, left, right),
    }


def significance(pairs: Pairs, windows: Ints, total: int, width: int = 1) -> dict[str, NDArray[np.float64]]:
    """Compute p_value and q_value of the pairs; the family of tests is all pairs that the entities could make.

    Arguments as for `measure`. Overlapping windows are not independent trials: their counts are divided by `width` and
    rounded against the pair.
    """
    joint, single = pairs.count // width, -(-windows // width)
    left, right = single[pairs.source], single[pairs.target]
    least = int((left + right - joint).max(initial=0))
    p = p_value(joint, left, right, max(total // width, least))
    entities = int(np.count_nonzero(windows))
    return {"p_value": p, "q_value": q_value(p, entities * (entities - 1) // 2)}


def _window_matrix(mentions: pd.DataFrame, window: str, entities: int) -> Matrix:
    keys, _ = window_keys(*_columns(mentions), window=window)
    return window_incidence(keys, mentions["entity"].to_numpy(), entities=entities)


def article_matrix(selection: Selection, *, counted: bool) -> Matrix:
    """Build the incidence of entities in counted articles, or in their copies; shape (articles, entities)."""
    mentions = selection.mentions[selection.mentions["counted"] == counted]
    shape = (len(selection.articles), len(selection.entities))
    return incidence(mentions["article"].to_numpy(), mentions["entity"].to_numpy(), shape=shape)


def _total_windows(selection: Selection, window: str) -> tuple[int, int]:
    """Count the windows in the counted articles, and those that each sentence lies in."""
    rows = pd.concat([selection.sentences, selection.mentions])
    keys, width = window_keys(*_columns(rows[rows["counted"]]), window=window)
    return len(pd.unique(keys)), width


def _columns(rows: pd.DataFrame) -> tuple[Ints, Ints, Ints]:
    names = ("article", "paragraph", "sentence")
    article, paragraph, sentence = (rows[name].to_numpy(dtype=np.int64) for name in names)
    return article, paragraph, sentence


def _column_sums(matrix: Matrix) -> Ints:
    return np.bincount(matrix.indices, minlength=matrix.shape[1])


def _shared_sentences(selection: Selection, pairs: Pairs, *, counted: bool) -> Ints:
    mentions = selection.mentions[selection.mentions["counted"] == counted]
    return count_shared(_window_matrix(mentions, "sentence", len(selection.entities)), pairs)


def _articles_and_dates(selection: Selection, pairs: Pairs) -> tuple[Ints, NDArray[np.object_], NDArray[np.object_]]:
    """Count the articles in which both occur, with the first and last of their dates; each of shape (pairs,)."""
    size = len(pairs.source)
    ranks = DateRanks.of(selection.articles["date"])
    articles, first, last = np.zeros(size, dtype=np.int64), ranks.no_first(size), ranks.no_last(size)
    for numbers, rows in shared_rows(article_matrix(selection, counted=True), pairs):
        np.add.at(articles, numbers, 1)
        np.minimum.at(first, numbers, ranks.first[rows])
        np.maximum.at(last, numbers, ranks.last[rows])
    return articles, ranks.by_first[first], ranks.by_last[last]


def _date_range(
    selection: Selection, items: Ints, articles: Ints, *, size: int
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Find the first and last date of each item over (item, article) pairs."""
    ranks = DateRanks.of(selection.articles["date"])
    first, last = ranks.no_first(size), ranks.no_last(size)
    np.minimum.at(first, items, ranks.first[articles])
    np.maximum.at(last, items, ranks.last[articles])
    return ranks.by_first[first], ranks.by_last[last]
