"""Working in the report, in headless Chromium: surroundings, paths, filters, search, files, fingers and keyboard."""

import base64
import csv
import io
import json
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from pipeline.report.page import write_report
from tests.helpers.handmade import HOSTILE, HOSTILE_NAMES, NAMES, SOURCES, hostile_sources, make_tables
from tests.report.test_browser import (  # noqa: F401  # browser is a fixture
    browser,
    click,
    eventually,
    find,
    opened,
    press,
    press_key,
    pytestmark,
    texts,
)

AXE = Path(__file__).parents[1] / "page" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that draws only the three strongest of seven names."""
    path = tmp_path_factory.mktemp("working") / "report.html"
    tables = make_tables(SOURCES, NAMES)
    tables["articles"]["source"] = ["Zeitung", "www.zeitung.de", "Blatt", None]
    tables["mentions"]["confidence"] = [0.55 + 0.4 * (number % 2) for number in range(len(tables["mentions"]))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.report.payload.MAX_NODES", 3)
        write_report(tables, path, info={"settings": {"window": "sentence"}, "title": "Probe"})
    return path


@pytest.fixture
def page(browser, report: Path) -> Iterator:  # noqa: F811  # the fixture
    """The report, freshly opened in German; the test fails on console messages and requests."""
    yield from opened(browser, report)


def drawn(page) -> set[str]:
    """The names that are drawn."""
    script = "return [...document.querySelectorAll('.node')].filter((e) => e.style.display !== 'none')"
    return set(page.execute_script(f"{script}.map((each) => each.dataset.entity)"))


def set_value(page, selector: str, value: object, event: str = "change") -> None:
    """Set a field and dispatch its event."""
    script = (
        "const [selector, value, event] = arguments, field = document.querySelector(selector); field.value = value;"
    )
    page.execute_script(f"{script} field.dispatchEvent(new Event(event))", selector, value, event)


def test_name_that_is_not_drawn_opens_its_surroundings(page) -> None:
    """A name found by search is drawn with its neighbours, one or two steps around it, and there is a way back."""
    whole = drawn(page)
    hidden = next(iter(sorted(set(NAMES) - whole - {"LOC:armenien"})))
    find(page, "#search").send_keys(NAMES[hidden][0] + "\n")
    eventually(lambda: texts(page, "#panel h2"), [NAMES[hidden][0]])
    near = drawn(page)
    assert hidden in near
    assert near - whole

    click(page, ".scope [data-depth='2']")
    assert drawn(page) >= near
    page.refresh()
    eventually(lambda: drawn(page) >= near, True)
    click(page, "#whole")
    eventually(lambda: drawn(page), whole)


def test_path_joins_two_names(page) -> None:
    """A card leads to the path to another name; its links open their sentences."""
    find(page, "#search").send_keys("Nasarbajew\n")
    find(page, "#path-to").send_keys("Armenien")
    click(page, ".actions .name-link")

    names = texts(page, "#path .name-link")
    assert (names[0], names[-1]) == ("Nursultan Nasarbajew", "Armenien")
    assert texts(page, "#path .count") == ["1 Satz"] * (len(names) - 1)
    assert len(drawn(page)) == len(names)
    click(page, "#path .count")
    assert texts(page, "#evidence mark.on")


def test_filters_are_in_the_address(page) -> None:
    """Filters by kind, source, confidence, significance and dates survive a reload, and can be taken back."""
    count = "return document.querySelectorAll('.link').length"
    every = page.execute_script(count)
    set_value(page, "#date-from", "2.2022")
    set_value(page, "#sure", "1")
    set_value(page, "#alpha", "0.2")
    set_value(page, "#colour", "community")
    click(page, "#sources summary")
    click(page, "#sources input[value='1']")
    click(page, ".chip[data-label=ORG]")
    shown = texts(page, "#drawn")
    eventually(lambda: "kinds=PER" in page.current_url, True)
    parts = ("from=2022-02", "sure=0.5", "alpha=0.2", "colour=community", "source=")
    assert [part for part in parts if part not in page.current_url] == []

    page.refresh()
    click(page, "[data-lang=de]")
    assert texts(page, "#drawn") == shown
    assert find(page, "#date-from").get_attribute("value") == "02.2022"
    assert find(page, ".chip[data-label=ORG]").get_attribute("aria-pressed") == "false"
    assert len(texts(page, "#groups .chip")) > 0
    set_value(page, "#date-from", "gestern")
    assert find(page, "#date-from").get_attribute("aria-invalid") == "true"
    click(page, "#reset")
    eventually(lambda: page.execute_script(count), every)
    page.back()
    eventually(lambda: texts(page, "#drawn"), shown)


def test_time_plays(page) -> None:
    """The play button moves a part of the time to the end and stops there."""
    click(page, "#play")
    eventually(lambda: find(page, "#date-to").get_attribute("value"), "02.2022")
    eventually(lambda: find(page, "#play").get_attribute("aria-label"), "Abspielen")
    assert find(page, "#date-from").get_attribute("value") == "02.2022"


def test_sentences_are_searched(page) -> None:
    """Words that are no name lead to the sentences that hold them, with those around them."""
    find(page, "#search").send_keys("soldaten")
    eventually(lambda: texts(page, "#hits li:first-child > span"), ["2 Sätze mit „soldaten“"])
    find(page, "#search").send_keys("\n")
    assert texts(page, "#found mark") == ["Soldaten", "Soldaten"]
    assert "Nasarbajew hat Toqajew ernannt." in texts(page, "#found .around")
    click(page, "#found .from a")
    assert "Soldaten" in texts(page, "#reader .target")[0]
    page.back()
    eventually(lambda: texts(page, "#found mark"), ["Soldaten", "Soldaten"])


def saved(page, selector: str) -> bytes:
    """The file that a button makes."""
    page.execute_script("""
        window.saved = null;
        URL.createObjectURL = (blob) => {
            const reader = new FileReader();
            reader.onload = () => { window.saved = reader.result.split(",")[1]; };
            reader.readAsDataURL(blob);
            return "javascript:void 0";
        };
        HTMLAnchorElement.prototype.click = () => {};
        document.querySelector(arguments[0]).click();
    """, selector)  # fmt: skip
    for _ in range(100):
        if found := page.execute_script("return window.saved"):
            return base64.b64decode(found)
        time.sleep(0.05)
    raise AssertionError(f"{selector} saved nothing")


def test_hostile_text_is_text_in_files(browser, tmp_path: Path) -> None:  # noqa: F811  # the fixture
    """Pictures, graph and tables of hostile names are well-formed, and nothing of them is run."""
    write_report(make_tables(hostile_sources(), HOSTILE_NAMES), tmp_path / "report.html", info={"title": HOSTILE[1]})
    browser.get((tmp_path / "report.html").as_uri())
    click(browser, "[data-lang=de]")
    picture = ElementTree.fromstring(saved(browser, "[data-take=SVG]"))
    shapes = {element.tag.rpartition("}")[2] for element in picture.iter()}
    assert shapes <= {"svg", "title", "desc", "rect", "g", "line", "path", "text"}
    assert {"line", "path", "text"} <= shapes
    assert not [name for element in picture.iter() for name in element.attrib if name.startswith("on")]
    assert saved(browser, "[data-take=PNG]").startswith(b"\x89PNG")

    (tmp_path / "graph.gexf").write_bytes(saved(browser, "[data-take=GEXF]"))
    graph = nx.read_gexf(tmp_path / "graph.gexf")
    assert graph.number_of_nodes() == len(drawn(browser))
    assert all({"position", "color", "size"} <= set(data["viz"]) for _, data in graph.nodes(data=True))

    click(browser, "[data-tab=entities]")
    table = saved(browser, ".filters .csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    names = {row[0] for row in rows[1:]}
    assert names >= {f"'{text}" for text in HOSTILE if text.startswith(("=", "+", "-", "@"))}
    assert len(rows[0]) == len(rows[1])
    assert browser.execute_script("return document.querySelectorAll('script').length") == 3


def test_citation_names_texts_and_tool(page) -> None:
    """The line to cite has title, texts, tool, and the address of the view."""
    press(page, ".node")
    click(page, "#take summary")
    eventually(lambda: texts(page, "#citation")[0].startswith("Probe. Netz aus 4 Artikeln"), True)
    assert "pressenetz" in texts(page, "#citation")[0]
    assert "Ansicht: #tab=network&entity=" in texts(page, "#citation")[0]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: cd tests/page && npm ci --ignore-scripts")
@pytest.mark.parametrize(
    ("theme", "rules"),
    [("light", {"rules": {"target-size": {"enabled": True}}}), ("dark", {"runOnly": ["color-contrast"]})],
)
def test_nothing_bars_anyone(browser, report: Path, theme: str, rules: dict) -> None:  # noqa: F811  # the fixture
    """axe-core finds nothing serious on any tab, on cards, in an article, or in what a search found."""
    browser.get("about:blank")
    browser.get(report.as_uri())
    if browser.execute_script("return document.documentElement.dataset.theme") != theme:
        click(browser, "#theme")
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    names = list(NAMES)
    views = [
        f"tab={tab}" for tab in "network entities edges numbers time articles failures merges corrections about".split()
    ]
    views += [f"tab=network&colour=community&focus={names[0]}&entity={names[0]}", "article=nasarbajew.txt"]
    views += ["query=Soldaten", f"edge={json.dumps(['LOC:almaty', 'PER:toqajew'])}"]
    views += [f"path={json.dumps(['PER:nasarbajew', 'LOC:armenien'])}"]
    script = """
        const [hash, rules, done] = arguments;
        location.hash = hash;
        const options = {...rules, resultTypes: ["violations"]};
        const told = ({id, impact, nodes}) => [hash, id, impact, nodes[0].html];
        setTimeout(() => axe.run(document, options).then(({violations}) => done(violations.map(told))), 50);
    """
    browser.set_script_timeout(60)
    found = [violation for view in views for violation in browser.execute_async_script(script, view, rules)]
    assert [violation for violation in found if violation[2] in ("serious", "critical")] == []


@pytest.fixture
def phone(page) -> Iterator:
    """The report on a phone with a touch screen."""
    size = {"width": 390, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    two_frames = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))"
    page.execute_async_script(two_frames)  # in which the drawing is fitted into the smaller window
    yield page
    page.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def touch(page, kind: str, *points: tuple[float, float]) -> None:
    """Put fingers on the screen, move them or take them off."""
    fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    page.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_two_fingers_zoom_and_one_scrolls(phone) -> None:
    """A pinch magnifies the network, a swipe across it scrolls the page, and a tap near a name opens it."""
    box = phone.execute_script(
        "const b = document.getElementById('net').getBoundingClientRect(); return [b.x, b.y, b.width]"
    )
    middle = box[0] + box[2] / 2, min(box[1] + 150, 600)
    lengths = """
        const at = (line, name) => line[name].baseVal.value;
        const length = (line) => Math.hypot(at(line, "x1") - at(line, "x2"), at(line, "y1") - at(line, "y2"));
        return [...document.querySelectorAll(".link")].map(length);
    """
    before = phone.execute_script(lengths)
    touch(phone, "touchStart", (middle[0] - 30, middle[1]), (middle[0] + 30, middle[1]))
    touch(phone, "touchMove", (middle[0] - 60, middle[1]), (middle[0] + 60, middle[1]))
    touch(phone, "touchEnd")
    after = phone.execute_script(lengths)
    assert after == pytest.approx([length * 2 for length in before], rel=0.05)
    assert phone.execute_script("return scrollY") == 0

    touch(phone, "touchStart", middle)
    for step in range(1, 13):
        touch(phone, "touchMove", (middle[0], middle[1] - 10 * step))
    touch(phone, "touchEnd")
    eventually(lambda: phone.execute_script("return scrollY") > 60, True)
    assert phone.execute_script(lengths) == after

    press(phone, ".zoom button:last-child")  # all names are in sight again
    phone.execute_script("scrollTo(0, 100)")
    time.sleep(0.5)  # a finger on a page that still moves only stops it
    place = phone.execute_script("""
        const {left, top, width, height} = document.querySelector(".node[tabindex='0']").getBoundingClientRect();
        return [left + width / 2, top + height + 8];
    """)  # fmt: skip
    touch(phone, "touchStart", tuple(place))
    touch(phone, "touchEnd")
    eventually(lambda: "entity=" in phone.current_url, True)


def test_everything_is_reached_by_keyboard(page) -> None:
    """Tab reaches every control of the network and of a card; Enter on a link's count opens its sentences."""
    page.execute_script("document.activeElement.blur()")
    seen: set[str] = set()
    for _ in range(40):
        press_key(page, "\ue004")
        seen.add(page.execute_script("const e = document.activeElement; return e.id || e.dataset.label || e.tagName"))
    assert {
        "search",
        "theme",
        "PER",
        "weight",
        "alpha",
        "sure",
        "colour",
        "play",
        "date-from",
        "from",
        "to",
        "date-to",
    } <= seen

    page.execute_script("document.querySelector(\".node[tabindex='0']\").focus()")
    press_key(page, "\ue007")
    page.execute_script("document.querySelector('#neighbours .count').focus()")
    press_key(page, "\ue007")
    eventually(lambda: len(texts(page, "#evidence li")) > 0, True)
    press_key(page, "\ue00c")
    eventually(lambda: "edge=" in page.current_url, False)


