"""What was understood of a question, and the sentences for one that nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from centre.records import Understood

if TYPE_CHECKING:
    from centre.questions import Reading


def understood_of(reading: Reading) -> Understood:
    """Return what was read in a question, by its labels."""
    return Understood(
        themes=tuple(one.pref_label for one in reading.themes),
        territories=tuple(one.pref_label for one in reading.territories),
        actors=tuple(one.pref_label for one in reading.actors),
        period=_edtf(reading),
        kind=reading.kind,
        categories=reading.categories,
    )


def _edtf(reading: Reading) -> str | None:
    if reading.period is None:
        return None
    first, last = reading.period
    begun = ".." if first.year == 1 else first.isoformat()
    return f"{begun}/{'..' if last.year == 9999 else last.isoformat()}"


def nobody(reading: Reading) -> str:
    """Say plainly, in French, that nobody is known, and on what."""
    parts = []
    if reading.themes:
        parts.append("le thème " + " et ".join(f"« {one.pref_label} »" for one in reading.themes))
    elif reading.words and reading.kind == "who":
        parts.append("les mots " + " ".join(f"« {word} »" for word in reading.words))
    if reading.territories:
        parts.append("le territoire " + " et ".join(f"« {one.pref_label} »" for one in reading.territories))
    if reading.period:
        parts.append("la période demandée")
    about = f" pour {', '.join(parts)}" if parts else ""
    if reading.kind == "topics":
        names = " et ".join(f"« {one.pref_label} »" for one in reading.actors)
        return f"Les documents du centre ne disent pas sur quoi travaille {names}{about}."
    if reading.kind == "partners":
        names = " et ".join(f"« {one.pref_label} »" for one in reading.actors)
        return f"Les documents du centre ne montrent aucun partenaire de {names}{about}."
    hint = " Essayez sans le territoire." if reading.territories and (reading.themes or reading.words) else ""
    return f"Aucun acteur connu dans les documents du centre{about}.{hint}"
