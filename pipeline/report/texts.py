"""The sentences in the report: evidence of edges and numbers first, then whole articles while there is room."""

from bisect import bisect
from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.parquet import iter_tuples, rounded
from pipeline.report.embedded_json import to_json
from pipeline.settings import LABELS

SentenceKey = tuple[str, int]  # article_id and number of the sentence in it
Pair = tuple[str, str]  # two entity_ids, sorted
KINDS = ("cardinal", "ordinal", "percent", "money", "quantity", "date", "time", "score")
_MAX_EVIDENCE = 5  # sentences per edge
_MAX_NUMBERS = 12  # per entity
NUMBER = (
    "start end kind value value_max edtf edtf_max unit approx noun entity_id value_2 attributed_to_id relative".split()
)
_SENTENCES = 1 << 32  # more than any article has


def pair_sentences(mentions: pd.DataFrame, pairs: Iterable[Pair], window: str) -> dict[Pair, list[SentenceKey]]:
    """The sentences that name both of each pair; per article without one, the nearest two within the window."""
    found: dict[Pair, list[SentenceKey]] = {pair: [] for pair in pairs}
    named = mentions[mentions["entity_id"].isin({entity_id for pair in found for entity_id in pair})]
    columns = ["article_id", "paragraph", "sentence", "entity_id"]
    ordered = iter_tuples(named[columns].drop_duplicates().sort_values(columns))
    for article_id, group in groupby(ordered, key=attrgetter("article_id")):
        named_in: dict[str, dict[int, int]] = defaultdict(dict)
        for row in group:
            named_in[row.entity_id][row.sentence] = row.paragraph
        # a list of 3,000 names has millions of pairs, of which few are edges
        few = len(named_in) * (len(named_in) - 1) // 2 < len(found)
        wanted = combinations(sorted(named_in), 2) if few else iter(found)
        for pair in wanted:
            if pair in found and pair[0] in named_in and pair[1] in named_in:
                together = _together(named_in[pair[0]], named_in[pair[1]], window)
                found[pair] += [(article_id, sentence) for sentence in together]
    return found


def _together(first: Mapping[int, int], second: Mapping[int, int], window: str) -> list[int]:
    """Sentence numbers of a pair in one article; `first` and `second` map sentence to paragraph for each entity."""
    both = sorted(first.keys() & second.keys())
    if both or window == "sentence":
        return both
    reach = int(window.partition(":")[2] or 0)
    others = sorted(second)
    near = [
        (abs(a - b), a, b)
        for a in first
        for b in others[max(bisect(others, a) - 1, 0) : bisect(others, a) + 1]  # a book has thousands: neighbours only
        if window == "document" or (abs(a - b) < reach if reach else first[a] == second[b])
    ]
    return sorted(min(near)[1:]) if near else []


def evidence_sentences(shared: Mapping[Pair, list[SentenceKey]]) -> Iterator[SentenceKey]:
    """Yield the first sentence of every edge, then the second: strong edges must not crowd out weak ones."""
    for turn in range(_MAX_EVIDENCE):
        for found in shared.values():
            yield from found[turn : turn + 1]


def number_sentences(numbers: pd.DataFrame, entity_ids: Collection[str]) -> Iterator[SentenceKey]:
    """Yield the first sentences with a number about each entity; dates, times and ordinals come last."""
    about = numbers[numbers["entity_id"].isin(entity_ids)]
    minor = about["kind"].isin(["date", "time", "ordinal"])
    about = about.assign(minor=minor).sort_values(["minor", "article_id", "start"], kind="stable")
    first = about.groupby("entity_id").head(_MAX_NUMBERS).groupby("entity_id")
    groups = {str(entity_id): group for entity_id, group in first}
    for entity_id in entity_ids:
        if entity_id in groups:
            yield from zip(groups[entity_id]["article_id"], groups[entity_id]["sentence"], strict=True)


