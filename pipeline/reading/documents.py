"""PDF, Word and EPUB -> text, with the libraries of the extra `documents`."""

import io
import logging
import zipfile
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from lxml import etree
from lxml import html as lxml_html

from pipeline.deadlines import uncounted
from pipeline.reading.decoding import UnreadableError
from pipeline.reading.folders import Bounded
from pipeline.reading.markup import tree_text
from pipeline.reading.metadata import Broken, Draft, as_line
from pipeline.reading.plaintext import PARAGRAPH
from pipeline.translations import N_

_MAX_PAGES = 20_000
# pypdf logs every flaw of a damaged file; without a handler the messages would go to standard error
logging.getLogger("pypdf").addHandler(logging.NullHandler())
_MAX_PART_BYTES = 50_000_000
_MAX_DOCUMENT_BYTES = 500_000_000
_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
# no entities and no network access: the parts are untrusted
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)


def read_pdf(stream: BinaryIO) -> Iterator[Draft | Broken]:
    """Read the text of a PDF, with its pages joined.

    Raises:
        UnreadableError: if pypdf is missing, or the file is damaged, encrypted or without text (a scan).
    """
    pypdf = _library("pypdf", "PDF")
    try:
        reader = pypdf.PdfReader(stream)
        pages = [page.extract_text() for page in reader.pages[:_MAX_PAGES]]
        properties = {key: str(value) for key, value in (reader.metadata or {}).items()}
    except Exception as error:  # pypdf raises any exception on damaged files
        message = N_("not a readable PDF: {reason}")
        raise UnreadableError(message.format(reason=str(error)[:200] or type(error).__name__)) from error
    if not "".join(pages).strip():
        raise UnreadableError(N_("no text in the PDF: pages that are pictures need OCR first"))
    yield Draft(
        text=join_pages(pages),
        title=as_line(properties.get("/Title")),
        author=as_line(properties.get("/Author")),
        encoding="pdf",
    )


def read_docx(stream: BinaryIO) -> Iterator[Draft | Broken]:
    """Read the paragraphs of a Word document, with its title and author.

    Raises:
        UnreadableError: if python-docx is missing or the file is damaged.
    """
    docx = _library("docx", "Word documents")
    try:
        _refuse_bomb(stream)
        document = docx.Document(stream)
        text = PARAGRAPH.join(paragraph.text for paragraph in document.paragraphs)
        properties = document.core_properties
        fields = {"title": as_line(properties.title), "author": as_line(properties.author)}
    except Exception as error:  # python-docx raises any exception on damaged files
        message = N_("not a readable Word document: {reason}")
        raise UnreadableError(message.format(reason=str(error)[:200] or type(error).__name__)) from error
    yield Draft(text=text, encoding="docx").filled(**fields)


def read_epub(stream: BinaryIO) -> Iterator[Draft | Broken]:
    """Read the chapters of an EPUB as one article, in reading order.

    Raises:
        UnreadableError: if the file is damaged.
    """
    try:
        with zipfile.ZipFile(stream) as book:
            root = _xml(book, _CONTAINER).find(".//{*}rootfile")
            path = "" if root is None else root.get("full-path", "")
            package = _xml(book, path)
            folder = path.rpartition("/")[0]
            names = [f"{folder}/{name}".lstrip("/") for name in _reading_order(package)]
            _refuse_large_book(book, names)
            chapters = [_chapter(book, name) for name in names]
    except (zipfile.BadZipFile, KeyError, etree.LxmlError, ValueError, RuntimeError, OSError, AssertionError) as error:
        message = N_("not a readable EPUB: {reason}")
        raise UnreadableError(message.format(reason=str(error)[:200] or type(error).__name__)) from error
    fields = {name: as_line(package.findtext(f".//{_DC}{tag}")) for name, tag in _BOOK_FIELDS}
    yield Draft(text=PARAGRAPH.join(chapters), encoding="epub").filled(**fields)


_BOOK_FIELDS = (("title", "title"), ("author", "creator"), ("source", "publisher"), ("date", "date"))


def _library(name: str, what: str) -> ModuleType:
    try:
        with uncounted():
            return import_module(name)
    except ImportError:
        message = N_("reading {what} needs another library: pip install 'pressenetz[documents]'")
        raise UnreadableError(message.format(what=what)) from None


def join_pages(pages: list[str]) -> str:
    """Join pages to one text; a sentence that continues on the next page stays in one paragraph."""
    parts: list[str] = []
    for page in filter(None, map(str.strip, pages)):
        if parts:
            open_ended = parts[-1][-1] not in '.!?:“"' and page[0].islower()
            parts.append("\n" if open_ended or parts[-1].endswith("-") else PARAGRAPH)
        parts.append(page)
    return "".join(parts)


def _refuse_bomb(stream: BinaryIO) -> None:
    """Read every part once within bounds before a library reads it without any."""
    with zipfile.ZipFile(stream) as archive:
        total = sum(info.file_size for info in archive.infolist())
        if total > _MAX_DOCUMENT_BYTES:
            message = N_("{size} bytes when unpacked; up to {most} bytes are read")
            raise UnreadableError(message.format(size=total, most=_MAX_DOCUMENT_BYTES))
        for info in archive.infolist():
            _part(archive, info.filename)
    stream.seek(0)


def _refuse_large_book(book: zipfile.ZipFile, names: list[str]) -> None:
    """Refuse a book whose chapters exceed the limit of one part together: they become one text."""
    total = sum(book.getinfo(name).file_size for name in names)
    if total > _MAX_PART_BYTES:
        message = N_("chapters of {size} bytes together; up to {most} bytes are read")
        raise UnreadableError(message.format(size=total, most=_MAX_PART_BYTES))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.file_size > _MAX_PART_BYTES:
        message = N_("a part of {size} bytes; parts up to {most} bytes are read")
        raise UnreadableError(message.format(size=info.file_size, most=_MAX_PART_BYTES))
    with archive.open(info) as part:
        return io.BufferedReader(Bounded(part, info.compress_size)).read(_MAX_PART_BYTES)


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    root = etree.fromstring(_part(archive, name), _PARSER)
    if root is None:
        raise UnreadableError(N_("no XML in {name}").format(name=name))
    return root


def _reading_order(package: etree._Element) -> list[str]:
    items = {item.get("id"): item.get("href", "") for item in package.iter(f"{_OPF}item")}
    order = [items[ref.get("idref")] for ref in package.iter(f"{_OPF}itemref") if ref.get("idref") in items]
    return list(dict.fromkeys(order))


def _chapter(book: zipfile.ZipFile, name: str) -> str:
    tree = lxml_html.document_fromstring(_part(book, name), parser=lxml_html.HTMLParser(encoding="utf-8"))
    for head in tree.iter("head"):
        head.clear()
    return tree_text(tree)
