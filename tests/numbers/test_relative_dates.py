"""Dates that depend on the article's date: what is found, and what it means on Thursday, 6 January 2022."""

from datetime import date

import pytest

from pipeline.numbers import find_dated, last_year, resolve
from tests.helpers.timing import takes_linear_time

THURSDAY = date(2022, 1, 6)


def dates(text: str, *, today: date = THURSDAY, earlier_year: str | None = None) -> list[tuple[str, str | None]]:
    """Text and resolved value of the relative dates of a sentence; a period is written as an EDTF interval."""
    found = [number for number in find_dated(text, earlier_year=earlier_year) if number.relative]
    values = [resolve(number.relative or "", today) for number in found]
    return [(number.text, value and "/".join(filter(None, value))) for number, value in zip(found, values, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am Dienstag trafen sich die Minister.", "2022-01-04"),
        ("Am Dienstag treffen sich die Minister.", "2022-01-11"),
        ("Die Minister wollen sich am Dienstag treffen.", "2022-01-11"),
        ("Er soll am Dienstag einen Mann getötet haben.", "2022-01-04"),
        ("Ein Treffen ist am Dienstag geplant.", "2022-01-11"),
        ("Das Gericht verschob die Verhandlung auf Dienstag.", "2022-01-11"),
        ("Am Dienstag wurde die Verhandlung verschoben.", "2022-01-04"),
        ("Sie einigten sich darauf, am Dienstag (Ortszeit) einen neuen Anlauf zu nehmen.", "2022-01-11"),
        ("Seit Dienstag wird gestreikt.", "2022-01-04"),
        ("Ab Dienstag gilt die Regel.", "2022-01-11"),
        ("Am Donnerstag teilte die Polizei das mit.", "2022-01-06"),
        ("Am vergangenen Donnerstag schneite es.", "2021-12-30"),
        ("Am kommenden Donnerstag tagt der Rat.", "2022-01-13"),
        ("Mittwoch vergangener Woche kam er.", "2021-12-29"),
        ("In der Nacht zum Samstag brannte ein Haus.", "2022-01-01"),
        ("Am heutigen Donnerstag tagt der Rat.", "2022-01-06"),
        ("Wie die Polizei Mittwoch mitteilte, starb er.", "2022-01-05"),
        ("Von Freitag bis Sonntag wird gefeiert.", "2022-01-07/2022-01-09"),
        ("Am Montagabend flog er.", "2022-01-03"),
    ],
)
def test_weekdays_follow_the_tense(text: str, expected: str) -> None:
    """A weekday is the last one or the next one, by modifier, preposition and verb; today counts."""
    assert [value for _, value in dates(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gestern abend brannte es.", ("Gestern abend", "2022-01-05")),
        ("Das war vorgestern.", ("vorgestern", "2022-01-04")),
        ("Morgen wird gewählt.", ("Morgen", "2022-01-07")),
        ("Am gestrigen Abend regnete es.", ("gestrigen Abend", "2022-01-05")),
        ("Vor drei Tagen kam er.", ("Vor drei Tagen", "2022-01-03")),
        ("Vor zwei Wochen kam er.", ("Vor zwei Wochen", "2021-12-20/2021-12-26")),
        ("Vor einem halben Jahr kam er.", ("Vor einem halben Jahr", "2021-07")),
        ("Vor viereinhalb Jahren kam er.", ("Vor viereinhalb Jahren", "2017")),
        ("Heute vor drei Jahren starb er.", ("Heute vor drei Jahren", "2019-01-06")),
        ("In zwei Wochen wird gewählt.", ("In zwei Wochen", "2022-01-17/2022-01-23")),
        ("Er kam diese Woche.", ("diese Woche", "2022-01-03/2022-01-09")),
        ("Die Entscheidung fällt Ende nächster Woche.", ("Ende nächster Woche", "2022-01-10/2022-01-16")),
        ("Am Wochenende kamen 300.", ("Wochenende", "2022-01-01/2022-01-02")),
        ("Am kommenden Wochenende wird gefeiert.", ("kommenden Wochenende", "2022-01-08/2022-01-09")),
        ("Vergangenes Jahr war das anders.", ("Vergangenes Jahr", "2021")),
        ("Bis Jahresende soll der Bau fertig sein.", ("Jahresende", "2022")),
        ("Im neuen Jahr steigen die Preise.", ("neuen Jahr", "2022")),
        ("Im Vorjahr waren es 300.", ("Vorjahr", "2021")),
    ],
)
def test_periods_count_from_today(text: str, expected: tuple[str, str]) -> None:
    """Days, weeks, months and years are counted from the article's date, as coarse as the words."""
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Im Dezember wurde gewählt.", ("Dezember", "2021-12")),
        ("Im März wird gewählt.", ("März", "2022-03")),
        ("im vergangenen Juni", ("vergangenen Juni", "2021-06")),
        ("Im April vergangenen Jahres begann der Bau.", ("April vergangenen Jahres", "2021-04")),
        ("Von Januar bis Juni dieses Jahres", ("Januar bis Juni dieses Jahres", "2022-01/2022-06")),
        ("Am 6. Januar wurde geschossen.", ("6. Januar", "2022-01-06")),
        ("Am 3. Februar wird verhandelt.", ("3. Februar", "2022-02-03")),
        (
            "Vom 30. Dezember bis zum 5. Januar tagte die Partei.",
            ("30. Dezember bis zum 5. Januar", "2021-12-30/2022-01-05"),
        ),
        ("Am 27. Juni dieses Jahres wird gewählt.", ("27. Juni dieses Jahres", "2022-06-27")),
        ("Am Freitag, dem 31. Dezember, knallte es.", ("31. Dezember", "2021-12-31")),
        ("An Silvester brannte es.", ("Silvester", "2021-12-31")),
        ("In diesem Sommer wird gebaut.", ("diesem Sommer", "2022-22")),
        ("Im dritten Quartal sank der Umsatz.", ("dritten Quartal", "2021-07/2021-09")),
        ("im letzten Quartal des vergangenen Jahres", ("letzten Quartal des vergangenen Jahres", "2021-10/2021-12")),
        ("Für die kommende Wahl am 18. September kündigte er das an.", ("18. September", "2022-09-18")),
    ],
)
def test_what_recurs_every_year(text: str, expected: tuple[str, str]) -> None:
    """A day, month, season or quarter without a year is the last or the next one."""
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Bis heute ist der Fall ungeklärt.", "heute"),
        ("Noch heute wird darüber gestritten.", "heute"),
        ("Der heute 49-Jährige lebt in Berlin.", "heute"),
        ("Der Umsatz stieg gegenüber dem Vorjahr um 3 Prozent.", "Vorjahr"),
        ("Im Winter ist es kalt.", "Winter"),
        ("Im Jahr 1945 war der Krieg aus, am 8. Mai kapitulierte die Wehrmacht.", "8. Mai"),
        ("Am 5. Januar 1990 begann der Bau, und im Mai war er fertig.", "Mai"),
        ("Im ersten Quartal sank der Umsatz.", "ersten Quartal"),
        ("Am übernächsten Montag wird gewählt.", "übernächsten Montag"),
        ("Im vorletzten Sommer wurde gewählt.", "vorletzten Sommer"),
        ("Am 10. Januar wurde die Sitzung eröffnet.", "10. Januar"),
    ],
)
def test_uncertain_dates_stay_without_a_value(text: str, surface: str) -> None:
    """`heute` for nowadays, years of comparison, and days of an uncertain year are found but not resolved."""
    assert dates(text) == [(surface, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Jeden Montag wird demonstriert, dienstags nicht.",
        "Geöffnet Montag bis Freitag von 8 bis 17 Uhr",
        "Die Bild am Sonntag berichtete, Christian Freitag widersprach.",
        "Das sagte er der „Welt am Sonntag“.",
        "Der Freitag ist eine Zeitung.",
        "August Macke und Karl Mai kamen.",
        "Guten Morgen, sagte er am Morgen.",
        "in den vergangenen Jahren, in den nächsten Tagen, seit drei Jahren",
        "Am Tag darauf, einen Tag später, am selben Tag",
        "Vor mehr als 100 Jahren starb er, vor 65 Millionen Jahren die Saurier.",
        "In zwei Wochen wurden 20 Fälle gezählt.",
        "Am Freitag, 7. Januar 2022, kam er.",
        "Ende 2021 und im Sommer 2021 wurde gebaut.",
    ],
)
def test_durations_names_and_repeated_times_are_no_dates(text: str) -> None:
    """Durations, repeated times, anaphoric and absolute dates, and names with a weekday or month are left alone."""
    assert dates(text) == []


