"""Run the stages in order: read and analyse, collect, link, connect, report, publish. No other module knows it."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from pipeline.checkpoints import Seen, Store
from pipeline.errors import (
    DamagedAnalysisError,
    OutputError,
    PressenetzWarning,
    UnknownNameError,
    system_reason,
    unknown_value,
)
from pipeline.names import Aliases, AuthorityList, Gazetteer, pack, read_aliases, read_gazetteer
from pipeline.network import check_dates
from pipeline.nlp import ModelInfo, model_info
from pipeline.parquet import TableWriter, iter_batches, iter_dicts, read_table
from pipeline.publication import changed_files, is_intact, publish, recover, settle, staged
from pipeline.reading import Failure, is_folder
from pipeline.report import COLUMNS, write_report
from pipeline.results import Result, open_run, read_manifest
from pipeline.running.analysis import Task
from pipeline.running.digests import analysis_digest, digest, results_digest
from pipeline.running.ingest import Reading, input_digest, read_and_analyse
from pipeline.running.manifest import Clock, finished, new_manifest, write_manifest
from pipeline.running.progress import Progress, Watcher, logged
from pipeline.running.stages import EXTRACTED_TABLES, collect, connect, link
from pipeline.running.worker_pool import Workers
from pipeline.schema import SCHEMAS
from pipeline.settings import NETWORK, Settings
from pipeline.translations import N_, _, ngettext

REPORT = "report.html"
FORGOTTEN = "forgotten"
"""Prefix of the state that `forget` leaves in the checkpoints."""


def run(
    corpus: str | Path,
    output: str | Path,
    *,
    settings: Settings | None = None,
    fresh: bool = False,
    progress: Watcher | None = None,
) -> Result:
    """Read a folder of articles, extract names and numbers, and write the network and its tables.

    Articles that earlier runs into the same output analysed with the same model are not analysed again; tables and
    graph files are byte-identical to those of a fresh run.

    Args:
        corpus: folder of articles, or one file.
        output: folder for the results (the README lists its files); created if missing.
        settings: settings of the run; by default, `Settings()`.
        fresh: forget the analyses of earlier runs.
        progress: function called with a `Progress` after every batch and stage.

    Raises:
        CorpusError, ModelError, AliasError, GazetteerError, AuthorityError, SettingsError, OutputError: with a
            one-line message on what to do.
    """
    corpus, output, settings = Path(corpus), Path(output), settings or Settings()
    watch = progress or (lambda _: None)
    _check_corpus(corpus, output)
    check_dates(settings)
    model = model_info(settings.model)
    aliases = aliases_of(settings)
    gazetteer = read_gazetteer(Path(settings.gazetteer)) if settings.gazetteer else None
    for path in settings.authority:
        AuthorityList(Path(path)).check()
    analysis = analysis_digest(model, gazetteer)
    rules = results_digest(settings, analysis)
    crew = Workers(settings, _task(settings, model, gazetteer, analysis))
    clock = Clock()
    with opened(output) as store:
        watch = logged(watch, output)
        _forget_if_stale(store, analysis, settings.article_seconds, fresh, watch)
        watch(Progress("analyse"))
        with clock.stage("analyse"):
            reading = read_and_analyse(corpus, store, settings, crew, watch)
        input_ = input_digest(store, reading)
        state = digest([input_, rules])
        if store.get_meta("finished") == state and is_intact(output, store):
            store.keep_seen()  # the last run may have been killed just before this step
            watch(Progress("done", note=N_("nothing new since the last run: the results are unchanged")))
            return open_run(output)
        watch(reading.progress("network"))
        with staged(output) as staging:
            with clock.stage("collect"):
                try:
                    filters = collect(store, reading.failures, staging)
                except DamagedAnalysisError:
                    reading = _analyse_damaged(corpus, store, settings, crew, watch)
                    filters = collect(store, reading.failures, staging)
                    input_ = input_digest(store, reading)
            manifest = new_manifest(corpus, settings, model, input_digest=input_, filters=dict(filters))
            build(staging, settings, aliases, manifest, clock)
            publish(output, store, state=digest([input_, rules]))
        store.keep_seen()
        watch(reading.progress("done"))
    return open_run(output)


def rebuild(output: str | Path, *, settings: Settings | None = None) -> Result:
    """Link names, and build network and report again from the tables of a run, without a model.

    Args:
        output: folder of a finished run.
        settings: by default, those of the run; settings of reading and analysis are ignored.

    Raises:
        OutputError: if the folder holds no run, has a damaged table, or cannot be written.
        AliasError: if the alias file cannot be used.
        AuthorityError: if an authority list cannot be used.

    Warns:
        PressenetzWarning: if a table has changed since it was written.
    """
    output = Path(output)
    with finished_run(output) as (store, manifest):
        settings = settings or Settings().with_changes(**manifest["settings"])
        check_dates(settings)
        aliases = aliases_of(settings)
        kept = manifest["settings"] | {name: value for name, value in settings.as_dict().items() if name in NETWORK}
        sources = (*EXTRACTED_TABLES, "articles", "failures")
        changed = _changed_tables(output, store, sources)
        with staged(output) as staging:
            for name in sources:
                _copy_table(output, staging, name)
            build(staging, settings, aliases, {**manifest, "settings": kept}, Clock())
            # an empty state means that the checkpoints do not belong to the tables, which a rebuild does not change
            publish(output, store, state="rebuilt" if store.get_meta("finished") else "")
    _warn_of_changes(changed)
    return open_run(output)


def forget(output: str | Path, article_ids: Sequence[str]) -> Result:
    """Remove articles and everything derived from them, checkpoints included.

    A later run reads the articles again if they are still in the corpus, so remove their files as well. Forgetting the
    same articles twice in a row changes nothing, so an interrupted command can simply be repeated.

    Raises:
        OutputError: if the folder holds no run, or its checkpoints do not belong to its tables.
        UnknownNameError: if an article is not in the run; nothing is removed then.
    """
    output = Path(output)
    state = f"{FORGOTTEN} {digest(sorted(set(article_ids)))}"
    with finished_run(output) as (store, manifest):
        if store.get_meta("finished") == state:
            return open_run(output)
        settings = Settings().with_changes(**manifest["settings"])
        aliases = aliases_of(settings)
        rows = list(iter_dicts(read_table(output, "articles")))
        known = [row["article_id"] for row in rows]
        for article_id in article_ids:
            if article_id not in known:
                raise UnknownNameError(unknown_value(_("article"), article_id, known))
        note_others(store, rows, set(article_ids))
        failures = [Failure(**row) for row in iter_dicts(read_table(output, "failures"))]
        with staged(output) as staging:
            try:
                filters = collect(store, failures, staging)
            except DamagedAnalysisError:
                store.drop_damaged()  # so that the next run analyses these articles again
                raise
            build(staging, settings, aliases, {**manifest, "filters": dict(filters)}, Clock())
            # before the tables are replaced: if killed in between, the same command finds the article and continues
            for path in {row["path"] for row in rows if row["article_id"] in article_ids}:
                store.forget_file(path)
            store.keep_seen()
            publish(output, store, state=state)
    return open_run(output)


def rewrite_report(output: str | Path) -> Path:
    """Write `report.html` again from the tables of a run; return its path.

    Raises:
        OutputError: if the folder holds no run, has a damaged table, or cannot be written.

    Warns:
        PressenetzWarning: if a table has changed since it was written.
    """
    output = Path(output)
    with finished_run(output) as (store, manifest), staged(output) as staging:
        changed = _changed_tables(output, store, SCHEMAS)
        write_report(_report_tables(output), staging / REPORT, info=manifest)
        publish(output, store, state=store.get_meta("finished") or "")
    _warn_of_changes(changed)
    return output / REPORT


def _changed_tables(output: Path, store: Store, names: Iterable[str]) -> list[str]:
    """List those of these tables that have changed since they were published."""
    return sorted({f"{name}.parquet" for name in names} & set(changed_files(output, store)))


def _warn_of_changes(tables: list[str]) -> None:
    """Warn that results come from tables that no run has written: edited by hand, perhaps, or of another run."""
    if tables:
        message = ngettext(
            "{tables} changed after the run that wrote it, and the new results are based on the changes; repeat "
            "`pressenetz run` with this output to restore the tables",
            "{tables} changed after the run that wrote them, and the new results are based on the changes; repeat "
            "`pressenetz run` with this output to restore the tables",
            len(tables),
        )
        warnings.warn(message.format(tables=", ".join(tables)), PressenetzWarning, stacklevel=3)


def _task(settings: Settings, model: ModelInfo, gazetteer: Gazetteer | None, analysis: str) -> Task:
    """Describe the task to the workers; those that outlive this run must prove that they have its model and rules."""
    return Task(
        model=model.path,
        article_seconds=settings.article_seconds,
        names=pack(gazetteer) if gazetteer else b"",
        analysis=analysis if settings.scheduler or not settings.workers else "",
    )


def aliases_of(settings: Settings) -> Aliases | None:
    """Read the alias file of the settings, if they name one."""
    return read_aliases(Path(settings.aliases)) if settings.aliases else None


def _check_corpus(corpus: Path, output: Path) -> None:
    if is_folder(corpus) and _resolved(output).is_relative_to(_resolved(corpus)):
        message = _("the output {output} lies inside the corpus {corpus}: choose a folder outside it")
        raise OutputError(message.format(output=output, corpus=corpus))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of symbolic links
        message = _("cannot resolve {path}: {reason}")
        raise OutputError(message.format(path=path, reason=system_reason(error))) from error


@contextmanager
def opened(output: Path) -> Iterator[Store]:
    """Open the checkpoints of an output folder, created if missing, and complete an interrupted publication."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("cannot create the output folder {output}: {reason}")
        raise OutputError(message.format(output=output, reason=system_reason(error))) from error
    with Store(output) as store:
        recover(output, store)
        yield store


