"""Roles given to the meeting of which the document tells."""

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


def test_those_present_in_minutes_are_of_their_meeting_and_others_of_what_is_spoken_of(linker):
    found = read(
        linker,
        "Compte rendu du réseau des coordonnateurs du 12 mars 2024",
        "Étaient présents : Marie Dupont (Villes au Carré), la CAF Touraine.",
        "Paul Martin, directeur de la régie Horizon, revient sur la rencontre nationale organisée par l'ANCT.",
    )
    (event,) = found.events
    roles = {(one.label, one.role) for one in event.participations}
    assert {
        ("Marie Dupont", "participant"),
        ("CAF Touraine", "participant"),
        ("Paul Martin", "speaker"),
    } <= roles
    assert ("ANCT", "organiser") not in roles
    assert ("ANCT", "organiser") in {(one.label, one.role) for one in found.affiliations}
