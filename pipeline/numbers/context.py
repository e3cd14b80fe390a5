"""The context of a number: approximators, labels and names before it, quoted titles around it."""

import re
from functools import lru_cache

from pipeline.numbers.lexicon import SPACE, lexicon

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
APPROXIMATION = rf"(?:(?:{_FORMS}){SPACE})?"
"""Source of a pattern for an approximator and a space, or nothing."""

_WORD_BEFORE = re.compile(rf"([^\W\d_][\w.-]*){SPACE}+$")
_MAX_BEFORE = 48  # characters before a number: more than the longest approximator with an article


def approximator(text: str, start: int) -> tuple[str, int] | None:
    """Relation of the approximator directly before `start`, and the start of its words; None without one."""
    match = _APPROX.search(text, max(0, start - _MAX_BEFORE), start)
    if not match:
        return None
    form = re.sub(r"\s+", " ", match["form"].casefold())
    if form == "um die" and _is_about_them(text, match.start(), start):
        return None
    if form in {"über", "unter"} and (match["article"] or _is_about(text, match.start())):
        return None
    relation = _RELATION.get(form)  # IGNORECASE also matches a dotless ı as an i
    return (relation, match.start()) if relation else None


_ABOUT_VERB = re.compile(
    r"\b(?:verfüg|bericht|diskutier|debattier|verhandel|sprech|sprach|spricht|stritt|streit|klag|freu|entscheid|informier)"
    r"[a-zäöü]*(?: [\w-]+){0,2} $"
)


_GOAL = re.compile(
    rf"[^,.;:!?\n()]{{1,160}}?{SPACE}(?:zu{SPACE}(?!(?:den|ihren|seinen|einen|diesen|allen|jenen|weiteren|anderen|beiden)\b)"
    rf"(?:[a-zäöüß]+(?:en|rn|ln)|tun|sein)|[a-zäöüß]{{2,}}zu[a-zäöüß]{{2,}}(?:en|rn|ln|tun))(?={SPACE}*(?:[,.;:!?\n)“\"«]|und\b|oder\b|$))"
)
_CARE = re.compile(
    r"(?:\b(?:kümmer|sorg|sorgt|trauer|bang|kämpf|streit|stritt|wetteifer|konkurrier|bewerb|bewirb|bewarb|beworb|bemüh|ring|rang|"
    r"geh|ging|dreh|handel)[a-zäöü]*|(?:streit|kampf|sorgen?|rennen|debatte|diskussion|wettbewerb|gerangel|tauziehen|poker|"
    r"angst|verhandlungen))"
    rf"(?:{SPACE}(?!um\b)[\w-]+){{0,3}}{SPACE}$",
    re.IGNORECASE,
)


def _is_about_them(text: str, begin: int, start: int) -> bool:
    """Whether `um die` is no approximator: `um die drei Kinder zu holen`, `der Streit um die drei Stellen`."""
    if _CARE.search(text, max(0, begin - _MAX_BEFORE), begin):
        return True
    return bool(_GOAL.match(text, start))


def _is_about(text: str, start: int) -> bool:
    """Whether `über` is a preposition: `Kredit über 5 Mio. Euro`, `verfügt über zwei Räume`."""
    if _ABOUT_VERB.search(text, max(0, start - _MAX_BEFORE), start):
        return True
    before = _WORD_BEFORE.search(text, max(0, start - _MAX_BEFORE), start)
    word = before[1] if before else ""
    return word[:1].isupper() and word.lower().endswith(tuple(sorted(lexicon().words["about"])))


@lru_cache(maxsize=1)  # several rules in a row ask for the same position
def word_before(text: str, start: int) -> str:
    """The word directly before `start` (one space between), or an empty string."""
    match = _WORD_BEFORE.search(text, max(0, start - _MAX_BEFORE), start)
    return match[1] if match else ""


_LABEL_MARK = re.compile(
    rf"(?:§§?|[Nn]r\.|Art\.|Abs\.|Tel\.|Az\.|Kap\.|Bd\.|#|Ziff\.|[Ss]tr\.|\bS\.|\b(?:WKN|ISIN|IBAN|HRB):?){SPACE}?$"
)
_CODE = re.compile(rf"(?<![\w-])(?:[A-ZÄÖÜ]{{1,3}}-)?[A-ZÄÖÜ]{{1,4}}{SPACE}$")
_STREET = re.compile(
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt|promenade|steig|pfad|graben|"
    r"nummern?|linien?|autobahn|(?:aus|ab|auf|zu)fahrt(?:en)?|anschlussstellen?|straßen|klassen?|stufen?|halle|artikel|paragra(?:f|ph)(?:en)?)$",
    re.IGNORECASE,
)


