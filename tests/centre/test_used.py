"""What the graph is written with, and the figures of a small centre."""

from __future__ import annotations

from rdflib import RDF, SKOS, Graph

from centre.centre import Centre


def test_every_class_and_property_in_use_is_counted_with_an_example(centre: Centre) -> None:
    terms = {one.curie: one for one in centre.used_terms()}
    assert terms["schema:Event"].kind == "class"
    assert terms["schema:Event"].many >= 3
    assert terms["schema:Event"].example_label
    assert terms["mlg:role"].kind == "property"
    assert terms["mlg:role"].comment
    told = [one for one in terms.values() if not one.comment and one.curie.startswith(("mlg:", "oa:"))]
    assert not told, "our own terms and those of evidence are all defined"


def test_the_figures_agree_with_what_they_count(centre: Centre) -> None:
    found = centre.figures()
    assert sum(many for _, many in found.events) == sum(bool(row.start) for row in centre.agenda())
    assert sum(many for _, many in found.documents) <= centre.status()["documents"]
    theme, many = found.themes[0]
    assert len(centre.resources(theme=theme)) == many
    assert all(name for name, _ in found.statements)


def test_the_thesaurus_is_a_file_of_its_own_with_every_theme(centre: Centre) -> None:
    themes = {reference.id for _, reference in centre.theme_tree()}
    held = Graph().parse(centre.download("thesaurus", "ttl"), format="turtle")
    assert {str(iri) for iri in held.subjects(RDF.type, SKOS.Concept)} == themes
    sizes = {(one.part, one.suffix): one.size for one in centre.downloads()}
    assert sizes["thesaurus", "ttl"] == centre.download("thesaurus", "ttl").stat().st_size
    assert (sizes["graph", "nt"] or 0) > (sizes["thesaurus", "nt"] or 0)
