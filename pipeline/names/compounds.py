"""Names inside compounds: the SPD of `SPD-Chef`, the two places of `Berlin-Paris`, and institutions as a whole."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.names.cleaning import Mention
from pipeline.names.forms import fold, genitive_bases, looks_like_acronym, surnames
from pipeline.names.heads import head_class
from pipeline.names.knowledge import Known, is_known_place, known

RULE = "compound"

_COMPOUND = re.compile(r"(?<![\w\-/@.&])[^\W_][\w.&]*(?:[-/][\w.&]+)+")
_PART = re.compile(r"[^-/]+")
_HYPHEN = re.compile(r"-(?<=[\w.&]-)(?=[\w.&])")
_SUSPENDED = re.compile(r"-(?<=[\w.&]-)(?=(?:, [\w\-]{1,40}-)?,? (?:und|oder|sowie|bzw\.) [\w\-]{0,40}-)")
_INDEFINITE = re.compile(r"\b(?:[Kk]?[Ee]in(?:e[mnrs]?)?)(?: [a-zäöüß]{1,40})? $")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}")
_MODIFIERS = frozenset(
    "ex vize anti nicht pro post neo co noch alt nach vor prä pseudo möchtegern interims spät".split()
)
_COMMON = frozenset(
    """euro dollar cd dvd tv pc lkw pkw sms wm em dna rna hiv aids it ceo cfo co2 ice gps usb ip id ok km kfz dsl lte
    abs led lcd hd pr hr ki ai ag gmbh se ii iii iv vi mp3 pdf html www gsm umts nr akw ekg mrt ct""".split()
)
"""Keys of acronyms and currencies that are common nouns."""

MAX_PARTS = 4
"""Maximum number of parts of a name inside a compound: Nord-Stream-2."""


MAX_WORD = 100
"""Maximum number of characters of a compound before its first hyphen."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A name inside a compound: character offsets, label, and whether the shipped lists know what it is."""

    start: int
    end: int
    label: str
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class _Compound:
    """A compound in a text: its offsets, the class of its head, the mentions that touch it and the one after it."""

    start: int
    end: int
    head: str
    kind: str | None
    here: Sequence[Mention]
    following: Mention | None

    @property
    def whole(self) -> Mention | None:
        """The mention that is the whole compound, if there is one."""
        only = self.here[0] if len(self.here) == 1 else None
        return only if only and (only.start, only.end) == (self.start, self.end) else None

    def marked(self, part: _Part) -> Mention:
        """The mention of a part: the one that is there, or a new one."""
        span = part.start, part.end, part.label
        return next((m for m in self.here if (m.start, m.end, m.label) == span), Mention(*span, RULE))


def split_compounds(text: str, mentions: Sequence[Mention], *, counts: Counter[str]) -> list[Mention]:
    """Mark the names at the start of compounds, in place of whatever the model took for a name there.

    >>> text = "Der SPD-Chef kritisierte die US-Regierung."
    >>> [text[m.start : m.end] for m in split_compounds(text, [], counts=Counter())]
    ['SPD', 'US-Regierung']

    A compound is left as it is if its first part is not a name by evidence: a shipped country, place or organisation, a
    name of the article, or an acronym in a compound that the model takes for a name.

    Args:
        text: the text of the article.
        mentions: sorted and non-overlapping.
        counts: incremented under `compound` for each compound that changes the mentions.
    """
    compounds = list(_compounds(text))
    suspended = [(_word_start(text, match.start()), match.start()) for match in _SUSPENDED.finditer(text)]
    if not compounds and not suspended:
        return list(mentions)
    evidence = _Evidence(text, mentions)
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    gone: set[int] = set()
    new: list[Mention] = []
    for match in compounds:
        start, end = match.start(), match.start() + len(match[0].rstrip("."))
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        head = re.split("[-/]", text[start:end])[-1]
        following = mentions[last] if last < len(mentions) else None
        compound = _Compound(start, end, head, head_class(head), mentions[first:last], following)
        found = _names(text, compound, evidence)
        if found is not None and found != compound.here and not gone.intersection(range(first, last)):
            counts[RULE] += 1
            gone.update(range(first, last))
            new += found
    for start, end in suspended:
        part = evidence.part(text, start, end)
        if part is not None and bisect_right(ends, start) == bisect_left(starts, end):
            counts[RULE] += 1
            new.append(Mention(part.start, part.end, part.label, RULE))
    kept = [mention for index, mention in enumerate(mentions) if index not in gone]
    return sorted([*kept, *new], key=lambda mention: (mention.start, mention.end))


