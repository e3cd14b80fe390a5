"""Distil the teacher into the smaller network: gold with hard tags, other texts with the teacher's probabilities.

python -m training.distil EXTENDED SOFT.npy OUTPUT [--steps N] [--decay N] [--rate R]

The rate rises for 200 steps, stays, and falls to zero over the last `--decay` steps, so that a run can be prolonged
from a checkpoint written before the fall. Data and dropout of a step depend on seed and step alone.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from pipeline.nlp.encoder import best_tags, spans_of
from training import corpora
from training.batches import Pieces, Unit, batches, padded, unit_of
from training.corpora import Sentence
from training.encoder_network import Encoder, load_checkpoint
from training.soft import texts
from training.teacher import BUDGET, epoch_batches, epoch_units, f_score, loss_of, save

WARM = 200
GOLD_TIMES = 3
"""How often each sentence of our own annotation comes in an epoch."""
OUTSIDE = (0.0, 0.6, 1.0)
"""Bonuses of O under which dev is scored, to see how much the network finds too much."""


def soft_units(pieces: Pieces, path: Path) -> list[Unit]:
    """The unlabelled texts with their probabilities."""
    soft = np.load(path)
    units, start = [], 0
    for text in texts():
        end = start + len(text.words)
        units.append(replace(unit_of(text, pieces), soft=soft[start:end]))
        start = end
    if start != len(soft):
        raise ValueError(f"{path} holds {len(soft)} words, the texts {start}: run training.soft again")
    return units


def soft_loss(scores: Tensor, group: list[Unit]) -> Tensor:
    """Mean cross-entropy with the teacher's probabilities."""
    rows = torch.cat([scores[row, : len(unit.firsts)] for row, unit in enumerate(group)]).float()
    wanted = torch.from_numpy(np.concatenate([unit.soft for unit in group if unit.soft is not None])).float()
    return -(wanted * rows.log_softmax(-1)).sum(-1).mean()


def epoch(pieces: Pieces, gold: list[Sentence], soft: list[Unit], *, seed: int) -> list[list[Unit]]:
    """Batches of gold and of soft units in random order."""
    hard = epoch_batches(epoch_units(pieces, gold, seed=seed, most=120), seed=seed)
    draws = random.Random(seed)
    ordered = sorted(draws.sample(soft, len(soft)), key=lambda unit: len(unit.pieces) // 4)
    mixed = [*hard, *batches(ordered, budget=BUDGET)]
    return draws.sample(mixed, len(mixed))


def plan(pieces: Pieces, gold: list[Sentence], soft: list[Unit], *, seed: int) -> Iterator[tuple[int, list[Unit]]]:
    """Yield the steps of successive epochs with their numbers."""
    step = 0
    for number in range(1_000):
        for group in epoch(pieces, gold, soft, seed=1_000 * seed + number):
            yield step, group
            step += 1


def optimizer_of(model: Encoder, options: argparse.Namespace) -> torch.optim.Optimizer:
    """Create AdamW, without weight decay on vectors and added pieces."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            rate = options.rate * (options.added if name.startswith("added") else 1.0)
            decay = 0.01 if parameter.ndim > 1 and not name.startswith("added") else 0.0
            groups.setdefault((rate, decay), []).append(parameter)
    parts = [{"params": p, "lr": rate, "full": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]
    return torch.optim.AdamW(parts, fused=True, betas=(0.9, 0.98))


def share_of(step: int, options: argparse.Namespace) -> float:
    """Learning rate in a step, as a share of the full one."""
    return max(0.0, min((step + 1) / WARM, (options.steps - step) / options.decay, 1.0))


def dev_scores(model: Encoder, pieces: Pieces) -> dict[str, float]:
    """Strict F1 on GermEval dev for each bonus on O."""
    sentences = corpora.germeval("dev")
    units = [unit_of(sentence, pieces) for sentence in sentences]
    order = sorted(range(len(units)), key=lambda index: len(units[index].pieces))
    found: dict[float, dict[int, set[Any]]] = {bonus: {} for bonus in OUTSIDE}
    model.eval()
    done = 0
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for group in batches((units[index] for index in order), budget=4 * BUDGET):
            ids, firsts, mask, _ = padded(group)
            for unit, rows in zip(group, model(ids, firsts, mask).float().numpy(), strict=True):
                for bonus in OUTSIDE:
                    shifted = rows[: len(unit.firsts)].copy()
                    shifted[:, 0] += bonus
                    found[bonus][order[done]] = set(spans_of(best_tags(shifted)))
                done += 1
    gold = [set(sentence.spans()) for sentence in sentences]
    return {f"O+{bonus}": f_score(gold, [found[bonus][i] for i in range(len(gold))]) for bonus in OUTSIDE}


def update(model: Encoder, optimizer: torch.optim.Optimizer, group: list[Unit], share: float) -> float:
    """Take one step and return the loss."""
    for part in optimizer.param_groups:
        part["lr"] = part["full"] * share
    pieces, firsts, mask, tags = padded(group)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(pieces, firsts, mask)
    loss = soft_loss(scores, group) if group[0].soft is not None else loss_of(scores, tags, group[0].missing)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def train(options: argparse.Namespace) -> None:
    """Train all steps, from the last checkpoint."""
    pieces = Pieces(options.extended / "tokenizer.json")
    gold = corpora.germeval_train() + GOLD_TIMES * corpora.wikinews_gold()
    gold += [sentence for document in corpora.smartdata(news=True) for sentence in document]
    model = load_checkpoint(options.extended / "model.pt")
    optimizer = optimizer_of(model, options)
    checkpoint = options.output / "checkpoint.pt"
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
    losses: dict[bool, list[float]] = {True: [], False: []}
    start = time.time()
    for step, group in plan(pieces, gold, soft_units(pieces, options.soft), seed=options.seed):
        if step < done:
            continue
        if step >= options.steps:
            break
        model.train()
        torch.manual_seed(1_000_000 * options.seed + step)
        losses[group[0].soft is None].append(update(model, optimizer, group, share_of(step, options)))
        if (step + 1) % options.every and step + 1 < options.steps:
            continue
        scores = {name: round(value, 4) for name, value in dev_scores(model, pieces).items()}
        means = {"hard": round(float(np.mean(losses[True])), 4), "soft": round(float(np.mean(losses[False])), 4)}
        record = {"step": step + 1, **means, "seconds": round(time.time() - start), **scores}
        print(json.dumps(record), flush=True)
        losses, start = {True: [], False: []}, time.time()
        save(checkpoint, step=step + 1, model=model.state_dict(), optimizer=optimizer.state_dict())
        save(options.output / "model.pt", model=model.state_dict(), layers=len(model.layers))


def main() -> None:
    """Train, or resume training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extended", type=Path)
    parser.add_argument("soft", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--decay", type=int, default=800, help="last steps, over which the rate falls to zero")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--added", type=float, default=5.0, help="factor of the learning rate of added pieces")
    parser.add_argument("--every", type=int, default=400, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    train(options)


if __name__ == "__main__":
    main()
