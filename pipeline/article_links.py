"""Which mentions of one article are one entity, and by which rule: the article's own canonical name of each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.name_cleaning import Mention
from pipeline.name_forms import (
    ARTICLES,
    first_name,
    fold,
    genitive_bases,
    has_initials,
    inflection_key,
    is_full_name,
    looks_like_acronym,
    surnames,
    tidy,
    without_legal_form,
)
from pipeline.name_knowledge import is_known_name, is_title, known, known_base

_BRACKET = re.compile(r"[\"'“”„»«›‹‘’]?\s*\(\s*(?:kurz|abgekürzt|engl\.|englisch)?:?\s*[\"'“”„»«›‹‘’]?")
_PLACE_TAIL = re.compile(r"(?:am|an|im|in|bei|ob|vor|\(|/).*")


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention stands for within its article: canonical name, label, and the rule that says so.

    Where the article itself introduces an acronym, the name carries it in brackets, so that the corpus can
    join articles that use only one of the two: `Organisation des Vertrags über kollektive Sicherheit (CSTO)`.
    """

    name: str
    label: str
    rule: str


@dataclass(slots=True)
class _Name:
    """All mentions of one article that have the same form."""

    form: str
    label: str
    places: list[int] = field(default_factory=list)  # positions in the list of mentions
    target: "_Name | None" = None
    rule: str = "exact"

    @property
    def root(self) -> "_Name":
        name = self
        while name.target is not None:
            name = name.target
        return name

    def join(self, other: "_Name", rule: str) -> None:
        """Make the other name's entity the one of this name."""
        if other.root is not self.root:
            self.target, self.rule = other, rule


def link_article(text: str, mentions: Sequence[Mention]) -> list[Link]:
    """One link per mention, in the order given."""
    names = _distinct_names(text, mentions)
    _join_inflections(names)
    _join_acronyms(text, mentions, names)
    _join_variants([name for name in names if name.label != "PER"])
    _join_people([name for name in names if name.label == "PER"])
    shorts = _shorts(names)
    links: dict[int, Link] = {}
    for name in names:
        for place in name.places:
            links[place] = _link(text, mentions[place], name, shorts)
    return [links[place] for place in range(len(mentions))]


def _distinct_names(text: str, mentions: Sequence[Mention]) -> list[_Name]:
    """Names in order of appearance; the same form under several labels is one name, under the label seen most."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        by_key[fold(surface(text, mention))].append(place)
    names = []
    for places in by_key.values():
        forms = Counter(surface(text, mentions[place]) for place in places)
        labels = Counter(mentions[place].label for place in places)
        names.append(_Name(_most_common(forms), _most_common(labels), places))
    return names


def _most_common(counts: Counter[str]) -> str:
    return min(counts, key=lambda item: (-counts[item], item))


def surface(text: str, mention: Mention) -> str:
    """The words of a mention without quotes around them, articles, and titles before a person's name."""
    words = tidy(text[mention.start : mention.end]).split()
    while len(words) > 1 and (words[0].lower() in ARTICLES or (mention.label == "PER" and is_title(words[0]))):
        words.pop(0)
    return " ".join(words) or text[mention.start : mention.end]


def _join_inflections(names: list[_Name]) -> None:
    """Genitives and other cases whose base form the article attests or that we know."""
    by_key = {fold(name.form): name for name in names}
    people = {key for name in names if name.label == "PER" for key in surnames(name.form)}
    for name in names:
        base = _attested_base(name, by_key, people)
        if base is not None:
            name.join(base, "genitive")
        elif (shipped := known_base(name.form)) and name.label != "PER":
            name.form, name.rule = shipped, "genitive"
    groups: dict[str, list[_Name]] = defaultdict(list)
    for name in names:
        if " " in name.form and name.target is None:
            groups[inflection_key(name.form)].append(name)
    for group in groups.values():
        best = min(group, key=lambda name: (-_nominative(name.form), -len(name.places), name.form))
        for name in group:
            name.join(best, "inflection")


def _attested_base(name: _Name, by_key: dict[str, _Name], people: set[str]) -> _Name | None:
    """The name of which this one is a genitive; `Williams` is none where the article has a Robbie Williams."""
    if is_known_name(name.form) or fold(name.form) in people:
        return None
    for base in genitive_bases(name.form):
        found = by_key.get(fold(base))
        if found is not None and (found.label == name.label or "PER" not in (found.label, name.label)):
            return found
        if name.label == "PER" and (full := _bearer_of_base(base, by_key)) is not None:
            return full
    return None


def _bearer_of_base(base: str, by_key: dict[str, _Name]) -> _Name | None:
    """For `Merkels` the only full name with the surname Merkel."""
    bearers = [name for name in by_key.values() if name.label == "PER" and fold(base) in surnames(name.form)]
    return bearers[0] if len(bearers) == 1 else None


def _nominative(form: str) -> int:
    """Rank of a form by its looks: Auswärtiges Amt before Auswärtige Amt before Auswärtigen Amtes."""
    first = form.split()[0]
    return 0 if form.endswith("es") or first.endswith(("en", "em")) else 2 if first.endswith("es") else 1


