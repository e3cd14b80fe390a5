"""Tests of the training recipe: readers, augmentation, and (with torch and onnx) the graph beside the network."""

import json
import random

import numpy as np
import pytest
import spacy

from training import corpora
from training.augment import Augmenter
from training.calibrate import Outcomes, bins, expected_error, fit
from training.corpora import Sentence, spans_of, tags_of
from training.recipe import Step, carry_out
from training.score import floor_of

DATA = pytest.mark.skipif(not corpora.DATA.exists(), reason="needs ../shared/data")
SENTENCES = [
    Sentence(("Angela", "Merkel", "lebt", "in", "Berlin", "."), ("B-PER", "I-PER", "O", "O", "B-LOC", "O"), "a"),
    Sentence(("Die", '"', "SPD", '"', "tagt", "."), ("O", "O", "B-ORG", "O", "O", "O"), "a"),
    Sentence(("Nichts", "geschah", "."), ("O", "O", "O"), "a"),
]


def test_tags_and_spans_are_inverse():
    """Spans of tags of spans are the same spans, also side by side."""
    spans = [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "MISC")]

    assert spans_of(tags_of(spans, 6)) == spans


@DATA
def test_germeval_counts():
    """All sentences are read, outer layer only, with MISC for OTH."""
    dev = corpora.germeval("dev")

    assert (len(corpora.germeval_train()), len(dev)) == (23_999, 2_200)
    assert sum(len(sentence.spans()) for sentence in dev) == 2_239
    assert {label for sentence in dev for *_, label in sentence.spans()} == set(corpora.LABELS)


@DATA
def test_smartdata_has_no_misc():
    """SmartData says of itself that MISC was not annotated; its spans lie on whole words."""
    sentences = [sentence for document in corpora.smartdata(news=True) for sentence in document]

    assert {sentence.covers for sentence in sentences} == {("PER", "LOC", "ORG")}
    assert any(sentence.words[a:b] == ("Ethikbank",) for sentence in sentences for a, b, _ in sentence.spans())


@DATA
def test_wikiner_is_made_bio():
    """IOB1 becomes tags that spans can be read from."""
    assert all(tags_of(s.spans(), len(s.words)) == s.tags for s in corpora.wikiner()[:500])


@DATA
def test_the_gold_of_wikinews_lies_on_the_texts_it_was_made_for(tmp_path, monkeypatch):
    """Labels come with offsets alone; a sentence that differs from the annotated one is refused."""
    gold = corpora.wikinews_gold()
    found = {(" ".join(sentence.words[a:b]), label) for sentence in gold for a, b, label in sentence.spans()}

    assert {("Weltgesundheitsorganisation", "ORG"), ("Big Brother Awards", "MISC"), ("BKA", "ORG")} <= found
    assert ("Polizei", "ORG") not in found
    assert len({sentence.words for sentence in gold}) == len(gold) > 250
    record = json.loads(corpora.GOLD.read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "gold.jsonl").write_text(json.dumps(record | {"digest": "0" * 16}), encoding="utf-8")
    monkeypatch.setattr(corpora, "GOLD", tmp_path / "gold.jsonl")
    with pytest.raises(ValueError, match="differs from the annotated one"):
        corpora.wikinews_gold()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Er kam.", ["Er", "kam", "."]),
        ("am 18. Mai", ["am", "18.", "Mai"]),
        ("„Nein“, sagte sie.", ["„", "Nein", "“", ",", "sagte", "sie", "."]),
        ("Baden-Württemberg (dpa)", ["Baden-Württemberg", "(", "dpa", ")"]),
    ],
)
def test_words_of_text(text, words):
    """Texts are split into words and punctuation as in GermEval."""
    assert [text[start:end] for start, end in corpora.words_of(text)] == words


def test_sentences_are_written_and_read(tmp_path):
    """What is read is what was written."""
    corpora.write(tmp_path / "s.jsonl", SENTENCES)

    assert corpora.read(tmp_path / "s.jsonl") == SENTENCES


def test_augmentation_is_a_function_of_its_seed():
    """The same seed gives the same units, another seed others."""
    drawn = [list(Augmenter(SENTENCES, seed=seed).units(SENTENCES * 50, most=40)) for seed in (1, 1, 2)]

    assert drawn[0] == drawn[1] != drawn[2]


