"""The command line: reads what was asked, asks the centre, prints French text or one JSON document."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.assistants import mcp
from terminal.exports import export
from terminal.model import PASSAGES, Phrase, Propose, announced, in_sentences
from terminal.options import (
    DATA,
    HELP_NAMES,
    Actor,
    Actors,
    AsJson,
    Audiences,
    Data,
    Encoder,
    Limit,
    PassagePrefix,
    QueryPrefix,
    Since,
    SortBy,
    Territories,
    Territory,
    Theme,
    Themes,
    Type,
    Until,
    chosen,
)
from terminal.printing import WRONG, plain, refuse, say, write, write_record
from terminal.publications import add_to as add_publications
from terminal.review import review_app
from terminal.running import add_to as add_running
from terminal.site import site
from terminal.snapshots import snapshots_app
from terminal.sync import sync
from terminal.territories import territories_app

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.encoders import EncoderChoice
    from centre.records import IngestReport
    from terminal.model import Chat

FAILED = 1
"""Exit code when some inputs failed and the rest is in."""

app = typer.Typer(
    name="maillage",
    help="Maillage : le centre de ressources politique de la ville, en une seule commande.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
)
app.add_typer(snapshots_app, name="snapshots")
app.add_typer(territories_app, name="territories")
app.command()(sync)
app.command()(export)
app.command()(mcp)
add_publications(app)
app.add_typer(review_app, name="review")
app.command()(site)
add_running(app)


@app.command()
def ingest(
    inputs: Annotated[
        list[str], typer.Argument(help="Fichiers, dossiers ou adresses web.", metavar="SOURCE…")
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    pipeline: Annotated[
        str | None,
        typer.Option("--pipeline", help="Imposer le traitement : programme, report, dossier, directory."),
    ] = None,
    propose: Propose = False,
    encoder: Encoder = None,
    query_prefix: QueryPrefix = None,
    passage_prefix: PassagePrefix = None,
) -> None:
    """Ajouter des documents au centre."""
    choice = chosen(encoder, query_prefix, passage_prefix)
    report = _ingest(data, inputs, pipeline, announced(data, PASSAGES) if propose else None, choice)
    if as_json:
        write_record(report)
    else:
        from terminal.output import show_report

        show_report(report)
    if any(document.status == "failed" for document in report.documents):
        raise typer.Exit(FAILED)


@app.command()
def search(
    query: Annotated[
        str, typer.Argument(help="Mots, thème, sigle, territoire ou acteur.", metavar="RECHERCHE")
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    limit: Limit = 10,
    types: Type = None,
    themes: Themes = None,
    territories: Territories = None,
    actors: Actors = None,
    audiences: Audiences = None,
    date_from: Since = None,
    date_to: Until = None,
    sort: SortBy = "relevance",
) -> None:
    """Chercher dans tout le centre."""
    result = _open(data).search(
        query,
        limit=limit,
        types=types or (),
        themes=themes or (),
        territories=territories or (),
        actors=actors or (),
        audiences=audiences or (),
        date_from=date_from,
        date_to=date_to,
        sort=sort,
    )
    if as_json:
        write_record(result)
    else:
        from terminal.output import show_search

        show_search(result)


@app.command()
def who(
    question: Annotated[
        str, typer.Argument(help="« Qui travaille sur la GUSP à Tours ? »", metavar="QUESTION")
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    limit: Limit = 10,
    phrase: Phrase = False,
) -> None:
    """Dire qui travaille sur quoi, preuves à l’appui."""
    result = _open(data).who(question, limit=limit)
    result = in_sentences(data, result) if phrase else result
    if as_json:
        write_record(result)
    else:
        from terminal.output import show_who

        show_who(result)


@app.command()
def agenda(
    data: Data = DATA,
    as_json: AsJson = False,
    date_from: Since = None,
    date_to: Until = None,
    theme: Theme = None,
    territory: Territory = None,
    actor: Actor = None,
    online: Annotated[bool | None, typer.Option("--online/--onsite", help="En ligne ou sur place.")] = None,
    ics: Annotated[bool, typer.Option("--ics", help="Écrire un calendrier iCalendar.")] = False,
) -> None:
    """Donner l’agenda, une ligne par séance."""
    centre = _open(data)
    rows = centre.agenda(
        date_from=date_from, date_to=date_to, theme=theme, territory=territory, actor=actor, online=online
    )
    if ics and not as_json:
        from centre.calendar import to_ics

        sys.stdout.write(to_ics(rows, published=centre.published()))
    elif as_json:
        write({"events": [plain(row) for row in rows]})
    else:
        from terminal.output import show_agenda

        show_agenda(rows)


@app.command()
def resources(
    data: Data = DATA,
    as_json: AsJson = False,
    kind: Annotated[
        str | None, typer.Option("--kind", help="report, note, dossier, platform, newsletter…")
    ] = None,
    theme: Theme = None,
) -> None:
    """Donner la liste des ressources."""
    rows = _open(data).resources(kind=kind, theme=theme)
    if as_json:
        write({"resources": [plain(row) for row in rows]})
    else:
        from terminal.output import show_resources

        show_resources(rows)


@app.command()
def document(
    source: Annotated[str, typer.Argument(help="Chemin, adresse ou identifiant.", metavar="DOCUMENT")],
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Montrer ce qui a été compris d’un document."""
    answer = _open(data).document(source)
    if as_json:
        write(answer)
    else:
        from terminal.output import show_document

        show_document(answer)


