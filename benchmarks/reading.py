"""Quality and speed of reading: word F1, titles and dates on pages with a golden file, compared with trafilatura.

    python -m benchmarks.reading [--pages] [FOLDER]
    python -m benchmarks.reading --speed FOLDER

FOLDER holds pages and a `golden.json` (name -> title, date, text); by default the pages of the tests. With --speed it
is any corpus, and the processor time of reading it is measured.
"""

import argparse
import json
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any
from unicodedata import normalize

import trafilatura

from benchmarks.markdown import markdown_table
from pipeline.reading.articles import Article, read_corpus

PAGES = Path(__file__).parent.parent / "tests" / "data" / "articles" / "pages"
Told = tuple[str, str | None, str | None]


def word_f1(text: str, expected: str) -> float:
    """F1 of two texts as bags of words."""
    found, wanted = (Counter(re.findall(r"\w+", normalize("NFC", part).casefold())) for part in (text, expected))
    shared = (found & wanted).total()
    return 2 * shared / ((found.total() + wanted.total()) or 1)


def ours(page: Path) -> Told:
    """Text, title and date as the package reads them."""
    article = next(iter(read_corpus(page, today=date(2030, 1, 1))))
    return (article.text, article.title, article.date) if isinstance(article, Article) else ("", None, None)


def plain_trafilatura(page: Path) -> Told:
    """Text, title and date by trafilatura alone."""
    found: Any = trafilatura.bare_extraction(page.read_bytes(), with_metadata=True, include_comments=False)
    return (found.text or "", found.title, found.date) if found else ("", None, None)


def measure_speed(corpus: Path) -> None:
    """Print the processor time of reading a corpus, loading included."""
    begin = time.process_time()
    articles = [item for item in read_corpus(corpus) if isinstance(item, Article)]
    seconds = time.process_time() - begin
    characters = sum(len(article.text) for article in articles)
    rate = 1e9 * seconds / characters
    print(f"{len(articles)} articles, {characters} characters: {seconds:.2f} s, {rate:.0f} µs per 1000 characters")


def main() -> None:
    """Measure quality or speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--pages", action="store_true", help="a line for each page too")
    arguments = parser.parse_args()
    if arguments.speed:
        measure_speed(arguments.folder)
    else:
        measure_quality(arguments.folder, pages=arguments.pages)


def measure_quality(folder: Path, *, pages: bool) -> None:
    """Print the means as a Markdown table, with `pages` after a line per page."""
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    rows = []
    for name, read in (("pressenetz", ours), ("trafilatura", plain_trafilatura)):
        begin = time.process_time()
        told = {page: read(folder / page) for page in sorted(golden)}
        seconds = time.process_time() - begin
        scores = {page: word_f1(told[page][0], golden[page]["text"]) for page in told}
        for page, score in scores.items() if pages else ():
            print(f"{name:12} {page:32} {score:.3f}  {told[page][1]!r}  {told[page][2]}")
        right = [
            mean(told[page][place] == golden[page][key] for page in told) for place, key in ((1, "title"), (2, "date"))
        ]
        figures = [mean(scores.values()), min(scores.values()), *right]
        rows.append([name, *(f"{figure:.3f}" for figure in figures), f"{1000 * seconds / len(told):.0f} ms"])
    header = [f"{len(golden)} pages", "word F1, mean", "lowest", "titles right", "dates right", "a page"]
    print(markdown_table(header, rows))


if __name__ == "__main__":
    main()
