"""Messages are German where German is chosen: the catalogue is complete, and nothing else depends on the language."""

import argparse
import ast
import os
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo

from pipeline import errors, set_language
from pipeline.cli.main import main
from pipeline.cli.parser import build_parser
from pipeline.errors import SettingsError, unknown_value
from pipeline.translations import CATALOGUE, language, localized, number, preferred_language
from tests.helpers import catalogue

ROOT = Path(__file__).parents[1]
PROGRAMMERS = {
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    "%(heading)s:",
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    " (default: %(default)s)",
    ".__call__() not defined",
    "ambiguous option: %(option)s could match %(matches)s",
    'argument "-" with mode %r',
    "argument '%(argument_name)s' is deprecated",
    "can't open '%(filename)s': %(error)s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "command '%(parser_name)s' is deprecated",
    "conflicting option string: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "expected %s argument",
    "expected at most one argument",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "not allowed with argument %s",
    "one of the arguments %s is required",
    "option '%(option)s' is deprecated",
    "show program's version number and exit",
    "subcommands",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "unrecognized arguments: %s",
}
"""Texts of argparse for programmers, or for features that this command line does not use."""


@pytest.fixture
def in_german():
    """The library speaks German during a test."""
    set_language("de")
    yield
    set_language("en")


def test_the_catalogue_is_complete() -> None:
    """It has every message of the code, each translated, and no other: `python -m tests.helpers.catalogue`."""
    committed = catalogue.german()

    assert {message.id for message in committed} == {message.id for message in catalogue.extracted()}
    assert catalogue.untranslated(committed) == []
    assert [message.id for message in committed if message.fuzzy and message.id] == []
    assert list(committed.obsolete) == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    """What is shipped says what the text file says."""
    with CATALOGUE.open("rb") as file:
        shipped = {tuple(message.id): list(message.string) for message in read_mo(file) if message.id}

    assert len(shipped) > 100
    assert shipped == {tuple(message.id): list(message.string) for message in catalogue.german() if message.id}


def fields(text: str) -> list[str]:
    """Placeholders of a message with their conversions, sorted."""
    named = [f"{name}!{how}:{spec}" for _, name, spec, how in string.Formatter().parse(text) if name is not None]
    return sorted(named + re.findall(r"%(?:\(\w+\))?[rsd]", text))


def test_translations_have_the_placeholders_of_their_messages() -> None:
    """Each translation can be filled in with what its message is filled in with."""
    for message in catalogue.german():
        if message.id:
            forms, strings = (each if isinstance(each, tuple) else (each,) for each in (message.id, message.string))
            assert {str(fields(each)) for each in (*forms, *strings)} == {str(fields(forms[-1]))}, message.id


def test_the_words_of_argparse_are_translated() -> None:
    """Every text that this version of argparse may show on our command line is in the catalogue."""
    found = {message for _, message, *_ in extract_from_file("python", argparse.__file__)}
    texts = {each[0] if isinstance(each, tuple) else each for each in found} - PROGRAMMERS

    assert texts
    assert texts <= {message.id for message in catalogue.german()}


def english_literal(node: ast.AST) -> bool:
    """Whether an expression is a text, or a text with values, that bypasses the catalogue."""
    if isinstance(node, ast.BinOp):
        return english_literal(node.left) or english_literal(node.right)
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(
        isinstance(part, ast.Constant) and re.search(r"\b(?!pressenetz)[a-z]{2}", str(part.value)) for part in parts
    )


OURS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.PressenetzError)
} | {"refuse"}


@pytest.mark.parametrize("file", sorted((ROOT / "pipeline").rglob("*.py")), ids=lambda file: file.stem)
def test_no_message_bypasses_the_catalogue(file: Path) -> None:
    """Errors and warnings are made from marked messages; a mark inside an f-string would not be found."""
    wrong = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in OURS | {"warn", "say", "complain"} and node.args and english_literal(node.args[0]):
                wrong.append((node.lineno, name))
        if isinstance(node, ast.JoinedStr):
            marks = [each for each in ast.walk(node) if isinstance(each, ast.Call) and each.args]
            marks = [each for each in marks if getattr(each.func, "id", "") in ("_", "N_", "NN_", "ngettext")]
            wrong += [(each.lineno, "f-string") for each in marks if isinstance(each.args[0], ast.Constant)]

    assert wrong == []


@pytest.mark.parametrize(
    ("environment", "chosen"),
    [
        ({}, "en"),
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "den_CA"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "de_CH"}, "de"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "de"),
        ({"LANG": "en_US", "LANGUAGE": "nds:de:en"}, "de"),
        ({"LANG": "de_DE", "LANGUAGE": "en"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], chosen: str) -> None:
    """The variables count in the order of gettext: LANGUAGE beside a locale, LC_ALL, LC_MESSAGES, LANG."""
    assert preferred_language(environment, platform="linux") == chosen


@pytest.mark.parametrize(
    ("locale", "chosen"), [("German_Germany", "de"), ("de_DE", "de"), ("English_United States", "en")]
)
def test_windows_tells_its_language(locale: str, chosen: str) -> None:
    """Where no variable is set, the locale of Windows counts, under its old and its new names."""
    assert preferred_language({}, platform="win32", windows=locale) == chosen
    assert preferred_language({"LANG": "de_DE"}, platform="win32", windows="English_United States") == "de"


