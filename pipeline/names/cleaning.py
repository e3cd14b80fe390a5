"""Clean the spans of names: trim what is not part of the name, split, join. No name is dropped for being short."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.names.knowledge import has_known_first_name, is_title

_QUOTES = "\"'„“”»«›‹‚‘’`´"
_OPENING = _QUOTES + "([{<*#•·|~+=/\\_–—-,;:.!?…"
_CLOSING = _QUOTES + ")]}>*#•·|~+=/\\_–—,;:…"
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_ACRONYM_TAIL = re.compile(r"(?s)(.*?\S)\s*\(\s*([A-ZÄÖÜ][A-Za-zÄÖÜäöü0-9&/-]{1,9})\s*\)?")
_ABBREVIATION = re.compile(r"(?:\b\w|\b[A-Z][a-z]{1,3}|\.\w{1,2}|[IVX]+|[Ss]tr)\s?\.$")
_TRAILING_NUMBER = re.compile(r"(?s)(.*[^\W\d_]{4})\s+\d[\d.,]*\s*$")
_ADJECTIVE = re.compile(r"[a-zäöüß-]+sch(?:e[nrsm]?)?|[A-ZÄÖÜ][a-zäöüß]*(?:isch|deutsch)e[nrsm]?")
_NUMBERED = re.compile(
    r"(?i)(?:straße|strasse|str\.?|gasse|allee|platz|weg|ring|damm|ufer|kreis|bahn|terminal|tor|gleis)$"
)
_WEB = re.compile(r"\s+(?:https?://|www\.|[#@<>|])")
_DOUBLE_FIRST_NAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+-[A-ZÄÖÜ][a-zäöüß]+")
_DATE_LINE = re.compile(r"(?s)(.*?[^\W\d_]{2})\s*[,(/]\s*\d{1,2}\.\s*(?:\d{1,2}\.|[^\W\d_]+).*")
_LINE = re.compile(r"\S+(?:[^\S\n]{1,3}\S+)*")  # a wider gap parts the columns of a table
_ERA = re.compile(r"\b[nv]\.\s?$")
_SLASH = re.compile(r"\s?/\s?")
# words that locate a place, after its name: Frankfurt/Main
_QUALIFIERS = frozenset(
    """main oder saale rhein ruhr lahn tauber weser elbe donau inn neckar mosel isar havel spree iller lech enz rems
    fils brenz saar ilm unstrut ems eder fulda werra aller leine sieg glan nahe ahr erft wupper sauer salzach enns ybbs
    thaya traun krems lausitz pfalz breisgau weinstraße allgäu taunus odenwald harz schwarzwald vogtland erzgebirge
    oberpfalz alb bodensee ostsee nordsee westfalen sachsen thüringen bayern hessen holstein württemberg kärnten tirol
    steiermark niederösterreich oberösterreich burgenland usa westf opf obb ndb thür sachs nds
    schwaben franken""".split()
)
_ABBREVIATED = frozenset("nchr vchr ua zb dh idr usw bzw uvm etc ev mwst uvam so su chr".split())
"""Abbreviations of common words that a model may take for names; without full stops."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: character offsets (end exclusive), label, rule that found it, confidence of the model.

    `confidence` is a probability; None if the model gives none, or if a rule found the name without the model.
    """

    start: int
    end: int
    label: str
    rule: str = "model"
    confidence: float | None = None


def clean_mentions(text: str, mentions: Sequence[Mention], *, counts: Counter[str]) -> list[Mention]:
    """Trim quotes, titles, trailing numbers and repetitions; the result is sorted and non-overlapping.

    >>> text = "Bundeskanzlerin Angela Merkel sprach."
    >>> clean_mentions(text, [Mention(0, 29, "PER")], counts=Counter())
    [Mention(start=16, end=29, label='PER', rule='model', confidence=None)]

    Args:
        text: the text that the offsets refer to.
        mentions: the mentions found by the model, in any order.
        counts: incremented under the name of a filter for each mention that the filter changes or drops.
    """
    spans = (piece for mention in mentions for piece in _clean(text, mention, counts))
    return _joined(text, _without_overlaps(spans, counts), counts)


def _joined(text: str, mentions: Sequence[Mention], counts: Counter[str]) -> list[Mention]:
    """Join a person found in two pieces: a first name, common or double, and the name directly after it."""
    whole: list[Mention] = []
    for mention in mentions:
        before = whole[-1] if whole else None
        if before and mention.label == before.label == "PER" and text[before.end : mention.start] == " ":
            first = text[before.start : before.end]
            if _DOUBLE_FIRST_NAME.fullmatch(first) or (" " not in first and has_known_first_name(first)):
                counts["joined_first_name"] += 1
                sure = [c for c in (before.confidence, mention.confidence) if c is not None]
                whole[-1] = replace(before, end=mention.end, confidence=min(sure, default=None))
                continue
        whole.append(mention)
    return whole


def _clean(text: str, mention: Mention, counts: Counter[str]) -> Iterator[Mention]:
    """Cut a span at line ends and wide gaps, then trim and split the pieces until nothing changes."""
    start, end = max(mention.start, 0), min(mention.end, len(text))
    lines = [(start + line.start(), start + line.end()) for line in _LINE.finditer(text[start:end])]
    counts["split_at_line_end"] += len(lines) > 1
    for line in lines:
        yield from _clean_piece(text, line, mention, counts)
    counts["dropped_no_letters"] += not lines


def _clean_piece(text: str, span: tuple[int, int], mention: Mention, counts: Counter[str]) -> Iterator[Mention]:
    """Trim and split one line of a mention; drop adjectives, abbreviations and pieces without letters."""
    trimmed = _trim(text, span, mention.label, counts)
    parts = _split(text, *trimmed, mention.label, counts)
    if len(parts) > 1:
        for part in parts:
            yield from _clean_piece(text, part, mention, counts)
    elif mention.label == "LOC" and _ADJECTIVE.fullmatch(text, *trimmed):  # russische; as MISC it is a language
        counts["dropped_adjective"] += 1
    elif _is_abbreviation(text, *trimmed):
        counts["dropped_abbreviation"] += 1
    elif _is_name(text[slice(*trimmed)], mention.label):
        yield replace(mention, start=trimmed[0], end=trimmed[1])
    else:
        counts["dropped_no_letters"] += 1


def _trim(text: str, span: tuple[int, int], label: str, counts: Counter[str]) -> tuple[int, int]:
    """Apply all filters until none of them changes the span."""
    before = None
    while before != span:
        before = span
        for name, filter_ in _FILTERS.items():
            changed = filter_(text, span, label)
            counts[name] += changed != span
            span = changed
    return span


def _is_name(form: str, label: str) -> bool:
    """Whether a form has letters; the name of a club (`1860`) may have none."""
    return any(c.isalpha() for c in form) or (label == "ORG" and form.isdigit())


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether a span is an abbreviation of common words, such as n. Chr. or u. a., or the end of one."""
    form = text[start:end]
    if "." not in form and not (form in ("Chr", "MwSt", "Mwst") and text[end : end + 1] == "."):
        return False
    bare = "".join(form.split()).replace(".", "").casefold()
    return bare in _ABBREVIATED and (bare != "chr" or _ERA.search(text, max(0, start - 4), start) is not None)


