"""Institutions named by a compound: the entity of their first part."""

import pandas as pd
import pytest

from pipeline.names import link_corpus, read_aliases

NAMES = pd.DataFrame(
    [
        ("USA", "LOC", 20, 9),
        ("US-Regierung", "ORG", 5, 4),
        ("Sozialdemokratische Partei Deutschlands (SPD)", "ORG", 9, 5),
        ("SPD-Fraktion", "ORG", 3, 3),
        ("SPD-Bundestagsfraktion", "ORG", 3, 3),
        ("Siemens", "ORG", 6, 4),
        ("Siemens-Konzern", "ORG", 2, 2),
        ("Donald Trump", "PER", 9, 5),
        ("Trump", "PER", 4, 3),
        ("Trump-Regierung", "ORG", 4, 3),
        ("EU", "ORG", 9, 6),
        ("EU-Agrar-Kommission", "ORG", 2, 2),
        ("Semirek-Konzern", "ORG", 2, 2),
        ("Siemens-Stiftung", "ORG", 2, 2),
        ("Siemens-Affäre", "MISC", 2, 2),
    ],
    columns=["name", "label", "mentions", "articles"],
)


def owners(frame, aliases=None):
    """The names of the entities to which each name belongs, null ones left out."""
    table = link_corpus(frame, aliases)
    shown = dict(zip(table["entity_id"], table["entity_name"], strict=True))
    return {row.name: shown[row.belongs_to] for row in table.itertuples(index=False) if row.belongs_to is not None}


def test_an_institution_belongs_to_its_first_part():
    """The first part is looked up under all its names; what it does not name, and other heads, belong to nothing."""
    found = owners(NAMES)

    party = shown(NAMES, "Sozialdemokratische Partei Deutschlands (SPD)")
    assert found == {
        "SPD-Fraktion": party,
        "SPD-Bundestagsfraktion": party,
        "US-Regierung": "USA",
        "Siemens-Konzern": "Siemens",
        "Trump-Regierung": "Donald Trump",
        "EU-Agrar-Kommission": shown(NAMES, "EU"),
    }


def shown(frame, name):
    """The name under which the entity of a name is shown."""
    return link_corpus(frame).set_index("name").loc[name, "entity_name"]


def test_the_order_of_names_does_not_matter():
    """The same names in another order give the same owners."""
    assert owners(NAMES.sample(frac=1, random_state=3)) == owners(NAMES)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rename,US-Regierung,,Regierung in Washington", "USA"),
        ("rename,USA,,Amerika", "Amerika"),
        ("merge,USA,,Siemens", "Siemens"),
        ("drop,USA,,", None),
        ("merge,US-Regierung,,USA", None),
    ],
)
def test_corrections_of_names_keep_the_tie(tmp_path, line, expected):
    """A renamed or merged entity is still the owner; a dropped one is none, and nothing belongs to itself."""
    path = tmp_path / "aliases.csv"
    path.write_text(f"action,name,label,target\n{line}\n", encoding="utf-8")

    assert owners(NAMES, read_aliases(path)).get("US-Regierung") == expected
