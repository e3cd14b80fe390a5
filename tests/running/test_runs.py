"""Whole runs: the results are the same however they were reached, and nothing is lost."""

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
from spacy.language import Language

from pipeline import Settings, forget, open_run, rebuild, run
from pipeline.checkpoints import STORE
from pipeline.errors import (
    AliasError,
    AuthorityError,
    CorpusError,
    ModelError,
    OutputError,
    SettingsError,
    UnknownNameError,
)
from pipeline.nlp import rows
from pipeline.reading import articles
from pipeline.running import ingest as reading
from pipeline.running.progress import LOG, Progress
from pipeline.schema import SCHEMAS
from tests.helpers.run_folders import ARTICLES, FILES, digests, write


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with four articles."""
    return write(tmp_path / "corpus", ARTICLES)


def test_every_file_of_the_contract_is_there(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A run writes every table with its columns, the graph files, the report and run.json, and no staging folder."""
    output = tmp_path / "out"
    result = run(corpus, output, settings=Settings(model=tiny_model))

    assert {path.name for path in output.iterdir()} == {*FILES, "report.html", "run.json", LOG, STORE}
    assert all(pq.read_schema(output / f"{name}.parquet").names == schema.names for name, schema in SCHEMAS.items())
    assert result.info["counts"]["articles"] == 4
    assert result.info["model"]["digest"]
    assert "PER:qassym-schomart-toqajew" in set(result.entities["entity_id"])


