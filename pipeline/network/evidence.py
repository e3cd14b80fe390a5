"""The evidence of an edge, a path or a figure: sentences with article, date and offsets."""

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
from pipeline.translations import _

MAX_ARTICLES_PER_EDGE = 5
MAX_EXCERPT = 200
"""Maximum characters of a sentence that an edge shows in a graph file."""

MAX_EXCERPT_RATIO = 10
"""Maximum characters of excerpts in a graph file per character of text. It is 0.9 in 998 articles of Wikinews, but
without a limit a line that lists names would be repeated for each pair of them."""

MIN_EXCERPT_ROOM = 100_000
"""Characters of excerpts that a graph file may always hold, however small the corpus."""

EXAMPLE = ["example", "example_article", "example_sentence", "example_start", "example_end"]
Span = tuple[int, int]
POSITION = ["article_id", "paragraph", "sentence"]


def edge_sentences(tables: CorpusTables, a_id: str, b_id: str, *, window: str = "sentence") -> pd.DataFrame:
    """Collect the sentences behind an edge in order of time; copies of an article are marked by `duplicate_of`.

    One row per sentence of a shared window that names at least one of the two: article_id, title, date,
    duplicate_of, paragraph, sentence, start, end, text; a_start … b_end are the spans of the first mention of each,
    missing if the sentence names only the other (never with the window `sentence`).

    Raises:
        UnknownNameError: if an entity is not mentioned at all.
    """
    a, b = (_first_spans(tables.mentions, entity_id, side) for entity_id, side in ((a_id, "a"), (b_id, "b")))
    positions = pd.concat(
        [_sharing(a[POSITION], b[POSITION], window), _sharing(b[POSITION], a[POSITION], window)]
    ).drop_duplicates()
    spans = positions.merge(a, on=POSITION, how="left").merge(b, on=POSITION, how="left")
    return _with_context(spans, tables.sentences, tables.articles)


def _first_spans(mentions: pd.DataFrame, entity_id: str, side: str) -> pd.DataFrame:
    found = mentions.loc[mentions["entity_id"] == entity_id, [*POSITION, "start", "end"]]
    if found.empty:
        raise UnknownNameError(unknown_value(_("entity"), entity_id, sorted(mentions["entity_id"].dropna().unique())))
    first = found.sort_values("start").drop_duplicates(POSITION)
    spans = {"start": f"{side}_start", "end": f"{side}_end"}
    return first.rename(columns=spans).astype(dict.fromkeys(spans.values(), "Int64"))


def _sharing(positions: pd.DataFrame, others: pd.DataFrame, window: str) -> pd.DataFrame:
    """Find the positions that share a window with one of the others, without a table of all pairs of positions."""
    if window in ("document", "paragraph"):
        keys = ["article_id"] if window == "document" else ["article_id", "paragraph"]
    else:
        keys = ["article_id", "sentence"]
        width = int(window.partition(":")[2] or 1)
        others = pd.concat([others.assign(sentence=others["sentence"] + shift) for shift in range(1 - width, width)])
    return positions.merge(others[keys].drop_duplicates(), on=keys)


