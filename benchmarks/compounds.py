"""Names in compounds: the share of right ones before and after the rule, and the precision of the rule.

python -m benchmarks.compounds --model fast
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.markdown import markdown_table
from benchmarks.names import DATA
from pipeline.names import Mention, complete_mentions, split_compounds
from pipeline.nlp import load_model
from pipeline.nlp.language import analyse, mentions_of

GOLD = Path(__file__).parent / "data" / "compounds_wikinews.jsonl"
LONGER = "longer"


def names_in(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that touch a compound."""
    return [mention for mention in mentions if mention.start < end and mention.end > start]


def is_right(
    text: str, found: Sequence[Mention], start: int, end: int, accepted: Sequence[str | list[list[str]]]
) -> bool:
    """Whether the names in a compound are one of the accepted answers; MISC counts as ORG."""
    forms = [(text[mention.start : mention.end], mention.label.replace("MISC", "ORG")) for mention in found]
    is_longer = all(mention.start < start or mention.end > end for mention in found)
    lists = [answer for answer in accepted if not isinstance(answer, str)]
    answers = [sorted((form, label.replace("MISC", "ORG")) for form, label in answer) for answer in lists]
    return sorted(forms) in answers or (LONGER in accepted and is_longer)


def main() -> None:
    """Print both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="fast", help="fast, accurate or a path")
    parser.add_argument("--verbose", action="store_true", help="list the errors in the half for development")
    args = parser.parse_args()
    records = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    articles = sorted({record["article"] for record in records})
    texts = {name: (DATA / "wikinews" / name).read_text(encoding="utf-8") for name in articles}
    nlp, _ = load_model(args.model)
    before: dict[str, list[Mention]] = {}
    for name, text in texts.items():
        found = [
            replace(mention, start=mention.start + offset, end=mention.end + offset)
            for offset, doc in analyse(nlp, text)
            for mention in mentions_of(doc)
        ]
        before[name] = complete_mentions(text, found, counts=Counter())
    after = {name: split_compounds(texts[name], found, counts=Counter()) for name, found in before.items()}
    rows = []
    for half in ("dev", "test"):
        chosen = [record for record in records if record["half"] == half]
        scores = {"before": 0, "after": 0, "by rule": 0, "right by rule": 0}
        for record in chosen:
            text, span = texts[record["article"]], (record["start"], record["end"])
            for step, mentions in (("before", before), ("after", after)):
                found = names_in(mentions[record["article"]], *span)
                right = is_right(text, found, *span, record["names"])
                scores[step] += right
                by_rule = step == "after" and any(mention.rule == "compound" for mention in found)
                scores["by rule"] += by_rule
                scores["right by rule"] += by_rule and right
                if args.verbose and half == "dev" and step == "after" and not right:
                    print(record["compound"], [(text[m.start : m.end], m.label) for m in found], record["names"])
        shares = [f"{scores[step] / len(chosen):.3f}" for step in ("before", "after")]
        rows.append([f"{half}, {len(chosen)} compounds", *shares, f"{scores['right by rule']} of {scores['by rule']}"])
    print(markdown_table([f"names in compounds ({args.model})", "before", "after", "right by the rule"], rows))


if __name__ == "__main__":
    main()
