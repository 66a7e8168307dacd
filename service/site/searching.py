"""What the search of the static site knows of each thing: short records that the page itself indexes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from centre.dates_fr import date_text
from centre.names import name_of, sentence
from service.addresses import path_of
from service.site.links import file_of

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.records import Reference

_TEXT = 400
"""Characters of description kept."""


def search_records(centre: Centre, things: Iterable[Reference]) -> list[dict[str, Any]]:
    """Return a record for each thing: address, kind, title, other names, what it is about, text."""
    notices = {notice.id: notice for notice in centre.notices()}
    records = []
    for thing in things:
        notice = notices.get(thing.id)
        record: dict[str, Any] = {
            "id": file_of(path_of(thing.id)),
            "kind": sentence(name_of("kind", thing.kind)),
            "title": thing.label,
        }
        if notice is not None:
            actors = [one.label for one in (*notice.creators, *notice.publishers, *notice.contributors)]
            record |= {
                "names": "",
                "about": " · ".join(dict.fromkeys((*notice.themes, *notice.territories, *actors))),
                "text": " ".join(notice.description.split())[:_TEXT],
                "date": date_text(notice.date) if notice.date else "",
            }
        else:
            page = centre.entity(thing.id)
            record |= {
                "names": " · ".join(page.alt_labels) if page else "",
                "about": thing.detail,
                "text": " ".join(page.description.split())[:_TEXT] if page else "",
                "date": "",
            }
        records.append(record)
    return records
