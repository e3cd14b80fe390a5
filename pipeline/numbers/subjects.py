"""Find the name that a number is about, in the clause of the number.

In order: the name directly before the number ("Russland 3000 Truppen", "Müller (45)"), the name that the phrase of the
number modifies or belongs to ("144.000 Einwohner zählende Stadt Taldykorgan", "1.200 Mitarbeiter von Amazon"), the
subject of the clause, which a relative clause or a clause without a subject takes from the clause before it, and the
only name of the clause if it says where. Otherwise the result is None: a source ("laut Reuters") is no subject, and
what only dates an event ("vor drei Jahren") is about nobody.
"""

import re
from collections.abc import Sequence

from pipeline.numbers.amounts import Number
from pipeline.numbers.clauses import (
    EMBEDDING,
    JOINED,
    MARK,
    Named,
    Span,
    adjunct_before,
    free_names,
    is_mark,
    leads_to_name,
)
from pipeline.numbers.lexicon import SPACE, lexicon
from pipeline.numbers.places import ADJECTIVES, NOUN_BEFORE, TIME_UNITS, place_after, place_of
from pipeline.numbers.sources import Source, find_sources

_MAX_CLAUSE = 400  # characters to each side: keeps texts without full stops from taking quadratic time
_MAX_BEFORE = 40  # characters before a number that tell whether it is an attribute
_MODIFIERS = r"rund|etwa|circa|ca\.|knapp|über|gut|fast|mindestens|bis\szu|mehr\sals|nur|insgesamt|unter|weniger\sals"

# --- a name beside the number -------------------------------------------------------------------

_BEFORE = re.compile(rf"{SPACE}?[(–—-]?{SPACE}?(?:(?:mit|auf|bei|je|jeweils|{_MODIFIERS}){SPACE})*")
_IN_BRACKETS = re.compile(rf"{SPACE}?\({SPACE}?(?:{_MODIFIERS})?{SPACE}?")
_OPEN_BRACKET = re.compile(rf"{SPACE}?\([^()\n]{{0,60}}")
_WITH = re.compile(rf"{SPACE}(?:mit|auf|bei|zu){SPACE}(?:(?:je|jeweils|{_MODIFIERS}){SPACE})*")
_WITH_NUMBER = re.compile(rf"{_WITH.pattern}\d")
_PART = re.compile(r"[“\"«]?-\w")
_SAME = re.compile(
    r"[“\"«]?-(?:[\w-]*(?:[Tt]eam|[Ee]lf|[Mm]annschaft|[Mm]iliz|[Gg]ruppe|[Kk]onzerns?|[Pp]artei|[Ff]raktion|[Rr]egierung|"
    r"[Aa]ktien?|[Tt]ruppen))(?!\w)"
)
_ADJECTIVES_ONLY = re.compile(rf"{SPACE}{ADJECTIVES}(?:de[rs]{SPACE}|aller{SPACE})?{ADJECTIVES}[„\"»‚]?")
_PLATFORMS = frozenset(
    ["Twitter", "Facebook", "Instagram", "YouTube", "Youtube", "TikTok", "Telegram", "Mastodon", "Bluesky", "X"]
)
_POSTED = re.compile(rf"\b(?:auf|via|per|über){SPACE}$")
_ASIDE = re.compile(rf",{SPACE}")
_ASIDE_END = re.compile(r",|\)|$")
_WORDS = rf"{ADJECTIVES}(?:[A-ZÄÖÜ][\w-]*{SPACE}){{0,3}}"
_PHRASE = re.compile(
    rf"{_WORDS}(?:[a-zäöüß]+ende[nrms]?{SPACE}{_WORDS})?"
    rf"(?:(?:der|des|von|vom|aus|dieser|ihrer){SPACE}(?:(?:der|dem|den){SPACE})?{_WORDS})?[„\"»‚]?"
)
_OTHER_NOUN = re.compile(rf"(?<!von{SPACE})(?<!aus{SPACE})\b(?:den|dem|die|das){SPACE}")
_NOT_IN_PHRASE = EMBEDDING - {"aus", "von", "vom"} | {"schien", "schienen"}
_FINITE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|will|wollen|soll|sollen|kann|können|kam|"
    r"kamen|starben|seien|sei|gehören|gehörte|[a-zäöüß]{3,}ten|sagte)\b"
)

