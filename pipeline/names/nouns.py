"""Common nouns and currencies, which German capitalises like names, and the nouns that compounds consist of."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_currency_name

from pipeline.names.forms import FUNCTION_WORDS, fold, genitive_bases
from pipeline.names.knowledge import DATA, known

_MIN_FIRST, _MIN_LAST = 4, 5  # letters of the parts of a compound
_LINKS = ("", "s", "n", "es", "en", "er", "e")
_PLURALS = ("n", "en", "e", "er")


@cache
def _nouns() -> frozenset[str]:
    lines = (DATA / "names_common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1 << 16)
def is_common_noun(word: str) -> bool:
    """Whether a word is a listed common noun, in any regular form: Segen, Wehren, Richtfestes."""
    bases = (word, *genitive_bases(word), *(word[: -len(end)] for end in _PLURALS if word.endswith(end)))
    return any(base in _nouns() for base in bases)


@lru_cache(maxsize=1 << 16)
def is_dictionary_word(word: str) -> bool:
    """Whether a word is a common noun or a compound of two, which some surnames are too.

    >>> is_dictionary_word("Blitzschach"), is_dictionary_word("Baumgarten"), is_dictionary_word("Toqajew")
    (True, True, False)
    """
    return is_common_noun(word) or any(
        is_common_noun(word[cut:].capitalize()) and _is_first_part(word[:cut])
        for cut in range(_MIN_FIRST, len(word) - _MIN_LAST + 1)
    )


def _is_first_part(part: str) -> bool:
    """Whether the first part of a compound is a noun, with or without the letters that link it: Richtungs-."""
    return any(part.endswith(link) and part[: len(part) - len(link)] in _nouns() for link in _LINKS)


def has_word_initials(acronym: str, name: str) -> bool:
    """Whether an acronym consists of initials of words and of nouns that end compounds.

    So DB is the Deutsche Bahn, and DWD the Deutscher Wetterdienst, but BER is not the Bundesregierung.
    """
    letters = fold(acronym).replace(" ", "")
    words = [word for word in re.split(r"[\s\-]+", name) if word]
    full = [word for word in words if fold(word) not in FUNCTION_WORDS]
    heads = [fold(part) for part in re.findall(r"[A-ZÄÖÜ][a-zäöüß]+", acronym)]
    return len(letters) > 1 and any(_spell(letters, chosen, heads) for chosen in (words, full))


def _spell(letters: str, words: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether the words give the letters in turn; `heads` are beginnings of words such as Nord in NordLB."""
    spelt = {""}
    for word in words:
        parts = (*_initials(word), *(head for head in heads if fold(word).startswith(head)))
        spelt = {start + part for start in spelt for part in parts if letters.startswith(start + part)}
    return letters in spelt


@lru_cache(maxsize=1 << 14)
def _initials(word: str) -> tuple[str, ...]:
    """Letters that a word gives to an acronym: w or wd of Wetterdienst, f or fc of FC."""
    first = fold(word)[:1]
    cuts = range(_MIN_FIRST, len(word) - _MIN_FIRST + 1)
    nouns = (first + fold(word[cut:])[:1] for cut in cuts if is_common_noun(word[cut:].capitalize()))
    return first, *nouns, *([fold(word)] if word.isupper() else [])


@cache
def _currencies() -> frozenset[str]:
    table = tomllib.loads((DATA / "numbers.toml").read_text(encoding="utf-8"))
    forms = {form for listed in table["currencies"].values() for form in listed} | set(table["currency_parts"])
    for code in map(str, Locale("de").currencies):
        forms |= {get_currency_name(code, count=count, locale="de") for count in (1, 2)}
    words = {form.split()[-1].rpartition("-")[2] for form in forms if "(" not in form}
    return frozenset(word for word in words if word[:1].isalpha() and word[:1].isupper() and known(word) is None)


def is_currency(name: str) -> bool:
    """Whether a name is a currency, in any grammatical case: Euro, US-Dollars."""
    word = name.rpartition("-")[2]
    return any(base in _currencies() for base in (word, *genitive_bases(word)))
