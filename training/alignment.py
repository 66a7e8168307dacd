"""Which English wordpieces a French word translates to: IBM model 1, both ways, over translated pairs.

Brown et al. (1993), https://aclanthology.org/J93-2003/. The first vectors of French wordpieces come from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from training.pairs import Translation

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

ROUNDS = 4
BEST = 4
LEAST_SHARE = 0.08
"""Share of a word under which a translation is noise."""


def words_of(text: str) -> list[str]:
    """Return the words of a text as the tokenizer of the model sees them: lower case, no accents."""
    bare = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return re.findall(r"[^\W\d_]+", "".join(c for c in bare if not unicodedata.combining(c)))


def translate_words(
    pairs: Sequence[Translation], tokenizer: Tokenizer, words: Sequence[str]
) -> dict[str, dict[int, float]]:
    """Return, for each French word that has any, its English wordpieces and their shares, best first.

    A share is the geometric mean of the two conditional probabilities.
    """
    number = {word: at + 1 for at, word in enumerate(words)}
    english_of = tokenizer.encode_batch([pair.english for pair in pairs], add_special_tokens=False)
    lettered = {at for piece, at in tokenizer.get_vocab().items() if re.search("[a-z]", piece)}
    french, english, french_slot, english_slot = [], [], [], []
    slot = 0
    for pair, encoding in zip(pairs, english_of, strict=True):
        # 0 is any word that is not asked: it takes its share of the English side.
        left = np.array([number.get(word, 0) for word in words_of(pair.french)] or [0], dtype=np.int64)
        right = np.array([at for at in encoding.ids if at in lettered], dtype=np.int64)
        if not len(right):
            continue
        french.append(np.repeat(left, len(right)))
        english.append(np.tile(right, len(left)))
        french_slot.append(np.repeat(np.arange(len(left)) + slot, len(right)))
        english_slot.append(np.tile(np.arange(len(right)) + slot, len(left)))
        slot += max(len(left), len(right))
    f, e = np.concatenate(french), np.concatenate(english)
    keys, couple = np.unique(f * (1 << 20) + e, return_inverse=True)
    f_of, e_of = keys >> 20, keys & ((1 << 20) - 1)
    forward = _probabilities(couple, f_of, np.concatenate(english_slot))
    backward = _probabilities(couple, e_of, np.concatenate(french_slot))
    share = np.sqrt(forward * backward)
    found: dict[str, dict[int, float]] = {}
    for at in np.argsort(-share, kind="stable"):
        if share[at] < LEAST_SHARE:
            break
        if f_of[at]:
            best = found.setdefault(words[f_of[at] - 1], {})
            if len(best) < BEST:
                best[int(e_of[at])] = float(share[at])
    return found


def _probabilities(couple: Ints, given: Ints, slot: Ints) -> Floats:
    """Return p(other | given) of each couple of words, after some rounds of expectation-maximisation."""
    probability = np.ones(len(given))
    for _ in range(ROUNDS):
        weight = probability[couple]
        weight /= np.bincount(slot, weight)[slot]
        count = np.bincount(couple, weight, minlength=len(given))
        probability = count / np.bincount(given, count)[given]
    return probability
