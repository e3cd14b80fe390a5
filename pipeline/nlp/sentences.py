"""Paragraphs, sentences and pieces of German text, pure text code.

Not spaCy's parsers and senters: they differ between models, so that windows of sentences would too, and split at German
ordinals.
"""

import re
from collections.abc import Iterator

Span = tuple[int, int]

MAX_SENTENCE = 3_000
"""Maximum characters of a sentence; a longer one is cut without a sentence end."""

MAX_TITLE = 300
"""Maximum characters of a quoted title."""

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

# Words that start sentences and are capitalised only there: evidence that an ambiguous full stop ended a sentence.
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
# Abbreviations listed in lower case also match with a capital, at the start of a sentence; those listed with a capital
# match only so: "Max. 5 Euro" and "So. um elf", but "sagte Max." and "es blieb so.".
# Never end a sentence, because something that belongs to them always follows.
_OPEN_ABBREVIATIONS = frozenset(
    """Dr dr Prof Hr Fr St Hl hl Sr Gen Col Sgt Ing Dipl Mag med phil jur nat rer theol pol h.c nr Nrn abs Bd Bde Kap
    ziff vgl bzgl sog insb insbes inkl zzgl abzgl exkl einschl ausschl ggf evtl z.b d.h i.d.r u.u z.t s.o s.u v.a bzw
    ca geb gest verh gegr verst Frhr bspw hrsg Hg Verf a.d i.br b.a m.a Anm Aufl Ausg Jg Obb lt gem ggü wg zw zus
    mind stv stellv ehem vorauss voraussichtl urspr versch jew entspr allg bish eigtl gepl gen kath ev evang prot
    jüd islam kgl städt staatl öffentl dt frz franz engl ital span russ poln türk österr schweizer amerik europ lat
    nördl südl östl westl jährl monatl mtl tägl wöchentl tgl Bgm Fa Vors Präs Abg Pfr Dek Kard Ebf Hptm Oblt Lt Maj
    Oblt Uffz Insp Kpt Doz Bor Spvgg SpVgg Reg Landkr Lkr Bez Abb Taf Tab Fig Pkt Tel tel Telefonnr
    Hausnr Red vorm nachm bes gez mult zerst Bearb Übers Univ max durchschn näml Fam""".split()
)
# End a sentence only if a word follows that is capitalised only at the start of sentences.
_ABBREVIATIONS = frozenset(
    """usw etc u.a u.a.m u.v.m mio mrd tsd bill jr sr jun sen Jan Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo Di
    Mi Do Sa So min std sek chr v.chr n.chr co corp inc ltd gmbh e.v o.ä u.ä o.g s.a Jh Jhd Jhdt vs pp i.r o.k p.m
    a.m f ff dgl ebd MwSt Mwst USt Hbf Bhf Str Westf Württ Pf Kl kl Stk Stck Pers Kto Az Nds Thür zit Ges Inst
    Verw Gde Std Kr""".split()
)
# Labels of numbers that are also words or names: they end a sentence unless a number follows.
_BEFORE_NUMBER = frozenset("Max Art S Nr Par No Abt Dir".split())
_WORDS = frozenset("Phil Pol Span Lat Max".split())
"""Words and names that are abbreviations only if in lower case."""

_LABELS = ("str", "nr", "pl", "präs", "vors", "bez", "abt")
"""Endings of abbreviated compounds: Hauptstr., Hausnr., Marktpl., Vizepräs."""

_LETTERED = frozenset(
    """plan gruppe vitamin kategorie klasse block typ team variante hepatitis influenza jugend modell note punkt
    abschnitt spalte""".split()
)
_UNITS = frozenset(
    "km kg cm mm qm hPa kW kWh MW MWh GW GWh TWh km/h m/s kB MB GB TB Mbit Hz kHz MHz GHz dB ml mg".split()
)
_EXCLAMATORY = frozenset("Yahoo Wham Joop Jeopardy Kahoot".split())
"""Names that are written with an exclamation mark."""

