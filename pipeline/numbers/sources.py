"""Find the name to which a text attributes a number: `laut Reuters`, `sagte Merkel`, `wie die Polizei mitteilte`.

A cue names the source and covers a part of the sentence: all of it ("…, sagte Merkel"), the clauses that follow
("Merkel sagte, dass …"), or the object of the verb ("Reuters spricht von zehn Toten"). Of several, the nearest counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.numbers.amounts import Number
from pipeline.numbers.clauses import EMBEDDING, MARK, Named, Span, free_names, in_brackets, is_mark, leads_to_name
from pipeline.numbers.lexicon import SPACE

_MAX_SENTENCE = 2_000  # characters: bounds the work on a text without full stops

_MAX_TRIED = 3  # names after a cue: more are never in its phrase

_CLAIM = (
    "Angaben?|Aussagen?|Auskunft|Auskünften|Information|Informationen|Einschätzung(?:en)?|Schätzung(?:en)?|Berechnung(?:en)?|"
    "Darstellung|Zählung(?:en)?|Meinung|Ansicht|Auffassung|Überzeugung|Bericht(?:en)?|Mitteilung|Worten|Erkenntnissen|Prognosen?|"
    "Umfragen?|Erhebung(?:en)?|Studien?|Daten|Statistik(?:en)?|Rechnung|Meldung(?:en)?"
)
_ACCORDING = re.compile(
    rf"\b(?:(?:[Ll]aut|[Gg]emäß)|(?:[Nn]ach|[Aa]us){SPACE}(?:(?:den|der|einer|einem|eigenen|ersten|letzten|jüngsten|offiziellen|"
    rf"früheren|übereinstimmenden|Sicht){SPACE})*(?:{_CLAIM}|Sicht)|(?:[Uu]nter|[Mm]it){SPACE}(?:Berufung|Verweis){SPACE}auf)(?={SPACE})"
)
_ZUFOLGE = re.compile(rf"[)“\"«»‘]{{0,2}}(?:{SPACE}vom{SPACE}\w+)?{SPACE}zufolge\b")
_FURTHER = re.compile(rf"{SPACE}?\(?(?:{SPACE}?(?:in|aus|bei|und|mit{SPACE}Sitz{SPACE}in){SPACE}(?:de[rm]{SPACE})?)?")
_AS = re.compile(
    rf"\b[Ww]ie{SPACE}[^.;:!?\n]{{2,200}}?{SPACE}(?:mitteil|bericht|meld|vermeld|sag|erklär|beton|schreib|schrieb|bestätig|angab|angib|"
    r"bekannt(?:gab|gib|geb)|verlaut|hieß|heißt|ankündig|äußer|errechne|ermittel|schätz|feststell|hervorg|herausf|formulier|mein|"
    rf"erläuter|hinzufüg|ausführ|angeb|gab)(?:e?te?n?|e|en|t)?(?:{SPACE}(?:hat|haben|hatte|wurde|gibt|gab))?(?=[,.;“\"]|{SPACE}?[–-]|$)"
)
_STATED = re.compile(
    r"\b(?<!bereit )(?P<verb>(?:sag|teil|erklär|bericht|meld|beton|bestätig|behaupt|kündig|mein|äußer|füg|verkünd|versicher|prognostizier|"
    r"schätz|beziffer|erläuter|unterstr|argumentier|räum|warn|beklag|kritisier|ergänz|nenn|nann|konstatier|stell|zitier)"
    r"(?:e?te?n?|t|en)|schreib(?:t|en)|schrieb(?:en)?|gab(?:en)?|gibt|geben|spr(?:icht|ach|achen|echen)|geht|ging|gehen|gingen|"
    r"strich|wies|weist|hieß|heißt|so|gesagt|mitgeteilt|angekündigt|bekanntgegeben|weiß)(?![\w-])"
)
_FIGURE = r"\b(?:Zahl|Zahlen|Summe|Betrag|Größenordnung)\b"
_PARTICLES = {
    "teil": r"\bmit\b", "kündig": r"\ban\b", "füg": r"\b(?:hinzu|an)\b", "gab": r"\b(?:an|bekannt|zu)\b",
    "gib": r"\b(?:an|bekannt|zu)\b", "geb": r"\b(?:an|bekannt|zu)\b", "geht": r"\bdavon\b|\baus\b", "ging": r"\bdavon\b|\baus\b",
    "gehen": r"\bdavon\b|\baus\b", "räum": r"\bein\b", "stell": r"\bfest\b", "wies": r"\bdarauf\b|\bhin\b", "weist": r"\bdarauf\b|\bhin\b",
    "sprach": r"\bvon\b", "sprich": r"\bvon\b", "sprech": r"\bvon\b", "strich": r"\bheraus\b", "nann": _FIGURE, "nenn": _FIGURE,
    "heißt": r"\bes\b", "hieß": r"\bes\b",
}  # fmt: skip
_PARTICLE = {stem: re.compile(particle) for stem, particle in _PARTICLES.items()}
_OBJECT = {
    "bericht": re.compile(r"\b(?:von|über)\b"), "sprach": re.compile(r"\bvon\b"), "sprich": re.compile(r"\bvon\b"),
    "sprech": re.compile(r"\bvon\b"), "schätz": re.compile(r"\bauf\b|^"), "beziffer": re.compile(r"\bauf\b|^"),
    "geh": re.compile(r"\bvon\b"), "ging": re.compile(r"\bvon\b"), "kündig": re.compile("^"), "prognostizier": re.compile("^"),
    "nann": re.compile("^"), "nenn": re.compile("^"), "zitier": re.compile("^"), "warn": re.compile(r"\bvor\b"),
}  # fmt: skip
"""Stem of a verb -> what precedes a number in its own clause: `spricht von zehn Toten`, `schätzt … auf`."""

_OBJECT_ONLY = ("sprach", "sprich", "sprech", "bericht", "warn")
"""Verbs whose object is all that they report, if they have one."""

_BRACKETED = re.compile(r"\([^()]{1,40}\)")
_ADVERBS = re.compile(
    rf"(?:{SPACE}(?:heute|gestern|jetzt|dagegen|dazu|hierzu|auch|dann|bereits|zudem|unterdessen|später|weiter|wiederum|außerdem|daraufhin|"
    rf"damals|inzwischen|jedoch|allerdings|etwa|einst|kürzlich|sich|ihm|uns|es|am{SPACE}\w+(?:tag|woch|abend|morgen)\w*(?:abend|morgen)?|"
    rf"am{SPACE}\d+\.{SPACE}\w+))+"
)
_FIRST_ADVERBS = frozenset(
    "gestern heute zuvor zudem dabei dazu daraufhin danach anschließend später bereits auch so jetzt nun außerdem weiter weiterhin "
    "unterdessen inzwischen gleichzeitig hingegen dagegen als zuletzt erst schon noch am im zum zur beim kürzlich abschließend "
    "schließlich wörtlich ferner darüber allerdings jedoch hierzu".split()
)
_PRONOUN = re.compile(rf"{SPACE}(?:er|sie|es|man|wir|ich|dieser|diese|jener)\b")
_OPENING = re.compile(rf"[“\"«» \u00a0\u202f]*(?:(?:und|aber|auch|so|wie){SPACE})?$")
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|weder|ohne)\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A source named in a sentence.

    Attributes:
        name: index of the name.
        at: position of the cue.
        scope: the part of the sentence that the source vouches for.
        phrase: span of a phrase that only names the source, and where it is: `nach Angaben der Polizei in Köln`.
    """

    name: int
    at: int
    scope: Span
    phrase: Span | None = None

    def covers(self, number: Number) -> bool:
        """Whether the source vouches for a number."""
        return self.scope[0] <= number.start and number.end <= self.scope[1]


