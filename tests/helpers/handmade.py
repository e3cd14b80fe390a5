"""A small handmade run: articles with marked names and numbers; the real code builds the network."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from pipeline.names import AUTHORITY_COLUMNS
from pipeline.network import (
    CorpusTables,
    NetworkOptions,
    build_network,
    edge_keywords,
    select_articles,
    stated_sentences,
)
from pipeline.parquet import frame_to_table, write_table
from pipeline.places import PLACE_COLUMNS
from pipeline.roles import role_rows
from pipeline.schema import SCHEMAS

# [Toqajew|PER:toqajew|surname] is a mention with entity_id and rule; {3000|cardinal|3000||Truppen|LOC:russland} is
# a number with kind, value, unit, noun and the entity it is about.
_SPAN = re.compile(
    r"\[([^|\[\]]+)\|([^|\[\]]+)\|([^|\[\]]*)\]|\{([^|{}]+)\|(\w+)\|([^|{}]*)\|([^|{}]*)\|([^|{}]*)\|([^|{}]*)\}"
)

NAMES = {
    "PER:toqajew": ("Qassym-Schomart Toqajew", None),
    "PER:nasarbajew": ("Nursultan Nasarbajew", None),
    "LOC:kasachstan": ("Kasachstan", "KZ"),
    "LOC:almaty": ("Almaty", None),
    "LOC:armenien": ("Armenien", "AM"),
    "LOC:russland": ("Russland", "RU"),
    "ORG:csto": ("CSTO", None),
}


class Source(NamedTuple):
    """An article: paragraphs are separated by empty lines, sentences by line ends."""

    article_id: str
    title: str | None
    date: str | None
    text: str
    duplicate_of: str | None = None


SOURCES = (
    Source(
        "kasachstan-2022-01.txt",
        None,
        "2022-01",
        "Die Lage im zentralasiatischen Land [Kasachstan|LOC:kasachstan|model] spitzt sich zu.\n"
        "[Qassym-Schomart Toqajew|PER:toqajew|model] ist Präsident von [Kasachstan|LOC:kasachstan|model].\n\n"
        "[Toqajew|PER:toqajew|surname] ließ in [Almaty|LOC:almaty|model] schießen.\n"
        "Die [CSTO|ORG:csto|model] kommt: [Armenien|LOC:armenien|model] schickt "
        "{70|cardinal|70||Soldaten|LOC:armenien} Soldaten, [Russland|LOC:russland|model] "
        "{3000|cardinal|3000||Truppen|LOC:russland} Truppen.",
    ),
    Source(
        "nasarbajew.txt",
        "Nasarbajew tritt zurück",
        "2022-02-01",
        "[Nursultan Nasarbajew|PER:nasarbajew|model] herrschte {30 Jahre|quantity|30|a||PER:nasarbajew} über "
        "[Kasachstan|LOC:kasachstan|model].\n"
        "[Nasarbajew|PER:nasarbajew|surname] hat [Toqajew|PER:toqajew|surname] ernannt.\n\n"
        "In [Almaty|LOC:almaty|model] 🦄 traf [Toqajews|PER:toqajew|genitive] Garde "
        "{200|cardinal|200||Soldaten|LOC:armenien} Soldaten aus [Armenien|LOC:armenien|model].",
    ),
    Source(
        "kopie.txt",
        "Nasarbajew tritt zurück",
        "2022-02-02",
        "[Toqajew|PER:toqajew|surname] sprach mit [Nasarbajew|PER:nasarbajew|surname].",
        "nasarbajew.txt",
    ),
    Source("undatiert.txt", "Ohne Datum", None, "[Russland|LOC:russland|model] und [CSTO|ORG:csto|model] schweigen."),
)

HOSTILE = (
    """<script>alert("x")</script>""",
    """<img src=x onerror=alert(1)>""",
    """</script><!-- "quotes" 'single' -->""",
    """javascript:alert(1)""",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "a\u2028b\u2029c &amp; $x$",
)


HOSTILE_NAMES = {
    **{f"MISC:boese-{number}": (text, None) for number, text in enumerate(HOSTILE)},
    **{f"PER:zwei-{number}": (f"{text} zwei", None) for number, text in enumerate(HOSTILE)},
}


def hostile_sources() -> tuple[Source, ...]:
    """Articles whose titles, names, numbers and texts contain code."""
    made = []
    for number, text in enumerate(HOSTILE):
        safe = text.replace("|", "")
        names = f"[{safe}|MISC:boese-{number}|model] traf [{safe} zwei|PER:zwei-{number}|{safe}]"
        body = f"{names} und {{{safe}|cardinal|{number}||{safe}|MISC:boese-{number}}}.\nDanach: {safe} {safe}"
        made.append(Source(f"{safe}.txt", safe, f"2022-01-{number + 1:02}", body))
    return tuple(made)


PLACES: dict[str, dict[str, object]] = {
    "LOC:almaty": {"latitude": 43.25, "longitude": 76.91, "place_kind": "city", "geonames_id": 1526384},
    "LOC:kasachstan": {"latitude": 48.16, "longitude": 67.29, "place_kind": "country", "geonames_id": 1522867},
}
"""Where the places of the handmade runs are."""


def make_tables(
    sources: Sequence[Source], names: Mapping[str, tuple[str, str | None]], *, window: str = "sentence"
) -> dict[str, pd.DataFrame]:
    """All tables of a run over these articles."""
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "sentences": [], "mentions": [], "numbers": []}
    for source in sources:
        _add_article(source, rows)
    tables = {name: pd.DataFrame(found).reindex(columns=SCHEMAS[name].names) for name, found in rows.items()}
    known = pd.DataFrame(
        [(key, name, key[: key.index(":")], country) for key, (name, country) in sorted(names.items())],
        columns=["entity_id", "name", "label", "country"],
    )
    corpus = CorpusTables(tables["mentions"], tables["sentences"], tables["articles"], known)
    options = NetworkOptions(window=window)
    entities, edges = build_network(corpus, options)
    edges["keywords"] = edge_keywords(corpus, edges, options)
    roles = pd.DataFrame(role_rows(tables["mentions"], tables["sentences"], known), columns=SCHEMAS["roles"].names)
    edges["stated"] = stated_sentences(roles, edges, select_articles(tables["articles"]))
    for name in PLACE_COLUMNS:
        entities[name] = [PLACES.get(key, {}).get(name) for key in entities["entity_id"]]
    entities = entities.assign(**dict.fromkeys(AUTHORITY_COLUMNS))
    failures = pd.DataFrame([("leer.txt", "read", "the file is empty")], columns=SCHEMAS["failures"].names)
    exclusions = pd.DataFrame(columns=SCHEMAS["exclusions"].names)
    return {
        **tables,
        "entities": entities,
        "edges": edges,
        "roles": roles,
        "failures": failures,
        "exclusions": exclusions,
    }


def write_run(folder: Path, tables: Mapping[str, pd.DataFrame], *, window: str = "sentence") -> Path:
    """Write a run folder with these tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        write_table(frame_to_table(tables[name], name), folder / f"{name}.parquet")
    info = {"settings": {"window": window}, "model": {"name": "by hand", "version": "1.0"}}
    (folder / "run.json").write_text(json.dumps(info), encoding="utf-8")
    return folder


