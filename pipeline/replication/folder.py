"""A replication folder: what may be shared of a run when its articles may not."""

import json
import shutil
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import OutputError, SettingsError, unknown_value
from pipeline.names import alias_csv
from pipeline.network import write_graph_file
from pipeline.replication.data_package import DATA_SHEET, data_sheet, file_digest, write_csv
from pipeline.replication.shared_tables import MAX_NAME_WORDS, OPTIONAL, SharedTables
from pipeline.results import Result, open_run
from pipeline.settings import NETWORK
from pipeline.translations import _

GAZETTEER = "gazetteer"
INCLUDABLE = (*OPTIONAL, GAZETTEER)
"""What is published on request only."""

RUN, ALIASES = "run.json", "aliases.csv"
GAZETTEER_FILE = f"{GAZETTEER}.csv"
_GRAPHS = ("network.graphml", "network.gexf")
_READING = ("min_confidence", "text_field", "any_language", "article_seconds")
_KEPT = ("versions", "counts", "filters", "network", "input_digest", "finished")


def publish(output: str | Path, folder: str | Path, *, include: Collection[str] = ()) -> Path:
    """Write a folder that holds the network and its tables without the texts, and that another can verify.

    It holds no sentence, excerpt, title or file name. See `docs/publishing.md` for what is in it.

    >>> folder = publish("outputs/demo", "published")
    >>> (folder / "datapackage.json").exists()
    True

    Args:
        output: folder of a finished run.
        folder: the folder to write; it must not exist, or be empty.
        include: what is published on request only: `article_id`, `title`, `author`, `url`, `noun`, `keywords`, and
            `gazetteer`, the user's list of names.

    Returns:
        The path of the folder.

    Raises:
        OutputError: if the output holds no run, or the folder cannot be written.
        SettingsError: for a word in `include` that is not valid.
    """
    output, folder = Path(output), Path(folder)
    for name in include:
        if name not in INCLUDABLE:
            raise SettingsError(unknown_value(_("part to include"), name, INCLUDABLE))
    result = open_run(output)
    _check_free(folder)
    staging = folder.with_name(f".{folder.name}.unfinished")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        _write(result, staging, include)
        if folder.exists():
            folder.rmdir()
        staging.replace(folder)
    except OSError as error:
        message = _("cannot write {path}: {error}").format(path=folder, error=error.strerror or error)
        raise OutputError(message) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return folder


def _check_free(folder: Path) -> None:
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as error:
        raise OutputError(_("cannot read {path}: {error}").format(path=folder, error=error.strerror)) from error
    if taken:
        message = _("{folder} exists and is not an empty folder: choose another one, or delete it first")
        raise OutputError(message.format(folder=folder))


def _write(result: Result, folder: Path, include: Collection[str]) -> None:
    shared, rows = SharedTables(result.folder, include), {}
    for name in shared.names:
        table = shared.table(name)
        write_csv(table, folder / f"{name}.csv")
        rows[name] = len(table)
    _write_graphs(shared.table("entities"), shared.table("edges"), folder)
    facts = _facts(result, include) | {"long_names": shared.long_names}
    if lines := result.info.get("aliases"):
        (folder / ALIASES).write_text(alias_csv(lines), encoding="utf-8", newline="")
    if GAZETTEER in include and result.settings.gazetteer:
        shutil.copyfile(result.settings.gazetteer, folder / GAZETTEER_FILE)
    (folder / RUN).write_text(_json(facts), encoding="utf-8")
    (folder / "README.md").write_text(_readme(result, facts), encoding="utf-8")
    about = {
        "name": "pressenetz-network",
        "title": "A network of names in German news articles, without the articles",
        "description": result.cite(),
        "created": result.info["finished"],
    }
    sheet = data_sheet(folder, rows, include=include, about=about)
    (folder / DATA_SHEET).write_text(_json(sheet), encoding="utf-8")


def _write_graphs(entities: pd.DataFrame, edges: pd.DataFrame, folder: Path) -> None:
    """Write the entities that have edges, and the edges with their citable ids."""
    nodes = entities[entities["degree"] > 0].dropna(axis="columns", how="all").reset_index(drop=True)
    for name in _GRAPHS:
        write_graph_file(nodes, edges, folder / name)


def _facts(result: Result, include: Collection[str]) -> dict[str, Any]:
    """Return what another needs to repeat the run: `run.json` without paths."""
    info, settings = result.info, result.settings
    repeated = {name: value for name, value in settings.as_dict().items() if name in (*NETWORK, *_READING)}
    repeated["aliases"] = ALIASES if info.get("aliases") else None
    return {
        "settings": repeated,
        "gazetteer": _gazetteer_digest(settings.gazetteer),
        "model": {name: info["model"][name] for name in ("name", "version", "digest")},
        "include": [name for name in INCLUDABLE if name in include],
        **{name: info[name] for name in _KEPT if name in info},
    }


def _gazetteer_digest(path: str | None) -> str | None:
    """Return the digest of the gazetteer, by which a verifier knows whether it has the same one."""
    if path is None:
        return None
    try:
        return file_digest(Path(path))
    except OSError as error:
        message = _("cannot read the gazetteer {path} of this run ({error}): verifiers need its digest")
        raise OutputError(message.format(path=path, error=error.strerror)) from error


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _readme(result: Result, facts: Mapping[str, Any]) -> str:
    counts, model = facts["counts"], facts["model"]
    left_out = [name for name in INCLUDABLE if name not in facts["include"]]
    template = (Path(__file__).parent / "folder.md").read_text(encoding="utf-8")
    return template.format(
        cite=result.cite(),
        bibtex=result.cite("bibtex").replace("\n", "\n    "),
        words=MAX_NAME_WORDS,
        articles=counts["articles"],
        entities=counts["entities"],
        edges=counts["edges"],
        model=f"{model['name']} {model['version']}",
        version=version("pressenetz"),
        included=", ".join(f"`{name}`" for name in facts["include"]) or "nothing",
        left_out=", ".join(f"`{name}`" for name in left_out) or "nothing",
        aliases=f"\n| `{ALIASES}` | decisions on names that the run used |" if facts["settings"]["aliases"] else "",
        gazetteer=f"\n| `{GAZETTEER_FILE}` | the list of names that the run used |"
        if facts["gazetteer"] and GAZETTEER in facts["include"]
        else "",
    )
