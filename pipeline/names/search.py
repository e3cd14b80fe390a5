"""Search a text for many names at once, in time linear in the text whatever the number of names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_START = re.compile(r"(?<![\w\-])")
_END = re.compile(r"(?![\w\-])")


class NameSearch:
    """An index of names by first word and length, so that each position of a text takes a few look-ups.

    It holds lengths rather than names, because thousands of names may share a first word, but only dozens of lengths.

    Args:
        names: the names; a name without a letter or digit is never found.

    Attributes:
        first_words: the words that a name can begin with.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._first_starts: dict[str, int] = {}
        shapes: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name in names:
            if first := _WORD.search(name):
                self._first_starts[name] = first.start()
                shapes[first[0]].add((first.start(), len(name)))
        self.first_words = frozenset(shapes)
        self._shapes = {word: sorted(found, key=lambda shape: (-shape[1], shape[0])) for word, found in shapes.items()}

    def starting_with(self, text: str, position: int, word: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of names whose first word is this one at `position`, longest first, if a word starts there.

        The caller decides what may end a name: `is_word_end`, or a genitive s.
        """
        for before, length in self._shapes.get(word, ()):
            start, end = position - before, position - before + length
            inside = start >= 0 and end <= len(text)
            # also the start of the first word: with a listed name "--a", "aa-a" would be found again from its second
            if inside and self._first_starts.get(text[start:end]) == before and _START.match(text, start):
                yield start, end


def is_word_end(text: str, end: int) -> bool:
    """Whether no word continues at `end`, not even with a hyphen."""
    return bool(_END.match(text, end))
