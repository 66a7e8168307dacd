"""One tie between two names of a sentence, as the words between them tell it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Predicate
from ingest.roles.name import Name


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie between two names of a sentence; `sure` when its grammatical subject is next to the verb."""

    subject: Name
    predicate: Predicate
    object: Name
    cue: str
    sure: bool
    detail: str = ""
