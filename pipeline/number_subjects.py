"""The name a number is about, in the clause of the number.

In order: the name directly before the number ("Russland 3000 Truppen", "Müller (45)"), the name that the number's
phrase modifies or belongs to ("144.000 Einwohner zählende Stadt Taldykorgan", "200 Demonstranten in Almaty"), the only
name of the clause that can be its subject, the only name of the clause. Anything else is unclear and stays unsaid.
"""

import re
from collections.abc import Sequence

from pipeline.number_records import Number

_S = "[ \u00a0\u202f]"
_CLAUSE_END = re.compile(r"[;:!?\n]|\.(?=\s|$)|,(?!\d)|[–—](?=\s)")
_ABBREVIATION = re.compile(r"(?:\b(?:ca|Mio|Mrd|Bio|rd|Dr|Prof|St|bzw|v|Chr|Nr|max)|\d)$")
_BEFORE = re.compile(
    rf"{_S}?[(–—-]?{_S}?(?:(?:mit|auf|bei|rund|etwa|circa|ca\.|knapp|über|gut|fast|mindestens|bis{_S}zu|mehr{_S}als|nur|insgesamt){_S})*"
)
_VERB = "ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|will|wollen|soll|sollen|kann|können|kam|kamen|starben|seien|sei"
_PHRASE = re.compile(
    rf"(?:(?!(?:{_VERB})\b)[\w-]+{_S}){{0,4}}(?:(?:der|des|von|vom|aus|in|im|bei|für|an|am){_S})?(?:(?:der|dem|den){_S})?"
)
_ADJUNCT = re.compile(
    r"\b(?:in|im|aus|nach|von|vom|bei|beim|an|am|auf|aufs|für|mit|gegen|über|unter|vor|zu|zum|zur|durch|um|nahe|laut|seit|ins)\s(?:der\s|dem\s|den\s|die\s|das\s|\w+e[nrm]?\s)?$"
)


def nearest_name(text: str, number: Number, names: Sequence[tuple[int, int]]) -> int | None:
    """Index of the name that a number is about, in the same clause, or None.

    Args:
        text: the text of the number and the names.
        number: the number; dates and clock times are about nobody.
        names: spans of names in the text, in any order.
    """
    if number.kind in {"date", "time"}:
        return None
    low, high = _clause(text, number)
    inside = sorted((span, index) for index, span in enumerate(names) if low <= span[0] and span[1] <= high)
    if (index := _directly_before(text, number, inside)) is not None:
        return index
    if (index := _in_phrase(text, number, inside)) is not None:
        return index
    return _subject(text, inside)


def _clause(text: str, number: Number) -> tuple[int, int]:
    """Bounds of the clause: from the last to the next punctuation that ends one."""
    low = 0
    for match in _CLAUSE_END.finditer(text, max(0, number.start - 400), number.start):
        if not (match[0] == "." and _ABBREVIATION.search(text, max(0, match.start() - 5), match.start())):
            low = match.end()
    for match in _CLAUSE_END.finditer(text, number.end, number.end + 400):
        if not (match[0] == "." and _ABBREVIATION.search(text, max(0, match.start() - 5), match.start())):
            return low, match.start()
    return low, min(len(text), number.end + 400)


Spans = list[tuple[tuple[int, int], int]]


def _directly_before(text: str, number: Number, inside: Spans) -> int | None:
    before = [(span, index) for span, index in inside if span[1] <= number.start]
    if before and _BEFORE.fullmatch(text, before[-1][0][1], number.start):
        return before[-1][1]
    return None


def _in_phrase(text: str, number: Number, inside: Spans) -> int | None:
    for span, index in inside:
        if span[0] >= number.end:
            gap = text[number.end : span[0]].lstrip(" \u00a0\u202f")
            return index if _PHRASE.fullmatch(gap) else None
    return None


def _subject(text: str, inside: Spans) -> int | None:
    """The only name that no preposition governs, else the only name."""
    subjects = [index for span, index in inside if not _ADJUNCT.search(text, max(0, span[0] - 24), span[0])]
    if len(subjects) == 1:
        return subjects[0]
    return inside[0][1] if len(inside) == 1 else None
