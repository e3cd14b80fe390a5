"""The work on the names of a run: the alias file beside it, and `review.json` with what is decided but not applied."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import AliasError, OutputError
from pipeline.names import alias_csv, read_aliases
from pipeline.parquet import read_table
from pipeline.publication import edition
from pipeline.results import read_manifest
from pipeline.running import rebuild
from pipeline.settings import Settings
from pipeline.translations import _
from pipeline.user_files import replace_file

ALIASES = "aliases.csv"
REVIEW = "review.json"


def page_state(output: Path) -> dict[str, Any]:
    """Return what the page has to know: the edition of the run that it shows, and the saved work on its names."""
    return {"edition": _edition(output), "review": read_review(output)}


def read_review(output: Path) -> dict[str, Any]:
    """Read `review.json`; a missing or damaged file is empty work."""
    try:
        content = json.loads((output / REVIEW).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def save_review(output: Path, review: Any) -> None:
    """Write `review.json`: pending corrections and accepted merges, as the page describes them.

    Raises:
        OutputError: if it is not an object, or cannot be written.
    """
    if not isinstance(review, dict):
        message = _("the review must be an object, not {kind}")
        raise OutputError(message.format(kind=type(review).__name__))
    _replace(output / REVIEW, json.dumps(review, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))


def apply_lines(output: Path, lines: Any, *, seen: Any, ids: Any = ()) -> dict[str, str]:
    """Write the alias file beside a run and rebuild its network and report; if that fails, nothing has changed.

    Args:
        output: folder of a finished run.
        lines: all lines of the file, each with the cells of its columns.
        seen: the `edition` of the run that the lines were made for.
        ids: entity ids of which the new ones are wanted.

    Returns:
        The new id of each of `ids` whose mentions now belong to another entity.

    Raises:
        AliasError: if the lines are not a valid alias file.
        OutputError: if the run or its alias file has changed in the meantime, or cannot be written.
    """
    text = alias_csv(_checked(lines)).encode("utf-8", "replace")
    if seen != _edition(output):
        raise OutputError(_("the run has changed since this page was loaded: reload the page, and apply again"))
    settings = Settings().with_changes(**read_manifest(output)["settings"])
    path = output / ALIASES
    before = _file_in_use(path, settings, output)
    owners = _owners(output) if ids else []
    _check_lines(path, text)
    _replace(path, text)
    try:
        rebuild(output, settings=settings.with_changes(aliases=str(path)))
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            _replace(path, before)
        raise
    return _moved(owners, _owners(output), ids) if ids else {}


def _edition(output: Path) -> str:
    return "-".join(map(str, edition(output) or ()))


def _checked(lines: Any) -> list[Sequence[str]]:
    if isinstance(lines, list) and all(
        isinstance(line, list) and len(line) == 6 and all(isinstance(cell, str) for cell in line) for line in lines
    ):
        return lines
    raise AliasError(_("the lines must be a list of lists of six texts: action, name, label, target, article, note"))


def _file_in_use(path: Path, settings: Settings, output: Path) -> bytes | None:
    """Read the alias file beside the run; None if there is none.

    Raises:
        OutputError: if the run was not built with exactly this file: its lines, which the page does not know, would be
            lost.
    """
    if not path.exists():
        return None
    in_use = Path(settings.aliases) if settings.aliases else None
    built_with = read_manifest(output).get("aliases")
    if in_use is None or in_use.resolve() != path.resolve() or read_aliases(path).lines() != built_with:
        message = _(
            "{path} is not the alias file that this run was built with: run `pressenetz network {output} --aliases "
            "{path}` first, or rename the file"
        )
        raise OutputError(message.format(path=path, output=output))
    return path.read_bytes()


def _check_lines(path: Path, text: bytes) -> None:
    """Raise an AliasError that names the file to be written if it would not be valid."""
    draft = path.with_name(f".{ALIASES}.draft")
    try:
        _replace(draft, text)
        read_aliases(draft)
    except AliasError as error:
        raise AliasError(str(error).replace(str(draft), ALIASES)) from error
    finally:
        draft.unlink(missing_ok=True)


def _replace(path: Path, content: bytes) -> None:
    replace_file(path, content, what=str(path), refuse=OutputError)


def _owners(output: Path) -> list[str | None]:
    """Entity of each mention; a rebuild changes neither their number nor their order."""
    owners: list[str | None] = read_table(output, "mentions", columns=["entity_id"])["entity_id"].tolist()
    return owners


def _moved(before: Sequence[str | None], after: Sequence[str | None], ids: Iterable[str]) -> dict[str, str]:
    wanted = set(ids)
    heirs: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new in zip(before, after, strict=True):
        if old in wanted and isinstance(new, str):
            heirs[str(old)][new] += 1
    found = {old: min(new, key=lambda name: (-new[name], name)) for old, new in sorted(heirs.items())}
    return {old: new for old, new in found.items() if new != old}
