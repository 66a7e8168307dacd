"""What every page shares: the centre it asks, the language it speaks, the labels it can turn into links."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import streamlit as st

from centre.names import Language
from explorer.texts import counted, text

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.records import Reference

Kind = Literal["theme", "actor", "territory"]

_HELD = 12
"""Lists of labels kept in memory: three kinds, of the versions that answered last."""


def centre() -> Centre:
    """Return the centre of `MAILLAGE_DATA` (`data/` when unset); CentreError when nothing was published."""
    return _open(os.environ.get("MAILLAGE_DATA", "data"))


def _open(data: str) -> Centre:
    from centre.shared import shared_centre

    centre = shared_centre(Path(data))
    centre.opened()
    return centre


_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")


def signed_in() -> bool | None:
    """Say whether the visitor signed in; None where the site is configured without a sign-in."""
    known: bool | None = getattr(st.user, "is_logged_in", None)
    return known


def may_decide() -> bool:
    """Say whether the visitor may write: of the staff, or on the very machine that serves the site to nobody else.

    Where a sign-in is configured it is asked of all. `MAILLAGE_STAFF`, when set, names the addresses and the
    domains (`@centre.example`) of the staff, separated by commas; otherwise all who can sign in are.
    """
    signed = signed_in()
    if signed is not None:
        return signed and _is_staff()
    alone = st.get_option("server.address") in ("127.0.0.1", "::1", "localhost")
    forwarded = any(name in st.context.headers for name in _FORWARDED)
    return alone and not forwarded and not os.environ.get("MAILLAGE_BASE_URL")


def _is_staff() -> bool:
    named = [one.strip().casefold() for one in os.environ.get("MAILLAGE_STAFF", "").split(",") if one.strip()]
    if not named:
        return True
    address = str(getattr(st.user, "email", None) or "").casefold()
    if not address or getattr(st.user, "email_verified", True) is False:
        return False
    return any(address == one or (one.startswith("@") and address.endswith(one)) for one in named)


def visitor() -> str:
    """Return the name that decisions are signed with: of who signed in, or of `MAILLAGE_AUTHOR`."""
    if signed_in():
        return str(getattr(st.user, "name", None) or "")
    return os.environ.get("MAILLAGE_AUTHOR", "")


def language() -> Language:
    """Return the language of the address: French unless `?lang=en`."""
    return "en" if st.query_params.get("lang") == "en" else "fr"


def say(key: str, **values: object) -> str:
    """Return a text of the site in the language of the address."""
    return text(key, language(), **values)


def count(key: str, number: int) -> str:
    """Return a count with its noun in the language of the address."""
    return counted(key, number, language())


def site() -> str | None:
    """Return the public address of the site: as configured, or as it is visited."""
    if configured := os.environ.get("MAILLAGE_BASE_URL"):
        return configured
    parts = urlsplit(str(st.context.url or ""))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def on_phone() -> bool:
    """Say whether the browser calls itself a phone, so that long side panels start folded."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def references(kind: Kind) -> tuple[Reference, ...]:
    """Return the entities of a kind that are in use."""
    return _references(kind, *_asked())


def iris(kind: Kind) -> dict[str, str]:
    """Return the IRI of each label in use of a kind, so that a label can be a link."""
    return _iris(kind, *_asked())


def _asked() -> tuple[str, int]:
    """Return what changes with the labels in use: the version that answers, and the centre."""
    return centre().version() or "", id(centre())


@st.cache_resource(show_spinner=False, max_entries=_HELD)
def _references(kind: Kind, version: str, asked: int) -> tuple[Reference, ...]:
    return tuple(centre().references(kind))


@st.cache_resource(show_spinner=False, max_entries=_HELD)
def _iris(kind: Kind, version: str, asked: int) -> dict[str, str]:
    return {reference.label: reference.id for reference in _references(kind, version, asked)}
