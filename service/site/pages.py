"""The two pages that the explorer has and a static site needs: a home with a search, and the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from service.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

_NEWS = 8


def routes(centre: Centre) -> list[Route]:
    """Return the routes of these pages."""

    def home(request: Request) -> Response:
        themes = [theme for theme in centre.themes() if theme.count]
        return HTMLResponse(
            render(
                "site_home.html",
                request,
                "fr",
                themes=themes,
                news=centre.news(limit=_NEWS),
                status=centre.status(),
            )
        )

    def agenda(request: Request) -> Response:
        return HTMLResponse(render("site_agenda.html", request, "fr", sessions=centre.agenda()))

    return [Route("/", home), Route("/agenda", agenda)]
