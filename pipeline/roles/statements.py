"""Roles of people in one sentence, by the grammar that ties a role to a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.names import Mention, gender, head_class
from pipeline.roles.items import Items
from pipeline.roles.lexicon import FORMER, Noun, role_noun
from pipeline.roles.phrases import KIN, PEOPLE, Organisation, Phrase, phrase

RULES = {
    "before": "the role stands directly before the name: `Bundeskanzler Olaf Scholz`, `SPD-Chef Klingbeil`",
    "apposition": "the role stands beside the name, between commas or dashes: `Lars Klingbeil, Vorsitzender der SPD,`",
    "brackets": "the role stands in brackets after the name: `Roland Busch (Vorstand von Siemens)`",
    "membership": "an organisation stands in brackets after the name: `Michael Müller (SPD)`",
    "predicate": "a form of *sein* or *bleiben* ties the role to the name: `Klingbeil ist Vorsitzender der SPD`",
}
"""The rules that find a role, and what each of them says."""

_CAPITALISED = re.compile(r"[A-ZÄÖÜ][\w-]{3,}")
_REACH = 14
"""Items before the end of a noun phrase in which its role noun is searched."""

_TITLES = frozenset(
    "dr prof pd dipl ing dres med jur phil rer nat h c hc mult frau herr herrn sir lord dame mag".split()
)
_ENDS = frozenset(", . ; : ( ) ! ? – — - “ ” \" « » ‘ ’ ' ]".split())
_COMMAS, _DASHES, _AND = frozenset({","}), frozenset({"–", "—", "-"}), frozenset({"und", "sowie", "&"})
_ACADEMIC = frozenset({"professor", "professorin", "professors"})
_COPULAS = {"ist": None, "bleibt": None, "war": FORMER}
_MAX_TIME = 9
_TIME = re.compile(
    r"\d[\d.]*|seit|von|vom|bis|ab|zum|zur|damals|auch|zudem|derzeit|heute|zurzeit|früher|noch|bereits|schon|lange|Jahr(?:en?)?|Januar"
    r"|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|dem|der|den|in|im|nach|und|Anfang|Ende|Mitte|nun"
    r"|jetzt|inzwischen|mittlerweile|außerdem|zuvor|zuletzt|selbst|zugleich|gleichzeitig|aktuell|gegenwärtig|unter|anderem"
)
_WEAK = re.compile(r"([a-zäöüß][\w-]*)(?:e|en|er|em|es)")
_MASCULINE = frozenset("ein einen einem dem den des eines zum vom im".split())
_ADVERBS = frozenset(
    "vor allem später zugleich zuletzt auch früher damals heute jetzt langjährig einst ehemals".split()
)
_MAX_BRACKET = 14


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a person, with offsets in the sentence.

    Attributes:
        person: number of the name of the person.
        start: where the words of the role begin …
        end: … and end.
        role: these words, in the nominative as far as it is safe.
        head: its noun in the nominative singular without the name before it; None for a membership.
        at: offset of the noun.
        organisation: what it is a role of; None if the words do not say.
        status: `former`, `designated`, `acting` or None.
        rule: what ties the role to the name, one of `RULES`.
    """

    person: int
    start: int
    end: int
    role: str
    head: str | None
    at: int
    organisation: Organisation | None
    status: str | None
    rule: str


def find_roles(text: str, names: Sequence[Mention]) -> list[Role]:
    """Find the roles that a sentence states of people named in it, in order of the text.

    >>> text = "Lars Klingbeil, der Vorsitzende der SPD, traf die frühere US-Außenministerin Clinton."
    >>> names = [Mention(0, 14, "PER"), Mention(36, 39, "ORG"), Mention(58, 60, "LOC"), Mention(77, 84, "PER")]
    >>> [(role.role, role.status) for role in find_roles(text, names)]
    [('Vorsitzender der SPD', None), ('frühere US-Außenministerin', 'former')]

    Args:
        text: the sentence.
        names: all names in it, with offsets in the sentence, sorted and non-overlapping.
    """
    if not any(map(role_noun, _CAPITALISED.findall(text))) and "(" not in text:
        return []
    items = Items(text, names)
    found: dict[tuple[int, int], Role] = {}
    for index in range(len(items)):
        if items.label(index) == "PER":
            for role in _roles_of(text, items, index):
                found.setdefault((role.at, role.person), role)
    return sorted(found.values(), key=lambda role: (role.start, role.end, role.person))


