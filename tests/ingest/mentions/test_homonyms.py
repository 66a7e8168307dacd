"""Homonyms: one label, several readings; a wrong reading is never a fact, and no context proves nothing."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from ingest.identity import fold

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("homonyms.jsonl").read_text(encoding="utf-8").splitlines()
]


def facts(linker, text):
    return {one.entity.iri.split("/id/")[1] for one in linker.matches(text) if one.status == "fact"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['text'][:40]}")
def test_a_homonym_is_read_by_its_context(linker, case):
    found = facts(linker, case["text"])
    readings = {one["is"] for one in CASES if one["label"] == case["label"] and "is" in one}
    if "is" in case:
        assert found & readings == {case["is"]}
    else:
        assert not found & readings


def test_each_homonym_has_three_sentences_of_each_side_and_a_neutral_one():
    readings = defaultdict(list)
    for case in CASES:
        assert fold(case["label"]) in fold(case["text"]), case
        readings[case["label"]].append(case)
    assert len(readings) >= 12
    for label, cases in readings.items():
        known = defaultdict(int)
        for case in cases:
            known[case.get("is", "neutral" if case["reading"] is None else "other")] += 1
        assert known.pop("neutral") >= 1, label
        assert len(known) >= 2, label
        assert all(count >= 3 for count in known.values()), (label, dict(known))
