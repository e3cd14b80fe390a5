"""The value of a number expression (`Amount`), and the `Number` it becomes with unit, sign, approximator and noun."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.numbers.context import approximator
from pipeline.numbers.lexicon import SPACE, Unit, lexicon
from pipeline.numbers.words import read_word


@dataclass(frozen=True, slots=True)
class Number:
    """A number mention, with character offsets into the text in which it was found.

    Attributes:
        start: first character of the mention.
        end: end of the mention, exclusive.
        text: the text of the mention.
        kind: cardinal, ordinal, percent, money, quantity, date or time.
        value: the number, in main units; None for dates and times.
        value_max: upper bound of a range.
        edtf: date (EDTF) or clock time (HH:MM).
        edtf_max: upper bound of a span of dates or times.
        unit: `%`, `pp`, `‰`, ISO 4217 code or UCUM code.
        approx: `~`, `>`, `>=`, `<`, `<=`, `<~`, `>~`, or None if exact.
        noun: the counted noun, as in the text.
        relative: how the date follows from the article's date (see `references`); None if it does not depend on it.
        value_2: second value of a score.
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
    relative: str | None = None
    value_2: Decimal | None = None


Found = tuple[Number | None, int]
"""A number or None, and the position at which to continue reading."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at a position in a text, without unit and context.

    Attributes:
        start: first character.
        end: end, exclusive.
        value: the value, scale included.
        role: a role of `words.Word`, or `fraction` for an amount with a written fraction.
        factor: product of the scale words (1 if there are none).
        unit: code of an age or compound word.
        kind: kind of an age or compound word.
    """

    start: int
    end: int
    value: Decimal
    role: str = "cardinal"
    factor: Decimal = Decimal(1)
    unit: str | None = None
    kind: str = "cardinal"


_GAP = re.compile(rf"{SPACE}{{0,3}}")
_OF_SCALE = re.compile(rf"von{SPACE}(?=Millionen|Milliarden|Tausenden)")
EVEN = re.compile(r"[.,][-–—]{1,2}(?![\w])")
"""The dash for "no cents" in `1500,- Euro`, `Fr. 1850.-`."""
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(
    r"(?:\d{1,3}(?:(?:\.\d{3})++|(?:[’‘']\d{3})++|(?:[\u00a0\u202f ]\d{3})++)(?!\d)|\d{1,30}+(?!\d))"
    r"(?:,\d{1,30}+(?!\d))?"
)
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/])")
_ENGLISH = re.compile(r"(\d{1,3})((?:[’‘']\d{3})*+)\.(\d{1,2})(?![\d.,])")
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
_WORD_RUN = re.compile(r"\w++(?:[-‑]\w++)*+[-‑]?")
_SIGN = re.compile(
    rf"(?:(?<![\w.,)/])(?P<minus>[-−]){SPACE}?|(?<=\()\+{SPACE}|\b(?P<word>[Mm]inus|[Pp]lus){SPACE}|(?<![\w.,)])\+)$"
)
_INDEFINITE = re.compile(
    rf"\b(?:mehrere[rnm]?|einige[rnm]?|etliche[rnm]?|viele[rnm]?|ein{SPACE}paar|zig|wenige[rnm]?|unzählige[rnm]?){SPACE}$",
    re.IGNORECASE,
)
_MAGNITUDES = {Decimal(value) for value in (12, 100, 1000, 10**6, 10**9, 10**12)}


def read_amount(text: str, pos: int) -> Amount | None:
    """Read a number with all words of its value: `eine halbe Million`, `zwei Drittel`, `1,5 Mio.`; None without one."""
    amount = _digits(text, pos) or _worded(text, pos)
    if amount is None or amount.role in {"ordinal", "age", "compound", "part", "scale", "times"}:
        return amount
    return _scaled(text, amount)


def read_priced(text: str, pos: int) -> Amount | None:
    """Read an amount after a currency, where a point may separate the cents: `Fr. 12.50`."""
    match = _ENGLISH.match(text, pos)
    if match and len(match[3]) == 2:
        return Amount(pos, match.end(), Decimal(re.sub("[’‘']", "", match[0])))
    return read_amount(text, pos)


def with_sign(text: str, amount: Amount) -> Amount:
    """Extend an amount to the sign before it; a hyphen and a space are a sign in `(- 43 Prozent)` only."""
    match = _SIGN.search(text, max(0, amount.start - 7), amount.start)
    if not match or (match["minus"] == "-" and match[0] != "-" and text[match.start() - 1 : match.start()] != "("):
        return amount
    negative = bool(match["minus"]) or (match["word"] or "").lower() == "minus"
    return replace(amount, start=match.start(), value=-amount.value if negative else amount.value)


def build_number(
    text: str,
    amount: Amount,
    end: int,
    *,
    second: Amount | None = None,
    unit: Unit | None = None,
    noun: str | None = None,
) -> Number:
    """Build the number of an amount, or of a range of two, that ends at `end` with its unit."""
    amount = with_sign(text, amount)
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


def build_ordinal(
    text: str, start: int, end: int, value: Decimal, noun: str | None, *, last: Decimal | None = None
) -> Number:
    """Build the number of an ordinal, or of a range of ordinals up to `last`."""
    return Number(start, end, text[start:end], "ordinal", value=value, value_max=last, noun=noun)


