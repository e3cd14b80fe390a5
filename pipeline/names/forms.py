"""String functions on names: keys under which spellings are equal, inflections, initials, slugs."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

ARTICLES = frozenset({"der", "die", "das", "des", "dem", "den", "the"})
FUNCTION_WORDS = ARTICLES | frozenset("fuer ueber und of for the von vom zur zum in im an am auf and".split())
PARTICLES = frozenset(
    "von vom zu zum zur van de der den du da di del della dos el al bin ben ibn la le ter ten af av y e und".split()
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_DASHES = re.compile(r"[\s\-‐‑‒–—/_]+")
_NOT_LETTERS = re.compile(r"[^\w]+")
_NOT_WORD = re.compile(r"[^\w\s&+$€£%]")
_SHORT = re.compile(r"^(?P<long>.*\S) \((?P<short>[^()\s]{2,12})\)$")
_LEGAL_FORMS = frozenset(
    """aktiengesellschaft ag gmbh se kg kgaa ohg mbh ev eg inc corp corporation co ltd limited plc llc sa nv spa sarl
    oy ab as asa""".split()
)
_GROUP = re.compile(r"(?<=\w)-Konzern(?:s|es)?$")
_ARABIC_ARTICLE = re.compile(r"^(?:[aAeE](?:l|s|d|n|r|t|z|sch|sh|ch))-(?=\w)")
_APOSTROPHES = ("'", "’", "‘", "`", "´")
_GENITIVE_ENDS = ("s", "S", *_APOSTROPHES)
NO_GENITIVE_S = "sxzßS"
"""Last letters of a name that never takes a genitive s."""
DEMONYM_ENDINGS = ("er", "ern", "ers")
_DEMONYM = re.compile(r"(?s)([A-ZÄÖÜ].{2,})er[ns]?")
MIN_SLIP_LETTERS = 5
"""Minimum number of letters of a word in which a wrong letter may be a slip."""
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e", "s")
_ACRONYM = re.compile(r"(?=(?:[^A-ZÄÖÜ]*[A-ZÄÖÜ]){2})[A-ZÄÖÜ][A-Za-zÄÖÜäöüß0-9&/\-]{1,9}")


def tidy(name: str) -> str:
    """Normalise to NFC and single spaces, and strip quotation marks from both ends."""
    return " ".join(unicodedata.normalize("NFC", name).split()).strip("\"'„“”»«›‹‚‘’ ")


@lru_cache(maxsize=1 << 18)  # a corpus asks for the same names in every pass
def fold(name: str) -> str:
    """Key that ignores case, spelling of umlauts (Mueller) and ß, accents and punctuation."""
    if name.isascii() and name.isalnum():  # most words
        return name.lower()
    text = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    folded = " ".join(_NOT_WORD.sub("", _DASHES.sub(" ", text)).split())
    return folded or unicodedata.normalize("NFC", name).casefold()


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_SPACES = bytes(code for code in range(128) if chr(code) != "\n" and (chr(code).isspace() or chr(code) in "-/_"))
_TO_SPACE = bytes.maketrans(_SPACES, b" " * len(_SPACES))
_DELETED = bytes(code for code in range(128) if _NOT_WORD.match(chr(code)) and code not in _SPACES)


def fold_all(names: Sequence[str]) -> list[str]:
    """`fold` of each name, several times as fast: as one string, except for names with rare letters or signs.

    >>> fold_all(["Müller-Straße", "São Paulo"])
    ['mueller strasse', 'sao paulo']
    """
    joined = "\n".join(names).casefold()
    for letter, plain in _UMLAUTS.items():
        joined = joined.replace(chr(letter), plain)
    text = joined.encode("ascii", "ignore").translate(_TO_SPACE, _DELETED).decode("ascii")
    while "  " in text:
        text = text.replace("  ", " ")
    folded = text.replace("\n ", "\n").replace(" \n", "\n").strip(" ").split("\n")
    if len(folded) != len(names):  # a name holds a line end
        return [fold(name) for name in names]
    line = position = 0
    for rare in _NOT_ASCII.finditer(joined):
        line += joined.count("\n", position, position := rare.start())
        folded[line] = fold(names[line])
    return [key or fold(name) for key, name in zip(folded, names, strict=True)] if "" in folded else folded


def slug(name: str) -> str:
    """Readable last part of an entity_id: `nursultan-nasarbajew`; a digest if nothing readable is left."""
    readable = _NOT_LETTERS.sub("-", fold(name)).strip("-_")
    return readable or short_digest(name)


def short_digest(text: str) -> str:
    """Digest of a text: eight hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def split_short(name: str) -> tuple[str, str | None]:
    """Split a name with its acronym in brackets into long and short form; the short form of other names is None.

    >>> split_short("Europäische Zentralbank (EZB)")
    ('Europäische Zentralbank', 'EZB')
    """
    match = _SHORT.match(name) if name.endswith(")") else None
    if match and (looks_like_acronym(match["short"]) or has_initials(match["short"], match["long"])):  # dpa
        return match["long"], match["short"]
    return name, None


