"""The pictures of README, drawn from a run over the demo corpus.

pressenetz run corpus --output outputs/demo && python benchmarks/pictures.py
"""

import sys
from pathlib import Path

import matplotlib as mpl

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import open_run  # noqa: E402 (the path must be set first)

IMAGES = ROOT / "notebooks" / "images"


def main() -> None:
    """Draw the network of the demo run."""
    mpl.use("Agg")
    result = open_run(ROOT / "outputs" / "demo")
    IMAGES.mkdir(exist_ok=True)
    figure = result.plot_network()
    figure.savefig(IMAGES / "demo-network.png", dpi=110, bbox_inches="tight", metadata={"Software": None})
    print(f"wrote {IMAGES / 'demo-network.png'}")


if __name__ == "__main__":
    main()
