"""What is said to have happened when: the dates in texts with the names of their sentences, and files of timelines."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.edtf import DateRanks
from pipeline.errors import OutputError, unknown_value
from pipeline.results.sentence_search import names_in
from pipeline.results.tallies import first_days, last_days
from pipeline.translations import _
from pipeline.user_files import replace_file, safe_cell

COLUMNS = (
    "event_date event_start event_end said relative ahead names article_id title date source sentence start end text"
).split()
MAX_HEADLINE_NAMES = 4
_FORMATS = (".json", ".csv")


def events_of(
    numbers: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """List the dates in the sentences, in order of time.

    Args:
        numbers: rows of `numbers`; those without a date are left out.
        sentences: article_id, sentence, text.
        articles: article_id, title, date, source and duplicate_of of the articles to list; copies are left out.
        mentions: article_id, sentence, start and entity_name per mention.

    Returns:
        `COLUMNS`: one row per date in a text.
    """
    originals = articles[articles["duplicate_of"].isna()]
    dated = numbers[numbers["edtf"].notna() & numbers["article_id"].isin(originals["article_id"])]
    event = dated["edtf"] + ("/" + dated["edtf_max"]).fillna("")
    rows = dated.rename(columns={"text": "said"}).assign(
        event_date=event, event_start=first_days(event), event_end=last_days(event)
    )
    rows = rows[rows["event_start"].notna()]
    context = originals[["article_id", "title", "date", "source"]]
    rows = rows.merge(context, on="article_id").merge(
        sentences[["article_id", "sentence", "text"]], on=["article_id", "sentence"]
    )
    ahead = rows["event_start"] > last_days(rows["date"])
    rows = rows.assign(ahead=ahead, names=names_in(rows, mentions), rank=DateRanks.of(rows["date"]).first)
    by = ["event_start", "event_end", "rank", "article_id", "start"]
    return rows.sort_values(by, kind="stable", ignore_index=True)[COLUMNS]


def write_events(events: pd.DataFrame, path: Path) -> Path:
    """Write a table of events as `.json` for TimelineJS, or as `.csv`; return its path.

    TimelineJS shows what it is given as HTML, so texts are escaped.

    Raises:
        OutputError: for another suffix, or if the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        slides = [_slide(row) for row in events.to_dict("records")]
        text = json.dumps({"events": slides}, ensure_ascii=False, indent=1) + "\n"
    elif suffix == ".csv":
        text = events.map(lambda value: safe_cell(value) if isinstance(value, str) else value).to_csv(
            index=False, lineterminator="\n", date_format="%Y-%m-%d"
        )
    else:
        raise OutputError(unknown_value(_("format of a timeline"), path.suffix, _FORMATS))
    what = _("the timeline {path}").format(path=path)
    replace_file(path, text.encode("utf-8", "backslashreplace"), what=what, refuse=OutputError)
    return path


def _slide(row: dict[Any, Any]) -> dict[str, Any]:
    """Describe an event as TimelineJS expects it; dates are as precise as the text."""
    first, _slash, last = str(row["event_date"]).partition("/")
    names = [] if pd.isna(row["names"]) else str(row["names"]).split(", ")
    origin = ", ".join(str(row[name]) for name in ("title", "source", "date") if not pd.isna(row[name]))
    slide: dict[str, Any] = {
        "start_date": _parts(first, row["event_start"]),
        "text": {
            "headline": escape(", ".join(names[:MAX_HEADLINE_NAMES]) or str(row["said"])),
            "text": f"<p>{escape(str(row['text']))}</p><p><small>{escape(origin)}</small></p>",
        },
    }
    if row["event_end"] != row["event_start"]:
        slide["end_date"] = _parts(last or first, row["event_end"])
    return slide


def _parts(edtf: str, day: pd.Timestamp) -> dict[str, int]:
    """The year, and month and day as far as the date has them."""
    known = edtf.count("-") if "X" not in edtf else 0
    values = {"year": day.year, "month": day.month, "day": day.day}
    return dict(list(values.items())[: known + 1])
