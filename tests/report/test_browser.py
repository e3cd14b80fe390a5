"""The report in headless Chromium: interaction, and no errors, requests or injected code."""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.report.page import write_report
from tests.helpers.handmade import HOSTILE, HOSTILE_NAMES, NAMES, SOURCES, Source, hostile_sources, make_tables

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install -e '.[test]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="Chromium and its driver are not installed: apt-get install chromium chromium-driver",
)
SCRIPTS = Path(pipeline.__file__).parent / "report" / "templates" / "src"
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--lang=de-DE", "--window-size=1500,950",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """A Chromium that logs its console and every request."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.implicitly_wait(2)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the handmade run."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(make_tables(SOURCES, NAMES), path, info={"settings": {"window": "sentence"}})
    return path


@pytest.fixture
def page(browser, report: Path) -> Iterator[None]:
    """The report, freshly opened in German; the test fails on console messages and requests."""
    yield from opened(browser, report)


def opened(browser, report: Path) -> Iterator:
    """Open a report, and check its console and requests after use."""
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(report.as_uri())
    click(browser, "[data-lang=de]")
    yield browser
    assert [entry["message"] for entry in browser.get_log("browser")] == []
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = {each["params"]["request"]["url"] for each in messages if each["method"] == "Network.requestWillBeSent"}
    assert {address.partition("#")[0] for address in sent} <= {report.as_uri(), "data:,"}


def find(browser, selector: str):
    """The first element that matches."""
    return browser.find_element("css selector", selector)


def texts(browser, selector: str) -> list[str]:
    """The text of all elements that match, read in one script so that a redraw cannot interfere."""
    find(browser, selector)
    script = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText.trim())"
    return browser.execute_script(script, selector)


def attribute(browser, selector: str, name: str) -> str | None:
    """An attribute of the first element that matches, read in one script."""
    find(browser, selector)
    return browser.execute_script(
        "return document.querySelector(arguments[0]).getAttribute(arguments[1])", selector, name
    )


def eventually(read: Callable[[], object], expected: object) -> None:
    """Assert that the value read equals the expected one within five seconds."""
    for _ in range(100):
        if read() == expected:
            return
        time.sleep(0.05)
    assert read() == expected


def click(browser, selector: str) -> None:
    """Click the first element that matches."""
    find(browser, selector).click()


def press(browser, selector: str) -> None:
    """Dispatch a click to an element of the drawing, even if another one covers its centre."""
    browser.execute_script(
        "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))", selector
    )


def test_search_opens_the_card(page) -> None:
    """Another transcription and Enter open the card of the entity with neighbours and spellings."""
    find(page, "#search").send_keys("Tokayev\n")

    eventually(lambda: texts(page, "#panel h2"), ["Qassym-Schomart Toqajew"])
    assert set(texts(page, "#neighbours .name-link")) == {"Almaty", "Armenien", "Kasachstan", "Nursultan Nasarbajew"}
    cells = texts(page, "#forms tbody td")
    assert [cells[start : start + 3] for start in range(0, len(cells), 4)] == [
        ["Toqajew", "Nachname", "2"],  # that of the copy is not counted
        ["Qassym-Schomart Toqajew", "gleiche Form", "1"],
        ["Toqajews", "Genitiv", "1"],
    ]


