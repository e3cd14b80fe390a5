"""Run the benchmarks and write their output with the commands to RESULTS.md.

    python -m benchmarks.results              all sections
    python -m benchmarks.results graph rerun  only these; the others stay unchanged
    python -m benchmarks.results --list       the sections and their commands

Commands run one after the other, from the repository root, so that they do not disturb each other. Output that is not a
Markdown table is shown as a code block.
"""

import argparse
import os
import platform
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("spacy", "onnxruntime", "numpy", "scipy", "pandas", "pyarrow", "networkx", "textacy")
INTRODUCTION = """\
# Benchmark results

Written by `python -m benchmarks.results`; do not edit. The commands of a comparison ran alternately on one machine in
one call; results are medians of the rounds and of the ratios per round. Each section names the machine it ran on.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A claim and the commands that measure it."""

    title: str
    claim: str
    commands: tuple[str, ...]


SECTIONS = {
    "job": Section(
        title="The whole job compared with bare spaCy",
        claim="A run from files to report, compared with `nlp.pipe` with the same model over the same texts.",
        commands=(
            "python -m benchmarks.batch overhead --model accurate",
            "python -m benchmarks.batch overhead --model fast",
        ),
    ),
    "workers": Section(
        title="Workers compared with `n_process`",
        claim="The whole job with one and two workers, and bare `nlp.pipe` with one and two processes.",
        commands=(
            "python -m benchmarks.batch workers --model accurate --rounds 2",
            "python -m benchmarks.batch workers --model accurate --rounds 1 --articles 3000",
        ),
    ),
    "rerun": Section(
        title="A second run",
        claim="A run after 1 % of the articles changed, and after nothing changed, compared with the full run.",
        commands=("python -m benchmarks.batch rerun --model accurate --rounds 2",),
    ),
    "kills": Section(
        title="Runs killed at random moments",
        claim="Every command was killed before each renaming of a file and at fifty random moments, then repeated; its "
        "results were compared byte for byte with those of an undisturbed one.",
        commands=("python -m benchmarks.kills",),
    ),
    "growth": Section(
        title="Growth",
        claim="Time and memory from 100 to 10,000 articles; a slope of 1 on a log-log plot means linear cost.",
        commands=("python -m benchmarks.batch growth --model accurate",),
    ),
    "model": Section(
        title="The embedded models compared with a pipeline like `de_core_news_md`",
        claim="Words per second of processor time, one thread. Accuracy is in `training/RESULTS.md`.",
        commands=("python -m training.speed pipeline/models/accurate pipeline/models/fast",),
    ),
    "graph": Section(
        title="Building the network compared with textacy and Counter",
        claim="From a table of mentions to a graph, to a table with measures, and to everything that a run stores.",
        commands=(
            "python -m benchmarks.network",
            "python -m benchmarks.network --stages --mentions 400000 --sentences 100000 --names 40000",
        ),
    ),
    "million": Section(
        title="Made-up corpora of up to a million articles",
        claim="`pressenetz network` over tables of made-up articles, in a process of its own; measured, not projected.",
        commands=("python -m benchmarks.million ../wikinews-run --articles 10000 100000",),
    ),
    "projection": Section(
        title="One million and one hundred million articles",
        claim="Projected from measured parts; nothing of this size was run.",
        commands=("python -m benchmarks.projection",),
    ),
    "names": Section(
        title="Mentions to entities",
        claim="Clusters of names, compared with surface forms and surname folding as baselines; speed of joining.",
        commands=(
            "python -m benchmarks.names links",
            "python -m benchmarks.names links --kept",
            "python -m benchmarks.names speed",
            "python -m benchmarks.compounds --model fast",
        ),
    ),
    "numbers": Section(
        title="Numbers",
        claim="Spans, values, units and counted nouns on annotated sentences; speed compared with the embedded model.",
        commands=(
            "python -m benchmarks.numerals scores",
            "python -m benchmarks.numerals speed --model accurate",
            "python -m benchmarks.dates",
            "python -m benchmarks.attribution --half test",
            "python -m benchmarks.attribution --half later",
            "python -m benchmarks.attribution --half kept",
            "python -m benchmarks.attribution --half unseen",
            "python -m benchmarks.attribution --half last",
        ),
    ),
    "reading": Section(
        title="Reading",
        claim="Publishers' pages compared with plain trafilatura; duplicates; damaged files.",
        commands=(
            "python -m benchmarks.reading",
            "python -m benchmarks.duplicates --articles 10000",
            "python -m benchmarks.hostile --files 2000",
        ),
    ),
    "lists": Section(
        title="Lists of names",
        claim="The cost of articles made to blow up the output: time, memory, and bytes written per byte of text.",
        commands=("python -m benchmarks.lists shapes",),
    ),
    "runs": Section(
        title="Long runs of a few characters",
        claim="Processor time from the bytes of a text to its rows at 50, 100 and 200 KB; it should be linear.",
        commands=("python -m benchmarks.hostile --runs",),
    ),
    "places": Section(
        title="Places",
        claim="Places of annotated mentions, compared with the most populous place of each name; test half.",
        commands=("python -m benchmarks.places ../wikinews-run test",),
    ),
    "roles": Section(
        title="Roles of people as stated",
        claim="Role, person, organisation and status on paragraphs of Wikinews read in full. `dev` was tuned on; the "
        "first, blind score of `test` was 0.960 and 0.857 (see data/roles.md).",
        commands=(
            "python -m benchmarks.roles score ../wikinews-run test",
            "python -m benchmarks.roles score ../wikinews-run dev",
        ),
    ),
    "authority": Section(
        title="Authority lists",
        claim="Matching 50,000 entities with a made-up list of a million rows: time, memory, and what is linked.",
        commands=("python -m benchmarks.authority",),
    ),
    "roles_time": Section(
        title="Cost of roles",
        claim="Their share of the time of `pressenetz network` on 998 articles.",
        commands=("python -m benchmarks.roles time ../wikinews-run",),
    ),
    "keywords": Section(
        title="Keywords of links",
        claim="Their share of the time of `pressenetz network`, and how many of them were judged useful.",
        commands=("python -m benchmarks.keywords time ../wikinews-run", "python -m benchmarks.keywords score"),
    ),
    "null": Section(
        title="Null model and bootstrap",
        claim="Time for 100 shuffled networks of 998 articles, and for 1,000 samples of articles.",
        commands=("python -m benchmarks.null_model ../wikinews-run",),
    ),
    "page": Section(
        title="The report in a browser",
        claim="Opening the page of 998 articles, and what a reader does in it, up to the frame that shows the answer.",
        commands=("python -m benchmarks.page",),
    ),
    "pages": Section(
        title="Pages of other projects' test sets",
        claim="Rules were developed on the half `seen`; the half `unseen` was measured when they were finished.",
        commands=("python -m benchmarks.pages --pages ../pages",),
    ),
}