def source_name(text: str, number: Number, names: Sequence[Span]) -> int | None:
    """Index of the name that the sentence gives as the source of a number, or None.

    >>> from pipeline.numbers import find_numbers
    >>> text = "Laut Reuters starben in Kabul zehn Menschen."
    >>> [source_name(text, number, [(5, 12), (24, 29)]) for number in find_numbers(text)]
    [0]

    Args:
        text: the sentence of the number and the names.
        number: the number; for dates and clock times the result is None.
        names: spans of names in the text, in any order.
    """
    if number.kind in {"date", "time"}:
        return None
    found = [source for source in find_sources(text, tuple(names)) if source.covers(number)]
    return min(found, key=lambda source: (abs(source.at - number.start), source.at)).name if found else None


@lru_cache(maxsize=4)  # all numbers of a sentence ask for the same
def find_sources(text: str, names: tuple[Span, ...]) -> tuple[Source, ...]:
    """The sources that a sentence names, in no particular order."""
    if not names or len(text) > _MAX_SENTENCE:
        return ()
    named = sorted((span, index) for index, span in enumerate(names))
    clauses = _clauses(text, named)
    return (*_prepositional(text, named, clauses), *_as_stated(text, named), *_stated(text, named, clauses))


def _clauses(text: str, names: Sequence[Named]) -> list[Span]:
    """The parts of a sentence between punctuation marks."""
    marks = [match for match in MARK.finditer(text) if is_mark(text, match, names)]
    starts = [0, *(match.end() for match in marks)]
    ends = [*(match.start() for match in marks), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip(' “"«»')]


