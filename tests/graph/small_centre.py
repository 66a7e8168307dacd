"""A small centre by hand: one programme (a series, two sessions, a lone event), one report, one directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.authority import authority_triples
from graph.closure import closure_triples
from graph.identity import identity_triples
from graph.namespaces import AUTHORITY_GRAPH, CLOSURE_GRAPH, IDENTITY_GRAPH
from graph.store import Store
from graph.triples import document_triples
from ingest.document import Block, Document, Metadata
from ingest.records import (
    Citation,
    Duplicate,
    Event,
    Evidence,
    Extraction,
    Link,
    NewActor,
    Participation,
    Passage,
    Predicate,
    Relation,
    Resource,
    Role,
    Series,
    Status,
    When,
)
from ontology.vocabulary import BASE, Entity, Vocabulary

PROGRAMME = (
    "Réseau Cadre de vie\n"
    "Le réseau est animé par Les Ponts.\n"
    "9 février 2024 : visite du chantier à Basseville, avec Anne Martin (Ville de Basseville).\n"
    "Mai 2024 : webinaire sur la gestion urbaine de proximité.\n"
    "Forum emploi, 12 mars 2024, organisé par la Ville de Basseville."
)
REPORT = "Rapport sur la gestion urbaine de proximité en région, par Le Labo. Vu la loi n° 2014-173."
MINUTES = "La visite du chantier avec le réseau Cadre de vie s’est tenue le 9 février 2024 à Hauteville."
DIRECTORY = "Le Collectif Sud agit à Hauteville."


def iri(path: str) -> str:
    return BASE + path


VOCABULARY = Vocabulary(
    {
        entity.iri: entity
        for entity in (
            Entity(
                iri=iri("theme/cadre-de-vie"),
                kind="theme",
                pref_label="Cadre de vie",
                label_en="Living environment",
                notation="B",
            ),
            Entity(
                iri=iri("theme/gusp"),
                kind="theme",
                pref_label="Gestion urbaine de proximité",
                alt_labels=("GUP", "GUSP"),
                hidden_labels=("gestion de proximité",),
                definition="Entretien du quartier.",
                broader=(iri("theme/cadre-de-vie"),),
            ),
            Entity(iri=iri("theme/emploi"), kind="theme", pref_label="Emploi"),
            Entity(iri=iri("action/visite"), kind="action", pref_label="Visite"),
            Entity(iri=iri("audience/habitants"), kind="audience", pref_label="Habitants"),
            Entity(
                iri=iri("territory/region-1"),
                kind="territory",
                pref_label="Région",
                category="region",
                notation="1",
            ),
            Entity(
                iri=iri("territory/commune-1"),
                kind="territory",
                pref_label="Basseville",
                category="commune",
                broader=(iri("territory/region-1"),),
                latitude=47.5,
                longitude=1.5,
                population=1200,
            ),
            Entity(
                iri=iri("territory/commune-2"),
                kind="territory",
                pref_label="Hauteville",
                category="commune",
                broader=(iri("territory/region-1"),),
            ),
            Entity(
                iri=iri("territory/qpv-1"),
                kind="territory",
                pref_label="Le Bas",
                category="qpv",
                broader=(iri("territory/commune-1"),),
                vintage="2024",
                programmes=("npnru",),
            ),
            Entity(
                iri=iri("actor/les-ponts"),
                kind="actor",
                pref_label="Les Ponts",
                alt_labels=("Association Les Ponts",),
                category="association",
                active_in=(iri("territory/region-1"),),
                seat=iri("territory/commune-2"),
            ),
            Entity(
                iri=iri("actor/basseville"),
                kind="actor",
                pref_label="Ville de Basseville",
                category="collectivite",
                seat=iri("territory/commune-1"),
            ),
            Entity(
                iri=iri("actor/collectif-sud"),
                kind="actor",
                pref_label="Collectif Sud",
                category="collectif",
                member_of=(iri("actor/les-ponts"),),
            ),
        )
    }
)


class Writing:
    """The text of a document, with records that quote it."""

    def __init__(self, name: str, text: str) -> None:
        self.document, self.text = iri(f"document/{name}"), text

    def evidence(self, quote: str) -> Evidence:
        start = self.text.index(quote)
        return Evidence(document=self.document, page=1, start=start, end=start + len(quote), quote=quote)

    def link(self, path: str, quote: str, score: float = 0.9) -> Link:
        entity = VOCABULARY.entities[iri(path)]
        return Link(
            iri=entity.iri,
            kind=entity.kind,
            label=entity.pref_label,
            evidence=self.evidence(quote),
            method="label",
            score=score,
            status="fact",
        )

    def tie(
        self, subject: str, predicate: Predicate, value: str, cue: str, status: Status, detail: str = ""
    ) -> Relation:
        return Relation(
            subject=iri(subject), subject_label=subject, predicate=predicate, object=iri(value),
            object_label=value, detail=detail, cue=cue, evidence=self.evidence(REPORT), score=0.9, status=status,
        )  # fmt: skip

    def takes_part(self, path: str, role: Role, quote: str, *, candidate: bool = False) -> Participation:
        return Participation(
            actor=iri(path),
            label=path,
            role=role,
            cue="cue",
            evidence=self.evidence(quote),
            score=0.5 if candidate else 0.95,
            status="candidate" if candidate else "fact",
        )

    def passage(self, quote: str, *heading_path: str) -> Passage:
        place = self.evidence(quote)
        return Passage(
            iri=f"{self.document}/passage/{place.start}",
            document=self.document,
            page=1,
            start=place.start,
            end=place.end,
            heading_path=heading_path,
            text=quote,
        )

    def as_document(self, published: date | None = None) -> Document:
        block = Block(kind="paragraph", text=self.text, page=1, start=0, end=len(self.text))
        return Document(
            iri=self.document,
            locator=f"/tmp/{self.document.rsplit('/', 1)[1]}.md",
            sha256=self.document.rsplit("/", 1)[1] * 4,
            media_type="text/markdown",
            text=self.text,
            blocks=(block,),
            pages=1,
            metadata=Metadata(title="titre", published=published, language="fr"),
        )


def programme() -> Extraction:
    """Return a programme: a network of two sessions and a lone forum."""
    write = Writing("0001", PROGRAMME)
    lines = PROGRAMME.split("\n")
    ponts = write.takes_part("actor/les-ponts", "facilitator", lines[1])
    anne = write.takes_part("actor/anne-martin", "speaker", lines[2], candidate=True)
    visit_town = write.takes_part("actor/basseville", "host", lines[2])
    forum_town = write.takes_part("actor/basseville", "organiser", lines[4])
    gusp = write.link("theme/gusp", "gestion urbaine de proximité")
    living = write.link("theme/cadre-de-vie", "Cadre de vie")
    town = write.link("territory/commune-1", "Basseville")
    series = Series(
        iri=iri("series/cadre-de-vie"),
        title="Réseau Cadre de vie",
        axis="Réseaux",
        action=None,
        description="Le réseau.",
        recurrence=None,
        participations=(ponts,),
        themes=(living,),
        territories=(),
        audiences=(),
        evidence=write.evidence(lines[0]),
    )
    visit = Event(
        iri=iri("event/visite"),
        title="Réseau Cadre de vie : visite du chantier",
        own_title="visite du chantier",
        series=series.iri,
        axis="Réseaux",
        action=iri("action/visite"),
        when=When(
            edtf="2024-02-09",
            start=date(2024, 2, 9),
            end=date(2024, 2, 9),
            quote="9 février 2024",
            start_time="09:30",
        ),
        place="Basseville",
        mode="onsite",
        description="",
        participations=(anne, visit_town),
        themes=(),
        territories=(town,),
        audiences=(),
        evidence=write.evidence(lines[2]),
    )
    webinar = Event(
        iri=iri("event/webinaire"),
        title="Réseau Cadre de vie : webinaire",
        own_title="webinaire",
        series=series.iri,
        axis="Réseaux",
        action=None,
        when=When(edtf="2024-05", start=date(2024, 5, 1), end=date(2024, 5, 31), quote="Mai 2024"),
        place=None,
        mode="online",
        description="",
        participations=(),
        themes=(gusp,),
        territories=(),
        audiences=(),
        evidence=write.evidence(lines[3]),
    )
    forum = Event(
        iri=iri("event/forum"),
        title="Forum emploi",
        own_title=None,
        series=None,
        axis=None,
        action=None,
        when=When(edtf=None, start=None, end=None, quote="12 mars 2024", note="to-be-set"),
        place=None,
        mode=None,
        description="",
        participations=(forum_town,),
        themes=(write.link("theme/emploi", "emploi"),),
        territories=(write.link("territory/commune-1", "Basseville"),),
        audiences=(),
        evidence=write.evidence(lines[4]),
    )
    itself = Resource(
        iri=iri("resource/programme"),
        title="Programme",
        kind="programme",
        url=None,
        description="",
        date="2024-01-08",
        collection=None,
        language="fr",
        outline=("Réseaux", "Forum"),
        participations=(),
        themes=(),
        territories=(),
        citations=(),
        evidence=write.evidence(lines[0]),
    )
    return Extraction(
        document=write.as_document(date(2024, 1, 8)),
        pipeline="programme",
        title="Programme 2024",
        passages=(
            write.passage("\n".join(lines[:2]), "Programme", "Réseaux"),
            write.passage("\n".join(lines[2:])),
        ),
        links=(living, town, gusp),
        new_actors=(
            NewActor(
                iri=iri("actor/anne-martin"),
                label="Anne Martin",
                category="personne",
                cue="avec",
                job_title="cheffe de projet",
                affiliation=iri("actor/basseville"),
                evidence=write.evidence("Anne Martin"),
            ),
        ),
        dates=(visit.when, webinar.when, forum.when),
        series=(series,),
        events=(visit, webinar, forum),
        resources=(itself,),
    )


def report() -> Extraction:
    """Return a report by an actor that no authority file knows."""
    write = Writing("0002", REPORT)
    labo = NewActor(
        iri=iri("actor/le-labo"),
        label="Le Labo",
        alt_labels=("Labo",),
        category="recherche",
        cue="par",
        evidence=write.evidence("Le Labo"),
    )
    law = Citation(
        iri=iri("resource/loi-2014-173"),
        label="loi n° 2014-173",
        kind="loi",
        number="2014-173",
        date="2014-02-21",
        evidence=write.evidence("loi n° 2014-173"),
    )
    itself = Resource(
        iri=iri("resource/rapport"),
        title="Rapport GUP",
        kind="report",
        url="https://exemple.fr/rapport",
        description="Un rapport.",
        date="2023",
        collection=iri("resource/programme"),
        language="fr",
        outline=(),
        participations=(write.takes_part("actor/le-labo", "author", REPORT),),
        themes=(write.link("theme/gusp", "gestion urbaine de proximité", 0.8),),
        territories=(write.link("territory/region-1", "région"),),
        citations=(law,),
        evidence=write.evidence(REPORT),
    )
    return Extraction(
        document=write.as_document(),
        pipeline="report",
        title="Rapport GUP",
        passages=(write.passage(REPORT),),
        links=(),
        new_actors=(labo,),
        dates=(),
        series=(),
        events=(),
        resources=(itself,),
        relations=(
            write.tie("actor/le-labo", "memberOf", "actor/collectif-sud", "par", "candidate"),
            write.tie("actor/collectif-sud", "partnerOf", "actor/basseville", "région", "fact"),
            write.tie("actor/basseville", "hostedBy", "actor/collectif-sud", "région", "fact"),
            write.tie("actor/collectif-sud", "commissionedBy", "actor/basseville", "région", "fact"),
            write.tie("actor/anne-martin", "worksFor", "actor/basseville", "cheffe", "fact", "cheffe de projet"),
            write.tie("event/webinaire", "follows", "event/visite", "rang 2", "fact"),
        ),
        duplicates=(
            Duplicate(
                left=iri("actor/le-labo"), left_label="Le Labo", right=iri("actor/collectif-sud"),
                right_label="Collectif Sud", reason="noms presque identiques", score=0.8,
                evidence=write.evidence("Le Labo"),
            ),
        ),
    )  # fmt: skip


def directory() -> Extraction:
    """Return a directory of one row."""
    write = Writing("0003", DIRECTORY)
    return Extraction(
        document=write.as_document(date(2022, 1, 1)),
        pipeline="directory",
        title="Annuaire",
        passages=(write.passage(DIRECTORY),),
        links=(
            write.link("actor/collectif-sud", "Collectif Sud"),
            write.link("territory/commune-2", "Hauteville"),
        ),
        new_actors=(),
        dates=(),
        series=(),
        events=(),
        resources=(),
        affiliations=(write.takes_part("actor/collectif-sud", "participant", DIRECTORY),),
    )


def minutes() -> Extraction:
    """Return minutes that tell the visit of the programme in other words, and elsewhere."""
    write = Writing("0004", MINUTES)
    visit = programme().events[0]
    town = write.link("territory/commune-2", "Hauteville")
    told = replace(
        visit,
        iri=iri("event/visite-tenue"),
        title="Visite du chantier avec le réseau Cadre de vie",
        own_title=None,
        series=None,
        place="Hauteville",
        participations=(write.takes_part("actor/basseville", "host", MINUTES),),
        themes=(),
        territories=(town,),
        evidence=write.evidence(MINUTES),
        modality="held",
        modality_evidence=write.evidence(MINUTES),
    )
    return replace(
        report(),
        document=write.as_document(date(2024, 2, 12)),
        title="Compte rendu de la visite",
        passages=(write.passage(MINUTES),),
        new_actors=(),
        events=(told,),
        resources=(),
    )


EXTRACTIONS = (programme(), report(), directory())


def fill(store: Store, *more: Extraction) -> None:
    """Put the small centre into a store, with more documents."""
    store.clear_and_load(
        {
            AUTHORITY_GRAPH: authority_triples(VOCABULARY),
            CLOSURE_GRAPH: closure_triples(VOCABULARY),
            **{extraction.document.iri: document_triples(extraction) for extraction in (*EXTRACTIONS, *more)},
        }
    )
    store.replace(IDENTITY_GRAPH, list(identity_triples(store)))
