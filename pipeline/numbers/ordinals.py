"""Read ordinals: `21.`, `dritte`, `II.` after the name of a ruler, and the rank after `Platz`."""

import re
from decimal import Decimal

from pipeline.numbers.amounts import Amount, Found, build_ordinal, read_amount, unit_at, word_end
from pipeline.numbers.context import is_label, word_before
from pipeline.numbers.dates import BETWEEN
from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.nouns import Spans, noun_after

_STOP = re.compile(rf"\.(?={SPACE}?[^\W\d_]|{SPACE}\d+\.|{SPACE}?[,/–-]|{SPACE}[\d„\"(])")
_FOLLOWING = re.compile(rf"{SPACE}*[„\"(]?([^\W\d_]*)")
_DETERMINED = re.compile(
    rf"(?:\b(?:der|die|das|den|dem|des|am|im|zum|zur|beim|vom|ins|ihr\w{{0,2}}|sein\w{{0,2}}|unser\w{{0,2}}|mein\w{{0,2}}|jede\w?|"
    rf"eine?\w?|diese\w?|keine?\w?|als){SPACE}+(?:(?-i:[a-zäöüß]+){SPACE}+)?|\d\.{SPACE}?(?:(?:und|oder|bis|sowie){SPACE}|[,/–-]{SPACE}?))$",
    re.IGNORECASE,
)
_LOWER_WORD = re.compile(rf"\b([a-zäöüß]{{2,}}){SPACE}+$")
_LINE_START = re.compile(r"(?:^|[\n:„\"(])[ \u00a0\u202f•*-]*$")
_RANGE = re.compile(
    rf"\.(?P<to>{SPACE}?(?:bis(?:{SPACE}zum)?|[-–/]|und(?:{SPACE}dem)?){SPACE}?)(?P<last>\d{{1,3}})(?=\.{SPACE})"
)


