"""Dates and bare years in German text, as EDTF (ISO 8601-2)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from pipeline.numbers.amounts import Amount, Found, Number, skip_space, unit_at
from pipeline.numbers.context import approximator, follows_festival, follows_product, is_competition, word_before
from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.nouns import Spans, directly_counted, noun_after
from pipeline.numbers.words import read_word

BETWEEN = re.compile(rf"\bzwischen{SPACE}(?:\w+{SPACE}){{0,2}}$", re.IGNORECASE)
_TO = rf"{SPACE}?(?:bis(?:{SPACE}(?:zum|am))?|[-–—]|und(?:{SPACE}dem)?|oder){SPACE}?"
_PART_OF_YEAR = "(?:Anfang|Mitte|Ende)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_CONNECT = re.compile(_TO)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or clock time, or a span of two, at a position in the text; `edtf` is EDTF or HH:MM."""

    start: int
    end: int
    kind: str
    edtf: str
    edtf_max: str | None = None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns that contain the names of the months, which come from the lexicon."""

    full: re.Pattern[str]
    days: re.Pattern[str]
    month_before: re.Pattern[str]
    month_year: re.Pattern[str]
    word_day: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    month = lexicon().month_source
    year = rf"(?:{SPACE}?(?:des{SPACE}Jahres{SPACE})?(?P<y>[12]\d{{3}})(?![\d]|[.,]\d))?"
    return _Patterns(
        full=re.compile(rf"(?P<d>{_DAY})\.{SPACE}{{0,2}}(?P<mon>{month}){year}"),
        days=re.compile(
            rf"(?P<d>{_DAY})\.(?P<to>{_TO}|{SPACE}?/{SPACE}?|,{SPACE}?|{SPACE}(?:auf(?:{SPACE}den)?|zum|sowie(?:{SPACE}am)?|und{SPACE}am){SPACE})(?=\d{{1,2}}\.)"
        ),
        month_before=re.compile(
            rf"(?:(?P<first>{month})(?P<to>{SPACE}?(?:bis|[-–/]){SPACE}?))?(?P<mon>{month}){SPACE}{{1,2}}$"
        ),
        word_day=re.compile(rf"(?P<a>[^\W\d_]+){SPACE}(?P<mon>{month}){year}"),
        month_year=re.compile(rf"(?:{_PART_OF_YEAR}{SPACE})?(?:(?P<mon>{month}){SPACE})?(?P<y>[12]\d{{3}})(?!\d)"),
    )


def is_span(text: str, start: int, connector: str) -> bool:
    """Whether a connector joins the bounds of one span; `und` and `oder` do so only after `zwischen`."""
    joined = re.search(r"und|oder|,|auf|sowie|(?<!bis.)zum", connector)
    return not joined or bool(BETWEEN.search(text, max(0, start - 30), start))


def _edtf(year: str | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a date: an unknown year is XXXX, and two digits mean 1941 to 2040."""
    if year and len(year) == 2:
        year = ("19" if int(year) > 40 else "20") + year
    parts = [year or "XXXX"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(parts)


# --- days -----------------------------------------------------------------------------------------

_NUMERIC = re.compile(
    rf"(?P<d>{_DAY})\.{SPACE}?(?P<m>0?[1-9]|1[0-2])\.(?:{SPACE}?(?P<y>[12]\d{{3}}|\d\d)(?![\d.]\d|\d|,\d))?"
)
_BRACKETED = re.compile(rf"(?P<d>{_DAY})\.(?P<m>0[1-9]|1[0-2])(?=\))")
_WEEKDAY = re.compile(rf"(?:tag|abend|Mittwoch)s?{SPACE}\($")
_DAY_CONTEXT = re.compile(
    rf"(?:^|\b(?:am|vom|zum|dem|den|der|ab|seit|bis|und|oder|zwischen)|[(,–—-]|\b(?:Mo|Di|Mi|Do|Fr|Sa|So)\.,?){SPACE}?$",
    re.IGNORECASE,
)
_DAY_FOLLOWS = re.compile(r"[-–]\d{1,2}\.\d{1,2}\.")


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_possible(edtf: str) -> bool:
    """Whether the calendar has the day of an EDTF date: not `2022-06-31` and not `2021-02-29`."""
    match = _EDTF_DAY.fullmatch(edtf)
    if match is None:
        return True
    year, month, day = match["y"], int(match["m"]), int(match["d"])
    if not 1 <= month <= 12:
        return False
    length = monthrange(int(year), month)[1] if year.isdigit() and int(year) else _LONGEST[month - 1]
    return 1 <= day <= length


_EDTF_DAY = re.compile(r"(?P<y>[\dX]{4})-(?P<m>\d\d)-(?P<d>\d\d)")


def find_day(text: str, start: int) -> Moment | None:
    """Find a calendar day, or a span of days, that begins at `start`."""
    if text[start].isalpha():
        return _word_day(text, start)
    if pair := _day_pair(text, start):
        return pair
    first = _day_at(text, start)
    if first is None:
        return None
    connector = _CONNECT.match(text, first.end)
    second = _day_at(text, connector.end()) if connector else None
    if connector and second and is_span(text, start, connector[0]):
        year = first.year or second.year
        low, high = _edtf(year, first.month, first.day), _edtf(second.year or year, second.month, second.day)
        return Moment(start, second.end, "date", low, high)
    return Moment(start, first.end, "date", _edtf(first.year, first.month, first.day))


@dataclass(frozen=True, slots=True)
class _Day:
    end: int
    day: int
    month: int
    year: str | None


def _day_at(text: str, start: int) -> _Day | None:
    """Read a day of a month: `6. Januar 2022`, `14.5.`, `14.05.2014`, `Mittwoch (26.06)`."""
    if match := _patterns().full.match(text, start):
        return _Day(match.end(), int(match["d"]), lexicon().months[match["mon"]], match["y"])
    bracketed = _BRACKETED.match(text, start)
    if bracketed and _WEEKDAY.search(text, max(0, start - 10), start):
        return _Day(bracketed.end(), int(bracketed["d"]), int(bracketed["m"]), None)
    match = _NUMERIC.match(text, start)
    if not match or (not match["y"] and text[match.end() : match.end() + 1].isdigit()):
        return None
    padded = len(match["d"]) == len(match["m"]) == 2
    if (
        match["y"]
        or padded
        or _DAY_FOLLOWS.match(text, match.end())
        or _DAY_CONTEXT.search(text, max(0, start - 12), start)
    ):
        return _Day(match.end(), int(match["d"]), int(match["m"]), match["y"])
    return None


def _day_pair(text: str, start: int, *, listed: int = 1) -> Moment | None:
    """Read `3. bis 5. Juni` as one span, and the first day of `3. und 5. Juni`, which inherits the month."""
    match = _patterns().days.match(text, start)
    second = _day_at(text, match.end()) if match else None
    if match is None:
        return None
    if second is None:
        # no month has more days to list, but hostile text may list thousands
        inner = _day_pair(text, match.end(), listed=listed + 1) if listed < 31 else None
        if inner is None or is_span(text, start, match["to"]):
            return None
        return Moment(start, match.end("d") + 1, "date", inner.edtf[:-2] + f"{int(match['d']):02d}")
    first = _edtf(second.year, second.month, int(match["d"]))
    if not is_span(text, start, match["to"]):
        return Moment(start, match.end("d") + 1, "date", first)
    return Moment(start, second.end, "date", first, _edtf(second.year, second.month, second.day))


def _word_day(text: str, start: int) -> Moment | None:
    """Read `ersten Mai`."""
    match = _patterns().word_day.match(text, start)
    word = read_word(match["a"]) if match else None
    if match is None or word is None or word.role != "ordinal" or word.value > 31:
        return None
    edtf = _edtf(match["y"], lexicon().months[match["mon"]], int(word.value))
    return Moment(start, match.end(), "date", edtf)


# --- ISO dates, months and spans of years ---------------------------------------------------------

_ISO = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?=T\d\d:|(?![\w-]))|(?![\w-]))")
_SLASHED = re.compile(r"(?P<m>0[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\w/-])")
_DASHED = re.compile(r"(?P<d>0[1-9]|[12]\d|3[01])-(?P<m>0[1-9]|1[0-2])-(?P<y>[12]\d{3})(?![\w-])")
_YEAR = re.compile(r"(?P<y>[12]\d{3})(?![\d\w]|[.,:]\d)")
_YEAR_SPAN = re.compile(
    rf"(?P<a>[12]\d{{3}})(?P<to>{SPACE}?(?:/|[-–—]|bis(?:{SPACE}{_PART_OF_YEAR})?|und|oder){SPACE}?)(?P<b>[12]\d{{3}}|\d\d)(?![\d\w]|[.,:]\d)"
)