def _prepositional(text: str, names: Sequence[Named], clauses: Sequence[Span]) -> Iterator[Source]:
    """Sources after `laut` or `nach Angaben`, and before `zufolge`."""
    for cue in _ACCORDING.finditer(text):
        following = [named for named in names if named[0][0] >= cue.end()][:_MAX_TRIED]
        first = next((named for named in following if leads_to_name(text, cue.end(), named[0][0])), None)
        if first:
            yield _phrase_source(text, names, clauses, first[1], (cue.start(), first[0][1]))
    for span, index in names:
        if cue := _ZUFOLGE.match(text, span[1]):
            yield _phrase_source(text, names, clauses, index, (span[0], cue.end()))


def _phrase_source(text: str, names: Sequence[Named], clauses: Sequence[Span], index: int, phrase: Span) -> Source:
    """The source of a phrase, which goes on to the place of the source: `nach Angaben der Polizei in Köln`."""
    scope = _scope_of_phrase(text, phrase, clauses)
    for span, _ in names:
        if span[0] > phrase[1] and _FURTHER.fullmatch(text, phrase[1], span[0]):
            phrase = phrase[0], span[1]
    return Source(index, phrase[0], scope, phrase)


def _scope_of_phrase(text: str, phrase: Span, clauses: Sequence[Span]) -> Span:
    """What a phrase vouches for: from its clause on; if it stands apart between commas, the whole sentence."""
    start, end = next((clause for clause in clauses if clause[0] <= phrase[0] < clause[1]), (0, len(text)))
    apart = not text[start : phrase[0]].strip() and not text[phrase[1] : end].strip(" “\"«»")
    return (0, len(text)) if apart else (start, len(text))


def _as_stated(text: str, names: Sequence[Named]) -> Iterator[Source]:
    """Sources in a clause with `wie`: `wie das Ministerium mitteilte`."""
    for cue in _AS.finditer(text):
        for span, index in names:
            if cue.start() < span[0] < cue.end() and not in_brackets(text, span):
                if leads_to_name(text, cue.start() + 4, span[0]) or text.startswith("aus ", cue.start() + 4):
                    yield Source(index, cue.start(), (0, len(text)))
                break


def _stated(text: str, names: Sequence[Named], clauses: Sequence[Span]) -> Iterator[Source]:
    """Sources that are subjects of a verb of saying."""
    for position, clause in enumerate(clauses):
        for verb in _STATED.finditer(text, *clause):
            if not _is_statement(text, verb, clause):
                continue
            opens = bool(_OPENING.search(text, clause[0], verb.start())) and text[clause[0] : verb.start()].strip("“\"«» ") in {
                "", "und", "aber", "auch", "so", "wie",
            }  # fmt: skip
            subject = _subject(text, verb, names, clauses, position, opens=opens)
            if subject is not None:
                for scope in _scopes(text, verb, clauses[position], after=subject[1]):
                    yield Source(subject[0], verb.start(), scope)
            break


def _stem(verb: str, table: dict[str, re.Pattern[str]]) -> re.Pattern[str] | None:
    return next((pattern for stem, pattern in table.items() if verb.startswith(stem)), None)