def _roles_of(text: str, items: Items, person: int) -> Iterator[Role]:
    """Yield the roles of the person that is the item `person`."""
    for rule, phrases in (
        ("before", _before(items, person)),
        ("apposition", _before_sign(items, person)),
        ("apposition", _after(items, person)),
        ("brackets", _in_brackets(items, person)),
        ("predicate", _predicate(items, person)),
    ):
        for each in phrases:
            yield from _distributed(text, items, person, each, rule)
    yield from _memberships(items, person)


def _before(items: Items, person: int) -> Iterator[Phrase]:
    """Yield the phrases that end directly before a name: `Bundeskanzler Olaf Scholz`."""
    end, is_former = _skip_titles(items, person - 1)
    found = _ending_at(items, end)
    if found is None or (found.head == end == person - 1 and items.lower(end) in _ACADEMIC):
        return
    if found.head != end and _is_person_word(items.word(end)):
        return  # Co-Trainer bei seinem Vorgänger Ralf Rangnick
    if items.is_genitive(person) and (found.determiner or found.head != end):
        return  # die Anwältin Müllers: not the same person
    if found.organisation is None and found.reach == found.head:
        found = replace(found, organisation=_organisation_behind(items, person))
    yield replace(found, status=FORMER) if is_former else found
    yield from _coordinated_before(items, found)


def _before_sign(items: Items, person: int) -> Iterator[Phrase]:
    """Yield the phrases that end before the comma or dash before a name: `der Chef der SPD, Lars Klingbeil,`."""
    sign, _ = _skip_titles(items, person - 1)
    if items.word(sign) in _COMMAS | _DASHES and _is_end(items, person + 1):
        found = _ending_at(items, _before_brackets(items, sign - 1))
        if found is not None and _is_apposition(items, found, person):
            yield found
            yield from _coordinated_before(items, found)


def _is_person_word(word: str) -> bool:
    return word.lower() in PEOPLE or head_class(word) == "person"


def _before_brackets(items: Items, index: int) -> int:
    """Skip a short form in brackets to the left: des Deutschen Fußball-Bundes (DFB)."""
    is_short = items.word(index) == ")" and items.word(index - 2) == "("
    return index - 3 if is_short else index


def _skip_titles(items: Items, index: int) -> tuple[int, bool]:
    """Skip Dr., Prof., Frau and `a. D.` to the left; the item before them, and whether there was an `a. D.`."""
    former = False
    while index >= 0:
        word = items.lower(index)
        if word == "." and items.lower(index - 1).strip(".") in _TITLES | {"h.c"}:
            index -= 2
        elif word in _TITLES or word == "h.c":
            index -= 1
        elif word == "." and items.lower(index - 1) in ("d", "a.d") and index > 1:
            former, index = True, index - (2 if items.lower(index - 1) == "a.d" else 4)
        else:
            break
    return index, former


def _ending_at(items: Items, end: int) -> Phrase | None:
    """The phrase whose last word is the item `end`: that of a role noun there, or of one that it complements."""
    if items.noun(end) is not None:
        return phrase(items, end, limit=end + 1)
    for head in range(max(0, end - _REACH), end):
        if items.noun(head) is not None:
            found = phrase(items, head, limit=end + 1)
            if found.reach == end:
                return found
    return None


def _is_apposition(items: Items, found: Phrase, person: int) -> bool:
    """Whether a phrase and the name after a comma or dash are one person, not a list or the end of a clause."""
    before = found.first - 1 - (found.determiner is not None)
    if items.label(before - 1) == "PER" and items.word(before) in _COMMAS | _DASHES:
        return False  # Merkel, die Chefin der CDU, Klingbeil
    if found.determiner in ("des", "der") and items.lower(before) in KIN:
        return False  # der Sohn des Präsidenten, Hunter Biden
    return _agree(items, found.head, person)


def _agree(items: Items, head: int, person: int) -> bool:
    """Whether the gender of a role noun and that of a first name do not exclude each other."""
    noun, sex = items.noun(head), gender(items.word(person))
    return noun is None or sex is None or noun.gender not in "mf" or noun.gender == sex


def _organisation_behind(items: Items, person: int) -> Organisation | None:
    """The organisation after the name: Trainer Jürgen Klopp vom FC Liverpool."""
    link = items.lower(person + 1)
    place = person + (3 if link == "von" and items.lower(person + 2) in ("der", "den", "dem") else 2)
    if link not in ("vom", "von") or items.label(place) != "ORG":
        return None
    return Organisation(items[place].start, items[place].end, items[place].name)


