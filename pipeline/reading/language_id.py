"""Which language a text is in: light, offline, and German when in doubt about a short text."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it has no stubs

from pipeline.deadlines import uncounted

_SAMPLE = 1000
# shorter than this, a text is German unless another language is nearly certain
_SHORT = 120
_WORD = re.compile(r"[^\W\d_]+")
_GERMAN_WORDS = frozenset(
    """der die das dem des und nicht ist für eine einer einem einen auch wird wurde sich nach bei über zum zur dass aus
    werden haben auf mit""".split()
)
# most German prose has more of them; languages that share a few of these words have far fewer
_PLAINLY = 0.18
_GERMAN_LIKE = frozenset(["lb", "nds", "als", "bar", "gsw", "fy", "zxx", "ksh", "pfl", "pdc"])


@cache
def _identifier() -> LanguageIdentifier:
    with uncounted():
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str:
    """ISO 639 code of the language; `de` for German, and for a short text that is not clearly anything else."""
    sample = _middle(text)
    if _is_plainly_german(sample):
        return "de"
    ranked = dict(_identifier().rank(sample))
    best = max(ranked, key=ranked.__getitem__)
    if best == "de" or best in _GERMAN_LIKE:
        return "de"
    certain = 0.8 if len(sample) < _SHORT else 0.3
    return best if ranked[best] >= certain and ranked.get("de", 0.0) < 0.1 else "de"


def forget_languages() -> None:
    """Give back the memory of the model, some 70 MB, when there is nothing more to read."""
    _identifier.cache_clear()


def _is_plainly_german(sample: str) -> bool:
    """Whether so many words are small German ones that the model, which takes half a second to load, is not needed."""
    words = _WORD.findall(sample.lower()) if len(sample) >= _SHORT else []
    return sum(word in _GERMAN_WORDS for word in words) > _PLAINLY * len(words)


def _middle(text: str) -> str:
    """A sample from within the text: headlines and datelines at its beginning say least."""
    start = min(200, max(0, (len(text) - _SAMPLE) // 2))
    return text[start : start + _SAMPLE]
