"""Part of a run as a frame in a cell of a notebook: the page of the report, with the data of that part only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.report.page import render_page
from pipeline.report.payload import Tables, report_data

MAX_BYTES = 400_000
"""Of JSON; the scripts and styles of the page take another 200,000. A notebook holds every cell's output."""

_MAX_ARTICLES = 300


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame for a notebook.

    Attributes:
        html: the element, which holds the whole page.
        links: number of links that the page carries.
    """

    html: str
    links: int


def notebook_frame(
    tables: Tables,
    info: Mapping[str, Any],
    *,
    names: int,
    height: int,
    links_choice: str = "",
    sentences_choice: str = "",
) -> Frame:
    """Render a part of a run as a frame that needs no server, no network and no right of the notebook around it.

    Args:
        tables: the tables of that part (`pipeline.schema.SCHEMAS`).
        info: the content of `run.json`; its settings are those of the part.
        names: number of names in the part, of which `tables` may hold the strongest only.
        height: in pixels.
        links_choice: arguments in Python that limit `Result.neighbours` to the part, with a comma before them.
        sentences_choice: the same for `Result.evidence`.
    """
    data = report_data(tables, info, limit=MAX_BYTES, max_articles=_MAX_ARTICLES)
    data |= {"map": None, "failures": []}
    data["totals"]["entities"] = names
    data["notebook"] = {"links": links_choice, "sentences": sentences_choice}
    page = render_page(data, title="pressenetz", notebook=True).encode("utf-8", "backslashreplace").decode("utf-8")
    # in single quotes, because JSON is full of double ones
    text = page.replace("&", "&amp;").replace("'", "&#39;")
    look = f"display:block;box-sizing:border-box;width:100%;height:{height}px;border:1px solid #8888;border-radius:4px"
    frame = (
        f'<iframe title="pressenetz" sandbox="allow-scripts allow-downloads" allow="clipboard-write" '
        f"style=\"{look}\" srcdoc='{text}'></iframe>"
    )
    return Frame(frame, data["carried"]["edges"])
