"""What a link is about: the words that its sentences hold more often than the corpus does."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline.network.association import log_likelihood
from pipeline.network.cooccurrence import MAX_CELLS, Ints, Matrix, blocks, incidence, ranges, shared_rows
from pipeline.network.evidence import Evidence
from pipeline.network.selection import DEFAULT_OPTIONS, CorpusTables, NetworkOptions
from pipeline.network.vocabulary import MIN_SENTENCES, Span, Vocabulary

MAX_KEYWORDS = 5
MIN_LLR = 10.83
"""Critical value of χ² with one degree of freedom for p = 0.001."""

SEPARATOR = ", "

_TEXTS = 50_000  # held as Python strings at once
_TERMS = 16  # terms of a sentence, by which the size of blocks is estimated


def edge_keywords(
    tables: CorpusTables,
    edges: pd.DataFrame,
    options: NetworkOptions = DEFAULT_OPTIONS,
    *,
    exclusions: pd.DataFrame | None = None,
) -> "pd.Series[str]":
    """Find up to `MAX_KEYWORDS` words per edge, the most typical first, joined by `SEPARATOR`; missing if none.

    Dunning's log-likelihood ratio (see `association.log_likelihood`) compares the share of the sentences behind the
    edge that hold a word with its share of all sentences. The sentences are those that name both ends; if the window is
    larger, those in a shared window that name at least one. A keyword occurs in `MIN_SENTENCES` of them, exceeds
    `MIN_LLR`, and is neither common nor part of a name (see `Vocabulary`).

    Most links have a single sentence, in which all words are as frequent. Links without such words get those of their
    sentences that are typical, in the same sense, of the articles that these are from.

    Args:
        tables: the tables of the corpus, with start, end and text.
        edges: source, target and sentences of the edges.
        options: window and dates, as for the edges.
        exclusions: windows that are not evidence of a link (see `counts.list_windows`).
    """
    found = Evidence.of(tables, edges, options, exclusions=exclusions)
    sentences = _Sentences.of(tables.sentences, found.articles)
    vocabulary = Vocabulary.of(_with_names(sentences, tables.mentions))
    words, own = vocabulary.matrix, _own_words(found.ids, tables.names, vocabulary)
    frequency = np.bincount(words.indices, minlength=words.shape[1])
    of_articles = _typical_of_articles(words, sentences.article, frequency)
    keywords: list[str | None] = [None] * len(edges)
    for numbers, behind in _sentences_behind(found, sentences.rows(found.mentions), len(sentences.table)):
        ends = np.stack([found.pairs.source[numbers], found.pairs.target[numbers]])
        scores = _without(_typical(behind, words, frequency, len(sentences.table)), ends, own)
        none = sparse.diags_array((np.diff(scores.indptr) == 0).astype(np.float64)).tocsr()
        scores = scores + _without(none @ behind @ of_articles, ends, own)
        for place, columns in _best(scores).items():
            keywords[found.order[numbers[place]]] = SEPARATOR.join(vocabulary.words[column] for column in columns)
    return pd.Series(keywords, index=edges.index, dtype=object)


class _Sentences:
    """The sentences of the counted articles, found by article and number.

    Attributes:
        table: start and text, sorted by article and number.
        article: number of the article of each.
    """

    def __init__(self, table: pd.DataFrame, ids: "pd.Index[str]", step: int, keys: Ints) -> None:
        self.table, self.article, self._ids, self._step, self._keys = table, keys // step, ids, step, keys

    @classmethod
    def of(cls, sentences: pd.DataFrame, articles: pd.DataFrame) -> "_Sentences":
        """Number the sentences of these articles."""
        ids = pd.Index(articles["article_id"])
        step = int(sentences["sentence"].max()) + 1 if len(sentences) else 1
        article = ids.get_indexer(pd.Index(sentences["article_id"])).astype(np.int64)
        keys = article * step + sentences["sentence"].to_numpy(dtype=np.int64)
        order = np.argsort(keys)
        order = order[article[order] >= 0]
        return cls(sentences[["start", "text"]].iloc[order], ids, step, keys[order])

    def rows(self, mentions: pd.DataFrame) -> Ints:
        """Return the row of `table` that each mention lies in; −1 if its article is not counted."""
        article = self._ids.get_indexer(pd.Index(mentions["article_id"])).astype(np.int64)
        keys = article * self._step + mentions["sentence"].to_numpy(dtype=np.int64)
        return np.where(article < 0, -1, np.searchsorted(self._keys, keys))


def _with_names(sentences: _Sentences, mentions: pd.DataFrame) -> Iterator[tuple[str, list[Span]]]:
    """Iterate over the sentences with the spans of all names in them, in blocks of bounded size."""
    rows = sentences.rows(mentions)
    order = np.argsort(rows, kind="stable")[np.count_nonzero(rows < 0) :]
    offset = sentences.table["start"].to_numpy()[rows[order]]
    starts, ends = (mentions[name].to_numpy()[order] - offset for name in ("start", "end"))
    bounds = np.searchsorted(rows[order], np.arange(len(sentences.table) + 1))
    for low in range(0, len(sentences.table), _TEXTS):
        texts = sentences.table["text"].iloc[low : low + _TEXTS].tolist()
        limits = bounds[low : low + len(texts) + 1].tolist()
        first = limits[0]
        spans = list(zip(starts[first : limits[-1]].tolist(), ends[first : limits[-1]].tolist(), strict=True))
        for number, text in enumerate(texts):
            yield text, spans[limits[number] - first : limits[number + 1] - first]


def _own_words(ids: "pd.Index[str]", names: pd.DataFrame, vocabulary: Vocabulary) -> Ints:
    """Return entity · words + word for each word in the name of an entity, sorted."""
    name_of = dict(zip(names["entity_id"], names["name"], strict=True))
    words = len(vocabulary.words)
    found = [
        entity * words + column for entity, id_ in enumerate(ids) for column in vocabulary.columns_of(name_of[id_])
    ]
    return np.array(sorted(found), dtype=np.int64)


def _sentences_behind(found: Evidence, sentence_of: Ints, sentences: int) -> Iterator[tuple[Ints, Matrix]]:
    """Yield (pair numbers, matrix): which sentences (columns) are behind each of these pairs (rows)."""
    entities, windows, pairs = np.int64(max(len(found.ids), 1)), found.windows, found.pairs
    named = windows.row * entities + found.mentions["entity"].to_numpy()[windows.mention]
    order = np.argsort(named, kind="stable")
    named, sentence = named[order], sentence_of[windows.mention][order]
    for numbers, rows in _joined(shared_rows(windows.matrix, pairs), MAX_CELLS // _TERMS):
        number = np.tile(numbers, 2)
        wanted = np.tile(rows, 2) * entities + np.concatenate([pairs.source[numbers], pairs.target[numbers]])
        by_pair = np.argsort(number, kind="stable")
        number, wanted = number[by_pair], wanted[by_pair]
        low, high = (np.searchsorted(named, wanted, side="left"), np.searchsorted(named, wanted, side="right"))
        distinct, first, place = np.unique(number, return_index=True, return_inverse=True)
        limits = np.append(first, len(number))
        work = np.diff(np.append(0, np.cumsum(high - low))[limits]) * _TERMS
        for start, stop in blocks(work, MAX_CELLS):
            part = slice(limits[start], limits[stop])
            lengths = high[part] - low[part]
            pair = np.repeat(place[part] - start, lengths)
            yield (
                distinct[start:stop],
                incidence(pair, sentence[ranges(low[part], lengths)], shape=(stop - start, sentences)),
            )


def _joined(parts: Iterable[tuple[Ints, Ints]], size: int) -> Iterator[tuple[Ints, Ints]]:
    """Join blocks until they have `size` rows: a large network comes in thousands of small ones."""
    waiting: list[tuple[Ints, Ints]] = []
    rows = 0
    for part in chain(parts, [None]):
        if waiting and (part is None or rows >= size):
            yield np.concatenate([each[0] for each in waiting]), np.concatenate([each[1] for each in waiting])
            waiting, rows = [], 0
        if part is not None:
            waiting.append(part)
            rows += len(part[0])


def _typical(groups: Matrix, words: Matrix, frequency: Ints, total: int) -> Matrix:
    """Compute the log-likelihood ratio of the words (columns) that are typical of each group of sentences (row).

    Args:
        groups: which sentences (columns) belong to each group (row).
        words: which words (columns) each of these sentences (row) holds.
        frequency: sentences of the corpus that hold each word.
        total: sentences of the corpus.
    """
    counts = (groups @ words).tocoo()
    often = counts.data >= MIN_SENTENCES
    group, word, joint = counts.row[often], counts.col[often], counts.data[often]
    llr = log_likelihood(joint, np.diff(groups.indptr)[group], frequency[word], total)
    fit = llr >= MIN_LLR
    return sparse.coo_array((llr[fit], (group[fit], word[fit])), shape=counts.shape).tocsr()


def _typical_of_articles(words: Matrix, article: Ints, frequency: Ints) -> Matrix:
    """Compute how typical each word is of the article of each sentence that holds it; shape (sentences, words)."""
    first = np.append(np.flatnonzero(np.diff(article, prepend=-1)), len(article))
    parts = []
    for low, high in blocks(np.diff(first) * _TERMS, MAX_CELLS):
        part = slice(first[low], first[high])
        number = np.searchsorted(first, np.arange(first[low], first[high]), side="right") - 1 - low
        inside = words[part]
        groups = incidence(number, np.arange(len(number)), shape=(high - low, len(number)))
        typical = _typical(groups, inside, frequency, len(article))
        parts.append(inside.multiply(typical[number]).tocsr())
    return sparse.vstack(parts, format="csr") if parts else words


def _without(scores: Matrix, ends: Ints, own: Ints) -> Matrix:
    """Remove the words in the names of both ends (shape (2, pairs)) from the scores of pairs (rows)."""
    found = scores.tocoo()
    kept = ~np.isin(ends[:, found.row] * np.int64(scores.shape[1]) + found.col, own).any(axis=0)
    return sparse.coo_array((found.data[kept], (found.row[kept], found.col[kept])), shape=scores.shape).tocsr()


def _best(scores: Matrix) -> dict[int, list[int]]:
    """Find the columns with the highest scores of each row, the highest first."""
    found = scores.tocoo()
    order = np.lexsort((found.col, -found.data, found.row))
    best: dict[int, list[int]] = defaultdict(list)
    for row, column in zip(found.row[order].tolist(), found.col[order].tolist(), strict=True):
        if len(best[row]) < MAX_KEYWORDS:
            best[row].append(column)
    return best
