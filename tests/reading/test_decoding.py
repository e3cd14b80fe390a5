"""Encodings of German files."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.decoding import UnreadableError, decode, detect

LONG = "Der Präsident sagte in Köln: „Wir müssen über fünf große Straßen reden“ – für 5 € je Bürger."
SHORT = ["München", "Größe", "Über Köln", "Café in Düsseldorf", "Ärzte für Öl"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings(encoding: str) -> None:
    """Text in any encoding is decoded without loss, and the encoding is recorded."""
    decoded = decode(LONG.encode(encoding))

    assert (decoded.text, decoded.encoding, decoded.notes) == (LONG, encoding, ())


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_short_texts(text: str, encoding: str) -> None:
    """A single word with an umlaut is enough to detect a single-byte encoding."""
    assert decode(text.encode(encoding)).text == text


def test_other_languages() -> None:
    """Encodings of other languages are left to charset-normalizer."""
    text = "Президент Казахстана выступил в пятницу с обращением к народу и отдал приказ стрелять."

    assert decode(text.encode("cp1251")).text == text


def test_declared_encoding() -> None:
    """A declared encoding is used unless the bytes are valid UTF-8; latin-1 means cp1252."""
    assert decode("München".encode(), declared="iso-8859-1").text == "München"
    assert decode("„München“".encode("cp1252"), declared="iso-8859-1").text == "„München“"
    assert decode("München".encode("cp1252"), declared="klingonisch").text == "München"


def test_damaged_utf8_is_noted() -> None:
    """A broken byte in a long UTF-8 text costs one character and adds a note."""
    decoded = decode((LONG * 3).encode() + b"\xff Ende")

    assert decoded.text == LONG * 3 + "\ufffd Ende"
    assert decoded.notes == ("1 bytes or characters could not be decoded",)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"%PDF-1.7 abc", b"\x89PNG\r\n", b"\x7fELF" + bytes(99), b"\x1f\x8b\x08"]
)
def test_binary(data: bytes) -> None:
    """Binary data is refused."""
    with pytest.raises(UnreadableError, match="binary file"):
        decode(data)


def test_detect_looks_at_the_beginning() -> None:
    """A long file is judged by its first megabyte."""
    assert detect(b"a,b\n" * 300_000 + "ä".encode("cp1252")) == "ascii"
    assert detect(("ä" * 100 + "\n").encode("cp1252") * 20_000) == "cp1252"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Arbitrary bytes are decoded or refused; nothing else is raised."""
    with suppress(UnreadableError):
        assert isinstance(decode(data).text, str)
