"""Resolve references to dates, such as "last Tuesday", against the date of the article they stand in.

A reference is a short text, which the analysis of an article stores because it does not know the article's date:

    day -1                     yesterday
    week +1                    next week; likewise month, year, century
    weekday 1 past             the last Tuesday, today included
    month 3 year-1             March of last year
    monthday 1 6 future        the next 6 January, today included
    edge year end past         "at the end of the year", in a sentence about the past
    weekday 4 past .. weekday 6 past    from Friday to Sunday

What recurs has a direction: `last` (over before today), `past` (begun by today), `future` (not over yet), `next`
(begins after today), `this` (of this week or year), `near` (whichever is clearly nearer), or the week or year it
belongs to (`week-1`, `year+0`). ` in 2004` at the end accepts only a date in that year, `on 2` only one on a Wednesday.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]
"""First and last day of a period."""

Resolved = tuple[str, str | None]
"""EDTF of a date, and of the end of a period that EDTF cannot name, such as a week."""

UNKNOWN = "unknown"
"""The reference of an expression that cannot be resolved."""

_FAR, _CLOSE = timedelta(days=300), timedelta(days=60)
_HARDLY_BEGUN = timedelta(days=45)
_CONDITION = re.compile(r" (?P<kind>in|on) (?P<value>\d+)$")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


@lru_cache(maxsize=4096)
def resolve(reference: str, today: date) -> Resolved | None:
    """Resolve a reference in an article of a certain day; None if the date remains uncertain.

    >>> resolve("weekday 1 past", date(2022, 1, 6))
    ('2022-01-04', None)
    >>> resolve("week -1", date(2022, 1, 6))
    ('2021-12-27', '2022-01-02')
    """
    condition = _CONDITION.search(reference)
    first, _, last = (reference[: condition.start()] if condition else reference).partition(" .. ")
    try:
        if condition and condition["kind"] == "on":
            days = _on_weekday(first, int(condition["value"]), today)
        else:
            days = _range(first, last, today) if last else _days(first, today)
    except (OverflowError, ValueError):  # beyond the years 1 to 9999
        return None
    if days is None or (condition and condition["kind"] == "in" and days[0].year != int(condition["value"])):
        return None
    return _written(first, days, whole=not last)


def _range(first: str, last: str, today: date) -> Days | None:
    """Resolve a range: from its beginning if it is past, otherwise from its end, which may be ahead of today."""
    if first.endswith((" past", " last")):
        begin = _days(first, today)
        end = begin and _days(_turned(last, "future"), begin[0])
    else:
        end = _days(last, today)
        begin = end and _days(_turned(first, "past"), end[0])
    return (begin[0], end[1]) if begin and end and begin[0] < end[1] else None


def _turned(reference: str, direction: str) -> str:
    """Give a reference another direction; one tied to a year stays."""
    words = reference.split()
    return reference if words[-1][:4] in ("year", "week") else " ".join([*words[:-1], direction])


def _days(reference: str, today: date) -> Days | None:
    kind, *values = reference.split()
    if kind == "edge":
        return _edge(*values, today=today)
    if kind in _RECURRING:
        return _chosen(kind, tuple(map(int, values[:-1])), values[-1], today)
    return _PERIODS[kind](today, *map(int, values)) if kind in _PERIODS else None


def _written(reference: str, days: Days, *, whole: bool) -> Resolved:
    """Write a period as EDTF, as coarse as the reference."""
    kind, *values = reference.split()
    kind = values[0] if kind == "edge" else kind
    lengths = {"year": 4, "years": 4, "newyear": 4, "month": 7, "months": 7, "quarter": 7, "half": 7}
    first, last = (day.isoformat()[: lengths.get(kind, 10)] for day in days)
    if kind == "century":
        return f"{first[:2]}XX", None
    if kind == "season" and whole:
        return f"{first[:4]}-{values[0]}", None
    return first, last if last != first else None


# --- periods counted from today -----------------------------------------------------------------------


def _day(today: date, offset: int) -> Days:
    day = today + timedelta(days=offset)
    return day, day


def _week(today: date, offset: int) -> Days:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def _month(today: date, offset: int) -> Days:
    months = today.year * 12 + today.month - 1 + offset
    return _months(months // 12, months % 12 + 1, months % 12 + 1)


def _year(today: date, offset: int) -> Days:
    return _months(today.year + offset, 1, 12)


def _same_day(today: date, years: int) -> Days:
    day = today.replace(year=today.year + years)
    return day, day


def _century(today: date, offset: int) -> Days:
    first = (today.year // 100 + offset) * 100
    return date(first, 1, 1), date(first + 99, 12, 31)


def _half_years(today: date, halves: int) -> Days:
    """Year that lies some half years away: four and a half years before April 2006 is 2001."""
    return _year(_month(today, 6 * halves)[0], 0)


def _new_year(today: date) -> Days | None:
    """Year that is called new: next year from autumn on, this year in winter."""
    return _year(today, 1) if today.month >= 9 else _year(today, 0) if today.month <= 3 else None


_PERIODS: dict[str, Callable[..., Days | None]] = {
    "day": _day,
    "week": _week,
    "months": _month,
    "year": _year,
    "years": _half_years,
    "century": _century,
    "anniversary": _same_day,
    "newyear": _new_year,
}


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _edge(unit: str, edge: str, direction: str, *, today: date) -> Days | None:
    """The year, month or week whose beginning or end is meant, unless it may also be that before or after.

    "At the end of the year" means this year in June; in January it does so only if the sentence is about the future.
    """
    days = {"year": _year, "month": _month, "week": _week}[unit](today, 0)
    passed = (today - days[0]) / (days[1] - days[0])
    if (edge == "end" and direction == "past" and passed < 0.7) or (
        edge == "start" and passed > 0.7 and direction != "past"
    ):
        return None
    return days


# --- what recurs every week or year -------------------------------------------------------------------


def _weekdays(today: date, weekday: int) -> Iterator[Days]:
    monday = _week(today, 0)[0]
    for week in range(-3, 4):
        yield _day(monday, 7 * week + weekday)


def _weekends(today: date) -> Iterator[Days]:
    monday = _week(today, 0)[0]
    for week in range(-3, 4):
        yield monday + timedelta(days=7 * week + 5), monday + timedelta(days=7 * week + 6)


def _named_months(today: date, month: int) -> Iterator[Days]:
    for year in range(today.year - 3, today.year + 4):
        yield _months(year, month, month)


def _monthdays(today: date, month: int, day: int) -> Iterator[Days]:
    for year in range(today.year - 9, today.year + 10):
        if day <= calendar.monthrange(year, month)[1]:
            yield date(year, month, day), date(year, month, day)


def _seasons(today: date, season: int) -> Iterator[Days]:
    if season in _SEASONS:  # winter belongs to two years
        for year in range(today.year - 3, today.year + 4):
            yield _months(year, *_SEASONS[season])


def _quarters(today: date, quarter: int) -> Iterator[Days]:
    for year in range(today.year - 3, today.year + 4):
        yield _months(year, 3 * quarter - 2, 3 * quarter)


def _halves(today: date, half: int) -> Iterator[Days]:
    for year in range(today.year - 3, today.year + 4):
        yield _months(year, 6 * half - 5, 6 * half)


_RECURRING: dict[str, Callable[..., Iterator[Days]]] = {
    "weekday": _weekdays,
    "weekend": _weekends,
    "month": _named_months,
    "monthday": _monthdays,
    "season": _seasons,
    "quarter": _quarters,
    "half": _halves,
}


def _on_weekday(reference: str, weekday: int, today: date) -> Days | None:
    """The day of a month that falls on a weekday in this year or one of its neighbours."""
    values = reference.split()[1:]
    days = _monthdays(today, int(values[0]), int(values[1]))
    close = [each for each in days if abs(each[0].year - today.year) <= 1 and each[0].weekday() == weekday]
    return close[0] if len(close) == 1 else None


def _chosen(kind: str, values: tuple[int, ...], direction: str, today: date) -> Days | None:
    if direction == UNKNOWN:
        return None
    every = list(_RECURRING[kind](today, *values))
    if direction.startswith(("week", "year")):
        period = _week(today, int(direction[4:])) if direction[:4] == "week" else _year(today, int(direction[4:]))
        return next((days for days in every if period[0] <= days[0] <= period[1]), None)
    if direction == "this":
        period = _week(today, 0) if kind.startswith("week") else _year(today, 0)
        return next((days for days in every if period[0] <= days[0] <= period[1]), None)
    past = next((days for days in reversed(every) if days[0] <= today), None)
    if kind in ("quarter", "half") and direction == "past" and past and today - past[0] < _HARDLY_BEGUN:
        return None
    future = next((days for days in every if days[1] >= today), None)
    if direction == "last":
        return next((days for days in reversed(every) if days[1] < today), None)
    if direction == "next":
        return next((days for days in every if days[0] > today), None)
    if past is None or future is None or kind.startswith("week"):
        return past if direction == "past" else future
    return _of_two(past, future, direction, today)


def _of_two(past: Days, future: Days, direction: str, today: date) -> Days | None:
    """Choose between the last and the next time in a year; None if direction and nearness disagree."""
    ago, ahead = today - past[1], future[0] - today
    if direction == "past":
        return None if ago > _FAR and ahead < _CLOSE else past
    if direction == "future":
        return None if ahead > _FAR and ago < _CLOSE else future
    if past == future:
        return past
    nearer, farther = sorted(((ago, past), (ahead, future)), key=lambda pair: pair[0])
    return nearer[1] if farther[0] - nearer[0] > timedelta(days=180) else None
