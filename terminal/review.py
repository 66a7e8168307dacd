"""The commands of the person who reviews: what waits, the decisions, their history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from terminal.options import DATA, HELP_NAMES, AsJson, Data
from terminal.printing import plain, say, write, write_record

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.decisions import Action
    from centre.records import DecisionReport

review_app = typer.Typer(
    help="La relecture : ce qui attend une décision, accepter, rejeter, fusionner, renommer, masquer, annuler.",
    no_args_is_help=True,
    context_settings=HELP_NAMES,
)

Author = Annotated[
    str,
    typer.Option("--author", envvar="MAILLAGE_AUTHOR", help="Nom de la personne qui décide.", metavar="NOM"),
]
Reason = Annotated[str, typer.Option("--reason", help="Pourquoi.", metavar="TEXTE")]
Publish = Annotated[
    bool, typer.Option("--publish/--no-publish", help="Appliquer tout de suite, ou noter seulement.")
]
Items = Annotated[
    list[str], typer.Argument(help="Identifiants donnés par « review list », ou noms.", metavar="ID…")
]
One = Annotated[str, typer.Argument(help="Fiche : nom, adresse ou identifiant.", metavar="FICHE")]


@review_app.command("list")
def list_items(
    data: Data = DATA,
    as_json: AsJson = False,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="actors, themes, territories, audiences, roles, events ou duplicates.",
            metavar="SORTE",
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Nombre.", metavar="N")] = None,
) -> None:
    """Donner ce qui attend une décision, avec la phrase, la page et l’identifiant à employer."""
    items = _open(data).review_queue(kinds=kinds or (), limit=limit)
    if as_json:
        write({"items": [plain(item) for item in items]})
    else:
        from terminal.reviewed import show_queue

        show_queue(items)


@review_app.command()
def facts(entity: One, data: Data = DATA, as_json: AsJson = False) -> None:
    """Donner les liens et les rôles d’une fiche ou d’un document, avec leurs identifiants."""
    rows = _open(data).decidable(entity)
    if as_json:
        write({"facts": [plain(row) for row in rows]})
    else:
        from terminal.reviewed import show_facts

        show_facts(rows)


@review_app.command()
def accept(
    items: Items,
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Accepter : le lien, le rôle ou l’acteur devient un fait établi."""
    _decide(data, "accept", items, author, reason, publish, as_json)


@review_app.command()
def reject(
    items: Items,
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Rejeter : c’est faux, cela ne revient pas au prochain ajout."""
    _decide(data, "reject", items, author, reason, publish, as_json)


@review_app.command()
def merge(
    source: Annotated[str, typer.Argument(help="Fiche en trop.", metavar="FICHE")],
    into: Annotated[str, typer.Argument(help="Fiche à garder.", metavar="DANS")],
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Fusionner une fiche dans une autre, qui garde les deux noms."""
    _decide(data, "merge", [source, into], author, reason, publish, as_json)


@review_app.command()
def split(
    first: One,
    second: Annotated[
        str, typer.Argument(help="Autre fiche, ou document où c’est un homonyme.", metavar="AUTRE")
    ],
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Séparer deux fiches, ou les homonymes d’une fiche dans un document."""
    _decide(data, "split", [first, second], author, reason, publish, as_json)


@review_app.command()
def rename(
    entity: One,
    name: Annotated[str, typer.Argument(help="Nouveau nom, entre guillemets.", metavar="NOM")],
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Renommer une fiche ou un document ; l’ancien nom reste connu."""
    _decide(data, "rename", [entity], author, reason, publish, as_json, name)


@review_app.command()
def hide(
    items: Items,
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Masquer une fiche, un fait ou un document : gardé, mais ni montré ni trouvé."""
    _decide(data, "hide", items, author, reason, publish, as_json)


@review_app.command()
def undo(
    decisions: Annotated[
        list[str], typer.Argument(help="Identifiants de « review log ».", metavar="DÉCISION…")
    ],
    author: Author = "",
    reason: Reason = "",
    publish: Publish = True,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Annuler une décision (l’annulation est elle-même notée)."""
    _decide(data, "undo", decisions, author, reason, publish, as_json)


@review_app.command()
def apply(data: Data = DATA, as_json: AsJson = False) -> None:
    """Appliquer les décisions notées avec --no-publish."""
    from terminal.progress import progress

    with progress() as tell:
        report = _open(data).apply_decisions(progress=tell)
    _show(report, as_json)


@review_app.command()
def log(data: Data = DATA, as_json: AsJson = False) -> None:
    """Donner l’histoire des décisions, la dernière d’abord."""
    history = _open(data).decisions()
    if as_json:
        write_record(history)
    else:
        from terminal.reviewed import show_log

        show_log(history.decisions)
    for line in history.problems:
        say(line)


def _decide(
    data: Path,
    action: Action,
    given: Sequence[str],
    author: str,
    reason: str,
    publish: bool,
    as_json: bool,
    value: str = "",
) -> None:
    from terminal.progress import progress

    options: dict[str, Any] = {"author": author, "reason": reason, "value": value, "publish": publish}
    if publish:
        with progress() as tell:
            report = _open(data).decide(action, given, progress=tell, **options)
    else:
        report = _open(data).decide(action, given, **options)
    _show(report, as_json)


def _show(report: DecisionReport, as_json: bool) -> None:
    if as_json:
        write_record(report)
    else:
        from terminal.reviewed import show_decided

        show_decided(report)
    for line in report.problems:
        say(line)


def _open(data: Path) -> Centre:
    from centre.centre import open_centre

    return open_centre(data)
