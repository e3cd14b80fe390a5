"""The spaCy pipeline: load a model, add our components, and analyse texts of any length piece by piece."""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, load_config
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from pipeline.errors import ModelError
from pipeline.names import Mention, clean_mentions
from pipeline.nlp.labels import CONFIDENCE, standard_label
from pipeline.nlp.model_registry import ModelInfo, choose_model, model_info, model_path
from pipeline.nlp.overlaps import without_numbers
from pipeline.nlp.sentences import pieces, split_sentences
from pipeline.numbers import Number, Unnamed, find_dated, last_year
from pipeline.settings import LABELS
from pipeline.translations import _

NUMBERS = "numbers"
"""Key of the numbers in `doc.spans` (widened to whole tokens) and, with exact offsets, in `doc.user_data`."""
SENTENCES = "sentences"
"""Key in `doc.user_data` of the sentence spans: offsets into `doc.text`."""
FILTERS = "filters"
"""Key in `doc.user_data` of the numbers of mentions that cleaning dropped or changed, by rule."""

TEXT = "text"
"""Key in `doc.user_data` of the text, because `doc.text` joins it from the tokens on each access."""

MAX_PIECE = 20_000
"""Maximum characters analysed at once; a longer article is cut at paragraph or sentence ends."""

MAX_RUN = 100
"""Maximum characters without a space that spaCy's tokenizer gets at once."""

_LONG_RUN = re.compile(rf"\S{{{MAX_RUN + 1}}}")
# a sequence of words of usual length, or a stretch of a long run
_STRETCH = re.compile(rf"(?:\s+|(?<!\S)\S{{1,{MAX_RUN}}}(?!\S))+|\S{{1,{MAX_RUN}}} ?")

Placed = TypeVar("Placed", Mention, Number)

_NOT_NEEDED = frozenset(
    """tagger morphologizer parser senter sentencizer lemmatizer trainable_lemmatizer attribute_ruler
    textcat textcat_multilabel entity_linker""".split()
)


