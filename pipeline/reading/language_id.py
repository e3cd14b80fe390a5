"""Detect the language of a text, offline and at little cost; a short text is German when in doubt."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # no stubs

from pipeline.deadlines import uncounted

_SAMPLE_CHARS = 1000
# shorter than this, a text is German unless another language is nearly certain
_MIN_RELIABLE_CHARS = 120
_WORD = re.compile(r"[^\W\d_]+")
_GERMAN_WORDS = frozenset(
    """der die das dem des und nicht ist für eine einer einem einen auch wird wurde sich nach bei über zum zur dass aus
    werden haben auf mit""".split()
)
# share of these words: most German prose exceeds it, and languages that share a few of them stay far below
_MIN_GERMAN_SHARE = 0.18
_GERMAN_LIKE = frozenset(["lb", "nds", "als", "bar", "gsw", "fy", "zxx", "ksh", "pfl", "pdc"])


@cache
def _identifier() -> LanguageIdentifier:
    with uncounted():
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str:
    """Return the ISO 639 code of the language; `de` also for a short text that is not clearly in another one."""
    sample = _middle(text)
    if _is_clearly_german(sample):
        return "de"
    ranked = dict(_identifier().rank(sample))
    best = max(ranked, key=ranked.__getitem__)
    if best == "de" or best in _GERMAN_LIKE:
        return "de"
    certain = 0.8 if len(sample) < _MIN_RELIABLE_CHARS else 0.3
    return best if ranked[best] >= certain and ranked.get("de", 0.0) < 0.1 else "de"


def forget_languages() -> None:
    """Free the memory of the model (about 70 MB) after the last article is read."""
    _identifier.cache_clear()


def _is_clearly_german(sample: str) -> bool:
    """Whether common German words alone decide, so that the model, which loads in half a second, is not needed."""
    words = _WORD.findall(sample.lower()) if len(sample) >= _MIN_RELIABLE_CHARS else []
    return sum(word in _GERMAN_WORDS for word in words) > _MIN_GERMAN_SHARE * len(words)


def _middle(text: str) -> str:
    """Return a sample after the beginning of a text, because headlines and datelines are the least informative."""
    start = min(200, max(0, (len(text) - _SAMPLE_CHARS) // 2))
    return text[start : start + _SAMPLE_CHARS]
