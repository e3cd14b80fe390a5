"""Reading the files of a run folder: the manifest `run.json`, and tables that belong to one publication."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import OutputError, SettingsError
from pipeline.parquet import read_table
from pipeline.publication import MANIFEST, edition
from pipeline.settings import Settings
from pipeline.translations import _
from pipeline.user_files import check_file

_CATEGORIES = {
    "articles": ("source", "language"),
    "mentions": ("label", "rule"),
    "numbers": ("kind", "unit", "approx"),
    "entities": ("label", "country"),
    "failures": ("stage",),
    "roles": ("status", "rule"),
}


class RunFiles:
    """The manifest and the tables of a run folder, all from the publication that was current when it was opened.

    Without this check, a notebook left open during a new run would combine edges of one run with mentions of another.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._edition = edition(folder)

    def manifest(self) -> dict[str, Any]:
        """Read `run.json`.

        Raises:
            OutputError: as in `read_manifest`, or if a new run was published in the meantime.
        """
        content = read_manifest(self._folder)
        self._check_edition()
        return content

    def table(self, name: str) -> pd.DataFrame:
        """Read a table; columns with few distinct values are categories.

        Raises:
            OutputError: if the table cannot be read, or if a new run was published in the meantime.
        """
        table = read_table(self._folder, name).astype(dict.fromkeys(_CATEGORIES.get(name, ()), "category"))
        self._check_edition()
        return table

    def _check_edition(self) -> None:
        # after reading: a publication that begins in between must not go unnoticed
        if self._edition is None or edition(self._folder) != self._edition:
            message = _("the results in {folder} have been replaced since they were opened: open them again")
            raise OutputError(message.format(folder=self._folder))


def read_manifest(output: Path) -> dict[str, Any]:
    """Read `run.json` from the output folder of a run.

    Raises:
        OutputError: if the file is missing, damaged or incomplete.
    """
    path = output / MANIFEST
    if path.exists():
        advice = _("is {folder} the output folder of a finished run?").format(folder=output)
        check_file(path, what=_("manifest"), refuse=OutputError, advice=advice)
    try:
        content = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        _check(content)
    except FileNotFoundError:
        message = _("no {file} in {folder}: it is not the output folder of a finished run")
        raise OutputError(message.format(file=MANIFEST, folder=output)) from None
    except (OSError, ValueError, RecursionError, SettingsError) as error:
        message = _("cannot read {path}: {reason}; run `pressenetz run` with this output folder again to rewrite it")
        raise OutputError(message.format(path=path, reason=error)) from error
    return dict(content)


def _refuse_constant(name: str) -> None:
    raise ValueError(_("{name} is not JSON").format(name=name))


def _check(content: object) -> None:
    """Raise ValueError or SettingsError unless every part has the type that the package relies on.

    >>> _check([])
    Traceback (most recent call last):
    ...
    ValueError: it should hold an object, not a list
    """
    if not isinstance(content, dict):
        raise ValueError(_("it should hold an object, not a {kind}").format(kind=type(content).__name__))
    for name in ("settings", "model"):
        if not isinstance(content.get(name), dict):
            raise ValueError(_("it lacks the object {name!r}").format(name=name))
    for name in ("name", "version"):
        if not isinstance(content["model"].get(name), str):
            raise ValueError(_("its model lacks a {name}").format(name=name))
    Settings().with_changes(**content["settings"])
    counts = content.get("counts", {})
    if not isinstance(counts, dict) or not all(isinstance(value, int) for value in counts.values()):
        raise ValueError(_("its counts are not an object of integers"))
