"""The report: its data, and that it is safe, self-contained, small and reproducible."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pipeline
from pipeline.errors import OutputError
from pipeline.names import RULES
from pipeline.network.layout import lay_out_nodes
from pipeline.nlp.model_registry import ModelInfo
from pipeline.report.embedded_json import to_json
from pipeline.report.page import render_report, write_report
from pipeline.report.payload import report_data
from pipeline.report.texts import pair_sentences
from pipeline.running.manifest import Clock, finished, new_manifest
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings
from tests.helpers.handmade import HOSTILE, HOSTILE_NAMES, NAMES, SOURCES, Source, hostile_sources, make_tables

SCRIPTS = Path(pipeline.__file__).parent / "report" / "templates" / "src"
INFO = {"settings": {"window": "sentence"}, "model": {"name": "by hand"}}


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    """The handmade run."""
    return make_tables(SOURCES, NAMES)


def carried(page: str) -> dict:
    """The data inside a page."""
    parts = (
        re.search(rf'<script type="application/json" id="{id_}">(.*?)</script>', page, re.DOTALL)[1]
        for id_ in ("data", "texts")
    )
    data, texts = map(json.loads, parts)
    return data | {"texts": texts}


def test_page_is_self_contained(tables) -> None:
    """Markup, style and script contain no external address, and the page's policy forbids requests."""
    page = render_report(tables, info=INFO)

    addresses = set(re.findall(r"https?://[^\s\"'<)]+", page))
    gexf = "http://www.gexf.net/1.2draft"
    assert addresses == {"http://www.w3.org/2000/svg", gexf, f"{gexf}/viz"}  # XML namespaces, never fetched
    assert "default-src 'none'" in page
    assert "connect-src" not in page
    assert re.findall(r"fetch\([\w.]*", page) == [
        "fetch(location.pathname"
    ]  # for the server of `open`, which allows it
    assert not re.search(r"\b(?:src|srcset|action)\s*=(?!=)|url\(|@import|XMLHttpRequest|WebSocket", page)


def test_same_tables_make_the_same_bytes(tables, tmp_path: Path) -> None:
    """Shuffled tables make the same page."""
    shuffled = {name: table.sample(frac=1, random_state=1) for name, table in tables.items()}
    write_report(tables, tmp_path / "a.html", info=INFO)
    write_report(shuffled, tmp_path / "b.html", info=INFO)

    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_input_tables_stay_as_they_were(tables) -> None:
    """Writing a report changes none of the tables."""
    before = {name: table.copy() for name, table in tables.items()}
    render_report(tables, info=INFO)

    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_small_run_is_carried_whole(tables) -> None:
    """The page of a small run has every row of its tables."""
    data = report_data(tables, INFO)

    assert data["carried"] == {
        **{name: len(tables[name]) for name in ("entities", "edges", "articles", "failures", "sentences", "numbers")},
        "articles_complete": len(SOURCES),
        "nodes": data["carried"]["nodes"],
    }


def test_sentence_marks_point_at_names_and_numbers(tables) -> None:
    """Offsets in the carried sentences yield the names and numbers of the tables."""
    data = report_data(tables, INFO)
    names, numbers = [], []
    for _, _, rows in data["texts"]:
        for _, _, text, spans, *figures in rows:
            names += [text[spans[i] : spans[i + 1]] for i in range(0, len(spans), 3)]
            numbers += [text[start:end] for start, end, *_ in (figures[0] if figures else [])]

    assert sorted(names) == sorted(tables["mentions"]["text"])
    assert sorted(numbers) == sorted(tables["numbers"]["text"])


def test_limit_reduces_sentences() -> None:
    """With a lower limit fewer sentences are carried and counted, but evidence of every edge remains."""
    sources = [Source(f"{number}.txt", None, None, SOURCES[0].text) for number in range(50)]
    tables = make_tables(sources, NAMES)
    whole = report_data(tables, INFO)
    limit = len(to_json(whole).encode()) - len(to_json(whole["texts"]).encode()) // 3
    data = report_data(tables, INFO, limit=limit)

    texts = {text for _, _, rows in data["texts"] for _, _, text, *_ in rows}
    assert 0 < data["carried"]["sentences"] < data["totals"]["sentences"] == 200
    assert texts >= {text for text in tables["sentences"]["text"] if "Toqajew" in text or "CSTO" in text}
    assert len(to_json(data).encode()) <= limit


def test_numbers_of_originals_come_first() -> None:
    """With little room, numbers are carried from originals rather than copies."""
    text = "[Armenien|LOC:armenien|model] hat {%d|cardinal|%d||Soldaten|LOC:armenien} Soldaten."
    copies = [Source(f"a{number:02}", None, None, text % (number, number), "b") for number in range(60)]
    tables = make_tables([*copies, Source("b", None, None, text % (99, 99))], NAMES)
    bare = len(to_json({**report_data(tables, INFO), "texts": []}).encode())
    data = report_data(tables, INFO, limit=bare + 700)

    assert [texts[0][2] for _, _, texts in data["texts"]] == ["Armenien hat 99 Soldaten."]


