"""The spaCy component `encoder_ner`: an 8-bit encoder in ONNX Runtime whose best BIOES tags become `doc.ents`."""

import math
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
import srsly  # type: ignore[import-untyped]  # spaCy's own serialiser ships no types
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from pipeline.errors import ModelError
from pipeline.nlp.labels import CONFIDENCE
from pipeline.settings import LABELS
from pipeline.translations import _

TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BIES"))
_OPEN = np.array([tag[0] in "BI" for tag in TAGS])
_INSIDE = np.array([tag[0] in "IE" for tag in TAGS])


def _may_follow() -> NDArray[np.bool_]:
    """Build the table [left, right]: an open entity must continue with its label, and nothing else may continue."""
    labels = np.array([tag[2:] for tag in TAGS])
    same = labels[:, None] == labels[None, :]
    return np.where(_OPEN[:, None], _INSIDE[None, :] & same, ~_INSIDE[None, :])


MAY_FOLLOW = _may_follow()
_PENALTY = np.where(MAY_FOLLOW, 0.0, -1e9).astype("float32")


def is_well_formed(tags: NDArray[np.intp]) -> bool:
    """Return whether every entity in these tag numbers is opened and closed."""
    if not len(tags):
        return True
    return bool(not _INSIDE[tags[0]] and not _OPEN[tags[-1]] and MAY_FOLLOW[tags[:-1], tags[1:]].all())


