"""Gold files (GermEval TSV, CoNLL, DocBin, JSONL with spans) and the strict and partial scores of a model on them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.deprecation import warn_renamed
from pipeline.errors import GoldError, system_reason
from pipeline.nlp import bare_model, standard_label
from pipeline.settings import LABELS
from pipeline.translations import _
from pipeline.user_files import at_line, check_file

FORMATS = "GermEval TSV, CoNLL columns (IOB, IOB2, BIOES), spaCy DocBin (.spacy), JSONL with text and spans (.jsonl)"
_TAG = re.compile(r"O|[BIESLU]-\S+")
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText:
    """One annotated text; span offsets count words if `words` is set, characters if `text` is."""

    spans: tuple[Span, ...]
    words: tuple[str, ...] | None = None
    text: str | None = None
    source: str = ""


def read_gold(path: Path) -> Iterator[GoldText]:
    """Read the annotated texts of a gold file; suffix and first lines determine its format.

    Raises:
        GoldError: if the file cannot be read, has an unknown format or no annotation.
    """
    texts = list(_read(path))
    if not any(text.spans for text in texts):
        message = _("{path} contains no entities in a supported format ({formats})")
        raise GoldError(message.format(path=path, formats=FORMATS))
    yield from texts


def _read(path: Path) -> Iterator[GoldText]:
    check_file(path, what=_("gold file"), refuse=GoldError)
    if path.suffix == ".spacy":
        yield from _read_docbin(path)
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: JSON strings may contain U+2028
    except (OSError, UnicodeDecodeError) as error:
        message = _("cannot read {path} as UTF-8 text: {reason}")
        raise GoldError(message.format(path=path, reason=system_reason(error))) from error
    if path.suffix in (".jsonl", ".ndjson", ".json"):
        yield from (_read_record(line, path, number) for number, line in enumerate(lines, start=1) if line.strip())
    else:
        yield from _read_columns(lines, path)


def _read_docbin(path: Path) -> Iterator[GoldText]:
    try:
        docs: Iterator[Doc] = DocBin().from_disk(path).get_docs(Vocab())
        for doc in docs:
            spans = tuple((ent.start, ent.end, standard_label(ent.label_)) for ent in doc.ents)
            yield GoldText(words=tuple(token.text for token in doc), spans=_known(spans))
    except Exception as error:
        message = _("cannot read {path} as a spaCy DocBin: {reason}")
        raise GoldError(message.format(path=path, reason=error)) from error


def _read_record(line: str, path: Path, number: int) -> GoldText:
    try:
        record = json.loads(line)
        spans = [_span(span) for span in _first(record, ("spans", "entities", "ents", "label", "labels"))]
        text = str(record["text"])
        if any(not 0 <= start < end <= len(text) for start, end, _ in spans):
            raise ValueError(_("a span lies outside the text"))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        problem = _("expected {record} ({error})")
        record_ = '{"text": …, "spans": [[start, end, label], …]}'
        raise GoldError(at_line(path, number, problem.format(record=record_, error=error))) from error
    return GoldText(text=text, spans=_known(tuple(sorted(spans))), source=str(record.get("source", "")))


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> list[Any]:
    found = next((record[key] for key in keys if key in record), None)
    if not isinstance(found, list):
        raise KeyError("spans")
    return found


def _span(span: Any) -> Span:
    if isinstance(span, dict):
        return int(span["start"]), int(span["end"]), standard_label(str(span["label"]))
    return int(span[0]), int(span[1]), standard_label(str(span[2]))


def _known(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Drop spans with other labels: derivations and parts (`LOCderiv`) are not entities."""
    return tuple(span for span in spans if span[2] in LABELS)


def _read_columns(lines: list[str], path: Path) -> Iterator[GoldText]:
    rows: list[list[str]] = []
    source = ""
    column: int | None = None
    for line in [*lines, ""]:
        if line.startswith("#\t"):
            source = line.split("\t")[1] if not rows else source
        elif line.strip() and not line.startswith("-DOCSTART-"):
            rows.append(line.rstrip("\n").split("\t") if "\t" in line else line.split())
        elif rows:
            column = _tag_column(rows, path) if column is None else column
            yield _sentence(rows, column, source, path)
            rows, source = [], ""


