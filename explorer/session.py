"""What every page shares: the centre it asks, the language it speaks, the labels it can turn into links."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st

from explorer.texts import Language, counted, sort_key, text

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.records import Reference

Kind = Literal["theme", "actor", "territory"]

FRESH = 30
"""Seconds after which the labels in use are asked again, so that a new version shows up."""

BROADER = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?theme ?name ?parent WHERE {
  ?theme skos:broader ?parent ; skos:prefLabel ?name .
  FILTER(lang(?name) = "fr")
}"""
"""Each concept with what stands right above it, which makes the tree in one question."""


def centre() -> Centre:
    """Return the centre of `MAILLAGE_DATA` (`data/` when unset); CentreError when nothing was published."""
    return _open(os.environ.get("MAILLAGE_DATA", "data"))


@st.cache_resource(show_spinner=False)
def _open(data: str) -> Centre:
    from centre.centre import open_centre

    return open_centre(Path(data))


def language() -> Language:
    """Return the language of the address: French unless `?lang=en`."""
    return "en" if st.query_params.get("lang") == "en" else "fr"


def say(key: str, **values: object) -> str:
    """Return a text of the site in the language of the address."""
    return text(key, language(), **values)


def count(key: str, number: int) -> str:
    """Return a count with its noun in the language of the address."""
    return counted(key, number, language())


def on_phone() -> bool:
    """Say whether the browser calls itself a phone, so that long side panels start folded."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def references(kind: Kind) -> tuple[Reference, ...]:
    """Return the entities of a kind that are in use."""
    return _references(kind, id(centre()))


def iris(kind: Kind) -> dict[str, str]:
    """Return the IRI of each label in use of a kind, so that a label can be a link."""
    return _iris(kind, id(centre()))


@st.cache_resource(show_spinner=False, ttl=FRESH)
def _references(kind: Kind, asked: int) -> tuple[Reference, ...]:
    return tuple(centre().references(kind))


@st.cache_resource(show_spinner=False, ttl=FRESH)
def _iris(kind: Kind, asked: int) -> dict[str, str]:
    return {reference.label: reference.id for reference in _references(kind, asked)}


def theme_tree() -> tuple[tuple[int, Reference], ...]:
    """Return the themes of the thesaurus in reading order, each with its depth from 0."""
    return _theme_tree(id(centre()))


@st.cache_resource(show_spinner=False, ttl=FRESH)
def _theme_tree(asked: int) -> tuple[tuple[int, Reference], ...]:
    from centre.records import Reference

    counts = {reference.id: reference.count for reference in _references("theme", asked)}
    below: dict[str, list[Reference]] = {}
    for row in json.loads(centre().sparql(BROADER))["results"]["bindings"]:
        iri = row["theme"]["value"]
        theme = Reference(id=iri, label=row["name"]["value"], kind="theme", count=counts.get(iri))
        below.setdefault(row["parent"]["value"], []).append(theme)

    def branch(depth: int, theme: Reference, above: frozenset[str]) -> Iterator[tuple[int, Reference]]:
        yield depth, theme
        for narrower in sorted(below.get(theme.id, ()), key=lambda item: sort_key(item.label)):
            if narrower.id not in above:
                yield from branch(depth + 1, narrower, above | {theme.id})

    return tuple(item for top in centre().themes() for item in branch(0, top, frozenset({top.id})))
