"""Paragraphs, sentences and pieces of German text, pure text code.

A module of its own because a reader can only be trusted with sentence windows if they are the same
for every model: spaCy's parsers and senters differ between models and break at German ordinals.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

MAX_SENTENCE = 3_000
"""Characters after which a run without sentence end is cut all the same."""

LONGEST_TITLE = 300
"""Characters that a quoted title may have."""

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD_BEFORE = re.compile(r"[\w.&/-]{1,40}\Z")
_END = re.compile(
    r"""(?P<mark>[.!?…]{1,6})
        (?P<close>["'“”»«’‘)\]]{0,3})
        (?P<space>[^\S\n]+)
        (?=["'„“‚‘»«(\[–—-]{0,3}[^\S\n]{0,2}(?P<next>[A-ZÄÖÜ0-9À-ÖØ-Þ]\w{0,30}))
        | (?<=[a-zäöüß]{2})(?P<glued>[.!?])(?=(?P<after>[A-ZÄÖÜ][a-zäöüß]{0,20})\b)""",
    re.VERBOSE,
)
_QUOTE_OPENS = re.compile(r"[„»«“\"‚]")

# Words that begin a sentence and are capitalised only there: the evidence that an ambiguous full stop ended one.
_STARTERS = frozenset(
    """Der Die Das Dem Den Des Ein Eine Einen Einem Einer Eines Er Sie Es Wir Ich Ihr Man Wer Was Wo Wie Wann
    Warum Wenn Weil Während Als Ob Doch Aber Und Oder Denn Da Dann Damit Dabei Dadurch Dafür Dagegen Daher
    Danach Daneben Daran Darauf Daraus Darin Darüber Darum Darunter Davon Davor Dazu Dort Hier Heute Gestern
    Morgen Jetzt Nun Noch Nur Nicht Kein Keine Auch Auf Aus Außerdem An Am Bei Beim Bis Bereits Bisher Durch Für
    Gegen In Im Ins Immer Mit Nach Nachdem Neben Ohne Seit Seitdem So Sogar Sollte Später Trotz Trotzdem Um
    Unter Über Vom Von Vor Vorher Wegen Weiter Weitere Wieder Zu Zum Zur Zudem Zuletzt Zunächst Zuvor Zwar
    Zwischen Diese Dieser Dieses Diesen Diesem Jeder Jede Jedes Jedoch Alle Alles Andere Viele Einige Mehrere
    Manche Beide Seine Seiner Sein Ihre Ihrer Ihren Unsere Unser Meine Mein Hat Haben Ist Sind War Waren Wird
    Werden Wurde Wurden Kann Können Laut Rund Etwa Insgesamt Allerdings Deshalb Deswegen Dennoch Hingegen Hinzu
    Inzwischen Mittlerweile Obwohl Sobald Sonst Stattdessen Vielmehr Welche Welcher""".split()
)
# Never end a sentence: something that belongs to them always follows.
_TITLES = frozenset(
    """dr prof hr fr st sr jr gen col sgt hl ing dipl mag med phil jur nat rer pol h.c nr abs bd kap ziff vgl
    bzgl sog insb inkl zzgl exkl ggf evtl z.b d.h i.d.r u.u z.t s.o s.u v.a u.a.m bzw ca geb gest verh gegr str
    frhr bspw hrsg verf a.d i.br b.a m.a anm aufl tel jg u.s obb""".split()
)
# May end one.
_ABBREVIATIONS = frozenset(
    """usw etc art u.a mio mrd tsd bill jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so
    uhr min std sek chr v.chr n.chr co corp inc ltd gmbh e.v o.ä u.ä o.g s.a jh jhd jhdt vs pp bzgl i.r o.k p.m
    a.m ff f dgl ebd a.m""".split()
)
_BEFORE_ORDINAL = frozenset(
    """der die das dem den des am im vom zum zur beim ins ab bis und oder seit jeder jede jedes jeden jedem ihr
    ihre ihrem ihren ihrer ihres sein seine seinem seinen seiner seines dieser diese dieses diesem diesen mein
    meine meinem unser unsere unserem sowie ein eine einem einen einer eines kein keine dessen deren montag
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag – - & pl""".split()
)
_MONTHS = frozenset(
    """Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb
    Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez Jahrhundert Jahrhunderts""".split()
)


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, that is of the runs between newlines, outer white space left out."""
    return [span for match in _PARAGRAPH.finditer(text) if (span := _stripped(text, *match.span()))]


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, never across a newline; together they hold all but white space."""
    return [sentence for start, end in paragraphs(text) for sentence in _sentences(text, start, end)]


def pieces(text: str, *, limit: int) -> Iterator[Span]:
    """Cut a text into spans of at most `limit` characters, or one sentence, at paragraph or sentence ends."""
    start = end = 0
    for unit_start, unit_end in _units(text, limit):
        if end > start and unit_end - start > limit:
            yield start, end
            start = unit_start
        end = unit_end
    if end > start:
        yield start, end


def _units(text: str, limit: int) -> Iterator[Span]:
    for start, end in paragraphs(text):
        if end - start <= limit:
            yield start, end
        else:
            yield from _sentences(text, start, end)


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of one paragraph."""
    begin = start
    for match in _END.finditer(text, start, end):
        cut = match.end()
        if match.start() >= begin and _ends_sentence(text, begin, match):
            yield from _bounded(text, begin, cut)
            begin = cut
    yield from _bounded(text, begin, end)


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    if match["glued"]:
        return match["after"] in _STARTERS
    if match["mark"] != ".":
        return match["next"] in _STARTERS or not _is_quoted_title(text, begin, match)
    return _full_stop_ends(text, begin, match)


def _is_quoted_title(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the mark closes a quotation inside the sentence, as in: Die Show „Wetten, dass..?“ Anfang Mai."""
    if not match["close"]:
        return False
    low = max(begin, match.start() - LONGEST_TITLE)
    opened = [quote.start() for quote in _QUOTE_OPENS.finditer(text, low, match.start())]
    before = text[max(begin, opened[-1] - LONGEST_TITLE) : opened[-1]].rstrip() if opened else ""
    return bool(before) and not before.endswith((":", ",", ".", "!", "?"))


def _full_stop_ends(text: str, begin: int, match: re.Match[str]) -> bool:
    found = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    word = found.group().lstrip("-/&") if found else ""
    following = match["next"]
    if not word or match["close"]:
        return True
    if word.isdigit() and len(word) <= 3:
        return _number_ends(text[max(begin, match.start() - 60) : match.start() - len(word)], following)
    bare = word.casefold()
    if bare in _TITLES:
        return False
    is_initial = len(word.rsplit(".", 1)[-1]) == 1 and word[-1].isalpha()
    is_roman = len(word) <= 6 and set(word) <= set("IVX")
    if is_initial or is_roman or bare in _ABBREVIATIONS or "." in word.strip("."):
        return following in _STARTERS
    return True


def _number_ends(before: str, following: str) -> bool:
    """Whether a full stop after a short number ends the sentence rather than making an ordinal."""
    if following in _MONTHS:
        return False
    if following in _STARTERS:
        return True
    if following[0].isdigit():
        return False
    words = before.split()
    return (
        bool(words) and words[-1].casefold().strip("(„\"'") not in _BEFORE_ORDINAL and not before.endswith(("-", "–"))
    )


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """One sentence, cut where it is longer than anybody writes."""
    while end - start > MAX_SENTENCE:
        cut = _soft_cut(text, start, start + MAX_SENTENCE)
        if span := _stripped(text, start, cut):
            yield span
        start = cut
    if span := _stripped(text, start, end):
        yield span


def _soft_cut(text: str, start: int, limit: int) -> int:
    """Best place to cut before `limit`: after punctuation, else after a word in lower case, so not inside a name."""
    half = start + (limit - start) // 2
    window = text[half:limit]
    for pattern in (r"[;,:–][^\S\n]", r"\b[a-zäöüß]{2,30}[^\S\n]+(?=[a-zäöüß])", r"[^\S\n]"):
        if cuts := [match.end() for match in re.finditer(pattern, window)]:
            return half + cuts[-1]
    return limit
