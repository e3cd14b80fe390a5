"""Numbers joined to a word: `44-Tage-Krieg`, `45-Jähriger`, `sechsjährige`, `16- bis 18-jährige`, `10km`."""

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.numbers.amounts import Amount, Found, build_number, read_amount, unit_at, word_end
from pipeline.numbers.context import follows_product, is_label
from pipeline.numbers.dates import BETWEEN
from pipeline.numbers.lexicon import SPACE, Unit, adjective_unit, lexicon
from pipeline.numbers.nouns import Spans, noun_after, person_after
from pipeline.numbers.words import TIMES

HYPHENS = frozenset("-‑")
_AFTER_HYPHEN = re.compile(r"[-‑](?P<first>[^\W\d_]+)(?P<rest>(?:[-‑/][^\W_]+)*+)")
_ELLIPSIS = re.compile(rf"[-‑]{SPACE}?(?P<to>bis|und|oder|,|/){SPACE}?(?:zu{SPACE})?")
_AGE = re.compile(
    r"(?P<unit>jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|prozentig)(?:e[nrms]?)?(?:-\w+)?", re.IGNORECASE
)
_TIMES = re.compile(rf"{TIMES}(?:-\w+)?", re.IGNORECASE)
_PERCENT_WORD = re.compile(r"%-?ige[nrms]?(?!\w)")
_WAR = re.compile(rf"{SPACE}Krieg(?:es|s)?\b")
_NO_COUNTED = frozenset({"Drittel", "Viertel", "Uhr", "Mann", "Sterne"})


def read_whole_word(text: str, amount: Amount, names: Spans) -> Found:
    """Read a number word joined to a unit: `sechsjährige Tochter`, `Viertagewoche`; not `Dreißigjähriger Krieg`."""
    if text[amount.start].isupper() and _WAR.match(text, amount.end):
        return None, amount.end
    end = word_end(text, amount.end) if text[amount.end : amount.end + 1] in HYPHENS else amount.end
    return _aged(text, amount, amount.start, end, Unit(amount.kind, amount.unit or ""), names)


def _aged(text: str, amount: Amount, adjective: int, end: int, unit: Unit, names: Spans) -> Found:
    """Build an age or duration in one word; its adjective begins at `adjective`, and a noun may follow it."""
    noun = person_after(text, end, names=names) if text[adjective].islower() else None
    return build_number(text, amount, end, unit=unit, noun=noun), end


def read_glued(text: str, amount: Amount, names: Spans) -> Found:
    """Read a unit glued to digits: `45jährige`, `10km`; other letters after digits make a code (`5G`, `2,5fach`)."""
    if found := unit_at(text, amount.end):
        unit, end = found
        return build_number(text, amount, end, unit=unit), end
    end = word_end(text, amount.end)
    if _TIMES.fullmatch(text, amount.end, end):
        return build_number(text, amount, end), end
    age = _AGE.fullmatch(text, amount.end, end)
    if age is None:
        return None, end
    return _aged(text, amount, amount.end, end, adjective_unit(age["unit"]), names)


_SPACED_AGE = re.compile(rf"{SPACE}(?P<word>(?P<unit>jährig|tägig|stündig|minütig)e?[nrms]?)(?!\w)", re.IGNORECASE)


def read_spaced_age(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read `26 jährigen`, a common error for `26-jährigen`."""
    match = _SPACED_AGE.match(text, amount.end)
    if match is None:
        return None
    return _aged(text, amount, match.start("word"), match.end(), adjective_unit(match["unit"]), names)


def read_percent_adjective(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read `10%ige Beteiligung`."""
    match = _PERCENT_WORD.match(text, amount.end)
    if match is None:
        return None
    return build_number(
        text, amount, match.end(), unit=Unit("percent", "%"), noun=noun_after(text, match.end(), names=names)
    ), match.end()


def read_hyphenated(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read a compound that begins with the amount, or return None if no word follows the hyphen."""
    if ellipsis := _ELLIPSIS.match(text, amount.end):
        return _elliptic(text, amount, ellipsis, names)
    match = _AFTER_HYPHEN.match(text, amount.end)
    if not match or amount.role in {"plural", "fraction", "half"} or amount.value == 0:
        return None
    first, end = match["first"], match.end()
    if _TIMES.fullmatch(first + match["rest"]):
        return build_number(text, amount, end), end
    age = _AGE.fullmatch(first + match["rest"])
    if age:
        return _aged(text, amount, match.start("first"), end, adjective_unit(age["unit"]), names)
    return _of_parts(text, amount, [first, *re.split(r"[-‑/]", match["rest"])[1:]], end)


def _of_parts(text: str, amount: Amount, parts: list[str], end: int) -> Found:
    """Read `20-Millionen-Euro-Projekt`: scale words, then a unit or a counted noun, then the head of the compound."""
    tables = lexicon()
    while parts and parts[0] in tables.scales:
        amount = replace(amount, value=amount.value * tables.scales[parts.pop(0)])
    if len(parts) > 1 and f"{parts[0]}-{parts[1]}" in tables.units:
        parts[:2] = [f"{parts[0]}-{parts[1]}"]
    head = parts[0] if parts else ""
    if is_label(text, amount.start) or follows_product(text, amount.start):
        return None, end
    unit = tables.units.get(tables.compound_units.get(head, head))
    if unit and (len(head) > 1 or len(parts) > 1):
        return build_number(
            text, replace(amount, value=amount.value * unit.factor), end, unit=replace(unit, factor=Decimal(1))
        ), end
    counted = len(head) > 2 and head[0].isupper() and head[1:].islower() and head not in _NO_COUNTED
    counted = counted and amount.role != "one" and (len(parts) > 1 or text[amount.start].isdigit())
    return (build_number(text, amount, end) if counted else None), end


def _elliptic(text: str, amount: Amount, ellipsis: re.Match[str], names: Spans) -> Found | None:
    """Read `16- bis 18-jährige` as one range, `30- und 40-Jährige` as two numbers."""
    second, end = _second_word(text, ellipsis.end(), names)
    if second is None or second.value is None or second.start != ellipsis.end():
        return None, amount.end + 1
    joined = ellipsis["to"] not in {"bis", "oder", "/"}
    if joined and not BETWEEN.search(text, max(0, amount.start - 30), amount.start):
        unit = Unit(second.kind, second.unit) if second.unit else None
        return build_number(text, amount, amount.end, unit=unit, noun=second.noun), ellipsis.end()
    number = build_number(
        text, amount, end, unit=Unit(second.kind, second.unit) if second.unit else None, noun=second.noun
    )
    return replace(number, value_max=second.value), end


def _second_word(text: str, pos: int, names: Spans) -> Found:
    """Read the number after an elliptic hyphen: `18-jährige`."""
    second = read_amount(text, pos)
    if second is None:
        return None, pos
    if second.role in {"age", "compound"}:
        return read_whole_word(text, second, names)
    if text[second.end : second.end + 1] in HYPHENS:
        return read_hyphenated(text, second, names) or (None, pos)
    return read_glued(text, second, names) if text[second.end : second.end + 1].isalpha() else (None, pos)
