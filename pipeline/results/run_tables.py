"""The tables of a run folder, read when they are first asked for."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.edtf import date_span
from pipeline.errors import OutputError, SettingsError
from pipeline.parquet import read_table
from pipeline.publication import MANIFEST, edition
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings

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
        OutputError: if there is none, or it is not what a run writes.
    """
    path = output / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        _check_manifest(content)
    except FileNotFoundError:
        raise OutputError(f"no {MANIFEST} in {output}: it is not the output folder of a finished run") from None
    except (OSError, ValueError, RecursionError, SettingsError) as error:
        raise OutputError(
            f"cannot read {path}: {error}; repeat `pressenetz run` with this output, which makes it again"
        ) from error
    return dict(content)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _check_manifest(content: object) -> None:
    """Raise if not everything has the form in which it is used here.

    >>> _check_manifest([])
    Traceback (most recent call last):
    ...
    ValueError: it should hold an object, not a list
    """
    if not isinstance(content, dict):
        raise ValueError(f"it should hold an object, not a {type(content).__name__}")
    for name in ("settings", "model"):
        if not isinstance(content.get(name), dict):
            raise ValueError(f"it lacks the object {name!r}")
    for name in ("name", "version"):
        if not isinstance(content["model"].get(name), str):
            raise ValueError(f"its model lacks a {name}")
    Settings().with_changes(**content["settings"])
    counts = content.get("counts", {})
    if not isinstance(counts, dict) or not all(isinstance(value, int) for value in counts.values()):
        raise ValueError("its counts are no object of whole numbers")


class RunTables:
    """What a run has written: its tables as DataFrames, and the content of `run.json`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._edition = edition(folder)

    @cached_property
    def info(self) -> dict[str, Any]:
        """The content of `run.json`: settings, model, versions, counts."""
        content = read_manifest(self.folder)
        self._check_edition()
        return content

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
        table = read_table(self.folder, name).astype(dict.fromkeys(_CATEGORIES.get(name, ()), "category"))
        self._check_edition()
        return table

    def _check_edition(self) -> None:
        """Raise if what was just read may belong to another publication than what was read before."""
        if self._edition is None or edition(self.folder) != self._edition:
            raise OutputError(
                f"the results in {self.folder} were published anew since they were opened: open them again"
            )


def _first_day(edtf: str) -> "pd.Timestamp | None":
    span = date_span(edtf)
    return pd.Timestamp(span[0]) if span else None
