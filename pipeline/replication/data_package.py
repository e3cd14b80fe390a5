"""`datapackage.json`: the data sheet of a replication folder, in the format of Frictionless Data."""

import csv
import hashlib
import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from pipeline.errors import OutputError
from pipeline.network import csv_cell
from pipeline.parquet import iter_tuples
from pipeline.replication.shared_tables import KEYS, OPTIONAL, shared_schema
from pipeline.settings import LABELS
from pipeline.translations import _

DATA_SHEET = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_DESCRIBED = {
    "articles": "Articles, without their texts",
    "sentences": "Sentences: where they begin and end in the texts",
    "mentions": "Mentions of names: where they are in the texts, and which entity they are",
    "numbers": "Numbers in the texts, with their values and units",
    "entities": "Entities: the nodes of the network",
    "edges": "Pairs of entities that are named together: the edges of the network",
    "roles": "Roles of people that the texts state: where they are, and in which organisation or place",
    "exclusions": "Windows with so many names that they are lists and make no edges",
}
_OWN = {
    "article": "number of the article in `articles`, in the order of the digests",
    "edge_id": "citable id of the edge, made of the ids of its two entities",
}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_TYPES = {pa.bool_(): "boolean", pa.int32(): "integer", pa.int64(): "integer", pa.float64(): "number"}
_NULLABLE = {pa.bool_(): pd.BooleanDtype(), pa.int32(): pd.Int64Dtype(), pa.int64(): pd.Int64Dtype()}


@cache
def column_meanings() -> dict[str, str]:
    """Return what each column of a run means, in Markdown; `docs/outputs.md` has the same table."""
    with (Path(__file__).parent / "columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["column"]: row["meaning"] for row in csv.DictReader(file)}


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV; a cell that a spreadsheet would run as a formula gets a leading apostrophe.

    A carriage return, which the writer does not quote, becomes a space.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        for row in iter_tuples(frame):
            cells = (cell.replace("\r", " ") if isinstance(cell, str) else cell for cell in row)
            writer.writerow([csv_cell(cell) for cell in cells])


def read_shared(folder: Path, table: str, columns: Collection[str]) -> pd.DataFrame:
    """Read columns of a table of a replication folder.

    Raises:
        OutputError: if the table is missing or damaged.
    """
    path = folder / f"{table}.csv"
    schema = pa.schema([field for field in shared_schema(table, OPTIONAL) if field.name in columns])
    cells = pa_csv.ConvertOptions(
        column_types=schema, include_columns=schema.names, null_values=[""], strings_can_be_null=True
    )
    try:
        with path.open("rb") as file:  # pyarrow accepts only UTF-8 paths
            lines = pa_csv.ParseOptions(newlines_in_values=True)
            found = pa_csv.read_csv(file, parse_options=lines, convert_options=cells)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        message = _("cannot read {path}: {error}; get a fresh copy of the folder")
        raise OutputError(message.format(path=path, error=error)) from error
    frame: pd.DataFrame = found.to_pandas(types_mapper=_NULLABLE.get)
    return frame


def listed_columns(sheet: Mapping[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the columns of each table that a data sheet lists, and those of other versions that are not known here.

    Raises:
        KeyError, TypeError: if it is not a data sheet of a replication folder.
    """
    known: dict[str, list[str]] = {}
    unknown: list[str] = []
    for resource in sheet["resources"]:
        if resource.get("type") != "table":
            continue
        table, listed = resource["name"], [field["name"] for field in resource["schema"]["fields"]]
        names = shared_schema(table, OPTIONAL).names if table in KEYS else []
        unknown += [f"{table}.{name}" for name in listed if name not in names]
        if names:
            known[table] = [name for name in listed if name in names]
            if lacking := {*KEYS[table], *(("digest",) if table == "articles" else ())} - {*listed}:
                raise KeyError(f"{table}.{min(lacking)}")
    if "articles" not in known:
        raise KeyError("articles")
    return known, unknown


def data_sheet(
    folder: Path, rows: Mapping[str, int], *, include: Collection[str], about: Mapping[str, Any]
) -> dict[str, Any]:
    """Describe the files of a folder.

    Args:
        folder: with the tables and the other files.
        rows: number of rows of each table.
        include: optional columns that are in the tables.
        about: properties of the package, such as its description.
    """
    tables = [
        {
            "name": table,
            "type": "table",
            "title": _DESCRIBED[table],
            **_file(folder / f"{table}.csv"),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": _schema(table, include),
            "rows": count,
        }
        for table, count in rows.items()
    ]
    others = sorted(path for path in folder.iterdir() if path.stem not in rows)
    files = [{"name": path.name.lower().replace("_", "-"), **_file(path)} for path in others]
    return {"$schema": PROFILE, **about, "resources": [*tables, *files]}


def _file(path: Path) -> dict[str, Any]:
    return {"path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{file_digest(path)}"}


def file_digest(path: Path) -> str:
    """Compute the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(table: str, include: Collection[str]) -> dict[str, Any]:
    fields = [_field(table, field.name, field.type) for field in shared_schema(table, include)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table in ("articles", "entities", "edges"):
        schema["primaryKey"] = list(KEYS[table])
    names = {field["name"] for field in fields}
    targets = {"article": ("articles", "article"), "entity_id": ("entities", "entity_id")}
    if table == "edges":
        targets = dict.fromkeys(("source", "target"), ("entities", "entity_id"))
    if table == "articles":
        targets = {"duplicate_of": ("", "article")}
    keys = {name: to for name, to in targets.items() if name in names and to[0] != table}
    if keys:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": resource, "fields": [field]}}
            for name, (resource, field) in keys.items()
        ]
    return schema


def _field(table: str, name: str, kind: pa.DataType) -> dict[str, Any]:
    meaning = _OWN.get(name) or _LINK.sub(r"\1", column_meanings()[name])
    if name == "duplicate_of":
        meaning += ": its number"
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(kind, "string"), "description": meaning}
    if name == "label":
        field["constraints"] = {"enum": list(LABELS)}
    elif name in KEYS[table] and table != "exclusions":
        field["constraints"] = {"required": True}
    return field
