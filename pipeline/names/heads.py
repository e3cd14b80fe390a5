"""Heads of compounds with a name: persons, things, events, institutions, and heads whose compound is itself a name."""

from functools import cache, lru_cache

from pipeline.names.knowledge import DATA, is_title

_MIN_ENDING = 4
"""Minimum length of a noun that also counts as the ending of a longer one: Bundestagsfraktion, but not Direk-tor."""

MAX_HEAD = 60
"""Maximum length of a head in characters; what is longer is no German noun."""

_SINGULAR = ("", "es", "s")
_PLURAL = ("n", "en", "e", "er", "ern", "nen")
_DERIVED = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "ismus", "tät")


@cache
def _heads() -> dict[str, str]:
    """Map head nouns in lower case to their class; one with `=` before it is no ending of other heads."""
    lines = (DATA / "names_heads.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {noun: row[0] for row in reversed(rows) for noun in row[1:]}


@lru_cache(maxsize=1 << 14)
def head_class(word: str) -> str | None:
    """`person`, `thing`, `event`, `institution` or `named`; None for a head that the list does not tell.

    Several institutions are things: `US-Behörden` names none of them.

    >>> [head_class(word) for word in ("Bundestagsfraktion", "Fraktionen", "Chefs", "Nixdorf", "Toqajew")]
    ['institution', 'thing', 'person', 'named', None]
    """
    if not word[:1].isupper() or len(word) > MAX_HEAD:
        return None
    lower = word.lower()
    for ending in _SINGULAR + _PLURAL:
        if lower.endswith(ending) and (found := _listed(lower.removesuffix(ending) if ending else lower)):
            return "thing" if found == "institution" and ending in _PLURAL else found
    if is_title(word):
        return "person"
    return "thing" if lower.endswith(_DERIVED) and len(lower) > 5 else None


def _listed(noun: str) -> str | None:
    """Class of the longest listed noun that this one ends with."""
    heads = _heads()
    if (exact := heads.get(noun, heads.get(f"={noun}"))) is not None:
        return exact
    ends = (noun[start:] for start in range(1, len(noun) - _MIN_ENDING + 1))
    return next((heads[end] for end in ends if end in heads), None)
