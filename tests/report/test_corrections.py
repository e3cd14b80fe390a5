"""Correcting names in headless Chromium: by mouse and key, undone and redone, downloaded, and applied by `open`."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipeline import Settings, open_run, rebuild, run
from pipeline.cli import main
from pipeline.names import read_aliases
from pipeline.report import write_report
from pipeline.serving import ReportServer
from tests.helpers.handmade import HOSTILE, HOSTILE_NAMES, hostile_sources, make_tables
from tests.helpers.local_server import serving
from tests.helpers.run_folders import ARTICLES, digests, write
from tests.report import test_browser
from tests.report.test_browser import click, eventually, find, press_key, texts

pytestmark = test_browser.pytestmark
browser = test_browser.browser

CORPUS = ARTICLES | {
    "2022-02-03_e.txt": "Qassym-Schomart Toqajew reiste nach Almaty. "
    "Qassym-Schomart Toqajew dankte Armenien und der CSTO.",
}
BY_HAND = """action,name,target
merge,Samat Abish,Nursultan Nasarbajew
separate,Toqajew,Qassym-Schomart Toqajew
rename,CSTO,OVKS
drop,Armenien,
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Path:
    """Output of a run over the small corpus."""
    folder = tmp_path_factory.mktemp("corrections")
    run(write(folder / "corpus", CORPUS), folder / "out", settings=Settings(model=tiny_model))
    return folder / "out"


@pytest.fixture
def output(finished: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


@pytest.fixture
def expected(finished: Path, tmp_path: Path) -> Path:
    """The same run, rebuilt with an alias file written by hand."""
    folder = Path(shutil.copytree(finished, tmp_path / "expected"))
    (tmp_path / "by-hand.csv").write_text(BY_HAND, encoding="utf-8")
    rebuild(folder, settings=open_run(folder).settings.with_changes(aliases=str(tmp_path / "by-hand.csv")))
    return folder


@pytest.fixture
def served(output: Path) -> Iterator[ReportServer]:
    """A server of the run."""
    with serving(output) as server:
        yield server


def open_page(browser, address: str) -> None:
    """Open a page in German, without the work of earlier tests."""
    browser.get("about:blank")
    browser.get(address)
    browser.execute_script("try { localStorage.clear() } catch {}")
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(address)
    click(browser, "[data-lang=de]")


def open_card(browser, name: str) -> None:
    """Open the card of a name by the search field, with its form for corrections."""
    field = find(browser, "#search")
    field.clear()
    field.send_keys(name)
    eventually(lambda: texts(browser, "#hits li span")[0], name)
    field.send_keys("\n")
    eventually(lambda: texts(browser, "#panel h2"), [name])
    if browser.execute_script("return !document.getElementById('correct').open"):
        click(browser, "#correct summary")


def set_value(browser, selector: str, text: str) -> None:
    """Replace the text of a field."""
    field = find(browser, selector)
    field.clear()
    field.send_keys(text)


def correct_four(browser) -> None:
    """Merge, separate, rename and drop by mouse."""
    open_card(browser, "Samat Abish")
    set_value(browser, "#merge-with", "Nursultan")
    click(browser, "[data-target='PER:nursultan-nasarbajew']")
    eventually(lambda: texts(browser, "#panel h2"), ["Nursultan Nasarbajew"])
    open_card(browser, "Qassym-Schomart Toqajew")
    click(browser, "[data-separate='Toqajew']")
    open_card(browser, "CSTO")
    set_value(browser, "#rename-to", "OVKS")
    click(browser, "[data-correct=rename]")
    eventually(lambda: texts(browser, "#panel h2"), ["OVKS"])
    open_card(browser, "Armenien")
    click(browser, "[data-correct=drop]")
    eventually(lambda: texts(browser, "#pending strong"), ["4 Korrekturen, nicht angewendet"])


def names_shown(browser) -> list[list[str]]:
    """Name, label, mentions, articles and links of each row of the table of names."""
    click(browser, "[data-tab=entities]")
    rows = browser.execute_script(
        "const rows = document.querySelectorAll('#table-entities tbody tr');"
        "return [...rows].map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    return sorted(row[:5] for row in rows)


def names_of(folder: Path) -> list[list[str]]:
    """The same of a run on disk."""
    words = {"PER": "Person", "LOC": "Ort", "ORG": "Organisation"}
    entities = pd.read_parquet(folder / "entities.parquet")
    rows = entities[["name", "label", "mentions", "articles", "degree"]].itertuples(index=False)
    return sorted([row.name, words[row.label], *map(str, row[2:])] for row in rows)


def problems(browser) -> list[str]:
    """Messages in the console: errors, refused requests, violations of the policy."""
    return [entry["message"] for entry in browser.get_log("browser")]


def test_corrections_are_shown_undone_redone_downloaded_and_applied(
    browser, finished: Path, expected: Path, output: Path, tmp_path: Path
) -> None:
    """The page shows the counts of the network to come; the downloaded file builds the same network as one by hand."""
    open_page(browser, (output / "report.html").as_uri())
    before = names_shown(browser)
    assert before == names_of(finished)
    correct_four(browser)
    assert names_shown(browser) == names_of(expected)

    for _ in range(2):
        click(browser, "#pending [data-do=undo]")
    browser.execute_script("document.activeElement.blur()")
    press_shortcut(browser, "z")
    press_shortcut(browser, "z")
    eventually(lambda: names_shown(browser), before)
    press_shortcut(browser, "Z")
    press_shortcut(browser, "y")
    for _ in range(2):
        click(browser, "#pending [data-do=redo]")
    eventually(lambda: names_shown(browser), names_of(expected))
    click(browser, "[data-tab=corrections]")
    assert [each.split("\n")[0] for each in texts(browser, "#corrections li")] == [
        "Samat Abish wird zusammengeführt mit Nursultan Nasarbajew schon im Netz",
        "Toqajew ist nicht Qassym-Schomart Toqajew schon im Netz",
        "CSTO heißt OVKS schon im Netz",
        "Armenien wird weggelassen schon im Netz",
    ]

    path = download(browser, tmp_path)
    assert problems(browser) == []
    assert main(["network", str(output), "--aliases", str(path)]) == 0
    assert digests(output) == digests(expected)


def press_shortcut(browser, key: str) -> None:
    """Press a key with Ctrl; a capital letter also with Shift."""
    browser.execute_script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], ctrlKey: true, bubbles: true, "
        "shiftKey: arguments[0] !== arguments[0].toLowerCase()}))",
        key,
    )


