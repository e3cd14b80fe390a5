"""Noun phrases around role nouns: `die frühere russische Außenministerin`, `Chef der SPD in Bayern`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.names import adjective_country, head_class, is_dictionary_word
from pipeline.roles.items import Items
from pipeline.roles.lexicon import role_noun, split_prefix, status_of_adjective

DETERMINERS = frozenset(
    """der die das des dem den ein eine einen einem einer eines zum zur vom beim im am ans ins mein meine meinen meinem
    meiner meines sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem
    unserer unseres deren dessen dieser diese diesen diesem dieses jener jene jenen jenem jenes beide beiden""".split()
)
_OF = frozenset("des der von vom seines seiner ihres ihrer eines einer dieses dieser unseres unserer".split())
_AT = frozenset("in im bei beim am an aus".split())
_TOPIC = frozenset("für zur zum gegen über auf mit".split())
_NOT_ADJECTIVES = DETERMINERS | frozenset(
    """alle allen aller alles einige einigen viele vielen mehrere mehreren keine keinen keinem keiner manche welche oder
    aber über unter hinter wieder immer sowie heute gestern ehe bevor ohne während wegen weder entweder sondern jede
    jeden jedem jeder solche meisten gegen neben seitens zwischen vor bei""".split()
)
_ADJECTIVE = re.compile(r"[a-zäöüß][\w-]*(?:e|en|er|em|es)")
_SURE_ADJECTIVE = re.compile(
    r"[\w-]*(?:isch|deutsch|neu|tretend|leitend|ierend|zuständig|jetzig|letzt|derzeitig|heutig|langjährig|amtlich)"
    r"(?:e|en|er|em|es)"
)
_CAPITAL_ADJECTIVE = re.compile(
    r"(?:Erst|Zweit|Dritt|Oberst|Hoh|Regierend|Amtierend|Leitend|Geschäftsführend|Stellvertretend|Ständig|Ehemalig|Früher"
    r"|Wissenschaftlich|Parlamentarisch|Technisch|Künstlerisch|Kaufmännisch|Neu|Alt|Beigeordnet|Designiert|Heilig"
    r"|Langjährig|Damalig|Amtierend|Bisherig|Künftig)e[rnms]?|[A-ZÄÖÜ][a-zäöüß-]*ische[rn]?"
)
_UNINFLECTED = frozenset({"das", "ein", "mein", "sein", "deren", "dessen"})
_AGE = re.compile(r"\d.*jährig")
_LANDS = ("staat", "staates", "staats", "land", "landes", "lands", "stadt", "republik", "provinz", "kanton", "kantons")
_INSTITUTIONS = (
    *("versammlung", "bundestag", "landtag", "rat", "ministerium", "institut", "universität", "hochschule", "verein"),
    *("verband", "klub", "club", "zentrum", "museum", "klinik", "krankenhaus", "theater", "oper", "verlag", "schule"),
)
PEOPLE = frozenset(
    """sohn sohnes sohns tochter bruder bruders schwester mutter vater vaters ehefrau ehemann ehemanns witwe witwer
    frau mann mannes gattin gatte neffe nichte enkel enkelin freundin lebensgefährtin cousin familie familien kinder
    kind kindes eltern junge jungen mädchen mädchens person opfer opfers mandant mandanten verstorbenen angeklagte
    angeklagten angehörigen täters
    """.split()
)
"""Words for people in whose company a role is not one of an organisation: der Anwalt der Familie."""
_FIELDS = frozenset(
    "jazz pop rock rap soul folk punk metal techno tv it ski hiphop polit kult reality system pr".split()
)
"""First parts of compounds that are no organisations, though no dictionary has them."""

KIN = frozenset("sohn sohnes sohns tochter bruder bruders schwester mutter vater vaters frau mann witwe enkel".split())
MAX_COMPLEMENTS = 5
_MAX_ADJECTIVES = 6
_MAX_NOUNS = 3


@dataclass(frozen=True, slots=True)
class Organisation:
    """What a role is one of: offsets in the sentence, and the number of the name or the place of an adjective.

    `place` is the ISO 3166-1 code of a country (RU for `russischen`) or the name of a state (Bayern for `bayerische`).
    """

    start: int
    end: int
    name: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role as a noun phrase; `first`, `head`, `last` and `reach` are numbers of items.

    Attributes:
        first: its first word; articles, pronouns and ages are left out.
        head: the role noun.
        last: where the organisation ends, or the first complement if there is none.
        reach: where the last complement ends.
        organisation: what it is a role of.
        status: `former`, `designated`, `acting` or None.
        determiner: the article or pronoun before it, in lower case.
    """

    first: int
    head: int
    last: int
    reach: int
    organisation: Organisation | None
    status: str | None
    determiner: str | None


