"""Old names that still work, with a warning, for one version."""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def warn_renamed(old: str, new: str) -> None:
    """Warn the caller of the calling function that a name will be removed."""
    message = f"{old} was renamed to {new}; the old name will be removed in the next version"
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def renamed(old: str, method: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Create an alias of a method under its old name; calling it emits a DeprecationWarning with the new name."""

    @wraps(method)
    def alias(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        warn_renamed(f"`{old}`", f"`{method.__name__}`")
        return method(*args, **kwargs)

    alias.__name__ = old
    alias.__doc__ = f"Deprecated: use `{method.__name__}`."
    return alias
