"""Score any spaCy model on gold annotation: strict and partial precision, recall and F1 per label."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.evaluation.gold import GoldText, Span, read_gold
from pipeline.nlp.model_registry import standard_label
from pipeline.settings import LABELS

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one label; partial hits count half where an overlapping span has the label."""

    gold: int
    found: int
    hits: float

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold spans found; 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 0.0

    def as_dict(self) -> dict[str, float]:
        """Rounded figures and counts, for JSON."""
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return asdict(self) | {name: round(value, 4) for name, value in figures.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores per label and over `all`; `texts` are sentences or texts, as the gold file has them."""

    gold: str
    model: str
    texts: int
    strict: dict[str, Score]
    partial: dict[str, Score]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for `--json`."""
        tables = {
            name: {label: score.as_dict() for label, score in table.items()}
            for name, table in (("strict", self.strict), ("partial", self.partial))
        }
        return {"gold": self.gold, "model": self.model, "texts": self.texts, **tables}


def evaluate(
    gold: Path, *, nlp: Language, labels: tuple[str, ...] = LABELS, keep: Callable[[GoldText], bool] = lambda _: True
) -> Scores:
    """Score a loaded pipeline on a gold file; gold words are used as tokens where the file has words.

    Args:
        gold: GermEval TSV, CoNLL columns, spaCy DocBin, or JSONL with spans.
        nlp: any spaCy pipeline that sets `doc.ents`.
        labels: the labels that count.
        keep: which of the texts count.

    Raises:
        GoldError: when the file cannot be read or holds no annotation.
    """
    texts = [text for text in read_gold(gold) if keep(text)]
    strict, partial = _count(zip(texts, found_spans(texts, nlp=nlp), strict=True), labels)
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}" if nlp.meta.get("name") else nlp.meta["lang"]
    return Scores(gold=gold.name, model=name, texts=len(texts), strict=strict, partial=partial)


def found_spans(texts: Iterable[GoldText], *, nlp: Language) -> Iterator[list[Span]]:
    """What the model finds in each text, in the units of its annotation (words or characters)."""
    texts = list(texts)
    docs = nlp.pipe(_doc(text, nlp) for text in texts)
    for text, doc in zip(texts, docs, strict=True):
        if text.words is None:
            yield [(ent.start_char, ent.end_char, standard_label(ent.label_)) for ent in doc.ents]
        else:
            yield [(ent.start, ent.end, standard_label(ent.label_)) for ent in doc.ents]


def _doc(text: GoldText, nlp: Language) -> Doc:
    if text.words is None:
        return nlp.make_doc(text.text or "")
    return Doc(nlp.vocab, words=list(text.words))


def _count(
    pairs: Iterable[tuple[GoldText, list[Span]]], labels: tuple[str, ...]
) -> tuple[dict[str, Score], dict[str, Score]]:
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    strict: Counter[str] = Counter()
    partial: Counter[str] = Counter()
    for text, spans in pairs:
        wanted = {span for span in text.spans if span[2] in labels}
        given = {span for span in spans if span[2] in labels}
        gold.update(label for *_, label in wanted)
        found.update(label for *_, label in given)
        strict.update(label for *_, label in wanted & given)
        partial.update(_overlaps(wanted - given, given - wanted))
    hits = {label: strict[label] + partial[label] / 2 for label in labels}
    return _table(gold, found, dict(strict), labels), _table(gold, found, hits, labels)


def _overlaps(wanted: set[Span], given: set[Span]) -> Iterator[str]:
    """Labels of gold spans that a found span of the same label overlaps; each found span serves once."""
    left = sorted(given)
    for start, end, label in sorted(wanted):
        match = next((span for span in left if span[2] == label and span[0] < end and start < span[1]), None)
        if match:
            left.remove(match)
            yield label


def _table(gold: Counter[str], found: Counter[str], hits: dict[str, Any], labels: tuple[str, ...]) -> dict[str, Score]:
    rows = {label: Score(gold=gold[label], found=found[label], hits=hits.get(label, 0)) for label in labels}
    total = Score(gold=gold.total(), found=found.total(), hits=sum(row.hits for row in rows.values()))
    return {ALL: total, **rows}
