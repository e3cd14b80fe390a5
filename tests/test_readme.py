"""What README and CONTRIBUTING promise is so."""

import argparse
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path

import pytest

from pipeline import open_run
from pipeline.cli.main import _parser
from pipeline.names import RULES
from pipeline.names.aliases import ACTIONS, read_aliases
from pipeline.names.gazetteer import read_gazetteer
from pipeline.schema import SCHEMAS
from pipeline.settings import read_settings
from tests.helpers.tour import played

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "training/README.md", "outputs/README.md")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
GOLD = '{"text": "Toqajew besuchte Almaty.", "spans": [[0, 7, "PER"], [17, 23, "LOC"]]}'


def rows(first: str) -> list[list[str]]:
    """Cells of all table rows of README whose first cell matches."""
    lines = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in README.splitlines() if line.startswith("|")
    ]
    return [line for line in lines if re.fullmatch(first, line[0].strip("` "))]


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_the_column_table_is_the_schema(table: str) -> None:
    """README lists every column of every table, in the order of the code."""
    (row,) = rows(rf"{table}\.parquet")

    assert re.findall(r"`(\w+)`", row[2]) == SCHEMAS[table].names


def test_every_column_is_explained() -> None:
    """Every column of the contract has a line in README that says what it means, and no other has."""
    begin = README.index("| column | meaning |")
    explained = re.findall(r"^\| `(\w+)` \|", README[begin:].split("</details>")[0], flags=re.MULTILINE)

    assert sorted(explained) == sorted({name for schema in SCHEMAS.values() for name in schema.names})


def test_every_rule_is_explained() -> None:
    """README says of every rule what the code says, in its order."""
    begin = README.index("| rule | why the mention is that entity |")
    rows = re.findall(r"^\| `([\w-]+)` \| (.+) \|$", README[begin:].split("\n\n")[0], flags=re.MULTILINE)

    assert rows == list(RULES.items())


def test_every_file_of_a_run_is_documented(demo: Path) -> None:
    """README lists the files of a run folder, no more and no fewer, and says which of them hold what of people."""
    begin = README.index("## What comes out")
    listed = re.findall(r"`([\w-]+\.\w+)`", "".join(re.findall(r"^\| `[^|]*\|", README[begin:], flags=re.MULTILINE)))
    people = README[README.index("| place | what of it |") :].split("\n\n")[0]
    patterns = re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| `[^|]*\|", people, flags=re.MULTILINE)))
    files = {file.name for file in demo.iterdir()}

    assert files == set(listed)
    assert {name for name in files if not any(fnmatch(name, pattern) for pattern in patterns)} == set()


def commands() -> list[str]:
    """Every call of pressenetz in README's code, in blocks and in the running text."""
    found = re.findall(r"pressenetz (?:run|network|report|merges|forget|evaluate|info)\b[^\n`|>]*", README)
    return sorted({line.strip() for line in found})


@pytest.mark.parametrize("command", commands())
def test_commands_parse(command: str) -> None:
    """Every command line in README is one that the program takes."""
    words = [word for word in shlex.split(command)[1:] if word != "--help"]
    if words == ["run"]:
        words.append("corpus")

    assert _parser().parse_args(words).command


def command_table() -> list[str]:
    """The calls in the table of commands."""
    begin = README.index("| command | what it does |")
    return re.findall(r"^\| `(pressenetz [^`]+)` \|", README[begin : README.index("\n\n", begin)], flags=re.MULTILINE)


def test_every_command_is_in_the_table() -> None:
    """README's table of commands has every command of the program, and no other."""
    (subparsers,) = (action for action in _parser()._actions if action.metavar == "COMMAND")

    assert sorted(line.split()[1] for line in command_table()) == sorted(subparsers.choices or ())


@pytest.mark.parametrize("command", command_table())
def test_the_table_of_commands_runs(command: str, demo: Path, tmp_path: Path, tiny_model: str) -> None:
    """Each command of the table does its work on a copy of the demo run, with a small model."""
    shutil.copytree(demo, tmp_path / "out")
    (tmp_path / "gold.jsonl").write_text(GOLD + "\n", encoding="utf-8")
    values = {
        "CORPUS": str(ROOT / "corpus"),
        "OUTPUT": "out",
        "GOLD": "gold.jsonl",
        "ARTICLE_ID": "kasachstan-2022-01.txt",
    }
    words = [values.get(word, word) for word in shlex.split(command)[1:]]
    if words[0] == "run":
        words += ["--model", tiny_model]

    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=tmp_path, env=ENVIRONMENT, capture_output=True
    )
    assert (done.returncode, bool(done.stdout)) == (0, True)


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    """All long options of a parser and its commands."""
    own = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    commands = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return own.union(*(options_of(each) for choices in commands for each in choices.values()))


