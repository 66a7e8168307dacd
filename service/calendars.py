"""Calendars to subscribe to: the agenda, filtered, as iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from centre.records import UnknownNameError
from service.addresses import IDENTIFIERS, base_url, iri_of, path_of
from service.freshness import not_modified, tag_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.records import AgendaRow

_ONLINE = {"true": True, "1": True, "false": False, "0": False}
_MODES = {True: "en ligne", False: "sur place"}
_NAMED = ("theme", "territory", "actor", "kind")


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the calendars: the agenda under any filter, and one session to add to a calendar."""

    def agenda(request: Request) -> Response:
        asked = request.query_params
        online = _ONLINE.get(asked.get("online", "").lower())
        try:
            rows = centre.agenda(
                date_from=asked.get("from"),
                date_to=asked.get("to"),
                theme=asked.get("theme"),
                territory=asked.get("territory"),
                actor=asked.get("actor"),
                action=asked.get("kind"),
                online=online,
            )
        except UnknownNameError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        named = [_named(centre, asked[key]) for key in _NAMED if asked.get(key)]
        named += [_MODES[online]] if online is not None else []
        name = " – ".join(("Agenda du centre de ressources", *named))
        return _calendar(request, rows, name)

    def one(request: Request) -> Response:
        page = centre.entity(iri_of(request.path_params["kind"], request.path_params["name"]))
        rows = page.events if page is not None else ()
        if page is not None and page.kind == "event":
            rows = centre.sessions([page.id])
        if page is None or not rows:
            return PlainTextResponse("Aucune rencontre à cette adresse : vérifiez-la.\n", status_code=404)
        return _calendar(request, rows, page.label)

    def _calendar(request: Request, rows: tuple[AgendaRow, ...], name: str) -> Response:
        from centre.calendar import to_ics

        tag = tag_of(centre, request, "ics")
        known = not_modified(request, tag)
        if known is not None:
            return known
        base = base_url(request)
        content = to_ics(
            rows,
            name=name,
            published=centre.published(),
            address=lambda iri: f"{base}{path_of(iri)}",
        )
        return Response(
            content,
            media_type="text/calendar",
            headers={
                "ETag": tag,
                "Cache-Control": "no-cache",
                "Content-Disposition": 'inline; filename="agenda.ics"',
            },
        )

    return [Route("/agenda.ics", agenda), Route("/calendars/{kind:str}/{name:path}.ics", one)]


def _named(centre: Centre, value: str) -> str:
    """Return what a value of a filter is called: itself, unless it is an identifier."""
    short = value.removeprefix(IDENTIFIERS)
    return centre.opened().label(IDENTIFIERS + short) if "/" in short else value
