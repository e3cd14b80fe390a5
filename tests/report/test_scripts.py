"""Search in Python and in the report agree: the same folds, the same likeness."""

import json
import random
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.names import alias_csv, name_key, read_aliases
from pipeline.names.forms import tidy
from pipeline.report.embedded_json import to_json
from pipeline.report.payload import report_data
from pipeline.results.entity_search import NameIndex, fold, likeness
from tests.helpers.handmade import HOSTILE, NAMES, SOURCES, make_tables

PAGE = Path(__file__).parents[1] / "page"
SRC = Path(__file__).parents[2] / "pipeline" / "report" / "templates" / "src"
GOLDEN = json.loads((PAGE / "folds.json").read_text(encoding="utf-8"))
NODE = shutil.which("node")
MODULES = {"fold": "fold", "search": "search", "model": "model", "names": "name-key", "lines": "alias-lines"}
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not installed")
LETTERS = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x250, 0x2AF),
    (0x300, 0x36F),
    (0x370, 0x52F),
    (0x1E00, 0x1FFF),
    (0x2000, 0x22FF),
]
LETTERS += [(0x2C60, 0x2C7F), (0xFB00, 0xFB06), (0xFF00, 0xFF5E), (0x1D400, 0x1D7FF), (0x1F600, 0x1F64F)]


def in_node(expression: str, value: object) -> Any:
    """Evaluate an expression over `value` and the page's modules under the names in `MODULES`."""
    modules = "".join(
        f"import * as {name} from {json.dumps((SRC / f'{file}.js').as_uri())};" for name, file in MODULES.items()
    )
    read = 'import { readFileSync } from "node:fs"; const value = JSON.parse(readFileSync(0, "utf8"));'
    script = f"{modules}{read}console.log(JSON.stringify({expression}))"
    command = [str(NODE), "--input-type=module", "--eval", script]
    done = subprocess.run(
        command, input=json.dumps(value), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def random_texts(count: int) -> list[str]:
    """Short texts in the alphabets of European names, with symbols."""
    source = random.Random(7)
    ranges = [source.choice(LETTERS) for _ in range(count)]
    common = "abcdefghijklmnopqrstuvwxyzäöüß'.-"
    return [
        "".join(
            source.choice((source.choice(common), chr(source.randint(*each)))) for _ in range(source.randint(1, 12))
        )
        for each in ranges
    ]


@pytest.mark.parametrize(("text", "expected"), GOLDEN["folds"].items())
def test_folds_are_those_of_the_page(text: str, expected: str) -> None:
    """Python folds names as tests/page/fold.test.js expects of the page."""
    assert fold(text) == expected


@pytest.mark.parametrize(("query", "word", "expected"), GOLDEN["likeness"])
def test_likeness_is_that_of_the_page(query: str, word: str, expected: float) -> None:
    """Python measures likeness as tests/page/fold.test.js expects of the page."""
    assert likeness(query, word) == pytest.approx(expected, abs=1e-5)


@needs_node
def test_any_text_folds_alike() -> None:
    """Random texts in many alphabets have the same fold in Python and in the page."""
    texts = random_texts(5_000)

    assert in_node("value.map(fold.fold)", texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(("name", "tidied", "key"), json.loads((PAGE / "name-keys.json").read_text(encoding="utf-8")))
def test_keys_of_names_are_those_of_the_page(name: str, tidied: str, key: str) -> None:
    """Python has the keys of names that tests/page/corrections.test.js expects of the page."""
    assert (tidy(name), name_key(name)) == (tidied, key)


@needs_node
def test_any_name_has_the_same_key() -> None:
    """Random names have the same key in Python and in the page; letters that only Python folds are rare alphabets'."""
    texts = [text for text in random_texts(5_000) if text.casefold() == text.lower().replace("ß", "ss")]

    assert len(texts) > 3_000
    assert in_node("value.map((name) => [names.tidy(name), names.nameKey(name)])", texts) == [
        [tidy(text), name_key(text)] for text in texts
    ]


@needs_node
def test_alias_files_of_the_page_are_those_of_python(tmp_path: Path) -> None:
    """Any names are written alike by both, and read back as they were."""
    texts = [*HOSTILE, *random_texts(500)]
    lines = [["merge", f"a{number}", "", tidy(text) or "x", "", text] for number, text in enumerate(texts)]
    written = in_node("lines.aliasCsv(value.map(lines.lineOf))", lines)
    (tmp_path / "aliases.csv").write_text(written, encoding="utf-8-sig", newline="")

    assert written == alias_csv(lines)
    assert [row.target for row in read_aliases(tmp_path / "aliases.csv").rows] == [line[3] for line in lines]


@needs_node
@pytest.mark.parametrize(
    "article_id",
    ["a.txt", "a[1]*?!.txt", "x  y\tz.txt", "'q' .txt\"", "u\u0308.txt", "ü.txt", "[!a].txt", "#1.jsonl:3"],
)
def test_patterns_of_articles_fit_the_article(article_id: str, tmp_path: Path) -> None:
    """The pattern for one article, read from the file, fits this article and not another."""
    pattern = in_node("lines.articlePattern(value)", article_id)
    (tmp_path / "aliases.csv").write_text(alias_csv([["rename", "A", "", "B", pattern, ""]]), encoding="utf-8")
    (row,) = read_aliases(tmp_path / "aliases.csv").rows

    assert row.applies("PER", article_id)
    assert not row.applies("PER", f"{article_id}x")
    assert not row.applies("PER", "b.txt")


@needs_node
def test_random_words_have_the_same_likeness() -> None:
    """Random words, many of them similar, have the same likeness in Python and in the page."""
    words = [word for word in map(fold, random_texts(1_000)) if word]
    pairs = [*pairwise(words)]
    pairs += [(word, f"{word[:cut]}x{word[cut + 1 :]}") for word in words for cut in range(len(word))]
    pairs += [(a[: len(a) // 2 + 1], b + a) for a, b in pairwise(words)]
    scores = [likeness(*pair) for pair in pairs]

    assert in_node("value.map((pair) => search.likeness(...pair))", pairs) == pytest.approx(scores)
    assert len(set(scores)) > 5


@needs_node
@pytest.mark.parametrize("first", ["Michail", "Mihail", "Mikhail"])
def test_both_searches_find_the_same(first: str) -> None:
    """`find` and the search field of the page return the same entities."""
    names = {**NAMES, "PER:nasarbajew": (f"{first} Müller-Čapek", None)}
    tables = make_tables(SOURCES, names)
    data = json.loads(to_json(report_data(tables, {"settings": {"window": "sentence"}})))
    queries = [
        "Michail",
        "Mihail",
        "Mikhail",
        "Mueller",
        "muller capek",
        "Tokayev",
        "bajew",
        "a",
        "csto",
        "Kasachstan",
        "x",
    ]
    find = (
        "search.findEntities(search.buildIndex(model.buildModel(value.data).entities, []), query).map((one) => one.id)"
    )
    seen = in_node(f"value.queries.map((query) => {find})", {"data": data, "queries": queries})
    index = NameIndex(tables["entities"], tables["mentions"])

    found = {query: set(index.find(query)["entity_id"]) for query in queries}
    assert dict(zip(queries, map(set, seen), strict=True)) == found
    assert all("PER:nasarbajew" in found[query] for query in queries[:5])
    assert found["x"] == set()
