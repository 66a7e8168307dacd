"""Replaying decisions is a function of the document and of the decisions, whatever was done before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.triples import document_triples
from ingest.curation import Decision, Target, curation_of, overlaid, overlay_of, replay, standing
from ontology.vocabulary import BASE
from tests.graph.small_centre import EXTRACTIONS, VOCABULARY

ENTITIES = (
    "actor/anne-martin",
    "actor/le-labo",
    "actor/basseville",
    "theme/gusp",
    "theme/emploi",
    "territory/commune-1",
    "event/visite",
    "series/cadre-de-vie",
    "document/0001",
)


def facts_of(extraction):
    for activity in (*extraction.series, *extraction.events, *extraction.resources):
        own = extraction.resources[:1] == (activity,)
        subject = extraction.document.iri if own else activity.iri
        for link in activity.themes:
            yield Target(subject=subject, predicate="about", object=link.iri)
        for one in activity.participations:
            yield Target(subject=subject, predicate=one.role, object=one.actor)
    for link in extraction.links:
        yield Target(subject=extraction.document.iri, predicate="mentions", object=link.iri)


FACTS = sorted({fact for extraction in EXTRACTIONS for fact in facts_of(extraction)}, key=str)


def decision(action, subject, other="", *, id="d0", value="", names=(), predicate="", sources=()):
    target = (
        subject
        if isinstance(subject, Target)
        else Target(subject=BASE + subject, predicate=predicate, object=BASE + other if other else "")
    )
    return Decision(
        id=id, at="2024-01-01", author="Claire Dupuis", reason="", action=action,
        target=target, value=value, names=names, sources=sources,
    )  # fmt: skip


def replayed(extraction, *decisions, sources=()):
    curation = curation_of(decisions)
    return replay(extraction, curation, overlaid(VOCABULARY, overlay_of(curation, VOCABULARY)), sources)


def triples(extraction, *decisions):
    return set(document_triples(replayed(extraction, *decisions).extraction))


@st.composite
def registers(draw):
    """Draw some decisions, each undone or not."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        action = draw(st.sampled_from(("accept", "reject", "hide", "merge", "split", "rename", "undo")))
        id, subject = f"d{number}", draw(st.sampled_from(ENTITIES))
        if action == "undo" and made:
            undone = Target(subject=draw(st.sampled_from([one.id for one in made])))
            made.append(decision("undo", undone, id=id))
        elif action in ("accept", "reject") and draw(st.booleans()):
            made.append(decision(action, draw(st.sampled_from(FACTS)), id=id))
        elif action in ("merge", "split"):
            kind = subject.split("/")[0]
            other = draw(st.sampled_from([one for one in ENTITIES if one.split("/")[0] == kind]))
            if other != subject:
                made.append(decision(action, subject, other, id=id, value="L’autre", names=("Un nom",)))
        elif action == "rename":
            made.append(decision(action, subject, id=id, value="Un autre nom"))
        elif action != "undo":
            made.append(decision(action, subject, id=id))
    return tuple(made)


@settings(max_examples=150, deadline=None)
@given(registers())
def test_replaying_twice_changes_nothing_more(register):
    for extraction in EXTRACTIONS:
        once = replayed(extraction, *register).extraction
        assert replayed(once, *register).extraction == once


@settings(max_examples=150, deadline=None)
@given(registers(), registers())
def test_undoing_the_last_decisions_restores_what_was_before(before, later):
    later = tuple(replace(one, id=f"x{one.id}") for one in later if one.action != "undo")
    undone = tuple(decision("undo", Target(subject=one.id), id=f"u{one.id}") for one in reversed(later))
    assert standing((*before, *later, *undone)) == standing(before)
    for extraction in EXTRACTIONS:
        assert triples(extraction, *before, *later, *undone) == triples(extraction, *before)


@settings(max_examples=100, deadline=None)
@given(registers(), st.sampled_from(ENTITIES))
def test_nothing_is_said_of_what_is_hidden_last(before, entity):
    if entity.startswith("document/"):
        return
    gone = BASE + entity
    own = {extraction.resources[0].iri for extraction in EXTRACTIONS if extraction.resources}
    for extraction in EXTRACTIONS:
        for subject, _, value in triples(extraction, *before, decision("hide", entity, id="last")):
            assert gone in own or gone not in (str(subject), str(value))


def test_undoing_an_undoing_brings_the_decision_back():
    first = decision("hide", "theme/gusp", id="a")
    undo = decision("undo", Target(subject="a"), id="b")
    again = decision("undo", Target(subject="b"), id="c")
    assert standing((first, undo)) == ()
    assert standing((first, undo, again)) == (first,)