def test_the_graph_file_is_the_edge_table(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """GraphML read by NetworkX has the entities as nodes and the pairs as edges."""
    result = run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
    graph = nx.read_graphml(tmp_path / "out" / "graph.graphml")

    assert set(graph.nodes) == set(result.entities["entity_id"])
    assert {tuple(sorted(edge)) for edge in graph.edges} == set(
        zip(result.edges["source"], result.edges["target"], strict=True)
    )


@pytest.mark.parametrize("changes", [{"workers": 1}, {"workers": 2, "batch_characters": 50}, {"batch_characters": 1}])
def test_results_do_not_depend_on_workers_and_batches(
    corpus: Path, tmp_path: Path, tiny_model: str, changes: dict[str, int]
) -> None:
    """Tables and graph files are byte-identical for any number of workers and size of batches."""
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))
    run(corpus, tmp_path / "two", settings=Settings(model=tiny_model, **changes))  # type: ignore[arg-type]

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_results_do_not_depend_on_the_order_of_files(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A corpus whose files were created in another order gives the same bytes."""
    names = list(ARTICLES)
    random.Random(1).shuffle(names)
    other = write(tmp_path / "other", {name: ARTICLES[name] for name in names})
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))
    run(other, tmp_path / "two", settings=Settings(model=tiny_model))

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_results_do_not_depend_on_the_hash_seed(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Two processes with different hash seeds write the same bytes."""
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "pipeline", "run", corpus, "--output", tmp_path / seed, "--model", tiny_model]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parents[2], capture_output=True)

    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_a_run_without_new_articles_changes_no_file(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A second run over the same folder changes no file, and reports that."""
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))
    before = {path.name: path.stat().st_mtime_ns for path in output.iterdir() if path.name not in (STORE, LOG)}
    notes: list[Progress] = []
    run(corpus, output, settings=Settings(model=tiny_model), progress=notes.append)

    assert {path.name: path.stat().st_mtime_ns for path in output.iterdir() if path.name not in (STORE, LOG)} == before
    assert "nothing new" in notes[-1].note
    assert "nothing new" in (output / LOG).read_text(encoding="utf-8").splitlines()[-1]


def test_only_new_texts_are_analysed(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """After articles were added, changed and removed, only new texts are analysed; the results equal a fresh run."""
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))
    (corpus / "2022-01-02_a.txt").unlink()
    write(
        corpus, {"2022-01-05_b.txt": "Toqajew schwieg in Almaty.", "2022-03-01_e.txt": "Gazprom liefert an Armenien."}
    )
    steps: list[Progress] = []
    run(corpus, output, settings=Settings(model=tiny_model), progress=steps.append)
    run(corpus, tmp_path / "fresh", settings=Settings(model=tiny_model))

    assert max(step.analysed for step in steps) == 2
    assert digests(output) == digests(tmp_path / "fresh")


def test_relative_dates_follow_the_date_of_the_article(tmp_path: Path, tiny_model: str) -> None:
    """`am Dienstag` is resolved again when the article's date is corrected, without another analysis."""
    corpus, output, settings = tmp_path / "corpus", tmp_path / "out", Settings(model=tiny_model)
    text = "Am Dienstag traf Toqajew in Almaty ein. Am 2. Januar waren es 3000 Soldaten. Kasachstan gewann 3:1."

    def found(date: str | None) -> dict[str, tuple[str | None, bool]]:
        write(corpus, {"article.json": json.dumps({"title": "Almaty", "text": text, "date": date, "language": "de"})})
        numbers = run(corpus, output, settings=settings).numbers
        dates = numbers[numbers["kind"] == "date"].astype({"edtf": object})
        dates = dates.assign(edtf=dates["edtf"].where(dates["edtf"].notna(), None))
        return {row.text: (row.edtf, row.relative) for row in dates.itertuples()}

    assert found("2022-01-06") == {"Dienstag": ("2022-01-04", True), "2. Januar": ("2022-01-02", True)}
    first = analysed(output)
    assert found("2022-01-14") == {"Dienstag": ("2022-01-11", True), "2. Januar": ("2022-01-02", True)}
    assert found("2022-01") == found(None) == {"Dienstag": (None, True), "2. Januar": ("XXXX-01-02", True)}
    assert analysed(output) == first


def analysed(output: Path) -> list[tuple[str, bytes]]:
    """The analyses stored in the checkpoints of a run."""
    with sqlite3.connect(output / STORE) as database:
        return sorted(database.execute("SELECT key, payload FROM results"))


def test_scores_have_two_values_in_the_table(tmp_path: Path, tiny_model: str) -> None:
    """A score is a row with the kind `score`, its two values, and no date."""
    corpus = write(tmp_path / "corpus", {"2022-01-06_spiel.txt": "Spiel\n\nKasachstan gewann in Almaty 3:1."})
    (row,) = run(corpus, tmp_path / "out", settings=Settings(model=tiny_model)).numbers.itertuples()

    assert (row.kind, row.value, row.value_2, row.relative) == ("score", 3.0, 1.0, False)


def test_another_model_repeats_all_analyses(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """With another model everything is analysed again, and a note tells the user."""
    output = tmp_path / "out"
    shutil.copytree(tiny_model, tmp_path / "changed")
    meta = json.loads((tmp_path / "changed" / "meta.json").read_text(encoding="utf-8"))
    (tmp_path / "changed" / "meta.json").write_text(json.dumps(meta | {"version": "2"}), encoding="utf-8")
    run(corpus, output, settings=Settings(model=tiny_model))
    steps: list[Progress] = []
    run(corpus, output, settings=Settings(model=str(tmp_path / "changed")), progress=steps.append)

    assert any("changed" in step.note for step in steps)
    assert max(step.analysed for step in steps) == 4


def test_a_killed_run_continues(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A run that was killed at random moments and then finished gives the results of an undisturbed run."""
    options = ["--model", tiny_model, "--workers", "0", "--config", str(tmp_path / "small.toml")]
    (tmp_path / "small.toml").write_text("batch_characters = 1\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", str(corpus), "--output", str(tmp_path / "out"), *options]
    root = Path(__file__).parents[2]
    for moment in (1.2, 1.8, 2.2):
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    run(corpus, tmp_path / "fresh", settings=Settings(model=tiny_model))

    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_unchanged_files_are_not_read_again(
    corpus: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run opens only files that are new, changed or partly unreadable; its results equal a fresh run."""
    monkeypatch.setattr(reading, "JUST_NOW_NS", 0)
    opened: list[int] = []
    real = articles.decode
    monkeypatch.setattr(articles, "decode", lambda data: opened.append(len(data)) or real(data))
    write(
        corpus, {"leer.txt": " ", "2022-01-03_en.txt": "The president of the country said on Monday that it ends. " * 9}
    )
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
    first = len(opened)
    write(
        corpus, {"2022-01-05_b.txt": "Toqajew schwieg in Almaty.", "2022-03-01_e.txt": "Gazprom liefert an Armenien."}
    )
    opened.clear()
    steps: list[Progress] = []
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model), progress=steps.append)
    again = len(opened)
    run(corpus, tmp_path / "fresh", settings=Settings(model=tiny_model))

    assert (first, again) == (5, 2)
    assert (steps[-1].read, steps[-1].known, steps[-1].failed) == (6, 3, 1)
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_a_date_in_the_future_is_read_again(
    corpus: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with an article dated in the future is read again, because the date will become valid."""
    monkeypatch.setattr(reading, "JUST_NOW_NS", 0)
    write(corpus, {"2999-01-01_f.txt": "Toqajew schwieg in Almaty."})
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
    with sqlite3.connect(tmp_path / "out" / STORE) as store:
        known = {name for (name,) in store.execute("SELECT name FROM files")}
    store.close()

    assert known == set(ARTICLES)


def test_forgotten_articles_leave_no_trace(
    corpus: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`forget` gives the tables of a run without the article, and leaves its text in no file of the output."""
    monkeypatch.setattr(reading, "JUST_NOW_NS", 0)
    title = "Abish: Neffe festgenommen\n\n"
    write(corpus, {"2022-01-07_c.txt": title + ARTICLES["2022-01-07_c.txt"]})
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))
    forget(output, ["2022-01-07_c.txt"])
    (corpus / "2022-01-07_c.txt").unlink()
    run(corpus, tmp_path / "fresh", settings=Settings(model=tiny_model))

    assert digests(output) == digests(tmp_path / "fresh")
    assert not any(b"Abish" in path.read_bytes() for path in output.iterdir())