def test_large_run_stays_below_five_megabytes(tmp_path: Path) -> None:
    """The page of 10,000 articles has at most 5 MB and counts what it leaves out."""
    body = SOURCES[0].text + "\n\n" + "Ein langer Satz ohne Namen steht hier. " * 30
    sources = [
        Source(f"{number}.txt", f"Artikel {number}", f"2022-{number % 12 + 1:02}", body) for number in range(100)
    ]
    tables = make_tables(sources, NAMES)
    texts = ("articles", "sentences", "mentions", "numbers")
    ids = {name: tables[name]["article_id"] for name in texts}
    copies = [{name: tables[name].assign(article_id=f"{n:03}/" + ids[name]) for name in texts} for n in range(100)]
    large = {**tables, **{name: pd.concat([copy[name] for copy in copies], ignore_index=True) for name in copies[0]}}
    write_report(large, tmp_path / "large.html", info=INFO)

    data = carried((tmp_path / "large.html").read_text(encoding="utf-8"))
    assert 3_000_000 < (tmp_path / "large.html").stat().st_size <= 5_000_000
    assert data["totals"]["articles"] == 10_000
    assert 0 < data["carried"]["articles_complete"] < 10_000


def test_hostile_text_cannot_end_the_data(tables) -> None:
    """Data cannot close the script element or open a comment, and is read back unchanged."""
    sources = hostile_sources()
    page = render_report(make_tables(sources, HOSTILE_NAMES), info={**INFO, "title": HOSTILE[0]})

    assert page.count("</script>") == 3
    assert "<img" not in page
    assert "<!--" not in page
    assert not set("\u2028\u2029") & set(page)
    assert "<h1>&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;</h1>" in page
    assert {row[1] for row in carried(page)["articles"]} == set(HOSTILE)


def test_document_window_carries_the_nearest_sentences() -> None:
    """If a pair may be named in different sentences, both sentences of the nearest mentions are evidence."""
    text = "[Toqajew|PER:toqajew|surname] spricht.\nNiemand hört.\n\n[Almaty|LOC:almaty|model] brennt."
    tables = make_tables([Source("a", None, None, text)], NAMES, window="document")
    shared = pair_sentences(tables["mentions"], [("LOC:almaty", "PER:toqajew")], "document")

    assert shared == {("LOC:almaty", "PER:toqajew"): [("a", 0), ("a", 2)]}


def test_time_axis_fits_the_dates() -> None:
    """The time axis has days, months or years, depending on its length; impossible dates are left out."""
    text = "[Almaty|LOC:almaty|model] und die [CSTO|ORG:csto|model]."

    def bins(*dates: str | None) -> list[str]:
        sources = [Source(str(number), None, date, text) for number, date in enumerate(dates)]
        return report_data(make_tables(sources, NAMES), INFO)["bins"]

    assert bins("2022-01-30", "2022-02-01") == ["2022-01-30", "2022-01-31", "2022-02-01"]
    assert bins("2021-12", "2022-02-01", "0001-01-01") == ["2021-12", "2022-01", "2022-02"]
    assert bins("1990-05", "2022-02-01") == [str(year) for year in range(1990, 2023)]
    assert bins(None, None) == []


def test_links_are_counted_apart_for_source_time_and_confidence() -> None:
    """Each count of a link belongs to a newspaper, a bin and a level of confidence, and all add up to its sentences."""
    city, pact = "[Almaty|LOC:almaty|model]", "[CSTO|ORG:csto|model]"
    text = f"{city} und die {pact}.\nDie {pact} in {city}."
    sources = [Source("a", None, "2022-01", text), Source("b", None, "2022-02", text), Source("c", None, None, text)]
    tables = make_tables(sources, NAMES)
    tables["articles"]["source"] = ["Seeheimer Zeitung", "www.seeheimer-zeitung.de", None]
    tables["mentions"]["confidence"] = [0.99, 0.55, 0.99, 0.99, *[None] * 8]
    data = report_data(tables, INFO)

    ((*_, counts, _, _),) = data["edges"]
    found = {tuple(data["cells"][cell]): count for cell, count in zip(counts[::2], counts[1::2], strict=True)}
    highest = len(data["confidences"])
    assert data["sources"] == ["Seeheimer Zeitung"]
    assert found == {(0, 0, 1): 1, (0, 0, highest): 1, (0, 1, highest): 2, (-1, -1, highest): 2}
    assert [row[-1] for row in data["articles"]] == [0, 0, -1]


