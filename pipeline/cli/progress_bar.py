"""The progress of a run: a bar on a terminal, a line every ten seconds elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.streams import discard
from pipeline.reading import printable, walk
from pipeline.settings import Settings
from pipeline.translations import _, localized

if TYPE_CHECKING:
    from pipeline.running import Progress


class ProgressBar:
    """Shows the progress of a run on standard error; nothing with `quiet`."""

    def __init__(self, corpus: Path, settings: Settings, *, quiet: bool) -> None:
        self._quiet = quiet
        self._corpus = corpus
        self._settings = settings
        self._bar: Any = None

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            with self._errors_ignored():
                self._bar.close()

    @contextmanager
    def _errors_ignored(self) -> Iterator[None]:
        """Ignore errors of standard error (full, or closed by its reader): they end the bar, not the run."""
        try:
            yield
        except OSError:
            discard(sys.stderr)

    def _begin(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            total=None if self._quiet else self._count_files(),
            desc=printable(self._corpus.name),
            unit=" " + _("articles"),
            disable=self._quiet,
            mininterval=0.2 if sys.stderr.isatty() else 10,
            dynamic_ncols=True,
            smoothing=0.1,
        )

    def _count_files(self) -> int:
        """Count the files of the corpus, as a first estimate of the number of articles."""
        return sum(1 for _ in walk(self._corpus, follow_links=self._settings.follow_links))

    def show(self, progress: "Progress") -> None:
        """Update the bar."""
        with self._errors_ignored():
            self._show(progress)

    def _show(self, progress: "Progress") -> None:
        if self._bar is None:
            self._begin()
        if progress.note and not self._quiet:
            self._bar.write(localized(progress.note), file=sys.stderr)
        done = progress.analysed + progress.known + progress.failed
        if progress.stage == "network":
            self._bar.set_description_str(_("network and report"))
            done = self._bar.total = max(progress.read + progress.failed, 1)
        elif progress.failed:
            self._bar.set_postfix_str(_("{count} failed").format(count=progress.failed))
        if done > (self._bar.total or 0):
            self._bar.total = done
        self._bar.update(max(0, done - self._bar.n))
