"""Dates that depend on the article's date: `am Dienstag`, `vergangenes Jahr`, `vor drei Tagen`, `6. Januar` without a year.

What counts as such a date, and in which direction it is resolved, follows the German resources of HeidelTime (Strötgen
and Gertz 2013) and the TIMEX3 guidelines: an expression gets a reference (see `references`), which becomes a date once the
article's date is known. Durations ("seit drei Jahren"), repeated times ("jeden Montag") and dates told from another one
("am Tag darauf") are not found.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.numbers.amounts import Number
from pipeline.numbers.dates import BETWEEN
from pipeline.numbers.finder import find_numbers
from pipeline.numbers.lexicon import SPACE
from pipeline.numbers.nouns import Spans, covering_span
from pipeline.numbers.references import UNKNOWN
from pipeline.numbers.tense import direction

_WEEKDAYS = {
    "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag": 5, "Sonnabend": 5, "Sonntag": 6,
}  # fmt: skip
_MONTHS = {
    "Januar": 1, "Jänner": 1, "Februar": 2, "Feber": 2, "März": 3, "April": 4, "Mai": 5, "Juni": 6, "Juli": 7, "August": 8,
    "September": 9, "Oktober": 10, "November": 11, "Dezember": 12,
}  # fmt: skip
_SEASONS = {"Frühling": 21, "Frühjahr": 21, "Sommer": 22, "Herbst": 23, "Winter": 24}
_FIXED = {"Silvester": "12 31", "Heiligabend": "12 24", "Neujahr": "1 1"}
_UNITS = {"Jahr": "year", "Mona": "months", "Woch": "week"}
_OFFSETS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_DAY_STEPS = {"vorgestrig": -2, "gestrig": -1, "heutig": 0, "morgig": 1}
_STEPS = {
    "vorletzt": -2, "letzt": -1, "vergangen": -1, "vorig": -1, "dies": 0, "laufend": 0, "kommend": 1, "nächst": 1,
    "übernächst": 2,
}  # fmt: skip
_EDGES = {"Anfang": "start", "Beginn": "start", "Mitte": "middle", "Ende": "end"}
_ORDER = {"erst": 1, "1": 1, "zweit": 2, "2": 2, "dritt": 3, "3": 3, "viert": 4, "4": 4}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_PARTS = "[Vv]ormittag|[Nn]achmittag|[Mm]ittag|[Mm]orgen|[Aa]bend|[Nn]acht|[Ff]rüh"
_PART = f"(?:{_PARTS})"
_STEP = rf"(?P<step>{_any(_STEPS)})(?:e[nmrs]?)?"
_BEFORE = 64  # characters: more than the longest modifiers

_ANCHOR = re.compile(
    rf"(?:(?P<weekday>{_any(_WEEKDAYS)})(?:{_PART}|{SPACE}{_PART})?"
    rf"|(?P<month>{_any(_MONTHS)})"
    rf"|(?P<weekend>Wochenende[ns]?)"
    rf"|(?P<unit>Jahr(?:e?s)?|Monat(?:e?s)?|Woche)"
    rf"|(?P<edge>(?P<of>Jahres|Monats|Wochen)(?P<which>anfang|beginn|mitte|ende)s?)"
    rf"|(?P<previous>Vor(?:jahr(?:e?s)?|monat(?:e?s)?|woche))"
    rf"|(?P<season>{_any(_SEASONS)})s?"
    rf"|(?P<share>Quartals?|Halbjahr(?:e?s)?|Jahreshälfte)"
    rf"|(?P<fixed>{_any(_FIXED)})(?:s?(?:tag|abend|nacht))?"
    rf"|(?P<day>Heute|Gestern|Vorgestern|Übermorgen)(?:{SPACE}{_PART})?)(?![\w-])"
)
_HEAD = re.compile(
    _any(
        {
            word[:4]
            for word in (*_WEEKDAYS, *_MONTHS, *_SEASONS, *_FIXED, "Wochen", "Jahr", "Monat", "Vorjahr", "Vormonat", "Vorwoche")
        }
        | {"Quar", "Halb", "Heut", "Gest", "Vorg", "Über"}
    )
)
"""The first letters of all words that `_ANCHOR` finds: searching for literals is ten times as fast."""
_ADVERB_HEAD = re.compile("heut|gest|vorg|morg|über")
_ADVERB = re.compile(
    rf"(?P<day>heute|gestern|vorgestern|morgen|übermorgen)(?:{SPACE}{_PART})?(?![\w-])"
    rf"|(?P<dated>{_any(_DAY_STEPS)})e[nmrs]?{SPACE}(?:{_any(_WEEKDAYS)}|{_PARTS}|Tage?s?)(?![\w-])"
)
_STEP_BEFORE = re.compile(rf"\b(?P<span>{_STEP}){SPACE}$", re.IGNORECASE)
_EDGE_BEFORE = re.compile(rf"\b(?P<span>(?P<edge>{_any(_EDGES)}))(?:{SPACE}(?P<of>der|des))?{SPACE}$")
_ORDINAL_BEFORE = re.compile(
    rf"\b(?P<span>(?P<ordinal>erst|zweit|dritt|viert)e[nrs]?|(?<!\d)[1-4]\.){SPACE}$", re.IGNORECASE
)
_NEW_BEFORE = re.compile(rf"\b(?P<span>neue[nms]?){SPACE}$")
_NIGHT_BEFORE = re.compile(rf"\b(?P<span>Nacht{SPACE}(?:zum|zu|auf(?:{SPACE}den)?)){SPACE}$")

_OF_YEAR = re.compile(
    rf"{SPACE}(?:(?:des{SPACE})?{_STEP}{SPACE}Jahre?s?|des{SPACE}(?P<other>Vorjahre?s|Jahres))(?!\w|-|{SPACE}\d)"
)
_OF_WEEK = re.compile(rf"{SPACE}(?:der{SPACE})?{_STEP}{SPACE}Woche(?![\w-])")
_YEAR_FOLLOWS = re.compile(rf",?{SPACE}?(?:(?:des{SPACE})?Jahres?{SPACE})?(?:['’]\d\d|[12]\d{{3}})(?!\d|[.:,]\d|{SPACE}Uhr)")
_DATE_FOLLOWS = re.compile(rf",?{SPACE}?\(?(?:(?:de[mnr]|vom){SPACE})?")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, the spans of its names, and the years that stand in it or in the sentence before."""

    text: str
    names: Spans
    days: frozenset[int]
    years: Sequence[tuple[int, str]]
    earlier_year: str | None

    def before(self, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text, max(0, start - _BEFORE), start)

    def direction(self, start: int, end: int, *, sentence: bool = True) -> str | None:
        if self.before(start, _SINCE):
            return "past"
        if self.before(start, _STILL):
            return "future"
        past = self.before(start, _OF_DAY)  # "die Wahl vom Sonntag zeigt"
        found = direction(self.text, start, end, present=not past, sentence=sentence)
        return found or ("future" if self.before(start, _UNTIL) else None)

    def within(self, reference: str, start: int) -> str:
        """Tie a reference without a year to the year that the sentence speaks of, if it speaks of one."""
        years = [year for year in self.years if _OF_A_YEAR.search(self.text, max(0, year[0] - _BEFORE), year[0])]
        if not years:
            return reference
        return f"{reference} in {min(years, key=lambda year: abs(year[0] - start))[1]}"


