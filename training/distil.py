"""Third stage of training: a student of French and English that gives the English teacher's vectors.

Reimers and Gurevych (2020), https://aclanthology.org/2020.emnlp-main.365/, with a contrast between titles and
texts, which the English teacher cannot teach.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F  # noqa: N812

from training.noise import misspell
from training.pairs import Titled, Translation

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

DEV = 500
"""Pairs kept apart to follow the training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    steps: int = 2_800
    """Batches of translations; the rate falls to zero over them."""
    batch: int = 64
    rate: float = 2e-4
    embedding_rate: float = 2e-3
    warm_up: int = 60
    english: float = 0.15
    """Share of the student's texts that are in English."""
    misspelt: float = 0.1
    """Share of the French texts that are misspelt: their vectors are to be those of the right spelling."""
    similarity: float = 10.0
    """Weight of the squared error of the batch's similarities."""
    contrast_every: int = 4
    """Steps from one contrast of titles and texts to the next; 0 for none."""
    contrast_runs: int = 6
    """Runs of neighbours in a contrast: each text is told from its neighbours and from those of other places."""
    contrast_tokens: int = 80
    contrast_scale: float = 20.0
    pair_tokens: int = 96
    seed: int = 7


def embed(model: Any, rows: Sequence[Sequence[int]]) -> Tensor:
    """Return the unit mean vectors of rows of token identifiers; products are made in half precision."""
    width = max(map(len, rows))
    device = model.device
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows], device=device)
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows], device=device)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        states = model(input_ids=ids, attention_mask=mask).last_hidden_state
    kept = mask[:, :, None].float()
    return F.normalize((states.float() * kept).sum(1) / kept.sum(1), dim=1)


def distil(
    student: Any,
    teacher: Any,
    tokenizer: Tokenizer,
    teacher_tokenizer: Tokenizer,
    translations: Sequence[Translation],
    runs: Sequence[Sequence[Titled]],
    settings: Settings,
    save: Callable[[], None],
) -> list[tuple[int, int, float, float, float]]:
    """Train the student in place for a fixed number of steps.

    Returns, as it went: seconds, pairs seen, cosine to the teacher and share of exact nearest neighbours on the
    pairs kept apart, mean loss of the contrasts since the last line.
    """
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    tokenizer.enable_truncation(settings.pair_tokens)
    teacher_tokenizer.enable_truncation(settings.pair_tokens)
    french = [e.ids for e in tokenizer.encode_batch([pair.french for pair in translations])]
    wrong = [e.ids for e in tokenizer.encode_batch([misspell(pair.french, draw) for pair in translations])]
    english = [e.ids for e in tokenizer.encode_batch([pair.english for pair in translations])]
    target = [e.ids for e in teacher_tokenizer.encode_batch([pair.english for pair in translations])]
    contrasts = _contrasts(runs, tokenizer, settings)
    order = cycle(_batches(french, settings.batch, draw))
    optimiser, others = _optimiser(student, settings)
    teacher.eval()
    student.train()
    for module in student.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    started = time.monotonic()
    log: list[tuple[int, int, float, float, float]] = []
    losses: list[float] = []

    def follow(seen: int) -> None:
        with torch.no_grad():
            found = torch.cat([embed(student, french[at : at + 125]) for at in range(0, DEV, 125)])
            wanted = torch.cat([embed(teacher, target[at : at + 125]) for at in range(0, DEV, 125)])
        right = ((found @ wanted.T).argmax(1) == torch.arange(DEV, device=found.device)).float().mean()
        cosine = (found * wanted).sum(1).mean()
        contrast = sum(losses) / len(losses) if losses else float("nan")
        losses.clear()
        log.append((round(time.monotonic() - started), seen, float(cosine), float(right), contrast))
        print(log[-1], flush=True)

    follow(0)
    for step in range(settings.steps):
        scale = min(1.0, (step + 1) / settings.warm_up) * (1 - step / settings.steps)
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * scale
        batch = next(order)
        rows = [_drawn(english[at], wrong[at], french[at], settings, draw) for at in batch]
        with torch.no_grad():
            wanted = embed(teacher, [target[at] for at in batch])
        found = embed(student, rows)
        loss = (1 - (found * wanted).sum(1)).mean()
        loss = loss + settings.similarity * ((found @ found.T - wanted @ wanted.T) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        if settings.contrast_every and step % settings.contrast_every == 0:
            titles, texts = next(contrasts)
            scores = settings.contrast_scale * embed(student, titles) @ embed(student, texts).T
            scores = scores.masked_fill(alike(titles, texts, scores.device), float("-inf"))
            own = torch.arange(len(titles), device=scores.device)
            contrast = (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
            contrast.backward()
            losses.append(contrast.item())
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        optimiser.step()
        if step % 250 == 249:
            follow((step + 1) * settings.batch)
            save()
    follow(settings.steps * settings.batch)
    save()
    return log


def alike(titles: Sequence[list[int]], texts: Sequence[list[int]], device: Any) -> Tensor:
    """Return where a title is not told from a text: another pair has the same title, or the same text."""
    rows = [
        [at != to and (titles[at] == titles[to] or texts[at] == texts[to]) for to in range(len(titles))]
        for at in range(len(titles))
    ]
    return torch.tensor(rows, device=device)


def _drawn(
    english: list[int], wrong: list[int], french: list[int], settings: Settings, draw: random.Random
) -> list[int]:
    """Return the text that the student reads for a translation."""
    if draw.random() < settings.english:
        return english
    return wrong if draw.random() < settings.misspelt else french


def _optimiser(student: Any, settings: Settings) -> tuple[torch.optim.Optimizer, list[Any]]:
    """Return the optimiser and what it trains besides the vectors of the wordpieces, which learn faster."""
    embeddings = student.embeddings.word_embeddings.weight
    others = [p for name, p in student.named_parameters() if p is not embeddings and "pooler" not in name]
    groups = [(settings.embedding_rate, [embeddings]), (settings.rate, others)]
    optimiser = torch.optim.AdamW(
        [{"params": parameters, "lr": rate, "top": rate} for rate, parameters in groups],
        betas=(0.9, 0.98),
        weight_decay=0.0,
        fused=True,
    )
    return optimiser, others


def _contrasts(
    runs: Sequence[Sequence[Titled]], tokenizer: Tokenizer, settings: Settings
) -> Iterator[tuple[list[list[int]], list[list[int]]]]:
    """Yield the rows of titles and of their texts of some runs, without end."""
    tokenizer.enable_truncation(settings.contrast_tokens)
    cut = [
        (
            [e.ids for e in tokenizer.encode_batch([pair.title for pair in run])],
            [e.ids for e in tokenizer.encode_batch([pair.text for pair in run])],
        )
        for run in runs
    ]
    endless = cycle(cut)
    while cut:
        some = [next(endless) for _ in range(settings.contrast_runs)]
        yield [row for left, _ in some for row in left], [row for _, right in some for row in right]


def _batches(rows: Sequence[Sequence[int]], size: int, draw: random.Random) -> list[list[int]]:
    """Return batches of rows of like length, the first DEV rows left out, in a drawn order."""
    places = list(range(DEV, len(rows)))
    batches: list[list[int]] = []
    for block in _blocks(places, 32 * size):
        near = [list(part) for part in _blocks(sorted(block, key=lambda at: len(rows[at])), size)]
        draw.shuffle(near)
        batches += near
    return batches


def _blocks(places: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (places[at : at + size] for at in range(0, len(places), size))
