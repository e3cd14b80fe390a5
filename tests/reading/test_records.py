"""Records: JSON of every shape, streaming; a broken record costs only itself."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.reading.articles import Article, Failure, read_corpus

TEXT = "Der Präsident sprach in Almaty."


def read(tmp_path: Path, name: str, data: bytes) -> list[Article | Failure]:
    """Read a file with the given content."""
    (tmp_path / name).write_bytes(data)
    return list(read_corpus(tmp_path))


def texts(items: list[Article | Failure]) -> list[str]:
    """Return the texts of articles and the errors of failures."""
    return [item.text if isinstance(item, Article) else f"!{item.error}" for item in items]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_encodings_of_records(tmp_path: Path, name: str, encoding: str) -> None:
    """JSON and JSON Lines are read in every encoding that editors save."""
    records = [json.dumps({"text": f"{TEXT} {number}"}, ensure_ascii=False) for number in range(3)]
    whole = "\n".join(records) if name == "a.jsonl" else f"[{', '.join(records)}]"

    assert texts(read(tmp_path, name, whole.encode(encoding))) == [f"{TEXT} {number}" for number in range(3)]


def test_long_array_in_pieces(tmp_path: Path) -> None:
    """Records longer and shorter than a read buffer are complete and in order."""
    long = [f"{TEXT} " * count for count in (1, 5000, 2, 20_000, 1)]
    items = read(tmp_path, "a.json", json.dumps([{"text": text} for text in long], indent=1).encode())

    assert texts(items) == [text.strip() for text in long]
    assert [item.line for item in items if isinstance(item, Article)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("[]", ["!empty JSON array"]),
        ("{}", ["!no text in the record: it needs a field text, body, content, …; it has none"]),
        ('"Text"', ["!no record: a JSON object with a field for the text is needed"]),
        ('[{"text":"A b."}, 7]', ["A b.", "!no record: a JSON object with a field for the text is needed"]),
        ('[{"text":"A b."}', ["A b.", "!invalid JSON: the array does not end"]),
        (
            '[{"text":"A b."}]\n[{"text":"C d."}]',
            ["A b.", "!not read: text behind the array; save one array per file, or one record per line"],
        ),
        ('{"text":"A b."}\n{"text":"C d."}\n', ["A b.", "C d."]),
        ('{"data":[{"text":"A b."}]}', ["A b."]),
        ('{"text":["A b.","C d."]}', ["A b.\n\nC d."]),
        ('{"content":"<p>A <b>b</b> c.</p><script>x()</script><p>D<br>e.</p>"}', ["A b c.\n\nD\n\ne."]),
    ],
)
def test_shapes(tmp_path: Path, data: str, expected: list[str]) -> None:
    """Arrays, single records, lines in a .json, wrapped lists, lists of paragraphs, HTML in fields; and no records."""
    assert texts(read(tmp_path, "a.json", data.encode())) == expected


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 100_000, b'[{"text":"a","b":' + b"[" * 100_000 + b"]" * 100_000 + b"}]"]
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_deep_nesting(tmp_path: Path, name: str, data: bytes) -> None:
    """Values nested 100,000 deep are one failure whose error names the reason."""
    (item,) = read(tmp_path, name, data)

    assert isinstance(item, Failure)
    assert "nested too deep" in item.error or "invalid JSON" in item.error


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_broken_records_stand_alone(tmp_path: Path, name: str) -> None:
    """In JSON Lines, records after a broken one are read; an array ends at its first broken record."""
    good = json.dumps({"text": TEXT})
    data = f"{good}\n{{kaputt\n{good}\n" if name == "a.jsonl" else f"[{good}, {{kaputt, {good}]"
    found = texts(read(tmp_path, name, data.encode()))

    assert found[0] == TEXT
    assert found[1].startswith("!invalid JSON")
    assert found[2:] == ([TEXT] if name == "a.jsonl" else [])


@pytest.mark.parametrize("name", ["html", "content"])
def test_records_of_whole_pages(tmp_path: Path, name: str) -> None:
    """A record that stores a whole page yields the article on it; the fields of the record win."""
    body = "".join(f"<p>{TEXT} Zum {number}. Mal.</p>" for number in range(1, 9))
    record = {
        name: f"<!DOCTYPE html><html><body><nav>Start</nav><article>{body}</article></body></html>",
        "title": "T",
    }
    (item,) = read(tmp_path, "a.jsonl", json.dumps(record).encode())

    assert isinstance(item, Article)
    assert (item.title, item.line, item.text.count(TEXT), "Start" in item.text) == ("T", 1, 8, False)


def test_a_table_without_text(tmp_path: Path) -> None:
    """A table without a column for the text is one failure, not one per row, and names its columns."""
    items = read(tmp_path, "a.csv", b"id;name\n1;a\n2;b\n")

    assert texts(items) == [
        "!no column for the text: one named text, body, content, … is needed; there are id, name "
        "(--text-field names another)"
    ]


def test_csv_with_long_and_odd_cells(tmp_path: Path) -> None:
    """Cells of several lines and of a megabyte, too many and too few cells, and a byte order mark."""
    long = f"{TEXT} " * 40_000
    data = f'\ufefftext;title\n"A\n\nb";T;zu;viel\n"{long}"\n"C ""d"".";U\n'
    items = read(tmp_path, "a.csv", data.encode())

    assert texts(items) == ["A\n\nb", long.strip(), 'C "d".']
    assert [(item.line, item.title) for item in items if isinstance(item, Article)] == [(2, "T"), (5, None), (6, "U")]


def test_one_record_takes_no_other_down(tmp_path: Path) -> None:
    """Dates out of range, URLs that are lists and lone surrogates become valid text and cost no other record."""
    page = '<html><script type=\\"application/ld+json\\">{\\"@type\\":\\"NewsArticle\\",\\"url\\":[\\"x\\"]}</script>'
    lines = [
        '{"text": "Eins.", "date": 1' + "0" * 320 + "}",
        '{"text": "' + page + '<p>Zwei ist ein Satz mit mehr Wörtern.</p></html>"}',
        '{"\\ud800": 1}',
        '{"text": "Drei.", "date": "\\ud800", "source": "http://x/\\ud800"}',
        '{"text": "Vier."}',
    ]
    items = read(tmp_path, "a.jsonl", "\n".join(lines).encode())

    assert texts(items)[0] == "Eins."
    assert texts(items)[-2:] == ["Drei.", "Vier."]
    assert len(items) == len(lines)
    for item in items:
        repr(item.error if isinstance(item, Failure) else (item.date_given, item.url)).encode("utf-8")


def test_umlauts_far_behind_in_a_table(tmp_path: Path) -> None:
    """A CSV file whose first megabyte is ASCII is read as UTF-8."""
    rows = [f"Row {number} of a table in English that goes on." for number in range(25_000)]
    data = "text\n" + "\n".join([*rows, "Österreich grüßt."])
    items = read(tmp_path, "a.csv", data.encode())

    assert texts(items)[-1] == "Österreich grüßt."


ARTICLE = {"title": "T", "date": "2022-01-07"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {
                "date": "2022-01-07T11:24:00",
                "modified": "2022-02-01T00:00:00",
                "link": "https://x.example/a",
                "title": {"rendered": "K&#246;ln &#8211; da"},
                "content": {"rendered": "<p>J&#252;rgen kam.</p>", "protected": False},
                "excerpt": {"rendered": "<p>kurz</p>"},
                "author": 3,
            },
            ("Jürgen kam.", "Köln – da", "2022-01-07"),
        ),
        (
            ARTICLE
            | {
                "content": [
                    {"value": "<strong>Eins.</strong>", "type": "text"},
                    {"type": "box", "box": {"text": "Anderes"}},
                    {"type": "quotation", "quotation": {"text": "„Zwei.“"}},
                    {"value": "<h2>Drei</h2>", "type": "headline"},
                ]
            },
            ("Eins.\n\n„Zwei.“\n\nDrei", "T", "2022-01-07"),
        ),
        ({"id": 1, "data": ARTICLE | {"text": "Er kam."}, "created_at": "2023-01-01"}, ("Er kam.", "T", "2022-01-07")),
        ({"id": 1, "data": "Er kam.", "label": [[0, 2, "PER"]]}, ("Er kam.", None, None)),
        ({"_index": "a", "_source": ARTICLE | {"body": "Er kam."}}, ("Er kam.", "T", "2022-01-07")),
        (
            {"webTitle": "T", "webPublicationDate": "2022-01-07T00:00:00Z", "fields": {"bodyText": "Er kam."}},
            ("Er kam.", "T", "2022-01-07"),
        ),
        (
            ARTICLE | {"summary": "kurz", "content": [{"type": "text/html", "value": "<p>Er kam.</p>"}]},
            ("Er kam.", "T", "2022-01-07"),
        ),
        (ARTICLE | {"maintext": "Er kam.", "description": "kurz", "text": None}, ("Er kam.", "T", "2022-01-07")),
        ({"article": ARTICLE | {"text": "Er kam."}}, ("Er kam.", "T", "2022-01-07")),
    ],
)
def test_records_of_other_tools(tmp_path: Path, record: dict[str, object], expected: tuple[str | None, ...]) -> None:
    """WordPress, tagesschau, Label Studio, doccano, Elasticsearch, Guardian, feedparser and news-please are read."""
    (item,) = read(tmp_path, "a.jsonl", json.dumps(record).encode())

    assert isinstance(item, Article)
    assert (item.text, item.title, item.date) == expected
    assert item.author is None


@pytest.mark.parametrize(
    "data",
    [
        {"status": "ok", "articles": [{"text": "Eins."}, {"text": "Zwei."}]},
        {"artikel": [{"text": "Eins."}, {"text": "Zwei."}]},
        {"news": [{"content": "Eins."}], "regional": [{"content": "Zwei."}]},
        {"title": "Feed", "description": "Über uns", "items": [{"content_html": "Eins."}, {"content_html": "Zwei."}]},
        {"response": {"docs": [{"body": "Eins."}, {"body": "Zwei."}]}},
        {"hits": {"hits": [{"_source": {"body": "Eins."}}, {"_source": {"body": "Zwei."}}]}},
        {"rss": {"channel": {"title": "F", "item": [{"content:encoded": "Eins."}, {"content:encoded": "Zwei."}]}}},
    ],
)
def test_lists_inside_objects(tmp_path: Path, data: object) -> None:
    """Each item listed in a search result or feed is an article."""
    assert texts(read(tmp_path, "a.json", json.dumps(data).encode())) == ["Eins.", "Zwei."]


def test_a_text_that_was_cut_off_is_a_teaser(tmp_path: Path) -> None:
    """A truncated NewsAPI text is noted as a teaser, and its `[+N chars]` is removed."""
    data = json.dumps({"content": "Wenn es um Wohnungen geht … [+2042 chars]", "publishedAt": "2022-01-07T15:31:00Z"})
    (item,) = read(tmp_path, "a.json", data.encode())

    assert isinstance(item, Article)
    assert (item.text, item.date, item.notes) == ("Wenn es um Wohnungen geht …", "2022-01-07", ("teaser",))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("lang", ["Lang."]),
        ("LANG", ["Lang."]),
        ("inhalt.rendered", ["Innen."]),
        ("teile.wert", ["Eins.\n\nZwei."]),
        ("leer", ["!no text in the field 'leer' of the record; it has inhalt, lang, leer, teile, text"]),
        ("nope.x", ["!no text in the field 'nope.x' of the record; it has inhalt, lang, leer, teile, text"]),
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_named_field(tmp_path: Path, name: str, field: str, expected: list[str]) -> None:
    """The text is taken from the field that the user names, through mappings and lists, and from no other."""
    record = {
        "text": "Kurz.",
        "lang": "Lang.",
        "inhalt": {"rendered": "<p>Innen.</p>"},
        "teile": [{"wert": "Eins."}, {"wert": "Zwei."}, {"bild": "x"}],
        "leer": None,
    }
    (tmp_path / name).write_text(json.dumps(record), encoding="utf-8")

    assert texts(list(read_corpus(tmp_path, text_field=field))) == expected


def test_a_named_field_of_parquet(tmp_path: Path) -> None:
    """A struct column is read by a path, and an unknown column is one failure that lists the others."""
    table = pa.Table.from_pylist([{"title": "T", "content": {"rendered": "<p>Er kam.</p>"}}] * 2)
    pq.write_table(table, tmp_path / "a.parquet")

    assert texts(list(read_corpus(tmp_path))) == ["Er kam."] * 2
    assert texts(list(read_corpus(tmp_path, text_field="content.rendered"))) == ["Er kam."] * 2
    assert texts(list(read_corpus(tmp_path, text_field="x"))) == [
        "!no column 'x' for the text; there are title, content"
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", '[{"text": "Müller \ufffd in Köln für Jürgen"}, {"text": "Müller in Köln"}]'),
        ("a.csv", "text\nMüller \ufffd in Köln für Jürgen\nMüller in Köln\n"),
    ],
)
def test_undecodable_bytes_are_noted(tmp_path: Path, name: str, data: str) -> None:
    """In a streamed file, only articles that lost bytes have a note, which counts them."""
    first, second = read(tmp_path, name, data.encode().replace("\ufffd".encode(), b"\xff"))

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.notes == ("1 bytes or characters could not be decoded",)
    assert second.notes == ()


@pytest.mark.parametrize(
    ("name", "record", "date", "notes"),
    [
        ("a.json", {"publish_date": 202201071530, "created_at": "2023-01-01"}, "2022-01-07", ()),
        ("a.json", {"timestamp": "20220107153000"}, "2022-01-07", ("timestamp",)),
        ("2022-01-05_post_titel.json", {"timestamp": "20220107153000"}, "2022-01-05", ()),
        ("a.json", {"modified": "2022-01-07", "indexed_date": "2022-01-08"}, None, ()),
    ],
)
def test_dates_of_records(
    tmp_path: Path, name: str, record: dict[str, object], date: str | None, notes: tuple[str, ...]
) -> None:
    """A publication date wins, then that of the file name; another date is noted, a date of change is not used."""
    (item,) = read(tmp_path, name, json.dumps({"text": TEXT} | record).encode())

    assert isinstance(item, Article)
    assert item.date == date
    assert item.notes == tuple(
        f"date from the field {field!r}, which may not be the day of publication" for field in notes
    )


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.txt", "a.md"])
@pytest.mark.parametrize("tags", [("", ""), ("<p>", "</p>")])
def test_references_in_every_format(tmp_path: Path, name: str, tags: tuple[str, str]) -> None:
    """Numeric references become characters in records, tables and plain text, with and without tags."""
    text = "J&#252;rgen M&#xFC;ller &#8211; K&#246;ln"
    body = text if name.endswith((".txt", ".md")) else text.join(tags)
    data = {
        "a.json": json.dumps([{"text": body, "title": text}]),
        "a.jsonl": json.dumps({"text": body, "title": text}),
        "a.csv": f'title;text\n"{text}";"{body}"\n',
        "a.txt": f"Titel: {text}\nDatum: 2022-01-07\n\n{body}",
        "a.md": f"---\ntitle: {text}\n---\n{body}",
    }[name]
    (item,) = read(tmp_path, name, data.encode())

    assert isinstance(item, Article)
    assert (item.text, item.title) == ("Jürgen Müller – Köln",) * 2
