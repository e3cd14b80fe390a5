"""Doc -> rows: what was found in one article, with its place in paragraphs and sentences."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from spacy.tokens import Doc

from pipeline.names import Gazetteer, Link, Mention, complete_mentions, link_article, listed_mentions
from pipeline.nlp.language import FILTERS, NUMBERS, SENTENCES, mentions_of
from pipeline.nlp.overlaps import without_numbers
from pipeline.nlp.sentences import paragraphs
from pipeline.numbers import Number, nearest_name
from pipeline.reading import sketch

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in the article's paragraphs and sentences an offset lies."""

    text: str
    sentences: list[tuple[int, int]]
    starts: list[int]
    paragraph_starts: list[int]

    @classmethod
    def of(cls, text: str, sentences: list[tuple[int, int]]) -> "_Places":
        return cls(text, sentences, [start for start, _ in sentences], [start for start, _ in paragraphs(text)])

    def row(self, start: int, end: int) -> Row:
        return {
            "paragraph": bisect_right(self.paragraph_starts, start) - 1,
            "sentence": self.sentence(start),
            "start": start,
            "end": end,
            "text": self.text[start:end],
        }

    def sentence(self, start: int) -> int:
        return bisect_right(self.starts, start) - 1


def tabulate(text: str, docs: Iterable[tuple[int, Doc]], gazetteer: Gazetteer | None = None) -> Row:
    """Rows of one article, in the form of `schema.ANALYSIS`.

    Args:
        text: the article's text.
        docs: its pieces as analysed by `language.analyse`, each with its offset.
        gazetteer: the user's list of names.
    """
    counts: Counter[str] = Counter()
    sentences: list[tuple[int, int]] = []
    found: list[Mention] = []
    records: list[Number] = []
    for offset, doc in docs:
        counts.update(doc.user_data[FILTERS])
        sentences += [(start + offset, end + offset) for start, end in doc.user_data[SENTENCES]]
        found += [replace(m, start=m.start + offset, end=m.end + offset) for m in mentions_of(doc)]
        records += [
            replace(number, start=number.start + offset, end=number.end + offset) for number in doc.user_data[NUMBERS]
        ]
    completed = complete_mentions(text, found, counts=counts)
    listed = listed_mentions(text, completed, gazetteer, counts=counts)
    mentions = list(without_numbers(text, listed, records, counts=counts))
    links = link_article(text, mentions, listed=gazetteer.labels if gazetteer else {})
    places = _Places.of(text, sentences)
    return {
        "error": None,
        "sketch": sketch(text),
        "filters": sorted(counts.items()),
        "sentences": [places.row(start, end) for start, end in places.sentences],
        "mentions": _mention_rows(places, mentions, links),
        "numbers": _number_rows(places, records, mentions, links),
    }


def _mention_rows(places: _Places, mentions: Sequence[Mention], links: Sequence[Link]) -> list[Row]:
    return [
        places.row(mention.start, mention.end)
        | {"label": mention.label, "rule": link.rule, "name": link.name, "name_label": link.label}
        | {"confidence": mention.confidence}
        for mention, link in zip(mentions, links, strict=True)
    ]


def _number_rows(
    places: _Places, numbers: Iterable[Number], mentions: Sequence[Mention], links: Sequence[Link]
) -> list[Row]:
    """Rows of the numbers that are no part of a name, with the name each is about."""
    starts = [mention.start for mention in mentions]
    rows = []
    for number in numbers:
        nearest = bisect_right(starts, number.end - 1) - 1
        if nearest >= 0 and mentions[nearest].end > number.start:
            continue
        about = _about(places, number, mentions, starts)
        link = None if about is None else links[about]
        rows.append(
            places.row(number.start, number.end)
            | {name: getattr(number, name) for name in ("kind", "edtf", "edtf_max", "unit", "approx", "noun")}
            | {"value": _float(number.value), "value_max": _float(number.value_max)}
            | {"about": link and link.name, "about_label": link and link.label}
        )
    return rows


def _about(places: _Places, number: Number, mentions: Sequence[Mention], starts: list[int]) -> int | None:
    begin, end = places.sentences[places.sentence(number.start)]
    first, last = bisect_right(starts, begin - 1), bisect_right(starts, end - 1)
    names = [(mention.start - begin, mention.end - begin) for mention in mentions[first:last]]
    here = replace(number, start=number.start - begin, end=number.end - begin)
    position = nearest_name(places.text[begin:end], here, names)
    return None if position is None else first + position


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
