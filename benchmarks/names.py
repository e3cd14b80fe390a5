"""Names: speed of linking a corpus, B-cubed of its entities, and the effect of cleaning and completion on strict F1.

python -m benchmarks.names speed
python -m benchmarks.names links                    our own clusters of Wikinews articles (gold spans)
python -m benchmarks.names links --kept             clusters of other articles, which guided no rule (model spans)
python -m benchmarks.names spans --model fast       SmartData train documents and GermEval dev sentences
python -m benchmarks.names halves FOLDER            Wikinews articles in turn to FOLDER/dev and FOLDER/test
python -m benchmarks.names sample OUTPUT            entities of several forms and propagated mentions, to be judged
"""

import argparse
import json
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pandas as pd

from benchmarks.markdown import markdown_table
from pipeline.names import Link, Mention, clean_mentions, complete_mentions, link_article, link_corpus, merges
from pipeline.names.forms import fold, surnames
from pipeline.results import open_run

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
CLUSTERS = ROOT / "tests" / "data" / "names_wikinews.jsonl"
KEPT = CLUSTERS.with_name("names_wikinews_kept.jsonl")
"""17 articles of 8 to 45 names, drawn at random from those that neither CLUSTERS nor `attribution.jsonl` holds.

They were annotated before scoring. The spans are those that *accurate* found, without twelve that are no names or the
wrong part of one. A cluster is all that names one person, place, organisation or work, in any form and in any article;
a part is not the whole.
"""
SMARTDATA_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
}

Labelled = tuple[str, list[Mention]]


def read_clusters(path: Path) -> Iterator[tuple[str, list[Mention], list[str]]]:
    """Text, mentions and clusters of each annotated Wikinews article."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = (DATA / "wikinews" / record["article"]).read_text(encoding="utf-8")
        yield text, [Mention(*row[:3]) for row in record["mentions"]], [row[3] for row in record["mentions"]]


def entity_ids(articles: Sequence[Labelled]) -> list[list[str]]:
    """The entity_id of each mention of each article, as a run assigns it."""
    links = [link_article(text, mentions) for text, mentions in articles]
    table = link_corpus(count_names(links))
    ids = {(str(row.name), str(row.label)): str(row.entity_id) for row in table.itertuples(index=False, name="Row")}
    return [[ids[link.name, link.label] for link in article] for article in links]


def count_names(links: Iterable[Sequence[Link]]) -> pd.DataFrame:
    """Count the distinct names of a corpus."""
    mentions: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for article in links:
        mentions.update((link.name, link.label) for link in article)
        articles.update({(link.name, link.label) for link in article})
    rows = [(*key, mentions[key], articles[key]) for key in sorted(mentions)]
    return pd.DataFrame(rows, columns=["name", "label", "mentions", "articles"])


def surface_ids(articles: Sequence[Labelled]) -> list[list[str]]:
    """Baseline: the surface string is the entity."""
    return [[text[m.start : m.end] for m in mentions] for text, mentions in articles]


def surname_ids(articles: Sequence[Labelled]) -> list[list[str]]:
    """Baseline: a bare surname is the last full name before it that ends with this surname."""
    result = []
    for text, mentions in articles:
        bearers: dict[str, str] = {}
        ids = []
        for mention in mentions:
            form = text[mention.start : mention.end]
            bearers.update(dict.fromkeys(surnames(form) if mention.label == "PER" else [], form))
            ids.append(bearers.get(fold(form), form))
        result.append(ids)
    return result


def b_cubed(predicted: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering, averaged over mentions (Bagga and Baldwin 1998)."""
    sizes_predicted, sizes_gold = Counter(predicted), Counter(gold)
    pairs = Counter(zip(predicted, gold, strict=True))
    total = len(gold)
    precision = sum(n * n / sizes_predicted[p] for (p, _), n in pairs.items()) / total
    recall = sum(n * n / sizes_gold[g] for (_, g), n in pairs.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall)


