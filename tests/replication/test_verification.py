"""Another copy of the texts proves that a published network is right, or shows what differs."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline import Settings, publish, run, verify
from pipeline.cli.main import main
from pipeline.errors import ModelError, OutputError, SettingsError
from pipeline.replication.shared_tables import KEYS
from tests.helpers import run_folders

ARTICLES = run_folders.ARTICLES
TABLES = list(KEYS)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus."""
    return run_folders.write(tmp_path / "corpus", ARTICLES)


@pytest.fixture
def folder(corpus: Path, tmp_path: Path, tiny_model: str) -> Path:
    """Its run with a small model, published."""
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
    return publish(tmp_path / "out", tmp_path / "folder")


def test_the_same_texts_give_the_same_network(folder: Path, corpus: Path, tiny_model: str) -> None:
    """All tables are the same, also with the files renamed; nothing is left behind."""
    (corpus / "2022-01-02_a.txt").rename(corpus / "2022-01-02_anders.txt")
    found = verify(folder, corpus, model=tiny_model)

    assert found.same
    assert (found.shared, found.missing, found.extra, found.changed, found.reasons) == (4, [], [], [], [])
    assert [table.table for table in found.tables] == TABLES
    assert all(table.same for table in found.tables if table.table not in ("roles", "exclusions"))


def test_other_texts_are_listed(folder: Path, corpus: Path, tiny_model: str) -> None:
    """A missing, an added and a changed article are told apart, and the tables that follow from them differ."""
    (corpus / "2022-01-07_c.txt").unlink()
    (corpus / "2022-02-01_d.txt").write_text("Die CSTO zog aus Almaty ab.", encoding="utf-8")
    (corpus / "2022-03-01_e.txt").write_text("Gazprom liefert nach Russland.", encoding="utf-8")
    found = verify(folder, corpus, model=tiny_model)
    tables = {table.table: table for table in found.tables}

    assert not found.same
    assert found.shared == 2
    assert [text.startswith("2022-01-07") for text in found.missing] == [True]
    assert found.extra == ["2022-03-01_e.txt"]
    assert [(there.split(",")[0], here) for there, here in found.changed] == [("2022-02-01", "2022-02-01_d.txt")]
    assert not tables["mentions"].missing
    assert not tables["mentions"].extra
    assert tables["edges"].extra >= 1
    assert "the articles are not the same" in found.reasons[0]


def test_other_dates_are_a_reason(folder: Path, corpus: Path, tiny_model: str) -> None:
    """Where the file names give other dates, the report says so."""
    (corpus / "2022-01-02_a.txt").rename(corpus / "2022-04-02_a.txt")
    found = verify(folder, corpus, model=tiny_model)

    assert not found.same
    assert found.shared == 4
    assert any("differ in date" in reason for reason in found.reasons)


