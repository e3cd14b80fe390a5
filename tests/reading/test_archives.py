"""Compressed files: decompression bombs are refused early; damage costs only the damaged member."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from pipeline.reading.articles import Article, read_corpus

TEXT = "Der Präsident sprach in Almaty."


def outcomes(path: Path) -> dict[str, str]:
    """Return text or error by article id or path."""
    return {
        item.article_id if isinstance(item, Article) else item.path: item.text
        if isinstance(item, Article)
        else item.error
        for item in read_corpus(path)
    }


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.html.gz", "a.json.gz"])
def test_gzip_bombs(tmp_path: Path, name: str) -> None:
    """A file of any format that expands a thousand times is refused before it fills the memory."""
    (tmp_path / name).write_bytes(gzip.compress(b"[" * 120_000_000, compresslevel=1))
    (outcome,) = outcomes(tmp_path).values()

    assert any(
        reason in outcome
        for reason in ("decompression bomb", "nested too deep", "pages up to", "no text", "no valid", "no column")
    )


def test_zip_bomb_leaves_its_neighbours(tmp_path: Path) -> None:
    """The bomb is a failure; the article next to it is read."""
    (tmp_path / "a.zip").write_bytes(packed({"bombe.txt": b"a " * 40_000_000, "gut.txt": TEXT.encode()}))
    found = outcomes(tmp_path)

    assert "decompression bomb" in found["a.zip!bombe.txt"]
    assert found["a.zip!gut.txt"] == TEXT


def test_damaged_member(tmp_path: Path) -> None:
    """A wrong checksum is a failure of its member only."""
    data = packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}, zipfile.ZIP_STORED)
    place = data.index(TEXT.encode())
    (tmp_path / "x.zip").write_bytes(data[:place] + b"X" + data[place + 1 :])
    found = outcomes(tmp_path)

    assert "damaged archive" in found["x.zip!a.txt"]
    assert found["x.zip!b.txt"] == TEXT


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_truncated_archives(tmp_path: Path, cut: int) -> None:
    """Truncated archives are failures whose error names the damage."""
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": TEXT.encode()})[:-cut])
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-cut])

    found = outcomes(tmp_path)
    assert "not a readable ZIP archive" in found["a.zip"] or "damaged" in found.get("a.zip!a.txt", "")
    assert "damaged archive" in found["b.txt.gz"]


def test_records_before_the_damage_are_kept(tmp_path: Path) -> None:
    """The complete records of a truncated stream are read."""
    lines = "".join(json.dumps({"text": f"{TEXT} {number}"}) + "\n" for number in range(5000))
    data = gzip.compress(lines.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    found = outcomes(tmp_path)

    assert found["a.jsonl.gz#1"] == f"{TEXT} 1".replace("1", "0")
    assert "damaged archive" in found["a.jsonl.gz"]
    assert len(found) > 100