def links(path: Path, *, verbose: bool) -> None:
    """Print B-cubed of the baselines and of pressenetz, and optionally every error."""
    read = list(read_clusters(path))
    articles = [(text, mentions) for text, mentions, _ in read]
    gold = [cluster for _, _, clusters in read for cluster in clusters]
    ways: dict[str, Callable[[Sequence[Labelled]], list[list[str]]]] = {
        "surface string": surface_ids,
        "surname folding": surname_ids,
        "pressenetz": entity_ids,
    }
    rows = []
    for name, way in ways.items():
        predicted = [entity for article in way(articles) for entity in article]
        rows.append([name, *(f"{score:.3f}" for score in b_cubed(predicted, gold))])
    print(markdown_table([f"B-cubed of {len(gold)} mentions", "precision", "recall", "F1"], rows))
    if verbose:
        forms = [text[m.start : m.end] for text, mentions in articles for m in mentions]
        print_errors(predicted, gold, forms)


def print_errors(predicted: Sequence[str], gold: Sequence[str], forms: Sequence[str]) -> None:
    """Print entities that merge two clusters, and clusters split over several entities."""
    for kind, keys, values in (("merged", predicted, gold), ("split", gold, predicted)):
        groups: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for key, value, form in zip(keys, values, forms, strict=True):
            groups[key][value, form] += 1
        for key, group in sorted(groups.items()):
            if len({value for value, _ in group}) > 1:
                print(f"{kind:<7} {key}: {dict(group)}")


