"""Places: LOC entities -> GeoNames ids and coordinates, decided article by article."""

from pipeline.places.geojson import write_geojson
from pipeline.places.locate import PLACE_COLUMNS, locate
from pipeline.places.towns import installed_version

__all__ = ["PLACE_COLUMNS", "installed_version", "locate", "write_geojson"]
