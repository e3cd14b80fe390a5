"""The record of one number mention."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """One number mention; offsets are into the text it was found in, end exclusive.

    Attributes:
        start: first character of the mention.
        end: end of the mention, exclusive.
        text: the mention as it stands.
        kind: cardinal, ordinal, percent, money, quantity, date or time.
        value: the number, in main units; None for dates and times.
        value_max: upper bound of a range.
        edtf: date (EDTF) or clock time (HH:MM).
        edtf_max: upper bound of a span of dates or times.
        unit: `%`, `pp`, `‰`, ISO 4217 code or UCUM code.
        approx: `~`, `>`, `>=`, `<`, `<=`, `<~`, `>~`, or None if exact.
        noun: what was counted, as it stands in the text.
    """

    start: int
    end: int
    text: str
    kind: str
    value: Decimal | None = None
    value_max: Decimal | None = None
    edtf: str | None = None
    edtf_max: str | None = None
    unit: str | None = None
    approx: str | None = None
    noun: str | None = None
