"""The settings of a run: defaults, overridden by a TOML file, overridden by arguments."""

import re
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError, unknown_value
from pipeline.translations import LANGUAGES, _, number, use_language
from pipeline.user_files import read_text, read_toml

LABELS = ("PER", "LOC", "ORG", "MISC")
NETWORK = (
    *("window", "min_articles", "labels", "date_from", "date_to", "aliases", "max_names", "min_confidence"),
    "full_graph",
    "authority",
)
"""Settings that take effect when the network is rebuilt."""
MAX_NAMES = {"sentence": 25, "paragraph": 50, "document": 150}
"""Distinct names above which a window is a list. In 998 articles of Wikinews the most crowded windows have 20, 23 and
106 (the 99.9th percentiles are 10, 20 and 101: `python -m benchmarks.lists`); nine sentences in a row have 46."""
MAX_BYTES = 10_000
"""Maximum size of a settings file."""
MAX_VALUES = {
    "min_articles": 1_000_000_000,
    "max_names": 1_000_000_000,
    "workers": 1_000,
    "batch_characters": 1_000_000_000,
    "article_seconds": 1_000_000,
}
"""Maximum value of each numeric setting: larger ones would overflow a timer, a table or the machine."""
_WINDOW = re.compile(r"sentence|paragraph|document|sentences:[2-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that affects what a run finds or how it is executed.

    Attributes:
        model: `auto`, `accurate`, `fast`, or the name or path of a spaCy model.
        window: what two names must share to be a pair: `sentence`, `paragraph`, `document`,
            or `sentences:N`, a window of N (2–9) sentences sliding through the article.
        min_articles: pairs seen in fewer articles are not edges (≥ 1).
        labels: entity labels that become nodes: any of PER, LOC, ORG, MISC.
        date_from: build the network only from articles dated wholly on or after this date (EDTF), or None.
        date_to: build the network only from articles dated wholly on or before this date, or None.
        aliases: path of the user's alias file, or None.
        min_confidence: mentions with a lower confidence (0 to 1) are left out of the network; those without a
            confidence are kept.
        max_names: a window that names more entities is a list, not evidence of a link (≥ 2); None: the default of
            the window (`MAX_NAMES`).
        gazetteer: path of the user's list of names to find, or None.
        text_field: field or column that holds the text of records (JSON, CSV, TSV, Parquet), or None to look for known
            names; `content.rendered` is a nested field, `2` the second column of a table without a header.
        any_language: analyse articles that are not German too.
        follow_links: follow symbolic links that lead out of the corpus.
        workers: number of processes that analyse, and of those that read pages and documents; 0: use this process.
        scheduler: address of a Dask scheduler (`tcp://host:port`), or None.
        batch_characters: size of the batches of text sent to a worker.
        article_seconds: an article that takes longer becomes a failure.
        full_graph: write all edges to the graph files, however many there are.
        authority: paths of the user's authority lists, the most trusted first.
    """

    model: str = "auto"
    window: str = "sentence"
    min_articles: int = 1
    labels: tuple[str, ...] = LABELS
    date_from: str | None = None
    date_to: str | None = None
    aliases: str | None = None
    min_confidence: float = 0.0
    max_names: int | None = None
    gazetteer: str | None = None
    text_field: str | None = None
    any_language: bool = False
    follow_links: bool = False
    workers: int = 0
    scheduler: str | None = None
    batch_characters: int = 20_000
    article_seconds: int = 600
    full_graph: bool = False
    authority: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every value, so that a mistake is found before a long run."""
        for field in fields(self):
            _check_type(field.name, getattr(self, field.name), Settings.__annotations__[field.name])
        if not _WINDOW.fullmatch(self.window):
            valid = ("sentence", "paragraph", "document", "sentences:3")
            raise SettingsError(unknown_value(_("window"), self.window, valid))
        for label in self.labels:
            if label not in LABELS:
                raise SettingsError(unknown_value(_("label"), label, LABELS))
        if not all(isinstance(path, str) and path for path in self.authority):
            message = _("authority must list the paths of files, not {given}")
            raise SettingsError(message.format(given=list(self.authority)))
        self._check_numbers()
        if self.text_field is not None and not self.text_field.strip(". "):
            message = _("text_field must name a field or column, such as content.rendered, not {value!r}")
            raise SettingsError(message.format(value=self.text_field))
        if self.scheduler and not re.fullmatch(r"(tcp|tls)://\S+:\d+", self.scheduler):
            message = _("scheduler must look like tcp://host:port, not {value!r}")
            raise SettingsError(message.format(value=self.scheduler))

    def _check_numbers(self) -> None:
        for name in ("min_articles", "batch_characters", "article_seconds"):
            if getattr(self, name) < 1:
                message = _("{name} must be at least 1, not {value}")
                raise SettingsError(message.format(name=name, value=_short(getattr(self, name))))
        if not 0 <= self.min_confidence <= 1:
            message = _("min_confidence must be a probability from 0 to 1, not {value}")
            raise SettingsError(message.format(value=self.min_confidence))
        if self.max_names is not None and self.max_names < 2:
            message = _("max_names must be at least 2 (a link has two ends), not {value}")
            raise SettingsError(message.format(value=_short(self.max_names)))
        if self.workers < 0:
            message = _("workers must be 0 (in this process) or more, not {value}")
            raise SettingsError(message.format(value=_short(self.workers)))
        for name, most in MAX_VALUES.items():
            if (getattr(self, name) or 0) > most:
                message = _("{name} must be at most {most}, not {value}")
                raise SettingsError(message.format(name=name, most=number(most), value=_short(getattr(self, name))))

    def with_changes(self, **changes: Any) -> "Settings":
        """Return a copy with some values replaced.

        Raises:
            SettingsError: for an unknown key or an invalid value.
        """
        known = [field.name for field in fields(self)]
        for key in changes:
            if key not in known:
                raise SettingsError(unknown_value(_("setting"), key, known))
        if isinstance(changes.get("labels"), list):
            changes["labels"] = tuple(changes["labels"])
        if isinstance(changes.get("authority"), str):
            changes["authority"] = [changes["authority"]]
        if isinstance(changes.get("authority"), list):
            changes["authority"] = tuple(path for path in changes["authority"] if path != "")  # "": no list any more
        return replace(self, **changes)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for `run.json`."""
        return asdict(self)


def names_limit(window: str, max_names: int | None = None) -> int:
    """Return the number of distinct names above which a window is a list; for `sentences:N`, that of a paragraph."""
    return max_names or MAX_NAMES.get(window, MAX_NAMES["paragraph"])


def _short(value: int) -> str:
    """Format a number for a message; Python refuses to convert thousands of digits."""
    return str(value) if abs(value) < 10**20 else _("a number of more than 20 digits")


def _check_type(name: str, value: object, annotation: object) -> None:
    optional = annotation in (str | None, int | None)
    kinds: dict[object, type] = {bool: bool, int: int, int | None: int, float: float, tuple[str, ...]: tuple}
    kind = kinds.get(annotation, str)
    if optional and value is None:
        return
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (isinstance(value, kind) or (whole and kind is float)) or (kind is int and not whole):
        message = _("{name} must be a {kind}, not {value!r}")
        raise SettingsError(message.format(name=name, kind=kind.__name__, value=value))


def read_settings(path: Path | None, *, defaults: Settings | None = None, **overrides: Any) -> Settings:
    """Read settings: `defaults`, overridden by the TOML file, overridden by `overrides` that are not None.

    Raises:
        SettingsError: if the file cannot be read or parsed, or holds an unknown key.
    """
    values: dict[str, Any] = {}
    if path is not None:
        text = read_text(path, what=_("settings file"), refuse=SettingsError, max_bytes=MAX_BYTES)
        values = read_toml(path, text, refuse=SettingsError)
    values.update({key: value for key, value in overrides.items() if value is not None})
    return (defaults or Settings()).with_changes(**values)


def set_language(language: str) -> None:
    """Choose the language of messages and plots in this process: `de` or `en`, the default.

    The command line chooses it by `--sprache`, or by the locale. Tables and files are the same in every language.

    Raises:
        SettingsError: for another language.
    """
    if language not in LANGUAGES:
        raise SettingsError(unknown_value(_("language"), language, LANGUAGES))
    use_language(language)
