"""Files that users keep: text, TOML and CSV in the encodings of spreadsheets, and errors with their location."""

import csv
import io

import pytest

from pipeline import user_files
from pipeline.errors import AliasError
from pipeline.user_files import csv_records, read_text


def records(path, text):
    """Records of a table, whatever its header."""
    return list(csv_records(path, io.StringIO(text, newline=""), check=lambda *_: None, refuse=AliasError))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_taken_from_the_header(tmp_path, delimiter):
    """The delimiter is taken from the header, not from a comment above it; line numbers count comments."""
    text = f"# von mir, 2022\n\nName{delimiter}Label\nAlmaty{delimiter}LOC\n"

    assert records(tmp_path, text) == [(4, {"name": "Almaty", "label": "LOC"})]


def test_quoted_cells_may_hold_delimiters_and_line_ends(tmp_path):
    """A quoted cell keeps delimiters and line ends."""
    assert records(tmp_path, 'name,label\n"A, B\nC",ORG\n') == [(3, {"name": "A, B\nC", "label": "ORG"})]


def test_a_file_of_the_wrong_kind_is_refused(tmp_path, monkeypatch):
    """A missing file, one that is not text and one that is too large are refused, each with its path."""
    binary, large = tmp_path / "binary.csv", tmp_path / "large.csv"
    binary.write_bytes(b"\x81\x8d\x8f")
    large.write_text("name,label\n", encoding="utf-8")
    monkeypatch.setattr(user_files, "MAX_BYTES", 5)
    for path, part in ((tmp_path / "none.csv", "cannot read"), (binary, "neither UTF-8"), (large, "larger than 5")):
        with pytest.raises(AliasError, match=part) as error:
            read_text(path, what="alias file", refuse=AliasError)
        assert str(path) in str(error.value)


def test_a_row_with_too_many_cells_is_refused(tmp_path):
    """A row with more cells than columns is refused with its line number."""
    with pytest.raises(AliasError, match="line 2: 3 cells under 2 columns"):
        records(tmp_path, "name,target\nVW,Volkswagen, Wolfsburg\n")


def test_utf_16_is_refused(tmp_path):
    """UTF-16, which would pass for Windows-1252, is refused with advice to save as UTF-8."""
    path = tmp_path / "a.csv"
    path.write_text("name,label\n", encoding="utf-16")

    with pytest.raises(AliasError, match="save it as UTF-8"):
        read_text(path, what="alias file", refuse=AliasError)


@pytest.mark.parametrize("limit", [131_072, 20_000_000])
def test_a_quote_that_is_never_closed_is_refused(tmp_path, limit):
    """A row that swallows the lines after it ends at a limit, whatever limit reading articles has set."""
    before = csv.field_size_limit(limit)
    try:
        with pytest.raises(
            AliasError, match=r"line \d+: row longer than 100,000 characters; is a closing quote missing"
        ):
            records(tmp_path, 'name,label\nAlmaty,LOC\n"Berlin,LOC\n' + "x,y\n" * 40_000)
    finally:
        csv.field_size_limit(before)


def test_many_rows_are_no_long_row(tmp_path):
    """The limit is one of a row, not of the file."""
    assert len(records(tmp_path, "name,label\n" + "Almaty am Alatau,LOC\n" * 10_000)) == 10_000
