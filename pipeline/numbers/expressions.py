"""Read amounts in their context: units, ranges, fractions, and digits or words that only look like numbers."""

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.numbers.amounts import (
    EVEN,
    Amount,
    Found,
    Number,
    build_number,
    is_indefinite,
    read_amount,
    read_priced,
    skip_space,
    unit_at,
    with_sign,
    word_end,
)
from pipeline.numbers.compounds import (
    HYPHENS,
    read_glued,
    read_hyphenated,
    read_percent_adjective,
    read_spaced_age,
    read_whole_word,
)
from pipeline.numbers.context import follows_product, is_label, is_weak_label, word_before
from pipeline.numbers.dates import BETWEEN, read_year, read_year_before_plural
from pipeline.numbers.lexicon import SPACE, Unit, lexicon
from pipeline.numbers.nouns import Spans, noun_after
from pipeline.numbers.ordinals import read_digit_ordinal, read_rank, read_roman, read_word_ordinal
from pipeline.numbers.times import DATE_RULES
from pipeline.numbers.words import read_word


def read_expression(text: str, start: int, names: Spans) -> Found:
    """Read a cardinal, ordinal, fraction, measure or compound at `start`."""
    if prefix := lexicon().currency_prefix.match(text, start):
        return _prefixed(text, start, prefix.end(), lexicon().units[prefix[0]])
    if text[start] in "IVX" and not text[start + 1 : start + 2].islower():
        return read_roman(text, start)
    amount = read_amount(text, start)
    if amount is None:
        return None, word_end(text, start)
    if amount.role in {"age", "compound"}:
        return read_whole_word(text, amount, names)
    if amount.role == "times":
        return build_number(text, amount, amount.end), amount.end
    if amount.role == "ordinal":
        return read_word_ordinal(text, amount, names)
    if text[amount.end : amount.end + 1] in HYPHENS and (compound := read_hyphenated(text, amount, names)):
        return compound
    if text[start].isdigit():
        return _read_digits(text, amount, names)
    return _read_words(text, amount, names)


_SHORT_DAY = re.compile(rf"\d{{1,2}}\.{SPACE}?\d{{1,2}}\.")


def _prefixed(text: str, start: int, end: int, unit: Unit) -> Found:
    """Read an amount after its currency: `€ 29,90`, `US-$ 5 bis 6 Mio.`."""
    digits = skip_space(text, end)
    if text[end - 1] == "." and (_SHORT_DAY.match(text, digits) or any(rule(text, digits) for rule in DATE_RULES)):
        return None, end  # "Fr. 12.5." is a Friday
    amount = read_priced(text, digits)
    if amount is None:
        return None, end
    amount = replace(amount, start=start)
    second = _second(text, amount, amount.end)
    end = (second or amount).end
    if even := EVEN.match(text, end):
        end = even.end()
    return build_number(text, _with_scale_of(amount, second), end, second=second, unit=unit), end


# --- digits -------------------------------------------------------------------------------------

_VERSION = re.compile(r"\d+(?:\.\d+)++(?!\d|,\d)")
_CODE = re.compile(r"\d+(?:[-‑/]\d+)++(?:[-‑/]\w++)*+")
_POSTCODE = re.compile(
    rf"(?:(?<=\b[DA][-–])|(?<=, )|(?<=\bin )|(?<=\ban )|(?<=\baus )|(?<=\n))"
    rf"\d{{3}}(?!00)\d\d{SPACE}[A-ZÄÖÜ][a-zäöüß]+(?![\w-])"
)
_HOUSE = re.compile(rf"(?:straße|strasse|str\.|gasse|weg|platz|allee|ring){SPACE}\d+\w?,{SPACE}$", re.IGNORECASE)
_TOWN = re.compile(rf"\d{{4,5}}{SPACE}[A-ZÄÖÜ][a-zäöüß]+(?![\w-])")
_LABELS = re.compile(
    rf"(?:{SPACE}?(?:,|und|oder|bis|sowie|bzw\.|[-–/]){SPACE}?\d{{1,5}}\w?(?![\w.,]\d|\w)(?!{SPACE}[A-ZÄÖÜ%€]))*+"
)