def test_augmentation_keeps_tags_in_step():
    """Variants have one tag per word, the tags are well formed, and no sentence is lost."""
    units = list(Augmenter(SENTENCES, seed=3).units(SENTENCES * 100, most=40))

    assert all(len(unit.words) == len(unit.tags) for unit in units)
    assert all(tags_of(unit.spans(), len(unit.words)) == unit.tags for unit in units)
    assert sum(word.lower() == "geschah" for unit in units for word in unit.words) == 100


def test_quotes_are_paired():
    """Straight quotes become an opening and a closing sign."""
    varied = {Augmenter(SENTENCES, seed=seed).quote(SENTENCES[1]).words for seed in range(30)}

    assert ("Die", "„", "SPD", "“", "tagt", ".") in varied


def random_tensors(layers: int) -> dict[str, np.ndarray]:
    """A small vocabulary of random weights in the shape of the pretrained encoder."""
    draws = np.random.default_rng(1)
    shapes = {"emb.word": (50, 384), "emb.pos": (64, 384), "emb.type": (2, 384)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (384, 384) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (1536, 384), f"l{layer}.fo.w": (384, 1536), f"l{layer}.fi.b": (1536,)}
        shapes |= {f"l{layer}.{name}.b": (384,) for name in ("q", "k", "v", "ao", "fo", "aln", "oln")}
    tensors = {name: draws.normal(0, 0.05, shape).astype("float32") for name, shape in shapes.items()}
    gains = ["emb.ln.w", *(f"l{layer}.{name}.w" for layer in range(layers) for name in ("aln", "oln"))]
    return (
        tensors | {name: np.ones(384, dtype="float32") for name in gains} | {"emb.ln.b": np.zeros(384, dtype="float32")}
    )


@pytest.fixture
def network(tmp_path):
    """A random encoder of two layers, loaded as the pretrained one is."""
    torch = pytest.importorskip("torch")
    from training.encoder_network import load_pretrained

    torch.manual_seed(0)
    np.savez(tmp_path / "encoder.npz", **random_tensors(2))
    return load_pretrained(tmp_path / "encoder.npz", layers=2).eval()


def saved(network, path):
    """The path of a checkpoint of the network."""
    import torch

    torch.save({"model": network.state_dict(), "layers": len(network.layers)}, path)
    return path


@pytest.mark.parametrize(("kind", "tolerance"), [("float", 0.01), ("piece", 0.03), ("unit", 0.06)])
def test_the_graph_computes_what_the_network_does(network, kind, tolerance):
    """The ONNX graph gives the network's scores; in 8 bits nearly so."""
    torch, _ = pytest.importorskip("torch"), pytest.importorskip("onnx")
    import onnxruntime

    from training.graph import encoder_graph

    weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    session = onnxruntime.InferenceSession(encoder_graph(weights, layers=2, kind=kind).SerializeToString())
    pieces, firsts = np.arange(3, 33), np.array([1, 4, 5, 20])
    with torch.inference_mode():
        expected = network(torch.from_numpy(pieces)[None], torch.from_numpy(firsts)[None])[0].numpy()
    found = session.run(None, {"pieces": pieces, "firsts": firsts})[0]

    assert np.abs(found - expected).mean() <= tolerance * np.abs(expected).mean()


def test_a_recovered_checkpoint_quantises_to_the_same_graph(network, tmp_path):
    """Nothing is lost from a packaged encoder to a checkpoint and back."""
    pytest.importorskip("onnx")
    from training.encoder_network import load_checkpoint
    from training.graph import encoder_graph
    from training.quantise import read_weights
    from training.recover import checkpoint_of

    weights, layers = read_weights(saved(network, tmp_path / "model.pt"))
    packaged = encoder_graph(weights, layers=layers, kind="piece")
    recovered, found = checkpoint_of(packaged)

    assert found == layers == len(load_checkpoint(tmp_path / "model.pt").layers)
    assert encoder_graph(recovered, layers=found, kind="piece").SerializeToString() == packaged.SerializeToString()


