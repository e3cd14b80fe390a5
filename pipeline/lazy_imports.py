"""Names of a package that are imported when they are first used (PEP 562)."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def lazy_names(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package whose names come from its modules.

    A worker process that only analyses must not load the readers of web pages, and opening a run must not load spaCy.

    Args:
        package: its dotted name.
        homes: module, relative to the package -> the names that it defines.
    """
    home_of = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r} (it has {', '.join(sorted(home_of))})")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return find
