"""Train the fast model: spaCy's CNN with static vectors (training.vectors).

python -m training.student VECTORS OUTPUT [--silver SILVER.jsonl ...] [--steps N] [--seed N]
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.strings import hash_string  # type: ignore[attr-defined]  # Cython, not in the stub
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_model_from_config, registry
from spacy.vocab import Vocab
from thinc.api import Config

from training import corpora
from training.augment import Augmenter
from training.corpora import Sentence
from training.lexicon import listed_words

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
alike = 0.12
seed = ${system.seed}

[corpora.dev]
@readers = "pressenetz.dev.v1"

[training]
seed = ${system.seed}
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
max_steps = 6500
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
total_steps = 6500
initial_rate = 0.002

[initialize]
vectors = null
"""


def example(vocab: Vocab, sentence: Sentence) -> Example:
    """Gold words and entities as a spaCy example; labels that were not annotated there are missing values."""
    reference = Doc(vocab, words=list(sentence.words), ents=list(sentence.tags))
    return Example(Doc(vocab, words=list(sentence.words)), reference)


def alike_words(vocab: Vocab) -> dict[str, list[str]]:
    """Map each word to the words with the same vector and the same capitalisation."""
    groups: dict[tuple[int, bool, bool], list[str]] = defaultdict(list)
    words = listed_words()
    rows = vocab.vectors.find(keys=[hash_string(word) for word in words])
    for word, row in zip(words, rows, strict=True):
        if row > 0:
            groups[int(row), word[0].isupper(), word.isupper()].append(word)
    return {word: group for group in groups.values() for word in group}


def replaced(unit: Sentence, others: dict[str, list[str]], draws: random.Random, *, share: float) -> Sentence:
    """Replace a share of the words of a unit by others with the same vector."""
    words = (draws.choice(others[word]) if word in others and draws.random() < share else word for word in unit.words)
    return replace(unit, words=tuple(words))


@registry.readers("pressenetz.units.v1")
def units(silver: list[str], alike: float, seed: int) -> Callable[[Language], Iterator[Example]]:
    """Training units: gold and silver sentences, varied, joined and shuffled again each epoch."""
    gold = corpora.germeval_train()
    extra = [sentence for path in silver for sentence in corpora.read(Path(path))]
    augmenter = Augmenter(gold, seed=seed)
    order = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        sentences = gold + extra
        others = alike_words(nlp.vocab) if alike else {}
        order.shuffle(sentences)
        for unit in augmenter.units(sentences, most=80):
            yield example(nlp.vocab, replaced(unit, others, order, share=alike))

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
    parser.add_argument("vectors", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--steps", type=int, default=6500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="change of the configuration")
    options = parser.parse_args()
    changes = dict(pair.split("=", 1) for pair in options.set)
    overrides = {key: json.loads(value) for key, value in changes.items()}
    overrides |= {"paths.silver": [str(path) for path in options.silver], "system.seed": options.seed}
    overrides |= {"training.max_steps": options.steps, "training.optimizer.learn_rate.total_steps": options.steps}
    overrides["initialize.vectors"] = str(options.vectors)
    config = load_model_from_config(Config().from_str(CONFIG, overrides=overrides), auto_fill=True).config
    nlp = init_nlp(config)
    options.output.mkdir(parents=True, exist_ok=True)
    train(nlp, options.output)


if __name__ == "__main__":
    main()
