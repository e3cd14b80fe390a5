"""Whether a clause speaks of the past or the future, by its verbs: "am Dienstag" alone may be either.

The rules follow the German resources of HeidelTime (Strötgen and Gertz 2013): in news, a weekday without a year or
direction lies in the past unless the tense says otherwise.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from pipeline.numbers.lexicon import SPACE

Direction = Literal["past", "future"]

_MAX_CLAUSE = 300  # characters to each side: keeps texts without full stops from taking quadratic time

_PREFIX = "(?:ver|be|ent|er|zer|miss|über|unter|wider|vor|hinter|um|durch)"
_PARTICIPLE = rf"(?:[a-zäöüß]*ge[a-zäöüß]{{2,}}(?:t|en)|{_PREFIX}[a-zäöüß]{{2,}}(?:t|en)|[a-zäöüß]+iert|worden|gewesen)"
_STRONG = (
    "aß|bat|band|barg|barst|begann|blies|blieb|bog|bot|brach|briet|dachte|brachte|drang|fand|fiel|fing|flog|floh|floss|fraß|fuhr|"
    "gab|galt|genas|genoss|geschah|gewann|ging|glich|glitt|goss|griff|grub|half|hielt|hieß|hing|hob|kam|kannte|klang|kroch|lag|"
    "las|lief|ließ|litt|log|lud|maß|mied|nahm|nannte|rang|rief|riet|ritt|roch|rann|sah|sang|sank|saß|schied|schien|schlief|schlug|"
    "schloss|schnitt|schob|schoss|schrieb|schrie|schritt|schuf|schwamm|schwand|schwieg|schwor|sprach|sprang|stach|stahl|stand|"
    "starb|stieg|stieß|stritt|strich|tat|traf|trank|trat|trieb|trug|verdarb|vergaß|verlor|warb|warf|wich|wies|wog|wuchs|wusch|"
    "wusste|zog|zwang"
)
_NO_WEAK = (
    "heute|letzten?|nächsten?|ersten?|dritten?|gesamten?|bitte|rechten?|weiten?|späten?|seite|leichten?|alten?|halten|"
    "spätestens|frühesten|meisten?|besten?|echten?|fernen?|guten?|bekannten?|beliebten?|bunten?|festen?|harten?|kalten?|"
    "lauten?|roten?|tausenden?|verehrten?|geplanten?|erwarteten?|vermuteten?|sogenannten?|geehrten?|selten|unten|hinten|"
    "mitten|könnten?|möchten?|müssten?|dürften?|sollten?|zweiten?|vierten?|fünften?|sechsten?|zehnten?"
)
_PAST = re.compile(
    rf"\b(?:(?P<perfect>hat|haben|habe|ist|sind|sei|seien)|war|waren|wurden?|hatten?|hätten?|wäre|wären|"
    rf"konnten?|mussten?|durften?|mochten?|wollten?|"
    rf"(?:{_PREFIX[3:-1]}|an|auf|aus|ab|ein|zu|statt|teil)?(?:{_STRONG})(?:e?n)?|"
    rf"(?P<weak>(?!(?:{_NO_WEAK})\b)[a-zäöüß]{{2,}}te(?P<plural>n)?))\b"
)
_MODAL = re.compile(
    r"\b(?:wird|werden?|würden?|soll|sollen?|will|wollen?|muss|müssen?|müssten?|darf|dürfen?|kann|können|könnten?|dürften?)\b"
)
_AHEAD = re.compile(
    r"\b(?:voraussichtlich|bevorsteh\w+|ansteh\w+|stattfindend\w*|beginnend\w*|[a-zäöüß]*zu[a-zäöüß]{3,}end[a-z]*|frühestens|spätestens|morgen|"
    r"übermorgen|künftig)\b"
)
_PLANNED = re.compile(
    r"\b(?:ein)?(?:geplant|vorgesehen|erwartet|angesetzt|anberaumt|terminiert|angekündigt|festgelegt|festgesetzt|verschoben|"
    r"vertagt|verlegt|einberufen|kündigten?|verschob(?:en)?|vertagten?|verlegten?|planten?)\b"
)
_NOW = re.compile(r"\b(?:ist|sind|sei|seien|wird|werden?)\b")
_WAS = re.compile(r"\b(?:war|waren|wäre|hatten?)\b")
_FOR = re.compile(rf"\b(?:für|auf)(?:{SPACE}(?:de[nm]|die|das|Anfang|Mitte|Ende))*{SPACE}$")
_TO_COME = re.compile(
    rf"\b(?:kommend|bevorstehend|anstehend|nächst)e[nrms]?{SPACE}(?:[a-zäöüß-]+{SPACE}){{0,2}}[A-ZÄÖÜ][\w-]+{SPACE}"
    rf"(?:(?:am|im|vom|ab|bis|zum|Anfang|Mitte|Ende){SPACE})*$"
)
"""What is still to come: `die kommende Bundestagswahl am`."""
_REPORTED = re.compile(rf"\b{_PARTICIPLE}{SPACE}(?:zu{SPACE})?(?:haben|sein)\W*$")
_PERFECT = re.compile(rf"(?<!\w){_PARTICIPLE}(?!\w)")
_TO_DO = re.compile(r"(?:\bzu [a-zäöüß]+n|\b[a-zäöüß]+zu[a-zäöüß]+en)\W*$")
_ASIDE = re.compile(r"\([^()]*\)|„[^„“”]*[“”]|\"[^\"]*\"|»[^«»]*«")
_BREAK = re.compile(
    r"[,;:„“”\"»«()\n](?!\d)|[–—] | (?:und|sowie|aber|oder) (?=(?:er|sie|es|wird|soll|will|werden|sollen|wollen)\b)"
)
_PRESENT = re.compile(r"[a-zäöüß]{2,}t")
_PLURAL = re.compile(r"(?!(?:gegen|zwischen|wegen|neben|morgen|mitten|einen|allen|haben|waren|sind)$)[a-zäöüß]{2,}en")
_FIRST = re.compile(rf"\W*(?:(?:Schon|Bereits|Erst|Noch|Auch){SPACE})?(?:(?:[Aa]m|[Ii]m|[Aa]b|[Zz]um){SPACE})?")
"""What may stand before a date that opens its clause, so that the verb follows: `Am`."""
_NO_VERB = frozenset(
    "nicht jetzt erst fast selbst zunächst sonst dort oft meist damit somit seit mit bereits insgesamt statt samt "
    "längst bekannt gut laut weit wert dicht direkt fest zuerst zuletzt überhaupt vielleicht gesamt hat ist".split()
)
_WORD_AFTER = re.compile(rf"{SPACE}([a-zäöüß]+)")
_WORD_BEFORE = re.compile(
    rf"([a-zäöüß]+){SPACE}(?:(?:noch|erst|auch|schon|bereits){SPACE})?(?:am|im|bis|ab|zum|vom|in|an|der|dem|den){SPACE}$"
)


@lru_cache(maxsize=256)  # a sentence is read twice: before and after its names are known
def direction(text: str, start: int, end: int, *, present: bool = True, sentence: bool = True) -> Direction | None:
    """Tell past and future by the clause around a date at `start` to `end`; None if unclear.

    Args:
        text: the sentence.
        start: start of the date.
        end: its end, exclusive.
        present: let a present tense beside the date mean the future, as in "Am Samstag spielt …".
        sentence: if the clause has no verb, go by the verb nearest to it in the sentence.
    """
    begin, stop = max(0, start - _MAX_CLAUSE), min(len(text), end + _MAX_CLAUSE)
    window = _without_asides(text[begin:stop], start - begin, end - begin)
    start, end = start - begin, end - begin
    left, right = _clause(window, start, end)
    found = "future" if _TO_COME.search(window, 0, start) else _of_clause(window, left, right, start, end)
    if found is None and present:
        found = _of_present(window, left, right, start, end)
    if found is None and _FOR.search(window, 0, start) and _PLANNED.search(window):
        return _of_plan(window, 0, len(window), start, end)
    return found or (_nearest(window, 0, len(window), start, end) if sentence else None)


def _without_asides(text: str, start: int, end: int) -> str:
    """Blank out what stands in brackets or quotation marks, except around the date."""
    return _ASIDE.sub(
        lambda match: match[0] if match.start() < end and start < match.end() else " " * len(match[0]), text
    )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    left = 0
    for match in _BREAK.finditer(text, 0, start):
        left = match.end()
    closing = _BREAK.search(text, end)
    return left, closing.start() if closing else len(text)


def _of_clause(text: str, left: int, right: int, start: int, end: int) -> Direction | None:
    if _PLANNED.search(text, left, right):
        return _of_plan(text, left, right, start, end)
    if found := _nearest(text, left, right, start, end):
        return found
    return "future" if _TO_DO.search(text, end, right) else None


def _of_plan(text: str, left: int, right: int, start: int, end: int) -> Direction | None:
    """Direction of a plan: "ist am Montag geplant", "auf Montag verschoben"; "war für Montag geplant" is open."""
    if _WAS.search(text, left, right):
        return None
    if _TO_DO.search(text, end, right):
        return "future"
    if "worden" in text[left:right] and not _FOR.search(text, left, start):
        return "past"
    if _FOR.search(text, left, start) or _NOW.search(text, left, right):
        return "future"
    return "past" if _PAST.search(text, left, right) else "future"


def _of_present(text: str, left: int, right: int, start: int, end: int) -> Direction | None:
    first = _FIRST.fullmatch(text, left, start) and _WORD_AFTER.match(text, end, right)
    if first and _PLURAL.fullmatch(first[1]):
        return "future"
    for match in (_WORD_AFTER.match(text, end, right), _WORD_BEFORE.search(text, max(left, start - 40), start)):
        if match and _PRESENT.fullmatch(match[1]) and match[1] not in _NO_VERB and not _PERFECT.fullmatch(match[1]):
            return "future"
    return None


def _nearest(text: str, left: int, right: int, start: int, end: int) -> Direction | None:
    """Direction of the verb nearest to the date; `soll … getötet haben` reports the past."""
    modals = list(_MODAL.finditer(text, left, right))
    future = _distance([*modals, *_AHEAD.finditer(text, left, right)], start, end)
    if _REPORTED.search(text, left, right) and not any(match[0].startswith(("wird", "werd")) for match in modals):
        return "past"
    perfect = bool(_PERFECT.search(text, left, right))
    past = _distance(
        (
            match
            for match in _PAST.finditer(text, left, right)
            if (perfect or not match["perfect"]) and not (modals and match["plural"])  # "wird … starten"
        ),
        start,
        end,
    )
    if past is None:
        return None if future is None else "future"
    return "past" if future is None or past <= future else "future"


def _distance(matches: Iterable[re.Match[str]], start: int, end: int) -> int | None:
    """Distance of the nearest match in characters."""
    return min((max(start - match.end(), match.start() - end) for match in matches), default=None)
