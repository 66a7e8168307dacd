"""The authority files as shipped: they parse, keep the SKOS integrity conditions and hold the known facts."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL
from rdflib.term import Node

ONTOLOGY = Path(__file__).parents[2] / "ontology"
TURTLE = ("maillage", "shapes", "themes", "actions", "audiences", "actors")
SCHEMES = {"themes": "theme", "actions": "action", "audiences": "audience"}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

MLG = Namespace("https://maillage.example/ns#")
ID = "https://maillage.example/id/"
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SIX_DEPARTEMENTS = {f"departement-{code}" for code in ("18", "28", "36", "37", "41", "45")}

Row = dict[str, str]


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ONTOLOGY / f"{name}.ttl", format="turtle")


@cache
def territories() -> dict[str, Row]:
    with (ONTOLOGY / "territories.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows), "an id is given twice"
    return found


def split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def containers(identifier: str) -> set[str]:
    """Return all the territories that contain one, at every level."""
    parents = set(split(territories()[identifier]["parents"]))
    return parents.union(*(containers(parent) for parent in parents)) if parents else parents


def fold(label: str) -> str:
    """Return a label as a reader compares it: no case, no accent, no difference of hyphen or apostrophe."""
    plain = unicodedata.normalize("NFD", label.casefold().replace("œ", "oe").replace("’", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").split())


def concepts(name: str) -> set[Node]:
    return set(graph(name).subjects(RDF.type, SKOS.Concept))


def ancestors(of: Graph, concept: Node, seen: tuple[Node, ...] = ()) -> set[Node]:
    assert concept not in seen, f"cycle of broader at {concept}"
    parents = set(of.objects(concept, SKOS.broader))
    return parents.union(*(ancestors(of, parent, (*seen, concept)) for parent in parents))


def actors() -> set[Node]:
    found = graph("actors")
    return {*found.subjects(RDF.type, ORG.Organization), *found.subjects(RDF.type, FOAF.Person)}


# --- Every Turtle file


@pytest.mark.parametrize("name", TURTLE)
def test_file_parses_and_is_not_empty(name: str) -> None:
    assert len(graph(name)) > 100


@pytest.mark.parametrize("name", TURTLE)
def test_file_is_unicode_nfc(name: str) -> None:
    text = (ONTOLOGY / f"{name}.ttl").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


# --- SKOS integrity (https://www.w3.org/TR/skos-reference/)


@pytest.mark.parametrize("name", [*SCHEMES, "actors"])
def test_s9_concepts_and_schemes_are_disjoint(name: str) -> None:
    schemes = set(graph(name).subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes
    assert not concepts(name) & schemes


@pytest.mark.parametrize("name", [*SCHEMES, "actors"])
def test_s13_labels_of_a_concept_are_pairwise_disjoint(name: str) -> None:
    found = graph(name)
    for subject in set(found.subjects(SKOS.prefLabel)):
        seen = Counter(label for prop in LABELS for label in found.objects(subject, prop))
        assert [label for label, times in seen.items() if times > 1] == [], subject


@pytest.mark.parametrize("name", [*SCHEMES, "actors"])
def test_s14_one_preferred_label_by_language(name: str) -> None:
    found = graph(name)
    for subject in set(found.subjects(SKOS.prefLabel)):
        languages = Counter(
            label.language for label in found.objects(subject, SKOS.prefLabel) if isinstance(label, Literal)
        )
        assert languages["fr"] == 1, subject
        assert max(languages.values()) == 1, subject


@pytest.mark.parametrize("name", SCHEMES)
def test_s27_related_is_disjoint_with_the_hierarchy(name: str) -> None:
    found = graph(name)
    for subject, other in found.subject_objects(SKOS.related):
        assert other not in ancestors(found, subject), (subject, other)
        assert subject not in ancestors(found, other), (subject, other)
        assert (other, SKOS.related, subject) in found


@pytest.mark.parametrize("name", SCHEMES)
def test_s46_exact_match_is_disjoint_with_broad_and_related_match(name: str) -> None:
    found = graph(name)
    exact = set(found.subject_objects(SKOS.exactMatch))
    other = {*found.subject_objects(SKOS.broadMatch), *found.subject_objects(SKOS.relatedMatch)}
    other |= {*found.subject_objects(SKOS.narrowMatch)}
    assert not exact & other
    mapped = {*exact, *other, *found.subject_objects(SKOS.closeMatch)}
    assert not {concept for _, concept in mapped} & concepts(name), "a mapping stays between schemes"


@pytest.mark.parametrize("name", SCHEMES)
def test_every_concept_is_reached_from_a_top_concept(name: str) -> None:
    found = graph(name)
    scheme = URIRef(f"{ID}scheme/{name}")
    tops = set(found.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(found.subjects(SKOS.topConceptOf, scheme))
    for concept in concepts(name):
        above = ancestors(found, concept)
        assert above <= concepts(name), concept
        assert (concept in tops) == (not above), concept
        assert concept in tops or above & tops, concept
        assert (concept, SKOS.inScheme, scheme) in found
        assert str(concept).startswith(f"{ID}{SCHEMES[name]}/")


@pytest.mark.parametrize("name", SCHEMES)
def test_every_concept_has_an_english_label_and_a_french_definition(name: str) -> None:
    found = graph(name)
    for concept in concepts(name):
        english = [o for o in found.objects(concept, SKOS.prefLabel) if getattr(o, "language", "") == "en"]
        assert english, concept
        definition = found.value(concept, SKOS.definition)
        assert isinstance(definition, Literal), concept
        assert definition.language == "fr", concept
        assert len(str(definition)) > 20, concept
        assert str(definition).endswith("."), concept


@pytest.mark.parametrize(
    "slug",
    [
        "zone-urbaine-sensible",
        "contrat-urbain-de-cohesion-sociale",
        "pnru",
        "cite-de-l-emploi",
        "contrat-local-de-securite",
    ],
)
def test_a_historical_concept_says_what_changed(slug: str) -> None:
    notes = list(graph("themes").objects(URIRef(f"{ID}theme/{slug}"), SKOS.changeNote))
    assert [note.language for note in notes if isinstance(note, Literal)] == ["fr"]
    assert all(str(note).endswith(".") for note in notes)


@pytest.mark.parametrize("name", SCHEMES)
def test_no_concept_points_to_one_that_is_not_there(name: str) -> None:
    found = graph(name)
    for relation in (SKOS.broader, SKOS.related):
        for subject, other in found.subject_objects(relation):
            assert {subject, other} <= concepts(name), (subject, other)
            assert subject != other


# --- Labels


@pytest.mark.parametrize("name", [*SCHEMES, "actors"])
def test_a_shared_label_is_marked_ambiguous_on_every_side(name: str) -> None:
    found = graph(name)
    kinds = {s for s in found.subjects() if "/actor-kind/" in str(s)}
    owners: dict[str, set[Node]] = defaultdict(set)
    for prop in LABELS:
        for subject, label in found.subject_objects(prop):
            if getattr(label, "language", "") == "fr" and subject not in kinds:
                owners[fold(str(label))].add(subject)
    ambiguous = {(s, fold(str(label))) for s, label in found.subject_objects(MLG.ambiguousLabel)}
    unmarked = {
        label: subjects
        for label, subjects in owners.items()
        if len(subjects) > 1 and any((subject, label) not in ambiguous for subject in subjects)
    }
    assert unmarked == {}


@pytest.mark.parametrize("name", [*SCHEMES, "actors"])
def test_an_ambiguous_label_is_a_label_and_has_a_cue(name: str) -> None:
    found = graph(name)
    for subject, label in found.subject_objects(MLG.ambiguousLabel):
        own = {o for prop in LABELS for o in found.objects(subject, prop)}
        assert label in own, (subject, label)
        assert (subject, MLG.contextCue, None) in found, (subject, label)


@pytest.mark.parametrize(
    ("label", "slugs"),
    [
        ("CLS", {"contrat-local-de-sante", "contrat-local-de-securite"}),
        ("DSU", {"dotation-de-solidarite-urbaine", "developpement-social-urbain"}),
        ("ASV", {"atelier-sante-ville"}),
        ("PV", {"politique-de-la-ville"}),
        ("RU", {"renouvellement-urbain"}),
        ("PRE", {"pre"}),
    ],
)
def test_false_friends_need_their_context(label: str, slugs: set[str]) -> None:
    owners = set(graph("themes").subjects(MLG.ambiguousLabel, Literal(label, lang="fr")))
    assert owners == {URIRef(f"{ID}theme/{slug}") for slug in slugs}


def test_no_theme_is_matched_to_shareholding() -> None:
    # EuroVoc 2264, "participation", is the holding of shares
    assert not list(graph("themes").subjects(SKOS.closeMatch, URIRef("http://eurovoc.europa.eu/2264")))


def test_thirteen_lettered_top_themes() -> None:
    found = graph("themes")
    tops = found.objects(URIRef(f"{ID}scheme/themes"), SKOS.hasTopConcept)
    assert sorted(str(found.value(top, SKOS.notation)) for top in tops) == list("ABCDEFGHIJKLM")
    assert len(concepts("themes")) >= 150


# --- Actors


def test_actor_references_exist() -> None:
    found = graph("actors")
    everyone = actors()
    relations = (
        ORG.memberOf,
        ORG.subOrganizationOf,
        DCTERMS.isReplacedBy,
        DCTERMS.replaces,
        SCHEMA.affiliation,
    )
    for relation in relations:
        for subject, other in found.subject_objects(relation):
            assert other in everyone, (subject, other)
    for actor in everyone:
        assert found.value(actor, MLG.actorKind) in concepts("actors"), actor
        assert found.value(actor, DCTERMS.source) is not None, actor


def test_succession_is_told_from_both_ends() -> None:
    found = graph("actors")
    for old, new in found.subject_objects(DCTERMS.isReplacedBy):
        if (new, DCTERMS.replaces, None) in found:
            assert (new, DCTERMS.replaces, old) in found, (old, new)
    for new, old in found.subject_objects(DCTERMS.replaces):
        assert (old, DCTERMS.isReplacedBy, new) in found, (new, old)


def test_actor_territories_exist() -> None:
    places = [*graph("actors").objects(None, MLG.activeIn), *graph("actors").objects(None, MLG.seat)]
    assert len(places) > 100
    for place in places:
        assert str(place).removeprefix(f"{ID}territory/") in territories(), place


def test_an_actor_is_not_called_by_the_bare_name_of_a_municipality() -> None:
    names = {fold(row["label"]) for row in territories().values() if row["kind"] == "commune"}
    found = graph("actors")
    for actor in actors():
        for prop in LABELS:
            for label in found.objects(actor, prop):
                assert fold(str(label)) not in names, (actor, label)


def test_persons_carry_a_role_and_no_contact() -> None:
    found = graph("actors")
    persons = set(found.subjects(RDF.type, FOAF.Person))
    assert len(persons) >= 8
    allowed = {
        *LABELS, RDF.type, MLG.actorKind, MLG.confidence, SCHEMA.jobTitle, SCHEMA.affiliation, DCTERMS.source
    }  # fmt: skip
    for person in persons:
        assert found.value(person, SCHEMA.jobTitle) is not None, person
        assert set(found.predicates(person)) <= allowed, person


# --- Territories


def test_every_territory_reference_exists() -> None:
    for row in territories().values():
        for other in [*split(row["parents"]), *split(row["replaces"])]:
            assert other in territories(), (row["id"], other)


def test_every_territory_is_within_france() -> None:
    for identifier in territories():
        assert identifier == "pays-FR" or "pays-FR" in containers(identifier), identifier


def test_containers_are_of_a_wider_kind() -> None:
    allowed = {
        "region": {"country"},
        "departement": {"region"},
        "epci": {"departement", "region", "country"},
        "commune": {"epci", "departement", "country"},
        "qpv": {"commune"},
        "country": set[str](),
    }
    for row in territories().values():
        kinds = {territories()[parent]["kind"] for parent in split(row["parents"])}
        assert kinds <= allowed[row["kind"]], row["id"]


def test_a_municipality_is_in_one_departement_and_one_region() -> None:
    # an EPCI across two départements is contained in their region only, or its members would be in both
    for row in territories().values():
        if row["kind"] in {"commune", "qpv"}:
            kinds = Counter(territories()[above]["kind"] for above in containers(row["id"]))
            assert kinds["departement"] <= 1, row["id"]
            assert kinds["region"] <= 1, row["id"]


def test_counts_of_territories() -> None:
    kinds = Counter(row["kind"] for row in territories().values())
    assert kinds["region"] == 18
    assert kinds["departement"] == 101
    assert kinds["commune"] > 4184
    assert kinds["epci"] == 212


def regional(vintage: str) -> Iterator[Row]:
    rows = (row for row in territories().values() if row["kind"] == "qpv" and row["vintage"] == vintage)
    return (row for row in rows if "region-24" in containers(row["id"]))


def test_regional_priority_neighbourhoods_of_both_vintages() -> None:
    assert len(list(regional("2024"))) == 57
    assert len(list(regional("2015"))) == 52
    by_departement = Counter(
        departement for row in regional("2024") for departement in containers(row["id"]) & SIX_DEPARTEMENTS
    )
    assert sorted(by_departement.values()) == [4, 4, 4, 11, 15, 19]


def test_each_2015_perimeter_is_replaced_by_one_of_2024() -> None:
    replaced = [row["replaces"] for row in regional("2024") if row["replaces"]]
    assert sorted(replaced) == sorted(row["id"] for row in regional("2015"))
    assert territories()["qpv-QN03709M"]["replaces"] == "qpv-QP037009"


def test_programme_memberships() -> None:
    members: dict[str, set[str]] = defaultdict(set)
    for row in territories().values():
        for programme in split(row["programmes"]):
            members[programme].add(row["label"])
    assert len(members["acv"]) == 14
    # seven Cités éducatives; that of Dreux and Vernouillet covers two municipalities
    educational = members["cite-educative"]
    assert {"Dreux", "Vernouillet"} <= educational
    assert len(educational - {"Vernouillet"}) == 7
    assert len(members["contrat-de-ville"]) == 19
    assert "Tours Métropole Val de Loire" in members["cite-de-l-emploi"]


def test_coordinates_are_on_earth_and_regional_ones_in_the_region() -> None:
    for row in territories().values():
        if row["lon"]:
            assert -180 <= float(row["lon"]) <= 180
            assert -90 <= float(row["lat"]) <= 90
        if row["kind"] == "commune" and "region-24" in containers(row["id"]):
            assert 0 < float(row["lon"]) < 3.2, row["id"]
            assert 46.2 < float(row["lat"]) < 49, row["id"]


# --- Vocabulary and shapes


def test_every_own_term_is_named_and_explained_in_both_languages() -> None:
    found = graph("maillage")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, MLG.Role)
    terms = {term for kind in kinds for term in found.subjects(RDF.type, kind)}
    assert len(terms) >= 40
    for term in terms:
        assert str(term).startswith(str(MLG))
        for prop in (RDFS.label, RDFS.comment):
            languages = {o.language for o in found.objects(term, prop) if isinstance(o, Literal)}
            assert languages == {"fr", "en"}, (term, prop)


@pytest.mark.parametrize("name", [name for name in TURTLE if name != "maillage"])
def test_no_file_uses_an_own_term_that_is_not_declared(name: str) -> None:
    declared = set(graph("maillage").subjects(RDFS.isDefinedBy))
    used = {term for triple in graph(name) for term in triple if str(term).startswith(str(MLG))}
    assert used <= declared


def test_every_shape_speaks_plain_french() -> None:
    found = graph("shapes")
    judging = set(found.subjects(SH.severity))
    assert len(judging) >= 20
    for shape in judging:  # what is wrong, and how to put it right
        for predicate in (SH.message, SH.description):
            (text,) = found.objects(shape, predicate)
            assert isinstance(text, Literal)
            assert text.language == "fr"
            assert str(text).endswith((".", "…"))
            assert "'" not in text


@pytest.mark.parametrize("scheme", ["resource-kinds", "date-notes"])
def test_every_code_is_named_once_in_both_languages(scheme: str) -> None:
    found = graph("maillage")
    codes = list(found.subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}")))
    notations = [str(o) for code in codes for o in found.objects(code, SKOS.notation)]
    assert len(notations) == len(set(notations)) == len(codes) >= 3
    for code in codes:
        assert (code, RDF.type, SKOS.Concept) in found
        names = [o for o in found.objects(code, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(name.language) for name in names) == ["en", "fr"]


PREFIXES = """
@prefix ex: <https://example.org/> . @prefix mlg: <https://maillage.example/ns#> .
@prefix schema: <https://schema.org/> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""
SOUND = """
ex:e a schema:Event ; schema:name "Rencontre"@fr ; mlg:edtf "2024-05" ;
  schema:about ex:t ; dcterms:spatial ex:c .
ex:p a mlg:Participation ; mlg:actor ex:a ; mlg:activity ex:e ; mlg:role mlg:speaker ; mlg:evidence ex:v .
ex:v a oa:SpecificResource ; oa:hasSource ex:d ; mlg:page 1 ; oa:start 0 ; oa:end 9 ; oa:exact "Rencontre" .
ex:t a skos:Concept ; skos:prefLabel "Thème"@fr, "Theme"@en .
ex:r a schema:CreativeWork ; schema:name "Note"@fr ; mlg:resourceKind "note" ; mlg:edtf "2024" .
ex:s a schema:EventSeries ; schema:name "Réseau"@fr .
ex:a a org:Organization ; skos:prefLabel "Les Ponts"@fr .
"""


