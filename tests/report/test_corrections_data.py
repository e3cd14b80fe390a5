"""What the page gets for corrections: lines in use, names behind entities, suspicious merges."""

from typing import Any

import pandas as pd

from pipeline.report.corrections import corrections_data

ROWS = [
    ("PER:merkel", "Merkel", "surname", "Angela Merkel"),
    ("PER:merkel", "Merkel", "surname", "Merkel"),
    ("PER:merkel", "Frau Merkel", "exact", "Merkel"),
    ("PER:merkel", "Angela Merkel", "exact", "Angela Merkel"),
    ("ORG:ezb", "EZB", "acronym", "Europäische Zentralbank (EZB)"),
    ("PER:braun", "Braun", "exact", "Braun"),
    ("LOC:braun", "Braun", "exact", "Braun"),
    ("ORG:ovks", "CSTO", "alias", "CSTO"),
    (None, "Foto", "dropped", "Foto"),
]
NAMES = {
    "PER:merkel": "Angela Merkel",
    "ORG:ezb": "Europäische Zentralbank",
    "PER:braun": "Braun",
    "LOC:braun": "Braun",
    "ORG:ovks": "OVKS",
    "LOC:usa": "USA",
}


def found(info: dict[str, Any] | None = None, *, carried: int = len(NAMES)) -> dict[str, Any]:
    """The data of these mentions, for a page that carries the first entities."""
    mentions = pd.DataFrame(ROWS, columns=["entity_id", "text", "rule", "name"])
    entities = pd.DataFrame(
        [(key, name, key[:3]) for key, name in NAMES.items()], columns=["entity_id", "name", "label"]
    )
    return corrections_data(entities.head(carried), mentions, entities, info or {})


def test_entities_are_addressed_by_names_from_the_articles() -> None:
    """The address comes first: the name shown if an article uses it, else the most frequent one."""
    assert found()["names"] == {0: ["Angela Merkel", "Merkel"], 4: ["CSTO"]}


def test_names_of_several_forms_and_entities_are_marked() -> None:
    """Wide are names that articles use for other forms, homonyms those of two entities; listed are well-known ones."""
    assert found()["wide"] == {0: ["Merkel"]}
    assert found()["homonyms"] == [2, 3]
    assert found(carried=3)["homonyms"] == [2]
    assert 5 in found()["listed"]
    assert 0 not in found()["listed"]


def test_merges_come_with_their_suspicion() -> None:
    """The order is that of `pressenetz merges`."""
    assert found()["suspicious"] == [[0, 0.1], [1, 0.1]]
    assert found()["risks"]["surname"] == 0.1


def test_lines_in_use_are_those_of_the_run() -> None:
    """A run without an alias file has none; if an earlier version did not note them, they are not known."""
    line = ["drop", "Foto", "", "", "", ""]
    assert found({"aliases": [line]})["lines"] == [line]
    assert found({"settings": {"aliases": None}})["lines"] == []
    assert found({"settings": {"aliases": "a.csv"}})["lines"] is None
    assert found({"aliases": [["drop", "x" * 1000, "", "", "", ""]] * 1000})["lines"] is None