def test_an_added_piece_takes_the_place_of_the_pieces_it_stands_for():
    """A frequent word becomes one piece, longer words use it, the others keep their pieces; nothing is added twice."""
    pytest.importorskip("torch"), pytest.importorskip("spacy_lookups_data")
    from tokenizers import Tokenizer

    from training.extend import extended

    pieces = [["<unk>", 0.0], *([piece, -5.0] for piece in ("▁Bund", "es", "tag", "rat", "▁tag", "s"))]
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    model = {"type": "Unigram", "unk_id": 0, "vocab": pieces, "byte_fallback": False}
    spec = {"version": "1.0", "added_tokens": [], "pre_tokenizer": metaspace, "model": model}
    grown, replaced = extended(spec, ["Bundestag", "tag", "Bundestag", "Ωmega"])
    tokenizer = Tokenizer.from_str(json.dumps(grown))

    assert replaced == [[1, 2, 3]]
    assert len(grown["model"]["vocab"]) == len(pieces) + 1
    assert tokenizer.encode("Bundestag").tokens == ["▁Bundestag"]
    assert tokenizer.encode("Bundestags").tokens == ["▁Bundestag", "s"]
    assert tokenizer.encode("Bundesrat").tokens == ["▁Bund", "es", "rat"]


def test_added_pieces_are_learned_and_the_others_are_not(network, tmp_path):
    """Gradients reach the vectors added behind the frozen ones; quantising puts both into one table."""
    import torch

    from training.encoder_network import HIDDEN, load_checkpoint
    from training.quantise import read_weights

    state = network.state_dict() | {"added.weight": torch.ones(3, HIDDEN)}
    torch.save({"model": state, "layers": 2}, tmp_path / "model.pt")
    grown = load_checkpoint(tmp_path / "model.pt")
    grown(torch.tensor([[4, 51, 7]]), torch.tensor([[0, 1, 2]])).sum().backward()
    table = read_weights(tmp_path / "model.pt")[0]["word.weight"]

    assert grown.word.weight.grad is None
    assert grown.added.weight.grad.abs().sum(1).gt(0).tolist() == [False, True, False]
    assert (len(table), table[50:].min()) == (53, 1.0)


def test_soft_labels_are_matched_best_by_themselves():
    """The loss is least where the scores give the teacher's probabilities, and padding costs nothing."""
    torch = pytest.importorskip("torch")
    from training.batches import Unit
    from training.distil import soft_loss

    wanted = np.array([[0.7, 0.3], [0.5, 0.5]], dtype="float16")
    unit = Unit([0, 5, 6, 2], [1, 2], [0, 0], (), wanted)
    right = torch.zeros(1, 3, 2)
    right[0, :2] = torch.from_numpy(wanted).float().log()
    wrong = right.clone()
    wrong[0, 0, 0] += 1
    padded = right.clone()
    padded[0, 2] = 9

    assert soft_loss(right, [unit]) < soft_loss(wrong, [unit])
    assert soft_loss(right, [unit]) == soft_loss(padded, [unit])


def test_the_rate_rises_stays_and_falls():
    """Prolonging a run changes nothing before the fall begins."""
    pytest.importorskip("torch")
    from argparse import Namespace

    from training.distil import WARM, share_of

    short, long = Namespace(steps=1000, decay=400), Namespace(steps=2000, decay=400)

    assert share_of(0, short) == 1 / WARM
    assert [share_of(step, short) for step in (599, 600, 800, 999)] == [1.0, 1.0, 0.5, 1 / 400]
    assert all(share_of(step, short) == share_of(step, long) for step in range(600))


def test_a_label_nobody_marked_costs_nothing():
    """Where MISC was not annotated, a MISC tag on an unmarked word is as good as O."""
    torch = pytest.importorskip("torch")
    from training.encoder_network import TAGS
    from training.teacher import loss_of

    scores = torch.full((1, 1, len(TAGS)), -20.0)
    scores[0, 0, TAGS.index("S-MISC")] = 20.0
    gold = torch.zeros((1, 1), dtype=torch.long)

    assert float(loss_of(scores, gold, ("MISC",))) == pytest.approx(0, abs=1e-4)
    assert float(loss_of(scores, gold, ())) > 10