@pytest.fixture
def narrow(page) -> Iterator:
    """The report in a window as narrow as a phone."""
    size = {"width": 420, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield page
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def in_sight(browser, selector: str) -> bool:
    """Return whether the first element that matches is inside the window."""
    script = (
        "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return b.top >= 0 && b.bottom <= innerHeight && b.left >= 0 && b.right <= innerWidth"
    )
    return browser.execute_script(script, selector)


def test_narrow_window_scrolls_to_what_was_opened(narrow) -> None:
    """In one column, the page scrolls to the opened card or article and never sideways."""
    find(narrow, "#search").send_keys("Armenien")
    eventually(lambda: in_sight(narrow, "#hits"), True)
    find(narrow, "#search").send_keys("\n")
    eventually(lambda: in_sight(narrow, "#panel h2"), True)

    click(narrow, "#figures .from .name-link")
    eventually(lambda: in_sight(narrow, "#reader .target"), True)
    assert narrow.execute_script("return document.documentElement.scrollWidth") <= 420


def test_node_opens_its_card_with_numbers(page) -> None:
    """Clicking a node shows the numbers reported about it, with sentence, title and date."""
    press(page, ".node[data-entity='LOC:armenien']")

    assert texts(page, "#panel h2") == ["Armenien"]
    assert texts(page, "#figures mark.num.on") == ["70", "200"]
    assert texts(page, "#figures .from")[1] == "Nasarbajew tritt zurück, 1. Februar 2022, Zeitung"


def test_numbers_of_a_copy_are_shown_once(browser, tmp_path: Path) -> None:
    """A number in an article and its copy is shown once in the card, and twice in the table of numbers."""
    text = "[Armenien|LOC:armenien|model] schickt {70|cardinal|70||Soldaten|LOC:armenien} Soldaten."
    sources = [Source("a.txt", "Alt", "2022-01-05", text), Source("b.txt", "Neu", "2022-01-06", text, "a.txt")]
    write_report(make_tables(sources, NAMES), tmp_path / "report.html", info={"settings": {"window": "sentence"}})
    for page in opened(browser, tmp_path / "report.html"):
        find(page, "#search").send_keys("Armenien\n")
        eventually(lambda: texts(browser, "#figures .from"), ["Alt, 5. Januar 2022, Zeitung"])
        click(page, "[data-tab=numbers]")
        assert len(texts(page, "#table-numbers tbody tr")) == 2


def test_no_line_of_a_source_begins_with_a_comma(browser, tmp_path: Path) -> None:
    """The comma follows the last word of a wrapped title; without a date, it follows the title."""
    text = "[Armenien|LOC:armenien|model] schickt {70|cardinal|70||Soldaten|LOC:armenien} Soldaten."
    sources = [
        Source("a.txt", "Warum der Vertrag die Parteien nun entzweit und was danach kam " * 3, "2022-01-05", text),
        Source("b.txt", "Ohne Datum", None, text.replace("70", "80")),
    ]
    write_report(make_tables(sources, NAMES), tmp_path / "report.html", info={"settings": {"window": "sentence"}})
    comma = """
        const line = document.querySelector("#figures .from"), range = document.createRange();
        range.setStart(line.childNodes[1], 0);
        range.setEnd(line.childNodes[1], 1);
        return [range.toString(), range.getBoundingClientRect().left > line.getBoundingClientRect().left + 20];
    """
    for page in opened(browser, tmp_path / "report.html"):
        press(page, ".node, [data-goto='LOC:armenien']")
        assert page.execute_script(comma) == [",", True]
        assert texts(page, "#figures .from")[1] == "Ohne Datum, Zeitung"


def test_links_have_addresses(page) -> None:
    """The address of a link shows the same as a click on it."""
    press(page, ".node[data-entity='LOC:armenien']")
    page.execute_script("location.href = document.querySelector('#figures .from a').href")
    eventually(lambda: texts(page, "#reader .target mark")[-2:], ["RusslandLOC", "3000"])


def test_copy_leads_to_its_original(page) -> None:
    """A copy names its original by title, in the table and next to its text."""
    link = "return [...document.querySelectorAll(arguments[0])].map((each) => [each.innerText, each.title])"
    click(page, "[data-tab=articles]")
    expected = [["Nasarbajew tritt zurück", "nasarbajew.txt"]]
    assert page.execute_script(link, "#table-articles td:last-child a") == expected

    click(page, "#table-articles a[title='kopie.txt']")
    assert texts(page, "#reader .copy") == ["Duplikat von Nasarbajew tritt zurück"]
    click(page, "#reader .copy a")
    assert "In Almaty" in texts(page, "#reader")[0]


def test_search_without_hits_says_so(page) -> None:
    """The search field says what it searches, and reports when nothing matches."""
    assert attribute(page, "#search", "placeholder") == "Namen, Titel und Sätze suchen (/)"
    find(page, "#search").send_keys("xqxqxq\n")
    eventually(lambda: texts(page, "#hits"), ["Kein Name, kein Titel und kein Satz passt."])


def test_edge_opens_the_sentences_behind_it(page) -> None:
    """Clicking an edge shows its sentences with both names marked, without copies, also after emoji."""
    press(page, ".hit[data-edge='LOC:armenien|PER:toqajew']")

    assert texts(page, "#panel h2") == ["Armenien – Qassym-Schomart Toqajew"]
    assert texts(page, "#evidence blockquote") == ["In Almaty 🦄 traf Toqajews Garde 200 Soldaten aus Armenien."]
    assert texts(page, "#evidence mark.on") == ["Toqajews", "Armenien"]

    press(page, ".hit[data-edge='PER:nasarbajew|PER:toqajew']")
    assert len(texts(page, "#evidence li")) == 1


def test_a_link_says_what_it_is_about_and_when(browser, tmp_path: Path) -> None:
    """The card of a link lists its keywords as text and has bars of its sentences; without keywords, no heading."""
    tables = make_tables(SOURCES, NAMES)
    ends = tables["edges"]["source"] + "|" + tables["edges"]["target"]
    tables["edges"]["keywords"] = [
        f"Unruhen, {HOSTILE[0]}" if pair == "LOC:almaty|PER:toqajew" else None for pair in ends
    ]
    write_report(tables, tmp_path / "report.html", info={"settings": {"window": "sentence"}})
    for page in opened(browser, tmp_path / "report.html"):
        press(page, ".hit[data-edge='LOC:almaty|PER:toqajew']")
        assert texts(page, "#keywords li") == ["Unruhen", HOSTILE[0]]
        headings = {text.casefold() for text in texts(page, "#panel h3")}
        assert {"worum es geht", "sätze im lauf der zeit"} <= headings
        assert len(page.find_elements("css selector", "#panel .spark rect")) == 2
        assert attribute(page, "#panel .spark", "aria-label").startswith("Sätze im Lauf der Zeit: 1 (")

        press(page, ".hit[data-edge='LOC:armenien|PER:toqajew']")
        assert page.find_elements("css selector", "#keywords") == []


def test_cards_show_the_roles_that_the_text_states(browser, tmp_path: Path) -> None:
    """The cards of a person, of what the role is one of, and of their link show it as text, with its sentence."""
    tables = make_tables(SOURCES, NAMES)
    tables["roles"]["role"] = HOSTILE[1]
    write_report(tables, tmp_path / "report.html", info={"settings": {"window": "sentence"}})
    for page in opened(browser, tmp_path / "report.html"):
        press(page, ".hit[data-edge='LOC:kasachstan|PER:toqajew']")
        assert texts(page, "#roles .role") == [HOSTILE[1]]
        assert "Satz, der eine Rolle nennt\n1" in find(page, "#panel .facts").text
        press(page, "[data-goto='PER:toqajew']")
        assert texts(page, "#roles .role") == [f"{HOSTILE[1]} · Kasachstan"]
        assert texts(page, "#roles blockquote") == ["Qassym-Schomart Toqajew ist Präsident von Kasachstan."]
        press(page, "#roles [data-goto='LOC:kasachstan']")
        assert texts(page, "#roles .role") == [f"{HOSTILE[1]} · Qassym-Schomart Toqajew"]


def test_filters_change_what_is_drawn(page) -> None:
    """Filters for label, weight and time each remove edges."""
    count = "return document.querySelectorAll('.hit').length"
    every = page.execute_script(count)
    click(page, ".chip[data-label=ORG]")
    without_organisations = page.execute_script(count)
    click(page, ".chip[data-label=ORG]")
    page.execute_script(
        "const r = document.getElementById('from'); r.value = r.max; r.dispatchEvent(new Event('input'))"
    )
    in_february = page.execute_script(count)
    page.execute_script("const r = document.getElementById('weight'); r.value = 3; r.dispatchEvent(new Event('input'))")

    assert every == len(make_tables(SOURCES, NAMES)["edges"])
    assert without_organisations == every - 2
    assert 0 < in_february < every
    assert page.execute_script(count) == 0
    assert texts(page, "#drawn") == ["Keine Verbindung entspricht diesen Filtern."]


def press_key(page, key: str) -> None:
    """Press a key at the current focus: an element found earlier may have been redrawn."""
    webdriver.ActionChains(page).send_keys(key).perform()


def test_keyboard_walks_the_network(page) -> None:
    """Arrow keys move between nodes, Enter opens, Escape closes, / focuses the search."""
    page.execute_script("document.querySelector(\".node[tabindex='0']\").focus()")
    for key in ("\ue012", "\ue014", "\ue013", "\ue015"):  # left, right, up, down
        press_key(page, key)
    here = page.execute_script("return document.activeElement.getAttribute('data-entity')")
    press_key(page, "\ue007")

    eventually(lambda: texts(page, "#panel h2"), [NAMES[here][0]])
    press_key(page, "\ue00c")
    eventually(lambda: texts(page, "#panel h2"), ["Was hier zu sehen ist"])
    press_key(page, "/")
    eventually(lambda: page.execute_script("return document.activeElement.id"), "search")


def test_tables_sort_and_filter(page) -> None:
    """A click on a heading sorts, typing filters, and a number links to its article."""
    click(page, "[data-tab=numbers]")
    click(page, "[data-column=value] button")
    assert texts(page, "#table-numbers td:first-child") == ["3000", "200", "70", "30 Jahre"]
    click(page, "[data-column=value] button")
    assert texts(page, "#table-numbers td:first-child") == ["30 Jahre", "70", "200", "3000"]

    find(page, "[data-filter=numbers]").send_keys("soldaten toqajew")
    eventually(lambda: texts(page, "#table-numbers td:first-child"), ["200"])

    click(page, "#table-numbers tbody td:nth-child(9) .name-link")
    assert texts(page, "#reader h2") == ["Nasarbajew tritt zurück"]
    assert texts(page, "#reader .target") == ["In AlmatyLOC 🦄 traf ToqajewsPER Garde 200 Soldaten aus ArmenienLOC."]
    page.back()
    eventually(lambda: texts(page, "#table-numbers td:first-child"), ["200"])


def test_wide_table_scrolls(narrow) -> None:
    """A shade marks hidden columns, the keyboard scrolls to them, and the headings stay visible."""
    edges = "return ['left', 'right'].filter((side) => document.querySelector('.frame').classList.contains(side))"
    click(narrow, "[data-tab=articles]")
    eventually(lambda: narrow.execute_script(edges), ["right"])

    narrow.execute_script("document.querySelector('.wrap').focus()")
    press_key(narrow, "\ue014")  # right
    eventually(lambda: narrow.execute_script(edges), ["left", "right"])
    narrow.execute_script("document.querySelector('.wrap').scrollTo(5000, 5000)")
    eventually(lambda: narrow.execute_script(edges), ["left"])
    assert in_sight(narrow, "[data-column=duplicate]")


@pytest.mark.parametrize(
    ("tab", "selector", "expected"),
    [
        ("entities", "#table-entities tbody tr", 7),
        ("edges", "#table-edges tbody tr", 9),
        ("time", "#multiples section", 7),
        ("articles", "#table-articles tbody tr", 4),
        ("failures", "#table-failures tbody tr", 1),
        ("about", "#carried dd", 8),
    ],
)
def test_every_tab_shows_its_rows(page, tab: str, selector: str, expected: int) -> None:
    """Each tab shows all rows of its table."""
    click(page, f"[data-tab={tab}]")

    assert len(texts(page, selector)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            "1 Artikel (Januar 2022), 2 Nennungen von 2 Namen, 1 Verbindung, 1 Zahl|"
            "2 Namen und 1 Verbindung gezeichnet (von 2 Namen insgesamt)|"
            "mindestens 1 Satz|Nennung Artikel Verbindung|gemeinsamer Satz Artikel mit beiden|1 Zeile|0 von 1 Zeile",
        ),
        (
            "en",
            "1 article (January 2022), 2 mentions of 2 names, 1 link, 1 number|"
            "2 names and 1 link drawn (of 2 names in all)|"
            "at least 1 sentence|mention article link|common sentence article with both|1 row|0 of 1 row",
        ),
    ],
)
def test_one_is_singular(browser, tmp_path: Path, language: str, expected: str) -> None:
    """Counts of one use the singular everywhere."""
    text = "[Armenien|LOC:armenien|model] half [Almaty|LOC:almaty|model] mit {70|cardinal|70||Soldaten|} Soldaten."
    tables = make_tables([Source("a.txt", "Titel", "2022-01-05", text)], NAMES)
    tables["entities"] = tables["entities"][tables["entities"]["mentions"] > 0]
    write_report(tables, tmp_path / "report.html", info={"settings": {"window": "sentence"}})
    for page in opened(browser, tmp_path / "report.html"):
        click(page, f"[data-lang={language}]")
        seen = [texts(page, "#summary"), texts(page, "#drawn"), [" ".join(texts(page, ".controls label")[0].split())]]
        press(page, ".node[data-entity='LOC:armenien']")
        seen.append([" ".join(texts(page, ".facts dt")[:3])])
        press(page, ".hit")
        seen.append([" ".join(texts(page, ".facts dt")[:2])])
        click(page, "[data-tab=articles]")
        seen.append(texts(page, ".filters .count"))
        find(page, "[data-filter=articles]").send_keys("anderes")
        eventually(lambda: texts(browser, "#table-articles tbody"), [""])
        seen.append(texts(page, ".filters .count"))

        assert "|".join(one for (one,) in seen) == expected


