"""The table of roles."""

import pandas as pd
import pytest

from pipeline.roles import role_rows
from tests.helpers.handmade import Source, make_tables

NAMES = {
    "PER:lawrow": ("Sergej Lawrow", None),
    "PER:soeder": ("Markus Söder", None),
    "LOC:russland": ("Russland", "RU"),
    "LOC:bayern": ("Bayern", None),
    "ORG:csu": ("CSU", None),
}
SOURCE = Source(
    "a.txt",
    None,
    "2022-01-05",
    "Es regnete.\nDer russische Außenminister [Lawrow|PER:lawrow|surname] schwieg.\n\n"
    "[Bayerns|LOC:bayern|genitive] Ministerpräsident [Markus Söder|PER:soeder|model] ([CSU|ORG:csu|model]) sprach.",
)


def test_roles_are_tied_to_entities_with_their_places_in_the_text():
    """Each row has the entities of person and organisation, also of the country of an adjective, and its offsets."""
    tables = make_tables([SOURCE], NAMES)
    rows = tables["roles"]
    text = "\n".join(tables["sentences"]["text"])

    assert rows[["entity_id", "role", "organisation_id", "organisation", "rule"]].to_numpy().tolist() == [
        ["PER:lawrow", "russischer Außenminister", "LOC:russland", "russische", "before"],
        ["PER:soeder", "Bayerns Ministerpräsident", "LOC:bayern", "Bayerns", "before"],
        ["PER:soeder", "CSU", "ORG:csu", "CSU", "membership"],
    ]
    assert [text[row.start : row.end] for row in rows.itertuples()] == [
        "russische Außenminister",
        "Bayerns Ministerpräsident",
        "CSU",
    ]
    assert rows[["paragraph", "sentence"]].to_numpy().tolist() == [[0, 1], [1, 2], [1, 2]]


def test_an_entity_outside_the_corpus_leaves_the_words():
    """A country that is no entity of the run gives no id, but the adjective stays."""
    names = {key: value for key, value in NAMES.items() if key != "LOC:russland"}
    row = make_tables([SOURCE], names)["roles"].iloc[0]

    assert pd.isna(row["organisation_id"])
    assert row["organisation"] == "russische"


@pytest.mark.parametrize("seed", [1, 2])
def test_rows_follow_the_sentences_whatever_the_order_of_mentions(seed):
    """The order of the mentions changes nothing."""
    tables = make_tables([SOURCE, SOURCE._replace(article_id="b.txt")], NAMES)
    names = pd.DataFrame(
        [(key, name, key[:3], country) for key, (name, country) in NAMES.items()],
        columns=["entity_id", "name", "label", "country"],
    )
    shuffled = tables["mentions"].sample(frac=1, random_state=seed)

    found = pd.DataFrame(role_rows(shuffled, tables["sentences"], names))

    assert found.to_numpy().tolist() == tables["roles"].to_numpy().tolist()


def test_no_sentences_make_no_rows():
    """An empty corpus has no roles."""
    tables = make_tables([SOURCE], NAMES)
    names = pd.DataFrame(columns=["entity_id", "name", "label", "country"])

    assert list(role_rows(tables["mentions"].iloc[:0], tables["sentences"].iloc[:0], names)) == []