def _join_acronyms(text: str, mentions: Sequence[Mention], names: list[_Name]) -> None:
    by_place = {place: name for name in names for place in name.places}
    order = sorted(by_place, key=lambda place: mentions[place].start)
    for left, right in pairwise(order):
        between = text[mentions[left].end : mentions[right].start]
        if _BRACKET.fullmatch(between) and (pair := _acronym_pair(by_place[left], by_place[right])):
            pair[0].root.join(pair[1].root, "acronym")
    longs = [name for name in names if name.label != "PER" and len(name.form) > 6 and name.target is None]
    for name in names:
        if looks_like_acronym(name.form) and name.target is None and name.label != "PER":
            meant = [long for long in longs if long is not name and has_initials(name.form, long.form)]
            if len({id(long.root) for long in meant}) == 1:
                name.join(meant[0].root, "initials")


def _acronym_pair(left: _Name, right: _Name) -> tuple[_Name, _Name] | None:
    """(acronym, long form) of two names of which one stands in brackets behind the other."""
    for short, long in ((right, left), (left, right)):
        if "PER" in (short.label, long.label) or not looks_like_acronym(short.form) or looks_like_acronym(long.form):
            continue
        entity = known(short.form)
        if entity is not None and known(long.form) not in (None, entity):
            continue
        foreign = entity is None and len(long.form.split()) >= 3  # CSTO: the initials of another language
        if foreign or has_initials(short.form, long.form) or (entity is not None and entity == known(long.form)):
            return short, long
    return None


def _join_variants(names: list[_Name]) -> None:
    """`Deutsche Bahn AG`, `Bahn` -> `Deutsche Bahn`; `Frankfurt` -> `Frankfurt am Main`."""
    by_key: dict[str, _Name] = {fold(name.form): name for name in names}
    for name in names:
        bare = by_key.get(fold(without_legal_form(name.form)))
        if bare is not None and bare is not name and name.target is None:
            name.join(bare, "variant")
    for name in names:
        wholes = [other for other in names if _is_part(name, other)]
        if name.target is None and len({id(whole.root) for whole in wholes}) == 1:
            name.join(wholes[0].root, "part")


def _is_part(name: _Name, other: _Name) -> bool:
    """Whether one word may stand for a longer name in this article."""
    words = other.form.split()
    if name is other or " " in name.form or len(words) < 2 or name.label != other.label:
        return False
    if name.label == "LOC":
        return words[0] == name.form and bool(_PLACE_TAIL.fullmatch(" ".join(words[1:])))
    ends = (words[0], words[-1]) if name.label == "ORG" else ()
    fits = name.form in ends and known(name.form) is None and not looks_like_acronym(name.form)
    return fits and min(name.places) > min(other.places)


def _join_people(people: list[_Name]) -> None:
    """Surnames and first names whose only bearer in the article has a full name."""
    full = [name for name in people if is_full_name(name.form) and name.target is None]
    by_surname = _index((key, name) for name in full for key in surnames(name.form))
    by_first = _index((first_name(name.form), name) for name in full)
    _join_longer(full, by_surname)
    for name in people:
        if name.target is None and not is_full_name(name.form):
            _join_short(name, by_surname.get(fold(name.form), []), "surname")
            if name.target is None and name.rule == "exact":
                _join_short(name, by_first.get(fold(name.form), []), "first-name")


def _index(pairs: Iterable[tuple[str, _Name]]) -> dict[str, list[_Name]]:
    index: dict[str, list[_Name]] = defaultdict(list)
    for key, name in pairs:
        index[key].append(name)
    return index


def _join_longer(full: list[_Name], by_surname: dict[str, list[_Name]]) -> None:
    """`W. Putin` and `Qassym-Schomart K. Toqajew` are the bearer of the full name that fits, if only one does."""
    for name in full:
        others = [other for other in by_surname[surnames(name.form)[0]] if other is not name]
        fitting = [other for other in others if _fits(name.form.split(), other.form.split())]
        if len(fitting) == 1 and name.target is None:
            name.join(fitting[0].root, "initial" if "." in name.form else "surname")


def _fits(short: list[str], long: list[str]) -> bool:
    """Whether the words before the surname are initials or some of the words of the longer name."""
    if len(short) > len(long) or short == long or fold(short[-1]) != fold(long[-1]):
        return False
    rest = iter(fold(word) for word in long[:-1])
    return all(any(_abbreviates(fold(word), other) for other in rest) for word in short[:-1]) and (
        _abbreviates(fold(short[0]), fold(long[0]))
    )


def _abbreviates(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _join_short(name: _Name, bearers: list[_Name], rule: str) -> None:
    roots = {id(bearer.root): bearer.root for bearer in bearers}
    if len(roots) == 1:
        name.join(next(iter(roots.values())), rule)
    elif roots:
        name.rule = "ambiguous"


def _shorts(names: list[_Name]) -> dict[int, str]:
    """Root -> the acronym that the article uses for it."""
    return {id(name.root): name.form for name in names if name.rule in ("acronym", "initials") and name.target}


def _link(text: str, mention: Mention, name: _Name, shorts: dict[int, str]) -> Link:
    root = name.root
    short = shorts.get(id(root))
    canonical = f"{root.form} ({short})" if short and " (" not in root.form else root.form
    rule = name.rule if name.target or name.rule != "exact" else root.rule
    if rule == "exact":
        same = surface(text, mention) == root.form
        rule = mention.rule if mention.rule != "model" else "exact" if same else "spelling"
    return Link(canonical, root.label, rule)
