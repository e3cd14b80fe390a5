"""Choosing and loading a model, and the components."""

import shutil
from pathlib import Path

import pytest
import spacy
from thinc.api import get_current_ops
from threadpoolctl import threadpool_info

from benchmarks.hostile import RUNS, run_of, seconds_for
from pipeline.errors import ModelError
from pipeline.nlp import language
from pipeline.nlp.language import NUMBERS, analyse, load_model, mentions_of, tokenize
from pipeline.nlp.model_registry import MD, choose_model, describe_models, model_digest, model_info
from pipeline.nlp.sentences import split_sentences
from tests.helpers.timing import takes_linear_time

TEXT = "Am 2. Januar 2022 schickte Russland 3000 Soldaten nach Almaty. Toqajew dankte der CSTO."


def install(folder: Path, *, version: str, model: str | None) -> None:
    """Put an installed distribution called `de_core_news_md` on disk, as pip would."""
    info = folder / f"{MD}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {MD}\nVersion: {version}\n", encoding="utf-8")
    record = [f"{MD}/__init__.py,,"]
    package = folder / MD
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('never import it')\n", encoding="utf-8")
    if model:
        shutil.copytree(model, package / f"{MD}-{version}")
        record.append(f"{MD}/{MD}-{version}/meta.json,,")
    (info / "RECORD").write_text("\n".join(record) + "\n", encoding="utf-8")


def test_a_model_is_loaded_by_path(tiny_model: str) -> None:
    """Our components are added around any spaCy model that finds names."""
    nlp, info = load_model(tiny_model)

    assert nlp.pipe_names == ["german_sentences", "entity_ruler", "german_names", "german_numbers"]
    assert info.path == tiny_model
    assert info.digest == model_digest(Path(tiny_model))


def test_docs_hold_sentences_names_and_numbers(tiny_model: str) -> None:
    """A Doc has our sentences, cleaned names, and numbers as spans and as records of exact offsets."""
    nlp, _ = load_model(tiny_model)
    doc = nlp(TEXT)

    assert [sentence.text.strip() for sentence in doc.sents] == [TEXT[a:b] for a, b in split_sentences(TEXT)]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Russland", "LOC"),
        ("Almaty", "LOC"),
        ("Toqajew", "PER"),
        ("CSTO", "ORG"),
    ]
    assert [doc.text[n.start : n.end] for n in doc.user_data[NUMBERS]] == ["2. Januar 2022", "3000"]
    assert [span.label_ for span in doc.spans[NUMBERS]] == ["date", "cardinal"]


def test_a_pair_of_places_is_two_names(tmp_path: Path) -> None:
    """A token that holds two names, as in Ulm/Merklingen, is split; Frankfurt/Main stays one."""
    nlp = spacy.blank("de")
    patterns = ["Ulm/Merklingen", "Frankfurt/Main", "Bonn"]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": pattern} for pattern in patterns])
    nlp.to_disk(tmp_path / "model")
    text = "Der Zug fuhr von Ulm/Merklingen nach Frankfurt/Main. Er hielt in Bonn."
    ((_, doc),) = analyse(load_model(str(tmp_path / "model"))[0], text)

    assert doc.text == text
    assert [(ent.text, text[ent.start_char : ent.end_char]) for ent in doc.ents] == [
        (name, name) for name in ("Ulm", "Merklingen", "Frankfurt/Main", "Bonn")
    ]
    assert len(list(doc.sents)) == 2


def test_an_era_is_no_person(tmp_path: Path) -> None:
    """A model that takes Chr. for a person is corrected; people called Chr. Müller stay."""
    nlp = spacy.blank("de")
    patterns = ["Chr.", "Chr. Müller"]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": pattern} for pattern in patterns])
    nlp.to_disk(tmp_path / "model")
    ((_, doc),) = analyse(load_model(str(tmp_path / "model"))[0], "Um 300 n. Chr. malte Chr. Müller das Bild.")

    assert [ent.text for ent in doc.ents] == ["Chr. Müller"]


