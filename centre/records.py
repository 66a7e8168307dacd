"""What a centre answers; every record turns into the JSON contract with `dataclasses.asdict`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Sort = Literal["relevance", "date"]
"""The order of results: the best first, or the latest."""


class CentreError(Exception):
    """A request the centre cannot serve; the message says what, why and what to do."""


class UnknownNameError(CentreError):
    """A name that no entity of the centre has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedDocument:
    """What happened to one input."""

    id: str | None
    source: str
    pipeline: str | None
    status: Literal["added", "changed", "unchanged", "removed", "failed"]
    reason: str | None = None
    passages: int = 0
    events: int = 0
    triples: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """What a run asked of a language model, and what was kept."""

    model: str
    host: str
    """Where the data went."""
    calls: int
    cached: int
    """Answers taken from an earlier run."""
    failed: int
    kept: int
    dropped: dict[str, int]
    """By reason: `quote` (not in the text), `name` (not in the quote), `unknown`, `person`, `contact`, `malformed`."""
    trouble: str | None
    """In French: the last thing that went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What one ingest did."""

    snapshot: str | None
    documents: tuple[IngestedDocument, ...]
    seconds: float
    model: ModelUse | None = None
    """When a language model was asked for candidates."""
    decisions: int = 0
    """Decisions of people applied for the first time."""
    redone: tuple[str, ...] = ()
    """Documents read again for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncedDocument(IngestedDocument):
    """What happened to one item of a source."""

    name: str
    """The source, as `sources.toml` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncedSource:
    """What happened to one source."""

    name: str
    kind: str
    status: Literal["done", "failed", "not-due"]
    reason: str | None
    added: int
    changed: int
    unchanged: int
    removed: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one synchronisation did, or would do."""

    snapshot: str | None
    dry_run: bool
    sources: tuple[SyncedSource, ...]
    documents: tuple[SyncedDocument, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value to choose in a filter: an entity or a kind, with the number of results it leads to."""

    id: str
    label: str
    count: int
    broader: str | None = None
    """Of a theme, a territory or an audience, the one among these choices that it stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One result, with the reason it is there."""

    id: str
    type: str
    """`passage`, `event`, `series`, `resource`, `actor`, `theme` or `territory`."""
    title: str
    snippet: str
    highlights: tuple[tuple[int, int], ...]
    """Stretches of the snippet to mark."""
    score: float
    scores: dict[str, float]
    """`text`, `vector`, `link`, each from 0 to 1."""
    reason: str
    """In French: `mots exacts : « gusp »`, `synonyme de ...`, `sens proche`, `lié à ...`."""
    document: str | None
    document_title: str | None
    page: int | None
    date: str | None
    """EDTF."""
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What was read in a query or a question: labels of entities, and a period in EDTF."""

    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    period: str | None = None
    kind: str = "who"
    """`who`, `topics` (sur quoi travaille X) or `partners` (qui sont les partenaires de X)."""
    categories: tuple[str, ...] = ()
    """Kinds of actor asked for: `personne`, `association`, `recherche`..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The answer to a search."""

    query: str
    took_ms: float
    total: int
    results: tuple[SearchHit, ...]
    facets: dict[str, tuple[Choice, ...]]
    """`type`, `theme`, `territory`, `actor`, `audience`, `year`: the values present in all the results, with counts."""
    understood: Understood = field(default_factory=Understood)
    message: str | None = None
    """In French, when nothing relevant was found: what was understood and what to try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another search that has results, for one that has none."""

    kind: Literal["broader", "container", "spelling", "unfiltered"]
    label: str
    """What it searches for instead."""
    instead_of: str
    query: str
    themes: tuple[str, ...]
    """IRIs to filter by, as `territories`; the other filters stay, but for `unfiltered`."""
    territories: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A thing whose name completes what is being typed."""

    id: str
    kind: str
    label: str
    matched: str
    """The other name that was matched; empty when the label was."""
    detail: str
    """In French, what tells it from others of that name: its kind, what contains it, its date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """Why an answer is there."""

    activity: str
    activity_id: str
    role: str
    document: str
    document_title: str
    page: int
    quote: str
    start: int
    end: int
    date: str | None
    points: float
    """What this line adds to the score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One actor (or, for `topics`, one theme) with the evidence of its rank."""

    id: str
    label: str
    kind: str
    """`theme`, or the actor's category: `association`, `personne`..."""
    status: str
    """`fact` (authority file) or `candidate` (found in a text, to be confirmed)."""
    score: float
    parts: dict[str, float]
    roles: tuple[str, ...]
    themes: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasedSentence:
    """A sentence written by a language model, and what it rests on."""

    text: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoResult:
    """The answer to a question on who works on what."""

    question: str
    understood: Understood
    answers: tuple[Answer, ...]
    sparql: str
    formula: str
    message: str | None = None
    """In French, when nobody is known or the question was not understood."""
    phrased: tuple[PhrasedSentence, ...] = ()
    """When a language model was asked to: the answer in sentences that lead to their evidence."""
    model: ModelUse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one document says of an event, in its place."""

    id: str
    """The address of the event in that document; the page shows all of them under one."""
    document: str
    document_title: str
    modality: str
    """`announced`, `held` or `cancelled`."""
    edtf: str | None
    date_text: str
    start_time: str | None
    place: str | None
    mode: str | None
    title: str
    page: int
    quote: str
    start: int
    """Offset of the quote in the document, as `end`."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaActor:
    """An actor of a session and its role."""

    label: str
    role: str
    id: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """One session."""

    id: str
    title: str
    series: str | None
    series_id: str | None
    axis: str | None
    edtf: str | None
    start: str | None
    end: str | None
    date_text: str
    """The date in French (`9 février 2024`), or as written."""
    start_time: str | None
    """Hour and minute, `14:30`."""
    place: str | None
    mode: str | None
    actors: tuple[AgendaActor, ...]
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    status: str
    """`announced`, `held`, `to-confirm`, `to-be-set`, `outside-period`, `cancelled`."""
    document: str
    document_title: str
    page: int
    end_time: str | None = None
    statements: tuple[Statement, ...] = ()
    """What each document says of it: what tells that it was held first, then the latest document."""
    conflicts: tuple[str, ...] = ()
    """In French, what these documents do not agree on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRow:
    """One resource."""

    id: str
    title: str
    kind: str
    url: str | None
    themes: tuple[str, ...]
    actors: tuple[str, ...]
    date: str | None
    document: str | None
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link to an entity's page."""

    id: str
    label: str
    kind: str
    """`theme`, `actor`, `territory`, `event`, `series`, `resource`, `document`."""
    detail: str = ""
    """A role, a date, a count: what to print beside the label."""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationLine:
    """What a sentence says ties an entity to another."""

    name: str
    """In French, from this side of the tie: `membre de`, `finance`."""
    predicate: str
    """Its code: `memberOf`, `fundedBy`..."""
    inverse: bool
    """The entity is the object of the tie."""
    other: Reference
    """Its detail is the office, for a person and an organisation."""
    status: str
    """`fact`, or `candidate` (to be confirmed)."""
    score: float
    cue: str
    evidence: EvidenceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All there is to show of one entity, values first."""

    id: str
    kind: str
    label: str
    status: str
    category: str
    """Actor kind, territory kind, resource kind: its French label."""
    description: str
    alt_labels: tuple[str, ...]
    breadcrumb: tuple[Reference, ...]
    """From the broadest to the direct parent (theme, territory, series, collection)."""
    fields: tuple[tuple[str, str], ...]
    """French name and value pairs: `Date`, `Lieu`, `Mode`, `Code officiel`, `En anglais`..."""
    narrower: tuple[Reference, ...]
    related: tuple[Reference, ...]
    """Related themes; partners of an actor."""
    themes: tuple[Reference, ...]
    actors: tuple[Reference, ...]
    territories: tuple[Reference, ...]
    events: tuple[AgendaRow, ...]
    resources: tuple[ResourceRow, ...]
    evidence: tuple[EvidenceLine, ...]
    """The sentences that speak of it, at most 50."""
    relations: tuple[RelationLine, ...] = ()
    """What sentences say ties it to others: actors, events, resources."""
    document: dict[str, Any] | None = None
    """Documents and resources made of one: outline, passages `{page, start, end, heading_path, text}`."""
    statements: tuple[Statement, ...] = ()
    """Of an event: what each document says of it."""
    conflicts: tuple[str, ...] = ()
    """In French, what these documents do not agree on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """Something that a person is asked to decide."""

    id: str
    """What to type: a fact, a pair or an entity."""
    kind: str
    """`actors`, `themes`, `territories`, `audiences`, `roles`, `events` or `duplicates`."""
    label: str
    entity: Reference
    detail: str
    """The kind of an actor, a role, the name of the other of a pair."""
    subject: Reference | None
    """The activity or the document that says it."""
    other: Reference | None
    """The other of a pair."""
    method: str
    """How it was found: `label`, `meaning`..., or the words that told it."""
    score: float | None
    evidence: tuple[EvidenceLine, ...]
    """The first sentences it rests on."""
    count: int
    """How many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A link or a role, candidate or established, as a person decides on it."""

    id: str
    subject: Reference
    predicate: str
    entity: Reference
    status: str
    score: float
    method: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision as the history shows it."""

    id: str
    at: str
    author: str
    reason: str
    action: str
    text: str
    """In French: what was decided."""
    entities: tuple[Reference, ...]
    undone_by: str | None
    applied: bool
    """It is in the live snapshot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLog:
    """The decisions of a centre, the latest first."""

    decisions: tuple[DecisionRow, ...]
    problems: tuple[str, ...]
    """In French, the lines of the register that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReport:
    """What recording or applying decisions did."""

    snapshot: str | None
    decisions: tuple[DecisionRow, ...]
    pending: int
    """Decisions that are recorded and wait for the next publication."""
    documents: tuple[str, ...]
    """The documents read again."""
    seconds: float
    problems: tuple[str, ...] = ()
