"""Settings and their file."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, read_settings


def test_the_file_overrides_the_default_of_the_command(tmp_path):
    """`defaults` apply to settings that neither the file nor the overrides name."""
    file = tmp_path / "a.toml"
    file.write_text('window = "paragraph"\n', encoding="utf-8")

    assert read_settings(file, defaults=Settings(workers=1)).workers == 1
    assert read_settings(file, defaults=Settings(workers=1), workers=3).workers == 3


def test_a_file_overrides_only_its_own_keys(tmp_path: Path) -> None:
    """Keys that the TOML file does not name keep their defaults."""
    file = tmp_path / "settings.toml"
    file.write_text('window = "paragraph"\nlabels = ["PER", "ORG"]\n', encoding="utf-8")

    assert read_settings(file) == Settings(window="paragraph", labels=("PER", "ORG"))


def test_overrides_take_precedence_over_the_file(tmp_path: Path) -> None:
    """Overrides take precedence over the file; None means not given."""
    file = tmp_path / "settings.toml"
    file.write_text('window = "paragraph"\n', encoding="utf-8")

    assert read_settings(file, window="document", model=None).window == "document"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ()),
        ('authority = "a.csv"', ("a.csv",)),
        ('authority = ["a.csv", "b.csv.gz"]', ("a.csv", "b.csv.gz")),
        ('authority = [""]', ()),
    ],
)
def test_authority_lists_are_one_path_or_several(tmp_path: Path, content: str, expected: tuple[str, ...]) -> None:
    """A single path need not be in brackets, and an empty one stands for no list."""
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")

    assert read_settings(file).authority == expected


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("windw = 'sentence'", "did you mean 'window'"),
        ("window = 'sentense'", "did you mean 'sentence'"),
        ("window = 3", "must be a str"),
        ("workers = -1", "0 (in this process) or more"),
        ("workers = true", "must be a int"),
        ("min_confidence = 1.5", "from 0 to 1"),
        ('min_confidence = "high"', "must be a float"),
        ("min_articles = 0", "at least 1"),
        ("labels = ['PERS']", "did you mean 'PER'"),
        ("scheduler = 'localhost'", "tcp://host:port"),
        ("text_field = ' '", "content.rendered"),
        ("text_field = 2", "must be a str"),
        ("authority = 3", "must be a tuple, not 3"),
        ("authority = [3]", "authority must list the paths of files"),
        ("window = ", "not valid TOML"),
        ("workers = " + "[" * 5_000, "nested too deep"),
        ("workers = " + "{a=" * 2_000, "nested too deep"),
        ("workers = " + "9" * 5_000, "not valid TOML"),
        ("workers = 99999999", "at most 1,000"),
        ("article_seconds = 99999999999999999999", "at most 1,000,000, not 99999999999999999999"),
        ("article_seconds = 1" + "0" * 4_200, "not a number of more than 20 digits"),
        ("# " + "x" * 20_000, "larger than"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: str, part: str) -> None:
    """An unknown key or invalid value is refused with one helpful line."""
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(SettingsError) as caught:
        read_settings(file)

    assert part in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A missing settings file is a settings error."""
    with pytest.raises(SettingsError, match=r"nope\.toml"):
        read_settings(tmp_path / "nope.toml")


@pytest.mark.parametrize("window", ["sentence", "paragraph", "document", "sentences:3"])
def test_windows_are_accepted(window: str) -> None:
    """Every window of the README is valid."""
    assert Settings(window=window).window == window
