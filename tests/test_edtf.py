"""EDTF dates as spans of days and their place in the calendar."""

from datetime import date

import pytest

from pipeline.edtf import DateRanks, date_span, period_end, period_name, period_of, period_start


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-01-06", "2022-01-06", "2022-01-06"),
        ("2022-01-06T14:30:00+06:00", "2022-01-06", "2022-01-06"),
        ("2022-01", "2022-01-01", "2022-01-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-01-XX", "2022-01-01", "2022-01-31"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31"),
        ("2022-01~", "2022-01-01", "2022-01-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2022-01-05/2022-01-08", "2022-01-05", "2022-01-08"),
    ],
)
def test_spans(text, first, last):
    """A date spans all days that it may mean."""
    assert date_span(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    "gestern XXXX XXXX-01-06 0000-01-01 2022-13 2022-02-30 06.01.2022 /2022 2022-1-6 2022-02/2022-01 ２０２２".split(),
)
def test_implausible(text):
    """What is no plausible date has no span."""
    assert date_span(text) is None
    assert date_span("") is None


@pytest.mark.parametrize(
    ("period", "start", "end", "name"),
    [
        ("day", "2022-01-01", "2022-01-01", "2022-01-01"),
        ("week", "2021-12-27", "2022-01-02", "2021-W52"),
        ("month", "2022-01-01", "2022-01-31", "2022-01"),
        ("year", "2022-01-01", "2022-12-31", "2022"),
    ],
)
def test_periods(period, start, end, name):
    """New Year 2022 lies in its day, month and year, and in the last ISO week of 2021."""
    first = period_start(date(2022, 1, 1), period)

    assert (first, period_end(first, period)) == (date.fromisoformat(start), date.fromisoformat(end))
    assert period_name(first, period) == name


@pytest.mark.parametrize(
    ("text", "period", "start"),
    [
        ("2022-01", "month", date(2022, 1, 1)),
        ("2022-01", "year", date(2022, 1, 1)),
        ("2022-01", "day", None),
        ("2022", "month", None),
        ("2022-01-05/2022-01-08", "week", date(2022, 1, 3)),
        ("2022-01-08/2022-01-11", "week", None),
        (None, "year", None),
        ("vorgestern", "year", None),
    ],
)
def test_period_of_a_date(text, period, start):
    """A date belongs to a period only if it lies in it wholly."""
    assert period_of(text, period) == start


@pytest.mark.parametrize("period", ["day", "week", "month", "year"])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_ends_of_the_calendar(period, day):
    """The first and the last day that Python knows have periods."""
    start = period_start(day, period)

    assert start <= day <= period_end(start, period)


def test_ranks_with_mixed_precision():
    """`2022` begins before and ends after `2022-01-05`; a date that is none ranks nowhere."""
    ranks = DateRanks.of(["2022-01-05", "2022", None, "vorgestern"])

    assert ranks.by_first[min(ranks.first)] == "2022"
    assert ranks.by_last[max(ranks.last)] == "2022"
    assert ranks.by_first[ranks.first[2:]].tolist() == [None, None]
    assert ranks.by_last[ranks.last[2:]].tolist() == [None, None]
