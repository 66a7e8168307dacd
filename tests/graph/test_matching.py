"""Which statements are brought together: by all their parts, whatever their order, as people decided."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from graph.days import stretches
from graph.matching import candidate_pairs, identify
from graph.resemblance import FACT, compare
from graph.statements import Statement


def told(iri: str, title: str, when: str | None, document: str, **more: object) -> Statement:
    base = Statement(
        iri=iri,
        kind="event",
        documents=frozenset((document,)),
        told_on="2030-01-01",
        titles=(title,),
        whole=title,
        when=stretches(when),
    )
    return replace(base, **more)  # type: ignore[arg-type]


FORUM = told("e/forum", "Forum des régies de quartier", "2030-10-09", "d/programme", place="Amiens")
REPORT = told("e/forum-2", "Le forum des régies de quartier", "2030-10-09", "d/minutes", told_on="2030-10-20")
CAFE = told("e/cafe", "Café des parents solidaires", "2030-10-09", "d/programme", recurring=True)
NEXT = told("e/cafe-2", "Café des parents solidaires", "2030-10-16", "d/letter")


def groups(statements: list[Statement], decided: dict[frozenset[str], bool] | None = None) -> dict[str, str]:
    return dict(identify(statements, decided).canonical)


def test_one_event_has_the_address_of_its_earliest_document() -> None:
    assert groups([REPORT, FORUM, CAFE])["e/forum-2"] == "e/forum"
    assert groups([REPORT, FORUM, CAFE])["e/cafe"] == "e/cafe"
    later = replace(FORUM, told_on="2031-01-01")
    assert groups([REPORT, later])["e/forum"] == "e/forum-2"
    longer = replace(FORUM, told_on="2030-09/2030-12")
    assert groups([replace(REPORT, told_on="2030-09/2030-09"), longer])["e/forum-2"] == "e/forum"


def test_another_day_of_what_comes_back_is_another_session() -> None:
    assert groups([CAFE, NEXT]) == {"e/cafe": "e/cafe", "e/cafe-2": "e/cafe-2"}
    moved = replace(NEXT, iri="e/moved", when=stretches("2030-10-11"))
    more = {"place": "Lens", "actors": frozenset("a")}
    alone = replace(CAFE, recurring=False, **more)
    assert groups([alone, replace(moved, **more)])["e/moved"] == "e/cafe"


def test_two_statements_of_one_document_are_never_one() -> None:
    twin = replace(REPORT, documents=FORUM.documents)
    assert groups([FORUM, twin]) == {"e/forum": "e/forum", "e/forum-2": "e/forum-2"}
    # Nor through a third document: the nearer of the two has it.
    near = replace(FORUM, iri="e/near", documents=frozenset(("d/letter",)))
    found = groups([FORUM, replace(twin, place="Beauvais"), near])
    assert found["e/near"] == found["e/forum"] != found["e/forum-2"]


def test_the_order_of_documents_changes_nothing() -> None:
    statements = [FORUM, REPORT, CAFE, NEXT]
    for number in range(12):
        day = (date(2030, 1, 7) + timedelta(days=7 * number)).isoformat()
        for document in ("a", "b", "c"):
            title = f"Atelier numéro {number} de la couture"
            statements.append(told(f"e/{document}{number}", title, day, f"d/{document}", recurring=True))
    expected = identify(statements)
    assert len(set(expected.canonical.values())) == 3 + 12
    for seed in range(5):
        shuffled = random.Random(seed).sample(statements, len(statements))
        assert identify(shuffled) == expected


def test_people_win_over_scores() -> None:
    pair = frozenset(("e/forum", "e/forum-2"))
    assert compare(FORUM, REPORT).score >= FACT
    assert groups([FORUM, REPORT], {pair: False})["e/forum-2"] == "e/forum-2"
    other = frozenset(("e/cafe", "e/cafe-2"))
    decided = identify([CAFE, NEXT], {other: True})
    assert decided.canonical["e/cafe-2"] == decided.canonical["e/cafe"]
    assert [(match.status, match.resemblance.score) for match in decided.matches] == [("fact", 1.0)]
    # A rejection holds through a third statement too.
    third = replace(FORUM, iri="e/third", documents=frozenset(("d/letter",)))
    found = groups([FORUM, REPORT, third], {pair: False})
    assert found["e/forum"] != found["e/forum-2"]


def test_a_doubt_is_a_candidate_and_joins_nothing() -> None:
    vague = told("e/vague", "Forum des régies de quartier", None, "d/letter", place="Amiens")
    found = identify([replace(FORUM, when=()), vague])
    assert found.canonical["e/vague"] == "e/vague"
    assert [match.status for match in found.matches] == ["candidate"]
    assert 0.5 <= found.matches[0].resemblance.score < FACT


def test_series_are_one_by_their_words_and_their_sessions() -> None:
    one = told("s/a", "Réseau GUSP", None, "d/programme", kind="series", actors=frozenset("ab"))
    same = told(
        "s/b", "Réseau de la gestion urbaine et sociale de proximité", None, "d/letter",
        kind="series", actors=frozenset("a"),
    )  # fmt: skip
    elsewhere = replace(same, iri="s/c", documents=frozenset(("d/other",)), actors=frozenset("z"))
    found = groups([one, same, elsewhere])
    assert found["s/b"] == found["s/a"]
    assert found["s/c"] == "s/c"


def test_ten_thousand_events_are_not_all_compared() -> None:
    words = [
        "couture",
        "jardin",
        "vélo",
        "cuisine",
        "lecture",
        "musique",
        "emploi",
        "santé",
        "danse",
        "école",
    ]
    events = [
        told(
            f"e/{number:05}",
            f"Atelier {words[number % 10]} {words[number // 10 % 10]} du lieu{number % 400}",
            (date(2020, 1, 1) + timedelta(days=number % 3000)).isoformat(),
            f"d/{number % 97}",
        )
        for number in range(10_000)
    ]
    assert sum(1 for _ in candidate_pairs(events)) < 600_000  # of fifty millions
