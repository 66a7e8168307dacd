"""Fourth stage of the static encoder: a vector and a weight for each piece, learnt from pairs and from teachers."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from training.static_pairs import Group
from training.static_teacher import Lesson, principal_axes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer
    from torch import Tensor

SMOOTHING = 1e-3
"""Frequency at which the first weight of a piece is one half (Arora et al., 2017)."""
LEAST_BATCH = 64
SAMPLE = 5_000
"""Texts of each side of a group that the principal axes are taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    pieces: int = 32_000
    dimension: int = 384
    """Dimensions that are learnt."""
    kept: int = 256
    """Dimensions that are shipped: the principal axes of texts, by falling share, so that the first are enough alone."""
    steps: int = 600
    """Not more: with 1,500 it tells the pairs apart better and finds fewer answers."""
    batch: int = 1_024
    rate: float = 0.004
    warm_up: int = 50
    scale: float = 20.0
    tokens: int = 160
    """Pieces of a text that are read in training."""
    title_repeats: int = 2
    mined_repeats: int = 2
    thesaurus_repeats: int = 4
    """Times that these groups are seen while translations are seen once; 0 leaves them out."""
    teacher: float = 1.0
    """Weight of the distance to the teacher; 0 for none, nor first vectors from it."""
    similarity: float = 20.0
    """Weight in it of the squared error of the batch's similarities."""
    teacher_batch: int = 768
    titles_taught: float = 0.34
    """Share of the steps whose lesson is on titled texts, not on translations."""
    seed: int = 7


class Texts:
    """Texts as one row of pieces and the places where each begins."""

    def __init__(self, texts: Sequence[str], tokenizer: Tokenizer, most: int) -> None:
        rows = [encoding.ids[:most] or [1] for encoding in tokenizer.encode_batch(texts)]
        self.lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.pieces = np.fromiter((piece for row in rows for piece in row), np.int64, self.lengths.sum())
        numbers: dict[str, int] = {}
        self.numbers = np.array([numbers.setdefault(text, len(numbers)) for text in texts])
        """Texts that are the same have the same number."""

    def take(self, places: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """Return the pieces of some texts and the offset of each text."""
        lengths = self.lengths[places]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        within = np.arange(lengths.sum()) - np.repeat(offsets, lengths)
        pieces = self.pieces[np.repeat(self.starts[places], lengths) + within]
        return torch.from_numpy(pieces), torch.from_numpy(offsets)


class StaticModel(torch.nn.Module):
    """The unit sum of the vectors of pieces, each times its weight."""

    def __init__(self, frequencies: NDArray[np.float64], dimension: int) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.randn(len(frequencies), dimension) * dimension**-0.5)
        first = SMOOTHING / (SMOOTHING + frequencies)
        self.weights = torch.nn.Parameter(torch.tensor(np.log(first), dtype=torch.float32))

    def forward(self, pieces: Tensor, offsets: Tensor) -> Tensor:
        weights = self.weights.exp()[pieces]
        return F.embedding_bag(pieces, self.vectors, offsets, mode="sum", per_sample_weights=weights)

    def rows(self) -> NDArray[np.float32]:
        """Return the weighted vector of each piece."""
        with torch.no_grad():
            return np.asarray((self.vectors * self.weights.exp()[:, None]).numpy(), dtype=np.float32)