def test_options_named_exist() -> None:
    """Every option in README is one of the program; those of a worker of Dask are its own."""
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) <= options_of(_parser()) | {"--nthreads"}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Files that our pages link to exist, and so do the headings in them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = link.partition("#")
        if not link.startswith("https://"):
            target = (ROOT / page).parent / path if path else ROOT / page
            assert target.exists(), link
            assert not heading or heading in headings(target.read_text(encoding="utf-8")), link


def headings(text: str) -> set[str]:
    """The anchors that GitHub makes of headings."""
    lines = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES)
def test_files_named_exist(page: str) -> None:
    """Files that our pages name in code are there, and so are the modules that they run."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:training|benchmarks|corpus|notebooks|\.ci|tests)/[\w./-]*)`", text)
    named += [
        f"{module.replace('.', '/')}.py" for module in re.findall(r"python -m ((?:training|benchmarks)\.\w+)", text)
    ]
    named += re.findall(r"python ((?:training|benchmarks|tests)/\w+\.py)", text)

    assert [name for name in named if not (ROOT / name).exists() and name != "training/work"] == []


@pytest.mark.model
def test_the_tour_is_what_happens(demo: Path, tmp_path: Path) -> None:
    """The tour's commands and lines of Python print what README shows (`python -m tests.helpers.tour` rewrites it)."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(demo, tmp_path / "outputs" / "demo")

    assert played(README, tmp_path) == README


def test_set_up_commands_are_those_of_continuous_integration() -> None:
    """The two commands at the top stand alone on their lines, where `.ci/run` takes them from."""
    (main_job, tests) = re.findall(r"^```\n(pip install -e [^\n]*)\n```$", README, flags=re.MULTILINE)[:2]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.findall(r"^eval \"\$\(sed -n '(\d)p' <<<\"\$commands\"\)\"", script, flags=re.MULTILINE)

    assert "pressenetz run corpus" in main_job
    assert "pytest" in tests
    assert taken == ["1", "2"]


def test_the_settings_file_is_valid(tmp_path: Path) -> None:
    """The settings file that README shows can be read."""
    (tmp_path / "pressenetz.toml").write_text(block("model", kind="toml"), encoding="utf-8")

    assert read_settings(tmp_path / "pressenetz.toml").labels == ("PER", "ORG")


@pytest.mark.filterwarnings("ignore")  # Dask's client warns of its own affairs
def test_the_cluster_example_runs(tmp_path: Path, tiny_model: str) -> None:
    """README's commands start a scheduler and a worker, and a run on them ends well."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'pressenetz[dask]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    lines = [line.partition("#")[0].strip() for line in block("dask scheduler", kind="bash").splitlines()]
    scheduler, worker, job = [shlex.split(line.replace("HOST:8786", f"127.0.0.1:{port}")) for line in lines]
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    dask = [sys.executable, "-c", "from dask.__main__ import main; main()"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": ENVIRONMENT, "cwd": tmp_path}
    with ExitStack() as started:
        for part in ([*scheduler, "--port", port, *local], [*worker, *local]):
            process = started.enter_context(subprocess.Popen([*dask, *part[1:]], **quiet))
            started.callback(process.terminate)
        (tmp_path / "corpus").symlink_to(ROOT / "corpus")
        command = [sys.executable, "-m", "pipeline", *job[1:], "--model", tiny_model]
        done = subprocess.run(command, env=ENVIRONMENT, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    assert (done.returncode, done.stderr[-500:] if done.returncode else "") == (0, "")
    assert len(open_run(tmp_path / "outputs" / "demo").articles) == 20


def figures(text: str) -> set[str]:
    """Scores with three decimal places, and ratios."""
    return set(re.findall(r"\d\.\d{3}\b|\d\.\d\d×", text))


def test_figures_are_those_of_the_results() -> None:
    """Scores in README stand in the files that the scripts wrote."""
    begin = README.index("## How good it is")
    measured = "".join((ROOT / name / "RESULTS.md").read_text(encoding="utf-8") for name in ("training", "benchmarks"))

    assert len(figures(README[begin:])) > 10
    assert figures(README[begin:]) <= figures(measured)


def block(first: str, *, kind: str = "") -> str:
    """The code block of README that begins with a line."""
    begin = README.index(f"```{kind}\n{first}") + len(kind) + 4
    return README[begin : README.index("```", begin)]


def test_the_alias_example_is_valid(tmp_path: Path) -> None:
    """The alias file that README shows can be read and has every action."""
    (tmp_path / "aliases.csv").write_text(block("action,"), encoding="utf-8")

    assert {row.action for row in read_aliases(tmp_path / "aliases.csv").rows} == set(ACTIONS)


def test_the_gazetteer_example_is_valid(tmp_path: Path) -> None:
    """The gazetteer that README shows can be read."""
    (tmp_path / "names.csv").write_text(block("name,label"), encoding="utf-8")

    assert read_gazetteer(tmp_path / "names.csv").labels == {"Semirek Holding": "ORG", "Qaragandy": "LOC"}
