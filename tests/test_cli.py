"""The command: one line for a mistake, a summary for a result, and the exit code."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from pipeline import Settings, run
from pipeline.cli import main

ROOT = Path(__file__).parent.parent
TEXT = "Toqajew sprach in Almaty. Russland schickte 3000 Soldaten nach Kasachstan, meldete die CSTO."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2022-01-07_a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    """The one line on stderr of a command that must end with exit code 2."""
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
    """The summary says what was read and found, who is best connected, which model was used and what to open."""
    code = main(["run", str(corpus), "--output", str(tmp_path / "out"), "--model", tiny_model, "--workers", "0"])
    out = capsys.readouterr().out

    assert code == 0
    for part in (
        "1 articles read, 0 failed",
        "5 mentions",
        "1 numbers",
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
    """Bad files fail alone: the run goes on, ends with 1, and has right text wherever it could be read."""
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
        (["run", "CORPUS", "--gazetteer", "/nowhere.csv"], "cannot read the gazetteer /nowhere.csv"),
        (["runn", "CORPUS"], "runn"),
        (["run"], "CORPUS"),
        (["network", "/nowhere"], "/nowhere"),
        (["report", "/nowhere"], "/nowhere"),
        (["merges", "/nowhere"], "/nowhere"),
        (["forget", "/nowhere", "a.txt"], "/nowhere"),
        (["evaluate", "/nowhere.tsv", "--model", "TINY"], "/nowhere.tsv"),
    ],
)
def test_mistakes_get_one_line(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str], argv: list[str], part: str
) -> None:
    """A missing folder, an unknown model, a typo: exit code 2 and one line on stderr that helps."""
    places = {"CORPUS": str(corpus), "TINY": tiny_model}
    given = [places.get(word, word) for word in argv]
    if "CORPUS" in argv and argv[0] == "run":
        given += ["--output", str(tmp_path / "out")]

    assert part in refused(capsys, *given)


def test_stored_runs_are_worked_on(
    corpus: Path, tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`network`, `report`, `merges` and `forget` work on the output folder of a run."""
    output = tmp_path / "out"
    run(corpus, output, settings=Settings(model=tiny_model))

    assert main(["network", str(output), "--window", "document"]) == 0
    assert main(["report", str(output)]) == 0
    assert main(["merges", str(output)]) == 0
    assert "Toqajew" in capsys.readouterr().out
    assert main(["forget", str(output), "2022-01-07_a.txt"]) == 0
    assert pd.read_parquet(output / "articles.parquet").empty


def test_info_lists_models(capsys: pytest.CaptureFixture[str]) -> None:
    """`info` names versions, the models known and the choice of `auto`."""
    assert main(["info"]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in ("python", "spacy", "de_core_news_md", "accurate", "fast", "auto picks"))


def test_ctrl_c_stops_at_once_and_the_run_goes_on(corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """Ctrl-C ends a run within two seconds with a line that says how to go on; the next run finishes it."""
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
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(6)
    begin = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)

    assert time.monotonic() - begin < 2
    assert process.returncode == 130
    assert "run the same command again to go on" in err
    assert "Traceback" not in err
