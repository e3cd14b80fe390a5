"""Read single German number words: "fünfundvierzigtausend", "dritter", "sechsjährige", "Viertagewoche".

text2num reads the cardinals, which it does correctly for single compound words. This module handles what it does not
know: inflection, ordinals, fractions, halves, indefinite plurals and compounds.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from text_to_num import text2num

from pipeline.numbers.lexicon import adjective_unit, lexicon

Role = Literal["cardinal", "one", "ordinal", "scale", "plural", "part", "half", "age", "decade", "compound", "times"]
"""Roles of a number word in an expression, in this order: `zwölf`, `ein`, `dritter`, `Million`, `Dutzende`, `Drittel`,
`halbe`, `sechsjährige`, `neunziger`, `Viertagewoche`, `zehnfach`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: its role in an expression, its value, and for ages and compounds their unit."""

    role: Role
    value: Decimal
    unit: str | None = None
    kind: str = "cardinal"


_ATOM = (
    r"(?:und|ein|eins|zwei|zwo|drei|vier|fünf|fuenf|sechs|sech|sieben|sieb|acht|neun|zehn|elf|zwölf|zwoelf|zwan|"
    r"zig|ßig|ssig|hundert|tausend)"
)
_CARDINAL = re.compile(rf"(?:null|{_ATOM}++)", re.IGNORECASE)
_LEADING = re.compile(rf"{_ATOM}++", re.IGNORECASE)
_ONE = re.compile(r"[Ee]ine?[nmrs]?")
_HALF = re.compile(r"[Hh]albe[nmrs]?")
_MIXED = re.compile(r"(.+?)(?:und)?einhalb", re.IGNORECASE)
_MIXED_SCALE = re.compile(r"(anderthalb|.+einhalb)(hundert|tausend)", re.IGNORECASE)
TIMES = "(?:mal(?:ig(?:e[nmrs]?)?)?|(?:fach|köpfig|teilig|stöckig|geschossig|spurig|seitig|zeilig)(?:e[nmrs]?)?)"
"""Source of a pattern for what multiplies or counts in one word with its number: `800-mal`, `100-fach`, `58-köpfig`."""
_TIMES = re.compile(rf"(.+?){TIMES}", re.IGNORECASE)
_PLURALS = {
    "dutzende": Decimal(12),
    "hunderte": Decimal(100),
    "tausende": Decimal(1000),
    "zehntausende": Decimal(10_000),
    "hunderttausende": Decimal(100_000),
    "abertausende": Decimal(1000),
    "millionen": Decimal(10**6),
    "milliarden": Decimal(10**9),
    "billionen": Decimal(10**12),
}
_PARTS = {
    "hälfte": 2,
    "hälften": 2,
    "drittel": 3,
    "viertel": 4,
    "fünftel": 5,
    "sechstel": 6,
    "siebtel": 7,
    "achtel": 8,
    "neuntel": 9,
    "zehntel": 10,
    "zwanzigstel": 20,
    "hundertstel": 100,
    "tausendstel": 1000,
    "millionstel": 10**6,
}
_GENITIVES = {"zweier": Decimal(2), "dreier": Decimal(3), "zweien": Decimal(2), "dreien": Decimal(3)}
_ORDINAL_STEMS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8, "zweit": 2}
_AGE = re.compile(
    r"(.+?)-?(jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|prozentig)(?:e[nmrs]?)?", re.IGNORECASE
)
_DECADE = re.compile(
    r"(zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)er(?:n|-?jahren?)?", re.IGNORECASE
)
_LEXICALISED = re.compile(
    r"elfmeter|dreitagebart|sechstagekrieg|sechstagerennen|zweidrittel|hundertprozentig$|halbjährig|halbtägig|zehnerl",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def cardinal_value(word: str) -> Decimal | None:
    """Value of an uninflected cardinal in one word, or None."""
    if not _CARDINAL.fullmatch(word) or word.lower().startswith("und"):
        return None
    plain = word.lower().replace("fuenf", "fünf").replace("zwoelf", "zwölf")
    try:
        return Decimal(int(text2num(plain, "de")))
    except ValueError:
        return None


def _mixed_value(word: str) -> Decimal | None:
    """Value of a mixed number: `zweieinhalb` is 2.5, `anderthalb` 1.5, `anderthalbtausend` 1500."""
    if word.lower() == "anderthalb":
        return Decimal("1.5")
    if scaled := _MIXED_SCALE.fullmatch(word):
        mixed = _mixed_value(scaled[1])
        return mixed and mixed * (100 if scaled[2].lower() == "hundert" else 1000)
    match = _MIXED.fullmatch(word)
    whole = cardinal_value(match[1]) if match else None
    return None if whole is None else whole + Decimal("0.5")


def _whole_value(word: str) -> Decimal | None:
    """Value of a word that is a number on its own: `null`, `zweier`, `fünfzig`, `zweieinhalb`."""
    if word.lower() == "null":
        return Decimal(0)
    return _GENITIVES.get(word.lower()) or cardinal_value(word) or _mixed_value(word)


def _denominator(lower: str) -> Decimal | None:
    """Denominator of a fraction word: `drittel` 3, `zwölftel` 12, `dreißigstel` 30."""
    part = lower.removesuffix("n").removesuffix("s")
    if part in _PARTS:
        return Decimal(_PARTS[part])
    ending = "stel" if part.endswith("stel") else "tel"
    value = cardinal_value(part.removesuffix(ending)) if part.endswith(ending) else None
    return value if value and (value >= 20) == (ending == "stel") else None


def _ordinal_value(word: str) -> Decimal | None:
    stem = re.fullmatch(r"(.+?)e[nmrs]?", word.lower())
    if not stem:
        return None
    head = stem[1]
    for short, number in _ORDINAL_STEMS.items():
        if head == short:
            return Decimal(number)
        if head.endswith(short) and (whole := cardinal_value(head.removesuffix(short).removesuffix("und"))):
            return whole + number if whole % 100 in range(0, 100, 10) else None
    tens = cardinal_value(head[:-2]) if head.endswith("st") else None
    if tens and (tens % 100 >= 20 or tens % 100 == 0):
        return tens
    value = cardinal_value(head[:-1]) if head.endswith("t") else None
    return value if value and 0 < value % 100 < 20 else None


def _age(word: str) -> Word | None:
    """Read an adjective of age, duration or percentage: `sechsjährige`, `fünfprozentige`."""
    match = _AGE.fullmatch(word)
    value = number_value(match[1]) if match else None
    if match is None or value is None or _LEXICALISED.match(word):
        return None
    unit = adjective_unit(match[2])
    return Word("age", value, unit.unit, unit.kind)


def _times(word: str) -> Word | None:
    """Read `dreimal`, `zehnfach`; `einmal`, `einfach`, `tausendfach` and `das Vierfache` say no number."""
    match = None if word[0].isupper() and "fach" in word else _TIMES.fullmatch(word)
    value = number_value(match[1]) if match else None
    return Word("times", value) if value and value > 1 and value not in (100, 1000) else None


def number_value(word: str) -> Decimal | None:
    """Value of the number word in a compound: a cardinal, `ein`, `halb` or a mixed number."""
    if word.lower() == "halb":
        return Decimal("0.5")
    return cardinal_value(word) or _mixed_value(word)


def _solid_compound(word: str) -> Word | None:
    """Read a number word joined to a unit of `compound_units`: `Viertagewoche`, `Fünfprozenthürde`."""
    head = _LEADING.match(word)
    if not head or len(word) - head.end() < 4 or _LEXICALISED.match(word):
        return None
    value = number_value(head[0])
    tail = word[head.end() :]
    form = next((form for form in lexicon().compound_parts if tail.startswith(form.lower())), None)
    if value is None or form is None or (tail == form.lower() and form != "Tonner"):
        return None
    unit = lexicon().units[lexicon().compound_units[form]]
    return Word("compound", value * unit.factor, unit.unit, unit.kind)


@lru_cache(maxsize=16384)
def read_word(word: str) -> Word | None:
    """Read a word without hyphens as a number; None if it is not one."""
    if len(word) > 60:
        return None
    lower = word.lower()
    if _ONE.fullmatch(word):
        return Word("one", Decimal(1))
    if magnitude := _PLURALS.get(lower, _PLURALS.get(lower.removesuffix("n"))):
        return Word("plural", magnitude)
    if word in lexicon().scales and lower not in {"hundert", "tausend"}:
        return Word("scale", lexicon().scales[word])
    if whole := _denominator(lower):
        return Word("part", Decimal(1) / whole)
    if _HALF.fullmatch(word):
        return Word("half", Decimal("0.5"))
    if (value := _whole_value(word)) is not None:
        return Word("cardinal", value)
    if (decade := _DECADE.fullmatch(word)) and (value := cardinal_value(decade[1])):
        return Word("decade", value)
    if value := _ordinal_value(word):
        return Word("ordinal", value)
    return _age(word) or _times(word) or _solid_compound(word)
