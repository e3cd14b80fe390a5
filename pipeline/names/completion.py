"""Complete the names of an article: names introduced with an acronym, missed or mislabelled by the model."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.names.cleaning import Mention
from pipeline.names.forms import FUNCTION_WORDS, fold, has_initials, looks_like_acronym
from pipeline.names.knowledge import has_known_first_name, is_known_place, known
from pipeline.names.nouns import is_common_noun, is_currency, is_dictionary_word
from pipeline.names.search import NameSearch, is_word_end

_QUOTED = re.compile(
    r"[„“»\"](?P<long>[A-ZÄÖÜ][^„“”»«\"()\n]{5,118}[^\s„“”»«\"()\n])[“”«\"]\s?\((?P<short>[A-ZÄÖÜ][\w&-]{1,9})\)"
)
_BRACKETED = re.compile(r"\s\((?P<short>[A-ZÄÖÜ][\w&-]{1,9})\)")
_BREAK = re.compile(r"[.,;:!?()„“”»«\"\n]")
_WORD_START = re.compile(r"(?<![\w\-])[^\W\d_]\w*")
_CAPITALISED = re.compile(r"(?<![\w\-])[A-ZÄÖÜ]\w*")
_INDEFINITE = re.compile(r"\b(?:[Kk]?[Ee]in(?:e[nmrs]?)?|[Jj]ede[nmrs]?) \Z")
_COUNTED = re.compile(r"\d \Z")
_LONGER = re.compile(r" [A-ZÄÖÜ]")
_QUOTES = "„“”»«‚‘\"'"

MAX_LONG_FORM = 120
"""Maximum number of characters of a long form."""

MAX_HEAD = 60
"""Maximum number of characters before a mention in which the head of a long form is looked for."""

MAX_MISSED_PER_FOUND = 2
"""A single word that the model misses more often than this for each time it finds it is probably not a name."""

MIN_SURE = 0.95
"""Minimum confidence of the model in a label that is never changed to that of other mentions."""

MIN_FOUND_NOUNS = 2
"""A single word that may be a common noun is a name elsewhere in the article only if the model finds it so often."""

LABEL_PRIORITY = "LOC ORG PER MISC"
"""Of labels with equally many votes the first wins: models take places for organisations or people, not the reverse."""


@dataclass(frozen=True, slots=True)
class _Certain:
    """A form that is always a name in the article: label, maximum of missed occurrences, confidence of the model."""

    label: str
    missed: int
    confidence: float | None = None


def complete_mentions(text: str, mentions: Sequence[Mention], *, counts: Counter[str]) -> list[Mention]:
    """Add the occurrences that the model missed of names it found elsewhere, and give each name one label.

    Currencies, and common nouns that the model takes for works or events, are no names.

    >>> text = "Almaty liegt im Osten. In Almaty regnet es."
    >>> complete_mentions(text, [Mention(0, 6, "LOC", confidence=0.9)], counts=Counter())[1]
    Mention(start=26, end=32, label='LOC', rule='propagated', confidence=0.9)

    Args:
        text: the text of the article.
        mentions: sorted and non-overlapping.
        counts: incremented under `dropped_noun`, `introduced`, `relabelled` and `propagated` for each mention dropped,
            changed or added.
    """
    names = [mention for mention in mentions if not _is_word(text, mention)]
    counts["dropped_noun"] += len(mentions) - len(names)
    mentions = _with_introduced(text, names, counts=counts)
    votes = _votes(text, mentions)
    last_words = _surnames(votes)
    sure = _confidences(text, mentions)
    relabelled = [_relabel(text, mention, votes, last_words, sure, counts) for mention in mentions]
    found = list(_missed(text, relabelled, _certain(text, relabelled, last_words, sure)))
    counts["propagated"] += len(found)
    return sorted([*relabelled, *found], key=lambda mention: (mention.start, mention.end))


def _is_word(text: str, mention: Mention) -> bool:
    """Whether a mention with the label MISC is a currency, or a common noun not in quotes: `Euro`, `Richtfest`."""
    if mention.label != "MISC":
        return False
    form = text[mention.start : mention.end]
    quoted = text[mention.start - 1 : mention.start] in _QUOTES if mention.start else False
    is_sure = mention.confidence is not None and mention.confidence >= MIN_SURE
    return is_currency(form) or (is_common_noun(form) and not quoted and not is_sure)


def _with_introduced(text: str, mentions: Sequence[Mention], *, counts: Counter[str]) -> list[Mention]:
    """Extend mentions to the whole long form that the text gives before a bracketed acronym: `„Bund der …“ (BDX)`."""
    found = sorted({*_quoted(text, mentions), *_by_initials(text, mentions)}, key=lambda m: (m.start, m.end, m.label))
    new: list[Mention] = []
    for mention in found:
        if not new or mention.start >= new[-1].end:
            new.append(mention)
    given = {(mention.start, mention.end, mention.label): mention for mention in reversed(mentions)}
    known = [given.get((mention.start, mention.end, mention.label), mention) for mention in new]
    counts["introduced"] += sum(mention.rule == "introduced" for mention in known)
    starts, ends = [mention.start for mention in new], [mention.end for mention in new]
    kept = [mention for mention in mentions if bisect_right(ends, mention.start) == bisect_left(starts, mention.end)]
    return sorted([*kept, *known], key=lambda mention: (mention.start, mention.end))


def _quoted(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A long form in quotation marks and its acronym: organisations, unless the model has another label than PER."""
    labels = {text[mention.start : mention.end]: mention.label for mention in mentions}
    for match in _QUOTED.finditer(text):
        if looks_like_acronym(match["short"]) and " " in match["long"]:
            label = labels.get(match["long"], labels.get(match["short"], "ORG"))
            label = "ORG" if label == "PER" else label
            yield from (Mention(*match.span(part), label, "introduced") for part in ("long", "short"))


