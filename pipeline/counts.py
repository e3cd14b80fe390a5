"""Mentions, sentences and articles -> counts per entity and per pair of entities, each duplicate article once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.association import jaccard, log_likelihood, npmi, p_value, q_value
from pipeline.cooccurrence import (
    Ints,
    Matrix,
    Pairs,
    count_pairs,
    count_shared,
    incidence,
    shared_rows,
    window_incidence,
    window_keys,
)
from pipeline.edtf import DateRanks, Span, date_span
from pipeline.errors import OutputError, SettingsError
from pipeline.settings import LABELS

PLACE = ["article", "paragraph", "sentence"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Selection:
    """The articles, sentences and mentions that are looked at, with numbers for names.

    Attributes:
        entities: entity_id, name, label, country; sorted by entity_id, only those mentioned.
        articles: article_id, date, counted (False: a copy of a counted article); sorted by article_id.
        mentions: article, paragraph, sentence, entity (row numbers of the frames above), counted.
        sentences: article, paragraph, sentence, counted.
    """

    entities: pd.DataFrame
    articles: pd.DataFrame
    mentions: pd.DataFrame
    sentences: pd.DataFrame


def select(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    names: pd.DataFrame,
    *,
    labels: Sequence[str] = LABELS,
    date_from: str | None = None,
    date_to: str | None = None,
) -> Selection:
    """Choose articles by date and mentions by the label of their entity; turn identifiers into row numbers.

    With a bound on the date, only articles that lie wholly inside it are looked at: an article dated `2022-01` is
    not certainly after 2022-01-05, one without a plausible date is never.

    Raises:
        SettingsError: for a bound that is no date.
        OutputError: if the tables do not belong together.
    """
    names = names.drop_duplicates("entity_id").sort_values("entity_id", ignore_index=True)
    read = analysed(articles, sentences)
    kept = select_articles(read, date_from=date_from, date_to=date_to)
    placed = _place(mentions, kept, read, what="mentions").dropna(subset="entity_id")
    placed["entity"] = _numbers(placed.pop("entity_id"), names["entity_id"], what="entity")
    placed = placed[names["label"].isin(list(labels)).to_numpy()[placed["entity"]]]
    present = np.unique(placed["entity"].to_numpy())
    placed["entity"] = np.searchsorted(present, placed["entity"])
    return Selection(
        entities=names.loc[present, ["entity_id", "name", "label", "country"]].reset_index(drop=True),
        articles=kept,
        mentions=placed,
        sentences=_place(sentences, kept, read, what="sentences"),
    )


def analysed(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The articles that have sentences: those in other languages are listed but were not analysed."""
    return articles[articles["article_id"].isin(sentences["article_id"].unique())]


def select_articles(
    articles: pd.DataFrame, *, date_from: str | None = None, date_to: str | None = None
) -> pd.DataFrame:
    """article_id, date, counted of the articles between two dates, sorted by article_id.

    Of each group of duplicates the original is counted; if the dates exclude it, the first copy in its place.
    """
    columns = (_objects(articles[name]) for name in ("article_id", "date", "duplicate_of"))
    rows = {str(name): (day, original) for name, day, original in zip(*columns, strict=True)}
    parent = {name: original for name, (_, original) in rows.items() if original}
    kept = [name for name in sorted(rows) if _inside(rows[name][0], date_from, date_to)]
    group = {name: _original(name, parent) for name in kept}
    counted: dict[str, str] = {}
    for name in sorted(kept, key=lambda name: (name in parent, name)):
        counted.setdefault(group[name], name)
    return pd.DataFrame(
        {
            "article_id": pd.Series(kept, dtype=object),
            "date": pd.Series([rows[name][0] for name in kept], dtype=object),
            "counted": np.array([counted[group[name]] == name for name in kept], dtype=bool),
        }
    )


def _original(name: str, parent: Mapping[str, str]) -> str:
    """What an article is a copy of, at the end of any chain of copies."""
    seen = {name}
    while name in parent and parent[name] not in seen:
        name = parent[name]
        seen.add(name)
    return name


def _inside(day: str | None, date_from: str | None, date_to: str | None) -> bool:
    if date_from is None and date_to is None:
        return True
    span = date_span(day) if day else None
    if span is None:
        return False
    after = date_from is None or span[0] >= _bound(date_from)[0]
    return after and (date_to is None or span[1] <= _bound(date_to)[1])


def _bound(text: str) -> Span:
    span = date_span(text)
    if span is None:
        raise SettingsError(f"{text!r} is not a date; write a year, month or day like 2022, 2022-01 or 2022-01-06")
    return span


def _objects(column: "pd.Series[str]") -> list[str | None]:
    """Python strings, and None for whatever pandas holds where a value is missing."""
    values = column.astype(object)
    return values.where(values.notna(), None).tolist()


def _numbers(column: "pd.Series[str]", known: "pd.Series[str]", *, what: str) -> Ints:
    numbers = pd.Index(known).get_indexer(pd.Index(column))
    if (numbers < 0).any():
        first = column.iloc[int(np.argmin(numbers))]
        raise OutputError(f"{what} {first!r} is not in the table of its kind: the tables are of different runs")
    return numbers.astype(np.int64)


