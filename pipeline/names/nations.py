"""Shipped knowledge of what belongs to which country: places, adjectives, organisations, names of many countries."""

import csv
from collections import defaultdict
from functools import cache, lru_cache

from babel import Locale

from pipeline.names.forms import fold, genitive_bases, inflection_key
from pipeline.names.knowledge import DATA, country, known, nominative

GERMAN_SPEAKING = frozenset({"DE", "AT", "CH", "LU", "LI"})
"""Countries whose parties a German text may name without a word on the country."""


@cache
def _coded(file: str) -> dict[str, str]:
    """Map the folded words of a list to the code at the start of their line."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {fold(word): row[0] for row in rows for word in row[1:] if row[0] != "-"}


def country_of(place: str) -> str | None:
    """Country code of a country or place in any case: Österreichs, Wien; None for other places."""
    if (land := country(place)) is not None:
        return land.country
    places = _coded("names_places.txt")
    return next((places[key] for key in map(fold, (place, *genitive_bases(place))) if key in places), None)


def adjective_country(word: str) -> str | None:
    """Country code of an adjective: österreichischen, Wiener; None for other words.

    >>> [adjective_country(word) for word in ("österreichischen", "Wiener", "Schweizer", "großen")]
    ['AT', 'AT', 'CH', None]
    """
    stems = _coded("names_adjectives.txt")
    key = fold(word)
    for ending in ("", "e", "en", "er", "em", "es"):
        if key.endswith(ending) and (code := stems.get(key.removesuffix(ending))):
            return code
    is_demonym = word[:1].isupper() and word.endswith("er")
    return _coded("names_places.txt").get(key.removesuffix("er")) if is_demonym else None


def country_name(code: str) -> str:
    """German name of a country: `Vereinigte Staaten`, because an acronym in brackets would be another short name."""
    return str(Locale.parse("de").territories[code])


@cache
def _national() -> dict[str, str]:
    """Map the names of organisations that belong to one country to its code."""
    return {row["name"]: row["country"] for row in _rows()}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (DATA / "names_national.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def _shared() -> dict[str, tuple[str, dict[str, str]]]:
    """Map each name that is used in several countries to its base form and the organisation of each country."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows():
        forms = [form for form in row["shared"].split("|") if form]
        for form in forms:
            owners[fold(form)][row["country"]] = row["name"]
            found[fold(form)] = forms[0], owners[fold(form)]
    return found


@cache
def _generic() -> tuple[dict[str, str], tuple[str, ...]]:
    lines = (DATA / "names_generic.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if not line.startswith(("#", "-"))]
    return {inflection_key(name): name for name in names}, tuple(line[1:] for line in lines if line.startswith("-"))


def nation_of(name: str) -> str | None:
    """Country code of an organisation that only one country has: ÖVP, Bundestag; None for other names."""
    if name_of_many(name) is not None or (entity := known(name)) is None:
        return None
    return _national().get(entity.name)


@lru_cache(maxsize=1 << 14)
def name_of_many(name: str) -> tuple[str, dict[str, str]] | None:
    """Base form of a name that several countries have, and the shipped organisation of each country; else None.

    >>> name_of_many("Grünen"), name_of_many("Innenministeriums")
    (('Grüne', {'DE': 'Bündnis 90/Die Grünen'}), ('Innenministerium', {}))
    """
    if (entry := _shared().get(fold(name))) is not None:
        return entry
    names, endings = _generic()
    forms = (name, *genitive_bases(name)) if " " not in name else (name,)
    for form in forms:
        if (base := names.get(inflection_key(form))) is not None:
            return base, {}
    alone = nominative(name) if " " not in name else name
    is_generic = " " not in name and "-" not in name and alone.endswith(endings) and not alone.startswith("Bundes")
    return (alone, {}) if is_generic else None


def is_open(name: str) -> bool:
    """Whether a name alone does not tell the organisation: `Grüne`, but not `FDP`, which is the name itself."""
    entry = name_of_many(name)
    return entry is not None and entry[0] not in entry[1].values()