def phrase(items: Items, head: int, *, limit: int | None = None) -> Phrase:
    """Read the noun phrase of the role noun at `head`; its complements end before the item `limit`."""
    first, before, status = _read_left(items, head)
    last, reach, after = _complements(items, head, len(items) if limit is None else limit)
    prefix, by_prefix = split_prefix(items.word(head))
    determiner = items.lower(first - 1)
    choices = [_compound(items, head, prefix), after, before]
    named = (choice for choice in choices[1:] if choice is not None and choice.name is not None)
    organisation = choices[0] or next(named, after or before)
    return Phrase(
        first=first,
        head=head,
        last=last,
        reach=reach,
        organisation=organisation,
        status=status or by_prefix,
        determiner=determiner if determiner in DETERMINERS else None,
    )


def _read_left(items: Items, head: int) -> tuple[int, Organisation | None, str | None]:
    """The first item of a phrase, and the place and the status that the words before its noun say."""
    first, place, status = head, None, None
    if _is_quoted_part(items, head):
        name = items[head - 3]
        return head - 4, Organisation(name.start, name.end, name.name), None
    if items.lower(head - 1) in ("und", "oder") and items.word(head - 2).endswith("-"):
        first = head - 2  # Handels- und Industrieminister
    chain = _adjectives(items, first)
    for index in chain:
        if not _AGE.match(items.word(index)):
            first = index
            status = status or status_of_adjective(items.word(index), items.word(head))
            place = place or _place(items, index)
    edge = min([first, *chain]) - 1
    if items.is_genitive(edge):
        item = items[edge]
        owner = None if items.label(edge) == "PER" else Organisation(item.start, item.end, item.name)
        return edge, owner or place, status
    return first, place, status


def _is_quoted_part(items: Items, head: int) -> bool:
    """Whether a name in quotes and a hyphen stand before a role noun: „Bild“-Chefredakteur."""
    signs = (items.word(head - 4), items.word(head - 2), items.word(head - 1))
    return (
        head > 3 and items.label(head - 3) in ("ORG", "MISC") and signs[2] == "-" and not "".join(signs[:2]).isalnum()
    )


def _adjectives(items: Items, head: int) -> list[int]:
    """The adjectives before a noun, from right to left; without an article only those that can be nothing else."""
    chain: list[int] = []
    index = head - 1
    while index >= 0 and len(chain) < _MAX_ADJECTIVES and _may_be_adjective(items, index):
        chain.append(index)
        is_row = items.word(index - 1) == "," and index > 1 and _may_be_adjective(items, index - 2)
        index -= 2 if is_row else 1
    if items.is_genitive(index) or _agrees(items, index, chain, head):
        return chain
    sure = 0
    while sure < len(chain) and _is_sure_adjective(items, chain[sure]):
        sure += 1
    return chain[:sure]