def severities(data: str) -> Counter[str]:
    from pyshacl import validate

    report = validate(Graph().parse(data=PREFIXES + data, format="turtle"), shacl_graph=graph("shapes"))[1]
    assert isinstance(report, Graph)
    return Counter(str(o).removeprefix(str(SH)) for o in report.objects(None, SH.resultSeverity))


def test_sound_data_meet_the_shapes() -> None:
    assert severities(SOUND) == Counter()


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        ('schema:name "Rencontre"@fr', 'schema:name "Meeting"@en', "Violation"),
        ("mlg:actor ex:a ;", "", "Violation"),
        ("mlg:actor ex:a ;", "mlg:actor ex:a, ex:b ;", "Violation"),
        ("mlg:activity ex:e ;", "", "Violation"),
        ("mlg:role mlg:speaker ;", "", "Violation"),
        ("; mlg:evidence ex:v .", ".", "Violation"),
        ("oa:hasSource ex:d ;", "", "Violation"),
        ("mlg:page 1", "mlg:page 0", "Violation"),
        ("oa:start 0 ;", "", "Violation"),
        ("oa:end 9 ;", "", "Violation"),
        ('; oa:exact "Rencontre"', "", "Violation"),
        ('schema:name "Note"@fr ;', "", "Violation"),
        ('; schema:name "Réseau"@fr', "", "Violation"),
        ('skos:prefLabel "Thème"@fr, ', "skos:prefLabel ", "Violation"),
        ('skos:prefLabel "Les Ponts"@fr', 'skos:altLabel "Les Ponts"@fr', "Violation"),
        ('mlg:edtf "2024-05"', 'mlg:dateNote "to-be-set"', "Warning"),
        ('mlg:edtf "2024-05"', 'mlg:edtf "2024-05" ; mlg:dateNote "outside-period"', "Warning"),
        ("schema:about ex:t ;", "", "Warning"),
        ("; dcterms:spatial ex:c", "", "Warning"),
        ("mlg:role mlg:speaker", 'mlg:status "candidate" ; mlg:role mlg:speaker', "Warning"),
        ('; mlg:edtf "2024" .', ".", "Warning"),
    ],
)
def test_each_gap_is_reported_once(before: str, after: str, severity: str) -> None:
    assert before in SOUND
    assert severities(SOUND.replace(before, after)) == Counter({severity: 1})


