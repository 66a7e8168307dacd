"""Minutes and notices: who speaks, who was there, whom a cue leads to, and those named again in short."""

from ingest.document import Block, Document, Metadata
from ingest.pipelines import extract


def read(linker, *lines):
    blocks, at = [], 0
    for index, text in enumerate(lines):
        kind = "paragraph" if index else "heading"
        blocks.append(Block(kind=kind, text=text, page=1, start=at, end=at + len(text), level=1))
        at += len(text) + 1
    document = Document(
        iri="https://maillage.example/id/document/essai", locator="essai", sha256="0" * 64, media_type="text/plain",
        text="\n".join(lines), blocks=tuple(blocks), pages=1, metadata=Metadata(),
    )  # fmt: skip
    return extract(document, linker)


def roles_of(found):
    held = [one for activity in (*found.events, *found.resources) for one in activity.participations]
    return {(one.label, one.role) for one in (*held, *found.affiliations)}


MINUTES = "Compte rendu du comité de pilotage du 12 mars 2024"


def test_those_who_speak_in_minutes_are_speakers_of_the_meeting_organisations_too(linker):
    found = read(
        linker,
        MINUTES,
        "Marie Dupont, directrice de la régie Horizon, rappelle le calendrier.",
        "La CAF de l’Indre rend compte de la baisse du non-recours.",
        "Mme Dupont conclut la séance.",
    )
    assert {("Marie Dupont", "speaker"), ("CAF de l'Indre", "speaker")} <= roles_of(found)
    told = [one.evidence.quote for one in found.affiliations if one.label == "Marie Dupont"]
    assert told == ["Mme Dupont conclut la séance."]


def test_a_body_that_says_something_elsewhere_than_in_minutes_has_no_role(linker):
    found = read(linker, "Le logement des jeunes", "La CAF de l’Indre souligne la baisse du non-recours.")
    assert roles_of(found) == set()


def test_a_surname_that_two_bear_names_neither(linker):
    found = read(
        linker,
        MINUTES,
        "Marie Dupont, directrice de la régie Horizon, et Paul Dupont, sociologue, sont excusés.",
        "Mme Dupont rappelle le calendrier.",
    )
    assert not [
        one
        for one in (*found.affiliations, *found.events[0].participations)
        if "calendrier" in one.evidence.quote
    ]


def test_a_sentence_says_who_was_there_without_a_colon(linker):
    found = read(
        linker,
        MINUTES,
        "Étaient présents la Ville de Tours, la mission locale de Tours et Marie Dupont, directrice de la régie Horizon.",
    )
    assert {("Ville de Tours", "participant"), ("Marie Dupont", "participant")} <= roles_of(found)


def test_an_adverb_and_an_unnamed_item_stand_between_a_cue_and_whom_it_leads_to(linker):
    found = read(
        linker,
        "La fête des voisins",
        "Le projet est piloté conjointement par le département et la Ville de Tours ; les repas sont offerts par le centre social Pax.",
    )
    assert {("Ville de Tours", "organiser"), ("Centre social Pax", "support")} <= roles_of(found)


def test_a_kind_alone_is_the_one_body_of_that_kind_the_document_names(linker):
    one, other = "La mission locale de Tours a ouvert un lieu.", "La mission locale de Blois aussi."
    again = "Un forum est organisé par la Mission locale."

    def organisers(*lines):
        return [
            held.label
            for held in read(linker, "Actualités", *lines).affiliations
            if held.evidence.quote == again
        ]

    assert organisers(one, again) == ["Mission locale de Tours"]
    assert organisers(one, other, again) == []


def test_an_item_of_a_programme_opens_by_someone(linker):
    found = read(
        linker, "Journée régionale", "9 h 30 – Ouverture par Marie Dupont, adjointe au maire de Tours"
    )
    assert ("Marie Dupont", "speaker") in roles_of(found)


def test_the_name_of_a_theme_is_no_actor(linker):
    found = read(
        linker,
        "Repères",
        "Le fonds de participation des habitants (FPH) finance de petits projets. Le Fonds de participation des habitants accompagne la Ville de Tours.",
    )
    assert not {one.label.lower() for one in found.new_actors if "fonds" in one.label.lower()}
