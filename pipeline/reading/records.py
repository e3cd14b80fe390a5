"""One record of JSON, CSV or Parquet -> a draft: fundus' and trafilatura's own fields, or any of known names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.reading.decoding import UnreadableError
from pipeline.reading.markup import is_page, strip_tags
from pipeline.reading.metadata import Broken, Draft, as_line, field_key, keyed, named_fields, weak_date

# as `field_key` writes them; the earliest that holds a text is taken
_TEXT_NAMES = (
    "text body articlebody content fulltext maintext plaintext article inhalt artikel volltext artikeltext textkörper"
    " haupttext fließtext paragraphs absätze bodytext articletext contenttext storytext storybody maincontent"
    " contentrendered contentencoded datatext cleanedtext cleantext rawtext bodyhtml contenthtml articlehtml rawhtml"
    " html data"
).split()
_SUMMARY_NAMES = "description summary".split()
# mappings that hold the article of a record: Elasticsearch, Label Studio, JSON:API, the Guardian; and facts about it
_HOLDERS = "_source data attributes fields article document doc post item node".split()
_ABOUT = "meta metadata thread".split()
_INNER_TEXTS = "text value rendered #text".split()
_PICTURES = frozenset(("image", "video", "audio", "box"))
_CUT_OFF = re.compile(r"\s*\[\+?\d{1,7} chars\]\s*$")
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and the mapping that it is a field of."""

    text: str
    holder: Mapping[object, object]


def record_draft(record: object, *, line: int | None, text_field: str | None = None) -> Draft | Broken:
    """The draft of one record.

    Args:
        record: fundus' and trafilatura's own JSON, or anything with fields of known names.
        line: its line or number in the file.
        text_field: the only field that the text may be in; `content.rendered` is a field inside another.
    """
    if not isinstance(record, Mapping):
        return Broken(line, "no record: a JSON object with a field for the text is needed")
    found = _find_text(record, text_field)
    if found is None:
        return Broken(line, _without_text(record, text_field))
    fields = _fields(record, found.holder)
    notes: tuple[str, ...] = ("teaser",) if str(record.get("free_access")).casefold() == "false" else ()
    # NewsAPI and GNews give the beginning of a text, with `[+2042 chars]` for the rest
    text = _CUT_OFF.sub("", found.text) if found.text.rstrip().endswith(" chars]") else found.text
    if text != found.text:
        notes = ("teaser",)
    weak = None if "date" in fields else weak_date(found.holder)
    return Draft(text=text, line=line, notes=notes, weak_date=weak, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def text_column(names: Sequence[str], text_field: str | None) -> int | None:
    """Position of the column for the text in a header."""
    keys = [field_key(name) for name in names]
    if text_field is not None:
        wanted = [name for name in (text_field, text_field.partition(".")[0]) if name in names]
        wanted_keys = [key for key in (field_key(text_field), field_key(text_field.partition(".")[0])) if key in keys]
        return names.index(wanted[0]) if wanted else keys.index(wanted_keys[0]) if wanted_keys else None
    return next((keys.index(name) for name in (*_TEXT_NAMES, *_SUMMARY_NAMES) if name in keys), None)


def no_column(names: Sequence[str], text_field: str | None) -> UnreadableError:
    """The error for a table without a column for the text."""
    shown = ", ".join(map(str, names))[:300]
    if text_field is not None:
        return UnreadableError(f"no column {text_field!r} for the text; there are {shown}")
    return UnreadableError(
        f"no column for the text: one named text, body, content, … is needed; there are {shown}"
        " (--text-field names another)"
    )


def has_text(record: Mapping[object, object], text_field: str | None) -> bool:
    """Whether a record has a field that holds a text; a feed of many articles may have a description."""
    return _find_text(record, text_field, names=(_TEXT_NAMES,)) is not None


def _without_text(record: Mapping[object, object], text_field: str | None) -> str:
    names = (", ".join(sorted(map(str, record))[:12]) or "none")[:300]
    if text_field is not None:
        return f"no text in the field {text_field!r} of the record; it has {names}"
    return f"no text in the record: it needs a field text, body, content, …; it has {names}"


def _find_text(
    record: Mapping[object, object],
    text_field: str | None,
    *,
    names: Sequence[Sequence[str]] = (_TEXT_NAMES, _SUMMARY_NAMES),
) -> _Text | None:
    """The text of a record, or of the mapping in it that holds the article; a summary where there is nothing else."""
    if text_field is not None:
        text = _plain(_at(record, text_field))
        return _Text(text, record) if text.strip() else None
    for group in names:
        for holder in chain([record], _inner(record, _HOLDERS)):
            known = keyed(holder)
            texts = (_plain(known[name]) for name in group if name in known and not _lists_records(name, known[name]))
            if text := next((text for text in texts if text.strip()), ""):
                return _Text(text, holder)
    return None


def _lists_records(name: str, value: object) -> bool:
    """Whether a field is a list of articles: `{"artikel": [{"text": …}]}`."""
    is_list = name in ("data", "article", "artikel") and isinstance(value, list)
    return is_list and any(isinstance(part, Mapping) for part in value)  # type: ignore[attr-defined]  # is a list


def _inner(record: Mapping[object, object], names: Sequence[str]) -> Iterator[Mapping[object, object]]:
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            yield value


def _at(value: object, path: str, depth: int = 0) -> object:
    """The value at a dotted path, through lists to all that lie there; None if there is none."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        found = [_at(part, path, depth + 1) for part in value]
        return [part for part in found if part is not None] or None
    if not isinstance(value, Mapping):
        return None
    if path in value:
        return value[path]
    same = next((name for name in value if field_key(str(name)) == field_key(path)), None)
    if same is not None:
        return value[same]
    head, dot, rest = path.partition(".")
    return _at(_at(value, head, depth + 1), rest, depth + 1) if dot else None


def _plain(value: object, depth: int = 0) -> str:
    """Text of a string, of a list of paragraphs or blocks, of fundus' summary and sections, or of `{"rendered": …}`."""
    if isinstance(value, str):
        return value if is_page(value) else strip_tags(value)
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, list):
        parts = [part for part in value if not (isinstance(part, Mapping) and part.get("type") in _PICTURES)]
        return "\n\n".join(text for text in (_plain(part, depth + 1) for part in parts) if text)
    if not isinstance(value, Mapping):
        return ""
    sections = value.get("sections")
    if isinstance(sections, list):
        told = [value.get("summary"), *_section_parts(sections)]
        return "\n\n".join(text for text in (_plain(part, depth + 1) for part in told) if text)
    inner = (value.get(name) for name in (*_INNER_TEXTS, "quotation"))
    return next((text for text in (_plain(part, depth + 1) for part in inner) if text), "")