def test_settings_and_filters_are_translated(browser, tmp_path: Path) -> None:
    """Settings and filters have names in both languages; unknown ones are shown as they are."""
    info = {
        "settings": {"window": "document", "any_language": False, "labels": ["PER", "LOC"], "aliases": None},
        "filters": {"dropped_adjective": 1200, "brand_new": 2},
        "versions": {"text2num": "3.1"},
    }
    write_report(make_tables(SOURCES, NAMES), tmp_path / "report.html", info=info)
    for page in opened(browser, tmp_path / "report.html"):
        click(page, "[data-tab=about]")
        german = dict(zip(texts(page, "#info dt"), texts(page, "#info dd"), strict=True))
        click(page, "[data-lang=en]")
        english = dict(zip(texts(page, "#info dt"), texts(page, "#info dd"), strict=True))

        assert german == {
            "gemeinsam genannt heißt: im selben": "Artikel",
            "auch Artikel in anderen Sprachen": "nein",
            "Arten von Namen": "Person, Ort",
            "Alias-Datei": "–",
            "weggelassen: Adjektiv, kein Ort": "1.200",
            "brand_new": "2",
            "text2num": "3.1",
        }
        assert english["named together means: in the same"] == "article"
        assert english["brand_new"] == "2"
        assert texts(page, "#info h4")[1] == "Changes to the results of the model (cases)"