def machine() -> str:
    """Describe the machine and the versions on which timings depend."""
    cpu = "unknown processor"
    if (info := Path("/proc/cpuinfo")).is_file():
        found = re.search(r"model name\s*: (.+)", info.read_text(encoding="utf-8"))
        cpu = found.group(1).strip() if found else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES if _installed(name)]
    parts = [f"{os.cpu_count()} cores ({cpu})", f"{memory:.0f} GiB", platform.system()]
    return ", ".join([*parts, f"Python {platform.python_version()}", *versions])


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def measured(section: Section) -> str:
    """Run the commands of a section and return it as Markdown; a failing command ends the program."""
    parts = [f"## {section.title}", section.claim, f"*{machine()}*"]
    for command in section.commands:
        print(f"running: {command}", flush=True)
        words = [sys.executable, *shlex.split(command)[1:]]
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        parts += [f"`{command}`", shown(done.stdout)]
    return "\n\n".join(parts) + "\n"


def shown(output: str) -> str:
    """Format output: Markdown unchanged, with the lines below a table as a list; other output as a code block."""
    text = output.strip("\n")
    if not re.search(r"^\| ?-", text, flags=re.MULTILINE):
        return f"```\n{text}\n```"
    return "\n\n".join(map(_listed, re.split(r"\n{2,}", text)))


def _listed(paragraph: str) -> str:
    lines = paragraph.split("\n")
    plain = len(lines) > 1 and not any(line.startswith(("|", "- ")) for line in lines)
    return "\n".join(f"- {line}" for line in lines) if plain else paragraph


def parts_of(text: str) -> dict[str, str]:
    """Split RESULTS.md into its sections, by title."""
    found = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return {title: f"## {title}\n{body.rstrip()}\n" for title, body in zip(found[1::2], found[2::2], strict=True)}


def main() -> None:
    """Run the chosen sections and write the file after each of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if unknown := [name for name in options.sections if name not in SECTIONS]:
        parser.error(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    if options.list:
        for name, section in SECTIONS.items():
            print(name, *section.commands, sep="\n    ")
        return
    for name in options.sections or SECTIONS:
        known = parts_of(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        known[SECTIONS[name].title] = measured(SECTIONS[name])
        kept = [known[section.title] for section in SECTIONS.values() if section.title in known]
        RESULTS.write_text("\n".join([INTRODUCTION, *kept]), encoding="utf-8")


if __name__ == "__main__":
    main()
