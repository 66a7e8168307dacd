"""A centre opened for reading: one published snapshot at a time, the newest, whatever the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from centre.opened import Opened
from centre.records import (
    AgendaRow,
    CentreError,
    Completion,
    DecisionLog,
    DecisionReport,
    EntityPage,
    FactRow,
    Offer,
    Reference,
    ResourceRow,
    ReviewItem,
    SearchResult,
    Sort,
    WhoResult,
)
from centre.snapshots import Snapshots

if TYPE_CHECKING:
    from centre.agenda_choices import AgendaChoices
    from centre.built import BuiltGraph
    from centre.calendar import Published
    from centre.declared import DeclaredPlatform
    from centre.describing import Fact, Format, Term
    from centre.dossiers import Changes, Dossier
    from centre.downloads import Download, Part
    from centre.drawing import DrawnNetwork
    from centre.encoders import EncoderChoice
    from centre.manifest import EncoderStamp
    from centre.mapping import MapView, Measure
    from centre.network import Network
    from centre.news import Followed, NewsItem
    from centre.notices import Notice
    from centre.pieces import Piece
    from centre.profiles import Profile
    from centre.used import Figures, UsedTerm
    from centre.works import Work
    from ingest.curation import Action
    from search.encoder import Encoder

P = ParamSpec("P")
R = TypeVar("R")


def open_centre(data: Path, *, encoder: Encoder | None = None, warm: bool = False) -> Centre:
    """Open the centre of a folder; CentreError when nothing was published there.

    With `warm`, the encoder is loaded in the background and searches use words only until it is there.
    """
    centre = Centre(data, encoder=encoder)
    centre.opened()
    if warm:
        centre.warm()
    return centre


def _answering(method: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors of the floors below into CentreError."""

    @wraps(method)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        from graph.store import GraphError
        from search.records import SearchError

        try:
            return method(*args, **kwargs)
        except (GraphError, SearchError) as error:
            raise CentreError(str(error)) from error

    return answer