def find_iso(text: str, start: int) -> Moment | None:
    """Find `2022-01-06`, `06-01-2022` or `01/2022`."""
    if dashed := _DASHED.match(text, start):
        return Moment(start, dashed.end(), "date", f"{dashed['y']}-{dashed['m']}-{dashed['d']}")
    if slashed := _SLASHED.match(text, start):
        return Moment(start, slashed.end(), "date", f"{slashed['y']}-{slashed['m']}")
    match = _ISO.match(text, start)
    return Moment(start, match.end(), "date", match[0]) if match and _iso_not_season(match[0]) else None


def _iso_not_season(date: str) -> bool:
    """Whether digits are an ISO date rather than a season: in `2009-10`, 10 follows 09, so it is a span of years."""
    return len(date) != 7 or int(date[5:]) != int(date[2:4]) + 1


def find_month_year(text: str, start: int) -> Moment | None:
    """Find `März 2021` from its year; also `Mai bis Juni 2012`, `Mai 2010 bis Ende 2012`."""
    year = _YEAR.match(text, start)
    before = _patterns().month_before.search(text, max(0, start - 40), start) if year else None
    if not year or not before:
        return None
    months = lexicon().months
    mine = _edtf(year["y"], months[before["mon"]])
    if before["first"]:
        return Moment(before.start(), year.end(), "date", _edtf(year["y"], months[before["first"]]), mine)
    connector = _CONNECT.match(text, year.end())
    second = _patterns().month_year.match(text, connector.end()) if connector else None
    if connector and second and is_span(text, before.start(), connector[0]):
        month = months[second["mon"]] if second["mon"] else None
        if month or "bis" in connector[0]:
            return Moment(before.start(), second.end(), "date", mine, _edtf(second["y"], month))
    return Moment(before.start(), year.end(), "date", mine)


