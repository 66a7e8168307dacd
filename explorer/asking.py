"""What the page “Qui fait quoi” is asked: a question, a theme, a territory, years, all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from explorer.choices import coded_choice
from explorer.links import full_iri, href, short_id
from explorer.session import Kind, centre, language, on_phone, references, say
from explorer.texts import sort_key

if TYPE_CHECKING:
    from centre.records import WhoResult

FIRST_YEAR = 2000
"""The first year offered when the centre knows no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with what was chosen beside it; empty values ask for nothing."""

    words: str = ""
    theme: str = ""
    """Short identifier, as `territory`."""
    territory: str = ""
    since: str = ""
    """A year, as `until`."""
    until: str = ""

    @property
    def asks(self) -> bool:
        """Say whether there is something to answer."""
        return bool(self.words or self.theme or self.territory)

    def address(self, **others: str | tuple[str, ...]) -> str:
        """Return the address of the answer, with other parameters beside."""
        asked = {
            "q": self.words,
            "theme": self.theme,
            "territoire": self.territory,
            "du": self.since,
            "au": self.until,
        }
        return href("qui", language(), {**asked, **others})

    def answered(self, limit: int) -> WhoResult:
        """Return the answer of the centre."""
        return centre().who(
            self.words,
            limit=limit,
            theme=full_iri(self.theme) if self.theme else None,
            territory=full_iri(self.territory) if self.territory else None,
            since=self.since or None,
            until=self.until or None,
        )


def asked_question(words: str) -> Question:
    """Show the boxes under the question; return all that is asked."""
    chosen = any(st.query_params.get(name) for name in ("theme", "territoire", "du", "au"))
    cells = st.expander(say("who.choose"), expanded=chosen or not on_phone()).columns(4)
    years = {str(year): str(year) for year in reversed(_years())}
    return Question(
        words=words,
        theme=coded_choice(cells[0], "theme", "facet.theme", _named("theme", "theme")) or "",
        territory=coded_choice(cells[1], "territoire", "facet.territory", _named("territory", "territoire"))
        or "",
        since=coded_choice(cells[2], "du", "who.since", years) or "",
        until=coded_choice(cells[3], "au", "who.until", years) or "",
    )


def _named(kind: Kind, parameter: str) -> dict[str, str]:
    """Return the short identifiers in use with their names in alphabetical order, and the one that is asked for."""
    known = references(kind)
    labels = [one.label for one in known]
    names = {
        short_id(one.id): f"{one.label} ({one.detail})"
        if labels.count(one.label) > 1 and one.detail
        else one.label
        for one in sorted(known, key=lambda one: sort_key(one.label))
    }
    asked = st.query_params.get(parameter, "")
    if asked and asked not in names and (page := centre().entity(full_iri(asked))) is not None:
        names[asked] = page.label
    return names


def _years() -> range:
    """Return the years from the first that the agenda tells of to the last."""
    told = [int(row.start[:4]) for row in centre().agenda() if row.start]
    first, last = min(told, default=FIRST_YEAR), max(told, default=date.today().year)
    asked = [
        int(year)
        for name in ("du", "au")
        if (year := st.query_params.get(name, "")).isdecimal() and len(year) == 4
    ]
    return range(min(first, *asked), max(last, *asked) + 1) if asked else range(first, last + 1)
