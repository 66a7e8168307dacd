"""A centre of as many passages as asked, written from the labels of the authority files: for measures of speed only.

The texts are read, linked and indexed as any others. Their vectors are drawn at random instead of encoded: what is
measured is how long answers take, not what they are worth.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ontology.vocabulary import Entity
    from search.encoder import Encoder

PASSAGES = 200
"""Passages of a report."""
SENTENCES = (
    "À {place}, {actor} travaille sur « {theme} » avec les habitants et les services de la ville.",
    "{actor} a réuni les partenaires de {place} autour du thème « {theme} » et de ses suites.",
    "Le bilan dressé par {actor} montre que {theme} reste une priorité pour le quartier.",
    "Les professionnels de {place} demandent des outils sur {theme}, un calendrier et des moyens.",
    "{other} et {actor} partagent leurs méthodes : visites, ateliers, diagnostic en marchant.",
    "La rencontre du {day} {month} {year} à {place}, organisée par {actor}, portait sur {theme}.",
    "Les premiers résultats seront présentés par {other} aux élus et aux bailleurs.",
    "Plusieurs équipes de {place} relient {theme} aux questions de transport, d’école et de santé.",
)
PLAIN = (
    "Les échanges ont duré {minutes} minutes et réuni {count} personnes, dont la moitié pour la première fois.",
    "Il reste à préciser le calendrier, les moyens et la manière d’en rendre compte à chacune et à chacun.",
    "Une page de synthèse sera envoyée sous {count} jours ; les remarques sont attendues avant la fin du mois.",
    "Trois questions reviennent : qui décide, avec quel argent, et comment le dire simplement.",
    "Le groupe propose {count} pistes, dont {minutes} % demandent un accord écrit des partenaires.",
    "Ce qui a marché tient à peu de chose : une heure fixe, un lieu connu, une personne qui rappelle.",
    "La suite dépend des réponses reçues ; un point d’étape est prévu au prochain trimestre.",
)
MONTHS = ("janvier", "mars", "avril", "mai", "juin", "septembre", "octobre", "novembre", "décembre")


@dataclass(frozen=True)
class RandomEncoder:
    """Takes the place of an encoder: its name, its dimension, its digest, and vectors drawn at random."""

    real: Encoder

    @property
    def name(self) -> str:
        return self.real.name

    @property
    def dimension(self) -> int:
        return self.real.dimension

    @property
    def sha256(self) -> str:
        return self.real.sha256

    @property
    def floor(self) -> float:
        return self.real.floor

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of length 1."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of length 1."""
        import numpy as np

        drawn = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimension), np.float32)
        length: NDArray[np.float32] = np.linalg.norm(drawn, axis=1, keepdims=True)
        return drawn / length


def build(data: Path, passages: int, seed: int = 1) -> int:
    """Build a centre from the demonstration corpus and generated reports; return how many passages it holds."""
    import tempfile

    from centre.ingesting import ingest
    from search.encoder import load_encoder
    from terminal.serving import corpus_inputs

    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), passages, seed)
        report = ingest(data, [*corpus_inputs(), folder], encoder=RandomEncoder(load_encoder(None)))
    return sum(document.passages for document in report.documents)


def write(folder: Path, passages: int, seed: int = 1) -> None:
    """Write reports that come to about so many passages."""
    from centre.authority import vocabulary

    draw = random.Random(seed)
    known = vocabulary()
    themes, actors = list(known.of_kind("theme")), list(known.of_kind("actor"))
    places = [one for one in known.of_kind("territory") if one.category == "commune"]
    for number in range(max(1, passages // PASSAGES)):
        theme = draw.choice(themes)
        text = [
            f"# Rapport {number} : {theme.pref_label}\n\n*{draw.choice(MONTHS).title()} {2010 + number % 15}*\n"
        ]
        for part in range(PASSAGES // 4):
            text.append(f"## Partie {part + 1}\n")
            text += [_paragraph(draw, themes, actors, places) for _ in range(4)]
        (folder / f"rapport-{number:05d}.md").write_text("\n".join(text), encoding="utf-8")


def _paragraph(draw: random.Random, themes: list[Entity], actors: list[Entity], places: list[Entity]) -> str:
    words = {
        "theme": draw.choice(themes).pref_label,
        "actor": draw.choice(actors).pref_label,
        "other": draw.choice(actors).pref_label,
        "place": draw.choice(places).pref_label,
        "day": str(draw.randint(2, 28)),
        "month": draw.choice(MONTHS),
        "year": str(draw.randint(2010, 2025)),
    }
    words |= {"minutes": str(draw.randint(20, 95)), "count": str(draw.randint(4, 60))}
    sentences = [draw.choice(SENTENCES), *draw.sample(PLAIN, 5)]
    draw.shuffle(sentences)
    return " ".join(sentence.format(**words) for sentence in sentences) + "\n"
