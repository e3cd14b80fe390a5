"""Clauses and phrases of a sentence, told apart by punctuation, function words and endings: there is no parse."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.numbers.lexicon import SPACE, lexicon

Span = tuple[int, int]
Named = tuple[Span, int]
"""The span of a name and its index."""

MARK = re.compile(  # the characters come first: searching for one of a set is five times as fast
    r"[;:!?\n.,–—-](?:(?<=[;:!?\n])|(?<=\.)(?:(?<!\b[A-ZÄÖÜ]\.)(?=\s|$)|(?<=[a-zäöüß]{2}\.)(?=[A-ZÄÖÜ][a-zäöüß]))|"
    r"(?<=,)(?!\d)|(?<=[–—-])(?=\s))"
)
_ABBREVIATED = re.compile(r"(?:\b(?:ca|Mio|Mrd|Bio|rd|Dr|Prof|St|bzw|v|Chr|Nr|max)|\d)$")
_PREPOSITIONS = (
    "in|im|aus|nach|von|vom|bei|beim|an|am|auf|aufs|für|mit|gegen|gegenüber|über|unter|vor|zu|zum|zur|durch|um|nahe|laut|seit|"
    "ins|zwischen|wegen|neben|hinter|bis|ohne|trotz|statt|außer|dank|per|ab|innerhalb|außerhalb|entgegen|einschließlich|"
    "inklusive|mitsamt"
)
_CAPITALISED = "|".join(word.capitalize() for word in _PREPOSITIONS.split("|"))  # a flag would double the time
_LOWER = rf"(?:[a-zäöüß\d][\w-]*e[nrms]?{SPACE}){{0,3}}"
_NOUNS = rf"(?:[A-ZÄÖÜ][\w-]*(?<!tag)(?<!woch)(?<!abend){SPACE}){{0,2}}"
_ADJUNCT = re.compile(
    rf"\b(?P<preposition>{_PREPOSITIONS}|{_CAPITALISED}|[Ww]ährend(?={SPACE}de[rs]{SPACE})){SPACE}[„\"»‚]?"
    rf"(?:(?:der|dem|den|die|das|des|ein|eine|einem|einen|einer){SPACE})?(?:\d{{4}}{SPACE})?{_LOWER}"
    rf"(?:(?P<head>[A-ZÄÖÜ][\w-]*){SPACE}(?:des|der|eines|einer|dieses|dieser|seiner|ihrer){SPACE}{_LOWER})?{_NOUNS}[„\"»‚]?$"
)
_MAX_ADJUNCT = 100  # characters from a preposition to its name
_WORD = re.compile(r"[\w-]+|[^\w\s]")
_BRACKETED = re.compile(r"\([^()]{1,40}\)")
_DETERMINERS = frozenset(
    "der des dem den die das ein eine einer eines einem einen von vom dieser dieses ihrer ihres ihr ihre seiner seines "
    "sein seine deren dessen".split()
)
_PARTICIPLE = re.compile(r"[a-zäöüß]+(?:ende|te|ene)[nrms]?")
_ADJECTIVE = re.compile(r"[a-zäöüß-]+e[nrsm]?")
EMBEDDING = frozenset(_PREPOSITIONS.split("|"))
_MAX_LEAD = 12  # words before the name in its phrase


def is_mark(text: str, match: re.Match[str], names: Sequence[Named]) -> bool:
    """Whether punctuation ends a clause: not after an abbreviation and not inside a name."""
    if match[0] == "." and _ABBREVIATED.search(text, max(0, match.start() - 5), match.start()):
        return False
    if match[0] == "-" and text[match.start() - 1 : match.start()].isalnum():
        return False
    return not any(span[0] <= match.start() < span[1] for span, _ in names)


@lru_cache(maxsize=64)  # all numbers of a sentence ask for the same names
def adjunct_before(text: str, start: int) -> re.Match[str] | None:
    """The words of the prepositional phrase that ends in the name at `start`: `gegen Amtsinhaber`; None without one."""
    low = max(0, start - _MAX_ADJUNCT)
    low = max(low, *(text.rfind(mark, low, start) + 1 for mark in ",.;:()"))  # none of them is inside a phrase
    return _ADJUNCT.search(text, low, start)


def in_brackets(text: str, span: Span) -> bool:
    """Whether a name is all that stands in brackets: a party or an acronym, `Müller (SPD)`."""
    return text[span[0] - 1 : span[0]] == "(" and text[span[1] : span[1] + 1] in {")", ",", "/"}


def free_names(text: str, names: Sequence[Named]) -> list[Named]:
    """Names that may be the subject: without a preposition, not in brackets; of `Bayerns Minister Huber` the last."""
    free: list[Named] = []
    adjunct_start = adjunct_end = -1
    for named in names:
        joined = adjunct_end >= 0 and (
            JOINED.fullmatch(text, adjunct_end, named[0][0]) or text[adjunct_end : named[0][0]] == "/"
        )
        # "der Chef der Grünen in Bayern Sepp Müller" is Müller; "von Bayerns Müller" is of Müller
        ended = adjunct_end >= 0 and text[adjunct_end : named[0][0]].isspace() and text[adjunct_end - 1] != "s"
        if (joined or adjunct_before(text, named[0][0])) and not ended:
            adjunct_start, adjunct_end = named[0]
            continue
        if in_brackets(text, named[0]):
            continue
        gap = (free[-1][0][1], adjunct_start if ended else named[0][0]) if free else (0, 0)
        if free and (_IN_PLACE.fullmatch(text, *gap) if ended else _is_apposition(text[slice(*gap)])):
            free.pop()
        free.append(named)
    return free


_IN_PLACE = re.compile(rf"{SPACE}(?:in|im|aus|von|vom|bei){SPACE}(?:de[rmn]{SPACE})?")
JOINED = re.compile(
    rf"(?:{SPACE}\([^()]{{1,40}}\))?{SPACE}(?:und|sowie|oder){SPACE}(?:(?:der|die|das|den|dem){SPACE})?"
)
"""What joins two names: `Union und die SPD`, `Paris (A 4) und Lyon`."""

_TITLES = re.compile(rf"(?:-[\w-]+)?(?:{SPACE}\([^()]{{1,30}}\))?(?:{SPACE}[A-ZÄÖÜ][\w-]*)*{SPACE}[„\"»‚]?")


def _is_apposition(gap: str) -> bool:
    """Whether only titles stand between two names: `der Deutschen Bank Josef Ackermann`, `SPD-Chef Sigmar Gabriel`."""
    return bool(_TITLES.fullmatch(gap))


def leads_to_name(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to the name at `end` belong to one noun phrase.

    `des Magazins`, `der Direktor der`, `einer am Dienstag veröffentlichten Mitteilung des`; not `Polizei wurden in`.
    """
    state = "begin"
    words = _WORD.findall(_BRACKETED.sub(" ", text[start:end]))
    for word in words:
        state = _next_state(state, word)
        if not state:
            return False
    return state != "embedded" and len(words) <= _MAX_LEAD


def _next_state(state: str, word: str) -> str:
    """State of the noun phrase after a word: begin, determiner, adjective, noun, embedded; empty if it has ended."""
    if state == "embedded":
        return "adjective" if _PARTICIPLE.fullmatch(word) else state
    if word in '„“"»«‚‘':
        return state
    if word.lower() in _DETERMINERS:
        return "determiner"
    if word in EMBEDDING:
        return "embedded" if state == "determiner" else ""
    if word[0].isupper():
        return "noun"
    adjective = _ADJECTIVE.fullmatch(word) and word not in lexicon().words["no_adjectives"]
    return "adjective" if adjective and state != "noun" else ""