class Texts:
    """Sentences with their names and numbers, added while there is room.

    Args:
        tables: the tables of a run.
        number_of: index of each entity in the page's data.
        articles: ids of the articles that the page lists; sentences of other articles are not added.
        room: bytes of JSON.
    """

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], number_of: Mapping[str, int], *, articles: Iterable[str], room: int
    ) -> None:
        self._number_of = number_of
        self._articles = frozenset(articles)
        self._sentences = _SentenceRows(tables["sentences"], ["sentence", "paragraph", "start", "text"])
        self._mentions = _SentenceRows(tables["mentions"], ["start", "end", "label", "entity_id"])
        self._numbers = _SentenceRows(tables["numbers"], NUMBER)
        self._room = self._left = room
        self._carried: dict[SentenceKey, list[Any]] = {}

    def carry(self, keys: Iterable[SentenceKey], *, share: float) -> None:
        """Add sentences until `share` of the whole room is used."""
        for key in keys:
            if self._left < self._room * (1 - share):
                return
            self._add([key])

    def carry_articles(self, article_ids: Iterable[str]) -> None:
        """Add whole articles; one that does not fit is skipped, a smaller one may follow."""
        for article_id in article_ids:
            if self._left < 1_000:
                return
            self._add(self._sentences.of(article_id))

    def rows(self, article_ids: Iterable[str]) -> list[list[Any]]:
        """One row per article with a carried sentence: its index, 1 if it is complete, its sentences."""
        found: dict[str, list[Any]] = defaultdict(list)
        for key in sorted(self._carried):
            found[key[0]].append(self._carried[key])
        return [
            [number, int(len(found[name]) == len(self._sentences.of(name))), found[name]]
            for number, name in enumerate(article_ids)
            if name in found
        ]

    def counts(self) -> dict[str, int]:
        """Count the sentences, numbers and complete articles carried."""
        found: dict[str, int] = defaultdict(int)
        for key in self._carried:
            found[key[0]] += 1
        complete = sum(count == len(self._sentences.of(name)) for name, count in found.items())
        numbers = sum(len(row[4]) for row in self._carried.values() if len(row) > 4)
        return {"sentences": len(self._carried), "numbers": numbers, "articles_complete": complete}

    def _add(self, keys: list[SentenceKey]) -> None:
        """Add all these sentences, or none if they do not fit."""
        missing = [key for key in keys if key[0] in self._articles and key not in self._carried]
        wanted = [(key, self._sentences.at(key)) for key in missing]
        new = {key: self._row(key, found[0]) for key, found in wanted if found}
        cost = sum(len(to_json(row).encode("utf-8", "backslashreplace")) + 1 for row in new.values())
        if cost + 30 <= self._left:
            self._carried.update(new)
            self._left -= cost + 30

    def _row(self, key: SentenceKey, sentence: Any) -> list[Any]:
        start = sentence.start
        names: list[int] = []
        for mention in self._mentions.at(key):
            number = self._number_of.get(mention.entity_id, -1 - LABELS.index(mention.label))
            names += [mention.start - start, mention.end - start, number]
        numbers = [self._number_row(number, start) for number in self._numbers.at(key)]
        row = [sentence.sentence, sentence.paragraph, sentence.text, names, numbers]
        return row if numbers else row[:4]

    def _number_row(self, number: Any, start: int) -> list[Any]:
        low = number.edtf if isinstance(number.edtf, str) else number.value
        if number.kind == "score":
            low = f"{number.value:g}:{number.value_2:g}"
        high = number.edtf_max if isinstance(number.edtf_max, str) else number.value_max
        about, source = (self._number_of.get(entity) for entity in (number.entity_id, number.attributed_to_id))
        row = rounded(
            [low, high, number.approx, number.unit, number.noun, about, source, 1 if number.relative else None],
            digits=12,
        )
        while row and row[-1] is None:
            row.pop()
        return [number.start - start, number.end - start, KINDS.index(number.kind), *row]


class _SentenceRows:
    """Some columns of a table, with its rows indexed by sentence.

    Rows are read from Arrow arrays on demand: as Python objects, a large corpus would not fit into memory.
    """

    def __init__(self, table: pd.DataFrame, columns: list[str]) -> None:
        codes, articles = pd.factorize(table["article_id"], sort=True)
        order = np.lexsort((table["start"].to_numpy(), codes))
        self._code_of = {str(article): code for code, article in enumerate(articles)}
        self._keys = (codes.astype(np.int64) * _SENTENCES + table["sentence"].to_numpy())[order]
        self._order = order
        # Arrow, because reading single cells from pandas takes five times as long
        self._columns = [pa.array(table[name], from_pandas=True) for name in columns]
        self._row: Any = namedtuple("Row", columns)  # type: ignore[misc]  # columns vary

    def of(self, article_id: str) -> list[SentenceKey]:
        """The sentences of an article that have rows, in order."""
        code = self._code_of.get(article_id)
        if code is None:
            return []
        low, high = np.searchsorted(self._keys, [code * _SENTENCES, (code + 1) * _SENTENCES])
        return [(article_id, int(key % _SENTENCES)) for key in np.unique(self._keys[low:high])]

    def at(self, sentence: SentenceKey) -> list[Any]:
        """The rows of a sentence, in order of position."""
        code = self._code_of.get(sentence[0])
        if code is None:
            return []
        key = code * _SENTENCES + sentence[1]
        low, high = np.searchsorted(self._keys, [key, key + 1])
        rows = self._order[low:high].tolist()
        return [self._row(*(column[row].as_py() for column in self._columns)) for row in rows]
