"""Words per CPU second of pipelines on one thread, compared with an untrained pipeline like de_core_news_md.

CPU time excludes other work on the machine.

python -m training.speed MODEL [MODEL ...]
"""

import argparse
import statistics
import time
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

import pipeline.nlp.encoder  # noqa: F401 - registers the factory where the project is not installed
from training import corpora

ROUNDS = 3
CHARACTERS = 60_000
_TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [5000, 1000, 2500, 2500, 50, 50],
        "include_static_vectors": True,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def texts() -> list[str]:
    """Wikinews articles of the newest years, about 60,000 characters."""
    chosen: list[str] = []
    for path in sorted((corpora.DATA / "wikinews").glob("*.txt"), reverse=True):
        if sum(map(len, chosen)) < CHARACTERS:
            chosen.append(path.read_text(encoding="utf-8"))
    return chosen


def md_shaped() -> Language:
    """tok2vec, tagger, morphologizer, parser, trainable lemmatizer and ner with md's widths; 20,000 vectors of 300."""
    nlp = spacy.blank("de")
    draws = np.random.default_rng(0)
    words = sorted({word for sentence in corpora.germeval_train() for word in sentence.words})[:20_000]
    nlp.vocab.vectors = spacy.vectors.Vectors(
        strings=nlp.vocab.strings, data=draws.standard_normal((len(words), 300)).astype("float32"), keys=words
    )
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    tagging = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER}
    for name in ("tagger", "morphologizer"):
        nlp.add_pipe(name, config={"model": tagging})
    nlp.add_pipe("parser", config={"model": _parser("parser", _LISTENER)})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagging})
    nlp.add_pipe("ner", config={"model": _parser("ner", _TOK2VEC)})
    nlp.initialize(lambda: [_example(nlp, number) for number in range(60)])
    return nlp


def _parser(state: str, tok2vec: dict[str, object]) -> dict[str, object]:
    shape = {
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
    }
    return {"@architectures": "spacy.TransitionBasedParser.v2", "nO": None, "tok2vec": tok2vec, **shape}


def _example(nlp: Language, number: int) -> Example:
    """A synthetic analysis with about as many labels as the real model (55 tags, 700 morphs, 40 relations)."""
    words = [f"Wort{number}{end}" for end in ("en", "er", "es", "e", "ung", "", "s", "t", "st", "em", "n", ".")]
    heads = [*[min(index + 1, 10) for index in range(10)], 10, 10]
    reference = Doc(
        nlp.vocab,
        words=words,
        tags=[f"T{(number + index) % 55}" for index in range(12)],
        morphs=[f"Case={chr(65 + number % 26)}|Number=N{index}{number}" for index in range(12)],
        pos=["NOUN"] * 12,
        heads=heads,
        deps=["ROOT" if head == index else f"d{(index + number) % 40}" for index, head in enumerate(heads)],
        lemmas=[word[:-1] for word in words],
        ents=[f"B-{('PER', 'LOC', 'ORG', 'MISC')[number % 4]}", *["O"] * 11],
    )
    return Example(nlp.make_doc(reference.text), reference)


def words_per_second(nlp: Language, sample: list[str]) -> float:
    """Median of the rounds, after one warm-up on a tenth."""
    list(nlp.pipe(sample[: max(1, len(sample) // 10)]))
    figures = []
    for _ in range(ROUNDS):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(sample))
        figures.append(words / (time.process_time() - start))
    return statistics.median(figures)


def compare(models: dict[str, Language]) -> dict[str, float]:
    """Words per second of each model and of the md-shaped pipeline, measured one after the other in one run."""
    sample = texts()
    return {name: words_per_second(nlp, sample) for name, nlp in {"md-shaped": md_shaped(), **models}.items()}


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args()
    for name, speed in compare({path.name: spacy.load(path) for path in options.models}).items():
        print(f"{name:20} {speed:8,.0f} words/s")


if __name__ == "__main__":
    main()
