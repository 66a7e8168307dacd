"""A resource as it is cited: the reference to copy, with the page or the passage chosen, and the files for it."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import copyable
from explorer.dates import date_words
from explorer.links import document_href, short_id
from explorer.session import language, say
from explorer.sharing import absolute

if TYPE_CHECKING:
    from centre.works import Work

AUTHORS = 3
"""Authors named in a reference; the others are `et al.`."""


def reference_text(work: Work, page: int | None, start: int | None = None, end: int | None = None) -> str:
    """Return the reference of a work in one sentence: title, authors, date, page, address, day of reading."""
    title = work.title.strip()
    quoted = f"« {title} »" if language() == "fr" else f"“{title}”"
    authors = ", ".join(one.label for one in work.authors[:AUTHORS])
    if len(work.authors) > AUTHORS:
        authors += " et al."
    told = say("page.short", page=page) if page is not None else ""
    address = absolute(document_href(work.id, language(), page=page, start=start, end=end))
    parts = [quoted, authors, date_words(work.date, language()), told, address]
    read = say("cite.read", day=date_words(date.today().isoformat(), language()))
    return f"{', '.join(part for part in parts if part)} ({read})."


def citing(text: str) -> None:
    """Show a reference ready to copy."""
    heading = f"<h2>{escape(say('cite.title'))}</h2>"
    st.html(f'<section class="citing">{heading}<p>{copyable(text, seen=True)}</p></section>')


def citation_files(work: Work) -> None:
    """Offer the reference of a work as the files that citation managers take."""
    if work.notice is None:
        return
    from publications.citations import to_bibtex, to_ris

    address = absolute(document_href(work.id, language()))
    name = short_id(work.id).rsplit("/", 1)[-1]
    for shown, suffix, media, make in (
        ("RIS", "ris", "application/x-research-info-systems", to_ris),
        ("BibTeX", "bib", "application/x-bibtex", to_bibtex),
    ):
        st.download_button(
            shown,
            data=make([work.notice], lambda _: address).encode(),
            file_name=f"{name}.{suffix}",
            mime=media,
            on_click="ignore",
        )
