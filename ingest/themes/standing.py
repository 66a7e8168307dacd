"""First step of theme assignment: where the mention of a theme stands with regard to an activity or a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import fold
from ingest.records import Event, Link, NewActor, Resource, Series

Standing = Literal["field", "title", "subject", "above", "body", "aside"]
"""`field`: stated as a theme; `title`: in the title of the activity or of its series; `subject`: said to be what it is
about (`trois jours sur la petite enfance`); `above`: in a heading over it; `body`: elsewhere in its text; `aside`: only
qualifies a place, a person, a partner, an audience or what came before."""

_STATED = re.compile(r"^\W*(?:themes?|thematiques?|mots?[ -]?cles?|categor\w+|keywords|tags)\b[^:]{0,12}:")
_CELL_ASIDE = re.compile(
    r"^\s*(?:type|sigle|nom\b|organis|structure|commune|lien|url|site|lieu|contact|auteur|source|edit|fonction|type d)"
)
_CELL = re.compile(r"^\s*(?:theme|thematique|mots?[ -]?cles?|categor|keyword|tag|domaine|axe)")
_JOB = re.compile(
    r"\b(?:direct(?:eur|rice)|responsable|chargee?|chef(?:fe)?|coord\w+|adjointe?|referente?|deleguee?|maire|presidente?|elue?|agente?|cadre"
    r"|animat(?:eur|rice)|conseillere?|educat(?:eur|rice)|mediat(?:eur|rice)|chercheu\w+|autrice|auteur)\b"
    r"[^.;:()\n]{0,30}?(?:\b(?:de|du|des|a|au|aux|en)\s|d')?(?:la |l'|les |le )?$"
)
"""A person's job, in folded text, right before what it is about."""
_PARTNER = re.compile(
    r"\b(?:soutien|soutenue?s?|appui|concours|partenariat|financee?s?|(?:co-?)?(?:animee?s?|organisee?s?|pilotee?s?|construite?s?)|proposee?s?"
    r"|accueil|portee?s?|guidee?s?|siege|locaux|temoignages?|interventions?|discutant\w*|presentation)\b"
    r"(?:(?!\b(?:sur|autour|consacr\w+|theme|dedie\w*)\b)[^.;:\n]){0,60}$"
)
_AUDIENCE = re.compile(
    r"\b(?:ouvert\w*|reserve\w*|destine\w*|gratuit\w*|public|adresse\w*|(?:pour|par) (?:les|tout\w*|des) |membres d|s'adresse)"
    r"(?:(?!\b(?:sur|autour)\b)[^.;\n]){0,50}$"
)
_BEFORE_IT = re.compile(
    r"\b(?:(?:fait|faisant|donnant) suite|a la suite|apres (?:la|le|les|une?) (?:rencontre|journee|seance|cycle))\b[^.;\n]*$"
)
_OPENED = re.compile(r"[A-ZÀ-Þ][\w’'-]+ \($")
"""A bracket after a name: what is in it says who that is."""
_SUBJECT = re.compile(
    r"\b(?:sur|autour d[eu]s?|consacree?s? (?:a|aux?)|dediee?s? (?:a|aux?)|(?:le|pour) theme d[eu]s?|theme\s*:)"
    r"\s*(?:la |le |les |l'|d')?$"
)
_NAMED = re.compile(r"[ \u00a0](?:(?:de|du|des|de la|de l['’]|d['’])\s?)?[A-ZÀ-Þ][\w’'-]+")
_BEFORE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What themes are settled for: an event, a series or a resource, with the words that say what it is about."""

    record: Event | Series | Resource
    titles: tuple[str, ...]
    """Its own title, then that of its series or its collection."""
    place: str | None = None


class Standings:
    """Tells where mentions stand in a document."""

    def __init__(self, document: Document, new_actors: Sequence[NewActor]) -> None:
        self._document = document
        self._folded = fold_in_place(document.text)
        self._starts = [block.start for block in document.blocks]
        self._names = [fold(actor.label) for actor in new_actors if len(actor.label) > 3]

    def block_of(self, link: Link) -> Block:
        """Return the block a mention stands in."""
        return self._document.blocks[max(0, bisect_right(self._starts, link.evidence.start) - 1)]

    def of(self, link: Link, activity: Activity, quotes: frozenset[str]) -> Standing | None:
        """Return where a mention stands, None when it belongs to what follows the activity.

        `quotes` are all the folded forms the theme has in the document.
        """
        block = self.block_of(link)
        if link.method == "field" or self._is_stated(link, block):
            return "field"
        if any(quote in fold(title) for title in activity.titles for quote in quotes):
            return "title"
        own = activity.record.evidence
        if block.kind == "heading" and link.evidence.start >= own.end:
            return None
        if self._is_aside(link, activity, block):
            return "aside"
        if _SUBJECT.search(self._folded[max(block.start, link.evidence.start - 40) : link.evidence.start]):
            return "subject"
        return "above" if link.evidence.start < own.start or block.kind == "heading" else "body"

    def _is_stated(self, link: Link, block: Block) -> bool:
        """Say whether a mention stands in a field or a cell of themes."""
        for cell in block.cells:
            if cell.start <= link.evidence.start < cell.end:
                return _CELL.match(fold(cell.value)) is not None
        sentence = self._folded[block.start : link.evidence.start]
        head = re.split(r"[.\n]\s*|\s·\s", sentence)[-1]
        return _STATED.match(head) is not None

    def _is_aside(self, link: Link, activity: Activity, block: Block) -> bool:
        start, end = link.evidence.start, link.evidence.end
        line = self._folded.rfind("\n", 0, start) + 1
        before = self._folded[max(line, start - _BEFORE) : start]
        if any(cue.search(before) for cue in (_JOB, _PARTNER, _AUDIENCE, _BEFORE_IT)):
            return True
        if _OPENED.search(self._document.text[max(line, start - 40) : start]):
            return True
        if any(
            cell.start <= start < cell.end and _CELL_ASIDE.match(fold(cell.value)) for cell in block.cells
        ):
            return True
        if activity.place and self._within(fold_in_place(activity.place), start, end):
            return True
        if any(self._within(name, start, end) for name in self._names):
            return True
        return re.search(r",\s*$|\blieu\s*:[^.\n]*$", before) is not None and (
            _NAMED.match(self._document.text, end) is not None
        )

    def _within(self, words: str, start: int, end: int) -> bool:
        """Say whether a mention stands inside these folded words."""
        low = max(0, start - len(words))
        at = self._folded.find(words, low, end + len(words))
        return 0 <= at <= start and end <= at + len(words)
