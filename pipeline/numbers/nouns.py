"""Find the counted noun after a number without part-of-speech tags: by capitals, endings and articles."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.words import read_word

Spans = Sequence[tuple[int, int]]
"""Spans of a text as (start, end), end exclusive."""

_NOUN = r"(?P<noun>[A-ZÄÖÜ][^\W_]+(?:[-/][^\W_]+|:innen|\*innen|-)*)"
_NEXT = re.compile(rf"(?:{SPACE}{{1,3}}|(?<=\.))[„\"»‚]?(?:{_NOUN}|(?P<low>[a-zäöü][\w-]*)(?P<comma>,?))")
_GENITIVE = re.compile(
    rf"{SPACE}(?:der|des|aller|dieser|dieses|ihrer|ihres|seiner|seines|unserer|eines|einer|deren|dessen|jener)(?={SPACE})"
)
_OF = re.compile(rf"{SPACE}(?:von|vom)(?={SPACE})")
_ADJECTIVE = re.compile(r"[a-zäöüß-]+e[nrsm]?")
_CAPITAL_ADJECTIVE = re.compile(r"[A-ZÄÖÜ]\w*-[a-zäöüß]+e[nrsm]?")
_ADVERB = re.compile(
    r"[a-zäöüß]{3,}(?:al|lich|isch|ig|bar|los|haft|end|mals|iert)|(?:ge|ver|un|be|zer|ent)[a-zäöüß]{3,}t"
)
_ELLIPSIS = re.compile(rf"{SPACE}(?:und|oder|bis|sowie)(?={SPACE}[A-ZÄÖÜ])")
_CAPITAL_NEXT = re.compile(rf"{SPACE}[A-ZÄÖÜ]\w")
_CAPITAL_ISCH = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+ische[nrms]?")
_COMPOUND = re.compile(r"[A-ZÄÖÜ][\w]*-[A-ZÄÖÜ][a-zäöüß]+(?:e|n|en|er|s)")
_MAX_WORDS = 7  # between a number and its noun, more than the longest chain of adjectives
_ATTRIBUTE = re.compile(
    rf"{SPACE}(?:(?:i[nm]|aus|auf|a[nm]|beim?|mit|nach|unter|vor|z[ur]+m?|durch|gegen|über|seit)(?={SPACE})|"
    rf"vo[nm](?={SPACE}(?:de[rnm]{SPACE}|eine[rm]{SPACE}|[A-ZÄÖÜ])))(?:{SPACE}[\w-]+){{1,5}}?{SPACE}"
    r"(?P<participle>(?!\w*(?:[wsp]|bl|be|oll)enden?\b)[a-zäöüß]{1,30}(?:end|ernd|elnd|findlich|[^i]en)e[nrms]?|"
    rf"[a-zäöüß]{{0,20}}ge[a-zäöüß]{{1,20}}te[nrms]?)(?={SPACE}[a-zäöüßA-ZÄÖÜ])"
)
"""An attribute before the noun, up to its participle: ` in Berlin lebende`, ` von der Polizei gesuchten`."""


@cache
def _measured() -> re.Pattern[str]:
    """Adjectives and participles that a measure modifies: `alte`, `zählende`, `höhere`, `bezuschusste`."""
    stems = "|".join(sorted(lexicon().words["measured"]))
    # strong endings belong to the noun itself: "2 km stockender Verkehr", "drei Tonnen verstrahltem Wasser"
    participles = r"\w+(?:end|ernd|elnd)en?|\w*(?:ge|be|ver|ent|zer)\w+ten?|\w+ten?"
    return re.compile(rf"(?:{stems})(?:e[nrsm]?)?|\w{{3,}}ere[nrsm]?|{participles}")


def _is_adjective(word: str) -> bool:
    """Whether a lower-case word looks like an inflected adjective, and is neither a number nor a listed exception."""
    if len(word) < 4 or not _ADJECTIVE.fullmatch(word) or word in lexicon().words["no_adjectives"]:
        return False
    return read_word(word) is None


def _may_precede(match: re.Match[str], *, measure: bool) -> bool:
    """Whether a lower-case word may stand between the number and its noun."""
    word = match["low"]
    if match["comma"]:
        return _is_adjective(word) and not (measure and _measured().fullmatch(word))
    if measure:
        return _is_adjective(word) and not _measured().fullmatch(word)
    return _is_adjective(word) or word in lexicon().words["fillers"] or bool(_ADVERB.fullmatch(word))


class Unnamed(list[tuple[int, int]]):
    """No names, with a record of where rules look for one: what they find stays the same with names elsewhere.

    >>> from pipeline.numbers import find_numbers
    >>> unnamed = Unnamed()
    >>> [number.noun for number in find_numbers("In Kabul starben 20 Soldaten", names=unnamed)], unnamed.positions
    (['Soldaten'], [20, 17])
    """

    def __init__(self) -> None:
        super().__init__()
        self.positions: list[int] = []

    def holds_with(self, names: Spans) -> bool:
        """Whether none of some sorted, disjoint names covers a position at which a rule looked for one."""
        return all(covering_span(names, pos) is None for pos in self.positions)


def covering_span(spans: Spans, pos: int) -> tuple[int, int] | None:
    """The one of sorted, disjoint spans that covers `pos`, or None."""
    if isinstance(spans, Unnamed):
        spans.positions.append(pos)
        return None
    index = bisect_right(spans, (pos, 1 << 60)) - 1
    return spans[index] if index >= 0 and spans[index][0] <= pos < spans[index][1] else None


def noun_after(
    text: str,
    end: int,
    *,
    names: Spans,
    measure: bool = False,
    genitive: bool = False,
    of: bool = False,
) -> str | None:
    """Head noun of the phrase that a number ending at `end` opens, or None.

    Args:
        text: the text.
        end: end of the number with its unit.
        names: sorted spans of proper names, which are not counted nouns.
        measure: whether the number has a unit, so that an adjective of measure ("30 Jahre alte") ends the phrase.
        genitive: whether a genitive may follow: `der Abgeordneten`.
        of: whether `von Menschen` may follow as well.
    """
    article = _GENITIVE.match(text, end) or (_OF.match(text, end) if of else None) if genitive else None
    pos = article.end() if article else end
    nominative = text[end:pos].strip() == "der"
    # after `Prozent der` there is no adjective of measure: "15 Prozent des benötigten Stroms"
    return _head_noun(text, pos, names=names, measure=measure and pos == end, nominative=nominative)


def _head_noun(text: str, pos: int, *, names: Spans, measure: bool, nominative: bool) -> str | None:
    """First noun from `pos` on that follows only adjectives, adverbs and attributes with a participle."""
    word = ""
    for _ in range(_MAX_WORDS):
        if not measure and (attribute := _ATTRIBUTE.match(text, pos)):
            word, pos = attribute["participle"], attribute.end()
        match = _NEXT.match(text, pos)
        if match is None:
            return None
        skip = _past_capital(text, match) if match["noun"] else match.end()
        if skip is None:
            counted = _follows(word, match["noun"]) and not _not_counted(match["noun"], match.start("noun"), names)
            return match["noun"] if counted else None
        if match["low"]:
            # "der größte Empfänger" is not a genitive: its adjective would end in -en
            if (nominative and match["low"].endswith("e")) or not _may_precede(match, measure=measure):
                return None
            word = match["low"]
        pos = skip
    return None


def _follows(word: str, noun: str) -> bool:
    """Whether a noun may follow a lower-case word: an adjective, or an adverb (`schwer Verletzte`)."""
    return not word or _is_adjective(word) or word == "beiden" or noun.endswith(("te", "ten", "ter", "nde", "nden"))


def _past_capital(text: str, match: re.Match[str]) -> int | None:
    """End of a capitalised word that is not a head noun: `Berliner`, `Gelbe`, `US-amerikanische`, `Kurz- und`."""
    noun, end = match["noun"], match.end()
    if noun.endswith("-"):
        ellipsis = _ELLIPSIS.match(text, end)
        return ellipsis.end() if ellipsis else None
    place = noun in lexicon().words["place_adjectives"] and _CAPITAL_NEXT.match(text, end)
    fixed = noun in lexicon().words["capital_adjectives"] or _CAPITAL_ISCH.fullmatch(noun)
    named = fixed and _CAPITAL_NEXT.match(text, end)
    return end if place or named or _CAPITAL_ADJECTIVE.fullmatch(noun) else None


def directly_counted(text: str, end: int, *, names: Spans) -> bool:
    """Whether the next word is a counted noun."""
    match = _NEXT.match(text, end)
    return bool(match and match["noun"] and not _not_counted(match["noun"], match.start("noun"), names))


_PERSON = re.compile(
    r".*(?:er|in|or|ist|isten|ant|anten|ent|enten|eur|mann|frau|sohn|tochter|mutter|vater|bruder|schwester|onkel|tante|"
    r"chef|profi|star|sche[rn]?|nde[rn]?|te[rn]?|chen|junge|jungen|held|prinz|könig|neffe|nichte|enkel)",
    re.IGNORECASE,
)


def person_after(text: str, end: int, *, names: Spans) -> str | None:
    """Noun after an age, or None, as in `die 39-jährige Malika Schüpbach`."""
    noun = noun_after(text, end, names=names)
    if noun is None or _PERSON.fullmatch(noun):
        return noun
    at = text.find(noun, end)
    return None if _CAPITAL_NEXT.match(text, at + len(noun)) else noun


def _not_counted(noun: str, start: int, names: Spans) -> bool:
    """Whether a capitalised word cannot be a counted noun: a country, month, ordinal or proper name."""
    if noun in lexicon().words["never_counted"] or noun in lexicon().countries or noun in lexicon().months:
        return True
    if (number := read_word(noun)) and number.role == "ordinal":
        return True
    # "drei EU-Staaten" counts states, even if the model takes the word for a name
    return covering_span(names, start) is not None and not _COMPOUND.fullmatch(noun)