def test_forgetting_keeps_the_failures_of_others(
    corpus: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article whose analysis failed is still a row of `failures` after another one was forgotten."""
    real = rows.extract
    bad = "Hier bricht es ab."

    def extract(nlp: Language, text: str, **options: Any) -> dict[str, object]:
        if text == bad:
            raise ZeroDivisionError
        return real(nlp, text, **options)

    monkeypatch.setattr(rows, "extract", extract)
    write(corpus, {"2022-01-09_z.txt": bad})
    output = tmp_path / "out"
    before = run(corpus, output, settings=Settings(model=tiny_model)).failures
    forget(output, ["2022-01-07_c.txt"])

    assert before["stage"].tolist() == ["analysis"]
    assert open_run(output).failures.to_dict("records") == before.to_dict("records")


def test_forgetting_needs_the_checkpoints_of_the_tables(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Without the checkpoints that the tables were made from, `forget` refuses and changes nothing."""
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))
    before = digests(output)
    (output / STORE).unlink()

    with pytest.raises(OutputError, match="finish that run first"):
        forget(output, ["2022-01-07_c.txt"])
    assert digests(output) == before


@pytest.mark.parametrize(("first", "last"), [("2022-13-45", None), ("2023", "2022")])
def test_bounds_of_dates_are_checked_before_anything_is_done(
    corpus: Path, tmp_path: Path, tiny_model: str, first: str, last: str | None
) -> None:
    """A bound that is not a date, or two that leave no day, end a run before it creates its output folder."""
    with pytest.raises(SettingsError):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, date_from=first, date_to=last))
    assert not (tmp_path / "out").exists()


@pytest.mark.model
def test_unsure_mentions_stay_in_their_table_and_out_of_the_network(corpus: Path, tmp_path: Path) -> None:
    """`min_confidence` works in a rebuild without a model, and resetting it restores the first network."""
    output = tmp_path / "out"
    first = run(corpus, output, settings=Settings(model="accurate"))
    before = digests(output)
    sure = first.mentions["confidence"]
    limit = float(sure.median())

    strict = rebuild(output, settings=Settings(min_confidence=limit))
    assert sure.between(0, 1).all()
    assert len(strict.mentions) == len(first.mentions)
    assert (strict.mentions["entity_id"].isna() == (sure < limit)).all()
    assert strict.entities["mentions"].sum() == (sure >= limit).sum() < len(sure)
    assert set(strict.entities["entity_id"]) == set(strict.mentions["entity_id"].dropna())
    assert strict.settings.min_confidence == limit

    rebuild(output, settings=Settings(min_confidence=0))
    assert digests(output) == before


