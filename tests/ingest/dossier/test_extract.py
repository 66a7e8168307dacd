"""The dossier pipeline as a whole."""

from __future__ import annotations

from ingest.dossier import extract
from ingest.identity import iri_of

HEAD = "| Date | Organisme | Nature | Titre | Thème |\n| --- | --- | --- | --- | --- |\n"
DOSSIER = (
    "# Dossier Contrats\n\nVilles au Carré, 2 décembre 2024\n\n"
    + HEAD
    + (
        "| 31 août 2023 | Ministère chargé de la ville | Circulaire | Relative aux "
        "contrats de ville | contrat de ville |\n"
    )
    + (
        "| Mai 2012 | ANRU, RésO Villes, associations d'élus | Guide | Mettre en place "
        "un projet | participation citoyenne |\n"
    )
)

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Actualités</title>
<link>https://exemple.fr/</link><description>Flux</description>
<item><title>Un programme est né à Blois</title>
<link>https://exemple.fr/1</link><pubDate>Mon, 05 Feb 2024 08:30:00 +0200</pubDate>
<description>Le contrat de ville.</description></item></channel></rss>"""


def test_collection_and_items(document, linker):
    collection, circular, guide = extract(document(DOSSIER), linker).resources
    assert (collection.kind, collection.date) == ("dossier", "2024-12-02")
    assert collection.iri == iri_of("resource", "Dossier Contrats")
    assert (circular.kind, circular.date, circular.collection) == ("legal-text", "2023-08-31", collection.iri)
    assert (guide.kind, guide.date) == ("kit", "2012-05")
    assert guide.iri == iri_of("resource", "Mettre en place un projet", "2012-05")
    assert [(one.label, one.role) for one in guide.participations] == [
        ("ANRU", "publisher"),
        ("RésO Villes", "publisher"),
    ]
    (theme,) = guide.themes
    assert (theme.label, theme.method, theme.evidence.quote) == (
        "Participation citoyenne",
        "field",
        "participation citoyenne",
    )


def test_a_legal_item_has_the_address_by_which_it_is_cited(document, linker):
    _, circular, _ = extract(document(DOSSIER), linker).resources
    assert circular.iri == iri_of("legal", "circulaire 2023-08-31")


def test_an_unknown_body_is_proposed(document, linker):
    extraction = extract(document(DOSSIER), linker)
    (actor,) = extraction.new_actors
    assert (actor.label, actor.category) == ("Ministère chargé de la ville", "service-de-l-etat")
    (participation,) = extraction.resources[1].participations
    assert participation.status == "candidate"


def test_a_name_that_ends_in_a_known_one_is_another_name(document, linker):
    text = (
        f"# Dossier\n\n{HEAD}| 2012 | Secrétariat général de l'ANRU | Note | Une note | contrat de ville |\n"
    )
    (actor,) = extract(document(text), linker).new_actors
    assert actor.label == "Secrétariat général de l'ANRU"


def test_a_later_version_is_the_same_collection(document, linker):
    first = extract(document(DOSSIER), linker).resources
    second = extract(
        document(DOSSIER + "| 2024 | ANRU | Bilan | Un bilan | contrat de ville |\n"), linker
    ).resources
    assert first[0].iri == second[0].iri
    assert [one.iri for one in first] == [one.iri for one in second][:3]
    assert len(second) == 4


def test_issues_of_a_press_review_are_one_collection(document, linker):
    issues = [
        extract(document(f"# Revue de presse, {month} 2024\n\nTexte."), linker) for month in ("avril", "juin")
    ]
    assert issues[0].resources[0].iri == issues[1].resources[0].iri
    assert issues[0].title != issues[1].title
    assert issues[0].resources[0].kind == "press-review"


def test_feed(document, linker):
    extraction = extract(document(FEED, "application/rss+xml", "flux.rss"), linker)
    feed, item = extraction.resources
    assert feed.kind == "news"
    assert (item.title, item.kind, item.date) == ("Un programme est né à Blois", "news", "2024-02-05")
    assert item.url == "https://exemple.fr/1"
    assert [one.label for one in item.themes] == ["Contrat de ville"]
    assert [one.label for one in item.territories] == ["Blois"]


def test_every_evidence_is_in_its_place(document, linker):
    source = document(DOSSIER)
    for resource in extract(source, linker).resources:
        for one in (resource, *resource.participations, *resource.themes, *resource.territories):
            assert one.evidence.quote == source.text[one.evidence.start : one.evidence.end]
