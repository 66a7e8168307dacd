"""Answers kept in memory: made once, made anew for a new snapshot, never more than fit."""

from __future__ import annotations

from service.freshness import Kept


def body(kept, key, tag, text):
    made = kept.answer(key, tag, lambda: text)
    return made and (made.tag, made.body)


def test_an_answer_is_made_once_for_a_tag():
    kept = Kept()
    assert body(kept, "a", "1", b"one") == ("1", b"one")
    assert body(kept, "a", "1", b"never") == ("1", b"one")
    assert body(kept, "b", "1", b"other") == ("1", b"other")


def test_a_new_snapshot_makes_it_anew():
    kept = Kept()
    body(kept, "a", "1", b"one")
    assert body(kept, "a", "2", b"two") == ("2", b"two")
    assert body(kept, "a", "2", b"never") == ("2", b"two")


def test_what_is_gone_is_forgotten():
    kept = Kept()
    body(kept, "a", "1", b"one")
    assert body(kept, "a", "2", None) is None
    assert body(kept, "a", "1", None) is None


def test_the_least_used_make_room():
    kept = Kept(limit=80)
    for key in "abcdefgh":
        body(kept, key, "1", bytes(10))
    body(kept, "a", "1", b"")
    body(kept, "i", "1", bytes(10))
    assert body(kept, "a", "1", b"anew") == ("1", bytes(10))
    assert body(kept, "b", "1", b"anew") == ("1", b"anew")
    assert body(kept, "big", "1", bytes(11)) == ("1", bytes(11))
    assert body(kept, "big", "1", b"anew") == ("1", b"anew")