def _read_digits(text: str, amount: Amount, names: Spans) -> Found:
    """Read an expression that begins with digits."""
    start, end = amount.start, amount.end
    after = text[end : end + 1]
    if after.isalpha() or after == "_":
        return _measure(text, amount, names) if unit_at(text, end) else read_glued(text, amount, names)
    if found := read_year_before_plural(text, start):
        return found
    if text[start] == "0" and text[start + 1 : start + 2].isdigit():
        return None, _label_end(text, start, end)
    if found := _joined_digits(text, amount, names):
        return found
    if (version := _VERSION.match(text, start)) and version.end() > end:
        return _decimal_score(text, version), version.end()
    if _is_label_here(text, amount, names) or _is_postcode(text, start):
        return None, _label_end(text, start, end)
    return read_rank(text, amount) or read_year(text, amount, names) or _measure(text, amount, names)


def _is_postcode(text: str, start: int) -> bool:
    """Whether digits are a postcode: `in 10117 Berlin`; after a house number also four: `Hauptgasse 3, 8160 Weiz`."""
    if _POSTCODE.match(text, start):
        return True
    return bool(_TOWN.match(text, start) and _HOUSE.search(text, max(0, start - 24), start))


def _is_label_here(text: str, amount: Amount, names: Spans) -> bool:
    """Whether an amount without a unit is an identifier: `§ 218`, `Band 3`."""
    if unit_at(text, amount.end):
        return False
    if is_weak_label(text, amount.start):
        return noun_after(text, amount.end, names=names) is None
    return is_label(text, amount.start)


def _joined_digits(text: str, amount: Amount, names: Spans) -> Found | None:
    return (
        read_digit_ordinal(text, amount, names)
        or read_percent_adjective(text, amount, names)
        or read_spaced_age(text, amount, names)
    )


def _label_end(text: str, start: int, end: int) -> int:
    """End of an identifier and of those listed after it: `Linien 5, 10 und 18`, `Nr. 72-186`."""
    code = _CODE.match(text, start)
    more = _LABELS.match(text, code.end() if code else end)
    return more.end() if more else end


def _decimal_score(text: str, version: re.Match[str]) -> Number | None:
    """Number with a decimal point after the name of a scale: `Stärke 6.3`; None for versions and section numbers."""
    if word_before(text, version.start()) not in lexicon().words["measures"] or version[0].count(".") > 1:
        return None
    return Number(version.start(), version.end(), version[0], "cardinal", value=Decimal(version[0]))


# --- words ---------------------------------------------------------------------------------------

_SENTENCE_BEGIN = re.compile(r"(?:^|[.:!?…\n•|–—-][ \u00a0\u202f]*|[„\"»(‚][ ]?)$")
_WORD_YEAR = re.compile(
    r"(?:elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn)hundert\w+|zweitausend\w+", re.IGNORECASE
)
_NO_ONE = frozenset(
    "Fuß Zoll Knoten Bar Rand Lei Kubik Celsius Won Real Lew Krone Kronen m t l g h ct Volt Kilo".split()
)
_ATTENTION = re.compile(
    rf"{SPACE}(?:geben|gibt|gab|gaben|gegeben|zu{SPACE}geben|nehmen|nahm|lassen|ließ|gelassen|genommen)\b"
)


def _read_words(text: str, amount: Amount, names: Spans) -> Found:
    """Read an expression that begins with a number word."""
    word = text[amount.start : amount.end]
    if text[amount.end : amount.end + 1] in HYPHENS and text[amount.end + 1 : amount.end + 2].isalpha():
        return None, word_end(text, amount.start)
    if amount.role == "part":
        return _bare_part(text, amount, names)
    if amount.role == "scale":
        return _bare_scale(text, amount, names)
    if amount.role == "one" and not unit_at(text, amount.end) and not _TO.match(text, amount.end):
        return None, amount.end
    if word.lower() == "acht" and _is_attention(text, amount):
        return None, amount.end
    if amount.role == "cardinal" and _WORD_YEAR.fullmatch(word) and _word_year(text, amount, names):
        return Number(amount.start, amount.end, word, "date", edtf=f"{int(amount.value):04d}"), amount.end
    if _is_label_here(text, amount, names) and noun_after(text, amount.end, names=names) is None:
        return None, amount.end
    return read_rank(text, amount) or _measure(text, amount, names)


