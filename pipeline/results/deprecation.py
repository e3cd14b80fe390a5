"""Old method names that still work, with a warning, for one version."""

import warnings
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def renamed(old: str, method: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Create an alias of a method under its old name; calling it emits a DeprecationWarning with the new name."""

    @wraps(method)
    def alias(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        warnings.warn(
            f"`{old}` was renamed to `{method.__name__}` and will be removed in the next version",
            DeprecationWarning,
            stacklevel=2,
        )
        return method(*args, **kwargs)

    alias.__name__ = old
    alias.__doc__ = f"Deprecated: use `{method.__name__}`."
    return alias
