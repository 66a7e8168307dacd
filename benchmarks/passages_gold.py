"""The passages annotated by reading: loaded, and found again in the text of their document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "passages"
BASE = "https://maillage.example/id/"
KINDS = ("actors", "territories", "dates", "themes", "roles", "relations")
PREDICATES = frozenset(
    [
        "partner",
        "member-of",
        "funds",
        "hosts",
        "author",
        "commissioned-by",
        "head-of",
        "position",
        "follows",
        "replaces",
        "cites",
        "about",
    ]
)
ROLES = frozenset(
    [
        "organiser",
        "coOrganiser",
        "facilitator",
        "speaker",
        "partner",
        "host",
        "funder",
        "participant",
        "author",
        "publisher",
        "support",
    ]
)

Span = tuple[int, int]


class GoldError(Exception):
    """An annotation that cannot be used; the message says which one, in which passage and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One annotation: what is said, where, and what else would be right."""

    kind: str
    passage: str
    quote: str
    span: Span
    values: tuple[str, ...]
    """The identities that are right, the best first: IRIs, names, EDTF dates, roles or predicates."""
    required: bool
    """Whether missing it is an error; finding what is not required is never one."""
    counted: bool
    """Whether finding it counts as right: an optional annotation is neither right nor wrong."""
    subject: str | None = None
    """The actor of a role, the subject of a relation; none is the document itself."""
    object: str | None = None
    """The activity of a role, the object of a relation."""
    category: str | None = None
    """The kind of an actor that no authority file knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One document with its annotations, placed in the text that was read."""

    path: Path
    text: str
    passages: dict[str, Span]
    notes: tuple[Note, ...]
    kinds: tuple[str, ...]
    """What is annotated; the rest is not judged."""
    names: dict[str, tuple[str, ...]]
    """For each actor as written in roles and relations, all the identities it may have."""


def find(quote: str, text: str, within: Span | None = None, nth: int = 1) -> Span | None:
    """Return where the words of a quote stand, whatever the spaces and punctuation between them."""
    found = everywhere(quote, text, within)
    return found[nth - 1] if len(found) >= nth else None


def everywhere(quote: str, text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Return all the places where the words of a quote stand."""
    words = re.findall(r"[^\W_]+", quote)
    if not words:
        return ()
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?!\w)")
    return tuple(match.span() for match in pattern.finditer(text, *(within or (0, len(text)))))


def documents_of(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each document of a half with its annotations as written, by name."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield path.with_name(gold["document"]), gold


def place(path: Path, gold: dict[str, Any], text: str) -> GoldDocument:
    """Place the annotations of a document in its text; raise GoldError for a quote that is not there."""
    passages: dict[str, Span] = {}
    notes: list[Note] = []
    names: dict[str, tuple[str, ...]] = {}
    last = 0
    for passage in gold["passages"]:
        span = find(passage["quote"], text, (last, len(text))) or find(passage["quote"], text)
        if span is None:
            raise GoldError(f"{path.name}, « {passage['id']} » : le passage n’est pas dans le document.")
        passages[passage["id"]], last = span, span[0]
        for kind in KINDS:
            for item in passage.get(kind, ()):
                where = find(item["quote"], text, span, item.get("nth", 1))
                if where is None:
                    raise GoldError(f"{path.name}, « {passage['id']} » : « {item['quote']} » n’y est pas.")
                note = _note(kind, passage["id"], item, where)
                notes.append(note)
                if kind == "actors":
                    key = item.get("id") or item["name"]
                    names[key] = tuple(dict.fromkeys((*names.get(key, ()), *note.values)))
    kinds = tuple(kind for kind in KINDS if kind in gold.get("kinds", KINDS))
    return GoldDocument(path=path, text=text, passages=passages, notes=tuple(notes), kinds=kinds, names=names)


def _note(kind: str, passage: str, item: dict[str, Any], span: Span) -> Note:
    others = tuple(item.get("or", ()))
    first = (
        item.get("id") or item.get("name") or item.get("edtf") or item.get("role") or item.get("predicate")
    )
    values = (str(first), *item.get("names", ()), *others)
    central = bool(item.get("central", True))
    optional = bool(item.get("optional", False))
    return Note(
        kind=kind,
        passage=passage,
        quote=item["quote"],
        span=span,
        values=tuple(_iri(kind, value) for value in values),
        required=central and not optional,
        counted=not optional,
        subject=item.get("actor") if kind == "roles" else item.get("subject"),
        object=item.get("activity") if kind == "roles" else item.get("object"),
        category=item.get("kind"),
    )


def _iri(kind: str, value: str) -> str:
    known = kind in ("actors", "territories", "themes") and re.match(r"(actor|territory|theme)/\S+$", value)
    return BASE + value if known else value
