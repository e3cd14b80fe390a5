"""How fast the report opens and answers in a real browser, and how large it is.

    python -m benchmarks.page [RUN_FOLDER] [--rounds 5]

Writes the report of a finished run again, or of 998 articles that it analyses first with the model `fast`, opens it in
headless Chromium and does what a reader does, corrections included. Two times are taken of every step, from the event
to the frame in which the page has answered:

- main thread: processor time of the thread that runs the scripts, styles, layout and painting of the page, which hardly
  depends on what else the machine does;
- to the frame: what a reader waits for, on this machine and with its load. Its smallest value is the best estimate for
  an idle machine.
"""

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpora import wikinews_like
from benchmarks.markdown import markdown_table
from pipeline.results import open_run
from pipeline.running import rewrite_report, run
from pipeline.settings import Settings

ARTICLES = 998
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900")
OPENED = """
    const [done] = arguments;
    const look = () => {
        const [{loadEventEnd, fetchStart}] = performance.getEntriesByType("navigation");
        const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
        if (loadEventEnd && painted) done(Math.max(loadEventEnd, painted) - fetchStart);
        else setTimeout(look, 20);
    };
    requestAnimationFrame(look);
"""
STEP = """
    const [code, done] = arguments;
    const act = new Function("find", "send", "go", code);
    const find = (selector) => document.querySelector(selector);
    const send = (selector, value, type = "input") => {
        const element = find(selector);
        element.value = value;
        element.dispatchEvent(new Event(type, {bubbles: true}));
    };
    const go = (parts) => { location.hash = new URLSearchParams(parts); };
    const start = performance.now();
    act(find, send, go);
    const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    setTimeout(drawn);
"""
"""Runs one step, and waits until the browser has told the page of a new address, and drawn what came of it."""

WAIT = "const [seconds, done] = arguments; setTimeout(done, seconds * 1000)"
PAUSE = 0.4  # seconds between steps, in which the page may work in the background; readers take longer
LOOK = 3.0  # seconds that a reader looks at the opened page, or at what a correction has changed
READ_ENTITIES = "window.entities = JSON.parse(document.getElementById('data').textContent).entities"
STEPS = {
    "nothing": "",
    "choose a drawn name": "go({entity: entities[0][0]})",
    "choose another": "go({entity: entities[20][0]})",
    "choose a link": "find('#neighbours button.count').click()",
    "close the card": "go({})",
    "weight": "send('#weight', 4)",
    "all links": "send('#weight', 1)",
    "significance": "send('#alpha', '0.05', 'change')",
    "part of the time": "send('#from', 40)",
    "colour by community": "send('#colour', 'community', 'change')",
    "reset filters": "find('#reset')?.click()",
    "zoom": "find('#net').dispatchEvent(new WheelEvent('wheel', {deltaY: -200, clientX: 400, clientY: 400}))",
    "name that is not drawn": "go({entity: entities[1500][0], focus: entities[1500][0]})",
    "two steps around it": "go({entity: entities[1500][0], focus: entities[1500][0], depth: 2})",
    "two steps around the strongest": "go({entity: entities[0][0], focus: entities[0][0], depth: 2})",
    "path": "go({path: JSON.stringify([entities[800][0], entities[1500][0]])})",
    "type a name": "send('#search', 'Merkel')",
    "type a word": "send('#search', 'Soldaten')",
    "type one letter": "send('#search', 'e')",
    "full-text search": "go({query: 'Regierung'})",
    "names": "find('[data-tab=entities]').click()",
    "sort names": "find('[data-column=mentions] button').click()",
    "filter names": "send('[data-filter=entities]', 'berlin')",
    "links": "find('[data-tab=edges]').click()",
    "filter links": "send('[data-filter=edges]', 'berlin')",
    "numbers": "find('[data-tab=numbers]').click()",
    "filter numbers": "send('[data-filter=numbers]', 'soldaten')",
    "sort numbers": "find('[data-column=value] button').click()",
    "articles": "find('[data-tab=articles]').click()",
    "read an article": "find('#table-articles .name-link').click()",
    "time": "find('[data-tab=time]').click()",
    "map": "find('[data-tab=map]')?.click()",
    "review": "find('[data-tab=merges]').click()",
    "network": "find('[data-tab=network]').click()",
    "language": "find('[data-lang=de]').click()",
    "a card to correct": "go({entity: entities[3][0]})",
    "open the form": "find('#correct summary').click()",
    "type whom to merge with": "send('#merge-with', entities[2][1])",
    "merge": 'find(`[data-target="${entities[2][0]}"]`).click()',
    "undo": "find('#pending [data-do=undo]').click()",
    "redo": "find('#pending [data-do=redo]').click()",
    "rename": "send('#rename-to', 'Anders'); find('[data-correct=rename]').click()",
    "separate": "find('[data-separate]').click()",
    "open another form": "go({entity: entities[5][0]})",
    "drop": "find('[data-correct=drop]').click()",
    "undo the drop": "find('#pending [data-do=undo]').click()",
    "corrections": "find('[data-tab=corrections]').click()",
}
CORRECTIONS = ("open the form", "open another form", "merge", "undo", "redo", "rename", "separate", "drop")


class Times(NamedTuple):
    """Milliseconds of one step."""

    main_thread: float
    to_frame: float


def measure(report: Path, *, rounds: int) -> list[dict[str, Times]]:
    """The times of the opening and of each step, once per round and in a fresh page each."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
    for switch in SWITCHES:
        options.add_argument(switch)
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        return [_round(browser, report) for _ in range(rounds)]
    finally:
        browser.quit()


def _round(browser: Any, report: Path) -> dict[str, Times]:
    browser.get(report.as_uri())
    browser.execute_script("localStorage.clear()")  # no corrections of an earlier round
    browser.get("about:blank")
    before = _main_thread(browser)
    browser.get(report.as_uri())
    opened = browser.execute_async_script(OPENED)
    times = {"open": Times(_main_thread(browser) - before, opened)}
    browser.execute_script(READ_ENTITIES)
    browser.execute_async_script(WAIT, LOOK)
    for name, code in STEPS.items():
        before = _main_thread(browser)
        shown = browser.execute_async_script(STEP, code)
        times[name] = Times(_main_thread(browser) - before, shown)
        browser.execute_async_script(WAIT, LOOK if name in CORRECTIONS else PAUSE)
    return times


def _main_thread(browser: Any) -> float:
    """Milliseconds of processor time that the tasks of the page's main thread have taken so far."""
    metrics = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return 1000 * float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _report_of(folder: Path | None, work: Path) -> Path:
    """The report of a finished run, written into `work`."""
    output = work / "output"
    if folder is None:
        run(wikinews_like(work / "corpus", ARTICLES), output, settings=Settings(model="fast"))
    else:
        shutil.copytree(folder, output)
        rewrite_report(output)
    return output / "report.html"


def _median_and_least(times: Sequence[float]) -> tuple[str, str]:
    return f"{statistics.median(times):.0f}", f"{min(times):.0f}"


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
        (name, *_median_and_least(main_thread), *_median_and_least(to_frame))
        for name in rounds[0]
        for main_thread, to_frame in [zip(*(each[name] for each in rounds), strict=True)]
    ]
    print(f"{articles} articles, page of {size / 1e6:.2f} MB, {given.rounds} rounds in Chromium\n")
    print(markdown_table(["step", "main thread, ms", "least", "to the frame, ms", "least"], rows))


if __name__ == "__main__":
    main()