def test_mentions_without_a_confidence_are_in_every_network(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Mentions of a model without probabilities have a null confidence, and no threshold removes them."""
    output = tmp_path / "out"
    result = run(corpus, output, settings=Settings(model=tiny_model, min_confidence=1.0))

    assert result.mentions["confidence"].isna().all()
    assert result.mentions["entity_id"].notna().all()


def test_a_lost_report_is_written_again(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A run that finds nothing new still writes the report if it was deleted."""
    for _ in range(2):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
        (tmp_path / "out" / "report.html").unlink()
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))

    assert (tmp_path / "out" / "report.html").is_file()


def test_an_unknown_article_cannot_be_forgotten(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A typo in an article id changes nothing and gets a suggestion."""
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))

    with pytest.raises(UnknownNameError, match=r"did you mean '2022-01-07_c\.txt'"):
        forget(tmp_path / "out", ["2022-01-07_d.txt"])


def test_the_network_is_rebuilt_without_a_model(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """`rebuild` with another window gives the files of a run with that window."""
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))
    run(corpus, tmp_path / "two", settings=Settings(model=tiny_model, window="document"))
    rebuild(tmp_path / "one", settings=Settings(model=tiny_model, window="document"))

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_aliases_act_in_a_run_and_on_a_stored_one(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """The user's decisions, one of them for a single article, have the same effect in a run and in a rebuild."""
    aliases = tmp_path / "aliases.csv"
    aliases.write_text(
        "action,name,label,target,article\n"
        "merge,CSTO,ORG,OVKS,\n"
        "drop,Samat Abish,,,\n"
        "rename,Almaty,LOC,Gebiet Almaty,2022-01-07*\n",
        encoding="utf-8",
    )
    with_aliases = Settings(model=tiny_model, aliases=str(aliases))
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))
    rebuild(tmp_path / "one", settings=with_aliases)
    result = run(corpus, tmp_path / "two", settings=with_aliases)
    ids = set(result.entities["entity_id"])

    assert {"ORG:ovks", "LOC:almaty", "LOC:gebiet-almaty"} <= ids
    assert not {"ORG:csto", "PER:samat-abish"} & ids
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_authority_lists_act_in_a_run_and_on_a_stored_one(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Ids reach tables, graph files and `run.json`, alike in a run and a rebuild; a changed list is noticed."""
    path = tmp_path / "authority.csv"
    path.write_text("name,label,id\nAlmaty,LOC,Q35493\nCSTO,,Q1\nCSTO,,Q2\nNiemand,,\n", encoding="utf-8")
    listed = Settings(model=tiny_model, authority=(str(path),))
    run(corpus, tmp_path / "one", settings=Settings(model=tiny_model))
    assert "authority" not in (tmp_path / "one" / "graph.graphml").read_text("utf-8")
    rebuild(tmp_path / "one", settings=listed)
    result = run(corpus, tmp_path / "two", settings=listed)
    found = result.entities.set_index("entity_id")

    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert found["authority_id"].dropna().to_dict() == {"LOC:almaty": "Q35493"}
    assert found["authority_url"].dropna().tolist() == ["https://www.wikidata.org/wiki/Q35493"]
    assert found["authority_candidates"].dropna().to_dict() == {"ORG:csto": "Q1 (CSTO) | Q2 (CSTO)"}
    made = result.info["network"]["authority"]
    counts = [made[key] for key in ("lists", "rows", "without_id", "linked", "ambiguous")]
    assert counts == [[str(path)], [4], [1], 1, 1]
    assert made["digests"] == [hashlib.sha256(path.read_bytes()).hexdigest()]
    nodes = nx.read_graphml(tmp_path / "two" / "graph.graphml").nodes
    assert nodes["LOC:almaty"]["authority_id"] == "Q35493"
    assert nodes["ORG:csto"]["authority_candidates"] == "Q1 (CSTO) | Q2 (CSTO)"
    assert result.graph().nodes["LOC:almaty"]["authority_name"] == "Almaty"

    notes: list[str | None] = []
    run(corpus, tmp_path / "two", settings=listed, progress=lambda progress: notes.append(progress.note))
    assert any("nothing new" in (note or "") for note in notes)
    path.write_text("name,label,id\nAlmaty,LOC,Q35493\nCSTO,,Q1\n", encoding="utf-8")
    changed = run(corpus, tmp_path / "two", settings=listed).entities.set_index("entity_id")["authority_id"]
    assert changed.dropna().to_dict() == {"LOC:almaty": "Q35493", "ORG:csto": "Q1"}
    without = rebuild(tmp_path / "two", settings=listed.with_changes(authority=[""]))
    assert without.entities["authority_id"].isna().all()
    assert "authority" not in without.info["network"]


def test_copies_of_an_article_count_once(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """The same text in a second paper changes only the raw counts."""
    before = run(corpus, tmp_path / "one", settings=Settings(model=tiny_model)).edges
    write(corpus, {"2022-01-06_copy.txt": ARTICLES["2022-01-05_b.txt"]})
    result = run(corpus, tmp_path / "two", settings=Settings(model=tiny_model))

    assert result.articles.set_index("article_id")["duplicate_of"]["2022-01-06_copy.txt"] == "2022-01-05_b.txt"
    assert list(result.edges["sentences"]) == list(before["sentences"])
    assert result.edges["sentences_raw"].sum() > before["sentences_raw"].sum()


def test_other_languages_are_listed_and_not_analysed(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """An English article is a row of `articles` without sentences, unless any language is wanted."""
    english = "The president of the country said on Monday that the protests in Almaty would end very soon. " * 3
    write(corpus, {"en.txt": english})
    german = run(corpus, tmp_path / "one", settings=Settings(model=tiny_model)).articles.set_index("article_id")
    both = run(corpus, tmp_path / "two", settings=Settings(model=tiny_model, any_language=True)).articles

    assert (german["language"]["en.txt"], german["sentences"]["en.txt"]) == ("en", 0)
    assert both.set_index("article_id")["sentences"]["en.txt"] == 3


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_corpora_are_complete(tmp_path: Path, tiny_model: str, count: int) -> None:
    """Zero, one and two articles give valid files."""
    corpus = write(tmp_path / "corpus", dict(list(ARTICLES.items())[:count]))
    result = run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))

    assert len(result.articles) == count
    assert nx.read_graphml(tmp_path / "out" / "graph.graphml").number_of_nodes() == len(result.entities)


def test_a_simultaneous_run_is_refused(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """While one run writes to an output, another into the same is refused."""

    def again(progress: Progress) -> None:
        if progress.stage == "analyse":
            run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))

    with pytest.raises(OutputError, match="another run is writing"):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model), progress=again)


def test_refusals(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Invalid input is refused before anything is written."""
    with pytest.raises(CorpusError, match="no corpus at"):
        run(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(OutputError, match="inside the corpus"):
        run(corpus, corpus / "out", settings=Settings(model=tiny_model))
    with pytest.raises(ModelError, match="no spaCy model"):
        run(corpus, tmp_path / "out", settings=Settings(model="nope"))
    with pytest.raises(AliasError):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, aliases=str(tmp_path / "nope.csv")))
    bad = tmp_path / "bad.csv"
    bad.write_text("name,id\nAlmaty,1\n,2\n", encoding="utf-8")
    with pytest.raises(AuthorityError, match=r"bad\.csv, line 3: id '2' has no name"):
        run(corpus, tmp_path / "out", settings=Settings(model=tiny_model, authority=(str(bad),)))
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot create the output folder"):
        run(corpus, tmp_path / "file" / "out", settings=Settings(model=tiny_model))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("has_results", "room"), [(False, 60), (True, 60), (True, 300), (True, 600)])