def read_smartdata(*, news: bool) -> Iterator[Labelled]:
    """Documents of SmartData train with their gold names."""
    for line in (DATA / "smartdata" / "train.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["news"] or not news:
            found = [(s, e, SMARTDATA_LABELS[kind]) for s, e, kind in record["ents"] if kind in SMARTDATA_LABELS]
            yield record["text"], [Mention(*span) for span in sorted(set(found))]


def read_germeval() -> Iterator[Labelled]:
    """Sentences of GermEval dev, tokens joined by spaces, with their gold names."""
    for block in (DATA / "germeval2014" / "dev.tsv").read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        yield sentence_of([(row[1], row[2]) for row in rows])


def sentence_of(tokens: Sequence[tuple[str, str]]) -> Labelled:
    """Text and names of (token, IOB tag) pairs."""
    text = ""
    mentions: list[Mention] = []
    for word, tag in tokens:
        start = len(text) + (len(text) > 0)
        text = f"{text} {word}" if text else word
        label = {"OTH": "MISC"}.get(tag[2:], tag[2:])
        if label in ("PER", "LOC", "ORG", "MISC"):
            if tag.startswith("I-") and mentions:
                mentions[-1] = Mention(mentions[-1].start, len(text), label)
            else:
                mentions.append(Mention(start, len(text), label))
    return text, mentions


def spans(*, model: str | None, limit: int) -> None:
    """Print strict F1 before cleaning, after it, and after completion; of the gold spans if no model is given."""
    for name, documents in (("SmartData train", read_smartdata(news=False)), ("GermEval dev", read_germeval())):
        labels = ("PER", "LOC", "ORG") if name.startswith("Smart") else ("PER", "LOC", "ORG", "MISC")
        read = list(documents)[:limit]
        found = predict(model, [text for text, _ in read]) if model else [mentions for _, mentions in read]
        counts: Counter[str] = Counter()
        cleaned = [clean_mentions(t, f, counts=counts) for (t, _), f in zip(read, found, strict=True)]
        completed = [complete_mentions(t, c, counts=counts) for (t, _), c in zip(read, cleaned, strict=True)]
        for step, result in (("model", found), ("cleaned", cleaned), ("completed", completed)):
            print(f"{name:<16} {step:<10} {strict_f1(result, [gold for _, gold in read], labels)}")
        print({key: count for key, count in sorted(counts.items()) if count})


def predict(model: str, texts: Sequence[str]) -> list[list[Mention]]:
    """Names as predicted by the model, without our cleaning."""
    import spacy

    path = ROOT / "pipeline" / "models" / model
    nlp = spacy.load(path if path.is_dir() else model)
    return [[Mention(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts, batch_size=16)]


def strict_f1(found: Sequence[list[Mention]], gold: Sequence[list[Mention]], labels: Sequence[str]) -> str:
    """Precision, recall and F1 over exact spans and labels, as text."""
    keys = [
        {(i, m.start, m.end, m.label) for i, mentions in enumerate(side) for m in mentions if m.label in labels}
        for side in (found, gold)
    ]
    hits = len(keys[0] & keys[1])
    precision, recall = hits / max(len(keys[0]), 1), hits / max(len(keys[1]), 1)
    return f"P {precision:.4f}  R {recall:.4f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.4f}"


def halves(folder: Path) -> None:
    """Copy the Wikinews articles in alphabetical order to two folders in turn: rules are mended on `dev` only."""
    for name in ("dev", "test"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted((DATA / "wikinews").glob("*.txt"))):
        shutil.copy(path, folder / ("test" if number % 2 else "dev"))


def sample(output: Path, *, size: int, skip: int) -> None:
    """Print random entities of several forms with the rules that joined them, and random propagated mentions.

    The order is drawn once with a fixed seed: `skip` passes over those that were read before.
    """
    run = open_run(output)
    linked = run.mentions[run.mentions["entity_id"].notna()]
    several = linked.groupby("entity_id")["text"].nunique()
    chosen = several[several > 1].index.to_series().sort_values().sample(frac=1, random_state=2)[skip : skip + size]
    merged = merges(linked, run.entities).set_index("entity_id")
    print(f"entities of several forms: {int((several > 1).sum())}, of which:")
    for entity_id, entity in merged.loc[chosen].iterrows():
        print(f"{entity['name']} ({entity_id!s}): {entity['forms']}")
    propagated = run.mentions[run.mentions["rule"].str.contains("propagated")]
    print(f"propagated mentions: {len(propagated)}, of which:")
    chosen_rows = propagated.sample(frac=1, random_state=2)[skip : skip + size]
    shown = chosen_rows.merge(run.sentences, on=["article_id", "sentence"], suffixes=("", "_sentence"))
    for row in shown.to_dict("records"):
        text, first = row["text_sentence"], row["start_sentence"]
        print(f"{row['label']} {text[: row['start'] - first]}[[{row['text']}]]{text[row['end'] - first :]}")


def speed(size: int) -> None:
    """Print the processor seconds for linking a corpus of 100,000 distinct names."""
    frame = made_up_names(size)
    start = time.process_time()
    table = link_corpus(frame)
    seconds = time.process_time() - start
    print(f"{len(frame):,} names -> {table['entity_id'].nunique():,} entities in {seconds:.1f} s on one core")


def made_up_names(size: int) -> pd.DataFrame:
    """Generate distinct names, surnames, genitives, transliterations and acronyms included."""
    random = Random(0)
    syllables = "ka ni bo ra lu mer se tow wei dor ham ste gru fin jaro bul tsche kow ber hei nau la mi do".split()
    rows: dict[tuple[str, str], tuple[int, int]] = {}
    while len(rows) < size:
        surname = "".join(random.choices(syllables, k=random.randint(2, 4))).capitalize()
        first = "".join(random.choices(syllables, k=2)).capitalize()
        kind = random.random()
        names = [(f"{first} {surname}", "PER"), (surname, "PER"), (f"{surname}s", "PER"), (f"{surname}ow", "PER")]
        if kind > 0.5:
            names = [
                (f"{surname} {first} AG", "ORG"),
                (surname, "LOC"),
                (f"{surname}s", "LOC"),
                (surname[:3].upper(), "ORG"),
            ]
        for name in random.sample(names, 2):
            rows[name] = (random.randint(1, 50), random.randint(1, 20))
    return pd.DataFrame(
        [(*key, *value) for key, value in list(rows.items())[:size]], columns=["name", "label", "mentions", "articles"]
    )


def main() -> None:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "links", "spans", "halves", "sample"))
    parser.add_argument("folder", type=Path, nargs="?", help="for halves and sample")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--model", help="fast, accurate or a path; without one, gold spans are cleaned")
    parser.add_argument("--limit", type=int, default=10**9, help="documents of each corpus, or entities of a sample")
    parser.add_argument("--skip", type=int, default=0, help="entities of a sample that were judged before")
    parser.add_argument("--kept", action="store_true", help="links: the articles that guided no rule")
    parser.add_argument("--verbose", action="store_true", help="list the errors")
    args = parser.parse_args()
    if args.what == "speed":
        speed(args.size)
    elif args.what == "halves":
        halves(args.folder)
    elif args.what == "sample":
        sample(args.folder, size=min(args.limit, 100), skip=args.skip)
    elif args.what == "links":
        links(KEPT if args.kept else CLUSTERS, verbose=args.verbose)
    else:
        spans(model=args.model, limit=args.limit)


if __name__ == "__main__":
    main()
