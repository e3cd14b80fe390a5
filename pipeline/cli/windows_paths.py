"""A warning if files of a run would have longer paths than Windows opens by default."""

import sys
import warnings
from pathlib import Path, PureWindowsPath

from pipeline.errors import PressenetzWarning
from pipeline.publication import STAGING
from pipeline.translations import _

MAX_PATH = 260
"""Characters of a path on Windows, with the zero at its end, unless long paths are enabled (Win32: MAX_PATH)."""

LONGEST_NAME = "exclusions.parquet"
"""The longest name of a file that a run writes to its staging folder, inside the output, before it is published."""

_ROOM = len(f"\\{STAGING}\\{LONGEST_NAME}") + 1


def is_too_long(folder: PureWindowsPath) -> bool:
    """Return whether files of a run in this absolute folder exceed `MAX_PATH`, counted in UTF-16 units as Windows does.

    Extended paths, which begin with two backslashes and a question mark, have no such limit.
    """
    text = str(folder)
    return not text.startswith("\\\\?\\") and len(text.encode("utf-16-le", "surrogatepass")) // 2 + _ROOM > MAX_PATH


def warn_of_long_paths(output: Path, *, platform: str = sys.platform) -> None:
    """Warn on Windows if the output folder leaves no room for the names of files.

    Warns:
        PressenetzWarning: with the length, and what to do.
    """
    if platform == "win32" and is_too_long(PureWindowsPath(output.absolute())):
        message = _(
            "the path of the output has {length} characters, and Windows may refuse its files: choose an output folder "
            "of at most {most} characters, or enable long paths in Windows"
        )
        length, most = len(str(output.absolute())), MAX_PATH - _ROOM
        warnings.warn(message.format(length=length, most=most), PressenetzWarning, stacklevel=2)
