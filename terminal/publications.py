"""The commands that write the centre's own publications: the letter of a month and the press review."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from terminal.digest import digest
from terminal.options import DATA, AsJson, BaseUrl, Data, Territory, Theme
from terminal.printing import plain, refuse, say, write

if TYPE_CHECKING:
    from publications.records import Draft


class Format(StrEnum):
    """What a letter is written as."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"
    MAIL = "eml"


Month = Annotated[str, typer.Option("--month", help="Mois de la lettre (AAAA-MM).", metavar="MOIS")]
Out = Annotated[Path | None, typer.Option("--out", help="Dossier où écrire les fichiers.", metavar="DOSSIER")]
Formats = Annotated[
    list[Format] | None,
    typer.Option("--format", help="html, md, docx ou eml (plusieurs fois) ; sinon html, md et docx."),
]
Title = Annotated[str | None, typer.Option("--title", help="Titre de la lettre.", metavar="TITRE")]
Lang = Annotated[str, typer.Option("--lang", help="Langue : fr.", metavar="LANGUE")]


def newsletter(
    month: Month,
    data: Data = DATA,
    as_json: AsJson = False,
    out: Out = None,
    formats: Formats = None,
    title: Title = None,
    theme: Theme = None,
    territory: Territory = None,
    base_url: BaseUrl = None,
    lang: Lang = "fr",
) -> None:
    """Préparer la lettre d’un mois : rencontres à venir, ressources, dossiers, presse, chaque ligne sourcée."""
    from centre.centre import open_centre
    from publications import letter

    _only_french(lang)
    draft = letter.newsletter(
        open_centre(data), month, theme=theme, territory=territory, title=title, site=base_url
    )
    _give(draft, as_json, out, formats)


def press_review(
    month: Month,
    data: Data = DATA,
    as_json: AsJson = False,
    out: Out = None,
    formats: Formats = None,
    title: Title = None,
    theme: Theme = None,
    territory: Territory = None,
    base_url: BaseUrl = None,
    lang: Lang = "fr",
) -> None:
    """Préparer la revue de presse d’un mois sur un thème, chaque ligne sourcée."""
    from centre.centre import open_centre
    from publications import letter

    _only_french(lang)
    draft = letter.press_review(
        open_centre(data), month, theme=theme, territory=territory, title=title, site=base_url
    )
    _give(draft, as_json, out, formats)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("newsletter")(newsletter)
    app.command("press-review")(press_review)
    app.command("digest")(digest)


def _only_french(lang: str) -> None:
    if lang != "fr":
        refuse(f"Langue « {lang} » inconnue : les lettres s’écrivent en français (--lang fr).")


def _give(draft: Draft, as_json: bool, out: Path | None, formats: list[Format] | None) -> None:
    """Write a draft where it is wanted: files in a folder, JSON or text on stdout."""
    from publications.files import write_files, written

    chosen = [item.value for item in formats or ()]
    files = []
    if out is not None:
        files = [str(path) for path in write_files(draft, out, chosen or ("html", "md", "docx"))]
    elif not as_json and chosen and chosen not in (["md"], ["html"]):
        refuse(
            "Sans --out, seul un texte se montre à l’écran : choisissez --format md ou html, ou un dossier."
        )
    if as_json:
        write({**plain(draft), "files": files})
    elif out is None:
        print(written(draft, chosen[0] if chosen else "md").decode(), end="")
    else:
        for path in files:
            print(path)
    if draft.message:
        say(draft.message)
