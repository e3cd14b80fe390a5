"""Reading: every format and encoding against golden results; damaged and hostile input is accounted for."""

import json
import random
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import CorpusError
from pipeline.reading.articles import Article, Failure, read_corpus

DATA = Path(__file__).parents[1] / "data" / "articles"
FILES: dict[str, dict[str, Any]] = json.loads((DATA / "files.json").read_text(encoding="utf-8"))
PAGES: dict[str, dict[str, Any]] = json.loads((DATA / "pages" / "golden.json").read_text(encoding="utf-8"))
TODAY = date(2026, 1, 1)
TEXT = "Die Außenministerin traf in Köln den Präsidenten.\n"


def read(corpus: Path) -> dict[str, Article | Failure]:
    """Return what is read by article id or path."""
    items = list(read_corpus(corpus, today=TODAY))
    found = {item.article_id if isinstance(item, Article) else item.path: item for item in items}
    assert len(found) == len(items), "every id is used once"
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, Article | Failure]:
    """The folder of files in every format and encoding, read once."""
    return read(DATA / "files")


def shown(item: Article | Failure, names: Iterable[str]) -> dict[str, Any]:
    """The fields of an article that a golden result names."""
    values = {name: getattr(item, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@pytest.mark.filterwarnings("ignore:Duplicate name")  # zipfile's, of the archive that is made here
def test_no_article_id_is_used_twice(tmp_path: Path) -> None:
    """Of two archive members with the same name, the first is read and the second is a failure."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x.txt", TEXT)
        archive.writestr("x.txt", "Anderes.")
        archive.writestr("y.txt", TEXT)
    found = list(read_corpus(tmp_path, today=TODAY))

    assert [item.article_id for item in found if isinstance(item, Article)] == ["a.zip!x.txt", "a.zip!y.txt"]
    assert [item.path for item in found if isinstance(item, Failure)] == ["a.zip!x.txt"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_golden_files(name: str, files: dict[str, Article | Failure]) -> None:
    """Each file, record and archive member yields the article or failure of the golden results."""
    golden, item = FILES[name], files[name]
    if isinstance(item, Failure) and "pressenetz[documents]" in item.error:
        pytest.skip("the libraries of the extra [documents] are not installed")

    if "error" in golden:
        assert isinstance(item, Failure)
        assert golden["error"] in item.error
    else:
        assert isinstance(item, Article)
        assert shown(item, golden) == golden


def test_nothing_but_the_golden_files(files: dict[str, Article | Failure]) -> None:
    """Hidden files and folders of archives leave no trace; nothing is read twice."""
    assert sorted(files) == sorted(FILES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_golden_pages(name: str) -> None:
    """Title, date, source, author and notes of each page are right, and its text nearly word for word."""
    golden = dict(PAGES[name])
    (article,) = read(DATA / "pages" / name).values()
    assert isinstance(article, Article)
    text = golden.pop("text").split()

    assert shown(article, golden) == golden
    assert set(text) <= set(article.text.split())
    assert len(article.text.split()) <= 1.05 * len(text)


def test_order_is_that_of_names(files: dict[str, Article | Failure]) -> None:
    """Files are sorted by path, regardless of the order in the file system."""
    paths = [item.path for item in read_corpus(DATA / "files", today=TODAY)]
    folders = [path.split("!")[0].split("#")[0].split("/") for path in paths]

    assert folders == sorted(folders)


def test_missing_corpus() -> None:
    """A corpus that does not exist raises an error of one helpful line."""
    with pytest.raises(CorpusError, match=r"no corpus at .*nirgends: give a folder"):
        list(read_corpus(Path("nirgends")))


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """A single file is read like a folder, with its name as its path."""
    (tmp_path / "2022-01-07_a.txt").write_text(TEXT, encoding="utf-8")
    (article,) = read(tmp_path / "2022-01-07_a.txt").values()

    assert isinstance(article, Article)
    assert (article.article_id, article.date) == ("2022-01-07_a.txt", "2022-01-07")


def test_the_users_article() -> None:
    """`date 2022-01 Die Lage …` yields the date and a text that begins with „Die Lage“."""
    (article,) = read(Path(__file__).parents[2] / "corpus" / "kasachstan-2022-01.txt").values()

    assert isinstance(article, Article)
    assert article.date == "2022-01"
    assert article.text.startswith("Die Lage im zentralasiatischen Land spitzt sich weiter zu")
    assert article.text.count("\n\n") == 8


def test_demo_corpus_is_read_whole() -> None:
    """All 20 articles of the demo corpus are read, dated and German."""
    items = list(read_corpus(Path(__file__).parents[2] / "corpus", today=TODAY))

    assert len(items) == 20
    assert all(isinstance(item, Article) and item.language == "de" and item.date for item in items)


def test_long_line_is_one_article(tmp_path: Path) -> None:
    """A text of 5 MB on a single line is one article, whole."""
    sentence = "Der Präsident sprach in Almaty über 1.234,5 Mio. Euro. "
    (tmp_path / "lang.txt").write_text(sentence * 100_000, encoding="utf-8")
    (article,) = read(tmp_path).values()

    assert isinstance(article, Article)
    assert article.text == (sentence * 100_000).strip()


def test_any_language_leaves_no_note() -> None:
    """With `any_language`, an English article has no note that it is not analysed."""
    (item,) = read_corpus(DATA / "files" / "english.txt", any_language=True, today=TODAY)

    assert isinstance(item, Article)
    assert (item.language, item.notes) == ("en", ())


def test_a_page_called_txt(tmp_path: Path) -> None:
    """A saved HTML page is recognised even if its suffix is .txt."""
    page = DATA / "pages" / "12_short_message.html"
    (tmp_path / "a.txt").write_bytes(page.read_bytes())

    assert shown(read(tmp_path)["a.txt"], ["title", "text"]) == shown(read(page)[page.name], ["title", "text"])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_of_all_systems(tmp_path: Path, newline: str) -> None:
    """Header and paragraphs are found with all kinds of newlines."""
    lines = ["Titel: Ein Gespräch", "Datum: 7.1.2022", "", TEXT.strip(), "", TEXT.strip()]
    (tmp_path / "a.txt").write_bytes(newline.join(lines).encode())
    (article,) = read(tmp_path).values()

    assert isinstance(article, Article)
    assert (article.title, article.date, article.text) == (
        "Ein Gespräch",
        "2022-01-07",
        f"{TEXT.strip()}\n\n{TEXT.strip()}",
    )


def test_hundreds_of_damaged_files(tmp_path: Path) -> None:
    """Each truncated, flipped, spliced or repeated file is accounted for, and none ends the run."""
    chance = random.Random(7)
    sources = [path for path in sorted((DATA / "files").rglob("*")) if path.is_file() and path.suffix != ".html"]
    for number in range(300):
        source = sources[number % len(sources)]
        (tmp_path / f"{number:03}{''.join(source.suffixes[-2:])}").write_bytes(damaged(source.read_bytes(), chance))
    items = list(read_corpus(tmp_path, today=TODAY))

    assert {item.path.split("!")[0].split("#")[0] for item in items} >= {path.name for path in tmp_path.iterdir()}
    assert not [item for item in items if isinstance(item, Failure) and item.error.startswith("unexpected")]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut the bytes, flip some, or repeat a part."""
    place = chance.randrange(len(data) + 1)
    flipped = bytes(byte ^ (chance.randrange(256) if chance.random() < 0.01 else 0) for byte in data)
    return chance.choice([data[:place], flipped, data[:place] + data[place // 2 :], data[place:] + data[:place]])
