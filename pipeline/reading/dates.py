"""Dates of articles as people and programs write them -> EDTF; keep implausible ones as given, never correct them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MIN_YEAR = 1600
_MONTHS = (
    "januar|jänner|jan|january februar|feber|feb|february märz|maerz|mrz|mär|mar|march april|apr mai|may juni|jun|june"
    " juli|jul|july august|aug september|sept|sep oktober|okt|october|oct november|nov dezember|dez|december|dec"
).split()
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_NAME = "|".join(sorted(_MONTH_NUMBER, key=lambda name: (-len(name), name)))
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
# the first form that matches wins
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sep>[-/.]){_MONTH}(?P=sep){_DAY}(?!\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)",
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}(?!\d)",
        # month before day only with AM or PM, as Americans write
        rf"(?P<month>0?[1-9]|1[0-2])/{_DAY}/{_YEAR}(?=,? \d{{1,2}}:\d\d(?::\d\d)? ?(?-i:[AP]M)\b)",
        rf"{_DAY}(?P<sep>[-/]){_MONTH}(?P=sep){_YEAR}(?!\d)",
        rf"{_DAY}\.{_MONTH}\.(?P<short>\d\d)(?!\d)",
        rf"{_DAY}(?:\.? |-)(?P<name>{_NAME})(?:\.?,? |-){_YEAR}(?!\d)",
        rf"{_DAY}(?P<sep>[ -])(?P<name>{_NAME})(?P=sep)(?P<short>\d\d)(?= \d\d:)",
        rf"(?P<name>{_NAME})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        rf"(?P<name>{_NAME}) {_DAY} \d\d:\d\d:\d\d(?: [A-Z]{{2,4}}| [+-]\d{{4}})? {_YEAR}(?!\d)",
        rf"(?P<name>{_NAME})\.? {_YEAR}(?!\d)",
        rf"{_YEAR}-{_MONTH}(?!\d)",
        rf"{_MONTH}[/.]{_YEAR}(?!\d)",
        rf"{_YEAR}(?!\d)",
    )
]
_WEEKDAY = re.compile(
    r"(?:(?:veröffentlicht|publiziert|erschienen|erstellt|published|posted):? )?(?:(?:am|den|vom|stand|on):? )?"
    r"(?:(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b[.,]* ?(?:den |der )?)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"T\d{4}(?:\d\d)?(?:[.,]\d+)?z?\b"
    r"|(?:[T,;|/ –-]|um|at)*(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?(?: ?uhr| ?h\b| ?(?-i:[AP]M)\b)?|\d{1,2} ?uhr\b)"
    r"(?: ?(?:z|(?:utc?|gmt)(?:[+-]\d\d(?::?\d\d)?)?|mes?z|ces?t|(?-i:[ECMP][SD]T)|[+-]\d\d(?::?\d\d)?)\b)?"
    r"(?: ?\([^()]{1,60}\)|\[[^\[\]]{1,60}\])?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([+-]?\d{9,19})(?:\.\d*)?")
_DOTNET = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?[?~%]?(/(\d{4}(-\d\d(-\d\d)?)?[?~%]?|\.\.)?)?|\d{3}X|\d\dXX")


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date read: EDTF, or None with the date as given and the reason for its rejection."""

    edtf: str | None = None
    given: str | None = None
    note: str | None = None


def read_date(given: object, *, today: date) -> GivenDate:
    """Convert a date to EDTF: text, Unix time, `date`, `datetime`, or the formats of databases and feed readers.

    Dates two or more days after `today`, dates before 1600 and dates that are not in the calendar are returned as
    given with a note. The time of day is dropped: the day counts in the time zone of the article.
    """
    shown = _as_text(given)
    if not shown:
        return GivenDate()
    found = leading_date(shown)
    if found is None or shown[found.end :].strip(" .,;|()"):
        return _read_edtf(shown, today=today)
    problem = _find_problem(found, today=today)
    return GivenDate(None, shown, problem) if problem else GivenDate(found.edtf)


