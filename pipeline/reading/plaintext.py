"""Clean text: undo mojibake, entities, hyphenation and hard-wrapped lines, and keep paragraphs."""

import math
import re
import unicodedata
from html.entities import html5
from itertools import pairwise
from typing import NamedTuple

import ftfy

from pipeline.reading.markup import as_cp1252, resolve_references

PARAGRAPH = "\n\n"
_NEWLINES = re.compile(r"\r\n?|\x0b|\x85|\u2028")
_PARAGRAPH_MARKS = re.compile(r"[\x0c\u2029]")
_SPACES = re.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SOFT_HYPHEN = re.compile(r"\xad(?![ \t]*\n)|\xad[ \t]*\n[ \t]*")
# without a semicolon only names that no word begins with: `M&uumlller`, but not `Forschung&ethik`
_ENTITY = re.compile(
    r"&([a-zA-Z]{2,31}\d{0,2};|(?:[a-zA-Z](?:uml|acute|grave|circ|cedil|tilde|slash)|[aA]ring|(?:ae|AE|sz)lig|nbsp|quot))"
)
_C1_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
# German letters and quotes in UTF-8 misread as cp1252, latin-1 or Mac Roman
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â[€\x80]|√[§∂ºü§≠©]|Ã[§¶¼Ÿ„–œ]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"“”’»«)\]]*$")
_HYPHENS = "-\u2010\u2011"
_CONJUNCTIONS = frozenset("und oder bzw bzw. beziehungsweise sowie noch bis statt als wie gegen u. o. and".split())
_HYPHENATED_STATES = frozenset("baden rheinland schleswig nordrhein mecklenburg sachsen bosnisch papua".split())
_ADJECTIVE = re.compile(r"[a-zäöüß]{3,30}(?:isch|lich|deutsch|iv|ell|ig|al|är)(?:e[nrsm]?)?\b")
_ADJECTIVE_STEM = re.compile(r"[a-zäöüß]{2}(?:isch|lich)$|deutsch$")
_COLOURS = re.compile(r"(?:rot|schwarz|grün|gelb|blau|weiß|weiss|braun)(?:e[nrsm]?)?\b")
_SECOND_ADJECTIVE = re.compile(
    r"(?:gestützt|befreit|regiert|geführt|basiert|nah|freundlich|feindlich|kritisch|fähig|treu|müde|haltig|artig)"
    r"(?:e[nrsm]?)?\b"
)
_BULLETS = ("• ", "* ", "- ", "▪ ", "– ")
# never the last word of a headline, unlike "ein" and "auf", which are also parts of verbs
_BEFORE_NOUNS = frozenset(
    """der die das dem den des eine einen einem einer eines und oder von vom zum zur im am beim ins in für gegen
    ohne zwischen dass sowie als wie seine seinen seiner seinem ihre ihren ihrer ihrem dieser diese diesem diesen
    dieses""".split()
)
# if one of these follows a line without a full stop, the line was a headline
_STARTERS = frozenset(
    """Der Die Das Dem Ein Eine Einen Einem Einer Es Er Wir Man Wer Was Wo Wie Wann Warum Wenn Weil Während Als
    Ob Doch Aber Und Denn Da Dann Damit Im In Am An Auf Aus Bei Beim Bis Mit Nach Nachdem Seit Um Unter Vom Von Vor
    Zu Zum Zur Für Gegen Durch Diese Dieser Dieses Nun Noch Nur Nicht Kein Keine""".split()
)
_NUMBER_AT_END = re.compile(r"\b\d[\d.,]*$")
_UNIT_AT_START = re.compile(
    r"(?:Prozent|Promille|Millionen|Milliarden|Billionen|Mio\.|Mrd\.|Euro|Dollar|Franken|Cent|Uhr|Grad|Meter|Kilometer"
    r"|Zentimeter|Tonnen|Kilogramm|Kilo|Gramm|Liter|Hektar|Quadrat(?:kilo)?meter|Kubikmeter|Stundenkilometer|%|€)(?!\w)"
)
_MAX_WRAPPED_WORD_CHARS = 30

MIN_WRAP_COLUMNS = 30
"""Minimum columns of wrapped text; narrower lines are lists."""

MAX_WRAP_COLUMNS = 130
"""Maximum columns of wrapped text; wider lines are paragraphs."""


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Return text repaired and in NFC, with paragraphs separated by an empty line, and notes on the repairs."""
    text = unify_newlines(text)
    text, notes = _repair_mojibake(text)
    text = _C1_CONTROL.sub(lambda match: as_cp1252(match[0]), text)
    text = unicodedata.normalize("NFC", unescape(text))
    text = _SOFT_HYPHEN.sub("", unify_newlines(text))
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _INVISIBLE.sub("", text))
    return join_lines(text), notes


def one_line(text: str) -> str:
    """Clean a title, name or other short value and put it on one line; cut it after 2000 characters."""
    return " ".join(clean_text(text[:2000])[0].split())


def unescape(text: str) -> str:
    """Resolve HTML entities, including doubly escaped ones (`&amp;uuml;`); keep a bare `&`."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda match: html5.get(match[1], match[0]), resolve_references(text))
    return text


