"""Tests of the German number grammar (pipeline.numerals)."""

from decimal import Decimal
from pathlib import Path

from pipeline.numerals import Number, find_numbers, nearest_name

ROOT = Path(__file__).resolve().parent.parent


def describe(number: Number) -> tuple[object, ...]:
    """A number without offsets: text, kind, value, unit, approx, noun."""
    value = number.edtf if number.value is None else number.value
    return (number.text, number.kind, value, number.unit, number.approx, number.noun)


def test_users_article():
    """On the user's article all of its numbers are found, and nothing else."""
    paragraphs = (ROOT / "corpus" / "kasachstan-2022-01.txt").read_text(encoding="utf-8").partition("Die Lage")
    found = find_numbers("".join(paragraphs[1:]))

    assert [describe(number) for number in found] == [
        ("fünf Tagen", "quantity", Decimal(5), "d", None, None),
        ("tausende", "cardinal", Decimal(1000), None, ">=", "Soldaten"),
        ("zwei Tagen", "quantity", Decimal(2), "d", None, None),
        ("20", "cardinal", Decimal(20), None, "~", "Personen"),
        ("3.000", "cardinal", Decimal(3000), None, ">", None),
        ("144.000", "cardinal", Decimal(144_000), None, None, "Einwohner"),
        ("70", "cardinal", Decimal(70), None, None, "Soldaten"),
        ("200", "cardinal", Decimal(200), None, None, "Soldaten"),
        ("500", "cardinal", Decimal(500), None, None, "Truppen"),
        ("3000", "cardinal", Decimal(3000), None, None, "Truppen"),
        ("ersten", "ordinal", Decimal(1), None, None, "Truppen"),
        ("44-Tage-Krieg", "quantity", Decimal(44), "d", None, None),
        ("ersten", "ordinal", Decimal(1), None, None, "Wahlen"),
        ("30 Jahre", "quantity", Decimal(30), "a", None, None),
    ]


def test_nearest_name_before_the_number():
    """A name directly before the number is what the number is about."""
    text = "Laut aktuellem Stand wird Russland 3000 Truppen senden."
    number = find_numbers(text)[0]

    assert nearest_name(text, number, [(26, 34)]) == 0
