"""Rebuild a float checkpoint from a packaged encoder, for a machine that does not have the trained one.

python -m training.recover ENCODER.onnx MODEL.pt

Each 8-bit matrix is multiplied by its scales. Quantising the result again gives the same bytes, so nothing is lost
beyond what packaging lost. The bonus on the score of O stays in it.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

RENAMED = {"attended.gamma": "aln.weight", "attended.beta": "aln.bias", "attended.bias": "ao.bias"} | {
    "layer.gamma": "oln.weight",
    "layer.beta": "oln.bias",
    "layer.bias": "fo.bias",
}
"""Names of a layer's constants in the graph (`training.graph`) and in the network (`training.encoder_network`)."""
_LAYER = re.compile(r"layers\.(\d+)\.(.+)")


def checkpoint_of(model: onnx.ModelProto) -> tuple[dict[str, np.ndarray], int]:
    """Weights by their names in the network, and the number of layers."""
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    weights = {
        "word.weight": constants["word.table"].astype("float32") * constants["word.scale"],
        "position.weight": constants["position.table"],
    }
    weights |= {name: constants[name] for name in ("norm.weight", "norm.bias", "head.weight", "head.bias")}
    layers = set()
    for name, values in constants.items():
        if (match := _LAYER.fullmatch(name)) is None or name.endswith(".scale"):
            continue
        layers.add(int(match[1]))
        own = values
        if name.endswith(".weight"):
            own = (values.astype("float32") * constants[name.removesuffix("weight") + "scale"]).T
        weights[f"layers.{match[1]}.{RENAMED.get(match[2], match[2])}"] = own
    return weights, len(layers)


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("model", type=Path)
    options = parser.parse_args()
    weights, layers = checkpoint_of(onnx.load(options.encoder))
    options.model.parent.mkdir(parents=True, exist_ok=True)
    state = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in weights.items()}
    torch.save({"model": state, "layers": layers}, options.model)


if __name__ == "__main__":
    main()
