"""A replication folder holds the network, and nothing of the texts."""

import csv
import doctest
import hashlib
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from pipeline import Settings, open_run, publish, run
from pipeline.errors import OutputError, SettingsError
from pipeline.replication import OPTIONAL, edge_id
from pipeline.replication.data_package import read_shared, write_csv
from pipeline.replication.shared_tables import shared_schema
from pipeline.schema import SCHEMAS
from tests.helpers import run_folders

ROOT = Path(__file__).parents[2]
FILES = {
    *(f"{name}.csv" for name in SCHEMAS if name != "failures"),
    *("network.graphml", "network.gexf", "run.json", "datapackage.json", "README.md"),
}
CASTS = {
    "integer": int,
    "number": float,
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="session")
def published(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo run as a replication folder."""
    return publish(demo, tmp_path_factory.mktemp("published") / "demo")


def table(folder: Path, name: str) -> pd.DataFrame:
    """A table of a folder without optional columns."""
    return read_shared(folder, name, shared_schema(name).names)


def sequences(text: str, *, size: int = 6) -> Iterator[tuple[str, ...]]:
    """All sequences of some words."""
    words = re.findall(r"\w+", text)
    return zip(*(words[shift:] for shift in range(size)), strict=False)


def of_articles(demo: Path) -> set[tuple[str, ...]]:
    """Sequences of six words of the articles, except those that are part of a name."""
    result = open_run(demo)
    names = pd.concat([result.mentions["text"], result.entities["name"]])
    exempt = {part for name in names for part in sequences(name)}
    return {part for text in result.sentences["text"] for part in sequences(text)} - exempt


@pytest.mark.parametrize("include", [(), ("keywords", "noun")])
def test_no_file_holds_a_sequence_of_six_words(demo: Path, tmp_path: Path, include: tuple[str, ...]) -> None:
    """No file holds six words in a row of any article, except within a name."""
    wanted = of_articles(demo)
    folder = publish(demo, tmp_path / "folder", include=include)
    found = {file.name: wanted & set(sequences(file.read_text(encoding="utf-8"))) for file in folder.iterdir()}

    assert len(wanted) > 3000
    assert found.keys() == FILES
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_no_file_names_an_article(demo: Path, published: Path) -> None:
    """No title, author, address or file name is in a folder unless it was asked for; "npa" is part of a word."""
    articles = open_run(demo).articles
    texts = [file.read_text(encoding="utf-8") for file in published.iterdir()]
    columns = ("article_id", "path", "title", "author", "url")
    names = {value for column in columns for value in articles[column].dropna()} - {"npa"}

    assert len(names) > 40
    assert [name for name in names if any(name in text for text in texts)] == []


def test_optional_parts_are_there_on_request(demo: Path, tmp_path: Path) -> None:
    """Each part that can be asked for is a column of the folder then, and only then."""
    folder = publish(demo, tmp_path / "folder", include=OPTIONAL)
    columns = {name for file in folder.glob("*.csv") for name in pd.read_csv(file, nrows=0).columns}

    assert set(OPTIONAL) <= columns
    assert pd.read_csv(folder / "articles.csv")["title"].notna().any()
    assert json.loads((folder / "run.json").read_text(encoding="utf-8"))["include"] == list(OPTIONAL)


def test_every_file_and_part_is_documented(published: Path) -> None:
    """The page on publishing and the README in the folder name every file, and the page every part to ask for."""
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    inside = (published / "README.md").read_text(encoding="utf-8")

    assert [name for name in FILES if f"`{name}`" not in page] == []
    assert [name for name in FILES - {"README.md"} if f"`{name}`" not in inside] == []
    assert [name for name in (*OPTIONAL, "gazetteer") if f"`{name}`" not in page or f"`{name}`" not in inside] == []


def test_the_data_sheet_describes_the_tables(published: Path) -> None:
    """Every column has a meaning, every cell the type of its column, every key its row; and digests are right."""
    sheet = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    tables = {each["name"]: each for each in sheet["resources"] if each.get("type") == "table"}
    cells: dict[str, dict[str, list[object]]] = {}
    for name, resource in tables.items():
        with (published / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == resource["rows"]
        cells[name] = {}
        for field in resource["schema"]["fields"]:
            assert field["description"]
            column = [row[field["name"]] for row in rows]
            cells[name][field["name"]] = [CASTS[field["type"]](cell) if cell else None for cell in column]
            if field.get("constraints", {}).get("required"):
                assert all(column)

    for name, resource in tables.items():
        for key in resource["schema"].get("foreignKeys", []):
            (column,), to = key["fields"], key["reference"]
            known = set(cells[to["resource"] or name][to["fields"][0]])
            assert set(cells[name][column]) - {None} <= known
        for column in resource["schema"].get("primaryKey", []):
            assert len(set(cells[name][column])) == len(cells[name][column])
    digests = {each["path"]: each["hash"] for each in sheet["resources"]}
    files = {file.name: file for file in published.iterdir() if file.name != "datapackage.json"}
    assert digests == {name: f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}" for name, file in files.items()}


def test_tables_are_those_of_the_run(demo: Path, published: Path) -> None:
    """Counts and measures are those of the run, and offsets lead to the names in the texts."""
    result = open_run(demo)
    edges = table(published, "edges").sort_values(["source", "target"], ignore_index=True)
    mentions = table(published, "mentions").merge(table(published, "articles"), on="article")
    own = result.mentions.merge(result.articles, on="article_id")[["digest", "start", "end", "entity_id"]]

    assert edges["npmi"].tolist() == result.edges["npmi"].tolist()
    assert edges["first_date"].tolist() == result.edges["first_date"].tolist()
    assert set(own.itertuples(index=False, name=None)) == set(
        mentions[["digest", "start", "end", "entity_id"]].itertuples(index=False, name=None)
    )


def test_edges_can_be_cited(demo: Path, published: Path) -> None:
    """The id of an edge follows from the ids of its entities, in any order, and is in tables and graph files."""
    source, target = open_run(demo).edges[["source", "target"]].iloc[0]
    expected = "e-" + hashlib.sha256(f"{source}\n{target}".encode()).hexdigest()[:16]
    graph = nx.read_graphml(published / "network.graphml")

    assert edge_id(source, target) == edge_id(target, source) == expected
    assert expected in set(table(published, "edges")["edge_id"])
    assert graph.edges[source, target]["edge_id"] == expected


def test_graph_files_of_large_networks_hold_the_strongest_edges(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graph files have as many edges as those of a run, and the table has all."""
    monkeypatch.setattr("pipeline.replication.folder.MAX_GRAPH_EDGES", 7)
    folder = publish(demo, tmp_path / "folder")

    assert nx.read_graphml(folder / "network.graphml").number_of_edges() == 7
    assert len(table(folder, "edges")) == len(open_run(demo).edges)


def test_the_same_run_gives_the_same_folder(demo: Path, published: Path, tmp_path: Path) -> None:
    """Publishing twice gives the same bytes."""
    again = publish(demo, tmp_path / "again")

    assert {file.name: file.read_bytes() for file in again.iterdir()} == {
        file.name: file.read_bytes() for file in published.iterdir()
    }


def test_names_as_long_as_sentences_are_withheld(tmp_path: Path, tiny_model: str) -> None:
    """A name of more than eight words, and the id made of it, are in no table and no graph file."""
    long = "Eins Zwei Drei Vier Fünf Sechs Sieben Acht Neun"
    (tmp_path / "aliases.csv").write_text(f"action,name,label,target\nrename,CSTO,ORG,{long}\n", encoding="utf-8")
    corpus = run_folders.write(tmp_path / "corpus", run_folders.ARTICLES)
    settings = Settings(model=tiny_model, aliases=str(tmp_path / "aliases.csv"))
    result = run(corpus, tmp_path / "out", settings=settings)
    folder = publish(tmp_path / "out", tmp_path / "folder")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name != "aliases.csv"]

    assert long in set(result.entities["name"])
    assert not any("Sieben" in text or "sieben" in text for text in texts)
    assert len(table(folder, "entities")) == len(result.entities)
    assert set(table(folder, "edges")["target"]) <= set(table(folder, "entities")["entity_id"])


