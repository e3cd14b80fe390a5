"""The fine-tuned encoder as an ONNX graph for one unit without padding: pieces, firsts -> scores.

Written by hand on ONNX Runtime's fused operators, so that nothing depends on an exporter. Word embeddings are 8-bit
with one scale per piece.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.encoder_network import HEADS

EPSILON = 1e-12
EVENED = (".ao", ".fo")
"""Products whose input varies much in size between pieces; the others read the output of a layer norm."""
FUSED = "com.microsoft"
Arrays = dict[str, np.ndarray]


class Graph:
    """Nodes and constants in the order of their addition."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        if kind == "piece":
            self.constant("last", np.array([-1], dtype="int64"))

    def constant(self, name: str, values: Any) -> str:
        """Add a constant and return its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        self.nodes.append(
            helper.make_node(kind, inputs, [output], name=f"{output}/{kind}", domain=domain, **attributes)
        )
        return output

    def linear(self, name: str, states: str, weights: Arrays) -> str:
        """States · weightᵀ, without the bias; in 8 bits with one scale per output and one per unit or per piece."""
        if self.kind == "float":
            matrix = self.constant(f"{name}.weight", weights[f"{name}.weight"].T)
            return self.node("MatMul", [states, matrix], f"{name}.product")
        rows, scale = rows_8bit(weights[f"{name}.weight"])
        constants = [self.constant(f"{name}.weight", rows.T), self.constant(f"{name}.scale", scale[:, 0])]
        if self.kind == "unit" or not name.endswith(EVENED):
            return self.node("DynamicQuantizeMatMul", [states, *constants], f"{name}.product", domain=FUSED)
        absolute = self.node("Abs", [states], f"{name}.absolute")
        largest = self.node("ReduceMax", [absolute, "last"], f"{name}.largest")
        evened = self.node("Div", [states, largest], f"{name}.evened")
        product = self.node("DynamicQuantizeMatMul", [evened, *constants], f"{name}.evened.product", domain=FUSED)
        return self.node("Mul", [product, largest], f"{name}.product")

    def add_norm(self, name: str, states: str, skip: str, bias: str, norm: str, weights: Arrays) -> str:
        """Layer norm of states + skip + bias."""
        constants = [
            self.constant(f"{name}.{part}", weights[key])
            for part, key in (("gamma", f"{norm}.weight"), ("beta", f"{norm}.bias"), ("bias", bias))
        ]
        # Not SkipLayerNormalization: on a CPU that one operator took a quarter of the time.
        summed = self.node("Add", [self.node("Add", [states, constants[2]], f"{name}.biased"), skip], f"{name}.sum")
        return self.node("LayerNormalization", [summed, *constants[:2]], f"{name}.out", axis=-1, epsilon=EPSILON)


def rows_8bit(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """8-bit rows and the scale of each row."""
    scale = np.abs(matrix).max(axis=1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(matrix / scale).astype("int8"), scale.astype("float32")


def _embedding(graph: Graph, weights: Arrays) -> str:
    table, scale = rows_8bit(weights["word.weight"])
    words = graph.node("Gather", [graph.constant("word.table", table), "pieces"], "word.bytes")
    scales = graph.node("Gather", [graph.constant("word.scale", scale), "pieces"], "word.scales")
    floats = graph.node("Cast", [words], "word.floats", to=TensorProto.FLOAT)
    words = graph.node("Mul", [floats, scales], "word.vectors")
    length = graph.node("Shape", ["pieces"], "length")
    zero = graph.constant("zero", np.array([0], dtype="int64"))
    positions = graph.constant("position.table", weights["position.weight"])
    places = graph.node("Slice", [positions, zero, length, zero], "position.vectors")
    summed = graph.node("Add", [words, places], "embedded")
    norms = [graph.constant(f"norm.{part}", weights[f"norm.{part}"]) for part in ("weight", "bias")]
    normed = graph.node("LayerNormalization", [summed, *norms], "embedded.norm", axis=-1, epsilon=EPSILON)
    return graph.node("Unsqueeze", [normed, zero], "states")


def _layer(graph: Graph, states: str, prefix: str, weights: Arrays) -> str:
    product = graph.linear(f"{prefix}qkv", states, weights)
    parts = [f"{prefix}{name}" for name in "qkv"]
    graph.nodes.append(helper.make_node("Split", [product], parts, name=f"{prefix}split", axis=-1, num_outputs=3))
    bias = graph.constant(f"{prefix}qkv.bias", weights[f"{prefix}qkv.bias"])
    mixed = graph.node("MultiHeadAttention", [*parts, bias], f"{prefix}mixed", domain=FUSED, num_heads=HEADS)
    mixed = graph.linear(f"{prefix}ao", mixed, weights)
    states = graph.add_norm(f"{prefix}attended", mixed, states, f"{prefix}ao.bias", f"{prefix}aln", weights)
    inner = graph.linear(f"{prefix}fi", states, weights)
    bias = graph.constant(f"{prefix}fi.bias", weights[f"{prefix}fi.bias"])
    inner = graph.node("BiasGelu", [inner, bias], f"{prefix}inner", domain=FUSED)
    inner = graph.linear(f"{prefix}fo", inner, weights)
    return graph.add_norm(f"{prefix}layer", inner, states, f"{prefix}fo.bias", f"{prefix}oln", weights)


def encoder_graph(weights: Arrays, *, layers: int, kind: str = "unit") -> onnx.ModelProto:
    """The whole encoder with float matrices."""
    graph = Graph(kind)
    states = _embedding(graph, weights)
    for index in range(layers):
        states = _layer(graph, states, f"layers.{index}.", weights)
    firsts = graph.node("Gather", [states, "firsts"], "firsts.states", axis=1)
    flat = graph.node("Squeeze", [firsts, "zero"], "words")
    head = [graph.constant(f"head.{part}", weights[f"head.{part}"]) for part in ("weight", "bias")]
    graph.node("Gemm", [flat, *head], "scores", transB=1)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [name]) for name in ("pieces", "firsts")]
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["firsts", len(weights["head.bias"])])]
    proto = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(proto, opset_imports=opsets, ir_version=9, producer_name="pressenetz")
