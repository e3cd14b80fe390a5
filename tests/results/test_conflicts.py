"""Conflicts between articles, from tables written by hand."""

import pandas as pd
import pytest

from pipeline.results.conflicts import conflicting_values

NAMES = pd.Series({"LOC:kabul": "Kabul", "ORG:vw": "VW"})


def conflicts(*reports: tuple[str, str, float, str, str | None], dated: str | None = None) -> pd.DataFrame:
    """Conflicts of figures (article date, sentence, value, noun, approx) about Kabul, each in an article of its own.

    `dated` is an EDTF date that the first sentence names.
    """
    numbers, sentences, articles = [], [], []
    for index, (date, text, value, noun, approx) in enumerate(reports):
        place = {"article_id": f"{index}.txt", "sentence": 0}
        figure = {"kind": "cardinal", "value": value, "noun": noun, "approx": approx, "entity_id": "LOC:kabul"}
        numbers.append({**place, "start": 0, "text": f"{value:g}", **figure})
        if dated and index == 0:
            numbers.append({**place, "start": 9, "text": dated, "kind": "date", "edtf": dated})
        sentences.append({**place, "text": text})
        articles.append({"article_id": f"{index}.txt", "date": date, "duplicate_of": None})
    columns = "article_id sentence start text kind value value_max edtf unit approx noun entity_id".split()
    frame = pd.DataFrame(numbers).reindex(columns=columns)
    return conflicting_values(frame, pd.DataFrame(articles), pd.DataFrame(sentences), NAMES)


def test_figures_of_neighbouring_days_are_compared():
    """Two counts in articles of neighbouring days conflict, in any form of the noun; weeks later they do not."""
    found = conflicts(("2022-01-05", "x", 20, "Tote", None), ("2022-01-06", "x", 26, "Toten", None))

    assert found[["name", "noun", "lowest", "highest", "days", "event"]].to_numpy().tolist() == [
        ["Kabul", "Tote", 20, 26, 1, ""]
    ]
    assert found["figures"].tolist() == ["20 (2022-01-05), 26 (2022-01-06)"]
    assert conflicts(("2022-01-05", "x", 20, "Tote", None), ("2022-02-06", "x", 26, "Tote", None)).empty


def test_the_same_event_is_one_occasion():
    """Figures that name the same event are compared weeks apart; those of different events are not, even on one day."""
    quake = ("2022-01-05", "Das Erdbeben forderte Tote.", 20, "Tote", None)
    later = ("2022-01-29", "Nach dem Erdbeben stieg die Zahl.", 26, "Tote", None)
    crash = ("2022-01-05", "Bei dem Flugzeugabsturz starben viele.", 90, "Tote", None)

    assert conflicts(quake, later)[["highest", "event"]].to_numpy().tolist() == [[26, "Erdbeben"]]
    assert conflicts(quake, crash).empty


def test_a_date_in_the_sentence_decides():
    """A sentence that names a day or year refers to it, whatever the date of the article."""
    assert len(
        conflicts(("2022-03-01", "x", 20, "Tote", None), ("2022-01-05", "x", 9, "Tote", None), dated="2022-01-04")
    )
    assert conflicts(("2022-01-05", "x", 20, "Tote", None), ("2022-01-05", "x", 9, "Tote", None), dated="2019").empty


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ((3000, "~"), (2950, None), False),
        ((3000, "~"), (2000, None), True),
        ((20, ">"), (25, None), False),
        ((20, ">="), (15, None), True),
        ((20, "<"), (25, None), True),
        ((20, None), (20, None), False),
        ((100, "<~"), (97, None), False),
    ],
)
def test_figures_that_may_be_equal_do_not_conflict(first, second, conflict):
    """An approximation conflicts only with values outside of what it may stand for."""
    reports = [("2022-01-05", "x", value, "Tote", approx) for value, approx in (first, second)]

    assert len(conflicts(*reports)) == conflict


def test_an_article_dated_to_a_month_is_compared_within_it():
    """A figure of an article dated to a month is compared with those of each day, and the days are not chained."""
    month = ("2022-01", "x", 70, "Soldaten", None)
    days = [(f"2022-01-{day:02}", "x", 100 + day, "Soldaten", None) for day in (6, 20)]

    assert len(conflicts(month, days[0])) == 1
    assert conflicts(*days).empty
    assert conflicts(month, *days)["articles"].tolist() == [2, 2]


def test_the_most_comparable_come_first():
    """The order is: the same event, fewer days, exact figures, the larger difference."""
    near = [("2022-01-05", "x", 20, "Tote", None), ("2022-01-05", "x", 21, "Tote", None)]
    apart = [("2022-01-05", "x", 20, "Jets", None), ("2022-01-07", "x", 90, "Jets", None)]
    event = [("2022-01-05", "Beim Anschlag", 5, "Männer", None), ("2022-01-08", "Nach dem Anschlag", 6, "Männer", None)]
    vague = [("2022-01-05", "x", 20, "Busse", "~"), ("2022-01-05", "x", 90, "Busse", None)]

    assert conflicts(*apart, *vague, *near, *event)["noun"].tolist() == ["Männer", "Tote", "Busse", "Jets"]