def test_an_event_that_says_nothing_of_its_date_is_wrong() -> None:
    assert severities(SOUND.replace('; mlg:edtf "2024-05"', "")) == Counter(Violation=1, Warning=1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dcterms:spatial ex:c", "schema:eventAttendanceMode schema:OnlineEventAttendanceMode"),
        ('mlg:resourceKind "note" ; mlg:edtf "2024"', 'mlg:resourceKind "platform"'),
        ('mlg:edtf "2024-05"', 'mlg:edtf "2024-05" ; mlg:dateNote "to-confirm"'),
    ],
)
def test_what_needs_not_be_said_is_no_gap(before: str, after: str) -> None:
    assert before in SOUND
    assert severities(SOUND.replace(before, after)) == Counter()


def test_an_actor_of_many_roles_to_confirm_is_one_warning() -> None:
    unsure = SOUND.replace("mlg:role mlg:speaker", 'mlg:status "candidate" ; mlg:role mlg:speaker')
    again = unsure.replace("ex:p a", "ex:q a").split("ex:v a")[0].split("ex:c .\n")[1]
    known = SOUND.replace("ex:p a", "ex:z a").split("ex:v a")[0].split("ex:c .\n")[1]
    assert severities(unsure + again + known) == Counter(Warning=1)
    assert severities(unsure + 'ex:a mlg:status "candidate" .') == Counter(Warning=1)