def test_an_unchanged_step_is_skipped(tmp_path, capfd):
    """A step runs once, and again when an input or an output changed."""
    given, written = tmp_path / "in.json", tmp_path / "out.json"
    step = Step("tidy", f"json.tool {given} {written}", (given,), (written,))
    said = []
    for change in (lambda: given.write_text("[1]"), lambda: None, lambda: given.write_text("[2]"), written.unlink):
        change()
        carry_out(step, tmp_path / "stamp.json", force=False)
        said.append("skipped" in capfd.readouterr().out)

    assert said == [False, True, False, False]
    assert written.read_text().split() == ["[", "2", "]"]


def test_a_step_that_writes_nothing_stops_the_recipe(tmp_path):
    """A missing output is an error, and the step does not count as done."""
    step = Step("idle", "this", (), (tmp_path / "never",))

    with pytest.raises(SystemExit, match="did not write"):
        carry_out(step, tmp_path / "stamp.json", force=False)
    assert not (tmp_path / "stamp.json").exists()


def test_words_of_one_brown_branch_lie_close():
    """Paths are read from the lowest bit: the longer the common beginning, the nearer the vectors."""
    pytest.importorskip("torch"), pytest.importorskip("spacy_lookups_data")
    from training.vectors import brown_vectors

    near, same, far = brown_vectors([0b10110101, 0b11110101, 0b10110100], width=512)

    assert near @ same > 0.5 > near @ far


def test_k_means_joins_what_is_alike():
    """Points around three places get three centres, at those places."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("spacy_lookups_data")
    from training.vectors import k_means

    places = np.eye(3, 8, dtype="float32") * 5
    points = np.repeat(places, 50, axis=0) + np.random.default_rng(2).normal(0, 0.1, (150, 8)).astype("float32")
    centres, chosen = k_means(torch.from_numpy(points), 12)

    assert np.abs(centres.numpy()[chosen.numpy()] - np.repeat(places, 50, axis=0)).max() < 0.4
    assert all(len(set(chosen[start : start + 50].tolist()) & set(chosen[:start].tolist())) == 0 for start in (50, 100))


def test_words_are_replaced_by_words_of_the_same_vector(monkeypatch):
    """A replaced word has the row and the capitals of the word before; tags and unknown words stay."""
    pytest.importorskip("spacy_lookups_data")
    from training import student

    listed = ["Berlin", "Bonn", "BONN", "bonn", "lebt", "wohnt", "fremd"]
    vocab = spacy.blank("de").vocab
    vocab.vectors = spacy.vectors.Vectors(shape=(3, 4))
    for word in listed[:-1]:
        vocab.vectors.add(word, row=1 if word.lower() in ("berlin", "bonn") else 2)
    monkeypatch.setattr(student, "listed_words", lambda: listed)
    others = student.alike_words(vocab)
    drawn = [student.replaced(SENTENCES[0], others, random.Random(seed), share=0.9) for seed in range(40)]

    assert {unit.words[2] for unit in drawn} == {"lebt", "wohnt"}
    assert {unit.words[4] for unit in drawn} == {"Berlin", "Bonn"}
    assert {unit.words[:2] for unit in drawn} == {("Angela", "Merkel")}
    assert {unit.tags for unit in drawn} == {SENTENCES[0].tags}
    assert student.replaced(SENTENCES[0], others, random.Random(1), share=0.0) == SENTENCES[0]


def test_calibration_makes_confidence_come_true():
    """Entities that are too sure of themselves by a known slope and shift get that slope and shift back."""
    draws = np.random.default_rng(4)
    odds = draws.normal(2, 2, 50_000)
    true = 1 / (1 + np.exp(-(0.5 * odds - 0.3)))
    right = (draws.random(len(odds)) < true).astype(float)
    sure = Outcomes(1 / (1 + np.exp(-odds)), right)

    assert fit(sure) == pytest.approx((0.5, -0.3), abs=0.05)
    assert expected_error(sure) > 0.1 > 0.01 > expected_error(Outcomes(true, right))
    assert sum(part.entities for part in bins(sure)) == len(right)


@pytest.mark.parametrize(
    ("f1", "old", "floor"), [(0.780, 0.772, 0.777), (0.774, 0.772, 0.772), (0.771, 0.772, 0.768), (0.78, 0, 0.777)]
)
def test_a_floor_that_is_kept_is_not_lowered(f1, old, floor):
    """A floor rises with the score and falls only where the score itself fell below it."""
    assert floor_of(f1, old) == pytest.approx(floor)