def unify_newlines(text: str) -> str:
    """Replace all kinds of newlines by LF, and form feeds and paragraph separators by an empty line."""
    return _PARAGRAPH_MARKS.sub(PARAGRAPH, _NEWLINES.sub("\n", text))


def _repair_mojibake(text: str) -> tuple[str, tuple[str, ...]]:
    if not _MOJIBAKE.search(text):
        return text, ()
    lines = text.split("\n")
    repaired = [_repair_line(line) if _MOJIBAKE.search(line) else line for line in lines]
    changed = sum(before != after for before, after in zip(lines, repaired, strict=True))
    return "\n".join(repaired), (f"mojibake repaired in {changed} lines",) if changed else ()


def _repair_line(line: str) -> str:
    """Fix the encoding of a line, or return it unchanged if the fix is not certain."""
    fixed = ftfy.fix_encoding(line)
    certain = "\N{REPLACEMENT CHARACTER}" not in fixed and len(fixed) < len(line) and not _MOJIBAKE.search(fixed)
    return fixed if certain else line


class _Line(NamedTuple):
    """One line of a file: its text, its indentation and its width, both in columns."""

    text: str
    indent: int
    width: int


class _Wrap(NamedTuple):
    """Line wrapping of a text.

    Attributes:
        width: the column at which lines were broken.
        ragged: lines end near the column, but not always with the last word that fits.
        hyphenated: words were split at line ends.
    """

    width: int
    ragged: bool
    hyphenated: bool


def join_lines(text: str) -> str:
    """Join hard-wrapped lines to paragraphs and undo hyphenation at line ends."""
    blocks = [lines for block in re.split(r"\n[ \t\xa0]*\n", text) if (lines := _lines(block))]
    blocks = [part for block in blocks[:1] for part in _headline_apart(block)] + blocks[1:]
    wrap = _find_wrap(blocks)
    paragraphs = [paragraph for block in blocks for paragraph in _join_block(block, wrap)]
    return PARAGRAPH.join(paragraphs)


def _lines(block: str) -> list[_Line]:
    return [_line(raw) for raw in block.split("\n") if raw.strip()]


def _line(raw: str) -> _Line:
    text = raw.strip()
    width = len(raw.rstrip())
    return _Line(_SPACES.sub(" ", text), width - len(text), width)


def _headline_apart(block: list[_Line]) -> list[list[_Line]]:
    """Split the first block after a headline: an unfinished line followed by one that begins a sentence."""
    if len(block) < 2 or _SENTENCE_END.search(block[0].text) or _flows_on(*block[:2]) or not _starts_sentence(block[1]):
        return [block]
    return [block[:1], block[1:]]


def _starts_sentence(line: _Line) -> bool:
    return line.text.split(" ", 1)[0] in _STARTERS


def _breakable_width(line: _Line) -> int:
    """Return the columns filled by a line, less a word too long to be wrapped, such as a web address."""
    longest = max(map(len, line.text.split(" "))) if line.width > _MAX_WRAPPED_WORD_CHARS else 0
    return line.width - longest if longest > _MAX_WRAPPED_WORD_CHARS else line.width


def _find_wrap(blocks: list[list[_Line]]) -> _Wrap | None:
    """Detect how lines were wrapped; None if each line is a separate paragraph.

    Lines are wrapped if most end near one column, hardly any exceeds it by far, and many end within a sentence.
    A headline above a paragraph and a list do not.
    """
    inner = [pair for block in blocks if _is_narrow(block) for pair in pairwise(block)]
    if not inner:
        return None
    widths = sorted(_breakable_width(before) for before, _ in inner)
    # ignore a single address or table row that is wider than the rest
    width = widths[math.ceil(0.95 * len(widths)) - 1]
    unfinished = [pair for pair in inner if not _SENTENCE_END.search(pair[0].text)]
    if not (MIN_WRAP_COLUMNS <= width <= MAX_WRAP_COLUMNS and unfinished) or _has_wide_lines(blocks, width):
        return None
    # wrapped text contains short lines of addresses and lists too, but they hold little of it
    near = [pair for pair in unfinished if pair[0].width >= 0.7 * width or not _fits(*pair, width)]
    flowing = [pair for pair in near if _flows_on(*pair)]
    loose = sum(_fits(*pair, width) for pair in flowing)
    # three or more lines that all end with the last word that fits are hardly chance: one continued sentence is enough
    is_greedy = len(unfinished) >= 3 and not any(_fits(*pair, width) for pair in unfinished)
    needed = 1 if is_greedy else max(1, 0.25 * len(near))
    if len(flowing) < needed or _filled(near) < 0.6 * _filled(unfinished):
        return None
    split = sum(_is_hyphenated(*pair) for pair in inner)
    return _Wrap(width, ragged=loose > 0.15 * len(flowing), hyphenated=split > 0.03 * len(inner))


