"""All the routes of the service: each module gives its own, `app.py` mounts them beside the explorer.

A module has `routes(centre)`. Its endpoints are plain functions, which Starlette runs in threads: the centre blocks.
`sparql` is the exception: it awaits other processes, so that slow questions take no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Mount, Route

from centre.records import CentreError
from service import calendars, dataset, exports, feeds, lists, originals, pages, sparql, suggesting
from service.answers import unavailable
from service.api import routes as api
from service.headers import SafeHeaders
from service.oai import routes as oai
from service.remembered import Memory, Remembered

if TYPE_CHECKING:
    from centre.centre import Centre


def routes(centre: Centre, memory: Memory | None = None) -> list[BaseRoute]:
    """Return the routes over a centre; none of their paths is one of Streamlit's or of a page of the explorer.

    With a memory, an answer is made once for each snapshot.
    """
    kept: list[BaseRoute] = [
        *pages.routes(centre),
        *api.routes(centre),
        *feeds.routes(centre),
        *calendars.routes(centre),
        *lists.routes(centre),
        *suggesting.routes(centre),
        *dataset.routes(centre),
    ]
    fresh: list[BaseRoute] = [  # always made anew: they tell the time, or are files
        *sparql.routes(centre),
        *oai.routes(centre),
        *exports.routes(centre),
        *originals.routes(centre),
    ]
    for route in (*kept, *fresh):
        if isinstance(route, Mount | Route):
            app = Remembered(route.app, memory) if memory and route in kept else route.app
            route.app = SafeHeaders(app)
    return [*kept, *fresh]


def error_handlers() -> Mapping[Any, Callable[..., Any]]:
    """Return what answers when the centre cannot."""
    return {CentreError: unavailable}
