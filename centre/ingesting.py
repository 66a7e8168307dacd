"""From inputs to a new snapshot: documents are read, graph and indexes changed together, then published."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from centre.authority import linker
from centre.change import Change, Outcomes
from centre.encoders import EncoderChoice
from centre.inputs import Holdings, Outcome, Progress, open_inputs
from centre.model import remembering
from centre.records import CentreError, IngestReport
from centre.snapshots import publishing

if TYPE_CHECKING:
    from ingest.model.chat import Chat
    from ingest.model.proposing import Proposer
    from search.encoder import Encoder


def ingest(
    data: Path,
    inputs: Sequence[str],
    *,
    pipeline: str | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    chat: Chat | None = None,
    choice: EncoderChoice | None = None,
) -> IngestReport:
    """Add documents to a centre as one new snapshot; what cannot be read is reported, the rest goes in.

    Nothing changed: no new snapshot. `choice` is the encoder of a new centre; another keeps its own, and is
    refused a different one. With `chat`, a language model is asked for candidates, and known documents are
    read anew. Raise CentreError when nothing at all can be written.
    """
    proposer = _proposer(chat)

    def outcomes(holdings: Holdings, again: bool) -> Iterable[Outcome]:
        again = again or proposer is not None
        known = linker(data)
        return open_inputs(
            inputs,
            holdings,
            known,
            pipeline=pipeline,
            again=again,
            proposer=proposer,
            memory=remembering(data),
        )

    report = publish(data, outcomes, encoder=encoder, progress=progress, choice=choice)
    if chat is None or proposer is None:
        return report
    from centre.model import use_of

    return replace(report, model=use_of(chat, proposer.tally))


def _proposer(chat: Chat | None) -> Proposer | None:
    if chat is None:
        return None
    from ingest.model.proposing import Proposer

    return Proposer(chat)


def refresh(
    data: Path,
    *,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    choice: EncoderChoice | None = None,
) -> IngestReport:
    """Read all the documents of a centre again from their originals, as one new snapshot.

    With `choice`, by another encoder.
    """
    return publish(
        data, lambda holdings, again: (), encoder=encoder, progress=progress, again=True, choice=choice
    )


def publish(
    data: Path,
    outcomes: Outcomes,
    *,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    again: bool = False,
    choice: EncoderChoice | None = None,
) -> IngestReport:
    """Add what was read and remove what is gone as one new snapshot, or none when nothing changed.

    With `again`, all the documents held are read again from their originals.
    """
    from graph.store import GraphError
    from search.records import SearchError

    started = time.perf_counter()
    try:
        with publishing(data) as staging:
            change = Change(data, staging, encoder, progress or (lambda _: None), again=again, choice=choice)
            change.run(outcomes)
    except (GraphError, SearchError) as error:
        raise CentreError(str(error)) from error
    live = staging.published.name if staging.published else (staging.previous or staging.manifest).snapshot
    return IngestReport(
        snapshot=live or None,
        documents=tuple(change.report),
        seconds=round(time.perf_counter() - started, 3),
        decisions=change.decided,
        redone=tuple(change.redone),
    )