_DOMAIN = re.compile(r"[\w-]{3,63}\.[a-z]{2,6}\Z")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xzßB-DF-HJ-NP-TV-XZ]{2,5}\Z")
_ADJECTIVE = re.compile(r"[a-zäöüß-]{2,40}(?:ig|lich|isch|end|sch|mäßig|los|bar|sam)e[nrsm]?\Z")
_INFLECTED = re.compile(r"[a-zäöüß-]{3,40}e[nrsm]?\Z")
_DETERMINERS = frozenset("der die das dem den des am im vom zum zur beim ins ein eine einen einem einer eines".split())
_NO_ADJECTIVE = re.compile(
    r"(?!(?:letzt|zweit|nächst|erst|alt|gesamt|beliebt|bekannt|berühmt|geplant|recht|best)e)"
    r"(?:wurden?|waren?|wären?|werden|haben|machen|\w+ten?)\Z"
)
_COUNTED = re.compile(
    r"""(?:\w*(?:senat|kammer|liga|spieltag|geburtstag|jahrestag|todestag|hochzeitstag|auflage|division|armee|bataillon
    |regiment|kompanie|parteitag|etappe|halbzeit|sinfonie|symphonie|periode|weltkrieg|lebensjahr|schuljahr|quartal
    |obergeschoss|untergeschoss|stockwerk|arrondissement|kreuzzug)(?:[se]s|s|n|en|e)?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""Nouns that follow an ordinal much more often than they start a sentence after a number."""

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
    """Return the spans of the paragraphs, which are separated by newlines, without outer white space."""
    return [span for match in _PARAGRAPH.finditer(text) if (span := _stripped(text, *match.span()))]


def split_sentences(text: str) -> list[Span]:
    """Return the spans of the sentences in order, never across a newline; they cover all but white space."""
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
    """Yield the sentences of one paragraph."""
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
        name = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
        if match["mark"] == "!" and name and name.group() in _EXCLAMATORY:
            return match["next"] in _STARTERS
        return match["next"] in _STARTERS or not _is_quoted_title(text, begin, match)
    return _full_stop_ends(text, begin, match)


def _is_quoted_title(text: str, begin: int, match: re.Match[str]) -> bool:
    """Return whether the mark closes a quotation inside the sentence: Die Show „Wetten, dass..?“ Anfang Mai."""
    if not match["close"]:
        return False
    low = max(begin, match.start() - MAX_TITLE)
    opened = [quote.start() for quote in _QUOTE_OPENS.finditer(text, low, match.start())]
    before = text[max(begin, opened[-1] - MAX_TITLE) : opened[-1]].rstrip() if opened else ""
    return bool(before) and not before.endswith((":", ",", ".", "!", "?"))


def _full_stop_ends(text: str, begin: int, match: re.Match[str]) -> bool:
    found = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    word = found.group().lstrip("-/&") if found else ""
    if match["close"]:
        return _closed_stop_ends(text, begin, match, word)
    if not word:
        return True
    before, following = text[max(begin, match.start() - 60) : match.start() - len(word)], match["next"]
    if (word.isdigit() and len(word) <= 3) or _THOUSANDS.match(word):
        return _number_ends(before, following)
    return _word_ends(word, before, following)


def _closed_stop_ends(text: str, begin: int, match: re.Match[str], word: str) -> bool:
    """Return whether a full stop before a bracket or quotation mark ends the sentence; no: die Firma (Fa.) Meier."""
    if _is_listed(word, _OPEN_ABBREVIATIONS):
        return False
    if match["close"][0] not in ")]":
        return True
    opened = text.rfind("(" if match["close"][0] == ")" else "[", max(begin, match.start() - MAX_TITLE), match.start())
    return opened - begin < 2 or match["next"] in _STARTERS


def _word_ends(word: str, before: str, following: str) -> bool:
    """Return whether a full stop after a word ends the sentence rather than marking an abbreviation."""
    last = re.split(r"[-/]", word)[-1]
    if _is_listed(word, _OPEN_ABBREVIATIONS) or _is_listed(last, _OPEN_ABBREVIATIONS):
        return False
    if word == "d" and before.endswith("a. "):  # Frankfurt a. d. Oder
        return False
    if last in _BEFORE_NUMBER:
        return not following[0].isdigit() and (len(last) > 1 or following in _STARTERS)
    if _DOMAIN.search(word) or last in _UNITS:
        return True
    if _may_be_short(word, last, before):
        return following in _STARTERS
    return True


def _is_listed(word: str, abbreviations: frozenset[str]) -> bool:
    if word in abbreviations:
        return True
    return word[:1].isupper() and word not in _WORDS and word[0].lower() + word[1:] in abbreviations


def _may_be_short(word: str, last: str, before: str) -> bool:
    """Return whether a word may be an abbreviation: known, an initial, a Roman numeral, or without a vowel."""
    if len(word.rsplit(".", 1)[-1]) == 1 and word[-1].isalpha():
        words = before.split()
        measured = word in ("m", "g", "l", "t") and bool(words) and words[-1][-1].isdigit()  # 100 m.
        return not measured and not (len(word) == 1 and words and words[-1].casefold() in _LETTERED)  # Plan B.
    is_roman = len(word) <= 6 and set(word) <= set("IVX")
    is_known = _is_listed(word, _ABBREVIATIONS) or _is_listed(last, _ABBREVIATIONS) or word.casefold() in _ABBREVIATIONS
    is_compound = last.endswith(_LABELS) and not last.isupper()
    without_vowel = _NO_VOWEL.match(last) is not None and not last.isupper()
    return is_roman or is_known or is_compound or without_vowel or "." in word.strip(".")


def _number_ends(before: str, following: str) -> bool:
    """Return whether a full stop after a short number ends the sentence rather than marking an ordinal."""
    if following in _MONTHS or _COUNTED.match(following):
        return False
    if following in _STARTERS:
        return True
    words = [word.strip("(„\"'") for word in before.split()[-2:]]
    if not words or before.endswith(("-", "–")) or words[-1].casefold() in _BEFORE_ORDINAL or _is_before_ordinal(words):
        return False
    # 3. 5. 2020 is a date, but: Die Zahl stieg auf 17. 20 Menschen wurden verletzt.
    return not following[0].isdigit() or (following.isdigit() and 12 < int(following) < 1000)


def _is_before_ordinal(words: list[str]) -> bool:
    """Return whether the words before a number end with an adjective: der zuständige 3. Strafsenat."""
    if _ADJECTIVE.match(words[-1]):
        return True
    return (
        len(words) > 1
        and words[-2].casefold() in _DETERMINERS
        and _INFLECTED.match(words[-1]) is not None
        and _NO_ADJECTIVE.match(words[-1]) is None
    )


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield one sentence, cut into parts of at most `MAX_SENTENCE` characters."""
    while end - start > MAX_SENTENCE:
        cut = _soft_cut(text, start, start + MAX_SENTENCE)
        if span := _stripped(text, start, cut):
            yield span
        start = cut
    if span := _stripped(text, start, end):
        yield span


def _soft_cut(text: str, start: int, limit: int) -> int:
    """Find the best cut before `limit`: after punctuation, or after a word in lower case to avoid splitting a name."""
    half = start + (limit - start) // 2
    window = text[half:limit]
    for pattern in (r"[;,:–][^\S\n]", r"\b[a-zäöüß]{2,30}[^\S\n]+(?=[a-zäöüß])", r"[^\S\n]"):
        if cuts := [match.end() for match in re.finditer(pattern, window)]:
            return half + cuts[-1]
    return limit