def _compounds(text: str) -> Iterator[re.Match[str]]:
    """Yield the words with a hyphen; from its hyphens, because few words have one."""
    free = 0
    for hyphen in _HYPHEN.finditer(text):
        if hyphen.start() >= free:
            match = _COMPOUND.match(text, max(free, _word_start(text, hyphen.start())))
            if match is not None and match.end() > hyphen.start():
                free = match.end()
                yield match


def _word_start(text: str, position: int) -> int:
    """Offset where the word begins that ends at this position, at most `MAX_WORD` characters before it."""
    start = position
    while start > max(0, position - MAX_WORD) and (text[start - 1].isalnum() or text[start - 1] in "_.&/-@"):
        start -= 1
    return start


class _Evidence:
    """What tells that a part of a compound is a name: the shipped lists and the other names of the article."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        forms: dict[tuple[str, str], int] = defaultdict(int)
        for mention in mentions:
            forms[text[mention.start : mention.end], mention.label] += 1
        for (form, label), count in forms.items():
            for key in {fold(form), *(surnames(form) if label == "PER" else ())}:
                votes[key][label] += count
        self._votes = votes

    def part(self, text: str, start: int, end: int) -> _Part | None:
        """The name between the offsets, or None if it is not one by evidence."""
        form = text[start:end]
        if not form[:1].isupper() or len(form) < 2 or fold(form) in _COMMON:
            return None
        votes = next((self._votes[key] for key in map(fold, _bases(form)) if key in self._votes), None)
        label = max(sorted(votes), key=votes.__getitem__) if votes else None
        shipped = _shipped(form)
        if shipped is not None and label != "PER":
            return _Part(start, end, shipped.label, shipped=True)
        if label is None and is_known_place(form):
            label = "LOC"
        return _Part(start, end, label) if label else None


@lru_cache(maxsize=1 << 14)
def _shipped(form: str) -> Known | None:
    """Country or well-known organisation of this name; `UN` is one, but not the `Un` of `Un-Wort`."""
    return known(form) if len(form) > 2 or form.isupper() else None


def _bases(form: str) -> Iterator[str]:
    yield form
    yield from genitive_bases(form)


def _names(text: str, compound: _Compound, evidence: _Evidence) -> list[Mention] | None:
    """The mentions that take the place of those that touch a compound, or None if these stay."""
    if any(mention.start < compound.start or mention.end > compound.end for mention in compound.here):
        return _wider(text, compound, evidence) if len(compound.here) == 1 else None
    names, rest = _parse(text, compound, evidence)
    form = text[compound.start : compound.end]
    is_whole = compound.kind == "named" or (compound.kind is None and any(map(is_known_place, _bases(form))))
    if is_whole or (not names and compound.whole is None):
        return None
    if not rest or (compound.kind is None and len(names) > 1):
        return _places(text, compound, names)
    names = names or _by_label(text, compound)
    if names and text[names[-1].end + 1].islower() and compound.head[:1].isupper():  # Bild-im-Bild
        return None
    if not names or _is_name(text, compound, names):
        return None
    whole = compound.whole
    found = whole is not None and whole.label == "ORG"
    if (compound.kind == "institution" and not _is_description(text, compound, names)) or (
        compound.kind == "body" and found
    ):
        return [whole if whole and found else Mention(compound.start, compound.end, "ORG", RULE)]
    return [compound.marked(part) for part in names]


def _parse(text: str, compound: _Compound, evidence: _Evidence) -> tuple[list[_Part], bool]:
    """The names at the start of a compound, and whether something follows them."""
    spans = [match.span() for match in _PART.finditer(text, compound.start, compound.end)]
    begin = _first_part(text, spans)
    last = len(spans) - (compound.kind is not None)  # a head that is a common noun is no name: Papst, König
    names: list[_Part] = []
    position = begin
    while position < last:
        longest = min(position + MAX_PARTS, last, len(spans) - (position == begin))
        ends = range(longest, position, -1)
        tried = ((end, evidence.part(text, spans[position][0], spans[end - 1][1])) for end in ends)
        end, part = next(((end, part) for end, part in tried if part is not None), (position, None))
        if part is None:
            break
        names.append(part)
        position = end
    return names, position < len(spans)


def _first_part(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Index of the first part that is no prefix: `Ex-SPD-Chef`."""
    prefixes = (index for index, span in enumerate(spans) if text[slice(*span)].lower() not in _MODIFIERS)
    return next(prefixes, 0)


