"""Shipped knowledge of names: countries from CLDR through Babel, lists of titles, places and organisations."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale

from pipeline.names.forms import fold, genitive_bases, inflection_key, name_key, without_article, without_legal_form

_ADJECTIVE = re.compile(r"([A-ZÄÖÜ][a-zäöüß-]{2,}?)(e|en|em|es|er)")
_ADJECTIVE_STEM = re.compile(
    r"(?i).*(?:sch|lich|ig|haft|al|ell|iert|eint|einigt|ional|mein|einsam)|neu|kalt|warm|lang|kurz|offen|sicher|alt|groß|klein|hoh|rot|weiß|schwarz|grün|blau|gelb|gold"
    r"|golden|silbern|erst|zweit|dritt|viert|frei|jung|tot|still|ober|unter|inner|äußer|link|recht|eisern|schön|gut"
)
DATA = Path(__file__).parents[1] / "data"
_NO_ISO_CODE = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
_NOT_PLACES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "001"})


_MIN_STEM = 3
"""Number of letters that a word keeps in all grammatical cases, without legal form and group."""


@dataclass(frozen=True, slots=True)
class Known:
    """A shipped entity: display name, label, and the ISO 3166-1 alpha-2 code of a country or None."""

    name: str
    label: str
    country: str | None = None


@cache
def _words(file: str) -> tuple[str, ...]:
    """Words of a word list, without its comments."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _rows(file: str) -> tuple[dict[str, str], ...]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def first_names() -> frozenset[str]:
    """Keys of common first names."""
    return _women() | _men() | frozenset(fold(word) for word in _words("names_first_both.txt"))


def has_known_first_name(name: str) -> bool:
    """Whether a name begins with a common first name, or a double one such as Hans-Jochen."""
    return fold(name).split(" ")[0] in first_names()


@cache
def _women() -> frozenset[str]:
    return frozenset(fold(word) for word in _words("names_first_women.txt"))


@cache
def _men() -> frozenset[str]:
    return frozenset(fold(word) for word in _words("names_first_men.txt"))


def gender(name: str) -> str | None:
    """Return `f` or `m` by the first name, or by the first part of a double one; None if it is unknown.

    >>> gender("Anna-Lena Baerbock"), gender("Olaf"), gender("Toqajew")
    ('f', 'm', None)
    """
    first = fold(name).split(" ")[0]
    return "f" if first in _women() else "m" if first in _men() else None


@cache
def common_surnames() -> frozenset[str]:
    """Keys of surnames shared by too many people to identify one."""
    return frozenset(fold(word) for word in _words("names_surnames.txt"))


@cache
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    words = _words("names_titles.txt")
    endings = tuple(word[1:].lower() for word in words if word.startswith("-"))
    return frozenset(word.lower() for word in words if not word.startswith("-")), endings


def is_title(word: str) -> bool:
    """Whether a word is a title or function as it precedes a name: Dr., Bundesfinanzminister."""
    words, endings = _titles()
    lower = word.lower()
    return lower in words or (lower.endswith(endings) and len(word) > 6)


@cache
def _countries() -> dict[str, Known]:
    """Map the key of every name of a country or dependent territory to its entity."""
    territories = {c: n for c, n in Locale.parse("de").territories.items() if c.isalpha() and c not in _NOT_PLACES}
    names = {code: [name] for code, name in territories.items()}
    shown = dict(territories)
    for row in _rows("names_countries.csv"):
        names[row["code"]] += [row["name"], *row["variants"].split("|")]
        shown[row["code"]] = row["name"] or shown[row["code"]]
    known = {}
    for code in sorted(names):
        entity = Known(shown[code], "LOC", None if code in _NO_ISO_CODE else code)
        known.update({key: entity for name in names[code] if name for key in (fold(name), inflection_key(name))})
    return known


@cache
def _organisations() -> dict[str, Known]:
    """Map the key of every name of a well-known organisation to its entity."""
    known = {}
    for row in _rows("names_known.csv"):
        entity = Known(row["name"], row["label"])
        for name in (row["name"], *row["variants"].split("|")):
            known.update({fold(name): entity, inflection_key(name): entity})
    return known


@cache
def _places() -> frozenset[str]:
    territories = Locale.parse("de").territories.items()
    regions = {name for code, name in territories if not code.isalpha() and code not in _NOT_PLACES}
    listed = (word for word in _words("names_places.txt") if len(word) > 2)  # without the codes of the lines
    return frozenset(fold(name) for name in (*listed, *regions))


@lru_cache(maxsize=1 << 14)
def country(name: str) -> Known | None:
    """Country of this name in any grammatical case: Kasachstans, der Vereinigten Staaten, USA; else None."""
    return next((_countries()[key] for key in _keys(name, _place_bases) if key in _countries()), None)


