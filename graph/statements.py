"""What documents say of each event and series, read from the graph to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ask import ask
from graph.days import Stretch, stretches
from graph.titles import weight

if TYPE_CHECKING:
    from graph.store import Store

LAST = "9999"
"""When a document without a date is told: after the others."""
_SAYING = 0.9
"""A title whose words weigh less says nothing alone: it is read with the words around it."""
_AROUND = 30
"""Words of a description that stand for a title that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An event or a series, as the documents that give it one address speak of it."""

    iri: str
    kind: str
    """`event` or `series`."""
    documents: frozenset[str] = frozenset()
    told_on: str = LAST
    """The date of the earliest of its documents."""
    titles: tuple[str, ...]
    """The title shown, then the own title of a session."""
    whole: str = ""
    """The title with that of its series, or with the words around it."""
    when: tuple[Stretch, ...] = ()
    place: str = ""
    mode: str = ""
    territories: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    """The territories and all that contain them."""
    actors: frozenset[str] = frozenset()
    series: str = ""
    recurring: bool = False
    """Whether its series has other sessions: another day is then another session."""


def read_statements(store: Store) -> tuple[Statement, ...]:
    """Return the events and the series of the graph, by address."""
    ties: dict[tuple[str, str], set[str]] = {}
    for row in ask(store, "activity_ties"):
        ties.setdefault((row["activity"], row["tie"]), set()).add(row["value"])
    rows: dict[str, list[dict[str, str | None]]] = {}
    for row in ask(store, "activity_titles"):
        rows.setdefault(row["activity"], []).append(row)
    titles = {iri: str(found[0]["title"]) for iri, found in rows.items()}
    sessions = Counter(
        (row["series"], row["document"])
        for found in rows.values()
        for row in {(one["series"], one["document"]): one for one in found}.values()
        if row["series"]
    )
    recurrent = {iri for iri, found in rows.items() if any(row["recurrence"] for row in found)}

    def tied(iri: str, tie: str) -> frozenset[str]:
        return frozenset(ties.get((iri, tie), ()))

    statements = []
    for iri, found in sorted(rows.items()):
        series = next((str(row["series"]) for row in found if row["series"]), "")
        own = tuple(dict.fromkeys(str(row["own_title"]) for row in found if row["own_title"]))
        statements.append(
            Statement(
                iri=iri,
                kind=str(found[0]["kind"]),
                documents=frozenset(str(row["document"]) for row in found),
                told_on=min(str(row["told_on"] or LAST) for row in found),
                titles=(titles[iri], *own),
                whole=_whole(titles[iri], titles.get(series, ""), str(found[0]["description"] or "")),
                when=stretches(next((str(row["edtf"]) for row in found if row["edtf"]), None)),
                place=next((str(row["place"]) for row in found if row["place"]), ""),
                mode=next((str(row["mode"]) for row in found if row["mode"]), ""),
                territories=tied(iri, "territory"),
                around=tied(iri, "around"),
                actors=tied(iri, "actor") | tied(series, "actor"),
                series=series,
                recurring=series in recurrent
                or any(sessions[(series, str(row["document"]))] > 1 for row in found),
            )
        )
    return tuple(statements)


def _whole(title: str, series: str, description: str) -> str:
    named = f"{series} {title}" if series and series not in title else title
    if weight(named) >= _SAYING:
        return named
    return " ".join([named, *description.split()[:_AROUND]])
