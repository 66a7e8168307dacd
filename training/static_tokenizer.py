"""Second stage of the static encoder: pieces of French and English words, by the Unigram model.

Kudo (2018), https://aclanthology.org/P18-1007/. Inflected words share their stem's piece ("quartier", "s").
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from training.static_pairs import Group

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_PIECE = 20
UNKNOWN = "[UNK]"
PADDING = "[PAD]"
DIGITS = 4
"""Decimals of the logarithms of frequencies that are kept: those after them differ from one run to another."""
LABEL_REPEATS = 20
"""Times the thesaurus is read: the words of the trade are few in the other texts."""


def train_tokenizer(groups: Sequence[Group], size: int) -> Tokenizer:
    """Return a tokenizer of at most `size` pieces: lower case, no accents, no punctuation, words apart."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("œ", "oe"),
            normalizers.Replace("æ", "ae"),
            normalizers.NFD(),
            normalizers.StripAccents(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\W_]+"), "removed", invert=True)
    trainer = trainers.UnigramTrainer(
        vocab_size=size,
        special_tokens=[PADDING, UNKNOWN],
        unk_token=UNKNOWN,
        show_progress=False,
        max_piece_length=LONGEST_PIECE,
    )
    tokenizer.train_from_iterator(_texts(groups), trainer)
    return settle(tokenizer)


def settle(tokenizer: Tokenizer) -> Tokenizer:
    """Return the tokenizer with rounded scores and its pieces in an order that two runs share."""
    from tokenizers import Tokenizer

    written = json.loads(tokenizer.to_str())
    model = written["model"]
    special, pieces = model["vocab"][:2], model["vocab"][2:]
    rounded = [(piece, round(score, DIGITS)) for piece, score in pieces]
    model["vocab"] = special + sorted(rounded, key=lambda item: (-item[1], item[0]))
    return Tokenizer.from_str(json.dumps(written))


def _texts(groups: Iterable[Group]) -> Iterator[str]:
    """Yield all French sides and half of the English ones; titled texts only where not translated too."""
    for group in groups:
        if group.kind == "mined":
            continue
        for _ in range(LABEL_REPEATS if group.name.startswith("thesaurus") else 1):
            for at, (left, right) in enumerate(group.pairs):
                yield left
                if group.kind == "title" or at % 2 == 0:
                    yield right
