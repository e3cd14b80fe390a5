"""`run.json`: everything needed to do a run again and to cite it; and the digests that tell whether it must be."""

import hashlib
import json
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.names import Gazetteer
from pipeline.nlp import ModelInfo
from pipeline.publication import MANIFEST
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_COMPUTED_BY = ("spacy", "onnxruntime", "tokenizers", "numpy", "babel", "text2num")
"""Libraries whose change makes earlier analyses stale."""

_VERSIONED = (
    *("pressenetz", *_COMPUTED_BY, "pandas", "pyarrow", "networkx", "scipy"),
    *("trafilatura", "lxml", "ftfy", "charset-normalizer", "py3langid", "pypdf", "python-docx"),
)

_ANALYSED_BY = (
    "sentences",
    "num*",
    "name*",
    "article_*",
    "gazetteer",
    "language",
    "model_files",
    "rows",
    "duplicates",
    "encoder",
    "tables",
    "tags",
)
"""Modules (as patterns) whose change makes earlier analyses stale."""


def versions() -> dict[str, str | None]:
    """Versions of this package and of those whose version could change a result; None if not installed."""
    return {"python": platform.python_version(), **{name: _version(name) for name in _VERSIONED}}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def new_manifest(corpus: Path, settings: Settings, model: ModelInfo, **more: Any) -> dict[str, Any]:
    """What is known of a run before its tables are written."""
    return {
        "corpus": str(corpus),
        "settings": settings.as_dict(),
        "model": asdict(model),
        "versions": versions(),
        **more,
    }


def finished(manifest: Mapping[str, Any], tables: "Mapping[str, pd.DataFrame]", clock: "Clock") -> dict[str, Any]:
    """The manifest with counts, timings and the time of day."""
    articles = tables["articles"]
    counts = {
        "articles": len(articles),
        "analysed": int((articles["sentences"] > 0).sum()),
        "duplicates": int(articles["duplicate_of"].notna().sum()),
        **{name: len(tables[name]) for name in SCHEMAS if name != "articles"},
    }
    filters = {**manifest.get("filters", {}), "excluded_lists": len(tables["exclusions"])}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {**manifest, "filters": filters, "counts": counts, "timings": clock.seconds, "finished": now}


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write `run.json`."""
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    # a path that is not UTF-8 holds surrogates, which JSON reads back from `\\udcff`
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def analysis_digest(model: ModelInfo, gazetteer: Gazetteer | None) -> str:
    """Digest of what an analysis depends on beside the text: the model, the user's gazetteer and our own rules."""
    libraries = [_version(name) for name in _COMPUTED_BY]
    return digest(
        [
            model.digest,
            gazetteer.labels if gazetteer else {},
            _source_digest(*map("{}.py".format, _ANALYSED_BY)),
            libraries,
        ]
    )


def reading_digest(settings: Settings) -> str:
    """Digest of what the reading of a file depends on beside the file: our own code and that of the libraries."""
    return digest([settings.any_language, settings.text_field, _source_digest("*.py"), versions()])


def results_digest(settings: Settings, analysis: str) -> str:
    """Digest of everything that the results depend on beside the corpus: equal digests, equal results."""
    values = replace(settings, workers=0, scheduler=None, batch_characters=1, gazetteer=None).as_dict()
    if settings.aliases:
        values["aliases"] = hashlib.sha256(Path(settings.aliases).read_bytes()).hexdigest()
    return digest([values, _source_digest("*.py", "templates/*.*"), analysis])


@cache  # the files are those of this process, and two digests want all of them
def _source_digest(*patterns: str) -> str:
    """Digest of the files of the package that match the patterns, and of the shipped data."""
    package = Path(__file__).parent
    files = {file for pattern in (*patterns, "data/*") for file in package.glob(pattern)}
    return digest([hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)])


def digest(value: Any) -> str:
    """SHA-256 of a value's JSON form, as hex."""
    return digest_all([value])


def digest_all(values: Iterable[Any]) -> str:
    """SHA-256 of the JSON forms of values, one after the other, as hex."""
    whole = hashlib.sha256()
    for value in values:
        whole.update(json.dumps(value, sort_keys=True, default=str).encode() + b"\n")
    return whole.hexdigest()


@dataclass(slots=True)
class Clock:
    """Seconds that each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)
