"""The command that writes lists of the centre as the files of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from terminal.options import DATA, Actors, Data, Since, Territories, Themes, Type, Until
from terminal.printing import refuse, say

Form = Literal["ris", "bibtex", "csl", "csv", "graphml", "ttl", "jsonld", "nquads"]
List = Literal["notices", "search", "agenda", "actors", "themes", "territories", "network"]


def export(
    form: Annotated[
        Form, typer.Argument(help="ris, bibtex, csl, csv, ttl, jsonld, graphml ou nquads.", metavar="FORMAT")
    ],
    query: Annotated[str, typer.Argument(help="Recherche qui choisit les lignes.", metavar="RECHERCHE")] = "",
    data: Data = DATA,
    listed: Annotated[
        List | None,
        typer.Option(
            "--list", help="notices, search, agenda, actors, themes, territories ou network.", metavar="LISTE"
        ),
    ] = None,
    types: Type = None,
    themes: Themes = None,
    territories: Territories = None,
    actors: Actors = None,
    date_from: Since = None,
    date_to: Until = None,
    out: Annotated[Path | None, typer.Option("--out", help="Fichier à écrire.", metavar="FICHIER")] = None,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url", envvar="MAILLAGE_BASE_URL", help="Adresse publique du centre.", metavar="ADRESSE"
        ),
    ] = "",
) -> None:
    """Écrire une liste pour d’autres outils : citations, tableur, réseau, graphe entier."""
    from centre.centre import open_centre
    from publications.export import Asked
    from publications.export import export as written

    centre = open_centre(data)
    if form == "nquads":
        if out is None:
            refuse("Le graphe entier s’écrit dans un fichier : ajoutez --out graphe.nq.")
        centre.dump(out)
        say(f"Écrit : {out}")
        return
    asked = Asked(
        query=query,
        types=tuple(types or ()),
        themes=tuple(themes or ()),
        territories=tuple(territories or ()),
        actors=tuple(actors or ()),
        date_from=date_from,
        date_to=date_to,
    )
    name = listed or ("network" if form == "graphml" else "search" if query else "notices")
    text = written(centre, name, form, asked, address=lambda iri: _public(iri, base_url))
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="")
        say(f"Écrit : {out}")


def _public(iri: str, base_url: str) -> str:
    """Return the public address of a thing, its identifier when the centre has none."""
    return iri.replace("https://maillage.example", base_url.rstrip("/"), 1) if base_url else iri
