"""Fields by their many names; header lines, front matter and file names."""

import pytest

from pipeline.reading.metadata import (
    fields_of_path,
    headline,
    named_fields,
    split_front_matter,
    split_header,
    weak_date,
)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("2022-01-07_spiegel_titel.txt", {"date": "2022-01-07", "source": "spiegel", "title": "titel"}),
        ("2022-01-07_sz_ein-langer_titel.html", {"date": "2022-01-07", "source": "sz", "title": "ein langer titel"}),
        ("2022-01-07-gaspreise-steigen.md", {"date": "2022-01-07", "title": "gaspreise steigen"}),
        ("20220107_faz_titel.txt.gz", {"date": "2022-01-07", "source": "faz", "title": "titel"}),
        ("2022-01-07.txt", {"date": "2022-01-07"}),
        ("kasachstan-2022-01.txt", {"date": "2022-01"}),
        ("bericht vom 07.01.2022.txt", {"date": "07.01.2022"}),
        ("2022/01/07/gaspreise.txt", {"date": "2022-01-07"}),
        ("archiv/2022/01/gaspreise.txt", {"date": "2022-01"}),
        ("artikel-1234567.txt", {}),
        ("2022-13-07_x_y.txt", {"date": "2022-13-07", "source": "x", "title": "y"}),
        ("0001-01-01_75280.txt", {"date": "0001-01-01"}),
        ("ohne datum.txt", {}),
    ],
)
def test_fields_of_path(path: str, fields: dict[str, str]) -> None:
    """Date, source and title are read from file and folder names; other numbers are ignored."""
    assert fields_of_path(path) == fields


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        (" date 2022-01 Die Lage", {"date": "2022-01"}, "Die Lage"),
        ("Datum: 7. Januar 2022 Die Lage", {"date": "7. Januar 2022"}, "Die Lage"),
        ("Titel: A B\nDatum: 7.1.2022\n\nText.", {"title": "A B", "date": "7.1.2022"}, "\nText."),
        ("7. Januar 2022 | Neue Post\nText.", {"date": "7. Januar 2022", "source": "Neue Post"}, "Text."),
        ("07.01.2022\nText.", {"date": "07.01.2022"}, "Text."),
        ("2022 war ein Jahr.\nText.", {}, "2022 war ein Jahr.\nText."),
        ("Am 7. Januar 2022 sprach er.\nText.", {}, "Am 7. Januar 2022 sprach er.\nText."),
        ("7. Januar 2022 war ein Freitag.\nText.", {}, "7. Januar 2022 war ein Freitag.\nText."),
        ("Quelle: Wasser ist Leben\nText.", {}, "Quelle: Wasser ist Leben\nText."),
        ("Berlin: Die Regierung.\nText.", {}, "Berlin: Die Regierung.\nText."),
        ("Datum und Uhrzeit fehlen.", {}, "Datum und Uhrzeit fehlen."),
    ],
)
def test_split_header(text: str, fields: dict[str, str], rest: str) -> None:
    """Header lines become fields; sentences that only look like them stay text."""
    assert split_header(text) == (fields, rest)


@pytest.mark.parametrize(
    ("block", "fields", "notes"),
    [
        ("title: A\ndate: 2022-01-07", {"title": "A", "date": "2022-01-07"}, ()),
        ("titel: 'A: B'\nautoren: [C, D]", {"title": "A: B", "author": "C, D"}, ()),
        ("date: 2022-31-01", {"date": "2022-31-01"}, ()),
        ("title: A: B\ndate: 2022-01-07", {"title": "A: B", "date": "2022-01-07"}, ("front matter is not plain YAML",)),
        ("a: &a [x]\nb: [*a, *a]\ntitle: A", {"title": "A"}, ("front matter is not plain YAML",)),
        ("title: !!python/object:os.system A", {"title": "!!python/object:os.system A"}, None),
    ],
)
def test_front_matter(block: str, fields: dict[str, str], notes: tuple[str, ...] | None) -> None:
    """YAML yields fields as strings; broken YAML is read line by line; no tag in it is executed."""
    found, rest, told = split_front_matter(f"---\n{block}\n---\nText.")

    assert rest == "Text."
    if notes is not None:
        assert (found, told) == (fields, notes)


