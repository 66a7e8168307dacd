"""From the parts of each row (words, meaning, links) to one score from 0 to 1, the same whatever the filters.

Scores are fused, not ranks: a convex combination of scaled scores beat reciprocal rank fusion on French
questions (nDCG@10 +0.04), as in Bruch et al. 2023 (https://doi.org/10.1145/3596512). Each part is scaled from
0 to the best value that the whole index, not the filtered rows, gives to the query: so a filter never changes
the order of two rows. On 533 French questions and 2,313 passages the default weights give
nDCG@10 0.693, words alone 0.627, meaning alone 0.634 (default encoder).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

NEAR_LINK = 0.75
"""What a row tied to a recognised entity gets of what the entity's own row gets."""

NOTICE_SHARE = 0.75
"""What a theme, an actor or a territory keeps of its score when the query is not one of its names: people look
for documents and meetings first, and the notice of each thing read in the query is one link away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Shares of each part; a part that is not asked counts for nothing."""

    text: float = 0.5
    vector: float = 0.5
    link: float = 0.4
    rank_constant: int | None = None
    """None: scores are fused. A number k: ranks are (reciprocal rank fusion), which filters then change."""


def scale_text(scores: Scores, best: float) -> Scores:
    """Return BM25 scores over the best of the query."""
    import numpy as np

    return np.clip(scores / best, 0.0, 1.0) if best > 0 else np.zeros_like(scores)


def scale_cosines(cosines: Scores, best: float, floor: float) -> Scores:
    """Return cosines over the best of the query, or over `floor` when even the best is below; NaN gives 0.

    Nearness that says nothing thus never counts as much as a real one.
    """
    import numpy as np

    return np.nan_to_num(np.clip(cosines / max(best, floor, 1e-6), 0.0, 1.0))


def combine(
    text: Scores,
    vector: Scores | None,
    link: Scores | None,
    weights: Weights,
    meant: NDArray[np.bool_] | None = None,
) -> Scores:
    """Return the convex combination of the parts that were asked, or of their ranks.

    Rows that are not `meant` have no vector: meaning is not asked of them.
    """
    import numpy as np

    total, share = weights.text * _ranked(text, weights.rank_constant), np.full(len(text), weights.text)
    if vector is not None:
        weight = weights.vector * (np.ones(len(text)) if meant is None else meant)
        total, share = total + weight * _ranked(vector, weights.rank_constant), share + weight
    if link is not None:
        total, share = total + weights.link * _ranked(link, weights.rank_constant), share + weights.link
    scored: Scores = np.divide(total, share, out=np.zeros_like(total), where=share > 0)
    return scored


def _ranked(part: Scores, constant: int | None) -> Scores:
    """Return (k + 1) / (k + rank) for each value above 0, equal values sharing the best rank of theirs."""
    import numpy as np

    if constant is None:
        return part
    rank = 1 + np.searchsorted(np.sort(-part), -part, side="left")
    return np.where(part > 0, (constant + 1) / (constant + rank), 0.0)
