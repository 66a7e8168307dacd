"""Which activity follows which, told by its kind and its day."""

import pytest

from ingest.document import Block, Document, Metadata
from ingest.pipelines import extract


def follows(linker, told):
    lines = (
        "Programme 2025",
        "3 avril 2025 : Webinaire « Aller vers les habitants »",
        "À distance.",
        "12 juin 2025 : Journée « Santé mentale et quartiers »",
        told,
    )
    blocks, at = [], 0
    for index, text in enumerate(lines):
        kind = "paragraph" if index else "heading"
        blocks.append(Block(kind=kind, text=text, page=1, start=at, end=at + len(text), level=1))
        at += len(text) + 1
    document = Document(
        iri="https://maillage.example/id/document/essai", locator="essai", sha256="0" * 64, media_type="text/plain",
        text="\n".join(lines), blocks=tuple(blocks), pages=1, metadata=Metadata(),
    )  # fmt: skip
    found = extract(document, linker, "programme")
    return [(one.subject_label, one.object_label) for one in found.relations if one.predicate == "follows"]


@pytest.mark.parametrize(
    "told",
    [
        "Cette journée fait suite au webinaire du 3 avril.",
        "Cette journée prolonge le webinaire du 3 avril.",
        "Après le webinaire du 3 avril, on en parle.",
    ],
)
def test_an_activity_follows_the_one_told_by_its_kind_and_its_day(linker, told):
    assert follows(linker, told) == [
        ("Journée « Santé mentale et quartiers »", "Webinaire « Aller vers les habitants »")
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Cette journée fait suite au webinaire du 5 avril.",
        "Cette journée fait suite à la visite du 3 avril.",
        "Le webinaire du 3 avril a été annulé.",
    ],
)
def test_what_is_no_record_is_followed_by_nothing(linker, told):
    assert follows(linker, told) == []
