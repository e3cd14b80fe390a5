"""`run.json`: everything needed to repeat a run and to cite it."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.nlp import ModelInfo
from pipeline.publication import MANIFEST
from pipeline.running.digests import versions
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings

if TYPE_CHECKING:
    import pandas as pd


def new_manifest(corpus: Path, settings: Settings, model: ModelInfo, **more: Any) -> dict[str, Any]:
    """Build the part of the manifest that is known before the tables are written."""
    return {
        "corpus": str(corpus),
        "settings": settings.as_dict(),
        "model": asdict(model),
        "versions": versions(),
        **more,
    }


def finished(manifest: Mapping[str, Any], tables: "Mapping[str, pd.DataFrame]", clock: "Clock") -> dict[str, Any]:
    """Complete the manifest with counts, timings and the current time."""
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
    # a path that is not UTF-8 contains surrogates, which JSON reads back from `\\udcff`
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


@dataclass(slots=True)
class Clock:
    """A stopwatch for the stages of a run."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begin, 3)
