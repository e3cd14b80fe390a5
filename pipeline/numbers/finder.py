"""German number expressions in text: span, kind, value, unit, approximation and counted noun.

One trigger pattern finds the positions at which a number may begin. There, the rules are tried in order: strings with
digits that are not numbers, dates and times, then amounts with their context (`expressions`). A last pass over the
numbers of a text fills in elided units and nouns (`sharing`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.numbers.amounts import Number
from pipeline.numbers.context import find_quoted_titles, follows_name, is_competition, word_before
from pipeline.numbers.dates import Moment, is_possible
from pipeline.numbers.expressions import read_expression
from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.nouns import Spans, Unnamed, covering_span
from pipeline.numbers.scores import find_score
from pipeline.numbers.sharing import share
from pipeline.numbers.times import DATE_RULES

_TRIGGER = re.compile(
    r"(?<!\w)(?<![^\W\d_][-‑])(?:\d|[½¼¾⅓⅔]|(?:[€$£¥]|US-?\$|[A-Z]{3}|[Ss]?Fr\.)(?=[ \u00a0\u202f]?\d)|"
    r"(?:[Ee]in|[Zz]w[eoaö]|[Dd]rei|[Dd]ritt|[Vv]ier|[Ff](?:ü|ue)nf|[Ss]ech|[Ss]ieb|[Aa]cht|[Nn]eun|[Zz]ehn|[Ee]lf|[Nn]ull|"
    r"[Hh]undert|[Tt]ausend|[Aa]bertausend|[Hh]alb|[Aa]nderthalb|[Dd]utzend|[Mm]illi|[Bb]illi|[Tt]rilli|[Ee]rst|[Hh]älft)|"
    r"[IVX]+(?!\w)|Drittel|Viertel)"
)


_LINE_END = re.compile(r"(?<=\w)\n(?=\w)")


def find_numbers(text: str, *, names: Spans = ()) -> list[Number]:
    r"""Find the number mentions of a text, in order and without overlaps.

    >>> [(n.text, str(n.value), n.unit, n.approx, n.noun) for n in find_numbers("Rund 70 Soldaten und 2,5 Mio. Euro")]
    [('70', '70', None, '~', 'Soldaten'), ('2,5 Mio. Euro', '2500000.0', 'EUR', None, None)]

    Args:
        text: a sentence or longer text; a newline ends every expression, unless a unit follows: "25\nProzent".
        names: spans of proper names, in any order: numbers inside them are not mentions, and names are not counted.
    """
    if "\n" in text and (joined := _LINE_END.sub(_space_before_unit, text)) != text:
        return [replace(number, text=text[number.start : number.end]) for number in find_numbers(joined, names=names)]
    spans = names if isinstance(names, Unnamed) else sorted(names)
    titles = find_quoted_titles(text)
    found = [number for number in _scan(text, spans) if not _in_title(number, titles)]
    shared = share(text, found)
    pairs = zip([None, *shared], shared, strict=False)
    return [number for last, number in pairs if _continues(text, last, number) or not _is_part_of_name(text, number)]


def _space_before_unit(line_end: re.Match[str]) -> str:
    """Replace a line end by a space if a unit or scale follows."""
    words = lexicon()
    is_unit = any(
        pattern.match(line_end.string, line_end.end()) for pattern in (words.unit_pattern, words.scale_pattern)
    )
    return " " if is_unit else "\n"


_PARALLEL = re.compile(r"[^.!?\n]{0,30}[,;][^.!?\n]{1,40}")


def _continues(text: str, last: Number | None, number: Number) -> bool:
    """Whether a bare number counts what the number before it counted: `17 Gefallene, die Rebellen 23`."""
    return last is not None and bool(last.noun) and bool(_PARALLEL.fullmatch(text, last.end, number.start))


def _in_title(number: Number, titles: Spans) -> bool:
    """Whether a number is part of a quoted title: `„Die sieben Samurai“`; sums and percentages are quoted speech."""
    return number.kind not in {"percent", "money"} and covering_span(titles, number.start) is not None


_PARTITIVE = re.compile(
    rf"{SPACE}(?:der|von|des|aus|weitere\w*|Mal|mal){SPACE}|{SPACE}\w*(?:ge|ver|be|ent|zer)\w+(?:t|en){SPACE}?\.|\)"
)


def _is_part_of_name(text: str, number: Number) -> bool:
    """Whether bare digits without a noun directly follow a name: `Christoph 51`, `Bündnis 90`."""
    bare = number.kind == "cardinal" and number.unit is None and number.noun is None and number.approx is None
    if not bare or not number.text.isdigit() or len(number.text) > 3:
        return False
    return follows_name(text, number.start) and not _PARTITIVE.match(text, number.end)


def _scan(text: str, names: Spans) -> Iterator[Number]:
    """Yield the numbers of a text from left to right, before units and nouns are shared."""
    pos = 0
    while match := _TRIGGER.search(text, pos):
        number, following = _read(text, match.start(), names)
        if number and number.start >= pos and not _inside_name(number, names):
            yield number
        pos = max(following, match.start() + 1)


def _inside_name(number: Number, names: Spans) -> bool:
    """Whether a number is part of a proper name; measures and the numerals of rulers are not."""
    if covering_span(names, number.start) is None:
        return False
    return number.kind in {"cardinal", "date", "time"} or (number.kind == "ordinal" and number.text[0] not in "IVX")


def _read(text: str, start: int, names: Spans) -> tuple[Number | None, int]:
    """Read the number that begins at a trigger, or None, and the position at which to continue."""
    if text[start].isdigit() and (score := find_score(text, start)):
        return score, score.end
    if skip := _skip(text, start):
        return None, skip
    for rule in DATE_RULES:
        if moment := rule(text, start):
            possible = is_possible(moment.edtf) and (moment.edtf_max is None or is_possible(moment.edtf_max))
            return (_from_moment(text, moment) if possible else None), moment.end
    return read_expression(text, start, names)


_GLUED = re.compile(r"(?<=\w[/@#_=&?])[\w./:%-]++|(?<=[@#_])\w++")
_ABBREVIATED = re.compile(r"(?<=[^\W\d_]\.)(?<!ca\.)(?<!rd\.)(?<!max\.)\d++")
_NAMED_DAY = re.compile(
    rf"(?:[Ss]traße|[Pp]latz|[Aa]llee|[Bb]rücke|Bewegung|Stadion|Park){SPACE}(?:des{SPACE}|der{SPACE}|vom{SPACE})?$"
)
_DAY = re.compile(r"\d{1,2}\.\s?[A-ZÄÖÜ]\w+")
_PHONE = re.compile(
    rf"(?:(?<=\+)\d{{1,3}}|0(?!\d(?:/|-\d\d-)(?:19|20)\d\d\b)\d{{1,5}})(?:{SPACE}?[/()-]{SPACE}?|{SPACE})\d(?:[\d-]|{SPACE}(?=\d)){{3,}}"
)
_CALL = re.compile(
    r"(?:\b(?:Tel|Fax|Mobil)\.?|Telefon|Telefax|Hotline|Notruf|[Rr]ufnummer|[Dd]urchwahl):?[ \u00a0\u202f(]{0,3}$"
)
_CALLED = re.compile(r"[\d/()-]++(?: ?[\d/()-]++)*+")
_SCORE = re.compile(rf"\d{{1,3}}(?::|{SPACE}:{SPACE})\d{{1,3}}(?:[. ]\d{{3}})*+(?::\d+)*(?!\d)")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])")
_LASTING = re.compile(rf"{SPACE}(?:Stunden?|Minuten?)(?!\w)")
_FOOTNOTE = re.compile(r"(?<=\w\[)\d{1,3}(?:[,–-] ?\d{1,3})*+\]")
_YEARS = re.compile(r"(?:19|20)\d\d[/–-]\d\d(?:\d\d)?(?!\w)")
_ISO_CLOCK = re.compile(r"(?<=T\d\d:)\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?")
_GROUPS = re.compile(rf"\d{{4}}(?:{SPACE}[\dA-Z]{{4}}){{2,7}}(?:{SPACE}[\dA-Z]{{1,3}})?(?![\w.,]\w)")
_IBAN = re.compile(rf"(?<!\w)[A-Z]{{2}}{SPACE}?\d\d(?:{SPACE}[A-Z]{{4}})?{SPACE}$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CLUB = re.compile(rf"(?:1\.{SPACE}(?:[A-Z]{{2,4}}|CfR|VfL|VfB)|1860{SPACE}München|1899{SPACE}Hoffenheim)(?!\w)")


def _skip(text: str, start: int) -> int | None:
    """End of digits that are not a number: address, footnote, phone number, score, club, `Tour 2016/17`; else None."""
    if not text[start].isdigit():
        return None
    if _NAMED_DAY.search(text, max(0, start - 16), start) and (day := _DAY.match(text, start)):
        return day.end()
    if _CALL.search(text, max(0, start - 18), start) and (called := _CALLED.match(text, start)):
        return called.end()
    if (years := _YEARS.match(text, start)) and is_competition(word_before(text, start)):
        return years.end()
    if (account := _GROUPS.match(text, start)) and _is_account(text, account):
        return account.end()
    for pattern in (_GLUED, _ABBREVIATED, _FOOTNOTE, _ISO_CLOCK, _PHONE, _CLUB):
        if match := pattern.match(text, start):
            return match.end()
    match = _SCORE.match(text, start)
    if match and word_before(text, start) in lexicon().words["scriptures"]:
        return match.end()
    clock = _CLOCK.match(text, start)
    return match.end() if match and (not clock or _LASTING.match(text, clock.end())) else None


def _is_account(text: str, groups: re.Match[str]) -> bool:
    """Whether groups of four digits are an account or card number, not a list of years."""
    if _IBAN.search(text, max(0, groups.start() - 11), groups.start()):
        return True
    return not all(_YEAR.fullmatch(group) for group in groups[0].split())


_ABOUT = re.compile(rf"(?<!\w)(?:rund|etwa|circa|zirka|ca\.|ca|ungefähr|gegen|schätzungsweise){SPACE}$", re.IGNORECASE)
_ABOUT_YEAR = re.compile(rf"(?<!\w)(?:rund|etwa|circa|zirka|ca\.|ca|ungefähr|um){SPACE}$", re.IGNORECASE)


def _from_moment(text: str, moment: Moment) -> Number:
    """Build the number of a date or time, with the approximator before it."""
    bare_year = moment.kind == "date" and moment.edtf.isdigit()
    about = (_ABOUT_YEAR if bare_year else _ABOUT).search(text, max(0, moment.start - 20), moment.start)
    surface = text[moment.start : moment.end]
    return Number(
        moment.start,
        moment.end,
        surface,
        moment.kind,
        edtf=moment.edtf,
        edtf_max=moment.edtf_max,
        approx="~" if about else None,
    )
