"""Label unlabelled text with the teacher: German Wikinews, the texts of WikiNER and of SmartData.

python -m training.silver PREPARED MODEL.pt OUTPUT.jsonl
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import torch

from training import corpora
from training.batches import Pieces, unit_of
from training.corpora import Sentence, tags_of
from training.encoder_network import load_checkpoint
from training.teacher import predicted

LONGEST = 160


def blank(words: tuple[str, ...], source: str) -> Sentence:
    """A sentence without annotation."""
    return Sentence(words, ("O",) * len(words), source)


def paragraphs() -> Iterator[list[Sentence]]:
    """Unlabelled paragraphs as lists of sentences."""
    for paragraph in corpora.plain_texts():
        yield [blank(words, "wikinews") for words in paragraph]
    for sentence in corpora.wikiner():
        yield [blank(sentence.words, "wikiner")]
    for news in (True, False):
        for document in corpora.smartdata(news=news):
            for start in range(0, len(document), 5):
                yield [blank(sentence.words, "smartdata") for sentence in document[start : start + 5]]


def units_of(paragraph: list[Sentence]) -> Iterator[list[Sentence]]:
    """Group consecutive sentences into units of at most `LONGEST` words (a longer sentence is cut)."""
    run: list[Sentence] = []
    for sentence in paragraph:
        part = blank(sentence.words[:LONGEST], sentence.source)
        if run and sum(len(s.words) for s in run) + len(part.words) > LONGEST:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def split_tags(run: list[Sentence], spans: list[tuple[int, int, str]]) -> Iterator[Sentence]:
    """Split the spans found in a unit among its sentences; one across a sentence end is dropped."""
    start = 0
    for sentence in run:
        end = start + len(sentence.words)
        inside = [(a - start, b - start, label) for a, b, label in spans if start <= a and b <= end]
        yield Sentence(sentence.words, tags_of(inside, len(sentence.words)), f"silver-{sentence.source}")
        start = end


def main() -> None:
    """Write the labelled sentences in the order of their texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_checkpoint(options.model)
    runs = [run for paragraph in paragraphs() for run in units_of(paragraph)]
    pieces = Pieces(options.prepared / "tokenizer.json")
    found = predicted(model, [unit_of(corpora.joined(run), pieces) for run in runs])
    sentences = [s for run, spans in zip(runs, found, strict=True) for s in split_tags(run, spans)]
    corpora.write(options.output, sentences)
    print(f"{len(sentences)} sentences, {sum(len(s.spans()) for s in sentences)} entities")


if __name__ == "__main__":
    main()
