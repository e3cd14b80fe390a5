"""The card that a notebook shows for a run: counts, the best connected entities, model and window."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from pipeline.results.highlight import NO_MATH
from pipeline.schema import SCHEMAS
from pipeline.translations import N_, _, number

TABLES = {
    "articles": N_("articles"),
    "mentions": N_("mentions"),
    "numbers": N_("numbers"),
    "entities": N_("entities"),
    "edges": N_("edges"),
    "failures": N_("failures"),
}
"""The tables that the card counts, and their names in the language of messages."""


def summary_card(folder: str, counts: Mapping[str, int], best_connected: Sequence[str], info: Mapping[str, Any]) -> str:
    """Render the card as HTML.

    Args:
        folder: path of the run.
        counts: rows of each table of `TABLES`, in the order shown.
        best_connected: display names, best connected first.
        info: the content of `run.json`.
    """
    cells = "".join(
        f"<td style='text-align:left;padding-right:2em'><b style='font-size:1.5em'>{number(count)}</b>"
        f"<br>{_(TABLES[name])}</td>"
        for name, count in counts.items()
    )
    best = ", ".join(escape(str(name)) for name in best_connected)
    model = " ".join(info["model"][key] for key in ("name", "version"))
    window = str(info["settings"].get("window", "sentence"))
    facts = _("Model {model} · window {window} · tables: {tables}").format(
        model=escape(model),
        window=escape(window),
        tables=f"<code>{' '.join(f'.{name}' for name in SCHEMAS)}</code>",
    )
    connected = _("Best connected:")
    return (
        f'<div class="{NO_MATH}"><h3>pressenetz: {escape(folder)}</h3><table><tr>{cells}</tr></table>'
        f"<p>{connected} {best}</p><p><small>{facts}</small></p></div>"
    )