def _coordinated_before(items: Items, found: Phrase) -> Iterator[Phrase]:
    """Yield the phrases joined to one by `und`, if they are roles of the same person."""
    at = found
    for _ in range(3):
        joint = at.first - 1
        if at.determiner is not None or not (
            items.lower(joint) in _AND or (at is not found and items.word(joint) == ",")
        ):
            return
        other = _ending_at(items, joint - 1)
        if other is None or not _same_person(items, other, at):
            return
        if other.organisation is None and other.reach == other.head and found.reach > found.head:
            other = replace(other, organisation=found.organisation)
        yield other
        at = other


def _same_person(items: Items, one: Phrase, other: Phrase) -> bool:
    """Whether two roles joined by `und` may be one person's: of one gender, and singular."""
    nouns = [noun for noun in (items.noun(one.head), items.noun(other.head)) if noun is not None]
    genders = {noun.gender for noun in nouns} - {"a", "n"}
    is_plural = any(noun.plural for noun in nouns) or (one.determiner == "die" and "m" in genders)
    return len(genders) < 2 and not is_plural


def _after(items: Items, person: int) -> Iterator[Phrase]:
    """Yield the phrases in apposition after a name: `Klingbeil, Vorsitzender der SPD,`."""
    sign = person + 1
    if parts := _bracket_parts(items, person):
        sign = parts[-1][1] + 1
    if items.word(sign) not in _COMMAS | _DASHES:
        return
    start = sign + 1
    if items.word(start).isdigit() and items.word(start + 1) == ",":
        start += 2
    yield from _row(items, start, person)


def _row(items: Items, start: int, person: int) -> Iterator[Phrase]:
    """Yield the phrases from an item on that are joined by `und` or commas and end at the end of an apposition."""
    found: list[Phrase] = []
    while (next_one := _starting_at(items, start)) is not None:
        noun = items.noun(next_one.head)
        if not _agree(items, next_one.head, person) or (noun is not None and noun.plural):
            return  # Merkel, Minister und Staatssekretäre: a list
        found.append(next_one)
        joint = next_one.reach + 1
        start = joint + 1
        while items.lower(start) in _ADVERBS:
            start += 1
        if items.lower(joint) not in _AND and not (items.word(joint) == "," and _starting_at(items, start)):
            break
    if not found:
        return
    after = found[-1].reach + 1
    if items.label(after) == "PER" or not (_is_end(items, after) or items.lower(after) in _AND):
        return
    if items.word(after) == "," and found[0].determiner and _begins_with_person(items, after + 1):
        return  # Merkel, die Chefin der CDU, Klingbeil: either of them
    shared = found[-1].organisation if found[-1].reach > found[-1].head else None
    for each in found:
        alone = each.organisation is None and each.reach == each.head and each is not found[-1]
        yield replace(each, organisation=shared) if alone else each


def _begins_with_person(items: Items, index: int) -> bool:
    """Whether a name of a person that ends a clause, with a role before it or not, begins at an item."""
    index += items.noun(index) is not None
    return items.label(index) == "PER" and _is_end(items, index + 1)


def _starting_at(items: Items, start: int) -> Phrase | None:
    """The phrase that begins at an item, with or without an article."""
    for head in range(start, min(start + 8, len(items))):
        if items.noun(head) is not None:
            found = phrase(items, head)
            begin = found.first - (found.determiner is not None)
            if begin == start and items.label(found.reach + 1) != "PER":
                return found
            if items.word(head + 1)[:1].isupper() or found.first > start + 2:
                return None
            return found if _only_adjectives(items, start, found) else None
        if items.word(head) in _ENDS or items.label(head) == "PER":
            return None
    return None


def _only_adjectives(items: Items, start: int, found: Phrase) -> bool:
    """Whether nothing but an article, ages and adjectives stands before a phrase that begins after `start`."""
    if items.label(found.reach + 1) == "PER":
        return False
    return all(items.word(index)[:1].isdigit() or index == start for index in range(start, found.first)) and (
        items.lower(start) in ("der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer")
    )


def _is_end(items: Items, index: int) -> bool:
    return index >= len(items) or items.word(index) in _ENDS


def _in_brackets(items: Items, person: int) -> Iterator[Phrase]:
    """Yield the phrases in brackets after a name."""
    for start, end in _bracket_parts(items, person):
        found = _starting_at(items, start)
        if found is not None and found.reach + 1 == end:
            yield found


