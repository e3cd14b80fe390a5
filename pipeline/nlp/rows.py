"""Article -> rows: its sentences, mentions and numbers, with their positions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from spacy.language import Language

from pipeline.names import Gazetteer, Link, Mention, complete_mentions, link_article, listed_mentions, split_compounds
from pipeline.nlp.language import FILTERS, NUMBERS, SENTENCES, analyse, mentions_of
from pipeline.nlp.overlaps import without_numbers
from pipeline.nlp.sentences import paragraphs
from pipeline.numbers import Number, nearest_name
from pipeline.reading import sketch

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Positions:
    """Look-up of offsets in the paragraphs and sentences of an article."""

    text: str
    sentences: list[tuple[int, int]]
    starts: list[int]
    paragraph_starts: list[int]

    @classmethod
    def of(cls, text: str, sentences: list[tuple[int, int]]) -> "_Positions":
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


def extract(nlp: Language, text: str, *, gazetteer: Gazetteer | None = None) -> Row:
    """Analyse one article and extract its rows, in the form of `schema.ANALYSIS`.

    Args:
        nlp: a model from `load_model`.
        text: the article's text.
        gazetteer: the user's list of names.
    """
    counts: Counter[str] = Counter()
    sentences: list[tuple[int, int]] = []
    found: list[Mention] = []
    records: list[Number] = []
    for offset, doc in analyse(nlp, text):
        counts.update(doc.user_data[FILTERS])
        sentences += [(start + offset, end + offset) for start, end in doc.user_data[SENTENCES]]
        found += [replace(m, start=m.start + offset, end=m.end + offset) for m in mentions_of(doc)]
        records += [
            replace(number, start=number.start + offset, end=number.end + offset) for number in doc.user_data[NUMBERS]
        ]
    completed = complete_mentions(text, found, counts=counts)
    compounds = split_compounds(text, completed, counts=counts)
    listed = listed_mentions(text, compounds, gazetteer, counts=counts)
    mentions = list(without_numbers(text, listed, records, counts=counts))
    links = link_article(text, mentions, listed=gazetteer.labels if gazetteer else {})
    positions = _Positions.of(text, sentences)
    return {
        "error": None,
        "sketch": sketch(text),
        "filters": sorted(counts.items()),
        "sentences": [positions.row(start, end) for start, end in positions.sentences],
        "mentions": _mention_rows(positions, mentions, links),
        "numbers": _number_rows(positions, records, mentions, links),
    }


def _mention_rows(positions: _Positions, mentions: Sequence[Mention], links: Sequence[Link]) -> list[Row]:
    return [
        positions.row(mention.start, mention.end)
        | {"label": mention.label, "rule": link.rule, "name": link.name, "name_label": link.label}
        | {"confidence": mention.confidence}
        for mention, link in zip(mentions, links, strict=True)
    ]


def _number_rows(
    positions: _Positions, numbers: Iterable[Number], mentions: Sequence[Mention], links: Sequence[Link]
) -> list[Row]:
    """Build the rows of the numbers that are not part of a name, with the name that each is about."""
    starts = [mention.start for mention in mentions]
    rows = []
    for number in numbers:
        nearest = bisect_right(starts, number.end - 1) - 1
        if nearest >= 0 and mentions[nearest].end > number.start:
            continue
        about = _about(positions, number, mentions, starts)
        link = None if about is None else links[about]
        rows.append(
            positions.row(number.start, number.end)
            | {name: getattr(number, name) for name in ("kind", "edtf", "edtf_max", "unit", "approx", "noun")}
            | {"value": _float(number.value), "value_max": _float(number.value_max)}
            | {"about": link and link.name, "about_label": link and link.label}
        )
    return rows


def _about(positions: _Positions, number: Number, mentions: Sequence[Mention], starts: list[int]) -> int | None:
    begin, end = positions.sentences[positions.sentence(number.start)]
    first, last = bisect_right(starts, begin - 1), bisect_right(starts, end - 1)
    names = [(mention.start - begin, mention.end - begin) for mention in mentions[first:last]]
    here = replace(number, start=number.start - begin, end=number.end - begin)
    position = nearest_name(positions.text[begin:end], here, names)
    return None if position is None else first + position


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
