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

# --- phrases ------------------------------------------------------------------------------------

_CLAIM = (
    "Angaben?|Aussagen?|Auskunft|Auskünften|Informationen|Information|Einschätzung(?:en)?|Schätzung(?:en)?|Daten|Worten|"
    "Berechnung(?:en)?|Darstellung|Zählung(?:en)?|Meinung|Ansicht|Auffassung|Überzeugung|Sicht|Bericht(?:en)?|Mitteilung|"
    "Erkenntnissen|Prognosen?|Umfragen?|Erhebung(?:en)?|Studien?|Statistik(?:en)?|Rechnung|Meldung(?:en)?|"
    "Untersuchung(?:en)?|Analysen?|Recherchen|Ermittlungen|Beobachtungen|Hochrechnung(?:en)?"
)
_OF_CLAIM = "den|der|einer|einem|eigenen|ersten|letzten|jüngsten|offiziellen|früheren|übereinstimmenden"
_ACCORDING = re.compile(
    rf"\b(?:[Ll]aut|[Gg]emäß|(?:[Nn]ach|[Aa]us){SPACE}(?:(?:{_OF_CLAIM}){SPACE})*(?:{_CLAIM})|"
    rf"(?:[Uu]nter|[Mm]it){SPACE}(?:Berufung|Verweis){SPACE}auf)(?={SPACE})"
)
_ZUFOLGE = re.compile(rf"[)“\"«»‘]{{0,2}}(?:{SPACE}vom{SPACE}\w+)?{SPACE}zufolge\b")
_OWN = re.compile(rf"\b(?:[Nn]ach|[Ll]aut){SPACE}eigenen{SPACE}\w+|\b[Ee]igenen{SPACE}\w+{SPACE}zufolge")
_PLACE = re.compile(
    rf"\)?{SPACE}?\(?(?:{SPACE}?(?:(?:in|aus|bei|und|vo[nm]|mit{SPACE}Sitz{SPACE}in){SPACE}(?:de[rm]{SPACE})?|de[rs]{SPACE}))?"
)
_COLON = re.compile(rf"(?:{SPACE}\([^()]{{1,40}}\))?:{SPACE}?[„\"»]")

# --- verbs --------------------------------------------------------------------------------------

_AS = re.compile(
    rf"\b[Ww]ie{SPACE}[^.;:!?\n]{{2,200}}?{SPACE}(?:mitteil|bericht|meld|vermeld|sag|erklär|beton|schreib|schrieb|bestätig|"
    r"angab|angib|angeb|gab|bekannt(?:gab|gib|geb)|verlaut|hieß|heißt|ankündig|äußer|errechne|ermittel|schätz|feststell|"
    r"hervorg|herausf|formulier|mein|erläuter|hinzufüg|ausführ)"
    rf"(?:e?te?n?|e|en|t)?(?:{SPACE}(?:hat|haben|hatte|wurde|gibt|gab))?(?=[,.;“\"]|{SPACE}?[–-]|$)"
)
_STATED = re.compile(
    r"\b(?<!bereit )(?P<verb>(?:sag|teil|erklär|bericht|meld|beton|bestätig|behaupt|kündig|mein|äußer|füg|verkünd|"
    r"versicher|prognostizier|schätz|beziffer|erläuter|argumentier|räum|warn|beklag|kritisier|ergänz|nenn|nann|konstatier|"
    r"stell|zitier)"
    r"(?:e?te?n?|t|en)|schreib(?:t|en)|schrieb(?:en)?|gab(?:en)?|gibt|geben|spr(?:icht|ach|achen|echen)|geht|ging|gehen|"
    r"gingen|strich|wies|weist|hieß|heißt|so|gesagt|mitgeteilt|angekündigt|bekanntgegeben|weiß)(?![\w-])"
)


def _patterns(sources: dict[str, str]) -> dict[str, re.Pattern[str]]:
    """Patterns by each of the stems that share one."""
    return {stem: re.compile(source) for stems, source in sources.items() for stem in stems.split()}


_PARTICLE = _patterns(
    {
        "teil": r"\bmit\b",
        "kündig": r"\ban\b",
        "füg": r"\b(?:hinzu|an)\b",
        "gab gib geb": r"\b(?:an|bekannt|zu)\b",
        "geht gehen ging": r"\bdavon\b|\baus\b",
        "sprach sprich sprech": r"\bvon\b",
        "räum": r"\bein\b",
        "stell": r"\bfest\b",
        "wies weist": r"\bdarauf\b|\bhin\b",
        "strich": r"\bheraus\b",
        "nann nenn": r"\b(?:Zahl|Zahlen|Summe|Betrag|Größenordnung)\b",
        "hieß heißt": r"\bes\b",
    }
)
"""Stem of a verb -> the words that make it one of saying: `teilte … mit`, `nannte die Zahl`."""

_OBJECT = _patterns(
    {
        "bericht": r"\b(?:von|über)\b",
        "sprach sprich sprech geh ging": r"\bvon\b",
        "schätz beziffer kündig prognostizier nann nenn zitier": "^",
        "warn": r"\bvor\b",
    }
)
"""Stem of a verb -> what precedes the numbers that it reports in its own clause: `spricht von zehn Toten`."""

