"""The routes of the JSON interface, under `/api`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

from fastapi import FastAPI, HTTPException, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount

from centre.records import (
    AgendaRow,
    CentreError,
    Choice,
    EntityPage,
    Reference,
    ResourceRow,
    SearchResult,
    WhoResult,
)
from service.addresses import base_url, iri_of
from service.api.problems import Problem, documented, install, problem
from service.freshness import not_modified, tag_of

if TYPE_CHECKING:
    from centre.centre import Centre

T = TypeVar("T")

Words = Annotated[str, Query(max_length=500, description="Mots, thème, sigle, territoire ou acteur.")]
Asked = Annotated[str, Query(min_length=1, max_length=500, description="Question en français.")]
Many = Annotated[list[str], Query(description="Noms, sigles ou adresses ; répétable.", max_length=20)]
One = Annotated[str | None, Query(description="Nom, sigle ou adresse.", max_length=300)]
Since = Annotated[date | None, Query(alias="from", description="Premier jour (AAAA-MM-JJ).")]
Until = Annotated[date | None, Query(alias="to", description="Dernier jour (AAAA-MM-JJ).")]
Limit = Annotated[int, Query(ge=1, le=100, description="Nombre de réponses.")]
Offset = Annotated[int, Query(ge=0, le=5000, description="Réponses à passer.")]
Kind = Annotated[Literal["actor", "theme", "territory"], Query(description="Sorte d’entité.")]


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    total: int
    offset: int
    limit: int
    items: list[T]


def routes(centre: Centre) -> list[BaseRoute]:
    """Return the mounted interface."""
    return [Mount("/api", app=application(centre))]


def application(centre: Centre) -> FastAPI:
    """Return the interface over a centre as an application with its OpenAPI description."""
    app = FastAPI(
        title="Maillage",
        version="1",
        summary="Acteurs, thèmes et territoires de la politique de la ville, avec leurs preuves.",
        description=(
            "Lecture seule. Chaque fait mène au document, à la page et à la phrase qui le prouvent. "
            "Les réponses portent une étiquette (ETag) qui change à chaque publication du centre ; "
            "les listes longues se lisent page par page (en-tête Link, RFC 8288)."
        ),
        docs_url=None,
        redoc_url=None,
        responses=documented(400, 404, 422, 503),
        license_info={"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    )
    install(app)
    _keep_fresh(app, centre)
    _declare_problem(app)

    @app.get("/search", tags=["recherche"])
    def search(
        request: Request,
        response: Response,
        q: Words = "",
        type: Many = [],  # noqa: B006 — read by FastAPI, never changed
        theme: Many = [],  # noqa: B006
        territory: Many = [],  # noqa: B006
        actor: Many = [],  # noqa: B006
        since: Since = None,
        until: Until = None,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> SearchResult:
        """Chercher dans tout le centre : résultats, raisons, parts du score et facettes."""
        found = centre.search(
            q,
            limit=offset + limit,
            types=type,
            themes=theme,
            territories=territory,
            actors=actor,
            date_from=_day(since),
            date_to=_day(until),
        )
        _link(request, response, offset, limit, found.total)
        return replace(found, results=found.results[offset:])

    @app.get("/facets", tags=["recherche"])
    def facets(
        q: Words = "",
        type: Many = [],  # noqa: B006
        theme: Many = [],  # noqa: B006
        territory: Many = [],  # noqa: B006
        actor: Many = [],  # noqa: B006
        since: Since = None,
        until: Until = None,
    ) -> dict[str, tuple[Choice, ...]]:
        """Compter les résultats d’une recherche par sorte, thème, territoire, acteur et année."""
        found = centre.search(
            q,
            limit=1,
            types=type,
            themes=theme,
            territories=territory,
            actors=actor,
            date_from=_day(since),
            date_to=_day(until),
        )
        return found.facets

    @app.get("/suggest", tags=["recherche"])
    def suggest(q: Asked, limit: Limit = 8) -> list[Reference]:
        """Compléter ce qui est en train d’être écrit."""
        return list(centre.suggest(q, limit))

    @app.get("/who", tags=["qui fait quoi"])
    def who(q: Asked, limit: Limit = 10) -> WhoResult:
        """Dire qui travaille sur quoi, sur quoi travaille un acteur, ou avec qui, preuves à l’appui."""
        return centre.who(q, limit=limit)

    @app.get("/agenda", tags=["agenda"])
    def agenda(
        request: Request,
        response: Response,
        since: Since = None,
        until: Until = None,
        theme: One = None,
        territory: One = None,
        actor: One = None,
        online: Annotated[bool | None, Query(description="En ligne, ou sur place.")] = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Page[AgendaRow]:
        """Donner les séances, par date ; celles qui n’en ont pas viennent en dernier."""
        rows = centre.agenda(
            date_from=_day(since),
            date_to=_day(until),
            theme=theme,
            territory=territory,
            actor=actor,
            online=online,
        )
        return _page(request, response, rows, offset, limit)

    @app.get("/resources", tags=["ressources"])
    def resources(
        request: Request,
        response: Response,
        kind: Annotated[str | None, Query(description="report, note, dossier…", max_length=50)] = None,
        theme: One = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> Page[ResourceRow]:
        """Donner les ressources, les plus récentes d’abord."""
        return _page(request, response, centre.resources(kind=kind, theme=theme), offset, limit)

    @app.get("/entities", tags=["entités"])
    def entities(
        request: Request, response: Response, kind: Kind, limit: Limit = 50, offset: Offset = 0
    ) -> Page[Reference]:
        """Donner les acteurs, thèmes ou territoires dont des documents parlent, les plus cités d’abord."""
        return _page(request, response, centre.references(kind), offset, limit)

    @app.get("/entities/{kind}/{name}", tags=["entités"])
    def entity(
        kind: Annotated[
            str, Path(pattern="^[a-z-]+$", description="actor, theme, territory, event, resource, document…")
        ],
        name: Annotated[
            str, Path(pattern=r"^[A-Za-z0-9._~-]+$", description="La fin de l’adresse de l’entité.")
        ],
    ) -> EntityPage:
        """Donner tout ce que le centre sait d’une entité."""
        found = centre.entity(iri_of(kind, name))
        if found is None:
            raise HTTPException(
                404, f"Le centre ne connaît rien sous « {kind}/{name} ». Cherchez-le par son nom."
            )
        return found

    @app.get("/documents", tags=["documents"])
    def documents(
        request: Request, response: Response, limit: Limit = 50, offset: Offset = 0
    ) -> Page[Reference]:
        """Donner les documents, les plus récents d’abord."""
        return _page(request, response, centre.documents(), offset, limit)

    @app.get("/status", tags=["centre"])
    def status() -> dict[str, Any]:
        """Dire ce que le centre contient."""
        return centre.status()

    return app


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _page(request: Request, response: Response, rows: Sequence[T], offset: int, limit: int) -> Page[T]:
    _link(request, response, offset, limit, len(rows))
    return Page(total=len(rows), offset=offset, limit=limit, items=list(rows[offset : offset + limit]))


def _link(request: Request, response: Response, offset: int, limit: int, total: int) -> None:
    """Say where the next and the previous pages are (RFC 8288)."""
    places = {"next": offset + limit if offset + limit < total else None}
    places["prev"] = max(0, offset - limit) if offset else None
    asked = [
        (name, value) for name, value in request.query_params.multi_items() if name not in ("offset", "limit")
    ]
    links = [
        f'<{base_url(request)}{request.url.path}?{urlencode([*asked, ("limit", limit), ("offset", place)])}>; rel="{rel}"'
        for rel, place in places.items()
        if place is not None
    ]
    if links:
        response.headers["Link"] = ", ".join(links)


def _keep_fresh(app: FastAPI, centre: Centre) -> None:
    """Give every answer the tag of its snapshot, and an empty one to who has it already."""

    @app.middleware("http")
    async def fresh(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.method not in ("GET", "HEAD"):
            return await answer(request)
        try:
            tag = tag_of(centre, request, "json")
        except CentreError as error:
            return problem(request, 503, str(error))
        known = not_modified(request, tag)
        if known is not None:
            return known
        response = await answer(request)
        if response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"
        return response


def _declare_problem(app: FastAPI) -> None:
    """Put the schema of problems in the description, where every error refers to it."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        described = describe()
        described["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return described

    app.openapi = openapi  # type: ignore[method-assign]
