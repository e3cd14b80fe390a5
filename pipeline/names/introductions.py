"""Names that an article introduces with their acronym in brackets, which are names whatever the model found of them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.names.cleaning import Mention
from pipeline.names.forms import has_initials, looks_like_acronym

_QUOTED = re.compile(
    r"[„“»\"](?P<long>[A-ZÄÖÜ][^„“”»«\"()\n]{5,118}[^\s„“”»«\"()\n])[“”«\"]\s?\((?P<short>[A-ZÄÖÜ][\w&-]{1,9})\)"
)
_BRACKETED = re.compile(r"\s\((?P<short>[A-ZÄÖÜ][\w&-]{1,9})\)")
_BREAK = re.compile(r"[.,;:!?()„“”»«\"\n]")
REACH = 120
"""Characters that a long form may have."""


def introduced_mentions(text: str, mentions: Sequence[Mention], *, counts: Counter[str]) -> list[Mention]:
    """Mentions with the whole long form where the text gives it before a bracketed acronym: `„Bund der …“ (BDX)`."""
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
    """A long form in quotation marks and the acronym behind it: organisations, unless the model knows better."""
    labels = {text[mention.start : mention.end]: mention.label for mention in mentions}
    for match in _QUOTED.finditer(text):
        if looks_like_acronym(match["short"]) and " " in match["long"]:
            label = labels.get(match["long"], labels.get(match["short"], "ORG"))
            label = "ORG" if label == "PER" else label
            yield from (Mention(*match.span(part), label, "introduced") for part in ("long", "short"))


def _by_initials(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention that stops short of the bracket, though the words up to it have the initials of the acronym."""
    position = -1
    for match in _BRACKETED.finditer(text):
        while position + 1 < len(mentions) and mentions[position + 1].start < match.start():
            position += 1
        if position < 0 or match.start() - mentions[position].start > REACH or mentions[position].label == "PER":
            continue
        mention = mentions[position]
        long = text[mention.start : match.start()]
        if mention.end < match.start() and not _BREAK.search(long) and has_initials(match["short"], long):
            yield replace(mention, end=match.start(), rule="introduced")
