"""EDTF dates (ISO 8601-2) of articles as spans of days, and the calendar periods that contain them."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Span = tuple[date, date]

PERIODS = ("day", "week", "month", "year")
_DATE = re.compile(r"([0-9][0-9X]{3})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?[?~%]?(?:T[0-9:.Z+-]*)?")


@lru_cache(maxsize=100_000)
def date_span(edtf: str) -> Span | None:
    """Return the first and last day that an EDTF date or interval may mean; None if the text is not a plausible date.

    `2022-01` spans the month, `199X` the decade, `2022-01-05/2022-01-08` four days.
    """
    first, _, last = edtf.strip().partition("/")
    spans = [_simple_span(part) for part in (first, last or first)]
    if spans[0] is None or spans[1] is None or spans[0][0] > spans[1][1]:
        return None
    return spans[0][0], spans[1][1]


def _simple_span(text: str) -> Span | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if years[0] < 1:
        return None
    if "X" in year or month in (None, "XX"):
        return date(years[0], 1, 1), date(years[1], 12, 31)
    return _month_or_day(years[0], int(month), None if day in (None, "XX") else int(day))


def _month_or_day(year: int, month: int, day: int | None) -> Span | None:
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= length else None


def period_start(day: date, period: str) -> date:
    """Return the first day of the day, week (Monday), month or year that contains `day`."""
    if period == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[period]


def period_end(start: date, period: str) -> date:
    """Return the last day of the period that starts on `start`."""
    if period == "week":
        return start + timedelta(days=min(6, date.max.toordinal() - start.toordinal()))
    if period == "month":
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31) if period == "year" else start


def period_name(start: date, period: str) -> str:
    """Name a period: `2022-01-06`, `2022-W01` (ISO week), `2022-01` or `2022`."""
    if period == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}"
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[period]]


def period_of(edtf: str | None, period: str) -> date | None:
    """Return the start of the period that contains the whole date; None without one (`2022-01` by day)."""
    span = date_span(edtf) if edtf else None
    if span is None:
        return None
    start = period_start(span[0], period)
    return start if start == period_start(span[1], period) else None


@dataclass(frozen=True, slots=True, eq=False)
class DateRanks:
    """Ranks of dates by their first day (`first`) and last day (`last`); implausible dates get the rank of no date."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    by_first: NDArray[np.object_]
    by_last: NDArray[np.object_]

    @classmethod
    def of(cls, dates: Iterable[object]) -> "DateRanks":
        """Rank the dates of all articles; only text can be a date. Ties: by the other end, then by text."""
        days = [day if isinstance(day, str) else "" for day in dates]
        spans = {day: span for day in set(days) if (span := date_span(day))}
        by_first = sorted(spans, key=lambda day: (spans[day], day))
        by_last = sorted(spans, key=lambda day: (spans[day][::-1], day))
        first = {day: rank for rank, day in enumerate(by_first)}
        last = {day: rank for rank, day in enumerate(by_last)}
        return cls(
            np.array([first.get(day, len(first)) for day in days], dtype=np.int64),
            np.array([last.get(day, -1) for day in days], dtype=np.int64),
            np.array([*by_first, None], dtype=object),  # the rank of no date is the index of the None at the end
            np.array([*by_last, None], dtype=object),
        )

    def no_first(self, size: int) -> NDArray[np.int64]:
        """Return ranks that are higher than that of any date."""
        return np.full(size, len(self.by_first) - 1, dtype=np.int64)

    def no_last(self, size: int) -> NDArray[np.int64]:
        """Return ranks that are lower than that of any date."""
        return np.full(size, -1, dtype=np.int64)
