"""Shipped knowledge of names: countries in every grammatical case, organisations, titles, nominatives."""

import csv

import pytest
from babel import Locale

from pipeline.names.knowledge import DATA, country, first_names, gender, is_title, known, known_base, nominative


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kasachstan", "KZ"),
        ("Kasachstans", "KZ"),
        ("USA", "US"),
        ("der Vereinigten Staaten", "US"),
        ("Großbritannien", "GB"),
        ("Vereinigten Königreichs", "GB"),
        ("Weißrussland", "BY"),
        ("Belarus", "BY"),
        ("Kirgistan", "KG"),
        ("Tschechischen Republik", "CZ"),
        ("Niederlanden", "NL"),
        ("Rußland", "RU"),
        ("Iran", "IR"),
    ],
)
def test_countries_have_their_code_in_every_case(name, code):
    """Short, long and former names of a country have one code."""
    assert country(name).country == code


@pytest.mark.parametrize("name", ["England", "Europa", "Bayern", "russische", "Paris", "Kongo", "", "US$"])
def test_other_places_are_not_countries(name):
    """Parts of countries, continents, adjectives and ambiguous names have no code."""
    assert country(name) is None


def test_every_country_of_cldr_is_known():
    """Each territory with two letters is found under its German name, and codes are ISO 3166-1 alpha-2 or None."""
    territories = Locale.parse("de").territories
    codes = [code for code in territories if code.isalpha() and code not in ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")]

    assert len(codes) > 240
    assert all(country(territories[code]) for code in codes)
    assert country("Kosovo").country is None


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Berlins", "Berlin"),
        ("Nordrhein-Westfalens", "Nordrhein-Westfalen"),
        ("Russlands", "Russland"),
        ("Paris", None),
        ("Hans", None),
        ("Mercedes", None),
        ("Siemens", None),
        ("Airbus", None),
        ("Honduras", None),
        ("Klaus", None),
    ],
)
def test_genitives_of_known_places_only(name, base):
    """A final s is part of the name unless the form without it is a known place."""
    assert known_base(name) == base


@pytest.mark.parametrize(
    ("name", "alone"),
    [
        ("Deutschen Bank", "Deutsche Bank"),
        ("Auswärtigen Amtes", "Auswärtiges Amt"),
        ("Deutschen Fußball-Bundes", "Deutscher Fußball-Bund"),
        ("Vereinten Nationen", "Vereinte Nationen"),
        ("Kaspischen Meeres", "Kaspisches Meer"),
        ("Olympischen Spielen", "Olympische Spiele"),
        ("Hamburger SV", "Hamburger SV"),
        ("Berliner Bank", "Berliner Bank"),
        ("General Motors", "General Motors"),
        ("Volkswagen Aktiengesellschaft", "Volkswagen Aktiengesellschaft"),
        ("Bremen Bank", "Bremen Bank"),
        ("US-Außenministeriums", "US-Außenministerium"),
        ("Bundestages", "Bundestag"),
        ("Stadtwerken", "Stadtwerke"),
        ("Siemens", "Siemens"),
        ("Paris", "Paris"),
        ("Merkel", "Merkel"),
        ("", ""),
    ],
)
def test_nominative(name, alone):
    """Adjectives agree with a known head noun; other names do not change."""
    assert nominative(name) == alone


def test_titles_and_first_names():
    """Titles are words or endings; first names have a gender if the lists tell."""
    assert all(is_title(word) for word in ("Dr.", "Bundeskanzlerin", "Bundesfinanzminister", "US-Präsident"))
    assert not any(is_title(word) for word in ("Angela", "Merkel", "Siemens", ""))
    assert (gender("Angela Merkel"), gender("Hans-Jochen Vogel"), gender("Kim Novak")) == ("f", "m", None)
    assert len(first_names()) > 700


def test_names_of_organisations_are_unambiguous():
    """The shipped table has each variant once, and none that names a country."""
    with (DATA / "names_known.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = [name for row in rows for name in {row["name"], *filter(None, row["variants"].split("|"))}]

    assert len(names) == len(set(names))
    assert all(row["label"] in ("PER", "LOC", "ORG", "MISC") for row in rows)
    assert not [name for name in names if country(name)]
    assert all(known(row["name"]).name == row["name"] for row in rows)
