"""Soft labels: the teacher's probabilities for each word of Wikinews and of the texts of WikiNER.

python -m training.soft PREPARED MODEL.pt OUTPUT.npy [--outside BONUS]
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training import corpora
from training.batches import Pieces, Unit, batches, padded, unit_of
from training.corpora import Sentence
from training.encoder_network import Encoder, load_checkpoint
from training.silver import blank, units_of

BUDGET = 4096


def texts() -> Iterator[Sentence]:
    """Unlabelled units: consecutive sentences of a paragraph of Wikinews, single sentences of WikiNER."""
    for paragraph in corpora.plain_texts():
        yield from map(corpora.joined, units_of([blank(words, "wikinews") for words in paragraph]))
    for sentence in corpora.wikiner():
        yield from map(corpora.joined, units_of([blank(sentence.words, "wikiner")]))


def probabilities(model: Encoder, units: list[Unit], *, outside: float) -> NDArray[np.float16]:
    """Probabilities (words, tags) of all units in their order, with a bonus on the score of O."""
    model.eval()
    order = sorted(range(len(units)), key=lambda index: len(units[index].pieces))
    found: dict[int, NDArray[np.float16]] = {}
    done = 0
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches((units[index] for index in order), budget=BUDGET):
            pieces, firsts, mask, _ = padded(group)
            scores = model(pieces, firsts, mask).float()
            scores[..., 0] += outside
            rows = scores.softmax(-1).half().numpy()
            for unit, row in zip(group, rows, strict=True):
                found[order[done]] = row[: len(unit.firsts)]
                done += 1
    return np.concatenate([found[index] for index in range(len(units))])


def main() -> None:
    """Write one array for all words; its users read the texts again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--outside", type=float, default=0.0, help="added to the score of O")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(options.prepared / "tokenizer.json")
    soft = probabilities(
        load_checkpoint(options.model), [unit_of(text, pieces) for text in texts()], outside=options.outside
    )
    np.save(options.output, soft)
    print(f"{len(soft)} words")


if __name__ == "__main__":
    main()
