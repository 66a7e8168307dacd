"""Deterministic IRIs: the same words give the same address, whatever the document they stand in."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from ontology.vocabulary import BASE

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'", "ʼ": "'", "‘": "'"})


@lru_cache(maxsize=1 << 13)
def fold(text: str) -> str:
    """Return `text` without case, accents, ligatures or typographic apostrophes and dashes."""
    spread = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).lower()
    if spread.isascii():
        return spread
    plain = "".join(char for char in spread if not unicodedata.combining(char))
    return re.sub(r"[\u2010-\u2015\u2212]", "-", plain)


def slug(text: str, limit: int = 60) -> str:
    """Return an address part made of the folded words of `text`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:limit].strip("-") or "sans-nom"


def iri_of(kind: str, label: str, *distinguishing: str | None) -> str:
    """Return the IRI of a record from its label and what tells it apart from its namesakes."""
    parts = "|".join(slug(part, 200) for part in (label, *(item or "" for item in distinguishing)))
    digest = hashlib.sha256(parts.encode()).hexdigest()[:8]
    return f"{BASE}{kind}/{slug(label)}-{digest}"


def document_iri(sha256: str) -> str:
    """Return the IRI of the document that has these bytes."""
    return f"{BASE}document/{sha256[:16]}"


def actor_iri(label: str) -> str:
    """Return the IRI of an actor that is in no authority file."""
    return f"{BASE}actor/{slug(label)}"