def _agrees(items: Items, index: int, chain: Sequence[int], head: int) -> bool:
    """Whether an item is an article that fits adjectives and noun, as `Das` of `Das sagte Minister X` does not."""
    word, noun = items.lower(index), items.noun(head)
    if word not in DETERMINERS or (word in ("das", "ins", "ans") and noun is not None and noun.gender != "n"):
        return False
    lower = [items.word(place) for place in chain if items.word(place)[:1].islower()]
    return not word.endswith(("n", "m", "s")) or word in _UNINFLECTED or all(each.endswith("en") for each in lower)


def _may_be_adjective(items: Items, index: int) -> bool:
    word = items.word(index)
    if items[index].name is not None:
        return items.label(index) != "PER" and (word.endswith("er") or place_of_adjective(word) is not None)
    if word[:1].isdigit():
        return _AGE.match(word) is not None
    if word[:1].isupper():
        return _is_capital_adjective(word) or _is_demonym(items, index)
    return word not in _NOT_ADJECTIVES and _ADJECTIVE.fullmatch(word) is not None


def _is_sure_adjective(items: Items, index: int) -> bool:
    word = items.word(index)
    known = _SURE_ADJECTIVE.fullmatch(word) or status_of_adjective(word, "") or _is_capital_adjective(word)
    return bool(known) or items[index].name is not None


def _is_capital_adjective(word: str) -> bool:
    return _CAPITAL_ADJECTIVE.fullmatch(word) is not None or place_of_adjective(word) is not None


def _is_demonym(items: Items, index: int) -> bool:
    """Whether a word after an article is that of a place, though no list has it: der Vorarlberger Fahrer."""
    word, is_role = items.word(index), items.noun(index) is not None
    is_form = word.endswith("er") and len(word) > 5 and "-" not in word
    return is_form and not is_role and items.lower(index - 1) in DETERMINERS and not is_dictionary_word(word)


def _place(items: Items, index: int) -> Organisation | None:
    """The place that an adjective means: russische, Berliner."""
    item, place = items[index], place_of_adjective(items.word(index))
    is_demonym = item.text[:1].isupper() and item.text.endswith("er") and not _CAPITAL_ADJECTIVE.fullmatch(item.text)
    if place is None and item.name is None and not is_demonym:
        return None
    return Organisation(item.start, item.end, item.name, place if item.name is None else None)


def _compound(items: Items, head: int, prefix: str) -> Organisation | None:
    """The organisation or place that a role begins with: SPD-Chef, Deutsche Bank-Chef."""
    item = items[head]
    if item.part is not None and items.part_label(head) in ("ORG", "LOC"):
        name = items.names[item.part]
        return Organisation(name.start, name.end, item.part)
    words = [word for word in prefix.split("-") if word]
    if item.part is not None or not words or not prefix[:1].isupper() or len(prefix) < 2:
        return None
    if any(word.isdigit() or word.lower() in _FIELDS or is_dictionary_word(word) or role_noun(word) for word in words):
        return None
    start = item.start + item.text.index(prefix)
    return Organisation(start, start + len(prefix))


def _complements(items: Items, head: int, limit: int) -> tuple[int, int, Organisation | None]:
    """Read the complements of a role: last item of the role, last item of all of them, and the organisation."""
    last, reach, organisation = head, head, None
    for number in range(MAX_COMPLEMENTS):
        found = _complement(items, reach + 1, limit)
        if found is None:
            break
        is_of = items.lower(reach + 1) in _OF or items.is_genitive(reach + 1)
        reach, named = found
        if number == 0:
            last, organisation = reach, named
        elif (
            named is not None
            and named.name is not None
            and (organisation is None or (organisation.name is None and is_of))
        ):
            last, organisation = reach, named  # Vorsitzender des Aufsichtsrats der Deutschen Bank
    return last, reach, organisation


