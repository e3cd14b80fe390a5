"""Turn a checkpoint of the teacher into the 8-bit ONNX encoder.

python -m training.quantise PREPARED MODEL.pt OUTPUT [--kind unit|piece|float] [--outside BONUS]
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch

from training.graph import encoder_graph


def read_weights(path: Path) -> tuple[dict[str, np.ndarray], int]:
    """Weights of a checkpoint and the number of its layers."""
    state = torch.load(path, weights_only=False)
    weights = {name: value.float().numpy() for name, value in state["model"].items()}
    if "added.weight" in weights:
        weights["word.weight"] = np.concatenate([weights["word.weight"], weights.pop("added.weight")])
    return weights, state["layers"]


def main() -> None:
    """Write `encoder.onnx` and the tokenizer into one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--kind", choices=("unit", "piece", "float"), default="piece")
    parser.add_argument("--outside", type=float, default=0.0, help="added to the score of O (chosen on dev)")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    weights, layers = read_weights(options.model)
    weights["head.bias"][0] += options.outside
    onnx.save(encoder_graph(weights, layers=layers, kind=options.kind), options.output / "encoder.onnx")
    shutil.copyfile(options.prepared / "tokenizer.json", options.output / "tokenizer.json")


if __name__ == "__main__":
    main()
