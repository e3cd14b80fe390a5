"""The user's alias file: lines that merge, separate, rename, retype and drop names, and that override every rule."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.errors import AliasError, unknown_value
from pipeline.names.forms import name_key, split_short, tidy
from pipeline.settings import LABELS
from pipeline.translations import _
from pipeline.user_files import at_line, contradiction, csv_records, read_text, read_toml, safe_cell

COLUMNS = ("action", "name", "label", "target", "article", "note")
ACTIONS = {
    "merge": "the entity of this name is the same as target, and target is what it is called",
    "separate": "name and target are never one entity",
    "rename": "the entity of this name is shown as target",
    "retype": "the entity of this name has the label target",
    "drop": "the entity of this name is left out",
}


@dataclass(frozen=True, slots=True)
class Alias:
    """One line of the file; an empty `label` stands for any label, an empty `article` for every article."""

    line: int
    action: str
    name: str
    label: str = ""
    target: str = ""
    article: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """Key of the name, the same for all its spellings."""
        return name_key(self.name)

    def applies(self, label: str, article_id: str = "") -> bool:
        """Whether the line applies to a name with this label in this article."""
        return self.label in ("", label) and (not self.article or fnmatchcase(article_id, self.article))


@dataclass(frozen=True, slots=True)
class Aliases:
    """The lines of an alias file, checked for contradictions."""

    rows: tuple[Alias, ...] = ()
    _by_key: dict[str, list[Alias]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Index the lines by name; a separation is found under both of its names."""
        for row in self.rows:
            self._by_key.setdefault(row.key, []).append(row)
            if row.action == "separate":
                mirrored = replace(row, name=row.target, target=row.name)
                self._by_key.setdefault(mirrored.key, []).append(mirrored)

    def lines(self) -> list[list[str]]:
        """Cells of the lines, in the order of `COLUMNS`: what `alias_csv` formats."""
        return [[getattr(row, name) for name in COLUMNS] for row in self.rows]

    def of(self, *actions: str) -> Iterator[Alias]:
        """Yield the lines with one of these actions that apply to all articles."""
        return (row for row in self.rows if row.action in actions and not row.article)

    def local(self, article_id: str, text: str, name: str, label: str) -> tuple[str, str]:
        """Apply the file to one mention, before `link_corpus`, and return its name and label.

        Lines limited to some articles take effect here. A surface form that has a line is its own name here, not the
        name found by the rules within the article, so that `link_corpus` can apply the line.

        Args:
            article_id: the article of the mention.
            text: the surface form of the mention.
            name: the name from `link_article`.
            label: the label from `link_article`.
        """
        form, key = name_key(text), name_key(split_short(name)[0])
        keys = dict.fromkeys((key, name_key(name), form))
        for row in chain.from_iterable(self._by_key.get(each, ()) for each in keys):
            if not row.applies(label, article_id):
                continue
            if row.article:
                return (name, row.target) if row.action == "retype" else (row.target, label)
            apart = row.action == "separate" and name_key(row.target) == key
            if row.key == form != key and (apart or row.action == "merge"):
                return tidy(text), label
        return name, label


def read_aliases(path: Path) -> Aliases:
    r"""Read `aliases.csv` (comma, semicolon or tab) or `aliases.toml` (`[[alias]]` tables with the same keys).

    >>> path = Path("aliases.csv")
    >>> _ = path.write_text("action,name,label,target\nmerge,VW,ORG,Volkswagen AG\n")
    >>> read_aliases(path).rows
    (Alias(line=2, action='merge', name='VW', label='ORG', target='Volkswagen AG', article='', note=''),)

    Raises:
        AliasError: if the file cannot be read, or if lines are incomplete or contradict each other.
    """
    text = read_text(path, what=_("alias file"), refuse=AliasError)
    records: Iterable[tuple[int, dict[str, Any]]]
    if path.suffix.lower() == ".toml":
        records = _toml_records(path, text)
    else:
        records = csv_records(
            path, io.StringIO(text, newline=""), check=partial(_check_header, path), refuse=AliasError
        )
    rows = tuple(_alias(path, line, record) for line, record in records)
    _check_contradictions(path, rows)
    return Aliases(rows)