def unit_at(text: str, pos: int) -> tuple[Unit, int] | None:
    """The unit, currency or percent word at `pos` (after spaces) and its end; None without one."""
    dash = EVEN.match(text, pos)
    match = lexicon().unit_pattern.match(text, skip_space(text, dash.end() if dash else pos))
    return (lexicon().units[_plain(match[0])], match.end()) if match else None


def skip_space(text: str, pos: int) -> int:
    """Position after at most three spaces at `pos`; a newline is not a space."""
    match = _GAP.match(text, pos)
    return match.end() if match else pos


def word_end(text: str, start: int) -> int:
    """End of the word characters and hyphens at `start`; at least one character is taken."""
    match = _WORD_RUN.match(text, start)
    return match.end() if match else start + 1


def is_indefinite(text: str, start: int) -> bool:
    """Whether `mehrere`, `einige` or a similar word directly precedes."""
    return bool(_INDEFINITE.search(text, max(0, start - 14), start))


def _digits(text: str, pos: int) -> Amount | None:
    """An amount in digits: `12.000`, `1,5`, `2 1/2`, `½`."""
    if text[pos : pos + 1] in _VULGAR and pos < len(text):
        return Amount(pos, pos + 1, _VULGAR[text[pos]], "fraction")
    if (match := _FRACTION.match(text, pos)) and int(match[1]) < int(match[2]) <= 10:
        return Amount(pos, match.end(), Decimal(int(match[1])) / int(match[2]), "fraction")
    match = _DIGITS.match(text, pos)
    if not match:
        return None
    value = Decimal(re.sub(r"[^\d,]", "", match[0]).replace(",", "."))
    return _mixed(text, match.end(), value, pos) or _english(text, pos, match.end()) or Amount(pos, match.end(), value)


def _mixed(text: str, end: int, value: Decimal, start: int) -> Amount | None:
    """A mixed number: `2½`, `2 1/2`."""
    if end < len(text) and text[end] in _VULGAR:
        return Amount(start, end + 1, value + _VULGAR[text[end]])
    match = _FRACTION.match(text, end + 1) if text[end : end + 1] == " " else None
    if match and int(match[1]) < int(match[2]) <= 10 and value < 100:
        return Amount(start, match.end(), value + Decimal(int(match[1])) / int(match[2]))
    return None


def _english(text: str, pos: int, end: int) -> Amount | None:
    """A decimal point, accepted before a unit or scale (`7.5 Prozent`) and in Swiss `1'015.64`."""
    match = _ENGLISH.match(text, pos)
    if not match or match.end() <= end:
        return None
    at = skip_space(text, match.end())
    if match[2] or lexicon().unit_pattern.match(text, at) or lexicon().scale_pattern.match(text, at):
        return Amount(pos, match.end(), Decimal(re.sub("[’‘']", "", match[0])))
    return None


def _worded(text: str, pos: int) -> Amount | None:
    """An amount in one word: `zwölf`, `dritter`, `Millionen`."""
    match = _WORD.match(text, pos)
    word = read_word(match[0]) if match else None
    if match is None or word is None or word.role == "decade":
        return None
    return Amount(pos, match.end(), word.value, word.role, unit=word.unit, kind=word.kind)


def _scaled(text: str, amount: Amount) -> Amount:
    """Multiply by the scale, fraction or half words that follow."""
    for _ in range(4):
        at = skip_space(text, amount.end)
        if amount.role == "plural" and (of := _OF_SCALE.match(text, at)):
            at = of.end()
        if at == amount.end and text[amount.start].isalpha():
            break
        following = _next_factor(text, amount, at)
        if following is None:
            break
        amount = following
    return _with_rest(text, amount)


def _next_factor(text: str, amount: Amount, at: int) -> Amount | None:
    """The amount multiplied by the scale, fraction or half word at `at`; None without one."""
    if amount.role != "fraction" and (scale := lexicon().scale_pattern.match(text, at)):
        factor = lexicon().scales[_plain(scale[0])]
        role = "plural" if amount.role == "plural" else "cardinal"
        return replace(amount, end=scale.end(), value=amount.value * factor, factor=amount.factor * factor, role=role)
    following = _worded(text, at) if at > amount.end else None
    if following and following.role == "part" and amount.role in {"cardinal", "one"} and amount.factor == 1:
        return replace(amount, end=following.end, value=amount.value * following.value, role="fraction")
    if following and following.role == "half" and amount.role == "one":
        return replace(following, start=amount.start)
    return None


def _with_rest(text: str, amount: Amount) -> Amount:
    """Add a smaller number word after a scale word: `zwei Millionen dreihunderttausend`."""
    if amount.factor < 10**6 or not text[amount.start].isalpha():
        return amount
    rest = _worded(text, skip_space(text, amount.end))
    if rest and rest.role == "cardinal" and 1000 <= rest.value < amount.factor and rest.end > amount.end + 8:
        return replace(amount, end=rest.end, value=amount.value + rest.value)
    return amount


def _plain(form: str) -> str:
    """Replace no-break spaces by plain ones."""
    return form.replace("\u00a0", " ").replace("\u202f", " ")


def _approx(text: str, amount: Amount, noun: str | None) -> str | None:
    """Relation of the approximator before an amount; `unter 15 Bewerbern` (dative) means "among", not "less than"."""
    magnitude = amount.factor > 1 or amount.value in _MAGNITUDES
    if amount.role == "plural" or (magnitude and is_indefinite(text, amount.start)):
        return ">="
    found = approximator(text, amount.start)
    if found and noun and noun.endswith("n") and text[found[1] : found[1] + 5].lower() == "unter":
        return None
    return found[0] if found else None
