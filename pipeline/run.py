"""The only place that knows the order of the stages: read, analyse, collect, link, connect, report, publish."""

import hashlib
import json
import platform
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline.articles import Article, Failure, read_corpus
from pipeline.errors import CorpusError, OutputError
from pipeline.language import ModelInfo, model_info
from pipeline.names import read_aliases
from pipeline.report import write_report
from pipeline.results import Result, open_run
from pipeline.settings import Settings
from pipeline.stages import Seen, collect, connect, link
from pipeline.store import Store, text_key
from pipeline.tables import SCHEMAS, read_table
from pipeline.workers import Batch, Workers

MANIFEST = "run.json"
REPORT = "report.html"
STAGING = ".unfinished"
"""Subfolder in which new files are made before they replace the old ones."""

_VERSIONED = ("pressenetz", "spacy", "pandas", "pyarrow", "networkx", "numpy", "scipy", "babel", "text2num")
_ANALYSED_BY = ("sentences", "num*", "name*", "language", "rows", "duplicates", "encoder")
"""Modules (as patterns) whose change makes earlier analyses stale."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: `stage` is `analyse`, `network` or `done`; the counts are of articles; `note` is for the user."""

    stage: str
    read: int = 0
    analysed: int = 0
    known: int = 0
    failed: int = 0
    note: str = ""


Watcher = Callable[[Progress], None]


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
        CorpusError, ModelError, AliasError, OutputError: with one line that says what to do.
    """
    corpus, output, settings = Path(corpus), Path(output), settings or Settings()
    watch = progress or (lambda _: None)
    _check_folders(corpus, output)
    model = model_info(settings.model)
    read_aliases_of(settings)
    with Store(output) as store:
        _forget_if_stale(store, _fingerprint(model), fresh, watch)
        clock = _Clock()
        with clock.stage("analyse"):
            reading = _analyse(corpus, store, settings, model, watch)
        input_digest = _digest_input(reading)
        state = _digest([input_digest, _settings_that_count(settings), _source_digest("*"), _fingerprint(model)])
        if store.get_meta("finished") == state and (output / MANIFEST).is_file():
            watch(Progress("done", note="nothing new: the results are as they were"))
            return open_run(output)
        staging = _staging(output)
        with clock.stage("collect"):
            filters = collect(store, reading.seen, reading.failures, staging)
        manifest = _manifest(corpus, settings, model, input_digest, filters)
        watch(Progress("network", reading.read, failed=len(reading.failures)))
        _build(staging, settings, manifest, clock)
        _publish(staging, output)
        store.keep_only({article.key for article in reading.seen if article.key})
        store.set_meta("finished", state)
    watch(Progress("done"))
    return open_run(output)


def rebuild(output: str | Path, *, settings: Settings | None = None) -> Result:
    """Decide anew what is one entity, and build network and report again, from the tables of a run; needs no model.

    Args:
        output: folder of a finished run.
        settings: those of the run if not given; `model` and what concerns reading are ignored.

    Raises:
        OutputError, AliasError: if the folder holds no run, or the alias file cannot be used.
    """
    output = Path(output)
    manifest = read_manifest(output)
    settings = settings or Settings().with_changes(**manifest["settings"])
    read_aliases_of(settings)
    with Store(output) as store:
        staging = _staging(output)
        for name in ("articles", "sentences", "mentions", "numbers", "failures"):
            shutil.copyfile(output / f"{name}.parquet", staging / f"{name}.parquet")
        manifest = {**manifest, "settings": settings.as_dict()}
        _build(staging, settings, manifest, _Clock())
        _publish(staging, output)
        store.set_meta("finished", "rebuilt")
    return open_run(output)


def rewrite_report(output: str | Path) -> Path:
    """Write `report.html` again from the tables of a run; its path.

    Raises:
        OutputError: if the folder holds no run, or cannot be written.
    """
    output = Path(output)
    write_report({name: read_table(output, name) for name in SCHEMAS}, output / REPORT, info=read_manifest(output))
    return output / REPORT


def read_manifest(output: Path) -> dict[str, Any]:
    """The content of `run.json`.

    Raises:
        OutputError: if there is none, or it cannot be read.
    """
    try:
        content: dict[str, Any] = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise OutputError(
            f"no {MANIFEST} in {output}: it is not the output folder of a finished pressenetz run"
        ) from None
    except (OSError, ValueError) as error:
        raise OutputError(f"cannot read {output / MANIFEST}: {error}") from error
    return content


def read_aliases_of(settings: Settings) -> Any:
    """The user's aliases, or None where the settings name no file."""
    return read_aliases(Path(settings.aliases)) if settings.aliases else None


def _check_folders(corpus: Path, output: Path) -> None:
    if not corpus.exists():
        raise CorpusError(f"no corpus at {corpus}: give a folder of articles or a file")
    inside = corpus.is_dir() and output.resolve().is_relative_to(corpus.resolve())
    if inside:
        raise OutputError(f"the output {output} lies inside the corpus {corpus}: choose a folder outside of it")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the output folder {output}: {error.strerror}") from error


@dataclass(slots=True)
class _Reading:
    """What was read: articles, failures, and how many of the articles were known already."""

    seen: list[Seen] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    known: int = 0
    analysed: int = 0

    @property
    def read(self) -> int:
        return len(self.seen)

    def progress(self) -> Progress:
        return Progress("analyse", self.read, self.analysed, self.known, len(self.failures))


