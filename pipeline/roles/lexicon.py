"""Nouns for offices, ranks, functions and professions, and the words that say since when or until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

MAX_WORD = 60
"""Maximum length of a role noun in characters; what is longer is no German noun."""

_MIN_ENDING = 4

FORMER, DESIGNATED, ACTING = "former", "designated", "acting"
_STATUS = {
    FORMER: """ehemalig früher einstig vormalig damalig bisherig seinerzeitig abgewählt gestürzt abgesetzt
    entlassen zurückgetreten verstorben ermordet amtsenthoben geschasst emeritiert pensioniert""",
    DESIGNATED: "designiert künftig zukünftig gewählt neugewählt angehend kommend",
    ACTING: "kommissarisch geschäftsführend interimistisch vorübergehend",
}
_OFFICES = ("minister", "kanzler", "präsident", "regierungschef", "bürgermeister", "premier")
"""Ends of offices that somebody holds `geschäftsführend` for a while; a company's director is always that."""

_PREFIXES = {
    **dict.fromkeys(("ex", "alt"), FORMER),
    **dict.fromkeys(("interims", "übergangs"), ACTING),
    **dict.fromkeys(
        ("vize", "co", "noch", "top", "spitzen", "star", "chef", "ober", "mit", "neu", "kult", "haupt"), ""
    ),
}
_FORMER_WORDS = ("altkanzler", "altbundes", "altpräsident", "altbürgermeister", "exkanzler")
_CASES = ("e", "en", "er", "em", "es")


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a role noun.

    Attributes:
        lemma: nominative singular; of one that declines like an adjective, the stem (`Vorsitzend`).
        gender: `m`, `f`, `n`; `a` if it declines like an adjective and the form tells nothing.
        plural: whether the form can only be a plural.
    """

    lemma: str
    gender: str
    plural: bool = False

    def nominative(self, gender: str | None) -> str:
        """The nominative singular without an article, for a person of this gender (`m`, `f` or None)."""
        if self.gender != "a":
            return self.lemma
        return self.lemma + ("r" if gender == "m" else "")


@cache
def _forms() -> tuple[dict[str, tuple[str, str, bool] | None], frozenset[str]]:
    """Map each form, in lower case, to what is taken off, gender and plural; and the forms that are no endings."""
    lines = (files("pipeline") / "data" / "roles.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[str, str, bool] | None] = {}
    whole = set()
    for kind, *words in (line.split() for line in lines if not line.startswith("#")):
        for word in words:
            noun, _, stem = word.removeprefix("=").partition("/")
            for form, lemma, gender, plural in _declined(kind, noun, stem or noun):
                found.setdefault(form, None if kind == "x" else (lemma, gender, plural))
                if word.startswith("="):
                    whole.add(form)
    return found, frozenset(whole)


def _declined(kind: str, noun: str, stem: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the forms of a noun with their nominative singular, gender, and whether they are plural only."""
    if kind == "a":
        yield from ((noun + ending, f"{noun}e", "a", False) for ending in ("e", "en", "em"))
        yield f"{noun}er", f"{noun}e", "a", False
        return
    if kind == "f":
        yield noun, noun, "f", False
        yield from ((noun + ending, noun, "f", True) for ending in ("n", "en"))
        return
    gender = "n" if kind == "o" else "m"
    singular = {"n": ("", "s"), "x": ("", "s"), "w": ("", "n", "en"), "s": ("", "s", "es"), "o": ("", "s", "es")}
    plural = {"n": ("n",), "x": ("n",), "w": (), "s": ("e", "en"), "o": ("er", "ern")}
    bare = stem.removesuffix("e") if kind == "w" else stem
    yield from ((noun + ending, noun, gender, False) for ending in singular[kind])
    yield f"{bare}in", f"{bare}in", "f", False
    yield f"{bare}innen", f"{bare}in", "f", True
    yield from ((stem + ending, noun, gender, True) for ending in plural[kind])


@lru_cache(maxsize=1 << 15)
def role_noun(word: str) -> Noun | None:
    """The role noun that a word is or ends with; None for other words.

    >>> role_noun("Bundesaußenministers")
    Noun(lemma='Bundesaußenminister', gender='m', plural=False)
    >>> role_noun("SPD-Vorsitzende").nominative("f"), role_noun("Begleiter"), role_noun("gestern")
    ('SPD-Vorsitzende', None, None)
    """
    if not word[:1].isupper() or not 3 < len(word) <= MAX_WORD:
        return None
    forms, whole = _forms()
    lower = word.lower()
    for start in range(len(lower) - _MIN_ENDING + 2):
        ending = lower[start:]
        is_whole = not start or lower[start - 1] == "-"
        if ending not in forms or (not is_whole and (len(ending) < _MIN_ENDING or ending in whole or start < 2)):
            continue
        found = forms[ending]
        if found is None:
            return None
        lemma, gender, plural = found
        own = lemma.capitalize() if is_whole else lemma
        return Noun(word[:start] + own, gender, plural)
    return None


@cache
def _adjectives() -> dict[str, str]:
    return {stem + end: status for status, stems in _STATUS.items() for stem in stems.split() for end in _CASES}


def status_of_adjective(word: str, head: str) -> str | None:
    """`former`, `designated` or `acting` by an adjective before a role noun; None for other adjectives.

    >>> status_of_adjective("früheren", "Minister"), status_of_adjective("geschäftsführender", "Direktor")
    ('former', None)
    """
    status = _adjectives().get(word.lower())
    if word.lower().startswith("geschäftsführend") and not head.lower().removesuffix("in").endswith(_OFFICES):
        return None
    return status


@lru_cache(maxsize=1 << 12)
def split_prefix(word: str) -> tuple[str, str | None]:
    """What stands before the role noun of a word with hyphens, without Ex-, Vize- and the like, and their status.

    >>> split_prefix("Ex-VW-Chef"), split_prefix("Vize-Präsident"), split_prefix("Altkanzler")
    (('VW', 'former'), ('', None), ('', 'former'))
    """
    *parts, last = word.split("-")
    status = None
    while parts and parts[0].lower() in _PREFIXES:
        status = _PREFIXES[parts.pop(0).lower()] or status
    lower = last.lower()
    if not parts and lower.startswith(_FORMER_WORDS):
        status = FORMER
    return "-".join(parts), status
