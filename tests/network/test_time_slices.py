"""The network by day, week, month and year, and what changed."""

import pandas as pd
import pytest

from pipeline.errors import SettingsError
from pipeline.network.build import build_network
from pipeline.network.selection import NetworkOptions
from pipeline.network.time_slices import changes, slices
from tests.helpers.small_corpora import Piece, example, shuffle, to_tables


def test_months():
    """Each month holds its articles and no others; an article without a date is counted and in no slice."""
    timeline = slices(to_tables(example()), by="month")
    january, february = timeline.slices

    assert [(part.name, str(part.start), str(part.end)) for part in timeline.slices] == [
        ("2022-01", "2022-01-01", "2022-01-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
    ]
    assert timeline.undated == 1
    assert (january.articles, february.articles) == (1, 1)
    assert "LOC:moskau" not in set(january.entities["entity_id"])
    assert february.entities["entity_id"].tolist() == ["LOC:moskau", "ORG:csto", "PER:toqajew"]


def test_a_slice_is_the_network_between_its_days():
    """A slice equals the tables built from the articles between its first and last day."""
    tables = to_tables(example())

    for part in slices(tables, by="week").slices:
        entities, edges = build_network(tables, NetworkOptions(date_from=str(part.start), date_to=str(part.end)))
        pd.testing.assert_frame_equal(part.entities, entities)
        pd.testing.assert_frame_equal(part.edges, edges)


def test_slices_between_two_dates():
    """Dates in the options leave out articles before the corpus is cut, undated ones too."""
    timeline = slices(to_tables(example()), NetworkOptions(date_from="2022-01-31"), by="month")

    assert [(part.name, part.articles) for part in timeline.slices] == [("2022-01", 1), ("2022-02", 1)]
    assert timeline.undated == 0
    assert timeline.slices[0].entities["mentions"].sum() == timeline.slices[0].entities["mentions_raw"].sum() == 5


@pytest.mark.parametrize(
    ("by", "names", "undated"),
    [
        ("day", ["2022-01-05", "2022-01-31", "2022-02-01"], 3),
        ("week", ["2022-W01", "2022-W05"], 3),
        ("month", ["2022-01", "2022-02", "2022-03"], 2),
        ("year", ["2022"], 1),
    ],
)
def test_dates_too_coarse_for_a_slice(by, names, undated):
    """`2022-03` lies in a month and a year but in no day or week, `2022` only in a year."""
    coarse = [Piece("e.txt", "2022-03", None, ((0, ("ORG:csto",)),)), Piece("f.txt", "2022", None, ((0, ()),))]
    timeline = slices(to_tables(example() + coarse), by=by)

    assert [part.name for part in timeline.slices] == names
    assert timeline.undated == undated


def test_a_text_copied_in_a_later_period_counts_there():
    """By day the copy of 31 January counts, because its original is from another day; by month the original does."""
    days = {part.name: part for part in slices(to_tables(example()), by="day").slices}

    assert days["2022-01-31"].articles == 1
    assert days["2022-01-31"].edges["sentences"].tolist() == [1, 1]


def test_slices_without_structure():
    """Without communities and centralities the counts and the backbone are the same."""
    full, light = (slices(to_tables(example()), structure=structure) for structure in (True, False))

    for one, other in zip(full.slices, light.slices, strict=True):
        pd.testing.assert_frame_equal(one.edges, other.edges)
        pd.testing.assert_frame_equal(one.entities[other.entities.columns], other.entities)
        assert {"community", "pagerank", "betweenness", "clustering"} == set(one.entities) - set(other.entities)


def test_shuffled_rows():
    """Slices do not depend on the order of rows."""
    expected, found = (slices(tables) for tables in (to_tables(example()), shuffle(to_tables(example()), 3)))

    for one, other in zip(expected.slices, found.slices, strict=True):
        assert one.name == other.name
        pd.testing.assert_frame_equal(one.edges, other.edges)


def test_no_dates_at_all():
    """A corpus without dates, and one without articles, has no slices."""
    assert slices(to_tables([example()[3]])).slices == ()
    assert slices(to_tables([])).undated == 0


def test_unknown_period():
    """The error for an unknown period lists the valid ones."""
    with pytest.raises(SettingsError, match=r"'Monat'.*day, week, month, year"):
        slices(to_tables(example()), by="Monat")


def test_changes():
    """Shares of articles show who entered, left, rose, fell or stayed; the most certain change comes first."""
    both = ((0, ("PER:toqajew", "ORG:csto")),)
    pieces = [
        *(
            Piece(f"1{n}.txt", "2022-01-05", None, both if n < 8 else ((0, ("PER:toqajew", "LOC:almaty")),))
            for n in range(10)
        ),
        *(Piece(f"2{n}.txt", "2022-02-01", None, ((0, ("PER:toqajew", "LOC:moskau")),)) for n in range(4)),
        Piece("3.txt", "2022-02-01", None, ((0, ("PER:toqajew", "ORG:csto", "LOC:almaty")),)),
    ]
    found = changes(*slices(to_tables(pieces)).slices).set_index("entity_id")

    assert found["change"].to_dict() == {
        "LOC:moskau": "entered",
        "ORG:csto": "fell",
        "LOC:almaty": "same",
        "PER:toqajew": "same",
    }
    assert found.index[0] == "LOC:moskau"
    assert found.loc["ORG:csto", ["articles_before", "articles_after", "share_before", "share_after"]].tolist() == [
        8,
        1,
        0.8,
        0.2,
    ]
    assert found.loc["LOC:moskau", "llr"] > 0 > found.loc["ORG:csto", "llr"]
    assert found.loc["PER:toqajew", "llr"] == 0
    backwards = changes(*reversed(slices(to_tables(pieces)).slices)).set_index("entity_id")
    assert backwards.loc[["LOC:moskau", "ORG:csto"], "change"].tolist() == ["left", "rose"]
