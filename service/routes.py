"""All the routes of the service: each module gives its own, `app.py` mounts them beside the explorer.

A module has `routes(centre)`. Its endpoints are plain functions, which Starlette runs in threads: the centre blocks.
`sparql` is the exception: it awaits other processes, so that slow questions take no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.routing import BaseRoute, Mount, Route

from centre.records import CentreError
from service import calendars, dataset, exports, feeds, lists, originals, pages, sparql
from service.answers import unavailable
from service.api import routes as api
from service.headers import SafeHeaders
from service.oai import routes as oai

if TYPE_CHECKING:
    from centre.centre import Centre


def routes(centre: Centre) -> list[BaseRoute]:
    """Return the routes over a centre; none of their paths is one of Streamlit's or of a page of the explorer."""
    found: list[BaseRoute] = [
        *pages.routes(centre),
        *sparql.routes(centre),
        *api.routes(centre),
        *feeds.routes(centre),
        *calendars.routes(centre),
        *exports.routes(centre),
        *oai.routes(centre),
        *lists.routes(centre),
        *originals.routes(centre),
        *dataset.routes(centre),
    ]
    for route in found:
        if isinstance(route, Mount | Route):
            route.app = SafeHeaders(route.app)
    return found


def error_handlers() -> Mapping[Any, Callable[..., Any]]:
    """Return what answers when the centre cannot."""
    return {CentreError: unavailable}
