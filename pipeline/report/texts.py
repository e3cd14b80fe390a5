"""Which sentences the report carries: the evidence of edges and figures, then whole articles as far as they fit."""

from bisect import bisect
from collections import defaultdict, namedtuple
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.parquet import iter_tuples, rounded
from pipeline.report.embedded_json import to_json
from pipeline.settings import LABELS

Place = tuple[str, int]  # article_id and number of a sentence
Pair = tuple[str, str]  # two entity_ids, sorted
KINDS = ("cardinal", "ordinal", "percent", "money", "quantity", "date", "time")
_EVIDENCE, _FIGURES = 5, 12
NUMBER = "start end kind value value_max edtf edtf_max unit approx noun entity_id".split()
_SENTENCES = 1 << 32  # more than an article has


def pair_places(mentions: pd.DataFrame, pairs: Iterable[Pair], window: str) -> dict[Pair, list[Place]]:
    """The sentences that show each pair together: those naming both, else the nearest two within the window."""
    found: dict[Pair, list[Place]] = {pair: [] for pair in pairs}
    named = mentions[mentions["entity_id"].isin({entity_id for pair in found for entity_id in pair})]
    columns = ["article_id", "paragraph", "sentence", "entity_id"]
    ordered = iter_tuples(named[columns].drop_duplicates().sort_values(columns))
    for article_id, group in groupby(ordered, key=attrgetter("article_id")):
        spots: dict[str, dict[int, int]] = defaultdict(dict)
        for row in group:
            spots[row.entity_id][row.sentence] = row.paragraph
        # a list of 3,000 names has millions of pairs, of which few are edges
        few = len(spots) * (len(spots) - 1) // 2 < len(found)
        wanted = combinations(sorted(spots), 2) if few else iter(found)
        for pair in wanted:
            if pair in found and pair[0] in spots and pair[1] in spots:
                together = _together(spots[pair[0]], spots[pair[1]], window)
                found[pair] += [(article_id, sentence) for sentence in together]
    return found


def _together(first: Mapping[int, int], second: Mapping[int, int], window: str) -> list[int]:
    """Sentence numbers; `first` and `second` give the paragraph of each sentence that names one of the two."""
    both = sorted(first.keys() & second.keys())
    if both or window == "sentence":
        return both
    reach = int(window.partition(":")[2] or 0)
    others = sorted(second)
    near = [
        (abs(a - b), a, b)
        for a in first
        for b in others[
            max(bisect(others, a) - 1, 0) : bisect(others, a) + 1
        ]  # the neighbours: in a book are thousands
        if window == "document" or (abs(a - b) < reach if reach else first[a] == second[b])
    ]
    return sorted(min(near)[1:]) if near else []


def evidence_places(places: Mapping[Pair, list[Place]]) -> Iterator[Place]:
    """The first sentence of every edge, then the second of every edge: strong edges cannot crowd out others."""
    for turn in range(_EVIDENCE):
        for found in places.values():
            yield from found[turn : turn + 1]


def figure_places(numbers: pd.DataFrame, entity_ids: Iterable[str]) -> Iterator[Place]:
    """The first sentences with a figure about each entity; dates and ordinals are the least telling figures."""
    about = numbers[numbers["entity_id"].notna()]
    dull = about["kind"].isin(["date", "time", "ordinal"])
    about = about.assign(dull=dull).sort_values(["dull", "article_id", "start"], kind="stable")
    first = about.groupby("entity_id").head(_FIGURES).groupby("entity_id")
    groups = {str(entity_id): group for entity_id, group in first}
    for entity_id in entity_ids:
        if entity_id in groups:
            yield from zip(groups[entity_id]["article_id"], groups[entity_id]["sentence"], strict=True)


