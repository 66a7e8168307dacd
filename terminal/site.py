"""The command that writes the centre as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.options import DATA, AsJson, Data
from terminal.printing import plain, tell


def site(
    out: Annotated[
        Path, typer.Argument(help="Dossier à écrire, vide ou fait par cette commande.", metavar="DOSSIER")
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url", envvar="MAILLAGE_BASE_URL", help="Adresse où le site sera.", metavar="ADRESSE"
        ),
    ] = "",
) -> None:
    """Écrire tout le centre comme un site de fichiers, à déposer chez n’importe quel hébergeur."""
    from centre.centre import open_centre
    from service.site.builder import build
    from terminal.priority import give_way
    from terminal.progress import progress

    give_way()
    with progress() as told:
        report = build(open_centre(data), out, base_url=base_url, progress=told)
    size = f"{report.bytes / 1e6:.1f}".replace(".", ",")
    tell(
        as_json,
        plain(report),
        f"Site écrit dans « {out} » : {report.pages} pages, {report.files} fichiers, {size} Mo.",
    )
