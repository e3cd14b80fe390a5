"""Names that several countries have, and the country that the text of the article gives them."""

import pandas as pd
import pytest

from pipeline.names import link_article, link_corpus
from tests.names.test_compounds import parse


def linked(marked: str) -> list[tuple[str, str]]:
    """Name and rule of each mention of `[Grüne|ORG]`, without places."""
    text, mentions = parse(marked)
    return [(link.name, link.rule) for link in link_article(text, mentions) if link.label != "LOC"]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Die [Grünen|ORG] im [Bundestag|ORG]", "Bündnis 90/Die Grünen"),
        ("[Grüne|MISC] und [SPD|ORG]", "Bündnis 90/Die Grünen"),
        ("[Berlin|LOC], 3. Mai. Die [Linke|ORG] ist gegen Soldaten in [Afghanistan|LOC].", "Die Linke"),
        ("[Wien|LOC]. Die [Grünen|ORG] und die [FPÖ|ORG] reisten nach [Berlin|LOC].", "Grüne (Österreich)"),
        ("Die [Grünen|ORG] im [Bundestag|ORG] über [Wien|LOC], [Graz|LOC] und [Linz|LOC]", "Bündnis 90/Die Grünen"),
        ("Die österreichischen [Grünen|ORG] in [Berlin|LOC]", "Grüne (Österreich)"),
        ("Die [Grünen|ORG] in [Luxemburg|LOC]", "Grüne (Luxemburg)"),
        ("Die [Grünen|ORG] sind dagegen.", "Grüne"),
        ("[Zürich|LOC]. Die [FDP|ORG] im Schweizer Parlament", "FDP (Schweiz)"),
        ("Die [FDP|ORG] sprach in [Paris|LOC] mit französischen Ministern.", "FDP"),
        ("Die norwegische [Arbeiterpartei|ORG]", "Arbeiterpartei (Norwegen)"),
        ("Das [Innenministerium|ORG] der [Ukraine|LOC]", "Innenministerium (Ukraine)"),
        ("Des [Innenministeriums|ORG] in [Kiew|LOC]", "Innenministerium (Ukraine)"),
        ("In [Washington|LOC] tagt die [Demokratische Partei|ORG].", "Demokratische Partei (Vereinigte Staaten)"),
        ("Der [Nationalrat|LOC] in [Wien|LOC]", "Nationalrat (Österreich)"),
        ("Der [Nationalrat|ORG] tagt.", "Nationalrat"),
        ("Das [Bundesministerium|ORG] in [Wien|LOC]", "Bundesministerium"),
    ],
)
def test_a_shared_name_belongs_to_the_country_of_the_article(marked, name):
    """A name of several countries is that of the country in the text; without one it stays itself."""
    assert linked(marked)[0][0] == name


def test_the_rule_tells_how_the_country_was_found():
    """The rule is `known` for a shipped organisation, `context` for another country and `ambiguous` without one."""
    texts = ["Die [Grünen|ORG] im [Bundestag|ORG]", "Die [Grünen|ORG] in [Wien|LOC]", "Die [Grünen|ORG]"]

    assert [linked(text)[0][1] for text in texts] == ["known", "context", "ambiguous"]


def test_shared_names_of_different_countries_stay_apart_in_the_corpus():
    """No rule for a corpus joins a shared name to that of another country, or to one without a country."""
    names = ("Bündnis 90/Die Grünen", "Grüne", "Grüne (Österreich)", "Innenministerium (Ukraine)", "Innenministerium")
    frame = pd.DataFrame([(name, "ORG", 5, 3) for name in names], columns=["name", "label", "mentions", "articles"])

    assert link_corpus(frame)["entity_id"].nunique() == len(names)
