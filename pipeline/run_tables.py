"""The tables of a run folder, read when they are first asked for."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.edtf import date_span
from pipeline.errors import OutputError
from pipeline.settings import Settings
from pipeline.tables import SCHEMAS, read_table

MANIFEST = "run.json"

_CATEGORIES = {
    "articles": ("source", "language"),
    "mentions": ("label", "rule"),
    "numbers": ("kind", "unit", "approx"),
    "entities": ("label", "country"),
    "failures": ("stage",),
}


def read_manifest(output: Path) -> dict[str, Any]:
    """The content of `run.json`.

    Raises:
        OutputError: if there is none, or it cannot be read.
    """
    try:
        content: dict[str, Any] = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OutputError(f"no {MANIFEST} in {output}: it is not the output folder of a finished run") from None
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot read {output / MANIFEST}: {error}") from error
    return content


class RunTables:
    """What a run has written: its tables as DataFrames, and the content of `run.json`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def info(self) -> dict[str, Any]:
        """The content of `run.json`: settings, model, versions, counts."""
        return read_manifest(self.folder)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row per article; `day` is the first day that its `date` (EDTF) may mean."""
        table = self._read("articles")
        days = pd.to_datetime(table["date"].map(_first_day, na_action="ignore"), errors="coerce")
        return table.assign(day=days.astype("datetime64[s]"))

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence, with its offsets in the article."""
        return self._read("sentences")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per name in a text, with the entity it means and the rule that says so."""
        return self._read("mentions")

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """One row per number in a text, with value, unit, counted noun and the entity it is about."""
        return self._read("numbers")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per entity, with its place in the network."""
        return self._read("entities")

    @cached_property
    def edges(self) -> pd.DataFrame:
        """One row per pair of entities that are named together."""
        return self._read("edges")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row per input that could not be read or analysed."""
        return self._read("failures")

    @cached_property
    def exclusions(self) -> pd.DataFrame:
        """One row per window with so many names that it is a list and no evidence of a link."""
        return self._read("exclusions")

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return Settings().with_changes(**self.info.get("settings", {}))

    @property
    def window(self) -> str:
        """What two names of this run share to be a pair."""
        return self.settings.window

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables by name, with the columns of the contract.

        >>> sorted(open_run("outputs/demo").frames())
        ['articles', 'edges', 'entities', 'exclusions', 'failures', 'mentions', 'numbers', 'sentences']
        """
        return {name: getattr(self, name)[schema.names] for name, schema in SCHEMAS.items()}

    def _read(self, name: str) -> pd.DataFrame:
        return read_table(self.folder, name).astype(dict.fromkeys(_CATEGORIES.get(name, ()), "category"))


def _first_day(edtf: str) -> "pd.Timestamp | None":
    span = date_span(edtf)
    return pd.Timestamp(span[0]) if span else None
