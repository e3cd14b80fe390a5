"""BIOES tags of words: the best well-formed sequence for given scores, as spans."""

import numpy as np
from numpy.typing import NDArray

from pipeline.settings import LABELS

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BIES"))
_OPEN = np.array([tag[0] in "BI" for tag in TAGS])
_INSIDE = np.array([tag[0] in "IE" for tag in TAGS])


def _may_follow() -> NDArray[np.bool_]:
    """[left, right]: an entity that is open goes on with its label; otherwise nothing may go on."""
    labels = np.array([tag[2:] for tag in TAGS])
    same = labels[:, None] == labels[None, :]
    return np.where(_OPEN[:, None], _INSIDE[None, :] & same, ~_INSIDE[None, :])


MAY_FOLLOW = _may_follow()
_PENALTY = np.where(MAY_FOLLOW, 0.0, -1e9).astype("float32")


def is_well_formed(tags: NDArray[np.intp]) -> bool:
    """Whether every entity of these tag numbers is opened and closed."""
    if not len(tags):
        return True
    return bool(not _INSIDE[tags[0]] and not _OPEN[tags[-1]] and MAY_FOLLOW[tags[:-1], tags[1:]].all())


def best_tags(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """The well-formed tag numbers with the highest sum of scores (words, tags); ties go to the earlier tag."""
    greedy = scores.argmax(axis=1) if len(scores) else np.zeros(0, dtype=np.intp)
    return greedy if is_well_formed(greedy) else _viterbi(scores)


def _viterbi(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    best = np.where(_INSIDE, -1e9, scores[0])
    back = np.zeros(scores.shape, dtype=np.intp)
    for index in range(1, len(scores)):
        paths = best[:, None] + _PENALTY
        back[index] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[index]
    tags = np.zeros(len(scores), dtype=np.intp)
    tags[-1] = np.where(_OPEN, -1e9, best).argmax()
    for index in range(len(scores) - 1, 0, -1):
        tags[index - 1] = back[index, tags[index]]
    return tags


def span_probabilities(scores: NDArray[np.float32], tags: NDArray[np.intp]) -> list[float]:
    """Probability of each span of these tags, in the order of `spans_of`: the geometric mean over its words.

    The product over the words would fall with the length of a name, although its words are right or wrong together.
    """
    if not tags.any():
        return []
    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(tags)), tags] - np.log(np.exp(shifted).sum(axis=1))
    return [float(np.exp(chosen[start:end].mean())) for start, end, _ in spans_of(tags)]


def spans_of(tags: NDArray[np.intp]) -> list[tuple[int, int, str]]:
    """(first word, end word, label) of well-formed tag numbers."""
    spans = []
    start = 0
    for index in np.flatnonzero(tags):
        prefix, label = TAGS[tags[index]][0], TAGS[tags[index]][2:]
        if prefix in "BS":
            start = int(index)
        if prefix in "ES":
            spans.append((start, int(index) + 1, label))
    return spans
