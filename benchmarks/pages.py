"""Quality of the text of real web pages: mean and lowest word F1, compared with plain trafilatura.

    python -m benchmarks.pages --pages FOLDER [--half seen|unseen] [--each]

`pages.tsv` lists the pages: public test sets of other projects, whose texts belong to their publishers and are not kept
here. FOLDER holds those projects as OWNER/NAME, checked out at the commit in the list; a page whose SHA-256
differs is an error. A hash of the outlet assigns pages to a half: rules are developed on the half `seen`, and the half
`unseen` only measures them.

The gold text is the project's annotation (`text`: the whole article, `parts`: strings that must and must not be kept)
or is given in the list by the numbers of the page's text blocks that form the article, so that no text is quoted.
"""

import argparse
import csv
import gzip
import hashlib
import json
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

from lxml import html as lxml_html

from benchmarks.markdown import markdown_table
from benchmarks.reading import ours, plain_trafilatura, word_f1
from pipeline.reading.decoding import decode

LIST = Path(__file__).parent / "pages.tsv"
FLOOR = 0.8
_INLINE = frozenset("a abbr b bdi cite code em font i mark q s small span strong sub sup time tt u var wbr ins".split())
_SILENT = frozenset("script style noscript template head svg iframe".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A row of the list; `article` is `text`, `parts`, or numbers of blocks such as `12-30 33`."""

    half: str
    kind: str
    outlet: str
    language: str
    repository: str
    commit: str
    path: str
    sha256: str
    article: str

    def data(self, folder: Path) -> bytes:
        """Read the page as its publisher sent it."""
        place = folder / self.repository / self.path
        if not place.is_file():
            raise SystemExit(f"no file {place}; check out {self.repository} at {self.commit} in {folder}")
        data = place.read_bytes()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise SystemExit(f"{self.repository}/{self.path} is not the page of commit {self.commit}")
        return gzip.decompress(data) if self.path.endswith(".gz") else data


def listed() -> list[Page]:
    """The rows of `pages.tsv`."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return [Page(**row) for row in csv.DictReader(lines, delimiter="\t")]


def text_blocks(data: bytes) -> list[str]:
    """All text blocks of a page, boilerplate included, in the order in which the list numbers them."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", decode(data).text), parser=parser)
    joined = "".join(_pieces(tree))
    return [block for block in (" ".join(part.split()) for part in joined.split("\0")) if block]


def _pieces(element: lxml_html.HtmlElement) -> Iterator[str]:
    """Text in the order of the page, with a NUL wherever a block begins or ends."""
    if element.tag in _SILENT:
        return
    border = "" if element.tag in _INLINE else "\0"
    yield border + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield border


def numbered(numbers: str) -> list[int]:
    """`12-14 20` -> 12, 13, 14, 20."""
    spans = [part.partition("-") for part in numbers.split()]
    return [number for first, _, last in spans for number in range(int(first), int(last or first) + 1)]


def article_text(page: Page, folder: Path) -> str:
    """The article as annotated."""
    place = folder / page.repository / page.path
    if page.article != "text":
        blocks = text_blocks(page.data(folder))
        return "\n".join(blocks[number] for number in numbered(page.article))
    if page.repository == "flairNLP/fundus":
        outlet = re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", "", place.name)
        versions = json.loads(_read(place.with_name(f"{outlet}.json")))
        names = sorted(other.name for other in place.parent.glob(f"{outlet}_*.html.gz"))
        body = versions[sorted(versions)[names.index(place.name)]]["body"]
        parts = [[*section["headline"], *section["paragraphs"]] for section in body["sections"]]
        return "\n".join([*body["summary"], *(text for part in parts for text in part)])
    truths = json.loads(_read(folder / page.repository / "ground-truth.json"))
    return str(truths[place.name.removesuffix(".html.gz")]["articleBody"])


def parts_score(page: Page, folder: Path, text: str) -> float:
    """F1 of annotated strings, which the text must (`with`) or must not (`without`) contain."""
    told = json.loads(_read(folder / page.repository / "tests" / "evaldata.json"))
    entry = next(entry for entry in told.values() if entry["file"] == Path(page.path).name)
    plain = " ".join(text.split())
    kept = [sum(" ".join(part.split()) in plain for part in entry[side]) for side in ("with", "without")]
    return 2 * kept[0] / ((kept[0] + kept[1] + len(entry["with"])) or 1)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def measure(pages: list[Page], folder: Path, *, each: bool) -> None:
    """Print a table by half and kind: mean and lowest score, pages below the floor, time per page."""
    scores: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    seconds = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        for page in pages:
            place = Path(name) / "page.html"
            place.write_bytes(page.data(folder))
            pair = []
            for reader, read in enumerate((ours, plain_trafilatura)):
                begin = time.process_time()
                text = read(place)[0]
                seconds[reader] += time.process_time() - begin
                is_parts = page.article == "parts"
                pair.append(parts_score(page, folder, text) if is_parts else word_f1(text, article_text(page, folder)))
            for kind in (page.kind, "all with a whole text") if not is_parts else (page.kind,):
                scores[page.half, kind].append((pair[0], pair[1]))
            if each:
                print(f"{page.half:7} {page.kind:20} {page.outlet:28} {pair[0]:.3f} {pair[1]:.3f}  {page.path}")
    rows = [_row(*key, found) for key, found in sorted(scores.items())]
    header = ["half", "pages", "number", "pressenetz", "lowest", f"below {FLOOR}", "trafilatura", "lowest"]
    print(markdown_table(header, rows))
    milliseconds = [1000 * spent / max(1, len(pages)) for spent in seconds]
    print(f"\nA page takes {milliseconds[0]:.0f} ms, with plain trafilatura {milliseconds[1]:.0f} ms.")


def _row(half: str, kind: str, pairs: list[tuple[float, float]]) -> list[str]:
    mine, theirs = zip(*pairs, strict=True)
    low = str(sum(score < FLOOR for score in mine))
    figures = [mean(mine), min(mine), mean(theirs), min(theirs)]
    shown = [f"{figure:.3f}" for figure in figures]
    return [half, kind, str(len(pairs)), shown[0], shown[1], low, shown[2], shown[3]]


def main() -> None:
    """Measure the chosen halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--half", choices=["seen", "unseen"], help="measure only this half")
    parser.add_argument("--each", action="store_true", help="also print a line for each page")
    options = parser.parse_args()
    pages = [page for page in listed() if options.half in (None, page.half)]
    measure(pages, options.pages, each=options.each)


if __name__ == "__main__":
    main()