def _add_article(source: Source, rows: dict[str, list[dict[str, Any]]]) -> None:
    start, number = 0, 0
    for paragraph, block in enumerate(source.text.split("\n\n")):
        for line in block.split("\n"):
            location = {"article_id": source.article_id, "paragraph": paragraph, "sentence": number}
            text = _add_spans(line, start, location, rows)
            rows["sentences"].append({**location, "start": start, "end": start + len(text), "text": text})
            start, number = start + len(text) + 1, number + 1
    about = {"article_id": source.article_id, "path": source.article_id, "title": source.title, "date": source.date}
    rows["articles"].append(
        {
            **about,
            "source": "Zeitung",
            "language": "de",
            "characters": start,
            "sentences": number,
            "duplicate_of": source.duplicate_of,
        }
    )


def _add_spans(line: str, start: int, location: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> str:
    text, position = "", 0
    for match in _SPAN.finditer(line):
        text += line[position : match.start()]
        name, entity_id, rule, number, kind, value, unit, noun, about = match.groups()
        begin = start + len(text)
        text += name or number
        span = {**location, "start": begin, "end": start + len(text), "text": name or number}
        if name:
            rows["mentions"].append(
                {**span, "label": entity_id.partition(":")[0], "entity_id": entity_id, "rule": rule}
            )
        else:
            rows["numbers"].append(
                {
                    **span,
                    "kind": kind,
                    "value": float(value),
                    "unit": unit or None,
                    "noun": noun or None,
                    "entity_id": about or None,
                }
            )
        position = match.end()
    return text + line[position:]
