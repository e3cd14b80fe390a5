"""Overlaps of names and numbers."""

from collections import Counter

import pytest

from pipeline.names import Mention
from pipeline.nlp.overlaps import without_numbers
from pipeline.numbers import find_numbers

CASES = [
    ("Das kostet 3,5 Milliarden Euro.", ["Euro"], []),
    ("Der Euro fällt.", ["Euro"], ["Euro"]),
    ("Am 2.Oktober begann es.", ["2.Oktober"], []),
    ("Belarus 500 und Russland 3000 Truppen kamen.", ["Belarus 500", "Russland 3000"], ["Belarus", "Russland"]),
    ("An ihr hält Chevron 50 Prozent.", ["Chevron 50"], ["Chevron"]),
    ("Chevron 50, ExxonMobil 25 und Lukoil 5 Prozent.", ["Chevron 50", "ExxonMobil 25"], ["Chevron", "ExxonMobil"]),
    ("Die Leitung Nord Stream 2 ist fertig.", ["Nord Stream 2"], ["Nord Stream 2"]),
    ("Der 1. FC Köln gewann.", ["1. FC Köln"], ["1. FC Köln"]),
    ("Ein Airbus A380 landete in Almaty.", ["Airbus A380", "Almaty"], ["Airbus A380", "Almaty"]),
    ("Toqajew sprach.", ["Toqajew"], ["Toqajew"]),
]


@pytest.mark.parametrize(("text", "names", "kept"), CASES)
def test_names_yield_to_numbers(text: str, names: list[str], kept: list[str]) -> None:
    """Currency words and dates are not names, counted numbers are cut off, numbers of a name stay."""
    mentions = [Mention(text.index(name), text.index(name) + len(name), "ORG") for name in names]
    counts: Counter[str] = Counter()
    found = list(without_numbers(text, mentions, find_numbers(text), counts=counts))

    assert [text[mention.start : mention.end] for mention in found] == kept
    assert sum(counts.values()) == sum(name not in kept for name in names)