def test_another_model_is_a_reason(folder: Path, corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A run with a model that is not installed is refused; with another model, differences are explained by it."""
    with pytest.raises(ModelError, match=r"used the model de_\w+ .* is not installed here"):
        verify(folder, corpus)
    other = tmp_path / "other"
    shutil.copytree(tiny_model, other)
    patterns = other / "entity_ruler" / "patterns.jsonl"
    lines = [line for line in patterns.read_text("utf-8").splitlines() if "CSTO" not in line]
    patterns.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = verify(folder, corpus, model=str(other))

    assert not found.same
    assert any("has other files here" in reason for reason in found.reasons)


def test_decisions_and_lists_of_names_travel(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Aliases are in the folder; a gazetteer only on request, and without it the verifier must give the same one."""
    (tmp_path / "a.csv").write_text("action,name,label,target\nmerge,CSTO,ORG,Gazprom\n", encoding="utf-8")
    (tmp_path / "g.csv").write_text("name,label\nSoldaten,MISC\n", encoding="utf-8")
    settings = Settings(model=tiny_model, aliases=str(tmp_path / "a.csv"), gazetteer=str(tmp_path / "g.csv"))
    run(corpus, tmp_path / "out", settings=settings)
    with_list = publish(tmp_path / "out", tmp_path / "with", include=["gazetteer"])
    without = publish(tmp_path / "out", tmp_path / "without")

    assert verify(with_list, corpus, model=tiny_model).same
    assert verify(without, corpus, model=tiny_model, gazetteer=tmp_path / "g.csv").same
    assert not (without / "gazetteer.csv").exists()
    with pytest.raises(SettingsError, match="a gazetteer that is not in the folder"):
        verify(without, corpus, model=tiny_model)
    (tmp_path / "h.csv").write_text("name,label\nEuro,MISC\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="not the gazetteer that the run used"):
        verify(without, corpus, model=tiny_model, gazetteer=tmp_path / "h.csv")


def test_lines_for_certain_articles_name_them(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """An alias line for one article is published only together with the ids of articles, and notes never."""
    lines = "action,name,label,target,article,note\nrename,CSTO,ORG,OVKS,2022-01-05_b.txt,laut Anruf bei Abish\n"
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, aliases=str(tmp_path / "a.csv")))
    with pytest.raises(SettingsError, match=r"lines for certain articles \(1\), .* --include article_id"):
        publish(tmp_path / "out", tmp_path / "refused")
    folder = publish(tmp_path / "out", tmp_path / "folder", include=["article_id"])

    assert not (tmp_path / "refused").exists()
    assert "2022-01-05_b.txt" in (folder / "aliases.csv").read_text("utf-8")
    assert "Anruf" not in (folder / "aliases.csv").read_text("utf-8")
    assert verify(folder, corpus, model=tiny_model).same


def test_a_forged_value_is_found(folder: Path, corpus: Path, tiny_model: str) -> None:
    """A weight that was altered in the folder differs from that of the repeated run, and the file is named."""
    edges = folder / "edges.csv"
    header, first, *rest = edges.read_text("utf-8").splitlines()
    cells = first.split(",")
    cells[header.split(",").index("weight")] = "99.0"
    edges.write_text("\n".join([header, ",".join(cells), *rest]) + "\n", encoding="utf-8")
    found = verify(folder, corpus, model=tiny_model)

    assert [(table.table, table.changed) for table in found.tables if table] == [("edges", {"weight": 1})]
    assert found.reasons[0] == "edges.csv is not as it was published"


def test_folders_of_other_versions_are_compared_as_far_as_they_go(folder: Path, corpus: Path, tiny_model: str) -> None:
    """A table or column that a folder lacks is not compared, nor is one that this version does not know."""
    sheet = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (roles,) = (each for each in sheet["resources"] if each["name"] == "roles")
    (edges,) = (each for each in sheet["resources"] if each["name"] == "edges")
    roles["name"] = "quotes"
    edges["schema"]["fields"] = [each for each in edges["schema"]["fields"] if each["name"] != "stated"]
    (folder / "datapackage.json").write_text(json.dumps(sheet), encoding="utf-8")
    found = verify(folder, corpus, model=tiny_model)

    assert found.same
    assert [table.table for table in found.tables] == [name for name in TABLES if name != "roles"]
    assert len(found.reasons) == 1
    assert "does not know it: quotes.entity_id" in found.reasons[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.json", "[]"),
        ("run.json", "{}"),
        ("run.json", "{"),
        ("datapackage.json", "{}"),
        ("edges.csv", "a,b\n1,2\n"),
    ],
)
def test_a_broken_folder_is_refused(folder: Path, corpus: Path, tiny_model: str, name: str, content: str) -> None:
    """A folder of which a file is damaged is refused in one line."""
    (folder / name).write_text(content, encoding="utf-8")

    with pytest.raises(OutputError, match=name):
        verify(folder, corpus, model=tiny_model)


def test_a_name_that_is_a_path_is_not_loaded(folder: Path, corpus: Path, tiny_model: str) -> None:
    """A folder cannot make the verifier load a model from a path that it names."""
    facts = json.loads((folder / "run.json").read_text("utf-8"))
    facts["model"]["name"] = tiny_model
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")

    with pytest.raises(ModelError, match="is not installed here"):
        verify(folder, corpus)


def test_a_folder_cannot_send_texts_away(folder: Path, corpus: Path, tiny_model: str) -> None:
    """A folder that names a scheduler, or follows links out of the corpus, is refused."""
    text = (folder / "run.json").read_text("utf-8")
    for name, value in (("scheduler", "tcp://elsewhere:8786"), ("follow_links", True)):
        facts = json.loads(text)
        facts["settings"][name] = value
        (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
        with pytest.raises(SettingsError, match=f"unknown setting '{name}'"):
            verify(folder, corpus, model=tiny_model)


def test_the_command_reports_and_sets_its_exit_code(
    folder: Path, corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`verify` exits with 0 if all is the same, and with 1 and a list of what differs if not."""
    command = ["verify", str(folder), str(corpus), "--model", tiny_model, "--workers", "0", "--quiet"]
    same = main(command), capsys.readouterr().out
    (corpus / "2022-01-07_c.txt").unlink()
    different = main(command), capsys.readouterr().out
    published = main(["publish", str(tmp_path / "out"), str(tmp_path / "more"), "--include", "title"])

    assert same[0] == 0
    assert same[1].startswith("Same: the texts in")
    assert "Compared: 4 articles, " in same[1]
    assert different[0] == 1
    assert "Articles: 3 the same, 1 missing, 0 extra, 0 with another text" in different[1]
    assert "  missing   2022-01-07" in different[1]
    assert published == 0
    assert (tmp_path / "more" / "README.md").is_file()
