"""A resource or a document as it is cited: its title, who made it, its date, and the file it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.entities import reference
from centre.notices import notices_of
from centre.opened import kind_of
from centre.records import Reference

if TYPE_CHECKING:
    from centre.notices import Notice
    from centre.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a reference to a resource or a document is made of."""

    id: str
    title: str
    authors: tuple[Reference, ...]
    """Who wrote it, else who published it."""
    date: str | None
    """EDTF."""
    notice: Notice | None
    """None for what documents only cite."""
    document: str | None
    """The IRI of the document that holds its text; None when the centre only knows that it exists."""


def work(opened: Opened, iri: str) -> Work | None:
    """Return a resource or a document as it is cited, None for anything else and for what is not known.

    A document is cited under its own title and date: a resource may be made of several documents.
    """
    resources = opened.listed("resources", "resource")
    if kind_of(iri) == "document":
        described = next(iter(opened.ask("documents", documents=iri)), None)
        if described is None:
            return None
        title, date, document, resource = described["title"], described["date"], iri, described["resource"]
    elif iri in resources:
        row = resources[iri]
        title, date, document, resource = row["title"], row["date"], row["file"], iri
    else:
        return None
    notice = next(iter(notices_of(opened, [resource])), None) if resource else None
    makers = (notice.creators or notice.publishers) if notice else ()
    return Work(
        id=iri,
        title=title,
        authors=tuple(reference(opened, one.id) for one in makers),
        date=date,
        notice=notice,
        document=document,
    )
