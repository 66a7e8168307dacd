"""The flags that ask a language model, and the line that says what leaves the machine before it does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from terminal.printing import say

if TYPE_CHECKING:
    from centre.model import Chat as Chat
    from centre.records import WhoResult

PASSAGES: Final = "les passages des documents lus sont"
_EVIDENCE: Final = "la question et ses preuves sont"

Propose: TypeAlias = Annotated[
    bool, typer.Option("--propose", help="Demander des candidats au modèle de langage configuré.")
]
Phrase: TypeAlias = Annotated[
    bool, typer.Option("--phrase", help="Faire rédiger la réponse par le modèle de langage configuré.")
]


def announced(data: Path, what: str) -> Chat:
    """Return the way to the model of a centre, once it is said what is sent there."""
    from centre.model import announcement, open_chat

    chat = open_chat(data)
    say(announcement(chat.settings, what))
    return chat


def in_sentences(data: Path, result: WhoResult) -> WhoResult:
    """Return an answer with the sentences of the model, where there is something to tell."""
    from centre.phrasing import phrased

    if not result.answers:
        return result
    found = phrased(data, result, announced(data, _EVIDENCE))
    if not found.phrased:
        say("Aucune phrase du modèle ne tient devant les preuves : voici la réponse telle quelle.")
    return found
