"""Sentences -> piece ids and padded batches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import LABELS, Sentence
from training.encoder_network import TAGS

START, PAD, END, UNKNOWN = 0, 1, 2, 3
IGNORED = -100
_NUMBER = {tag: index for index, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Unit:
    """Piece ids with start and end; the index of each word's first piece; tag numbers; labels not annotated.

    Where a teacher gave probabilities (words, tags) instead of tags, they are `soft`.
    """

    pieces: list[int]
    firsts: list[int]
    tags: list[int]
    missing: tuple[str, ...]
    soft: NDArray[np.float16] | None = None


class Pieces:
    """Words -> piece ids, each word on its own, cached."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """Pieces of one word, at most eight."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._tokenizer.encode(word, add_special_tokens=False).ids[:8] or [UNKNOWN]
        return found


def bioes(tags: Iterable[str]) -> list[int]:
    """Tag numbers (BIOES) of well-formed BIO tags."""
    given = [*tags, "O"]
    numbers = []
    for tag, following in pairwise(given):
        goes_on = following.startswith("I-")
        changed = {"B": "B" if goes_on else "S", "I": "I" if goes_on else "E"}
        numbers.append(_NUMBER[f"{changed[tag[0]]}{tag[1:]}" if tag != "O" else "O"])
    return numbers


def unit_of(sentence: Sentence, pieces: Pieces) -> Unit:
    """A sentence (or several joined) as one unit."""
    ids, firsts = [START], []
    for word in sentence.words:
        firsts.append(len(ids))
        ids += pieces(word)
    missing = tuple(label for label in LABELS if label not in sentence.covers)
    return Unit([*ids, END], firsts, bioes(sentence.tags), missing)


def batches(units: Iterable[Unit], *, budget: int) -> Iterator[list[Unit]]:
    """Group units into batches of at most `budget` pieces, padding included."""
    batch: list[Unit] = []
    longest = 0
    for unit in units:
        longest = max(longest, len(unit.pieces))
        if batch and longest * (len(batch) + 1) > budget:
            yield batch
            batch, longest = [], len(unit.pieces)
        batch.append(unit)
    if batch:
        yield batch


def padded(batch: list[Unit]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, first pieces, mask to add to attention, and tags (`IGNORED` where there is no word)."""
    length = max(len(unit.pieces) for unit in batch)
    words = max(len(unit.firsts) for unit in batch)
    pieces = np.full((len(batch), length), PAD)
    firsts = np.zeros((len(batch), words), dtype="int64")
    tags = np.full((len(batch), words), IGNORED)
    for row, unit in enumerate(batch):
        pieces[row, : len(unit.pieces)] = unit.pieces
        firsts[row, : len(unit.firsts)] = unit.firsts
        tags[row, : len(unit.tags)] = unit.tags
    ids = torch.from_numpy(pieces)
    mask = (ids == PAD)[:, None, None, :] * -1e4
    return ids, torch.from_numpy(firsts), mask, torch.from_numpy(tags)