def test_named_fields() -> None:
    """German and English names in any case are known; empty values and deep structures are skipped."""
    record = {
        "TITEL": "A",
        "headline": "B",
        "Published_At": 2022,
        "quelle": {"name": "C"},
        "autor": ["D", {"name": "E"}],
    }

    assert named_fields(record) == {"title": "A", "date": 2022, "source": "C", "author": "D, E"}
    assert named_fields({"title": "", "date": None, "autor": [[["x"]]]}) == {}


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        (
            {
                "publish_date": "2022-01-07T11:24:00",
                "authors": ["A B"],
                "meta_site_name": "Post",
                "url": "https://x.y/z",
            },
            {"date": "2022-01-07T11:24:00", "author": "A B", "source": "Post", "url": "https://x.y/z"},
        ),
        (
            {
                "date_publish": "2022-01-07",
                "date_modify": "2022-02-01",
                "date_download": "2023-01-01",
                "source_domain": "x.y",
            },
            {"date": "2022-01-07", "source": "x.y"},
        ),
        (
            {"publishedAt": "2022-01-07T11:24:00Z", "source": {"id": None, "name": "Post"}, "author": None},
            {"date": "2022-01-07T11:24:00Z", "source": "Post"},
        ),
        (
            {"pubDate": "Fri, 07 Jan 2022 11:24:00 GMT", "dc:creator": "A B", "link": "https://x.y/z"},
            {"date": "Fri, 07 Jan 2022 11:24:00 GMT", "author": "A B", "url": "https://x.y/z"},
        ),
        ({"publish-date": "2022-01-07", "media_name": "Post"}, {"date": "2022-01-07", "source": "Post"}),
        ({"Published At": 1641550000}, {"date": 1641550000}),
        ({"date": "2022-02-01", "datePublished": "2022-01-07"}, {"date": "2022-01-07"}),
        ({"dateModified": "2022-02-01", "updated_at": "2022-02-01", "crawl_date": "2022-02-01"}, {}),
        ({"published": True, "date": "2022-01-07"}, {"date": "2022-01-07"}),
        ({"published": "yes", "date": "2022-01-07"}, {"date": "2022-01-07"}),
        ({"pubDate": "vorgestern"}, {"date": "vorgestern"}),
        ({"pubDate": "2099-01-01", "date": "2022-01-07"}, {"date": "2099-01-01"}),
        ({"tag": "Politik", "pub_date": "nan", "title": "nan", "Title": "Null"}, {"title": "Null"}),
        ({"title": {"rendered": "A &#8211; <em>B</em>"}, "author": 12}, {"title": "A – B"}),
        ({"headline": {"main": "A"}, "provider": [{"name": "Post"}]}, {"title": "A", "source": "Post"}),
    ],
)
def test_names_of_other_tools(record: dict[str, object], fields: dict[str, object]) -> None:
    """The fields of newspaper4k, news-please, NewsAPI, RSS and MediaCloud are known; a date of change is not used."""
    assert named_fields(record) == fields


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"created_at": "2022-01-07"}, ("2022-01-07", "created_at")),
        ({"time": "15:30", "timestamp": "20220107153000"}, ("20220107153000", "timestamp")),
        ({"updated": "2022-01-07T11:24:00Z", "modified": "2022-02-01"}, ("2022-01-07T11:24:00Z", "updated")),
        ({"time": "gestern", "modified": "2022-02-01"}, None),
    ],
)
def test_weak_dates(record: dict[str, object], expected: tuple[object, str] | None) -> None:
    """Dates that need not be days of publication are returned with the names of their fields."""
    assert weak_date(record) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin empfängt Scholz\n\nDer Bundeskanzler ist in Moskau.", "Putin empfängt Scholz"),
        ("Kommt der Krieg?\n\nDas fragt sich halb Europa seit Tagen.", "Kommt der Krieg?"),
        ("Der Kanzler ist in Moskau.\n\nDas teilte ein Sprecher mit.", None),
        ("Putin empfängt Scholz", None),
        ("Moskau\n\nDer Kanzler ist da, sagte er.", None),
    ],
)
def test_headline(text: str, expected: str | None) -> None:
    """A short first paragraph without a full stop, followed by more text, is a headline."""
    assert headline(text) == expected
