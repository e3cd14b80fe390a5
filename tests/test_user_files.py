"""Tables that people keep: what a spreadsheet saves is read, and mistakes are named."""

import pytest

from pipeline import user_files
from pipeline.errors import AliasError
from pipeline.user_files import csv_records, read_text


def records(path, text):
    """Records of a table whose header is always right."""
    return list(csv_records(path, text, check=lambda *_: None, refuse=AliasError))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_comment_before_the_header_hides_nothing(tmp_path, delimiter):
    """The delimiter is that of the header, not of a comment above it, and line numbers count comments."""
    text = f"# von mir, 2022\n\nName{delimiter}Label\nAlmaty{delimiter}LOC\n"

    assert records(tmp_path, text) == [(4, {"name": "Almaty", "label": "LOC"})]


def test_cells_hold_delimiters_and_line_ends_in_quotes(tmp_path):
    """Quoted cells may hold what separates cells and rows."""
    assert records(tmp_path, 'name,label\n"A, B\nC",ORG\n') == [(3, {"name": "A, B\nC", "label": "ORG"})]


def test_a_file_of_the_wrong_kind_is_refused(tmp_path, monkeypatch):
    """A missing file, a huge one and one that is no text are refused, each with its path."""
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\x81\x8d\x8f")
    for path, part in ((tmp_path / "none.csv", "cannot read"), (binary, "neither UTF-8"), (binary, "larger than")):
        with pytest.raises(AliasError, match=part) as error:
            read_text(path, what="alias file", refuse=AliasError)
        assert str(path) in str(error.value)
        if part == "neither UTF-8":
            monkeypatch.setattr(user_files, "MAX_BYTES", 2)


def test_no_cell_is_lost(tmp_path):
    """A row with more cells than columns is refused, with its line."""
    with pytest.raises(AliasError, match="line 2: 3 cells under 2 columns"):
        records(tmp_path, "name,target\nVW,Volkswagen, Wolfsburg\n")


def test_utf_16_is_not_taken_for_windows(tmp_path):
    """A spreadsheet's Unicode text is refused with what to do."""
    path = tmp_path / "a.csv"
    path.write_text("name,label\n", encoding="utf-16")

    with pytest.raises(AliasError, match="save it as UTF-8"):
        read_text(path, what="alias file", refuse=AliasError)