def download(browser, folder: Path) -> Path:
    """Download aliases.csv into a folder."""
    arguments = {"behavior": "allow", "downloadPath": str(folder)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", arguments)
    click(browser, "#download")
    path = folder / "aliases.csv"
    eventually(path.exists, True)
    return path


def test_work_survives_a_reload(browser, output: Path) -> None:
    """Pending corrections and accepted merges are there again after the page was closed."""
    address = (output / "report.html").as_uri()
    open_page(browser, address)
    open_card(browser, "Armenien")
    click(browser, "[data-correct=drop]")
    browser.get("about:blank")
    browser.get(address)
    click(browser, "[data-lang=de]")

    assert texts(browser, "#pending strong") == ["1 Korrektur, nicht angewendet"]
    assert ["Armenien"] not in [row[:1] for row in names_shown(browser)]


def test_open_applies_corrections_and_returns_to_the_view(
    browser, served: ReportServer, output: Path, expected: Path
) -> None:
    """Applying writes the file, rebuilds and reloads the page: the card that was open is open, under its new name."""
    open_page(browser, served.address)
    correct_four(browser)
    open_card(browser, "OVKS")
    apply(browser)
    assert digests(output) == digests(expected)

    eventually(lambda: texts(browser, "#panel h2"), ["OVKS"])
    assert browser.execute_script("return location.hash").endswith("entity=ORG%3Aovks")
    assert not find(browser, "#pending").is_displayed()
    assert names_shown(browser) == names_of(expected)
    assert problems(browser) == []

    click(browser, "[data-tab=corrections]")
    assert texts(browser, "#lines code")[-1] == "drop, Armenien"
    browser.execute_script("document.querySelector('#lines li:last-child button').click()")
    apply(browser)
    assert "Armenien" in [row[0] for row in names_of(output)]
    assert len(read_aliases(output / "aliases.csv").rows) == 3


def apply(browser) -> None:
    """Press "apply" and wait until the page is loaded again."""
    browser.execute_script("window.isOld = true")
    click(browser, "#pending [data-do=apply]")
    for _ in range(600):
        if browser.execute_script("return !window.isOld && document.readyState === 'complete'"):
            return
        time.sleep(0.1)
    raise AssertionError("the page was not loaded again within a minute")


def test_open_shows_errors_and_keeps_the_work(browser, served: ReportServer, output: Path) -> None:
    """What the server refuses is one line in the page, and the corrections stay."""
    open_page(browser, served.address)
    open_card(browser, "Armenien")
    click(browser, "[data-correct=drop]")
    (output / "aliases.csv").write_text("action,name\ndrop,Almaty\n", encoding="utf-8")
    click(browser, "#pending [data-do=apply]")

    eventually(lambda: "is not the alias file that this run was built with" in texts(browser, "#problem")[0], True)
    assert texts(browser, "#pending strong") == ["1 Korrektur, nicht angewendet"]
    browser.get_log("browser")


def test_merges_are_decided_by_one_key(browser, served: ReportServer, output: Path) -> None:
    """A accepts and S separates the selected merge; what is accepted is remembered beside the run."""
    open_page(browser, served.address)
    click(browser, "[data-tab=merges]")
    rows = texts(browser, "#risky > li b")
    assert len(rows) > 1
    find(browser, "#risky li.current").click()
    press_key(browser, "a")
    eventually(lambda: texts(browser, "#risky > li b"), rows[1:])
    press_key(browser, "s")
    eventually(lambda: texts(browser, "#pending strong"), ["1 Korrektur, nicht angewendet"])
    browser.refresh()

    eventually(lambda: texts(browser, "#risky > li b") if rows[2:] else [], rows[2:])
    assert rows[0] in (output / "review.json").read_text(encoding="utf-8")
    assert problems(browser) == []


def test_a_click_on_accept_leads_to_the_next_merge(browser, output: Path) -> None:
    """After a merge is accepted by mouse, the one below it is current, also if accepted ones stay in the list."""
    open_page(browser, (output / "report.html").as_uri())
    click(browser, "[data-tab=merges]")
    click(browser, "#accepted")
    rows = texts(browser, "#risky > li b")
    assert len(rows) > 1
    click(browser, "#risky > li:first-child [data-do=accept]")

    eventually(lambda: texts(browser, "#risky > li.current b"), [rows[1]])
    assert texts(browser, "#risky > li b") == rows
    browser.execute_script("localStorage.clear()")


def test_corrections_of_one_article_take_effect_there_only(browser, output: Path, tmp_path: Path) -> None:
    """A name in one article becomes another: the file limits its lines to this article."""
    open_page(browser, (output / "report.html").as_uri())
    open_card(browser, "CSTO")
    browser.execute_script(
        "const s = document.getElementById('scope'); s.selectedIndex = 1; s.dispatchEvent(new Event('change'))"
    )
    assert not find(browser, "[data-correct=drop]").is_enabled()
    set_value(browser, "#rename-to", "Anderer Bund")
    click(browser, "[data-correct=rename]")
    eventually(lambda: texts(browser, "#pending strong"), ["1 Korrektur, nicht angewendet"])
    click(browser, "[data-tab=corrections]")
    assert texts(browser, "#corrections small") == ["schon im Netz"]
    shown = names_shown(browser)

    path = download(browser, tmp_path)
    assert main(["network", str(output), "--aliases", str(path)]) == 0
    mentions = open_run(output).mentions
    assert shown == names_of(output)
    found = mentions[mentions["text"] == "CSTO"].set_index("article_id")["entity_id"].to_dict()
    assert found.pop("2022-01-05_b.txt") == "ORG:anderer-bund"
    assert found == {"2022-02-01_d.txt": "ORG:csto", "2022-02-03_e.txt": "ORG:csto"}


def test_a_spelling_that_is_typed_is_separated(browser, output: Path) -> None:
    """Also what the card does not list can be separated; the name itself cannot."""
    open_page(browser, (output / "report.html").as_uri())
    open_card(browser, "CSTO")
    set_value(browser, "#separate-form", "CSTO")
    click(browser, "#correct [data-correct=separate]")
    assert find(browser, "#separate-form").get_attribute("aria-invalid") == "true"
    set_value(browser, "#separate-form", "Vertragsorganisation")
    click(browser, "#correct [data-correct=separate]")
    click(browser, "[data-tab=corrections]")
    assert texts(browser, "#corrections li") == ["Vertragsorganisation ist nicht CSTO erst nach dem Neuaufbau"]


def test_hostile_names_stay_text(browser, tmp_path: Path) -> None:
    """Markup and formulas in names are text in the page and in the file, which reads back the same names."""
    write_report(
        make_tables(hostile_sources(), HOSTILE_NAMES),
        tmp_path / "report.html",
        info={"settings": {"window": "sentence"}},
    )
    open_page(browser, (tmp_path / "report.html").as_uri())
    targets = [0, 1, 2, 4]
    for number in targets:
        browser.execute_script("location.hash = arguments[0]", f"tab=network&entity=MISC:boese-{number}")
        eventually(lambda: texts(browser, "#panel h2"), [" ".join(HOSTILE[number].split())])
        if browser.execute_script("return !document.getElementById('correct').open"):
            click(browser, "#correct summary")
        set_value(browser, "#rename-to", f"{HOSTILE[number]}, neu")
        click(browser, "[data-correct=rename]")
    click(browser, "[data-tab=corrections]")
    shown = texts(browser, "#corrections")[0]
    assert all(HOSTILE[number] in shown for number in targets)
    assert browser.execute_script("return document.querySelectorAll('img, iframe, #corrections script').length") == 0

    rows = read_aliases(download(browser, tmp_path)).rows
    assert [row.target for row in rows] == [f"{HOSTILE[number]}, neu" for number in targets]
    assert problems(browser) == []
