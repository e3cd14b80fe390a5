"""Names that say where the things are that a number counts, or whose they are: `In Almaty starben 26 Menschen`."""

import re
from collections.abc import Sequence

from pipeline.numbers.amounts import Number
from pipeline.numbers.clauses import Named, adjunct_before
from pipeline.numbers.lexicon import SPACE

ADJECTIVES = rf"(?:[a-zäöüß-]+e[nrsm]?{SPACE}){{0,3}}"
TIME_UNITS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})

_PLACES = frozenset("in im aus bei beim an am auf nahe innerhalb außerhalb".split())
"""Prepositions after which the only name of a clause says where the counted things are."""

_OF, _FOR = frozenset("von vom nach aus für um".split()), frozenset("auf für gegen".split())
"""Prepositions after which it says whose they are, if its phrase is a part of the subject, or opens the clause."""

_THERE = re.compile(
    rf"{SPACE}?(?:(?:[a-zäöüß]+(?:e[nrsm]?)|[A-ZÄÖÜ][\w-]*){SPACE}){{0,3}}"
    rf"(?:in|im|bei|auf|an|am){SPACE}(?:(?:der|dem|den){SPACE})?"
)
_TOWARDS = re.compile(r"(?:in|an|auf) (?:die|das|(?P<den>den)) |(?:ins|ans|aufs) ", re.IGNORECASE)
_GOAL = re.compile(
    rf"\b(?:zu|zum|zur|für|über|ins|ans|um|(?:an|in|auf){SPACE}(?:die|das)){SPACE}"
    rf"(?:(?:de[rmns]|die|das|eine[rnm]?|ein|seine[rnm]?|ihre[rnm]?){SPACE})?{ADJECTIVES}[A-ZÄÖÜ][\w-]*{SPACE}$"
)
"""A phrase of a goal or topic before a place that belongs to it: `zu seinem Ziel in`, `für die Auftritte in`."""

_OF_THEM = re.compile(rf"{SPACE}(?:davon{SPACE})?")
_DIRECTION = re.compile(rf"\bRichtung{SPACE}$")
NOUN_BEFORE = re.compile(rf"\b([A-ZÄÖÜ][\w-]*){SPACE}$")
_SPOT = re.compile(
    r"(?:stadt|gebiet|norden|süden|osten|westen|zentrum|nähe|provinz|region|hafen|land|raum|küste|grenze|teil|viertel|"
    r"parlament|haus|hof|platz|insel|gemeinde|bezirk|gewässern?|mitte|umgebung)e?s?$",
    re.IGNORECASE,
)
"""Nouns before a genitive that say where: `in der Hauptstadt des Libanon`, not `im Rahmen des Gipfels`."""

_PLURAL = ("en", "USA", "UK")
"""Endings of the countries of `in den USA`, which says where; `in den Iran` says where to."""

_OPENING = re.compile(rf"(?:(?:Der|Die|Das|Ein|Eine|Ihre?|Seine?){SPACE})?{ADJECTIVES}[A-ZÄÖÜ][\w-]*")
_PRONOUN = re.compile(r"\b(?:er|sie|wir|ich|Wir|Er|Sie|Ich)\b")
_JOINED_PLACES = re.compile(rf"{SPACE}(?:und|sowie){SPACE}(?:(?:in|im|bei|an|am|auf){SPACE})?(?:de[rmn]{SPACE})?")


def place_of(text: str, number: Number, inside: Sequence[Named], low: int) -> int | None:
    """The name that says where or whose in a clause that begins at `low`.

    `In Almaty starben 26`, `20 in Berlin und 30 in Köln`, `Der Umsatz von BASF stieg um 7 Prozent`.
    """
    if not inside:
        return None
    before = [named for named in inside if named[0][1] <= number.start]
    if len(inside) > 1 and before and not text[before[-1][0][1] : number.start].strip():
        return before[-1][1]
    if len(inside) > 1 and (after := place_after(text, number, inside)) is not None:
        return after
    if len(inside) > 2 or (len(inside) == 2 and not _JOINED_PLACES.fullmatch(text, inside[0][0][1], inside[1][0][0])):
        return None
    return _only_place(text, number, inside[0], low)


def _only_place(text: str, number: Number, named: Named, low: int) -> int | None:
    """The only name of a clause without a pronoun as subject, unless it says where something goes, or with whom."""
    span, index = named
    if _PRONOUN.search(text, low, number.start):
        return None
    adjunct = adjunct_before(text, span[0])
    if adjunct is None:
        return index
    preposition = adjunct["preposition"].lower()
    if _GOAL.search(text, low, adjunct.start()) or _DIRECTION.search(text, low, span[0]):
        return None
    if adjunct["head"] and not _SPOT.search(adjunct["head"]):
        return None
    if preposition == "aus" and span[0] > number.start and not _OF_THEM.fullmatch(text, number.end, adjunct.start()):
        return None  # "16 Vorträge und Autoren aus Dresden"
    if (
        text[span[1] - 1] == "s"
        and (noun := NOUN_BEFORE.search(text, adjunct.end(1), span[0]))
        and not _SPOT.search(noun[1])
    ):
        return None  # "bei einem Sieg Uruguays"
    if number.unit in TIME_UNITS and preposition in _PLACES:
        return place_after(text, number, [named])  # what lasts is no place
    if preposition in _PLACES and not _leads_there(adjunct[0], text[slice(*span)]):
        return index
    opening = text[low : adjunct.start()].strip()
    owned = preposition in _OF and _OPENING.fullmatch(opening) if opening else preposition in _FOR
    return index if owned else None


def place_after(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The place in the phrase of a number: `die Kontrolle der 17 Atomkraftwerke in Deutschland`."""
    span, index = next((named for named in inside if named[0][0] >= number.end), ((0, 0), None))
    return index if number.noun and index is not None and _THERE.fullmatch(text[number.end : span[0]]) else None


def _leads_there(phrase: str, name: str) -> bool:
    """Whether a phrase says where something goes: `in die USA`, `in den Libanon`; not `in den USA`."""
    towards = _TOWARDS.match(phrase)
    return towards is not None and not (towards["den"] and name.endswith(_PLURAL))