def looks_like_acronym(name: str) -> bool:
    """Whether a name is one short word with at least two capitals: CSTO, EZB, StGB, but not Merkel."""
    return bool(_ACRONYM.fullmatch(name)) and sum(c.isupper() for c in name) * 2 >= sum(c.isalpha() for c in name)


def is_in_capitals(name: str) -> bool:
    """Whether a name is written in capitals that need not belong to it: ERFURT, in a date line, but not NATO."""
    return name.isupper() and sum(c.isalpha() for c in name) > 4


def without_article(name: str) -> str:
    """`die Grünen` -> `Grünen`."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in ARTICLES else name


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Key of a name without its article, equal for `The Guardian` and `Guardian`, but also for `Den Haag` and `Haag`.

    >>> name_key("The Guardian")
    'guardian'
    """
    return fold(without_article(name))


def compact_key(name: str) -> str | None:
    """Key that ignores hyphens and spaces: A380, A-380; Irakkrieg, Irak-Krieg. None if three letters or less."""
    key = name_key(name).replace(" ", "")
    return key if len(key) > 3 else None


def demonym_bases(name: str) -> Iterator[str]:
    """Yield the places that a name in -er may be derived from: Berliner, Bremer, Hallern, Münchner, Basler, Zürcher."""
    match = _DEMONYM.fullmatch(name)
    if match is None:
        return
    stem = match[1]
    yield stem
    yield f"{stem}e"
    yield f"{stem}en"
    if stem[-1] in "nl":  # Dresdner, Basler
        yield f"{stem[:-1]}e{stem[-1]}"
    if stem.endswith("ch"):  # Zürcher
        yield f"{stem[:-2]}ich"


def without_legal_form(name: str) -> str:
    """`Deutsche Bahn AG` -> `Deutsche Bahn`, `Siemens-Konzern` -> `Siemens`."""
    words = _GROUP.sub("", name).split()
    while len(words) > 1 and fold(words[-1].strip(",")).replace(" ", "") in _LEGAL_FORMS | {"&"}:
        words.pop()
    return " ".join(words).rstrip(",")