def _analyse(corpus: Path, store: Store, settings: Settings, model: ModelInfo, watch: Watcher) -> _Reading:
    """Read the corpus; analyse and store what the store does not hold."""
    reading = _Reading()
    with Workers(settings, model.path) as workers:
        for keys, results in workers.run(_batches(corpus, store, settings, reading)):
            store.put(keys, results)
            reading.analysed += len(keys)
            watch(reading.progress())
    reading.seen.sort(key=lambda article: article.article_id)
    reading.failures.sort(key=lambda failure: (failure.path, failure.stage, failure.error))
    return reading


def _batches(corpus: Path, store: Store, settings: Settings, reading: _Reading) -> Iterator[Batch]:
    """Batches, bounded by characters, of the texts not yet analysed; notes everything read on the way."""
    batch: Batch = []
    size = 0
    under_way: set[str] = set()
    for item in read_corpus(corpus, any_language=settings.any_language):
        if isinstance(item, Failure):
            reading.failures.append(item)
            continue
        wanted = settings.any_language or item.language == "de"
        key = text_key(item.text) if wanted else None
        reading.seen.append(Seen(_article_row(item), key))
        if key is None or key in under_way or key in store:
            reading.known += key is not None
            continue
        under_way.add(key)
        batch.append((key, item.text))
        size += len(item.text)
        if size >= settings.batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _article_row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name, None) for name in SCHEMAS["articles"].names}
    return row | {"characters": len(article.text), "sentences": 0, "notes": "; ".join(article.notes) or None}


def _forget_if_stale(store: Store, fingerprint: str, fresh: bool, watch: Watcher) -> None:
    before = store.get_meta("fingerprint")
    if fresh or (before is not None and before != fingerprint):
        if before is not None and not fresh:
            watch(Progress("analyse", note="model or program changed since the last run: everything is analysed again"))
        store.clear()
    store.set_meta("fingerprint", fingerprint)


def _build(folder: Path, settings: Settings, manifest: dict[str, Any], clock: "_Clock") -> None:
    """Link, connect, report and manifest, in the staging folder."""
    with clock.stage("link"):
        names = link(folder, read_aliases_of(settings))
    with clock.stage("network"):
        connect(folder, names, settings)
    tables = {name: read_table(folder, name) for name in SCHEMAS}
    manifest = manifest | {"counts": _counts(tables)}
    with clock.stage("report"):
        write_report(tables, folder / REPORT, info=manifest)
    manifest = manifest | {"timings": clock.seconds, "finished": datetime.now(UTC).isoformat(timespec="seconds")}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _counts(tables: dict[str, Any]) -> dict[str, int]:
    analysed = tables["articles"]["sentences"] > 0
    return {
        "articles": len(tables["articles"]),
        "analysed": int(analysed.sum()),
        "duplicates": int(tables["articles"]["duplicate_of"].notna().sum()),
        **{name: len(tables[name]) for name in ("failures", "sentences", "mentions", "numbers", "entities", "edges")},
    }


def _manifest(
    corpus: Path, settings: Settings, model: ModelInfo, input_digest: str, filters: Counter[str]
) -> dict[str, Any]:
    return {
        "corpus": str(corpus),
        "settings": settings.as_dict(),
        "model": asdict(model),
        "input_digest": input_digest,
        "filters": dict(sorted(filters.items())),
        "versions": {"python": platform.python_version(), **versions()},
    }


def versions() -> dict[str, str | None]:
    """Versions of this package and of those whose version could change a result; None if not installed."""
    return {name: _version(name) for name in _VERSIONED}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _staging(output: Path) -> Path:
    staging = output / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    return staging


def _publish(staging: Path, output: Path) -> None:
    """Move the new files over the old ones, the manifest last."""
    try:
        for file in sorted(staging.iterdir(), key=lambda file: (file.name == MANIFEST, file.name)):
            file.replace(output / file.name)
        staging.rmdir()
    except OSError as error:
        raise OutputError(f"cannot write the results to {output}: {error.strerror}") from error


def _fingerprint(model: ModelInfo) -> str:
    """What an analysis depends on beside the text."""
    return _digest([model.digest, *(_source_digest(pattern) for pattern in _ANALYSED_BY)])


def _source_digest(pattern: str) -> str:
    files = sorted(Path(__file__).parent.glob(f"{pattern}.py"))
    data = sorted((Path(__file__).parent / "data").glob("*"))
    return _digest([hashlib.sha256(file.read_bytes()).hexdigest() for file in [*files, *data]])


def _settings_that_count(settings: Settings) -> dict[str, Any]:
    """Settings that change the results, the alias file by its content."""
    values = replace(settings, workers=0, scheduler=None, batch_characters=1).as_dict()
    if settings.aliases:
        values["aliases"] = hashlib.sha256(Path(settings.aliases).read_bytes()).hexdigest()
    return values


def _digest_input(reading: _Reading) -> str:
    return _digest(
        [[(article.row, article.key) for article in reading.seen], [asdict(failure) for failure in reading.failures]]
    )


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(slots=True)
class _Clock:
    """Seconds that each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)