@dataclass(frozen=True, slots=True)
class _Reference:
    start: int
    end: int
    reference: str


_SINCE = re.compile(rf"\b[Ss]eit{SPACE}(?:(?:de[mnr]|Anfang|Mitte|Ende){SPACE})?$")
_STILL = re.compile(rf"\bnoch{SPACE}bis{SPACE}(?:(?:zum|Anfang|Mitte|Ende){SPACE})?$")
_OF_DAY = re.compile(rf"\bvom{SPACE}$")
_OF_A_YEAR = re.compile(
    rf"(?:\b(?:Jahre?s?|{_any(_SEASONS)}|{_any(_MONTHS)}|(?<!seit{SPACE})(?<!bis{SPACE})(?:Anfang|Mitte|Ende)){SPACE}|^|\d\.{SPACE}?)$"
)
_UNTIL = re.compile(rf"\b(?:[Aa]b|[Bb]is(?:{SPACE}(?:zum|Anfang|Mitte|Ende))?){SPACE}$")


def find_dated(text: str, *, names: Spans = (), earlier_year: str | None = None) -> list[Number]:
    """Find the numbers of a sentence and its relative dates, in order and without overlaps.

    >>> found = find_dated("Am 6. Januar und am Samstag kamen 30, vor drei Tagen nur 20")
    >>> [(number.text, number.edtf, number.relative) for number in found if number.kind == "date"]
    [('6. Januar', 'XXXX-01-06', 'monthday 1 6 past'), ('Samstag', None, 'weekday 5 past'), ('vor drei Tagen', None, 'day -3')]

    Args:
        text: the sentence.
        names: spans of proper names, in any order: nothing inside them is a number or a date, and names are not counted.
        earlier_year: the year that the sentence before names last.
    """
    names = sorted(names)
    numbers = find_numbers(text, names=names)
    dated = [number for number in numbers if number.kind == "date" and number.edtf]
    years = [(number.end - 4, number.edtf[:4]) for number in dated if number.edtf and number.text[-4:] == number.edtf[:4]]
    days = frozenset(number.start for number in dated if number.edtf and (len(number.edtf) >= 10 or "/" in number.edtf))
    sentence = _Sentence(text, names, days, years, earlier_year)
    kept = [_counted(sentence, number) or number for number in numbers]
    taken = [(number.start, number.end) for number in kept if number.kind in ("date", "time")]
    found = [each for each in _scan(sentence) if not any(each.start < end and start < each.end for start, end in taken)]
    if not found:
        return kept
    spans = [(each.start, each.end) for each in found]
    others = [number for number in kept if not any(number.start < end and start < number.end for start, end in spans)]
    new = [
        Number(each.start, each.end, text[each.start : each.end], "date", relative=each.reference) for each in found
    ]
    return sorted([*others, *new], key=lambda number: number.start)


