"""Shared places and one run over the demo corpus."""

from pathlib import Path

import pytest

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
