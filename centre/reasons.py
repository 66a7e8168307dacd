"""Why a hit is there, in French."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.records import Scored

KINDS = {"theme": "thème", "actor": "acteur", "territory": "territoire", "audience": "public"}


def reason(
    hit: Scored,
    query: str,
    *,
    labels: Mapping[str, str],
    read: Collection[str],
    synonyms: Mapping[str, str],
    floor: float,
) -> str:
    """Return the reasons of a hit, the strongest first.

    `labels` names the entities that the query leads to, `read` are those it names; `synonyms` gives, for a
    label that was added to the query, what was typed. Under the cosine `floor` nearness says nothing.
    """
    from centre.opened import kind_of

    parts = []
    if hit.exact:
        parts.append("intitulé exact")
    if hit.matched:
        typed, names = _by_origin(hit.matched, query, synonyms)
        if typed and not hit.exact:
            parts.append(f"mots : {', '.join(typed[:5])}")
        if names and not typed and not hit.exact:
            parts.append(f"synonyme de {' et '.join(names)}")
    linked = [iri for iri in hit.links if iri != hit.row.iri and iri in labels]
    linked = [iri for iri in linked if iri in read] or linked
    if linked:
        named = ", ".join(f"{labels[iri]} ({KINDS.get(kind_of(iri), 'sujet')})" for iri in linked[:2])
        parts.append(f"lié à {named}")
    elif hit.row.iri in hit.links and not parts:
        parts.append("reconnu dans la demande")
    if hit.cosine is not None and (hit.cosine >= floor or not parts):
        parts.append(f"sens proche ({f'{hit.cosine:.2f}'.replace('.', ',')})")
    return " ; ".join(parts)


def _by_origin(
    matched: tuple[str, ...], query: str, synonyms: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the words found that were typed, and what was typed in place of those that were not."""
    from search.analysis import analysed

    asked = {token.term for token in analysed(query)}
    brought = {label: {token.term for token in analysed(label)} - asked for label in synonyms}
    typed: dict[str, None] = {}
    names: dict[str, None] = {}
    for word in matched:
        terms = {token.term for token in analysed(word)}
        labels = [label for label, added in brought.items() if terms & added]
        if labels and not terms & asked:
            names.update(dict.fromkeys(synonyms[label] for label in labels[:1]))
        else:
            typed[word] = None
    return list(typed), list(names)