def test_cells_survive(tmp_path: Path) -> None:
    """Text that looks missing, like a formula or like two cells is read back; a formula is marked as text."""
    names = ["=1+1", "NA", "", 'a,"b"', "null", None, "a\rb", "a\nb", "x\0y"]
    frame = pd.DataFrame({name: ["x"] * len(names) for name in SCHEMAS["entities"].names}).assign(name=names)
    numbers = {field.name: 0.1 + 0.2 for field in SCHEMAS["entities"] if str(field.type) == "double"}
    whole = {field.name: 3 for field in SCHEMAS["entities"] if str(field.type) == "int64"}
    write_csv(frame.assign(**numbers, **whole), tmp_path / "entities.csv")
    read = table(tmp_path, "entities")

    assert [None if pd.isna(name) else name for name in read["name"]] == [
        *("'=1+1", "NA", None, 'a,"b"', "null", None),
        *("a b", "a\nb", "x\0y"),
    ]
    assert read["pagerank"].tolist() == [0.1 + 0.2] * len(names)


def test_what_cannot_be_published_is_refused(demo: Path, published: Path, tmp_path: Path) -> None:
    """A folder that holds something, a part that does not exist and a folder without a run are refused in one line."""
    with pytest.raises(OutputError, match="not an empty folder"):
        publish(demo, published)
    with pytest.raises(SettingsError, match="unknown part to include 'titles'; did you mean 'title'"):
        publish(demo, tmp_path / "new", include=["titles"])
    with pytest.raises(OutputError, match="no such folder"):
        publish(tmp_path / "nothing", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_examples_run(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples in docstrings and in docs/publishing.md give what they show."""
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(demo)
    monkeypatch.chdir(tmp_path)
    modules = [importlib.import_module(f"pipeline.replication.{name}") for name in ("folder", "shared_tables")]
    ran = [doctest.testmod(module) for module in modules]
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8").replace("```\n", "\n")
    ran.append(doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(page, {}, "page", None, 0)))

    assert [(failed, tried > 0) for failed, tried in ran] == [(0, True)] * 3