def test_measures_are_explained(page) -> None:
    """The tooltip of a measure, in tables and cards, is its explanation in the About tab."""
    click(page, "[data-tab=about]")
    told = dict(zip(texts(page, "#measures dt"), texts(page, "#measures dd"), strict=True))
    click(page, "[data-tab=edges]")
    assert attribute(page, "[data-column=llr]", "title") == told["LLR"]
    click(page, "#table-edges td:nth-child(3) button")
    assert attribute(page, ".facts div:nth-child(3)", "title") == told["NPMI"]
    assert len(told) == 7


def test_languages_and_themes_switch(page) -> None:
    """Switching the language changes the words, switching the theme changes the colours."""
    german = texts(page, "#tabs button")
    colour = "return getComputedStyle(document.body).backgroundColor"
    background = page.execute_script(colour)
    click(page, "[data-lang=en]")
    click(page, "#theme")

    assert german[0] == "Netz"
    assert texts(page, "#tabs button")[0] == "Network"
    assert page.execute_script("return document.documentElement.lang") == "en"
    assert page.execute_script(colour) != background


def test_names_do_not_overlap(page) -> None:
    """At every zoom level, no two names overlap and none is cut off."""
    seen = page.execute_script("""
        const svg = document.getElementById("net"), stage = svg.getBoundingClientRect();
        const box = (b) => [b.left, b.top + b.height * 0.2, b.right, b.bottom - b.height * 0.2];
        return Array.from({length: 60}, () => {
            const names = [...svg.querySelectorAll(".name")].map((name) => box(name.getBoundingClientRect()));
            const at = {clientX: stage.left + 30, clientY: stage.top + 90};
            svg.dispatchEvent(new WheelEvent("wheel", {deltaY: -25, ...at}));
            return [[stage.left, stage.top, stage.right, stage.bottom], names];
        });
    """)
    assert len(seen[0][1]) == 7
    for stage, names in seen:
        pairs = [(a, b) for a in names for b in names if a < b]
        assert [(a, b) for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]] == []
        for left, top, right, bottom in names:
            assert stage[0] <= left < right <= stage[2]
            assert stage[1] <= top < bottom <= stage[3]


