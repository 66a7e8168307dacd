"""The command that tells what is new for the saved searches of a centre."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from terminal.options import DATA, AsJson, BaseUrl, Data
from terminal.printing import say, write

if TYPE_CHECKING:
    from publications.telling import Told

FAILED: Final = 1
_OUTCOMES: Final = {
    "written": "écrite",
    "sent": "envoyée",
    "empty": "rien de nouveau",
    "not-due": "pas encore l’heure",
    "failed": "non envoyée",
}


def digest(
    data: Data = DATA,
    as_json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Dossier où écrire les veilles.", metavar="DOSSIER")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Envoyer par courriel (MAILLAGE_SMTP_URL).")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Toutes les veilles, même celles dont l’heure n’est pas venue.")
    ] = False,
    base_url: BaseUrl = None,
) -> None:
    """Dire ce qui est nouveau pour les recherches enregistrées (searches.toml) ; sans --out ni --send, à l’écran."""
    from centre.centre import open_centre
    from publications.marks import FOLDER, Marks, alone
    from publications.searches import read_searches
    from publications.sending import Post, server_of
    from publications.telling import by_mail, to_files

    centre, searches, now = open_centre(data), read_searches(data), datetime.now(UTC)
    told: list[Told] = []
    if out is None and not send:
        from publications import digest as digests
        from publications.markdown import to_markdown

        marks = Marks(data)
        drafts = [
            digests.digest(centre, search, marks.since(search.name, FOLDER, now), now, base_url)
            for search in searches
        ]
        if as_json:
            write({"digests": [asdict(draft) for draft in drafts], "told": []})
        else:
            print("\n".join(map(to_markdown, drafts)), end="")
        return
    server = server_of(os.environ) if send else None
    with alone(data):
        marks = Marks(data)
        if out is not None:
            told += to_files(centre, searches, marks, out, now, site=base_url, every=every)
        if server is not None:
            post = Post(server)
            told += by_mail(
                centre, searches, marks, post.send, server.sender, now, site=base_url, every=every
            )
            post.close()
    if as_json:
        write({"digests": [], "told": [asdict(one) for one in told]})
    else:
        _show(told)
    if any(one.outcome == "failed" for one in told):
        raise typer.Exit(FAILED)


def _show(told: list[Told]) -> None:
    for one in told:
        reader = "" if one.reader == "files" else f" à {one.reader}"
        line = f"« {one.search} »{reader} : {_OUTCOMES[one.outcome]}"
        if one.outcome == "failed":
            say(f"{line} ({one.reason}). Elle le sera au prochain lancement.")
        else:
            print("\n".join((line, *one.files)))
