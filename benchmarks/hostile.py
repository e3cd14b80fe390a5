"""Read thousands of damaged files and report crashes, hangs, memory and files without a result.

    python -m benchmarks.hostile [--files 10000] [--seed 1]
    python -m benchmarks.hostile --runs

With --runs: time texts of 50, 100 and 200 KB that repeat a few characters, and check that the time grows linearly.

Lists of names, which blow up the output rather than the input, are in `benchmarks.lists`.

The files are those of the tests, truncated, with bytes flipped, repeated, spliced and renamed, and bombs of every kind.
They are read in a child process, so that the crash of a library is noticed.
"""

import argparse
import gzip
import io
import json
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from spacy.language import Language

from pipeline.nlp import extract, load_model
from pipeline.reading.articles import Article, read_corpus
from pipeline.reading.decoding import decode
from pipeline.reading.plaintext import clean_text

DATA = Path(__file__).parent.parent / "tests" / "data" / "articles"
PER_FOLDER = 250
HANG_SECONDS = 120
SLOW_SECONDS = 10.0  # processor time, because other programs may be running

RUNS = {
    "equals": "=",
    "hyphens": "-",
    "full stops": ".",
    "underscores": "_",
    "slashes": "/",
    "apostrophes": "'",
    "quotes": "„",
    "marks": "=-._/'„!?;:,()[]{}<>|+*#~^\"`´&%$§@\\",
    "addresses": "https://www.beispiel.de/a/b?c=d&e=f#g-h/",
    "base64": "RGllIFN0YWR0IFVsbSBsaWVndCBhbiBkZXIgRG9uYXU+/",
    "word": "Donaudampfschifffahrt",
    "emoji": "😀🎉👩\u200d👩\u200d👧",
    "invisible": "a\u200bb\u200d",
    "combining": "a\u0301\u0302\u0323",
    "dotted digits": "1.",
    "numbers": "12.345,",
    "brackets": "([{",
    "dotted letters": "a.b.c.d.",
    "names": "Almaty/",
    "quoted": "„A! ",
    "initials": "A. ",
    "number words": "zweihundert",
}
"""Units of text to repeat."""

