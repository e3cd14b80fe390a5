"""Clock times in German text, as HH:MM, and the rules for dates and times in the order in which they are tried."""

import re
from collections.abc import Callable

from pipeline.numbers.amounts import unit_at
from pipeline.numbers.dates import Moment, find_day, find_iso, find_month_year, find_period, find_year_span, is_span
from pipeline.numbers.lexicon import SPACE
from pipeline.numbers.words import cardinal_value

_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = re.compile(rf"(?P<h>{_HOUR})(?:(?P<sep>[.:])(?P<m>[0-5]\d))?(?![\d:]|[.,]\d|{SPACE}(?:Stunden?|Minuten?)\b)")
_WORD_HOUR = re.compile(r"[^\W\d_]+")
_OCLOCK = re.compile(
    rf"{SPACE}{{0,2}}Uhr(?:{SPACE}(?P<m>[0-5]\d)(?!\w|[.,]\d|{SPACE}(?:Uhr|Grad|Prozent|Euro|[A-ZÄÖÜ])))?(?!\w|-\w)"
)
_CLOCK_TO = re.compile(rf"{SPACE}?(?:bis|[-–—]|und|oder){SPACE}?")
_SPOKEN = re.compile(
    rf"(?P<q>halb|[Dd]rei{SPACE}?[Vv]iertel|[Vv]iertel(?:{SPACE}(?:nach|vor))?){SPACE}(?P<h>[^\W\d_]+)(?![\w-])",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\d{1,2}\.[0-5]\d(?!\d)")
_TOWARDS = re.compile(rf"\b[Gg]egen{SPACE}$")
_SHORT_HOUR = re.compile(rf"\b(?:um|gegen|bis|ab|kurz{SPACE}(?:vor|nach)){SPACE}$")
_DAYTIME = re.compile(
    rf"{SPACE}(?:abends|morgens|früh|nachts|nachmittags|mittags|vormittags|am{SPACE}(?:Morgen|Abend|Nachmittag))(?!\w)"
)


def _clock(text: str, pos: int) -> tuple[int, str, bool] | None:
    """Read an hour: its end, HH:MM, and whether its minutes follow a colon."""
    if match := _CLOCK.match(text, pos):
        return match.end(), f"{int(match['h']):02d}:{match['m'] or '00'}", match["sep"] == ":"
    word = _WORD_HOUR.match(text, pos)
    hour = _hour_word(word[0]) if word else None
    return (word.end(), f"{hour:02d}:00", False) if word and hour is not None else None


def _hour_word(word: str) -> int | None:
    """Hour of a number word, at most 24, or None."""
    value = 1 if word in {"ein", "eins"} else cardinal_value(word)
    return int(value) if value is not None and value <= 24 else None


def find_time(text: str, start: int) -> Moment | None:
    """Find `17.30 Uhr`, `9 bis 18 Uhr`, `17:30` or `halb acht`."""
    if spoken := _spoken_time(text, start) or _spoken_minutes(text, start):
        return spoken
    first = _clock(text, start)
    if first is None:
        return None
    end, low, colon = first
    if uhr := _OCLOCK.match(text, end):
        end, low = uhr.end(), f"{low[:3]}{uhr['m']}" if uhr["m"] else low
    connector = _CLOCK_TO.match(text, end)
    second = _clock(text, connector.end()) if connector else None
    if connector and second and (closing := _OCLOCK.match(text, second[0])):
        if is_span(text, start, connector[0]):
            return Moment(start, closing.end(), "time", low, second[1])
        return Moment(start, end, "time", low)
    if uhr or colon or _bare_hour(text, start, end):
        return Moment(start, end, "time", low)
    return None


def _bare_hour(text: str, start: int, end: int) -> bool:
    """Whether an hour without `Uhr` is a time: `um acht abends`, `um 17.30`, `gegen acht.`."""
    if _SHORT_HOUR.search(text, max(0, start - 12), start) and _DAYTIME.match(text, end):
        return True
    if _DOTTED.match(text, start) and _SHORT_HOUR.search(text, max(0, start - 12), start):
        return unit_at(text, end) is None
    spelled = text[start].isalpha() and text[start:end].lower() not in {"ein", "null"}
    return spelled and bool(_TOWARDS.search(text, max(0, start - 6), start) and text[end : end + 1] in set(".,;!?"))


_MINUTES_TO = re.compile(
    rf"(?P<n>fünf|zehn|zwanzig){SPACE}(?P<to>vor|nach){SPACE}(?P<h>[^\W\d_]+)(?![\w-]|{SPACE}(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)


def _spoken_minutes(text: str, start: int) -> Moment | None:
    """Find `fünf vor zwölf`."""
    match = _MINUTES_TO.match(text, start)
    hour = _hour_word(match["h"]) if match else None
    minutes = cardinal_value(match["n"]) if match else None
    if match is None or hour is None or minutes is None or not 1 <= hour <= 12:
        return None
    total = (hour * 60 + int(minutes) * (1 if match["to"].lower() == "nach" else -1)) % (12 * 60)
    return Moment(start, match.end(), "time", f"{total // 60 or 12:02d}:{total % 60:02d}")


def _spoken_time(text: str, start: int) -> Moment | None:
    """Find `halb acht`, `Viertel nach drei`; morning and evening are not distinguished."""
    match = _SPOKEN.match(text, start)
    hour = _hour_word(match["h"]) if match else None
    if match is None or hour is None or not 1 <= hour <= 12:
        return None
    quarter = match["q"].lower()
    minutes = {"halb": -30, "viertel": -45}.get(quarter, 15 if "nach" in quarter else -15)
    total = (hour * 60 + minutes) % (12 * 60)
    return Moment(start, match.end(), "time", f"{total // 60 or 12:02d}:{total % 60:02d}")


DATE_RULES: tuple[Callable[[str, int], Moment | None], ...] = (
    find_time,
    find_iso,
    find_day,
    find_period,
    find_month_year,
    find_year_span,
)