def _is_attention(text: str, amount: Amount) -> bool:
    """Whether `acht` means attention: `acht geben`, `außer Acht lassen`."""
    set_phrase = text[amount.start] == "A" and word_before(text, amount.start) in {"außer", "in"}
    return set_phrase or bool(_ATTENTION.match(text, amount.end))


def _word_year(text: str, amount: Amount, names: Spans) -> bool:
    return (
        1100 < amount.value < 2100 and not noun_after(text, amount.end, names=names) and not unit_at(text, amount.end)
    )


_PART_CONTEXT = re.compile(rf"\b(?:gute[snm]?|knappe[snm]?|weitere[snm]?|letzte[snm]?|rund|etwa|fast){SPACE}$")
_HALF_OTHER = re.compile(
    rf"(?:\b(?:erste[nr]?|zweite[nr]?|obere[nr]?|untere[nr]?|andere[nr]?|eigene[nr]?|gegnerische[nr]?|\w+liche[nr]?)|\d\.){SPACE}$"
)


def _bare_part(text: str, amount: Amount, names: Spans) -> Found:
    """Read `die Hälfte`; a `Drittel` without a numerator only as `ein weiteres Drittel`."""
    word = text[amount.start : amount.end]
    pattern, wanted = (_HALF_OTHER, False) if word.startswith("Hälfte") else (_PART_CONTEXT, True)
    accepted = bool(pattern.search(text, max(0, amount.start - 16), amount.start)) == wanted
    if not accepted or not word[0].isupper() or word.startswith("Viertel"):
        return None, amount.end
    noun = noun_after(text, amount.end, genitive=True, of=True, measure=True, names=names)
    return build_number(text, amount, amount.end, noun=noun), amount.end


def _bare_scale(text: str, amount: Amount, names: Spans) -> Found:
    """Read `mehrere Dutzend`, `eine knappe Million`; a bare `Million` is not a number."""
    if is_indefinite(text, amount.start):
        return _measure(text, replace(amount, role="plural"), names)
    if _PART_CONTEXT.search(text, max(0, amount.start - 16), amount.start):
        return _measure(text, amount, names)
    return None, amount.end


# --- ranges and measures ------------------------------------------------------------------------

_TO = re.compile(
    rf"{SPACE}?(?P<to>bis(?:{SPACE}zu)?|[-–—]|oder){SPACE}?(?=[\w½¼¾−-])|"
    rf"{SPACE}(?P<and>und){SPACE}(?:rund{SPACE}|etwa{SPACE})?(?=[\w−-])"
)
_SECOND_SIGN = re.compile(rf"[-−]{SPACE}?(?=\d)|(?:minus|plus){SPACE}")


def _second(text: str, first: Amount, pos: int) -> Amount | None:
    """Upper bound of a range whose lower bound ends at `pos`; None without one."""
    match = _TO.match(text, pos)
    if not match or (match["and"] and not BETWEEN.search(text, max(0, first.start - 30), first.start)):
        return None
    if first.role == "one" and match["to"] not in {None, "bis", "oder"}:
        return None
    if match["to"] in {"-", "–", "—"} and not text[match.end()].isdigit():
        return None
    sign = _SECOND_SIGN.match(text, match.end())
    second = read_amount(text, sign.end() if sign else match.end())
    if second is None or second.role not in {"cardinal", "plural", "fraction"}:
        return None
    if text[second.end : second.end + 1].isalpha() and not unit_at(text, second.end):
        return None
    if any(rule(text, match.end()) for rule in DATE_RULES):
        return None
    second = with_sign(text, second)
    if match["to"] == "oder" and _is_other_measure(text, first, second):
        return None
    low, high = _with_scale_of(first, second).value, second.value
    return second if low < high or match["and"] or high < low < 0 else None


_MAX_PART = 36
_OF_WHOLE = re.compile(rf"(?<!\w)(?P<part>\w{{1,30}}){SPACE}(?:von|aus){SPACE}$")


def _is_other_measure(text: str, first: Amount, second: Amount) -> bool:
    """Whether the number after `oder` says the same in another way: `drei von vier oder 75 Prozent`."""
    if text[first.start].isalpha() and text[second.start].isdigit() and second.value > 3 * first.value:
        return second.factor == 1
    ratio = _OF_WHOLE.search(text, max(0, first.start - _MAX_PART), first.start)
    part = read_word(ratio["part"]) if ratio else None
    return bool(ratio and (ratio["part"].isdigit() or (part and part.role == "cardinal")))


