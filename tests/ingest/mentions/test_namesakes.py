"""Towns of one name, told apart by the places that the document names."""

import pytest

from ingest.document import Block, Document, Metadata


def towns(linker, *texts):
    """Return the links of a document of these paragraphs to towns, in order."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind="paragraph", text=text, page=1, start=at, end=at + len(text), level=0))
        at += len(text) + 1
    document = Document(
        iri="https://maillage.example/id/document/essai", locator="essai", sha256="0" * 64,
        media_type="text/plain", text="\n".join(texts), blocks=tuple(blocks), pages=1, metadata=Metadata(),
    )  # fmt: skip
    return [link for link in linker.link(document) if "/commune-" in link.iri]


def codes(linker, *texts):
    """Return the codes of the towns that a document of these paragraphs names, in order."""
    return [link.iri.rsplit("-", 1)[1] for link in towns(linker, *texts)]


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


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        (("Une rencontre à Saint-Gilles.",), "candidate"),
        (("Une rencontre à Vernouillet.", "Le programme de Rennes et de Marseille."), "candidate"),
        (("Une rencontre à Saint-Gilles.", "Elle réunit les acteurs du Gard."), "fact"),
        (("Une rencontre à Saint-Denis (La Réunion).",), "fact"),
        (("Une rencontre à Olivet.",), "fact"),  # the other has four hundred inhabitants
        (("Une rencontre à Tours.",), "fact"),
    ],
)
def test_a_town_that_nothing_tells_from_another_is_a_candidate(linker, texts, status):
    assert towns(linker, *texts)[0].status == status


def test_an_actor_of_the_region_tells_the_town(linker):
    link = towns(linker, "Une rencontre à Vernouillet, avec la DREETS Centre-Val de Loire.")[0]
    assert (link.iri[-5:], link.status) == ("28404", "fact")


def test_a_commune_of_unknown_size_is_small_unless_it_is_listed_for_its_neighbourhoods():
    from ingest.mentions import Linker
    from ontology.vocabulary import Entity, Vocabulary

    base = "https://maillage.example/id/territory/"
    bare = Entity(iri=f"{base}commune-01001", kind="territory", pref_label="Mirande", category="commune")
    placed = Entity(
        iri=f"{base}commune-01002",
        kind="territory",
        pref_label="Oyonnaz",
        category="commune",
        longitude=5.6,
        latitude=46.2,
    )
    parent = Entity(iri=f"{base}commune-01003", kind="territory", pref_label="Voreppaz", category="commune")
    quarter = Entity(
        iri=f"{base}qpv-QN001",
        kind="territory",
        pref_label="Les Hauts Prés",
        category="qpv",
        broader=(parent.iri,),
    )
    small = Linker(Vocabulary({one.iri: one for one in (bare, placed, parent, quarter)}))
    text = "Mirande, Oyonnaz, Voreppaz : trois projets."
    assert {one.label for one in small.matches(text) if one.status == "fact"} == {"Oyonnaz", "Voreppaz"}
    assert {one.label for one in small.matches("une visite à Mirande") if one.status == "fact"} == {"Mirande"}