def test_an_option_chooses_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """`--sprache` and `--language` work before and after a command, in errors too, and end with the command."""
    for words in (["--sprache", "de", "rum"], ["rum", "--language=de"], ["rum", "--sprache", "de"]):
        with pytest.raises(SystemExit):
            main(words)
        assert "unbekannt: Befehl 'rum'; gemeint vielleicht 'run'?" in capsys.readouterr().err
        assert language() == "en"
    with pytest.raises(SystemExit):
        main(["run", "--sprache", "fr"])
    assert "--sprache/--language: invalid choice: 'fr'" in capsys.readouterr().err


def test_help_is_german_throughout(in_german: None) -> None:
    """Each description, and the help of each option, differs from the English one."""

    def texts() -> list[str]:
        (commands,) = (each for each in build_parser()._actions if isinstance(each, argparse._SubParsersAction))
        found = [str(each.help) for each in commands._choices_actions]
        for parser in commands.choices.values():
            found += [str(parser.description), *(str(each.help) for each in parser._actions if each.dest != "shell")]
        return [text for text in found if "show this help" not in text]

    german = texts()
    set_language("en")
    english = texts()

    assert len(german) == len(english) > 60
    assert not {*german} & {*english}


def test_a_german_summary(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`network --sprache de` prints its summary in German, and writes the same tables as in English."""
    tables = {}
    for chosen in ("de", "en"):
        shutil.copytree(demo, tmp_path / chosen)
        assert main(["network", str(tmp_path / chosen), "--window", "document", "--sprache", chosen]) == 0
        tables[chosen] = {
            file.name: file.read_bytes()
            for pattern in ("*.parquet", "*.csv", "graph.*")
            for file in (tmp_path / chosen).glob(pattern)
        }
        shown = capsys.readouterr().out
        assert ("20 Artikel gelesen (davon 1 Duplikat), 0 fehlgeschlagen" in shown) == (chosen == "de")
        assert ("Am stärksten verbunden:" in shown) == (chosen == "de")

    assert tables["de"] == tables["en"]


def test_stored_messages_are_translated_when_shown(in_german: None) -> None:
    """A finished English message is recognised by the text it was made from; an unknown one stays."""
    damaged = "3 stored analyses are damaged: these articles are analysed again"

    assert localized(damaged) == "3 gespeicherte Auswertungen sind beschädigt: diese Artikel werden neu ausgewertet"
    assert localized("No such file or directory") == "Datei oder Ordner nicht vorhanden"
    assert localized("Toqajew sprach.") == "Toqajew sprach."
    assert localized("no column 'body' for the text; there are a, b") == (
        "keine Spalte 'body' mit dem Text; vorhanden sind a, b"
    )


def test_reasons_are_english_in_tables_and_german_in_the_summary(
    tmp_path: Path, tiny_model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run in German stores why a file failed in English, and prints it in German; its log is English."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Toqajew sprach in Almaty.", encoding="utf-8")
    (tmp_path / "corpus" / "b.txt").touch()
    (tmp_path / "corpus" / "c.xyz").write_text("?", encoding="utf-8")
    out = tmp_path / "out"
    command = ["run", str(tmp_path / "corpus"), "--output", str(out), "--model", tiny_model, "--workers", "0"]
    assert main([*command, "--sprache", "de"]) == 1
    shown = capsys.readouterr().out
    errors = pd.read_parquet(out / "failures.parquet")["error"]

    assert errors[0] == "empty file"
    assert errors[1].startswith("not a format we read: .xyz (read are .txt ")
    assert "b.txt: leere Datei" in shown
    assert "c.xyz: kein lesbares Format: .xyz (gelesen werden .txt " in shown
    assert main([*command, "--sprache", "de"]) == 1
    assert "nichts Neues seit dem letzten Lauf" in capsys.readouterr().err
    assert "nothing new since the last run" in (out / "run.log").read_text(encoding="utf-8")


def test_the_library_speaks_english_until_told(in_german: None) -> None:
    """`set_language` changes messages of the library, and refuses what it does not know."""
    assert unknown_value("x", "sentense", ["sentence"]).startswith("unbekannt: x 'sentense'; gemeint vielleicht")
    with pytest.raises(SettingsError, match="unbekannt: Sprache 'fr'"):
        set_language("fr")
    assert (number(1234567), number(1234.5, ",.2f")) == ("1.234.567", "1.234,50")
    set_language("en")
    assert (number(1234567), number(1234.5, ",.2f")) == ("1,234,567", "1,234.50")
    with pytest.raises(SettingsError, match="unknown language 'fr'"):
        set_language("fr")


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_umlauts_never_end_a_command(encoding: str) -> None:
    """German help is printed to a console or pipe of any encoding."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "pipeline", "network", "--help", "--sprache", "de"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    shown = done.stdout.decode(encoding)

    assert "Aufruf: pressenetz network" in shown
    assert ("zusammenführen" in shown) == (encoding != "ascii")


def test_no_babel_is_needed_to_ask_for_help() -> None:
    """Help in German loads neither Babel nor spaCy nor pandas."""
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['run', '--help', '--sprache', 'de'])\n"
        "except SystemExit: sys.exit(str({'babel', 'spacy', 'pandas'} & {*sys.modules} or '') or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
