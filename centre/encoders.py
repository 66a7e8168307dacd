"""Which encoder a centre speaks with: the one its snapshot was made with, unless another is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from centre.manifest import EncoderStamp
from centre.records import CentreError

if TYPE_CHECKING:
    from search.encoder import Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderChoice:
    """An encoder as a person asks for it; prefixes None are those that its folder gives."""

    source: str = ""
    """A folder, an installed package or the name of a model; empty: that of the product."""
    query_prefix: str | None = None
    passage_prefix: str | None = None

    def load(self) -> Encoder:
        """Return the encoder; raise SearchError when there is none."""
        from search.encoder import load_encoder

        return load_encoder(
            self.source or None, query_prefix=self.query_prefix, passage_prefix=self.passage_prefix
        )

    def stamp(self, encoder: Encoder) -> EncoderStamp:
        """Return what the manifest keeps of an encoder that was so asked for."""
        source = self.source
        if source and Path(source).expanduser().is_dir():  # no name is not the folder where we stand
            source = str(Path(source).expanduser().resolve())
        return EncoderStamp(
            name=encoder.name,
            dimension=encoder.dimension,
            sha256=encoder.sha256,
            source=source,
            query_prefix=self.query_prefix,
            passage_prefix=self.passage_prefix,
        )


def keeping(encoder: Encoder, data: Path) -> Encoder:
    """Return an encoder that keeps the vectors of passages in a centre, where that spares time."""
    from search.encoder import keep_vectors

    return keep_vectors(encoder, data / "cache" / "vectors.sqlite")


def choice_of(stamp: EncoderStamp | None) -> EncoderChoice:
    """Return how the encoder of a snapshot was asked for; that of the product when there is no snapshot."""
    if stamp is None:
        return EncoderChoice()
    return EncoderChoice(
        source=stamp.source, query_prefix=stamp.query_prefix, passage_prefix=stamp.passage_prefix
    )


def has_changed(held: EncoderStamp | None) -> bool:
    """Say whether the encoder of a snapshot gives other vectors today; one that is not there has not changed."""
    from search.records import SearchError

    try:
        encoder = choice_of(held).load()
    except SearchError:
        return False
    return held is not None and encoder.name == held.name and encoder.sha256 != held.sha256


def check_same(held: EncoderStamp | None, choice: EncoderChoice, encoder: Encoder) -> None:
    """Raise CentreError when a centre has vectors that those of an encoder cannot be compared with."""
    if held is None or held.sha256 == encoder.sha256:
        return
    asked = f"maillage refresh --encoder {choice.source}" if choice.source else "maillage refresh"
    if choice == choice_of(held):
        raise CentreError(
            f"L’encodeur « {held.name} » a changé depuis que ce centre a été fait : ses vecteurs ne se comparent "
            f"plus. Refaites-les avec « {asked} », puis recommencez."
        )
    raise CentreError(
        f"Ce centre est fait avec l’encodeur « {held.name} », dont les vecteurs ne se comparent pas à ceux de "
        f"« {encoder.name} ». Laissez l’option --encoder, ou refaites ses vecteurs avec « {asked} »."
    )