def is_label(text: str, start: int) -> bool:
    """Whether the word before makes the digits at `start` an identifier: `§ 218`, `A 5`, `Hauptstraße 12`."""
    if _LABEL_MARK.search(text, max(0, start - 8), start):
        return True
    before = word_before(text, start)
    words = lexicon().words
    if not before[:1].isupper() or before in words["ranks"] or before in words["measures"]:
        return False
    last = before.rstrip(".").rpartition("-")[2]
    known = before.rstrip(".") in words["labels"] or last in words["labels"]
    return known or before.endswith("ID") or bool(_STREET.search(before))


def is_weak_label(text: str, start: int) -> bool:
    """Whether the word before makes the digits an identifier unless they count a noun: `Band 3`, `Gruppe 5`."""
    before = word_before(text, start)
    return before[:1].isupper() and before.rpartition("-")[2] in lexicon().words["weak_labels"]


def follows_product(text: str, start: int) -> bool:
    """Whether the number belongs to the product, club, mission or code before it: `Boeing 737`, `LH 400`."""
    before = word_before(text, start)
    if before in lexicon().countries:
        return False
    return before in lexicon().words["products"] or bool(_CODE.search(text, max(0, start - 8), start))


def follows_name(text: str, start: int) -> bool:
    """Whether bare digits follow a capitalised word that is not a country, measure or month: `Christoph 51`."""
    before = word_before(text, start)
    if not before[:1].isupper() or before.endswith("."):
        return False
    known = before in lexicon().countries or before in lexicon().words["measures"] or before in lexicon().months
    return not known and before not in lexicon().words["counted_before"]


_EVENTS = (
    "meisterschaft", "meisterschaften", "messe", "Messe", "cup", "Cup", "cups", "Cups", "festival", "Festival",
    "gartenschau", "kirchentag", "katholikentag",
)  # fmt: skip


def is_competition(word: str) -> bool:
    """Whether a year after this word belongs to a name: `WM 2014`, `Agenda 2010`, `Hannover Messe 2016`."""
    last = word.rpartition("-")[2]
    return last in lexicon().words["competitions"] or last.endswith(_EVENTS)


_FESTIVAL = re.compile(
    rf"\b(?:Rock|Jazz|Pop|Folk|Metal|Blues|Punk|Klassik|Musik|Music|Oper|Opern|Kino|Theater|Tanz|Kunst|Summer|Sommer|Night|Nacht|"
    rf"Nature|Sounds?|Beats|Bands|Live|Lichter|Jugend|Fridays|Run|Race|Ride){SPACE}(?:am|im|in|an|auf|of|for|the|by|at|de){SPACE}"
    rf"(?:(?:der|the|den|dem){SPACE})?[A-ZÄÖÜ][\w-]+{SPACE}$"
)


def follows_festival(text: str, start: int) -> bool:
    """Whether a year belongs to a festival or the like whose name is a phrase: `Rock im Park 2016`."""
    return bool(_FESTIVAL.search(text, max(0, start - _MAX_BEFORE), start))


_STATEMENT = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|muss|müssen|will|wollen|soll|"
    r"sollen|gibt|gab|geht|kommt|wir|ich|sie|es|Wir|Ich|Sie|Es|nicht)\b"
)
_CLAUSE = re.compile(r"(?:\S+ ){3,}[a-zäöüß]+(?:en|t)$")
_SAID = re.compile(
    r",? (?:sag|so |so,|erklär|beton|hieß|heißt|teilt|füg|mein|schr[ie]+b|warn|forder|kritisier|rief|ruft|lob|berichte)"
)
_QUOTED = re.compile(r"[„»“\"](?=(?P<inner>[A-ZÄÖÜ0-9][^„“”\"»«\n.!?;:]{0,60})[“”\"«])")


def find_quoted_titles(text: str) -> list[tuple[int, int]]:
    """Spans inside quotation marks that look like a title: short, capitalised, not a sentence."""
    spans: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(text):
        inner = match["inner"]
        says = inner.endswith(",") or _SAID.match(text, match.end("inner") + 1)
        if len(inner.split()) <= 7 and not says and not _STATEMENT.search(inner) and not _CLAUSE.search(inner):
            spans.append((match.start("inner"), match.end("inner")))
    return spans
