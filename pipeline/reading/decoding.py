"""Bytes -> text: detect the encoding of a file once and record it."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipeline.errors import CorpusError
from pipeline.translations import N_

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# single-byte encodings of German text, most frequent first
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850", "iso8859_15")
_ACCENTED = frozenset("éèêëàâáåæçíîïñóôøúûÉÀÇŽšžŠ")
_SIGNS = frozenset("„“”‚‘’«»‹›–—…€§°·•²³½£©´¨\N{NO-BREAK SPACE}\N{SOFT HYPHEN}")
_IN_CONTEXT = re.compile(r"(?s)(?<=(.))([^\x00-\x7f])(?=(.))")
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"{\\rtf", "RTF"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE_SIZE = 1 << 20


class UnreadableError(CorpusError):
    """One input cannot be read; becomes a row of `failures`."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was decoded from, and notes on characters lost."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode `data`; `declared` is the encoding that the file declares, used if the bytes are valid in it.

    Raises:
        UnreadableError: if the bytes are not text.
    """
    _refuse_known_binary(data)
    decoded = _by_bom(data) or _utf16_without_bom(data) or _utf8(data) or _declared(data, declared)
    decoded = decoded or _damaged_utf8(data) or _single_byte(data)
    _refuse_control_characters(decoded.text)
    return decoded


def detect(data: bytes, *, declared: str | None = None) -> str:
    """Detect the encoding of a long input from its beginning, to read it as a stream."""
    head = data[:_SAMPLE_SIZE]
    cut = max(head.rfind(b"\n") + 1, 0) if len(data) >= _SAMPLE_SIZE else 0
    return decode(head[: cut or None], declared=declared).encoding


def _refuse_known_binary(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(N_("binary file, not text: begins like a {name} file").format(name=name))


def _refuse_control_characters(text: str) -> None:
    sample = text[:_SAMPLE_SIZE]
    controls = len(_CONTROL.findall(sample))
    if controls > 8 and controls > len(sample) // 50:
        message = N_("binary file, not text: {count} control characters in {size}")
        raise UnreadableError(message.format(count=controls, size=len(sample)))


def _by_bom(data: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data, encoding)
    return None


def _utf16_without_bom(data: bytes) -> Decoded | None:
    head = data[:2000]
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.5 and even < 0.1:
        return _lenient(data, "utf-16-le")
    return _lenient(data, "utf-16-be") if even > 0.5 and odd < 0.1 else None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, _note_losses(text))


def _note_losses(text: str) -> tuple[str, ...]:
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    return (f"{lost} bytes or characters could not be decoded",) if lost else ()


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "ascii" if data.isascii() else "utf-8")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared).name
        text = data.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, ValueError):
        return None
    return Decoded(text, "cp1252" if name == "iso8859-1" else name)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 with a few broken bytes, if valid sequences clearly outnumber them."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    good = sum(not char.isascii() for char in text) - bad
    return Decoded(text, "utf-8", _note_losses(text)) if good > 2 * bad else None


def _single_byte(data: bytes) -> Decoded:
    """Decode with the single-byte encoding that makes the text look most German, or charset-normalizer's choice.

    charset-normalizer alone mistakes short German texts in cp1252 for cp1250 or Big5.
    """
    sample = data[:_SAMPLE_SIZE]
    fits = {name: _german_fit(f" {sample.decode(name, errors='replace')} ") for name in _SINGLE_BYTE}
    best = max(fits, key=fits.__getitem__)
    if fits[best] >= 0.4:
        return _lenient(data, best)
    match = from_bytes(sample).best()
    if match is None and fits["cp1252"] < 0.2:
        message = N_("binary file or unknown encoding: neither UTF-8, UTF-16 nor a single-byte encoding fits")
        raise UnreadableError(message)
    return _lenient(data, match.encoding if match is not None else "cp1252")


def _german_fit(text: str) -> float:
    """Return the mean plausibility of the non-ASCII characters next to their neighbours, from -1 to 1."""
    scores = [_plausibility(*match.group(1, 2, 3)) for match in _IN_CONTEXT.finditer(text)]
    return sum(scores) / len(scores) if scores else 0.0


def _plausibility(before: str, char: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if char in "äöüß":
        return 1.0 if before.isalpha() or after.isalpha() else 0.0
    if char in "ÄÖÜ":
        return 1.0 if not before.islower() else -0.5
    if char in _ACCENTED:
        return 0.5 if before.isascii() and after.isascii() and (before + after).strip() else 0.0
    if char in _SIGNS:
        return -1.0 if inside else 0.5
    return -1.0 if inside else 0.0
