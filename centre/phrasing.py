"""An answer of `who` put in sentences by the language model, each with the evidence it rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from centre.model import open_chat, use_of
from centre.records import PhrasedSentence, WhoResult

if TYPE_CHECKING:
    from ingest.model.chat import Chat

_ANSWERS, _LINES = 8, 3
"""Answers given to the model, and lines of evidence of each."""


def phrased(data: Path, result: WhoResult, chat: Chat | None = None) -> WhoResult:
    """Return an answer with its sentences; the plain answer stays, alone when no sentence stands the check."""
    from ingest.model.phrasing import Proof, phrase

    chat = chat or open_chat(data)
    lines = [(answer, line) for answer in result.answers[:_ANSWERS] for line in answer.evidence[:_LINES]]
    proofs = [
        Proof(actor=answer.label, activity=line.activity, quote=" ".join(line.quote.split()))
        for answer, line in lines
    ]
    sentences = tuple(
        PhrasedSentence(text=one.text, evidence=tuple(lines[rank][1] for rank in one.citations))
        for one in phrase(chat, result.question, proofs)
    )
    return replace(result, phrased=sentences, model=use_of(chat))