def _by_label(text: str, compound: _Compound) -> list[_Part]:
    """The first part of a compound that the model takes for a name: an acronym, or what stands before a person."""
    whole = compound.whole
    spans = [match.span() for match in _PART.finditer(text, compound.start, compound.end)]
    start, end = spans[_first_part(text, spans)]
    if whole is None or end == compound.end or whole.label == "MISC" or compound.kind is None:
        return []
    label = "LOC" if whole.label == "LOC" else "ORG"
    if looks_like_acronym(text[start:end]) and fold(text[start:end]) not in _COMMON:
        return [_Part(start, end, label)]
    before_head = spans[-1][0] - 1
    is_office = compound.kind == "person" and whole.label != "PER" and head_class(text[start:end]) is None
    return [_Part(start, before_head, label)] if is_office else []


def _is_name(text: str, compound: _Compound, names: Sequence[_Part]) -> bool:
    """Whether a compound is a name itself: an event, a double surname, a district, a product."""
    whole, last = compound.whole, names[-1]
    if compound.kind == "event":
        return whole is not None and whole.label == "MISC"
    if compound.kind is not None:
        return False
    if whole is None:
        return last.label == "PER" or not _NOUN.fullmatch(compound.head)
    return not last.shipped or (whole.label == "PER" and not looks_like_acronym(text[last.start : last.end]))


def _is_description(text: str, compound: _Compound, names: Sequence[_Part]) -> bool:
    """Whether an institution is described rather than named: `eine US-Behörde`, `US-Geheimdienst CIA`, `US-Konzern`."""
    after = compound.following
    if after and after.label in ("ORG", "MISC") and text[compound.end : after.start].strip('„“»"‚') == " ":
        return True
    if compound.head.lower().startswith("konzern") and names[-1].label == "LOC":
        return True
    return bool(_INDEFINITE.search(text, max(0, compound.start - 60), compound.start))


def _places(text: str, compound: _Compound, names: Sequence[_Part]) -> list[Mention] | None:
    """The places of `Berlin-Paris`, and of `Baku-Tiflis-Ceyhan` if the model agrees; None for other names."""
    whole = compound.whole
    if len(names) < 2 or any(part.label != "LOC" for part in names) or (whole and whole.label != "LOC"):
        return None
    rest = _PART.finditer(text, names[-1].end, compound.end) if whole else ()
    return [*(compound.marked(part) for part in names), *(Mention(*match.span(), "LOC", RULE) for match in rest)]


def _wider(text: str, compound: _Compound, evidence: _Evidence) -> list[Mention] | None:
    """Part a mention of several words at a compound with a person: `SPD-Chef Gabriel`, `Deutsche Bank-Chef`."""
    mention = compound.here[0]
    if compound.kind != "person":
        return None
    if mention.start == compound.start and mention.label == "PER" and text[compound.end] == " ":
        names, rest = _parse(text, compound, evidence)
        person = replace(mention, start=compound.end + 1)
        return [*(compound.marked(part) for part in names), person] if names and rest else None
    if mention.end == compound.end:
        end = compound.end - len(compound.head) - 1
        part = evidence.part(text, mention.start, end)
        label = part.label if part else mention.label
        return [Mention(mention.start, end, label, RULE)] if part or label in ("ORG", "LOC") else None
    return None
