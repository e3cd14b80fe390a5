"""The benchmarks: every script starts, the collector keeps other sections, and compared methods agree."""

import re
import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("benchmarks", reason="the benchmarks are in the repository only")

from benchmarks import million, projection, results
from benchmarks.markdown import markdown_table
from benchmarks.network import compare, group_windows, has_textacy, make_tables, result_table

FOLDER = Path(results.__file__).parent
SCRIPTS = sorted(path.stem for path in FOLDER.glob("*.py") if "__main__" in path.read_text(encoding="utf-8"))
PARTS = {
    "read": 0.001, "receive": 0.0, "store": 0.001, "accurate": 0.2, "fast": 0.02, "collect": 0.001, "words": 200.0,
    "edge_seconds": 0.001, "edge_bytes": 1024.0, "article_seconds": 0.001, "article_bytes": 8192.0,
    "held_bytes": 1024.0, "characters": 1500.0, "wire_bytes": 5000.0,
    "checkpoints": 4096.0, "tables": 2048.0, "graphs": 5000.0,
}  # fmt: skip
GROWN = {"names": (5.0, 1.0), "entities": (4.0, 1.0), "edges": (8.0, 1.0)}


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_explain_themselves(script: str, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """The --help of every script shows how to call it."""
    monkeypatch.setattr(sys, "argv", [script, "--help"])
    with pytest.raises(SystemExit, match="0"):
        runpy.run_path(str(FOLDER / f"{script}.py"), run_name="__main__")

    assert f"python -m benchmarks.{script}" in capsys.readouterr().out


def test_commands_of_the_collector_are_scripts() -> None:
    """Each command that writes RESULTS.md is a script of the repository."""
    modules = {command.split()[2] for section in results.SECTIONS.values() for command in section.commands}

    assert {module for module in modules if not (FOLDER.parent / f"{module.replace('.', '/')}.py").is_file()} == set()


def test_the_file_holds_sections_under_their_commands() -> None:
    """RESULTS.md has sections of the collector only, each with its commands and with figures below them."""
    written = results.parts_of(results.RESULTS.read_text(encoding="utf-8"))
    sections = {section.title: section for section in results.SECTIONS.values()}

    assert written
    for title, text in written.items():
        assert re.findall(r"^`(python .+)`$", text, flags=re.MULTILINE) == list(sections[title].commands)
        assert re.search(r"\d", text.rpartition("`python")[2])


def test_a_section_is_done_again_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The section asked for is replaced, the others stay, in the order of the collector."""
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    command = "python -c 'print(\"| a |\\n| --- |\\n| 1 |\")'"
    for name in ("reading", "job", "reading"):
        section = results.Section(title=name.title(), claim="So it is.", commands=(command,))
        monkeypatch.setitem(results.SECTIONS, name, section)
        monkeypatch.setattr(sys, "argv", ["results", name])
        results.main()

    written = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert list(results.parts_of(written)) == ["Job", "Reading"]
    assert re.findall(r"^\| 1 \|$", written, flags=re.MULTILINE) == ["| 1 |"] * 2
    assert f"`{command}`" in written


def test_output_that_is_no_table_stays_as_it_is() -> None:
    """Tables are Markdown already, everything else becomes a block; bars in cells are escaped."""
    table = markdown_table(["a", "b"], [[1, "x|y"]])

    assert table == "| a | b |\n| --- | --- |\n| 1 | x\\|y |"
    assert results.shown(table) == table
    assert results.shown(f"{table}\n\nslope: 1.0\nmemory: 2\n") == f"{table}\n\n- slope: 1.0\n- memory: 2"
    assert results.shown("12 s\n") == "```\n12 s\n```"


def test_ways_of_building_a_network_agree() -> None:
    """Matrices, Counter and, where it is installed, textacy find the same edges: the benchmark stops if not."""
    tables = make_tables(3_000, 800, 300, 0.9)
    times = compare(tables, group_windows(tables.mentions), rounds=1)

    assert set(times) - {"graph textacy"} == {"graph", "graph Counter", "table", "table Counter", "everything"}
    assert ("graph textacy" in times) == has_textacy()
    assert result_table(times).count("\n") == len(times) + 1


def test_the_projection_multiplies_its_parts() -> None:
    """Hours are those of the workers until the coordinator is slower; memory and disk grow with edges and articles."""
    table = projection.projection_table(PARTS, GROWN)
    rows = {row.split(" | ")[0].strip("| "): row.split(" | ")[1:] for row in table.splitlines()}

    assert rows["edges"][0] == "8,000,000"
    assert rows["reading and analysis, accurate, 16 workers"][0] == "3.5 h"  # 1,000,000 · 0.2 s / 16
    assert rows["reading and analysis, accurate, 1024 workers"][0] == "0.6 h (coordinator)"  # 1,000,000 · 0.002 s
    assert rows["memory of the network step"][0] == "15 GiB"  # 8,000,000 · 1 KiB + 1,000,000 · 8 KiB
    assert "100 with *accurate*, 10 with *fast*" in projection.limits(PARTS, GROWN)
    assert "1,000,000 articles in 16 GiB" in projection.limits(PARTS, GROWN)
    assert "8.0 · articles^1.00" in projection.parts_table(PARTS, GROWN)


def test_the_cost_of_articles_is_told_from_that_of_edges() -> None:
    """Three runs whose cost is 100 + 2 · articles + 3 · edges give 2 and 3 back."""
    runs = [
        projection.Run(
            folder=Path(),
            counts={"articles": n, "edges": m},
            collect=n / 10,
            seconds=100 + 2 * n + 3 * m,
            peak=100 + 2 * n,
        )
        for n, m in [(10, 40), (20, 70), (80, 90)]
    ]
    parts = projection.network_parts(runs)

    assert parts["collect"] == pytest.approx(0.1)
    assert (parts["article_seconds"], parts["edge_seconds"]) == pytest.approx((2, 3))
    assert (parts["article_bytes"], parts["edge_bytes"]) == pytest.approx((2, 0), abs=1e-6)


def test_made_up_articles_hold_together() -> None:
    """Mentions and numbers of a made-up article lie where its sentences have them, under the names drawn for it."""
    sentence = {
        "sentence": 0,
        "paragraph": 0,
        "start": 100,
        "end": 139,
        "text": "Olaf Scholz lobt 12 Helfer und Scholz.",
    }
    mentions = [
        {"start": start, "end": end, "name": "Olaf Scholz", "name_label": "PER", "number": 0}
        for start, end in ((100, 111), (131, 137))
    ]
    numbers = [{"start": 117, "end": 119}]
    template = million.Template([sentence, sentence], [mentions, mentions], [numbers, numbers], ["PER"])
    rows = million.made_up(template, "a.txt", ["Anna Braus"])
    text = " ".join(row["text"] for row in rows["sentences"])

    assert text == "Anna Braus lobt 12 Helfer und Braus. Braus lobt 12 Helfer und Braus."
    assert [text[row["start"] : row["end"]] for row in rows["mentions"]] == ["Anna Braus", "Braus", "Braus", "Braus"]
    assert [text[row["start"] : row["end"]] for row in rows["numbers"]] == ["12", "12"]
    assert [text[row["start"] : row["end"]] for row in rows["sentences"]] == [row["text"] for row in rows["sentences"]]


def test_the_law_of_made_up_names_is_fitted() -> None:
    """A fitted law gives the numbers of distinct names that it was fitted to, computed and drawn."""
    law = million.Zipf.fitted((4_000, 1_000), (1_900, 640))

    assert [law.distinct(draws) for draws in (4_000, 1_000)] == pytest.approx([1_900, 640], rel=0.02)
    drawn = law.draw(np.random.default_rng(1), 4_000)
    assert len(set(drawn.tolist())) == pytest.approx(1_900, rel=0.05)


def test_made_up_names_are_distinct() -> None:
    """Entities of one label have different names."""
    for label in ("PER", "LOC", "ORG", "MISC"):
        assert len({million.spelled(number, label) for number in range(20_000)}) == 20_000