# --- numbers that are not about the subject -----------------------------------------------------

_DATING = re.compile(
    rf"\b(?:(?:vor|nach|binnen|in|innerhalb(?:{SPACE}von)?|innert){SPACE}"
    rf"(?:(?:etwa|rund|knapp|fast|genau|über|gut|mehr{SPACE}als|nur|wenigen|weniger{SPACE}als|circa|ca\.|erst|bereits|"
    rf"den|die|der|diesen){SPACE})*|erstmals{SPACE}seit{SPACE}|(?:vergangenen?|letzten?|nächsten?|kommenden?|folgenden?|ersten){SPACE})$",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(rf"{SPACE}(?:zuvor|später|danach|davor|vorher|früher|vor|nach|nachdem|bevor|ehe|seit)\b")
_AGED = re.compile(r"jährig|monatig|wöchig|tägig", re.IGNORECASE)
_OLD = re.compile(rf"{SPACE}alte[nrsm]?\b")
_APPOSED = re.compile(rf"{SPACE}?{ADJECTIVES}(?:[A-ZÄÖÜ][\w-]*{SPACE}){{0,3}}[„\"»‚]?")
_AS = re.compile(rf"\bals{SPACE}(?:(?:de[rnm]|die|das){SPACE})?$")
_AS_AGED = re.compile(rf"\b(?:als|mit){SPACE}(?:\w+{SPACE})?$")
_DURING = re.compile(rf"\b(?:i[nm]|nach|während|seit|vor|bei|trotz|wegen){SPACE}(?:\w+{SPACE})?$", re.IGNORECASE)
_WITH_PHRASE = re.compile(
    rf"(?P<noun>[A-ZÄÖÜ][\w-]*){SPACE}(?:mit(?:{SPACE}eine[rm]{SPACE}{ADJECTIVES}[A-ZÄÖÜ][\w-]+{SPACE}von)?|im{SPACE}Alter{SPACE}von(?:{SPACE}[\w-]+){{0,3}}?(?:{SPACE}und|{SPACE}bis)?)"
    rf"{SPACE}(?:(?:{_MODIFIERS}|jeweils|je){SPACE})*$"
)
_TIME_NOUN = re.compile(
    r"(?:tag|morgen|mittag|abend|nacht|woch|monat|jahr|zeit|uhr|januar|februar|märz|april|mai|juni|juli|august|ber)s?$",
    re.IGNORECASE,
)
_FEW = r"(?:eine[rnms]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
_OBLIQUE = re.compile(rf"(?:\bden|[A-ZÄÖÜ][\w-]+{SPACE}der|(?:\d|\b{_FEW}){SPACE}der(?:{SPACE}insgesamt)?){SPACE}$")
_COMPOUND = re.compile(r"[\w.,]+-[\w-]*[A-Za-zäöüß]+")
_MODIFIED = re.compile(
    rf"\b(?:i[nm]|nach|vor|während|seit|bis|zu[mr]?|a[bmn]|für|wegen|gegen|durch|über|unter|zwischen|aus|vo[nm]|beim?|mit|"
    rf"(?<!ein )(?<!eine )(?<!eine[smnr] )de[rs]){SPACE}"
    rf"(?:(?:de[rnms]|die|das|eine[rnm]?|ein|diese[rnms]?|seine[rnms]?|ihre[rnms]?|deren|dessen|und){SPACE})?"
    rf"(?:\w+e[nrms]?{SPACE})?$",
    re.IGNORECASE,
)
_MEASURE = re.compile(rf"{SPACE}(?:groß|lang|hoh|breit|tief|schwer|weit|dick|stark|teur|entfernt)e[nrms]?{SPACE}")
_PREDICATE = re.compile(
    rf"\b(?:ist|sind|war|waren|bleibt|blieb|wird|wurde|als){SPACE}(?:eine?[nrms]?{SPACE})?{ADJECTIVES}$"
)
_PHASE = re.compile(
    r"(?:[Ss]atz|[Ss]pieltag|[Hh]albzeit|[Hh]älfte|[Rr]unde|[Dd]urchgang|[Dd]rittel|[Vv]iertel|[Mm]inute|[Qq]uartal|"
    r"[Hh]albjahr|[Ww]ahlgang|[Ll]esung|[Pp]hase)(?:e?s|e?n)?$"
)
_ONCE = re.compile(rf"{SPACE}(?:\w+{SPACE})?(?:Mal|Male|Platz|Rang|Etappe|Titel|Sieg|Amtszeit)\b")

# --- subjects -----------------------------------------------------------------------------------

_SUPPOSED = re.compile(
    r"\b(?:(?:befürcht|fürcht|vermut|erwart|prognostizier|rechne|schätz|beziffer|kritisier|bemängel)"
    r"(?:e?te?n?|e?t|en)|(?:bezeichnet(?:en?)?|nannten?|nennt|nennen)(?!\s(?:ihre|seine)))(?!\w)"
)
"""Verbs whose object is no fact about their subject: `befürchtet die WHO Millionen von Toten`."""

_THAN = re.compile(rf"\b[a-zäöüß]{{3,}}er{SPACE}als{SPACE}(?:(?:der|die|das|den|dem){SPACE})?$")
_OWN_CLAUSE = re.compile(rf"\b(?:und|sowie|während|aber){SPACE}(?:(?:der|die|das){SPACE})?$")
_ADVERBS = re.compile(rf"{SPACE}(?:(?:[a-zäöüß]+)(?<!en)(?<!te){SPACE}){{0,2}}")
_POSSESSOR = re.compile(
    rf"{SPACE}[a-zäöüß]*(?:größt|kleinst|höchst|ältest|jüngst|reichst|wichtigst|meist|best|nächst|letzt)[a-zäöüß]*{SPACE}"
)
"""What follows a genitive that is no subject: `Europas größter Hersteller`."""

_SUBORDINATE = re.compile(
    rf"{SPACE}*[„\"»‚]?(?:so{SPACE})?(?:dass|daß|weil|da|wenn|ob|obwohl|nachdem|bevor|während|als|damit|falls|sodass|wie|wobei|wodurch)(?!\w)"
)
_AND = re.compile(
    rf"\.?[“\"«]?{SPACE}(?:und|sowie|oder){SPACE}(?:[A-ZÄÖÜ]\w+{SPACE}(?:von|aus){SPACE})?(?:[a-zäöüß]+{SPACE}){{0,2}}"
)
_UNNAMED = re.compile(
    rf"{SPACE}*(?:Der|Die|Das|Ein|Eine|Er|Sie|Es){SPACE}(?:{ADJECTIVES}[A-ZÄÖÜ][\w-]+{SPACE})?[a-zäöüß]"
)
_GENITIVE = re.compile(rf"[A-ZÄÖÜ][\w-]*{SPACE}(?:des|der|eines|einer){SPACE}{ADJECTIVES}[„\"»‚]?$")
_PLURAL_VERB = r"(?:sind|waren|haben|hatten|werden|wurden|sollen|können|konnten|müssen|kamen|starben|\w{3,}ten)"
_PLURAL_BEFORE = re.compile(
    rf"\b{_PLURAL_VERB}{SPACE}(?:(?:{_MODIFIERS}|etwa|wieder|dort|dabei|auch|bereits){SPACE})*$"
)
_PLURAL_AFTER = re.compile(rf"{SPACE}(?:{_PLURAL_VERB}|[a-zäöüß]{{2,}}en)(?!\w)")
_RELATIVE = re.compile(
    rf"{SPACE}*(?:(?:in|an|auf|aus|von|mit|bei|für|zu|über|nach|durch){SPACE})?"
    rf"(?:der|die|das|dem|den|dessen|deren|welche[rsmn]?|wo){SPACE}"
    rf"(?![A-ZÄÖÜ][a-zäöüß]+{SPACE}(?:des|der|von|eines|einer)\b)"
)
_GENITIVE_OF = re.compile(rf"[A-ZÄÖÜ][\w-]*{SPACE}(des|der){SPACE}{ADJECTIVES}(?:[A-ZÄÖÜ][\w-]*{SPACE})?[„\"»‚]?$")
_PRONOUN_FIRST = re.compile(rf"{SPACE}*(der|die|das){SPACE}")
_RESUMES = re.compile(
    rf"{SPACE}*(?:ist|war|wird|wurde|hat|hatte|will|wollte|soll|sollte|kann|konnte|muss|musste|fiel|kam|ging|gab|lag|stand|"
    rf"blieb|trat|zog|nahm|erhielt|verlor|gewann|starb|schlug|traf|stieg|sank|bekam|verließ|hielt|fuhr|lief|"
    rf"(?:be|ver|er)?[a-zäöü]{{3,}}te)(?={SPACE})(?!{SPACE}(?:er|sie|es|man|wir|ich|sich{SPACE}(?:der|die|das))\b)"
)
_FROM = re.compile(rf"{SPACE}(?:aus|von|vom|in|bei){SPACE}(?:de[rmn]{SPACE})?")
_APART = re.compile(rf",{SPACE}(?:\w+{SPACE})?$")
_BRACKETED = re.compile(r"[ \u00a0\u202f]*(?:\([^()]{1,40}\))?[ \u00a0\u202f,“\"«]*")


def nearest_name(text: str, number: Number, names: Sequence[tuple[int, int]]) -> int | None:
    """Index of the name that a number is about, in the same clause, or None.

    >>> from pipeline.numbers import find_numbers
    >>> text = "Armenien 70 Soldaten, Russland 3000 Truppen"
    >>> [nearest_name(text, number, [(0, 8), (22, 30)]) for number in find_numbers(text)]
    [0, 1]

    Args:
        text: the sentence of the number and the names.
        number: the number; for dates and clock times the result is None.
        names: spans of names in the text, in any order.
    """
    if number.kind in {"date", "time"} or not names:
        return None
    sources = find_sources(text, tuple(names))
    apart = [(span, index) for index, span in enumerate(names) if span[1] <= number.start or number.end <= span[0]]
    everywhere = sorted(named for named in apart if not any(_is_source(named, source, number) for source in sources))
    everywhere = [named for named in everywhere if not _is_no_subject(text, named, number)]
    if (quoted := _quotation(text, number)) is not None:
        everywhere = [named for named in everywhere if quoted[0] <= named[0][0] and named[0][1] <= quoted[1]]
    if (index := _aside(text, number, everywhere)) is not None:
        return index
    low, high = _clause(text, number, everywhere)
    clause = [named for named in everywhere if low <= named[0][0] and named[0][1] <= high]
    inside = [named for named in clause if not _set_off(text, named[0], number) and not _is_compared(text, named[0])]
    if _only_dates(text, number) or _is_phase(number):
        return None
    if (index := _directly_before(text, number, inside)) is not None:
        return index
    free = free_names(text, inside)
    if (index := _in_phrase(text, number, inside)) is not None:
        return _predicated(text, number, free, names[index][0], index)
    if _is_attribute(text, number, inside):
        return None if _is_age(text, number) else place_after(text, number, inside)
    carried = _carried(text, low, [named for named in everywhere if low - _MAX_CLAUSE <= named[0][1] <= low])
    if not free:
        place = place_of(text, number, inside, low)
        nearer = place is not None and names[place][1] <= number.start
        is_outer = carried is None or (nearer and adjunct_before(text, names[carried][0]))
        return place if is_outer else carried  # "Morde in Großbritannien, die in London 17 Opfer forderten"
    if free[0][0][0] >= number.end and _RELATIVE.match(text, low) and carried is not None:
        return carried  # "Birsa, der aus 25 Metern traf und Howard überraschte"
    return _subject(text, number, free, inside, low, high)


def _predicated(text: str, number: Number, free: Sequence[Named], start: int, index: int) -> int | None:
    """The subject that an ordinal says something of, rather than the name at `start` that the phrase belongs to."""
    before = [named for named in free if named[0][1] <= number.start]
    if number.kind != "ordinal" or not text[number.end : start].strip():  # "3. Müller"
        return index
    if _AS.search(text, max(0, number.start - _MAX_BEFORE), number.start):
        return before[-1][1] if before else None  # "als erster Politiker der Grünen"
    return before[0][1] if len(before) == 1 else index  # "Chile ist das achte Land Amerikas"


def _is_source(named: Named, source: Source, number: Number) -> bool:
    """Whether a name only says who reports the number, or where its source is."""
    if source.phrase and source.phrase[0] <= named[0][0] and named[0][1] <= source.phrase[1]:
        return True
    return source.phrase is None and named[1] == source.name and source.covers(number)


def _is_no_subject(text: str, named: Named, number: Number) -> bool:
    """Whether a name is counted itself, is where something was posted, or is the first part of another thing."""
    (start, end), _ = named
    counted = number.kind == "cardinal" and number.noun is None and start > number.end
    if counted and not text[number.end : start].strip():
        return not _PART.match(text, end)  # "22.000 Polen"; not "zwei G8-Staaten"
    posted = text[start:end] in _PLATFORMS and _POSTED.search(text, max(0, start - _MAX_BEFORE), start)
    return bool(posted) or _is_first_part(text, named, number)


def _is_first_part(text: str, named: Named, number: Number) -> bool:
    """Whether a name opens a compound that is another thing: `EU-Haushalt`; not in `27 EU-Staaten`, `das DPV-Team`."""
    end = named[0][1]
    if not _PART.match(text, end):
        return False
    counted = number.end <= named[0][0] and _ADJECTIVES_ONLY.fullmatch(text, number.end, named[0][0])
    return not counted and not _SAME.match(text, end)


def _aside(text: str, number: Number, names: Sequence[Named]) -> int | None:
    """Name before a bare number set off by commas, or before brackets: `Müller, 52, schweigt`, `Müller (3 Tore)`."""
    before = [named for named in names if named[0][1] <= number.start]
    for span, index in reversed(before[-2:]):  # "Aronian (Armenien, 2.741)"
        if _OPEN_BRACKET.fullmatch(text, span[1], number.start):
            return index
    if number.unit or number.noun or not _ASIDE_END.match(text, number.end):
        return None
    return next((index for span, index in names if _ASIDE.fullmatch(text, span[1], number.start)), None)


def _quotation(text: str, number: Number) -> Span | None:
    """Bounds of the quotation that a number is in: `Leiter des „Plans 100.000 Anschlüsse“`."""
    start = text.rfind("„", 0, number.start)
    end = text.find("“", number.end)
    return None if start < 0 or end < 0 or "“" in text[start : number.start] else (start, end)


def _is_phase(number: Number) -> bool:
    """Whether an ordinal counts parts of a game, a year or a procedure: `am dritten Spieltag`, `den ersten Satz`."""
    return number.kind == "ordinal" and number.noun is not None and bool(_PHASE.search(number.noun))


def _clause(text: str, number: Number, names: Sequence[Named]) -> tuple[int, int]:
    """Bounds of the clause, from the last to the next punctuation that ends one."""
    low, high = max(0, number.start - _MAX_CLAUSE), min(len(text), number.end + _MAX_CLAUSE)
    before = [match.end() for match in MARK.finditer(text, low, number.start) if is_mark(text, match, names)]
    after = (match.start() for match in MARK.finditer(text, number.end, high) if is_mark(text, match, names))
    return (before[-1] if before else low), next(after, high)


def _directly_before(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The name directly before the number: `Russland rund 3000`, `Müller (45)`, `A mit vier und B mit drei`.

    If another name precedes, the number must be in brackets or parallel to a number after that name.
    """
    before = [named for named in inside if named[0][1] <= number.start]
    if not before:
        return None
    span, index = before[-1]
    gap = text[span[1] : number.start]
    if _IN_BRACKETS.fullmatch(gap):
        return index
    if _WITH.fullmatch(gap) and _is_parallel(text, number, span, inside):
        return index
    supposed = "mit" in gap and _SUPPOSED.search(text, max(0, span[0] - _MAX_BEFORE), span[0])
    if supposed or adjunct_before(text, span[0]) or not _BEFORE.fullmatch(gap):
        return None
    return index if len(before) == 1 or not gap.strip() else None


def _is_parallel(text: str, number: Number, span: Span, inside: Sequence[Named]) -> bool:
    """Whether a name with a number is listed beside another one: `von A mit drei und B mit vier`."""
    if any(other[1] < span[0] and _WITH.search(text, other[1], span[0]) for other, _ in inside):
        return True
    after = (other for other, _ in inside if other[0] >= number.end and _WITH_NUMBER.match(text, other[1]))
    return any(_OWN_CLAUSE.search(text, number.end, other[0]) for other in after)


def _in_phrase(text: str, number: Number, inside: Sequence[Named]) -> int | None:
    """The next name after the number, if it belongs to the same phrase: `1.200 Mitarbeiter von Amazon`."""
    for span, index in inside:
        if span[0] >= number.end:
            gap = text[number.end : span[0]].lstrip(" \u00a0\u202f")
            owned = number.kind != "money" or "von" not in gap
            if not gap and number.kind == "cardinal" and number.noun is None:
                return None  # the name itself is counted: "22.000 Polen"
            if _is_age(text, number) and not _is_apposed(text, number, span):
                return None
            other = _FINITE.search(gap) or _OTHER_NOUN.search(gap) or any(w in _NOT_IN_PHRASE for w in gap.split())
            return index if owned and _PHRASE.fullmatch(gap) and not other else None
    return None


def _is_age(text: str, number: Number) -> bool:
    """Whether a number is an age before a noun: `66-jähriger`, `32 Jahre alte`."""
    if number.unit not in TIME_UNITS:
        return False
    return bool("jährig" in number.text.lower() or _OLD.match(text, number.end))


def _is_apposed(text: str, number: Number, span: Span) -> bool:
    """Whether a name stands beside an age, not in the genitive: `66-jährige Trainer Klaus Augenthaler`."""
    start = _OLD.match(text, number.end)
    if not _APPOSED.fullmatch(text, start.end() if start else number.end, span[0]):
        return False
    name = text[slice(*span)]
    return not (name.endswith("s") and name[:-1] in lexicon().countries)


def _set_off(text: str, span: tuple[int, int], number: Number) -> bool:
    """Whether a name is in brackets and the number is not, or follows the brackets of the number."""
    if span[0] >= number.end:
        return text.count("(", number.end, span[0]) != text.count(")", number.end, span[0])
    return text.count(")", span[1], number.start) > text.count("(", span[1], number.start)


def _is_compared(text: str, span: Span) -> bool:
    """Whether a name only says what something is compared with: `23 Sekunden schneller als Vonn`."""
    return bool(_THAN.search(text, max(0, span[0] - _MAX_BEFORE), span[0]))


def _only_dates(text: str, number: Number) -> bool:
    """Whether a duration only dates an event: `vor drei Jahren`, `in den letzten 24 Stunden`, `zwei Tage später`."""
    if number.kind != "quantity" or number.unit not in TIME_UNITS or _AGED.search(number.text):
        return False
    dating = _DATING.search(text, max(0, number.start - _MAX_BEFORE), number.start)
    return bool(dating or _AFTER_TIME.match(text, number.end))


def _is_attribute(text: str, number: Number, inside: Sequence[Named]) -> bool:
    """Whether a number describes a thing that is not the subject: `wegen einer 16-Jährigen`, `im ersten Quartal`."""
    low = max(0, number.start - _MAX_BEFORE)
    if number.unit in TIME_UNITS and (_AGED.search(number.text) or _OLD.match(text, number.end)):
        other = number.noun is None or number.unit == "a" or _DURING.search(text, low, number.start)
        return bool(other) and not _AS_AGED.search(text, low, number.start)
    if phrase := _WITH_PHRASE.search(text, low, number.start):
        named = any(span[0] <= phrase.start("noun") < span[1] for span, _ in inside)
        return not named and not _TIME_NOUN.search(phrase["noun"])
    if number.kind == "ordinal" and number.noun not in lexicon().words["ranks"]:
        return bool(_MODIFIED.search(text, low, number.start)) and not _ONCE.match(text, number.end)
    oblique = number.kind == "cardinal" and number.noun and _OBLIQUE.search(text, low, number.start)
    if _MEASURE.match(text, number.end):
        return not _PREDICATE.search(text, low, number.start)
    compound = _COMPOUND.fullmatch(number.text) and not _PREDICATE.search(text, low, number.start)
    return bool(oblique or compound) or number.text in {"zweier", "dreier"}


def _subject(
    text: str, number: Number, free: Sequence[Named], inside: Sequence[Named], low: int, high: int
) -> int | None:
    """The subject among the free names of a clause: the only one, or the first one before the number."""
    (start, end), index = free[0]
    if start >= number.end and not text[low : number.start].strip():
        place = place_after(text, number, inside)
        if place is not None:
            return place  # "300 Zuschauer in Köln sahen Müller"
    if _SUPPOSED.search(text, low, high):
        return None
    if _AND.fullmatch(text, end, number.start):  # "Müller und drei weitere"
        return None
    unnamed = len(free) > 1 or _UNNAMED.match(text[low : number.start]) or _is_subject(text, number)
    if text[end - 1] == "s" and _POSSESSOR.match(text, end):
        return None
    before = [named for named in free if named[0][1] <= number.start]
    if len(before) > 1 and _has_own_clause(text, before[-2][0], before[-1][0], number):
        return before[-1][1]
    if start > number.start and _SUBORDINATE.match(text, low):
        return None  # "dass 20 Prozent der Wähler Merkel unterstützen"
    genitive = number.kind == "ordinal" and text[end - 1] == "s" and NOUN_BEFORE.search(text, low, start)
    if start > number.start and (unnamed or genitive or _GENITIVE.search(text, max(0, start - _MAX_BEFORE), start)):
        return None
    return None if len(free) > 1 and JOINED.fullmatch(text, end, free[1][0][0]) else index


def _has_own_clause(text: str, earlier: Span, span: Span, number: Number) -> bool:
    """Whether a name after another one begins a clause of its own: `Schumacher siegte und Ferrari sogar sechsmal`."""
    if JOINED.fullmatch(text, earlier[1], span[0]) or not _OWN_CLAUSE.search(text, earlier[1], span[0]):
        return False
    return bool(_ADVERBS.fullmatch(text, span[1], number.start))


def _is_subject(text: str, number: Number) -> bool:
    """Whether a number and its noun are the subject of a verb in the plural: `starben 20 Leute`, `20 Jets wurden`."""
    if number.noun is None:
        return False
    noun = text.find(number.noun, number.end)
    before = _PLURAL_BEFORE.search(text, max(0, number.start - _MAX_BEFORE), number.start)
    return bool(before or (noun >= 0 and _PLURAL_AFTER.match(text, noun + len(number.noun))))


def _carried(text: str, low: int, before: Sequence[Named]) -> int | None:
    """The subject that a clause takes from the text before it: `taz, wo er 16 Jahre`, `Koch siegte, fiel dann auf`."""
    if not before:
        return None
    if _RELATIVE.match(text, low) and _BRACKETED.fullmatch(text, before[-1][0][1], low):
        if _disagrees(text, before[-1][0][0], low):
            return None
        head = len(before) > 1 and _FROM.fullmatch(text, before[-2][0][1], before[-1][0][0])
        return before[-2 if head else -1][1]
    free = free_names(text, before)
    if _RESUMES.match(text, low) and text[low - 1 : low] == "," and free and leads_to_name(text, 0, free[0][0][0]):
        (start, end), index = free[-1]
        is_aside = end == low - 1 and _APART.search(text, max(0, start - _MAX_BEFORE), start)
        return index if is_aside else free[0][1]  # "Der Chef der NASA, Michael Griffin, ist"
    return None


def _disagrees(text: str, start: int, low: int) -> bool:
    """Whether a relative pronoun cannot mean a name in the genitive: `der beste Spieler der NBA, der`."""
    genitive = _GENITIVE_OF.search(text, max(0, start - _MAX_BEFORE), start)
    pronoun = _PRONOUN_FIRST.match(text, low)
    return genitive is not None and pronoun is not None and (genitive[1] == "des") == (pronoun[1] == "die")
