"""The only place that knows the order of the stages: read and analyse, collect, link, connect, report, publish."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.analysis import Task
from pipeline.articles import Failure
from pipeline.errors import CorpusError, OutputError, UnknownNameError, unknown_value
from pipeline.gazetteer import Gazetteer, pack, read_gazetteer
from pipeline.manifest import (
    Clock,
    analysis_digest,
    digest,
    finished,
    new_manifest,
    results_digest,
    write_manifest,
)
from pipeline.model_files import ModelInfo, model_info
from pipeline.names import Aliases, read_aliases
from pipeline.reading import Progress, Watcher, input_digest, logged, read_and_analyse
from pipeline.report import write_report
from pipeline.report_data import COLUMNS
from pipeline.results import Result, open_run
from pipeline.run_tables import MANIFEST, read_manifest
from pipeline.selection import check_dates
from pipeline.settings import NETWORK, Settings
from pipeline.stages import FOUND, collect, connect, link
from pipeline.store import Seen, Store
from pipeline.tables import SCHEMAS, read_table
from pipeline.workers import Workers

REPORT = "report.html"
STAGING = ".unfinished"
"""Subfolder in which new files are made before they replace the old ones."""


def run(
    corpus: str | Path,
    output: str | Path,
    *,
    settings: Settings | None = None,
    fresh: bool = False,
    progress: Watcher | None = None,
) -> Result:
    """Read a folder of articles, extract names and numbers, and write the network and its tables.

    What earlier runs into the same output have analysed with the same model is not analysed again; tables and
    graph files are the same, byte for byte, as those of a fresh run.

    Args:
        corpus: folder of articles, or one file.
        output: folder for the results (the README lists its files); made if missing.
        settings: the defaults if not given.
        fresh: forget what earlier runs have analysed.
        progress: called with a `Progress` for every batch and stage.

    Raises:
        CorpusError, ModelError, AliasError, GazetteerError, OutputError: with one line that says what to do.
    """
    corpus, output, settings = Path(corpus), Path(output), settings or Settings()
    watch = progress or (lambda _: None)
    _check_corpus(corpus, output)
    check_dates(settings)
    model = model_info(settings.model)
    aliases = _aliases(settings)
    gazetteer = read_gazetteer(Path(settings.gazetteer)) if settings.gazetteer else None
    analysis = analysis_digest(model, gazetteer)
    rules = results_digest(settings, analysis)
    crew = Workers(settings, _task(settings, model, gazetteer, analysis))
    clock = Clock()
    with _opened(output) as store:
        watch = logged(watch, output)
        _forget_if_stale(store, analysis, settings.article_seconds, fresh, watch)
        watch(Progress("analyse"))
        with clock.stage("analyse"):
            reading = read_and_analyse(corpus, store, settings, crew, watch)
        input_ = input_digest(store, reading)
        state = digest([input_, rules])
        if store.get_meta("finished") == state and all((output / name).is_file() for name in (MANIFEST, REPORT)):
            watch(Progress("done", note="nothing new since the last run: the results are as they were"))
            return open_run(output)
        watch(reading.progress("network"))
        with _staged(output) as staging:
            with clock.stage("collect"):
                filters = collect(store, reading.failures, staging)
            manifest = new_manifest(corpus, settings, model, input_digest=input_, filters=dict(filters))
            _build(staging, settings, aliases, manifest, clock)
        store.keep_seen()
        store.set_meta("finished", state)
        watch(reading.progress("done"))
    return open_run(output)


def rebuild(output: str | Path, *, settings: Settings | None = None) -> Result:
    """Decide anew what is one entity, and build network and report again, from the tables of a run; needs no model.

    Args:
        output: folder of a finished run.
        settings: those of the run if not given; what concerns reading and analysis is ignored.

    Raises:
        OutputError, AliasError: if the folder holds no run, or the alias file cannot be used.
    """
    output = Path(output)
    manifest = read_manifest(output)
    settings = settings or Settings().with_changes(**manifest["settings"])
    check_dates(settings)
    aliases = _aliases(settings)
    kept = manifest["settings"] | {name: value for name, value in settings.as_dict().items() if name in NETWORK}
    with _opened(output) as store:
        with _staged(output) as staging:
            for name in (*FOUND, "articles", "failures"):
                shutil.copyfile(output / f"{name}.parquet", staging / f"{name}.parquet")
            _build(staging, settings, aliases, {**manifest, "settings": kept}, Clock())
        store.set_meta("finished", "rebuilt")
    return open_run(output)


def forget(output: str | Path, article_ids: Sequence[str]) -> Result:
    """Remove articles and everything derived from them, checkpoints included.

    A later run that finds them in the corpus reads them again: remove the files as well.

    Raises:
        OutputError: if the folder holds no run.
        UnknownNameError: if an article is not in it; nothing is removed then.
    """
    output = Path(output)
    manifest = read_manifest(output)
    settings = Settings().with_changes(**manifest["settings"])
    with _opened(output) as store:
        if store.get_meta("finished") is None:
            raise OutputError(
                f"the checkpoints in {output} are not those of its tables (was a run stopped, or the file deleted?): "
                f"finish that run first, then forget"
            )
        rows = _rows(output, "articles")
        known = [row["article_id"] for row in rows]
        for article_id in article_ids:
            if article_id not in known:
                raise UnknownNameError(unknown_value("article", article_id, known))
        for row in rows:
            if row["article_id"] in article_ids:
                store.forget_file(row["path"])
            else:
                store.note(Seen(row, row["digest"] if row["digest"] in store else None))
        failures = [Failure(**row) for row in _rows(output, "failures")]
        with _staged(output) as staging:
            filters = collect(store, failures, staging)
            _build(staging, settings, _aliases(settings), {**manifest, "filters": dict(filters)}, Clock())
            # before the tables are replaced: killed in between, the same command finds the article and goes on
            store.keep_seen()
        store.set_meta("finished", "forgotten")
    return open_run(output)


def rewrite_report(output: str | Path) -> Path:
    """Write `report.html` again from the tables of a run; its path.

    Raises:
        OutputError: if the folder holds no run, or cannot be written.
    """
    output = Path(output)
    write_report(_report_tables(output), output / REPORT, info=read_manifest(output))
    return output / REPORT


def _task(settings: Settings, model: ModelInfo, gazetteer: Gazetteer | None, analysis: str) -> Task:
    """What the workers are told; those that live longer than this run prove that they have its model and rules."""
    return Task(
        model=model.path,
        article_seconds=settings.article_seconds,
        names=pack(gazetteer) if gazetteer else b"",
        analysis=analysis if settings.scheduler or not settings.workers else "",
    )


def _rows(output: Path, name: str) -> list[dict[str, Any]]:
    frame = read_table(output, name)
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")  # type: ignore[assignment]  # columns are named by text
    return rows


def _aliases(settings: Settings) -> Aliases | None:
    return read_aliases(Path(settings.aliases)) if settings.aliases else None


def _check_corpus(corpus: Path, output: Path) -> None:
    if not corpus.exists():
        raise CorpusError(f"no corpus at {corpus}: give a folder of articles or a file")
    if corpus.is_dir() and output.resolve().is_relative_to(corpus.resolve()):
        raise OutputError(f"the output {output} lies inside the corpus {corpus}: choose a folder outside of it")


def _opened(output: Path) -> Store:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the output folder {output}: {error.strerror}") from error
    return Store(output)


def _forget_if_stale(store: Store, current: str, seconds: int, fresh: bool, watch: Watcher) -> None:
    before = store.get_meta("analysis")
    if before not in (None, current) and not fresh:
        watch(
            Progress(
                "analyse", note="model, gazetteer or program changed since the last run: everything is analysed again"
            )
        )
    if fresh or before != current:
        store.clear()
        store.set_meta("analysis", current)
    store.allow_seconds(seconds)


@contextmanager
def _staged(output: Path) -> Iterator[Path]:
    """A folder for new files, which replace the old ones, the manifest last, when the block ends well.

    Raises:
        OutputError: if they cannot be written; the old ones are as they were.
    """
    staging = output / STAGING
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
        for file in _manifest_last(staging.iterdir()):
            file.replace(output / file.name)
    except OSError as error:
        raise OutputError(
            f"cannot write the results to {output} ({error.strerror or error}): is the disk full, or read-only? "
            f"Earlier results are as they were"
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _build(folder: Path, settings: Settings, aliases: Aliases | None, manifest: dict[str, Any], clock: Clock) -> None:
    """Link, connect, report and manifest, in the staging folder."""
    with clock.stage("link"):
        names = link(folder, aliases, min_confidence=settings.min_confidence)
    with clock.stage("network"):
        network = connect(folder, names, settings)
    tables = _report_tables(folder)
    manifest = finished({**manifest, "network": network}, tables, clock)
    with clock.stage("report"):
        write_report(tables, folder / REPORT, info=manifest)
    write_manifest({**manifest, "timings": clock.seconds}, folder)


def _report_tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: read_table(folder, name, columns=COLUMNS.get(name)) for name in SCHEMAS}


def _manifest_last(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda file: (file.name == MANIFEST, file.name))