def _place(rows: pd.DataFrame, kept: pd.DataFrame, articles: pd.DataFrame, *, what: str) -> pd.DataFrame:
    """Article row number, paragraph, sentence (and entity_id) of the rows in articles that were kept."""
    codes, distinct_ids = pd.factorize(rows["article_id"])
    distinct = pd.Series(distinct_ids, dtype=object)
    _numbers(distinct, articles["article_id"].astype(object), what=f"article of the {what}")
    numbers = pd.Index(kept["article_id"].astype(object)).get_indexer(pd.Index(distinct)).astype(np.int64)
    columns = ["paragraph", "sentence", *(["entity_id"] if "entity_id" in rows else [])]
    placed = rows[columns].assign(article=numbers[codes])
    placed = placed[placed["article"] >= 0].reset_index(drop=True)
    return placed.assign(counted=kept["counted"].to_numpy(dtype=bool)[placed["article"]])


def entity_counts(selection: Selection) -> pd.DataFrame:
    """One row per entity: mentions, sentences, articles (raw: copies included), first and last date, country."""
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
        }
    )


def edge_counts(
    selection: Selection, *, window: str = "sentence", min_articles: int = 1, min_sentences: int = 0
) -> pd.DataFrame:
    """One row per pair of entities that share a window, with counts and measures, sorted by source and target.

    `sentences` and `articles` are those in which both occur, whatever the window, `first_date` and `last_date` the
    dates of these articles. `weight` counts the windows with both; for `sentences:N`, whose windows overlap, divided
    by N, so that a shared sentence counts 1 whatever the window. NPMI, LLR, p and Jaccard are over the same windows,
    q over all pairs before `min_articles` and `min_sentences` choose among them.

    Args:
        selection: what `select` chose.
        window: what two names must share (see `Settings`).
        min_articles: pairs in fewer articles are no edges.
        min_sentences: pairs in fewer common sentences are no edges.
    """
    counted = selection.mentions[selection.mentions["counted"]]
    matrix = _window_matrix(counted, window, len(selection.entities))
    pairs = count_pairs(matrix)
    total, width = _total_windows(selection, window)
    windows = _column_sums(matrix)
    articles, first, last = _articles_and_dates(selection, pairs)
    sentences = pairs.count if window == "sentence" else _shared_sentences(selection, pairs, counted=True)
    keep = (articles >= min_articles) & (sentences >= min_sentences)
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


def measure(pairs: Pairs, windows: Ints, total: int, width: int = 1) -> dict[str, NDArray[np.float64]]:
    """Weight, npmi, llr and jaccard of the pairs.

    Args:
        pairs: pairs with the number of windows they share.
        windows: windows that each entity occurs in, shape (entities,).
        total: windows of the corpus, those without any name included.
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
    """p_value and q_value of the pairs, of all pairs that their entities could make.

    Arguments as for `measure`. Overlapping windows are no independent trials: their counts are divided by `width` and
    rounded so that the pair gains nothing.
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
    """Incidence of entities in articles that are counted, or in their copies; shape (articles, entities)."""
    mentions = selection.mentions[selection.mentions["counted"] == counted]
    shape = (len(selection.articles), len(selection.entities))
    return incidence(mentions["article"].to_numpy(), mentions["entity"].to_numpy(), shape=shape)


def _total_windows(selection: Selection, window: str) -> tuple[int, int]:
    """Number of windows in the counted articles, and how many each sentence lies in."""
    places = pd.concat([selection.sentences, selection.mentions])
    keys, width = window_keys(*_columns(places[places["counted"]]), window=window)
    return len(pd.unique(keys)), width


def _columns(places: pd.DataFrame) -> tuple[Ints, Ints, Ints]:
    article, paragraph, sentence = (places[column].to_numpy(dtype=np.int64) for column in PLACE)
    return article, paragraph, sentence


def _column_sums(matrix: Matrix) -> Ints:
    return np.bincount(matrix.indices, minlength=matrix.shape[1])


def _shared_sentences(selection: Selection, pairs: Pairs, *, counted: bool) -> Ints:
    mentions = selection.mentions[selection.mentions["counted"] == counted]
    return count_shared(_window_matrix(mentions, "sentence", len(selection.entities)), pairs)


def _articles_and_dates(selection: Selection, pairs: Pairs) -> tuple[Ints, NDArray[np.object_], NDArray[np.object_]]:
    """Articles in which both occur, and the first and last of their dates; each of shape (pairs,)."""
    size = len(pairs.source)
    ranks = DateRanks.of(_objects(selection.articles["date"]))
    articles, first, last = np.zeros(size, dtype=np.int64), ranks.no_first(size), ranks.no_last(size)
    for numbers, rows in shared_rows(article_matrix(selection, counted=True), pairs):
        np.add.at(articles, numbers, 1)
        np.minimum.at(first, numbers, ranks.first[rows])
        np.maximum.at(last, numbers, ranks.last[rows])
    return articles, ranks.by_first[first], ranks.by_last[last]


def _date_range(
    selection: Selection, items: Ints, articles: Ints, *, size: int
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """First and last date per item over (item, article) pairs."""
    ranks = DateRanks.of(_objects(selection.articles["date"]))
    first, last = ranks.no_first(size), ranks.no_last(size)
    np.minimum.at(first, items, ranks.first[articles])
    np.maximum.at(last, items, ranks.last[articles])
    return ranks.by_first[first], ranks.by_last[last]
