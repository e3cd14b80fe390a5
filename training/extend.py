"""Make a smaller network with more pieces: the first layers of the teacher, and frequent words as additional pieces.

python -m training.extend PREPARED MODEL.pt OUTPUT [--layers N] [--words N]

The vector of an added piece is initialised with the mean of the pieces it replaces.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.batches import Pieces
from training.encoder_network import load_checkpoint
from training.lexicon import lookup
from training.prepare import corpus_words

LISTED_WORDS = 1_000_000
LONGEST = 8


def chosen_words(pieces: Pieces, count: int) -> list[str]:
    """Words of several pieces, ranked by the number of pieces saved in the training texts and the word list.

    A word must occur in the training texts, so that its vector is trained.
    """
    seen = Counter(corpus_words())
    chances = lookup("prob")
    total = sum(seen.values())
    saved = {}
    for word, times in seen.items():
        extra = len(pieces(word)) - 1
        if times > 1 and 0 < extra < LONGEST - 1:
            listed = 2.718281828 ** chances[word] * total if word in chances else 0.0
            saved[word] = (times + listed) / 2 * extra
    return sorted(saved, key=lambda word: (-saved[word], word))[:count]


def extended(spec: dict[str, Any], words: list[str]) -> tuple[dict[str, Any], list[list[int]]]:
    """The tokenizer with a piece for each word, and the pieces that each of them replaces.

    A new piece scores slightly higher than the pieces it replaces, so that it is always preferred to them.
    """
    old = Tokenizer.from_str(json.dumps(spec))
    vocabulary = spec["model"]["vocab"]
    known = {piece for piece, _ in vocabulary}
    added, replaced = [], []
    for word in words:
        encoding = old.encode(word, add_special_tokens=False)
        piece = "".join(encoding.tokens)
        if piece not in known and len(encoding.ids) > 1 and spec["model"]["unk_id"] not in encoding.ids:
            known.add(piece)
            added.append([piece, sum(vocabulary[index][1] for index in encoding.ids) + 0.1])
            replaced.append(encoding.ids)
    return spec | {"model": spec["model"] | {"vocab": vocabulary + added}}, replaced


def main() -> None:
    """Write `tokenizer.json` and `model.pt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--layers", type=int, default=9)
    parser.add_argument("--words", type=int, default=6000)
    options = parser.parse_args()
    words = chosen_words(Pieces(options.prepared / "tokenizer.json"), options.words)
    spec = json.loads((options.prepared / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer, replaced = extended(spec, words)
    teacher = load_checkpoint(options.model)
    state = {
        name: value
        for name, value in teacher.state_dict().items()
        if not name.startswith("layers.") or int(name.split(".")[1]) < options.layers
    }
    state["added.weight"] = torch.stack([teacher.word.weight[ids].mean(0) for ids in replaced])
    options.output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (options.output / "tokenizer.json").write_text(text, encoding="utf-8")
    torch.save({"model": state, "layers": options.layers}, options.output / "model.pt")
    print(f"{len(replaced)} pieces added")


if __name__ == "__main__":
    main()
