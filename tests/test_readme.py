"""README, CONTRIBUTING and the pages under docs/ agree with the code."""

import argparse
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

import pytest

import pipeline
from pipeline import open_run, publish
from pipeline.cli.parser import build_parser
from pipeline.names import RULES
from pipeline.names.aliases import ACTIONS, read_aliases
from pipeline.names.gazetteer import read_gazetteer
from pipeline.replication import CHOICES
from pipeline.replication.data_package import column_meanings
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings, read_settings
from tests.helpers import tour

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = {f"docs/{file.name}": file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").glob("*.md"))}
USER_PAGES = {"README.md": README, "README.de.md": (ROOT / "README.de.md").read_text(encoding="utf-8"), **GUIDE}
PAGES = (*USER_PAGES, "CONTRIBUTING.md", "CHANGELOG.md", "training/README.md", "outputs/README.md")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
PART = r"[\w.*-]+(/[\w.*-]*)+|[\w-]+\.(?:py|js|json|md|toml|cfg)"
"""The shape of a path, or of a file in the root or directly in the package."""
TABLES = "| table | one row per | columns |"
VALUES = {
    "--label": ("PER",),
    "--window": ("document",),
    "--scheduler": ("tcp://host:1",),
    "--any-language": (),
    "--follow-links": (),
    "--full-graph": (),
}
"""Arguments of those options that do not take a number or a name."""
GOLD = '{"text": "Toqajew besuchte Almaty.", "spans": [[0, 7, "PER"], [17, 23, "LOC"]]}'


def table(page: str, header: str) -> list[list[str]]:
    """Cells of each row of the table on a user page that has this header."""
    lines = USER_PAGES[page].splitlines()
    begin = lines.index(header) + 2
    end = next((at for at in range(begin, len(lines)) if not lines[at].startswith("|")), len(lines))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[begin:end]]