def test_today_is_spoken_of_as_future_if_something_is_to_happen() -> None:
    """`soll noch heute ausgeliefert werden` means the article's day."""
    assert dates("Er soll noch heute ausgeliefert werden.") == [("heute", "2022-01-06")]


def test_this_year_may_be_the_year_just_named() -> None:
    """`In diesem Jahr` after a sentence about 2020 is 2020, so it is not resolved to the article's year."""
    assert dates("In diesem Jahr soll es so weit sein.", earlier_year="2030") == [("diesem Jahr", None)]
    assert dates("In diesem Jahr soll es so weit sein.", earlier_year="2022") == [("diesem Jahr", "2022")]
    assert last_year(find_dated("2004 und im Mai 2010 kam er.")) == "2010"


def test_numbers_in_a_date_are_part_of_it() -> None:
    """`vor rund 20 Jahren` is one date, and about; other numbers stay."""
    found = find_dated("Vor rund 20 Jahren kamen 300 Leute.")

    assert [(number.text, number.kind, number.approx) for number in found] == [
        ("Vor rund 20 Jahren", "date", "~"),
        ("300", "cardinal", None),
    ]


def test_names_hold_no_dates() -> None:
    """Nothing inside a name is a date."""
    assert find_dated("Der Schwarze Freitag war an einem Dienstag.", names=[(4, 20)]) == []


def test_days_that_only_some_years_have() -> None:
    """29 February is looked for in leap years; the end of the calendar is no error."""
    assert resolve("monthday 2 29 past", date(2023, 3, 1)) == ("2020-02-29", None)
    assert resolve("anniversary -1", date(2024, 2, 29)) is None
    assert resolve("year +1", date(9999, 1, 1)) is None
    assert resolve("day -1", date(1, 1, 1)) is None


@pytest.mark.parametrize(
    "unit", ["am Dienstag ", "im Mai (", "vor drei Tagen, ", "heute „", "im Mai 2004, am 3.5., im Juni "]
)
def test_dates_take_linear_time(unit: str) -> None:
    """A text without a full stop takes time proportional to its length."""
    assert takes_linear_time(lambda count: find_dated(unit * count), 8_000)
