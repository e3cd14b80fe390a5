"""Dates of articles, as people and programs write them -> EDTF; implausible ones are kept as given, never corrected."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

EARLIEST_YEAR = 1600
_MONTHS = (
    "januar|jänner|jan|january februar|feber|feb|february märz|maerz|mrz|mär|mar|march april|apr mai|may juni|jun|june"
    " juli|jul|july august|aug september|sept|sep oktober|okt|october|oct november|nov dezember|dez|december|dec"
).split()
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_NAME = "|".join(sorted(_MONTH_NUMBER, key=lambda name: (-len(name), name)))
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
# in this order: the first form that fits decides
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}(?!\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}(?!\d)",
        rf"{_DAY}(?P<sep>[-/]){_MONTH}(?P=sep){_YEAR}(?!\d)",
        rf"{_DAY}\.{_MONTH}\.(?P<short>\d\d)(?!\d)",
        rf"{_DAY}\.? (?P<name>{_NAME})\.?,? {_YEAR}(?!\d)",
        rf"(?P<name>{_NAME})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        rf"(?P<name>{_NAME})\.? {_YEAR}(?!\d)",
        rf"{_YEAR}-{_MONTH}(?!\d)",
        rf"{_MONTH}[/.]{_YEAR}(?!\d)",
        rf"{_YEAR}(?!\d)",
    )
]
_WEEKDAY = re.compile(
    r"(?:(?:am|den|vom|stand|on):? )?"
    r"(?:(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[.,]* ?(?:den |der )?)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:[T,;|/ –-]|um)*\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?(?: ?uhr| ?h\b)?"
    r"(?: ?(?:z|utc|gmt|mes?z|ces?t|[+-]\d\d(?::?\d\d)?)\b)?",
    re.IGNORECASE,
)
_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?[?~%]?(/(\d{4}(-\d\d(-\d\d)?)?[?~%]?|\.\.)?)?|\d{3}X|\d\dXX")


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date read: EDTF, or None with what was given and why it was not taken."""

    edtf: str | None = None
    given: str | None = None
    note: str | None = None


def read_date(given: object, *, today: date) -> GivenDate:
    """EDTF of a date given as text, number of seconds, `date` or `datetime`.

    A future date (two days after `today` and later), one before 1600 and one that is no day of the calendar are
    returned as given with a note. Times of day are dropped: the day is the article's own, in its own time zone.
    """
    if given is None or given == "" or isinstance(given, bool):
        return GivenDate()
    if isinstance(given, datetime | date):
        given = given.isoformat()
    if isinstance(given, int | float):
        given = _from_seconds(given) or str(given)
    shown = " ".join(str(given)[:200].split())
    if not shown:
        return GivenDate()
    found = leading_date(shown)
    if found is None or shown[found.end :].strip(" .,;|()"):
        return _read_edtf(shown, today=today)
    problem = _implausible(found, today=today)
    return GivenDate(None, shown, problem) if problem else GivenDate(found.edtf)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at the beginning of a text, up to `end`; month and day are None where it has none."""

    year: int
    month: int | None
    day: int | None
    end: int

    @property
    def edtf(self) -> str:
        """Year, year and month, or full date."""
        later = (part for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04d}", *(f"{part:02d}" for part in later)))


def leading_date(text: str) -> FoundDate | None:
    """The date that `text` begins with, with weekday before and time of day behind it, if it begins with one."""
    start = weekday.end() if (weekday := _WEEKDAY.match(text)) else 0
    for form in _FORMS:
        if match := form.match(text, start):
            time = _TIME.match(text, match.end())
            return _found(match, time.end() if time else match.end())
    return None


def _found(match: re.Match[str], end: int) -> FoundDate:
    parts = match.groupdict()
    name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
    number = _MONTH_NUMBER[name.casefold()] if name else int(month) if month else None
    year = parts.get("year") or _full_year(parts["short"])
    return FoundDate(int(year), number, int(day) if day else None, end)


def _full_year(short: str) -> str:
    """`22` -> 2022, `98` -> 1998: newspapers on disk are younger than 1950."""
    return ("20" if int(short) < 50 else "19") + short


def _implausible(found: FoundDate, *, today: date) -> str | None:
    year, month, day = found.year, found.month, found.day
    if year < EARLIEST_YEAR:
        return f"implausible date: before {EARLIEST_YEAR}"
    if month is not None and not 1 <= month <= 12:
        swapped = day is not None and month <= 31 and 1 <= day <= 12
        return "implausible date: day and month swapped?" if swapped else "implausible date: no such month"
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return "implausible date: no such day"
    # one day of grace: an article dated tomorrow in its own time zone is no error
    if date(year, month or 1, day or 1) > today + timedelta(days=1):
        return "implausible date: in the future"
    return None


def _read_edtf(shown: str, *, today: date) -> GivenDate:
    """Approximate dates and intervals that are EDTF already; anything else is not understood."""
    if not _EDTF.fullmatch(shown):
        return GivenDate(None, shown, "date not understood")
    for part in shown.split("/"):
        found = leading_date(part)
        problem = found and _implausible(found, today=today)
        if problem:
            return GivenDate(None, shown, problem)
    return GivenDate(shown)


def _from_seconds(given: float) -> str | None:
    """Unix time in seconds or milliseconds; small numbers are years or nonsense and stay what they are."""
    seconds = given / 1000 if 1e11 < given < 1e14 else given
    if not 1e8 < seconds < 1e11:
        return None
    return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