def test_both_languages_have_the_same_texts(browser) -> None:
    """Every text of the interface exists in German and in English."""
    browser.get("about:blank")
    groups = "Object.entries({}).flatMap(([group, words]) => Object.keys(words).map((key) => `${{group}}.${{key}}`))"
    found = []
    for file, name in (("words.de.js", "german"), ("words.en.js", "english")):
        module = (SCRIPTS / file).read_text(encoding="utf-8")
        script = re.sub(r"^(?:import .*$|export )", "", module, flags=re.MULTILINE)
        found.append(browser.execute_script(f"{script}; return {groups.format(name)}"))

    german, english = found
    assert sorted(german) == sorted(english)
    assert len(german) > 150


def test_wide_windows_show_both_sentences(browser, tmp_path: Path) -> None:
    """If a pair may be named in different sentences, the evidence is the nearest two that name them."""
    text = "[Toqajew|PER:toqajew|surname] spricht.\nNiemand hört.\n\n[Almaty|LOC:almaty|model] brennt."
    tables = make_tables([Source("a.txt", "Titel", "2022-01-05", text)], NAMES, window="document")
    write_report(tables, tmp_path / "report.html", info={"settings": {"window": "document"}})
    for page in opened(browser, tmp_path / "report.html"):
        press(page, ".hit[data-edge='LOC:almaty|PER:toqajew']")

        assert texts(page, "#evidence blockquote") == ["Toqajew spricht. … Almaty brennt."]
        assert texts(page, "#evidence mark.on") == ["Toqajew", "Almaty"]


