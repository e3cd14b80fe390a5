"""How fast the report opens and answers in a real browser, and how large it is.

    python -m benchmarks.page [RUN_FOLDER] [--rounds 5]

Writes the report of a finished run again, or of 998 articles that it analyses first with the model `fast`, opens it in
headless Chromium and does what a reader does. A time runs from the event to the frame after the page has answered.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import wikinews_like
from benchmarks.markdown import markdown_table
from pipeline.results import open_run
from pipeline.running import rewrite_report, run
from pipeline.settings import Settings

ARTICLES = 998
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900")
LOADED = """
    const [entry] = performance.getEntriesByType("navigation");
    return entry.loadEventEnd - entry.fetchStart;
"""
STEP = """
    const [code, entities, done] = arguments;
    const act = new Function("entities", "find", "send", code);
    const find = (selector) => document.querySelector(selector);
    const send = (selector, value, type = "input") => {
        const element = find(selector);
        element.value = value;
        element.dispatchEvent(new Event(type, {bubbles: true}));
    };
    const start = performance.now();
    act(entities, find, send);
    const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    setTimeout(drawn);
"""
"""Runs one step, and waits until the browser has told the page of a new address, and drawn what came of it."""

ENTITIES = "return JSON.parse(document.getElementById('data').textContent).entities.map(([id, name]) => [id, name])"
STEPS = {
    "choose a name": "location.hash = 'entity=' + encodeURIComponent(entities[0][0])",
    "weight": "send('#weight', 4)",
    "all links": "send('#weight', 1)",
    "significance": "send('#alpha', '0.05', 'change')",
    "part of the time": "send('#from', 40)",
    "colour by community": "send('#colour', 'community', 'change')",
    "reset filters": "find('#reset')?.click()",
    "zoom": "find('#net').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, clientX: 400, clientY: 400}))",
    "name that is not drawn": "location.hash = 'focus=' + encodeURIComponent(entities[1500][0])",
    "two steps around it": "location.hash = 'depth=2&focus=' + encodeURIComponent(entities[1500][0])",
    "two steps around the strongest": "location.hash = 'depth=2&focus=' + encodeURIComponent(entities[0][0])",
    "path": "location.hash = 'path=' + encodeURIComponent(JSON.stringify([entities[800][0], entities[1500][0]]))",
    "type a name": "send('#search', 'Merkel')",
    "type a word": "send('#search', 'Soldaten')",
    "type one letter": "send('#search', 'e')",
    "sentences with a word": "location.hash = 'query=Regierung'",
    "names": "find('[data-tab=entities]').click()",
    "sort names": "find('[data-column=mentions] button').click()",
    "filter names": "send('[data-filter=entities]', 'berlin')",
    "links": "find('[data-tab=edges]').click()",
    "numbers": "find('[data-tab=numbers]').click()",
    "filter numbers": "send('[data-filter=numbers]', 'soldaten')",
    "articles": "find('[data-tab=articles]').click()",
    "time": "find('[data-tab=time]').click()",
    "network": "find('[data-tab=network]').click()",
    "language": "find('[data-lang=de]').click()",
}


def measure(report: Path, *, rounds: int) -> list[dict[str, float]]:
    """Milliseconds of the opening and of each step, once per round and in a fresh page each."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
    for switch in SWITCHES:
        options.add_argument(switch)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        return [_round(browser, report) for _ in range(rounds)]
    finally:
        browser.quit()


def _round(browser: Any, report: Path) -> dict[str, float]:
    browser.get("about:blank")
    browser.get(report.as_uri())
    times = {"open": browser.execute_script(LOADED)}
    entities = browser.execute_script(ENTITIES)
    browser.execute_async_script("const [done] = arguments; setTimeout(done, 3000)")  # a reader looks first
    return times | {name: browser.execute_async_script(STEP, code, entities) for name, code in STEPS.items()}


def _report_of(folder: Path | None, work: Path) -> Path:
    """The report of a finished run, written into `work`."""
    output = work / "output"
    if folder is None:
        run(wikinews_like(work / "corpus", ARTICLES), output, settings=Settings(model="fast"))
    else:
        shutil.copytree(folder, output)
        rewrite_report(output)
    return output / "report.html"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        report = _report_of(given.folder, Path(work))
        size = report.stat().st_size
        rounds = measure(report, rounds=given.rounds)
        articles = len(open_run(report.parent).articles)
    rows = [
        (name, f"{statistics.median(times):.0f}", f"{max(times):.0f}")
        for name in rounds[0]
        for times in [[each[name] for each in rounds]]
    ]
    print(f"{articles} articles, page of {size / 1e6:.2f} MB, {given.rounds} rounds in Chromium\n")
    print(markdown_table(["step", "median ms", "slowest ms"], rows))


if __name__ == "__main__":
    main()
