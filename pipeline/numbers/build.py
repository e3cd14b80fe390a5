"""From an amount and what was read around it to a `Number`: sign, approximation, unit factor."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.numbers.amounts import Amount
from pipeline.numbers.context import approximator
from pipeline.numbers.lexicon import SPACE, Unit
from pipeline.numbers.records import Number

Names = Sequence[tuple[int, int]]
Found = tuple[Number | None, int]
"""A number or None, and where to go on reading."""

_WORD_RUN = re.compile(r"\w++(?:[-‑]\w++)*+[-‑]?")
_SIGN = re.compile(
    rf"(?:(?<![\w.,)/])(?P<minus>[-−]){SPACE}?|(?<=\()\+{SPACE}|\b(?P<word>[Mm]inus|[Pp]lus){SPACE}|(?<![\w.,)])\+)$"
)
_INDEFINITE = re.compile(
    rf"\b(?:mehrere[rnm]?|einige[rnm]?|etliche[rnm]?|viele[rnm]?|ein{SPACE}paar|zig|wenige[rnm]?|unzählige[rnm]?){SPACE}$",
    re.IGNORECASE,
)
_MAGNITUDES = {Decimal(value) for value in (12, 100, 1000, 10**6, 10**9, 10**12)}


def word_end(text: str, start: int) -> int:
    """End of the run of word characters and hyphens at `start` (at least one character)."""
    match = _WORD_RUN.match(text, start)
    return match.end() if match else start + 1


def is_indefinite(text: str, start: int) -> bool:
    """Whether `mehrere`, `einige` … stand directly before."""
    return bool(_INDEFINITE.search(text, max(0, start - 14), start))


def build(
    text: str,
    amount: Amount,
    end: int,
    *,
    second: Amount | None = None,
    unit: Unit | None = None,
    noun: str | None = None,
) -> Number:
    """The record of an amount (or a range of two) that ends at `end` with its unit."""
    amount = signed(text, amount)
    start = amount.start
    factor = unit.factor if unit else Decimal(1)
    return Number(
        start,
        end,
        text[start:end],
        unit.kind if unit else "cardinal",
        value=amount.value * factor,
        value_max=second.value * factor if second else None,
        unit=unit.unit if unit else None,
        approx=_approx(text, amount, noun if unit is None else None),
        noun=noun,
    )


def ordinal(
    text: str, start: int, end: int, value: Decimal, noun: str | None, *, last: Decimal | None = None
) -> Number:
    """The record of an ordinal."""
    return Number(start, end, text[start:end], "ordinal", value=value, value_max=last, noun=noun)


def signed(text: str, amount: Amount) -> Amount:
    """The amount with the sign written before it; a hyphen with a space after it is one in `(- 43 Prozent)` only."""
    match = _SIGN.search(text, max(0, amount.start - 7), amount.start)
    if not match or (match["minus"] == "-" and match[0] != "-" and text[match.start() - 1 : match.start()] != "("):
        return amount
    negative = bool(match["minus"]) or (match["word"] or "").lower() == "minus"
    return replace(amount, start=match.start(), value=-amount.value if negative else amount.value)


def _approx(text: str, amount: Amount, noun: str | None) -> str | None:
    """The relation before an amount; `unter 15 Bewerbern` (dative plural) says "among", not "less than"."""
    magnitude = amount.factor > 1 or amount.value in _MAGNITUDES
    if amount.role == "plural" or (magnitude and is_indefinite(text, amount.start)):
        return ">="
    found = approximator(text, amount.start)
    if found and noun and noun.endswith("n") and text[found[1] : found[1] + 5].lower() == "unter":
        return None
    return found[0] if found else None
