"""Second stage of training: French wordpieces for an English model, each with a first vector."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from training.alignment import translate_words, words_of
from training.pairs import Data

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

WORDS = 12_500
CONTINUATIONS = 1_600
LEAST_LETTERS = 3
FOLDED: tuple[tuple[dict[str, str], str], ...] = (
    ({"Regex": "[œŒ]"}, "oe"),
    ({"Regex": "[æÆ]"}, "ae"),
    ({"Regex": "\\b[lLdD]['’](?=\\p{L})"}, ""),
    ({"String": "’"}, "'"),
)
"""What is replaced before a text is cut."""
_RESERVED = re.compile(r"\[unused\d+\]$")
_OTHER_SCRIPT = re.compile(r"[^\W\u0000-\u024f]")


def choose_pieces(data: Data, named: Iterable[str], known: dict[str, int]) -> list[str]:
    """Return the French wordpieces to add, the words of `named` texts first, then the most frequent."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    count: Counter[str] = Counter()
    for pair in data.aligned:
        count.update(words_of(pair.french))
    for titled in data.titled[::4]:
        count.update(words_of(titled.text))
    own = {word for text in named for word in words_of(text) if len(word) >= LEAST_LETTERS}
    ranked = sorted(own) + sorted((w for w in count if w not in own), key=lambda word: (-count[word], word))
    whole = [word for word in ranked if len(word) >= LEAST_LETTERS and word not in known][:WORDS]
    # What whole words leave is cut in pieces learnt from French words.
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=12_000, special_tokens=["[UNK]"], show_progress=False)
    learner.train_from_iterator((f"{w} " * min(n, 200) for w, n in sorted(count.items()) if n > 2), trainer)
    pieces = sorted(learner.get_vocab().items(), key=lambda item: item[1])
    tails = [p for p, _ in pieces if p.startswith("##") and len(p) >= LEAST_LETTERS + 2 and p not in known]
    return whole + tails[:CONTINUATIONS]


def free_slots(known: dict[str, int]) -> list[int]:
    """Return the numbers of the pieces that no French or English text needs: reserved ones, other scripts."""
    foreign = (at for piece, at in known.items() if _RESERVED.match(piece) or _OTHER_SCRIPT.search(piece))
    return sorted(foreign)


def extend_tokenizer(source: Path, pieces: Sequence[str], target: Path) -> tuple[Tokenizer, list[int]]:
    """Write the tokenizer of `source` with new wordpieces; return it and the number of each piece.

    They take the places of useless pieces first, then go after the last. Ligatures become two letters, and elided
    articles go: they say nothing and would take two pieces each.
    """
    from tokenizers import Tokenizer

    written = json.loads(source.read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = written["model"]["vocab"]
    free = free_slots(vocabulary)
    size = len(vocabulary)
    slots = [*free, *range(size, size + len(pieces))][: len(pieces)]
    used = set(slots)
    kept = {piece: at for piece, at in vocabulary.items() if at not in used}
    named = {at: piece for piece, at in (*kept.items(), *zip(pieces, slots, strict=True))}
    written["model"]["vocab"] = {named[at]: at for at in sorted(named)}
    written["normalizer"] = {
        "type": "Sequence",
        "normalizers": [
            *({"type": "Replace", "pattern": pattern, "content": content} for pattern, content in FOLDED),
            written["normalizer"],
        ],
    }
    written["padding"] = written["truncation"] = None
    target.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    return Tokenizer.from_file(str(target)), slots


def first_vectors(data: Data, pieces: Sequence[str], tokenizer: Tokenizer, vectors: Tensor) -> Tensor:
    """Return a vector for each new piece: its English translations' mean, or that of its old pieces.

    `tokenizer` and `vectors` are those of the English model.
    """
    import torch

    whole = [piece for piece in pieces if not piece.startswith("##")]
    translations = translate_words(data.aligned, tokenizer, whole)
    rows = []
    for piece in pieces:
        shares = translations.get(piece)
        if shares:
            weights = torch.tensor(list(shares.values()))
            rows.append(weights @ vectors[list(shares)] / weights.sum())
        else:
            rows.append(vectors[tokenizer.encode(piece.strip("#"), add_special_tokens=False).ids].mean(0))
    print(f"{len(pieces)} wordpieces added, {len(translations)} with a translation", flush=True)
    return torch.stack(rows)