def find_year_span(text: str, start: int) -> Moment | None:
    """Find `2022/23`, `2010–2015`, `2010 bis 2015`, and after `zwischen` also `2010 und 2015`."""
    match = _YEAR_SPAN.match(text, start)
    if not match or not is_span(text, start, match["to"]):
        return None
    last = match["b"] if len(match["b"]) == 4 else match["a"][:2] + match["b"]
    short = len(match["b"]) == 2
    if (short and "/" not in match["to"] and "-" not in match["to"] and "–" not in match["to"]) or int(last) <= int(
        match["a"]
    ):
        return None
    return Moment(start, match.end(), "date", match["a"], last)


# --- centuries and decades ------------------------------------------------------------------------

_CENTURY = re.compile(
    rf"(?P<a>\d\d?)\.(?:(?P<to>{SPACE}?(?:bis(?:{SPACE}zum)?|[-–/]){SPACE}?)(?P<b>\d\d?)\.)?{SPACE}Jahrhunderts?(?:en|e)?(?!\w|-\w)"
)
_CENTURY_PART = re.compile(
    rf"(?P<a>\d\d?)\.(?={SPACE}(?:und|oder|bis){SPACE}(?:(?:Anfang|Mitte|Ende|Beginn){SPACE})?(?:im{SPACE}|des{SPACE}|zum{SPACE}|ins{SPACE})?\d\d?\.{SPACE}Jahrhundert)"
)
_WORD_CENTURY = re.compile(
    rf"(?P<a>\w+)(?:{SPACE}Jahrhunderts?(?!\w|-\w)|(?={SPACE}(?:und|oder|bis){SPACE}\w+ten{SPACE}Jahrhundert))"
)
_DECADE = re.compile(rf"(?P<c>1\d|20)?(?P<d>\d)0-?er(?P<tail>{SPACE}Jahren?|-Jahren?|[Jj]ahren?|n)?(?!\w|-\w)")
_DECADE_CONTEXT = re.compile(rf"(?:der|die|den|und|frühen|späten|bis){SPACE}$|[/–-]$")
_LETTERS = re.compile(r"\w+")
_WORD_DECADE = re.compile(rf"(?P<d>\w+er)(?:{SPACE}Jahren?)(?!\w|-\w)")
ERA = re.compile(rf"{SPACE}?(?P<era>v(?:\.|or)|n(?:\.|ach)){SPACE}?Chr(?:\.|ist(?:us|i{SPACE}Geburt))")


def find_period(text: str, start: int) -> Moment | None:
    """Find a century (`19. Jahrhundert`) or a decade (`1990er-Jahre`, `neunziger Jahre`)."""
    if match := _CENTURY.match(text, start) or _CENTURY_PART.match(text, start):
        last = match.groupdict().get("b")
        sign, end = _era(text, match.end())
        return Moment(start, end, "date", _century(int(match["a"]), sign), _century(int(last), sign) if last else None)
    if match := _DECADE.match(text, start):
        if match["c"] or match["tail"] or _DECADE_CONTEXT.search(text, max(0, start - 10), start):
            return Moment(start, match.end(), "date", f"{match['c'] or '19'}{match['d']}X")
        return None
    return _word_period(text, start)


