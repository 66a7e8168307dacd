"""The commands on territories: bring in those of other regions from the official files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from terminal.options import DATA, HELP_NAMES, AsJson, Data
from terminal.printing import say, tell

territories_app = typer.Typer(
    help="Les territoires : ceux d’autres régions, lus dans les fichiers officiels.",
    no_args_is_help=True,
    context_settings=HELP_NAMES,
)
_NAMES = {
    "country": ("pays", "pays"),
    "region": ("région", "régions"),
    "departement": ("département", "départements"),
    "epci": ("intercommunalité", "intercommunalités"),
    "commune": ("commune", "communes"),
    "qpv": ("quartier prioritaire", "quartiers prioritaires"),
}
_SHOWN = 5
"""Names of territories left out that are printed."""


@territories_app.callback()
def territories() -> None:
    """Les territoires du centre."""


@territories_app.command("import")
def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Fichiers publiés par l’INSEE, la DGCL et l’ANCT (CSV, XLSX, GeoJSON).", metavar="FICHIER…"
        ),
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    regions: Annotated[
        list[str] | None,
        typer.Option("--region", help="Ne garder que cette région (code INSEE) ; répétable.", metavar="CODE"),
    ] = None,
) -> None:
    """Ajouter des territoires : code officiel géographique, intercommunalités, quartiers prioritaires."""
    from centre.territories import import_territories

    report = import_territories(data, files, regions=regions or ())
    counts = ", ".join(_counted(kind, count) for kind, count in report.territories.items())
    lines = [f"Territoires ajoutés ou changés : {counts or 'aucun'} ; contours : {report.outlines}."]
    if report.snapshot:
        lines.append(f"Les documents du centre ont été relus avec eux : instantané {report.snapshot}.")
    if report.orphans:
        shown = ", ".join(report.orphans[:_SHOWN]) + ("…" if len(report.orphans) > _SHOWN else "")
        say(
            f"{len(report.orphans)} territoires laissés de côté, dont le territoire qui les contient n’est pas connu "
            f"({shown}). Importez aussi les communes, départements et régions du code officiel géographique."
        )
    answer = {
        "files": list(report.files),
        "territories": report.territories,
        "outlines": report.outlines,
        "orphans": list(report.orphans),
        "snapshot": report.snapshot,
    }
    tell(as_json, answer, "\n".join(lines))


def _counted(kind: str, count: int) -> str:
    one, many = _NAMES.get(kind, (kind, kind))
    return f"{count} {many if count > 1 else one}"
