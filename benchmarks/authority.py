"""Matching entities with an authority list of a million rows.

    python -m benchmarks.authority [--rows 1000000] [--entities 50000] [--seed 1]

List and entities are made up from first names and surnames. Half of the entities bear the preferred name of a row, in
natural order where the list inverts it; a quarter are known by another name that one of their forms has; the others
are not in the list. Names that chance gave to several rows are ambiguous. Each format is matched in a separate process,
whose highest memory is printed; the check that `run` makes before its analysis is timed as well.
"""

import argparse
import csv
import gzip
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.csv
import pyarrow.parquet as pq

from benchmarks.markdown import markdown_table
from pipeline.names import AuthorityList, match_authorities

DATA = Path(__file__).parents[1] / "pipeline" / "data"
HEADER = ("name", "label", "id", "other_names")
FORMATS = ("list.csv", "list.csv.gz", "list.parquet")


class Cost(NamedTuple):
    """Seconds, MiB and counts of one match; `processor` is the processor time of the match."""

    check: float
    match: float
    processor: float
    memory: float
    linked: int
    wrong: int
    ambiguous: int


def words(*files: str) -> list[str]:
    """Words of lists of names."""
    lines = (line for file in files for line in (DATA / file).read_text(encoding="utf-8").splitlines())
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def made_up_rows(count: int, chance: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """Yield rows of people, places and organisations, with none to five other names each."""
    given, family = words("names_first_women.txt", "names_first_men.txt"), words("names_surnames.txt")
    for number in range(count):
        first, second, last, other = (
            chance.choice(given),
            chance.choice(given),
            chance.choice(family),
            chance.choice(family),
        )
        kind = chance.choices(("PER", "LOC", "ORG"), weights=(6, 1, 2))[0]
        if kind == "PER":
            name, base = f"{last}, {first} {second}", f"{first} {second} {last}"
        elif kind == "LOC":
            name = base = (
                f"{last}{chance.choice(('stadt', 'hausen', 'dorf', 'burg', 'ingen'))} bei {other}{number % 97}"
            )
        else:
            name = base = f"{last}-{other} {chance.choice(('GmbH', 'AG', 'Stiftung', 'Verein'))} {second}"
        others = (f"{base} {chance.choice(family)}" for _ in range(chance.choice((0, 1, 2, 2, 3, 5))))
        yield name, kind, f"Q{number + 1}", "|".join(others)


def write_list(folder: Path, rows: int, entities: int, seed: int) -> None:
    """Write the list in each format, and the entities, their forms and the right ids."""
    chance = random.Random(seed)
    drawn = set(chance.sample(range(rows), entities * 3 // 4))
    known: list[tuple[str, str, str, str]] = []
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number, row in enumerate(made_up_rows(rows, chance)):
            writer.writerow(row)
            if number in drawn:
                known.append(row)
    with (folder / "list.csv").open("rb") as plain, gzip.open(folder / "list.csv.gz", "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed)
    pq.write_table(pyarrow.csv.read_csv(folder / "list.csv"), folder / "list.parquet")
    named, mentions = [], []
    for number in range(entities):
        name, label, right, others = known[number] if number < len(known) else (f"Unbekannt {number}", "PER", "", "")
        natural = " ".join(reversed(name.split(", "))) if label == "PER" else name
        by_form = number % 3 == 2 and others
        entity_id = f"{label}:{number}"
        named.append((entity_id, f"Angezeigt {number}" if by_form else natural, label, right))
        mentions += [
            (entity_id, others.split("|")[0] if by_form else natural, "exact"),
            (entity_id, f"{number}s", "genitive"),
        ]
    pd.DataFrame(named, columns=["entity_id", "name", "label", "right"]).to_parquet(folder / "entities.parquet")
    pd.DataFrame(mentions, columns=["entity_id", "text", "rule"]).to_parquet(folder / "mentions.parquet")


def measure(folder: str, name: str) -> Cost:
    """Match the entities with one file."""
    entities, mentions = (pd.read_parquet(Path(folder) / f"{table}.parquet") for table in ("entities", "mentions"))
    begin = time.perf_counter()
    AuthorityList(Path(folder) / name).check()
    checked, processor = time.perf_counter(), time.process_time()
    found = match_authorities(entities, mentions, [AuthorityList(Path(folder) / name)])
    matched, processor = time.perf_counter(), time.process_time() - processor
    linked = found["authority_id"].notna()
    wrong = linked & (found["authority_id"] != entities["right"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = (int(linked.sum()), int(wrong.sum()), int(found["authority_candidates"].notna().sum()))
    return Cost(checked - begin, matched - checked, processor, memory, *counts)


def main() -> None:
    """Print the cost of each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--entities", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_list(Path(folder), options.rows, options.entities, options.seed)
        table = []
        for name in FORMATS:
            code = f"from benchmarks.authority import measure; print(*measure({folder!r}, {name!r}), sep=chr(9))"
            done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
            cost = Cost(*map(float, done.stdout.split("\t")))  # type: ignore[arg-type]  # the counts are whole floats
            size = (Path(folder) / name).stat().st_size / 1e6
            times = (f"{cost.check:.1f}", f"{cost.match:.1f}", f"{cost.processor:.1f}", f"{cost.memory:.0f}")
            counts = (f"{value:,.0f}" for value in (options.entities, cost.linked, cost.wrong, cost.ambiguous))
            table.append((name, f"{options.rows:,}", f"{size:.0f}", *times, *counts))
    header = ("file", "rows", "MB", "check, s", "match, s", "of it processor, s", "highest memory, MiB")
    print(markdown_table((*header, "entities", "linked", "linked wrongly", "ambiguous"), table))


if __name__ == "__main__":
    main()
