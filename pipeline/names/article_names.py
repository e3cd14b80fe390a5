"""The distinct names of one article, and the context cues by which they are joined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.names.cleaning import Mention
from pipeline.names.forms import ARTICLES, fold, is_in_capitals, name_key, surnames, tidy
from pipeline.names.knowledge import first_names, gender, has_known_first_name, is_known_place, is_title

_WORD_BEFORE = re.compile(r"([^\s„“\"»«(]+)\s+$")
_NOUN_AFTER = re.compile(r" (?:[„»\"]?[a-zäöüß-]+(?:e|en|er|es|em) )?[„»\"]?[A-ZÄÖÜ]")
_APOSTROPHES = ("'", "’", "‘", "`", "´")
_GENITIVE_PREPOSITIONS = frozenset("wegen trotz statt anstatt während dank innerhalb außerhalb seitens des".split())
_WOMEN = frozenset({"frau", "mrs.", "mrs", "queen", "miss", "ms."})
_PLURAL = frozenset({"die", "den", "beiden", "beide"})
_MEN = frozenset({"herr", "herrn", "mr.", "mr"})


@dataclass(frozen=True, slots=True)
class Cue:
    """What the words around a name tell: gender (`f`, `m` or None), a title, a plural, a possible genitive."""

    gender: str | None = None
    title: bool = False
    plural: bool = False
    genitive: bool = False


@dataclass(slots=True, eq=False)
class Name:
    """All mentions of one article that have the same form."""

    form: str
    label: str
    positions: list[int] = field(default_factory=list)  # in the sorted list of mentions
    cues: list[Cue] = field(default_factory=list)  # one for each position
    target: "Name | None" = None
    rule: str = "exact"
    short: str | None = None  # an acronym that the article introduces

    @property
    def key(self) -> str:
        """Key of the form."""
        return name_key(self.form)

    @property
    def root(self) -> "Name":
        """The name that this one is joined to, or itself."""
        name = self
        while name.target is not None:
            name = name.target
        return name

    @property
    def gender(self) -> str | None:
        """Gender of the bearer of a full name, if the first name is known."""
        return gender(self.form)

    def join(self, other: "Name", rule: str) -> None:
        """Join this name to the entity of another one, unless it is joined already."""
        if self.target is None and other.root is not self:
            self.target, self.rule = other.root, rule

    def split(self, positions: Sequence[int]) -> "Name":
        """Move some positions, with their cues, to a name of their own and return it."""
        taken = set(positions)
        pairs = list(zip(self.positions, self.cues, strict=True))
        kept = [(position, cue) for position, cue in pairs if position not in taken]
        moved = [(position, cue) for position, cue in pairs if position in taken]
        self.positions, self.cues = [position for position, _ in kept], [cue for _, cue in kept]
        return Name(self.form, self.label, [position for position, _ in moved], [cue for _, cue in moved])


def distinct_names(text: str, mentions: Sequence[Mention], listed: Mapping[str, str]) -> list[Name]:
    """Names in order of appearance; one form under several labels is one name, unless it is both place and surname.

    A name in `listed` has the label given there.
    """
    forms = [surface(text, mention) for mention in mentions]
    last_words = {key for m, form in zip(mentions, forms, strict=True) if m.label == "PER" for key in surnames(form)}
    singles = {fold(form) for m, form in zip(mentions, forms, strict=True) if m.label == "PER" and " " not in form}
    by_key: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        key = name_key(forms[position])
        namesake = mention.label == "PER" and key in last_words and is_known_place(forms[position])
        by_key[key, namesake].append(position)
    names = []
    for (key, _), positions in by_key.items():
        label = _most_common(mentions[position].label for position in positions)
        first = forms[positions[0]]
        if (key in last_words and not is_known_place(first)) or _is_person(first, singles):
            label = "PER"
        form = _best_spelling([forms[position] for position in positions])
        cues = [_cue(text, mentions[position]) for position in positions]
        names.append(Name(form, listed.get(form, label), positions, cues))
    return names


def _is_person(form: str, people: set[str]) -> bool:
    """Whether a name has a known first name and a surname that stands alone as a person in the article."""
    return has_known_first_name(form) and any(key in people for key in surnames(form))


def _best_spelling(forms: Sequence[str]) -> str:
    """The most frequent spelling; one in capitals only if it is more than twice as frequent as the others."""
    mixed = [form for form in forms if not is_in_capitals(form)]
    return _most_common(forms if len(forms) > 3 * len(mixed) else mixed)


def _most_common(items: Iterable[str]) -> str:
    """The most frequent item; of equally frequent ones the first in alphabetical order."""
    counts = Counter(items)
    return min(counts, key=lambda item: (-counts[item], item))


def surface(text: str, mention: Mention) -> str:
    """Text of a mention without quotes, lower-case articles, and titles before a person's name."""
    given = text[mention.start : mention.end]
    words = tidy(given).split()
    while len(words) > 1 and (words[0] in ARTICLES or (mention.label == "PER" and is_title(words[0]))):
        words.pop(0)
    if mention.label == "PER" and len(words) == 2 and words[0].endswith(",") and fold(words[1]) in first_names():
        words = [words[1], words[0].rstrip(",")]
    return " ".join(words) or given


def _cue(text: str, mention: Mention) -> Cue:
    """Read the cues of the word before a name, or of the title inside the span."""
    inside = text[mention.start : mention.end].split()
    before = _WORD_BEFORE.search(text[max(0, mention.start - 60) : mention.start])
    given = inside[0] if len(inside) > 1 and is_title(inside[0]) else before[1] if before else ""
    word = given.lower()
    title = is_title(given) or word in _WOMEN | _MEN
    female = word in _WOMEN or (title and word.endswith("in"))
    return Cue(
        gender="f" if female else "m" if word in _MEN else None,
        title=title,
        plural=word in _PLURAL,
        genitive=_allows_genitive(text, mention, given),
    )


def _allows_genitive(text: str, mention: Mention, before: str) -> bool:
    """Whether a noun follows (Merkels neue Regierung), or a noun or preposition precedes (die Wahl Wulffs)."""
    if text[mention.end - 1 : mention.end] in _APOSTROPHES or _NOUN_AFTER.match(text, mention.end):
        return True
    if before.lower() in _WOMEN | _MEN | _PLURAL:  # Die Kolariks are a family
        return False
    return before[:1].isupper() or before.lower() in _GENITIVE_PREPOSITIONS