def _with_scale_of(first: Amount, second: Amount | None) -> Amount:
    """Apply the scale of the upper bound to the lower one: `30 bis 40 Milliarden`."""
    if second is None or second.factor == 1 or first.factor != 1 or first.value >= 1000:
        return first
    return replace(first, value=first.value * second.factor)


_TURNS = frozenset({Decimal(90), Decimal(180), Decimal(270), Decimal(360)})


def _measure(text: str, amount: Amount, names: Spans) -> Found:
    """Read a cardinal or a measure, alone or as the lower bound of a range."""
    amount = with_sign(text, amount)
    first_unit = unit_at(text, amount.end)
    second = _second(text, amount, first_unit[1] if first_unit else amount.end)
    second_unit = unit_at(text, second.end) if second else None
    if second and first_unit and (not second_unit or second_unit[0] != first_unit[0]):
        second = None
    unit, end = (second_unit if second else first_unit) or (None, (second or amount).end)
    if not _stands(text, amount, second, unit, end):
        return None, amount.end
    if second is None and (code := _CODE.match(text, amount.start)) and code.end() > amount.end:
        return None, code.end()
    if unit and unit.unit == "Cel" and amount.value in _TURNS and text[end - 4 : end] == "Grad":
        unit = replace(unit, unit="deg")
    noun = _noun(text, amount, unit, end, names)
    if unit is None and _belongs_to_name(text, amount, noun):
        return None, end
    return build_number(text, _with_scale_of(amount, second), end, second=second, unit=unit, noun=noun), end


_ONE_HAND = re.compile(rf"\b[Zz]um{SPACE}$")


def _stands(text: str, amount: Amount, second: Amount | None, unit: Unit | None, end: int) -> bool:
    """Whether `ein` or `halb` is a number here: before a unit or in a range, not in `eines Tages`."""
    if amount.role == "half":
        return unit is not None
    if amount.role != "one" or second:
        return True
    if _ONE_HAND.search(text, max(0, amount.start - 4), amount.start):
        return False
    form = text[amount.end : end].strip()
    someday = form in {"Tages", "Tags"} and text[amount.start : amount.end].lower() == "eines"
    return unit is not None and form not in _NO_ONE and not someday


_SINCE = re.compile(rf"\b(?:seit|vor){SPACE}(?:[\w.]+{SPACE})?$", re.IGNORECASE)
_TIME_UNITS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})


def _noun(text: str, amount: Amount, unit: Unit | None, end: int, names: Spans) -> str | None:
    """The counted noun; a duration after `seit` or `vor` counts nothing ("seit zwei Jahren Präsident")."""
    if unit and unit.unit in _TIME_UNITS and _SINCE.search(text, max(0, amount.start - 16), amount.start):
        return None
    genitive = unit is not None or amount.role in {"fraction", "plural"}
    of = genitive and (unit is None or unit.kind == "percent")
    return noun_after(text, end, measure=unit is not None, genitive=genitive, of=of, names=names)


# not "kritisiert" and the like, which may be the participle of a headline: "Zwei Männer verurteilt"
_SINGULAR = re.compile(
    rf"{SPACE}[A-ZÄÖÜ][\w-]+{SPACE}(?:ist|war|wird|wurde|hat|hatte|will|wollte|soll|sollte|kann|konnte|muss|darf|fordert|sagt|warnt|"
    r"spricht|sieht|macht|zeigt|startet|bittet|hilft|wirft|gibt|geht|kommt|läuft|spielt|steht|lädt|ruft|setzt|sucht|plant|"
    r"kämpft|protestiert|appelliert|forderte|sagte|warnte|kritisierte|sprach|spielte|erklärte|protestierte)(?!\w)"
)


def _belongs_to_name(text: str, amount: Amount, noun: str | None) -> bool:
    """Whether a number is part of a name: `Boeing 737`, `die deutsche Elf`, `von Vier Pfoten`."""
    if not text[amount.start].isalpha():
        return follows_product(text, amount.start)
    if not text[amount.start].isupper() or amount.role != "cardinal" or amount.value >= 100 or amount.factor != 1:
        return False
    if not _SENTENCE_BEGIN.search(text, max(0, amount.start - 4), amount.start):
        return True
    return noun is not None and amount.value > 1 and bool(_SINGULAR.match(text, amount.end))
