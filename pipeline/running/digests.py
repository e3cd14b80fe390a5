"""Digests that decide what must be done again: readings, analyses, results; and the versions that go into them."""

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
"""Libraries whose change makes earlier analyses stale."""

_VERSIONED = (
    *("pressenetz", *_COMPUTED_BY, "pandas", "pyarrow", "networkx", "scipy"),
    *("trafilatura", "lxml", "ftfy", "charset-normalizer", "py3langid", "pypdf", "python-docx"),
)

_GROUND = ("*.py",)
_ANALYSED_BY = (
    *_GROUND,
    *("reading/*.py", "numbers/*.py", "names/*.py", "nlp/*.py"),
    *("running/__init__.py", "running/analysis.py", "running/digests.py"),
    "data/*",
)
"""Source files whose change makes earlier analyses stale: all that a worker imports, and the data that they read."""

_READ_BY = (*_GROUND, "reading/*.py", "running/__init__.py", "running/ingest.py", "running/readers.py", "data/*")
"""Source files whose change makes what was read of a file stale."""


def versions() -> dict[str, str | None]:
    """Versions of this package and of those whose version could change a result; None if not installed."""
    return {"python": platform.python_version(), **{name: _version(name) for name in _VERSIONED}}


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def analysis_digest(model: ModelInfo, gazetteer: Gazetteer | None) -> str:
    """Digest of what an analysis depends on beside the text: the model, the user's gazetteer and our own rules."""
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
    """Digest of what the reading of a file depends on beside the file: our own code and that of the libraries."""
    return digest([settings.any_language, settings.text_field, _source_digest(*_READ_BY), versions()])


def results_digest(settings: Settings, analysis: str) -> str:
    """Digest of everything that the results depend on beside the corpus: equal digests, equal results."""
    values = replace(settings, workers=0, scheduler=None, batch_characters=1, gazetteer=None).as_dict()
    if settings.aliases:
        values["aliases"] = hashlib.sha256(Path(settings.aliases).read_bytes()).hexdigest()
    return digest([values, _source_digest("**/*.py", "data/*", "report/templates/*.*"), analysis])


def source_files(*patterns: str) -> list[Path]:
    """Files of the package that match glob patterns, sorted."""
    package = Path(__file__).parents[1]
    return sorted({file for pattern in patterns for file in package.glob(pattern) if file.is_file()})


@cache  # the files are those of this process, and two digests want all of them
def _source_digest(*patterns: str) -> str:
    return digest([hashlib.sha256(file.read_bytes()).hexdigest() for file in source_files(*patterns)])


def digest(value: Any) -> str:
    """SHA-256 of a value's JSON form, as hex."""
    return digest_all([value])


def digest_all(values: Iterable[Any]) -> str:
    """SHA-256 of the JSON forms of values, one after the other, as hex."""
    whole = hashlib.sha256()
    for value in values:
        whole.update(json.dumps(value, sort_keys=True, default=str).encode() + b"\n")
    return whole.hexdigest()