_CLOSING = re.compile(r"\ban\W*$")
"""The particle that closes the clause of `gab einen Zeitraum von drei Jahren an`."""

_OBJECT_ONLY = ("sprach", "sprich", "sprech", "bericht", "warn")
"""Verbs whose object is all that they report, if they have one."""

_ADVERBS = re.compile(
    rf"(?:{SPACE}(?:heute|gestern|jetzt|dagegen|dazu|hierzu|auch|dann|bereits|zudem|unterdessen|später|weiter|wiederum|damals|"
    rf"außerdem|daraufhin|inzwischen|jedoch|allerdings|etwa|einst|kürzlich|sich|ihm|uns|es|"
    rf"am{SPACE}\w+(?:tag|woch|abend|morgen)\w*(?:abend|morgen)?|am{SPACE}\d+\.{SPACE}\w+))+"
)
_FIRST_ADVERBS = frozenset(
    "gestern heute zuvor zudem dabei dazu daraufhin danach anschließend später bereits auch so jetzt nun außerdem "
    "weiter weiterhin unterdessen inzwischen gleichzeitig hingegen dagegen als zuletzt erst schon noch am im zum zur "
    "beim kürzlich abschließend schließlich wörtlich ferner darüber allerdings jedoch hierzu".split()
)
_PRONOUN = re.compile(rf"{SPACE}(?:er|sie|es|man|wir|ich|dieser|diese|jener)\b")
_OPENERS = frozenset(["", "und", "aber", "auch", "so", "wie"])
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|weder|ohne)\b")
_BRACKETED = re.compile(r"\([^()]{1,40}\)")
_ARTICLE = re.compile(r"\b(?:der|des|dem|den)\b")


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
    if number.kind in {"date", "time"} or not names:
        return None
    found = [source for source in find_sources(text, tuple(names)) if source.covers(number)]
    return min(found, key=lambda source: (abs(source.at - number.start), source.at)).name if found else None


@lru_cache(maxsize=4)  # all numbers of a sentence ask for the same
def find_sources(text: str, names: tuple[Span, ...]) -> tuple[Source, ...]:
    """The sources that a sentence names, in no particular order."""
    if not names or len(text) > _MAX_SENTENCE:
        return ()
    sentence = _Sentence(text, sorted((span, index) for index, span in enumerate(names)))
    return (*sentence.phrases(), *sentence.as_stated(), *sentence.stated(), *sentence.introduced())