def test_hostile_text_is_text_everywhere(browser, tmp_path: Path) -> None:
    """Markup, scripts and formulas in titles, names, numbers, rules and failures are shown as text."""
    tables = make_tables(hostile_sources(), HOSTILE_NAMES)
    tables["failures"]["error"] = HOSTILE[0]
    write_report(tables, tmp_path / "report.html", info={"title": HOSTILE[1], "settings": {"window": "sentence"}})
    for page in opened(browser, tmp_path / "report.html"):
        seen = ""
        for tab in ("entities", "edges", "numbers", "time", "articles", "failures", "about", "network"):
            click(page, f"[data-tab={tab}]")
            seen += texts(page, "main")[0]
        press(page, ".node[data-entity='PER:zwei-0']")
        seen += texts(page, "#panel")[0]
        click(page, "#neighbours .count")
        assert HOSTILE[0] in texts(page, "#evidence")[0]
        click(page, "#evidence .from .name-link")
        assert f"Danach: {HOSTILE[0]} {HOSTILE[0]}" in texts(page, "#reader")[0]
        for text in HOSTILE[:-1]:
            assert text in seen
        assert page.execute_script("return document.querySelectorAll('img, iframe, a[href^=javascript]').length") == 0
        assert page.execute_script("return document.querySelectorAll('script').length") == 3
        assert page.title == HOSTILE[1]


