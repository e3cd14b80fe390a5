"""Scores of games and votes (`3:1`, `31:23 (18:11)`, `3:2 n. V.`), told apart from clock times and ratios."""

import re
from decimal import Decimal

from pipeline.numbers.amounts import Number
from pipeline.numbers.lexicon import SPACE, lexicon

_HALF = "(?:,5|½)"
_PAIR = re.compile(
    rf"(?P<a>\d{{1,3}}{_HALF}?)(?::|{SPACE}:{SPACE})(?P<b>\d{{1,3}}{_HALF}?)(?![\d:½]|[.,]\d|{SPACE}\d{{3}}(?!\d))"
)
_EXTRA_TIME = re.compile(rf"{SPACE}(?:n|i)\.{SPACE}?[VEP]\.")
_COMPOUND = re.compile(r"[-‑](?P<head>\w+)(?:[-‑]\w+)*")
_MINUTES = re.compile(r"[0-5]\d")
_SPORT = re.compile(
    r"\b(?:[Ss]pielte?n?|[Ss]pieler\w*|[Ss]ieg\w*|[Gg]ew[aio]nn\w*|[Vv]erl(?:or|ier)\w*|[Ss]atz(?:es)?|[Ss]ätzen?|\w+ball|"
    r"[Tt]ennis|[Hh]albzeit\w*|[Nn]iederlage\w*|[Bb]esieg\w*|[Uu]nterl(?:ag|ieg)\w*|(?:End|Spiel|Zwischen|Pausen|Rück)stand\w*|"
    r"(?:End|Spiel)ergebnis\w*|[Ff]ührung\w*|\w*[Ff]inale\w*|[Rr]emis|[Bb]ezw[aiu]ng\w*|\w+sieg|[Pp]artien?|[Tt]ore?n?|"
    r"[Tt]reffern?|\w*[Mm]annschaft\w*|[Tt]eams?|[Dd]uell\w*|[Mm]atch\w*|[Uu]nentschieden|[Aa]uswärts\w*|\w*[Ll]iga)(?!\w)|"
    r"\b(?:setzte|setzt|setzten)\b[^.!?]{0,60}\bdurch\b|durchgesetzt"
)
_CLOCK_BEFORE = re.compile(
    rf"\b(?:um|ab|gegen|bis|von|seit|Uhrzeit|zwischen|und|kurz{SPACE}vor|kurz{SPACE}nach){SPACE}$", re.I
)
_CLOCK_AFTER = re.compile(
    rf"{SPACE}?(?:Uhr|Stunden?|Minuten?|Std\.|Min\.|min\b|h\b|MESZ|MEZ|UTC|GMT|Ortszeit|a\.?m\.|p\.?m\.)|{SPACE}?[-–]{SPACE}?\d\d?:\d\d|"
    rf"{SPACE}bis{SPACE}\d"
)
_HALFTIME = re.compile(rf"(?:{_EXTRA_TIME.pattern})?{SPACE}?\(\d{{1,3}}:\d{{1,3}}")
_LISTED = re.compile(rf",?{SPACE}\d{{1,3}}:\d{{1,3}}(?![\d:]|{SPACE}?Uhr)")
_LISTED_BEFORE = re.compile(rf"(?<![\d:])\d{{1,3}}:\d{{1,3}}(?:,|;)?{SPACE}?\(?$")
_SENTENCE = 120  # characters to each side in which words of sport count


def find_score(text: str, start: int) -> Number | None:
    """Find the score that begins at `start`: `value` is its first number, `value_2` its second.

    What may be a clock time (`20:15`) is a score only beside words of sport or another score (`31:23 (18:11)`).
    """
    match = _PAIR.match(text, start)
    if match is None or text[max(0, start - 1) : start] in (*":.,/-",) or _is_ratio(text, match):
        return None
    if any(len(part) == 2 and part[0] == "0" for part in match.groups()):
        return None  # "08:30", "15:08"
    if _MINUTES.fullmatch(match["b"]) and match["a"].isdigit() and int(match["a"]) <= 24 and not _is_sport(text, match):
        return None
    if _CLOCK_AFTER.match(text, match.end()):
        return None
    end = match.end()
    if compound := _COMPOUND.match(text, end) or _EXTRA_TIME.match(text, end):
        end = compound.end()
    return Number(start, end, text[start:end], "score", value=_value(match["a"]), value_2=_value(match["b"]))


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ".").replace("½", ".5"))


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    """Whether a pair is a scale, a ratio or a verse: `Maßstab 1:500`, `im Verhältnis 2:1`, `1:1 übernommen`."""
    words = lexicon().words
    if match["a"] == "1" and len(match["b"]) >= 3:
        return True
    before = re.findall(r"[^\W\d_]+", text[max(0, match.start() - 40) : match.start()])[-3:]
    if any(word.lower().endswith(tuple(words["ratios"])) for word in before) or (
        before and before[-1] in words["scriptures"]
    ):
        return True
    after = re.findall(r"[^\W\d_]+", text[match.end() : match.end() + 60])[:6]
    return any(word.lower().startswith(tuple(words["ratio_heads"])) for word in after)


def _is_sport(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if _CLOCK_BEFORE.search(text, max(0, start - 14), start):
        return False
    if _HALFTIME.match(text, end) or _LISTED.match(text, end) or _LISTED_BEFORE.search(text, max(0, start - 12), start):
        return True
    return bool(_SPORT.search(text, max(0, start - _SENTENCE), end + _SENTENCE))
