"""Dates that depend on the article's date: `am Dienstag`, `vergangenes Jahr`, `vor drei Tagen`, `6. Januar`.

What counts as such a date, and in which direction it is resolved, follows the German resources of HeidelTime (Strötgen
and Gertz 2013) and the TIMEX3 guidelines: an expression gets a reference (see `references`), which becomes a date once
the article's date is known. Durations ("seit drei Jahren"), repeated times ("jeden Montag") and dates told from another
one ("am Tag darauf") are not found.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipeline.numbers.amounts import Number
from pipeline.numbers.calendar_words import (
    BEFORE,
    OF_A_YEAR,
    OF_YEAR,
    PART,
    WEEKDAYS,
    Sentence,
    any_of,
    joined,
    read_words,
    year_of,
)
from pipeline.numbers.finder import find_numbers
from pipeline.numbers.lexicon import SPACE
from pipeline.numbers.nouns import Spans, Unnamed, covering_span
from pipeline.numbers.references import UNKNOWN
from pipeline.numbers.tense import direction


def find_dated(text: str, *, names: Spans = (), earlier_year: str | None = None) -> list[Number]:
    """Find the numbers of a sentence and its relative dates, in order and without overlaps.

    >>> found = find_dated("Am Samstag kamen 30, vor drei Tagen nur 20")
    >>> [(number.text, number.kind, number.relative) for number in found][:3]
    [('Samstag', 'date', 'weekday 5 past'), ('30', 'cardinal', None), ('vor drei Tagen', 'date', 'day -3')]

    Args:
        text: the sentence.
        names: spans of proper names, in any order: nothing inside them is a date (see `find_numbers`).
        earlier_year: the year that the sentence before names last.
    """
    names = names if isinstance(names, Unnamed) else sorted(names)
    numbers = find_numbers(text, names=names)
    sentence = Sentence(text, _days_in(numbers), _years_in(text, numbers), earlier_year)
    kept = [_counted(sentence, number) or number for number in numbers]
    moments = [(number.start, number.end) for number in kept if number.kind in ("date", "time")]
    words = sorted(read_words(sentence), key=lambda each: each.start)
    found = [
        each
        for each in words
        if not _overlaps(moments, each.start, each.end) and covering_span(names, each.start) is None
    ]
    if not found:
        return kept
    spans = [(each.start, each.end) for each in found]
    others = [number for number in kept if not _overlaps(spans, number.start, number.end)]
    new = [Number(each.start, each.end, text[each.start : each.end], "date", relative=each.reference) for each in found]
    return sorted([*others, *new], key=lambda number: number.start)


def _days_in(numbers: Sequence[Number]) -> frozenset[int]:
    """Where days are written with their month, with or without a year."""
    return frozenset(
        number.start for number in numbers if number.kind == "date" and number.edtf and len(number.edtf) >= 10
    )


def _years_in(text: str, numbers: Sequence[Number]) -> list[tuple[int, str]]:
    """Where the sentence says of which year it speaks (`im Jahr 1945`, not `seit 1945`), and the year."""
    years = [
        (number.end - 4, number.text[-4:])
        for number in numbers
        if number.kind == "date" and number.edtf and number.text[-4:] == number.edtf[:4]
    ]
    return [year for year in years if OF_A_YEAR.search(text, max(0, year[0] - BEFORE), year[0])]


def _overlaps(spans: Spans, start: int, end: int) -> bool:
    """Whether one of sorted, disjoint spans overlaps another span."""
    index = bisect_left(spans, (end, 0)) - 1
    return index >= 0 and spans[index][1] > start


def last_year(numbers: Sequence[Number]) -> str | None:
    """Return the year that the numbers of a sentence name last.

    >>> last_year(find_dated("Von 2004 bis Mai 2010 war er Präsident."))
    '2010'
    """
    years = [number.edtf[:4] for number in numbers if number.kind == "date" and number.edtf]
    return next((year for year in reversed(years) if year.isdigit()), None)


_AGO = re.compile(
    rf"\b(?P<span>(?:(?P<day>[Hh]eute|[Gg]estern){SPACE}(?:genau{SPACE})?)?[Vv]or)"
    rf"(?:{SPACE}(?:genau|exakt|ziemlich{SPACE}genau|(?P<about>rund|etwa|circa|ca\.|ungefähr|knapp|fast|nahezu|beinahe|gut)))?{SPACE}$"
)
_AHEAD = re.compile(
    rf"\b(?P<span>[Ii]n)(?:{SPACE}(?:genau|(?P<about>rund|etwa|circa|ca\.|ungefähr|knapp|gut)))?{SPACE}$"
)
_WEEKDAY_BEFORE = re.compile(rf"(?P<weekday>{any_of(WEEKDAYS)}){PART}?,?{SPACE}?\(?(?:(?:de[mnr]|vom){SPACE})?$")
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_COUNTS = {"d": ("day", 366), "wk": ("week", 53), "mo": ("months", 36), "a": ("years", 100)}


def _counted(sentence: Sentence, number: Number) -> Number | None:
    """A number that becomes a relative date: a day without a year, or a time span after `vor` or `in`; else None."""
    if number.kind == "date" and number.edtf and number.edtf.startswith("XXXX-"):
        return _day_of_year(sentence, number)
    if number.kind != "quantity" or number.value is None or number.value_max or number.unit not in _COUNTS:
        return None
    if "-" in number.text or "Jahrhundert" in number.text or "Jahrtausend" in number.text:
        return None
    if ago := sentence.before(number.start, _AGO):
        return _at_distance(sentence.text, number, ago, -1)
    ahead = sentence.before(number.start, _AHEAD)
    if ahead and direction(sentence.text, ahead.start(), number.end, present=False) == "future":
        return _at_distance(sentence.text, number, ahead, 1)
    return None


def _at_distance(text: str, number: Number, before: re.Match[str], sign: int) -> Number | None:
    kind, most = _COUNTS[number.unit or ""]
    value = number.value or 0
    if value > most:
        return None
    count = sign * int(value)
    if kind == "years" and value < 1:
        kind, count = "months", sign * round(value * 12)
    elif kind == "years":
        count = sign * round(value * 2)
    if day := before.groupdict().get("day"):
        if value != int(value) or day.lower() != "heute":
            return None
        reference = f"anniversary {sign * int(value)}" if number.unit == "a" else UNKNOWN
    else:
        reference = f"{kind} {count:+d}"
    start = before.start("span")
    return Number(
        start, number.end, text[start : number.end], "date", relative=reference, approx="~" if before["about"] else None
    )


def _day_of_year(sentence: Sentence, number: Number) -> Number:
    """Add the reference, and the words that name its year, to a day without a year."""
    bounds = [_NO_YEAR.fullmatch(edtf) for edtf in (number.edtf, number.edtf_max) if edtf]
    days = [f"monthday {int(bound[1])} {int(bound[2])}" for bound in bounds if bound]
    if len(days) != len(bounds):
        return replace(number, relative=UNKNOWN)
    end, reference = number.end, None
    if of_year := OF_YEAR.match(sentence.text, number.end):
        end = of_year.end()
        reference = joined(days, year_of(of_year))
    elif len(days) == 1 and (weekday := sentence.before(number.start, _WEEKDAY_BEFORE)):
        reference = f"{days[0]} near on {WEEKDAYS[weekday['weekday']]}"
    else:
        reference = sentence.within(
            joined(days, sentence.direction(number.start, end, sentence=False) or "near"), number.start
        )
    return replace(number, end=end, text=sentence.text[number.start : end], relative=reference)
