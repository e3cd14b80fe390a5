"""A replication folder: what may be shared of a run when its articles may not."""

import csv
import hashlib
import json
import shutil
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import OutputError, SettingsError, unknown_value
from pipeline.names import Gazetteer, alias_csv, read_gazetteer
from pipeline.network import MAX_GRAPH_EDGES, strongest_part, write_graph_file
from pipeline.replication.data_package import DATA_SHEET, data_sheet, write_csv
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
REPEATED = {*NETWORK, "text_field", "any_language", "article_seconds"} - {"aliases", "authority"}
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
        GazetteerError: if the run used a gazetteer that can no longer be read.
        SettingsError: for a word in `include` that is not valid, and for lines of the alias file that are for certain
            articles unless `article_id` is included.
    """
    output, folder = Path(output), Path(folder)
    for name in include:
        if name not in INCLUDABLE:
            raise SettingsError(unknown_value(_("part to include"), name, INCLUDABLE))
    result = open_run(output)
    _check_free(folder)
    lines = _shared_lines(result, include)
    place = folder.resolve()
    staging = place.with_name(f".{place.name}.unfinished")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        _write(result, staging, include, lines)
        if place.exists():
            place.rmdir()
        staging.replace(place)
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


def _shared_lines(result: Result, include: Collection[str]) -> list[list[str]]:
    """Return the lines of the run's alias file without the user's notes.

    Raises:
        SettingsError: if a line names articles, which are not to be named.
    """
    lines = result.info.get("aliases") or []
    of_articles = sum(bool(article) for *_cells, article, _note in lines)
    if of_articles and "article_id" not in include:
        message = _(
            "the alias file has lines for certain articles ({count}), which name their files: publish the ids of"
            " articles too, with --include article_id, or rebuild the network without these lines"
        )
        raise SettingsError(message.format(count=of_articles))
    return [[*cells, ""] for *cells, _note in lines]


def _write(result: Result, folder: Path, include: Collection[str], lines: list[list[str]]) -> None:
    shared, rows = SharedTables(result.folder, include), {}
    for name in shared.names:
        table = shared.table(name)
        write_csv(table, folder / f"{name}.csv")
        rows[name] = len(table)
    _write_graphs(shared.table("entities"), shared.table("edges"), folder, full=result.settings.full_graph)
    names = read_gazetteer(Path(result.settings.gazetteer)) if result.settings.gazetteer else None
    facts = {
        **_facts(result, include),
        "aliases": len(lines),
        "gazetteer": names_digest(names) if names else None,
        "long_names": shared.long_names,
    }
    if lines:
        (folder / ALIASES).write_text(alias_csv(lines), encoding="utf-8", newline="")
    if names and GAZETTEER in include:
        write_names(names, folder / GAZETTEER_FILE)
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


def _write_graphs(entities: pd.DataFrame, edges: pd.DataFrame, folder: Path, *, full: bool) -> None:
    """Write the edges with their citable ids, and the entities that have edges; as many edges as in files of a run."""
    if not full:
        entities, edges = strongest_part(entities, edges, limit=MAX_GRAPH_EDGES)
    nodes = entities[entities["degree"] > 0].dropna(axis="columns", how="all").reset_index(drop=True)
    for name in _GRAPHS:
        write_graph_file(nodes, edges, folder / name)


def _facts(result: Result, include: Collection[str]) -> dict[str, Any]:
    """Return what another needs to repeat the run: `run.json` without paths."""
    info, settings = result.info, result.settings
    repeated = {name: value for name, value in settings.as_dict().items() if name in REPEATED}
    kept = {name: info[name] for name in _KEPT if name in info}
    if "authority" in kept.get("network", {}):
        lists = {name: value for name, value in kept["network"]["authority"].items() if name != "lists"}
        kept["network"] = {**kept["network"], "authority": lists}
    return {
        "settings": repeated,
        "model": {name: info["model"][name] for name in ("name", "version", "digest")},
        "include": [name for name in INCLUDABLE if name in include],
        **kept,
    }


def names_digest(names: Gazetteer) -> str:
    """Compute the digest of a gazetteer, by which a verifier knows whether it has the same names."""
    return hashlib.sha256(json.dumps(names.labels).encode()).hexdigest()


def write_names(names: Gazetteer, path: Path) -> None:
    """Write a gazetteer without the further columns of the user's file; a name after its label may begin with `#`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["label", "name"])
        writer.writerows([label, name] for name, label in names.labels.items())


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
        aliases=f"\n| `{ALIASES}` | decisions on names that the run used |" if facts["aliases"] else "",
        gazetteer=f"\n| `{GAZETTEER_FILE}` | the list of names that the run used |"
        if facts["gazetteer"] and GAZETTEER in facts["include"]
        else "",
    )
