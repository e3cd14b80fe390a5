"""Shared places and one run over the demo corpus."""

import os
from pathlib import Path

import pytest
import spacy

os.environ["LANGUAGE"] = "en"  # messages in tests are English, whatever the language of the computer

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def root() -> Path:
    """Top level of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared corpora; a test that needs it skips where it is not there."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared corpora at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Output folder of a run over the demo corpus with the embedded default model."""
    from pipeline import Settings, run

    output = tmp_path_factory.mktemp("runs") / "demo"
    run(ROOT / "corpus", output, settings=Settings(model="accurate"))
    return output


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a small but real spaCy model that knows a dozen names by heart."""
    nlp = spacy.blank("de")
    names = {
        "PER": ["Toqajew", "Qassym-Schomart Toqajew", "Nasarbajew", "Nursultan Nasarbajew", "Samat Abish"],
        "LOC": ["Kasachstan", "Kasachstans", "Almaty", "Russland", "Armenien"],
        "ORG": ["CSTO", "SPD", "Gazprom"],
    }
    patterns = [{"label": label, "pattern": name} for label, found in names.items() for name in found]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    path = tmp_path_factory.mktemp("models") / "tiny"
    nlp.to_disk(path)
    return str(path)