def test_the_keyboard_goes_to_the_card_and_back(page) -> None:
    """What the keyboard opens has the focus; Escape leads back to what opened it; a correction does not lose it."""
    focused = "const e = document.activeElement; return e.id || e.dataset.do || e.dataset.entity || e.innerText"
    where = lambda: page.execute_script(focused)  # noqa: E731  # used once a line
    press_key(page, "/")
    find(page, "#search").send_keys("Tokayev\n")
    eventually(lambda: texts(page, "#panel h2"), ["Qassym-Schomart Toqajew"])
    assert where() == "panel"
    press_key(page, "\ue00c")

    click(page, "[data-tab=entities]")
    page.execute_script("document.querySelector('#table-entities .name-link').focus()")
    name = where()
    press_key(page, "\ue007")
    eventually(where, "panel")
    press_key(page, "\ue00c")
    eventually(where, name)
    press_key(page, "\ue007")
    page.execute_script("document.querySelector('#correct summary').focus()")
    press_key(page, "\ue007")
    page.execute_script("document.querySelector('[data-correct=drop]').focus()")
    press_key(page, "\ue007")
    eventually(lambda: texts(page, "#pending strong"), ["1 Korrektur, nicht angewendet"])
    assert where() == "panel"
    page.execute_script("document.querySelector('#pending [data-do=undo]').focus()")
    press_key(page, "\ue007")
    eventually(where, "redo")
    page.execute_script("localStorage.clear()")


