"""PDF, Word and EPUB: missing libraries, damaged and hostile files are failures that suggest a remedy."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.reading.articles import Article, Failure, read_corpus
from pipeline.reading.documents import join_pages
from tests.helpers.timing import takes_linear_time

FILES = Path(__file__).parents[1] / "data" / "articles" / "files"


def outcome(path: Path) -> str:
    """Return text or error of the only article in a file."""
    (item,) = read_corpus(path)
    return item.text if isinstance(item, Article) else item.error


@pytest.mark.parametrize(("name", "library"), [("blatt.pdf", "pypdf"), ("dokument.docx", "docx")])
def test_missing_library(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the failure names the extra to install."""
    monkeypatch.setitem(sys.modules, library, None)

    assert "pip install 'pressenetz[documents]'" in outcome(FILES / name)


@pytest.mark.parametrize("name", ["blatt.pdf", "dokument.docx", "buch.epub"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_truncated_documents(tmp_path: Path, name: str, share: float) -> None:
    """A truncated document is read as far as possible, or refused with an error of one line."""
    data = (FILES / name).read_bytes()
    (tmp_path / name).write_bytes(data[: int(len(data) * share)])
    (item,) = read_corpus(tmp_path)

    assert isinstance(item, Article) or not item.error.startswith("unexpected")


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_bombs(tmp_path: Path, suffix: str) -> None:
    """A part that expands a thousand times is refused before a library reads it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", b" " * 60_000_000)
        archive.writestr("word/document.xml", b" " * 60_000_000)
    (tmp_path / f"a.{suffix}").write_bytes(stream.getvalue())

    assert "parts up to" in outcome(tmp_path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """Entities in the XML of a book are not expanded, neither to megabytes nor to another file."""
    container = (
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="&file;"/></rootfiles></container>'
    )
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("META-INF/container.xml", container)
    (item,) = read_corpus(tmp_path)

    assert isinstance(item, Failure)
    assert "root:" not in item.error


def test_pages_are_joined_in_linear_time() -> None:
    """A sentence that continues on the next page stays in one paragraph; thousands of pages take linear time."""
    pages = ["Erste Seite mit", "offenem Ende.", "  ", "Neue Seite, Wort-", "teil."]

    assert join_pages(pages) == "Erste Seite mit\noffenem Ende.\n\nNeue Seite, Wort-\nteil."
    assert takes_linear_time(lambda count: join_pages(["Wort. " * 500] * count), 20_000)


def test_many_chapters_are_refused_together(tmp_path: Path) -> None:
    """Chapters that are small enough each are refused if they are too large together."""
    body = "<html><body>" + "<p>Der Text.</p>\n" * 700_000 + "</body></html>"
    with zipfile.ZipFile(tmp_path / "a.epub", "w", zipfile.ZIP_DEFLATED) as book:
        rootfile = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
        book.writestr("META-INF/container.xml", rootfile)
        items = "".join(f'<item id="c{n}" href="{n}.html"/>' for n in range(6))
        order = "".join(f'<itemref idref="c{n}"/>' for n in range(6))
        package = f"<manifest>{items}</manifest><spine>{order}</spine>"
        book.writestr("p.opf", f'<package xmlns="http://www.idpf.org/2007/opf">{package}</package>')
        for number in range(6):
            book.writestr(f"{number}.html", body)

    assert "bytes together; up to" in outcome(tmp_path)
