"""Exceptions of the package, and words that their messages share; every other module can import them."""

from collections.abc import Iterable
from difflib import get_close_matches

from pipeline.translations import N_, _, localized


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


class AuthorityError(PressenetzError):
    """The user's authority list cannot be read, or has a row that is not valid."""


class GoldError(PressenetzError):
    """A gold file has an unknown format or no annotation."""


class UnknownNameError(PressenetzError, LookupError):
    """An entity, article or label asked for is not in the result."""


def unknown_value(what: str, value: object, valid: Iterable[str]) -> str:
    """Format the message for a value outside a list of names: what, value, nearest name, valid names."""
    names = list(valid)
    close = get_close_matches(str(value), names, n=1, cutoff=0.5)
    hint = _("; did you mean {name!r}?").format(name=close[0]) if close else ""
    shown = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
    message = _("unknown {what} {value!r}{hint} (valid: {names})")
    return message.format(what=what, value=value, hint=hint, names=shown)


def system_reason(error: Exception) -> str:
    """The reason that the operating system gives for an error, without its number; for other errors their message."""
    return localized(getattr(error, "strerror", None) or str(error))


_SYSTEM_REASONS = (
    N_("File exists"),
    N_("Is a directory"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Permission denied"),
    N_("Read-only file system"),
)
