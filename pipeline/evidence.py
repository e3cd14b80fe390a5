"""What stands behind an edge, a path or a figure: sentences with article, date and offsets."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from pipeline.cooccurrence import Ints, Matrix, Pairs, incidence, shared_rows, window_keys
from pipeline.edtf import DateRanks
from pipeline.errors import UnknownNameError, unknown_value
from pipeline.selection import select_articles

ARTICLES_PER_EDGE = 5
PLACE = ["article_id", "paragraph", "sentence"]


def edge_sentences(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    a_id: str,
    b_id: str,
    *,
    window: str = "sentence",
) -> pd.DataFrame:
    """The sentences behind an edge, in order of time; copies of an article are shown with their `duplicate_of`.

    One row per sentence of a shared window that names at least one of the two: article_id, title, date,
    duplicate_of, paragraph, sentence, start, end, text; a_start … b_end are the spans of the first mention of each,
    missing where the sentence names only the other (never in the window `sentence`).

    Raises:
        UnknownNameError: if an entity is not mentioned at all.
    """
    a, b = (_first_spans(mentions, entity_id, side) for entity_id, side in ((a_id, "a"), (b_id, "b")))
    places = pd.concat([_sharing(a[PLACE], b[PLACE], window), _sharing(b[PLACE], a[PLACE], window)]).drop_duplicates()
    spans = places.merge(a, on=PLACE, how="left").merge(b, on=PLACE, how="left")
    return _with_context(spans, sentences, articles)


def _first_spans(mentions: pd.DataFrame, entity_id: str, side: str) -> pd.DataFrame:
    found = mentions.loc[mentions["entity_id"] == entity_id, [*PLACE, "start", "end"]]
    if found.empty:
        raise UnknownNameError(unknown_value("entity", entity_id, sorted(mentions["entity_id"].dropna().unique())))
    first = found.sort_values("start").drop_duplicates(PLACE)
    spans = {"start": f"{side}_start", "end": f"{side}_end"}
    return first.rename(columns=spans).astype(dict.fromkeys(spans.values(), "Int64"))


def _sharing(places: pd.DataFrame, others: pd.DataFrame, window: str) -> pd.DataFrame:
    """The places that share a window with one of the others, without a table of all pairs: books have millions."""
    if window in ("document", "paragraph"):
        keys = ["article_id"] if window == "document" else ["article_id", "paragraph"]
    else:
        keys = ["article_id", "sentence"]
        width = int(window.partition(":")[2] or 1)
        others = pd.concat([others.assign(sentence=others["sentence"] + shift) for shift in range(1 - width, width)])
    return places.merge(others[keys].drop_duplicates(), on=keys)


def _with_context(rows: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows with their sentence and article, in order of date, article and sentence."""
    about = articles[["article_id", "title", "date", "duplicate_of"]]
    placed = rows.merge(about, on="article_id", how="left")
    placed = placed.merge(sentences[[*PLACE, "start", "end", "text"]], on=PLACE, how="left")
    ranks = DateRanks.of(placed["date"])
    placed = placed.assign(rank=ranks.first).sort_values(["rank", "article_id", "sentence"], kind="stable")
    context = ["article_id", "title", "date", "duplicate_of", "paragraph", "sentence", "start", "end", "text"]
    own = [column for column in rows.columns if column not in context]
    return placed[[*context, *own]].reset_index(drop=True)


def path_sentences(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    path: Sequence[str],
    *,
    window: str = "sentence",
) -> pd.DataFrame:
    """The sentences along a path of entities: `edge_sentences` of each step, with step (from 0), a_id and b_id."""
    steps = [
        edge_sentences(mentions, sentences, articles, a, b, window=window).assign(step=step, a_id=a, b_id=b)
        for step, (a, b) in enumerate(pairwise(path))
    ]
    return pd.concat(steps, ignore_index=True) if steps else pd.DataFrame()


FIGURE_COLUMNS = "kind value value_max edtf edtf_max unit approx noun entity_id".split()


def figures(numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, entity_id: str) -> pd.DataFrame:
    """The numbers reported about an entity, in order of time, with their sentence and article.

    `number_start`, `number_end` and `number` are the number's span and text, the other columns as in `numbers`.
    """
    return _number_rows(numbers[numbers["entity_id"] == entity_id], sentences, articles)


