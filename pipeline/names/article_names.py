"""The distinct names of one article, before and after they are joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.names.cleaning import Mention
from pipeline.names.forms import ARTICLES, fold, name_key, surnames, tidy
from pipeline.names.knowledge import first_names, gender, has_known_first_name, is_known_place, is_title

_WORD_BEFORE = re.compile(r"([^\s„“\"»«(]+)\s+$")
_NOUN_BEHIND = re.compile(r" (?:[„»\"]?[a-zäöüß-]+(?:e|en|er|es|em) )?[„»\"]?[A-ZÄÖÜ]")
_APOSTROPHES = ("'", "’", "‘", "`", "´")
_GENITIVE_PREPOSITIONS = frozenset("wegen trotz statt anstatt während dank innerhalb außerhalb seitens des".split())
_WOMEN = frozenset({"frau", "mrs.", "mrs", "queen", "miss", "ms."})
_MEN = frozenset({"herr", "herrn", "mr.", "mr"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words around a name say: `f` or `m` or None, whether it has a title, is a plural, may be a genitive."""

    gender: str | None = None
    title: bool = False
    plural: bool = False
    genitive: bool = False


@dataclass(slots=True, eq=False)
class Name:
    """All mentions of one article that have the same form."""

    form: str
    label: str
    places: list[int] = field(default_factory=list)  # positions in the sorted list of mentions
    cues: list[Cue] = field(default_factory=list)  # one for each place
    target: "Name | None" = None
    rule: str = "exact"
    short: str | None = None  # an acronym that the article introduces

    @property
    def key(self) -> str:
        """Key of the form."""
        return name_key(self.form)

    @property
    def root(self) -> "Name":
        """The name that this one stands for."""
        name = self
        while name.target is not None:
            name = name.target
        return name

    @property
    def gender(self) -> str | None:
        """Gender of a full name's bearer, as far as the first name says."""
        return gender(self.form)

    def join(self, other: "Name", rule: str) -> None:
        """Make the entity of the other name the one of this name, if it has none yet."""
        if self.target is None and other.root is not self:
            self.target, self.rule = other.root, rule

    def split(self, places: Sequence[int]) -> "Name":
        """Take some places out into a name of their own."""
        taken = set(places)
        kept = [(place, cue) for place, cue in zip(self.places, self.cues, strict=True) if place not in taken]
        moved = [(place, cue) for place, cue in zip(self.places, self.cues, strict=True) if place in taken]
        self.places, self.cues = [place for place, _ in kept], [cue for _, cue in kept]
        return Name(self.form, self.label, [place for place, _ in moved], [cue for _, cue in moved])


def distinct_names(text: str, mentions: Sequence[Mention], listed: Mapping[str, str]) -> list[Name]:
    """Names in order of appearance; one form under several labels is one name, unless it is a place and a surname.

    Names of `listed` have the label given there.
    """
    forms = [surface(text, mention) for mention in mentions]
    last_words = {key for m, form in zip(mentions, forms, strict=True) if m.label == "PER" for key in surnames(form)}
    singles = {fold(form) for m, form in zip(mentions, forms, strict=True) if m.label == "PER" and " " not in form}
    by_key: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        key = name_key(forms[place])
        namesake = mention.label == "PER" and key in last_words and is_known_place(forms[place])
        by_key[key, namesake].append(place)
    names = []
    for (key, _), places in by_key.items():
        label = most_common(mentions[place].label for place in places)
        if (key in last_words and not is_known_place(forms[places[0]])) or _is_person(forms[places[0]], singles):
            label = "PER"
        form = most_common(forms[place] for place in places)
        cues = [_cue(text, mentions[place]) for place in places]
        names.append(Name(form, listed.get(form, label), places, cues))
    return names


def _is_person(form: str, people: set[str]) -> bool:
    """Whether a full name that the model took for something else has a first name and a surname we know as such."""
    return has_known_first_name(form) and any(key in people for key in surnames(form))


def index(pairs: Iterable[tuple[str, Name]]) -> dict[str, list[Name]]:
    """Names by key, in order of appearance."""
    by_key: dict[str, list[Name]] = defaultdict(list)
    for key, name in pairs:
        by_key[key].append(name)
    return by_key


def most_common(items: Iterable[str]) -> str:
    """The most frequent item, of equals the first by alphabet."""
    counts = Counter(items)
    return min(counts, key=lambda item: (-counts[item], item))


def surface(text: str, mention: Mention) -> str:
    """The words of a mention without quotes, lower-case articles, and titles before a person's name."""
    given = text[mention.start : mention.end]
    words = tidy(given).split()
    while len(words) > 1 and (words[0] in ARTICLES or (mention.label == "PER" and is_title(words[0]))):
        words.pop(0)
    if mention.label == "PER" and len(words) == 2 and words[0].endswith(",") and fold(words[1]) in first_names():
        words = [words[1], words[0].rstrip(",")]
    return " ".join(words) or given


def _cue(text: str, mention: Mention) -> Cue:
    """Read the word before a name, or the title inside the span."""
    inside = text[mention.start : mention.end].split()
    before = _WORD_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    given = inside[0] if len(inside) > 1 and is_title(inside[0]) else before[1] if before else ""
    word = given.lower()
    title = is_title(given) or word in _WOMEN | _MEN
    female = word in _WOMEN or (title and word.endswith("in"))
    return Cue(
        gender="f" if female else "m" if word in _MEN else None,
        title=title,
        plural=word in ("die", "den", "beiden", "beide"),
        genitive=_allows_genitive(text, mention, given),
    )


def _allows_genitive(text: str, mention: Mention, before: str) -> bool:
    """Whether a noun follows (Merkels neue Regierung), or one or a preposition precedes (die Wahl Wulffs)."""
    if text[mention.end - 1 : mention.end] in _APOSTROPHES or _NOUN_BEHIND.match(text, mention.end):
        return True
    if before.lower() in _WOMEN | _MEN:
        return False
    return before[:1].isupper() or before.lower() in _GENITIVE_PREPOSITIONS
