"""The entities for OpenRefine: what each row says, and the file that comes back."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from pipeline.cli.main import main
from pipeline.names import AuthorityList, match_authorities
from pipeline.results import open_run
from pipeline.results.reconcile import COLUMNS
from tests.helpers.handmade import HOSTILE_NAMES, NAMES, SOURCES, hostile_sources, make_tables, write_run


def printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    """The rows that `pressenetz reconcile` prints."""
    assert main(["reconcile", str(folder)]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))


def test_each_row_says_what_helps_to_find_the_entity(tmp_path: Path) -> None:
    """Classes of Wikidata and GND, other names, coordinates, a sentence and the id so far; most frequent first."""
    tables = make_tables(SOURCES, NAMES)
    entities = tables["entities"].set_index("entity_id")
    entities.loc["PER:toqajew", ["authority_id", "authority_url"]] = "Q471", "https://www.wikidata.org/wiki/Q471"
    entities.loc["LOC:almaty", "authority_candidates"] = "Q1 (Almaty) | Q2 (Almaty)"
    tables["mentions"]["rule"] = tables["mentions"]["rule"].replace("model", "exact")
    tables["mentions"].loc[tables["mentions"]["text"] == "CSTO", "text"] = "OVKS"
    table = open_run(write_run(tmp_path / "run", {**tables, "entities": entities.reset_index()})).reconcile()

    assert list(table.columns) == COLUMNS
    assert table["mentions"].is_monotonic_decreasing
    assert len(table) == len(tables["entities"])
    rows = table.set_index("entity_id").astype(object).where(table.set_index("entity_id").notna(), None)
    classes = rows.loc[["PER:toqajew", "LOC:almaty", "ORG:csto"], ["wikidata_class", "gnd_class"]]
    assert classes.to_numpy().tolist() == [
        ["Q5", "DifferentiatedPerson"],
        ["Q17334923", "PlaceOrGeographicName"],
        ["Q43229", "CorporateBody"],
    ]
    assert rows.loc["ORG:csto", "other_names"] == "OVKS"
    assert rows.loc["PER:toqajew", "other_names"] is None  # a surname and a genitive are no names of their own
    assert rows.loc["LOC:almaty", "coordinates"] == "43.25,76.91"
    assert rows.loc["LOC:almaty", "geonames_id"] == 1526384
    assert rows.loc["PER:toqajew", "coordinates"] is None
    assert rows.loc["LOC:armenien", "country"] == "AM"
    assert rows.loc["PER:toqajew", "sentence"] == "Qassym-Schomart Toqajew ist Präsident von Kasachstan."
    assert rows.loc["PER:toqajew", "authority_id"] == "Q471"
    assert rows.loc["LOC:almaty", "authority_candidates"] == "Q1 (Almaty) | Q2 (Almaty)"


def test_a_long_sentence_is_cut_around_the_name(tmp_path: Path) -> None:
    """The example has at most 300 characters and holds the name."""
    source = SOURCES[3]._replace(text=f"{'vorher ' * 100}[Russland|LOC:russland|exact] {'nachher ' * 100}")
    (text,) = open_run(write_run(tmp_path / "run", make_tables([source], NAMES))).reconcile()["sentence"].dropna()

    assert len(text) <= 302
    assert "Russland" in text
    assert text.startswith("…")
    assert text.endswith("…")


def test_the_csv_runs_no_formulas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names and sentences that a spreadsheet would run get an apostrophe; southern coordinates stay as they are."""
    tables = make_tables(hostile_sources(), HOSTILE_NAMES)
    tables["entities"] = tables["entities"].assign(latitude=-33.9, longitude=-70.5)
    rows = printed(write_run(tmp_path / "run", tables), capsys)

    assert {"'=1+1", "'+1", "'-1", "'@SUM(A1)"} <= {row["name"] for row in rows}
    for row in rows:
        assert row.pop("coordinates") == "-33.9,-70.5"
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_the_file_that_comes_back_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """OpenRefine writes the matched name over ours and adds the ids in a column; entities are found by their own id."""
    tables = make_tables([*SOURCES, *hostile_sources()], NAMES | HOSTILE_NAMES)
    rows = printed(write_run(tmp_path / "run", tables), capsys)
    ids = {row["entity_id"]: f"Q{number + 1}" for number, row in enumerate(rows)}
    back = [{**row, "name": f"Matched {row['name']}", "id": ids[row["entity_id"]]} for row in rows]
    unmatched = back.pop()
    back.append({**unmatched, "id": ""})
    path = tmp_path / "entities.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, back[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(back)
    found = match_authorities(tables["entities"], tables["mentions"][:0], [AuthorityList(path)])

    got = dict(zip(tables["entities"]["entity_id"], found["authority_id"], strict=True))
    assert pd.isna(got.pop(unmatched["entity_id"]))
    assert got == {key: number for key, number in ids.items() if key != unmatched["entity_id"]}
