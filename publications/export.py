"""One list of the centre in one file format: what the command line, the site and the explorer offer to download."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from centre.records import CentreError
from publications.citations import Address, to_bibtex, to_csl, to_ris
from publications.networks import to_graphml
from publications.tables import agenda_csv, hits_csv, notices_csv, references_csv

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.notices import Notice
    from centre.records import AgendaRow, SearchResult, Sort

MEDIA_TYPES: Final = {
    "ris": "application/x-research-info-systems",
    "bibtex": "application/x-bibtex",
    "csl": "application/vnd.citationstyles.csl+json",
    "csv": "text/csv",
    "graphml": "application/graphml+xml",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
}
SUFFIXES: Final = {
    "ris": "ris", "bibtex": "bib", "csl": "json", "csv": "csv", "graphml": "graphml", "ttl": "ttl", "jsonld": "jsonld",
}  # fmt: skip
LISTS: Final = ("notices", "search", "agenda", "actors", "themes", "territories", "network")
_CITED: Final = {"ris": to_ris, "bibtex": to_bibtex, "csl": to_csl}
_RDF: Final[dict[str, Literal["ttl", "jsonld"]]] = {"ttl": "ttl", "jsonld": "jsonld"}
_REFERENCES: Final = {"actors": "actor", "themes": "theme", "territories": "territory"}
_MOST: Final = 5000
"""Results of a search at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What narrows a list; an empty value narrows nothing."""

    query: str = ""
    types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    sort: Sort = "relevance"


def export(
    centre: Centre, name: str, form: str, asked: Asked | None = None, *, address: Address = str
) -> str:
    """Return a list (`LISTS`) as the text of a file; CentreError where the format cannot hold the list."""
    asked = asked or Asked()
    if name not in LISTS:
        raise CentreError(f"Liste « {name} » inconnue : choisissez parmi {', '.join(LISTS)}.")
    if form == "graphml":
        if name != "network":
            raise CentreError("GraphML ne décrit que le réseau des acteurs : demandez la liste « network ».")
        return to_graphml(centre.network(actor=next(iter(asked.actors), None)))
    if form == "csv" and name != "network":
        return _table(centre, name, asked)
    if form in _CITED and name in ("notices", "search", "agenda"):
        return _CITED[form](_notices(centre, name, asked), address)
    if form in _RDF and name in ("notices", "search", "agenda"):
        found = _search(centre, asked).results if name == "search" else _notices(centre, name, asked)
        return centre.described((one.id for one in found), format=_RDF[form])
    raise CentreError(
        f"La liste « {name} » ne s’écrit pas en « {form} ». Les citations (ris, bibtex, csl) et les données (ttl, jsonld) se "
        "font des ressources et des rencontres ; les acteurs, thèmes et territoires s’exportent en csv ; le réseau en graphml."
    )


def _table(centre: Centre, name: str, asked: Asked) -> str:
    if name in _REFERENCES:
        return references_csv(centre.references(_REFERENCES[name]))
    if name == "agenda":
        return agenda_csv(_agenda(centre, asked))
    if name == "search":
        return hits_csv(_search(centre, asked).results)
    return notices_csv(_notices(centre, name, asked))


def _notices(centre: Centre, name: str, asked: Asked) -> Iterable[Notice]:
    if name == "agenda":
        return centre.notices(row.id for row in _agenda(centre, asked))
    if asked == Asked():
        return centre.notices()
    return centre.notices(hit.id for hit in _search(centre, asked).results)


def _search(centre: Centre, asked: Asked) -> SearchResult:
    return centre.search(
        asked.query,
        limit=_MOST,
        types=asked.types,
        themes=asked.themes,
        territories=asked.territories,
        actors=asked.actors,
        audiences=asked.audiences,
        date_from=asked.date_from,
        date_to=asked.date_to,
        sort=asked.sort,
    )


def _agenda(centre: Centre, asked: Asked) -> tuple[AgendaRow, ...]:
    return centre.agenda(
        date_from=asked.date_from,
        date_to=asked.date_to,
        theme=next(iter(asked.themes), None),
        territory=next(iter(asked.territories), None),
        actor=next(iter(asked.actors), None),
    )
