"""The user's gazetteer: listed names, found wherever they stand in a text, whatever the model made of them."""

import json
import re
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from pipeline.errors import GazetteerError, unknown_value
from pipeline.names.cleaning import Mention
from pipeline.names.forms import tidy
from pipeline.names.search import NameSearch, is_word_end
from pipeline.settings import LABELS
from pipeline.user_files import csv_records, read_text

RULE = "gazetteer"
_WORD = re.compile(r"\w+")
_NO_GENITIVE = "sxzßS"
"""Letters that a name with a genitive s does not end in."""


class Gazetteer:
    """Names with their labels, ready to be found in texts.

    Args:
        labels: label of each name.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = dict(sorted(labels.items()))
        self._search = NameSearch(self.labels)

    def find(self, text: str) -> Iterator[Mention]:
        """Listed names that stand as whole words, also with a genitive s; from the left, the longest of each place."""
        free = 0
        for word in _WORD.finditer(text):
            found = next(self._at(text, word), None) if word.start() >= free else None
            if found is not None and found.start >= free:
                yield found
                free = found.end

    def _at(self, text: str, word: re.Match[str]) -> Iterator[Mention]:
        """Listed names whose first word is this one, or this one without its s (`Almatys`), longest first."""
        for first in (word[0], word[0][:-1] if word[0].endswith("s") else ""):
            for start, end in self._search.starting_with(text, word.start(), first):
                label = self.labels[text[start:end]]
                if is_word_end(text, end):
                    yield Mention(start, end, label, RULE)
                elif text[end : end + 1] == "s" and text[end - 1] not in _NO_GENITIVE and is_word_end(text, end + 1):
                    yield Mention(start, end + 1, label, RULE)


def listed_mentions(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer | None, *, counts: Counter[str]
) -> list[Mention]:
    """Mentions plus those of listed names; of a name that was found already the label is the listed one.

    A listed name inside a longer mention does not cut it, and takes the place of shorter ones.

    Args:
        text: the text that the offsets refer to.
        mentions: sorted and non-overlapping.
        gazetteer: the listed names, or None.
        counts: gets one more for each mention that was added, or labelled otherwise.
    """
    if gazetteer is None:
        return list(mentions)
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    gone: set[int] = set()
    new: list[Mention] = []
    for found in gazetteer.find(text):
        touching = range(bisect_right(ends, found.start), bisect_left(starts, found.end))
        lengths = [ends[place] - starts[place] for place in touching]
        same = [place for place in touching if (starts[place], ends[place]) == (found.start, found.end)]
        if any(length > found.end - found.start for length in lengths):
            continue
        if same and mentions[same[0]].label == found.label:
            continue
        counts["gazetteer_relabelled" if same else "gazetteer_added"] += 1
        gone.update(touching)
        new.append(found)
    kept = [mention for place, mention in enumerate(mentions) if place not in gone]
    return sorted([*kept, *new], key=lambda mention: mention.start)


def read_gazetteer(path: Path) -> Gazetteer:
    """Read a CSV file (comma, semicolon or tab) whose header names the columns `name` and `label`; others are ignored.

    Raises:
        GazetteerError: if the file cannot be read, lists no name, or a line is incomplete or contradicts another.
    """
    text = read_text(path, what="gazetteer", refuse=GazetteerError)
    lines: dict[str, int] = {}
    labels: dict[str, str] = {}
    for line, record in csv_records(path, text, check=partial(_check_header, path), refuse=GazetteerError):
        name, label = tidy(record.get("name", "")), record.get("label", "").upper()
        if not _WORD.search(name):
            raise GazetteerError(f"{path}, line {line}: the name {name!r} has no letter; give a name and a label")
        if label not in LABELS:
            raise GazetteerError(f"{path}, line {line}, name {name!r}: {unknown_value('label', label, LABELS)}")
        if labels.setdefault(name, label) != label:
            raise GazetteerError(
                f"{path}: line {lines[name]} ({name}, {labels[name]}) contradicts line {line} ({name}, {label}); "
                "keep one of them"
            )
        lines.setdefault(name, line)
    if not labels:
        raise GazetteerError(f"the gazetteer {path} lists no name; its columns are name and label")
    return Gazetteer(labels)


def _check_header(path: Path, line: int, names: list[str]) -> None:
    if not {"name", "label"} <= set(names):
        raise GazetteerError(
            f"{path}, line {line}: the first line must name the columns name and label, not {', '.join(names)!r}"
        )


def pack(gazetteer: Gazetteer) -> bytes:
    """The names in few bytes, to travel to workers on other machines with every batch."""
    return zlib.compress(json.dumps(gazetteer.labels, ensure_ascii=False).encode())


@lru_cache(maxsize=1)
def unpack(packed: bytes) -> Gazetteer:
    """What `pack` packed, the same object as long as the bytes are the same: a worker builds the index once."""
    return Gazetteer(json.loads(zlib.decompress(packed)))
