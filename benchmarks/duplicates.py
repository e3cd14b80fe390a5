"""Speed and recall of finding duplicates: python -m benchmarks.duplicates [--articles 100000].

Texts have 80–400 words drawn from a Zipf distribution; every tenth is a copy of an earlier one, shortened by up to an
eighth and with five words changed.
"""

import argparse
import random
import resource
import time

from pipeline.reading.duplicates import MIN_SIMILARITY, find_duplicates, similarity, sketch

WORDS = [f"wort{number}" for number in range(30_000)]
WEIGHTS = [1 / (number + 5) for number in range(len(WORDS))]


def texts(count: int, chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Generate texts by id, and the original of each copy."""
    made: dict[str, str] = {}
    copies: dict[str, str] = {}
    for number in range(count):
        article = f"a{number:07}"
        if number % 10 == 9:
            copies[article] = f"a{chance.randrange(number) // 10 * 10:07}"
            words = made[copies[article]].split()
            words = words[: len(words) - chance.randrange(len(words) // 8 + 1)]
            for _ in range(5):
                words[chance.randrange(len(words))] = chance.choice(WORDS)
        else:
            words = chance.choices(WORDS, WEIGHTS, k=chance.randrange(80, 400))
        made[article] = " ".join(words)
    return made, copies


def main() -> None:
    """Print times, hits and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    made, copies = texts(count, random.Random(1))
    begin = time.process_time()
    rows = [(article, "2022-01-07", sketch(text)) for article, text in made.items()]
    sketched = time.process_time()
    found = find_duplicates(rows, text_of=made.__getitem__)
    ended = time.process_time()
    similar = [copy for copy, original in copies.items() if similarity(made[copy], made[original]) >= MIN_SIMILARITY]
    hits = sum(copy in found for copy in similar)
    print(f"{count} articles: sketches {sketched - begin:.1f} s, duplicates {ended - sketched:.1f} s")
    print(f"{hits} of {len(similar)} pairs with a similarity of at least {MIN_SIMILARITY} found")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(set(found) - set(copies))} false ones; most memory {memory} MiB")


if __name__ == "__main__":
    main()