def _bracket_parts(items: Items, person: int) -> list[tuple[int, int]]:
    """First and last item (exclusive) of the parts between commas of the brackets after a name."""
    if items.word(person + 1) != "(":
        return []
    start = person + 2
    parts = []
    for index in range(start, min(start + _MAX_BRACKET, len(items))):
        if items.word(index) in (",", ";", "/", ")"):
            parts.append((start, index))
            start = index + 1
        if items.word(index) == ")":
            return parts
    return []


def _memberships(items: Items, person: int) -> Iterator[Role]:
    """Yield the organisations alone in brackets after a name: `Michael Müller (SPD)`."""
    for start, end in _bracket_parts(items, person):
        item = items[start] if start < end else None
        number = items[person].name
        if item is not None and end == start + 1 and items.label(start) == "ORG" and number is not None:
            name = Organisation(item.start, item.end, item.name)
            yield Role(number, item.start, item.end, item.text, None, item.start, name, None, "membership")


def _predicate(items: Items, person: int) -> Iterator[Phrase]:
    """Yield the phrases that *ist*, *war* or *bleibt* ties to a name, after or before it."""
    verb = person + 1
    if items.word(verb) == "(" and items.word(verb + 2) == ")":
        verb += 3
    if items.lower(verb) in _COPULAS:
        start = verb + 1
        for start in range(verb + 1, verb + _MAX_TIME):
            found = _starting_at(items, start)
            if found is not None and _is_end(items, found.reach + 1) and _agree(items, found.head, person):
                yield replace(found, status=found.status or _COPULAS[items.lower(verb)])
                return
            if not _TIME.fullmatch(items.word(start)):
                return
    verb = person - 1
    if items.lower(verb) in _COPULAS and _is_end(items, person + 1):
        found = _ending_at(items, verb - 1)
        if found is not None and found.first - (found.determiner is not None) == 0:
            yield replace(found, status=found.status or _COPULAS[items.lower(verb)])


def _distributed(text: str, items: Items, person: int, found: Phrase, rule: str) -> Iterator[Role]:
    """Yield the role of a person, and of the others in a list after a plural: die Minister Müller und Meier."""
    noun = items.noun(found.head)
    if noun is None:
        return
    people = [person]
    is_plural = noun.plural or (found.determiner in ("die", "beiden") and noun.gender == "m")
    if is_plural and rule == "before":
        at = person
        while items.lower(at + 1) in _AND | _COMMAS and items.label(at + 2) == "PER":
            at += 2
            people.append(at)
    for each in people:
        number = items[each].name
        if number is not None:
            yield _role(text, items, number, found, noun, rule)


def _role(text: str, items: Items, number: int, found: Phrase, noun: Noun, rule: str) -> Role:
    """The role of a phrase, its adjectives and noun in the nominative."""
    name = items.names[number]
    sex = noun.gender if noun.gender != "a" else gender(text[name.start : name.end]) or _article_gender(found, items)
    head, start, end = items[found.head], items[found.first].start, items[found.last].end
    is_known = sex is not None
    word = noun.nominative(sex) if is_known else head.text
    before = text[start : head.start]
    if is_known:
        before = _nominative_adjectives(before, str(sex))
    return Role(
        person=number,
        start=start,
        end=end,
        role=" ".join(f"{before}{word}{text[head.end : end]}".split()),
        head=word.rpartition("-")[2],
        at=head.start,
        organisation=found.organisation,
        status=found.status,
        rule=rule,
    )


def _article_gender(found: Phrase, items: Items) -> str | None:
    """Gender of a role noun that declines like an adjective, by the article before it."""
    word = items.word(found.head)
    if found.determiner in _MASCULINE or (found.determiner == "der" and word.endswith("e")):
        return "m"
    return "f" if found.determiner in ("die", "einer", "eine", "zur") else None


def _nominative_adjectives(words: str, sex: str) -> str:
    """Give adjectives the strong ending of the nominative: früheren russischen -> früherer russischer."""
    ending = {"m": "er", "f": "e", "n": "es"}[sex]
    return re.sub(r"\S+", lambda match: _strong(match[0], ending), words)


def _strong(word: str, ending: str) -> str:
    match = _WEAK.fullmatch(word) or re.fullmatch(r"([A-ZÄÖÜ][\w-]*(?:end|isch|lich|st|al))(?:e|en|er|em|es)", word)
    return match[1] + ending if match else word