@contextmanager
def finished_run(output: Path) -> Iterator[tuple[Store, dict[str, Any]]]:
    """Open the checkpoints and the manifest of a run; if there is no run, create nothing."""
    settle(output)
    read_manifest(output)
    with opened(output) as store:
        yield store, read_manifest(output)


def _forget_if_stale(store: Store, current: str, seconds: int, fresh: bool, watch: Watcher) -> None:
    before = store.get_meta("analysis")
    if before not in (None, current) and not fresh:
        note = N_("model, gazetteer or program changed since the last run: everything is analysed again")
        watch(Progress("analyse", note=note))
    if fresh or before != current:
        store.clear()
        store.set_meta("analysis", current)
    store.allow_seconds(seconds)
    if (store.get_meta("finished") or "").startswith(FORGOTTEN):
        # this run may read the article again: a repeated `forget` must not assume that it is gone
        store.set_meta("finished", "rebuilt")


def _analyse_damaged(corpus: Path, store: Store, settings: Settings, crew: Workers, watch: Watcher) -> Reading:
    """Erase the damaged analyses and read the corpus again, which repeats the analysis of these articles."""
    count = store.drop_damaged()
    note = N_("{count} stored analyses are damaged: these articles are analysed again").format(count=count)
    watch(Progress("analyse", note=note))
    store.forget_seen()
    return read_and_analyse(corpus, store, settings, crew, watch)


