"""One published snapshot opened for reading: its graph, its index, and what its entities are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from centre import authority
from centre.encoding import RememberingEncoder
from centre.manifest import Manifest

if TYPE_CHECKING:
    from centre.questions import Reader
    from graph.store import Store
    from ingest.curation import Curation, Decision
    from ontology.vocabulary import Entity, Vocabulary
    from search.encoder import Encoder
    from search.index import Index

T = TypeVar("T")


class Part(Generic[T]):
    """A property of a snapshot made when first asked and then kept."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = f"part {make.__name__}"
        self.__doc__ = make.__doc__

    def __get__(self, opened: Opened, owner: type[Opened]) -> T:
        return opened.once(self._name, lambda: self._make(opened))


class Opened:
    """A snapshot, opened part by part when first asked."""

    def __init__(
        self, data: Path, path: Path, manifest: Manifest, encoder: Callable[[], Encoder | None]
    ) -> None:
        self.data, self.path, self.manifest = data, path, manifest
        self._encoder = encoder
        """Gives the encoder of questions when it is first needed; None: words only."""
        self._lock = Lock()
        self._locks: dict[str, RLock] = {}
        """One for each thing made once: who asks for one does not wait for another to be made. No thing is made of
        another that is made of it, so that no two threads wait for each other."""
        self._kept: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        self.links: dict[str, list[dict[str, Any]]] = {}
        """What each activity asked so far is tied to."""

    @Part
    def store(self) -> Store:
        """The graph."""
        from graph.store import Store

        return Store(self.path / "graph")

    @Part
    def index(self) -> Index:
        """The index, with the encoder it was made with where there is one."""
        from search.index import Index
        from search.records import SearchError

        encoder = self._encoder()
        if encoder is not None:
            try:
                return Index.open(self.path, RememberingEncoder(encoder))
            except SearchError:  # made by another encoder: words still answer
                pass
        return Index.open(self.path)

    @Part
    def floor(self) -> float:
        """The cosine under which two texts have nothing to do with each other."""
        encoder = self._encoder()
        return encoder.floor if encoder is not None else 1.0

    @Part
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions the snapshot was made with."""
        from centre.decisions import read_decisions

        return read_decisions(self.path).decisions

    @Part
    def curation(self) -> Curation:
        """What holds after these decisions."""
        from ingest.curation import curation_of

        return curation_of(self.decisions)

    @Part
    def vocabulary(self) -> Vocabulary:
        """The authority records, as people amended them."""
        return authority.amended(self.curation, self.data)

    def ask(self, question: str, **bindings: Any) -> list[dict[str, Any]]:
        """Put a named question to the graph."""
        from graph.ask import ask

        return ask(self.store, question, **bindings)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once and kept under a name as long as the snapshot is open."""
        if name not in self._kept:
            with self._lock:
                lock = self._locks.setdefault(name, RLock())
            with lock:
                if name not in self._kept:
                    self._kept[name] = make()
        kept: T = self._kept[name]
        return kept

    def inherit(self, former: Opened) -> None:
        """Take over the reader of questions of a former snapshot where this one knows the same names."""
        if self.vocabulary is former.vocabulary and self.found_actors == former.found_actors:
            self.once("part reader", lambda: former.reader)

    def listed(self, question: str, key: str) -> dict[str, dict[str, Any]]:
        """Return the rows of a question that has one for each thing, by thing; asked once a snapshot."""
        return self.once(f"{question} by {key}", lambda: {row[key]: row for row in self.ask(question)})

    @Part
    def found_actors(self) -> dict[str, dict[str, Any]]:
        """The actors that only documents know, by IRI."""
        rows = self.ask("labels", kinds="actor")
        return {row["iri"]: row for row in rows if self.vocabulary.get(row["iri"]) is None}

    @Part
    def reader(self) -> Reader:
        """The reader of questions, which knows the actors of the documents too."""
        from centre.questions import Reader
        from ontology.vocabulary import Entity

        found = (
            Entity(
                iri=row["iri"],
                kind="actor",
                pref_label=row["pref_label"],
                alt_labels=tuple(dict.fromkeys((*row["pref_labels"], *row["alt_labels"]))),
                category=row["category"] or "",
            )
            for row in self.found_actors.values()
        )
        return Reader(self.vocabulary, found)

    def entity(self, iri: str) -> Entity | None:
        """Return the authority record of an IRI."""
        return self.vocabulary.get(iri)

    def category(self, iri: str) -> str | None:
        """Return the kind of an actor or of a territory: of an authority record, or of an actor found in a text."""
        entity = self.vocabulary.get(iri)
        if entity is not None:
            return entity.category or None
        found = self.found_actors.get(iri)
        return str(found["category"]) if found and found["category"] else None

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Return what each thing is called; the last part of its address where nothing says."""
        wanted = dict.fromkeys(iris)
        unknown = [iri for iri in wanted if iri not in self._names and self.vocabulary.get(iri) is None]
        if unknown:
            for row in self.ask("names", entities=unknown):
                self._names.setdefault(row["entity"], str(row["label"]))
        return {iri: self._label(iri) for iri in wanted}

    def label(self, iri: str) -> str:
        """Return what a thing is called."""
        return self.labels([iri])[iri]

    def _label(self, iri: str) -> str:
        if entity := self.vocabulary.get(iri):
            return entity.pref_label
        return self._names.get(iri) or iri.rsplit("/", 1)[-1]

    def canonical(self, iri: str) -> str:
        """Return the address a thing is shown under: itself, unless documents or people say it is another's.

        What people decided is followed first, from one to the next; a circle of decisions ends where it began.
        """
        seen = [iri]
        while True:
            rows = self.ask("canonical", things=seen[-1])
            following = next((row["replaced_by"] for row in rows if row["replaced_by"]), None)
            following = following or next((row["canonical"] for row in rows if row["canonical"]), None)
            if following is None or following in seen:
                return seen[-1]
            seen.append(following)

    @Part
    def same(self) -> dict[str, str]:
        """The addresses shown under another one, with that one."""
        return {row["member"]: row["canonical"] for row in self.ask("members")}

    @Part
    def titles(self) -> dict[str, str]:
        """The titles of the documents, by IRI."""
        return {stamp.iri: stamp.title for stamp in self.manifest.documents}


def kind_of(iri: str) -> str:
    """Return the kind that an IRI itself tells: `theme`, `actor`, `event`..."""
    from ontology.vocabulary import BASE

    return iri.removeprefix(BASE).split("/", 1)[0] if iri.startswith(BASE) else ""
