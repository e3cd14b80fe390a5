"""Corpora of any size for measurements: articles of Wikinews, then synthetic ones made of their paragraphs."""

import random
from pathlib import Path

WIKINEWS = Path(__file__).parent.parent.parent / "shared" / "data" / "wikinews"


def wikinews_like(folder: Path, count: int) -> Path:
    """Create a folder of `count` articles: the real ones, then equally long ones of paragraphs drawn from all of them.

    Copies of whole articles are unsuitable: they count as duplicates and make no new pairs of names.
    """
    corpus = folder / f"corpus-{count}"
    corpus.mkdir(parents=True)
    sources = sorted(WIKINEWS.glob("*.txt"))
    texts = [source.read_text(encoding="utf-8") for source in sources]
    pool = [part for text in texts for part in text.splitlines()[1:] if len(part) > 80]
    draw = random.Random(1)
    for number in range(count):
        source, text = sources[number % len(sources)], texts[number % len(sources)]
        name = source.name if number < len(sources) else f"{source.stem[:10]}_{number:06}.txt"
        (corpus / name).write_text(text if number < len(sources) else _drawn(pool, len(text), draw), encoding="utf-8")
    return corpus


def _drawn(pool: list[str], length: int, draw: random.Random) -> str:
    parts = [draw.choice(pool).split(". ")[0]]
    while sum(map(len, parts)) < length:
        parts.append(draw.choice(pool))
    return "\n\n".join(parts) + "\n"