class Texts:
    """Sentences with their names and numbers, taken in as long as there is room.

    Args:
        tables: the tables of a run.
        number_of: the number under which the page knows each entity.
        articles: ids of the articles that the page lists; sentences of others are not taken in.
        room: bytes of JSON.
    """

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], number_of: Mapping[str, int], *, articles: Iterable[str], room: int
    ) -> None:
        self._number_of = number_of
        self._articles = frozenset(articles)
        self._sentences = _Places(tables["sentences"], ["sentence", "paragraph", "start", "text"])
        self._mentions = _Places(tables["mentions"], ["start", "end", "label", "entity_id"])
        self._numbers = _Places(tables["numbers"], NUMBER)
        self._room = self._left = room
        self._carried: dict[Place, list[Any]] = {}

    def carry(self, places: Iterable[Place], *, share: float) -> None:
        """Take in sentences until `share` of the whole room is used."""
        for place in places:
            if self._left < self._room * (1 - share):
                return
            self._take([place])

    def carry_articles(self, article_ids: Iterable[str]) -> None:
        """Take in whole articles as long as they fit."""
        for article_id in article_ids:
            if self._left < 1_000:
                return
            self._take(self._sentences.of(article_id))

    def rows(self, article_ids: Iterable[str]) -> list[list[Any]]:
        """For each article with a carried sentence: its number, whether it is complete, its sentences."""
        found: dict[str, list[Any]] = defaultdict(list)
        for place in sorted(self._carried):
            found[place[0]].append(self._carried[place])
        return [
            [number, int(len(found[name]) == len(self._sentences.of(name))), found[name]]
            for number, name in enumerate(article_ids)
            if name in found
        ]

    def counts(self) -> dict[str, int]:
        """How many sentences, numbers and complete articles are carried."""
        found: dict[str, int] = defaultdict(int)
        for place in self._carried:
            found[place[0]] += 1
        complete = sum(count == len(self._sentences.of(name)) for name, count in found.items())
        numbers = sum(len(row[4]) for row in self._carried.values() if len(row) > 4)
        return {"sentences": len(self._carried), "numbers": numbers, "articles_complete": complete}

    def _take(self, places: list[Place]) -> None:
        wanted = [(place, self._sentences.at(place)) for place in places if self._is_wanted(place)]
        new = {place: self._row(place, found[0]) for place, found in wanted if found}
        cost = sum(len(to_json(row).encode("utf-8", "backslashreplace")) + 1 for row in new.values())
        if cost + 30 <= self._left:
            self._carried.update(new)
            self._left -= cost + 30

    def _is_wanted(self, place: Place) -> bool:
        return place[0] in self._articles and place not in self._carried

    def _row(self, place: Place, sentence: Any) -> list[Any]:
        start = sentence.start
        names: list[int] = []
        for mention in self._mentions.at(place):
            number = self._number_of.get(mention.entity_id, -1 - LABELS.index(mention.label))
            names += [mention.start - start, mention.end - start, number]
        numbers = [self._number_row(number, start) for number in self._numbers.at(place)]
        row = [sentence.sentence, sentence.paragraph, sentence.text, names, numbers]
        return row if numbers else row[:4]

    def _number_row(self, number: Any, start: int) -> list[Any]:
        low = number.edtf if isinstance(number.edtf, str) else number.value
        high = number.edtf_max if isinstance(number.edtf_max, str) else number.value_max
        about = self._number_of.get(number.entity_id)
        row = rounded([low, high, number.approx, number.unit, number.noun, about], digits=12)
        while row and row[-1] is None:
            row.pop()
        return [number.start - start, number.end - start, KINDS.index(number.kind), *row]


class _Places:
    """Some columns of a table, its rows found by their place.

    Rows are looked up in the table itself: as Python objects all sentences of a large corpus would not fit into memory.
    """

    def __init__(self, table: pd.DataFrame, columns: list[str]) -> None:
        codes, articles = pd.factorize(table["article_id"], sort=True)
        order = np.lexsort((table["start"].to_numpy(), codes))
        self._code_of = {str(article): code for code, article in enumerate(articles)}
        self._keys = (codes.astype(np.int64) * _SENTENCES + table["sentence"].to_numpy())[order]
        self._order = order
        # Arrow's own cells: pandas takes five times as long to hand one out
        self._columns = [pa.array(table[name], from_pandas=True) for name in columns]
        self._row: Any = namedtuple("Row", columns)  # type: ignore[misc]  # columns vary

    def of(self, article_id: str) -> list[Place]:
        """The places of an article, in order."""
        code = self._code_of.get(article_id)
        if code is None:
            return []
        low, high = np.searchsorted(self._keys, [code * _SENTENCES, (code + 1) * _SENTENCES])
        return [(article_id, int(key % _SENTENCES)) for key in np.unique(self._keys[low:high])]

    def at(self, place: Place) -> list[Any]:
        """The rows at a place, in the order of the text."""
        code = self._code_of.get(place[0])
        if code is None:
            return []
        key = code * _SENTENCES + place[1]
        low, high = np.searchsorted(self._keys, [key, key + 1])
        rows = self._order[low:high].tolist()
        return [self._row(*(column[row].as_py() for column in self._columns)) for row in rows]
