"""Towns of one name, told apart by the places that the document names."""

import pytest

from ingest.document import Block, Document, Metadata


def codes(linker, *texts):
    """Return the codes of the towns that a document of these paragraphs names, in order."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind="paragraph", text=text, page=1, start=at, end=at + len(text), level=0))
        at += len(text) + 1
    document = Document(
        iri="https://maillage.example/id/document/essai", locator="essai", sha256="0" * 64,
        media_type="text/plain", text="\n".join(texts), blocks=tuple(blocks), pages=1, metadata=Metadata(),
    )  # fmt: skip
    return [link.iri.rsplit("-", 1)[1] for link in linker.link(document) if "/commune-" in link.iri]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("Une rencontre à Saint-Gilles.", "Elle réunit les acteurs du Gard."), "30258"),
        (("Une rencontre à Saint-Gilles.", "Elle réunit les acteurs d'Ille-et-Vilaine."), "35275"),
        (("Une rencontre à Saint-Gilles.", "Elle réunit les acteurs de l'Indre, et encore de l'Indre, et du Gard."), "36196"),
        (("Une rencontre à Allonnes.", "Angers, Cholet et Saumur, puis Le Mans."), "72003"),
        (("Une rencontre à Allonnes.", "Angers, Cholet et Saumur."), "49002"),
        (("Une rencontre à Saint-Denis (La Réunion).", "La Seine-Saint-Denis et la Seine-Saint-Denis."), "97411"),
        (("Une rencontre à Saint-Denis.", "Elle réunit les acteurs de la Seine-Saint-Denis."), "93066"),
    ],
)  # fmt: skip
def test_the_town_is_where_the_document_is(linker, texts, code):
    assert codes(linker, *texts)[0] == code


def test_a_town_listed_for_its_neighbourhoods_comes_before_a_village(linker):
    assert codes(linker, "Une rencontre à Bagneux.") == ["92007"]


def test_a_name_that_one_town_has_is_that_town_anywhere(linker):
    assert codes(linker, "Une rencontre à Tours.", "Les acteurs du Gard.") == ["37261"]
