"""A snapshot made ready before anyone is answered from it: what most questions need is asked once, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from centre.resolving import KINDS

if TYPE_CHECKING:
    from centre.opened import Opened


def make_ready(opened: Opened) -> None:
    """Open every part of a snapshot and ask what the pages, lists and feeds of most visitors are made of."""
    from centre.completing import completions
    from centre.describing import things
    from centre.news import news
    from centre.notices import notices
    from centre.references import references, themes
    from centre.searching import search
    from centre.tied import tied

    tied(opened)
    news(opened)
    notices(opened)
    things(opened)
    themes(opened)
    for kind in KINDS:
        references(opened, kind)
    assert opened.reader
    opened.index.warm()
    completions(opened, "a", 1)
    search(opened, "accueil", limit=1)
