"""What stands around a number: the approximator before it, the counted noun after it, and what makes it a label."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline.number_lexicon import SPACE, lexicon

_APPROXIMATORS = {
    "~": ["rund", "etwa", "in etwa", "circa", "zirka", "ca.", "ca", "rd.", "ungefähr", "schätzungsweise", "um die"],
    ">": ["über", "mehr als", "weit über", "deutlich über", "deutlich mehr als", "weit mehr als"],
    ">=": ["mindestens", "wenigstens", "zumindest", "nicht weniger als", "nicht unter"],
    "<": ["unter", "weniger als", "keine", "kein", "keinen", "keiner", "nicht einmal", "nicht mal"],
    "<=": ["höchstens", "maximal", "bis zu", "nicht mehr als", "nicht über", "max."],
    "<~": ["knapp", "knappe", "knappes", "knappen", "fast", "nahezu", "beinahe", "annähernd"],
    ">~": ["gut", "gute", "gutes", "guten", "etwas mehr als", "etwas über"],
}
_RELATION = {form: relation for relation, forms in _APPROXIMATORS.items() for form in forms}
_FORMS = "|".join(
    re.escape(form).replace(r"\ ", f"{SPACE}+") for form in sorted(_RELATION, key=lambda form: (-len(form), form))
)
_APPROX = re.compile(
    rf"(?<![\w-])(?P<form>{_FORMS}){SPACE}+(?P<article>(?:der|die|das|den|dem){SPACE}+)?$", re.IGNORECASE
)
_WORD_BEFORE = re.compile(rf"([^\W\d_][\w.-]*){SPACE}+$")
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


_LABEL_MARK = re.compile(rf"(?:§§?|[Nn]r\.|Art\.|Abs\.|Tel\.|Az\.|Kap\.|Bd\.|#|Ziff\.|[Ss]tr\.|\bS\.){SPACE}?$")
_CODE = re.compile(rf"(?<![\w-])(?:[A-ZÄÖÜ]{{1,3}}-)?[A-ZÄÖÜ]{{1,4}}{SPACE}$")
_STREET = re.compile(
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt|promenade|steig|pfad|graben|"
    r"nummer|linien?|autobahn|straßen|klassen?|stufen?|halle|artikel|paragra(?:f|ph)(?:en)?)$",
    re.IGNORECASE,
)


def is_label(text: str, start: int) -> bool:
    """Whether the words before make the digits at `start` an identifier: `§ 218`, `A 5`, `Hauptstraße 12`."""
    if _LABEL_MARK.search(text, max(0, start - 8), start):
        return True
    before = word_before(text, start)
    words = lexicon().words
    if not before[:1].isupper() or before in words["ranks"] or before in words["measures"]:
        return False
    last = before.rstrip(".").rpartition("-")[2]
    return before.rstrip(".") in words["labels"] or last in words["labels"] or bool(_STREET.search(before))


def follows_product(text: str, start: int) -> bool:
    """Whether the word before is a product, club or mission, or a code (`LH 400`), whose number this is."""
    before = word_before(text, start)
    if before in lexicon().countries:
        return False
    return before in lexicon().words["products"] or bool(_CODE.search(text, max(0, start - 8), start))


def follows_name(text: str, start: int) -> bool:
    """Whether bare digits directly follow a capital word that is no country, scale or date: `Christoph 51`."""
    before = word_before(text, start)
    if not before[:1].isupper() or before.endswith("."):
        return False
    known = before in lexicon().countries or before in lexicon().words["measures"] or before in lexicon().months
    return not known and before not in lexicon().words["counted_before"]


def is_competition(word: str) -> bool:
    """`WM 2014`, `Agenda 2010`: the year belongs to the name."""
    return word.rpartition("-")[2] in lexicon().words["competitions"] or word.endswith(
        ("meisterschaft", "meisterschaften")
    )


_STATEMENT = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|muss|müssen|will|wollen|soll|"
    r"sollen|gibt|gab|geht|kommt|wir|ich|sie|es|Wir|Ich|Sie|Es|nicht)\b"
)
_QUOTED = re.compile(r"[„»“\"](?=(?P<inner>[A-ZÄÖÜ0-9][^„“”\"»«\n.!?;:]{0,60})[“”\"«])")


def quoted_titles(text: str) -> list[tuple[int, int]]:
    """Spans inside quotation marks that read like a title: short, capital, no sentence."""
    spans: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        inner = match["inner"]
        if len(inner.split()) <= 7 and not inner.endswith(",") and not _STATEMENT.search(inner):
            spans.append((match.start("inner"), match.end("inner")))
    return spans


# --- the counted noun ---------------------------------------------------------------------------

_NOUN = r"(?P<noun>[A-ZÄÖÜ][^\W_]*(?:[-/][^\W_]+|:innen|\*innen|-)*)"
_NEXT = re.compile(rf"(?:{SPACE}{{1,3}}|(?<=\.))(?P<open>[„\"»‚]?)(?:{_NOUN}|(?P<low>[a-zäöü][\w-]*)(?P<comma>,?))")
_GENITIVE = re.compile(
    rf"{SPACE}(?:der|des|aller|dieser|dieses|ihrer|ihres|seiner|seines|unserer|eines|einer|deren|dessen|jener)(?={SPACE})"
)
_OF = re.compile(rf"{SPACE}(?:von|vom)(?={SPACE})")
_ADJECTIVE = re.compile(r"[a-zäöüß-]+e[nrsm]?")
_ELLIPSIS = re.compile(rf"{SPACE}(?:und|oder|bis|sowie)(?={SPACE}[A-ZÄÖÜ])")
_ADVERB = re.compile(
    r"[a-zäöüß]{3,}(?:al|lich|isch|ig|bar|los|haft|end|mals|iert)|(?:ge|ver|un|be|zer|ent)[a-zäöüß]{3,}t"
)


@cache
def _measured() -> re.Pattern[str]:
    stems = "|".join(sorted(lexicon().words["measured"]))
    return re.compile(
        rf"(?:{stems})(?:e[nrsm]?)?|\w+(?:end|ernd|elnd)e[nrsm]?|\w{{3,}}ere[nrsm]?|\w*(?:ge|be|ver|ent|zer)\w+te[nrsm]?"
    )


def _is_adjective(word: str) -> bool:
    return bool(_ADJECTIVE.fullmatch(word)) and word not in lexicon().words["no_adjectives"] and len(word) > 3


def covering(spans: Sequence[tuple[int, int]], pos: int) -> tuple[int, int] | None:
    """The span (of sorted, disjoint ones) that covers `pos`."""
    index = bisect_right(spans, (pos, 1 << 60)) - 1
    return spans[index] if index >= 0 and spans[index][0] <= pos < spans[index][1] else None


def noun_after(
    text: str,
    end: int,
    *,
    names: Sequence[tuple[int, int]],
    measure: bool = False,
    genitive: bool = False,
    of: bool = False,
) -> str | None:
    """The head noun of the phrase that a number ending at `end` opens.

    Args:
        text: the text.
        end: end of the number with its unit.
        measure: the number has a unit, so an adjective of measure ("30 Jahre alte") ends the phrase.
        genitive: `der Abgeordneten` may follow.
        of: `von Menschen` may follow too.
        names: sorted spans of proper names, which are not counted nouns.
    """
    pos = _past_article(text, end, of=of) if genitive else end
    nominative = text[end:pos].strip() == "der"
    for _ in range(7):
        match = _NEXT.match(text, pos)
        if not match:
            return None
        if noun := match["noun"]:
            following = _NEXT.match(text, match.end())
            if following and following["noun"] and noun in lexicon().words["place_adjectives"]:
                pos = match.end()
                continue
            if noun.endswith("-") and (second := _ELLIPSIS.match(text, match.end())):
                pos = second.end()
                continue
            return None if _not_counted(noun, match.start("noun"), names) else noun
        if (
            (nominative and match["low"].endswith("e"))
            or not _may_precede(match["low"], measure=measure)
            or (match["comma"] and not _is_adjective(match["low"]))
        ):
            return None
        pos = match.end()
    return None


def _past_article(text: str, end: int, *, of: bool) -> int:
    article = _GENITIVE.match(text, end) or (_OF.match(text, end) if of else None)
    return article.end() if article else end


def directly_counted(text: str, end: int, *, names: Sequence[tuple[int, int]]) -> bool:
    """Whether the very next word is a counted noun."""
    match = _NEXT.match(text, end)
    return bool(match and match["noun"] and not _not_counted(match["noun"], match.start("noun"), names))


def _may_precede(word: str, *, measure: bool) -> bool:
    """Whether a small word can stand between the number and its noun."""
    if measure and (_measured().fullmatch(word) or word.endswith(("te", "ten"))):
        return False
    return _is_adjective(word) or word in lexicon().words["fillers"] or (not measure and bool(_ADVERB.fullmatch(word)))


_PERSON = re.compile(
    r".*(?:er|in|or|ist|isten|ant|anten|ent|enten|eur|mann|frau|sohn|tochter|mutter|vater|bruder|schwester|onkel|tante|"
    r"chef|profi|star|sche[rn]?|nde[rn]?|te[rn]?|chen|junge|jungen|held|prinz|könig|neffe|nichte|enkel)",
    re.IGNORECASE,
)
_CAPITAL_NEXT = re.compile(rf"{SPACE}[A-ZÄÖÜ]\w")


def person_after(text: str, end: int, *, names: Sequence[tuple[int, int]]) -> str | None:
    """The noun after an age: in `die 39-jährige Malika Schüpbach` there is none."""
    noun = noun_after(text, end, names=names)
    if noun is None or _PERSON.fullmatch(noun):
        return noun
    at = text.find(noun, end)
    return None if _CAPITAL_NEXT.match(text, at + len(noun)) else noun


def _not_counted(noun: str, start: int, names: Sequence[tuple[int, int]]) -> bool:
    if noun in lexicon().words["never_counted"] or noun in lexicon().countries or noun in lexicon().months:
        return True
    return covering(names, start) is not None
