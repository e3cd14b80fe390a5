"""The words of a corpus that may say what its sentences are about: which of them each sentence holds."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.network.cooccurrence import Matrix, incidence
from pipeline.network.stems import stem

MIN_SENTENCES = 2
"""Sentences that a keyword occurs in; rarer words are left out."""

Term = tuple[str, bool]
"""A stem, and whether it is a noun's: `("wahl", True)` is Wahl, Wahlen; `("wahl", False)` is gewählt, wählen."""

Span = tuple[int, int]

# `-ige`, `-ende`, but not `-igen`, `-enden`, which are verbs as well: bestätigen, senden
_ADJECTIVE = re.compile(
    r".*(?:(?:isch|sam|bar|haft|los|iv|al|ell|deutsch)(?:e[nmrs]?)?|(?:lich|ig|[^s]end)(?:e[mrs]?)?)"
)
_COMMON = Path(__file__).parents[1] / "data" / "keywords_common.txt"
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?:-[^\W\d_]+)*")  # of compounds with a name or number, nothing
_BEFORE = re.compile(r"[\W_]*")
_FIRST = "^"  # marks the first word of a sentence, whose capital says nothing
_MASK = "0"  # takes the place of names: no part of a word, and what follows it is not the first word


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The words that may become keywords: no names, no common words, and in at least `MIN_SENTENCES` sentences.

    Attributes:
        words: the form of each term that is shown, in alphabetical order.
        column_of: term -> its number.
        matrix: which terms (columns) each sentence (row) holds.
    """

    words: list[str]
    column_of: Mapping[Term, int]
    matrix: Matrix

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, list[Span]]]) -> "Vocabulary":
        """Read sentences with the spans of the names in them."""
        numbers: dict[str, int] = {}
        named: Counter[str] = Counter()
        flat, lengths = array("i"), array("i")
        for text, spans in sentences:
            for start, end in spans:
                named[text[start:end]] += 1
            words = _words(text, spans)
            flat.extend([numbers.setdefault(word, len(numbers)) for word in words])
            lengths.append(len(words))
        forms = np.frombuffer(flat, dtype=np.int32)
        counts = dict(zip(numbers, np.bincount(forms, minlength=len(numbers)).tolist(), strict=True))
        terms = _terms(counts, named)
        shown = _shown(terms, counts)
        order = sorted(shown, key=lambda term: (shown[term], term))
        column = {term: number for number, term in enumerate(order)}
        column_of_form = np.array(
            [column.get(terms[form], -1) if form in terms else -1 for form in numbers], dtype=np.int64
        )
        columns = column_of_form[forms]
        rows = np.repeat(np.arange(len(lengths)), np.frombuffer(lengths, dtype=np.int32))
        matrix = incidence(rows[columns >= 0], columns[columns >= 0], shape=(len(lengths), len(order)))
        return cls([shown[term] for term in order], column, matrix)

    def columns_of(self, text: str) -> list[int]:
        """Find the columns of the words in a text, whatever their case."""
        terms = [(stem(word), noun) for word in _WORD.findall(text) for noun in (True, False)]
        return sorted({self.column_of[term] for term in terms if term in self.column_of})


def _words(text: str, spans: Iterable[Span]) -> list[str]:
    """Find the words of a sentence outside its names; `_FIRST` marks the one that begins it."""
    for start, end in spans:
        text = f"{text[:start]}{_MASK * (end - start)}{text[end:]}"
    words = _WORD.findall(text)
    if words and _BEFORE.fullmatch(text, 0, text.index(words[0])):
        words[0] = _FIRST + words[0]
    return words


def _terms(counts: Mapping[str, int], named: Mapping[str, int]) -> dict[str, Term]:
    """Return the term of each form that may become a keyword: not common, and outside names more often than inside."""
    words = {form: word for form in counts if (word := _as_inside(form, counts))}
    outside, inside = Counter[Term](), Counter[Term]()
    term_of = cache(_term)  # many words are met at the start of sentences or in names too
    terms = {form: term_of(word) for form, word in words.items()}
    for form, term in terms.items():
        outside[term] += counts[form]
    for name, times in named.items():
        for word in _WORD.findall(name):
            inside[term_of(word)] += times
    adjectives = {term for form, term in terms.items() if not term[1] and _ADJECTIVE.fullmatch(words[form])}
    unfit = {term for term, times in outside.items() if times < MIN_SENTENCES or inside[term] >= times}
    unfit |= adjectives | common_terms()
    return {form: term for form, term in terms.items() if term not in unfit}


def _as_inside(form: str, counts: Mapping[str, int]) -> str | None:
    """Write a form as it is written inside sentences; None for the first word of sentences that is found there only."""
    word = form.removeprefix(_FIRST)
    lower = word.lower()
    if word == lower or counts.get(word, 0) > counts.get(lower, 0):
        return word
    return lower if lower in counts else None


def _term(word: str) -> Term:
    return stem(word), word[0].isupper()


def _shown(terms: Mapping[str, Term], counts: Mapping[str, int]) -> dict[Term, str]:
    """Choose the most frequent form of each term; of equally frequent ones the shortest."""
    times: dict[Term, Counter[str]] = defaultdict(Counter)
    for form, term in terms.items():
        times[term][_as_inside(form, counts) or form] += counts[form]
    return {term: min(forms, key=lambda word: (-forms[word], len(word), word)) for term, forms in times.items()}


@cache
def common_terms() -> frozenset[Term]:
    """Terms that never say what a sentence is about."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(_term(word) for line in lines if not line.startswith("#") for word in line.split())
