from datetime import UTC, datetime, timedelta

import pytest

from centre.records import CentreError
from publications.marks import Marks, alone

NOW = datetime(2030, 1, 31, 8, 0, tzinfo=UTC)


def test_a_first_digest_looks_back_on_thirty_days(tmp_path):
    marks = Marks(tmp_path)
    assert marks.is_due("a", "files", "month", NOW)
    assert marks.since("a", "files", NOW) == NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("every", "days", "due"),
    [("day", 0, False), ("day", 1, True), ("week", 6, False), ("week", 7, True), ("month", 27, False), ("month", 28, True)],
)  # fmt: skip
def test_a_digest_is_due_when_its_period_is_over_whatever_the_minute(tmp_path, every, days, due):
    Marks(tmp_path).put("a", "files", NOW)
    later = NOW + timedelta(days=days) - timedelta(minutes=5)
    marks = Marks(tmp_path)
    assert marks.is_due("a", "files", every, later) is due
    assert marks.since("a", "files", later) == NOW
    assert marks.is_due("a", "b@exemple.org", every, later)


def test_what_was_told_is_kept_whole(tmp_path):
    marks = Marks(tmp_path)
    marks.put("é", "files", NOW)
    marks.put("é", "b@exemple.org", NOW + timedelta(days=1))
    assert Marks(tmp_path).since("é", "b@exemple.org", NOW) == NOW + timedelta(days=1)
    assert [path.name for path in tmp_path.iterdir()] == ["digests.json"]


@pytest.mark.parametrize("content", ["{", "[]", '{"a": 3}', '{"a": {"files": "hier"}}'])
def test_a_broken_state_is_said_with_the_remedy(tmp_path, content):
    (tmp_path / "digests.json").write_text(content, encoding="utf-8")
    with pytest.raises(CentreError, match="Supprimez ce fichier"):
        Marks(tmp_path)


def test_two_commands_do_not_tell_at_once(tmp_path):
    with alone(tmp_path), pytest.raises(CentreError, match="déjà"), alone(tmp_path):
        pass
