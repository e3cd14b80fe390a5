"""Merging runs over different folders into one, from their analyses and without a model."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.checkpoints import Seen, Store
from pipeline.errors import OutputError, SettingsError, unknown_value
from pipeline.network import check_dates
from pipeline.parquet import iter_dicts, read_table
from pipeline.publication import publish, staged
from pipeline.reading import Failure
from pipeline.results import Result, open_run
from pipeline.running.digests import digest, versions
from pipeline.running.manifest import Clock
from pipeline.running.runs import aliases_of, build, finished_run, note_others, opened
from pipeline.running.stages import collect
from pipeline.settings import NETWORK, Settings
from pipeline.translations import _

_BATCH = 100
"""Analyses that are copied at once."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the runs: what its articles are called in the result, its checkpoints and its manifest."""

    name: str
    store: Store
    info: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """Folder of the run."""
        return self.store.path.parent


def merge_runs(outputs: Sequence[str | Path], folder: str | Path, **changes: Any) -> Result:
    """Merge runs, such as those over two newspapers or two years, into one run over all of their articles.

    The result is that of one run over a folder in which the corpora are subfolders called like the runs: an article
    `a.txt` of the run `outputs/taz` is `taz/a.txt`. Names are linked anew over all articles, and copies of an article
    are found across the runs. The runs stay as they are. No model is needed.

    Args:
        outputs: folders of two or more finished runs with different names.
        folder: folder for the result, new or empty.
        changes: settings of the network (`window`, `labels`, `aliases` …); the others are those of the runs, which
            must then be the same. An alias file that names articles must name them as in the result.

    Raises:
        OutputError: if a folder holds no finished run, its checkpoints do not belong to its tables, the runs were
            analysed with different models, gazetteers or versions, or `folder` is not empty.
        SettingsError: if two runs have the same name, or different settings of the network.
        AliasError: if the alias file cannot be used.
    """
    paths, folder = [Path(output) for output in outputs], Path(folder)
    names = [path.resolve().name for path in paths]
    if len(paths) < 2 or len(set(names)) < len(names):
        message = _(
            "the folders of the runs give their articles a name: give two or more, called differently, not {runs}"
        )
        raise SettingsError(message.format(runs=", ".join(map(str, paths)) or "-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(_("{folder} is not empty: choose a new folder").format(folder=folder))
    with ExitStack() as stack:
        parts = [_Part(name, *stack.enter_context(finished_run(path))) for name, path in zip(names, paths, strict=True)]
        _check_analyses(parts)
        settings = _common_settings(parts, changes)
        aliases = aliases_of(settings)
        store = stack.enter_context(opened(folder))
        for name in ("analysis", "article_seconds"):
            store.set_meta(name, parts[0].store.get_meta(name) or "")
        failures = [failure for part in parts for failure in _take_over(part, store)]
        clock = Clock()
        with staged(folder) as staging:
            with clock.stage("collect"):
                filters = collect(store, failures, staging)
            digests = {part.name: part.info.get("input_digest") for part in parts}
            manifest = {
                **parts[0].info,
                "corpus": ", ".join(str(part.info.get("corpus")) for part in parts),
                "input_digest": digest(digests),
                "merged": digests,
                "settings": parts[0].info["settings"] | {name: settings.as_dict()[name] for name in NETWORK},
                "versions": versions(),
                "filters": dict(filters),
            }
            build(staging, settings, aliases, manifest, clock)
            publish(folder, store, state="merged")
    return open_run(folder)


def _check_analyses(parts: Sequence[_Part]) -> None:
    """Refuse runs whose names and numbers were found in different ways: that difference would look like a finding."""
    first = parts[0]
    for other in parts[1:]:
        if first.store.get_meta("analysis") != other.store.get_meta("analysis"):
            models = [" ".join(part.info["model"][key] for key in ("name", "version")) for part in (first, other)]
            message = _(
                "{first} and {other} were analysed with different models, gazetteers or versions of the program "
                "({models}): repeat `pressenetz run` for both in the same way first"
            )
            raise OutputError(message.format(first=first.folder, other=other.folder, models=", ".join(models)))


def _common_settings(parts: Sequence[_Part], changes: Mapping[str, Any]) -> Settings:
    """Return the settings of the runs with the changes.

    Raises:
        SettingsError: for a setting that takes no effect here, or that differs and is not given.
    """
    for name in changes:
        if name not in NETWORK:
            raise SettingsError(unknown_value(_("setting of the network"), name, NETWORK))
    found = [Settings().with_changes(**part.info["settings"]) for part in parts]
    for name in NETWORK:
        values = [getattr(each, name) for each in found]
        if name not in changes and any(value != values[0] for value in values):
            said = ", ".join(f"{part.name}: {value}" for part, value in zip(parts, values, strict=True))
            message = _("the runs differ in the setting {name} ({values}): give the one that is to hold")
            raise SettingsError(message.format(name=name, values=said))
    settings = found[0].with_changes(**changes)
    check_dates(settings)
    return settings


def _take_over(part: _Part, store: Store) -> Iterator[Failure]:
    """Copy the analyses of a run and note its articles, under their new names; yield its failures."""
    note_others(part.store, list(iter_dicts(read_table(part.folder, "articles"))), set())
    keys = sorted({seen.key for seen in part.store.seen() if seen.key is not None and seen.key not in store})
    for start in range(0, len(keys), _BATCH):
        store.put(keys[start : start + _BATCH], part.store.get_all(keys[start : start + _BATCH]))
    for seen in part.store.seen():
        renamed = {name: f"{part.name}/{seen.row[name]}" for name in ("article_id", "path")}
        store.note(Seen(seen.row | renamed, seen.key))
    for row in iter_dicts(read_table(part.folder, "failures")):
        yield Failure(**{**row, "path": f"{part.name}/{row['path']}"})
