"""Tables -> report.html: one self-contained page that works offline and makes no requests."""

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup

from pipeline.errors import OutputError
from pipeline.report.embedded_json import to_json
from pipeline.report.payload import report_data
from pipeline.translations import _
from pipeline.user_files import replace_file

_TEMPLATES = files("pipeline.report") / "templates"
_DATA = '<script type="application/json" id="data">'


def write_report(tables: Mapping[str, pd.DataFrame], path: Path, *, info: Mapping[str, Any]) -> None:
    """Write the report of a run; the same tables and info give the same bytes.

    Args:
        tables: the tables of a run (`pipeline.schema.SCHEMAS`).
        path: the HTML file; an existing file is replaced atomically.
        info: the content of `run.json`: settings, model, counts.

    Raises:
        OutputError: if the file cannot be written.
    """
    page = render_report(tables, info=info).encode("utf-8", "backslashreplace")
    replace_file(path, page, what=_("the report {path}").format(path=path), refuse=OutputError)


def render_report(tables: Mapping[str, pd.DataFrame], *, info: Mapping[str, Any]) -> str:
    """Render the report of a run as HTML."""
    return render_page(report_data(tables, info), title=str(info.get("title") or "pressenetz"))


def render_page(data: dict[str, Any], *, title: str, notebook: bool = False) -> str:
    """Render the page with the data from `report_data` as HTML, for a window or for a cell of a notebook."""
    style = _read("report.css")
    script = _read("page.js")  # built from src/, see CONTRIBUTING.md
    texts = data.pop("texts")  # apart, so that the page can draw before it parses them
    page = Environment(autoescape=True).from_string(_read("report.html.j2"))
    return page.render(
        notebook=notebook,
        title=title,
        counts=data["totals"],
        # safe without autoescape, which would break them: our own files, and JSON in which every < is escaped
        style=Markup(style),
        script=Markup(script),
        data=Markup(to_json(data)),
        texts=Markup(to_json(texts)),
        style_hash=_digest(style),
        script_hash=_digest(script),
    )


def served_page(page: bytes, state: Mapping[str, Any]) -> bytes:
    """Return a written report as a local server sends it: its policy allows requests to that server, and only there.

    Args:
        page: the bytes of a `report.html`.
        state: what the server tells the page, as plain values.
    """
    element = f'<script type="application/json" id="server">{to_json(state)}</script>\n{_DATA}'
    page = page.replace(b"; base-uri 'none'", b"; connect-src 'self'; base-uri 'none'", 1)
    # the first of each belongs to the template: the title, the only text before them, is escaped
    return page.replace(_DATA.encode(), element.encode("utf-8", "backslashreplace"), 1)


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The hash by which the page's Content-Security-Policy allows a script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