def test_labels_of_other_schemes_become_ours(tmp_path: Path) -> None:
    """PERSON and GPE become PER and LOC; entities that are not names (DATE) are left out and counted."""
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PERSON", "pattern": "Anna Weber"},
            {"label": "GPE", "pattern": "Berlin"},
            {"label": "DATE", "pattern": "gestern"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    doc = load_model(str(tmp_path / "model"))[0]("Anna Weber war gestern in Berlin.")

    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Anna Weber", "PER"), ("Berlin", "LOC")]
    assert doc.user_data[language.FILTERS]["dropped_label"] == 1


def test_what_is_not_needed_is_not_loaded(tmp_path: Path) -> None:
    """Components that find no names are left out, and so is a tok2vec without listeners."""
    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")

    names = load_model(str(tmp_path / "model"))[0].pipe_names

    assert names == ["german_sentences", "ner", "german_names", "german_numbers"]


def test_matrices_are_multiplied_by_numpy_in_one_thread(tmp_path: Path) -> None:
    """A loaded model multiplies without BLIS, which is slower; other models of the process are unchanged."""
    nlp = spacy.blank("de")
    nlp.add_pipe("ner").add_label("PER")
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")
    before = get_current_ops()
    ner = load_model(str(tmp_path / "model"))[0].get_pipe("ner")
    encoder = ner.model.get_ref("tok2vec")  # type: ignore[attr-defined]  # `ner` has a model

    assert {layer.ops.use_blis for layer in encoder.walk()} == {False}
    assert get_current_ops() is before
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


@pytest.mark.parametrize(
    ("model", "part"),
    [("de_core_news_mdd", "no spaCy model 'de_core_news_mdd'"), ("/nowhere/model", "no spaCy model '/nowhere/model'")],
)
def test_an_unknown_model_is_named(model: str, part: str) -> None:
    """The error for a missing model says what is valid."""
    with pytest.raises(ModelError, match="valid: auto, accurate, fast") as caught:
        load_model(model)

    assert part in str(caught.value)


def test_a_model_without_names_is_refused(tmp_path: Path) -> None:
    """A model that recognises no names is refused, and the error lists its pipeline."""
    spacy.blank("de").to_disk(tmp_path / "blank")

    with pytest.raises(ModelError, match="recognises no names"):
        load_model(str(tmp_path / "blank"))


@pytest.mark.parametrize(("version", "with_model"), [("999.9.9", False), ("999.9.9", True), ("3.8.0", False)])
def test_the_squatted_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_model: str, version: str, with_model: bool
) -> None:
    """A `de_core_news_md` that is not spaCy's is refused without being imported, by name and by `auto`."""
    install(tmp_path, version=version, model=tiny_model if with_model else None)
    monkeypatch.syspath_prepend(tmp_path)

    for model in (MD, "auto"):
        with pytest.raises(ModelError, match="squatted"):
            load_model(model)


def test_auto_takes_the_installed_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_model: str) -> None:
    """`auto` prefers an installed `de_core_news_md`, and says so."""
    install(tmp_path, version="3.8.0", model=tiny_model)
    monkeypatch.syspath_prepend(tmp_path)

    assert choose_model("auto") == MD
    assert any(line.startswith("auto picks") and "de_" in line for line in describe_models())
    assert load_model("auto")[1].path == MD


def test_auto_takes_the_best_embedded_model_otherwise() -> None:
    """Without `de_core_news_md`, `auto` is the accurate embedded model."""
    if spacy.util.is_package(MD):
        pytest.skip(f"{MD} is installed")

    assert model_info(choose_model("auto")).name == "de_pressenetz_accurate"


@pytest.mark.parametrize("unit", RUNS.values(), ids=RUNS)
def test_time_is_proportional_to_length(tiny_model: str, unit: str) -> None:
    """Four times as many repetitions of any unit take about four times as long, from bytes to rows."""
    nlp, _ = load_model(tiny_model)

    assert takes_linear_time(lambda size: seconds_for(nlp, run_of(unit, size)), 80_000)


def test_a_full_stop_after_a_number_is_no_part_of_a_name(tmp_path: Path) -> None:
    """A name ends before the full stop of a sentence, though `11.` is one token to spaCy."""
    nlp = spacy.blank("de")
    patterns = [[{"TEXT": "Apollo"}, {"TEXT": "11."}]]
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "MISC", "pattern": pattern} for pattern in patterns])
    nlp.to_disk(tmp_path / "model")
    text = "Er flog mit Apollo 11. Danach ruhte er."
    ((_, doc),) = analyse(load_model(str(tmp_path / "model"))[0], text)

    assert doc.text == text
    assert [ent.text for ent in doc.ents] == ["Apollo 11"]
    assert [(mention.start, mention.end) for mention in mentions_of(doc)] == [(12, 21)]


@pytest.mark.parametrize(
    "text", ["=" * 500, "Er ging z.B. nach " + "Ulm/" * 99 + "Bonn.  Da", "\n " + "a-" * 200 + "\n\n", "x" * 101]
)
def test_tokens_of_long_runs_hold_the_text(text: str) -> None:
    """A run that is cut before tokenization loses no character, and spaCy tokenizes the words around it as usual."""
    nlp = spacy.blank("de")
    around = f"Er kam z.B. gestern. {text} Sie ging's an."
    doc, before, after = tokenize(nlp, around), nlp("Er kam z.B. gestern."), nlp("Sie ging's an.")

    assert doc.text == around
    assert [token.norm_ for token in doc][: len(before)] == [token.norm_ for token in before]
    assert [token.norm_ for token in doc][-len(after) :] == [token.norm_ for token in after]


def test_long_texts_are_analysed_in_pieces(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of 2,500 sentences keeps the names of every sentence."""
    monkeypatch.setattr(language, "MAX_PIECE", 5_000)
    text = " ".join(f"Satz {number} nennt Toqajew in Almaty." for number in range(2_500))
    nlp, _ = load_model(tiny_model)
    docs = list(analyse(nlp, text))

    assert len(docs) > 10
    assert sum(len(doc.ents) for _, doc in docs) == 5_000
    assert all(text[offset : offset + len(doc.text)] == doc.text for offset, doc in docs)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u200b", "a" * 10_000])
def test_strange_texts_are_analysed(tiny_model: str, text: str) -> None:
    """Empty and odd texts yield no names rather than errors."""
    assert all(not doc.ents for _, doc in analyse(load_model(tiny_model)[0], text))
