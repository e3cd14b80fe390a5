"""The vocabulary of German number expressions: units, currencies, scales, months, countries.

CLDR (through Babel) provides names and plurals; `data/numbers.toml` adds what it lacks: inflected and colloquial forms,
multiples, and the word lists of the rules, each with a comment on its use.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies
from babel.units import format_unit

SPACE = "[ \u00a0\u202f]"
"""A space inside an expression: plain, no-break or narrow no-break; never a newline."""

_CASE_ENDINGS = ("e", "en", "er", "em", "es")


@dataclass(frozen=True, slots=True)
class Unit:
    """Meaning of a unit word: kind of number, code of the unit, and factor to it (`Cent`: money, EUR, 0.01)."""

    kind: str
    unit: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All tables of the grammar, built once.

    Attributes:
        units: form of a unit, currency or percent word -> its unit: `Kilometern` -> km.
        unit_pattern: matches any of these forms as a whole word.
        currency_prefix: matches a currency before digits: `€ 5`, `USD 5`.
        scales: scale word -> factor: `Mio.` -> 1,000,000.
        scale_pattern: matches any scale word as a whole word.
        months: name of a month, also abbreviated or in the genitive -> its number.
        month_source: source of a pattern that matches any of these names.
        countries: names of countries.
        compound_units: part of a compound -> form of its unit: `Tage` in `Viertagewoche`.
        compound_parts: these parts, the longest first.
        adjective_units: adjective without its ending -> code of its unit: `jährig` -> a.
        words: the word lists of `[words]` in `data/numbers.toml`, by name.
    """

    units: dict[str, Unit]
    unit_pattern: re.Pattern[str]
    currency_prefix: re.Pattern[str]
    scales: dict[str, Decimal]
    scale_pattern: re.Pattern[str]
    months: dict[str, int]
    month_source: str
    countries: frozenset[str]
    compound_units: dict[str, str]
    compound_parts: tuple[str, ...]
    adjective_units: dict[str, str]
    words: dict[str, frozenset[str]]


def alternatives(words: Iterable[str]) -> str:
    """Source of a pattern that matches any of the words, the longest first.

    The words are grouped by first letter, because Python tries alternatives one by one and there are two thousand.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups[word[0]].append(_source(word[1:]))
    return "|".join(f"{_source(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))


def _source(form: str) -> str:
    """Source of a pattern for a form in which no-break spaces may replace spaces."""
    return re.escape(form).replace(r"\ ", SPACE)


def _cldr_units(codes: dict[str, str]) -> Iterator[tuple[str, Unit]]:
    """Yield the forms of units of measurement: long names in singular and plural, symbols of at least two letters."""
    for cldr, ucum in codes.items():
        lengths = ("long",) if cldr.startswith("duration") else ("long", "short")
        for length in lengths:
            for number in (1, 2):
                form = format_unit(number, cldr, length=length, locale="de").replace("\u00a0", " ")  # type: ignore[arg-type]
                form = form.removeprefix(f"{number} ").strip()
                if len(form) > 1:
                    yield form, Unit("quantity", ucum)


def _cldr_currencies() -> Iterator[tuple[str, Unit]]:
    """Yield the names of all currencies in use (`Schwedische Kronen`), with the adjective in all cases."""
    codes = {
        code for land in map(str, Locale("de").territories) if len(land) == 2 for code in get_territory_currencies(land)
    }
    for code in sorted(codes):
        for number in (1, 2):
            name = get_currency_name(code, count=number, locale="de")
            yield name, Unit("money", code)
            adjective, _, noun = name.partition(" ")
            if noun and adjective[-1] in "ers":
                stem = re.sub(r"e[rs]?$", "", adjective)
                for form in (stem.lower(), stem):
                    yield from ((f"{form}{ending} {noun}", Unit("money", code)) for ending in _CASE_ENDINGS)


def adjective_unit(suffix: str) -> Unit:
    """Unit of an adjective of age or size (`jährig`, `prozentig`), as matched by a pattern that ignores case.

    Such a pattern also matches ſ as an s and ı as an i.
    """
    suffix = suffix.casefold().replace("ı", "i")
    if suffix == "prozentig":
        return Unit("percent", "%")
    return Unit("quantity", lexicon().adjective_units[suffix])


def _all_units(table: dict[str, Any]) -> dict[str, Unit]:
    """Units by form; later entries win, so that `data/numbers.toml` overrides CLDR."""
    units = dict(_cldr_currencies())
    units |= dict(_cldr_units(table["cldr_units"]))
    for key, kind in (("units", "quantity"), ("percent", "percent"), ("currencies", "money")):
        units |= {form: Unit(kind, code) for code, forms in table[key].items() for form in forms}
    units |= {form: Unit("quantity", code, Decimal(by)) for form, (code, by) in table["unit_factors"].items()}
    units |= {form: Unit("money", code, Decimal(by)) for form, (code, by) in table["currency_parts"].items()}
    return units


def _bounded(words: Iterable[str]) -> re.Pattern[str]:
    """Pattern that matches any of the words as a whole word, and not the first part of a compound."""
    return re.compile(rf"(?:{alternatives(words)})(?!\w|-\w)")


@cache
def lexicon() -> Lexicon:
    """Return the tables, which are built on the first call."""
    table = tomllib.loads(files("pipeline").joinpath("data/numbers.toml").read_text(encoding="utf-8"))
    units = _all_units(table)
    german = Locale("de")
    names = {name: number for number, name in german.months["format"]["wide"].items()}
    months = names | {f"{name}s": number for name, number in names.items()} | table["months"]
    prefixes = [
        form
        for form, unit in units.items()
        if unit.kind == "money" and re.fullmatch(r"[A-Z]{3}|(?:US-?)?[€$£¥]|[Ss]?Fr\.", form)
    ]
    compounds = table["compound_units"]
    return Lexicon(
        units=units,
        unit_pattern=_bounded(units),
        currency_prefix=re.compile(rf"(?<!\w)(?:{alternatives(prefixes)})(?=[ \u00a0\u202f]?\d)"),
        scales={form: Decimal(factor) for form, factor in table["scales"].items()},
        scale_pattern=_bounded(table["scales"]),
        months=months,
        month_source=rf"(?:{alternatives(months)})(?!\w)",
        countries=frozenset(german.territories.values()) | frozenset(table["words"]["countries"]),
        compound_units=compounds,
        compound_parts=tuple(sorted(compounds, key=lambda form: (-len(form), form))),
        adjective_units=table["adjective_units"],
        words={name: frozenset(words) for name, words in table["words"].items()},
    )