def test_accepting_an_actor_makes_it_and_its_roles_facts():
    programme = EXTRACTIONS[0]
    anne = BASE + "actor/anne-martin"
    before = [one for event in programme.events for one in event.participations if one.actor == anne]
    assert {one.status for one in before} == {"candidate"}
    done = replayed(programme, decision("accept", "actor/anne-martin", id="da")).extraction
    after = [one for event in done.events for one in event.participations if one.actor == anne]
    assert {(one.status, one.decision, one.score) for one in after} == {
        ("fact", "da", one.score) for one in before
    }
    assert [(actor.status, actor.decision) for actor in done.new_actors if actor.iri == anne] == [
        ("fact", "da")
    ]


def test_a_role_rejected_takes_nothing_else_away():
    programme = EXTRACTIONS[0]
    fact = next(fact for fact in FACTS if fact.object.endswith("anne-martin"))
    done = replayed(programme, decision("reject", fact, id="dr"))
    assert done.decisions == ("dr",)
    gone = [
        (event.iri, one.actor)
        for event, after in zip(programme.events, done.extraction.events, strict=True)
        for one in event.participations
        if one not in after.participations
    ]
    assert gone == [(fact.subject, fact.object)]


def test_what_is_merged_into_a_known_actor_becomes_it_everywhere():
    programme = EXTRACTIONS[0]
    made = decision("merge", "actor/anne-martin", "actor/basseville", id="dm", names=("Anne Martin",))
    done = replayed(programme, made).extraction
    assert all(not actor.iri.endswith("anne-martin") for actor in done.new_actors)
    assert "anne-martin" not in str(triples(programme, made))
    curation = curation_of((made,))
    town = overlaid(VOCABULARY, overlay_of(curation, VOCABULARY)).get(BASE + "actor/basseville")
    assert "Anne Martin" in town.alt_labels


def test_a_merge_that_would_turn_round_is_left_out():
    there = decision("merge", "theme/gusp", "theme/emploi", id="a")
    back = decision("merge", "theme/emploi", "theme/gusp", id="b")
    assert {iri: v.value for iri, v in curation_of((there, back)).merged.items()} == {
        BASE + "theme/gusp": BASE + "theme/emploi"
    }


def test_what_stood_under_a_hidden_theme_stands_under_what_contained_it():
    hidden = curation_of((decision("hide", "theme/cadre-de-vie"),))
    vocabulary = overlaid(VOCABULARY, overlay_of(hidden, VOCABULARY))
    assert vocabulary.get(BASE + "theme/cadre-de-vie") is None
    assert vocabulary.get(BASE + "theme/gusp").broader == ()


def test_a_name_that_was_changed_stays_known():
    renamed = curation_of((decision("rename", "theme/gusp", value="Gestion de proximité"),))
    theme = overlaid(VOCABULARY, overlay_of(renamed, VOCABULARY)).get(BASE + "theme/gusp")
    assert theme.pref_label == "Gestion de proximité"
    assert VOCABULARY.get(BASE + "theme/gusp").pref_label in theme.alt_labels


def test_sessions_bear_the_new_name_of_their_series():
    programme = EXTRACTIONS[0]
    done = replayed(
        programme, decision("rename", "series/cadre-de-vie", value="Réseau des quartiers")
    ).extraction
    before = {event.iri: event.title for event in programme.events if event.series}
    after = {event.iri: event.title for event in done.events if event.series}
    assert before.keys() == after.keys()
    assert all(title.startswith("Réseau des quartiers") for title in after.values())
    assert {title.split(" : ")[1] for title in after.values()} == {
        title.split(" : ")[1] for title in before.values()
    }


def test_a_namesake_in_one_document_is_another_actor_there():
    made = decision("split", "actor/basseville", "document/0001", id="ds")
    done = replayed(EXTRACTIONS[0], made).extraction
    actors = {one.actor for event in done.events for one in event.participations}
    assert BASE + "actor/basseville" not in actors
    other = BASE + "actor/basseville-0001"
    assert other in actors
    assert other in {actor.iri for actor in done.new_actors}


@pytest.mark.parametrize("sources", [("/rapports/a.pdf",), ("https://exemple.org/a",)])
def test_a_decision_on_a_document_holds_for_its_next_edition(sources):
    report = EXTRACTIONS[1]
    made = decision("hide", "document/ancienne-edition", sources=sources)
    assert replayed(report, made, sources=sources).hidden
    assert not replayed(report, made, sources=("/autre.pdf",)).hidden
