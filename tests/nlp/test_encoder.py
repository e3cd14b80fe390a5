"""Tests of the encoder component, with the packaged model."""

import pickle
import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.errors import ModelError
from pipeline.nlp.encoder import EncoderNer, calibrated

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "pipeline/models/accurate"
SENTENCES = (
    "Präsident Qassym-Schomart Toqajew sprach in Almaty.",
    "Die „Organisation des Vertrags über kollektive Sicherheit“ (CSTO) tagte in Moskau.",
    "HAMBURG, 18. Mai (dpa) – Angela Merkel und Wladimir Putin trafen sich in Berlin.",
    "Siemens und die Deutsche Bank bestritten das.",
    "Nichts davon stand in der Zeitung, sagte sie.",
    "In Kasachstan gibt es Proteste.",
)


@pytest.fixture(scope="module")
def nlp():
    """The packaged accurate model."""
    return spacy.load(MODEL)


def spans_of(doc: Doc) -> list[tuple[int, int, str]]:
    """Character spans of the entities."""
    return [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def articles() -> list[str]:
    """Thirty articles of one to five paragraphs of different length."""
    draws = random.Random(5)
    paragraphs = [" ".join(draws.sample(SENTENCES, draws.randint(1, 5))) for _ in range(60)]
    return ["\n\n".join(draws.sample(paragraphs, draws.randint(1, 5))) for _ in range(30)]


@pytest.mark.model
@pytest.mark.parametrize("batch_size", [1, 7, 64])
def test_neighbours_do_not_change_what_is_found(nlp, batch_size):
    """Shuffled and regrouped articles give identical spans."""
    texts = articles()
    alone = {text: spans_of(nlp(text)) for text in texts}
    random.Random(batch_size).shuffle(texts)

    assert {doc.text: spans_of(doc) for doc in nlp.pipe(texts, batch_size=batch_size)} == alone


@pytest.mark.model
def test_a_paragraph_alone_gives_what_it_gives_in_its_article(nlp):
    """Paragraphs are units of their own."""
    text = " ".join(SENTENCES[:3])
    article = f"{SENTENCES[3]}\n\n{text}\n\n{SENTENCES[5]}"
    start = article.index(text)

    inside = [(a - start, b - start, c) for a, b, c in spans_of(nlp(article)) if start <= a < start + len(text)]
    assert inside == spans_of(nlp(text))


@pytest.mark.model
def test_names_are_found(nlp):
    """People, places and organisations of plain news sentences."""
    found = {(ent.text, ent.label_) for ent in nlp(" ".join(SENTENCES)).ents}

    assert {("Angela Merkel", "PER"), ("Berlin", "LOC"), ("Kasachstan", "LOC"), ("Siemens", "ORG")} <= found


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \t\n",
        "x" * 100_000,
        "\u200b \ufeff \u00ad",
        "😀 ﷽ \U0010ffff 漢字 Кабул",
        "a " * 3_000,
        "<s> </s> <unk> <pad> [MASK] ▁",
        "A\u0300" * 500,
        "Berlin\x00Bonn \x1b[31m",
    ],
)
def test_hostile_text_is_survived(nlp, text):
    """Empty, endless and strange texts give a Doc with sorted spans."""
    doc = nlp(text)

    assert doc.text == text
    assert spans_of(doc) == sorted(spans_of(doc))


@pytest.mark.model
def test_whitespace_is_never_part_of_a_name(nlp):
    """The encoder skips line breaks and double blanks between words."""
    doc = nlp("Gestern traf  Angela  Merkel in \n Berlin ein.")

    assert [ent.text for ent in doc.ents] == ["Angela  Merkel", "Berlin"]


@pytest.mark.model
def test_units_fit_and_end_at_sentence_ends(nlp):
    """Long paragraphs are cut after a full stop; no word is lost."""
    component = nlp.get_pipe("encoder_ner")
    doc = nlp.make_doc(" ".join(SENTENCES * 12))
    words = [token.i for token in doc]
    units = list(component.units(doc, words))

    assert [word for unit in units for word in unit] == words
    assert len(units) > 2
    assert all(doc[unit[-1]].text == "." for unit in units)
    assert all(sum(len(component.pieces(doc[word].text)) for word in unit) <= component.unit_pieces for unit in units)


@pytest.mark.model
def test_the_component_streams(nlp):
    """The first Doc is done before the second text is read."""
    read = []
    stream = nlp.get_pipe("encoder_ner").pipe(nlp.make_doc(read.append(text) or text) for text in SENTENCES)
    next(stream)

    assert read == [SENTENCES[0]]


@pytest.mark.model
def test_bytes_and_pickles_find_the_same(nlp):
    """A component survives serialisation; sessions are not pickled."""
    component = nlp.get_pipe("encoder_ner")
    copies = [EncoderNer().from_bytes(component.to_bytes()), pickle.loads(pickle.dumps(component))]

    expected = spans_of(nlp(SENTENCES[2]))
    assert [spans_of(copy(nlp.make_doc(SENTENCES[2]))) for copy in copies] == [expected, expected]


@pytest.mark.model
def test_every_entity_has_a_probability(nlp):
    """`doc.user_data["confidence"]` has a probability for the characters of each entity, and survives serialisation."""
    doc = nlp(" ".join(SENTENCES))
    found = doc.user_data["confidence"]
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())

    assert [(start, end) for start, end, _ in found] == [(start, end) for start, end, _ in spans_of(doc)]
    assert all(0 < chance < 1 for *_, chance in found)
    assert [tuple(row) for row in again.user_data["confidence"]] == found


@pytest.mark.parametrize(
    ("probability", "calibration", "expected"),
    [
        (0.5, (0.7, 0.0), 0.5),
        (0.9, (1.0, 0.0), 0.9),
        (0.9, (0.5, -1.0), 0.5246),
        (1.0, (1.0, 0.0), 1.0),
        (0.0, (1.0, 0.0), 0.0),
    ],
)
def test_calibration_scales_the_log_odds(probability, calibration, expected):
    """Slope and intercept act on the log-odds; certainty stays within bounds."""
    assert calibrated(probability, calibration) == expected


@pytest.mark.model
def test_one_thread(nlp):
    """The session uses one thread, because a run already has several workers."""
    options = nlp.get_pipe("encoder_ner")._session.get_session_options()

    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)


def test_a_component_without_files_says_so(tmp_path):
    """A blank component and an incomplete folder raise an error that names what is missing."""
    nlp = spacy.blank("de")
    component = nlp.add_pipe("encoder_ner")

    with pytest.raises(ModelError, match=r"no encoder\.onnx|no tokenizer\.json"):
        nlp("Berlin")
    with pytest.raises(ModelError, match="incomplete"):
        component.from_disk(tmp_path)


def test_torch_is_not_needed():
    """Importing the component imports neither torch nor the training recipe."""
    code = "import sys, pipeline.nlp.encoder; print(sorted({'torch', 'onnx', 'training'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
