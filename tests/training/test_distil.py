"""A small student learns from a small teacher, and the same run gives the same weights."""

from __future__ import annotations

import pytest

from training.pairs import Titled, Translation

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from tokenizers.pre_tokenizers import Whitespace  # noqa: E402

from training.distil import DEV, Settings, alike, distil, embed  # noqa: E402

WORDS = [f"mot{number}" for number in range(40)]


def model(seed):
    torch.manual_seed(seed)
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    return transformers.BertModel(transformers.BertConfig(vocab_size=len(WORDS) + 1, **sizes))


def tokenizer():
    cut = Tokenizer(WordLevel({"[PAD]": 0} | {word: at + 1 for at, word in enumerate(WORDS)}, "[PAD]"))
    cut.pre_tokenizer = Whitespace()
    return cut


def train(settings):
    texts = [f"{WORDS[at % 40]} {WORDS[at * 7 % 40]}" for at in range(DEV + 64)]
    translations = [Translation(french=text, english=text) for text in texts]
    runs = [[Titled(title=WORDS[at], text=texts[at]) for at in range(start, start + 4)] for start in range(8)]
    student, saved = model(1), []
    log = distil(
        student,
        model(2),
        tokenizer(),
        tokenizer(),
        translations,
        runs,
        settings,
        save=lambda: saved.append(1),
    )
    return student, log, saved


def test_a_student_comes_nearer_to_its_teacher():
    _, log, saved = train(Settings(steps=40, batch=16, warm_up=4))
    assert [row[1] for row in log] == [0, 640]
    assert log[-1][2] > log[0][2] + 0.1
    assert log[-1][4] > 0
    assert saved


def test_the_same_run_gives_the_same_weights():
    first, second = (train(Settings(steps=6, batch=16))[0].state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)
    other = train(Settings(steps=6, batch=16, contrast_every=0))[0].state_dict()
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_a_vector_does_not_depend_on_the_padding_of_its_batch():
    student = model(3).eval()
    alone, beside = embed(student, [[1, 2]]), embed(student, [[1, 2], [3, 4, 5, 6, 7]])
    assert torch.allclose(alone[0], beside[0], atol=0.02)
    assert torch.allclose(beside.norm(dim=1), torch.ones(2), atol=1e-5)


def test_pairs_of_one_title_or_of_one_text_are_not_told_apart():
    titles = [[1], [2], [1], [3]]
    texts = [[5], [6], [7], [6]]
    same = {(0, 2), (2, 0), (1, 3), (3, 1)}
    expected = [[(at, to) in same for to in range(4)] for at in range(4)]
    assert alike(titles, texts, "cpu").tolist() == expected
