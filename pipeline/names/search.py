"""Many names looked for in a text at once, in time linear in the text, however many names there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_START = re.compile(r"(?<![\w\-])")
_END = re.compile(r"(?![\w\-])")


class NameSearch:
    """Names by their first words and lengths, with which a place of a text is compared in a few look-ups.

    Lengths rather than names: thousands may begin with one first name, but only in some dozens of lengths.

    Args:
        names: the names; one without a letter or digit is never found.

    Attributes:
        first_words: the words that a name can begin with.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        shapes: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name in self._names:
            if first := _WORD.search(name):
                shapes[first[0]].add((first.start(), len(name)))
        self.first_words = frozenset(shapes)
        self._shapes = {word: sorted(found, key=lambda shape: (-shape[1], shape[0])) for word, found in shapes.items()}

    def starting_with(self, text: str, place: int, word: str) -> Iterator[tuple[int, int]]:
        """Spans of the names with this first word, which stands at `place`, longest first; no word begins before them.

        What ends a name is for the caller to judge: `is_word_end`, or a genitive s.
        """
        for before, length in self._shapes.get(word, ()):
            start, end = place - before, place - before + length
            inside = start >= 0 and end <= len(text)
            if inside and text[start:end] in self._names and _START.match(text, start):
                yield start, end


def is_word_end(text: str, end: int) -> bool:
    """Whether no word goes on at this place, be it with a hyphen."""
    return bool(_END.match(text, end))
