"""Train the fast model: spaCy's CNN with static vectors of German Brown clusters.

python -m training.student OUTPUT [--silver SILVER.jsonl ...] [--steps N] [--seed N]
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import spacy
import spacy_lookups_data
from spacy.language import Language
from spacy.strings import hash_string
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_model_from_config, registry
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from thinc.api import Config

from training import corpora
from training.augment import Augmenter

LOOKUPS = Path(spacy_lookups_data.__file__).parent / "data"
CONFIG = """
[paths]
silver = []

[system]
seed = 1

[nlp]
lang = "de"
pipeline = ["ner"]
batch_size = 64

[components]

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"

[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 128
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [10000, 2000, 5000, 2500]
include_static_vectors = true

[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 128
depth = 4
window_size = 1
maxout_pieces = 3

[corpora]

[corpora.train]
@readers = "pressenetz.units.v1"
silver = ${paths.silver}
seed = ${system.seed}

[corpora.dev]
@readers = "pressenetz.dev.v1"

[training]
seed = ${system.seed}
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
max_steps = 7000
max_epochs = -1
patience = 0
eval_frequency = 500
accumulate_gradient = 1
dropout = 0.2

[training.score_weights]
ents_f = 1.0

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = {"@schedules": "compounding.v1", "start": 400, "stop": 1000, "compound": 1.001}
discard_oversize = false
tolerance = 0.2

[training.optimizer]
@optimizers = "Adam.v1"
use_averages = true

[training.optimizer.learn_rate]
@schedules = "warmup_linear.v1"
warmup_steps = 250
total_steps = 7000
initial_rate = 0.002

[initialize]
vectors = null
"""


def brown_paths() -> dict[str, int]:
    """Word -> Brown cluster (bit path read from the lowest bit)."""
    with gzip.open(LOOKUPS / "de_lexeme_cluster.json.gz", "rt", encoding="utf-8") as file:
        return {word: int(path) for word, path in json.load(file).items()}


def cluster_vectors(paths: list[int], *, width: int = 128, depth: int = 16) -> np.ndarray:
    """One row per path: the sum of a random vector for each prefix, so that neighbours lie near each other."""
    draws = np.random.default_rng(0)
    nodes: dict[tuple[int, int], np.ndarray] = {}
    rows = np.zeros((len(paths), width), dtype="float32")
    for row, path in enumerate(paths):
        for length in range(1, min(depth, path.bit_length() + 1) + 1):
            node = (length, path & ((1 << length) - 1))
            if node not in nodes:
                nodes[node] = draws.standard_normal(width)
            rows[row] += nodes[node]
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def add_cluster_vectors(vocab: Vocab) -> None:
    """Static vectors: a million words on one row per cluster; row 0 stays for unknown words."""
    clusters = brown_paths()
    paths = sorted(set(clusters.values()))
    row_of = {path: row for row, path in enumerate(paths, start=1)}
    data = np.vstack([np.zeros((1, 128), dtype="float32"), cluster_vectors(paths)])
    vectors = Vectors(strings=vocab.strings, data=data, name="de_brown_clusters")
    for word, path in clusters.items():
        vectors.add(hash_string(word), row=row_of[path])
    vocab.vectors = vectors


def example(vocab: Vocab, sentence: corpora.Sentence) -> Example:
    """Gold words and entities as a spaCy example; labels that nobody marked there are missing values."""
    reference = Doc(vocab, words=list(sentence.words), ents=list(sentence.tags))
    return Example(Doc(vocab, words=list(sentence.words)), reference)


@registry.readers("pressenetz.units.v1")
def units(silver: list[str], seed: int) -> Callable[[Language], Iterator[Example]]:
    """Training units: gold and silver sentences, varied, joined and shuffled anew each epoch."""
    gold = corpora.germeval_train()
    extra = [sentence for path in silver for sentence in corpora.read(Path(path))]
    augmenter = Augmenter(gold, seed=seed)
    order = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        sentences = gold + extra
        order.shuffle(sentences)
        for unit in augmenter.units(sentences, most=80):
            yield example(nlp.vocab, unit)

    return read


@registry.readers("pressenetz.dev.v1")
def dev() -> Callable[[Language], Iterator[Example]]:
    """GermEval dev."""

    def read(nlp: Language) -> Iterator[Example]:
        for sentence in corpora.germeval("dev"):
            yield example(nlp.vocab, sentence)

    return read


def main() -> None:
    """Train and keep the best checkpoint by dev F1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change of the configuration")
    options = parser.parse_args()
    changes = dict(pair.split("=", 1) for pair in options.set)
    overrides = {key: json.loads(value) for key, value in changes.items()}
    overrides |= {"paths.silver": [str(path) for path in options.silver], "system.seed": options.seed}
    overrides |= {"training.max_steps": options.steps, "training.optimizer.learn_rate.total_steps": options.steps}
    vectors = options.output / "vectors"
    if not vectors.exists():
        options.output.mkdir(parents=True, exist_ok=True)
        blank = spacy.blank("de")
        add_cluster_vectors(blank.vocab)
        blank.to_disk(vectors)
    overrides["initialize.vectors"] = str(vectors)
    config = load_model_from_config(Config().from_str(CONFIG, overrides=overrides), auto_fill=True).config
    nlp = init_nlp(config)
    train(nlp, options.output)


if __name__ == "__main__":
    main()