def coded(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def test_the_guide_is_complete() -> None:
    """README in both languages links to every page under docs/."""
    assert len(GUIDE) >= 7
    for page in tour.PAGES:
        assert sorted(re.findall(r"^\| \[(docs/\w+\.md)\]", USER_PAGES[page], flags=re.MULTILINE)) == sorted(GUIDE)


def test_the_column_table_is_the_schema() -> None:
    """The table of tables lists every column of every table, in the order of the code."""
    listed = {coded(name)[0]: coded(columns) for name, _, columns in table("docs/outputs.md", TABLES)}

    assert listed == {f"{name}.parquet": schema.names for name, schema in SCHEMAS.items()}


def test_every_column_is_explained() -> None:
    """Every column of the contract has exactly one line that explains it, and no other has."""
    explained = [coded(name)[0] for name, _ in table("docs/outputs.md", "| column | meaning |")]

    assert sorted(explained) == sorted({name for schema in SCHEMAS.values() for name in schema.names})


def test_the_meanings_of_columns_are_those_of_the_data_sheet() -> None:
    """`pipeline/replication/columns.csv`, of which data sheets are made, is the table of columns: change both."""
    rows = table("docs/outputs.md", "| column | meaning |")

    assert [(coded(name)[0], meaning) for name, meaning in rows] == list(column_meanings().items())


def test_every_column_is_published_or_not() -> None:
    """`replication/shared_tables.py` decides for every column whether a folder without texts may hold it."""
    decided = {name: sorted((*each.published, *each.optional, *each.withheld)) for name, each in CHOICES.items()}

    assert decided == {name: sorted(schema.names) for name, schema in SCHEMAS.items()}


def test_every_rule_is_explained() -> None:
    """The table of rules is that of the code, in its order."""
    rows = table("docs/outputs.md", "| rule | why the mention is that entity |")

    assert [(coded(rule)[0], why) for rule, why in rows] == list(RULES.items())


def test_every_alias_action_is_explained() -> None:
    """The table of actions has every action of an alias file, in the order of the code."""
    assert [coded(action)[0] for action, _ in table("docs/names.md", "| action | effect |")] == list(ACTIONS)


def test_every_setting_is_explained() -> None:
    """The table of settings has every setting in the order of the code, with an option of the command `run`."""
    rows = table("docs/commands.md", "| setting | option | default | meaning |")

    assert [coded(name)[0] for name, *_ in rows] == [field.name for field in fields(Settings)]
    for name, option, *_ in rows:
        for each in coded(option):
            args = vars(build_parser().parse_args(["run", "corpus", each, *VALUES.get(each, ("1",))]))
            assert args[coded(name)[0]], each


def test_every_file_of_a_run_is_documented(demo: Path) -> None:
    """The page on outputs lists the files of a run folder, no more and no fewer; README lists some of them."""
    rows = table("docs/outputs.md", TABLES) + table("docs/outputs.md", "| other files | contents |")
    files = {file.name for file in demo.iterdir()}

    assert {name for cell, *_ in rows for name in coded(cell)} == files
    in_english, in_german = (
        {name for cell, _ in table(page, header) for name in coded(cell)}
        for page, header in (("README.md", "| file | contents |"), ("README.de.md", "| Datei | Inhalt |"))
    )
    assert in_english == in_german
    assert in_english < files


def test_every_file_of_a_run_is_in_the_privacy_table(demo: Path) -> None:
    """The page on privacy says of every file of a run folder what it holds of people."""
    patterns = [pattern for cell, _ in table("docs/privacy.md", "| file | contents |") for pattern in coded(cell)]

    assert [file.name for file in demo.iterdir() if not any(fnmatch(file.name, pattern) for pattern in patterns)] == []


def commands() -> list[str]:
    """Every call of pressenetz on the user pages, in blocks and in the running text."""
    pattern = r"pressenetz (?:run|network|report|merges|forget|combine|evaluate|info|open|publish|verify)\b[^\n`|>]*"
    return sorted({line.strip() for text in USER_PAGES.values() for line in re.findall(pattern, text)})


@pytest.mark.parametrize("command", commands())
def test_commands_parse(command: str) -> None:
    """The program accepts every command line on the user pages."""
    words = [word for word in shlex.split(command)[1:] if word != "--help"]
    if words == ["run"]:
        words.append("corpus")

    assert build_parser().parse_args(words).command


def command_table() -> list[str]:
    """The calls in the table of commands."""
    return [coded(call)[0] for call, _ in table("docs/commands.md", "| command | what it does |")]


def test_every_command_is_in_the_table() -> None:
    """The table of commands has every command of the program, and no other."""
    (subparsers,) = (action for action in build_parser()._actions if action.metavar == "COMMAND")

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
        "FOLDER": "published",
        "ARTICLE_ID": "kasachstan-2022-01.txt",
    }
    words = [values.get(word, word) for word in shlex.split(command)[1:]]
    if words[0] == "run":
        words += ["--model", tiny_model]

    if words[0] == "open":
        words += ["--no-browser"]
    if words[0] == "combine":
        for name in ("taz", "faz"):
            shutil.copytree(demo, tmp_path / "outputs" / name)
    if words[0] == "verify":
        publish(tmp_path / "out", tmp_path / "published")

    command_line = [sys.executable, "-m", "pipeline", *words]
    with subprocess.Popen(command_line, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        if words[0] == "open":  # it serves until then
            process.send_signal(signal.SIGINT)
        process.communicate()
    assert (process.returncode, bool(first)) == (0, True)


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    """All long options of a parser and its commands."""
    own = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
    commands = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return own.union(*(options_of(each) for choices in commands for each in choices.values()))


@pytest.mark.parametrize("page", USER_PAGES)
def test_options_named_exist(page: str) -> None:
    """Every option on a user page is one of the program, except in commands that measure it and start Dask."""
    text = re.sub(r"`python -m benchmarks[^`]*`", "", USER_PAGES[page])
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))

    assert named <= options_of(build_parser()) | {"--nthreads"}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Files that a page links to exist, and so do the headings in them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, heading = link.partition("#")
        if not link.startswith("https://"):
            target = (ROOT / page).parent / path if path else ROOT / page
            assert target.exists(), link
            assert not heading or heading in headings(target.read_text(encoding="utf-8")), link


def headings(text: str) -> set[str]:
    """Anchors that GitHub makes of headings."""
    lines = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("page", PAGES)