def _filled(pairs: list[tuple[_Line, _Line]]) -> int:
    return sum(before.width for before, _ in pairs)


def _is_narrow(block: list[_Line]) -> bool:
    return len(block) > 1 and all(_breakable_width(line) <= MAX_WRAP_COLUMNS for line in block)


def _has_wide_lines(blocks: list[list[_Line]], width: int) -> bool:
    """Whether more than 5 % of the lines are far wider than the column, not counting a title above the text."""
    title = blocks[0][0] if len(blocks[0]) == 1 and blocks[0][0].width <= MAX_WRAP_COLUMNS else None
    lines = [line for block in blocks for line in block if line is not title]
    return sum(_breakable_width(line) > 1.2 * width for line in lines) > 0.05 * len(lines)


def _fits(before: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of a line would have fitted on the previous one, so that no wrapping took place."""
    return before.width + 1 + len(after.text.split(" ", 1)[0]) <= width


def _flows_on(before: _Line, after: _Line) -> bool:
    """Whether a sentence certainly continues on the next line, unlike a headline or list item."""
    last = before.text.rsplit(" ", 1)[-1]
    return (
        after.text[0].islower()
        or _is_measured(before, after)
        or last.endswith((",", *_HYPHENS))
        or last.casefold() in _BEFORE_NOUNS
    )


def _is_measured(before: _Line, after: _Line) -> bool:
    """Whether a number ends a line and its unit begins the next; no paragraph begins with "Prozent"."""
    return _UNIT_AT_START.match(after.text) is not None and _NUMBER_AT_END.search(before.text[-30:]) is not None


def _is_hyphenated(before: _Line, after: _Line) -> bool:
    return before.text[-1] in _HYPHENS and before.text[-2:-1].isalpha() and after.text[0].islower()


def _join_block(lines: list[_Line], wrap: _Wrap | None) -> list[str]:
    # one wide line proves that the other lines of its block were not wrapped either
    wrap_here = wrap if wrap and all(_breakable_width(line) <= MAX_WRAP_COLUMNS for line in lines) else None
    paragraphs = [[lines[0].text]]
    for before, after in pairwise(lines):
        joint = _joint(before, after, wrap_here)
        if joint is None:
            paragraphs.append([after.text])
            continue
        if joint == "dehyphenate":
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
        paragraphs[-1].append((" " if joint == "space" else "") + after.text)
    return ["".join(parts) for parts in paragraphs]


def _joint(before: _Line, after: _Line, wrap: _Wrap | None) -> str | None:
    """Return how to join two lines of one block: None (not at all), space, glue or dehyphenate."""
    finished = _SENTENCE_END.search(before.text) is not None
    forced = wrap is not None and not _fits(before, after, wrap.width)
    if after.text.startswith(_BULLETS) and (finished or not forced or before.text.startswith(after.text[:2])):
        return None
    if before.text[-1] in _HYPHENS and before.text[-2:-1].isalnum():
        return _hyphen_joint(before.text, after.text, hyphenated=wrap is None or wrap.hyphenated)
    if _is_measured(before, after):
        return "space"
    if wrap is None or (finished and after.indent > before.indent):
        return None
    if forced:
        return "space"
    hangs = before.text.startswith(_BULLETS) and after.indent > before.indent
    continues = after.text[0].islower() or hangs or (wrap.ragged and _continues_ragged(before, after, wrap.width))
    return "space" if continues and not finished else None


def _continues_ragged(before: _Line, after: _Line, width: int) -> bool:
    """Whether a line was broken by hand: it is long, and the next one does not begin a sentence."""
    is_long = before.width > 0.7 * width and after.width > 0.3 * width
    return is_long and not _starts_sentence(after)


def _hyphen_joint(before: str, after: str, *, hyphenated: bool) -> str:
    """Join „Bundes-|kanzlerin“, but keep „Nord-| und Süddeutschland“, „US-|amerikanisch“, „Nordrhein-|Westfalen“."""
    first = after.split(" ", 1)[0].rstrip(",;")
    stem = re.split(r"[^\w]", before[-60:-1])[-1]
    if first in _CONJUNCTIONS:
        return "space"
    hyphen_belongs = (
        not hyphenated
        or not first[:1].islower()
        or stem[-1:].isdigit()
        or (stem.isupper() and len(stem) < 6)
        or _is_double_adjective(stem, first)
        or 0 < first.find("-") < 4  # „Blu-|ray-Disc“, „Bouches-|du-Rhône“
    )
    return "glue" if hyphen_belongs else "dehyphenate"


def _is_double_adjective(stem: str, rest: str) -> bool:
    """Match „baden-|württembergische“, „deutsch-|französische“, „rot-|grüne“ and „Google-|freundliche“."""
    if (stem[:1].isupper() and _SECOND_ADJECTIVE.match(rest)) or (_COLOURS.fullmatch(stem) and _COLOURS.match(rest)):
        return True
    return _ADJECTIVE.match(rest) is not None and (
        stem.casefold() in _HYPHENATED_STATES or _ADJECTIVE_STEM.search(stem) is not None
    )