def note_others(store: Store, rows: Sequence[dict[str, Any]], forgotten: set[str]) -> None:
    """Note the articles of the rows, without those to be forgotten, as if they had been read.

    Raises:
        OutputError: if the store does not hold the analyses that the tables were made from.
    """
    others = [row for row in rows if row["article_id"] not in forgotten]
    if not store.get_meta("finished") or any(row["sentences"] and row["digest"] not in store for row in others):
        message = _(
            "the checkpoints in {folder} do not belong to its tables (was a run stopped, or the file deleted?): finish "
            "that run first, then repeat this"
        )
        raise OutputError(message.format(folder=store.path.parent))
    for row in others:
        store.note(Seen(row, row["digest"] if row["digest"] in store else None))


def _copy_table(source: Path, target: Path, name: str) -> None:
    """Copy a table batch by batch, so that an error names the damaged file in the output folder."""
    with TableWriter(target / f"{name}.parquet", SCHEMAS[name]) as writer:
        for batch in iter_batches(source, name):
            writer.add(pa.Table.from_batches([batch]))


def build(folder: Path, settings: Settings, aliases: Aliases | None, manifest: dict[str, Any], clock: Clock) -> None:
    """Link names, and write network, report and manifest in the staging folder."""
    with clock.stage("link"):
        names = link(folder, aliases, min_confidence=settings.min_confidence)
    with clock.stage("network"):
        network = connect(folder, names, settings)
    tables = _report_tables(folder)
    lines = aliases.lines() if aliases else []
    manifest = finished({**manifest, "aliases": lines, "network": network}, tables, clock)
    with clock.stage("report"):
        write_report(tables, folder / REPORT, info=manifest)
    write_manifest({**manifest, "timings": clock.seconds}, folder)


def _report_tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: read_table(folder, name, columns=COLUMNS.get(name)) for name in SCHEMAS}