def edge_figures(
    numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """The numbers in the sentences behind an edge (the frame that `edge_sentences` returns), as `figures` does."""
    behind = evidence[PLACE].drop_duplicates()
    return _number_rows(numbers.merge(behind, on=PLACE), sentences, articles)


def _number_rows(numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    ordered = numbers.sort_values(["article_id", "start"])
    renamed = ordered.rename(columns={"start": "number_start", "end": "number_end", "text": "number"})
    columns = [*PLACE, "number_start", "number_end", "number", *FIGURE_COLUMNS]
    return _with_context(renamed[columns], sentences, articles)


def sample_evidence(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    window: str = "sentence",
    date_from: str | None = None,
    date_to: str | None = None,
) -> pd.DataFrame:
    """For every edge the little evidence that fits into a graph file.

    Returns:
        source, target, article_ids (list: the first five articles with a shared window), example (the first
        sentence that names both, or missing) and example_article; one row per edge, in the order of `edges`.
    """
    kept = select_articles(articles, date_from=date_from, date_to=date_to)
    kept = kept[kept["counted"]].reset_index(drop=True)
    ranks = DateRanks.of(kept["date"])
    kept = kept.iloc[np.argsort(ranks.first, kind="stable")].reset_index(drop=True)
    ids = pd.Index(sorted({*edges["source"], *edges["target"]}), dtype=object)
    pairs, order = _pairs(edges, ids)
    placed = mentions.assign(
        article=pd.Index(kept["article_id"]).get_indexer(pd.Index(mentions["article_id"])),
        entity=ids.get_indexer(pd.Index(mentions["entity_id"])),
    )
    placed = placed[(placed["article"] >= 0) & (placed["entity"] >= 0)]
    article_ids = _first_articles(placed, kept, pairs, len(ids), window)
    examples = _examples(placed, kept, sentences, pairs, len(ids))
    back = np.argsort(order)
    found = examples.assign(article_ids=article_ids).iloc[back].reset_index(drop=True)
    ends = edges[["source", "target"]].reset_index(drop=True)
    return ends.join(found)[["source", "target", "article_ids", "example", "example_article"]]


def _pairs(edges: pd.DataFrame, ids: "pd.Index[str]") -> tuple[Pairs, Ints]:
    """The edges as sorted pairs of numbers, and the edge that each pair is."""
    source, target = (ids.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    order = np.lexsort((target, source)).astype(np.int64)
    return Pairs(source[order], target[order], np.zeros(len(order), dtype=np.int64)), order


def _rows(placed: pd.DataFrame, window: str, entities: int) -> tuple[Matrix, Ints, Ints]:
    """Incidence matrix with windows in order of time; article and (first seen) sentence of each row."""
    article, paragraph, sentence = (
        placed[column].to_numpy(dtype=np.int64) for column in ("article", "paragraph", "sentence")
    )
    keys, width = window_keys(article, paragraph, sentence, window=window)
    distinct, first, rows = np.unique(keys, return_index=True, return_inverse=True)
    matrix = incidence(rows, np.tile(placed["entity"].to_numpy(), width), shape=(len(distinct), entities))
    return matrix, np.tile(article, width)[first], np.tile(sentence, width)[first]


def _first_articles(
    placed: pd.DataFrame, kept: pd.DataFrame, pairs: Pairs, entities: int, window: str
) -> "pd.Series[Any]":
    matrix, article_of, _ = _rows(placed, window, entities)
    found: list[list[str]] = [[] for _ in range(len(pairs.source))]
    names = kept["article_id"].tolist()
    for numbers, rows in shared_rows(matrix, pairs):
        seen = pd.DataFrame({"pair": numbers, "article": article_of[rows]}).drop_duplicates()
        seen = seen.sort_values(["pair", "article"], kind="stable")
        seen = seen[seen.groupby("pair").cumcount() < ARTICLES_PER_EDGE]
        for pair, article in zip(seen["pair"].tolist(), seen["article"].tolist(), strict=True):
            found[pair].append(names[article])
    return pd.Series(found, dtype=object)


def _examples(
    placed: pd.DataFrame, kept: pd.DataFrame, sentences: pd.DataFrame, pairs: Pairs, entities: int
) -> pd.DataFrame:
    matrix, article_of, sentence_of = _rows(placed, "sentence", entities)
    first = np.full(len(pairs.source), matrix.shape[0], dtype=np.int64)
    for numbers, rows in shared_rows(matrix, pairs):
        np.minimum.at(first, numbers, rows)
    names = np.array([*kept["article_id"], None], dtype=object)
    place = pd.DataFrame(
        {
            "article_id": names[np.append(article_of, len(kept))[first]],
            "sentence": np.append(sentence_of, -1)[first],
        }
    )
    texts = sentences[["article_id", "sentence", "text"]]
    return place.merge(texts, on=["article_id", "sentence"], how="left").rename(
        columns={"text": "example", "article_id": "example_article"}
    )
