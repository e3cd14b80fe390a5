"""Fill in units, scales and nouns that enumerations and `von X auf Y` leave out, from the neighbouring number."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.numbers.amounts import Number, read_amount, unit_at
from pipeline.numbers.context import APPROXIMATION
from pipeline.numbers.lexicon import SPACE, lexicon

_BETWEEN = (
    rf"(?:(?:der|die|das|den|dem|er|sie|in|aus|für|bei|auf|nach){SPACE}|(?!Uhr)[A-ZÄÖÜ][\w.-]*{SPACE}){{0,4}}"
    rf"{APPROXIMATION}"
)
_LIST_GAP = re.compile(
    rf"(?:{SPACE}[a-zäöüß]{{3,}}e[nrsm]?)?{SPACE}?"
    rf"(?:,|,?{SPACE}(?:und|sowie|oder|zu|gegen|bzw\.|beziehungsweise)){SPACE}{_BETWEEN}"
)
_BEFORE_CHANGE = rf"(?:(?:im|vom){SPACE}(?:Vor|vergangenen{SPACE}|vorigen{SPACE}|letzten{SPACE})[A-Za-zäöü]+{SPACE})?"
_NOW = rf"(?:(?:nun|jetzt|künftig|nur|noch|zuletzt){SPACE})?"
_TO_GAP = re.compile(
    rf"{SPACE}{_BEFORE_CHANGE}{_NOW}(?:auf|zu|und|bis|gegen|statt|anstatt|nun|jetzt|x|×|mal){SPACE}{_NOW}(?:insgesamt{SPACE})?{APPROXIMATION}"
)
_OF_GAP = re.compile(
    rf"{SPACE}(?:der|des|aller|von|dieser|ihrer|seiner|unserer){SPACE}(?:insgesamt{SPACE})?{APPROXIMATION}"
)
_RATIO_GAP = re.compile(rf"{SPACE}(?:von|aus){SPACE}(?:insgesamt{SPACE})?")
_EITHER = re.compile(rf"{SPACE}(?:oder|bzw\.|beziehungsweise|respektive){SPACE}")
_COMPOUND = re.compile(r"[\w.,]+-")
_ADJACENT = re.compile(rf"{SPACE}{{1,2}}(?:\w+en{SPACE})?")


def share(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Give numbers the elided units and nouns of the number that follows, and ranks those of the one before."""
    shared = list(numbers)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if not _is_whole_of_ratio(text, shared[index - 1] if index else None, first):
            first = _with_unit(text, first, second)
        if not first.noun and first.value is not None:
            first = replace(first, noun=_shared_noun(text, first, second))
        shared[index] = first
    return _share_ranks(text, shared)


def _is_whole_of_ratio(text: str, last: Number | None, number: Number) -> bool:
    """Whether a bare number is the whole of a ratio: the six of `fünf von sechs und nur 11 Prozent`."""
    if last is None or last.kind != "cardinal" or not _RATIO_GAP.fullmatch(text, last.end, number.start):
        return False
    return last.value is not None and number.value is not None and last.value <= number.value


def _with_unit(text: str, first: Number, second: Number) -> Number:
    """Give a bare number unit and scale of the next one: `von 3,5 auf 3,75 Prozent`, `10, 20 und 30 Euro`."""
    if first.kind != "cardinal" or first.value is None or first.noun or _COMPOUND.match(second.text):
        return first
    if second.kind in {"date", "time", "ordinal", "score"}:
        return first
    if not (first.text[-1].isalnum() or first.text.endswith((".", "½"))) or _says_it_again(text, first, second):
        return first
    towards = _TO_GAP.fullmatch(text, first.end, second.start)
    if not towards and not (second.unit and _LIST_GAP.fullmatch(text, first.end, second.start)):
        return first
    factor = _factor(text, first, second)
    last = None if first.value_max is None else first.value_max * factor
    return replace(first, kind=second.kind, unit=second.unit, value=first.value * factor, value_max=last)


def _says_it_again(text: str, first: Number, second: Number) -> bool:
    """Whether a percentage in digits repeats a count in words: `drei oder 75 Prozent`."""
    repeated = second.unit == "%" and first.text[0].isalpha() and second.text[0].isdigit()
    return repeated and bool(_EITHER.match(text, first.end))


def _factor(text: str, first: Number, second: Number) -> Decimal:
    """Factor for the first number from the scale and the currency part after the second: `5 bis 6 Mio.`, `50 Cent`."""
    amount = read_amount(text, second.start)
    scaled = any(word in lexicon().scales for word in first.text.split())
    if amount is None or first.value is None:
        return Decimal(1)
    unit = unit_at(text, amount.end)
    part = unit[0].factor if unit else Decimal(1)
    return part * (amount.factor if not scaled and abs(first.value) < 1000 else 1)


def _shared_noun(text: str, first: Number, second: Number) -> str | None:
    """Noun of the next number that this one counts as well, or None."""
    gap = (first.end, second.start)
    if first.kind == "ordinal" and _ADJACENT.fullmatch(text, *gap):
        return second.noun or (second.text.split()[-1] if second.kind == "quantity" else None)
    if first.kind == "cardinal" and _ADJACENT.fullmatch(text, *gap) and re.search(r"[-\d]J", second.text):
        return second.text
    if _is_part(first) and second.kind == "cardinal" and _OF_GAP.fullmatch(text, *gap):
        return second.noun
    alike = first.unit == second.unit and first.kind == second.kind and "-" not in first.text
    return second.noun if alike and _LIST_GAP.fullmatch(text, *gap) else None


def _is_part(number: Number) -> bool:
    """Whether a number is a share: a percentage or a fraction."""
    return number.kind == "percent" or number.text.endswith(("el", "eln", "Hälfte", "/4", "/3", "/2"))


def _share_ranks(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Make numbers that are listed after a rank ranks as well: `auf den Plätzen 19 und 13`."""
    ranked: list[Number] = []
    for number in numbers:
        last = ranked[-1] if ranked else None
        listed = last is not None and _LIST_GAP.fullmatch(text, last.end, number.start)
        if last and listed and last.noun in lexicon().words["ranks"] and number.kind == "cardinal" and not number.noun:
            number = replace(number, kind="ordinal", noun=last.noun)
        ranked.append(number)
    return ranked
