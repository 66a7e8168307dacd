"""The few words of a SPARQL query that decide how it is put, found without reading the whole grammar."""

from __future__ import annotations

import re

_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE\b(?!\s*:)", re.IGNORECASE)
_FROM = re.compile(r"(?<![?$:@.\w-])FROM\b(?!:)", re.IGNORECASE)
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Where SPARQL keywords mean nothing: literals, IRIs and comments."""


def updates(sparql: str) -> bool:
    """Say whether a text has a word of SPARQL Update."""
    return _UPDATE.search(_bare(sparql)) is not None


def asks_service(sparql: str) -> bool:
    """Say whether a query asks another server (SERVICE)."""
    return _SERVICE.search(_bare(sparql)) is not None


def names_dataset(sparql: str) -> bool:
    """Say whether a query says which graphs it is about (FROM)."""
    return _FROM.search(_bare(sparql)) is not None


def _bare(sparql: str) -> str:
    return _OPAQUE.sub(" ", sparql)
