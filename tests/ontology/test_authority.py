"""The loader of the authority files, on small files written here and on the real ones when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.authority import OntologyError, load
from ontology.vocabulary import BASE

ONTOLOGY = Path(__file__).parents[2] / "ontology"

PREFIXES = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix mlg: <https://maillage.example/ns#> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> . @prefix id: <{BASE}> . @prefix dcterms: <http://purl.org/dc/terms/> .
"""
THEMES = """
<%(b)sscheme/themes> a skos:ConceptScheme ; skos:prefLabel "Thèmes"@fr .
<%(b)stheme/cadre-de-vie> a skos:Concept ; skos:prefLabel "Cadre de vie"@fr, "Living environment"@en ;
  skos:notation "B" ; skos:topConceptOf <%(b)sscheme/themes> .
<%(b)stheme/gusp> a skos:Concept ; skos:prefLabel "Gestion urbaine et sociale de proximité"@fr ;
  skos:altLabel "GUSP"@fr, "gestion urbaine de proximité"@fr, "Urban management"@en ;
  skos:hiddenLabel "GUP"@fr ;
  skos:definition "Entretien du quartier."@fr ; skos:broader <%(b)stheme/cadre-de-vie> ;
  mlg:ambiguousLabel "GUP"@fr ; mlg:contextCue "bailleur" ; mlg:excludedContext "logiciel" .
"""
ACTORS = """
<%(b)sactor-kind/association> a skos:Concept ; skos:prefLabel "Association"@fr .
<%(b)sactor/les-ponts> a org:Organization ; skos:prefLabel "Les Ponts"@fr ;
  mlg:actorKind <%(b)sactor-kind/association> ;
  mlg:activeIn <%(b)sterritory/region-1>, <%(b)sterritory/commune-2> ;
  mlg:seat <%(b)sterritory/commune-2> ; org:memberOf <%(b)sactor/reseau> ;
  dcterms:replaces <%(b)sactor/ancien> .
<%(b)sactor/anne> a foaf:Person ; skos:prefLabel "Anne Test" ; schema:jobTitle "directrice"@fr ;
  schema:affiliation <%(b)sactor/les-ponts> ; mlg:actorKind <%(b)sactor-kind/personne> .
"""
TERRITORIES = """id,kind,code,label,alt_labels,parents,lon,lat,population,vintage,replaces,programmes
region-1,region,1,Centre,,,1.5,47.5,,,,
commune-2,commune,2,Ville,Ville-Basse|La Ville,region-1,,,1200,,,
qpv-3,qpv,QN3,"Le Haut, Bas",,commune-2,,,,2024,qpv-1|qpv-2,NPNRU
"""


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        file, suffix = (name, "csv") if name == "territories" else (name, "ttl")
        body = text if suffix == "csv" else PREFIXES + text % {"b": BASE}
        (folder / f"{file}.{suffix}").write_text(body, encoding="utf-8")
    return folder


def test_missing_files_hold_nothing(tmp_path: Path) -> None:
    assert len(load(tmp_path)) == 0


def test_a_concept_keeps_its_french_labels_and_its_english_one(tmp_path: Path) -> None:
    vocabulary = load(write(tmp_path, themes=THEMES))
    theme = vocabulary.get(f"{BASE}theme/gusp")
    assert theme is not None
    assert theme.alt_labels == ("GUSP", "gestion urbaine de proximité")
    assert theme.hidden_labels == ("GUP",)
    assert (theme.definition, theme.broader) == ("Entretien du quartier.", (f"{BASE}theme/cadre-de-vie",))
    assert (theme.ambiguous_labels, theme.context_cues, theme.excluded_context) == (
        ("GUP",),
        ("bailleur",),
        ("logiciel",),
    )
    top = vocabulary.get(f"{BASE}theme/cadre-de-vie")
    assert top is not None
    assert (top.pref_label, top.label_en, top.notation) == ("Cadre de vie", "Living environment", "B")
    assert [entity.kind for entity in vocabulary] == ["theme", "theme"]  # the scheme is not an entity


def test_an_actor_has_its_kind_and_ties(tmp_path: Path) -> None:
    vocabulary = load(write(tmp_path, actors=ACTORS))
    assert [entity.iri for entity in vocabulary] == [f"{BASE}actor/anne", f"{BASE}actor/les-ponts"]
    ponts, anne = vocabulary.get(f"{BASE}actor/les-ponts"), vocabulary.get(f"{BASE}actor/anne")
    assert ponts is not None
    assert anne is not None
    assert (ponts.category, ponts.seat) == ("association", f"{BASE}territory/commune-2")
    assert ponts.active_in == (f"{BASE}territory/commune-2", f"{BASE}territory/region-1")
    assert (ponts.member_of, ponts.replaces) == ((f"{BASE}actor/reseau",), (f"{BASE}actor/ancien",))
    assert (anne.category, anne.job_title) == ("personne", "directrice")
    assert anne.member_of == (f"{BASE}actor/les-ponts",)


def test_territories_come_from_the_csv(tmp_path: Path) -> None:
    vocabulary = load(write(tmp_path, territories=TERRITORIES))
    quarter = vocabulary.get(f"{BASE}territory/qpv-3")
    town = vocabulary.get(f"{BASE}territory/commune-2")
    assert quarter is not None
    assert town is not None
    assert (quarter.pref_label, quarter.vintage, quarter.programmes) == ("Le Haut, Bas", "2024", ("NPNRU",))
    assert quarter.replaces == (f"{BASE}territory/qpv-1", f"{BASE}territory/qpv-2")
    assert (town.alt_labels, town.population, town.longitude) == (("Ville-Basse", "La Ville"), 1200, None)
    assert vocabulary.within(f"{BASE}territory/region-1") == {
        f"{BASE}territory/{name}" for name in ("region-1", "commune-2", "qpv-3")
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("themes", "<%(b)stheme/x> a ", "Turtle"),
        ("themes", '<%(b)stheme/x> a skos:Concept ; skos:prefLabel "Only"@en .', "français"),
        ("territories", TERRITORIES.replace("1200", "many"), "commune-2"),
        ("territories", TERRITORIES + TERRITORIES.splitlines()[1] + "\n", "deux fois"),
        ("territories", TERRITORIES.replace("parents", "parent"), "region-1"),
    ],
)
def test_an_unreadable_file_is_named_with_the_reason(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    with pytest.raises(OntologyError, match=words) as raised:
        load(write(tmp_path, **{name: text}))
    assert name in str(raised.value)


def test_the_authority_files_of_the_repository_load() -> None:
    vocabulary = load(ONTOLOGY)
    communes = [entity for entity in vocabulary.of_kind("territory") if entity.category == "commune"]
    assert len(communes) > 100
    for entity in vocabulary.of_kind("territory"):
        assert all(parent in vocabulary.entities for parent in entity.broader), entity.iri
