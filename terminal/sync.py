"""The command that brings in what changed in the sources a centre follows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.options import DATA, AsJson, Data
from terminal.printing import write_record

FAILED = 1


def sync(
    name: Annotated[
        str | None, typer.Argument(help="Une seule source ; toutes par défaut.", metavar="SOURCE")
    ] = None,
    data: Data = DATA,
    as_json: AsJson = False,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources", help="Liste des sources (sources.toml du centre par défaut).", metavar="FICHIER"
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Dire ce qui serait fait, sans rien écrire.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Demander aussi les adresses du réseau privé.")
    ] = False,
) -> None:
    """Apporter ce qui a changé dans les sources suivies."""
    from centre.syncing import sync as run
    from terminal.priority import give_way
    from terminal.progress import progress

    give_way()
    with progress() as tell:
        report = run(
            data, name, settings=sources, dry_run=dry_run, allow_private=allow_private, progress=tell
        )
    if as_json:
        write_record(report)
    else:
        from terminal.output import show_sync

        show_sync(report)
    if any(document.status == "failed" for document in report.documents):
        raise typer.Exit(FAILED)
