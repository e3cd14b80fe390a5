"""Dates of articles to EDTF; implausible ones kept as given."""

from datetime import date, datetime, timedelta, timezone

import pytest

from pipeline.reading.dates import leading_date, read_date

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("given", "edtf"),
    [
        ("2022-01-07", "2022-01-07"),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("20220107", "2022-01-07"),
        ("2022-01-07T23:24:00+01:00", "2022-01-07"),
        ("2022-01-07T11:24:00.000Z", "2022-01-07"),
        ("2022-01-07 11:24:00+01:00", "2022-01-07"),
        ("2022-01-07 11:24:00+01", "2022-01-07"),
        ("2022/01/07", "2022-01-07"),
        ("07.01.2022", "2022-01-07"),
        ("7. 1. 2022", "2022-01-07"),
        ("7.1.22", "2022-01-07"),
        ("7.1.98", "1998-01-07"),
        ("13/01/2022", "2022-01-13"),
        ("7. Januar 2022", "2022-01-07"),
        ("6. Jänner 2022", "2022-01-06"),
        ("Freitag, 7. Januar 2022, 15:12 Uhr", "2022-01-07"),
        ("Fr., 07.01.2022 - 15.12 Uhr", "2022-01-07"),
        ("Stand: 14.02.2022 19:22 Uhr", "2022-02-14"),
        ("1. März 2022 um 08:00", "2022-03-01"),
        ("Januar 2022", "2022-01"),
        ("01/2022", "2022-01"),
        ("Fri, 07 Jan 2022 11:24:00 +0100", "2022-01-07"),
        ("January 7, 2022", "2022-01-07"),
        ("2022-01~", "2022-01~"),
        ("2022-01-07/2022-01-09", "2022-01-07/2022-01-09"),
        ("198X", "198X"),
        (1641550000, "2022-01-07"),
        (1641550000123, "2022-01-07"),
        (2022, "2022"),
        (date(2022, 1, 7), "2022-01-07"),
        (datetime(2022, 1, 7, 23, 59, tzinfo=timezone(timedelta(hours=1))), "2022-01-07"),
        ("20220107153000", "2022-01-07"),
        ("202201071530", "2022-01-07"),
        (202201071530, "2022-01-07"),
        (20220107153000, "2022-01-07"),
        (2022010715, "2022-01-07"),
        (20220107, "2022-01-07"),
        (20220107.0, "2022-01-07"),
        ("1641550000", "2022-01-07"),
        ("1641550000.0", "2022-01-07"),
        ("1641550000123", "2022-01-07"),
        (1641550000123456, "2022-01-07"),
        (1641550000123456789, "2022-01-07"),
        (940000000000, "1999-10-15"),
        (-300000000, "1960-06-29"),
        (-300000000000, "1960-06-29"),
        (1700010112, "2023-11-15"),
        ("20220107T153000Z", "2022-01-07"),
        ("2022-01-07T11:24Z", "2022-01-07"),
        ("2022-01-07T11:24:00.0000000+0100", "2022-01-07"),
        ("2022-01-07T11:24:00+01:00[Europe/Berlin]", "2022-01-07"),
        ("2022-01-07 11:24:00 UTC", "2022-01-07"),
        ("Fri, 07 Jan 2022 11:24:00 GMT", "2022-01-07"),
        ("Fri, 7 Jan 22 11:24:00 EST", "2022-01-07"),
        ("07 Jan 2022 11:24 +0100 (CET)", "2022-01-07"),
        ("Friday, 07-Jan-22 11:24:00 GMT", "2022-01-07"),
        ("07-Jan-2022", "2022-01-07"),
        ("Fri Jan  7 11:24:00 2022", "2022-01-07"),
        ("Fri Jan 07 11:24:00 +0000 2022", "2022-01-07"),
        ("Fri Jan 07 2022 11:24:00 GMT+0100 (Mitteleuropäische Normalzeit)", "2022-01-07"),
        ("1/7/2022 3:00:00 PM", "2022-01-07"),
        ("1/7/2022", "2022-07-01"),
        ("January 7, 2022 at 11:24 AM", "2022-01-07"),
        ("Veröffentlicht am 7. Januar 2022 um 15:12 Uhr", "2022-01-07"),
        ("Freitag, den 7. Jan. 2022 um 8 Uhr", "2022-01-07"),
        ("07.01.22, 15:12", "2022-01-07"),
        ("/Date(1641550000000+0100)/", "2022-01-07"),
        ({"$date": "2022-01-07T11:24:00Z"}, "2022-01-07"),
        ({"$date": {"$numberLong": "1641550000000"}}, "2022-01-07"),
        ([2022, 1, 7, 11, 24, 0, 4, 7, 0], "2022-01-07"),
        (["2022-01-07"], "2022-01-07"),
        ("2024-02-29", "2024-02-29"),
        ("2026-01-02", "2026-01-02"),
    ],
)
def test_dates_that_are_understood(given: object, edtf: str) -> None:
    """Numbers, month names, times of day, time zones, Unix time and EDTF are read."""
    assert read_date(given, today=TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("given", "note"),
    [
        ("2022-13-01", "day and month swapped"),
        ("01/13/2022", "day and month swapped"),
        ("2022-31-01", "day and month swapped"),
        ("2022-99-99", "no such month"),
        ("2022-02-30", "no such day"),
        ("2023-02-29", "no such day"),
        ("0001-01-01", "before 1600"),
        ("0001-01-01T00:00:00", "before 1600"),
        ("1599", "before 1600"),
        ("2026-01-03", "in the future"),
        ("2099", "in the future"),
        ("2022-01/2099-01", "in the future"),
        ("gestern", "not understood"),
        ("7. Brumaire 2022", "not understood"),
        ("2022-01-07 oder später", "not understood"),
        (42, "not understood"),
        (44568, "not understood"),
        (202213071530, "day and month swapped"),
        ("20220230153000", "no such day"),
        ("20221301", "day and month swapped"),
    ],
)
def test_dates_that_are_not(given: object, note: str) -> None:
    """Implausible dates and those not understood are kept as given, with a note; no date is guessed."""
    found = read_date(given, today=TODAY)

    assert found.edtf is None
    assert found.given == str(given)
    assert found.note is not None
    assert note in found.note


@pytest.mark.parametrize("given", [None, "", "  ", True, float("nan"), [], {}, [None], {"x": 1}])
def test_no_date(given: object) -> None:
    """A missing value yields neither a date nor a note."""
    found = read_date(given, today=TODAY)

    assert (found.edtf, found.given, found.note) == (None, None, None)


def test_leading_date_stops_where_the_text_begins() -> None:
    """`leading_date` returns the date that begins a text and the offset where it ends."""
    found = leading_date("2022-01 Die Lage spitzt sich zu")

    assert found is not None
    assert (found.edtf, found.end) == ("2022-01", 7)


@pytest.mark.parametrize("given", ["20X", "199XX", 10**320])
def test_what_is_no_date_is_kept_as_given(given):
    """Digits that are not EDTF and numbers out of range are kept as given and not understood."""
    found = read_date(given, today=TODAY)

    assert found.edtf is None
    assert found.note == "date not understood"
