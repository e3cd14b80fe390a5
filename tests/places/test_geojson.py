"""`places.geojson`: valid by RFC 7946, and complete."""

import json
import re

import pandas as pd

from pipeline.parquet import frame_to_table
from pipeline.places import write_geojson
from pipeline.schema import SCHEMAS

NAMES = ["Köln", 'Na"me\n<b>', "=Formel", "\x07kaputt", "Nirgends"]


def entities() -> pd.DataFrame:
    """Places of odd names; the last has no coordinates."""
    rows = [
        {"entity_id": f"LOC:{number}", "name": name, "label": "LOC", "mentions": number, "place_kind": "city",
         "latitude": None if name == "Nirgends" else -12.5 + number, "longitude": 170.0 - number}
        for number, name in enumerate(NAMES)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.reindex(columns=SCHEMAS["entities"].names)


def check_geojson(data: dict) -> None:
    """Check what RFC 7946 demands of a collection of points."""
    assert set(data) == {"type", "features"}
    assert data["type"] == "FeatureCollection"
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)
        assert set(feature["geometry"]) == {"type", "coordinates"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert isinstance(feature["properties"], dict)


def test_the_file_is_valid_and_holds_the_located_places(tmp_path) -> None:
    """Every place with coordinates is a feature, longitude first; the others are left out."""
    data = json.loads(write_geojson(entities(), tmp_path).read_text(encoding="utf-8"))

    check_geojson(data)
    assert [feature["properties"]["name"] for feature in data["features"][:3]] == NAMES[:3]
    assert len(data["features"]) == 4
    assert data["features"][0]["geometry"]["coordinates"] == [170.0, -12.5]
    assert data["features"][1]["properties"]["mentions"] == 1


def test_without_places_it_is_an_empty_collection(tmp_path) -> None:
    """A run without the extra writes a valid file without features."""
    text = write_geojson(entities().assign(latitude=None), tmp_path).read_text(encoding="utf-8")

    check_geojson(json.loads(text))
    assert re.sub(r"\s", "", text) == '{"type":"FeatureCollection","features":[]}'
    assert frame_to_table(entities().iloc[:1], "entities").num_rows == 1