def _section_parts(sections: list[object]) -> Iterator[object]:
    for section in sections:
        if isinstance(section, Mapping):
            yield from (section.get("headline"), section.get("paragraphs"))


def _fields(record: Mapping[object, object], holder: Mapping[object, object]) -> dict[str, object]:
    """Title, date, … of the mapping that holds the text; what it lacks, from the record around it and others inside."""
    around = [] if holder is record else [record, *_inner(holder, _ABOUT)]
    fields: dict[str, object] = {}
    for each in (holder, *around, *_inner(record, _HOLDERS), *_inner(record, _ABOUT)):
        told = named_fields(each) | _fundus_fields(each) | _trafilatura_fields(each)
        fields = told | fields
        if len(fields) > 5:
            break
    return fields


def _fundus_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Publisher and address as fundus keeps them, in `html`."""
    html = record.get("html")
    if not isinstance(html, Mapping):
        return {}
    info = html.get("source_info") or html.get("source")
    fields = {"url": as_line(html.get("responded_url") or html.get("requested_url"))}
    fields["source"] = as_line(info.get("publisher") if isinstance(info, Mapping) else None)
    return {name: value for name, value in fields.items() if value}


def _trafilatura_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Trafilatura calls the address `source`, and the source `source-hostname` or `hostname`."""
    url = record.get("source")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return {}
    site = as_line(record.get("sitename") or record.get("source-hostname") or record.get("hostname"))
    return {"url": as_line(url), "source": site}
