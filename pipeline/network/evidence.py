"""What stands behind an edge, a path or a figure: sentences with article, date and offsets."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.edtf import DateRanks
from pipeline.errors import UnknownNameError, unknown_value
from pipeline.network.cooccurrence import Ints, Matrix, Pairs, incidence, shared_rows, window_units
from pipeline.network.selection import DEFAULT_OPTIONS, CorpusTables, NetworkOptions, select_articles

ARTICLES_PER_EDGE = 5
EXCERPT = 200
"""Characters of a sentence that an edge shows in a graph file."""

EXCERPTS = 10
"""Characters of excerpts in a graph file, for each character of text: 0.9 in the 998 articles of Wikinews, but the
lines of a list of names would be repeated for each pair of them."""

MIN_EXCERPTS = 100_000
"""Characters of excerpts that a graph file may hold however small the corpus."""

EXAMPLE = ["example", "example_article", "example_sentence", "example_start", "example_end"]
Span = tuple[int, int]
PLACE = ["article_id", "paragraph", "sentence"]


def edge_sentences(tables: CorpusTables, a_id: str, b_id: str, *, window: str = "sentence") -> pd.DataFrame:
    """The sentences behind an edge, in order of time; copies of an article are shown with their `duplicate_of`.

    One row per sentence of a shared window that names at least one of the two: article_id, title, date,
    duplicate_of, paragraph, sentence, start, end, text; a_start … b_end are the spans of the first mention of each,
    missing where the sentence names only the other (never in the window `sentence`).

    Raises:
        UnknownNameError: if an entity is not mentioned at all.
    """
    a, b = (_first_spans(tables.mentions, entity_id, side) for entity_id, side in ((a_id, "a"), (b_id, "b")))
    places = pd.concat([_sharing(a[PLACE], b[PLACE], window), _sharing(b[PLACE], a[PLACE], window)]).drop_duplicates()
    spans = places.merge(a, on=PLACE, how="left").merge(b, on=PLACE, how="left")
    return _with_context(spans, tables.sentences, tables.articles)


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


def path_sentences(tables: CorpusTables, path: Sequence[str], *, window: str = "sentence") -> pd.DataFrame:
    """The sentences along a path of entities: `edge_sentences` of each step, with step (from 0), a_id and b_id."""
    steps = [
        edge_sentences(tables, a, b, window=window).assign(step=step, a_id=a, b_id=b)
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
    tables: CorpusTables,
    edges: pd.DataFrame,
    options: NetworkOptions = DEFAULT_OPTIONS,
    *,
    exclusions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Sample the little evidence of every edge that fits into a graph file.

    Args:
        tables: the tables of the corpus.
        edges: source, target of the edges.
        options: window and dates, as for the edges.
        exclusions: the windows that are no evidence of a link (see `counts.list_windows`).

    Returns:
        source, target, article_ids (list: the first five articles with a shared window), example (an excerpt of the
        first sentence that names both, missing without one), and where it stands: example_article, example_sentence,
        example_start, example_end; one row per edge, in the order of `edges`. Excerpts of sentences with many names
        are missing where all of them would be more than `EXCERPTS` characters for each one of text.
    """
    window, mentions = options.window, tables.mentions
    kept = select_articles(tables.articles, date_from=options.date_from, date_to=options.date_to)
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
    windows = _Windows.of(placed, window, len(ids), _listed(exclusions, kept, window))
    article_ids = _first_articles(windows, kept, pairs)
    examples = _examples(placed[windows.allowed], kept, tables.sentences, pairs, len(ids))
    back = np.argsort(order)
    found = examples.assign(article_ids=article_ids).iloc[back].reset_index(drop=True)
    ends = edges[["source", "target"]].reset_index(drop=True)
    return ends.join(found)[["source", "target", "article_ids", *EXAMPLE]]


