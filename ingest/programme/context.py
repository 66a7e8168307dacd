"""What a programme is read with: its period, its region, the entities it names, the kinds of action of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.dates import Period, period_of
from ingest.dates.lexicon import fold_in_place, tokens
from ingest.document import Document
from ingest.mentions import Linker
from ingest.mentions.regional import meant_in, region_of
from ingest.programme.lexicon import RESOURCE_SECTION
from ingest.programme.places import Places
from ingest.records import Link, Participation
from ontology.vocabulary import Entity

_CENTRE = re.compile(r"\b(?:centre|pole|mission)s? (?:de )?ressources?\b")
"""A body of that name, in folded text; not a heading over resources."""
_OPENING_BLOCKS = 6
"""The blocks that may state the period of a document besides its title."""
_SURE = 0.9
"""The score above which a name says by itself which region's actor is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A document with what holds for all of it."""

    document: Document
    linker: Linker
    title: str
    links: tuple[Link, ...]
    """The entities named, those every region has tied to the region of the document."""
    region: str | None
    period: Period | None
    places: Places

    def covered(self, text: str) -> float:
        """Return the share of a text that is names of known actors."""
        inside = [match for match in self.linker.matches(text) if match.entity.kind == "actor"]
        return sum(match.end - match.start for match in inside) / max(1, len(text.strip()))

    def action(self, heading: str | None) -> Entity | None:
        """Return the broadest kind of action that a heading names."""
        if not heading:
            return None
        found = self.linker.matches(heading, strict=False)
        action = next((one.entity for one in found if one.entity.kind == "action"), None)
        while action is not None and action.broader:
            parent = self.linker.vocabulary.get(action.broader[0])
            if parent is None:
                break
            action = parent
        return action

    def names_resources(self, heading: str) -> bool:
        """Say whether a heading stands over resources rather than activities."""
        if RESOURCE_SECTION.search(fold_in_place(heading)) is not None:
            return True
        if _CENTRE.search(fold_in_place(heading)):
            return False
        action = self.action(heading)
        return action is not None and action.iri.endswith("/ressource")

    def localised(self, found: Iterable[Participation]) -> Iterator[Participation]:
        """Tie the names every region has to the region of the document."""
        for one in found:
            meant = meant_in(one.actor, one.label, one.score > _SURE, self.region, self.linker.vocabulary)
            if meant is not None:
                iri, label = meant
                known = self.linker.vocabulary.get(iri) is not None
                yield replace(one, actor=iri, label=label, status="fact" if known else one.status)


def read_context(document: Document, linker: Linker) -> Context:
    """Read what holds for a whole document before its lines are read."""
    links = linker.link(document)
    region = region_of(links, linker.vocabulary)
    title = _title(document)
    opening = (block.text for block in document.blocks[:_OPENING_BLOCKS])
    return Context(
        document=document,
        linker=linker,
        title=title,
        links=tuple(_localised(links, region, linker)),
        region=region,
        period=period_of(
            [title, document.metadata.title, *opening],
            document.text,
            tokens(fold_in_place(document.text)),
            document.metadata.published,
        ),
        places=Places(linker),
    )


def _title(document: Document) -> str:
    first = next((block.text for block in document.blocks if block.text.strip()), "")
    stated = document.metadata.title
    return stated if stated and len(stated) > 8 else first.strip() or document.locator


def _localised(links: Iterable[Link], region: str | None, linker: Linker) -> Iterator[Link]:
    for link in links:
        if link.kind != "actor":
            yield link
            continue
        meant = meant_in(link.iri, link.label, link.score > _SURE, region, linker.vocabulary)
        if meant is not None:
            yield replace(link, iri=meant[0], label=meant[1])
