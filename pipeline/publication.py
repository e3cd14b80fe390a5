"""Publish the files of a run as one atomic step, with a journal from which an interrupted publication is completed.

New files are written to a staging folder inside the output folder. Once all of them are on disk, a journal is written
to the same folder, atomically, and only then does the first file replace its predecessor. An interruption before the
journal is written leaves the earlier results unchanged; after that, the next command, even one that only reads, first
moves the remaining files. No command ever works on files of two runs.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.checkpoints import Store
from pipeline.errors import OutputError, system_reason
from pipeline.translations import _

MANIFEST = "run.json"
"""Published last: as long as it is the same file and there is no journal, all other files are the same."""

STAGING = ".unfinished"
"""Subfolder to which new files are written."""

_JOURNAL = "publication.json"


@dataclass(frozen=True, slots=True)
class _Journal:
    """A committed publication: the digests of its files, and the state of the store afterwards."""

    files: dict[str, str]
    state: str


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Create a folder for new files, to be published in the block; remove it afterwards unless there is a journal.

    Raises:
        OutputError: if the files cannot be written; the earlier results are unchanged.
    """
    staging = output / STAGING
    try:
        staging.mkdir()
        yield staging
    except OSError as error:
        message = _(
            "cannot write the results to {output} ({reason}): is the disk full, or read-only? Earlier results are "
            "unchanged"
        )
        raise OutputError(message.format(output=output, reason=system_reason(error))) from error
    finally:
        if not (staging / _JOURNAL).exists():
            shutil.rmtree(staging, ignore_errors=True)


def publish(output: Path, store: Store, *, state: str) -> None:
    """Replace files of the output folder by the staged files: all of them, or none.

    Args:
        output: the output folder, with files in its staging folder.
        store: its checkpoints, which record what was published.
        state: value of `finished` in the store after the publication.

    Raises:
        OutputError: if a file cannot be replaced; the message says whether any was.
        OSError: if the disk is full; no file was replaced.
    """
    staging = output / STAGING
    names = sorted((file.name for file in staging.iterdir()), key=lambda name: (name == MANIFEST, name))
    for name in names:
        _check_replaceable(output / name)
    journal = _Journal({name: _digest(staging / name) for name in names}, state)
    for name in names:
        _sync(staging / name)
    unfinished = staging / f"{_JOURNAL}.part"
    unfinished.write_text(json.dumps(asdict(journal)), encoding="utf-8")
    _sync(unfinished)
    unfinished.replace(staging / _JOURNAL)
    _sync_folder(staging)
    # from here on the publication is committed
    store.set_meta("finished", "")
    _complete(output, store, journal)


def settle(output: Path) -> None:
    """Complete an interrupted publication, so that the folder can be read.

    Raises:
        OutputError: if another process is publishing, or the publication cannot be completed.
    """
    if under_way(output):
        try:
            with Store(output) as store:
                recover(output, store)
        except OutputError as error:
            message = _("the results in {output} are only partly in place: {reason}")
            raise OutputError(message.format(output=output, reason=error)) from error


def recover(output: Path, store: Store) -> None:
    """Complete a publication interrupted after it was committed, and remove the remains of any other.

    Raises:
        OutputError: if that is impossible.
    """
    staging = output / STAGING
    if under_way(output):
        _complete(output, store, _read_journal(staging / _JOURNAL))
    try:
        if staging.exists():
            shutil.rmtree(staging)
    except OSError as error:
        message = _("cannot remove {folder}, left by a run that was stopped ({reason})")
        raise OutputError(message.format(folder=staging, reason=system_reason(error))) from error


def under_way(output: Path) -> bool:
    """Return whether a publication is committed but not complete."""
    return (output / STAGING / _JOURNAL).exists()


def edition(output: Path) -> tuple[int, ...] | None:
    """Return a value that changes with every publication of a run; None while one is under way."""
    try:
        status = (output / MANIFEST).stat()
    except OSError:
        return None
    return None if under_way(output) else (status.st_ino, status.st_size, status.st_mtime_ns)


