"""One ingest under way: what was read goes into the graph and the indexes of a snapshot being made, decisions holding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from centre.authority import fingerprint, folders, linker, vocabulary
from centre.curating import Curating, source_of, stated_of, stated_record
from centre.decisions import write_decisions
from centre.encoders import EncoderChoice, check_same, choice_of, has_changed, keeping
from centre.indexing import Indexing
from centre.inputs import (
    Gone,
    Holdings,
    Known,
    Outcome,
    Progress,
    Understood,
    Unreadable,
    canonical,
    understand,
)
from centre.manifest import DocumentStamp, Manifest
from centre.meaning import ThemeMeaning
from centre.model import remembering
from centre.originals import keep_original, record_failure
from centre.records import IngestedDocument
from centre.snapshots import Staging
from centre.validating import counted, validate

if TYPE_CHECKING:
    from graph.store import Store
    from search.encoder import Encoder

Outcomes = Callable[[Holdings, bool], Iterable[Outcome]]
"""Tells what each input is, from what the centre holds and whether all is to be read again."""

ONTOLOGY_STAMP = "ontology"
READING_STAMP, READING = "reading", "2"
"""What the graph is made of changes with this number: a centre read under another one is read again."""


def is_stale(manifest: Manifest, stamp: str) -> bool:
    """Say whether a snapshot was read by another version of the reader, of the authority files (their fingerprint)
    or of its encoder."""
    read_with = (manifest.extra.get(READING_STAMP), manifest.extra.get(ONTOLOGY_STAMP))
    return read_with != (READING, stamp) or has_changed(manifest.encoder)


class Change:
    """One ingest under way, on a snapshot being made."""

    def __init__(
        self,
        data: Path,
        staging: Staging,
        encoder: Encoder | None,
        progress: Progress,
        *,
        again: bool = False,
        choice: EncoderChoice | None = None,
    ) -> None:
        self.data, self.staging, self.progress = data, staging, progress
        self.before = staging.manifest
        self.holdings = Holdings((*self.before.documents, *self.before.hidden))
        self.started = datetime.now(UTC).isoformat(timespec="seconds")
        self.curating = Curating.of(data, staging.path if staging.previous is not None else None)
        self._choice = choice or choice_of(self.before.encoder)
        self.encoder = encoder or keeping(self._choice.load(), data)
        self._stamp = fingerprint(data)
        stale = staging.previous is not None and is_stale(self.before, self._stamp)
        if not again and (not stale or choice is not None):
            check_same(self.before.encoder, self._choice, self.encoder)
        self.again = staging.previous is not None and (again or stale)
        """Read every document again from its original, and make its vectors again where the encoder is another."""
        self.index = Indexing(staging.path, self.curating, self.encoder, progress, renew=self.again)
        self._meaning = ThemeMeaning(lambda: self.encoder, self.curating.vocabulary)
        self.hidden = {stamp.iri for stamp in self.before.hidden}
        self.decided = 0
        """How many decisions were applied."""
        self.redone: list[str] = []
        """The documents read again for them."""
        self.report: list[IngestedDocument] = []
        self.new: dict[str, str] = {}
        """The first passage of each document read anew."""

    def run(self, outcomes: Outcomes) -> None:
        """Read the inputs, change graph and indexes, check them, set the manifest; or cancel."""
        stamp = self._stamp
        new_authority = self.before.extra.get(ONTOLOGY_STAMP) != stamp
        first = self.staging.previous is None
        store: Store | None = None
        try:
            for outcome in outcomes(self.holdings, new_authority and not first):
                if isinstance(outcome, Unreadable):
                    self._fail(outcome)
                elif isinstance(outcome, Gone):
                    gone = self._withdraw(outcome)
                    if gone:
                        store = store or self._open_graph(new_authority)
                        self._remove(store, gone)
                elif isinstance(outcome, Known):
                    gone, _ = self.holdings.leave(canonical(outcome.source), but=outcome.stamp.iri)
                    if gone:
                        store = store or self._open_graph(new_authority)
                        self._remove(store, gone)
                    self._meet_again(outcome)
                else:
                    store = store or self._open_graph(new_authority)
                    self._add(store, outcome)
            if self.again or (self.curating.new and (store is not None or not first)):
                store = store or self._open_graph(new_authority)
                self._apply_decisions(store, new_authority)
            if store is not None:
                self.progress("Rapprochement des rencontres")
                same = self._identify(store)
                self.progress("Indexation pour la recherche")
                self.index.finish(authority=new_authority, had=not first, same=same)
                self.progress("Contrôle avant publication")
                counts = counted(store, set(self.holdings.stamps) - self.hidden)
                if new_authority:
                    store.optimize()
                else:
                    store.flush()
        finally:
            if store is not None:
                store.close()
        held = sorted(self.holdings.stamps.values(), key=lambda item: item.iri)
        documents = tuple(stamp for stamp in held if stamp.iri not in self.hidden)
        hidden = tuple(stamp for stamp in held if stamp.iri in self.hidden)
        if store is None:
            if (documents, hidden) == (self.before.documents, self.before.hidden):
                self.staging.cancel()
            else:
                self.staging.manifest = replace(self.before, documents=documents, hidden=hidden)
            return
        validate(self.staging.path, self.new, self.encoder)
        write_decisions(self.staging.path, self.curating.after)
        self.staging.manifest = replace(
            self.before,
            documents=documents,
            hidden=hidden,
            counts=counts,
            encoder=self._choice.stamp(self.encoder),
            extra={**self.before.extra, ONTOLOGY_STAMP: stamp, READING_STAMP: READING},
        )

    def _fail(self, outcome: Unreadable) -> None:
        record_failure(self.data, {"source": outcome.source, "reason": outcome.reason})
        self.progress(f"{_short(outcome.source)} : non ajouté")
        self.report.append(
            IngestedDocument(
                id=None, source=outcome.source, pipeline=None, status="failed", reason=outcome.reason
            )
        )

    def _withdraw(self, outcome: Gone) -> str | None:
        """Take a source away; return its document when no other source names it."""
        stamp = self.holdings.named(canonical(outcome.source))
        if stamp is None:
            return None
        self.progress(f"{_short(outcome.source)} : retiré")
        gone, _ = self.holdings.leave(canonical(outcome.source), but="")
        self.report.append(
            IngestedDocument(
                id=stamp.iri, source=outcome.source, pipeline=stamp.pipeline, status="removed",
                reason=None if gone else "Une autre source donne le même document : il reste dans le centre.",
            )
        )  # fmt: skip
        return gone

    def _meet_again(self, outcome: Known) -> None:
        self.progress(f"{_short(outcome.source)} : inchangé")
        stamp = outcome.stamp
        self.holdings.put(replace(stamp, sources=(canonical(outcome.source),)))
        self.report.append(
            IngestedDocument(
                id=stamp.iri,
                source=outcome.source,
                pipeline=stamp.pipeline,
                status="unchanged",
                reason=self._why_hidden(outcome.source, stamp.iri),
                passages=stamp.passages,
                events=stamp.events,
                triples=stamp.triples,
            )
        )

    def _add(self, store: Store, outcome: Understood) -> None:
        source, document = outcome.source, outcome.extraction.document
        self.progress(f"{_short(source)} : {len(outcome.extraction.passages)} passages")
        known = document.iri in self.holdings.stamps
        held = self.holdings.stamps[document.iri].sources if known else ()
        stamp = self._write(store, outcome, (*held, canonical(source)))
        if isinstance(stamp, Unreadable):
            self._fail(stamp)
            return
        keep_original(self.data, document.sha256, outcome.content)
        gone, replaced = self.holdings.leave(canonical(source), but=document.iri)
        if gone:
            self._remove(store, gone)
        self.holdings.put(replace(stamp, sources=(canonical(source),)))
        self.report.append(
            IngestedDocument(
                id=document.iri,
                source=source,
                pipeline=stamp.pipeline,
                status="changed" if known or replaced else "added",
                reason=self._why_hidden(source, document.iri),
                passages=stamp.passages,
                events=stamp.events,
                triples=stamp.triples,
            )
        )

    def _write(
        self, store: Store, outcome: Understood, sources: tuple[str, ...]
    ) -> DocumentStamp | Unreadable:
        """Write what is left of a document once decisions hold, in the graph and for the indexes."""
        from graph.triples import document_triples
        from ingest.curation import replay
        from ingest.themes import settle
        from search.records import SearchError
        from search.rows import document_rows

        document = outcome.extraction.document
        try:
            read = settle(outcome.extraction, self._meaning)
            replayed = replay(read, self.curating.curation, self.curating.vocabulary, sources)
            kept = replayed.extraction
            shown = not replayed.hidden
            triples = list(document_triples(kept)) if shown else []
            rows = list(document_rows(kept)) if shown else []
        except SearchError:  # without its encoder, nothing can be written
            raise
        except Exception as error:  # one document must not keep the others out
            reason = f"{outcome.source} : ce qui en a été compris ne s’écrit pas ({type(error).__name__}: {error})."
            return Unreadable(source=outcome.source, reason=reason)
        held = self.holdings.stamps.get(document.iri)
        self._remove(store, document.iri)
        if shown:
            store.replace(document.iri, triples)
            self.new[document.iri] = rows[0].iri if rows else ""
            self.hidden.discard(document.iri)
        else:
            self.hidden.add(document.iri)
        self.index.add(rows)
        return DocumentStamp(
            iri=document.iri,
            sources=sources,
            sha256=document.sha256,
            pipeline=read.pipeline,
            title=kept.title,
            passages=len(kept.passages),
            events=len(kept.events),
            triples=len(triples),
            locator=document.locator,
            media_type=document.media_type,
            stated=stated_record(outcome.stated),
            added=held.added if held else self.started,
            decisions=replayed.decisions,
        )

    def _apply_decisions(self, store: Store, new_authority: bool) -> None:
        """Amend the authority records, and write again the documents that new decisions touch."""
        from graph.decisions import decision_triples
        from graph.namespaces import DECISIONS_GRAPH

        curating = self.curating
        known = {one.id for one in curating.before}
        self.decided = sum(one.id not in known for one in curating.after)
        if self.decided:
            self.progress(f"Décisions à appliquer : {self.decided}")
        done = {item.id for item in self.report if item.status in ("added", "changed")}
        held = list(self.holdings.stamps.values())
        touched = held if self.again else curating.touched(store, held)
        if curating.amended[0] and not new_authority:
            self._write_authority(store)
        store.replace(DECISIONS_GRAPH, decision_triples(curating.after, curating.curation))
        for stamp in touched:
            if stamp.iri not in done:
                self._redo(store, stamp)

    def _redo(self, store: Store, stamp: DocumentStamp) -> None:
        name = stamp.sources[0] if stamp.sources else stamp.title
        source = source_of(self.data, stamp, store)
        if source is None:
            reason = (
                f"{name} : l’original n’a pas été gardé, les décisions n’y sont pas appliquées. "
                "Ajoutez ce document de nouveau."
            )
            self._fail(Unreadable(source=name, reason=reason))
            return
        self.progress(f"{_short(name)} : relecture")
        finder = linker(self.data, self.curating.curation)
        outcome = understand(source, finder, stamp.pipeline, stated_of(stamp), remembering(self.data))
        written = outcome if isinstance(outcome, Unreadable) else self._write(store, outcome, stamp.sources)
        if isinstance(written, Unreadable):
            self._fail(written)
            return
        self.holdings.put(written)
        self.redone.append(stamp.iri)

    def _why_hidden(self, source: str, iri: str) -> str | None:
        if iri not in self.hidden:
            return None
        return f"{_short(source)} : masqué par une décision ; « maillage review log » dit laquelle."

    def _open_graph(self, new_authority: bool) -> Store:
        from graph.store import Store

        store = Store(self.staging.path / "graph", read_only=False)
        if new_authority:
            self._write_authority(store)
        return store

    def _write_authority(self, store: Store) -> None:
        from graph.closure import closure_triples
        from graph.decisions import amended_authority
        from graph.namespaces import AUTHORITY_GRAPH, CLOSURE_GRAPH

        self.progress("Thésaurus, territoires et acteurs connus")
        amended = self.curating.vocabulary
        store.replace(
            AUTHORITY_GRAPH,
            amended_authority(vocabulary(self.data), amended, folders(self.data), self.curating.curation),
        )
        store.replace(CLOSURE_GRAPH, closure_triples(amended))

    def _remove(self, store: Store, iri: str) -> None:
        store.remove(iri)
        self.new.pop(iri, None)
        self.index.remove(iri)

    def _identify(self, store: Store) -> dict[str, str]:
        """Say which events and series of the documents are one; return those shown under another's address."""
        from graph.ask import ask
        from graph.identity import identity_triples
        from graph.namespaces import IDENTITY_GRAPH

        store.remove(IDENTITY_GRAPH)
        store.replace(IDENTITY_GRAPH, list(identity_triples(store, decided=self.curating.curation.pairs)))
        return {row["member"]: row["canonical"] for row in ask(store, "members")}


def _short(source: str) -> str:
    return source.rstrip("/").rsplit("/", 1)[-1] or source