@Language.factory("german_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> "Sentences":  # noqa: ARG001 (spaCy's signature)
    """Make the component that sets sentence boundaries found by `pipeline.nlp.sentences`."""
    return Sentences()


@Language.factory("german_names", assigns=["doc.ents"], requires=["doc.ents"])
def make_names(nlp: Language, name: str) -> "Names":  # noqa: ARG001 (spaCy's signature)
    """Make the component that maps labels to PER, LOC, ORG, MISC and cleans the spans of names."""
    return Names()


@Language.factory("german_numbers", assigns=["doc.spans", "doc.ents"], requires=["token.is_sent_start"])
def make_numbers(nlp: Language, name: str) -> "Numbers":  # noqa: ARG001 (spaCy's signature)
    """Make the component that finds German number expressions with `pipeline.numbers`."""
    return Numbers()


class Sentences:
    """Component that marks the first token of each sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` on every token, and `doc.user_data["text"]` and `["sentences"]`."""
        text = doc.user_data[TEXT] = doc.text
        sentences = doc.user_data[SENTENCES] = split_sentences(text)
        offsets = doc.to_array("IDX").astype(np.int64)
        starts = np.array([start for start, _ in sentences], dtype=np.int64)
        first = np.unique(np.searchsorted(offsets, starts))
        values = np.full(len(doc), -1, dtype=np.int64)
        values[first[first < len(doc)]] = 1
        values[:1] = 1
        # one array for all tokens: setting `is_sent_start` one by one takes time quadratic in their number
        return doc.from_array(["SENT_START"], values.reshape(-1, 1).astype(np.uint64))  # type: ignore[arg-type]  # spaCy's Ints2d


class Names:
    """Component that maps the labels of the model to ours and cleans the spans of names."""

    def __call__(self, doc: Doc) -> Doc:
        """Replace `doc.ents`, and count the changes in `doc.user_data["filters"]`."""
        counts: Counter[str] = Counter()
        given = mentions_of(doc)
        labels = [standard_label(mention.label) for mention in given]
        kept = ((each, label) for each, label in zip(given, labels, strict=True) if label in LABELS)
        found = [each if each.label == label else replace(each, label=label) for each, label in kept]
        if dropped := len(given) - len(found):
            counts["dropped_label"] = dropped
        cleaned = clean_mentions(doc.user_data[TEXT], found, counts=counts)
        _split_inside_tokens(doc, cleaned)
        _set_mentions(doc, cleaned)
        doc.user_data[FILTERS] = counts
        return doc


class Numbers:
    """Component that finds numbers sentence by sentence, and separates them from names."""

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans["numbers"]`, and `doc.user_data["numbers"]` with numbers at exact offsets into `doc.text`."""
        records: list[Number] = []
        names: list[Mention] = []
        mentions = mentions_of(doc)
        starts = [mention.start for mention in mentions]
        counts: Counter[str] = doc.user_data.setdefault(FILTERS, Counter())
        text = doc.user_data[TEXT]
        year, last = None, 0
        for start, end in doc.user_data[SENTENCES]:
            inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            year = None if "\n" in text[last:start] else year
            kept, found = _apart(text[start:end], start, inside, year, counts)
            year, last = last_year(found), end
            names += kept
            records += found
        if names != mentions:
            _set_mentions(doc, names)
        doc.user_data[NUMBERS] = records
        doc.spans[NUMBERS] = [_span(doc, number.start, number.end, number.kind) for number in records]
        return doc


def mentions_of(doc: Doc) -> list[Mention]:
    """Return the entities of a Doc as mentions, with the confidence of the model if it has one."""
    sure = {(start, end): chance for start, end, chance in doc.user_data.get(CONFIDENCE, ())}
    spans = ((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
    return [Mention(start, end, label, confidence=sure.get((start, end))) for start, end, label in spans]


def _set_mentions(doc: Doc, mentions: list[Mention]) -> None:
    """Replace the entities of the Doc; offsets are widened to whole tokens."""
    spans = [_span(doc, mention.start, mention.end, mention.label) for mention in mentions]
    doc.user_data[CONFIDENCE] = [
        (span.start_char, span.end_char, mention.confidence)
        for span, mention in zip(spans, mentions, strict=True)
        if mention.confidence is not None
    ]
    doc.ents = filter_spans(spans)


def _apart(
    sentence: str, offset: int, mentions: list[Mention], year: str | None, counts: Counter[str]
) -> tuple[list[Mention], list[Number]]:
    """Separate names and numbers of one sentence at `offset` of the text, so that neither is part of the other.

    `year` is the year that the sentence before names last, if it is of the same paragraph.
    """
    unnamed = Unnamed()
    found = find_dated(sentence, names=unnamed, earlier_year=year)
    if found and mentions:
        inside = [_moved(mention, -offset) for mention in mentions]
        kept = list(without_numbers(sentence, inside, found, counts=counts))
        names = [(mention.start, mention.end) for mention in kept]
        if not unnamed.holds_with(names):
            found = find_dated(sentence, names=names, earlier_year=year)
        mentions = [_moved(mention, offset) for mention in kept]
    return mentions, [_moved(number, offset) for number in found]


def _moved(item: Placed, offset: int) -> Placed:
    return replace(item, start=item.start + offset, end=item.end + offset)


def _split_inside_tokens(doc: Doc, mentions: list[Mention]) -> None:
    """Split tokens inside which a name begins or ends: `Ulm/Merklingen`, or `11.` of `Apollo 11.` at a sentence end."""
    held: dict[int, set[int]] = {}
    for mention in mentions:
        span = _span(doc, mention.start, mention.end, "")
        for token, edge in ((span[0], mention.start), (span[-1], mention.end)):
            if token.idx < edge < token.idx + len(token):
                held.setdefault(token.i, set()).add(edge - token.idx)
    if not held:
        return
    tokens = {index: doc[index] for index in held}
    with doc.retokenize() as retokenizer:
        for index, cuts in held.items():
            text, edges = tokens[index].text, [0, *sorted(cuts), len(tokens[index])]
            parts = [text[start:end] for start, end in pairwise(edges)]
            retokenizer.split(tokens[index], parts, heads=[(tokens[index], 0)] * len(parts))


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None, "offsets lie inside the doc"
    return span


def load_model(model: str = "auto") -> tuple[Language, ModelInfo]:
    """Load the components of a spaCy model that find names, with our own components around them.

    From then on this process multiplies matrices in one thread, because with several the last bits of a product vary.

    Args:
        model: `auto`, `accurate`, `fast`, or the name or path of a spaCy model.

    Raises:
        ModelError: if the model is missing, cannot be loaded, recognises no names, or is the squatted package.
    """
    threadpool_limits(1, user_api="blas")
    with _numpy_products():
        nlp = bare_model(model)
    nlp.add_pipe("german_sentences", first=True)
    nlp.add_pipe("german_names")
    nlp.add_pipe("german_numbers")
    nlp.max_length = 2**31
    return nlp, model_info(model)


@contextmanager
def _numpy_products() -> Iterator[None]:
    """Let models loaded in the block multiply matrices with NumPy, which is up to three times as fast as BLIS."""
    before = get_current_ops()
    if type(before) is NumpyOps:
        set_current_ops(NumpyOps(use_blis=False))
    try:
        yield
    finally:
        set_current_ops(before)


def bare_model(model: str = "auto") -> Language:
    """Load the components of a spaCy model that find names, without ours.

    Raises:
        ModelError: as `load_model`.
    """
    chosen = choose_model(model)
    path = model_path(chosen)
    try:
        nlp = spacy.load(path, exclude=_not_needed(path))
    except (OSError, ValueError, ImportError) as error:
        message = _("cannot load the model {model!r}: {reason}")
        raise ModelError(message.format(model=chosen, reason=_first_line(error))) from error
    if not any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names):
        message = _("the model {model!r} recognises no names (pipeline: {parts}); use one with an 'ner' component")
        raise ModelError(message.format(model=chosen, parts=", ".join(nlp.pipe_names) or _("empty")))
    return nlp


def _not_needed(path: Path) -> list[str]:
    """List the components of the model that neither find names nor feed those that do."""
    config = load_config(path / "config.cfg")
    components: dict[str, dict[str, Any]] = config["components"]
    skipped = [name for name, part in components.items() if part.get("factory") in _NOT_NEEDED]
    listening = json.dumps({name: part for name, part in components.items() if name not in skipped}, default=str)
    if "Listener" not in listening:
        skipped += [name for name, part in components.items() if part.get("factory") == "tok2vec"]
    return skipped


def analyse(nlp: Language, text: str) -> Iterator[tuple[int, Doc]]:
    """Analyse a text of any length piece by piece; yield the offset of each piece in the text, and its `Doc`.

    Each piece runs through the model alone, so that results do not depend on what shares a batch.
    """
    for start, end in pieces(text, limit=MAX_PIECE):
        yield start, nlp(tokenize(nlp, text[start:end]))


def tokenize(nlp: Language, text: str) -> Doc:
    """Tokenize a text with the model's tokenizer, in time proportional to its length.

    spaCy takes time quadratic in the length of a run without a space, such as a line of `=`, so long runs are cut into
    stretches first. Texts without such a run, which are nearly all, are left to spaCy.
    """
    if not _LONG_RUN.search(text):
        return nlp.make_doc(text)
    parts = [nlp.make_doc(stretch[0]) for stretch in _STRETCH.finditer(text)]
    words = [token.text for part in parts for token in part]
    spaces = [bool(token.whitespace_) for part in parts for token in part]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    for token, made in zip(doc, (token for part in parts for token in part), strict=True):
        if token.norm != made.norm:  # tokenizer exceptions set their own norms
            token.norm_ = made.norm_
    return doc


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", 1)[0] or type(error).__name__
