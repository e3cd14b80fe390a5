"""The training corpora as sentences with BIO tags, and as plain text."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

LABELS = ("PER", "LOC", "ORG", "MISC")
DATA = Path(__file__).resolve().parents[1] / "../shared/data"
GOLD = Path(__file__).parent / "gold/wikinews-org.jsonl"
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*\.?|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])[“\"«]?\s+(?=[„\"»A-ZÄÖÜ])|\n+")
_GERMEVAL = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
_SMARTDATA = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with one BIO tag each; `covers` are the labels its annotators marked."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    covers: tuple[str, ...] = LABELS

    def spans(self) -> list[tuple[int, int, str]]:
        """Entities as (first word, end word, label)."""
        return spans_of(self.tags)


def spans_of(tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Spans of well-formed BIO tags."""
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((index, index + 1, tag[2:]))
        elif tag.startswith("I-"):
            start, _, label = spans.pop()
            spans.append((start, index + 1, label))
    return spans


def tags_of(spans: list[tuple[int, int, str]], length: int) -> tuple[str, ...]:
    """BIO tags of spans."""
    tags = ["O"] * length
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tuple(tags)


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        if lines := [line for line in block.split("\n") if line.strip()]:
            yield lines


def _bio(prefix: str, label: str | None, previous: str) -> str:
    if label is None:
        return "O"
    starts = prefix in "BS" or previous[2:] != label
    return f"{'B' if starts else 'I'}-{label}"


def _sentence(rows: list[tuple[str, str]], source: str, labels: dict[str, str]) -> Sentence:
    tags: list[str] = []
    for _, tag in rows:
        prefix, _, label = tag.partition("-")
        tags.append(_bio(prefix, labels.get(label), tags[-1] if tags else "O"))
    return Sentence(tuple(word for word, _ in rows), tuple(tags), source)


def germeval_train() -> list[Sentence]:
    """GermEval 2014 train, outer layer (CC BY 4.0)."""
    blocks = _blocks(DATA / "germeval2014/train.bioes")
    rows = ([(line.rsplit(" ", 1)[0], line.rsplit(" ", 1)[1]) for line in block] for block in blocks)
    return [_sentence(row, "germeval-train", _GERMEVAL) for row in rows]


def germeval(name: str) -> list[Sentence]:
    """GermEval 2014 `dev` or `test`, outer layer; source is the address of the page."""
    sentences = []
    for block in _blocks(DATA / f"germeval2014/{name}.tsv"):
        page = next((line.split("\t")[1] for line in block if line.startswith("#\t")), "")
        rows = [line.split("\t") for line in block if not line.startswith("#\t")]
        sentences.append(_sentence([(row[1], row[2]) for row in rows], page, _GERMEVAL))
    return sentences


def wikiner() -> list[Sentence]:
    """The WikiNER sample (silver; CC BY 4.0)."""
    labels = {label: label for label in LABELS}
    return [
        _sentence([(line.split("\t")[0], line.split("\t")[1]) for line in block], "wikiner", labels)
        for block in _blocks(DATA / "wikiner/sample.iob1")
    ]


def words_of(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Offsets of words and signs, close to GermEval's tokens."""
    found = [(match.start() + offset, match.end() + offset) for match in _WORD.finditer(text)]
    if found and text[found[-1][1] - offset - 1] == "." and found[-1][1] - found[-1][0] > 1:
        start, end = found.pop()
        found += [(start, end - 1), (end - 1, end)]
    return [pair for start, end in found for pair in _final_stop(text[start - offset : end - offset], start, end)]


def _final_stop(word: str, start: int, end: int) -> list[tuple[int, int]]:
    abbreviation = len(word) <= 4 or "." in word[:-1] or word[:-1].isdigit()
    if len(word) > 1 and word.endswith(".") and not abbreviation:
        return [(start, end - 1), (end - 1, end)]
    return [(start, end)]


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a text; approximate, but good enough to split training units."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _aligned(words: list[tuple[int, int]], ents: list[list[object]]) -> list[tuple[int, int, str]]:
    spans = []
    for start, end, kind in ents:
        inside = [i for i, (first, last) in enumerate(words) if first < int(str(end)) and last > int(str(start))]
        if inside and str(kind) in _SMARTDATA and not (spans and inside[0] < spans[-1][1]):
            spans.append((inside[0], inside[-1] + 1, _SMARTDATA[str(kind)]))
    return spans


def smartdata(*, news: bool) -> list[list[Sentence]]:
    """SmartData train documents as lists of sentences in order; no MISC (CC BY 4.0)."""
    documents = []
    for line in (DATA / "smartdata/train.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if bool(record["news"]) == news:
            documents.append(list(_smartdata_sentences(record["text"], sorted(record["ents"]))))
    return documents


def _smartdata_sentences(text: str, ents: list[list[object]]) -> Iterator[Sentence]:
    for start, end in sentences_of(text):
        words = words_of(text[start:end], start)
        inside = [ent for ent in ents if start <= int(str(ent[0])) < end]
        tags = tags_of(_aligned(words, inside), len(words))
        yield Sentence(tuple(text[a:b] for a, b in words), tags, "smartdata", ("PER", "LOC", "ORG"))


def plain_texts() -> Iterator[list[tuple[str, ...]]]:
    """Unlabelled paragraphs, each a list of sentences (tuples of words): Wikinews."""
    for path in sorted((DATA / "wikinews").glob("*.txt")):
        for paragraph in re.split(r"\n+", path.read_text(encoding="utf-8")):
            if sentences := _words_of_paragraph(paragraph):
                yield sentences


def wikinews_gold() -> list[Sentence]:
    """Our annotation of Wikinews (`training/gold`), which holds only labels: the texts are read from the data.

    Raises:
        ValueError: if a sentence differs from the one that was annotated.
    """
    found: dict[tuple[str, int], list[tuple[str, ...]]] = {}
    sentences = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        place = record["file"], record["paragraph"]
        if place not in found:
            text = (DATA / "wikinews" / record["file"]).read_text(encoding="utf-8")
            found[place] = _words_of_paragraph(re.split(r"\n+", text)[record["paragraph"]])
        words = found[place][record["sentence"]]
        if sentence_digest(words) != record["digest"]:
            raise ValueError(f"sentence {record['sentence']} of {place} differs from the annotated one")
        spans = [(start, end, label) for start, end, label in record["spans"]]
        sentences.append(Sentence(words, tags_of(spans, len(words)), "wikinews-gold"))
    return sentences


def sentence_digest(words: tuple[str, ...]) -> str:
    """Digest of a sentence, 16 hexadecimal digits, to check that it is the annotated one."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def _words_of_paragraph(paragraph: str) -> list[tuple[str, ...]]:
    sentences = [paragraph[start:end] for start, end in sentences_of(paragraph)]
    return [words for s in sentences if (words := tuple(s[a:b] for a, b in words_of(s)))]


def write(path: Path, sentences: list[Sentence]) -> None:
    """Write sentences as JSON lines."""
    keys = ("words", "tags", "source", "covers")
    lines = [json.dumps({key: getattr(s, key) for key in keys}, ensure_ascii=False) for s in sentences]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> list[Sentence]:
    """Read sentences written by `write`."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Sentence(tuple(r["words"]), tuple(r["tags"]), r["source"], tuple(r["covers"])) for r in records]


def joined(sentences: list[Sentence]) -> Sentence:
    """Join several sentences of one source to one unit."""
    words = tuple(word for sentence in sentences for word in sentence.words)
    tags = tuple(tag for sentence in sentences for tag in sentence.tags)
    return replace(sentences[0], words=words, tags=tags)
