"""One record of JSON, CSV or Parquet -> a draft: fundus' and trafilatura's own fields, or any of known names."""

from collections.abc import Collection, Iterator, Mapping

from pipeline.decoding import UnreadableError
from pipeline.markup import is_page, strip_tags
from pipeline.metadata import Broken, Draft, as_line, named_fields

_TEXT_NAMES = (
    "text body articlebody article_body content fulltext full_text maintext main_text plaintext plain_text article"
    " inhalt artikel volltext artikeltext textkörper haupttext paragraphs absätze raw_text raw_html html description"
).split()


def record_draft(record: object, *, line: int | None) -> Draft | Broken:
    """The draft of one record: fundus' and trafilatura's own JSON, or anything with fields of known names."""
    if not isinstance(record, Mapping):
        return Broken(line, "no record: a JSON object with a field for the text is needed")
    text = _text(record)
    if not text:
        names = ", ".join(sorted(map(str, record))[:12]) or "none"
        return Broken(line, f"no text in the record: it needs a field text, body, content, …; it has {names[:300]}")
    fields = named_fields(record) | _fundus_fields(record) | _trafilatura_fields(record)
    notes = ("teaser",) if str(record.get("free_access")).casefold() == "false" else ()
    return Draft(text=text, line=line, notes=notes, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def check_columns(names: Collection[str]) -> None:
    """Make sure that a table has a column for the text.

    Raises:
        UnreadableError: if it has none.
    """
    shown = ", ".join(map(str, names))
    if not {name.strip().casefold() for name in names} & set(_TEXT_NAMES):
        raise UnreadableError(
            f"no column for the text: one named text, body, content, … is needed; there are {shown[:300]}"
        )


def has_text(record: Mapping[object, object]) -> bool:
    """Whether a record has a field that holds a text."""
    return bool(_text(record))


def _text(record: Mapping[object, object]) -> str:
    known = {str(key).strip().casefold(): value for key, value in record.items()}
    texts = (_plain(known.get(name)) for name in _TEXT_NAMES)
    return next((text for text in texts if text.strip()), "")


def _plain(value: object) -> str:
    """A string, a list of paragraphs, or fundus' body of summary and sections, as text."""
    if isinstance(value, str):
        return value if is_page(value) else strip_tags(value)
    if isinstance(value, list):
        return "\n\n".join(part for part in (_flat(part) for part in value) if part)
    if isinstance(value, Mapping):
        sections = value.get("sections")
        parts = [value.get("summary"), *(_section_parts(sections) if isinstance(sections, list) else ())]
        return "\n\n".join(text for text in map(_plain, parts) if text)
    return ""


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("text")
    return strip_tags(value) if isinstance(value, str) else ""


def _section_parts(sections: list[object]) -> Iterator[object]:
    for section in sections:
        if isinstance(section, Mapping):
            yield from (section.get("headline"), section.get("paragraphs"))


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