def test_names_and_links_take_their_share() -> None:
    """If not all names and links fit, the strongest do, and the texts still have room."""
    names = {f"PER:name-{number}": (f"Name {number}", None) for number in range(300)}
    pairs = [f"[Name {a}|PER:name-{a}|model] traf [Name {b}|PER:name-{b}|model]." for a in range(60) for b in range(a)]
    tables = make_tables([Source("a", None, "2022-01", "\n".join(pairs))], {**NAMES, **names})
    data = report_data(tables, INFO, limit=20_000)

    assert 0 < data["carried"]["edges"] < data["totals"]["edges"]
    assert 0 < data["carried"]["entities"] < data["totals"]["entities"]
    assert data["carried"]["sentences"] > 20
    assert len(to_json(data).encode()) <= 20_000


def test_empty_run_makes_a_page() -> None:
    """A run without articles has a page."""
    empty = {name: table.iloc[:0] for name, table in make_tables(SOURCES, NAMES).items()}

    assert carried(render_report(empty, info={}))["carried"]["nodes"] == 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_rule_is_translated(language: str) -> None:
    """The page describes every linking rule in both languages."""
    words = (SCRIPTS / f"words.{language}.js").read_text(encoding="utf-8")
    (rules,) = re.findall(r"^  rules: \{(.*?)^  \},$", words, flags=re.MULTILINE | re.DOTALL)

    assert {key.strip('"') for key in re.findall(r'^    ([\w-]+|"[\w-]+"): "', rules, flags=re.MULTILINE)} == {
        *RULES,
        "model",
    }


def test_page_translates_what_a_run_records() -> None:
    """Settings, counts and filters of `run.json` have names in both languages."""
    script = (SCRIPTS / "run-words.js").read_text(encoding="utf-8")
    words = re.findall(r'^  "?([\w.]+)"?: \[\s*"(.+)",\s*"(.+)",?\s*\],$', script, flags=re.MULTILINE)
    sources = "".join(file.read_text(encoding="utf-8") for file in Path(pipeline.__file__).parent.glob("names/*.py"))
    filters = re.findall(r'counts\["(\w+)"\]|^    "(trimmed_\w+)":', sources, flags=re.MULTILINE)
    info = finished(
        new_manifest(Path("corpus"), Settings(), ModelInfo("name", "1", "place", "0")),
        {name: pd.DataFrame(columns=schema.names) for name, schema in SCHEMAS.items()},
        Clock(),
    )
    wanted = {f"{group}.{key}" for group in ("settings", "model", "counts") for key in info[group]}
    wanted |= {f"filters.{dropped or trimmed}" for dropped, trimmed in filters}

    assert len(filters) > 10
    assert wanted <= {key for key, *_ in words}
    assert set(info) <= {key for key, *_ in words}
    assert len({key for key, *_ in words}) == len(words)


def test_nodes_do_not_overlap() -> None:
    """The layout keeps nodes apart and is deterministic."""
    count = 60
    pairs = np.array([(a, b) for a in range(count) for b in range(a) if (a * b) % 7 == 1])
    radii = np.linspace(4, 22, count)
    spots, again = (
        lay_out_nodes(pairs, np.ones(len(pairs)), radii=radii, groups=np.arange(count) % 4) for _ in range(2)
    )
    gaps = np.linalg.norm(spots[:, None] - spots[None], axis=2) + np.eye(count) * 1e9

    assert (gaps > (radii[:, None] + radii[None, :]) * 0.95).all()
    assert (spots == again).all()


def test_components_are_laid_out_side_by_side() -> None:
    """Forty isolated pairs are laid out close around the largest component, without overlap."""
    pairs = np.array([(a, b) for a in range(30) for b in range(a)] + [(a, a + 1) for a in range(30, 110, 2)])
    radii = np.linspace(20, 5, 110)
    spots = lay_out_nodes(pairs, np.ones(len(pairs)), radii=radii, groups=np.zeros(110, dtype=np.int64))

    parts = [np.arange(30), *(np.array([a, a + 1]) for a in range(30, 110, 2))]
    boxes = [
        ((spots[part] - radii[part, None]).min(axis=0), (spots[part] + radii[part, None]).max(axis=0)) for part in parts
    ]
    for number, (low, high) in enumerate(boxes[1:], start=1):
        others = np.concatenate(parts[:number])
        gap = np.maximum(low - spots[others], spots[others] - high) - radii[others, None]
        assert (gap.max(axis=1) > 0).all()
    assert np.abs(spots).max() < 1_500


def test_articles_naming_most_are_kept(tables) -> None:
    """A page with too many articles lists those that name most entities, with sentences of these only."""
    data = report_data(tables, INFO, max_articles=2)

    assert len(data["articles"]) == 2
    assert data["carried"]["sentences"] == sum(len(row[2]) for row in data["texts"]) > 0


def test_unwritable_report_is_one_clear_error(tables, tmp_path: Path) -> None:
    """Writing to a missing folder is an OutputError that names the file."""
    with pytest.raises(OutputError, match=r"cannot write the report .*report\.html"):
        write_report(tables, tmp_path / "missing" / "report.html", info=INFO)
