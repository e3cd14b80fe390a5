"""How to cite a network: as a line of text, or as an entry of BibTeX."""

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.translations import _

TITLE = "pressenetz: networks of names in German news articles"
AUTHORS = "The pressenetz authors"
STYLES = ("text", "bibtex")
_SPECIAL = re.compile(r"[\\{}$&#^_%~]")
_DIGITS = 12  # of the digest of the input, which is enough to tell corpora apart


def cite_run(info: Mapping[str, Any], *, articles: int, days: pd.DataFrame, style: str = "text") -> str:
    """Format a citation of a run.

    Args:
        info: the content of `run.json`.
        articles: number of articles.
        days: date_start and date_end per article.
        style: `text` or `bibtex`.

    Raises:
        UnknownNameError: for another style.
    """
    if style not in STYLES:
        raise UnknownNameError(unknown_value(_("style of citation"), style, STYLES))
    release = info.get("versions", {}).get("pressenetz") or _installed()
    year, note = str(info.get("finished", ""))[:4], _described(info, articles, days)
    if style == "text":
        return f"{TITLE} (version {release}){f', {year}' if year else ''}. {note}."
    fields = {"title": f"{{{TITLE}}}", "author": f"{{{AUTHORS}}}", "version": release, "year": year, "note": _tex(note)}
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@software{pressenetz,\n" + ",\n".join(lines) + "\n}"


def _installed() -> str:
    try:
        return version("pressenetz")
    except PackageNotFoundError:
        return "unknown"


def _described(info: Mapping[str, Any], articles: int, days: pd.DataFrame) -> str:
    """Describe what the network was made from, and how, so that another can make it again."""
    parts = [f"Network of names in {articles} {'article' if articles == 1 else 'articles'}"]
    first, last = days["date_start"].min(), days["date_end"].max()
    if pd.notna(first):
        parts[0] += f" of {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    parts.append(f"window {info['settings'].get('window', 'sentence')}")
    parts.append(f"model {info['model']['name']} {info['model']['version']}")
    if digest := info.get("input_digest"):
        parts.append(f"digest of the input {digest[:_DIGITS]}")
    return ", ".join(parts)


def _tex(text: str) -> str:
    """Escape the characters that TeX treats as commands; names of models have underscores."""
    words = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
    return _SPECIAL.sub(lambda match: words.get(match[0], "\\" + match[0]), text)
