"""Amounts in their context: units, ranges, compounds, ordinals, years, and what only looks like a number."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.number_amounts import SPACE, Amount, read_amount, skip_space, unit_at
from pipeline.number_context import (
    approximator,
    is_competition,
    is_label,
    is_name_number,
    noun_after,
    word_before,
)
from pipeline.number_dates import BETWEEN, DATE_RULES
from pipeline.number_lexicon import Unit, lexicon
from pipeline.number_records import Number
from pipeline.number_words import read_word

Names = Sequence[tuple[int, int]]
Found = tuple[Number | None, int]
"""A number or None, and where to go on reading."""

_WORD_RUN = re.compile(r"\w+(?:[-‑]\w+)*[-‑]?")


def word_end(text: str, start: int) -> int:
    """End of the run of word characters and hyphens at `start` (at least one character)."""
    match = _WORD_RUN.match(text, start)
    return match.end() if match else start + 1


def read_expression(text: str, start: int, names: Names) -> Found:
    """A cardinal, ordinal, fraction, measure or compound at `start`."""
    if prefix := lexicon().currency_prefix.match(text, start):
        return _prefixed(text, start, prefix.end(), lexicon().units[prefix[0]])
    if text[start] in "IVX":
        return _roman(text, start)
    amount = read_amount(text, start)
    if amount is None:
        return None, word_end(text, start)
    if amount.role in {"age", "compound"}:
        return _whole_word(text, amount, names)
    if amount.role == "ordinal":
        return _word_ordinal(text, amount, names)
    if text[amount.end : amount.end + 1] in {"-", "‑"} and (compound := _hyphenated(text, amount, names)):
        return compound
    if text[start].isdigit():
        return _read_digits(text, amount, names)
    return _read_words(text, amount, names)


# --- money with the symbol first, Roman numerals, whole words --------------------------------------


def _prefixed(text: str, start: int, end: int, unit: Unit) -> Found:
    """`€ 29,90`, `US-$ 5 bis 6 Mio.`."""
    amount = read_amount(text, skip_space(text, end))
    if amount is None:
        return None, end
    amount = replace(amount, start=start)
    second = _second(text, amount, amount.end)
    return _number(text, amount, second, unit, second.end if second else amount.end, noun=None), (second or amount).end


_ROMAN = re.compile(r"(?P<n>X{0,3}(?:IX|IV|V?I{0,3}))(?P<stop>\.?)(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman_value(numeral: str) -> int:
    total = 0
    for letter, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total


def _roman(text: str, start: int) -> Found:
    """`II.` after a ruler's or pope's name."""
    match = _ROMAN.match(text, start)
    if not match or not match["n"]:
        return None, word_end(text, start)
    before = word_before(text, start)
    ruler = before in lexicon().words["rulers"] or before.removesuffix("s") in lexicon().words["rulers"]
    if not ruler:
        return None, match.end()
    number = Number(start, match.end(), match[0], "ordinal", value=Decimal(_roman_value(match["n"])))
    return number, match.end()


def _whole_word(text: str, amount: Amount, names: Names) -> Found:
    """`sechsjährige Tochter`, `Viertagewoche`."""
    end = word_end(text, amount.end) if text[amount.end : amount.end + 1] in {"-", "‑"} else amount.end
    lower = text[amount.start].islower()
    noun = noun_after(text, end, measure=False, genitive=False, names=names) if lower else None
    return _number(text, amount, None, Unit(amount.kind, amount.unit or ""), end, noun=noun), end


# --- compounds with hyphens ---------------------------------------------------------------------

_AFTER_HYPHEN = re.compile(r"[-‑](?P<first>[^\W\d_]+)(?P<rest>(?:[-‑/][^\W_]+)*)")
_ELLIPSIS = re.compile(rf"[-‑]{SPACE}(?P<to>bis|und|oder){SPACE}")
_AGE = re.compile(
    r"(?P<unit>jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|prozentig)(?:e[nrms]?)?", re.IGNORECASE
)


def _hyphenated(text: str, amount: Amount, names: Names) -> Found | None:
    """`44-Tage-Krieg`, `45-Jähriger`, `20.000-Seelen-Ort`, `16- bis 18-jährige`."""
    if ellipsis := _ELLIPSIS.match(text, amount.end):
        return _elliptic(text, amount, ellipsis, names)
    match = _AFTER_HYPHEN.match(text, amount.end)
    if not match or amount.role in {"plural", "fraction", "half"} or (amount.value == 0):
        return None
    first, end = match["first"], match.end()
    if age := _AGE.fullmatch(first):
        unit = _age_unit(age["unit"])
        noun = noun_after(text, end, measure=False, genitive=False, names=names) if first[0].islower() else None
        return _number(text, amount, None, unit, end, noun=noun), end
    return _compound_of(text, amount, first, match["rest"], end)


def _age_unit(suffix: str) -> Unit:
    if suffix.lower() == "prozentig":
        return Unit("percent", "%")
    return Unit("quantity", lexicon().adjective_units[suffix.lower()])


def _compound_of(text: str, amount: Amount, first: str, rest: str, end: int) -> Found:
    tables = lexicon()
    parts = [first, *re.split(r"[-‑/]", rest)[1:]]
    while parts and parts[0] in tables.scales:
        amount = replace(amount, value=amount.value * tables.scales[parts.pop(0)])
    head = parts[0] if parts else ""
    unit = tables.units.get(tables.compound_units.get(head, head))
    label = is_label(text, amount.start) or is_name_number(text, amount.start)
    if unit and not label and (len(head) > 1 or len(parts) > 1):
        scaled = replace(amount, value=amount.value * unit.factor)
        return _number(text, scaled, None, replace(unit, factor=Decimal(1)), end, noun=None), end
    counted = len(head) > 2 and head[0].isupper() and head[1:].islower() and head not in {"Drittel", "Viertel", "Uhr"}
    if counted and not label and (len(parts) > 1 or text[amount.start].isdigit()):
        return _number(text, amount, None, None, end, noun=None), end
    return None, end


def _elliptic(text: str, amount: Amount, ellipsis: re.Match[str], names: Names) -> Found | None:
    """`16- bis 18-jährige` is one range; `30- und 40-Jährige` are two records."""
    second, end = (
        read_expression(text, ellipsis.end(), names) if text[ellipsis.end() : ellipsis.end() + 1] else (None, 0)
    )
    if second is None or second.value is None or second.start != ellipsis.end():
        return None, ellipsis.end()
    joined = ellipsis["to"] == "und" and not BETWEEN.search(text, max(0, amount.start - 30), amount.start)
    if joined:
        unit = Unit(second.kind, second.unit or "") if second.unit else None
        return _number(text, amount, None, unit, amount.end, noun=second.noun), ellipsis.end()
    number = replace(second, start=amount.start, text=text[amount.start : second.end], value=amount.value)
    return replace(number, value_max=second.value, approx=_approx(text, amount)), end


# --- digits -------------------------------------------------------------------------------------

_VERSION = re.compile(r"\d+(?:\.\d+)+(?![\d,])")
_ORDINAL_DIGITS = re.compile(rf"\.(?={SPACE}?[^\W\d_]|{SPACE}\d+\.|{SPACE}?[,/–-])")
_SENTENCE_STARTERS = frozenset(
    "Der Die Das Den Dem Ein Eine Einer Er Sie Es Wir Ich Ihr In Im Am Auf Aus An Bei Beim Bis Für Mit Nach Seit Von Vom "
    "Vor Zu Zum Zur Unter Über Durch Gegen Um Und Aber Doch Auch Als Da Dabei Dafür Damit Dann Daran Daraus Darunter "
    "Dazu Dort Davon Dies Diese Dieser Dieses Jetzt Nun Nur Noch Nicht So Weil Wenn Wer Wie Was Wo Während Wegen Laut "
    "Insgesamt Bereits Heute Gestern Später Zuvor Danach Danach Zudem Außerdem Allerdings Jedoch Hier Hierbei Seine "
    "Seiner Ihre Sein Alle Man Mehr Weitere Anschließend Nachdem Obwohl Trotz Trotzdem Ob Dass Zwei Drei Rund Etwa".split()
)
_DETERMINER = re.compile(
    rf"(?:\b(?:der|die|das|den|dem|des|am|im|zum|zur|beim|vom|ins|bis|ihr\w*|sein\w*|unser\w*|mein\w*|jede\w*|ein\w*|diese\w*|"
    rf"kein\w*)|\b[a-zäöüß]{{3,}}e[nrms]?|\d\.(?:{SPACE}?(?:und|oder|bis|,|/|–|-))?|nur|als|und|oder|bis|Platz|Rang){SPACE}?$",
    re.IGNORECASE,
)
_FUNCTION = frozenset(
    "und oder aber sowie als wie dass weil wenn ist war wird wurde hat hatte bis in im am auf für mit von".split()
)


def _read_digits(text: str, amount: Amount, names: Names) -> Found:
    start, end = amount.start, amount.end
    after = text[end : end + 1]
    if after.isalpha() or after == "_":
        return _glued(text, amount, names)
    if text[start] == "0" and re.match(r"0\d", text[start : start + 2]):
        return None, end
    if ordinal := _digit_ordinal(text, amount, names):
        return ordinal
    if version := _VERSION.match(text, start):
        if version.end() > end:
            return _decimal_score(text, version), version.end()
    if is_label(text, start) and not unit_at(text, end):
        return None, end
    if rank := _rank(text, amount):
        return rank
    if (year := _year(text, amount, names)) is not None:
        return year
    return _measure(text, amount, names)


def _decimal_score(text: str, version: re.Match[str]) -> Number | None:
    """`Stärke 6.3`: a decimal point after the name of a scale; otherwise it is a version or section number."""
    if word_before(text, version.start()) not in lexicon().words["measures"] or version[0].count(".") > 1:
        return None
    return Number(version.start(), version.end(), version[0], "cardinal", value=Decimal(version[0]))


def _glued(text: str, amount: Amount, names: Names) -> Found:
    """`45jährige`, `10km`; other letters after digits make a code (`5G`, `2,5fach`)."""
    if found := unit_at(text, amount.end):
        unit, end = found
        return _number(text, amount, None, unit, end, noun=None), end
    end = word_end(text, amount.end)
    age = _AGE.fullmatch(text, amount.end, end)
    if age is None:
        return None, end
    noun = noun_after(text, end, measure=False, genitive=False, names=names) if age[0][0].islower() else None
    return _number(text, amount, None, _age_unit(age["unit"]), end, noun=noun), end


def _digit_ordinal(text: str, amount: Amount, names: Names) -> Found | None:
    """`21. Spieltag`, `jeder 5. Deutsche`, `zum 3. Mal`: a full stop that does not end the sentence."""
    stop = _ORDINAL_DIGITS.match(text, amount.end)
    if not stop or amount.value > 999 or "," in text[amount.start : amount.end]:
        return None
    following = re.compile(rf"{SPACE}*([^\W\d_]*)").match(text, stop.end())
    word = following[1] if following else ""
    determined = bool(_DETERMINER.search(text, max(0, amount.start - 24), amount.start))
    line_start = amount.start == 0 or text[amount.start - 1] == "\n"
    if word[:1].isupper() and (word in _SENTENCE_STARTERS or not (determined or line_start)):
        return None
    if word in {"v", "n"} or is_label(text, amount.start):
        return None
    end = stop.end()
    noun = noun_after(text, end, measure=False, genitive=False, names=names)
    before = word_before(text, amount.start)
    noun = before if before in lexicon().words["ranks"] else noun
    return Number(amount.start, end, text[amount.start : end], "ordinal", value=amount.value, noun=noun), end


def _rank(text: str, amount: Amount) -> Found | None:
    """`Platz 3`, `die Plätze 2 bis 5`."""
    before = word_before(text, amount.start)
    if before not in lexicon().words["ranks"] or unit_at(text, amount.end):
        return None
    second = _second(text, amount, amount.end)
    end = second.end if second else amount.end
    number = Number(amount.start, end, text[amount.start : end], "ordinal", value=amount.value, noun=before)
    return replace(number, value_max=second.value if second else None), end


_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_YEAR_CUE = re.compile(
    rf"\b(?:seit|jahre?s?|anfang|mitte|ende|sommer|herbst|winter|frühjahr|frühling|jahrgang|von|bis|ab|saison|spätestens|"
    rf"januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühestens|schon|bereits|erst|"
    rf"wahl|wahlen|anno|geboren|gegründet|nach|vor|\*|†){SPACE}$",
    re.IGNORECASE,
)
_BEFORE_CHRIST = re.compile(rf"{SPACE}?(v|n)\.{SPACE}?Chr\.")


def _year(text: str, amount: Amount, names: Names) -> Found | None:
    """A bare year: four digits in the range of years, neither measured nor counting a noun."""
    start, end = amount.start, amount.end
    if era := _BEFORE_CHRIST.match(text, end):
        number = int(amount.value)
        edtf = f"{number:04d}" if era[1] == "n" else f"-{number - 1:04d}"
        return Number(start, era.end(), text[start : era.end()], "date", edtf=edtf), era.end()
    if (
        not _YEAR.fullmatch(text, start, end)
        or unit_at(text, end)
        or lexicon().scale_pattern.match(text, skip_space(text, end))
    ):
        return None
    before = word_before(text, start)
    if is_competition(before) or before in lexicon().words["products"]:
        return None, end
    if not _is_year(text, amount, before, names):
        return None
    about = re.search(
        rf"\b(?:um|rund|etwa|circa|zirka|ca\.|ungefähr){SPACE}$", text[max(0, start - 10) : start], re.IGNORECASE
    )
    return Number(start, end, text[start:end], "date", edtf=text[start:end], approx="~" if about else None), end


def _is_year(text: str, amount: Amount, before: str, names: Names) -> bool:
    value, start = int(amount.value), amount.start
    if _YEAR_CUE.search(text, max(0, start - 14), start):
        return True
    recent = 1900 <= value <= 2040 and (value % 50 != 0 or value == 2050)
    counted = noun_after(text, amount.end, measure=False, genitive=False, names=names) is not None
    approximate = approximator(text, start)
    if approximate:
        return approximate[0] == "~" and not counted and recent
    if counted:
        return recent and not before.endswith(("insgesamt", "fast"))
    return recent or value % 100 != 0 or value in {1900, 2000}


# --- words ---------------------------------------------------------------------------------------

_INDEFINITE = re.compile(
    rf"\b(?:mehrere[rnm]?|einige[rnm]?|etliche[rnm]?|viele[rnm]?|ein{SPACE}paar|zig|wenige[rnm]?){SPACE}$",
    re.IGNORECASE,
)
_SENTENCE_BEGIN = re.compile(r"(?:^|[.:!?…\n•–—-][ \u00a0\u202f]*|[„\"»(‚][ ]?)$")
_WORD_YEAR = re.compile(
    r"(?:elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)hundert\w+|zweitausend\w+", re.IGNORECASE
)
_NO_ONE = frozenset("Fuß Zoll Knoten Bar Rand Lei Kubik Celsius Won Real Lew Krone Kronen m t l g h ct".split())
_ATTENTION = re.compile(
    rf"{SPACE}(?:geben|gibt|gab|gaben|gegeben|zu{SPACE}geben|nehmen|nahm|lassen|ließ|gelassen|genommen)\b"
)


def _read_words(text: str, amount: Amount, names: Names) -> Found:
    word = text[amount.start : amount.end]
    if text[amount.end : amount.end + 1] in {"-", "‑"} and text[amount.end + 1 : amount.end + 2].isalpha():
        return None, word_end(text, amount.start)
    if amount.role == "part":
        return _bare_part(text, amount, names)
    if amount.role == "scale":
        return _bare_scale(text, amount, names)
    if word.lower() == "acht" and (
        _ATTENTION.match(text, amount.end) or word_before(text, amount.start) in {"außer", "in"} and word == "Acht"
    ):
        return None, amount.end
    if amount.role == "cardinal" and _WORD_YEAR.fullmatch(word) and _word_year(text, amount, names):
        return Number(amount.start, amount.end, word, "date", edtf=f"{int(amount.value):04d}"), amount.end
    if rank := _rank(text, amount):
        return rank
    return _measure(text, amount, names)


def _word_year(text: str, amount: Amount, names: Names) -> bool:
    counted = noun_after(text, amount.end, measure=False, genitive=False, names=names)
    return 1100 < amount.value < 2100 and not counted and not unit_at(text, amount.end)


_PART_CONTEXT = re.compile(rf"\b(?:gute[snm]?|knappe[snm]?|weitere[snm]?|letzte[snm]?|rund|etwa|fast){SPACE}$")
_HALF_OTHER = re.compile(
    rf"(?:\b(?:erste[nr]?|zweite[nr]?|obere[nr]?|untere[nr]?|andere[nr]?|\w+liche[nr]?)|\d\.){SPACE}$"
)


def _bare_part(text: str, amount: Amount, names: Names) -> Found:
    """`die Hälfte`; a `Drittel` without number only as `ein weiteres Drittel`."""
    word = text[amount.start : amount.end]
    before = (max(0, amount.start - 16), amount.start)
    accepted = (
        _PART_CONTEXT.search(text, *before) if not word.startswith("Hälfte") else not _HALF_OTHER.search(text, *before)
    )
    if not accepted or not word[0].isupper() or word.startswith("Viertel"):
        return None, amount.end
    noun = noun_after(text, amount.end, measure=True, genitive=True, names=names)
    return _number(text, amount, None, None, amount.end, noun=noun), amount.end


def _bare_scale(text: str, amount: Amount, names: Names) -> Found:
    """`mehrere Dutzend`; a bare `Million` says nothing."""
    if not _INDEFINITE.search(text, max(0, amount.start - 14), amount.start):
        return None, amount.end
    return _measure(text, replace(amount, role="cardinal"), names)


# --- ranges and measures ------------------------------------------------------------------------

_TO = re.compile(rf"{SPACE}?(?P<to>bis(?:{SPACE}zu)?|[-–—]|oder){SPACE}?(?=[\w½¼¾−-])|{SPACE}(?P<and>und){SPACE}(?=\w)")


def _second(text: str, first: Amount, pos: int) -> Amount | None:
    """The upper end of a range whose lower end stops at `pos`."""
    match = _TO.match(text, pos)
    if not match or (match["and"] and not BETWEEN.search(text, max(0, first.start - 30), first.start)):
        return None
    if any(rule(text, match.end()) for rule in DATE_RULES):
        return None
    if match["to"] in {"-", "–", "—"} and not text[match.end()].isdigit():
        return None
    second = read_amount(text, match.end())
    if (
        second is None
        or second.role not in {"cardinal", "plural", "fraction"}
        or text[second.end : second.end + 1].isalpha()
    ):
        return None
    low = first.value * second.factor if first.factor == 1 and first.value < 1000 else first.value
    return second if low < second.value else None


def _measure(text: str, amount: Amount, names: Names) -> Found:
    """A cardinal or a measure, alone or as the lower end of a range."""
    first_unit = unit_at(text, amount.end)
    second = _second(text, amount, first_unit[1] if first_unit else amount.end)
    second_unit = unit_at(text, second.end) if second else None
    if second and first_unit and (not second_unit or second_unit[0] != first_unit[0]):
        second = None
    unit, end = (second_unit if second else first_unit) or (None, (second or amount).end)
    if second and second.factor != 1 and amount.factor == 1 and amount.value < 1000:
        amount = replace(amount, value=amount.value * second.factor)
    if not _stands(text, amount, second, unit, end):
        return None, amount.end
    noun = _noun(text, amount, unit, end, names)
    if _belongs_to_name(text, amount, unit, noun):
        return None, end
    return _number(text, amount, second, unit, end, noun=noun), end


def _stands(text: str, amount: Amount, second: Amount | None, unit: Unit | None, end: int) -> bool:
    """Whether `ein`, `halb` or a capital number word counts here."""
    if amount.role == "half":
        return unit is not None
    if amount.role != "one":
        return True
    if second:
        return True
    form = text[amount.end : end].strip()
    return (
        unit is not None
        and form not in _NO_ONE
        and not (form in {"Tages", "Tags"} and text[amount.start : amount.end] == "eines")
    )


_SINCE = re.compile(rf"\b(?:seit|vor|seit{SPACE}über|vor{SPACE}rund){SPACE}(?:\w+{SPACE})?$", re.IGNORECASE)


def _noun(text: str, amount: Amount, unit: Unit | None, end: int, names: Names) -> str | None:
    timed = unit is not None and unit.unit in {"a", "mo", "wk", "d", "h", "min", "s"}
    if timed and _SINCE.search(text, max(0, amount.start - 16), amount.start):
        return None
    genitive = unit is not None or amount.role in {"fraction", "plural"}
    return noun_after(text, end, measure=unit is not None, genitive=genitive, names=names)


def _belongs_to_name(text: str, amount: Amount, unit: Unit | None, noun: str | None) -> bool:
    """`Boeing 737`; a capital number word inside a sentence that counts nothing ("die deutsche Elf")."""
    if unit is not None:
        return False
    if text[amount.start].isdigit():
        return is_name_number(text, amount.start) and (
            noun is None or word_before(text, amount.start) in lexicon().words["products"]
        )
    capital = text[amount.start].isupper() and amount.role == "cardinal" and amount.value < 100 and amount.factor == 1
    return capital and noun is None and not _SENTENCE_BEGIN.search(text, max(0, amount.start - 4), amount.start)


# --- ordinals in words --------------------------------------------------------------------------

_ORDINAL_DETERMINER = re.compile(
    rf"\b(?:de[rnms]|die|das|am|im|zum|zur|vom|beim|jede[rnms]?|als|ihr\w*|sein\w*|ein\w*){SPACE}$", re.IGNORECASE
)
_IDIOM = re.compile(rf"(?:erste[nr]?{SPACE}(?:Hilfe|Linie)|(?:erster|zweiter){SPACE}Hand)(?!\w)", re.IGNORECASE)


def _word_ordinal(text: str, amount: Amount, names: Names) -> Found:
    word = text[amount.start : amount.end]
    if text[amount.end : amount.end + 1] in {"-", "‑"}:
        return None, word_end(text, amount.start)
    if _IDIOM.match(text, amount.start):
        return None, amount.end
    noun = noun_after(text, amount.end, measure=False, genitive=False, names=names)
    determined = _ORDINAL_DETERMINER.search(text, max(0, amount.start - 14), amount.start)
    if word.lower().startswith("acht") and not determined and (noun is None or word in {"achten", "achte"}):
        return None, amount.end
    if word in {"Dritte", "Dritten", "Dritter"} and noun is None and _are_others(text, amount, bool(determined)):
        return None, amount.end
    number = Number(amount.start, amount.end, word, "ordinal", value=amount.value, noun=noun)
    return number, amount.end


def _are_others(text: str, amount: Amount, determined: bool) -> bool:
    """`an Dritte`, `Rechte Dritter`: other people, no rank."""
    word = text[amount.start : amount.end]
    before = word_before(text, amount.start)
    return not determined and (word != "Dritter" or before[:1].isupper())


# --- records ------------------------------------------------------------------------------------

_SIGN = re.compile(
    rf"(?:(?<![\w.,)/])(?P<minus>[-−]){SPACE}?|\b(?P<word>[Mm]inus|[Pp]lus){SPACE}|(?<![\w.,)])(?P<plus>\+))$"
)


def _sign(text: str, start: int) -> tuple[int, int]:
    """Start with a written sign, and the sign as 1 or −1."""
    match = _SIGN.search(text, max(0, start - 7), start)
    if not match or (match["minus"] == "-" and match[0].endswith((" ", "\u00a0", "\u202f"))):
        return start, 1
    negative = bool(match["minus"]) or (match["word"] or "").lower() == "minus"
    return match.start(), -1 if negative else 1


def _approx(text: str, amount: Amount) -> str | None:
    if (
        amount.role == "plural"
        or (amount.factor > 1 or amount.value in {12, 100, 1000, 10**6, 10**9})
        and _INDEFINITE.search(text, max(0, amount.start - 14), amount.start)
    ):
        return ">="
    found = approximator(text, amount.start)
    return found[0] if found else None


def _number(
    text: str, amount: Amount, second: Amount | None, unit: Unit | None, end: int, *, noun: str | None
) -> Number:
    start, sign = _sign(text, amount.start)
    factor = sign * (unit.factor if unit else Decimal(1))
    return Number(
        start,
        end,
        text[start:end],
        unit.kind if unit else "cardinal",
        value=amount.value * factor,
        value_max=second.value * factor if second else None,
        unit=unit.unit if unit else None,
        approx=_approx(text, replace(amount, start=start)),
        noun=noun,
    )
