"""Words of the calendar that depend on the article's date: weekdays, months, weeks, years, seasons, `heute`.

Each reader turns such a word, with the words around it that belong to it, into a reference (see `references`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.numbers.dates import BETWEEN
from pipeline.numbers.lexicon import SPACE
from pipeline.numbers.references import UNKNOWN
from pipeline.numbers.tense import direction

WEEKDAYS = {
    "Montag": 0, "Dienstag": 1, "Mittwoch": 2, "Donnerstag": 3, "Freitag": 4, "Samstag": 5, "Sonnabend": 5,
    "Sonntag": 6,
}  # fmt: skip
_MONTHS = {
    "Januar": 1, "Jänner": 1, "Februar": 2, "Feber": 2, "März": 3, "April": 4, "Mai": 5, "Juni": 6, "Juli": 7,
    "August": 8, "September": 9, "Oktober": 10, "November": 11, "Dezember": 12,
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


def any_of(words: Iterable[str]) -> str:
    """Source of a pattern that matches any of some words."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_PARTS = "[Vv]ormittag|[Nn]achmittag|[Mm]ittag|[Mm]orgen|[Aa]bend|[Nn]acht|[Ff]rüh"
PART = f"(?:{_PARTS})"
_STEP = rf"(?P<step>{any_of(_STEPS)})(?:e[nmrs]?)?"
BEFORE = 64  # characters: more than the longest modifiers

_ANCHOR = re.compile(
    rf"(?:(?P<weekday>{any_of(WEEKDAYS)})(?:{PART}|{SPACE}{PART})?"
    rf"|(?P<month>{any_of(_MONTHS)})"
    rf"|(?P<weekend>Wochenende[ns]?)"
    rf"|(?P<unit>Jahr(?:e?s)?|Jahrhunderts?|Monat(?:e?s)?|Woche)"
    rf"|(?P<edge>(?P<of>Jahres|Monats|Wochen)(?P<which>anfang|beginn|mitte|ende)s?)"
    rf"|(?P<previous>Vor(?:jahr(?:e?s)?|monat(?:e?s)?|woche))"
    rf"|(?P<season>{any_of(_SEASONS)})s?"
    rf"|(?P<share>Quartals?|Halbjahr(?:e?s)?|Jahreshälfte)"
    rf"|(?P<fixed>{any_of(_FIXED)})(?:s?(?:tag|abend|nacht))?"
    rf"|(?P<day>Heute|Gestern|Vorgestern|Morgen|Übermorgen)(?:{SPACE}{PART})?)(?![\w-])"
)
_HEADS = ("Woch", "Jahr", "Mona", "Vorj", "Vorm", "Vorw", "Quar", "Halb", "Heut", "Gest", "Vorg", "Morg", "Über")
_HEAD = re.compile(any_of({word[:4] for word in (*WEEKDAYS, *_MONTHS, *_SEASONS, *_FIXED)} | {*_HEADS}))
"""The first letters of all words that `_ANCHOR` finds: searching for literals is ten times as fast."""
_ADVERB_HEAD = re.compile("heut|gest|vorg|morg|über")
_ADVERB = re.compile(
    rf"(?P<day>heute|gestern|vorgestern|morgen|übermorgen)(?:{SPACE}{PART})?(?![\w-])"
    rf"|(?P<dated>{any_of(_DAY_STEPS)})e[nmrs]?{SPACE}(?:{any_of(WEEKDAYS)}|{_PARTS}|Tage?s?)(?![\w-])"
)
_STEP_BEFORE = re.compile(rf"\b(?P<span>{_STEP}){SPACE}$", re.IGNORECASE)
_EDGE_BEFORE = re.compile(rf"\b(?P<span>(?P<edge>{any_of(_EDGES)}))(?:{SPACE}(?P<of>der|des))?{SPACE}$")
_ORDINAL_BEFORE = re.compile(
    rf"\b(?P<span>(?P<ordinal>erst|zweit|dritt|viert)e[nrs]?|(?<!\d)[1-4]\.){SPACE}$", re.IGNORECASE
)
_NEW_BEFORE = re.compile(rf"\b(?P<span>neue[nms]?){SPACE}$")
_NIGHT_BEFORE = re.compile(rf"\b(?P<span>Nacht{SPACE}(?:zum|zu|auf(?:{SPACE}den)?)){SPACE}$")

