"""Runs merged into one: the same network as from all folders at once, and nothing that would look like a finding."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import Settings, forget, merge_runs, rebuild, run
from pipeline.errors import OutputError, SettingsError
from pipeline.reading import walk
from tests.helpers.run_folders import ARTICLES, digests, write

LEFT = dict(list(ARTICLES.items())[:2]) | {"leer.txt": ""}
RIGHT = dict(list(ARTICLES.items())[1:])
"""The second article is in both."""


@pytest.fixture
def runs(tmp_path: Path, tiny_model: str) -> list[Path]:
    """Runs over two folders that share an article."""
    outputs = [tmp_path / "runs" / name for name in ("left", "right")]
    for output, articles in zip(outputs, (LEFT, RIGHT), strict=True):
        run(write(tmp_path / "corpus" / output.name, articles), output, settings=Settings(model=tiny_model))
    return outputs


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path) -> Path:
    """The folder of both corpora."""
    (tmp_path / "corpus").mkdir(exist_ok=True)
    return tmp_path / "corpus"


def test_merged_runs_are_one_run(runs: list[Path], corpus: Path, tmp_path: Path, tiny_model: str) -> None:
    """All tables and graph files are those of one run over both folders, byte for byte; copies are found across."""
    whole = run(corpus, tmp_path / "whole", settings=Settings(model=tiny_model))
    before = [digests(output) for output in runs]
    merged = merge_runs(runs, tmp_path / "merged")

    assert len(list(walk(corpus, follow_links=False))) == 6
    assert digests(merged.folder) == digests(whole.folder)
    assert merged.articles["duplicate_of"].dropna().tolist() == ["left/2022-01-05_b.txt"]
    assert [digests(output) for output in runs] == before
    assert len(merged.failures) == 1


def test_the_order_of_runs_changes_nothing(runs: list[Path], tmp_path: Path) -> None:
    """The tables and graph files do not depend on the order in which the runs are given."""
    one, other = merge_runs(runs, tmp_path / "one"), merge_runs(runs[::-1], tmp_path / "other")

    assert digests(one.folder) == digests(other.folder)


def test_merged_runs_can_be_used_like_others(runs: list[Path], tmp_path: Path) -> None:
    """A merged run can be rebuilt, merged and forgotten from; its manifest names the runs."""
    merged = merge_runs(runs, tmp_path / "merged", window="document")
    assert merged.window == "document"
    assert set(merged.info["merged"]) == {"left", "right"}
    assert rebuild(merged.folder, settings=Settings(window="sentence")).window == "sentence"
    left = forget(merged.folder, ["right/2022-02-01_d.txt"])
    assert "right/2022-02-01_d.txt" not in set(left.articles["article_id"])
    again = merge_runs([merged.folder, runs[0]], tmp_path / "again", window="sentence")
    assert "merged/left/2022-01-02_a.txt" in set(again.articles["article_id"])


def test_runs_that_differ_are_refused(runs: list[Path], tmp_path: Path) -> None:
    """Other models, other settings, equal names and folders in use are errors that say what to do; nothing is made."""
    target = tmp_path / "merged"
    fast = tmp_path / "fast"
    run(tmp_path / "corpus" / "left", fast, settings=Settings(model="fast"))
    with pytest.raises(OutputError, match="analysed with different models"):
        merge_runs([runs[0], fast], target)
    rebuild(runs[0], settings=Settings(window="document"))
    with pytest.raises(SettingsError, match=r"differ in the setting window \(left: document, right: sentence\)"):
        merge_runs(runs, target)
    with pytest.raises(SettingsError, match="did you mean 'window'"):
        merge_runs(runs, target, windw="document")
    with pytest.raises(SettingsError, match="called differently"):
        merge_runs([runs[0], runs[0]], target)
    with pytest.raises(OutputError, match="not empty"):
        merge_runs(runs, runs[1], window="document")
    with pytest.raises(OutputError, match="nowhere"):
        merge_runs([runs[0], tmp_path / "nowhere"], target)

    assert not target.exists()
    assert pd.read_parquet(runs[0] / "articles.parquet")["sentences"].gt(0).all()
