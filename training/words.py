"""The teacher's representation of single words: its last state for the first piece of each word of a list.

python -m training.words PREPARED MODEL.pt OUTPUT [--limit N]

The list is `lexicon.listed_words`. States are written in parts of 50,000 words; an interrupted run resumes with
the next part, and parts older than the teacher are written again.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from training.batches import END, START, Pieces, Unit, batches, padded
from training.encoder_network import Encoder, load_checkpoint
from training.lexicon import listed_words

PART = 50_000


def states(model: Encoder, pieces: Pieces, words: list[str]) -> np.ndarray:
    """One row per word: the last state of its first piece, the word standing alone."""
    units = [Unit([START, *pieces(word), END], [1], [0], ()) for word in words]
    order = sorted(range(len(words)), key=lambda index: len(units[index].pieces))
    rows = np.empty((len(words), model.head.in_features), dtype="float16")
    start = 0
    with torch.inference_mode():
        for batch in batches([units[index] for index in order], budget=2048):
            ids, firsts, mask, _ = padded(batch)
            found = model.states(ids, firsts, mask.to(torch.bfloat16))[:, 0]
            rows[order[start : start + len(batch)]] = found.float().numpy()
            start += len(batch)
    return rows


def main() -> None:
    """Write the parts that are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = load_checkpoint(options.model)
    model.eval().bfloat16()  # three times as fast if the processor supports it; cosine of the states 0.9999
    pieces = Pieces(options.prepared / "tokenizer.json")
    words = listed_words()[: options.limit]
    options.output.mkdir(parents=True, exist_ok=True)
    for number, start in enumerate(range(0, len(words), PART)):
        path = options.output / f"part-{number:02}.npy"
        if not path.exists() or path.stat().st_mtime < options.model.stat().st_mtime:
            np.save(path.with_suffix(".tmp.npy"), states(model, pieces, words[start : start + PART]))
            path.with_suffix(".tmp.npy").rename(path)
            print(path, flush=True)


if __name__ == "__main__":
    main()