def _complement(items: Items, start: int, limit: int) -> tuple[int, Organisation | None] | None:
    """Read the complement that begins with an item: its last item, and the organisation that it names."""
    if start >= limit:
        return None
    if items.label(start) in ("LOC", "ORG") and items.is_genitive(start):
        item = items[start]
        return start, Organisation(item.start, item.end, item.name)
    link = items.lower(start)
    if link not in _OF | _AT | _TOPIC:
        return None
    begin = start + (2 if items.lower(start + 1) in DETERMINERS else 1)
    nouns = begin
    while nouns < limit and _is_inner_adjective(items, nouns, link):
        nouns += 1
    end = nouns
    while end < limit and _continues(items, end, nouns):
        end += 1
    if end < limit and items.label(end) == "PER" and (end == nouns or items.noun(end - 1)):
        return end, None
    if link in _TOPIC and items.word(end) == "und" and end + 1 < limit and _continues(items, end + 1, end + 1):
        end += 2  # Minister für Arbeit und Soziales
    return (end - 1, _organisation(items, begin, nouns, end, link)) if end > nouns else None


def _is_inner_adjective(items: Items, index: int, link: str) -> bool:
    """Whether an item is an adjective in a complement; after a genitive article it ends in -en."""
    word = items.word(index)
    if items[index].name is not None:
        return items.label(index) == "LOC" and word.endswith("er") and items.word(index + 1)[:1].isupper()
    if word[:1].isupper():
        return place_of_adjective(word) is not None and items.word(index + 1)[:1].isupper()
    fits = _ADJECTIVE.fullmatch(word) is not None and (link not in _OF or link.startswith("v") or word.endswith("en"))
    return fits and word not in _NOT_ADJECTIVES


def _continues(items: Items, index: int, first: int) -> bool:
    """Whether an item belongs to the nouns and names that begin at `first`: Firma SpaceX, Verbandes Bayern."""
    if items.label(index) is not None:
        return items.label(index) != "PER" and (index == first or items.label(index - 1) is None)
    is_noun = items.word(index)[:1].isupper() and index - first < _MAX_NOUNS
    return is_noun and (index == first or (items.label(index - 1) is None and items.noun(index - 1) is None))


def _organisation(items: Items, begin: int, nouns: int, end: int, link: str) -> Organisation | None:
    """The organisation that a complement names: a name, the place of an office, or the words for it."""
    if link in _TOPIC:
        return None
    for index in range(nouns, end):
        item = items[index]
        if items.label(index) == "ORG":
            return Organisation(item.start, item.end, item.name)
        if items.part_label(index) in ("ORG", "LOC") and item.part is not None:
            name = items.names[item.part]
            return Organisation(name.start, name.end, item.part)
    head = items.lower(nouns)
    if items.label(end - 1) == "LOC" and (end - 1 == nouns or head.endswith(_LANDS)):
        item = items[end - 1]
        return Organisation(item.start, item.end, item.name) if link in _OF else None
    if head in PEOPLE or items.noun(nouns) is not None or head_class(items.word(nouns)) == "person":
        return None
    if link in _OF or head.endswith(_INSTITUTIONS) or head_class(items.word(nouns)) in ("institution", "body"):
        return Organisation(items[begin].start, items[end - 1].end)
    return None


@cache
def _states() -> dict[str, str]:
    lines = (files("pipeline") / "data" / "roles_adjectives.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {stem + end: state for state, *stems in rows for stem in stems for end in ("e", "en", "er", "em", "es")}


@lru_cache(maxsize=1 << 14)
def place_of_adjective(word: str) -> str | None:
    """ISO 3166-1 code of the country, or name of the place, whose adjective a word is; None for other words.

    >>> [place_of_adjective(word) for word in ("russischen", "bayerische", "Schweizer", "Stuttgarter", "neue")]
    ['RU', 'Bayern', 'CH', 'Stuttgart', None]
    """
    lower = word.lower()
    if (place := _states().get(lower) or adjective_country(lower)) is not None:
        return place
    is_demonym = word[:1].isupper() and word.endswith("er") and adjective_country(word) is not None
    return word[:-2] if is_demonym else None
