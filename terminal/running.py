"""The commands that open the site, and that read again all the documents of a centre."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.options import (
    DATA,
    AsJson,
    BaseUrl,
    Data,
    Encoder,
    PassagePrefix,
    QueryPrefix,
    chosen,
)
from terminal.printing import refuse, say, write_record

if TYPE_CHECKING:
    from centre.encoders import EncoderChoice
    from centre.records import IngestReport


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(run)
    app.command()(refresh)


def run(
    data: Data = DATA,
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, help="Port du site.", metavar="PORT")
    ] = 8501,
    base_url: BaseUrl = None,
) -> None:
    """Ouvrir le site ; le centre est d’abord construit avec le corpus de démonstration s’il n’existe pas."""
    from terminal.serving import port_is_free, serve

    if not port_is_free(port):
        refuse(
            f"Le port {port} est déjà pris : arrêtez ce qui l’occupe, ou choisissez-en un autre avec --port."
        )
    _make_ready(data)
    raise typer.Exit(
        serve(data, port, lambda address: print(f"Maillage est ouvert : {address}", flush=True), base_url)
    )


def refresh(
    data: Data = DATA,
    as_json: AsJson = False,
    encoder: Encoder = None,
    query_prefix: QueryPrefix = None,
    passage_prefix: PassagePrefix = None,
) -> None:
    """Relire tous les documents du centre, après une nouvelle version, un changement du vocabulaire ou d’encodeur."""
    from terminal.priority import give_way

    choice = chosen(encoder, query_prefix, passage_prefix)
    give_way()
    report = _refreshed(data, choice)
    if as_json:
        write_record(report)
    else:
        from terminal.output import show_report

        show_report(report)


def _make_ready(data: Path) -> None:
    """Build the demonstration centre where there is none; read again one that another version made."""
    from centre.authority import fingerprint
    from centre.change import is_stale
    from centre.ingesting import ingest
    from centre.snapshots import Snapshots
    from terminal.progress import progress
    from terminal.serving import corpus_inputs

    manifest = Snapshots(data).manifest()
    if manifest is None:
        say("Premier lancement : construction du centre de démonstration.")
        with progress() as tell:
            report = ingest(data, corpus_inputs(), progress=tell)
    elif is_stale(manifest, fingerprint(data)):
        say("Le centre date d’une autre version : ses documents sont relus, ce qui était publié demeure.")
        report = _refreshed(data)
    else:
        return
    for failed in (item for item in report.documents if item.status == "failed"):
        say(failed.reason or failed.source)


def _refreshed(data: Path, choice: EncoderChoice | None = None) -> IngestReport:
    from centre.ingesting import refresh
    from terminal.progress import progress

    with progress() as tell:
        return refresh(data, progress=tell, choice=choice)
