"""Words that are seen together come out as translations of each other."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from training.alignment import translate_words, words_of
from training.pairs import Translation

COUPLES = {"chat": "cat", "chien": "dog", "maison": "house", "voit": "sees", "cherche": "seeks"}


@pytest.fixture
def tokenizer():
    words = ["[UNK]", "the", ".", *COUPLES.values()]
    made = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def test_words_lose_case_and_accents():
    assert words_of("L'Œuvre ÉLÈVE, 12 fois") == ["l", "oeuvre", "eleve", "fois"]


def test_a_word_is_translated_by_the_one_it_comes_with(tokenizer):
    draw = np.random.default_rng(1)
    pairs = []
    for _ in range(200):
        some = draw.choice(list(COUPLES), 3, replace=False)
        english = " . ".join(f"the {COUPLES[word]}" for word in draw.permutation(some))
        pairs.append(Translation(french=" ".join(f"le {word}" for word in some), english=english))
    found = translate_words(pairs, tokenizer, [*COUPLES, "absent"])
    names = {at: word for word, at in tokenizer.get_vocab().items()}
    best = {word: names[next(iter(shares))] for word, shares in found.items()}
    assert best == COUPLES
    assert all(0 < share <= 1 for shares in found.values() for share in shares.values())
