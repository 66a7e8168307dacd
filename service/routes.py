"""All the routes of the service: each module gives its own, `app.py` mounts them beside the explorer.

A module has `routes(centre)`. Its endpoints are plain functions, which Starlette runs in threads: the centre blocks.
`sparql` is the exception: it awaits other processes, so that slow questions take no thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from centre.records import CentreError
from service import pages, sparql
from service.headers import SafeHeaders
from service.unavailable import unavailable

if TYPE_CHECKING:
    from centre.centre import Centre


def routes(centre: Centre) -> list[Route]:
    """Return the routes over a centre; none of their paths is one of Streamlit's or of a page of the explorer."""
    found = [
        *pages.routes(centre),
        *sparql.routes(centre),
    ]
    for route in found:
        route.app = SafeHeaders(route.app)
    return found


def error_handlers() -> Mapping[Any, Callable[..., Any]]:
    """Return what answers when the centre cannot."""
    return {CentreError: unavailable}
