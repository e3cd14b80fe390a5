"""Publication is one step: files of two runs are never mixed, even after an interruption."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import Settings, forget, open_run, rebuild, run
from pipeline.checkpoints import STORE, Store
from pipeline.cli.main import main
from pipeline.errors import OutputError, PressenetzWarning, UnknownNameError
from pipeline.publication import STAGING
from pipeline.results import read_manifest
from pipeline.running.progress import Progress
from pipeline.running.runs import rewrite_report
from pipeline.schema import SCHEMAS

ROOT = Path(__file__).parents[2]
ARTICLES = {
    "a.txt": "Toqajew sprach in Almaty. In Kasachstan standen 70 Soldaten.",
    "b.txt": "Toqajew rief die CSTO nach Almaty.",
    "c.txt": "Nursultan Nasarbajew schwieg in Kasachstan.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with three articles."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def output(corpus: Path, tmp_path: Path, tiny_model: str) -> Path:
    """The output folder of a run over the three articles."""
    run(corpus, tmp_path / "out", settings=Settings(model=tiny_model))
    return tmp_path / "out"


def contents(output: Path) -> dict[str, bytes]:
    """Read all files that a run publishes, except those that contain timings."""
    timed = ("run.json", "report.html", "run.log", STORE)
    return {file.name: file.read_bytes() for file in output.iterdir() if file.is_file() and file.name not in timed}


class _Stopped(BaseException):
    """Simulates a kill: no code handles it."""


def stop_at(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    """Make the renaming of a staged file to this name fail."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == name and Path(source).parent != Path(target).parent:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def interrupt_forget(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget c.txt and stop in the middle of the publication."""
    with monkeypatch.context() as patch:
        stop_at(patch, "edges.parquet", _Stopped())
        with pytest.raises(_Stopped):
            forget(output, ["c.txt"])
    assert (output / STAGING).is_dir()


