"""The command line: one line for an error, a summary of the results, and the exit code."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from pipeline import Settings, run
from pipeline.cli.main import main

ROOT = Path(__file__).parents[2]
TEXT = "Toqajew sprach in Almaty. Russland schickte 3000 Soldaten nach Kasachstan, meldete die CSTO."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2022-01-07_a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """Run a command that must exit with code 2; return its one line on stderr."""
    try:
        code = main(argv)
    except SystemExit as end:
        code = int(end.code or 0)
    lines = capsys.readouterr().err.strip().splitlines()

    assert code == 2
    assert len(lines) == 1
    return lines[0]


def test_a_run_ends_with_a_summary(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The summary lists counts, the best connected entities, the model and the file to open."""
    code = main(["run", str(corpus), "--output", str(tmp_path / "out"), "--model", tiny_model, "--workers", "0"])
    out = capsys.readouterr().out

    assert code == 0
    for part in (
        "1 article read, 0 failed",
        "5 mentions",
        "1 number in",
        "5 entities",
        "Best connected",
        "Model: ",
        "report.html",
    ):
        assert part in out


def test_json_prints_the_manifest(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json the only thing on stdout is run.json."""
    main(["run", str(corpus), "--output", str(tmp_path / "out"), "--model", tiny_model, "--workers", "0", "--json"])

    assert json.loads(capsys.readouterr().out)["counts"]["articles"] == 1


def test_bad_input_is_a_row_each(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad files do not affect others: the run exits with 1, and the readable files have the right text."""
    (corpus / "empty.txt").touch()
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (corpus / "cp1252.txt").write_bytes("Präsident Toqajew grüßt „Almaty“. Das Öl fließt für 5 €.".encode("cp1252"))
    (corpus / "long.txt").write_text((TEXT + " ") * 11_000, encoding="utf-8")
    (corpus / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (corpus / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    output = tmp_path / "out"
    command = ["run", str(corpus), "--output", str(output), "--model", tiny_model, "--workers", "0"]

    assert main(command) == 1
    failures = pd.read_parquet(output / "failures.parquet")
    sentences = pd.read_parquet(output / "sentences.parquet").groupby("article_id")["text"].agg(list)
    assert sorted(failures["path"]) == ["binary.txt", "dangling.txt", "empty.txt", "photo.jpg"]
    assert sentences["cp1252.txt"][0] == "Präsident Toqajew grüßt „Almaty“."
    assert len(sentences["long.txt"]) == 22_000
    assert "photo.jpg" in capsys.readouterr().out


def test_a_file_without_permission_is_a_row(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """A file that the user may not read is a failure that says so."""
    (corpus / "secret.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "secret.txt").chmod(0)
    command = [sys.executable, "-m", "pipeline", "run", str(corpus), "--output", str(tmp_path / "out")]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything, and there is no setpriv to take that right away")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", *command]
    done = subprocess.run([*command, "--model", tiny_model], check=False, cwd=ROOT, capture_output=True)
    (failure,) = pd.read_parquet(tmp_path / "out" / "failures.parquet").to_dict("records")

    assert done.returncode == 1
    assert (failure["path"], failure["stage"]) == ("secret.txt", "read")
    assert "ermission" in failure["error"]


@pytest.mark.parametrize(
    ("argv", "part"),
    [
        (["run", "/nowhere"], "no corpus at /nowhere"),
        (["run", "CORPUS", "--model", "de_core_news_mdd"], "no spaCy model 'de_core_news_mdd'"),
        (["run", "CORPUS", "--outptu", "x"], "did you mean '--output'"),
        (["run", "CORPUS", "--window", "sentense"], "did you mean 'sentence'"),
        (["run", "CORPUS", "--label", "PRS"], "unknown label 'PRS'"),
        (["run", "CORPUS", "--workers", "many"], "--workers"),
        (["run", "CORPUS", "--config", "/nowhere.toml"], "/nowhere.toml"),
        (["run", "CORPUS", "--aliases", "/nowhere.csv"], "/nowhere.csv"),
        (["run", "CORPUS", "--authority", "/nowhere.csv"], "cannot read the authority list /nowhere.csv"),
        (["reconcile", "/nowhere"], "/nowhere"),
        (["run", "CORPUS", "--gazetteer", "/nowhere.csv"], "cannot read the gazetteer /nowhere.csv"),
        (["runn", "CORPUS"], "runn"),
        (["run"], "CORPUS"),
        (["network", "/nowhere"], "/nowhere"),
        (["report", "/nowhere"], "/nowhere"),
        (["merges", "/nowhere"], "/nowhere"),
        (["forget", "/nowhere", "a.txt"], "/nowhere"),
        (["combine", "/nowhere", "/elsewhere", "--output", "/tmp/none"], "/nowhere"),
        (["combine", "/nowhere", "--output", "/tmp/none"], "two or more"),
        (["evaluate", "/nowhere.tsv", "--model", "TINY"], "/nowhere.tsv"),
    ],
)
def test_mistakes_get_one_line(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str], argv: list[str], part: str
) -> None:
    """A missing folder, an unknown model or a typo gives exit code 2 and one helpful line on stderr."""
    places = {"CORPUS": str(corpus), "TINY": tiny_model}
    given = [places.get(word, word) for word in argv]
    if "CORPUS" in argv and argv[0] == "run":
        given += ["--output", str(tmp_path / "out")]

    assert part in refused(capsys, *given)


def test_commands_work_on_stored_runs(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`network`, `report`, `merges` and `forget` work on the output folder of a run."""
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))

    assert main(["network", str(output), "--window", "document"]) == 0
    assert main(["report", str(output)]) == 0
    assert main(["merges", str(output)]) == 0
    assert "Toqajew" in capsys.readouterr().out
    shutil.copytree(output, tmp_path / "copy")
    assert main(["combine", str(output), str(tmp_path / "copy"), "--output", str(tmp_path / "both")]) == 0
    both = pd.read_parquet(tmp_path / "both" / "articles.parquet")
    assert both["article_id"].tolist() == ["copy/2022-01-07_a.txt", "out/2022-01-07_a.txt"]
    assert both["duplicate_of"].notna().sum() == 1
    assert main(["forget", str(output), "2022-01-07_a.txt"]) == 0
    assert pd.read_parquet(output / "articles.parquet").empty


def test_info_lists_models(capsys: pytest.CaptureFixture[str]) -> None:
    """`info` names versions, the models known and the choice of `auto`."""
    assert main(["info"]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("python", "spacy", "de_core_news_md", "accurate", "fast", "auto picks"))


def test_a_run_continues_after_ctrl_c(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Ctrl-C ends a run faster than it started, with a line that says how to continue, and keeps what was analysed."""
    for number in range(300):
        (corpus / f"{number}.txt").write_text(TEXT * 400 + str(number), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        str(corpus),
        "--output",
        str(tmp_path / "out"),
        "--model",
        tiny_model,
    ]
    store = tmp_path / "out" / "checkpoints.sqlite"
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None and not (store.exists() and store.stat().st_size > 100_000):
        time.sleep(0.05)
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    stopped = time.monotonic()

    assert stopped - started < started - begin
    assert process.returncode == 130
    with sqlite3.connect(store) as analyses:
        assert 0 < analyses.execute("SELECT count(*) FROM results").fetchone()[0] < 300
    analyses.close()
    assert "run the same command again to continue" in err
    assert "Traceback" not in err


SWALLOWED = """
import os, signal, sys
from pipeline.cli import progress_bar
from pipeline.cli.main import main

class Swallows:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

show = progress_bar.ProgressBar.show

def interrupted(self, progress):
    show(self, progress)
    if progress.analysed == 1:
        Swallows()

progress_bar.ProgressBar.show = interrupted
sys.exit(main())
"""


def test_a_swallowed_ctrl_c_stops_the_run_too(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Python ignores a KeyboardInterrupt in a destructor; the run stops at the next article nevertheless."""
    for number in range(20):
        (corpus / f"{number}.txt").write_text(TEXT * 300 + str(number), encoding="utf-8")
    arguments = ["run", str(corpus), "--output", str(tmp_path / "out"), "--model", tiny_model, "--workers", "0"]
    command = [sys.executable, "-c", SWALLOWED, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert "Exception ignored in" in done.stderr
    assert done.returncode == 130
    assert "run the same command again to continue" in done.stderr


def shell(script: str, folder: Path, tiny_model: str, *, seconds: int = 120) -> "subprocess.CompletedProcess[bytes]":
    """Run a line of bash in a folder; `$RUN` is the run command with a small model and one process."""
    run_it = f"{sys.executable} -m pipeline run --model {tiny_model} --workers 0"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RUN": run_it, "CLI": f"{sys.executable} -m pipeline"}
    if "ulimit" in script:  # the limit is meant for the command, not for a measurement of coverage inside it
        environment.pop("COVERAGE_PROCESS_CONFIG", None)
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, check=False, timeout=seconds
    )


@pytest.mark.parametrize(
    ("script", "part"),
    [
        ("mkdir gone && cd gone && rmdir ../gone && $RUN ../corpus --output ../out", "No such file or directory"),
        ("$CLI info > /dev/full", "cannot write to standard output: No space left on device"),
        ("ulimit -f 60; $RUN corpus --output out", "File too large"),
        ("ulimit -n 10; $RUN corpus --output out --workers 2 --quiet", "Too many open files"),
        ("mkfifo p; $RUN p --output out", "the corpus p is a pipe, socket or device"),
        ("mkfifo p; $RUN corpus --output out --aliases p", "cannot read the alias file p: it is a pipe"),
        ("mkfifo p; $RUN corpus --output out --gazetteer p", "cannot read the gazetteer p: it is a pipe"),
        ("mkfifo p; $RUN corpus --output out --config p", "cannot read the settings file p: it is a pipe"),
        ("mkfifo p; $CLI evaluate p --model fast", "cannot read the gold file p: it is a pipe"),
        ("$RUN /dev/zero --output out", "the corpus /dev/zero is a pipe, socket or device"),
        ("$RUN $(printf 'a/%.0s' {1..3000}) --output out", "File name too long"),
        ("$CLI report $(printf 'a/%.0s' {1..3000})", "File name too long"),
        ("$RUN corpus --output out --model $(printf 'a%.0s' {1..300})", "File name too long"),
        ("ln -s l l; $RUN l --output out", "Too many levels of symbolic links"),
        ("$RUN $'corp\\xffus' --output out", "no corpus at corp"),
        ("mkdir out; mkfifo out/run.log; $RUN corpus --output out", "it is a pipe, socket or device; remove it"),
    ],
)
def test_errors_of_the_operating_system_are_one_line(
    corpus: Path, tmp_path: Path, tiny_model: str, script: str, part: str
) -> None:
    """Deleted folders, full disks, limits, pipes, devices and very long paths give exit code 2 and one line."""
    done = shell(script, tmp_path, tiny_model, seconds=60)
    lines = [line for line in done.stderr.decode().replace("\r", "\n").splitlines() if "articles/s]" not in line]

    assert done.returncode == 2
    assert part in done.stderr.decode()
    assert len([line for line in lines if line.strip()]) == 1
    assert len(done.stderr) < 2_000


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("$RUN corpus --output out 2>&-", 0),
        ("$RUN corpus --output out >&- 2>&- <&-", 0),
        ("$RUN corpus --output out 2>/dev/full", 0),
        ("($RUN corpus --output out; echo $? > code) 2>&1 >/dev/null | true; exit $(cat code)", 0),
        ("$CLI info | true; exit ${PIPESTATUS[0]}", 0),
        ("$RUN /nowhere 2>&-", 2),
        ("$RUN /nowhere 2>/dev/full", 2),
        ("mv corpus $'\\xff'; $RUN $'\\xff' --output out --json --quiet", 0),
        ("mv corpus $'\\xff'; $RUN $'\\xff' && $CLI merges outputs/*", 0),
        ("$RUN corpus --output $'\\xff' && $CLI network $'\\xff'", 0),
        ("echo action,name > $'\\xff'; $RUN corpus --output out --aliases $'\\xff' && $CLI network out", 0),
    ],
)
def test_a_run_does_not_depend_on_its_streams(
    corpus: Path, tmp_path: Path, tiny_model: str, script: str, code: int
) -> None:
    """With closed, full or broken streams and file names that are not UTF-8, a command works and exits as usual."""
    done = shell(script, tmp_path, tiny_model)

    assert done.returncode == code
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_every_encoding_of_a_terminal_works(corpus: Path, tmp_path: Path, tiny_model: str, encoding: str) -> None:
    """Characters that the encoding lacks are escaped, and JSON remains valid."""
    (corpus / "Wałęsa 😀 ä.jpg").touch()
    done = shell(
        f"export PYTHONIOENCODING={encoding}; $RUN corpus --output out; $RUN corpus --output out --json --quiet",
        tmp_path,
        tiny_model,
    )
    shown, _, info = done.stdout.partition(b"in a browser.")

    assert done.returncode == 1
    assert "Wałęsa".encode(encoding, "backslashreplace") in shown
    assert json.loads(info.decode(encoding))["counts"]["failures"] == 1


def test_a_folder_that_may_only_be_listed_is_a_row_each(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Files of a folder without permission to enter it are failures that say so, and the others are read."""
    (corpus / "zu").mkdir()
    (corpus / "zu" / "b.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "zu").chmod(0o444)
    drop = ""
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything, and there is no setpriv to take that right away")
        drop = "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "
    done = shell(f"{drop}$RUN corpus --output out", tmp_path, tiny_model)
    (failure,) = pd.read_parquet(tmp_path / "out" / "failures.parquet").to_dict("records")

    assert done.returncode == 1
    assert (failure["path"], failure["error"]) == ("zu/b.txt", "cannot be read: Permission denied")


def test_the_progress_bar_counts_what_is_read(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """The total excludes hidden folders and links that are not followed."""
    (corpus / ".git").mkdir()
    for number in range(50):
        (corpus / ".git" / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "kreis").symlink_to(".")
    done = shell("$RUN corpus --output out", tmp_path, tiny_model)

    assert done.returncode == 0
    assert b"1/1" in done.stderr
    assert b"5" not in done.stderr.partition(b"| 0/")[2][:2]


def test_an_unexpected_error_is_one_line(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug gives exit code 2 and one line; run.log has the traceback without the message, a variable shows all."""

    def build(*_: object, **__: object) -> None:
        raise KeyError("Text eines Artikels")

    monkeypatch.setattr("pipeline.running.runs.collect", build)
    command = [
        "run",
        str(corpus),
        "--output",
        str(tmp_path / "out"),
        "--model",
        tiny_model,
        "--workers",
        "0",
        "--quiet",
    ]

    assert "unexpected KeyError" in refused(capsys, *command)
    log = (tmp_path / "out" / "run.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "in build" in log
    assert "Text eines Artikels" not in log.replace('raise KeyError("Text eines Artikels")', "")
    monkeypatch.setenv("PRESSENETZ_DEBUG", "1")
    with pytest.raises(KeyError):
        main(command)


@pytest.mark.parametrize("wait", [0.5, 2.5, 5.0])
def test_ctrl_c_twice_leaves_nothing_behind(corpus: Path, tmp_path: Path, tiny_model: str, wait: float) -> None:
    """Ctrl-C pressed twice, also while workers start: exit code 130, no traceback, no process left."""
    for number in range(300):
        (corpus / f"{number}.txt").write_text(TEXT * 400 + str(number), encoding="utf-8")
        (corpus / f"{number}.html").write_text(f"<p>{TEXT * 40} {number}</p>", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", str(corpus), "--output", str(tmp_path / "out")]
    process = subprocess.Popen(
        [*command, "--model", tiny_model, "--workers", "2"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    log = tmp_path / "out" / "run.log"
    while not log.exists():
        time.sleep(0.05)
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "run the same command again to continue" in err
    assert "Traceback" not in err
    deadline = time.monotonic() + 15
    while (left := alive_in_session(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []


def alive_in_session(session: int) -> list[str]:
    """Return the ids of the processes of a session that are still running."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if fields[0] != "Z" and int(fields[3]) == session:
                found.append(stat.parent.name)
    return found
