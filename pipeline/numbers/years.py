"""Bare years: four digits that are neither measured nor counting something."""

import re

from pipeline.numbers.amounts import Amount, Found, Names, Number, skip_space, unit_at
from pipeline.numbers.context import approximator, follows_product, is_competition, word_before
from pipeline.numbers.dates import ERA
from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.nouns import directly_counted, noun_after

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_CUE = re.compile(
    rf"\b(?:seit|jahre?s?|jahren|anfang|mitte|ende|sommer|herbst|winter|frühjahr|frühling|jahrgang|von|bis|ab|saison|"
    rf"spätestens|frühestens|schon|bereits|erst|wahl|wahlen|anno|geboren|gegründet|nach|vor|spätsommer|frühsommer|"
    rf"januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jänner|noch|zuletzt|"
    rf"[\w-]*jahr|[*†]){SPACE}(?:(?:mindestens|etwa|rund|ca\.|circa|ungefähr|spätestens){SPACE})?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(rf"\b(?:mehr|weniger|als){SPACE}(?:als{SPACE})?$", re.IGNORECASE)
_AROUND = re.compile(rf"\b[Uu]m{SPACE}$")
_CHANGE = re.compile(rf"{SPACE}(?:auf|gestiegen|gesunken|gefallen|höher|niedriger|zurück)\b")
_ERA_SPAN = re.compile(rf"(?P<to>{SPACE}(?:bis|und){SPACE})(?P<b>\d{{1,4}})(?={SPACE}?v(?:\.|or){SPACE}?Chr)")
_ABOUT = re.compile(rf"\b(?:um|rund|etwa|circa|zirka|ca\.|ungefähr){SPACE}$", re.IGNORECASE)
_TWO_CAPITALS = re.compile(rf"{SPACE}[A-ZÄÖÜ][a-zäöüß]+{SPACE}[A-ZÄÖÜ]")
_SINGULAR_PARTICIPLE = re.compile(rf"\b(?:der|die|das|des|dem|den|eine[rnms]?|ein){SPACE}$", re.IGNORECASE)


_PIXELS = re.compile(rf"{SPACE}?[*×]{SPACE}?\d")
_SINCE = re.compile(rf"\b(?:seit|[Jj]ahre?|[Aa]b|[Ss]eit|Anfang|Mitte|Ende|Sommer|Herbst|Frühjahr|Winter){SPACE}$")
_YEAR_AND_PLURAL = re.compile(rf"(?:19|20)\d\d(?={SPACE}(?:Millionen|Milliarden|Tausende|Hunderte)(?!\w))")


def year_before_plural(text: str, start: int) -> Found | None:
    """`seit 2005 Millionen Besucher`: the year and an indefinite number, not two billion visitors."""
    match = _YEAR_AND_PLURAL.match(text, start)
    if match is None or not _SINCE.search(text, max(0, start - 12), start):
        return None
    return Number(start, match.end(), match[0], "date", edtf=match[0]), match.end()


def era_year(text: str, amount: Amount) -> Found | None:
    """`44 v. Chr.` is the EDTF year -0043."""
    start = amount.start
    span = _ERA_SPAN.match(text, amount.end)
    era = ERA.match(text, span.end() if span else amount.end)
    if era is None or amount.value != int(amount.value) or not 0 < amount.value < 10_000:
        return None
    years = [int(amount.value), *([int(span["b"])] if span else [])]
    codes = [
        f"{year:04d}" if era["era"].startswith("n") else f"-{year - 1:04d}" if year > 1 else "0000" for year in years
    ]
    about = "~" if _ABOUT.search(text, max(0, start - 10), start) else None
    last = codes[1] if span else None
    return Number(
        start, era.end(), text[start : era.end()], "date", edtf=codes[0], edtf_max=last, approx=about
    ), era.end()


def year(text: str, amount: Amount, names: Names) -> Found | None:
    """A bare year, or None if the four digits are an amount; (None, end) if they belong to a name."""
    start, end = amount.start, amount.end
    if found := era_year(text, amount):
        return found
    if re.fullmatch(r"\d{3}", text[start:end]) and word_before(text, start) in {"Jahr", "Jahre"}:
        counted = noun_after(text, end, names=names)
        return None if counted else (Number(start, end, text[start:end], "date", edtf=f"0{text[start:end]}"), end)
    measured = unit_at(text, end) or lexicon().scale_pattern.match(text, skip_space(text, end))
    if measured or not _YEAR.fullmatch(text, start, end) or _PIXELS.match(text, end):
        return None
    before = word_before(text, start)
    if is_competition(before) or follows_product(text, start):
        return None, end
    if not _is_year(text, amount, before, names):
        return None
    about = "~" if _ABOUT.search(text, max(0, start - 10), start) else None
    return Number(start, end, text[start:end], "date", edtf=text[start:end], approx=about), end


def _is_year(text: str, amount: Amount, before: str, names: Names) -> bool:
    value, start, end = int(amount.value), amount.start, amount.end
    if _CUE.search(text, max(0, start - 24), start):
        return True
    recent = 1900 <= value <= 2040
    if _AROUND.search(text, max(0, start - 3), start):
        return not _CHANGE.match(text, end) and noun_after(text, end, names=names) is None
    relation = approximator(text, start)
    if relation and relation[0] in "><" and _COMPARED.search(text, max(0, start - 12), start):
        return recent and value % 50 != 0 and noun_after(text, end, names=names) is None
    if relation:
        return relation[0] == "~" and recent and value % 100 != 0 and noun_after(text, end, names=names) is None
    if recent and value % 50 != 0:
        return before not in {"insgesamt", "genau", "exakt"} or not directly_counted(text, end, names=names)
    noun = noun_after(text, end, names=names)
    if noun is None:
        return value % 100 != 0 or recent or _starts_clause(text, start)
    if _TWO_CAPITALS.match(text, end):
        return value % 100 != 0
    if value % 100 == 0 or directly_counted(text, end, names=names):
        return not noun.endswith(("e", "n", "r", "s")) or (
            bool(_SINGULAR_PARTICIPLE.search(text, max(0, start - 8), start)) and value % 100 != 0
        )
    return bool(_SINGULAR_PARTICIPLE.search(text, max(0, start - 8), start))


def _starts_clause(text: str, start: int) -> bool:
    """`1800 hieß das Gasthaus`: the year opens the sentence and a verb follows."""
    return start == 0 or text[max(0, start - 2) : start].strip(" ") in {".", "\n"}