def _pairs(edges: pd.DataFrame, ids: "pd.Index[str]") -> tuple[Pairs, Ints]:
    """The edges as sorted pairs of numbers, and the edge that each pair is."""
    source, target = (ids.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    order = np.lexsort((target, source)).astype(np.int64)
    return Pairs(source[order], target[order], np.zeros(len(order), dtype=np.int64)), order


def _listed(exclusions: pd.DataFrame | None, kept: pd.DataFrame, window: str) -> tuple[Ints, Ints]:
    """Row number of the article, and number within it, of each window that is no evidence."""
    if exclusions is None or exclusions.empty:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    articles = pd.Index(kept["article_id"]).get_indexer(pd.Index(exclusions["article_id"])).astype(np.int64)
    paragraph, sentence = (exclusions[name].fillna(0).to_numpy(dtype=np.int64) for name in ("paragraph", "sentence"))
    units, width = window_units(paragraph, sentence, window=window)
    # the last block: the table names a sliding window by its first sentence, window_units by its last
    return articles[articles >= 0], units[len(articles) * (width - 1) :][articles >= 0]


@dataclass(frozen=True, slots=True, eq=False)
class _Windows:
    """The windows that are evidence, in order of time.

    Attributes:
        matrix: which entity (column) each window (row) names.
        article: row number of each window's article.
        allowed: of each mention, whether any window of it is evidence.
    """

    matrix: Matrix
    article: Ints
    allowed: NDArray[np.bool_]

    @classmethod
    def of(cls, placed: pd.DataFrame, window: str, entities: int, listed: tuple[Ints, Ints]) -> "_Windows":
        """The windows of the placed mentions without those listed by article and number within it."""
        article, paragraph, sentence = (
            placed[column].to_numpy(dtype=np.int64) for column in ("article", "paragraph", "sentence")
        )
        units, width = window_units(paragraph, sentence, window=window)
        step = int(max(units.max(initial=0), listed[1].max(initial=0))) + 1
        keys = np.tile(article, width) * step + units
        allowed = ~np.isin(keys, listed[0] * step + listed[1])
        distinct, first, rows = np.unique(keys[allowed], return_index=True, return_inverse=True)
        entity = np.tile(placed["entity"].to_numpy(), width)[allowed]
        matrix = incidence(rows, entity, shape=(len(distinct), entities))
        some = np.logical_or.reduce(allowed.reshape(width, len(placed)), axis=0)
        return cls(matrix, np.tile(article, width)[allowed][first], np.asarray(some, dtype=np.bool_))


def _first_articles(windows: _Windows, kept: pd.DataFrame, pairs: Pairs) -> "pd.Series[Any]":
    found: list[list[str]] = [[] for _ in range(len(pairs.source))]
    names = kept["article_id"].tolist()
    for numbers, rows in shared_rows(windows.matrix, pairs):
        seen = pd.DataFrame({"pair": numbers, "article": windows.article[rows]}).drop_duplicates()
        seen = seen.sort_values(["pair", "article"], kind="stable")
        seen = seen[seen.groupby("pair").cumcount() < ARTICLES_PER_EDGE]
        for pair, article in zip(seen["pair"].tolist(), seen["article"].tolist(), strict=True):
            found[pair].append(names[article])
    return pd.Series(found, dtype=object)


def _examples(
    placed: pd.DataFrame, kept: pd.DataFrame, sentences: pd.DataFrame, pairs: Pairs, entities: int
) -> pd.DataFrame:
    """The first sentence with each pair: its place, and an excerpt as far as there is room."""
    columns = ("article", "sentence", "entity", "start", "end")
    article, sentence, entity, start, end = (placed[name].to_numpy(dtype=np.int64) for name in columns)
    _, at, rows = np.unique(article * (sentence.max(initial=0) + 1) + sentence, return_index=True, return_inverse=True)
    matrix = incidence(rows, entity, shape=(len(at), entities))
    first = np.full(len(pairs.source), len(at), dtype=np.int64)
    for numbers, shared in shared_rows(matrix, pairs):
        np.minimum.at(first, numbers, shared)
    shown = np.flatnonzero(first < len(at))
    place = pd.DataFrame(
        {
            "article_id": kept["article_id"].to_numpy()[article[at[first[shown]]]],
            "sentence": sentence[at[first[shown]]],
            "names": np.diff(matrix.indptr)[first[shown]],
        }
    )
    order = np.lexsort((start, entity, rows))
    spots = rows[order] * np.int64(entities) + entity[order]
    for side, ends in (("a", pairs.source), ("b", pairs.target)):
        spot = order[np.searchsorted(spots, first[shown] * np.int64(entities) + ends[shown])]
        place[f"{side}_start"], place[f"{side}_end"] = start[spot], end[spot]
    texts = sentences[["article_id", "sentence", "text", "start", "end"]]
    found = place.merge(texts, on=["article_id", "sentence"], how="left").set_index(shown)
    room = max(EXCERPTS * int((sentences["end"] - sentences["start"]).sum()), MIN_EXCERPTS)
    return _with_excerpts(found, room).reindex(range(len(first)))


def _with_excerpts(places: pd.DataFrame, room: int) -> pd.DataFrame:
    """The examples at these places; those of sentences with the fewest names have their excerpts first."""
    sizes = (places["end"] - places["start"]).clip(upper=EXCERPT).to_numpy()
    order = np.argsort(places["names"].to_numpy(), kind="stable")
    fits = np.empty(len(places), dtype=bool)
    fits[order] = np.cumsum(sizes[order]) <= room
    columns = ("text", "start", "a_start", "a_end", "b_start", "b_end")
    excerpts: list[str | None] = []
    spans: list[Span] = []
    rows = zip(*(places[name].tolist() for name in columns), fits.tolist(), strict=True)
    for text, start, a, a_end, b, b_end, fit in rows:
        shown, low, high = excerpt(text, (a - start, a_end - start), (b - start, b_end - start))
        excerpts.append(shown if fit else None)
        spans.append((start + low, start + high))
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    return pd.DataFrame(
        {
            "example": pd.Series(excerpts, dtype=object, index=places.index),
            "example_article": places["article_id"],
            "example_sentence": places["sentence"].astype("Int64"),
            "example_start": pd.Series(starts, dtype="Int64", index=places.index),
            "example_end": pd.Series(ends, dtype="Int64", index=places.index),
        }
    )


def excerpt(text: str, first: Span, second: Span, *, limit: int = EXCERPT) -> tuple[str, int, int]:
    """One line of at most about `limit` characters around two spans of a sentence, and where it begins and ends in it.

    What is left out is marked by `…`; names are cut only if they alone exceed the limit.
    """
    if len(text) <= limit:
        return " ".join(text.split()), 0, len(text)
    low, high = sorted((first, second))
    end = max(first[1], second[1])
    if end - low[0] <= limit:
        parts = [_widened(text, low[0], end, limit)]
    else:
        parts = [_widened(text, start, min(stop, start + limit // 2), limit // 2) for start, stop in (low, high)]
    shown = "…".join(" ".join(text[start:stop].split()) for start, stop in parts)
    return f"{'…' * (parts[0][0] > 0)}{shown}{'…' * (parts[-1][1] < len(text))}", parts[0][0], parts[-1][1]


def _widened(text: str, start: int, end: int, limit: int) -> Span:
    """A span with as much before as after it, `limit` characters in all, and whole words at its borders."""
    spare = limit - (end - start)
    low = max(start - spare // 2, 0)
    high = min(low + limit, len(text))
    low = max(high - limit, 0)
    while 0 < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < len(text) and not text[high].isspace():
        high -= 1
    return low, high