def read_digit_ordinal(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read digits whose full stop does not end the sentence: `21. Spieltag`, `jeder 5. Deutsche`, `zum 3. Mal`."""
    start = amount.start
    stop = _STOP.match(text, amount.end)
    digits = text[start : amount.end]
    if not stop or len(digits) > 9 or not digits.replace(".", "").isdigit():
        return None
    if len(digits) > 3 and not _DETERMINED.search(text, max(0, start - 32), start):
        return None
    following = _FOLLOWING.match(text, stop.end())
    word = following[1] if following else ""
    if word in lexicon().months:  # a day that no month has: "32. Januar"
        return None, stop.end()
    if word in {"v", "n"} or is_label(text, start) or word_before(text, start) in lexicon().words["ranks"]:
        return None
    if (word[:1].isupper() or not word) and (
        word in lexicon().words["sentence_starters"] or not _expects_ordinal(text, start)
    ):
        return None
    if found := _ordinal_range(text, amount, names):
        return found
    return build_ordinal(text, start, stop.end(), amount.value, noun_after(text, stop.end(), names=names)), stop.end()


def _expects_ordinal(text: str, start: int) -> bool:
    """Whether an ordinal may stand here: after an article or a word other than a preposition, or at a line start."""
    low = max(0, start - 32)
    if _DETERMINED.search(text, low, start) or _LINE_START.search(text, max(0, start - 6), start):
        return True
    lower = _LOWER_WORD.search(text, low, start)
    return bool(lower) and lower is not None and lower[1] not in lexicon().words["no_determiner"]


def _ordinal_range(text: str, amount: Amount, names: Spans) -> Found | None:
    """Read `3. bis 5. Platz`, and after `zwischen dem` also `50. und 70. Lebensjahr`."""
    match = _RANGE.match(text, amount.end)
    if not match or int(match["last"]) <= amount.value:
        return None
    if ("und" in match["to"] or "/" in match["to"]) and not BETWEEN.search(
        text, max(0, amount.start - 30), amount.start
    ):
        return None
    end = match.end() + 1
    last = Decimal(match["last"])
    return build_ordinal(text, amount.start, end, amount.value, noun_after(text, end, names=names), last=last), end


_RANK_TO = re.compile(rf"{SPACE}?(?:bis|[-–]){SPACE}?")


def read_rank(text: str, amount: Amount) -> Found | None:
    """Read the rank after its noun: `Platz 3`, `Rang zwei`, `die Plätze 2 bis 5`."""
    before = word_before(text, amount.start)
    if before not in lexicon().words["ranks"] or unit_at(text, amount.end) or amount.role != "cardinal":
        return None
    connector = _RANK_TO.match(text, amount.end)
    second = read_amount(text, connector.end()) if connector else None
    if second and second.role == "cardinal" and second.value > amount.value:
        return build_ordinal(text, amount.start, second.end, amount.value, before, last=second.value), second.end
    return build_ordinal(text, amount.start, amount.end, amount.value, before), amount.end


_ROMAN = re.compile(r"(?P<n>X{0,3}(?:IX|IV|V?I{0,3}))(?P<stop>\.?)(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def _roman_value(numeral: str) -> int:
    total = 0
    for letter, following in zip(numeral, numeral[1:] + " ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total


def read_roman(text: str, start: int) -> Found:
    """Read `II.` after the name of a ruler or pope."""
    match = _ROMAN.match(text, start)
    if not match or not match["n"]:
        return None, word_end(text, start)
    before = word_before(text, start)
    rulers = lexicon().words["rulers"]
    if before not in rulers and before.removesuffix("s") not in rulers and before.removesuffix("’") not in rulers:
        return None, match.end()
    return build_ordinal(text, start, match.end(), Decimal(_roman_value(match["n"])), None), match.end()


_ARTICLE = re.compile(
    rf"\b(?:de[rnms]|die|das|am|im|zum|zur|vom|beim|jede[rnms]?|als|ihr\w*|sein\w*|ein\w*|dies\w*){SPACE}(?:(?-i:[a-zäöü]\w+){SPACE})?$",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    rf"(?:erste[nr]?{SPACE}(?:Hilfe|Linie)|(?:erster|zweiter){SPACE}Hand|Erste{SPACE}(?=Deutsche{SPACE}Fernsehen)|"
    rf"(?:erste[nrms]?|zweite[nrms]?){SPACE}Weltkrieg\w*|Dritte[nrms]?{SPACE}(?:Reich\w*|Welt)|"
    rf"Zweite[sn]?{SPACE}Deutsche[sn]?{SPACE}Fernsehen|Fünf-Sterne-Bewegung)(?!\w)",
    re.IGNORECASE,
)


def read_word_ordinal(text: str, amount: Amount, names: Spans) -> Found:
    """Read `dritte`, `Erster`; not `Erste Hilfe`, `an Dritte`, `achten auf`."""
    word = text[amount.start : amount.end]
    if text[amount.end : amount.end + 1] in {"-", "‑"}:
        return None, word_end(text, amount.start)
    if _IDIOM.match(text, amount.start):
        return None, amount.end
    noun = noun_after(text, amount.end, names=names)
    determined = bool(_ARTICLE.search(text, max(0, amount.start - 24), amount.start))
    if word in {"achte", "achten"} and not determined:
        return None, amount.end
    if noun is None and word[0].isupper() and _is_not_rank(text, amount, determined=determined):
        return None, amount.end
    return build_ordinal(text, amount.start, amount.end, amount.value, noun), amount.end


_CHANNEL = re.compile(rf"\b(?:[Dd]as|[Ii]m){SPACE}$")
_NO_MASCULINE = re.compile(rf"\b(?:[Dd](?:er|ie|as|en|em)){SPACE}$")


def _is_not_rank(text: str, amount: Amount, *, determined: bool) -> bool:
    """Whether a word is not a rank: `Rechte Dritter` (other people), `im Ersten` (a channel), `der Achter` (a boat)."""
    word, low = text[amount.start : amount.end], max(0, amount.start - 4)
    before = word_before(text, amount.start)
    if word.startswith("Erste") and _CHANNEL.search(text, low, amount.start):
        return word in {"Erste", "Ersten"}
    if word.endswith("er") and _NO_MASCULINE.search(text, low, amount.start):
        return True
    if not word.startswith("Dritt") or before in {
        "wurde",
        "wurden",
        "wird",
        "als",
        "war",
        "werden",
        "landete",
        "belegte",
    }:
        return False
    return not determined and (word != "Dritter" or before[:1].isupper())
