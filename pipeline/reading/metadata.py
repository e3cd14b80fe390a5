"""Metadata of an article: fields by their many names, front matter, header lines, file names."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from pipeline.reading.dates import leading_date, read_date
from pipeline.reading.decoding import UnreadableError
from pipeline.reading.markup import strip_tags
from pipeline.reading.plaintext import one_line
from pipeline.translations import N_

# keys of `field_key`; the first name that a record has wins, so that a day of publication precedes a mere `date`
_NAMES = {
    "title": "title titel headline überschrift ueberschrift schlagzeile ogtitle titlerendered articletitle webtitle"
    " artikeltitel pagetitle titlepage storytitle newstitle",
    "date": "datepublished publishdate publisheddate publishingdate publicationdate datepublish publishedat publishedon"
    " published pubdate publishedtime publishtime publicationtime articlepublishedtime datetimepub webpublicationdate"
    " firstpublished firstpublicationdate firstpublishedat releasedate releasedat dateissued dcdateissued issued"
    " publishedparsed dateofpublication pubtime erscheinungsdatum veröffentlichungsdatum veröffentlichtam"
    " erschienenam veröffentlicht erschienen publikationsdatum date datum dcdate articledate newsdate artikeldatum"
    " datetime dategmt day tag",
    "source": "source quelle publisher publication newspaper zeitung medium sitename outlet sourcename publikation"
    " medianame newspapername zeitungsname publishername newsoutlet mediaoutlet metasitename ogsitename provider"
    " hostname sourcedomain sourcehostname cleanurl domain website site",
    "author": "author authors autor autoren autorin verfasser byline creator dccreator authorname authornames writer"
    " journalist redakteur reporter",
    "url": "url link permalink canonical weburl articleurl shareurl pageurl canonicalurl canonicallink detailsweb"
    " originalurl sourceurl uri href",
    "language": "language lang sprache languagecode langcode metalang inlanguage",
}
FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_RANKS = {name: rank for rank, name in enumerate(FIELDS)}
_WEAK_DATES = "created createdat creationdate datecreated createdtime timestamp time seendate updated".split()
"""Names of dates that need not be days of publication."""
_FAR = date(9000, 1, 1)
_EMPTY = frozenset(("", "nan", "nat", "none", "null", "n/a", "[]", "{}"))
_INNER_NAMES = ("name", "title", "rendered", "main", "value", "#text")
_HEADER_LINE = re.compile(r"[ \t]*([^\W\d_]{3,24})[ \t]*[:=][ \t]*(\S[^\n]{0,300})$")
_DATE_WORD = re.compile(r"\s*(?:date|datum)[ \t]*[:=]?[ \t]+", re.IGNORECASE)
_DATE_LINE_SOURCE = re.compile(r"[ \t]*(?:[|,–—:-][ \t]*)?(?P<source>[^\n|]{0,60})")
_FRONT_MATTER = re.compile(r"\s{0,20}---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_NAME_DATE = re.compile(
    # at the beginning of a name, match even impossible dates, so that they are noted
    r"^(?P<any>\d{4}-\d\d-\d\d)(?!\d)|(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)(?:(?P<sep>[-_.]?)(?P<month>0[1-9]|1[0-2])(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?)(?!\d)"
    r"|(?<!\d)(?P<german>\d\d\.\d\d\.\d{4})(?!\d)"
)
_FOLDER_DATE = re.compile(r"(?:^|/)((?:1[6-9]|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?/")
# keys of `field_key`; the first that holds a text wins
TEXT_NAMES = (
    "text body articlebody content fulltext maintext plaintext article inhalt artikel volltext artikeltext textkörper"
    " haupttext fließtext paragraphs absätze bodytext articletext contenttext storytext storybody maincontent"
    " contentrendered contentencoded datatext cleanedtext cleantext rawtext bodyhtml contenthtml articlehtml rawhtml"
    " html data"
).split()
SUMMARY_NAMES = "description summary".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as found, before its text is cleaned and its date checked."""

    text: str
    title: str | None = None
    date: object = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None
    line: int | None = None
    notes: tuple[str, ...] = ()
    weak_date: tuple[object, str] | None = None
    """A date that need not be the day of publication, and the name of its field."""

    def filled(self, **fallbacks: object) -> "Draft":
        """Return a copy with empty fields set to their fallbacks."""
        return replace(self, **{name: value for name, value in fallbacks.items() if not getattr(self, name) and value})  # type: ignore[arg-type]  # names are fields

    def decoded_as(self, encoding: str, notes: tuple[str, ...]) -> "Draft":
        """Return a copy that records how its bytes were decoded."""
        return replace(self, encoding=encoding, notes=self.notes + notes)