def test_commands_killed_at_any_rename_can_be_repeated(tmp_path: Path, tiny_model: str) -> None:
    """A command killed before any rename or removal leaves no mixture; repeating it gives the same bytes."""
    pytest.importorskip("benchmarks", reason="the benchmarks are in the repository only")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLES[name], encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.kills", "--corpus", tmp_path, "--model", tiny_model, "--moments", "0"]
    halves = [
        subprocess.Popen([*command, "--commands", *names], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for names in (("run", "report"), ("network", "forget"))
    ]
    printed = [half.communicate()[0] for half in halves]
    rows = [line.strip("| ").split(" | ") for line in "".join(printed).splitlines() if line.startswith("| ")]
    kills = {row[0].strip(): (int(row[1]), int(row[3])) for row in rows if row[1].strip().isdigit()}

    assert [half.returncode for half in halves] == [0, 0], printed
    assert all(number == equal for number, equal in kills.values())
    # each of seven tables, six graph files, the page and run.json, then the journal and its folder
    assert all(kills[name][0] >= len(SCHEMAS) + 10 for name in ("run", "network", "forget"))
    assert kills["report"][0] >= 3


@pytest.mark.parametrize(
    "next_command", [open_run, rewrite_report, rebuild, lambda output: main(["merges", str(output)])]
)
def test_any_command_completes_an_interrupted_publication(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, next_command: object
) -> None:
    """A `forget` interrupted while publishing is completed by any next command, and can be repeated."""
    shutil.copytree(output, tmp_path / "undisturbed")
    forget(tmp_path / "undisturbed", ["c.txt"])
    interrupt_forget(output, monkeypatch)
    next_command(output)  # type: ignore[operator]

    assert contents(output) == contents(tmp_path / "undisturbed")
    assert not (output / STAGING).exists()
    if next_command is not rebuild:
        forget(output, ["c.txt"])
    with pytest.raises(UnknownNameError):
        forget(output, ["c.txt", "b.txt"])


def test_an_article_that_is_read_again_does_not_count_as_forgotten(corpus: Path, output: Path, tiny_model: str) -> None:
    """After an interrupted run has read a forgotten article again, `forget` does not report it as gone."""

    def stop(progress: Progress) -> None:
        if progress.stage == "network":
            raise _Stopped

    forget(output, ["c.txt"])
    with pytest.raises(_Stopped):
        run(corpus, output, settings=Settings(model=tiny_model), progress=stop)

    with pytest.raises(UnknownNameError):
        forget(output, ["c.txt"])


def test_reading_during_a_publication_is_refused(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process is publishing to the output, opening it is refused in one line."""
    interrupt_forget(output, monkeypatch)

    with Store(output), pytest.raises(OutputError, match=r"only partly in place: another run is writing"):
        open_run(output)
    assert len(open_run(output).articles) == 2


def test_an_open_result_never_mixes_two_runs(output: Path) -> None:
    """After a new publication, an open result refuses to read further tables and keeps those already read."""
    result = open_run(output)
    before = len(result.articles)
    rebuild(output)

    with pytest.raises(OutputError, match="open them again"):
        _ = result.edges
    assert len(result.articles) == before == len(open_run(output).articles)


@pytest.mark.parametrize("command", [rebuild, rewrite_report, lambda output: forget(output, ["c.txt"])])
def test_a_file_that_cannot_be_replaced_is_found_before_any_is_replaced(output: Path, command: object) -> None:
    """If a folder has the name of a result file, the command ends with one line and changes no other file."""
    for name in ("nodes.csv", "report.html"):
        (output / name).unlink()
        (output / name).mkdir()
    before = contents(output)

    with pytest.raises(OutputError, match=r"cannot replace .*(nodes\.csv|report\.html).*are unchanged"):
        command(output)  # type: ignore[operator]
    assert contents(output) == before
    assert not (output / STAGING).exists()


def test_a_file_that_is_stuck_in_the_middle_is_moved_by_the_next_command(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a file cannot be replaced after others were, one line reports it, and the next command moves the rest."""
    shutil.copytree(output, tmp_path / "undisturbed")
    rebuild(tmp_path / "undisturbed", settings=open_run(output).settings.with_changes(window="document"))
    with monkeypatch.context() as patch:
        stop_at(patch, "nodes.csv", PermissionError(13, "Permission denied"))
        with pytest.raises(OutputError, match=r"nodes\.csv .*only partly in place"):
            rebuild(output, settings=open_run(output).settings.with_changes(window="document"))
        with pytest.raises(OutputError, match="only partly in place"):
            open_run(output)

    assert open_run(output).window == "document"
    assert contents(output) == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("content", ["", "[]", '{"files": 1}', '{"files": {"../x": ""}, "state": ""}', "[" * 99_999])
def test_a_damaged_journal_is_one_line(output: Path, content: str) -> None:
    """A damaged journal is reported in one line with a remedy."""
    (output / STAGING).mkdir()
    (output / STAGING / "publication.json").write_text(content, encoding="utf-8")

    with pytest.raises(OutputError, match="delete the folder"):
        open_run(output)


DAMAGES = {
    "deleted": lambda path: path.unlink(),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "emptied": lambda path: path.write_bytes(b""),
    "altered": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\x07"),
}


@pytest.mark.parametrize(
    ("damage", "names"),
    [
        ("deleted", ["edges.parquet", "run.json"]),
        ("truncated", ["nodes.csv", "report.html"]),
        ("emptied", ["mentions.parquet"]),
        ("altered", ["graph.json"]),
    ],
)
def test_damaged_results_are_written_again(
    corpus: Path, output: Path, tiny_model: str, damage: str, names: list[str]
) -> None:
    """A run that finds nothing new writes missing or changed result files again."""
    before, notes = contents(output), []
    for name in names:
        DAMAGES[damage](output / name)
        run(corpus, output, settings=Settings(model=tiny_model), progress=lambda step: notes.append(step.note))
        assert contents(output) == before
        assert open_run(output).info["counts"]["articles"] == 3
        assert (output / "report.html").read_bytes().endswith(b"</html>")
    assert not any(notes)


def test_nothing_new_reads_only_files_that_were_touched(
    corpus: Path, output: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that finds nothing new compares the digests of touched files only and reads no others."""
    settings, notes = Settings(model=tiny_model), []
    run(corpus, output, settings=settings)
    (output / "edges.csv").touch()
    real, read = hashlib.file_digest, []
    monkeypatch.setattr(
        hashlib, "file_digest", lambda file, kind: read.append(Path(file.name).name) or real(file, kind)
    )
    for _ in range(2):
        run(corpus, output, settings=settings, progress=lambda progress: notes.append(progress.note))

    assert [note.partition(":")[0] for note in notes if note] == ["nothing new since the last run"] * 2
    assert read == ["edges.csv"]


def drop_mentions_of(output: Path, name: str) -> None:
    """Edit the table of mentions as a user might."""
    table = pq.read_table(output / "mentions.parquet")
    kept = [text != name for text in table["text"].to_pylist()]
    pq.write_table(table.filter(kept), output / "mentions.parquet")


def test_a_rebuild_from_a_changed_table_warns(corpus: Path, output: Path, tiny_model: str) -> None:
    """`rebuild` uses a table that was edited after the run, and says so once; the next run restores it."""
    before = contents(output)
    drop_mentions_of(output, "Almaty")
    with pytest.warns(PressenetzWarning, match=r"^mentions\.parquet changed after the run that wrote it"):
        result = rebuild(output)

    assert "Almaty" not in set(result.entities["name"])
    rebuild(output)
    run(corpus, output, settings=Settings(model=tiny_model))
    assert contents(output) == before


@pytest.mark.filterwarnings("default::pipeline.errors.PressenetzWarning")
def test_a_warning_is_one_line(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that works with a changed table warns in one line and succeeds; a damaged table is refused."""
    drop_mentions_of(output, "Almaty")
    for command in (["report", str(output)], ["network", str(output)]):
        assert main(command) == 0
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith("pressenetz: warning: mentions.parquet changed after the run that wrote it")
    DAMAGES["truncated"](output / "mentions.parquet")
    assert main(["network", str(output)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "mentions.parquet" in line
    assert "`pressenetz run`" in line


def damage_payloads(output: Path, payload: bytes, where: str = "") -> None:
    """Replace stored analyses."""
    with sqlite3.connect(output / STORE) as db:
        assert db.execute(f"UPDATE results SET payload = ? {where}", (payload,)).rowcount
    db.close()


@pytest.mark.parametrize("payload", [b"", b"garbage", b"x\x9cK\xcf\x07\x00\x01J\x00\xd7"])
def test_damaged_analyses_are_repeated(
    corpus: Path, output: Path, tmp_path: Path, tiny_model: str, payload: bytes
) -> None:
    """A run reports damaged analyses and repeats them; the results equal those of a fresh run."""
    damage_payloads(output, payload)
    (corpus / "c.txt").unlink()
    notes = []
    run(corpus, output, settings=Settings(model=tiny_model), progress=lambda progress: notes.append(progress.note))
    run(corpus, tmp_path / "fresh", settings=Settings(model=tiny_model))

    assert any("3 stored analyses are damaged" in note for note in notes)
    assert contents(output) == contents(tmp_path / "fresh")


def test_forget_refuses_damaged_analyses_which_a_run_repeats(
    corpus: Path, output: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`forget` cannot repeat a damaged analysis: it removes nothing and names the command that can."""
    before = contents(output)
    key = open_run(output).articles.set_index("article_id").at["b.txt", "digest"]
    damage_payloads(output, b"garbage", f"WHERE key = '{key}'")

    for message in ("repeat `pressenetz run`", "finish that run first"):
        assert main(["forget", str(output), "c.txt"]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert message in line
        assert contents(output) == before
    run(corpus, output, settings=Settings(model=tiny_model))
    assert main(["forget", str(output), "c.txt"]) == 0
    assert len(open_run(output).articles) == 2


def test_forgetting_never_loses_other_articles(corpus: Path, output: Path) -> None:
    """Without checkpoints, even if `network` created new ones, `forget` refuses rather than empty the tables."""
    (output / STORE).unlink()
    rebuild(output)
    before = contents(output)

    with pytest.raises(OutputError, match="finish that run first"):
        forget(output, ["c.txt"])
    assert contents(output) == before


COMMANDS = {
    "network": lambda output: rebuild(output),
    "report": lambda output: rewrite_report(output),
    "merges": lambda output: main(["merges", str(output)]),
    "forget": lambda output: forget(output, ["c.txt"]),
    "open_run": lambda output: open_run(output).frames(),
}
MANIFESTS = ("", "[]", "null", "7", "{}", '{"settings": [], "model": {}}', "[" * 99_999, '{"a": NaN}', "\udcff")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_the_manifest_is_refused(tmp_path: Path) -> None:
    """A named pipe called run.json is refused at once instead of waiting for a writer."""
    os.mkfifo(tmp_path / "run.json")

    refusal = r"cannot read the manifest .*: it is a pipe, socket or device; is .* of a finished run\?"
    with pytest.raises(OutputError, match=refusal):
        read_manifest(tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_invalid_manifest_is_one_line(output: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """If `run.json` is not an object with settings and model, every command names the file in one line."""
    whole = json.loads((output / "run.json").read_text(encoding="utf-8"))
    changes = ({"settings": {"window": 3}}, {"settings": {"colour": "red"}}, {"model": {}}, {"counts": []})
    for content in (*MANIFESTS, *(json.dumps(whole | change) for change in changes)):
        (output / "run.json").write_text(content, encoding="utf-8", errors="surrogateescape")
        if command == "merges":
            assert COMMANDS[command](output) == 2
            assert "run.json" in capsys.readouterr().err
        else:
            with pytest.raises(OutputError, match=r"run\.json"):
                COMMANDS[command](output)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_damaged_table_is_one_line(output: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A table that is missing, truncated, not Parquet or of other types is named, with a remedy."""
    needed = {
        "merges": ["mentions", "entities"],
        "forget": ["articles", "failures"],
        "network": ["mentions", "articles"],
    }
    for name in needed.get(command, list(SCHEMAS)):
        path = output / f"{name}.parquet"
        whole = path.read_bytes()
        table = pq.read_table(path)
        for case in ("deleted", "truncated", "emptied", "other", "short", "typed"):
            if case in DAMAGES:
                DAMAGES[case](path)
            elif case == "other":
                shutil.copyfile(output / ("edges.parquet" if name == "failures" else "failures.parquet"), path)
            elif case == "short":
                pq.write_table(table.drop_columns([SCHEMAS[name].names[0]]), path)
            else:
                words = [["x"]] * len(table.column_names)
                pq.write_table(type(table).from_arrays(words, names=table.column_names), path)
            if case == "typed" and name == "failures":
                pass  # has words only
            elif command == "merges":
                assert COMMANDS[command](output) == 2
                assert path.name in capsys.readouterr().err
            else:
                with pytest.raises(OutputError, match=rf"{name}\.parquet"):
                    COMMANDS[command](output)
            path.write_bytes(whole)
        assert not (output / STAGING).exists()
