"""The register of decisions of a centre: one line each, only ever added to."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, get_args

from centre.records import CentreError
from ingest.curation import Action as Action
from ingest.curation import Decision, Target

DECISIONS: Final = "decisions.jsonl"
_LOCK: Final = "decisions.lock"
_WAIT = 20
"""Seconds to wait for another person's line to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The decisions read, and a line in French for each line that could not be."""

    decisions: tuple[Decision, ...]
    broken: tuple[str, ...] = ()


def read_decisions(folder: Path) -> Register:
    """Return the decisions of a data folder, or those that a snapshot was made with."""
    path = folder / DECISIONS
    if not path.is_file():
        return Register(decisions=())
    found: list[Decision] = []
    broken: list[str] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(_decision(json.loads(line.decode("utf-8"))))
        except (ValueError, KeyError, TypeError) as error:
            broken.append(
                f"« {path} », ligne {number} : cette décision ne se lit pas ({_short(error)}). Les autres sont "
                "gardées ; corrigez cette ligne ou refaites la décision."
            )
    return Register(decisions=tuple(found), broken=tuple(broken))


def held_decisions(data: Path, snapshot: Path | None) -> tuple[Decision, ...]:
    """Return every decision of a centre: those its snapshot was made with, then those added since.

    A line damaged after it was published is still held by the snapshot.
    """
    published = read_decisions(snapshot).decisions if snapshot is not None else ()
    known = {one.id for one in published}
    return (*published, *(one for one in read_decisions(data).decisions if one.id not in known))


def write_decisions(folder: Path, decisions: Iterable[Decision]) -> None:
    """Write the decisions that a snapshot is made with."""
    text = "".join(_line(one) for one in decisions)
    (folder / DECISIONS).write_text(text, encoding="utf-8")


def add_decisions(data: Path, drafts: Iterable[Decision]) -> tuple[Decision, ...]:
    """Add decisions to the register with their names and their time; return them.

    Each is on the disk when this returns. Raise CentreError when the author is not a name.
    """
    now = datetime.now(UTC)
    with _writing(data):
        path = data / DECISIONS
        content = path.read_bytes() if path.is_file() else b""
        before = hashlib.sha256(content).hexdigest()
        added: list[Decision] = []
        for draft in drafts:
            stamped = replace(
                draft,
                id="",
                at=now.isoformat(timespec="microseconds"),
                author=_author(draft.author),
                reason=" ".join(draft.reason.split()),
            )
            before = hashlib.sha256((before + _line(stamped)).encode()).hexdigest()
            added.append(replace(stamped, id=f"d{before[:8]}"))
        opening = b"\n" if content and not content.endswith(b"\n") else b""  # a line that a crash cut short
        with path.open("ab", buffering=0) as file:
            file.write(opening + "".join(_line(one) for one in added).encode("utf-8"))
            os.fsync(file.fileno())
    return tuple(added)


@contextmanager
def _writing(data: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data / _LOCK, timeout=_WAIT):
            yield
    except Timeout as error:
        raise CentreError(
            f"Le registre des décisions de « {data} » est occupé : rien n’a été noté. Recommencez."
        ) from error


def _author(name: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise CentreError(
            "Il manque le nom de la personne qui décide : donnez-le avec --author "
            "(ou la variable MAILLAGE_AUTHOR)."
        )
    if "@" in shown or sum(char.isdigit() for char in shown) > 4:
        raise CentreError(
            f"« {shown} » : donnez un nom de professionnel, sans adresse de courriel ni numéro de téléphone."
        )
    return shown


def _line(decision: Decision) -> str:
    return json.dumps(asdict(decision), ensure_ascii=False) + "\n"


def _decision(content: dict[str, Any]) -> Decision:
    if content["action"] not in get_args(Action):
        raise ValueError(f"action inconnue : {content['action']}")
    texts = {name: _text(content, name) for name in ("id", "at", "author", "reason", "action")}
    target = content["target"]
    return Decision(
        **texts,  # type: ignore[arg-type]
        target=Target(
            subject=_text(target, "subject"),
            predicate=_text(target, "predicate", ""),
            object=_text(target, "object", ""),
        ),
        value=_text(content, "value", ""),
        names=tuple(map(str, content.get("names") or ())),
        sources=tuple(map(str, content.get("sources") or ())),
    )


def _text(content: dict[str, Any], name: str, missing: str | None = None) -> str:
    value = content[name] if missing is None else content.get(name, missing)
    if not isinstance(value, str):
        raise ValueError(f"« {name} » n’est pas un texte")
    return value


def _short(error: Exception) -> str:
    return f"il manque {error}" if isinstance(error, KeyError) else str(error)[:80]