@dataclass(frozen=True, slots=True)
class Broken:
    """An unreadable record in a file of several; `line` as in `Draft`."""

    line: int | None
    error: str


@lru_cache(maxsize=4096)
def field_key(name: str) -> str:
    """Normalise a field name: `publishedAt`, `published_at`, `Published-At` and `published:at` are the same key."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", name[:200])).casefold()


def keyed(record: Mapping[Any, object]) -> dict[str, object]:
    """Return the values of a record that are not empty by `field_key`; of two with one key, the first."""
    values: dict[str, object] = {}
    for name, value in record.items():
        key = field_key(str(name))
        # an article may be called „Null“
        is_title = (
            FIELDS.get(key) == "title" and str(value).strip().casefold() in ("null", "none") and value is not None
        )
        # `_source` is Elasticsearch's word for the article itself
        if name != "_source" and (is_title or not _is_empty(value)):
            values.setdefault(key, value)
    return values


def _is_empty(value: object) -> bool:
    """Whether a value is missing; pandas and csv write `nan` and `None` for such values."""
    if isinstance(value, str):
        return len(value) < 10 and value.strip().casefold() in _EMPTY
    return value is None or value != value or value in ([], {})  # NaN


def named_fields(record: Mapping[Any, object]) -> dict[str, object]:
    """Return the fields of `Draft` that a record has under any of their names; the first name in the list wins."""
    known = keyed(record)
    fields: dict[str, object] = {}
    dates: list[object] = []
    for name in sorted(known.keys() & FIELDS.keys(), key=_RANKS.__getitem__):
        field, value = FIELDS[name], known[name]
        if field == "date":
            dates.append(value)
        if not fields.get(field) and name not in ("day", "tag"):
            fields[field] = _field_value(field, value)
    # `published: true` and `tag: Politik` are not dates
    if date_value := next(filter(_is_date, dates), None):
        fields["date"] = date_value
    return {field: value for field, value in fields.items() if value}


def _field_value(field: str, value: object) -> object:
    if isinstance(value, bool) or (isinstance(value, int | float) and field not in ("title", "date")):
        return None  # a flag, or the number of an author in a database
    return value if field == "date" else as_line(value)


def _is_date(value: object) -> bool:
    """Whether a value is a date, plausible or not."""
    found = read_date(value, today=_FAR)
    return found.edtf is not None or (found.note or "").startswith("implausible")


def weak_date(record: Mapping[object, object]) -> tuple[object, str] | None:
    """Return the date in `created_at` or a similar field, and the name of that field."""
    names = {field_key(str(name)): name for name in record}
    found = ((record[names[key]], str(names[key])) for key in _WEAK_DATES if key in names)
    return next((pair for pair in found if _is_date(pair[0])), None)


def as_line(value: object) -> str | None:
    """Return a short value on one line, or None; join names in a list with commas and skip deeper structures."""
    if isinstance(value, Mapping):
        return next(filter(None, (as_line(value.get(name)) for name in _INNER_NAMES)), None)
    if isinstance(value, str):
        return one_line(strip_tags(value[:4000])) or None
    if isinstance(value, Iterable):
        parts = [as_line(part) for part in list(value)[:20] if isinstance(part, str | Mapping)]
        return ", ".join(part for part in parts if part) or None
    return one_line(str(value)) if isinstance(value, int | float) else None


def split_front_matter(text: str) -> tuple[dict[str, object], str, tuple[str, ...]]:
    """Return the fields of the YAML block that begins a Markdown file, the text after it, and notes."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text, ()
    block, rest = match[1], text[match.end() :]
    try:
        # the base loader builds only strings, lists and mappings, so that dates stay as given
        values = None if "&" in block and "*" in block else yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        values = None
    if isinstance(values, dict):
        return named_fields({str(key): value for key, value in values.items()}), rest, ()
    lines = (line.partition(":") for line in block.splitlines())
    return (
        named_fields({key: value.strip(" \"'") for key, _, value in lines}),
        rest,
        ("front matter is not plain YAML",),
    )


def split_header(text: str) -> tuple[dict[str, object], str]:
    """Return the fields of the header that begins a plain text, and the text after it.

    A header is `Titel: …` lines, `date 2022-01 Text …`, or a first line with date and source.
    """
    word = _split_date_word(text)
    if word is not None and not word[1].startswith("\n"):
        return word
    fields, rest = _split_header_lines(text)
    if fields:
        return fields, rest
    return word or _split_date_line(text) or ({}, text)


