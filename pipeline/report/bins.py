"""The time axis of the report, and the cells in which it counts: source, time and confidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.reading import article_sources
from pipeline.report.texts import SentenceKey

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Thresholds of the filter by confidence; a mention without a confidence passes them all."""
_MAX_SOURCES = 200

Ints = NDArray[np.int64]
Level = int  # number of thresholds that a confidence reaches
Cell = tuple[int, int, Level]  # source, bin (-1: none), level


@dataclass(frozen=True, slots=True)
class Bins:
    """The time axis in days, months or years, whichever gives a readable number; undated articles are in no bin."""

    names: list[str]
    bin_of: dict[str, int]  # article_id -> index into names

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "Bins":
        """Choose the bins that cover the dates of the articles."""
        dates = articles.dropna(subset=["date"]).set_index("article_id")["date"].astype(str)
        dates = dates[dates.str.match(r"(1[6-9]|2\d)\d\d")]  # no newspaper is older than that
        width = _bin_width(dates)
        dates = dates[dates.str.match(rf"[\d-]{{{width}}}")].str.slice(0, width)
        names = _every_bin(dates, width)
        number = {name: index for index, name in enumerate(names)}
        return cls(names, {article: number[date] for article, date in zip(dates.index, dates, strict=True)})


def _bin_width(dates: "pd.Series[str]") -> int:
    if dates.empty:
        return 4
    years = int(dates.max()[:4]) - int(dates.min()[:4])
    if years > 20 or (dates.str.len() < 7).mean() > 0.5:
        return 4
    precise = dates.str.match(r"\d{4}-\d\d-\d\d$").mean() >= 0.75
    months = 12 * years + int(dates.max()[5:7] or 1) - int(dates.min()[5:7] or 1)
    return 10 if months <= 3 and precise else 7


def _every_bin(dates: "pd.Series[str]", width: int) -> list[str]:
    if dates.empty:
        return []
    frequency = {4: "Y", 7: "M", 10: "D"}[width]
    periods = pd.period_range(dates.min(), dates.max(), freq=frequency)
    return [str(period) for period in periods]


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts what articles say, apart for each source, bin and level of confidence, so that a reader can filter."""

    bins: Bins
    sources: list[str]
    source_of: dict[str, int]  # article_id -> index into sources, -1 without a known one
    _number_of: dict[Cell, int] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "Cells":
        """Number the sources of the articles, those with most articles first."""
        named = article_sources(articles)
        counts = named.dropna().value_counts()
        sources = sorted(counts.index, key=lambda name: (-counts[name], name))[:_MAX_SOURCES]
        number = {name: index for index, name in enumerate(sources)}
        source_of = {article: number.get(name, -1) for article, name in zip(articles["article_id"], named, strict=True)}
        return cls(Bins.of(articles), sources, source_of)

    def counts(self, found: Iterable[tuple[str, Level]]) -> list[int]:
        """Count articles, or sentences of articles, with their levels, as a flat list: cell, count, cell, count …."""
        counts: defaultdict[Cell, int] = defaultdict(int)
        for article_id, level in found:
            counts[self.source_of[article_id], self.bins.bin_of.get(article_id, -1), level] += 1
        numbers = self._number_of
        return [value for cell in sorted(counts) for value in (numbers.setdefault(cell, len(numbers)), counts[cell])]

    def rows(self) -> list[list[int]]:
        """The cells counted so far, in the order of their numbers."""
        return [list(cell) for cell in self._number_of]


class Levels:
    """The best level at which each sentence, and each article, names an entity.

    Sorted arrays, because a dictionary of ten million mentions would take gigabytes.

    Args:
        mentions: the mentions that count.
        entity_ids: the entities that are asked for, at most 65,536.
    """

    def __init__(self, mentions: pd.DataFrame, entity_ids: Iterable[str]) -> None:
        self._entities = {entity_id: number for number, entity_id in enumerate(entity_ids)}
        known = mentions if mentions["confidence"].notna().any() else mentions.iloc[:0]
        known = known[known["entity_id"].isin(self._entities)]
        articles, names = pd.factorize(known["article_id"])
        self._articles = {str(name): number for number, name in enumerate(names)}
        entities = known["entity_id"].map(self._entities).to_numpy(dtype=np.int64)
        sentences = known["sentence"].to_numpy(dtype=np.int64)
        levels = np.searchsorted(CONFIDENCES, known["confidence"].to_numpy(dtype=float), side="right")  # NaN: the last
        self._in_sentences = _Best(_key(articles.astype(np.int64), sentences, entities), levels)
        self._in_articles = _Best(_key(articles.astype(np.int64), 0, entities), levels)

    def of_entity(self, entity_id: str, article_id: str) -> Level:
        """The level at which an article names an entity."""
        key = _key(self._articles.get(article_id, -1), 0, self._entities[entity_id])
        return self._in_articles.get(key)

    def of_pair(self, pair: tuple[str, str], place: SentenceKey) -> Level:
        """The level at which a sentence names both."""
        article = self._articles.get(place[0], -1)
        return min(self._in_sentences.get(_key(article, place[1], self._entities[entity_id])) for entity_id in pair)


def _key(article: Any, sentence: Any, entity: Any) -> Any:
    """One number of 64 bits, or an array of them: 24 for the article, 24 for the sentence, 16 for the entity."""
    return (article << 40) + (sentence << 16) + entity


class _Best:
    """The highest level of each key; a key that is not there has the highest of all."""

    def __init__(self, keys: Ints, levels: Ints) -> None:
        order = np.lexsort((levels, keys))
        keys, levels = keys[order], levels[order]
        last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, dtype=bool)
        self._keys, self._levels = keys[last], levels[last]

    def get(self, key: int) -> Level:
        """The level of a key."""
        place = int(self._keys.searchsorted(key))
        found = place < len(self._keys) and self._keys[place] == key
        return int(self._levels[place]) if found else len(CONFIDENCES)
