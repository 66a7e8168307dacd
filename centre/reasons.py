"""Why a hit is there, in French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.records import Scored

KINDS = {"theme": "thème", "actor": "acteur", "territory": "territoire", "audience": "public"}
_NEAR = 0.05
"""Share of meaning in a score under which it is not worth a word."""


def reason(hit: Scored, *, labels: Mapping[str, str], synonyms: Mapping[str, str]) -> str:
    """Return the reasons of a hit, the strongest first.

    `labels` names the entities that were read in the query; `synonyms` gives, for a label that was added to
    the query, what was typed.
    """
    parts = []
    if hit.exact:
        parts.append("intitulé exact")
    if hit.matched:
        typed, added = _by_origin(hit.matched, synonyms)
        if typed and not hit.exact:
            parts.append(f"mots : {', '.join(typed[:5])}")
        if added and not typed and not hit.exact:
            parts.append(f"synonyme de {' et '.join(dict.fromkeys(synonyms.values()))}")
    from centre.opened import kind_of

    linked = [iri for iri in hit.links if iri != hit.row.iri and iri in labels]
    if linked:
        named = ", ".join(f"{labels[iri]} ({KINDS.get(kind_of(iri), 'sujet')})" for iri in linked[:2])
        parts.append(f"lié à {named}")
    elif hit.row.iri in hit.links and not parts:
        parts.append("reconnu dans la demande")
    if hit.cosine is not None and hit.vector > _NEAR:
        parts.append(f"sens proche ({f'{hit.cosine:.2f}'.replace('.', ',')})")
    return " ; ".join(parts)


def _by_origin(matched: tuple[str, ...], synonyms: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the words found that were typed, and those that only a synonym brought."""
    from search.analysis import analyse

    if not synonyms:
        return list(dict.fromkeys(matched)), []
    asked = {token.term for typed in synonyms.values() for token in analyse(typed)}
    brought = {token.term for label in synonyms for token in analyse(label)} - asked
    typed: list[str] = []
    added: list[str] = []
    for word in dict.fromkeys(matched):
        terms = {token.term for token in analyse(word)}
        (added if terms and terms <= brought else typed).append(word)
    return typed, added
