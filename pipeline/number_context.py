"""What stands around a number: the approximator before it, the counted noun after it, and what makes it a label."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline.number_lexicon import lexicon

S = "[ \u00a0\u202f]"
_APPROXIMATORS = {
    "~": ["rund", "etwa", "in etwa", "circa", "zirka", "ca.", "ca", "rd.", "ungefähr", "schätzungsweise", "um die"],
    ">": ["über", "mehr als", "weit über", "deutlich über", "deutlich mehr als", "weit mehr als"],
    ">=": ["mindestens", "wenigstens", "zumindest", "nicht weniger als", "nicht unter"],
    "<": ["unter", "weniger als", "keine", "kein", "keinen", "keiner", "nicht einmal", "nicht mal"],
    "<=": ["höchstens", "maximal", "bis zu", "nicht mehr als", "nicht über", "max."],
    "<~": ["knapp", "fast", "nahezu", "beinahe", "annähernd"],
    ">~": ["gut", "etwas mehr als", "etwas über"],
}
_RELATION = {form: relation for relation, forms in _APPROXIMATORS.items() for form in forms}
_FORMS = "|".join(
    re.escape(form).replace(r"\ ", f"{S}+") for form in sorted(_RELATION, key=lambda form: (-len(form), form))
)
_APPROX = re.compile(rf"(?<![\w-])(?P<form>{_FORMS}){S}+(?P<article>(?:der|die|das|den|dem){S}+)?$", re.IGNORECASE)
_WORD_BEFORE = re.compile(rf"([^\W\d_][\w.-]*){S}+$")
_WINDOW = 48


def approximator(text: str, start: int) -> tuple[str, int] | None:
    """The relation said directly before `start`, and where its words begin."""
    match = _APPROX.search(text, max(0, start - _WINDOW), start)
    if not match:
        return None
    form = re.sub(r"\s+", " ", match["form"].lower())
    if form in {"über", "unter"} and (match["article"] or _is_about(text, match.start())):
        return None
    return _RELATION[form], match.start()


def _is_about(text: str, start: int) -> bool:
    """`Kredit über 5 Mio. Euro`, `Strecke über 10 km`: the preposition, not the approximator."""
    before = _WORD_BEFORE.search(text, max(0, start - _WINDOW), start)
    word = before[1] if before else ""
    return word[:1].isupper() and word.lower().endswith(tuple(sorted(lexicon().words["about"])))


def word_before(text: str, start: int) -> str:
    """The word directly before `start` (one space between), or an empty string."""
    match = _WORD_BEFORE.search(text, max(0, start - _WINDOW), start)
    return match[1] if match else ""


_LABEL_MARK = re.compile(rf"(?:§§?|[Nn]r\.|Art\.|Abs\.|Tel\.|Az\.|[Ss]\.|Kap\.|Bd\.|#|Ziff\.|Str\.|[Ss]tr\.){S}?$")
_CODE = re.compile(rf"(?<![\w-])(?:[A-Z]|[A-ZÄÖÜ]{{2,4}}){S}$")
_STREET = re.compile(
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt|promenade|steig|pfad|graben)$",
    re.IGNORECASE,
)


def is_label(text: str, start: int) -> bool:
    """Whether the words before make the digits at `start` an identifier: `§ 218`, `A 5`, `Linie 3`, `Hauptstraße 12`."""
    if _LABEL_MARK.search(text, max(0, start - 8), start):
        return True
    before = word_before(text, start)
    words = lexicon().words
    if before.rstrip(".") in words["labels"] or before.rstrip(".").rpartition("-")[2] in words["labels"]:
        return True
    if before in words["ranks"] or before in words["measures"]:
        return False
    return before[:1].isupper() and bool(_STREET.search(before))


def is_name_number(text: str, start: int) -> bool:
    """Whether bare digits belong to the name before them: `Boeing 737`, `LH 400`, `Schalke 04`."""
    before = word_before(text, start)
    if before in lexicon().countries:
        return False
    if before in lexicon().words["products"] or _CODE.search(text, max(0, start - 8), start):
        return True
    return False


def is_competition(word: str) -> bool:
    """`WM 2014`, `Agenda 2010`: the year belongs to the name."""
    return word.rpartition("-")[2] in lexicon().words["competitions"] or word.endswith(
        ("meisterschaft", "meisterschaften")
    )


# --- the counted noun ---------------------------------------------------------------------------

_NOUN = rf"(?P<noun>[A-ZÄÖÜ][^\W_]*(?:[-/][^\W_]+|:innen|\*innen|-)*)"
_NEXT = re.compile(rf"{S}{{1,2}}(?P<open>[„\"»‚]?)(?:{_NOUN}|(?P<low>[a-zäöü][\w-]*)(?P<comma>,?))")
_GENITIVE = re.compile(
    rf"{S}(?:der|des|aller|von|vom|dieser|dieses|ihrer|ihres|seiner|seines|unserer|eines|einer|deren|dessen|jener|an|am)(?={S})"
)
_ADJECTIVE = re.compile(r"[a-zäöüß-]+e[nrsm]?")
_FILLERS = frozenset(
    "und oder schwer leicht sehr neu bislang bisher besonders teils teilweise mutmaßlich weltweit stark gut weiter noch "
    "ganz zum nicht so relativ eher meist zumeist meistens angeblich offenbar rein frisch voll politisch".split()
)
_PLACE_ADJECTIVES = re.compile(
    r"(?:Berliner|Münch[e]?ner|Hamburger|Frankfurter|Kölner|Dresdner|Leipziger|Wiener|Schweizer|Londoner|Pariser|"
    r"Moskauer|Zürcher|Brüsseler|Bremer|Stuttgarter|Nürnberger|Düsseldorfer|Bonner|Kieler|Mainzer|Grazer|Salzburger|"
    r"Linzer|Basler|Berner|Thüringer|Essener|Dortmunder|Hannoveraner|Tokioter|Kabuler|New|Yorker|Almatyer|Rostocker|"
    r"Magdeburger|Erfurter|Jenaer|Hallenser|Chemnitzer|Potsdamer|Duisburger|Bochumer|Madrider|Warschauer|Prager)"
)


@cache
def _adjective_stops() -> frozenset[str]:
    return lexicon().words["no_adjectives"]


@cache
def _measured() -> re.Pattern[str]:
    stems = "|".join(sorted(lexicon().words["measured"]))
    return re.compile(rf"(?:{stems})(?:e[nrsm]?)?|\w+(?:end|ernd|elnd)e[nrsm]?|\w{{3,}}ere[nrsm]?")


def _is_adjective(word: str) -> bool:
    return bool(_ADJECTIVE.fullmatch(word)) and word not in _adjective_stops() and len(word) > 3


def covering(spans: Sequence[tuple[int, int]], pos: int) -> tuple[int, int] | None:
    """The span (of sorted, disjoint ones) that covers `pos`."""
    index = bisect_right(spans, (pos, 1 << 60)) - 1
    return spans[index] if index >= 0 and spans[index][0] <= pos < spans[index][1] else None


def noun_after(text: str, end: int, *, measure: bool, genitive: bool, names: Sequence[tuple[int, int]]) -> str | None:
    """The head noun of the phrase that a number ending at `end` opens.

    Args:
        text: the text.
        end: end of the number with its unit.
        measure: the number has a unit, so an adjective of measure ("30 Jahre alte") ends the phrase.
        genitive: `der Abgeordneten`, `von Menschen` may follow.
        names: sorted spans of proper names, which are not counted nouns.
    """
    pos = end
    if genitive and (article := _GENITIVE.match(text, pos)):
        pos = article.end()
    for _ in range(7):
        match = _NEXT.match(text, pos)
        if not match:
            return None
        if noun := match["noun"]:
            following = _NEXT.match(text, match.end())
            if _PLACE_ADJECTIVES.fullmatch(noun) and following and following["noun"]:
                pos = match.end()
                continue
            return None if _not_counted(noun, match.start("noun"), names) else noun
        if not _may_precede(match["low"], measure=measure) or (match["comma"] and not _is_adjective(match["low"])):
            return None
        pos = match.end()
    return None


def _may_precede(word: str, *, measure: bool) -> bool:
    """Whether a small word can stand between the number and its noun."""
    if measure and _measured().fullmatch(word):
        return False
    return _is_adjective(word) or word in _FILLERS


_NEVER = frozenset(
    "Uhr Prozent Sie Ihnen Ihr Ihre Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Jahr Jahren".split()
)


def _not_counted(noun: str, start: int, names: Sequence[tuple[int, int]]) -> bool:
    if noun in _NEVER or noun in lexicon().countries or noun in lexicon().months:
        return True
    return covering(names, start) is not None