def test_two_fingers_zoom_the_map_and_one_scrolls(phone) -> None:
    """A pinch magnifies the map, a swipe across it scrolls the page, and a tap near a place opens it."""
    click(phone, "[data-tab=map]")
    seen = "const {x, width} = document.querySelector('#map > svg').viewBox.baseVal; return [x, width]"
    corner = "const b = document.querySelector('#map > svg').getBoundingClientRect(); return [b.x + b.width / 2, b.y]"
    phone.execute_script("document.getElementById('map').scrollIntoView()")
    middle, top = phone.execute_script(corner)
    eventually(lambda: phone.execute_script(seen)[1] > 0, True)
    time.sleep(0.5)  # a finger on a page that still moves only stops it
    before = phone.execute_script(seen)
    touch(phone, "touchStart", (middle - 30, top + 150), (middle + 30, top + 150))
    touch(phone, "touchMove", (middle - 60, top + 150), (middle + 60, top + 150))
    touch(phone, "touchEnd")
    after = phone.execute_script(seen)
    assert after[1] == pytest.approx(before[1] / 2, rel=0.05)
    assert after[0] > before[0]

    scrolled = phone.execute_script("return scrollY")
    touch(phone, "touchStart", (middle, top + 100))
    for step in range(1, 9):
        touch(phone, "touchMove", (middle, top + 100 + 10 * step))
    touch(phone, "touchEnd")
    eventually(lambda: phone.execute_script("return scrollY") < scrolled, True)
    assert phone.execute_script(seen) == after

    click(phone, "#map .zoom button:last-child")
    time.sleep(0.5)  # a finger on a page that still moves only stops it
    place = phone.execute_script("""
        const {left, right, bottom} = document.querySelector("#map .place").getBoundingClientRect();
        return [(left + right) / 2, bottom + 8];
    """)  # fmt: skip
    touch(phone, "touchStart", tuple(place))
    touch(phone, "touchEnd")
    eventually(lambda: "entity=" in phone.current_url, True)


def test_arrows_lead_from_place_to_place(page) -> None:
    """Tab stops once at the places of the map, arrow keys go on from there."""
    click(page, "[data-tab=map]")
    stops = "return [...document.querySelectorAll('.place[tabindex=\"0\"]')].map((each) => each.dataset.id)"
    [first] = page.execute_script(stops)
    page.execute_script("document.querySelector('.place[tabindex=\"0\"]').focus()")
    for arrow in "\ue012\ue013\ue014\ue015":
        press_key(page, arrow)
        if page.execute_script(stops) != [first]:
            break
    [second] = page.execute_script(stops)
    assert second != first
    assert page.execute_script("return document.activeElement.dataset.id") == second
    press_key(page, "\ue007")
    eventually(lambda: page.execute_script("return document.activeElement.id"), "panel")
    press_key(page, "\ue00c")
    eventually(lambda: page.execute_script("return document.activeElement.dataset.id"), second)
