"""Find the name that a number is about, in the clause of the number.

In order: the name directly before the number ("Russland 3000 Truppen", "Müller (45)"), the name that the phrase of the
number modifies or belongs to ("144.000 Einwohner zählende Stadt Taldykorgan", "1.200 Mitarbeiter von Amazon"), the
name that may be the subject of the clause, the only name of the clause. Otherwise the result is None.
"""

import re
from collections.abc import Sequence

from pipeline.numbers.amounts import Number
from pipeline.numbers.lexicon import SPACE

Named = tuple[tuple[int, int], int]
"""The span of a name and its index."""

_MAX_CLAUSE = 400  # characters to each side: keeps texts without full stops from taking quadratic time
_CLAUSE_END = re.compile(r"[;:!?\n]|(?<!\b[A-ZÄÖÜ])\.(?=\s|$)|,(?!\d)|[–—](?=\s)")
_ABBREVIATED = re.compile(r"(?:\b(?:ca|Mio|Mrd|Bio|rd|Dr|Prof|St|bzw|v|Chr|Nr|max)|\d)$")
_MODIFIERS = r"rund|etwa|circa|ca\.|knapp|über|gut|fast|mindestens|bis\szu|mehr\sals|nur|insgesamt|unter|weniger\sals"
_BEFORE = re.compile(rf"{SPACE}?[(–—-]?{SPACE}?(?:(?:mit|auf|bei|{_MODIFIERS}){SPACE})*")
_ASIDE = re.compile(rf",{SPACE}")
_ASIDE_END = re.compile(r",|\)|$")
_PHRASE = re.compile(
    rf"(?:(?:[a-zäöüß]+(?:e[nrsm]?)|[A-ZÄÖÜ][\w-]*){SPACE}){{0,4}}(?:(?:der|des|von|vom|aus|dieser|ihrer){SPACE})?(?:(?:der|dem|den){SPACE})?"
)
_FINITE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|will|wollen|soll|sollen|kann|können|kam|"
    r"kamen|starben|seien|sei|gehören|gehörte|\w{3,}ten|sagte)\b"
)
_ADJUNCT = re.compile(
    r"\b(?:in|im|aus|nach|von|vom|bei|beim|an|am|auf|aufs|für|mit|gegen|über|unter|vor|zu|zum|zur|durch|um|nahe|laut|seit|"
    r"ins|zwischen|wegen|neben|hinter|bis|ohne)\s(?:der\s|dem\s|den\s|die\s|das\s|\w+e[nrm]?\s)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"{SPACE}(?:und|sowie|oder){SPACE}(?:(?:der|die|das){SPACE})?")


def nearest_name(text: str, number: Number, names: Sequence[tuple[int, int]]) -> int | None:
    """Index of the name that a number is about, in the same clause, or None.

    >>> from pipeline.numbers import find_numbers
    >>> text = "Armenien 70 Soldaten, Russland 3000 Truppen"
    >>> [nearest_name(text, number, [(0, 8), (22, 30)]) for number in find_numbers(text)]
    [0, 1]

    Args:
        text: the text of the number and the names.
        number: the number; for dates and clock times the result is None.
        names: spans of names in the text, in any order.
    """
    if number.kind in {"date", "time"}:
        return None
    apart = (named for named in enumerate(names) if named[1][1] <= number.start or number.end <= named[1][0])
    everywhere = sorted((span, index) for index, span in apart)
    if (index := _aside(text, number, everywhere)) is not None:
        return index
    low, high = _clause(text, number, everywhere)
    inside = [(span, index) for span, index in everywhere if low <= span[0] and span[1] <= high]
    for rule in (_directly_before, _in_phrase, _subject):
        if (index := rule(text, number, inside)) is not None:
            return index
    return inside[0][1] if len(inside) == 1 else None


def _aside(text: str, number: Number, names: Sequence[Named]) -> int | None:
    """Name before a bare number set off by commas: `Müller, 52, schweigt`."""
    if number.unit or number.noun or not _ASIDE_END.match(text, number.end):
        return None
    return next((index for span, index in names if _ASIDE.fullmatch(text, span[1], number.start)), None)


def _clause(text: str, number: Number, names: Sequence[Named]) -> tuple[int, int]:
    """Bounds of the clause, from the last to the next punctuation that ends one."""
    low, high = max(0, number.start - _MAX_CLAUSE), min(len(text), number.end + _MAX_CLAUSE)
    before = [match.end() for match in _CLAUSE_END.finditer(text, low, number.start) if _ends(text, match, names)]
    after = (match.start() for match in _CLAUSE_END.finditer(text, number.end, high) if _ends(text, match, names))
    return (before[-1] if before else low), next(after, high)


def _ends(text: str, match: re.Match[str], names: Sequence[Named]) -> bool:
    """Whether the punctuation ends a clause: not after an abbreviation and not inside a name."""
    if match[0] == "." and _ABBREVIATED.search(text, max(0, match.start() - 5), match.start()):
        return False
    return not any(span[0] <= match.start() < span[1] for span, _ in names)


def _directly_before(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The name directly before the number, if no other name of the clause precedes: `Russland rund 3000`."""
    before = [(span, index) for span, index in inside if span[1] <= number.start]
    if not before:
        return None
    gap = text[before[-1][0][1] : number.start]
    if len(before) > 1 and gap.strip():
        return None
    return before[-1][1] if _BEFORE.fullmatch(gap) else None


def _in_phrase(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The next name after the number, if it belongs to the same phrase: `1.200 Mitarbeiter von Amazon`."""
    for span, index in inside:
        if span[0] >= number.end:
            gap = text[number.end : span[0]].lstrip(" \u00a0\u202f")
            owned = number.kind != "money" or "von" not in gap
            return index if owned and _PHRASE.fullmatch(gap) and not _FINITE.search(gap) else None
    return None


def _subject(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The name without a preposition: the only one, or the first one before the number."""
    free = [named for named in inside if not _ADJUNCT.search(text, max(0, named[0][0] - 24), named[0][0])]
    if len(free) == 1:
        return free[0][1]
    if len(free) < 2 or free[0][0][1] > number.start or _JOINED.fullmatch(text, free[0][0][1], free[1][0][0]):
        return None
    return free[0][1]
