"""Scores of games and votes, and number words that count in one word."""

from decimal import Decimal

import pytest

from pipeline.numbers import find_numbers
from tests.helpers.timing import takes_linear_time


def scores(text: str) -> list[tuple[str, float, float]]:
    """Text and both values of the scores of a sentence."""
    found = [number for number in find_numbers(text) if number.kind == "score"]
    return [(number.text, float(number.value or 0), float(number.value_2 or 0)) for number in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bayern gewann 3:1 gegen Dortmund.", [("3:1", 3, 1)]),
        ("Nadal siegte 6:4, 7:5 im Finale.", [("6:4", 6, 4), ("7:5", 7, 5)]),
        ("Die Partie endete 1:0 (0:0).", [("1:0", 1, 0), ("0:0", 0, 0)]),
        ("Kiel gewann mit 31:23 (18:11).", [("31:23", 31, 23), ("18:11", 18, 11)]),
        ("Der FC siegte mit 3:2 n. V. in Köln.", [("3:2 n. V.", 3, 2)]),
        ("Nach dem 3:0-Erfolg feierte die Stadt.", [("3:0-Erfolg", 3, 0)]),
        ("Arminia Bielefeld 2 : 1", [("2 : 1", 2, 1)]),
        (
            "Das Handballteam unterlag 21:25, die zweite Mannschaft gewann 21:15.",
            [("21:25", 21, 25), ("21:15", 21, 15)],
        ),
        ("Anand gewann das Match mit 6,5:4,5.", [("6,5:4,5", 6.5, 4.5)]),
        ("Der Ausschuss stimmte mit 7:5 Stimmen zu.", [("7:5", 7, 5)]),
    ],
)
def test_scores_have_two_values(text: str, expected: list[tuple[str, float, float]]) -> None:
    """A score has the kind `score` and both values; half-time and sets are scores of their own."""
    assert scores(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Das Spiel beginnt um 20:15 Uhr.",
        "Tatort, 20:15, ARD",
        "Anstoß des Spiels ist um 18:30.",
        "[Stand: 18:00]",
        "Ein Ersatzverkehr ist eingerichtet (20:21)",
        "Die Mannschaft traf um 15:08 ein.",
        "eine Karte im Maßstab 1:500",
        "Karten 1:100.000 und 1:25.000",
        "im Verhältnis 2:1 gemischt",
        "Die Regeln werden 1:1 umgesetzt.",
        "Bilder im Format 16:9",
        "Der Pfarrer las Johannes 3:16 vor.",
        "Der Sieger lief 2:15 Stunden.",
        "Er siegte in 1:14:95 Minuten.",
    ],
)
def test_times_and_ratios_are_no_scores(text: str) -> None:
    """Clock times, durations, scales, ratios and verses are not scores, even beside words of sport."""
    assert scores(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("Er sang 800-mal.", "800-mal", 800, None),
        ("die 58-köpfige Delegation", "58-köpfige", 58, None),
        ("die 100-fache Menge", "100-fache", 100, None),
        ("das 2,5fache Gehalt", "2,5fache", "2.5", None),
        ("Sie kam dreimal.", "dreimal", 3, None),
        ("ein siebenköpfiges Team", "siebenköpfiges", 7, None),
        ("ein 42-seitiges Manifest", "42-seitiges", 42, None),
        ("rund anderthalbtausend Menschen", "anderthalbtausend", 1500, None),
        ("zweieinhalbtausend Euro", "zweieinhalbtausend Euro", 2500, "EUR"),
        ("eine Dreiviertelmillion Euro", "eine Dreiviertelmillion Euro", 750_000, "EUR"),
        ("eine Viertelmillion Menschen", "eine Viertelmillion", 250_000, None),
        ("ein Umsatz von 12,5 MEUR", "12,5 MEUR", 12_500_000, "EUR"),
        ("Kosten von 800 TEUR", "800 TEUR", 800_000, "EUR"),
        ("Kosten von 5.000 T€", "5.000 T€", 5_000_000, "EUR"),
        ("Es kostet Fr. 1850.- im Jahr", "Fr. 1850.-", 1850, "CHF"),
        ("Es kostet CHF 1'850.– im Jahr", "CHF 1'850.–", 1850, "CHF"),
        ("Es kostet Fr. 12.50 am Tag", "Fr. 12.50", "12.5", "CHF"),
    ],
)
def test_amounts_in_one_word(text: str, surface: str, value: str | int, unit: str | None) -> None:
    """Multiples, numbers of heads and pages, mixed thousands, and thousands or millions of a currency are amounts."""
    (number,) = find_numbers(text)

    assert (number.text, number.value, number.unit) == (surface, Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["Er kam einmal.", "Das ist einfach.", "tausendfach bewährt", "Er will das Vierfache."]
)
def test_words_without_a_number(text: str) -> None:
    """`einmal`, `einfach`, `tausendfach` and `das Vierfache` are not numbers."""
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In den Achtzigern war alles anders.", "198X"),
        ("Ende der Neunziger zog sie um.", "199X"),
        ("die Musik der Siebziger", "197X"),
        ("Anfang der 2020er stiegen die Preise.", "202X"),
    ],
)
def test_decades_without_the_word_for_years(text: str, edtf: str) -> None:
    """`Achtziger` without `Jahre` is a decade."""
    assert [number.edtf for number in find_numbers(text)] == [edtf]


@pytest.mark.parametrize(
    "text", ["Eine Frau in den Achtzigern starb.", "Er ist in den Siebzigern.", "Der Achtziger lachte."]
)
def test_people_of_an_age_are_no_decade(text: str) -> None:
    """A person in their eighties is not a date."""
    assert find_numbers(text) == []


def test_friday_is_no_franc() -> None:
    """`Fr. 12.5.` is a Friday, not twelve francs."""
    assert [(number.kind, number.edtf) for number in find_numbers("Fr. 12.5. geöffnet")] == [("date", "XXXX-05-12")]


def test_scores_take_linear_time() -> None:
    """A long line of scores takes time proportional to its length."""
    assert takes_linear_time(lambda count: find_numbers("2:1 (1:0), " * count), 8_000)