class Centre:
    """Answers from the live snapshot of a folder; any number of threads may ask."""

    def __init__(self, data: Path, *, encoder: Encoder | None = None) -> None:
        self.data = data
        self._snapshots = Snapshots(data)
        self._lock = Lock()
        self._encoder = encoder
        """Used whatever the snapshots were made with; None: theirs."""
        self._encoders: dict[EncoderChoice, Encoder] = {}
        self._opened: Opened | None = None
        self._loading: Event | None = None
        self._preparing: str | None = None
        """The snapshot being made ready in the background."""

    def opened(self) -> Opened:
        """Return the live snapshot, opened; it changes when a newer one is published.

        A centre that was warmed goes on answering from the former one until the newer is ready.
        """
        name = self._snapshots.current_version()
        held = self._opened
        if held is not None and held.path.name == name:
            return held
        if held is not None and name is not None and self._loading is not None:
            self._prepare(name)
            return held
        with self._lock:
            if self._opened is None or self._opened.path.name != name:
                self._opened = self._open(name)
            return self._opened

    def renew(self) -> None:
        """Answer from the live snapshot from now on, ready or not: who has just published looks at it next."""
        name = self._snapshots.current_version()
        with self._lock:
            if self._opened is not None and self._opened.path.name != name:
                self._opened = self._open(name)

    def version(self) -> str | None:
        """Return the name of the snapshot that answers; None when nothing was published yet."""
        try:
            return self.opened().path.name
        except CentreError:
            return None

    def warm(self) -> None:
        """Load the encoder in the background."""
        if self._loading is None:
            self._loading = Event()
            Thread(target=self._warm, args=(self._loading,), name="encoder", daemon=True).start()

    @_answering
    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        types: Iterable[str] = (),
        themes: Iterable[str] = (),
        territories: Iterable[str] = (),
        actors: Iterable[str] = (),
        audiences: Iterable[str] = (),
        date_from: str | None = None,
        date_to: str | None = None,
        sort: Sort = "relevance",
    ) -> SearchResult:
        """Return the best results, or the latest; filters are IRIs or labels, dates ISO 8601."""
        from centre.searching import search

        return search(
            self.opened(),
            query,
            limit=limit,
            types=types,
            themes=themes,
            territories=territories,
            actors=actors,
            audiences=audiences,
            date_from=date_from,
            date_to=date_to,
            sort=sort,
            semantic=self._loading is None or self._loading.is_set(),
        )

    @_answering
    def who(
        self,
        question: str = "",
        *,
        limit: int = 10,
        theme: str | None = None,
        territory: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> WhoResult:
        """Return who works on what, with the evidence of each rank; what is chosen counts before the question."""
        from centre.who import answer

        return answer(
            self.opened(),
            question,
            limit=limit,
            theme=theme,
            territory=territory,
            since=since,
            until=until,
        )

    @_answering
    def profiles(self, actors: Iterable[str]) -> tuple[Profile, ...]:
        """Return what some actors (IRIs) do: roles, themes, partners, activities by year."""
        from centre.profiles import profile

        opened = self.opened()
        known = (profile(opened, opened.canonical(iri)) for iri in actors)
        return tuple(one for one in known if one is not None)

    @_answering
    def agenda(
        self,
        *,
        date_from: str | None = None,
        date_to: str | None = None,
        theme: str | None = None,
        territory: str | None = None,
        actor: str | None = None,
        action: str | None = None,
        online: bool | None = None,
    ) -> tuple[AgendaRow, ...]:
        """Return the sessions, by date; filters are labels or IRIs."""
        from centre.agenda import agenda

        return agenda(
            self.opened(),
            date_from=date_from,
            date_to=date_to,
            theme=theme,
            territory=territory,
            actor=actor,
            action=action,
            online=online,
        )

    @_answering
    def agenda_choices(self, events: Iterable[str], asked: Mapping[str, str]) -> AgendaChoices:
        """Return what filters leave of some sessions, and what each may become; labels or IRIs by filter."""
        from centre.agenda_choices import agenda_choices

        return agenda_choices(self.opened(), events, asked)

    @_answering
    def sessions(self, events: Iterable[str]) -> tuple[AgendaRow, ...]:
        """Return the sessions of some IRIs."""
        from centre.agenda import sessions

        return sessions(self.opened(), events)

    def published(self) -> Published:
        """Return which version of the centre answers, and when it was published."""
        from centre.calendar import Published

        manifest = self.opened().manifest
        made = datetime.fromisoformat(manifest.created) if manifest.created else datetime.now(UTC)
        return Published(version=int(manifest.snapshot or 0), at=made)

    @_answering
    def resources(self, *, kind: str | None = None, theme: str | None = None) -> tuple[ResourceRow, ...]:
        """Return the resources, the latest first."""
        from centre.resources import resources

        return resources(self.opened(), kind=kind, theme=theme)

    @_answering
    def entity(self, iri: str) -> EntityPage | None:
        """Return all there is to show of an entity of any kind."""
        from centre.entities import entity_page

        opened = self.opened()
        became = opened.curation.merged.get(iri)
        return entity_page(opened, became.value if became else iri)

    @_answering
    def withdrawn(self, iri: str) -> bool:
        """Say whether a person took an entity or a document away."""
        return iri in self.opened().curation.gone

    @_answering
    def facts(self, iri: str) -> tuple[Fact, ...]:
        """Return the values that the graph gives a thing, whatever it is."""
        from centre.describing import facts

        return facts(self.opened(), iri)

    @_answering
    def describe(self, iri: str, *, page: str, dataset: str, format: Format = "ttl") -> bytes | None:
        """Return a thing as RDF with the proof of each statement."""
        from centre.describing import describe

        return describe(self.opened(), iri, page=page, dataset=dataset, format=format)

    @_answering
    def described(self, iris: Iterable[str], *, format: Format = "ttl") -> str:
        """Return several things as RDF with the proof of each statement."""
        from centre.describing import described

        return described(self.opened(), iris, format=format).decode()

    @_answering
    def describe_dataset(self, base: str, *, format: Format = "ttl") -> bytes:
        """Return the description of all the data (VoID, DCAT) as served under an address."""
        from centre.describing import describe_dataset

        return describe_dataset(self.opened(), base, format=format)

    @_answering
    def vocabulary(self, *, format: Format = "ttl") -> bytes:
        """Return the terms of our own vocabulary as RDF."""
        from centre.describing import vocabulary

        return vocabulary(self.opened(), format=format)

    @_answering
    def terms(self) -> tuple[Term, ...]:
        """Return the terms of our own vocabulary, with their names and definitions."""
        from centre.describing import terms

        return terms(self.opened())

    @_answering
    def things(self) -> tuple[Reference, ...]:
        """Return all that has a page of its own, by kind and name."""
        from centre.describing import things

        return things(self.opened())

    @_answering
    def canonical(self, iri: str) -> str | None:
        """Return the address an entity is shown under (its own, or that of what it is one with), None if unknown."""
        from centre.entities import entity_page

        opened = self.opened()
        shown = opened.canonical(iri)
        return shown if shown != iri or entity_page(opened, iri) is not None else None

    @_answering
    def document(self, source: str) -> dict[str, Any]:
        """Return what was understood of the document of a path, an address or an IRI."""
        from centre.documents import document_answer

        return document_answer(self.opened(), source)

    @_answering
    def suggest(self, prefix: str, limit: int = 8) -> tuple[Reference, ...]:
        """Return names that complete what is being typed."""
        from centre.references import suggest

        return suggest(self.opened(), prefix, limit)

    @_answering
    def completions(self, typed: str, limit: int = 12) -> tuple[Completion, ...]:
        """Return the things whose names the words being typed begin, grouped by kind."""
        from centre.completing import completions

        return completions(self.opened(), typed, limit)

    @_answering
    def offers(self, query: str, **filters: Any) -> tuple[Offer, ...]:
        """Return searches that have results, near one that has none (its filters are those of `search`)."""
        from centre.offering import offers

        return offers(self.opened(), query, **filters)

    @_answering
    def themes(self) -> tuple[Reference, ...]:
        """Return the top themes with their counts."""
        from centre.references import themes

        return themes(self.opened())

    @_answering
    def theme_tree(self) -> tuple[tuple[int, Reference], ...]:
        """Return all the themes in reading order, each with its depth from 0."""
        from centre.references import theme_tree

        return theme_tree(self.opened())

    @_answering
    def references(self, kind: str) -> tuple[Reference, ...]:
        """Return the actors, territories or themes in use, with their counts."""
        from centre.references import references

        return references(self.opened(), kind)

    @_answering
    def documents(self) -> tuple[Reference, ...]:
        """Return the documents, the latest first."""
        from centre.references import documents

        return documents(self.opened())

    @_answering
    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the living collections: the declared ones, then the others that documents list."""
        from centre.dossiers import dossiers

        return dossiers(self.opened())

    @_answering
    def dossier_changes(self, asked: Dossier, since: str) -> Changes:
        """Return what changed in a dossier since a day (ISO 8601)."""
        from centre.dossiers import changes

        return changes(self.opened(), asked, since)

    @_answering
    def platforms(self) -> tuple[DeclaredPlatform, ...]:
        """Return the themes that have a platform of their own, in the order they are declared."""
        from centre.declared import declared

        return tuple(declared(self.data).platforms.values())

    @_answering
    def news(
        self, *, since: str | None = None, until: str | None = None, limit: int = 50
    ) -> tuple[NewsItem, ...]:
        """Return what the centre read between two days (ISO 8601), the latest first."""
        from centre.news import news

        return news(self.opened(), since=since, until=until, limit=limit)

    @_answering
    def followed(self, iri: str) -> Followed | None:
        """Return an entity with its sessions and resources, the latest read first; None when it is not known."""
        from centre.news import followed

        opened = self.opened()
        became = opened.curation.merged.get(iri)
        return followed(opened, became.value if became else iri)

    @_answering
    def news_found(self, query: str, **filters: Any) -> tuple[NewsItem, ...]:
        """Return the results of a search (its filters are those of `search`), the latest read first."""
        from centre.news import found

        return found(self.opened(), query, **filters)

    @_answering
    def notices(self, iris: Iterable[str] | None = None) -> tuple[Notice, ...]:
        """Return the bibliographic notices of some resources and sessions, or of all."""
        from centre.notices import notices, notices_of

        return notices(self.opened()) if iris is None else notices_of(self.opened(), iris)

    @_answering
    def work(self, iri: str) -> Work | None:
        """Return a resource or a document as it is cited; None for anything else."""
        from centre.works import work

        return work(self.opened(), iri)

    @_answering
    def network(self, *, actor: str | None = None) -> Network:
        """Return who works with whom: all actors, or one (label or IRI) and its partners."""
        from centre.network import network
        from centre.resolving import resolve

        opened = self.opened()
        return network(opened, actors=resolve(opened, "actor", actor) if actor else ())

    @_answering
    def drawn_network(
        self,
        *,
        actor: str | None = None,
        hops: int = 1,
        categories: tuple[str, ...] = (),
        year: int | None = None,
        most: int | None = None,
    ) -> DrawnNetwork:
        """Return who works with whom, laid out to be drawn: all, or what is near an actor (label or IRI).

        Of more actors than `most` those are drawn that it does most with, by default the best tied that can be read.
        """
        from centre.drawing import MOST, draw
        from centre.network import network
        from centre.resolving import resolve

        opened = self.opened()
        iri = resolve(opened, "actor", actor)[0] if actor else None
        held = network(opened, around=iri, most=most) if most and hops == 1 else network(opened)
        return draw(held, actor=iri, hops=hops, categories=categories, year=year, most=most or MOST)

    @_answering
    def territory_map(
        self,
        *,
        within: str | None = None,
        theme: str | None = None,
        year: int | None = None,
        measure: Measure = "events",
    ) -> MapView:
        """Return what is known of each territory, to be drawn as a map of one (label or IRI)."""
        from centre.mapping import territory_map

        return territory_map(self.opened(), within=within, theme=theme, year=year, measure=measure)

    @_answering
    def dump(self, path: Path) -> None:
        """Write the whole graph to a file as N-Quads."""
        self.opened().store.dump(path)

    @_answering
    def downloads(self) -> tuple[Download, ...]:
        """Return the files of the graph and of the thesaurus, with their sizes."""
        from centre.downloads import downloads

        return downloads(self.opened())

    @_answering
    def download(self, part: Part, suffix: str) -> Path:
        """Return the file of the `graph` or of the `thesaurus` as `ttl`, `nt` or `jsonld`."""
        from centre.downloads import written

        return written(self.opened(), part, suffix)

    @_answering
    def pieces(self, *, theme: str | None = None, territory: str | None = None) -> tuple[Piece, ...]:
        """Return all that a letter can tell, by date."""
        from centre.pieces import pieces

        return pieces(self.opened(), theme=theme, territory=territory)

    @_answering
    def status(self) -> dict[str, Any]:
        """Return the snapshot and how much it holds."""
        from centre.status import status

        return status(self.opened())

    @_answering
    def check(self) -> dict[str, Any]:
        """Return what is wrong or incomplete in the graph."""
        from centre.doubts import with_doubts
        from graph.shapes import check

        opened = self.opened()
        return with_doubts(opened, check(opened.store).as_json())

    @_answering
    def review_queue(self, *, kinds: Iterable[str] = (), limit: int | None = None) -> tuple[ReviewItem, ...]:
        """Return what waits for the decision of a person, by kind, the surest first."""
        from centre.reviewing import review_queue

        return review_queue(self.opened(), kinds, limit)

    @_answering
    def decidable(self, entity: str) -> tuple[FactRow, ...]:
        """Return every link and role of an entity, an activity or a document, with what to type to decide on it."""
        from centre.curation import fact_rows

        return fact_rows(self.opened(), entity)

    @_answering
    def decide(
        self,
        action: Action,
        given: Sequence[str],
        *,
        author: str,
        reason: str = "",
        value: str = "",
        publish: bool = True,
        progress: Callable[[str], None] | None = None,
    ) -> DecisionReport:
        """Record what a person decides (on facts, pairs, entities, documents) and publish where it holds."""
        from centre.curation import decide

        report = decide(
            self.opened(),
            action,
            given,
            author=author,
            reason=reason,
            value=value,
            publish=publish,
            encoder=self._encoder,
            progress=progress,
        )
        self.renew()
        return report

    @_answering
    def apply_decisions(self, progress: Callable[[str], None] | None = None) -> DecisionReport:
        """Publish a snapshot where every recorded decision holds."""
        from centre.curation import apply_decisions

        report = apply_decisions(self.opened(), encoder=self._encoder, progress=progress)
        self.renew()
        return report

    @_answering
    def decisions(self) -> DecisionLog:
        """Return what people decided, the latest first."""
        from centre.curation import decision_log

        return decision_log(self.opened())

    @_answering
    def sparql(self, query: str, format: str = "json") -> str:
        """Return the answer to a read-only SPARQL query as `json`, `csv` or `ttl`."""
        return self.opened().store.serialise(query, format)

    def sparql_within_limits(self, query: str, format: str = "json") -> str:
        """Return the same within the time, the memory and the size that a question of anyone may take."""
        from centre.querying import answered

        return answered(self, query, format)

    @_answering
    def used_terms(self) -> tuple[UsedTerm, ...]:
        """Return the classes and properties that the graph uses, with what they mean and how often."""
        from centre.used import used_terms

        return used_terms(self.opened())

    @_answering
    def figures(self) -> Figures:
        """Return how much the centre holds of what."""
        from centre.used import figures

        return figures(self.opened())

    @_answering
    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return what things are called; the last part of its address for one that nothing names."""
        return self.opened().labels(iris)

    @_answering
    def built_graph(self, query: str) -> BuiltGraph:
        """Return the graph that a CONSTRUCT or DESCRIBE of anyone builds, with its picture."""
        from centre.built import built_graph

        return built_graph(self, query)

    @_answering
    def original(self, document_iri: str) -> Path | None:
        """Return the original file of a document."""
        from centre.originals import original

        stamps = self.opened().manifest.documents
        sha256 = next((stamp.sha256 for stamp in stamps if stamp.iri == document_iri), None)
        return original(self.data, sha256) if sha256 else None

    def _open(self, name: str | None) -> Opened:
        path, manifest = self._snapshots.current(), self._snapshots.manifest(name)
        if path is None or manifest is None:
            raise CentreError(
                f"Il n’y a pas encore de centre dans « {self.data} ». "
                "Ajoutez des documents avec « maillage ingest DOSSIER », ou lancez « maillage run »."
            )
        return Opened(self.data, path, manifest, lambda: self._load_encoder(manifest.encoder))

    def _prepare(self, name: str) -> None:
        """Make a snapshot ready in the background, once, then answer from it."""
        with self._lock:
            if self._preparing == name:
                return
            self._preparing = name

        def prepared() -> None:
            from centre.memory import settle
            from centre.warming import make_ready

            try:
                opened = self._open(name)
                if self._opened is not None:
                    opened.inherit(self._opened)
                make_ready(opened)
                with self._lock:
                    self._opened = opened
            except Exception:  # it answers as it is: each question tells what is wrong
                self.renew()
            finally:
                self._preparing = None
            settle()

        Thread(target=prepared, name="snapshot", daemon=True).start()

    def _load_encoder(self, stamp: EncoderStamp | None) -> Encoder | None:
        """Return the encoder that a snapshot was made with, or None: words only."""
        from centre.encoders import choice_of
        from search.records import SearchError

        if self._encoder is not None:
            return self._encoder
        choice = choice_of(stamp)
        with self._lock:
            if choice not in self._encoders:
                try:
                    self._encoders[choice] = choice.load()
                except SearchError:
                    return None
            return self._encoders[choice]

    def _warm(self, loaded: Event) -> None:
        from search.records import SearchError

        try:
            manifest = self._snapshots.manifest()
        except CentreError:  # each question tells what is wrong
            return
        encoder = self._load_encoder(manifest.encoder if manifest else None)
        if encoder is not None:
            try:
                encoder.encode_queries(["accueil"])
            except SearchError:
                return
            loaded.set()
