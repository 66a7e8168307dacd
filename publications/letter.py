"""The letter of a month and the press review of a theme: what is new in the centre, by theme, each line sourced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from centre.records import CentreError
from publications import choosing
from publications.french import (
    COLON,
    capital,
    counted,
    day_text,
    first_day,
    french,
    listed,
    month_text,
    of_month,
)
from publications.lines import line_of
from publications.records import Draft, Group, Line, Section, mapped

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.pieces import Piece
    from centre.records import Reference

NEWSLETTER: Final = "newsletter"
PRESS_REVIEW: Final = "press-review"

_PARTS: Final = {
    NEWSLETTER: ("agenda", "reading", "dossiers", "calls", "press", "arrivals"),
    PRESS_REVIEW: ("press", "reading", "dossiers", "calls", "agenda"),
}
_HEADINGS: Final = {
    "agenda": "À l’agenda",
    "reading": "À lire",
    "dossiers": "Dans les dossiers",
    "press": "Dans la presse et les fils d’actualité",
    "calls": "Appels et dates limites",
    "arrivals": "Entrées au centre",
}
_NOUNS: Final = {
    "agenda": ("rencontre", "rencontres"),
    "reading": ("ressource", "ressources"),
    "dossiers": ("entrée de dossier", "entrées de dossier"),
    "press": ("article", "articles"),
    "calls": ("appel avec une date limite", "appels avec une date limite"),
    "arrivals": ("document entré au centre", "documents entrés au centre"),
}
_OTHER: Final = "Autres sujets"


def newsletter(
    centre: Centre,
    month: str,
    *,
    theme: str | None = None,
    territory: str | None = None,
    title: str | None = None,
    site: str | None = None,
) -> Draft:
    """Return the draft of the letter of a month (`2024-06`); `site` is the public address for the links."""
    heading = title or f"La lettre {of_month(checked(month))}"
    return _draft(centre, NEWSLETTER, checked(month), heading, theme, territory, site)


def press_review(
    centre: Centre,
    month: str,
    *,
    theme: str | None = None,
    territory: str | None = None,
    title: str | None = None,
    site: str | None = None,
) -> Draft:
    """Return the draft of the press review of a month, on a theme."""
    on = f" {_capital_label(centre, theme)}" if theme else ""
    heading = title or f"Revue de presse{on}, {month_text(checked(month))}"
    return _draft(centre, PRESS_REVIEW, checked(month), heading, theme, territory, site)


def checked(month: str) -> str:
    """Return a month written `2024-06`; CentreError when it is none."""
    try:
        first_day(month.strip())
    except ValueError as error:
        raise CentreError(
            f"« {month} » n’est pas un mois : écrivez l’année et le mois, comme 2024-06."
        ) from error
    return month.strip()


def edited(
    draft: Draft,
    *,
    without: Iterable[str] = (),
    title: str | None = None,
    introduction: str | None = None,
    texts: dict[str, str] | None = None,
) -> Draft:
    """Return a draft as someone edited it: lines taken out (by id), another title, introduction or texts.

    What is counted is counted again.
    """
    out, texts = set(without), texts or {}
    lines = {
        line.id: replace(line, text=texts.get(line.id, line.text))
        for line in draft.lines
        if line.id not in out
    }
    sections = tuple(
        _counted(kept, draft.month) for section in draft.sections if (kept := mapped(section, lines)).groups
    )
    counted_again = introduction_of(draft.period, sections) if out else draft.introduction
    return replace(
        draft,
        title=title or draft.title,
        introduction=counted_again if introduction is None else introduction,
        sections=sections,
    )


def introduction_of(period: str, sections: Sequence[Section]) -> str:
    """Return the counts of the sections as a sentence; empty when there are none."""
    counts = [counted(len(section.lines), *_NOUNS[section.key]) for section in sections]
    return f"{capital(period)}{COLON} {listed(counts)}." if counts else ""


def _draft(
    centre: Centre,
    kind: str,
    month: str,
    title: str,
    theme: str | None,
    territory: str | None,
    site: str | None,
) -> Draft:
    pieces = centre.pieces(theme=theme, territory=territory)
    tops = centre.themes()
    parts: dict[str, list[Piece]] = {}
    for piece in _each_once(pieces):
        if piece.kind == kind:  # a press review does not announce itself
            continue
        if part := choosing.part_of(piece, month):
            parts.setdefault(part, []).append(piece)
    sections = tuple(
        _counted(_section(key, parts[key], tops, site), month) for key in _PARTS[kind] if key in parts
    )
    period = month_text(month)
    return Draft(
        kind=kind,
        name=f"{'lettre' if kind == NEWSLETTER else 'revue-de-presse'}-{month}",
        title=french(title),
        month=month,
        period=period,
        introduction=introduction_of(period, sections),
        message="" if sections else _nothing(pieces, month),
        sections=sections,
        snapshot=centre.opened().manifest.snapshot,
    )


def _nothing(pieces: Sequence[Piece], month: str) -> str:
    """Say that a month has nothing, and which one has."""
    said = f"Le centre ne connaît rien de nouveau pour {month_text(month)}."
    near = choosing.nearest(choosing.months_of(pieces), month)
    if near is None:
        return f"{said} Aucun autre mois n’a de quoi faire une lettre ; ajoutez des documents datés."
    lines = counted(sum(choosing.part_of(piece, near) is not None for piece in _each_once(pieces)), "ligne")
    return french(
        f"{said} Le mois le plus proche qui a de quoi faire une lettre est {month_text(near)} ({lines})."
    )


def _each_once(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Return pieces without those that have the title, the kind and the date of an earlier one."""
    once: dict[tuple[str, ...], Piece] = {}
    for piece in pieces:
        said = (piece.kind, french(piece.title).casefold(), piece.edtf or piece.id, piece.start_time or "")
        once.setdefault(said, piece)
    return once.values()


