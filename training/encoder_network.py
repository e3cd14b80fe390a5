"""The encoder in torch: a BERT with a linear tag head, and the same weights as an ONNX graph."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.nlp.encoder import TAGS

HIDDEN = 384
HEADS = 12
INNER = 1536
POSITIONS = 512


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.ao = nn.Linear(HIDDEN, HIDDEN)
        self.aln = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.fi = nn.Linear(HIDDEN, INNER)
        self.fo = nn.Linear(INNER, HIDDEN)
        self.oln = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        """States (batch, pieces, hidden) -> the same; mask (batch, 1, 1, pieces) is added to attention."""
        batch, length, _ = states.shape
        qkv = self.qkv(states).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        rate = dropout if self.training else 0.0
        # Written out: torch's flash attention takes 45 % of a training step on a CPU for units this short.
        scores = qkv[0] @ (qkv[1] * (HIDDEN // HEADS) ** -0.5).transpose(-1, -2)
        scores = scores if mask is None else scores + mask
        mixed = scores.softmax(-1) @ qkv[2]
        mixed = self.ao(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        states = self.aln(states + mixed)
        inner = self.fo(functional.gelu(self.fi(states)))
        return self.oln(states + functional.dropout(inner, rate))


class Encoder(nn.Module):
    """Piece ids (batch, pieces) and first pieces of words (batch, words) -> tag scores (batch, words, tags).

    The vectors of the first `pieces` are frozen; those of `added` pieces, whose ids follow, are trained.
    """

    def __init__(self, *, pieces: int, added: int = 0, positions: int = POSITIONS, layers: int = 12) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, HIDDEN).requires_grad_(requires_grad=False)
        self.added = nn.Embedding(added, HIDDEN) if added else None
        self.position = nn.Embedding(positions, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(HIDDEN, len(TAGS))
        self.dropout = 0.1

    def vectors(self, pieces: Tensor) -> Tensor:
        """The vector of each piece."""
        if self.added is None:
            return self.word(pieces)
        known = self.word.num_embeddings
        frozen = self.word(pieces.clamp(max=known - 1))
        return torch.where((pieces < known).unsqueeze(-1), frozen, self.added((pieces - known).clamp(min=0)))

    def states(self, pieces: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Tensor:
        """Last hidden state of the first piece of each word."""
        rate = self.dropout if self.training else 0.0
        states = self.vectors(pieces) + self.position.weight[: pieces.shape[1]]
        states = functional.dropout(self.norm(states), rate)
        for layer in self.layers:
            states = layer(states, mask, rate)
        return states.gather(1, firsts.unsqueeze(-1).expand(-1, -1, HIDDEN))

    def forward(self, pieces: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Tensor:
        """Raw scores of the tags of each word."""
        rate = self.dropout if self.training else 0.0
        return self.head(functional.dropout(self.states(pieces, firsts, mask), rate))


def _pretrained_state(tensors: dict[str, np.ndarray], layers: int) -> dict[str, np.ndarray]:
    """The pretrained tensors by their names in the network; the head is not among them."""
    state = {"word.weight": tensors["emb.word"], "norm.weight": tensors["emb.ln.w"], "norm.bias": tensors["emb.ln.b"]}
    state["position.weight"] = tensors["emb.pos"] + tensors["emb.type"].reshape(-1, HIDDEN)[0]
    for index in range(layers):
        old, new = f"l{index}.", f"layers.{index}."
        state[new + "qkv.weight"] = np.concatenate([tensors[f"{old}{name}.w"] for name in "qkv"])
        state[new + "qkv.bias"] = np.concatenate([tensors[f"{old}{name}.b"] for name in "qkv"])
        for name in ("ao", "aln", "fi", "fo", "oln"):
            state[f"{new}{name}.weight"] = tensors[f"{old}{name}.w"]
            state[f"{new}{name}.bias"] = tensors[f"{old}{name}.b"]
    return state


def load_pretrained(path: Path, *, layers: int = 12) -> Encoder:
    """The pruned pretrained encoder with a fresh head."""
    with np.load(path) as tensors:
        state = _pretrained_state(dict(tensors), layers)
    model = Encoder(pieces=len(state["word.weight"]), positions=len(state["position.weight"]), layers=layers)
    missing = model.load_state_dict({key: torch.from_numpy(value.copy()) for key, value in state.items()}, strict=False)
    if missing.unexpected_keys or set(missing.missing_keys) != {"head.weight", "head.bias"}:
        raise ValueError(f"{path} does not hold the pretrained encoder: {missing}")
    return model


def load_checkpoint(path: Path) -> Encoder:
    """A trained encoder, as `training.teacher` or `training.recover` saved it."""
    state = torch.load(path, weights_only=True)["model"]
    model = Encoder(
        pieces=len(state["word.weight"]),
        added=len(state.get("added.weight", ())),
        positions=len(state["position.weight"]),
        layers=len({name.split(".")[1] for name in state if name.startswith("layers.")}),
    )
    model.load_state_dict(state)
    return model
