"""Exceptions of the package, in a module without imports so that every other module can import it."""

from collections.abc import Iterable
from difflib import get_close_matches


class PressenetzError(Exception):
    """Base class of all errors that this package raises; the message is one line for the user."""


class PressenetzWarning(UserWarning):
    """A result may not be what the user expects; the message is one line."""


class SettingsError(PressenetzError):
    """A setting has an unknown name or an invalid value."""


class CorpusError(PressenetzError):
    """The corpus is missing or cannot be listed."""


class ModelError(PressenetzError):
    """A spaCy model is missing, is not the one its name promises, or lacks a required component."""


class OutputError(PressenetzError):
    """A run folder is missing, incomplete, locked or cannot be written."""


class DamagedAnalysisError(OutputError):
    """A stored analysis cannot be read; `pressenetz run` repeats it."""


class AliasError(PressenetzError):
    """The user's alias file cannot be read or contradicts itself."""


class GazetteerError(PressenetzError):
    """The user's gazetteer cannot be read or contradicts itself."""


class GoldError(PressenetzError):
    """A gold file has an unknown format or no annotation."""


class UnknownNameError(PressenetzError, LookupError):
    """An entity, article or label asked for is not in the result."""


def unknown_value(what: str, value: object, valid: Iterable[str]) -> str:
    """Format the message for a value outside a list of names: what, value, nearest name, valid names."""
    names = list(valid)
    close = get_close_matches(str(value), names, n=1, cutoff=0.5)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    shown = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
    return f"unknown {what} {value!r}{hint} (valid: {shown})"
