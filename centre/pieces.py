"""What a letter can tell: sessions, resources and texts of dossiers, each with its theme, its words and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from centre.agenda import agenda, links_of
from centre.dates_fr import date_text
from centre.edtf import bounds
from centre.news import days_added
from centre.quoting import opening, telling_series, web_address
from centre.records import AgendaRow, Reference
from centre.resolving import expand, resolve
from centre.subjects import subjects
from centre.versions import earlier_versions
from ingest.identity import fold

if TYPE_CHECKING:
    from centre.opened import Opened

PEOPLE = frozenset({"personne", "chercheur"})
"""Actors that only a confirmed fact lets a letter name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A session, a resource or a text that a dossier lists, with the words it rests on."""

    id: str
    kind: str
    """`event`, or the kind of a resource: `news`, `report`, `legal-text`..."""
    title: str
    series: str | None
    """The series of a session."""
    holder: str | None
    """The title of the collection, the dossier or the review that lists it."""
    holder_kind: str | None
    text: str
    """The first sentences of its description, as written."""
    edtf: str | None
    start: str | None
    """First and last day (ISO 8601) that the date can mean."""
    end: str | None
    start_time: str | None
    end_time: str | None
    date_text: str
    status: str
    """That of a session; `reported` when only minutes tell it."""
    doubts: tuple[str, ...]
    """In French, what the documents that tell it do not agree on."""
    place: str | None
    mode: str | None
    actors: tuple[str, ...]
    """Of a session those that are sure, the most engaged first; of a resource its authors and publishers."""
    themes: tuple[Reference, ...]
    """What the title names first, then the surest."""
    top: Reference | None
    """The top concept that most of its themes are under."""
    url: str | None
    document: str
    document_title: str
    document_kind: str
    """The kind of resource that the document itself is: `programme`, `newsletter`..."""
    document_start: str | None
    document_end: str | None
    """First and last day of the date of the document."""
    page: int | None
    quote: str
    quote_start: int | None
    quote_end: int | None
    added: str
    """When the centre first read its document (UTC, ISO 8601), of an entry of a dossier the version that first
    lists it; empty when no snapshot says."""
    entered: bool = False
    """It came into a dossier that the centre already held."""


def pieces(opened: Opened, *, theme: str | None = None, territory: str | None = None) -> tuple[Piece, ...]:
    """Return all that can be told on a theme and a territory, by date, what has none last.

    What a press review on the theme lists is on the theme, whatever its own themes are; the theme asked for
    comes after the others of a piece, which say more.
    """
    asked = expand(opened, resolve(opened, "theme", theme)) if theme else None
    places = expand(opened, resolve(opened, "territory", territory)) if territory else None
    return opened.once(f"pieces {theme} {territory}", lambda: _Told(opened, asked, places).pieces())


class _Told:
    """The rows of one snapshot, turned into pieces."""

    def __init__(self, opened: Opened, asked: frozenset[str] | None, places: frozenset[str] | None) -> None:
        self.opened, self.asked, self.places = opened, asked, places
        self.rows = opened.ask("resources")
        self.sessions = {row["event"]: row for row in opened.ask("agenda")}
        self.listed = {row["resource"] for row in self.rows}
        self.titles = {row["resource"]: row["title"] for row in self.rows}
        self.kinds = {row["resource"]: row["kind"] for row in self.rows}
        self.documents = {row["document"]: row for row in opened.ask("documents")}
        self.added = days_added(opened)
        self.words = {
            (row["member"], row["document"]): row["description"] for row in opened.ask("descriptions")
        }
        self.earlier = earlier_versions(opened, self._dossiers())
        self.links = links_of(opened, [*self.listed, *self.sessions])

    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces, each once."""
        found = [*self._sessions(), *self._resources(), *self._texts_of_dossiers()]
        once = {piece.id: piece for piece in reversed(found)}
        return tuple(sorted(once.values(), key=order))

    def _sessions(self) -> Iterator[Piece]:
        for row in agenda(self.opened):
            if row.id in self.sessions and self._kept(row.id, None):
                yield self._session(row, self.sessions[row.id])

    def _session(self, row: AgendaRow, written: dict[str, Any]) -> Piece:
        told = self._statement(row, written)
        return Piece(
            id=row.id,
            kind="event",
            title=row.title,
            series=telling_series(row.series, row.title),
            holder=None,
            holder_kind=None,
            text=told["text"],
            edtf=row.edtf,
            start=row.start,
            end=row.end or row.start,
            start_time=row.start_time,
            end_time=row.end_time,
            date_text=row.date_text,
            status="reported" if _is_only_reported(row) else row.status,
            doubts=row.conflicts,
            place=row.place,
            mode=row.mode,
            actors=tuple(actor.label for actor in row.actors if actor.status == "fact"),
            url=None,
            **self._source(row.document, told),
            **self._themes(row.id, row.title),
        )

    def _statement(self, row: AgendaRow, written: dict[str, Any]) -> dict[str, Any]:
        """Return where a session is told, with what is said there: what is shown comes first, letters come last."""
        places: list[dict[str, Any]] = [
            {
                "document": one.document,
                "page": one.page,
                "quote": one.quote,
                "quote_start": one.start,
                "quote_end": one.end,
                "text": opening(self.words.get((one.id, one.document), ""), row.title),
            }
            for one in row.statements
        ]
        places.sort(key=lambda place: self._document_kind(place["document"]) == "newsletter")
        return places[0] if places else {**written, "text": opening(written["description"] or "", row.title)}

    def _document_kind(self, document: str) -> str:
        return str(self.documents.get(document, {}).get("resource_kind") or "")

    def _resources(self) -> Iterator[Piece]:
        holders = {row["collection"] for row in self.rows if row["collection"]}
        for row in self.rows:
            holder = row["collection"]
            is_feed = row["kind"] == "news" and row["resource"] in holders
            if is_feed or not self._kept(row["resource"], holder):
                continue
            yield self._resource(row, row["resource"], row["kind"], row["date"], holder)

    def _dossiers(self) -> set[str]:
        """Return the documents that are dossiers."""
        return {iri for iri in self.documents if self._document_kind(iri) == "dossier"}

    def _texts_of_dossiers(self) -> Iterator[Piece]:
        """Yield the official texts that dossiers list, which are no resources of the centre."""
        for document in (self.documents[iri] for iri in sorted(self._dossiers())):
            found = self.opened.ask("document_activities", documents=document["document"])
            rows = [row for row in found if row["kind"] == "citation" and row["activity"] not in self.listed]
            for row in _fullest(rows):
                # a text is about what the dossier says beside it; without that, it is on the theme by its dossier
                if self._kept(row["activity"], document["resource"]):
                    kind = row["category"] or "legal-text"
                    yield self._resource(row, row["activity"], kind, row["date"], document["resource"])

    def _resource(
        self, row: dict[str, Any], iri: str, kind: str, edtf: str | None, holder: str | None
    ) -> Piece:
        start, end = bounds(edtf)
        return Piece(
            id=iri,
            kind=kind,
            title=row["title"],
            series=None,
            holder=self.titles.get(holder or ""),
            holder_kind=self.kinds.get(holder or ""),
            text=opening(row.get("description") or "", row["title"]),
            edtf=edtf,
            start=start,
            end=end,
            start_time=None,
            end_time=None,
            date_text=date_text(edtf) if edtf else "",
            status="announced",
            doubts=(),
            place=None,
            mode=None,
            actors=tuple(
                dict.fromkeys(
                    link["label"]
                    for link in self.links.get(iri, ())
                    if link["kind"] == "actor"
                    and link["label"]
                    and (link["status"] == "fact" or link["category"] not in PEOPLE)
                    and link["role"] in ("author", "publisher")
                )
            ),
            url=web_address(row.get("url")),
            **self._listed(row, holder),
            **self._themes(iri, row["title"]),
        )

    def _listed(self, row: dict[str, Any], holder: str | None) -> dict[str, Any]:
        """Return the place of a resource, and when it came there: a dossier grows."""
        source = self._source(row.get("file") or row["document"], row)
        before = self.earlier.get(source["document"]) if holder else None
        if before is None:
            return source
        known = fold(row["title"]) in before.titles
        return {**source, "added": before.added if known else source["added"], "entered": not known}

    def _source(self, document: str, row: dict[str, Any]) -> dict[str, Any]:
        """Return the place that a row rests on; `row` may be of another document, which then is the source."""
        document = row["document"] or document
        described = self.documents.get(document, {})
        start, end = bounds(described.get("date"))
        return {
            "document": document,
            "document_title": described.get("title") or self.opened.titles.get(document, ""),
            "document_kind": self._document_kind(document),
            "document_start": start,
            "document_end": end,
            "page": row["page"],
            "quote": row["quote"] or "",
            "quote_start": row["quote_start"],
            "quote_end": row["quote_end"],
            "added": self.added.get(document, ""),
        }

    def _themes(self, iri: str, title: str) -> dict[str, Any]:
        themes, top = subjects(self.opened, self.links.get(iri, ()), title, self.asked or frozenset())
        return {"themes": themes, "top": top}

    def _kept(self, iri: str, holder: str | None) -> bool:
        """Say whether an activity is on the theme and in the territory asked for."""
        links = self.links.get(iri, ())
        if self.places is not None and not any(row["entity"] in self.places for row in links):
            return False
        if self.asked is None or any(row["entity"] in self.asked for row in links):
            return True
        return holder is not None and self._is_titled(holder)

    def _is_titled(self, holder: str) -> bool:
        """Say whether a collection names a theme asked for in its title."""
        title = fold(self.titles.get(holder, ""))
        return any(
            row["entity"] in (self.asked or ()) and fold(row["quote"] or "") in title
            for row in self.links.get(holder, ())
            if row["kind"] == "theme"
        )


def _is_only_reported(row: AgendaRow) -> bool:
    """Say whether a session was told after it was held only: nobody announced it."""
    return bool(row.statements) and all(one.modality == "held" for one in row.statements)


def order(piece: Piece) -> tuple[Any, ...]:
    """Return the place of a piece in a list: by date and hour, what has no date last, then by title."""
    return (piece.start is None, piece.start or "", piece.start_time or "", piece.title, piece.id)


def _fullest(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row for each activity: the one with the longest title, then the longest quote."""
    best: dict[str, dict[str, Any]] = {}
    for row in rows:
        held = best.get(row["activity"])
        if held is None or _length(row) > _length(held):
            best[row["activity"]] = row
    return list(best.values())


def _length(row: dict[str, Any]) -> tuple[int, int, str]:
    return len(row["title"]), len(row["quote"] or ""), row["category"] or ""
