"""Text as it was meant: mojibake, markup, hyphenation and hard-wrapped lines undone; paragraphs kept."""

import re
import unicodedata
from html.entities import html5
from itertools import pairwise

import ftfy

from pipeline.markup import as_cp1252, resolve_references

PARAGRAPH = "\n\n"
_NEWLINES = re.compile(r"\r\n?|\x0b|\x85|\u2028")
_PARAGRAPH_MARKS = re.compile(r"[\x0c\u2029]")
_SPACES = re.compile(r"[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SOFT_HYPHEN = re.compile(r"\xad(?![ \t]*\n)|\xad[ \t]*\n[ \t]*")
# without semicolon only what no word begins with: `M&uumlller`, but not `Forschung&ethik`
_ENTITY = re.compile(
    r"&([a-zA-Z]{2,31}\d{0,2};|(?:[a-zA-Z](?:uml|acute|grave|circ|cedil|tilde|slash)|[aA]ring|(?:ae|AE|sz)lig|nbsp|quot))"
)
_C1_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
# UTF-8 read as cp1252, latin-1 or Mac Roman: what German letters and quotes then look like
_MOJIBAKE = re.compile(r"[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|â[€\x80]|√[§∂ºü§≠©]|Ã[§¶¼Ÿ„–œ]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"“”’»«)\]]*$")
_HYPHENS = "-\u2010\u2011"
_CONJUNCTIONS = frozenset("und oder bzw bzw. beziehungsweise sowie noch bis statt als wie u. o. and".split())
_WIDEST_WRAP = 130


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Repaired text in NFC with paragraphs separated by an empty line, and notes on what was repaired."""
    text = unify_newlines(text)
    text, notes = _repair_mojibake(text)
    text = _C1_CONTROL.sub(lambda match: as_cp1252(match[0]), text)
    text = unicodedata.normalize("NFC", unescape(text))
    text = _SOFT_HYPHEN.sub("", unify_newlines(text))
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _INVISIBLE.sub("", text))
    return join_lines(text), notes


def one_line(text: str) -> str:
    """A title, name or other short value, cleaned and on one line."""
    return " ".join(clean_text(text[:2000])[0].split())


def unescape(text: str) -> str:
    """HTML entities resolved, doubly escaped ones (`&amp;uuml;`) too; a bare `&` stays."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda match: html5.get(match[1], match[0]), resolve_references(text))
    return text


def unify_newlines(text: str) -> str:
    """Newlines of all systems made one; form feeds and paragraph separators become an empty line."""
    return _PARAGRAPH_MARKS.sub(PARAGRAPH, _NEWLINES.sub("\n", text))


def _repair_mojibake(text: str) -> tuple[str, tuple[str, ...]]:
    if not _MOJIBAKE.search(text):
        return text, ()
    lines = text.split("\n")
    repaired = [_repair_line(line) if _MOJIBAKE.search(line) else line for line in lines]
    changed = sum(before != after for before, after in zip(lines, repaired, strict=True))
    return "\n".join(repaired), (f"mojibake repaired in {changed} lines",) if changed else ()


def _repair_line(line: str) -> str:
    """The line with its encoding fixed, or as it was where the fix is not certain."""
    fixed = ftfy.fix_encoding(line)
    certain = "\N{REPLACEMENT CHARACTER}" not in fixed and len(fixed) < len(line) and not _MOJIBAKE.search(fixed)
    return fixed if certain else line


def join_lines(text: str) -> str:
    """Hard-wrapped lines joined to paragraphs, line-end hyphenation undone."""
    blocks = [_stripped_lines(block) for block in re.split(r"\n[ \t\xa0]*\n", text)]
    width = _wrap_width(blocks)
    paragraphs = [paragraph for block in blocks if block for paragraph in _join_block(block, width)]
    return PARAGRAPH.join(paragraphs)


def _stripped_lines(block: str) -> list[str]:
    lines = (_SPACES.sub(" ", line).strip() for line in block.split("\n"))
    return [line for line in lines if line]


def _wrap_width(blocks: list[list[str]]) -> int | None:
    """Column at which lines were broken, or None where each line is a paragraph of its own."""
    inner = [line for block in blocks for line in block[:-1]]
    if not inner:
        return None
    # a single address or table row wider than the rest is no measure
    width = sorted(map(len, inner))[int(0.95 * (len(inner) - 1))]
    open_lines = sum(not _SENTENCE_END.search(line) and len(line) > width * 0.5 for line in inner)
    return width if 30 <= width <= _WIDEST_WRAP and open_lines >= 0.4 * len(inner) else None


def _join_block(lines: list[str], width: int | None) -> list[str]:
    paragraphs = [[lines[0]]]
    for before, after in pairwise(lines):
        joint = _joint(before, after, width)
        if joint is None:
            paragraphs.append([after])
            continue
        if joint == "dehyphenate":
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
        paragraphs[-1].append((" " if joint == "space" else "") + after)
    return ["".join(parts) for parts in paragraphs]


def _joint(before: str, after: str, width: int | None) -> str | None:
    """How two lines of one block belong together: None (not), space, glue or dehyphenate."""
    if after.startswith(("• ", "* ", "- ", "▪ ")):
        return None
    if before[-1] in _HYPHENS and before[-2:-1].isalnum():
        return _hyphen_joint(before, after)
    if width is None:
        return None
    fits = len(before) + 1 + len(after.split(" ", 1)[0]) <= width
    if not fits:
        return "space"
    open_ended = not _SENTENCE_END.search(before)
    # broken by hand, not at a fixed column: a long line that does not end a sentence
    continues = after[0].islower() or (len(before) > max(40, 0.7 * width) and len(after) > 0.3 * width)
    return "space" if open_ended and continues else None


def _hyphen_joint(before: str, after: str) -> str:
    """„Bundes-|kanzlerin“, but „Nord-| und Süddeutschland“, „US-|amerikanisch“ and „Nordrhein-|Westfalen“."""
    first = after.split(" ", 1)[0].rstrip(",;")
    stem = re.split(r"[^\w]", before[:-1])[-1]
    if first in _CONJUNCTIONS:
        return "space"
    hyphen_belongs = not first[:1].islower() or stem[-1:].isdigit() or (stem.isupper() and len(stem) < 6)
    return "glue" if hyphen_belongs else "dehyphenate"