def learn(
    groups: Sequence[Group],
    lessons: Mapping[str, Lesson],
    tokenizer: Tokenizer,
    settings: Settings,
    first: NDArray[np.float32] | None = None,
) -> tuple[NDArray[np.float32], list[tuple[int, int, float, float]]]:
    """Return the vectors of pieces and, as it went, seconds, steps, contrast and distance to the teacher.

    `first` are the vectors of pieces before the first step; drawn at random without them.
    """
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    repeats = {"translation": 1, "title": settings.title_repeats, "mined": settings.mined_repeats}
    sides, times = [], []
    for group in groups:
        repeat = repeats[group.kind]
        if group.name.startswith("thesaurus"):
            repeat = min(settings.thesaurus_repeats, repeat * settings.thesaurus_repeats)
        if repeat and group.pairs:
            lefts, rights = zip(*group.pairs, strict=True)
            sides.append(tuple(Texts(side, tokenizer, settings.tokens) for side in (lefts, rights)))
            times.append(repeat)
    taught = {
        name: tuple(Texts(side, tokenizer, settings.tokens) for side in zip(*lesson.pairs, strict=True))
        for name, lesson in lessons.items()
        if settings.teacher
    }
    count = np.bincount(
        np.concatenate([side.pieces for pair in sides for side in pair]), minlength=tokenizer.get_vocab_size()
    )
    model = StaticModel(count / count.sum(), settings.dimension)
    if first is not None:
        with torch.no_grad():
            model.vectors.copy_(torch.from_numpy(first))
    optimiser = torch.optim.Adam(model.parameters(), lr=settings.rate, betas=(0.9, 0.99), fused=True)
    batches = _batches(sides, times, settings, draw)
    started = time.monotonic()
    log: list[tuple[int, int, float, float]] = []
    contrasts, distances = [], []
    for step in range(settings.steps):
        for parameters in optimiser.param_groups:
            warm = min(1.0, (step + 1) / settings.warm_up)
            parameters["lr"] = settings.rate * warm * (1 - step / settings.steps)
        (left, right), places = next(batches)
        x, y = model(*left.take(places)), model(*right.take(places))
        alike = _same(left.numbers[places]) | _same(right.numbers[places])
        loss = contrast(x, y, alike, settings.scale)
        contrasts.append(loss.item())
        if taught:
            name = "title" if draw.random() < settings.titles_taught else "translation"
            lesson, (left, right) = lessons[name], taught[name]
            chosen = np.array(
                draw.sample(range(len(lesson.pairs)), min(settings.teacher_batch, len(lesson.pairs)))
            )
            distance = distance_to(
                model(*left.take(chosen)),
                model(*right.take(chosen)),
                torch.from_numpy(lesson.left[chosen]),
                torch.from_numpy(lesson.right[chosen]),
                settings.similarity,
            )
            distances.append(distance.item())
            loss = loss + settings.teacher * distance
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 100 == 99:
            means = [float(np.mean(values[-100:])) if values else 0.0 for values in (contrasts, distances)]
            log.append((round(time.monotonic() - started), step + 1, means[0], means[1]))
            print(log[-1], flush=True)
    return _shortened(model, sides, settings.kept), log


def _shortened(model: StaticModel, sides: Sequence[tuple[Texts, ...]], kept: int) -> NDArray[np.float32]:
    """Return the weighted vectors of pieces along the principal axes of the texts learnt from."""
    vectors = []
    with torch.no_grad():
        for side in (side for pair in sides for side in pair):
            places = np.arange(0, len(side.lengths), max(1, len(side.lengths) // SAMPLE))
            vectors.append(F.normalize(model(*side.take(places)), dim=1).numpy())
    axes = principal_axes(np.vstack(vectors), kept)
    return np.asarray(model.rows() @ axes, dtype=np.float32)


def contrast(left: Tensor, right: Tensor, alike: Tensor, scale: float) -> Tensor:
    """Return the loss of telling each pair from the others both ways; those alike are not told apart."""
    scores = scale * F.normalize(left, dim=1) @ F.normalize(right, dim=1).T
    scores = scores.masked_fill(alike, float("-inf"))
    own = torch.arange(len(scores))
    return (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2


def distance_to(left: Tensor, right: Tensor, meant: Tensor, also: Tensor, similarity: float) -> Tensor:
    """Return how far two sides are from their unit vectors, and their likenesses from those of these."""
    left, right = F.normalize(left, dim=1), F.normalize(right, dim=1)
    apart = (1 - (left * meant).sum(1)).mean() + (1 - (right * also).sum(1)).mean()
    errors = ((left @ left.T - meant @ meant.T) ** 2).mean() + ((left @ right.T - meant @ also.T) ** 2).mean()
    return apart + similarity * errors


def _same(numbers: NDArray[np.int64]) -> Tensor:
    """Return where two texts of a batch are the same, but for each with itself."""
    same = numbers[:, None] == numbers[None, :]
    np.fill_diagonal(same, False)
    return torch.from_numpy(same)


def _batches(
    sides: Sequence[tuple[Texts, ...]], times: Sequence[int], settings: Settings, draw: random.Random
) -> Iterator[tuple[tuple[Texts, ...], NDArray[np.int64]]]:
    """Yield batches for ever, each within one group, groups as often as `times` and their size say."""
    while True:
        passes = []
        for pair, repeat in zip(sides, times, strict=True):
            for _ in range(repeat):
                places = list(range(len(pair[0].lengths)))
                draw.shuffle(places)
                for start in range(0, len(places), settings.batch):
                    batch = places[start : start + settings.batch]
                    if len(batch) >= LEAST_BATCH or len(places) < LEAST_BATCH:
                        passes.append((pair, np.array(batch, dtype=np.int64)))
        draw.shuffle(passes)
        yield from passes