def test_a_full_disk_is_one_line_and_loses_nothing(
    tmp_path: Path, tiny_model: str, has_results: bool, room: int
) -> None:
    """If the disk fills up at any stage, the run ends with one line, and the earlier results are unchanged."""
    disk = tmp_path / "disk"
    disk.mkdir()
    long = {f"{number}.txt": f"{text} {number}. " * 20 for number in range(40) for text in ARTICLES.values()}
    corpus = write(tmp_path / "corpus", dict(list(ARTICLES.items())[:1]))
    if has_results:
        run(corpus, tmp_path / "first", settings=Settings(model=tiny_model))
        room += sum(-(-path.stat().st_size // 4096) * 4 for path in (tmp_path / "first").iterdir())  # KiB in blocks
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        if has_results:
            shutil.copytree(tmp_path / "first", disk / "out")
        before = {path.name: path.read_bytes() for path in (disk / "out").glob("*.parquet")}
        write(corpus, long)
        with pytest.raises(OutputError, match=r"cannot (write|create) .*full"):
            run(corpus, disk / "out", settings=Settings(model=tiny_model))
        assert {path.name: path.read_bytes() for path in (disk / "out").glob("*.parquet")} == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_run_can_be_opened(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """`open_run` returns the same result as `run`."""
    result = run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))

    assert open_run(tmp_path / "out").edges.equals(result.edges)


def test_a_span_of_time_makes_its_own_network(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """With a first and a last date, only articles in between count, and all articles stay in the tables."""
    settings = Settings(model=tiny_model, date_from="2022-01-03", date_to="2022-01-31")
    result = run(corpus, tmp_path / "out", settings=settings)
    counts = result.entities.set_index("entity_id")["articles"]

    assert counts["LOC:kasachstan"] == 1
    assert len(result.articles) == 4


def test_questions_to_a_part_of_a_corpus_are_answered(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A run with labels, dates and a least number of articles answers questions, and by default as it was made."""
    settings = Settings(
        model=tiny_model, labels=("PER", "LOC"), date_from="2022-01-03", date_to="2022-01-31", window="document"
    )
    result = run(corpus, tmp_path / "out", settings=settings)
    spells = nx.read_gexf(tmp_path / "out" / "graph-dynamic.gexf", version="1.2draft").nodes(data=True)

    assert {frozenset(edge) for edge in result.graph().edges} == {
        frozenset(pair) for pair in zip(result.edges["source"], result.edges["target"], strict=True)
    }
    assert len(result.slices(by="month").slices) == 1
    assert isinstance(result.conflicts(), pd.DataFrame)
    assert all(start >= "2022-01" for _, node in spells for start, _ in node.get("spells", ()))
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "2022-01-05_b.txt" in page
    assert "2022-02-01_d.txt" not in page
    with pytest.raises(SettingsError, match="window"):
        result.graph(window="article")


def test_names_of_a_gazetteer_are_found_and_a_changed_one_repeats_the_analyses(
    corpus: Path, tmp_path: Path, tiny_model: str
) -> None:
    """Listed names become mentions and nodes, in this process and in workers; a changed list repeats the analyses."""
    names, notes = tmp_path / "names.csv", []
    names.write_text("name,label\nSoldaten,ORG\nGazprom,ORG\n", encoding="utf-8")
    settings = Settings(model=tiny_model, gazetteer=str(names))
    first = run(corpus, tmp_path / "one", settings=settings)
    numbers = list(first.numbers["text"])
    run(corpus, tmp_path / "two", settings=settings.with_changes(workers=1))
    found = first.mentions[first.mentions["rule"] == "gazetteer"]

    assert list(found["text"]) == ["Soldaten", "Soldaten"]
    assert "ORG:soldaten" in set(first.entities["entity_id"])
    assert first.info["filters"]["gazetteer_added"] == 2
    assert digests(tmp_path / "one") == digests(tmp_path / "two")

    names.rename(tmp_path / "moved.csv")
    moved = settings.with_changes(gazetteer=str(tmp_path / "moved.csv"))
    run(corpus, tmp_path / "one", settings=moved, progress=lambda progress: notes.append(progress.note))
    (tmp_path / "moved.csv").write_text("name,label\nEuro,ORG\nArmenien,ORG\n", encoding="utf-8")
    again = run(corpus, tmp_path / "one", settings=moved, progress=lambda progress: notes.append(progress.note))
    found = again.mentions[again.mentions["rule"] == "gazetteer"]

    assert [note.partition(":")[0] for note in notes if note] == [
        "nothing new since the last run",
        "model, gazetteer or program changed since the last run",
    ]
    assert list(found["text"]) == ["Armenien"]  # Euro is part of a number
    assert list(again.numbers["text"]) == numbers


def test_another_text_field_reads_the_files_again(
    tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another text field, files that an earlier run has read are read again."""
    monkeypatch.setattr(reading, "JUST_NOW_NS", 0)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        '{"text": "Scholz war in Bonn.", "lang": "Putin war in Moskau."}\n', encoding="utf-8"
    )
    settings = Settings(model=tiny_model, any_language=True)
    texts = [
        run(folder, tmp_path / "out", settings=settings.with_changes(text_field=name)).sentences["text"].tolist()
        for name in (None, "lang", None)
    ]

    assert texts == [["Scholz war in Bonn."], ["Putin war in Moskau."], ["Scholz war in Bonn."]]
