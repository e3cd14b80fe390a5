"""The ids of entities in the tables of mentions and numbers."""

from pathlib import Path
from typing import Any

from pipeline.parquet import read_table, to_table, write_table
from pipeline.running.stages import link
from pipeline.schema import SCHEMAS


def test_numbers_get_the_ids_of_subject_and_source(tmp_path: Path) -> None:
    """A number gets the id of the entity that it is about and that of its source, each joined like mentions."""
    place: dict[str, Any] = {"article_id": "a.txt", "paragraph": 0, "sentence": 0, "start": 0, "end": 4}
    names = [("Kabul", "LOC"), ("Kabuls", "LOC"), ("Reuters", "ORG")]
    mentions = [
        {**place, "text": name, "label": label, "name": name, "name_label": label, "rule": "exact"}
        for name, label in names
    ]
    number = {**place, "kind": "cardinal", "value": 20.0}
    numbers = [
        {**number, "about": "Kabuls", "about_label": "LOC", "attributed_to": "Reuters", "attributed_to_label": "ORG"},
        {**number, "attributed_to": "Kabul", "attributed_to_label": "LOC"},
        {**number, "about": "Kabul", "about_label": "LOC"},
    ]
    for name, rows in (("mentions", mentions), ("numbers", numbers)):
        write_table(to_table(rows, SCHEMAS[name]), tmp_path / f"{name}.parquet")

    link(tmp_path, None)

    found = read_table(tmp_path, "numbers")[["entity_id", "attributed_to_id"]].astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["LOC:kabul", "ORG:reuters"],
        [None, "LOC:kabul"],
        ["LOC:kabul", None],
    ]
