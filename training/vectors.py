"""Static vectors of the student: Brown clusters and the teacher's state of each word, on few shared rows.

python -m training.vectors WORDS OUTPUT [--rows N]     (WORDS: the folder that training.words wrote)

Each word has a Brown half and a teacher half; k-means puts words with similar halves on one row.
"""

import argparse
from pathlib import Path

import numpy as np
import spacy
import torch
from spacy.strings import hash_string  # type: ignore[attr-defined]  # Cython, not in the stub
from torch import Tensor

from training.lexicon import listed_words, lookup

HALF = 64
SAMPLE = 100_000
ROUNDS = 8


def brown_vectors(paths: list[int], *, width: int = HALF, depth: int = 16) -> np.ndarray:
    """One row per bit path (lowest bit first): random vectors summed over its prefixes; neighbours lie close."""
    draws = np.random.default_rng(0)
    nodes: dict[tuple[int, int], np.ndarray] = {}
    known: dict[int, np.ndarray] = {}
    for path in sorted(set(paths)):
        prefixes = [(length, path & ((1 << length) - 1)) for length in range(1, min(depth, path.bit_length() + 1) + 1)]
        for node in prefixes:
            if node not in nodes:
                nodes[node] = draws.standard_normal(width)
        known[path] = np.sum([nodes[node] for node in prefixes], axis=0)
    return unit_length(np.stack([known[path] for path in paths]))


def unit_length(rows: np.ndarray) -> np.ndarray:
    """Scale the rows to unit length."""
    scaled: np.ndarray = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype("float32")
    return scaled


def reduced(states: np.ndarray, *, width: int = HALF) -> np.ndarray:
    """The first principal components, estimated on a sample, scaled to unit length."""
    chosen = np.random.default_rng(0).choice(len(states), min(len(states), 60_000), replace=False)
    sample = states[np.sort(chosen)].astype("float32")
    middle = sample.mean(axis=0)
    _, _, axes = np.linalg.svd(sample - middle, full_matrices=False)
    parts = [(part.astype("float32") - middle) @ axes[:width].T for part in np.array_split(states, 20)]
    return unit_length(np.concatenate(parts))


def nearest(points: Tensor, centres: Tensor) -> Tensor:
    """Index of the nearest centre of each point."""
    lengths = (centres**2).sum(1)
    return torch.cat([torch.addmm(-lengths, part, centres.T, alpha=2).argmax(1) for part in torch.split(points, 512)])


def k_means(points: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Centres, fitted to the first points (the frequent words) and as many others, and the centre of each point."""
    shuffled = np.random.default_rng(0).permutation
    sample = torch.cat([points[:SAMPLE], points[SAMPLE + shuffled(max(len(points) - SAMPLE, 0))[:SAMPLE]]])
    centres = sample[shuffled(len(sample))[:count]].clone()
    for _ in range(ROUNDS):
        chosen = nearest(sample, centres)
        sums = torch.zeros_like(centres).index_add_(0, chosen, sample)
        sizes = torch.bincount(chosen, minlength=len(centres))[:, None]
        centres = torch.where(sizes > 0, sums / sizes.clamp(min=1), centres)
    return centres, nearest(points, centres)


def main() -> None:
    """Write a blank German pipeline with the vectors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rows", type=int, default=12_000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    states = np.concatenate([np.load(part) for part in sorted(options.words.glob("part-??.npy"))])
    words = listed_words()[: len(states)]
    clusters = lookup("cluster")
    halves = np.hstack([brown_vectors([int(clusters[word]) for word in words]), reduced(states)])
    centres, chosen = k_means(torch.from_numpy(halves), options.rows)
    nlp = spacy.blank("de")
    data = np.vstack([np.zeros((1, centres.shape[1]), dtype="float32"), centres.numpy()])
    vectors = spacy.vectors.Vectors(strings=nlp.vocab.strings, data=data, name="de_brown_teacher")
    for word, row in zip(words, chosen.tolist(), strict=True):
        vectors.add(hash_string(word), row=row + 1)
    nlp.vocab.vectors = vectors
    nlp.to_disk(options.output)
    print(f"{len(words)} words on {len(data)} rows")


if __name__ == "__main__":
    main()