def _is_statement(text: str, verb: re.Match[str], clause: Span) -> bool:
    """Whether a verb has the particle that makes it one of saying (`teilte … mit`), and is not negated."""
    if _NEGATED.search(text, *clause):
        return False
    particle = _stem(verb["verb"], _PARTICLE)
    return particle is None or bool(particle.search(text, clause[0], len(text)))


def _subject(
    text: str,
    verb: re.Match[str],
    names: Sequence[Named],
    clauses: Sequence[Span],
    position: int,
    *,
    opens: bool,
) -> tuple[int, bool] | None:
    """Index of the subject of a verb, and whether the statement precedes it (`…, sagte Merkel`)."""
    start, end = clauses[position]
    before = free_names(text, [named for named in names if start <= named[0][0] and named[0][1] <= verb.start()])
    if verb["verb"] != "so" and not opens and before:
        return before[-1][1], False
    if opens and position >= 2 and (head := _interrupted(text, names, clauses, position)) is not None:
        return head, False
    if _PRONOUN.match(text, verb.end()) or not (opens or _begins_with_adverb(text[start : verb.start()])):
        return None
    adverbs = _ADVERBS.match(text, verb.end())
    low = adverbs.end() if adverbs else verb.end()
    inside = [named for named in names if low <= named[0][0] and named[0][1] <= end]
    subject = next((named for named in inside if not in_brackets(text, named[0]) and leads_to_name(text, low, named[0][0])), None)
    if subject is None:
        return None
    chosen = free_names(text, [named for named in inside if named[0] >= subject[0]]) or [subject]
    apposed = _named_clause(text, names, clauses, position + 1)
    index = apposed if apposed is not None else (chosen[0] if chosen[0][0] > subject[0] and _close(text, subject, chosen[0]) else subject)[1]
    return index, opens


def _begins_with_adverb(words: str) -> bool:
    """Whether the words before a verb leave its subject to the words after it: `In Berlin sagte`, not `Die Zeitung meldet`."""
    first = words.strip(" “\"«»").partition(" ")[0].lower()
    return first in EMBEDDING or first in _FIRST_ADVERBS


def _close(text: str, subject: Named, other: Named) -> bool:
    return leads_to_name(text, subject[0][1], other[0][0]) and not re.search(r"\b(?:der|des|dem|den)\b", text[subject[0][1] : other[0][0]])


def _named_clause(text: str, names: Sequence[Named], clauses: Sequence[Span], position: int) -> int | None:
    """Index of the name that fills a clause: `der Direktor der Behörde, Hans Blix, …`."""
    if position >= len(clauses) or position + 1 >= len(clauses):
        return None
    start, end = clauses[position]
    return next((index for span, index in names if not text[start : span[0]].strip() and not text[span[1] : end].strip()), None)


def _interrupted(text: str, names: Sequence[Named], clauses: Sequence[Span], position: int) -> int | None:
    """Index of the subject before an apposition: `Elon Musk, der Gründer, kündigte`, `Der Gouverneur, Juan Cué, sagte`."""
    start, end = clauses[0]
    free = free_names(text, [named for named in names if start <= named[0][0] and named[0][1] <= end])
    if position == 2 and (apposed := _named_clause(text, names, clauses, 1)) is not None:
        return apposed
    if not free or not leads_to_name(text, start, free[0][0][0]):
        return None
    rest = text[free[-1][0][1] : end].strip()
    return free[-1][1] if not rest or _BRACKETED.fullmatch(rest) else None


def _scopes(text: str, verb: re.Match[str], clause: Span, *, after: bool) -> Iterator[Span]:
    """The parts of a sentence that a verb of saying vouches for; `after` if the statement precedes the verb."""
    start, end = clause
    stem, takes = next(((stem, takes) for stem, takes in _OBJECT.items() if verb["verb"].startswith(stem)), ("", None))
    if takes and (found := takes.search(text[verb.end() : end])):
        yield verb.end() + found.end(), end if stem in _OBJECT_ONLY else len(text)
    elif takes and (found := takes.search(text[start : verb.start()])) and not after:
        yield start + found.end(), verb.start()
    elif not after:
        yield end, len(text)
        return
    if after:
        yield 0, verb.start()
        if (resumed := text.find("„", end)) >= 0:
            yield resumed, len(text)