def _by_initials(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions extended to the bracket, or to words before them, if the whole has the initials of the acronym."""
    position = -1
    for match in _BRACKETED.finditer(text):
        while position + 1 < len(mentions) and mentions[position + 1].start < match.start():
            position += 1
        if position < 0:
            continue
        mention = mentions[position]
        is_near = mention.end <= match.start() <= mention.start + MAX_LONG_FORM
        if not is_near or mention.label == "PER":
            continue
        since = mentions[position - 1].end if position else 0
        start = _long_form_start(text, mention, match, since=since)
        if start is not None and (start, match.start()) != (mention.start, mention.end):
            # the model gave its confidence in another span
            yield replace(mention, start=start, end=match.start(), rule="introduced", confidence=None)


def _long_form_start(text: str, mention: Mention, bracket: re.Match[str], *, since: int) -> int | None:
    """Offset where the long form of a bracketed acronym begins: at a mention, or at a word shortly before it.

    A model may miss the head of a name: of `Organisation des Vertrags über kollektive Sicherheit (OVKS)` it finds
    `Vertrags über kollektive Sicherheit`.
    """
    start, end, short = mention.start, bracket.start(), bracket["short"]
    if _BREAK.search(text, start, end):
        return None
    if has_initials(short, text[start:end]):
        return start
    first = max(since, start - MAX_HEAD) if mention.label == "ORG" else start
    for word in reversed(list(_CAPITALISED.finditer(text, first, start))):
        if _BREAK.search(text, word.start(), start):
            return None
        if has_initials(short, text[word.start() : end]):
            # not a clause: Er übernahm damals das Departement für Arbeit (EDA)
            return word.start() if all(map(_may_be_in_name, text[word.end() : start].split())) else None
    return None


def _may_be_in_name(word: str) -> bool:
    """Whether a word may stand inside the name of an organisation: a noun, an adjective or a function word."""
    return word[0].isupper() or fold(word) in FUNCTION_WORDS or word.endswith(("e", "en", "er", "es", "em"))


def _votes(text: str, mentions: Sequence[Mention]) -> dict[str, Counter[str]]:
    """Count the labels of each form."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[text[mention.start : mention.end]][mention.label] += 1
    return votes


def _confidences(text: str, mentions: Sequence[Mention]) -> dict[tuple[str, str], float]:
    """Highest confidence of the model for each (form, label); that of a person also counts for the surname."""
    sure: dict[tuple[str, str], float] = {}
    for mention in mentions:
        if mention.confidence is not None:
            form = text[mention.start : mention.end]
            forms = {form, form.split()[-1]} if mention.label == "PER" else {form}
            for each in forms:
                sure[each, mention.label] = max(mention.confidence, sure.get((each, mention.label), 0.0))
    return sure


def _surnames(votes: Mapping[str, Counter[str]]) -> set[str]:
    """Last words of full names that have a known first name and are never labelled other than PER."""
    people = [name.split() for name, count in votes.items() if set(count) == {"PER"} and has_known_first_name(name)]
    return {words[-1] for words in people if len(words) > 1 and len(words[-1]) > 3 and words[-1][0].isupper()}


def _relabel(
    text: str,
    mention: Mention,
    votes: Mapping[str, Counter[str]],
    last_words: set[str],
    sure: Mapping[tuple[str, str], float],
    counts: Counter[str],
) -> Mention:
    """Give a mention the label that most mentions of its form have; surnames of known people are PER.

    A label that the model is sure of stays, or surer of than of the other; a name of several words is not made MISC.
    """
    form = text[mention.start : mention.end]
    if form in last_words and not is_known_place(form):
        label = "PER"
    else:
        label = min(votes[form], key=lambda vote: (-votes[form][vote], LABEL_PRIORITY.find(vote)))
    chance = sure.get((form, label))
    is_sure = mention.confidence is not None and mention.confidence >= min(MIN_SURE, chance or 0.0)
    if label == mention.label or is_sure or (label == "MISC" and " " in form):
        return mention
    counts["relabelled"] += 1
    return replace(mention, label=label, rule="relabelled", confidence=chance)


def _certain(
    text: str, mentions: Sequence[Mention], last_words: set[str], sure: Mapping[tuple[str, str], float]
) -> dict[str, _Certain]:
    """Forms with one label only, surnames of known people, and the genitives of both."""
    votes = _votes(text, mentions)
    bearers = Counter(text[m.start : m.end].split()[-1] for m in mentions if m.label == "PER")
    certain = {}
    for name, count in votes.items():
        [(label, found), *_] = count.most_common(1)
        found = max(found, bearers[name])
        if len(count) == 1 and len(name) > 2 and name[0].isupper() and _is_clear(name, label, found):
            missed = sys.maxsize if " " in name else MAX_MISSED_PER_FOUND * found
            certain[name] = _Certain(label, missed, sure.get((name, label)))
    certain |= {
        word: _Certain("PER", MAX_MISSED_PER_FOUND, sure.get((word, "PER")))
        for word in last_words
        if word not in votes and _is_clear(word, "PER", bearers[word])
    }
    genitives = {
        f"{name}s": kind
        for name, kind in certain.items()
        if kind.label in ("PER", "LOC") and len(name) > 3 and name[-1] not in "sxzß" and f"{name}s" not in votes
    }
    return genitives | certain


def _is_clear(name: str, label: str, found: int) -> bool:
    """Whether a form found so often with this label is a name wherever it occurs, rather than a common noun."""
    if " " in name or found >= MIN_FOUND_NOUNS:
        return True
    if is_common_noun(name.rpartition("-")[2]):  # Wehr, HSV-Furcht
        return known(name) is not None
    if is_known_place(name) or label == "ORG":
        return True
    return not is_dictionary_word(name) and not (label == "LOC" and name.endswith("er"))  # der Villacher


def _missed(text: str, mentions: Sequence[Mention], certain: Mapping[str, _Certain]) -> Iterator[Mention]:
    """Occurrences of certain names outside the mentions, except of a name with suspiciously many."""
    starts_of: dict[str, list[int]] = defaultdict(list)
    for start, name in _occurrences(text, mentions, certain):
        starts_of[name].append(start)
    for name, starts in starts_of.items():
        if len(starts) <= certain[name].missed:
            kind = certain[name]
            yield from (
                Mention(start, start + len(name), kind.label, "propagated", kind.confidence) for start in starts
            )


def _occurrences(text: str, mentions: Sequence[Mention], names: Mapping[str, _Certain]) -> Iterator[tuple[int, str]]:
    """Yield start and form of each name that occurs as whole words outside the mentions, longest match first."""
    search = NameSearch(names)
    starts = {mention.start for mention in mentions}
    taken = sorted((mention.start, mention.end) for mention in mentions)
    position = free = 0
    for match in _WORD_START.finditer(text):
        if match[0] not in search.first_words:
            continue
        start = match.start()
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        limit = taken[position][0] if position < len(taken) else len(text)
        ends = (end for _, end in search.starting_with(text, start, match[0]) if is_word_end(text, end))
        end = next(ends, None)
        if end is None or start < free or end > limit:
            continue
        free = end
        name = text[start:end]
        if " " in name or not _is_doubtful(text, start, end, names[name], starts):
            yield start, name


def _is_doubtful(text: str, start: int, end: int, kind: _Certain, starts: Container[int]) -> bool:
    """Whether one word is a noun after an article or number, or a name in a longer one that the model missed."""
    if kind.label in ("PER", "LOC") and _INDEFINITE.search(text, max(0, start - 8), start):
        return True
    if kind.label == "LOC" and _COUNTED.search(text, max(0, start - 2), start):  # 22.000 Polen
        return True
    is_club = kind.label == "ORG" and is_known_place(text[start:end])  # Wolfsburg Grizzly Adams
    is_rare = kind.label != "PER" and text[end - 1] != "s" and (kind.missed <= MAX_MISSED_PER_FOUND or is_club)
    return is_rare and _LONGER.match(text, end) is not None and end + 1 not in starts  # Mars Süßwaren
