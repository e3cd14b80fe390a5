"""Duplicates in the whole corpus: exact by normalised text, near by MinHash and verified by Jaccard similarity.

Each article has a sketch of 528 bytes. Texts are compared as sets of shingles of three words. Two articles are near
duplicates if their sets have a Jaccard similarity of at least 0.6, such as agency copy with a changed first sentence
or cut by a third. With 32 bands of 4 rows, a pair of that similarity becomes a candidate with a probability of 0.99
(0.9998 at a similarity of 0.7). A pair of similarity 0.3 becomes one with 0.23, and is then verified and dropped.
"""

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

MIN_SIMILARITY = 0.6
_BANDS, _ROWS, _SHINGLE_WORDS = 32, 4, 3
_PERMUTATIONS = _BANDS * _ROWS
_DIGEST_BYTES = 16
_CHUNK_SHINGLES = 4096  # shingles hashed at once: 4 MB of hash values
_MAX_LEADERS = 50  # articles compared per shared band, because thousands may share boilerplate
# similarities estimated from 128 values have a standard error of 0.04
_MARGIN = 0.15
_WORD = re.compile(r"\w+")
_RANDOM = np.random.Generator(np.random.PCG64(20220107))
_FACTORS = _RANDOM.integers(1, 1 << 63, size=_PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 1 << 63, size=_PERMUTATIONS, dtype=np.uint64)

Row = tuple[str, str | None, bytes]


def sketch(text: str) -> bytes:
    """Return the digest of the normalised text (16 bytes) and its MinHash signature (128 × 4 bytes)."""
    words = _words(text)
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
    return digest + _signature(_shingles(words)).astype("<u4").tobytes()


def find_duplicates(rows: Iterable[Row], *, text_of: Callable[[str], str] | None = None) -> dict[str, str]:
    """Map each article that repeats another to the id of the earliest article it repeats.

    Articles are ordered by date (a month after its days, unknown last), then by id. An article that is itself a
    duplicate is never a value. The result does not depend on the order of the rows.

    Args:
        rows: article id, date (EDTF) and sketch.
        text_of: returns the text of an article, to verify similar pairs by their full texts. Without it, the similarity
            estimated from the sketches decides (standard error 0.04).
    """
    ordered = sorted(rows, key=lambda row: (_date_key(row[1]), row[0]))
    first_with: dict[bytes, str] = {}
    exact = {
        row[0]: first for row in ordered if (first := first_with.setdefault(row[2][:_DIGEST_BYTES], row[0])) != row[0]
    }
    distinct = [row for row in ordered if row[0] not in exact]
    near = _near_duplicates(distinct, text_of)
    return near | {article: near.get(first, first) for article, first in exact.items()}


def similarity(text: str, other: str) -> float:
    """Return the Jaccard similarity of the shingles of two texts, 0–1."""
    return _jaccard(_shingle_set(text), _shingle_set(other))


def _near_duplicates(rows: Sequence[Row], text_of: Callable[[str], str] | None) -> dict[str, str]:
    """Compare each article with the earlier ones that share a band with it and are not duplicates themselves."""
    signatures = [np.frombuffer(row[2], dtype="<u4", offset=_DIGEST_BYTES) for row in rows]
    shingles = lru_cache(maxsize=256)(lambda article: _shingle_set(text_of(article) if text_of else ""))
    leaders: dict[tuple[int, int], list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for index, keys in _shared_bands(signatures):
        candidates = sorted({leader for key in keys for leader in leaders[key]})
        for leader in candidates:
            estimate = float(np.mean(signatures[index] == signatures[leader]))
            if text_of is not None and estimate >= MIN_SIMILARITY - _MARGIN:
                estimate = _jaccard(shingles(rows[index][0]), shingles(rows[leader][0]))
            if estimate >= MIN_SIMILARITY:
                found[rows[index][0]] = rows[leader][0]
                break
        else:
            for key in keys:
                if len(leaders[key]) < _MAX_LEADERS:
                    leaders[key].append(index)
    return found


def _shared_bands(signatures: Sequence[NDArray[np.uint32]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the articles that share a band with another, each with the keys of those bands."""
    if not signatures:
        return
    bands = _band_keys(np.stack(signatures))
    shared = np.zeros(bands.shape, dtype=bool)
    for band in range(_BANDS):
        _, inverse, counts = np.unique(bands[:, band], return_inverse=True, return_counts=True)
        shared[:, band] = counts[inverse] > 1
    for index in np.flatnonzero(shared.any(axis=1)):
        yield int(index), [(int(band), int(bands[index, band])) for band in np.flatnonzero(shared[index])]


def _band_keys(signatures: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Hash each band to one number; shape articles × bands."""
    rows = signatures.reshape(len(signatures), _BANDS, _ROWS).astype(np.uint64)
    keys = np.zeros(rows.shape[:2], dtype=np.uint64)
    for row in range(_ROWS):
        keys = _mix(keys ^ rows[:, :, row])
    return keys


def _signature(shingles: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return the minimum of each of 128 hash functions (multiply, add, shift) over the shingles."""
    smallest = np.full(_PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK_SHINGLES):
        values = shingles[start : start + _CHUNK_SHINGLES, None] * _FACTORS + _OFFSETS
        np.minimum(smallest, values.min(axis=0), out=smallest)
    return (smallest >> np.uint64(32)).astype(np.uint32)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash all runs of three words and return the distinct values; a shorter text is one shingle."""
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words] or [0], dtype=np.uint64)
    length = max(1, len(hashes) - _SHINGLE_WORDS + 1)
    values = np.zeros(length, dtype=np.uint64)
    for offset in range(min(_SHINGLE_WORDS, len(hashes))):
        values = _mix(values ^ hashes[offset : offset + length])
    return np.unique(values)


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Mix bits with the finalizer of SplitMix64 (Steele, Lea and Flood 2014), elementwise."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _shingle_set(text: str) -> frozenset[int]:
    return frozenset(_shingles(_words(text)).tolist())


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)


def _date_key(date: str | None) -> str:
    """Sort key that puts `2022-01-07` before `2022-01` before unknown, because exact dates are more reliable."""
    return date.ljust(10, "~") if date else "~"
