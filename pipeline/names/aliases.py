"""The user's alias file: merge, separate, rename, retype and drop names; the user's word is final over every rule."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.errors import AliasError, unknown_value
from pipeline.names.forms import name_key, split_short, tidy
from pipeline.settings import LABELS
from pipeline.user_files import csv_records, read_text, read_toml

COLUMNS = ("action", "name", "label", "target", "article", "note")
ACTIONS = {
    "merge": "name is the same entity as target, and target is what it is called",
    "separate": "name and target are never one entity",
    "rename": "the entity of this name is shown as target",
    "retype": "the entity of this name has the label target",
    "drop": "the entity of this name is left out",
}


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of the file; `label` empty: whatever its label, `article` empty: in every article."""

    line: int
    action: str
    name: str
    label: str = ""
    target: str = ""
    article: str = ""

    @property
    def key(self) -> str:
        """Key of the name, so that spelling does not matter."""
        return name_key(self.name)

    def applies(self, label: str, article_id: str = "") -> bool:
        """Whether the line speaks of a name with this label in this article."""
        return self.label in ("", label) and (not self.article or fnmatchcase(article_id, self.article))


@dataclass(frozen=True, slots=True)
class Aliases:
    """The lines of an alias file, free of contradictions."""

    rows: tuple[Alias, ...] = ()
    _by_key: dict[str, list[Alias]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the lines by their names; a separation is known under both."""
        for row in self.rows:
            self._by_key.setdefault(row.key, []).append(row)
            if row.action == "separate":
                mirrored = replace(row, name=row.target, target=row.name)
                self._by_key.setdefault(mirrored.key, []).append(mirrored)

    def of(self, *actions: str, scoped: bool = False) -> Iterator[Alias]:
        """Lines with one of these actions: those for all articles, or (`scoped`) those for some."""
        return (row for row in self.rows if row.action in actions and bool(row.article) is scoped)

    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of keys that are never one entity."""
        return frozenset(frozenset((row.key, name_key(row.target))) for row in self.of("separate"))

    def local(self, article_id: str, text: str, name: str, label: str) -> tuple[str, str]:
        """The name and label of one mention after the user's decisions, before `link_corpus` sees them.

        A line for some articles acts here; and a form that the file speaks of does not follow the article's rules:
        it stands for itself, so that `link_corpus` can apply the line to it.

        Args:
            article_id: the article of the mention.
            text: its surface form.
            name: the name that `link_article` gave it.
            label: the label that `link_article` gave it.
        """
        form, key = name_key(text), name_key(split_short(name)[0])
        keys = dict.fromkeys((key, name_key(name), form))
        for row in chain.from_iterable(self._by_key.get(each, ()) for each in keys):
            if not row.applies(label, article_id):
                continue
            if row.article:
                return (name, row.target) if row.action == "retype" else (row.target, label)
            apart = row.action == "separate" and name_key(row.target) == key
            if row.key == form != key and (apart or row.action in ("merge", "drop")):
                return tidy(text), label
        return name, label


def read_aliases(path: Path) -> Aliases:
    """Read `aliases.csv` (comma, semicolon or tab) or `aliases.toml` (`[[alias]]` tables with the same keys).

    Raises:
        AliasError: if the file cannot be read, or lines are incomplete or contradict each other.
    """
    text = read_text(path, what="alias file", refuse=AliasError)
    records: Iterable[tuple[int, dict[str, Any]]]
    if path.suffix.lower() == ".toml":
        records = _toml_records(path, text)
    else:
        records = csv_records(path, text, check=partial(_check_header, path), refuse=AliasError)
    rows = tuple(_alias(path, line, record) for line, record in records)
    _check(path, rows)
    return Aliases(rows)


def _check_header(path: Path, line: int, names: list[str]) -> None:
    for name in names:
        if name and name not in COLUMNS:
            raise AliasError(f"{path}, line {line}: {unknown_value('column', name, COLUMNS)}")
    if not {"action", "name"} <= set(names):
        raise AliasError(f"{path}, line {line}: the first line must name the columns, e.g. action,name,label,target")


def _toml_records(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    data = read_toml(path, text, refuse=AliasError)
    entries = data.get("alias", [])
    if set(data) - {"alias"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise AliasError(f"{path}: expected only [[alias]] tables with the keys {', '.join(COLUMNS)}")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*alias\s*\]\]", line)]
    for position, entry in enumerate(entries):
        for key in entry:
            if key not in COLUMNS:
                raise AliasError(f"{path}, line {_line(lines, position)}: {unknown_value('key', key, COLUMNS)}")
        yield _line(lines, position), entry


def _line(lines: list[int], position: int) -> int:
    """Line of the nth `[[alias]]`; 1 where the tables are written in another way (`alias = [{…}]`)."""
    return lines[position] if position < len(lines) else 1


def _alias(path: Path, line: int, record: dict[str, Any]) -> Alias:
    values = {key: tidy(str(record.get(key) or "")) for key in COLUMNS}
    row = Alias(line, values["action"].lower(), values["name"], values["label"], values["target"], values["article"])
    problem = _problem(row)
    if problem:
        raise AliasError(f"{path}, line {line}: {problem}")
    return row


def _problem(row: Alias) -> str | None:
    """What is wrong with one line by itself."""
    if row.action not in ACTIONS:
        return unknown_value("action", row.action, ACTIONS)
    if not row.name:
        return f"{row.action} needs a name"
    if row.label and row.label not in LABELS:
        return unknown_value("label", row.label, LABELS)
    if row.article and row.action in ("drop", "separate"):
        return f"{row.action} takes no article; rename the name in those articles, and {row.action} the new one"
    if row.action == "drop":
        return None
    if not row.target:
        return f"{row.action} {row.name!r} needs a target"
    if row.action == "retype":
        return None if row.target in LABELS else unknown_value("label", row.target, LABELS)
    if row.action in ("merge", "separate") and name_key(row.target) == row.key and not row.article:
        return (
            f"{row.action} {row.name!r} with itself: to tell two bearers of one name apart, rename it in some articles"
        )
    return None


def _check(path: Path, rows: tuple[Alias, ...]) -> None:
    """Find lines that contradict each other.

    Raises:
        AliasError: naming both lines.
    """
    seen: dict[tuple[str, str, str, str], Alias] = {}
    for row in rows:
        if row.action == "separate":
            continue
        other = seen.setdefault((row.action, row.key, row.label, row.article), row)
        if name_key(other.target) != name_key(row.target):
            _contradict(path, other, row)
    for row in rows:
        dropped = seen.get(("drop", row.key, row.label, ""))
        if dropped and row.action in ("merge", "rename", "retype") and not row.article:
            _contradict(path, dropped, row)
    _check_merges(path, rows)


def _check_merges(path: Path, rows: tuple[Alias, ...]) -> None:
    groups: dict[str, str] = {}
    merges = [row for row in rows if row.action == "merge" and not row.article]
    for row in merges:
        name, target = _find(groups, row.key), _find(groups, name_key(row.target))
        if name == target:
            other = next(
                o for o in merges if o is not row and {o.key, name_key(o.target)} & {row.key, name_key(row.target)}
            )
            if other.key == name_key(row.target) or name_key(other.target) == row.key:
                _contradict(path, other, row)
        groups[name] = target
    for row in rows:
        if row.action == "separate" and _find(groups, row.key) == _find(groups, name_key(row.target)):
            _contradict(path, next(o for o in merges if _find(groups, o.key) == _find(groups, row.key)), row)


def _find(groups: dict[str, str], key: str) -> str:
    """The last name of a chain of merges; halves the way there, so that chains of thousands of names take no longer."""
    while (target := groups.get(key, key)) != key:
        groups[key] = groups.get(target, target)
        key = groups[key]
    return key


def _contradict(path: Path, first: Alias, second: Alias) -> None:
    raise AliasError(
        f"{path}: line {first.line} ({first.action} {first.name!r} {first.target!r}) contradicts "
        f"line {second.line} ({second.action} {second.name!r} {second.target!r}); keep one of them"
    )
