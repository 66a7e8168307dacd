"""One decision of a person: on what, what, who, when and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Action = Literal["accept", "reject", "merge", "split", "rename", "hide", "undo"]

LINKS = ("mentions", "about", "spatial", "audience")
"""The predicates of the links of a text with themes, territories, audiences and actors; roles are the others."""
SAME = "same"
"""The predicate of a pair of records that are, or are not, one and the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a decision is about: an entity, a fact or a pair, told without any place in a text.

    An entity is a subject alone. A fact is what an activity or a document (`subject`) says of an entity
    (`object`): one of `LINKS`, or a role. A document stands for the resource that it is. What is merged has as
    object what it becomes; what is split, what it is not, or the document where it is another one. The
    subject of an undoing is a decision.
    """

    subject: str
    predicate: str = ""
    object: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of the register of decisions."""

    id: str
    at: str
    """UTC, ISO 8601."""
    author: str
    reason: str
    action: Action
    target: Target
    value: str = ""
    """The new name of what is renamed, the name of what another is merged into."""
    names: tuple[str, ...] = ()
    """What the subject was called when it was decided, the preferred name first."""
    sources: tuple[str, ...] = ()
    """Where the document concerned comes from: the decision holds for its later editions."""


def fact_id(target: Target) -> str:
    """Return the short name of a fact or of a pair, to be typed."""
    parts = "\n".join((target.subject, target.predicate, target.object))
    return "f" + hashlib.sha256(parts.encode()).hexdigest()[:8]