def _as_text(given: object) -> str:
    """Return a date of any type as text, or an empty string if nothing is given."""
    given = _unwrap(given)
    # only NaN, which pandas uses for missing values, differs from itself
    if given is None or isinstance(given, bool) or given != given:
        return ""
    if isinstance(given, datetime | date):
        return given.isoformat()
    if isinstance(given, int | float):
        return _of_number(given)
    shown = " ".join(str(given)[:200].split())
    if dotnet := _DOTNET.fullmatch(shown):
        return _of_number(int(dotnet[1]))
    number = _NUMBER.fullmatch(shown)
    return _of_number(int(number[1])) if number else shown


def _unwrap(given: object, depth: int = 0) -> object:
    """Unwrap a date from MongoDB's `{"$date": …}`, a list of one, or the nine numbers of feedparser."""
    if depth > 3:
        return None
    if isinstance(given, Mapping):
        inner = (given.get(name) for name in ("$date", "$numberLong", "@value", "#text", "value", "date"))
        return _unwrap(next((value for value in inner if value is not None), None), depth + 1)
    if isinstance(given, list | tuple):
        numbers = [part for part in given[:3] if isinstance(part, int) and not isinstance(part, bool)]
        if len(numbers) == 3:
            return "-".join(f"{part:02d}" for part in numbers)
        return _unwrap(given[0], depth + 1) if given else None
    return given


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at the beginning of a text, up to offset `end`; month and day are None if missing."""

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
    """Return the date at the beginning of a text, or None; weekday and time of day may surround it."""
    start = weekday.end() if (weekday := _WEEKDAY.match(text)) else 0
    for form in _FORMS:
        if match := form.match(text, start):
            time = _TIME.match(text, match.end())
            return _read_match(match, time.end() if time else match.end())
    return None


def _read_match(match: re.Match[str], end: int) -> FoundDate:
    parts = match.groupdict()
    name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
    number = _MONTH_NUMBER[name.casefold()] if name else int(month) if month else None
    year = parts.get("year") or _full_year(parts["short"])
    return FoundDate(int(year), number, int(day) if day else None, end)


def _full_year(short: str) -> str:
    """Complete a two-digit year: `22` -> 2022, `98` -> 1998; digital newspapers are younger than 1950."""
    return ("20" if int(short) < 50 else "19") + short


def _find_problem(found: FoundDate, *, today: date) -> str | None:
    year, month, day = found.year, found.month, found.day
    if year < MIN_YEAR:
        return f"implausible date: before {MIN_YEAR}"
    if month is not None and not 1 <= month <= 12:
        swapped = day is not None and month <= 31 and 1 <= day <= 12
        return "implausible date: day and month swapped?" if swapped else "implausible date: no such month"
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return "implausible date: no such day"
    # allow one day, because it may be tomorrow already in the time zone of the article
    if date(year, month or 1, day or 1) > today + timedelta(days=1):
        return "implausible date: in the future"
    return None


def _read_edtf(shown: str, *, today: date) -> GivenDate:
    """Accept approximate dates and intervals that are EDTF already; reject anything else."""
    if not _EDTF.fullmatch(shown):
        return GivenDate(None, shown, "date not understood")
    for part in shown.split("/"):
        found = leading_date(part)
        problem = found and _find_problem(found, today=today)
        if problem:
            return GivenDate(None, shown, problem)
    return GivenDate(shown)


def _of_number(given: float) -> str:
    """Return the day of a Unix time (seconds to nanoseconds); other numbers, such as `202201071530`, as digits."""
    if isinstance(given, float):
        if not given.is_integer():
            return _day_of_unix_time(given) or str(given)
        given = int(given)
    digits = str(given)[:200]
    if len(digits) == 14 or (len(digits) == 12 and "1900" <= digits[:4] < "2100"):
        return digits
    # ten digits are Unix time (1641550000) unless they begin with a plausible date (2022010715)
    far = leading_date(f"{digits}00") if len(digits) == 10 and digits >= "1990" else None
    return far.edtf if far and far.year < 2100 else _day_of_unix_time(given) or digits


def _day_of_unix_time(given: float) -> str | None:
    """Return the day of a Unix time, or None; small numbers are years or nonsense."""
    for limit, unit in ((1e11, 1), (1e14, 10**3), (1e17, 10**6), (1e20, 10**9)):
        if 1e8 < abs(given) < limit:
            try:
                return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=given / unit)).date().isoformat()
            except OverflowError:
                return None
    return None