def test_files_named_exist(page: str) -> None:
    """Files and modules that a page names in code exist."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:training|benchmarks|corpus|notebooks|docs|\.ci|tests|pipeline)/[\w./-]*)`", text)
    named += [
        f"{module.replace('.', '/')}.py"
        for module in re.findall(r"python -m ((?:training|benchmarks|tests)\.[\w.]+)", text)
    ]
    named += re.findall(r"(?:python|pytest) ((?:training|benchmarks|tests)/[\w/]+\.py)", text)
    missing = [name for name in named if not (ROOT / name).exists() and name != "training/work"]

    assert missing == []


def test_parts_named_in_contributing_exist() -> None:
    """Modules, data files and folders that CONTRIBUTING names in code exist, from the root or within the package."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    named = [name for name in coded(prose) if re.fullmatch(PART, name)]
    missing = [name for name in named if not any(any(base.glob(name)) for base in (ROOT, ROOT / "pipeline"))]

    assert len(named) > 40
    assert missing == []


@pytest.mark.model
@pytest.mark.parametrize("page", tour.PAGES)
def test_the_tour_is_what_happens(page: str, demo: Path, tmp_path: Path) -> None:
    """The tour's commands and lines of Python print what README shows (`python -m tests.helpers.tour` rewrites it)."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(demo, tmp_path / "outputs" / "demo")

    assert tour.played(USER_PAGES[page], tmp_path) == USER_PAGES[page]


def test_set_up_commands_are_those_of_continuous_integration() -> None:
    """README's first two commands stand on lines of their own, and `.ci/run` takes them from there."""
    (main_job, tests) = re.findall(r"^```\n(pip install -e [^\n]*)\n```$", README, flags=re.MULTILINE)[:2]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    taken = re.findall(r"^eval \"\$\(sed -n '(\d)p' <<<\"\$commands\"\)\"", script, flags=re.MULTILINE)

    assert "pressenetz run corpus" in main_job
    assert "pytest" in tests
    assert taken == ["1", "2"]


def test_the_settings_file_is_valid(tmp_path: Path) -> None:
    """The example of a settings file can be read."""
    (tmp_path / "pressenetz.toml").write_text(block("docs/commands.md", "model", kind="toml"), encoding="utf-8")

    assert read_settings(tmp_path / "pressenetz.toml").labels == ("PER", "ORG")


@pytest.mark.filterwarnings("ignore")  # from Dask's client
def test_the_cluster_example_runs(tmp_path: Path, tiny_model: str) -> None:
    """The example commands start a scheduler and a worker, and a run on them succeeds."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'pressenetz[dask]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    lines = [
        line.partition("#")[0].strip() for line in block("docs/scaling.md", "dask scheduler", kind="bash").splitlines()
    ]
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


@pytest.mark.parametrize("page", USER_PAGES)
def test_figures_are_those_of_the_results(page: str) -> None:
    """Scores on a user page stand in the files that the scripts wrote."""
    text = USER_PAGES[page]
    begin = next((text.index(heading) for heading in ("## How good it is", "## Wie gut es ist") if heading in text), 0)
    measured = "".join((ROOT / name / "RESULTS.md").read_text(encoding="utf-8") for name in ("training", "benchmarks"))
    expected = {"README.md": 8, "README.de.md": 8, "docs/quality.md": 16}

    assert len(figures(text[begin:])) >= expected.get(page, 0)
    assert figures(text[begin:]) <= figures(measured)


def block(page: str, first: str, *, kind: str = "") -> str:
    """The code block of a user page that begins with a line."""
    text = USER_PAGES[page]
    begin = text.index(f"```{kind}\n{first}") + len(kind) + 4
    return text[begin : text.index("```", begin)]


def test_the_alias_example_is_valid(tmp_path: Path) -> None:
    """The example of an alias file can be read and has every action."""
    (tmp_path / "aliases.csv").write_text(block("docs/names.md", "action,"), encoding="utf-8")

    assert {row.action for row in read_aliases(tmp_path / "aliases.csv").rows} == set(ACTIONS)


def test_the_gazetteer_example_is_valid(tmp_path: Path) -> None:
    """The example of a gazetteer can be read."""
    (tmp_path / "names.csv").write_text(block("docs/names.md", "name,label"), encoding="utf-8")

    assert read_gazetteer(tmp_path / "names.csv").labels == {"Semirek Holding": "ORG", "Qaragandy": "LOC"}


def test_the_reference_has_every_public_name() -> None:
    """The reference of the site documents each function and class of the door, and the errors by their module."""
    text = (ROOT / "docs" / "reference.rst").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto(?:function|class):: pipeline\.(\w+)(?:\(\))?$", text, flags=re.MULTILINE)

    assert sorted([*named, "PressenetzError"]) == sorted(pipeline.__all__)
    assert ".. automodule:: pipeline.errors" in text