def last_year(numbers: Sequence[Number]) -> str | None:
    """The year that the numbers of a sentence name last."""
    years = [number.edtf[:4] for number in numbers if number.kind == "date" and number.edtf]
    return next((year for year in reversed(years) if year.isdigit()), None)


# --- numbers that are part of a relative date -----------------------------------------------------------

_AGO = re.compile(
    rf"\b(?P<span>(?:(?P<day>[Hh]eute|[Gg]estern){SPACE}(?:genau{SPACE})?)?[Vv]or)"
    rf"(?:{SPACE}(?:genau|exakt|ziemlich{SPACE}genau|(?P<about>rund|etwa|circa|ca\.|ungefähr|knapp|fast|nahezu|beinahe|gut)))?{SPACE}$"
)
_AHEAD = re.compile(rf"\b(?P<span>[Ii]n)(?:{SPACE}(?:genau|(?P<about>rund|etwa|circa|ca\.|ungefähr|knapp|gut)))?{SPACE}$")
_WEEKDAY_BEFORE = re.compile(rf"(?P<weekday>{_any(_WEEKDAYS)}){_PART}?,?{SPACE}?\(?(?:(?:de[mnr]|vom){SPACE})?$")
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_COUNTS = {"d": ("day", 366), "wk": ("week", 53), "mo": ("months", 36), "a": ("years", 100)}


def _counted(sentence: _Sentence, number: Number) -> Number | None:
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