def _word_period(text: str, start: int) -> Moment | None:
    """Find a century or decade in words: `zwanzigsten Jahrhundert`, `neunziger Jahre`."""
    if match := _WORD_CENTURY.match(text, start):
        word = read_word(match["a"])
        if word and word.role == "ordinal" and word.value <= 30:
            sign, end = _era(text, match.end())
            return Moment(start, end, "date", _century(int(word.value), sign))
    match = _WORD_DECADE.match(text, start) or _LETTERS.match(text, start)
    word = read_word(match.groupdict().get("d") or match[0]) if match else None
    if match and word and word.role == "decade" and ("jahr" in match[0].lower() or _is_decade(text, match)):
        return Moment(start, match.end(), "date", f"19{int(word.value) // 10}X")
    return None


_DECADE_BEFORE = re.compile(
    rf"(?:(?P<in>\b[Ii]n{SPACE}den{SPACE})|(?:\b(?:Anfang|Mitte|Ende|Beginn|Seit|seit|bis|aus|[Ww]ährend|[a-zäöü]+|\w+[a-zäöü]){SPACE})"
    rf"(?:der|den|die|zu{SPACE}den|in{SPACE}die|in{SPACE}den){SPACE}|\b(?:frühen|späten|mittleren|wilden|goldenen|Goldenen){SPACE}|^Die{SPACE})$"
)
_OF_AGE = re.compile(
    rf"\b(?:Mann|Frau|Person|Dame|Herr|er|sie|ist|war|waren|sind|Rentner\w*){SPACE}in{SPACE}den{SPACE}$"
)
_NO_DECADE_AFTER = re.compile(rf"(?:{SPACE}[A-ZÄÖÜ]|-\w)")


def _is_decade(text: str, match: re.Match[str]) -> bool:
    """Whether `Achtziger` without `Jahre` is a decade: `in den Achtzigern`; `eine Frau in den Achtzigern` is an age."""
    start = match.start()
    if not text[start].isupper() or _NO_DECADE_AFTER.match(text, match.end()):
        return False
    before = _DECADE_BEFORE.search(text, max(0, start - 40), start)
    return bool(before) and not _OF_AGE.search(text, max(0, start - 40), start)


def _century(number: int, sign: str = "") -> str:
    """EDTF of a century: the 19th is 18XX."""
    return f"{sign}{number - 1:02d}XX"


def _era(text: str, end: int) -> tuple[str, int]:
    """Sign of a century by the era after it (`v. Chr.`), and the end of the era."""
    era = ERA.match(text, end)
    return ("-", era.end()) if era and era["era"].startswith("v") else ("", end)


# --- bare years -----------------------------------------------------------------------------------