Outcome = tuple[str, bool, str]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Damage the bytes in one random way."""
    kind = chance.randrange(6)
    place = chance.randrange(len(data) + 1)
    if kind == 0:
        return data[:place]
    if kind == 1:
        damaged = bytearray(data)
        for _ in range(min(len(data), 1 + len(data) // 100)):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(damaged)
    if kind == 2:
        return data[:place] + chance.randbytes(chance.randrange(1, 2000)) + data[place:]
    if kind == 3:
        return data[place:] + data[:place]
    if kind == 4:
        return data[:place] + data[max(0, place - 500) : place] * chance.randrange(1, 400) + data[place:]
    return data[:place] + data[place + chance.randrange(1, 300) :]


def bombs() -> dict[str, bytes]:
    """Files made to exhaust their reader."""
    return {**nested_bombs(100_000), **large_bombs()}


def nested_bombs(deep: int) -> dict[str, bytes]:
    """Small files nested so deeply that a parser may overflow its stack."""
    return {
        "tags.html": b"<div>" * deep + b"Text" + b"</div>" * deep,
        "spans.html": b"<p>" + b"<span>" * deep + b"Der Text.",
        "lists.html": b"<ul><li>" * deep + b"Text",
        "fonts.html": b"<b><i><font>" * deep + b"Text",
        "tables.html": b"<table><tr><td>" * deep + b"Text",
        "attributes.html": b"<p " + b"a=b " * deep + b">Text</p>",
        "unclosed.html": b"<" * deep,
        "comment.html": b"<!--" * deep,
        "ld.html": b'<script type="application/ld+json">' + b"[" * deep + b"</script><p>Der Text.</p>",
        "arrays.json": b"[" * deep,
        "closed.json": b"[" * deep + b"]" * deep,
        "in-array.json": b'[{"text":"a","b":' + b"[" * deep + b"]" * deep + b"}]",
        "objects.json": b'{"a":' * deep + b"1" + b"}" * deep,
        "lines.jsonl": b"[" * deep + b"\n" + b'{"a":' * deep + b'\n{"text":"Der Text."}\n',
        "columns.csv": b"text," * deep + b"\n" + b"a," * deep,
        "quotes.md": b"> " * deep + b"Der Text.",
        "stars.md": b"**" * deep + b"_" * deep,
        "brackets.md": b"[" * deep + b"](" * deep,
        "yaml.md": b"---\n" + b"[" * 50_000 + b"\n---\nDer Text.",
        "wiki.txt": b"[[" * deep + b"''" * deep + b"{{" * deep,
        "hyphens.txt": b"a-\n" * deep,
        "entities.txt": b"&amp;" * deep + b"&#99999999999;",
    }


def large_bombs() -> dict[str, bytes]:
    """Decompression bombs, and large files without line ends or words."""
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "lol" * 10}">' for i in range(12))
    zeros = bytes(200_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.jsonl", "c.html", "d.csv"):
            archive.writestr(name, zeros)
        archive.writestr("e.txt", b"a " * 100_000_000)
    return {
        "number.json": b'[{"text":"Der Text.","date":' + b"9" * 100_000 + b"}]",
        "quotes.csv": b'text\n"' + b"a,\n" * 1_000_000,
        "front.md": b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\nDer Text.",
        "spaces.txt": b" " * 5_000_000 + b"Text" + b"\n \n" * 1_000_000,
        "zeros.txt": bytes(20_000_000),
        "entities.xhtml": f"<!DOCTYPE x [{entities}]><html><body><p>&a11;</p></body></html>".encode(),
        "bomb.zip": packed.getvalue(),
        "bomb.txt.gz": gzip.compress(zeros),
        "bomb.jsonl.gz": gzip.compress(b"[" * 200_000_000),
        "bomb.docx": packed.getvalue(),
        "bomb.epub": packed.getvalue(),
        "chapters.epub": book_of_many_chapters(),
        "bomb.parquet": b"PAR1" + b"\xff" * 1000 + b"\xff\xff\xff\x7fPAR1",
    }


def run_of(unit: str, size: int) -> bytes:
    """A text of about `size` bytes that repeats a unit."""
    return (unit * (size // len(unit.encode()) + 1)).encode()


def seconds_for(nlp: Language, data: bytes) -> float:
    """Processor seconds from the bytes of a text to its rows."""
    begin = time.process_time()
    text, _ = clean_text(decode(data).text)
    row = extract(nlp, text)
    assert all(text[place["start"] : place["end"]] == place["text"] for place in row["mentions"] + row["numbers"])
    return time.process_time() - begin


def time_runs() -> bool:
    """Print how the time for each unit grows; return whether it is always linear in the length."""
    nlp, _ = load_model("fast")
    linear = True
    for name, unit in RUNS.items():
        seconds = [seconds_for(nlp, run_of(unit, size)) for size in (50_000, 100_000, 200_000)]
        ratio = seconds[2] / max(seconds[1], 0.05)
        linear &= ratio < 3
        print(f"{name}: {', '.join(f'{value:.2f}' for value in seconds)} s, ratio {ratio:.1f}")
    return linear


def book_of_many_chapters() -> bytes:
    """An EPUB whose chapters are small enough one by one, but 400 MB together."""
    numbers = range(40)
    items = "".join(f'<item id="c{number}" href="{number}.html"/>' for number in numbers)
    order = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    package = f"<manifest>{items}</manifest><spine>{order}</spine>"
    chapter = b"<html><body>" + b"<p>Der Text.</p>" * 625_000 + b"</body></html>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        rootfile = '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>'
        book.writestr("META-INF/container.xml", rootfile)
        book.writestr("p.opf", f'<package xmlns="http://www.idpf.org/2007/opf">{package}</package>')
        for number in numbers:
            book.writestr(f"{number}.html", chapter)
    return packed.getvalue()


def lay_out(folder: Path, files: int, seed: int) -> int:
    """Write the damaged files, bombs, links and strange names; return the number of bombs."""
    chance = random.Random(seed)
    sources = sorted(path for path in DATA.rglob("*") if path.is_file() and path.name != "golden.json")
    for number in range(files):
        source = chance.choice(sources)
        suffix = "".join(chance.choice(sources if chance.random() < 0.1 else [source]).suffixes[-2:])
        place = folder / f"{number // PER_FOLDER:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:05}{suffix}").write_bytes(mutated(source.read_bytes(), chance))
    explosive = bombs()
    for name, data in explosive.items():
        (place := folder / f"bombe-{name}").mkdir()
        (place / name).write_bytes(data)
    (odd := folder / "namen").mkdir()
    for odd_name in (b"a\nb.txt", b"\xff\xfe.txt", b"a\\b.txt", b"x.zip!y.txt", "ä".encode("latin-1") + b".txt"):
        Path(os.fsdecode(os.fsencode(odd) + b"/" + odd_name)).write_text("Der Präsident.", encoding="utf-8")
    (odd / "schleife").symlink_to(odd)
    (odd / "kreis.txt").symlink_to(odd / "kreis.txt")
    (odd / "ins-leere.txt").symlink_to(odd / "nichts")
    (odd / "hinaus").symlink_to("/etc")
    (odd / "hinaus.txt").symlink_to(DATA / "golden.json")
    os.mkfifo(odd / "rohr.txt")
    return len(explosive)


def read_folder(folder: Path, answer: Connection) -> None:
    """In the child process: send the outcome of each file, peak memory in MiB, and processor seconds."""
    outcomes = []
    for item in read_corpus(folder):
        if isinstance(item, Article):
            item.article_id.encode("utf-8")
            item.text.encode("utf-8")
        outcomes.append((item.path, isinstance(item, Article), "" if isinstance(item, Article) else item.error))
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer.send((outcomes, used.ru_maxrss // 1024, used.ru_utime + used.ru_stime))


def read_in_child(part: Path) -> tuple[list[Outcome], int, float] | None:
    """Return what `read_folder` sends, or None if the child process crashed or hung."""
    context = multiprocessing.get_context("fork")
    inbox, outbox = context.Pipe(duplex=False)
    child = context.Process(target=read_folder, args=(part, outbox))
    child.start()
    outbox.close()
    answer = None
    with suppress(EOFError):
        answer = inbox.recv() if inbox.poll(HANG_SECONDS) else None
    child.kill()
    child.join()
    return answer


def problems(part: Path, answer: tuple[list[Outcome], int, float] | None) -> list[str]:
    """Describe what went wrong with a folder."""
    if answer is None:
        return [f"{part.name}: crash, or hang for {HANG_SECONDS} s"]
    outcomes, memory, seconds = answer
    wrong = [f"{path}: {error}" for path, _, error in outcomes if error.startswith("unexpected")]
    present, found = {path.name for path in part.rglob("*") if path.is_file()}, {outcome[0] for outcome in outcomes}
    if len(found) < len(present):
        wrong.append(f"{part.name}: {len(present)} files, {len(found)} accounted for")
    if memory > 1024 or (is_bomb(part) and seconds > SLOW_SECONDS):
        wrong.append(f"{part.name}: {seconds:.1f} s, {memory} MiB")
    return wrong


def is_bomb(part: Path) -> bool:
    """Whether a folder holds a bomb."""
    return part.name.startswith("bombe")


def main() -> None:
    """Read folder by folder and print what went wrong; exit code 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", action="store_true")
    arguments = parser.parse_args()
    if arguments.runs:
        sys.exit(not time_runs())
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    explosive = lay_out(folder, arguments.files, arguments.seed)
    wrong: list[str] = []
    errors: Counter[str] = Counter()
    memory, slowest = 0, 0.0
    for part in sorted(folder.iterdir()):
        answer = read_in_child(part)
        wrong += problems(part, answer)
        if answer is not None:
            errors.update(error.split(":")[0][:60] or "read" for _, _, error in answer[0])
            memory, slowest = max(memory, answer[1]), max(slowest, answer[2] if is_bomb(part) else 0.0)
    shutil.rmtree(folder)
    print(json.dumps(dict(errors.most_common(25)), ensure_ascii=False, indent=1))
    print(f"{arguments.files} files and {explosive} bombs: most memory {memory} MiB, slowest bomb {slowest:.1f} s")
    print("\n".join(wrong) or "nothing crashed, hung or went missing")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