def best_tags(scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Find the well-formed tag numbers with the highest sum of scores (words, tags); ties go to the earlier tag."""
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
    """Compute the probability of each span of these tags in the order of `spans_of`: the geometric mean of its words.

    A product would fall with the length of a name, although its words are usually right or wrong together.
    """
    if not tags.any():
        return []
    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(tags)), tags] - np.log(np.exp(shifted).sum(axis=1))
    return [float(np.exp(chosen[start:end].mean())) for start, end, _ in spans_of(tags)]


def spans_of(tags: NDArray[np.intp]) -> list[tuple[int, int, str]]:
    """Decode well-formed tag numbers to (first word, end word, label)."""
    spans = []
    start = 0
    for index in np.flatnonzero(tags):
        prefix, label = TAGS[tags[index]][0], TAGS[tags[index]][2:]
        if prefix in "BS":
            start = int(index)
        if prefix in "ES":
            spans.append((start, int(index) + 1, label))
    return spans


START, END, UNKNOWN = 0, 2, 3
UNIT_PIECES = 254
UNCALIBRATED = (1.0, 0.0)
MAX_WORD_PIECES = 8
MAX_WORD_CHARACTERS = 64
MAX_KNOWN_WORDS = 100_000
_FILES = ("encoder.onnx", "tokenizer.json")
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
Scores = NDArray[np.float32]


class EncoderNer:
    """Component that marks entities unit by unit, so that a result never depends on what shares a batch.

    8-bit arithmetic derives its scale from the whole input. Therefore each unit (at most `unit_pieces` word pieces of
    one paragraph) is run alone, without padding.

    Args:
        name: name of the component.
        unit_pieces: maximum number of word pieces in a unit.
        calibration: slope and intercept that turn the log-odds of a span into a calibrated probability
            (`training.calibrate` fits them).
    """

    def __init__(
        self,
        name: str = "encoder_ner",
        *,
        unit_pieces: int = UNIT_PIECES,
        calibration: tuple[float, float] = UNCALIBRATED,
    ) -> None:
        self.name = name
        self.unit_pieces = unit_pieces
        self.calibration = calibration
        self._files: dict[str, bytes] = {}
        self._known: dict[str, list[int]] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component can set."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one Doc, and their confidence in `doc.user_data["confidence"]`."""
        words = [token.i for token in doc if not token.is_space]
        found = [pair for unit in self.units(doc, words) for pair in self._entities(doc, unit)]
        doc.set_ents([span for span, _ in found])
        doc.user_data[CONFIDENCE] = [(span.start_char, span.end_char, chance) for span, chance in found]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002 - spaCy passes it
        """Process the Docs one after the other."""
        for doc in stream:
            yield self(doc)

    def scores(self, words: list[str]) -> Scores:
        """Compute the tag scores (words, tags) of one unit."""
        pieces, firsts = [START], []
        for word in words:
            firsts.append(len(pieces))
            pieces += self.pieces(word)
        feed = {"pieces": np.array([*pieces, END], dtype=np.int64), "firsts": np.array(firsts, dtype=np.int64)}
        found: Scores = self._session.run(None, feed)[0]
        return found

    def _entities(self, doc: Doc, words: list[int]) -> Iterator[tuple[Span, float]]:
        scores = self.scores([doc[word].text for word in words])
        tags = best_tags(scores)
        chances = span_probabilities(scores, tags)
        for (start, end, label), chance in zip(spans_of(tags), chances, strict=True):
            yield Span(doc, words[start], words[end - 1] + 1, label=label), calibrated(chance, self.calibration)

    def units(self, doc: Doc, words: list[int]) -> Iterator[list[int]]:
        """Yield the word indices of each unit: a paragraph, or a part that ends with a sentence if possible."""
        unit: list[int] = []
        size = 0
        for word in words:
            if unit and _starts_paragraph(doc, unit[-1], word):
                yield unit
                unit, size = [], 0
            pieces = len(self.pieces(doc[word].text))
            if size + pieces > self.unit_pieces:
                cut = _last_sentence_end(doc, unit)
                yield unit[:cut]
                unit = unit[cut:]
                size = sum(len(self.pieces(doc[index].text)) for index in unit)
            unit.append(word)
            size += pieces
        if unit:
            yield unit

    def pieces(self, word: str) -> list[int]:
        """Word piece ids of a word, at most `MAX_WORD_PIECES`; cached."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MAX_KNOWN_WORDS:
                self._known.clear()
            text = word[:MAX_WORD_CHARACTERS]
            known = self._tokenizer.encode(text, add_special_tokens=False).ids[:MAX_WORD_PIECES] or [UNKNOWN]
            self._known[word] = known
        return known

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_str(self._file("tokenizer.json").decode("utf-8"))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Without VNNI instructions, 8-bit sums overflow unless the weights are made unsigned: 0.005 F1 on GermEval dev.
        options.add_session_config_entry("session.x64quantprecision", "1")
        return onnxruntime.InferenceSession(self._file("encoder.onnx"), options, providers=["CPUExecutionProvider"])

    def _file(self, name: str) -> bytes:
        if name not in self._files:
            message = _("component {component!r} has no {name}; load a packaged model instead of adding a blank one")
            raise ModelError(message.format(component=self.name, name=name))
        return self._files[name]

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy passes it
        """Write the files of the model to a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            (Path(path) / name).write_bytes(self._file(name))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "EncoderNer":  # noqa: ARG002 - likewise
        """Read the files of the model.

        Raises:
            ModelError: if one is missing.
        """
        try:
            return self._use({name: (Path(path) / name).read_bytes() for name in _FILES})
        except OSError as error:
            message = _("the model in {path} is incomplete: {reason}")
            raise ModelError(message.format(path=path, reason=error)) from error

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - likewise
        """Pack the files into one byte string."""
        packed: bytes = srsly.msgpack_dumps({name: self._file(name) for name in _FILES})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "EncoderNer":  # noqa: ARG002 - likewise
        """Read the files from the byte string of `to_bytes`."""
        return self._use(srsly.msgpack_loads(data))

    def _use(self, files: dict[str, bytes]) -> "EncoderNer":
        self._files = files
        self._known = {}
        for cached in ("_session", "_tokenizer"):
            self.__dict__.pop(cached, None)
        return self

    def __getstate__(self) -> dict[str, object]:
        """Leave out the session, which cannot be pickled and is rebuilt on demand."""
        hidden = ("_session", "_tokenizer", "_known")
        return {key: value for key, value in self.__dict__.items() if key not in hidden} | {"_known": {}}


def calibrated(probability: float, calibration: tuple[float, float]) -> float:
    """Scale and shift the log-odds of a probability; round it to four digits."""
    slope, intercept = calibration
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return round(1 / (1 + math.exp(-(slope * math.log(inside / (1 - inside)) + intercept))), 4)


def _starts_paragraph(doc: Doc, last: int, word: int) -> bool:
    return word - last > 1 and "\n" in doc[last + 1 : word].text


def _last_sentence_end(doc: Doc, unit: list[int]) -> int:
    """Return where to cut a unit: after the last sentence end in its second half, or at its end."""
    ends = (at for at in range(len(unit), len(unit) // 2, -1) if doc[unit[at - 1]].text in _SENTENCE_ENDS)
    return next(ends, len(unit))


@Language.factory(
    "encoder_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"unit_pieces": UNIT_PIECES, "calibration": list(UNCALIBRATED)},
    default_score_weights={"ents_f": 1.0},
)
def make_encoder_ner(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,
    unit_pieces: int,
    calibration: list[float],
) -> Callable[[Doc], Doc]:
    """Make the component, empty until its files are read from a packaged model."""
    slope, intercept = calibration
    return EncoderNer(name, unit_pieces=unit_pieces, calibration=(slope, intercept))