def group_by_key(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Group values by their keys, in the order given."""
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def genitive_bases(name: str) -> Iterator[str]:
    """Yield the base forms of a possible genitive: Russlands -> Russland, Grass' -> Grass, Amtes -> Amte, Amt."""
    if not name.endswith(_GENITIVE_ENDS):
        return
    stem = name.rstrip("'’‘`´")
    if stem != name:
        yield stem
        return
    if name[-2:-1] in _APOSTROPHES and len(name) > 1:
        yield name[:-2]
        return
    if len(name) > 3 and name.endswith("s") and name[-2] not in NO_GENITIVE_S:
        yield name[:-1]
    if len(name) > 5 and name.endswith("es"):
        yield name[:-2]


@lru_cache(maxsize=1 << 16)
def inflection_key(name: str) -> str:
    """Key shared by the cases of a name of several words: des Auswärtigen Amtes, Auswärtiges Amt."""
    words = fold(without_article(name)).split()
    return " ".join(_stem(word) for word in words) if len(words) > 1 else " ".join(words)


def _stem(word: str) -> str:
    ending = next((e for e in _ADJECTIVE_ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), None)
    return _stem(word[: -len(ending)]) if ending else word


def genitives_among(names: Iterable[str]) -> set[str]:
    """The names that are the genitive of another one in a word: Flughafens Bremen beside Flughafen Bremen."""
    given = set(names)
    found = set()
    for name in given:
        words = name.split()
        for index, word in enumerate(words):
            bases = (" ".join([*words[:index], base, *words[index + 1 :]]) for base in genitive_bases(word))
            if any(base in given for base in bases):
                found.add(name)
    return found


def nominative_rank(name: str) -> int:
    """Likelihood of the nominative by its endings: Auswärtiges Amt 2, Auswärtige Amt 1, Auswärtigen Amtes 0."""
    first = name.split()[0]
    return 0 if name.endswith("es") or first.endswith(("en", "em")) else 2 if first.endswith("es") else 1


def surnames(name: str) -> tuple[str, ...]:
    """Surnames that a text may use for the bearer of a full name: `leyen`, `von der leyen`; () for a single word."""
    words = name.split()
    if len(words) < 2:
        return ()
    keys = [fold(words[-1])]
    if "-" in words[-1] and (bare := _ARABIC_ARTICLE.sub("", words[-1])) != words[-1]:
        keys.append(fold(bare))
    particles = [index for index in range(1, len(words) - 1) if words[index].lower() in PARTICLES]
    return (*keys, *(fold(" ".join(words[index:])) for index in particles))


def inner_surname(name: str) -> str | None:
    """Middle one of three words, which may be the surname in use: `Undiano` of Alberto Undiano Mallenco; else None."""
    words = name.split()
    return fold(words[1]) if len(words) == 3 and len(words[1]) > 3 and words[1].lower() not in PARTICLES else None


def is_full_name(name: str) -> bool:
    """Whether a person's name has a part before the surname, as `von der Leyen` does not."""
    words = name.split()
    return len(words) > 1 and words[0].lower() not in PARTICLES and len(fold(words[0])) > 0


def first_name(name: str) -> str:
    """Key of the first word of a name; empty for an empty name."""
    return fold(name.split()[0]) if name.split() else ""


_ROMAN = re.compile(r"[IVX]+\.?")


def without_number(name: str) -> str | None:
    """Key of a king's or pope's name without its number: `Johannes Paul II.`; None for other names."""
    first, _, number = name.rpartition(" ")
    return fold(first) if first and _ROMAN.fullmatch(number) else None


def shortens(short: str, long: str) -> bool:
    """Whether a full name may be a shorter form of another: `G. Bush` and `George Bush` of `George W. Bush`."""
    if not short.split() or not long.split():
        return False
    *given, surname = short.split()
    *longer, other = long.split()
    if fold(short) == without_number(long):
        return True
    if not given or not longer or fold(short) == fold(long) or fold(surname) != fold(other):
        return False
    if not _abbreviates(given[0], longer[0]) or len(given) > len(longer):
        return False
    return len(given) == 1 or (len(given) == len(longer) and all(map(_abbreviates, given, longer)))


def _abbreviates(word: str, other: str) -> bool:
    short, long = fold(word), fold(other)
    return short == long or (len(short) == 1 and long.startswith(short))


def slip_keys(key: str) -> Iterator[str]:
    """Keys that two names share if one word of at least five letters differs by one letter, but not by its first."""
    start = 0
    for word in key.split(" "):
        end = start + len(word)
        if len(word) >= MIN_SLIP_LETTERS:
            for cut in range(start + 1, end + 1):
                yield f"{key[:cut]}{key[cut + 1 : end]}*{key[end:]}"
        start = end + 1


def differ_by_one_letter(word: str, other: str) -> bool:
    """Whether two words differ by one letter that is wrong, missing or too many, or by two neighbours swapped."""
    same = 0
    while same < min(len(word), len(other)) and word[same] == other[same]:
        same += 1
    rest, other_rest = word[same:], other[same:]
    swapped = rest[1::-1] + rest[2:] == other_rest and len(rest) > 1
    return word != other and (swapped or other_rest in (rest[1:], other_rest[:1] + rest[1:]) or rest == other_rest[1:])


def has_initials(acronym: str, name: str) -> bool:
    """Whether an acronym consists of the initials of a name, compounds included: EZB, Europäische Zentralbank."""
    letters = fold(acronym).replace(" ", "")
    words = [word for word in fold(name).split() if word not in FUNCTION_WORDS]
    capitals = [fold(word) for word in re.split(r"[\s\-]+", name) if word[:1].isupper()]
    if not letters or not capitals or len(capitals) > len(letters) or letters[0] != capitals[0][:1]:
        return False
    initials = {"".join(word[0] for word in part) for part in (words, fold(name).split())}
    return letters in initials or _spells(letters, capitals)


def introduces(short: str, long: str) -> bool:
    """Whether a word in brackets after a name may be its acronym, even a foreign one (CSTO)."""
    if short == long or looks_like_acronym(long) or not short[:1].isalpha() or len(short) >= len(long):
        return False
    if has_initials(short, long):
        return looks_like_acronym(short) or " " in long or "-" in long  # no acronym: Newark (New Jersey)
    capitals = sum(c.isupper() for c in short)
    words = [word for word in long.split() if fold(word) not in FUNCTION_WORDS]
    if looks_like_acronym(short):
        return len(words) >= 3 or (len(words) == 1 and len(long) >= 14 and capitals >= 3)
    return len(words) >= 3 and capitals >= 1 and _is_subsequence(fold(short), fold(long).replace(" ", ""))


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the letters are the first letters of all words, each followed by some letters of its word, in order."""
    if not words:
        return not letters
    if not letters.startswith(words[0][:1]):
        return False
    rest = letters[1:]
    for taken in range(len(rest) + 1):
        if not _is_subsequence(rest[:taken], words[0][1:]):
            return False
        if _spells(rest[taken:], words[1:]):
            return True
    return False


def _is_subsequence(letters: str, word: str) -> bool:
    remaining = iter(word)
    return all(letter in remaining for letter in letters)


_TRANSLITERATION = (
    ("schtsch", "sch"), ("shch", "sch"), ("tsch", "c"), ("dsch", "z"), ("dzh", "z"), ("sch", "s"), ("sh", "s"),
    ("zh", "z"),
    ("ch", "k"), ("kh", "k"), ("gh", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("tz", "z"), ("ts", "z"),
    ("ks", "x"), ("yy", "j"), ("ij", "j"), ("iy", "j"), ("yj", "j"), ("ee", "e"), ("ou", "u"), ("oo", "u"), ("ue", "u"),
)  # fmt: skip
_BETWEEN_VOWELS = re.compile(r"[ijy](?<=[aeou].)(?=[aeou])")  # letters before look-behinds: searched far faster
_OFF = re.compile(r"off\b")
_SOFT_SIGN = re.compile(r"j(?<=[bdfgklmnprstvxz].)(?=[aeou])")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans({"q": "k", "c": "k", "w": "v", "y": "j", "i": "j", "z": "s"})
_EASTERN = re.compile(
    r"(?:[ae]?in[iy]|a[wv][iy]|adscha?d|nejad|[au]llah|uddin|[eo][wv]a?|off|enko|sk[iy]j?|skaja|skaya|[ij]t?s?ch|[ij]c|schwili|shvili|[ij]an|yan|[uü]?l[yi]|bek|ov|in)$"
)


@lru_cache(maxsize=1 << 16)
def transliteration_key(name: str) -> str:
    """Key shared by transliterations from Cyrillic or Arabic: Toqajew, Tokajew, Tokayev."""
    text = fold(name)
    for digraph, letter in _TRANSLITERATION:
        text = text.replace(digraph, letter)
    text = _BETWEEN_VOWELS.sub("j", text).translate(_LETTERS)
    text = _OFF.sub("ov", text)
    text = _SOFT_SIGN.sub("", text)
    return _DOUBLED.sub(r"\1", text)


def looks_transliterated(name: str) -> bool:
    """Whether the last word has an ending of transliterated names; Meier and Meyer have none and stay two people."""
    return len(fold(name)) >= 6 and bool(name.split()) and _is_eastern(fold(name.split()[-1]))


@lru_cache(maxsize=1 << 16)
def _is_eastern(word: str) -> bool:
    return bool(_EASTERN.search(word))