def _day_of_year(sentence: _Sentence, number: Number) -> Number:
    """Add the reference, and the words that name its year, to a day without a year."""
    bounds = [_NO_YEAR.fullmatch(edtf) for edtf in (number.edtf, number.edtf_max) if edtf]
    days = [f"monthday {int(bound[1])} {int(bound[2])}" for bound in bounds if bound]
    if len(days) != len(bounds):
        return replace(number, relative=UNKNOWN)
    end, reference = number.end, None
    if of_year := _OF_YEAR.match(sentence.text, number.end):
        end = of_year.end()
        reference = _joined(days, _year_of(of_year))
    elif len(days) == 1 and (weekday := sentence.before(number.start, _WEEKDAY_BEFORE)):
        reference = f"{days[0]} near on {_WEEKDAYS[weekday['weekday']]}"
    else:
        reference = sentence.within(
            _joined(days, sentence.direction(number.start, end, sentence=False) or "near"), number.start
        )
    return replace(number, end=end, text=sentence.text[number.start : end], relative=reference)


def _joined(references: Sequence[str], suffix: str) -> str:
    return " .. ".join(f"{reference} {suffix}" for reference in references)


def _year_of(match: re.Match[str]) -> str:
    """Year that `_OF_YEAR` names: `vergangenen Jahres`, `des Jahres`."""
    if other := match["other"]:
        return "year-1" if other.startswith("Vor") else "year+0"
    return f"year{_STEPS[match['step'].lower()]:+d}"


# --- words -------------------------------------------------------------------------------------------


def _scan(sentence: _Sentence) -> Iterator[_Reference]:
    """Yield the relative dates in words, from left to right."""
    for reference in sorted(_matches(sentence), key=lambda each: (each.start, -each.end)):
        if covering_span(sentence.names, reference.start) is None:
            yield reference


def _matches(sentence: _Sentence) -> Iterator[_Reference]:
    text = sentence.text
    for heads, pattern in ((_HEAD, _ANCHOR), (_ADVERB_HEAD, _ADVERB)):
        pos = 0
        while head := heads.search(text, pos):
            pos = head.end()
            if head.start() and (text[head.start() - 1].isalnum() or text[head.start() - 1] in "-‑_"):
                continue
            match = pattern.match(text, head.start())
            if match and (found := _READERS[match.lastgroup or ""](sentence, match)):
                pos = max(match.end(), found.end)
                yield found


def _start(match: re.Match[str] | None, default: int) -> int:
    return match.start("span") if match else default


_NO_DAY = re.compile(
    rf"(?:\b(?:jede[nmrs]?|alle|immer|jeweils|eine[mnrs]?|ein|einst|manche[nmr]?|[Gg]uten?|erste[nr]|zweite[nr]|dritte[nr]|"
    rf"vierte[nr]|darauf\s?folgenden?|folgenden?|selben|gleichen|[Dd]er|[Dd]ie){SPACE}|"
    rf"\b(?:Bild|BILD|Welt|WELT|NZZ|Zeitung|Presse|Tag|Blick){SPACE}am{SPACE}(?=Sonntag)|"
    rf"(?<!(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es){SPACE})(?<![\w.-])"
    rf"(?!(?:Am|Vom|Zum|Bis|Seit|Ab|Auf|Für|Von|Vor|Nach|Zwischen|Gegen|Über|Den|Dem|Zu|Erst|Noch|Auch|Bereits|Schon|Nur|Und|Anfang|Ende|Mitte){SPACE})"
    rf"[A-ZÄÖÜ][\w.-]*{SPACE})$"
)
_TITLE_END = re.compile(r"[“”\"«]")
_TO = re.compile(rf"{SPACE}?(?:bis(?:{SPACE}(?:zum|einschließlich))?|[-–]){SPACE}?")
_AND = re.compile(rf"{SPACE}und(?:{SPACE}dem)?{SPACE}")
_HOURS = re.compile(r"[^.!?\n]{0,40}(?:\bUhr\b|geöffnet|Öffnungszeit)")
_OF_TIME = re.compile(rf"{SPACE}(?:im|des|vor|nach|jede[nrs]){SPACE}")


