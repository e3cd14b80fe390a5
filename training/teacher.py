"""Fine-tune the encoder (the teacher, later the accurate model).

python -m training.teacher PREPARED OUTPUT [--epochs N] [--rate R] [--extra FILE.jsonl ...]

Runs on one thread in bfloat16 autocast; a checkpoint after every epoch; the data of an epoch depend on seed and
epoch alone, so that a resumed run sees the same data as an uninterrupted one.
"""

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from pipeline.nlp.encoder import TAGS, best_tags, spans_of
from training import corpora
from training.augment import Augmenter
from training.batches import IGNORED, Pieces, Unit, batches, padded, unit_of
from training.corpora import Sentence
from training.encoder_network import Encoder, load_pretrained

BUDGET = 1024


def epoch_units(pieces: Pieces, sentences: list[Sentence], *, seed: int, most: int) -> list[Unit]:
    """Varied and joined units of one epoch."""
    augmenter = Augmenter((s for s in sentences if s.source == "germeval-train"), seed=seed)
    groups: dict[tuple[str, ...], list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.covers, []).append(sentence)
    units = []
    for group in groups.values():
        ordered = group if len(group[0].covers) < 4 else random.Random(seed).sample(group, len(group))
        units += [unit_of(unit, pieces) for unit in augmenter.units(ordered, most=most)]
    return units


def epoch_batches(units: list[Unit], *, seed: int) -> list[list[Unit]]:
    """Batches of units of similar length and with the same annotated labels, in random order."""
    draws = random.Random(seed)
    shuffled = draws.sample(units, len(units))
    shuffled.sort(key=lambda unit: (unit.missing, len(unit.pieces) // 4))
    full = list(batches((u for u in shuffled if not u.missing), budget=BUDGET))
    partial = list(batches((u for u in shuffled if u.missing), budget=BUDGET))
    return draws.sample(full + partial, len(full + partial))


def loss_of(scores: Tensor, tags: Tensor, missing: tuple[str, ...]) -> Tensor:
    """Mean cross-entropy; where a label was not annotated, O stands for O or any tag of that label."""
    flat, gold = scores.float().flatten(0, 1), tags.flatten()
    if not missing:
        return functional.cross_entropy(flat, gold, ignore_index=IGNORED)
    kept = gold != IGNORED
    logs, gold = flat[kept].log_softmax(-1), gold[kept]
    allowed = functional.one_hot(gold, len(TAGS)).bool()
    unknown = torch.tensor([tag[2:] in missing for tag in TAGS])
    allowed |= (gold == 0)[:, None] & unknown
    return -logs.masked_fill(~allowed, -torch.inf).logsumexp(-1).mean()


def optimizer_of(model: Encoder, *, rate: float, head_rate: float, steps: int) -> tuple[Any, Any]:
    """AdamW (no decay on vectors) with 10 % warm-up and linear decay."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            key = (head_rate if name.startswith("head") else rate, 0.01 if parameter.ndim > 1 else 0.0)
            groups.setdefault(key, []).append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()], fused=True, betas=(0.9, 0.98)
    )
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    return optimizer, schedule


def predicted(model: Encoder, units: list[Unit]) -> list[list[tuple[int, int, str]]]:
    """Spans of each unit, in the order given."""
    model.eval()
    order = sorted(range(len(units)), key=lambda index: len(units[index].pieces))
    found: list[list[tuple[int, int, str]]] = []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches((units[index] for index in order), budget=4 * BUDGET):
            pieces, firsts, mask, _ = padded(group)
            scores = model(pieces, firsts, mask).float().numpy()
            found += [spans_of(best_tags(rows[: len(unit.firsts)])) for rows, unit in zip(scores, group, strict=True)]
    return [spans for _, spans in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]


def f_score(gold: list[set[Any]], found: list[set[Any]]) -> float:
    """Strict F1 over all spans."""
    hits = sum(len(g & f) for g, f in zip(gold, found, strict=True))
    return 2 * hits / max(1, sum(map(len, gold)) + sum(map(len, found)))


def dev_scores(model: Encoder, pieces: Pieces) -> dict[str, float]:
    """Strict F1 on GermEval dev: sentence by sentence, and five neighbours as one unit."""
    sentences = corpora.germeval("dev")
    found = {}
    for name, size in (("sentence", 1), ("joined", 5)):
        groups = [corpora.joined(sentences[i : i + size]) for i in range(0, len(sentences), size)]
        spans = [set(s) for s in predicted(model, [unit_of(g, pieces) for g in groups])]
        found[name] = f_score([set(g.spans()) for g in groups], spans)
    return found


def save(path: Path, **state: Any) -> None:
    """Write a checkpoint atomically, so that an interrupted run leaves the previous one."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def train_epoch(model: Encoder, optimizer: Any, schedule: Any, groups: list[list[Unit]]) -> float:
    """Train for one epoch and return the mean loss."""
    model.train()
    total = 0.0
    for group in groups:
        pieces, firsts, mask, tags = padded(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(pieces, firsts, mask)
        loss = loss_of(scores, tags, group[0].missing)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss.detach())
    return total / len(groups)


def training_sentences(options: argparse.Namespace) -> list[Sentence]:
    """GermEval train, SmartData news, and further files of sentences."""
    sentences = corpora.germeval_train()[: options.limit]
    if not options.no_smartdata:
        sentences += [sentence for document in corpora.smartdata(news=True) for sentence in document]
    return sentences + [sentence for path in options.extra for sentence in corpora.read(path)]


def resume(checkpoint: Path, **parts: Any) -> int:
    """Load the checkpoint, if there is one; return the number of epochs done."""
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=False)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["epoch"])


def train(options: argparse.Namespace) -> None:
    """Train all epochs, from the last checkpoint."""
    torch.manual_seed(options.seed)
    pieces = Pieces(options.prepared / "tokenizer.json")
    sentences = training_sentences(options)
    model = load_pretrained(options.prepared / "encoder.npz", layers=options.layers)
    plans = [
        epoch_batches(epoch_units(pieces, sentences, seed=options.seed + e, most=options.most), seed=options.seed + e)
        for e in range(options.epochs)
    ]
    steps = sum(len(plan) for plan in plans)
    optimizer, schedule = optimizer_of(model, rate=options.rate, head_rate=options.head_rate, steps=steps)
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
    checkpoint = options.output / "checkpoint.pt"
    for epoch in range(resume(checkpoint, **parts), options.epochs):
        start = time.time()
        torch.manual_seed(options.seed + epoch)
        record = {"epoch": epoch + 1, "loss": round(train_epoch(model, optimizer, schedule, plans[epoch]), 4)}
        scores = dev_scores(model, pieces)
        record |= {"seconds": round(time.time() - start)} | {key: round(value, 4) for key, value in scores.items()}
        print(json.dumps(record), flush=True)
        save(checkpoint, epoch=epoch + 1, **{name: part.state_dict() for name, part in parts.items()})
        save(options.output / "model.pt", model=model.state_dict(), scores=scores, layers=options.layers)


def main() -> None:
    """Train, or resume training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--most", type=int, default=120, help="maximum number of words of a joined unit")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--limit", type=int, default=None, help="GermEval sentences, for trials")
    parser.add_argument("--extra", type=Path, nargs="*", default=[])
    parser.add_argument("--no-smartdata", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    train(options)


if __name__ == "__main__":
    main()