def alias_csv(lines: Iterable[Sequence[str]]) -> str:
    r"""Format lines, each with the cells of `COLUMNS`, as the text of an `aliases.csv`.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe, which `read_aliases` removes.

    >>> alias_csv([("drop", "=1+1, oder", "", "", "", "")])
    'action,name,label,target,article,note\ndrop,"\'=1+1, oder",,,,\n'
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        cells = (" ".join(cell.replace("\0", " ").split()) for cell in line)
        writer.writerow(map(safe_cell, cells))
    return file.getvalue()


def _check_header(path: Path, line: int, names: list[str]) -> None:
    for name in names:
        if name and name not in COLUMNS:
            raise AliasError(at_line(path, line, unknown_value(_("column"), name, COLUMNS)))
    if not {"action", "name"} <= set(names):
        problem = _("the first line must name the columns, e.g. action,name,label,target")
        raise AliasError(at_line(path, line, problem))


def _toml_records(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    data = read_toml(path, text, refuse=AliasError)
    entries = data.get("alias", [])
    if set(data) - {"alias"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        message = _("{path}: expected only [[alias]] tables with the keys {keys}")
        raise AliasError(message.format(path=path, keys=", ".join(COLUMNS)))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*alias\s*\]\]", line)]
    for position, entry in enumerate(entries):
        for key in entry:
            if key not in COLUMNS:
                raise AliasError(at_line(path, _line(lines, position), unknown_value(_("key"), key, COLUMNS)))
        yield _line(lines, position), entry


def _line(lines: list[int], position: int) -> int:
    """Line number of the nth `[[alias]]`; 1 if the tables are written in another way (`alias = [{…}]`)."""
    return lines[position] if position < len(lines) else 1


def _alias(path: Path, line: int, record: dict[str, Any]) -> Alias:
    values = {key: tidy(str(record.get(key) or "")) for key in COLUMNS}
    row = Alias(line, **{**values, "action": values["action"].lower()})
    problem = _problem(row)
    if problem:
        raise AliasError(at_line(path, line, problem))
    return row


def _problem(row: Alias) -> str | None:
    """Describe what is wrong with a single line; None if it is valid."""
    if row.action not in ACTIONS:
        return unknown_value(_("action"), row.action, ACTIONS)
    if not row.name:
        return _("{action} needs a name").format(action=row.action)
    if row.label and row.label not in LABELS:
        return unknown_value(_("label"), row.label, LABELS)
    if row.article and row.action in ("drop", "separate"):
        message = _("{action} takes no article; rename the name in those articles, and {action} the new one")
        return message.format(action=row.action)
    if row.action == "drop":
        return None
    if not row.target:
        return _("{action} {name!r} needs a target").format(action=row.action, name=row.name)
    if row.action == "retype":
        return None if row.target in LABELS else unknown_value(_("label"), row.target, LABELS)
    if row.action in ("merge", "separate") and name_key(row.target) == row.key and not row.article:
        message = _("{action} {name!r} with itself: to separate two people with one name, rename it in some articles")
        return message.format(action=row.action, name=row.name)
    return None


def _check_contradictions(path: Path, rows: tuple[Alias, ...]) -> None:
    """Check that no two lines contradict each other.

    Raises:
        AliasError: with both line numbers.
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
    """Refuse cycles of merges, and separations of names that merges join, directly or through other names."""
    groups: dict[str, str] = {}
    merges = [row for row in rows if row.action == "merge" and not row.article]
    for row in merges:
        name, target = _merged_into(groups, row.key), _merged_into(groups, name_key(row.target))
        if name == target:
            other = next(
                o for o in merges if o is not row and {o.key, name_key(o.target)} & {row.key, name_key(row.target)}
            )
            if other.key == name_key(row.target) or name_key(other.target) == row.key:
                _contradict(path, other, row)
        groups[name] = target
    for row in rows:
        group = _merged_into(groups, row.key)
        if row.action == "separate" and group == _merged_into(groups, name_key(row.target)):
            _contradict(path, next(o for o in merges if _merged_into(groups, o.key) == group), row)


def _merged_into(groups: dict[str, str], key: str) -> str:
    """Return the last name of a chain of merges; path halving keeps chains of thousands of names fast."""
    while (target := groups.get(key, key)) != key:
        groups[key] = groups.get(target, target)
        key = groups[key]
    return key


def _contradict(path: Path, first: Alias, second: Alias) -> None:
    """Raise the error that names two contradicting lines."""
    one, other = (f"{row.action} {row.name!r} {row.target!r}" for row in (first, second))
    raise AliasError(contradiction(path, (first.line, one), (second.line, other)))