def _weekday(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `Dienstag`, `Dienstagabend`, `vergangenen Dienstag`, `Mittwoch voriger Woche`, `Nacht zum Samstag`."""
    text, start, end = sentence.text, match.start(), match.end()
    follows = _DATE_FOLLOWS.match(text, end)
    if (follows and follows.end() in sentence.days) or sentence.before(start, _DATED_BEFORE):
        return None
    name = f"weekday {_WEEKDAYS[match['weekday']]}"
    if step := sentence.before(start, _STEP_BEFORE):
        if step["step"].lower() == "letzt" and _OF_TIME.match(text, end):
            return None
        return _Reference(step.start("span"), end, f"{name} {_stepped(sentence, step, end)}")
    if sentence.before(start, _NO_DAY) or _TITLE_END.match(text, end):
        return None
    if week := _OF_WEEK.match(text, end):
        return _Reference(start, week.end(), f"{name} week{_STEPS[week['step'].lower()]:+d}")
    if span := _range_end(sentence, match, "weekday"):
        if _HOURS.match(text, span.end()):
            return None
        way = sentence.direction(start, span.end()) or "past"
        return _Reference(start, span.end(), f"{name} {way} .. weekday {_WEEKDAYS[span['weekday']]} {way}")
    start = _start(sentence.before(start, _NIGHT_BEFORE), start)
    return _Reference(start, end, f"{name} {sentence.direction(start, end) or 'past'}")


_DATED_BEFORE = re.compile(rf"(?:heutig|gestrig|vorgestrig|morgig)e[nmrs]?{SPACE}$", re.IGNORECASE)


def _stepped(sentence: _Sentence, step: re.Match[str], end: int) -> str:
    """Direction of `vergangenen Dienstag`, `kommenden Dienstag`, `diesen Dienstag`."""
    offset = _STEPS[step["step"].lower()]
    if offset:
        return {-1: "last", 1: "next"}.get(offset, UNKNOWN)
    return sentence.direction(step.start(), end) or "future"


def _range_end(sentence: _Sentence, match: re.Match[str], group: str) -> re.Match[str] | None:
    """Match the second bound of `Mittwoch bis Samstag`, `zwischen Mai und Juli`."""
    text = sentence.text
    to = _TO.match(text, match.end()) or (_AND.match(text, match.end()) if sentence.before(match.start(), BETWEEN) else None)
    second = _ANCHOR.match(text, to.end()) if to else None
    return second if second and second.lastgroup == group else None


_MONTH_BEFORE = re.compile(
    rf"\b(?:im|in|[Ss]eit|[Bb]is|[Aa]b|[Zz]um|[Vv]om|[Vv]on|den|des|Monat|Monats|Im|für|gegen|auf|[Zz]wischen|"
    rf"(?:{_any(_MONTHS)}){SPACE}(?:und|oder|bis|sowie)){SPACE}$"
)


def _month(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `im Januar`, `Ende Juni`, `vergangenen Juni`, `April vergangenen Jahres`, `Januar bis Juni dieses Jahres`."""
    text, start, end = sentence.text, match.start(), match.end()
    if _YEAR_FOLLOWS.match(text, end):
        return None
    edge, step = sentence.before(start, _EDGE_BEFORE), sentence.before(start, _STEP_BEFORE)
    if not (edge or step or sentence.before(start, _MONTH_BEFORE)):
        return None
    names = [f"month {_MONTHS[match['month']]}"]
    if span := _range_end(sentence, match, "month"):
        if _YEAR_FOLLOWS.match(text, span.end()):
            return None
        names.append(f"month {_MONTHS[span['month']]}")
        end = span.end()
    start = _start(step or edge, start)
    if of_year := _OF_YEAR.match(text, end):
        return _Reference(start, of_year.end(), _joined(names, _year_of(of_year)))
    if step:
        offset = _STEPS[step["step"].lower()]
        return _Reference(start, end, _joined(names, {-1: "last", 0: "this", 1: "next"}.get(offset, UNKNOWN)))
    way = sentence.direction(start, end, sentence=False)
    if not way and len(names) > 1:
        return _Reference(start, end, UNKNOWN)  # "eine Regenzeit von Juni bis August"
    return _Reference(start, end, sentence.within(_joined(names, way or "near"), start))


def _weekend(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `am Wochenende`, `kommenden Wochenende`."""
    start, end = match.span()
    if step := sentence.before(start, _STEP_BEFORE):
        return _Reference(step.start("span"), end, f"weekend {_stepped(sentence, step, end)}")
    if not sentence.before(start, _DEFINITE) or _OF_TIME.match(sentence.text, end):
        return None
    return _Reference(start, end, f"weekend {sentence.direction(start, end) or 'past'}")


_DEFINITE = re.compile(rf"\b(?:[Aa]m|das|[Zz]um|[Vv]om|[Ff]ürs|übers|[Ss]eit{SPACE}dem|gesamte|ganze|des|[Bb]is){SPACE}$")
_GENERIC = re.compile(rf"\b(?:letzten?|nächsten?)$", re.IGNORECASE)
_OF_WHAT = re.compile(rf"{SPACE}(?:des|der|vor|im|ihre[rs]|seine[rs]|unsere[rs]){SPACE}")


def _unit(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `vergangenes Jahr`, `diese Woche`, `Ende des Jahres`, `Ende nächster Woche`, `neuen Jahr`."""
    text, start, end = sentence.text, match.start(), match.end()
    unit = _UNITS[match[0][:4]]
    if _YEAR_FOLLOWS.match(text, end):
        return None
    if step := sentence.before(start, _STEP_BEFORE):
        if _GENERIC.search(step["span"]) and _OF_WHAT.match(text, end):
            return None
        offset, start = _STEPS[step["step"].lower()], step.start("span")
        reference = f"{unit} {offset:+d}"
        if text[start:end] in ("diesem Jahr", "diesem Jahre"):
            reference = sentence.within(reference, start)
            if reference.endswith("+0") and sentence.earlier_year:
                reference += f" in {sentence.earlier_year}"
        return _Reference(_start(sentence.before(start, _EDGE_BEFORE), start), end, reference)
    if unit == "year" and (new := sentence.before(start, _NEW_BEFORE)):
        return _Reference(new.start("span"), end, "newyear")
    edge = sentence.before(start, _EDGE_BEFORE)
    if edge is None or not edge["of"] or _OF_WHAT.match(text, end):
        return None
    return _edge(sentence, edge.start("span"), end, unit, _EDGES[edge["edge"]])


def _edge(sentence: _Sentence, start: int, end: int, unit: str, edge: str) -> _Reference:
    way = sentence.direction(start, end) or "present"
    reference = f"edge {unit.removesuffix('s')} {edge} {way}"
    return _Reference(start, end, sentence.within(reference, start))


def _solid_edge(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `Jahresende`, `Wochenbeginn`; `Jahresende 2014` is no relative date."""
    if _YEAR_FOLLOWS.match(sentence.text, match.end()):
        return None
    edge = {"anfang": "start", "beginn": "start", "mitte": "middle", "ende": "end"}[match["which"]]
    return _edge(sentence, match.start(), match.end(), _UNITS[match["of"][:4]], edge)


_IN_THAT = re.compile(rf"(?<!als{SPACE})(?<!wie{SPACE})\b(?:[Ii]m|[Ii]n{SPACE}der|[Ss]eit(?:{SPACE}dem)?){SPACE}$")


def _previous(sentence: _Sentence, match: re.Match[str]) -> _Reference:
    """Read `im Vorjahr`; in `gegenüber dem Vorjahr` the year is that before the one compared."""
    start, end = match.span()
    unit = {"j": "year", "m": "months", "w": "week"}[match[0][3]]
    plain = sentence.before(start, _IN_THAT) and not sentence.years
    return _Reference(start, end, f"{unit} -1" if plain else UNKNOWN)


_IN_SEASON = re.compile(rf"\b(?:[Ii]m|[Ss]eit(?:{SPACE}dem)?|[Bb]is(?:{SPACE}zum)?|[Aa]b|[Zz]um|[Vv]om|für{SPACE}den){SPACE}$")


def _season(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `diesem Sommer`, `im Herbst`."""
    text, start, end = sentence.text, match.start(), match.end()
    name = f"season {_SEASONS[match['season']]}"
    if _YEAR_FOLLOWS.match(text, end):
        return None
    if of_year := _OF_YEAR.match(text, end):
        return _Reference(start, of_year.end(), f"{name} {_year_of(of_year)}")
    if step := sentence.before(start, _STEP_BEFORE):
        way = {-1: "last", 0: "this", 1: "next"}.get(_STEPS[step["step"].lower()], UNKNOWN)
        return _Reference(step.start("span"), end, f"{name} {way}")
    edge = sentence.before(start, _EDGE_BEFORE)
    if not edge and not sentence.before(start, _IN_SEASON):
        return None
    way = sentence.direction(start, end)
    reference = sentence.within(f"{name} {way}", start) if way else UNKNOWN  # "im Winter ist es kalt"
    return _Reference(_start(edge, start), end, reference)


def _share(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `ersten Quartal`, `zweiten Halbjahr dieses Jahres`, `letzten Quartal diesen Jahres`."""
    text, start, end = sentence.text, match.start(), match.end()
    if _YEAR_FOLLOWS.match(text, end):
        return None
    kind, last = ("quarter", 4) if match[0].startswith("Q") else ("half", 2)
    of_year = _OF_YEAR.match(text, end)
    end = of_year.end() if of_year else end
    ordinal, step = sentence.before(start, _ORDINAL_BEFORE), sentence.before(start, _STEP_BEFORE)
    if ordinal:
        word = ordinal["span"].lower()
        count = _ORDER.get(word.rstrip("nrse.") if word[0].isalpha() else word[0], 0)
        if not 1 <= count <= last:
            return None
        name = f"{kind} {count}"
        if of_year:
            return _Reference(ordinal.start("span"), end, f"{name} {_year_of(of_year)}")
        way = sentence.direction(start, end) or "past"
        return _Reference(ordinal.start("span"), end, sentence.within(f"{name} {way}", start))
    if step is None:
        return None
    if of_year and step["step"].lower() == "letzt":
        return _Reference(step.start("span"), end, f"{kind} {last} {_year_of(of_year)}")
    return _Reference(step.start("span"), end, UNKNOWN)


_ON_DAY = re.compile(
    rf"\b(?:[Aa]n|[Zz]u|[Bb]is(?:{SPACE}zu[mr]?)?|[Ss]eit|[Aa]b|[Vv]or|[Nn]ach|[Üü]ber|[Aa]m|[Dd]iese[ms]){SPACE}$"
)


def _fixed(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `an Silvester`, `bis Neujahr`."""
    start, end = match.span()
    if _YEAR_FOLLOWS.match(sentence.text, end) or not sentence.before(start, _ON_DAY):
        return None
    way = sentence.direction(start, end) or "near"
    return _Reference(start, end, sentence.within(f"monthday {_FIXED[match['fixed']]} {way}", start))


# --- today ---------------------------------------------------------------------------------------------

_NO_DAY_WORD = re.compile(
    rf"\b(?:[Aa]m|[Gg]uten?|jeden|eines|frühen|späten|von|Von|gegen|zum|[Hh]eute|[Gg]estern|{_any(_WEEKDAYS)}){SPACE}$"
)
_NOWADAYS_BEFORE = re.compile(rf"\b(?:[Bb]is|von|immer|[Ss]elbst|unter){SPACE}$")
_STILL_TODAY = re.compile(rf"\b[Nn]och{SPACE}$")
_FROM_ON = re.compile(rf"{SPACE}(?:an|ab)\b|{SPACE}auf{SPACE}morgen")
_NOWADAYS_AFTER = re.compile(
    rf"{SPACE}(?:als\b(?!{SPACE}[„“\"»])|(?:lebt|leben|wohnt|wohnen|gilt|gelten|gehört|gehören|heißt(?!{SPACE}es)|heißen|"
    rf"existiert|zählt|zählen|besteht)\b|\w+e[nrs]?{SPACE}(?:lebend|existierend)e[nrs]?\b|lebende[nrs]?\b)"
)
_STILL_AFTER = re.compile(rf"{SPACE}(?:immer{SPACE})?noch\b")
_AGED = re.compile(rf"{SPACE}(?:\d+[-‑ ]?[Jj]ähr|\d+{SPACE}Jahre)")
_BIRTHDAY = re.compile(rf"\b(?:wird|wurde|werde|würde|feiert){SPACE}$")
_ATTRIBUTE = re.compile(
    rf"{SPACE}(?:[\w„“-]+{SPACE}){{0,4}}(?:lebend|existierend|bestehend|bekannt|üblich|ansässig|gültig|geltend|genannt)e[nrs]?\b"
)
_DETERMINER = re.compile(rf"\b(?:de[rnms]|die|das|eine[nmrs]?){SPACE}$")


def _day(sentence: _Sentence, match: re.Match[str]) -> _Reference | None:
    """Read `heute`, `gestern Abend`, `morgen`; `heute` in the sense of nowadays stays without a date."""
    text, start, end = sentence.text, match.start(), match.end()
    word = match["day"].lower()
    if word == "morgen" and (sentence.before(start, _NO_DAY_WORD) or _GREETING.match(text, end)):
        return None
    if word == "gestern" and text[max(0, start - 4) : start].lower() == "von ":
        return None
    generic = match[0].lower() == "heute" and _is_nowadays(sentence, start, end)
    return _Reference(start, end, UNKNOWN if generic else f"day {_OFFSETS[word]:+d}")


_GREETING = re.compile(rf"{SPACE}?[!]")


def _is_nowadays(sentence: _Sentence, start: int, end: int) -> bool:
    """Whether `heute` means nowadays: `bis heute`, `der heute 49-Jährige`, `heute lebt er in Berlin`."""
    text = sentence.text
    if _AGED.match(text, end):
        return not sentence.before(start, _BIRTHDAY)
    if sentence.before(start, _STILL_TODAY) or _STILL_AFTER.match(text, end):
        return direction(text, start, end) != "future"  # "soll noch heute ausgeflogen werden"
    if sentence.before(start, _NOWADAYS_BEFORE):
        return not _FROM_ON.match(text, end)
    attribute = sentence.before(start, _DETERMINER) and _ATTRIBUTE.match(text, end)
    return bool(attribute or _NOWADAYS_AFTER.match(text, end))


def _dated(sentence: _Sentence, match: re.Match[str]) -> _Reference:
    """Read `heutigen Donnerstag`, `gestrigen Vormittag`."""
    return _Reference(match.start(), match.end(), f"day {_DAY_STEPS[match['dated']]:+d}")


_READERS: dict[str, Callable[[_Sentence, re.Match[str]], _Reference | None]] = {
    "weekday": _weekday,
    "month": _month,
    "weekend": _weekend,
    "unit": _unit,
    "edge": _solid_edge,
    "previous": _previous,
    "season": _season,
    "share": _share,
    "fixed": _fixed,
    "day": _day,
    "dated": _dated,
}
