"""Answers kept in memory: made once, made anew for a new snapshot, never more than fit."""

from __future__ import annotations

from threading import Event

import pytest

from centre.records import CentreError
from service.freshness import Kept


def body(kept, key, tag, text, **how):
    made = kept.answer(key, tag, lambda: text, **{"patient": False, **how})
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


def test_just_after_a_publication_the_former_answer_is_given_while_the_new_one_is_made():
    kept, may_end, ended = Kept(), Event(), Event()
    body(kept, "a", "1", b"one")

    def slow():
        may_end.wait(10)
        ended.set()
        return b"two"

    former = kept.answer("a", "2", slow, patient=True)
    again = kept.answer("a", "2", slow, patient=True)
    assert (former.body, again.body) == (b"one", b"one")
    assert not ended.is_set()
    may_end.set()
    kept.close()
    assert body(kept, "a", "2", b"never") == ("2", b"two")


@pytest.mark.parametrize("patient", [True, False])
def test_what_is_gone_is_forgotten(patient):
    kept = Kept()
    body(kept, "a", "1", b"one")
    kept.answer("a", "2", lambda: None, patient=patient)
    kept.close()
    assert body(kept, "a", "2", None) is None


def test_a_failure_while_making_anew_is_told_to_the_next_client():
    kept = Kept()

    def fail():
        raise CentreError("Le graphe ne s’ouvre pas.")

    body(kept, "a", "1", b"one")
    kept.answer("a", "2", fail, patient=True)
    kept.close()
    with pytest.raises(CentreError):
        kept.answer("a", "2", fail, patient=True)


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