@app.command()
def sparql(
    query: Annotated[
        str, typer.Argument(help="Question SPARQL, ou fichier qui la contient.", metavar="QUESTION")
    ],
    data: Data = DATA,
    as_json: AsJson = False,
    format: Annotated[str, typer.Option("--format", help="json, csv ou ttl.", metavar="FORMAT")] = "json",
) -> None:
    """Interroger le graphe en SPARQL (lecture seule)."""
    if format not in ("json", "csv", "ttl"):
        refuse(f"Format « {format} » inconnu : choisissez json, csv ou ttl.")
    text = _open(data).sparql(_query_text(query), "json" if as_json else format)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


@app.command()
def status(data: Data = DATA, as_json: AsJson = False) -> None:
    """Dire ce que le centre contient."""
    answer = _open(data).status()
    if as_json:
        write(answer)
    else:
        from terminal.output import show_status

        show_status(answer)


@app.command()
def check(data: Data = DATA, as_json: AsJson = False) -> None:
    """Contrôler le graphe : ce qui est faux ou incomplet, et comment le corriger."""
    answer = _open(data).check()
    if as_json:
        write(answer)
    else:
        from terminal.output import show_check

        show_check(answer)


def main() -> None:
    """Run the command line: errors are one French line on stderr, and the exit code says what happened."""
    from centre.records import CentreError
    from terminal.errors import in_french, usage_line

    # What a command reads first lives as long as it: looking for what is no longer used costs a tenth of its time.
    gc.set_threshold(50_000, 20, 20)
    os.environ.setdefault("TQDM_DISABLE", "1")  # bars of the libraries, among lines of ours
    in_french(app, snapshots_app, territories_app, review_app)
    try:
        code = app(standalone_mode=False, prog_name="maillage")
    except CentreError as error:
        say(str(error))
        sys.exit(WRONG)
    except typer.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        say("Interrompu : rien de plus n’a été publié.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        say(
            f"« {error.filename or 'disque'} » : {error.strerror or error}. Vérifiez le dossier et ses droits."
        )
        sys.exit(WRONG)
    except Exception as error:
        line = usage_line(error)
        if line is None:
            raise
        say(line)
        sys.exit(WRONG)
    sys.exit(code if isinstance(code, int) else 0)


def _open(data: Path) -> Centre:
    from centre.centre import open_centre

    return open_centre(data)


def _ingest(
    data: Path,
    inputs: list[str],
    pipeline: str | None,
    chat: Chat | None = None,
    choice: EncoderChoice | None = None,
) -> IngestReport:
    from centre.ingesting import ingest
    from terminal.priority import give_way
    from terminal.progress import progress

    give_way()
    with progress() as tell:
        return ingest(data, inputs, pipeline=pipeline, progress=tell, chat=chat, choice=choice)


def _query_text(query: str) -> str:
    """Return a question, read from the file that it names where there is one."""
    if "\n" in query or "{" in query:
        return query
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else query
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"« {query} » ne se lit pas ({error}). Donnez un fichier de texte ou la question elle-même.")


if __name__ == "__main__":
    main()
