"""Third stage of training: a student of French and English that gives the English teacher's vectors.

Reimers and Gurevych (2020), https://aclanthology.org/2020.emnlp-main.365/, with a contrast between titles and
texts, which the English teacher cannot teach.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F  # noqa: N812

from training.pairs import Titled, Translation

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

DEV = 500
"""Pairs kept apart to follow the training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    minutes: float = 24
    """The run ends at the last pair or at this time; the rate falls to zero over whichever comes first."""
    batch: int = 64
    rate: float = 2e-4
    embedding_rate: float = 2e-3
    warm_up: int = 60
    english: float = 0.15
    """Share of the student's texts that are in English."""
    similarity: float = 10.0
    """Weight of the squared error of the batch's similarities."""
    contrast_every: int = 12
    contrast_batch: int = 32
    contrast_tokens: int = 96
    contrast_scale: float = 20.0
    pair_tokens: int = 80
    seed: int = 7


def embed(model: Any, rows: Sequence[Sequence[int]]) -> Tensor:
    """Return the unit mean vectors of rows of token identifiers."""
    width = max(map(len, rows))
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    states = model(input_ids=ids, attention_mask=mask).last_hidden_state
    kept = mask[:, :, None].float()
    return F.normalize((states * kept).sum(1) / kept.sum(1), dim=1)


def distil(
    student: Any,
    teacher: Any,
    tokenizer: Tokenizer,
    teacher_tokenizer: Tokenizer,
    translations: Sequence[Translation],
    titled: Sequence[Titled],
    settings: Settings,
    save: Callable[[], None],
) -> list[tuple[int, int, float, float]]:
    """Train the student in place; return seconds, pairs seen, cosine to the teacher and accuracy as it went."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    tokenizer.enable_truncation(settings.pair_tokens)
    teacher_tokenizer.enable_truncation(settings.pair_tokens)
    french = [e.ids for e in tokenizer.encode_batch([pair.french for pair in translations])]
    english = [e.ids for e in tokenizer.encode_batch([pair.english for pair in translations])]
    target = [e.ids for e in teacher_tokenizer.encode_batch([pair.english for pair in translations])]
    tokenizer.enable_truncation(settings.contrast_tokens)
    titles = [e.ids for e in tokenizer.encode_batch([pair.title for pair in titled])]
    texts = [e.ids for e in tokenizer.encode_batch([pair.text for pair in titled])]
    order = _batches(french, settings.batch, draw)
    embeddings = student.embeddings.word_embeddings.weight
    others = [p for name, p in student.named_parameters() if p is not embeddings and "pooler" not in name]
    groups = [(settings.embedding_rate, [embeddings]), (settings.rate, others)]
    optimiser = torch.optim.AdamW(
        [{"params": parameters, "lr": rate, "top": rate} for rate, parameters in groups],
        betas=(0.9, 0.98),
        weight_decay=0.0,
        fused=True,
    )
    teacher.eval()
    student.train()
    for module in student.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    started = time.monotonic()
    log: list[tuple[int, int, float, float]] = []

    def follow(seen: int) -> None:
        with torch.no_grad():
            found = torch.cat([embed(student, french[at : at + 125]) for at in range(0, DEV, 125)])
            wanted = torch.cat([embed(teacher, target[at : at + 125]) for at in range(0, DEV, 125)])
        right = (found @ wanted.T).argmax(1) == torch.arange(DEV)
        cosine = (found * wanted).sum(1).mean()
        log.append((round(time.monotonic() - started), seen, float(cosine), float(right.float().mean())))
        print(log[-1], flush=True)

    follow(0)
    seen, at_title = 0, 0
    for step, batch in enumerate(order):
        progress = max(step / len(order), (time.monotonic() - started) / (60 * settings.minutes))
        if progress >= 1:
            break
        scale = min(1.0, (step + 1) / settings.warm_up) * max(0.03, 1 - progress)
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * scale
        rows = [english[at] if draw.random() < settings.english else french[at] for at in batch]
        with torch.no_grad():
            wanted = embed(teacher, [target[at] for at in batch])
        found = embed(student, rows)
        loss = (1 - (found * wanted).sum(1)).mean()
        loss = loss + settings.similarity * ((found @ found.T - wanted @ wanted.T) ** 2).mean()
        optimiser.zero_grad()
        loss.backward()
        if settings.contrast_every and step % settings.contrast_every == 0 and titled:
            some = [(at_title + k) % len(titled) for k in range(settings.contrast_batch)]
            at_title += settings.contrast_batch
            left, right = (
                embed(student, [titles[at] for at in some]),
                embed(student, [texts[at] for at in some]),
            )
            scores = settings.contrast_scale * left @ right.T
            own = torch.arange(len(some))
            (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)).div(2).backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        optimiser.step()
        seen += len(batch)
        if step % 250 == 249:
            follow(seen)
            save()
    follow(seen)
    save()
    return log


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
