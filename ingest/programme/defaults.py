"""The place a document gives to its sessions once for all (`Sauf mention contraire, les rencontres ont lieu à…`)."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.programme.places import Place, Places

_UNLESS = re.compile(
    r"(?:sauf|a defaut de)\s+(?:mention|indication|precision|avis)s?\s+contraires?[^.]*?\b(?:a|au|aux|en)\s+(?P<place>[^.\n]+)"
    r"|\b(?:toutes les|les)\s+(?:rencontres|seances|reunions|sessions)\s+(?:ont|auront)\s+lieu\s+(?:a|au|aux|en)\s+(?P<all>[^.\n]+)"
)


def default_place(document: Document, places: Places) -> Place | None:
    """Return the default place of a document's sessions, when it states one."""
    match = _UNLESS.search(fold_in_place(document.text))
    if match is None:
        return None
    group = "place" if match["place"] else "all"
    words = re.split(r"[;(]|,\s*(?:et|sauf|de \d)\b", document.text[match.start(group) : match.end(group)])[
        0
    ].strip(" .,")
    return places.read(words, lenient=True) or Place(words, "onsite")
