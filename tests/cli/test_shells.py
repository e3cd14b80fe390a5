"""What shells and systems expect: the version, suggestions, completion, and paths that fit."""

import json
import shutil
import subprocess
from pathlib import Path, PureWindowsPath

import pytest

from pipeline.cli.completion import SHELLS, completion_script
from pipeline.cli.main import main
from pipeline.cli.parser import build_parser
from pipeline.cli.windows_paths import LONGEST_NAME, MAX_PATH, is_too_long, warn_of_long_paths
from pipeline.errors import PressenetzWarning
from pipeline.publication import STAGING


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints name and version, without a command."""
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.split()[0] == "pressenetz"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["netwrok", "out"], "unknown command 'netwrok'; did you mean 'network'?"),
        (["rum"], "did you mean 'run'?"),
        (["run", "corpus", "--ouput", "x"], "did you mean '--output'?"),
        (["--versoin"], "unknown option '--versoin'; did you mean '--version'?"),
        (["completion", "bahs"], "argument SHELL: invalid choice: 'bahs'"),
    ],
)
def test_typing_errors_get_a_suggestion(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped command or option is one line with the nearest one, and exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    err = capsys.readouterr().err
    assert (stopped.value.code, err.count("\n")) == (2, 1)
    assert hint in err


def test_network_prints_json(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`network --json` prints run.json, and nothing else, to standard output."""
    shutil.copytree(demo, tmp_path / "out")
    assert main(["network", str(tmp_path / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["articles"] == 20


def completed(line: str) -> list[str]:
    """What bash completes after a line."""
    words = line.split(" ")
    setting = f"COMP_WORDS=({' '.join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}"
    script = completion_script(build_parser(), "bash")
    code = f'{script}\n{setting}; _pressenetz; printf "%s\\n" "${{COMPREPLY[@]}}"'
    return subprocess.run(["bash", "-c", code], check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_commands_and_options() -> None:
    """Commands come first, then the options of the command, shells for `completion`, and else files."""
    assert completed("pressenetz ne") == ["network"]
    assert completed("pressenetz run corpus --min-a") == ["--min-articles"]
    assert completed("pressenetz report --min-a") == []
    assert completed("pressenetz completion ") == list(SHELLS)
    assert "setup.cfg" in completed("pressenetz report setup.c")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_option_is_in_the_script(shell: str) -> None:
    """The script of every shell names all commands and options, and the shell, where installed, accepts it."""
    script = completion_script(build_parser(), shell)
    for word in ("network", "completion", "min-articles", "no-browser", "version"):
        assert word in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


def test_the_longest_name_of_a_file_is_known(demo: Path) -> None:
    """No file of a run, in the staging folder or beside it, needs more room than the warning reckons with."""
    staged = len(f"{STAGING}/{LONGEST_NAME}")
    names = [file.name for file in demo.iterdir()]

    assert max(len(name) for name in names if not name.startswith("checkpoints")) == len(LONGEST_NAME)
    assert len("checkpoints.sqlite-journal") <= staged


def test_windows_paths_may_be_too_long() -> None:
    """The limit counts UTF-16 units with the names of files; extended paths have none; only Windows warns."""
    longest = next(n for n in range(1, MAX_PATH) if is_too_long(PureWindowsPath("C:/" + "a" * n))) - 1
    assert 200 < longest + 3 < MAX_PATH - 12
    assert not is_too_long(PureWindowsPath("C:/" + "😀" * (longest // 2)))
    assert is_too_long(PureWindowsPath("C:/" + "😀" * (longest // 2 + 1)))
    assert is_too_long(PureWindowsPath("//server/share/" + "a" * longest))
    assert not is_too_long(PureWindowsPath("//?/C:/" + "a" * 300))
    with pytest.warns(PressenetzWarning, match="choose an output folder of at most"):
        warn_of_long_paths(Path("/" + "a" * 250), platform="win32")
    warn_of_long_paths(Path("/" + "a" * 250), platform="linux")