def _tag_column(rows: list[list[str]], path: Path) -> int:
    """Index of the column of tags: GermEval's outer layer (third of four), otherwise the last column."""
    germeval = all(len(row) == 4 and row[0].isdigit() and _TAG.fullmatch(row[3]) for row in rows)
    column = 2 if germeval else len(rows[0]) - 1
    if column < 1 or not all(len(row) > column and _TAG.fullmatch(row[column]) for row in rows):
        message = _("{path}: column {column} of {row!r} is not an IOB tag (supported formats: {formats})")
        raise GoldError(message.format(path=path, column=column + 1, row=" ".join(rows[0]), formats=FORMATS))
    return column


def _sentence(rows: list[list[str]], column: int, source: str, path: Path) -> GoldText:
    if short := next((row for row in rows if len(row) <= column), None):
        message = _("{path}: {row!r} has {count} columns, expected at least {least}")
        raise GoldError(message.format(path=path, row=" ".join(short), count=len(short), least=column + 1))
    word = 1 if column == 2 and rows[0][0].isdigit() else 0
    spans = tuple(spans_of_tags([row[column] for row in rows]))
    return GoldText(words=tuple(row[word] for row in rows), spans=_known(spans), source=source)


def spans_of_tags(tags: list[str]) -> Iterator[Span]:
    """Convert IOB, IOB2, BIOES or BILUO tags to spans; a new label, B, S or U starts a new span."""
    start, label = 0, ""
    closed = True
    for index, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        continues = prefix in ("I", "E", "L") and name == label and not closed
        if label and not continues:
            yield start, index, standard_label(label)
        if not continues:
            start, label = index, name
        closed = prefix in ("E", "L", "S", "U")


ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts for one label; in partial scores, an overlapping span with the same label is half a hit."""

    gold: int
    found: int
    hits: float

    @property
    def precision(self) -> float:
        """Share of the found spans that are correct; 0 if none was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold spans that were found; 0 if there are none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 without any span."""
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 0.0

    def as_dict(self) -> dict[str, float]:
        """Counts and rounded scores, for JSON."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return asdict(self) | {name: round(value, 4) for name, value in rates.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores per label and for `all` labels; `texts` counts the entries of the gold file: sentences or whole texts."""

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
    gold: str | Path,
    model: str | Path | Language = "auto",
    *,
    labels: tuple[str, ...] = LABELS,
    keep: Callable[[GoldText], bool] = lambda _: True,
    nlp: Language | None = None,
) -> Scores:
    """Score a model on a gold file; if the file is divided into words, these are the model's tokens.

    >>> scores = evaluate("tests/data/kasachstan-2022-01.gold.jsonl", model="fast")
    >>> scores.strict["all"].f1 > 0.8
    True

    Args:
        gold: path of a GermEval TSV, CoNLL columns, spaCy DocBin, or JSONL with spans.
        model: `auto`, `accurate`, `fast`, the name or path of a spaCy model, or a loaded pipeline that sets `doc.ents`.
        labels: the labels that are scored.
        keep: returns whether a text is scored.
        nlp: deprecated, use `model`.

    Raises:
        GoldError: if the file cannot be read or has no annotation.
        ModelError: if the model cannot be loaded or does not recognise names.
    """
    if nlp is not None:
        warn_renamed("the argument `nlp`", "`model`")
        model = nlp
    gold = Path(gold)
    texts = [text for text in read_gold(gold) if keep(text)]
    nlp = model if isinstance(model, Language) else bare_model(str(model))
    strict, partial = _count(zip(texts, found_spans(texts, nlp=nlp), strict=True), labels)
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}" if nlp.meta.get("name") else nlp.meta["lang"]
    return Scores(gold=gold.name, model=name, texts=len(texts), strict=strict, partial=partial)


def found_spans(texts: Iterable[GoldText], *, nlp: Language) -> Iterator[list[Span]]:
    """Yield the spans that the model finds in each text, in the units of its annotation (words or characters)."""
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
    """Yield the labels of gold spans that overlap a found span with the same label; each found span is used once."""
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
