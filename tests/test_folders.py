"""Folder trees as they are: links, loops, strange names, things that are no files."""

import os
from pathlib import Path

import pytest

from pipeline.articles import Article, Failure, read_corpus
from pipeline.folders import Found, Refused, printable, walk

TEXT = "Der Präsident sprach in Almaty."


def outcomes(corpus: Path) -> dict[str, str]:
    """Text or error by path."""
    items = list(read_corpus(corpus))
    assert len({item.path for item in items}) == len(items)
    return {item.path: item.text if isinstance(item, Article) else item.error for item in items}


def test_names_are_valid_text(tmp_path: Path) -> None:
    """Newlines and bytes that are no UTF-8 become visible; different names stay different."""
    names = [
        b"a\nb.txt",
        b"a\\nb.txt",
        b"\xff\xfe.txt",
        b"\xe4.txt",
        "ä.txt".encode(),
        b"a.zip!b.txt",
        b"\xe2\x80\xae.txt",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT, encoding="utf-8")
    found = outcomes(tmp_path)

    assert len(found) == len(names)
    assert set(found.values()) == {TEXT}
    assert all(name.isprintable() and name.encode() for name in found)


def test_links(tmp_path: Path) -> None:
    """A link to a file is read; broken links and loops are failures, and end the walk nowhere."""
    (tmp_path / "tief").mkdir()
    (tmp_path / "tief" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "tief" / "a.txt")
    (tmp_path / "tief" / "schleife").symlink_to(tmp_path)
    (tmp_path / "kreis.txt").symlink_to(tmp_path / "kreis.txt")
    (tmp_path / "leer.txt").symlink_to(tmp_path / "nichts.txt")

    assert outcomes(tmp_path) == {
        "kreis.txt": "broken symbolic link: Too many levels of symbolic links",
        "leer.txt": "broken symbolic link: No such file or directory",
        "link.txt": TEXT,
        "tief/a.txt": TEXT,
        "tief/schleife": "symbolic link to a folder that it lies in",
    }


def test_no_regular_files(tmp_path: Path) -> None:
    """A pipe is refused without being opened; a folder that is called like a file is a folder."""
    os.mkfifo(tmp_path / "rohr.txt")
    (tmp_path / "ordner.txt").mkdir()
    (tmp_path / "ordner.txt" / "a.txt").write_text(TEXT, encoding="utf-8")

    assert outcomes(tmp_path) == {
        "ordner.txt/a.txt": TEXT,
        "rohr.txt": "not a regular file: a pipe, socket or device",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    """A file that may not be read is a failure that says so."""
    (tmp_path / "geheim.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "geheim.txt").chmod(0)

    assert outcomes(tmp_path) == {"geheim.txt": "cannot be read: Permission denied"}


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """Files and folders whose names begin with a dot are nobody's articles."""
    (tmp_path / ".git").mkdir()
    for name in (".DS_Store", ".git/a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    assert outcomes(tmp_path) == {"b.txt": TEXT}


def test_walk_is_sorted(tmp_path: Path) -> None:
    """Entries come in the order of their names' bytes, files and folders alike."""
    for name in ("b.txt", "a/z.txt", "ä.txt", "B.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    names = [item.name for item in walk(tmp_path) if isinstance(item, Found | Refused)]

    assert names == ["B.txt", "a/z.txt", "a.txt", "b.txt", "ä.txt"]


def test_printable_is_reversible_by_eye() -> None:
    """Backslashes are doubled, so that an escape cannot be mistaken for a name."""
    assert printable("a\nb") == "a\\nb"
    assert printable("a\\nb") == "a\\\\nb"
    assert isinstance(next(iter(walk(Path(__file__)))), Found)
    assert Failure("a", "read", "b").stage == "read"