def _split(text: str, start: int, end: int, label: str, counts: Counter[str]) -> list[tuple[int, int]]:
    """Split a name from its bracketed acronym, two places or people at a slash, or a name from its repetition."""
    span = text[start:end]
    if label in ("LOC", "PER") and "/" in span and (pair := _slash_pair(span)):
        counts["split_slash"] += 1
        return [(start + first, start + last) for first, last in pair]
    acronym = _ACRONYM_TAIL.fullmatch(span)
    if acronym and sum(c.isupper() for c in acronym[2]) > 1:
        counts["split_acronym"] += 1
        return [(start, start + acronym.end(1)), (start + acronym.start(2), start + acronym.end(2))]
    half = _repetition(span)
    if half is not None:
        counts["split_repetition"] += 1
        return [(start, start + half[0]), (start + half[1], end)]
    return [(start, end)]


def _slash_pair(span: str) -> list[tuple[int, int]]:
    """Spans of the names of `Ulm/Merklingen`; [] if the slash belongs to the name, as in `Frankfurt/Main`."""
    slashes = list(_SLASH.finditer(span))
    bounds = [0, *(edge for slash in slashes for edge in slash.span()), len(span)]
    names = list(zip(bounds[::2], bounds[1::2], strict=True))
    forms = [span[first:last] for first, last in names]
    capitalised = all(form[:1].isupper() and any(c.islower() for c in form) for form in forms)
    qualified = forms[0].casefold() not in _QUALIFIERS and any(
        form.casefold().rstrip(".") in _QUALIFIERS or len(form) < 3 for form in forms[1:]
    )
    return names if capitalised and not qualified else []