OF_YEAR = re.compile(
    rf"{SPACE}(?:(?:des{SPACE})?{_STEP}{SPACE}Jahre?s?|des{SPACE}(?P<other>Vorjahre?s|Jahres))(?!\w|-|{SPACE}\d)"
)
_OF_WEEK = re.compile(rf"{SPACE}(?:der{SPACE})?{_STEP}{SPACE}Woche(?![\w-])")
_YEAR_FOLLOWS = re.compile(
    rf",?{SPACE}?(?:(?:des{SPACE})?Jahres?{SPACE})?(?:['’]\d\d|[12]\d{{3}})(?!\d|[.:,]\d|{SPACE}Uhr)"
)
_DATE_FOLLOWS = re.compile(rf",?{SPACE}?\(?(?:(?:de[mnr]|vom){SPACE})?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what its dates depend on.

    Attributes:
        text: the sentence.
        days: positions of days with their month.
        years: position and year wherever the sentence says of which year it speaks.
        earlier_year: the year that the sentence before names last.
    """

    text: str
    days: frozenset[int]
    years: Sequence[tuple[int, str]]
    earlier_year: str | None

    def before(self, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern that ends at `start`."""
        return pattern.search(self.text, max(0, start - BEFORE), start)

    def direction(self, start: int, end: int, *, sentence: bool = True) -> str | None:
        """Tell past and future by the prepositions before a date, and by the verbs around it (see `tense`)."""
        if self.before(start, _SINCE):
            return "past"
        if self.before(start, _STILL):
            return "future"
        past = self.before(start, _OF_DAY)  # "die Wahl vom Sonntag zeigt"
        found = direction(self.text, start, end, present=not past, sentence=sentence)
        return found or ("future" if self.before(start, _UNTIL) else None)

    def within(self, reference: str, start: int) -> str:
        """Tie a reference without a year to the year that the sentence speaks of, if it speaks of one."""
        if not self.years:
            return reference
        index = bisect_left(self.years, (start, ""))
        nearest = min(self.years[max(0, index - 1) : index + 1], key=lambda year: abs(year[0] - start))
        return f"{reference} in {nearest[1]}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A relative date in words: its span, and how it follows from the article's date (see `references`)."""

    start: int
    end: int
    reference: str


_SINCE = re.compile(rf"\b[Ss]eit{SPACE}(?:(?:de[mnr]|Anfang|Mitte|Ende){SPACE})?$")
_STILL = re.compile(rf"\bnoch{SPACE}bis{SPACE}(?:(?:zum|Anfang|Mitte|Ende){SPACE})?$")
_OF_DAY = re.compile(rf"\bvom{SPACE}$")
OF_A_YEAR = re.compile(
    rf"(?:\b(?:Jahre?s?|{any_of(_SEASONS)}|{any_of(_MONTHS)}|(?<!seit{SPACE})(?<!bis{SPACE})(?:Anfang|Mitte|Ende)){SPACE}|^|\d\.{SPACE}?)$"
)
_UNTIL = re.compile(rf"\b(?:[Aa]b|[Bb]is(?:{SPACE}(?:zum|Anfang|Mitte|Ende))?){SPACE}$")


def joined(references: Sequence[str], suffix: str) -> str:
    """A reference, or a range of two, with the same direction or year."""
    return " .. ".join(f"{reference} {suffix}" for reference in references)


def year_of(match: re.Match[str]) -> str:
    """Year that `OF_YEAR` names: `vergangenen Jahres`, `des Jahres`."""
    if other := match["other"]:
        return "year-1" if other.startswith("Vor") else "year+0"
    return f"year{_STEPS[match['step'].lower()]:+d}"


def read_words(sentence: Sentence) -> Iterator[Reference]:
    """Yield the relative dates in words, those with a capital first."""
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
    rf"(?<!(?:[Dd]er|[Dd]ie|[Dd]as|[Dd]en|[Dd]em|[Dd]es){SPACE})(?<![\w.-])"
    rf"(?!(?:Am|Vom|Zum|Bis|Seit|Ab|Auf|Für|Von|Vor|Nach|Zwischen|Gegen|Über|Den|Dem|Zu|Erst|Noch|Auch|Bereits|Schon|"
    rf"Nur|Und|Anfang|Ende|Mitte){SPACE})"
    rf"[A-ZÄÖÜ][\w.-]*{SPACE})$"
)
_PAPER = re.compile(rf"\b(?:Bild|BILD|Welt|WELT|NZZ|Zeitung|Presse|Blick|Standard){SPACE}am{SPACE}$")
_TITLE_END = re.compile(r"[“”\"«]")
_TO = re.compile(rf"{SPACE}?(?:bis(?:{SPACE}(?:zum|einschließlich))?|[-–]){SPACE}?")
_RANGED = re.compile(rf"(?:{any_of(WEEKDAYS)}){_TO.pattern}$")
_AND = re.compile(rf"{SPACE}und(?:{SPACE}dem)?{SPACE}")
_HOURS = re.compile(r"[^.!?\n]{0,40}(?:\bUhr\b|geöffnet|Öffnungszeit)")
_OF_TIME = re.compile(rf"{SPACE}(?:im|des|vor|nach|jede[nrs]){SPACE}")


def _weekday(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `Dienstag`, `Dienstagabend`, `vergangenen Dienstag`, `Mittwoch voriger Woche`, `Nacht zum Samstag`."""
    text, start, end = sentence.text, match.start(), match.end()
    follows = _DATE_FOLLOWS.match(text, end)
    if (follows and follows.end() in sentence.days) or sentence.before(start, _DATED_BEFORE):
        return None
    name = f"weekday {WEEKDAYS[match['weekday']]}"
    if step := sentence.before(start, _STEP_BEFORE):
        if step["step"].lower() == "letzt" and _OF_TIME.match(text, end):
            return None
        return Reference(step.start("span"), end, f"{name} {_stepped(sentence, step, end)}")
    if sentence.before(start, _NO_DAY) or sentence.before(start, _RANGED) or _TITLE_END.match(text, end):
        return None
    if match["weekday"] == "Sonntag" and sentence.before(start, _PAPER):
        return None
    if week := _OF_WEEK.match(text, end):
        return Reference(start, week.end(), f"{name} week{_STEPS[week['step'].lower()]:+d}")
    if span := _range_end(sentence, match, "weekday"):
        if _HOURS.match(text, span.end()):
            return None
        way = sentence.direction(start, span.end()) or "past"
        return Reference(start, span.end(), f"{name} {way} .. weekday {WEEKDAYS[span['weekday']]} {way}")
    start = _start(sentence.before(start, _NIGHT_BEFORE), start)
    return Reference(start, end, f"{name} {sentence.direction(start, end) or 'past'}")


_DATED_BEFORE = re.compile(rf"(?:heutig|gestrig|vorgestrig|morgig)e[nmrs]?{SPACE}$", re.IGNORECASE)


def _stepped(sentence: Sentence, step: re.Match[str], end: int) -> str:
    """Direction of `vergangenen Dienstag`, `kommenden Dienstag`, `diesen Dienstag`."""
    offset = _STEPS[step["step"].lower()]
    if offset:
        return {-1: "last", 1: "next"}.get(offset, UNKNOWN)
    return sentence.direction(step.start(), end) or "future"


def _range_end(sentence: Sentence, match: re.Match[str], group: str) -> re.Match[str] | None:
    """Match the second bound of `Mittwoch bis Samstag`, `zwischen Mai und Juli`."""
    text = sentence.text
    to = _TO.match(text, match.end()) or (
        _AND.match(text, match.end()) if sentence.before(match.start(), BETWEEN) else None
    )
    second = _ANCHOR.match(text, to.end()) if to else None
    return second if second and second.lastgroup == group else None


_MONTH_BEFORE = re.compile(
    rf"\b(?:im|in|[Ss]eit|[Bb]is|[Aa]b|[Zz]um|[Vv]om|[Vv]on|den|des|Monat|Monats|Im|für|gegen|auf|[Zz]wischen|"
    rf"(?:{any_of(_MONTHS)}){SPACE}(?:und|oder|bis|sowie)){SPACE}$"
)


def _month(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `im Januar`, `Ende Juni`, `vergangenen Juni`, `April vergangenen Jahres`, `Mai bis Juni dieses Jahres`."""
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
    if of_year := OF_YEAR.match(text, end):
        return Reference(start, of_year.end(), joined(names, year_of(of_year)))
    if step:
        offset = _STEPS[step["step"].lower()]
        return Reference(start, end, joined(names, {-1: "last", 0: "this", 1: "next"}.get(offset, UNKNOWN)))
    way = sentence.direction(start, end, sentence=False)
    if not way and len(names) > 1:
        return Reference(start, end, UNKNOWN)  # "eine Regenzeit von Juni bis August"
    return Reference(start, end, sentence.within(joined(names, way or "near"), start))


def _weekend(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `am Wochenende`, `kommenden Wochenende`."""
    start, end = match.span()
    if step := sentence.before(start, _STEP_BEFORE):
        return Reference(step.start("span"), end, f"weekend {_stepped(sentence, step, end)}")
    if not sentence.before(start, _DEFINITE) or _OF_TIME.match(sentence.text, end):
        return None
    return Reference(start, end, f"weekend {sentence.direction(start, end) or 'past'}")


_DEFINITE = re.compile(
    rf"\b(?:[Aa]m|das|[Zz]um|[Vv]om|[Ff]ürs|übers|[Ss]eit{SPACE}dem|gesamte|ganze|des|[Bb]is){SPACE}$"
)
_GENERIC = re.compile(r"\b(?:letzten?|nächsten?)$", re.IGNORECASE)
_OF_WHAT = re.compile(rf"{SPACE}(?:des|der|vor|im|ihre[rs]|seine[rs]|unsere[rs]){SPACE}")


def _unit(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `vergangenes Jahr`, `diese Woche`, `Ende des Jahres`, `Ende nächster Woche`, `neuen Jahr`."""
    text, start, end = sentence.text, match.start(), match.end()
    unit = "century" if "hundert" in match[0] else _UNITS[match[0][:4]]
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
        return Reference(_start(sentence.before(start, _EDGE_BEFORE), start), end, reference)
    if unit == "year" and (new := sentence.before(start, _NEW_BEFORE)):
        return Reference(new.start("span"), end, "newyear")
    edge = sentence.before(start, _EDGE_BEFORE)
    if edge is None or not edge["of"] or unit == "century" or _OF_WHAT.match(text, end):
        return None
    return _edge(sentence, edge.start("span"), end, unit, _EDGES[edge["edge"]])


def _edge(sentence: Sentence, start: int, end: int, unit: str, edge: str) -> Reference:
    way = sentence.direction(start, end) or "present"
    reference = f"edge {unit.removesuffix('s')} {edge} {way}"
    return Reference(start, end, sentence.within(reference, start))


def _solid_edge(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `Jahresende`, `Wochenbeginn`; `Jahresende 2014` is no relative date."""
    if _YEAR_FOLLOWS.match(sentence.text, match.end()):
        return None
    edge = {"anfang": "start", "beginn": "start", "mitte": "middle", "ende": "end"}[match["which"]]
    return _edge(sentence, match.start(), match.end(), _UNITS[match["of"][:4]], edge)


_IN_THAT = re.compile(rf"(?<!als{SPACE})(?<!wie{SPACE})\b(?:[Ii]m|[Ii]n{SPACE}der|[Ss]eit(?:{SPACE}dem)?){SPACE}$")


def _previous(sentence: Sentence, match: re.Match[str]) -> Reference:
    """Read `im Vorjahr`; in `gegenüber dem Vorjahr` the year is that before the one compared."""
    start, end = match.span()
    unit = {"j": "year", "m": "months", "w": "week"}[match[0][3]]
    plain = sentence.before(start, _IN_THAT) and not sentence.years
    return Reference(start, end, f"{unit} -1" if plain else UNKNOWN)


_IN_SEASON = re.compile(
    rf"\b(?:[Ii]m|[Ss]eit(?:{SPACE}dem)?|[Bb]is(?:{SPACE}zum)?|[Aa]b|[Zz]um|[Vv]om|für{SPACE}den){SPACE}$"
)


def _season(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `diesem Sommer`, `im Herbst`."""
    text, start, end = sentence.text, match.start(), match.end()
    name = f"season {_SEASONS[match['season']]}"
    if _YEAR_FOLLOWS.match(text, end):
        return None
    if of_year := OF_YEAR.match(text, end):
        return Reference(start, of_year.end(), f"{name} {year_of(of_year)}")
    if step := sentence.before(start, _STEP_BEFORE):
        season = {-1: "last", 0: "this", 1: "next"}.get(_STEPS[step["step"].lower()], UNKNOWN)
        return Reference(step.start("span"), end, f"{name} {season}")
    edge = sentence.before(start, _EDGE_BEFORE)
    if not edge and not sentence.before(start, _IN_SEASON):
        return None
    way = sentence.direction(start, end)
    reference = sentence.within(f"{name} {way}", start) if way else UNKNOWN  # "im Winter ist es kalt"
    return Reference(_start(edge, start), end, reference)


def _share(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `ersten Quartal`, `zweiten Halbjahr dieses Jahres`, `letzten Quartal diesen Jahres`."""
    text, start, end = sentence.text, match.start(), match.end()
    if _YEAR_FOLLOWS.match(text, end):
        return None
    kind, last = ("quarter", 4) if match[0].startswith("Q") else ("half", 2)
    of_year = OF_YEAR.match(text, end)
    end = of_year.end() if of_year else end
    ordinal, step = sentence.before(start, _ORDINAL_BEFORE), sentence.before(start, _STEP_BEFORE)
    if ordinal:
        word = ordinal["span"].lower()
        count = _ORDER.get(word.rstrip("nrse.") if word[0].isalpha() else word[0], 0)
        if not 1 <= count <= last:
            return None
        name = f"{kind} {count}"
        if of_year:
            return Reference(ordinal.start("span"), end, f"{name} {year_of(of_year)}")
        way = sentence.direction(start, end) or "past"
        return Reference(ordinal.start("span"), end, sentence.within(f"{name} {way}", start))
    if step is None:
        return None
    if of_year and step["step"].lower() == "letzt":
        return Reference(step.start("span"), end, f"{kind} {last} {year_of(of_year)}")
    return Reference(step.start("span"), end, UNKNOWN)


_ON_DAY = re.compile(
    rf"\b(?:[Aa]n|[Zz]u|[Bb]is(?:{SPACE}zu[mr]?)?|[Ss]eit|[Aa]b|[Vv]or|[Nn]ach|[Üü]ber|[Aa]m|[Dd]iese[ms]){SPACE}$"
)


def _fixed(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `an Silvester`, `bis Neujahr`."""
    start, end = match.span()
    if _YEAR_FOLLOWS.match(sentence.text, end) or not sentence.before(start, _ON_DAY):
        return None
    way = sentence.direction(start, end) or "near"
    return Reference(start, end, sentence.within(f"monthday {_FIXED[match['fixed']]} {way}", start))


# --- today ---------------------------------------------------------------------------------------------

_NO_DAY_WORD = re.compile(
    rf"\b(?:[Aa]m|[Gg]uten?|jeden|eines|frühen|späten|von|Von|gegen|zum|[Hh]eute|[Gg]estern|{any_of(WEEKDAYS)}){SPACE}$"
)
_NOWADAYS_BEFORE = re.compile(rf"\b(?:[Bb]is|von|immer|[Ss]elbst|unter){SPACE}$")
_STILL_TODAY = re.compile(rf"\b[Nn]och{SPACE}$")
_FROM_ON = re.compile(rf"{SPACE}(?:an|ab)\b|{SPACE}auf{SPACE}morgen")
_NOWADAYS_AFTER = re.compile(
    rf"{SPACE}(?:als\b(?!{SPACE}[„“\"»])|(?:lebt|leben|wohnt|wohnen|gilt|gelten|gehört|gehören|heißt(?!{SPACE}es)|heißen|"
    rf"existiert|zählt|zählen|besteht)\b|\w+e[nrs]?{SPACE}(?:lebend|existierend)e[nrs]?\b|lebende[nrs]?\b)"
)
_STILL_AFTER = re.compile(rf"{SPACE}(?:immer{SPACE})?noch\b")
_OUTSTANDING = re.compile(r"\b(?:soll|sollen|will|wollen|muss|müssen|kann|können|könnten?|dürften?)\b")
_AGED = re.compile(rf"{SPACE}(?:\d+[-‑ ]?[Jj]ähr|\d+{SPACE}Jahre)")
_BIRTHDAY = re.compile(rf"\b(?:wird|wurde|werde|würde|feiert){SPACE}$")
_ATTRIBUTE = re.compile(
    rf"{SPACE}(?:[\w„“-]+{SPACE}){{0,4}}(?:lebend|existierend|bestehend|bekannt|üblich|ansässig|gültig|geltend|genannt)e[nrs]?\b"
)
_DETERMINER = re.compile(rf"\b(?:de[rnms]|die|das|eine[nmrs]?){SPACE}$")


def _day(sentence: Sentence, match: re.Match[str]) -> Reference | None:
    """Read `heute`, `gestern Abend`, `morgen`; `heute` in the sense of nowadays stays without a date."""
    text, start, end = sentence.text, match.start(), match.end()
    word = match["day"].lower()
    if word == "morgen" and (sentence.before(start, _NO_DAY_WORD) or _GREETING.match(text, end)):
        return None
    if match["day"] == "Morgen" and (sentence.before(start, _INSIDE) or not _VERB_FOLLOWS.match(text, end)):
        return None  # a morning
    if word == "gestern" and text[max(0, start - 4) : start].lower() == "von ":
        return None
    generic = match[0].lower() == "heute" and _is_nowadays(sentence, start, end)
    return Reference(start, end, UNKNOWN if generic else f"day {_OFFSETS[word]:+d}")


_GREETING = re.compile(rf"{SPACE}?!")
_INSIDE = re.compile(rf"[^\s„“\"»:–—-]{SPACE}$")
_VERB_FOLLOWS = re.compile(rf"{SPACE}(?!de[rsmn]\b|in\b|im\b|und\b)[a-zäöü]")


def _is_nowadays(sentence: Sentence, start: int, end: int) -> bool:
    """Whether `heute` means nowadays: `bis heute`, `der heute 49-Jährige`, `heute lebt er in Berlin`."""
    text = sentence.text
    if _AGED.match(text, end):
        return not sentence.before(start, _BIRTHDAY)
    if sentence.before(start, _STILL_TODAY) or _STILL_AFTER.match(text, end):
        return not _OUTSTANDING.search(text)  # "soll noch heute ausgeflogen werden"
    if sentence.before(start, _NOWADAYS_BEFORE):
        return not _FROM_ON.match(text, end)
    attribute = sentence.before(start, _DETERMINER) and _ATTRIBUTE.match(text, end)
    return bool(attribute or _NOWADAYS_AFTER.match(text, end))


def _dated(sentence: Sentence, match: re.Match[str]) -> Reference:  # noqa: ARG001 (all readers have one signature)
    """Read `heutigen Donnerstag`, `gestrigen Vormittag`."""
    return Reference(match.start(), match.end(), f"day {_DAY_STEPS[match['dated']]:+d}")


_READERS: dict[str, Callable[[Sentence, re.Match[str]], Reference | None]] = {
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