def test_the_map_shows_places_and_leads_to_sentences(browser, page, report: Path) -> None:
    """Places are points that the keyboard opens; with a chosen person they lead to the sentences with both."""
    browser.find_element("css selector", "[data-tab=map]").click()
    places = browser.find_elements("css selector", "#map .place")
    assert {place.get_attribute("data-id") for place in places} == {"LOC:kasachstan", "LOC:almaty"}
    box = browser.find_element("css selector", "#map > svg").get_dom_attribute("viewBox")
    browser.find_element("css selector", "#map > svg").send_keys("+")
    assert browser.find_element("css selector", "#map > svg").get_dom_attribute("viewBox") != box
    browser.find_element("css selector", "#map > svg").send_keys("0")
    assert browser.find_element("css selector", "#map > svg").get_dom_attribute("viewBox") == box
    browser.find_element("css selector", "#map [data-id='LOC:kasachstan']").send_keys("\n")
    assert "Kasachstan" in browser.find_element("id", "panel").text

    browser.find_element("css selector", "#companion option[value='PER:toqajew']").click()
    browser.find_element("css selector", "#map [data-id='LOC:kasachstan']").send_keys(" ")
    assert "Toqajew" in browser.find_element("id", "panel").text


def test_the_card_links_to_the_authority_of_a_name(browser, tmp_path: Path) -> None:
    """An id is a link if it has an address of the web; other names with it, and several candidates, are shown."""
    tables = make_tables(SOURCES, NAMES)
    entities = tables["entities"].set_index("entity_id")
    address = "https://www.wikidata.org/wiki/Q471"
    columns = ["authority_id", "authority_name", "authority_url", "authority_candidates"]
    entities.loc["PER:toqajew", columns] = "Q471", "Tokajew", address, None
    entities.loc["ORG:csto", columns] = "Q471", "CSTO", "javascript:alert(1)", None
    entities.loc["LOC:almaty", columns] = None, None, None, "Q1 (<b>Almaty</b>) | Q2 (Almaty)"
    path = tmp_path / "report.html"
    write_report({**tables, "entities": entities.reset_index()}, path, info={})

    def card(entity_id: str) -> tuple[str, list[str | None]]:
        browser.get("about:blank")
        browser.get(f"file://{path}#lang=en&entity={entity_id}")
        shown = browser.find_element("id", "authority")
        return shown.text, [a.get_dom_attribute("href") for a in shown.find_elements("css selector", "[target=_blank]")]

    assert card("PER:toqajew") == ("Id in your list: Q471 (Tokajew) – the same id as: CSTO", [address])
    assert card("ORG:csto") == ("Id in your list: Q471 – the same id as: Qassym-Schomart Toqajew", [])
    assert card("LOC:almaty") == ("Several ids in your lists: Q1 (<b>Almaty</b>) | Q2 (Almaty)", [])
    browser.get("about:blank")
    browser.get(f"file://{path}#lang=en&entity=LOC:kasachstan")
    assert not browser.find_elements("id", "authority")


def test_a_run_without_located_places_has_no_map(browser, tmp_path: Path) -> None:
    """Without coordinates there is neither a tab nor the outlines of the world, whatever the address says."""
    tables = make_tables(SOURCES, NAMES)
    path = tmp_path / "report.html"
    write_report({**tables, "entities": tables["entities"].assign(latitude=None)}, path, info={})
    assert path.stat().st_size < 400_000
    browser.get(f"file://{path}#tab=map")
    assert browser.find_elements("css selector", "[data-tab=time]")
    assert not browser.find_elements("css selector", "[data-tab=map], #map")