_BARE_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_CUE = re.compile(
    rf"\b(?:seit|jahre?s?|jahren|anfang|mitte|ende|sommer|herbst|winter|frühjahr|frühling|jahrgang|von|bis|ab|saison|"
    rf"spätestens|frühestens|schon|bereits|erst|wahl|wahlen|anno|geboren|gegründet|nach|vor|spätsommer|frühsommer|"
    rf"januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jänner|noch|zuletzt|"
    rf"[\w-]*jahr|[*†]){SPACE}(?:(?:mindestens|etwa|rund|ca\.|circa|ungefähr|spätestens){SPACE})?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(rf"\b(?:mehr|weniger|als){SPACE}(?:als{SPACE})?$", re.IGNORECASE)
_AROUND = re.compile(rf"\b[Uu]m{SPACE}$")
_CHANGE = re.compile(rf"{SPACE}(?:auf|gestiegen|gesunken|gefallen|höher|niedriger|zurück)\b")
_ERA_SPAN = re.compile(rf"(?P<to>{SPACE}(?:bis|und){SPACE})(?P<b>\d{{1,4}})(?={SPACE}?v(?:\.|or){SPACE}?Chr)")
_ABOUT = re.compile(rf"\b(?:um|rund|etwa|circa|zirka|ca\.|ungefähr){SPACE}$", re.IGNORECASE)
_TWO_CAPITALS = re.compile(rf"{SPACE}[A-ZÄÖÜ][a-zäöüß]+{SPACE}[A-ZÄÖÜ]")
_SINGULAR_PARTICIPLE = re.compile(rf"\b(?:der|die|das|des|dem|den|eine[rnms]?|ein){SPACE}$", re.IGNORECASE)
_PIXELS = re.compile(rf"{SPACE}?[x*×]{SPACE}?\d")
_PIXELS_BEFORE = re.compile(rf"\d{SPACE}?[x*×]{SPACE}?$")
_SINCE = re.compile(rf"\b(?:seit|[Jj]ahre?|[Aa]b|[Ss]eit|Anfang|Mitte|Ende|Sommer|Herbst|Frühjahr|Winter){SPACE}$")
_YEAR_AND_PLURAL = re.compile(rf"(?:19|20)\d\d(?={SPACE}(?:Millionen|Milliarden|Tausende|Hunderte)(?!\w))")


def read_year_before_plural(text: str, start: int) -> Found | None:
    """Read the year in `seit 2005 Millionen Besucher`, which does not mean two billion visitors."""
    match = _YEAR_AND_PLURAL.match(text, start)
    if match is None or not _SINCE.search(text, max(0, start - 12), start):
        return None
    return Number(start, match.end(), match[0], "date", edtf=match[0]), match.end()


def read_era_year(text: str, amount: Amount) -> Found | None:
    """Read `44 v. Chr.`, which is the EDTF year -0043."""
    start = amount.start
    span = _ERA_SPAN.match(text, amount.end)
    era = ERA.match(text, span.end() if span else amount.end)
    if era is None or amount.value != int(amount.value) or not 0 < amount.value < 10_000:
        return None
    years = [int(amount.value), *([int(span["b"])] if span else [])]
    codes = [
        f"{year:04d}" if era["era"].startswith("n") else f"-{year - 1:04d}" if year > 1 else "0000" for year in years
    ]
    about = "~" if _ABOUT.search(text, max(0, start - 10), start) else None
    last = codes[1] if span else None
    return Number(
        start, era.end(), text[start : era.end()], "date", edtf=codes[0], edtf_max=last, approx=about
    ), era.end()


def read_year(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read a bare year; None if the four digits are an amount, (None, end) if they belong to a name."""
    start, end = amount.start, amount.end
    if found := read_era_year(text, amount):
        return found
    if re.fullmatch(r"\d{3}", text[start:end]) and word_before(text, start) in {"Jahr", "Jahre"}:
        counted = noun_after(text, end, names=names)
        return None if counted else (Number(start, end, text[start:end], "date", edtf=f"0{text[start:end]}"), end)
    measured = unit_at(text, end) or lexicon().scale_pattern.match(text, skip_space(text, end))
    if measured or not _BARE_YEAR.fullmatch(text, start, end) or _PIXELS.match(text, end):
        return None
    if _PIXELS_BEFORE.search(text, max(0, start - 4), start):
        return None
    before = word_before(text, start)
    if is_competition(before) or follows_product(text, start) or follows_festival(text, start):
        return None, end
    if not _is_year(text, amount, before, names):
        return None
    about = "~" if _ABOUT.search(text, max(0, start - 10), start) else None
    return Number(start, end, text[start:end], "date", edtf=text[start:end], approx=about), end


def _is_year(text: str, amount: Amount, before: str, names: Spans) -> bool:
    """Whether four digits are a year rather than an amount, by the words around them and the noun they may count."""
    value, start, end = int(amount.value), amount.start, amount.end
    if _CUE.search(text, max(0, start - 24), start):
        return True
    recent = 1900 <= value <= 2040
    if _AROUND.search(text, max(0, start - 3), start):
        return not _CHANGE.match(text, end) and noun_after(text, end, names=names) is None
    relation = approximator(text, start)
    if relation and relation[0] in "><" and _COMPARED.search(text, max(0, start - 12), start):
        return recent and value % 50 != 0 and noun_after(text, end, names=names) is None
    if relation:
        return relation[0] == "~" and recent and value % 100 != 0 and noun_after(text, end, names=names) is None
    if recent and value % 50 != 0:
        return before not in {"insgesamt", "genau", "exakt"} or not directly_counted(text, end, names=names)
    noun = noun_after(text, end, names=names)
    if noun is None:
        return value % 100 != 0 or recent or _starts_clause(text, start)
    if _TWO_CAPITALS.match(text, end):
        return value % 100 != 0
    if value % 100 == 0 or directly_counted(text, end, names=names):
        return not noun.endswith(("e", "n", "r", "s")) or (
            bool(_SINGULAR_PARTICIPLE.search(text, max(0, start - 8), start)) and value % 100 != 0
        )
    return bool(_SINGULAR_PARTICIPLE.search(text, max(0, start - 8), start))


def _starts_clause(text: str, start: int) -> bool:
    """Whether digits open a sentence: `1800 hieß das Gasthaus`."""
    return start == 0 or text[max(0, start - 2) : start].strip(" ") in {".", "\n"}
