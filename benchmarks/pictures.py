"""Make README's pictures from a run over the demo corpus; needs Chromium with its driver, and selenium.

pressenetz run corpus --output outputs/demo && python -m benchmarks.pictures
"""

import argparse
import shutil
from pathlib import Path

import matplotlib as mpl

from pipeline import open_run

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "notebooks" / "images"
EDGE = "ORG:organisation-des-vertrags-ueber-kollektive-sicherheit|PER:qassym-schomart-toqajew"
SWITCHES = ("--headless=new", "--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1", "--lang=en")


def draw_network(folder: Path) -> Path:
    """Draw the network with `plot_network`."""
    mpl.use("Agg")
    figure = open_run(folder).plot_network()
    path = IMAGES / "demo-network.png"
    figure.savefig(path, dpi=110, bbox_inches="tight", metadata={"Software": None})
    return path


def photograph_report(folder: Path) -> Path:
    """Take a screenshot of the report in Chromium after a click on an edge."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for switch in (*SWITCHES, "--window-size=1400,900"):
        options.add_argument(switch)
    path = IMAGES / "demo-report.png"
    service = webdriver.ChromeService(shutil.which("chromedriver") or "chromedriver")
    with webdriver.Chrome(options=options, service=service) as browser:
        browser.get((folder / "report.html").absolute().as_uri())
        browser.find_element("css selector", "[data-lang=en]").click()
        script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))"
        browser.execute_script(script, f".hit[data-edge='{EDGE}']")
        browser.find_element("css selector", "#evidence li")
        browser.save_screenshot(str(path))
    return path


def main() -> None:
    """Make both pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "outputs" / "demo")
    folder = parser.parse_args().folder
    IMAGES.mkdir(exist_ok=True)
    for picture in (draw_network, photograph_report):
        print(f"wrote {picture(folder)}")


if __name__ == "__main__":
    main()