@lru_cache(maxsize=1 << 14)
def organisation(name: str) -> Known | None:
    """Well-known organisation of this name in any grammatical case: EZB, des Auswärtigen Amtes; else None."""
    keys = (*_keys(name, genitive_bases), *_keys(without_legal_form(name), genitive_bases))
    return next((_organisations()[key] for key in keys if key in _organisations()), None)


@cache
def _beginnings() -> frozenset[str]:
    """The first letters of all names of countries and well-known organisations."""
    return frozenset(key.split(" ")[0][:_MIN_STEM] for key in (*_countries(), *_organisations()))


def _begins_known(name: str) -> bool:
    """Whether a name may be that of a country or organisation by its first letters, which no case changes."""
    key = name_key(name)
    first, _, _ = key.partition(" ")
    return len(first) < 2 * _MIN_STEM or first[:_MIN_STEM] in _beginnings() or key != fold(name)


def known(name: str) -> Known | None:
    """Return the country or well-known organisation of this name, or None.

    >>> known("EU")
    Known(name='Europäische Union', label='ORG', country=None)
    """
    return (country(name) or organisation(name)) if _begins_known(name) else None


def is_known_place(name: str) -> bool:
    """Whether this exact form is the base form of a shipped place."""
    return fold(name) in _places() or fold(name) in _countries()


def is_known_name(name: str) -> bool:
    """Whether this exact form is a shipped base form, and so not a genitive.

    >>> is_known_name("Paris"), is_known_name("Hans"), is_known_name("Berlins")
    (True, True, False)
    """
    return is_known_place(name) or fold(name) in first_names() or fold(name) in _organisations()


def _place_bases(name: str) -> Iterator[str]:
    """Base forms of a genitive of a place: the ending is s alone, because Hollandes is a genitive of Hollande."""
    return (base for base in genitive_bases(name) if not name.endswith("es") or base != name[:-2])


def _keys(name: str, bases: Callable[[str], Iterator[str]]) -> Iterator[str]:
    bare = without_article(name)
    yield fold(bare)
    yield fold(name)
    if " " in bare:
        yield inflection_key(bare)
    yield from (fold(base) for base in bases(bare))
    if bare.endswith("en"):  # dative plural: in den Niederlanden
        yield fold(bare[:-1])


def known_base(name: str) -> str | None:
    """Shipped base form of a genitive: Berlins -> Berlin; None for Paris, Hans and unknown names."""
    if is_known_name(name):
        return None
    places = (base for base in _place_bases(name) if is_known_place(base))
    return next(places, next((base for base in genitive_bases(name) if fold(base) in _organisations()), None))


@cache
def _genders() -> dict[str, str]:
    """Map head nouns to f, n, m or p (plural)."""
    lines = (DATA / "names_nouns.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {noun: row[0] for row in rows for noun in row[1:]}


def _head(word: str) -> tuple[str, str] | None:
    """Nominative and gender of a head noun in any case: Fußball-Bundes -> Fußball-Bund, m; None if unknown."""
    plural = word[:-1] if word.endswith("n") else None
    for stem in (word, *((word[:-1], word[:-2]) if word.endswith("s") else ()), *([plural] if plural else ())):
        lower = stem.lower()
        ends = (lower[start:] for start in range(len(lower) - 2))
        gender = next((_genders()[end] for end in ends if end in _genders()), None)
        if gender is not None and (stem == word or gender in ("p" if stem == plural else "nm")):
            return stem, gender
    return None


_STRONG = {"f": "e", "n": "es", "m": "er", "p": "e"}


def nominative(name: str) -> str:
    """Nominative without an article: Deutschen Bank -> Deutsche Bank, Auswärtigen Amtes -> Auswärtiges Amt.

    Only names with a known head noun change; adjectives in -er stay, because they may be Berliner or Hamburger.
    """
    words = name.split()
    if len(words) == 1:
        head = _head(name)
        return head[0] if head else name
    for index, word in enumerate(words[1:], 1):
        if word[:1].isupper() and (head := _head(word)) is not None:
            before = [_strong(adjective, head[1]) for adjective in words[:index]]
            changed = before != words[:index] or index == 1
            return " ".join([*before, head[0], *words[index + 1 :]]) if changed else name
        if not _ADJECTIVE.fullmatch(word):
            break
    return name


def _strong(adjective: str, gender: str) -> str:
    """Adjective with the strong ending of a gender: `Auswärtigen`, n -> `Auswärtiges`."""
    match = _ADJECTIVE.fullmatch(adjective)
    changes = match is not None and match[2] != "er" and _ADJECTIVE_STEM.fullmatch(match[1])
    return match[1] + _STRONG[gender] if match and changes else adjective