def _section(key: str, pieces: Sequence[Piece], tops: Sequence[Reference], site: str | None) -> Section:
    """Return a part with its lines under the top concepts of the thesaurus, in their order, by date in each."""
    held: dict[str, list[Line]] = {}
    for piece in pieces:
        held.setdefault(piece.top.id if piece.top else "", []).append(line_of(piece, site))
    groups = [Group(heading=french(top.label), lines=tuple(held[top.id])) for top in tops if top.id in held]
    if rest := [
        line for top, lines in held.items() if top not in {item.id for item in tops} for line in lines
    ]:
        groups.append(Group(heading=_OTHER if groups else "", lines=tuple(rest)))
    return Section(key=key, heading=_HEADINGS[key], introduction="", groups=tuple(groups))


def _counted(section: Section, month: str) -> Section:
    """Return a section that says how much it holds; of the agenda, over which days and what is not sure."""
    lines = section.lines
    said = counted(len(lines), *_NOUNS[section.key])
    if section.key == "agenda":
        first, last = day_text(first_day(month)), day_text(choosing.agenda_end(month))
        if first[-4:] == last[-4:]:
            first = first[:-5]
        cancelled = sum("Annulée" in line.flags for line in lines)
        unsure = sum("confirmer" in line.date_text or "déterminer" in line.date_text for line in lines)
        notes = [
            counted(cancelled, "annulée") if cancelled else "",
            f"{counted(unsure, 'date')} à confirmer ou à fixer" if unsure else "",
        ]
        said = f"Du {first} au {last}{COLON} {said}"
        if told := listed([note for note in notes if note]):
            said += f", dont {told}"
    return replace(section, introduction=f"{capital(said)}.")


def _capital_label(centre: Centre, theme: str) -> str:
    """Return the preferred label of a theme."""
    from centre.resolving import resolve

    opened = centre.opened()
    return opened.label(resolve(opened, "theme", theme)[0])
