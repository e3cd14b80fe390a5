"""`places.geojson`: the located places as points for QGIS, kepler.gl and other maps (RFC 7946)."""

import json
from pathlib import Path

import pandas as pd

from pipeline.parquet import iter_dicts

PROPERTIES = (
    "name mentions articles first_date last_date country place_kind place_score geonames_id degree strength community"
    " authority_id"
).split()


def write_geojson(entities: pd.DataFrame, folder: Path) -> Path:
    """Write `places.geojson`, one feature per line in the order of the table; without any place, it has no features.

    Args:
        entities: the table with its place columns.
        folder: an existing folder.
    """
    path = folder / "places.geojson"
    located = entities[entities["latitude"].notna() & entities["longitude"].notna()]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, row in enumerate(iter_dicts(located)):
            feature = {
                "type": "Feature",
                "id": row["entity_id"],
                # longitude comes first
                "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
                "properties": {name: row[name] for name in PROPERTIES},
            }
            file.write(("," if number else "") + "\n" + encode(feature))
        file.write("\n]}\n")
    return path
