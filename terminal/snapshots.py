"""The commands on the snapshots of a centre: list, go back, clean up."""

from __future__ import annotations

from typing import Annotated

import typer

from terminal.options import DATA, HELP_NAMES, AsJson, Data
from terminal.printing import tell, write

snapshots_app = typer.Typer(
    help="Les instantanés du centre : liste, retour en arrière, nettoyage.",
    no_args_is_help=True,
    context_settings=HELP_NAMES,
)


@snapshots_app.command("list")
def list_snapshots(data: Data = DATA, as_json: AsJson = False) -> None:
    """Donner la liste des instantanés."""
    from centre.snapshots import Snapshots

    snapshots = Snapshots(data)
    live = snapshots.current_version()
    manifests = [found for name in snapshots.list() if (found := snapshots.manifest(name))]
    rows = [
        {
            "snapshot": found.snapshot,
            "created": found.created,
            "current": found.snapshot == live,
            "documents": len(found.documents),
            "triples": found.counts.get("triples"),
        }
        for found in manifests
    ]
    if as_json:
        write({"current": live, "snapshots": rows})
    else:
        from terminal.output import show_snapshots

        show_snapshots(rows)


@snapshots_app.command()
def rollback(
    name: Annotated[str, typer.Argument(help="Nom de l’instantané à remettre en service.", metavar="NOM")],
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Revenir à un instantané précédent."""
    from centre.snapshots import Snapshots

    path = Snapshots(data).rollback(int(name) if name.isdigit() else name)
    tell(as_json, {"snapshot": path.name}, f"L’instantané {path.name} est en service.")


@snapshots_app.command()
def prune(
    keep: Annotated[
        int, typer.Option("--keep", min=1, help="Nombre d’instantanés à garder.", metavar="N")
    ] = 5,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Supprimer les instantanés anciens."""
    from centre.snapshots import Snapshots

    removed = Snapshots(data).prune(keep)
    gone = ", ".join(removed) or "aucun"
    tell(as_json, {"removed": list(removed)}, f"Instantanés supprimés : {gone}.")
