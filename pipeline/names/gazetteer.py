"""The user's gazetteer: listed names are found wherever they occur in a text, whatever the model predicts."""

import io
import json
import re
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from pipeline.errors import GazetteerError, unknown_value
from pipeline.names.cleaning import Mention
from pipeline.names.forms import NO_GENITIVE_S, tidy
from pipeline.names.search import NameSearch, is_word_end
from pipeline.settings import LABELS
from pipeline.translations import _
from pipeline.user_files import at_line, contradiction, csv_records, read_text

RULE = "gazetteer"
_WORD = re.compile(r"\w+")


class Gazetteer:
    """Names with their labels, indexed for search in texts.

    Args:
        labels: label of each name.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = dict(sorted(labels.items()))
        self._search = NameSearch(self.labels)

    def find(self, text: str) -> Iterator[Mention]:
        """Yield listed names that occur as whole words, also with a genitive s, from the left, longest match first."""
        free = 0
        for word in _WORD.finditer(text):
            found = next(self._at(text, word), None) if word.start() >= free else None
            if found is not None and found.start >= free:
                yield found
                free = found.end

    def _at(self, text: str, word: re.Match[str]) -> Iterator[Mention]:
        """Yield listed names that begin with this word, or with it without its s (`Almatys`), longest first."""
        for first in (word[0], word[0][:-1] if word[0].endswith("s") else ""):
            for start, end in self._search.starting_with(text, word.start(), first):
                label = self.labels[text[start:end]]
                if is_word_end(text, end):
                    yield Mention(start, end, label, RULE)
                elif text[end : end + 1] == "s" and text[end - 1] not in NO_GENITIVE_S and is_word_end(text, end + 1):
                    yield Mention(start, end + 1, label, RULE)


def listed_mentions(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer | None, *, counts: Counter[str]
) -> list[Mention]:
    """Add the listed names to the mentions, and give mentions of listed names the listed label.

    A listed name replaces shorter mentions that it overlaps, and is ignored inside a longer one.

    >>> almaty = Gazetteer({"Almaty": "LOC"})
    >>> listed_mentions("Almaty ruft.", [Mention(0, 6, "ORG")], almaty, counts=Counter())
    [Mention(start=0, end=6, label='LOC', rule='gazetteer', confidence=None)]

    Args:
        text: the text that the offsets refer to.
        mentions: sorted and non-overlapping.
        gazetteer: the listed names, or None.
        counts: incremented for each mention that is added or relabelled.
    """
    if gazetteer is None:
        return list(mentions)
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    gone: set[int] = set()
    new: list[Mention] = []
    for found in gazetteer.find(text):
        touching = range(bisect_right(ends, found.start), bisect_left(starts, found.end))
        lengths = [ends[index] - starts[index] for index in touching]
        same = [index for index in touching if (starts[index], ends[index]) == (found.start, found.end)]
        if any(length > found.end - found.start for length in lengths):
            continue
        if same and mentions[same[0]].label == found.label:
            continue
        counts["gazetteer_relabelled" if same else "gazetteer_added"] += 1
        gone.update(touching)
        new.append(found)
    kept = [mention for index, mention in enumerate(mentions) if index not in gone]
    return sorted([*kept, *new], key=lambda mention: mention.start)


def read_gazetteer(path: Path) -> Gazetteer:
    r"""Read a CSV file (comma, semicolon or tab) with the columns `name` and `label`; other columns are ignored.

    >>> path = Path("gazetteer.csv")
    >>> _ = path.write_text("name;label\nAlmaty;LOC\n")
    >>> read_gazetteer(path).labels
    {'Almaty': 'LOC'}

    Raises:
        GazetteerError: if the file cannot be read or lists no name, or if a line is incomplete or contradicts another.
    """
    text = read_text(path, what=_("gazetteer"), refuse=GazetteerError)
    seen: dict[str, int] = {}
    labels: dict[str, str] = {}
    lines = io.StringIO(text, newline="")
    for line, record in csv_records(path, lines, check=partial(_check_header, path), refuse=GazetteerError):
        name, label = tidy(record.get("name", "")), record.get("label", "").upper()
        if not _WORD.search(name):
            problem = _("name {name!r} has no letter or digit; give a name and a label").format(name=name)
            raise GazetteerError(at_line(path, line, problem))
        if label not in LABELS:
            problem = unknown_value(_("label"), label, LABELS)
            raise GazetteerError(at_line(path, line, f"{name!r}: {problem}"))
        if labels.setdefault(name, label) != label:
            first, second = (seen[name], f"{name}, {labels[name]}"), (line, f"{name}, {label}")
            raise GazetteerError(contradiction(path, first, second))
        seen.setdefault(name, line)
    if not labels:
        message = _("the gazetteer {path} lists no names; its columns are name and label")
        raise GazetteerError(message.format(path=path))
    return Gazetteer(labels)


def _check_header(path: Path, line: int, names: list[str]) -> None:
    if not {"name", "label"} <= set(names):
        problem = _("the first line must name the columns name and label, not {names!r}")
        raise GazetteerError(at_line(path, line, problem.format(names=", ".join(names))))


def pack(gazetteer: Gazetteer) -> bytes:
    """Compress the names, because they travel to workers on other machines with every batch.

    >>> unpack(pack(Gazetteer({"Almaty": "LOC"}))).labels
    {'Almaty': 'LOC'}
    """
    return zlib.compress(json.dumps(gazetteer.labels, ensure_ascii=False).encode())


@lru_cache(maxsize=1)
def unpack(packed: bytes) -> Gazetteer:
    """Restore what `pack` compressed; cached, so that a worker builds the index once for equal bytes.

    >>> unpack(pack(Gazetteer({"Almaty": "LOC"}))).labels
    {'Almaty': 'LOC'}
    """
    return Gazetteer(json.loads(zlib.decompress(packed)))