def is_intact(output: Path, store: Store) -> bool:
    """Return whether the published files still exist with the bytes that were published (see `changed_files`)."""
    return not changed_files(output, store) and MANIFEST in _published(store)


def changed_files(output: Path, store: Store) -> list[str]:
    """List the published files that are missing or no longer have the bytes that were published.

    A file whose size and times (mtime and ctime) have not changed since it was last checked is taken to be unchanged;
    any other is read and its digest compared, so the files of a copied or touched folder are not listed. Damage that
    keeps the times, such as that of a failing disk, is not detected: that would mean reading gigabytes in a run that
    finds nothing new.
    """
    published, changed = _published(store), []
    for name, (digest, stamp) in published.items():
        found = _stamp(output / name)
        if found is None or (found != stamp and _digest(output / name) != digest):
            changed.append(name)
        else:
            published[name] = (digest, found)
    _remember(store, published)
    return changed


def _complete(output: Path, store: Store, journal: _Journal) -> None:
    """Move the files that are still staged; can be repeated after an interruption at any point."""
    staging = output / STAGING
    for name in journal.files:
        if (staging / name).exists():
            try:
                (staging / name).replace(output / name)
            except OSError as error:
                message = _(
                    "cannot replace {file} ({reason}): is it open in another program? The new results are only partly "
                    "in place; close it and repeat the command, which moves the others"
                )
                raise OutputError(message.format(file=output / name, reason=system_reason(error))) from error
    _sync_folder(output)
    # no stamp: after an interruption, the next run compares the digests
    _remember(store, {**_published(store), **{name: (digest, None) for name, digest in journal.files.items()}})
    store.set_meta("finished", journal.state)
    try:
        (staging / _JOURNAL).unlink()
        shutil.rmtree(staging)
    except OSError as error:
        message = _("cannot remove {folder} ({reason}): the new results are in place")
        raise OutputError(message.format(folder=staging, reason=system_reason(error))) from error


def _read_journal(path: Path) -> _Journal:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        journal = _Journal(dict(content["files"]), str(content["state"]))
        if any(Path(name).name != name for name in journal.files):
            raise ValueError(_("it names files outside its folder"))
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        message = _(
            "{path} is damaged ({error}): delete the folder {folder} and repeat `pressenetz run` with this output"
        )
        raise OutputError(message.format(path=path, error=error, folder=path.parent)) from error
    return journal


Published = Mapping[str, tuple[str, list[int] | None]]
"""File name -> its digest, and its stamp if the file is known to have this digest."""


def _published(store: Store) -> dict[str, tuple[str, list[int] | None]]:
    try:
        content = json.loads(store.get_meta("published") or "{}")
        return {name: (digest, stamp) for name, (digest, stamp) in content.items()}
    except (ValueError, TypeError, AttributeError):
        return {}  # a damaged entry: every file counts as changed


def _remember(store: Store, published: Published) -> None:
    content = json.dumps(published, sort_keys=True)
    if content != store.get_meta("published"):
        store.set_meta("published", content)


def _check_replaceable(path: Path) -> None:
    """Raise if a file cannot be replaced, before anything is committed.

    Renaming a file to itself changes nothing, but fails on Windows if another program holds the file open.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(0, _("it is a folder"))
        if path.exists():
            path.replace(path)
    except OSError as error:
        message = _(
            "cannot replace {file} ({reason}): is it open in another program? Close it and repeat the command. Earlier "
            "results are unchanged"
        )
        raise OutputError(message.format(file=path, reason=system_reason(error))) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> list[int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns] if path.is_file() else None


def _sync(path: Path) -> None:
    """Make sure that the content of a file survives a power failure."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Make sure that renames in a folder survive a power failure, if the system supports it."""
    with suppress(OSError):  # Windows cannot open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
