"""The user's authority lists: names with their ids in Wikidata, the GND or a register of their own, read row by row."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import AuthorityError, unknown_value
from pipeline.names.forms import split_short, tidy
from pipeline.settings import LABELS
from pipeline.translations import _
from pipeline.user_files import at_line, check_file, csv_records, text_lines

FORMATS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".parquet")
COLUMNS = ("name", "label", "id", "other_names", "url", "uri", "entity_id", "authority_id", "authority_url")
IDS = ("id", "authority_id", "url", "uri")
"""Columns that can hold the id, the first that is not empty counts."""

_BATCH = 8_192  # rows of Parquet held as Python values
_PATTERN = re.compile(r"\{\{id\}\}|\{id\}")
_URL = re.compile(r"https?://[^\s<>\"\\]+")
_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)")
_GND = re.compile(r"https?://(?:(?:www\.)?lobid\.org|d-nb\.info)/gnd/([0-9X-]+)")


class AuthorityRow(NamedTuple):
    """A row with an id.

    Attributes:
        name: preferred name.
        label: PER, LOC, ORG, MISC or empty for any.
        id: as given; the address if the row has no other id.
        url: address, or pattern of addresses with `{id}`; empty if there is none.
        other_names: separated by `|`.
        entity_id: the entity that the row was made for; empty if there is none.
    """

    name: str
    label: str
    id: str
    url: str
    other_names: str
    entity_id: str

    def names(self) -> list[str]:
        """All names; also inverted ones (Merkel, Angela) in natural order, and both parts of `Partei (PPP)`."""
        names = [self.name, *self.other_names.split("|")] if self.other_names else [self.name]
        if not any(sign in self.name or sign in self.other_names for sign in ",)"):
            return names
        more: list[str] = []
        for name in names:
            if "," in name and self.label in ("PER", ""):
                last, _, first = name.partition(",")
                more.append(f"{first} {last}")
            elif name.endswith(")"):
                more += filter(None, split_short(name))
        return names + more

    def identity(self) -> tuple[str, str | None]:
        """The id in its short form, and the address that it leads to; Wikidata and GND are recognised."""
        number = tidy(self.id)
        if found := _WIKIDATA.fullmatch(number):
            return found[1], f"https://www.wikidata.org/wiki/{found[1]}"
        if found := _GND.fullmatch(number):
            return found[1], f"https://d-nb.info/gnd/{found[1]}"
        if self.url:
            return number, _PATTERN.sub(quote(number, safe="/:~"), self.url)
        return number, number if _URL.fullmatch(number) else None


class AuthorityList:
    """A file of names and ids: CSV with comma, semicolon or tab, also compressed (`.csv.gz`), or Parquet.

    Args:
        path: the file; the columns are `name`, `label`, `id`, `other_names`, `url` (or `uri`) and those of
            `pressenetz reconcile`; others are ignored.

    Attributes:
        rows: number of rows, once they have been read.
        without_id: of these those that have no id.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self.without_id = 0

    def read(self) -> Iterator[AuthorityRow]:
        """Yield the rows that have an id, without holding the others.

        Raises:
            AuthorityError: if the file cannot be read, or at the first row that is not valid.
        """
        self.rows = self.without_id = 0
        for line, record in self._records():
            self.rows += 1
            row = self._row(line, record)
            if row is None:
                self.without_id += 1
            else:
                yield row
        if self.rows == self.without_id:
            reason = _("no row of it has an id") if self.rows else _("it has no rows")
            message = _("the authority list {path} links nothing: {reason}; its columns are name and id")
            raise AuthorityError(message.format(path=self.path, reason=reason))

    def check(self) -> None:
        """Read the whole file, so that an error is found before a long run."""
        for _row in self.read():
            pass

    def _records(self) -> Iterator[tuple[int, dict[str, str]]]:
        name = self.path.name.lower()
        if not name.endswith(FORMATS):
            raise AuthorityError(unknown_value(_("format of an authority list"), self.path.name, FORMATS))
        check = partial(_check_header, self.path)
        if name.endswith(".parquet"):
            return _parquet_records(self.path, check)
        lines = text_lines(self.path, what=_("authority list"), refuse=AuthorityError)
        return csv_records(self.path, lines, check=check, refuse=AuthorityError)

    def _row(self, line: int, record: dict[str, str]) -> AuthorityRow | None:
        """Check a row; None if it has no id."""
        get = record.get
        name, label = get("name", ""), get("label", "").upper()
        url = get("url") or get("uri") or ""
        if label and label not in LABELS:
            raise AuthorityError(at_line(self.path, line, unknown_value(_("label"), label, LABELS)))
        if url and not _URL.fullmatch(url):
            problem = _(
                "url {given} is no address of the web; give one that begins with https://, or a pattern with the id in "
                "braces, such as https://d-nb.info/gnd/{id}"
            )
            raise AuthorityError(at_line(self.path, line, problem.format(given=_short(url), id="{id}")))
        given = get("id") or ("" if _PATTERN.search(url) else url)
        if not given and (given := get("authority_id", "")):
            url = get("authority_url", "")
            url = url if _URL.fullmatch(url) else ""
        if not given:
            return None
        if not name:
            problem = _("id {given} has no name; give a name and an id").format(given=_short(given))
            raise AuthorityError(at_line(self.path, line, problem))
        return AuthorityRow(name, label, given, url, get("other_names", ""), get("entity_id", ""))


def _check_header(path: Path, line: int, names: list[str]) -> None:
    if "name" not in names or not set(IDS) & set(names):
        problem = _(
            "the first line must name the columns, at least name and id, not {given} (valid: {valid}; others are "
            "ignored)"
        )
        given, valid = _short(", ".join(names)), ", ".join(COLUMNS)
        raise AuthorityError(at_line(path, line, problem.format(given=given, valid=valid)))


def _short(text: str) -> str:
    """Quote the beginning of a cell."""
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def _parquet_records(path: Path, check: partial[None]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield number and cells of the rows of a Parquet file, like `csv_records`; lists become cells joined by `|`."""
    check_file(path, what=_("authority list"), refuse=AuthorityError)
    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as file:
            columns = {name: name.strip().lower() for name in file.schema_arrow.names}
            check(1, list(columns.values()))
            wanted = [name for name, plain in columns.items() if plain in COLUMNS]
            number = 0
            for batch in file.iter_batches(_BATCH, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield number, {columns[name]: _cell(value) for name, value in row.items()}
    except (OSError, pa.ArrowException) as error:
        message = _("cannot read the {what} {path}: {reason}")
        raise AuthorityError(message.format(what=_("authority list"), path=path, reason=error)) from error


def _cell(value: object) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return "|".join(str(part) for part in value)
    return "" if value is None else str(value).strip()
