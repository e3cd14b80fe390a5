"""Dates in texts as events: their order, precision and context, and files of timelines."""

import csv
import json

import pandas as pd
import pytest

from pipeline.errors import OutputError
from pipeline.results.reported_events import COLUMNS, events_of, write_events

ARTICLES = [
    ("a.txt", "Titel <A>", "2022-01-06", "Zeitung", None),
    ("b.txt", "Kopie", "2022-01-07", "Blatt", "a.txt"),
    ("c.txt", "=SUMME(1)", None, None, None),
]
SENTENCES = [
    ("a.txt", 0, "Am Mittwoch traf <b>Toqajew</b> Putin."),
    ("a.txt", 1, "2030 wird gewählt."),
    ("b.txt", 0, "Am Mittwoch traf <b>Toqajew</b> Putin."),
    ("c.txt", 0, "Vom 3. bis 5. Mai 1999 und im Juni 1999 tagte die OVKS."),
]
NUMBERS = [
    ("a.txt", 0, 3, 11, "Mittwoch", "2022-01-05", None, True),
    ("a.txt", 1, 40, 44, "2030", "2030", None, False),
    ("a.txt", 1, 45, 46, "3", None, None, False),
    ("b.txt", 0, 3, 11, "Mittwoch", "2022-01-05", None, True),
    ("c.txt", 0, 4, 22, "3. bis 5. Mai 1999", "1999-05-03", "1999-05-05", False),
    ("c.txt", 0, 30, 39, "Juni 1999", "1999-06", None, False),
    ("c.txt", 0, 41, 45, "Februar", "1999-02-31", None, False),
]
MENTIONS = [
    ("a.txt", 0, 20, "Toqajew"),
    ("a.txt", 0, 32, "Putin"),
    ("a.txt", 0, 36, "Toqajew"),
    ("c.txt", 0, 50, "OVKS"),
]


def events():
    """The events of the articles above."""
    return events_of(
        pd.DataFrame(
            NUMBERS, columns=["article_id", "sentence", "start", "end", "text", "edtf", "edtf_max", "relative"]
        ),
        pd.DataFrame(SENTENCES, columns=["article_id", "sentence", "text"]),
        pd.DataFrame(ARTICLES, columns=["article_id", "title", "date", "source", "duplicate_of"]),
        pd.DataFrame(MENTIONS, columns=["article_id", "sentence", "start", "entity_name"]),
    )


def test_events_in_order_of_what_they_report():
    """Dates come in their own order with the names of their sentence; copies, numbers and nonsense are left out."""
    found = events()

    assert list(found.columns) == COLUMNS
    assert found["event_date"].tolist() == ["1999-05-03/1999-05-05", "1999-06", "2022-01-05", "2030"]
    assert found["event_end"].dt.strftime("%Y-%m-%d").tolist() == [
        "1999-05-05",
        "1999-06-30",
        "2022-01-05",
        "2030-12-31",
    ]
    assert found["names"].fillna("").tolist() == ["OVKS", "OVKS", "Toqajew, Putin", ""]
    assert found["ahead"].tolist() == [False, False, False, True]
    assert found["relative"].tolist() == [False, False, True, False]
    assert found["said"].tolist()[:2] == ["3. bis 5. Mai 1999", "Juni 1999"]


def test_no_events():
    """Articles without a date in their text give an empty table with all columns."""
    columns = ["article_id", "sentence", "start", "end", "text", "edtf", "edtf_max", "relative"]
    empty = events_of(
        pd.DataFrame([], columns=columns),
        pd.DataFrame(SENTENCES, columns=["article_id", "sentence", "text"]),
        pd.DataFrame(ARTICLES, columns=["article_id", "title", "date", "source", "duplicate_of"]),
        pd.DataFrame(MENTIONS, columns=["article_id", "sentence", "start", "entity_name"]),
    )

    assert (len(empty), list(empty.columns)) == (0, COLUMNS)


def test_a_timeline_for_timelinejs(tmp_path):
    """Slides are as precise as the dates, intervals have an end, and texts are escaped: TimelineJS shows HTML."""
    slides = json.loads(write_events(events(), tmp_path / "t.json").read_text(encoding="utf-8"))["events"]

    assert slides[0]["start_date"] == {"year": 1999, "month": 5, "day": 3}
    assert slides[0]["end_date"] == {"year": 1999, "month": 5, "day": 5}
    assert slides[1]["start_date"] == {"year": 1999, "month": 6}
    assert slides[2]["start_date"] == {"year": 2022, "month": 1, "day": 5}
    assert "end_date" not in slides[2]
    assert slides[2]["text"]["headline"] == "Toqajew, Putin"
    assert "&lt;b&gt;Toqajew&lt;/b&gt;" in slides[2]["text"]["text"]
    assert "Titel &lt;A&gt;, Zeitung, 2022-01-06" in slides[2]["text"]["text"]
    assert slides[3]["start_date"] == {"year": 2030}
    assert slides[3]["text"]["headline"] == "2030"


def test_a_timeline_as_csv(tmp_path):
    """CSV has the columns of the table; a title that a spreadsheet would run gets an apostrophe."""
    with write_events(events(), tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert list(rows[0]) == COLUMNS
    assert rows[0]["title"] == "'=SUMME(1)"
    assert rows[0]["event_start"] == "1999-05-03"


def test_an_unknown_format(tmp_path):
    """Another suffix is refused with the valid ones."""
    with pytest.raises(OutputError, match=r"\.json"):
        write_events(events(), tmp_path / "t.xml")
