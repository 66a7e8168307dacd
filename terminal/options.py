"""The options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

if TYPE_CHECKING:
    from centre.encoders import EncoderChoice

DATA: Final = Path("data")
HELP_NAMES: Final = {"help_option_names": ["-h", "--help"]}

Data = Annotated[
    Path, typer.Option("--data", envvar="MAILLAGE_DATA", help="Dossier du centre.", metavar="DOSSIER")
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        envvar="MAILLAGE_BASE_URL",
        help="Adresse publique du site, mise dans les liens et les données ; sinon celle de la demande.",
        metavar="ADRESSE",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire un seul document JSON.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Nombre de réponses.", metavar="N")]
Type = Annotated[
    list[str] | None,
    typer.Option(
        "--type", help="event, series, resource, passage, actor, theme, territory, report…", metavar="TYPE"
    ),
]
Themes = Annotated[list[str] | None, typer.Option("--theme", help="Thème (nom, sigle ou adresse).")]
Territories = Annotated[list[str] | None, typer.Option("--territory", help="Territoire.")]
Actors = Annotated[list[str] | None, typer.Option("--actor", help="Acteur.")]
Audiences = Annotated[list[str] | None, typer.Option("--audience", help="Public à qui cela s’adresse.")]
SortBy = Annotated[
    Literal["relevance", "date"],
    typer.Option(
        "--sort", help="relevance (les plus pertinents) ou date (les plus récents).", metavar="ORDRE"
    ),
]
Theme = Annotated[str | None, typer.Option("--theme", help="Thème (nom, sigle ou adresse).")]
Territory = Annotated[str | None, typer.Option("--territory", help="Territoire.")]
Actor = Annotated[str | None, typer.Option("--actor", help="Acteur.")]
Since = Annotated[str | None, typer.Option("--from", help="Premier jour (AAAA-MM-JJ).", metavar="DATE")]
Until = Annotated[str | None, typer.Option("--to", help="Dernier jour (AAAA-MM-JJ).", metavar="DATE")]
Encoder = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        help="Encodeur du sens, pour un nouveau centre : « minilm-fr », « static-fr » (très grands corpus), le dossier "
        "ou le nom d’un modèle sentence-transformers.",
        metavar="ENCODEUR",
    ),
]
QueryPrefix = Annotated[
    str | None,
    typer.Option(
        "--query-prefix", help="Ce que l’encodeur veut avant une recherche (« query: »).", metavar="TEXTE"
    ),
]
PassagePrefix = Annotated[
    str | None,
    typer.Option(
        "--passage-prefix", help="Ce que l’encodeur veut avant un passage (« passage: »).", metavar="TEXTE"
    ),
]


def chosen(encoder: str | None, query_prefix: str | None, passage_prefix: str | None) -> EncoderChoice | None:
    """Return the encoder asked for on the command line, None when none is; prefixes alone are refused."""
    if encoder is None:
        if query_prefix is not None or passage_prefix is not None:
            from terminal.printing import refuse

            refuse("--query-prefix et --passage-prefix vont avec --encoder : donnez aussi un encodeur.")
        return None
    from centre.encoders import EncoderChoice

    return EncoderChoice(source=encoder, query_prefix=query_prefix, passage_prefix=passage_prefix)
