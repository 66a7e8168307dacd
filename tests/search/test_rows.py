"""Rows of a document and of the authority files."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import Document, Metadata
from ingest.records import (
    Event,
    Evidence,
    Extraction,
    Link,
    NewActor,
    Participation,
    Passage,
    Resource,
    Series,
    When,
)
from ontology.vocabulary import BASE, Entity, Vocabulary
from search.rows import authority_rows, document_rows, period_of

from .conftest import actor, territory, theme

DOCUMENT = f"{BASE}document/d"
TEXT = "Le réseau parle de propreté à Tours. Une autre phrase sur la santé."


def evidence(start, end, page=1):
    return Evidence(document=DOCUMENT, page=page, start=start, end=end, quote=TEXT[start:end])


def link(iri, kind, start=0, end=2, status="fact"):
    return Link(
        iri=iri,
        kind=kind,
        label=iri.rsplit("/", 1)[-1],
        evidence=evidence(start, end),
        method="label",
        score=0.9,
        status=status,
    )


def participation(name, role="organiser"):
    return Participation(
        actor=actor(name),
        label=name,
        role=role,
        cue="avec",
        evidence=evidence(0, 9),
        score=0.9,
        status="fact",
    )


@pytest.fixture
def extraction():
    series = Series(
        iri=f"{BASE}series/s",
        title="Réseau propreté",
        axis="Faire réseau",
        action=f"{BASE}action/reseau",
        description="Un réseau.",
        recurrence=None,
        participations=(participation("dreets", "coOrganiser"),),
        themes=(link(theme("proprete"), "theme"),),
        territories=(link(territory("region-24"), "territory"),),
        audiences=(link(f"{BASE}audience/elus", "audience"),),
        evidence=evidence(0, 36),
    )
    event = Event(
        iri=f"{BASE}event/e",
        title="Réseau propreté : séance de mai",
        own_title="Séance de mai",
        series=series.iri,
        axis="Faire réseau",
        action=None,
        when=When(edtf="2024-05-14", start=date(2024, 5, 14), end=None, quote="14 mai"),
        place="Tours",
        mode="onsite",
        description="Une visite.",
        participations=(participation("ville"),),
        themes=(link(theme("sante"), "theme"), link(theme("douteux"), "theme", status="candidate")),
        territories=(),
        audiences=(),
        evidence=evidence(0, 36, page=2),
    )
    resource = Resource(
        iri=f"{BASE}resource/r",
        title="Programme",
        kind="programme",
        url=None,
        description="Le semestre.",
        date="2024-01/2024-07",
        collection=None,
        language="fr",
        outline=("Faire réseau",),
        participations=(participation("centre", "publisher"),),
        themes=(),
        territories=(),
        citations=(),
        evidence=evidence(0, 10),
    )
    passages = tuple(
        Passage(
            iri=f"{DOCUMENT}/{at}",
            document=DOCUMENT,
            page=1,
            start=start,
            end=end,
            heading_path=path,
            text=TEXT[start:end],
        )
        for at, (start, end, path) in enumerate([(0, 36, ("Faire réseau",)), (37, 67, ())])
    )
    return Extraction(
        document=Document(
            iri=DOCUMENT,
            locator="p.md",
            sha256="0",
            media_type="text/markdown",
            text=TEXT,
            blocks=(),
            pages=1,
            metadata=Metadata(),
        ),
        pipeline="programme",
        title="Programme",
        passages=passages,
        links=(
            link(theme("proprete"), "theme", 19, 27),
            link(territory("tours"), "territory", 30, 35),
            link(theme("sante"), "theme", 61, 66),
            link(actor("douteux"), "actor", 3, 9, status="candidate"),
        ),
        new_actors=(
            NewActor(
                iri=actor("amis"),
                label="Les Amis",
                category="association",
                cue="avec",
                evidence=evidence(0, 9),
            ),
        ),
        dates=(),
        series=(series,),
        events=(event,),
        resources=(resource,),
    )


@pytest.fixture
def rows(extraction):
    return {row.iri: row for row in document_rows(extraction)}


def test_each_record_is_one_row_tied_to_its_document_and_page(rows):
    assert [row.kind for row in rows.values()] == [
        "passage",
        "passage",
        "event",
        "series",
        "resource",
        "actor",
    ]
    assert {row.document for row in rows.values()} == {DOCUMENT}
    assert rows[f"{BASE}event/e"].page == 2


def test_a_passage_has_the_facts_found_inside_it(rows):
    first, second = rows[f"{DOCUMENT}/0"], rows[f"{DOCUMENT}/1"]
    assert (first.themes, first.territories, first.actors) == (
        (theme("proprete"),),
        (territory("tours"),),
        (),
    )
    assert (second.themes, second.territories) == ((theme("sante"),), ())
    assert (first.title, second.title) == ("Faire réseau", "Programme")
    assert (first.date_start, first.date_end) == (date(2024, 1, 1), date(2024, 7, 31))


def test_a_session_has_what_its_series_has(rows):
    event = rows[f"{BASE}event/e"]
    assert event.themes == (theme("sante"), theme("proprete"))
    assert event.actors == (actor("ville"), actor("dreets"))
    assert event.territories == (territory("region-24"),)
    assert event.audiences == (f"{BASE}audience/elus",)
    assert event.type == f"{BASE}action/reseau"
    assert (event.date_start, event.date_end) == (date(2024, 5, 14), date(2024, 5, 14))
    for words in ("Une visite.", "Lieu : Tours.", "Avec : ville, dreets.", "sante", "14 mai"):
        assert words in event.text


def test_an_actor_revealed_by_a_text_is_a_candidate(rows):
    row = rows[actor("amis")]
    assert (row.kind, row.type, row.status, row.actors) == (
        "actor",
        "association",
        "candidate",
        (actor("amis"),),
    )


def test_authority_rows_carry_names_and_their_own_iri():
    entities = [
        Entity(
            iri=theme("gusp"),
            kind="theme",
            pref_label="Gestion urbaine",
            alt_labels=("GUSP",),
            hidden_labels=("GUP",),
            label_en="Urban management",
            definition="Entretenir ensemble.",
        ),
        Entity(
            iri=actor("lea"),
            kind="actor",
            pref_label="Léa",
            category="personne",
            member_of=(actor("amis"),),
            active_in=(territory("tours"),),
            job_title="Chargée de mission",
        ),
        Entity(iri=actor("amis"), kind="actor", pref_label="Les Amis", category="association"),
        Entity(iri=territory("qpv"), kind="territory", pref_label="La Source", category="qpv"),
        Entity(iri=territory("tours"), kind="territory", pref_label="Tours", category="commune"),
        Entity(iri=f"{BASE}action/x", kind="action", pref_label="Réseau"),
    ]
    rows = {row.iri: row for row in authority_rows(Vocabulary({entity.iri: entity for entity in entities}))}
    assert set(rows) == {theme("gusp"), actor("lea"), actor("amis"), territory("qpv")}
    assert rows[theme("gusp")].labels == ("GUSP", "GUP", "Urban management")
    assert rows[theme("gusp")].text == "Entretenir ensemble."
    assert rows[theme("gusp")].themes == (theme("gusp"),)
    assert rows[actor("lea")].actors == (actor("lea"), actor("amis"))
    assert rows[actor("lea")].territories == (territory("tours"),)
    assert "Membre de : Les Amis." in rows[actor("lea")].text
    assert rows[territory("qpv")].territories == (territory("qpv"),)
    assert all(row.document is None for row in rows.values())


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2024-02-09/2024-02-10", (date(2024, 2, 9), date(2024, 2, 10))),
        ("[2024-06-13,2024-06-20]", (date(2024, 6, 13), date(2024, 6, 20))),
        ("2024-02-31", (None, None)),
        ("..", (None, None)),
        (None, (None, None)),
    ],
)
def test_periods(edtf, expected):
    assert period_of(edtf) == expected