def _split_header_lines(text: str) -> tuple[dict[str, object], str]:
    lines = text.lstrip("\ufeff\n ")[:8000].split("\n")
    fields: dict[str, object] = {}
    used = 0
    for line in lines[:12]:
        match = _HEADER_LINE.match(line)
        if match is None or match[1].casefold() not in FIELDS:
            break
        fields |= {key: value for key, value in named_fields({match[1]: match[2]}).items() if key not in fields}
        used += 1
    start = len(text) - len(text.lstrip("\ufeff\n ")) + sum(len(line) + 1 for line in lines[:used])
    # a lone `Tag: …` or `Link: …` line is part of the text
    return (fields, text[start:]) if {"title", "date"} & set(fields) else ({}, text)


def _split_date_word(text: str) -> tuple[dict[str, object], str] | None:
    word = _DATE_WORD.match(text)
    if word is None:
        return None
    head = text[word.end() : word.end() + 100]
    found = leading_date(head)
    if found is None:
        return None
    rest = text[word.end() + found.end :]
    return {"date": head[: found.end]}, rest.lstrip(" \t:|,–-")


def _split_date_line(text: str) -> tuple[dict[str, object], str] | None:
    """Split a first line such as `16. Februar 2022 | Tagblatt Hohenried`; None if it holds anything else."""
    line, newline, rest = text.lstrip("\ufeff\n ").partition("\n")
    found = leading_date(line[:120]) if newline and len(line) <= 120 else None
    if found is None or len(found.edtf) < 7:
        return None
    source = _DATE_LINE_SOURCE.fullmatch(line[found.end :])
    if source is None or source["source"].rstrip().endswith((".", "!", "?", ":")):
        return None
    name = source["source"].strip()
    if name and line[found.end :].lstrip()[:1] not in "|,–—-":
        return None
    fields: dict[str, object] = {"date": line[: found.end]}
    return fields | ({"source": one_line(name)} if name else {}), rest


def fields_of_path(path: str) -> dict[str, object]:
    """Return date, source and title of a path: `2022-01-07_spiegel_titel.txt` or `2022/01/07/titel.txt`."""
    folder, _, name = path.rpartition("/")
    stem = re.sub(r"(\.[a-zA-Z]{2,8}){1,2}$", "", name)
    found = _NAME_DATE.search(stem)
    if found is None:
        nested = _FOLDER_DATE.search(f"{folder}/")
        return {"date": "-".join(part for part in nested.groups() if part)} if nested else {}
    parts = (part for part in found.group("year", "month", "day") if part)
    date = found["any"] or found["german"] or "-".join(parts)
    if found.start() > 0:
        return {"date": date}
    return {"date": date} | _source_and_title(stem[found.end() :].strip("_- "))


def _source_and_title(rest: str) -> dict[str, object]:
    if not any(char.isalpha() for char in rest):
        return {}
    source, underscore, title = rest.partition("_")
    if not underscore:
        return {"title": _spaced(rest)}
    return {"source": source, "title": _spaced(title)}


def _spaced(slug: str) -> str:
    return one_line(re.sub(r"[-_]+", " ", slug)).strip()


def headline(text: str) -> str | None:
    """Return the first paragraph of a clean text if it looks like a headline: short, no full stop, text after it."""
    first, _, rest = text.partition("\n")
    if not rest or len(first) > 160 or len(first.split()) < 2 or first.endswith((".", ":", ",", ";")):
        return None
    return first if len(rest) > len(first) else None


def text_column(names: Sequence[str], text_field: str | None) -> int | None:
    """Return the index of the text column in a header, or None."""
    keys = [field_key(name) for name in names]
    if text_field is not None:
        wanted = [name for name in (text_field, text_field.partition(".")[0]) if name in names]
        wanted_keys = [key for key in (field_key(text_field), field_key(text_field.partition(".")[0])) if key in keys]
        return names.index(wanted[0]) if wanted else keys.index(wanted_keys[0]) if wanted_keys else None
    return next((keys.index(name) for name in (*TEXT_NAMES, *SUMMARY_NAMES) if name in keys), None)


def no_column(names: Sequence[str], text_field: str | None) -> UnreadableError:
    """Build the error for a table without a text column."""
    shown = ", ".join(map(str, names))[:300]
    if text_field is not None:
        message = N_("no column {name!r} for the text; there are {columns}")
        return UnreadableError(message.format(name=text_field, columns=shown))
    message = N_(
        "no column for the text: one named text, body, content, … is needed; there are {columns} (--text-field names "
        "another)"
    )
    return UnreadableError(message.format(columns=shown))
