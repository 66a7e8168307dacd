"""Who takes part in the activities of a programme: the actors its lines, fields and cells name."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.dates.lexicon import fold_in_place
from ingest.programme.context import Context
from ingest.programme.line import Line
from ingest.records import NewActor, Participation, Role
from ingest.roles import merge, participations_in
from ingest.roles.cues import cues

_FIELD_ROLES: dict[str, Role] = {
    "inter": "speaker", "anima": "facilitator", "parte": "partner", "organ": "organiser", "finan": "funder",
    "formateur": "facilitator", "formatrice": "facilitator", "pilot": "organiser", "avec": "speaker",
}  # fmt: skip
"""How the name of a field or column opens, and the role of those it lists."""
_OF_THE_DOCUMENT = ("redaction", "directeur de", "directrice de")
"""How the cues begin of those who made the programme, whose names close it."""
_AUDIENCE_FIELDS = ("public", "pour", "destin")


class Participants:
    """Reads those who take part in activities, and collects the actors no authority file knows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._new: dict[str, NewActor] = {}

    @property
    def new_actors(self) -> tuple[NewActor, ...]:
        """The actors proposed so far."""
        return tuple(self._new.values())

    def named_in(self, lines: Iterable[Line]) -> tuple[Participation, ...]:
        """Return those whom lines name, one each, with their roles; new actors are collected."""
        groups: list[list[Participation]] = []
        for line in lines:
            if line.kind == "field" and line.field.startswith(_AUDIENCE_FIELDS):
                continue
            block = line.block
            for span in block.cells:
                if (listed_as := _role_of(fold_in_place(span.value))) is not None:
                    own = self._says_its_roles(span.start, span.end)
                    found, new = self._read(span.start, span.end, None if own else listed_as, block.page)
                    groups.append(found)
                    self._new = new | self._new
            role: Role | None = "host" if line.kind == "place" else _role_of(line.field)
            found, new = self._read(block.start, block.end, role, block.page)
            if line.kind == "place":  # the words of a place make no new actor
                found = [one for one in found if one.actor not in new]
            else:
                self._new = new | self._new
            groups.append(found)
        return merge(*groups)

    def _says_its_roles(self, start: int, end: int) -> bool:
        """Say whether a cell says itself who does what (`Animation : X ; accueil par Y`), whatever its column lists."""
        folded = fold_in_place(self._context.document.text[start:end])
        return any(cue.start == 0 or cue.words.endswith(":") for cue in cues(folded))

    def _read(
        self, start: int, end: int, role: Role | None, page: int
    ) -> tuple[list[Participation], dict[str, NewActor]]:
        context = self._context
        found = participations_in(context.document, start, end, context.linker, role=role, page=page)
        new = {actor.iri: actor for actor in found.new_actors}
        own = [
            one
            for one in found.participations
            if not (one.cue.endswith(":") and one.cue.startswith(_OF_THE_DOCUMENT))
        ]
        return list(context.localised(own)), new


def _role_of(field: str) -> Role | None:
    return next((role for name, role in _FIELD_ROLES.items() if field.startswith(name)), None)