def _with_context(rows: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Join the rows with their sentence and article, in order of date, article and sentence."""
    about = articles[["article_id", "title", "date", "duplicate_of"]]
    placed = rows.merge(about, on="article_id", how="left")
    placed = placed.merge(sentences[[*POSITION, "start", "end", "text"]], on=POSITION, how="left")
    ranks = DateRanks.of(placed["date"])
    placed = placed.assign(rank=ranks.first).sort_values(["rank", "article_id", "sentence"], kind="stable")
    context = ["article_id", "title", "date", "duplicate_of", "paragraph", "sentence", "start", "end", "text"]
    own = [column for column in rows.columns if column not in context]
    return placed[[*context, *own]].reset_index(drop=True)


def path_sentences(tables: CorpusTables, path: Sequence[str], *, window: str = "sentence") -> pd.DataFrame:
    """Collect the sentences of each step of a path as `edge_sentences` does, with step (from 0), a_id and b_id."""
    steps = [
        edge_sentences(tables, a, b, window=window).assign(step=step, a_id=a, b_id=b)
        for step, (a, b) in enumerate(pairwise(path))
    ]
    return pd.concat(steps, ignore_index=True) if steps else pd.DataFrame()


NUMBER_COLUMNS = [
    *("kind", "value", "value_max", "edtf", "edtf_max", "unit", "approx", "noun", "entity_id"),
    *("relative", "value_2", "attributed_to", "attributed_to_id"),
]


def entity_numbers(
    numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, entity_id: str
) -> pd.DataFrame:
    """Collect the numbers reported about an entity in order of time, with their sentence and article.

    `number_start`, `number_end` and `number` are the span and text of the number; other columns are as in `numbers`.
    """
    return _number_rows(numbers[numbers["entity_id"] == entity_id], sentences, articles)


def edge_numbers(
    numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, evidence: pd.DataFrame
) -> pd.DataFrame:
    """Collect the numbers in the sentences behind an edge (from `edge_sentences`) as `entity_numbers` does."""
    behind = evidence[POSITION].drop_duplicates()
    return _number_rows(numbers.merge(behind, on=POSITION), sentences, articles)


def _number_rows(numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    ordered = numbers.sort_values(["article_id", "start"])
    renamed = ordered.rename(columns={"start": "number_start", "end": "number_end", "text": "number"})
    columns = [*POSITION, "number_start", "number_end", "number", *NUMBER_COLUMNS]
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
        exclusions: windows that are not evidence of a link (see `counts.list_windows`).

    Returns:
        One row per edge, in the order of `edges`: source, target, article_ids (list: the first five articles with a
        shared window), example (an excerpt of the first sentence that names both, or missing), and its location:
        example_article, example_sentence, example_start, example_end. If all excerpts would be more than
        `MAX_EXCERPT_RATIO` times as long as the text, those of sentences with most names are left out.
    """
    found = Evidence.of(tables, edges, options, exclusions=exclusions)
    kept, pairs = found.articles, found.pairs
    article_ids = _first_articles(found.windows, kept, pairs)
    named = found.mentions[found.windows.allowed]
    examples = _examples(named, kept, tables.sentences, pairs, len(found.ids))
    back = np.argsort(found.order)
    rows = examples.assign(article_ids=article_ids).iloc[back].reset_index(drop=True)
    ends = edges[["source", "target"]].reset_index(drop=True)
    return ends.join(rows)[["source", "target", "article_ids", *EXAMPLE]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Evidence:
    """Where the ends of edges are named, with numbers for identifiers.

    Attributes:
        articles: the counted articles in order of time.
        ids: entity_id of the ends.
        pairs: the edges as sorted pairs of numbers in `ids`.
        order: row number in the table of edges of each pair.
        mentions: mentions of the ends, with their `article` and `entity` as numbers.
        windows: the windows that are evidence.
    """

    articles: pd.DataFrame
    ids: "pd.Index[str]"
    pairs: Pairs
    order: Ints
    mentions: pd.DataFrame
    windows: "Windows"

    @classmethod
    def of(
        cls,
        tables: CorpusTables,
        edges: pd.DataFrame,
        options: NetworkOptions = DEFAULT_OPTIONS,
        *,
        exclusions: pd.DataFrame | None = None,
    ) -> "Evidence":
        """Find the mentions and windows behind these edges; arguments as for `sample_evidence`."""
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
        windows = Windows.of(placed, window, len(ids), _listed(exclusions, kept, window))
        return cls(articles=kept, ids=ids, pairs=pairs, order=order, mentions=placed, windows=windows)


def _pairs(edges: pd.DataFrame, ids: "pd.Index[str]") -> tuple[Pairs, Ints]:
    """Number the ends of the edges and sort them as pairs; the second array holds the edge of each pair."""
    source, target = (ids.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    order = np.lexsort((target, source)).astype(np.int64)
    return Pairs(source[order], target[order], np.zeros(len(order), dtype=np.int64)), order


def _listed(exclusions: pd.DataFrame | None, kept: pd.DataFrame, window: str) -> tuple[Ints, Ints]:
    """Return the row number of the article, and the number within it, of each window that is not evidence."""
    if exclusions is None or exclusions.empty:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    articles = pd.Index(kept["article_id"]).get_indexer(pd.Index(exclusions["article_id"])).astype(np.int64)
    paragraph, sentence = (exclusions[name].fillna(0).to_numpy(dtype=np.int64) for name in ("paragraph", "sentence"))
    units, width = window_units(paragraph, sentence, window=window)
    # the last block: `exclusions` identifies a sliding window by its first sentence, `window_units` by its last
    return articles[articles >= 0], units[len(articles) * (width - 1) :][articles >= 0]


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """The windows that are evidence, in order of time.

    Attributes:
        matrix: which entity (column) each window (row) names.
        article: row number of each window's article.
        allowed: whether any window of each mention is evidence.
        row: window of each mention, once per window that it lies in.
        mention: number of that mention, likewise.
    """

    matrix: Matrix
    article: Ints
    allowed: NDArray[np.bool_]
    row: Ints
    mention: Ints

    @classmethod
    def of(cls, placed: pd.DataFrame, window: str, entities: int, listed: tuple[Ints, Ints]) -> "Windows":
        """Build the windows of the mentions without those listed by article and number within it."""
        article, paragraph, sentence = (
            placed[column].to_numpy(dtype=np.int64) for column in ("article", "paragraph", "sentence")
        )
        units, width = window_units(paragraph, sentence, window=window)
        step = int(max(units.max(initial=0), listed[1].max(initial=0))) + 1
        keys = np.tile(article, width) * step + units
        allowed = ~np.isin(keys, listed[0] * step + listed[1])
        distinct, first, rows = np.unique(keys[allowed], return_index=True, return_inverse=True)
        mention = np.tile(np.arange(len(placed)), width)[allowed]
        matrix = incidence(rows, placed["entity"].to_numpy()[mention], shape=(len(distinct), entities))
        some = np.logical_or.reduce(allowed.reshape(width, len(placed)), axis=0)
        return cls(matrix, article[mention[first]], np.asarray(some, dtype=np.bool_), rows, mention)


def _first_articles(windows: Windows, kept: pd.DataFrame, pairs: Pairs) -> "pd.Series[Any]":
    found: list[list[str]] = [[] for _ in range(len(pairs.source))]
    names = kept["article_id"].tolist()
    for numbers, rows in shared_rows(windows.matrix, pairs):
        seen = pd.DataFrame({"pair": numbers, "article": windows.article[rows]}).drop_duplicates()
        seen = seen.sort_values(["pair", "article"], kind="stable")
        seen = seen[seen.groupby("pair").cumcount() < MAX_ARTICLES_PER_EDGE]
        for pair, article in zip(seen["pair"].tolist(), seen["article"].tolist(), strict=True):
            found[pair].append(names[article])
    return pd.Series(found, dtype=object)


def _examples(
    placed: pd.DataFrame, kept: pd.DataFrame, sentences: pd.DataFrame, pairs: Pairs, entities: int
) -> pd.DataFrame:
    """Find the first sentence with each pair: its position, and an excerpt as long as there is room."""
    columns = ("article", "sentence", "entity", "start", "end")
    article, sentence, entity, start, end = (placed[name].to_numpy(dtype=np.int64) for name in columns)
    _, at, rows = np.unique(article * (sentence.max(initial=0) + 1) + sentence, return_index=True, return_inverse=True)
    matrix = incidence(rows, entity, shape=(len(at), entities))
    first = np.full(len(pairs.source), len(at), dtype=np.int64)
    for numbers, shared in shared_rows(matrix, pairs):
        np.minimum.at(first, numbers, shared)
    shown = np.flatnonzero(first < len(at))
    position = pd.DataFrame(
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
        position[f"{side}_start"], position[f"{side}_end"] = start[spot], end[spot]
    texts = sentences[["article_id", "sentence", "text", "start", "end"]]
    found = position.merge(texts, on=["article_id", "sentence"], how="left").set_index(shown)
    room = max(MAX_EXCERPT_RATIO * int((sentences["end"] - sentences["start"]).sum()), MIN_EXCERPT_ROOM)
    return _with_excerpts(found, room).reindex(range(len(first)))


def _with_excerpts(positions: pd.DataFrame, room: int) -> pd.DataFrame:
    """Excerpt the sentences at these positions, those with the fewest names first, until the room is used up."""
    sizes = (positions["end"] - positions["start"]).clip(upper=MAX_EXCERPT).to_numpy()
    order = np.argsort(positions["names"].to_numpy(), kind="stable")
    fits = np.empty(len(positions), dtype=bool)
    fits[order] = np.cumsum(sizes[order]) <= room
    columns = ("text", "start", "a_start", "a_end", "b_start", "b_end")
    excerpts: list[str | None] = []
    spans: list[Span] = []
    rows = zip(*(positions[name].tolist() for name in columns), fits.tolist(), strict=True)
    for text, start, a, a_end, b, b_end, fit in rows:
        shown, low, high = excerpt(text, (a - start, a_end - start), (b - start, b_end - start))
        excerpts.append(shown if fit else None)
        spans.append((start + low, start + high))
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    return pd.DataFrame(
        {
            "example": pd.Series(excerpts, dtype=object, index=positions.index),
            "example_article": positions["article_id"],
            "example_sentence": positions["sentence"].astype("Int64"),
            "example_start": pd.Series(starts, dtype="Int64", index=positions.index),
            "example_end": pd.Series(ends, dtype="Int64", index=positions.index),
        }
    )


def excerpt(text: str, first: Span, second: Span, *, limit: int = MAX_EXCERPT) -> tuple[str, int, int]:
    """Cut one line of about `limit` characters around two spans of a sentence; also return its start and end.

    Omissions are marked by `…`; names are cut only if they alone exceed the limit.
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
    """Widen a span evenly on both sides to `limit` characters, with whole words at its borders."""
    spare = limit - (end - start)
    low = max(start - spare // 2, 0)
    high = min(low + limit, len(text))
    low = max(high - limit, 0)
    while 0 < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < len(text) and not text[high].isspace():
        high -= 1
    return low, high