def _repetition(span: str) -> tuple[int, int] | None:
    """End of the first and start of the second half of `Almaty Almaty`; None without a repetition."""
    words = list(re.finditer(r"\S+", span))
    half = len(words) // 2
    if len(words) % 2 or not half or [w[0] for w in words[:half]] != [w[0] for w in words[half:]]:
        return None
    return (words[half - 1].end(), words[half].start()) if len(words[0][0]) > 3 else None


def _trim_marks(text: str, span: tuple[int, int], _label: str) -> tuple[int, int]:
    """Cut spaces, quotes and punctuation at both ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _OPENING):
        start += 1
    while end > start and _is_trailing_mark(text, start, end):
        end -= 1
    return start, end


def _is_trailing_mark(text: str, start: int, end: int) -> bool:
    """Whether the last character of a span is not part of the name."""
    last = text[end - 1]
    if last == ")" and "(" in text[start:end]:
        return False
    if last in "'’" and end - start > 1 and text[end - 2] in "sxzß":  # genitive: Grass' Roman
        return False
    if last == "." and _ABBREVIATION.search(text[max(start, end - 8) : end]):
        return False
    return last.isspace() or last in _CLOSING or last == "."


def _trim_unbalanced(text: str, span: tuple[int, int], _label: str) -> tuple[int, int]:
    """Cut at a bracket that the span opens but does not close, or closes but does not open."""
    start, end = span
    for opening, closing in _BRACKETS:
        cut = text.rfind(opening, start, end)
        if cut > start and closing not in text[cut:end]:
            end = cut
        cut = text.find(closing, start, end)
        if cut > start and opening not in text[start:cut]:
            end = cut
    return _trim_marks(text, (start, end), _label)


def _trim_web(text: str, span: tuple[int, int], label: str) -> tuple[int, int]:
    """Cut before a web address, a hashtag or a markup character inside the span."""
    match = _WEB.search(text, *span)
    return _trim_marks(text, (span[0], match.start()), label) if match and match.start() > span[0] else span


def _trim_titles(text: str, span: tuple[int, int], label: str) -> tuple[int, int]:
    """`Bundeskanzlerin Angela Merkel` -> `Angela Merkel`; a title on its own stays."""
    start, end = span
    while label == "PER" and (match := re.match(r"(\S+)\s+(?=[^\W\d_])", text[start:end])) and is_title(match[1]):
        start += match.end()
    return start, end


def _trim_number(text: str, span: tuple[int, int], label: str) -> tuple[int, int]:
    """`Belarus 500` -> `Belarus`; `Hannover 96`, `Boeing 737` and `Hauptstraße 5` keep their numbers."""
    match = _TRAILING_NUMBER.fullmatch(text[slice(*span)]) if label in ("PER", "LOC") else None
    return span if match is None or _NUMBERED.search(match[1]) else (span[0], span[0] + match.end(1))


def _trim_date_line(text: str, span: tuple[int, int], _label: str) -> tuple[int, int]:
    """`Hamburg, 18. Mai` -> `Hamburg`."""
    match = _DATE_LINE.fullmatch(text[slice(*span)])
    return (span[0], span[0] + match.end(1)) if match else span


_FILTERS: dict[str, Callable[[str, tuple[int, int], str], tuple[int, int]]] = {
    "trimmed_marks": _trim_marks,
    "trimmed_bracket": _trim_unbalanced,
    "trimmed_web": _trim_web,
    "trimmed_title": _trim_titles,
    "trimmed_date_line": _trim_date_line,
    "trimmed_number": _trim_number,
}


def _without_overlaps(spans: Iterator[Mention], counts: Counter[str]) -> list[Mention]:
    """Sort the mentions; of two that overlap keep the longer one, or the earlier of equally long ones."""
    kept: list[Mention] = []
    for mention in sorted(spans, key=lambda m: (m.start, -m.end, m.label, m.rule)):
        if kept and mention.start < kept[-1].end:
            counts["dropped_overlap"] += 1
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept
