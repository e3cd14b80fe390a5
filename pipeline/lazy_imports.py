"""Names of a package that are imported on first use (PEP 562)."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def lazy_names(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """Return a `__getattr__` that imports a package's names from its modules on first use.

    A worker that only analyses then does not load the readers of web pages, and opening a run does not load spaCy.

    Args:
        package: its dotted name.
        homes: module name, relative to the package -> the names it defines.
    """
    home_of = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r} (it has {', '.join(sorted(home_of))})")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return find
