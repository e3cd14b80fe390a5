"""A sentence as a row of words, signs and whole names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.names import Mention
from pipeline.roles.lexicon import Noun, role_noun

_TOKEN = re.compile(r"(?:\w{1,2}\.(?=\w)|\d+\.(?=\d))*\w+(?:[-/&’'+]\w+)*(?:-(?=[\s,]|$))?|[^\w\s]")
GENITIVE = "genitive"
"""Rule of a name in the genitive, which ends in an s that its entity lacks."""

MAX_CHARACTERS = 2_000
"""Longest sentence that is read; longer ones are lists or text without full stops."""


class Item(NamedTuple):
    """A word, a sign or a whole name: offsets in the sentence and its text (a tuple, because there are millions).

    Attributes:
        name: number of the name that the item is.
        part: number of the name that a word begins with: SPD in SPD-Chef.
        noun: the role noun that a word is or ends with.
    """

    start: int
    end: int
    text: str
    name: int | None = None
    part: int | None = None
    noun: Noun | None = None


class Items:
    """The items of a sentence in order; every question about an item outside the sentence has an empty answer.

    Args:
        text: the sentence.
        names: its names, with offsets in the sentence, sorted and non-overlapping; the rule of those in the genitive
            is `GENITIVE`.
    """

    def __init__(self, text: str, names: Sequence[Mention]) -> None:
        self.names = names
        self.row = list(_items(text, names))

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, index: int) -> Item:
        return self.row[index]

    def word(self, index: int) -> str:
        """Text of an item."""
        return self.row[index].text if 0 <= index < len(self.row) else ""

    def lower(self, index: int) -> str:
        """Text of an item in lower case."""
        return self.word(index).lower()

    def noun(self, index: int) -> Noun | None:
        """The role noun that an item is."""
        return self.row[index].noun if 0 <= index < len(self.row) else None

    def label(self, index: int) -> str | None:
        """Label of the name that an item is; None for words and signs."""
        name = self.row[index].name if 0 <= index < len(self.row) else None
        return None if name is None else self.names[name].label

    def part_label(self, index: int) -> str | None:
        """Label of the name that a word begins with."""
        part = self.row[index].part
        return None if part is None else self.names[part].label

    def is_genitive(self, index: int) -> bool:
        """Whether an item is a name in the genitive: Bayerns, New Yorks, but not Paris."""
        name = self.row[index].name if 0 <= index < len(self.row) else None
        return name is not None and self.names[name].rule == GENITIVE


def _items(text: str, names: Sequence[Mention]) -> Iterator[Item]:
    """Yield the items; a role noun that a model took into a name of a person, or for a name, is a word."""
    number, waiting = 0, None
    first, last = (names[0].start, names[0].end) if names else (len(text), len(text))
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        while last <= start:
            number += 1
            first, last = (names[number].start, names[number].end) if number < len(names) else (len(text) + 1,) * 2
        if waiting is not None and (waiting.name != number or first >= end):
            yield waiting
            waiting = None
        if first >= end:
            yield Item(start, end, word, None, None, role_noun(word) if word[0].isupper() else None)
        elif waiting is not None:
            if end > last:  # Deutsche Bank-Chef
                noun = role_noun(word)
                whole = None if noun is None else replace(noun, lemma=text[waiting.start : start] + noun.lemma)
                yield Item(waiting.start, end, text[waiting.start : end], None, number, whole)
                waiting = None
            else:
                waiting = Item(waiting.start, end, text[waiting.start : end], number)
        elif end > last:
            yield Item(start, end, word, None, number, role_noun(word))
        elif role_noun(word) is not None and _is_role_in_name(names[number], start, end):
            yield Item(start, end, word, None, None, role_noun(word))
        else:
            waiting = Item(start, end, word, number)
    if waiting is not None:
        yield waiting


def _is_role_in_name(name: Mention, start: int, end: int) -> bool:
    """Whether a role noun is no part of a name: the title before a person's, or a whole name that is no person's."""
    return end < name.end if name.label == "PER" else (start, end) == (name.start, name.end)
