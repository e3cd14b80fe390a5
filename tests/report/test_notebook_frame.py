"""The network in a cell of a notebook, exported as HTML, in headless Chromium."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pandas as pd
import pytest

from pipeline.results import Result, open_run
from pipeline.results.shown_network import ShownNetwork
from tests.helpers.handmade import HOSTILE_NAMES, NAMES, SOURCES, hostile_sources, make_tables, write_run
from tests.report.test_browser import (  # noqa: F401  # browser is a fixture
    browser,
    eventually,
    find,
    press,
    pytestmark,
    texts,
)

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[test]'")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The handmade run, its articles in two newspapers."""
    tables = make_tables(SOURCES, NAMES)
    tables["articles"]["source"] = ["Abendpost", "Abendpost", "Tageblatt", "Tageblatt"]
    return open_run(write_run(tmp_path_factory.mktemp("runs") / "demo", tables))


def exported(cells: list[str], path: Path) -> Path:
    """A notebook with these outputs, exported as HTML."""
    html = pytest.importorskip("nbconvert", reason="nbconvert is not installed: pip install -e '.[notebook]'")
    outputs = [nbformat.v4.new_output("display_data", {"text/html": cell}) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[each]) for each in outputs])
    # nbconvert looks for its templates below sys.prefix, which need not be where it is installed
    conf = next(file for file in metadata.files("nbconvert") or [] if file.match("templates/basic/conf.json"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(Path(str(conf.locate())).resolve().parents[3]))
        text = html.HTMLExporter(template_name="basic").from_notebook_node(notebook)[0]
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shown(result: Result) -> list[ShownNetwork]:
    """The whole network, and a part of that of a newspaper."""
    return [result.show(), result.show(source="Tageblatt", window="paragraph", labels={"PER", "LOC"})]


@pytest.fixture
def frames(browser, shown: list[ShownNetwork], tmp_path: Path) -> Iterator:  # noqa: F811  # the fixture
    """Both in an exported notebook; no message and no error in the console."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(exported([each._repr_html_() for each in shown], tmp_path / "notebook.html").as_uri())
    yield browser
    browser.switch_to.default_content()
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def enter(browser, number: int) -> None:  # noqa: F811  # the fixture
    """Go into a frame."""
    browser.switch_to.default_content()
    browser.switch_to.frame(browser.find_elements("css selector", "iframe")[number])
    find(browser, ".node")


def drawn(browser) -> set[str]:  # noqa: F811  # the fixture
    """The names that are drawn in the frame."""
    return set(browser.execute_script("return [...document.querySelectorAll('.node')].map((e) => e.dataset.entity)"))


def test_frames_draw_what_the_tables_hold(frames, shown: list[ShownNetwork]) -> None:
    """Each frame draws the names in `entities`, with the page's own drawing."""
    for number, part in enumerate(shown):
        enter(frames, number)
        assert drawn(frames) == set(part.entities["entity_id"])


def test_lines_of_python_give_what_is_chosen(frames, result: Result) -> None:
    """The line beside a chosen name gives its links, that beside a link its sentences, in the same part."""
    enter(frames, 1)
    press(frames, "[data-entity='PER:toqajew']")
    eventually(lambda: texts(frames, "#panel h2"), ["Qassym-Schomart Toqajew"])
    links = eval(texts(frames, ".python code")[0], {"result": result})
    assert set(links["name"]) == set(texts(frames, "#neighbours .name-link"))
    press(frames, "#neighbours .count")
    eventually(lambda: len(texts(frames, "#panel h2")[0].split(" – ")), 2)
    sentences = eval(texts(frames, ".python code")[0], {"result": result})
    assert isinstance(sentences, pd.DataFrame)
    assert set(sentences["source"]) == {"Tageblatt"}


def test_a_frame_leaves_the_notebook_as_it_is(frames) -> None:
    """Choosing, reading and going back change neither the notebook's address nor its history."""
    before = frames.execute_script("return [location.href, history.length]")
    enter(frames, 0)
    press(frames, "[data-entity='PER:toqajew']")
    find(frames, ".rank a[title]").click()
    find(frames, "#reader")
    find(frames, "main .row button").click()
    eventually(lambda: len(frames.find_elements("css selector", "#reader")), 0)
    frames.switch_to.default_content()

    assert frames.execute_script("return [location.href, history.length]") == before


def test_hostile_names_stay_text(browser, tmp_path: Path) -> None:  # noqa: F811  # the fixture
    """Names and texts that hold code neither leave the frame nor become elements in it; an alert would be an error."""
    run = open_run(write_run(tmp_path / "run", make_tables(hostile_sources(), HOSTILE_NAMES)))
    browser.get(exported([run.show()._repr_html_()], tmp_path / "notebook.html").as_uri())
    assert browser.execute_script("return document.querySelectorAll('img, [onerror]').length") == 0
    enter(browser, 0)

    assert drawn(browser) == set(run.show().entities["entity_id"])
    assert browser.execute_script("return document.querySelectorAll('img, [onerror]').length") == 0