class _Sentence:
    """A sentence with its names, in order, and its clauses: the parts between punctuation marks."""

    def __init__(self, text: str, names: list[Named]) -> None:
        self.text, self.names = text, names
        marks = [match for match in MARK.finditer(text) if is_mark(text, match, names)]
        starts, ends = [0, *(match.end() for match in marks)], [*(match.start() for match in marks), len(text)]
        self.clauses = [span for span in zip(starts, ends, strict=True) if text[slice(*span)].strip(' “"«»')]

    def inside(self, start: int, end: int) -> list[Named]:
        return [named for named in self.names if start <= named[0][0] and named[0][1] <= end]

    def clause_at(self, pos: int) -> Span:
        return next((clause for clause in self.clauses if clause[0] <= pos < clause[1]), (0, len(self.text)))

    def phrases(self) -> Iterator[Source]:
        """Sources after `laut` or `nach Angaben`, and before `zufolge`; the subject of `nach eigenen Angaben`."""
        for cue in _ACCORDING.finditer(self.text):
            following = self.inside(cue.end(), len(self.text))[:_MAX_TRIED]
            first = next((named for named in following if leads_to_name(self.text, cue.end(), named[0][0])), None)
            if first:
                yield self._phrase(first[1], cue.start(), first[0][1])
        for cue in _OWN.finditer(self.text) if "igenen" in self.text else ():
            start, end = self.clause_at(cue.start())
            if free := free_names(self.text, self.inside(start, end)):
                yield Source(free[0][1], cue.start(), (start, len(self.text)), cue.span())
        for span, index in self.names if "zufolge" in self.text else ():
            if found := _ZUFOLGE.match(self.text, span[1]):
                yield self._phrase(index, span[0], found.end())

    def _phrase(self, index: int, begin: int, stop: int) -> Source:
        """The source of a phrase: of its clause and what follows; if it stands apart, of the whole sentence."""
        start, end = self.clause_at(begin)
        apart = not self.text[start:begin].strip() and not self.text[stop:end].strip(' “"«»')
        for span, _ in self.names:
            if span[0] > stop and _PLACE.fullmatch(self.text, stop, span[0]):
                stop = span[1]
        return Source(index, begin, (0 if apart else start, len(self.text)), (begin, stop))

    def as_stated(self) -> Iterator[Source]:
        """Sources in a clause with `wie`: `wie die UN mitteilte`, `wie aus einer Studie der WHO hervorgeht`."""
        for cue in _AS.finditer(self.text) if "wie" in self.text.lower() else ():
            begin = cue.start() + len("wie ")
            named = [(span, index) for span, index in self.inside(begin, cue.end()) if not in_brackets(self.text, span)]
            if named and (leads_to_name(self.text, begin, named[0][0][0]) or self.text.startswith("aus ", begin)):
                yield Source(named[0][1], cue.start(), (0, len(self.text)))

    def introduced(self) -> Iterator[Source]:
        """Sources before a colon and a quote: `Merkel: „Wir haben zwei Prozent mehr“`."""
        for span, index in self.names if ":" in self.text else ():
            quote = _COLON.match(self.text, span[1])
            if quote and leads_to_name(self.text, self.clause_at(span[0])[0], span[0]):
                yield Source(index, span[0], (quote.end(), len(self.text)))

    def stated(self) -> Iterator[Source]:
        """Sources that are subjects of a verb of saying, the first one of each clause."""
        for position, clause in enumerate(self.clauses):
            verbs = _STATED.finditer(self.text, *clause)
            verb = next((verb for verb in verbs if _is_statement(self.text, verb, clause)), None)
            subject = self._subject(verb, position) if verb else None
            if verb and subject is not None:
                for scope in _scopes(self.text, verb, clause, after=subject[1]):
                    yield Source(subject[0], verb.start(), scope)

    def _subject(self, verb: re.Match[str], position: int) -> tuple[int, bool] | None:
        """Index of the subject of a verb, and whether the statement precedes it (`…, sagte Merkel`)."""
        start = self.clauses[position][0]
        words = self.text[start : verb.start()].strip(' “"«»')
        opens = words in _OPENERS
        preceding = self.inside(start, verb.start())
        before = free_names(self.text, preceding) or [
            named for named in preceding if leads_to_name(self.text, start, named[0][0])
        ]
        if verb["verb"] != "so" and not opens and before:
            return before[-1][1], False
        if opens and position >= 2 and (head := self._interrupted(position)) is not None:
            return head, False
        first = words.partition(" ")[0].lower()
        # "In Berlin sagte" leaves the subject to the words after the verb, "Die Zeitung meldet" does not
        if _PRONOUN.match(self.text, verb.end()) or not (opens or first in EMBEDDING or first in _FIRST_ADVERBS):
            return None
        subject = self._subject_after(verb, position)
        return None if subject is None else (subject, opens)

    def _subject_after(self, verb: re.Match[str], position: int) -> int | None:
        """Index of the subject after its verb: `sagte der Direktor der Behörde, Hans Blix, …`."""
        text, end = self.text, self.clauses[position][1]
        adverbs = _ADVERBS.match(text, verb.end())
        low = adverbs.end() if adverbs else verb.end()
        inside = [named for named in self.inside(low, end) if not in_brackets(text, named[0])]
        subject = next((named for named in inside if leads_to_name(text, low, named[0][0])), None)
        if subject is None:
            return None
        if (apposed := self._name_of_clause(position + 1)) is not None:
            return apposed
        free = free_names(text, [named for named in inside if named >= subject])
        if free and leads_to_name(text, subject[0][1], free[0][0][0]):
            title = text[subject[0][1] : free[0][0][0]]
            return (subject if _ARTICLE.search(title) else free[0])[1]
        return subject[1]

    def _name_of_clause(self, position: int) -> int | None:
        """Index of the name that fills a clause other than the last one."""
        if position + 1 >= len(self.clauses):
            return None
        start, end = self.clauses[position]
        alone = (
            index
            for span, index in self.inside(start, end)
            if not (self.text[start : span[0]] + self.text[span[1] : end]).strip()
        )
        return next(alone, None)

    def _interrupted(self, position: int) -> int | None:
        """Index of the subject before an apposition: `Elon Musk, der Gründer, kündigte`, `Der Chef, Jo Cué, sagte`."""
        start, end = self.clauses[0]
        if position == 2 and (apposed := self._name_of_clause(1)) is not None:
            return apposed
        free = free_names(self.text, self.inside(start, end))
        if not free or not leads_to_name(self.text, start, free[0][0][0]):
            return None
        rest = self.text[free[-1][0][1] : end].strip()
        return free[-1][1] if not rest or _BRACKETED.fullmatch(rest) else None


def _is_statement(text: str, verb: re.Match[str], clause: Span) -> bool:
    """Whether a verb has the particle that makes it one of saying (`teilte … mit`), and is not negated."""
    if _NEGATED.search(text, *clause):
        return False
    particle = next((pattern for stem, pattern in _PARTICLE.items() if verb["verb"].startswith(stem)), None)
    return particle is None or bool(particle.search(text, clause[0]))


def _scopes(text: str, verb: re.Match[str], clause: Span, *, after: bool) -> Iterator[Span]:
    """The parts of a sentence that a verb of saying vouches for; `after` if the statement precedes the verb."""
    start, end = clause
    if verb["verb"].startswith(("gab", "gib", "geb")) and _CLOSING.search(text, verb.end(), end):
        yield verb.end(), end
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
