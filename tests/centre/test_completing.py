"""Completions, and what is offered where nothing was found."""

from __future__ import annotations

from centre.completing import KINDS
from tests.centre.test_centre import BASE, GUSP


def test_completions_come_by_kind_with_the_name_that_matched(centre):
    found = centre.completions("gus")
    assert found[0].id == GUSP
    assert found[0].matched == "GUSP"
    order = [KINDS.index(one.kind) for one in found]
    assert order == sorted(order)
    assert {one.kind for one in found} == {"theme"}
    assert {one.kind for one in centre.completions("visite")} >= {"event"}


def test_homonyms_are_told_apart(centre):
    found = [one for one in centre.completions("Saint-Denis") if one.label == "Saint-Denis"]
    assert len(found) > 1
    assert len({one.detail for one in found}) == len(found)


def test_a_town_is_completed_though_no_passage_is_about_it(centre):
    assert any(one.label == "Tours" and "commune" in one.detail for one in centre.completions("tours"))


def test_every_offer_leads_to_results(centre):
    asked = {"themes": (f"{BASE}theme/diagnostic-en-marchant",), "types": ("event",)}
    assert centre.search("GUSP", **asked).total == 0
    offers = centre.offers("GUSP", **asked)
    assert offers[0].kind == "broader"
    assert offers[-1].kind == "unfiltered"
    for one in offers:
        kept = {} if one.kind == "unfiltered" else {"types": asked["types"], "themes": one.themes}
        assert centre.search(one.query, **kept).total == one.total > 0


def test_a_name_written_nearly_so_is_offered(centre):
    offers = centre.offers("gestion urbaine et social de proximitée")
    assert offers[0].kind == "spelling"
    assert offers[0].label.casefold().startswith("gestion urbaine et sociale de proximité")
