"""What the pipelines make of a document: passages, mentions, events, resources, and the evidence of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ingest.document import Document

Status = Literal["fact", "candidate"]
MODEL: Final = "model"
"""Method of a link, and cue of the rest, when a language model proposed it: always a candidate."""
Mode = Literal["online", "onsite"]
Modality = Literal["announced", "held", "cancelled"]
Role = Literal[
    "organiser",
    "coOrganiser",
    "facilitator",
    "speaker",
    "partner",
    "host",
    "funder",
    "support",
    "participant",
    "author",
    "publisher",
]

Predicate = Literal[
    "memberOf",
    "partnerOf",
    "fundedBy",
    "hostedBy",
    "worksFor",
    "commissionedBy",
    "activeIn",
    "follows",
    "replaces",
]
"""What ties two actors, an actor and its territory, two activities, or two resources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The place in a document that a fact rests on; `quote` is exactly `document.text[start:end]`."""

    document: str
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document of a size to read and to index (about 120 words at most)."""

    iri: str
    document: str
    page: int
    start: int
    end: int
    heading_path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity recognised in a text."""

    iri: str
    kind: Literal["theme", "actor", "territory", "audience", "action"]
    label: str
    """The preferred label (for a new actor: the name as first written)."""
    evidence: Evidence
    """Its quote is the exact words recognised."""
    method: Literal["label", "acronym", "inflected", "cue", "field", "meaning", "model"]
    score: float
    """From 0 to 1: the share of such links found right when the method was measured."""
    status: Status
    decision: str | None = None
    """The decision of a person that made it a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActor:
    """A person or organisation that is in no authority file, proposed with the cue that revealed it."""

    iri: str
    label: str
    alt_labels: tuple[str, ...] = ()
    category: str
    """Guess among the actor kinds: `personne`, `association`, `collectif`..."""
    cue: str
    """The words that revealed it, for example `animé par`."""
    job_title: str = ""
    affiliation: str | None = None
    """IRI of the organisation the text ties a person to."""
    evidence: Evidence
    status: Status = "candidate"
    decision: str | None = None
    """The decision of a person that made it a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """An actor's role in an event, a series or a resource."""

    actor: str
    label: str
    role: Role
    cue: str
    evidence: Evidence
    """Its quote is the sentence (or line) that proves the role."""
    score: float
    status: Status
    decision: str | None = None
    """The decision of a person that made it a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as written and as understood."""

    edtf: str | None
    """None: to be set, or kept as written only."""
    start: date | None
    end: date | None
    quote: str
    start_time: str | None = None
    end_time: str | None = None
    note: str | None = None
    """`to-confirm`, `to-be-set`, `outside-period`, `cancelled`, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One session: something that happens (or will) at a time and a place."""

    iri: str
    title: str
    """Stands alone on an agenda: the series title, then the session's own when it has one."""
    own_title: str | None
    series: str | None
    axis: str | None
    """Heading of the section as written."""
    action: str | None
    """IRI in the scheme of kinds of action."""
    when: When
    place: str | None
    mode: Mode | None
    description: str
    participations: tuple[Participation, ...]
    themes: tuple[Link, ...]
    territories: tuple[Link, ...]
    audiences: tuple[Link, ...]
    evidence: Evidence
    modality: Modality = "announced"
    """What the document says of it: it is to come, it took place, or it does not take place."""
    modality_evidence: Evidence | None = None
    """The words that say it was held or cancelled; an announcement rests on `evidence`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A network, a cycle or a programme that holds sessions."""

    iri: str
    title: str
    axis: str | None
    action: str | None
    description: str
    recurrence: str | None
    """ISO 8601 duration of a recurrence announced without dates (`P1M`), with its words in the description."""
    participations: tuple[Participation, ...]
    themes: tuple[Link, ...]
    territories: tuple[Link, ...]
    audiences: tuple[Link, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A legal text or a document that a document cites."""

    iri: str
    label: str
    """`décret n° 2023-1314 du 28 décembre 2023`."""
    kind: str
    """`décret`, `loi`, `circulaire`, `instruction`, `arrêté`, `ordonnance`, `document`."""
    number: str | None
    date: str | None
    """EDTF."""
    evidence: Evidence
    participations: tuple[Participation, ...] = ()
    """Who wrote or published it, as the document says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to read or use: a report, a dossier, a platform, a newsletter, a kit, a site..."""

    iri: str
    title: str
    kind: str
    """`report`, `note`, `dossier`, `platform`, `press-review`, `newsletter`, `kit`, `website`, `catalogue`,
    `legal-text`, `news`, `directory`, `programme`, `document`."""
    url: str | None
    description: str
    date: str | None
    """EDTF."""
    collection: str | None
    """IRI of the resource it is an item of."""
    language: str | None
    outline: tuple[str, ...]
    participations: tuple[Participation, ...]
    themes: tuple[Link, ...]
    territories: tuple[Link, ...]
    citations: tuple[Citation, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A tie between two things of one kind, or of an actor with its territory, that a sentence states."""

    subject: str
    subject_label: str
    predicate: Predicate
    object: str
    object_label: str
    detail: str = ""
    """The office, when a person works for an organisation: `directrice`."""
    cue: str
    """The words that say so: `est membre de`."""
    evidence: Evidence
    """Its quote is the sentence (or line) that states the tie."""
    score: float
    status: Status
    decision: str | None = None
    """The decision of a person that made it a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two addresses that may be one actor: for a person to decide."""

    left: str
    left_label: str
    right: str
    right_label: str
    reason: str
    """In French: what makes them look alike."""
    score: float
    evidence: Evidence
    """Where the document names the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything understood of one document."""

    document: Document
    pipeline: str
    """`programme`, `report`, `dossier` or `directory`."""
    title: str
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    """Every mention in the text, in order."""
    new_actors: tuple[NewActor, ...]
    dates: tuple[When, ...]
    series: tuple[Series, ...]
    events: tuple[Event, ...]
    resources: tuple[Resource, ...]
    """The document itself as a resource comes first."""
    affiliations: tuple[Participation, ...] = ()
    """Roles that are of no activity read: those a text tells of an actor, in running sentences."""
    relations: tuple[Relation, ...] = ()
    """What ties actors, activities and resources to one another, each tie once."""
    duplicates: tuple[Duplicate, ...] = ()
    """Pairs of actors that may be one; those that surely are one have been joined."""
