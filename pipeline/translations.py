"""The language of messages: English in the code, German from the catalogue in `locale/`; English unless one is chosen.

Only what a person reads is translated, when it is shown. Tables, `run.json` and logs stay English in every language.
"""

import locale
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("de", "en")
CATALOGUE = Path(__file__).parent / "locale" / "de" / "LC_MESSAGES" / "pressenetz.mo"
_PLACEHOLDER = re.compile(r"\{(\w+)(?:!r)?\}")

_language = "en"


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with CATALOGUE.open("rb") as file:
        return GNUTranslations(file)


def language() -> str:
    """Return the language of messages."""
    return _language


@contextmanager
def in_language(chosen: str) -> Iterator[None]:
    """Use a language of `LANGUAGES` for messages, and then the one before."""
    before = _language
    use_language(chosen)
    try:
        yield
    finally:
        use_language(before)


def use_language(chosen: str) -> None:
    """Use a language of `LANGUAGES` for all messages of this process; `set_language` checks the value first."""
    global _language
    _language = chosen


def preferred_language(
    environment: Mapping[str, str] | None = None, *, platform: str = sys.platform, windows: str | None = None
) -> str:
    """Return the language that a person has chosen for the computer: German, or else English.

    Args:
        environment: variables, by default those of this process: LANGUAGE, which counts as for other programs only
            beside a locale that is not C, then the first of LC_ALL, LC_MESSAGES and LANG.
        platform: on `win32`, where these variables are rarely set, the locale of the system counts too.
        windows: that locale, by default as Python reports it: `de_DE`, or `German_Germany` in some versions.
    """
    given = os.environ if environment is None else environment
    chosen = next((given[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if given.get(name)), "")
    if not chosen and platform == "win32":
        with suppress(ValueError):  # a locale that this version of Python does not know
            chosen = windows or locale.getlocale()[0] or ""
    if chosen.partition(".")[0] not in ("", "C", "POSIX"):
        chosen = given.get("LANGUAGE") or chosen
    wanted = chosen.lower().replace("german", "de").split(":")
    return next((each[:2] for each in wanted if re.match(r"(de|en)(?![a-z])", each)), "en")


def _(message: str) -> str:
    """Translate a message, whose placeholders in braces are filled in afterwards."""
    return _catalogue(_language).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message in the form that a count needs."""
    return _catalogue(_language).ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 (the name by which tools know it)
    """Mark a message for the catalogue that is translated later, when it is shown."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message with two forms for the catalogue that `ngettext` translates later."""
    return singular, plural


def number(value: float, spec: str = ",") -> str:
    """Format a number with the separators of the language: 1,234.5 is 1.234,5 in German."""
    text = format(value, spec)
    return text.translate({ord(","): ".", ord("."): ","}) if _language == "de" else text


def localized(message: str) -> str:
    """Translate a finished English message, such as a stored reason: by the catalogue's text that it was made from."""
    for pattern, original in _patterns() if _language != "en" else ():
        if match := pattern.fullmatch(message):
            return _PLACEHOLDER.sub(lambda place: match[place[1]], _catalogue(_language).gettext(original))
    return message


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The texts of the catalogue, each with the pattern of the messages made from it; those with most words first."""
    texts = [text for text in vars(_catalogue("de"))["_catalog"] if isinstance(text, str)]
    found = []
    for text in sorted(texts, key=lambda text: (-len(_PLACEHOLDER.sub("", text)), text)):
        parts = _PLACEHOLDER.split(text)
        names = [
            f"(?P={name})" if name in parts[1 : 2 * index : 2] else f"(?P<{name}>.*)"
            for index, name in enumerate(parts[1::2])
        ]
        pattern = "".join(re.escape(part) + name for part, name in zip(parts[::2], [*names, ""], strict=True))
        found.append((re.compile(pattern), text))
    return found
