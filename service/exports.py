"""Lists to download: `/export/search.ris?q=...`, `/export/actors.csv`, `/export/network.graphml`, `/export/graph.nq`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from centre.downloads import MEDIA_TYPES as FILE_TYPES
from centre.downloads import PARTS
from centre.records import CentreError
from publications.export import MEDIA_TYPES, SUFFIXES, Asked, export
from service.addresses import base_url, path_of
from service.freshness import not_modified, tag_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.downloads import Part

_FORMS = {suffix: form for form, suffix in SUFFIXES.items()}


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the downloads."""

    def listed(request: Request) -> Response:
        name, form = request.path_params["name"], _FORMS.get(request.path_params["suffix"])
        if form is None:
            return PlainTextResponse(
                f"Format inconnu : choisissez parmi {', '.join(_FORMS)} et nq.\n", status_code=404
            )
        tag = tag_of(centre, request, form)
        known = not_modified(request, tag)
        if known is not None:
            return known
        asked, base = request.query_params, base_url(request)
        try:
            text = export(
                centre,
                name,
                form,
                Asked(
                    query=asked.get("q", ""),
                    types=tuple(asked.getlist("type")),
                    themes=tuple(asked.getlist("theme")),
                    territories=tuple(asked.getlist("territory")),
                    actors=tuple(asked.getlist("actor")),
                    audiences=tuple(asked.getlist("audience")),
                    date_from=asked.get("from"),
                    date_to=asked.get("to"),
                    sort="date" if asked.get("sort") == "date" else "relevance",
                ),
                address=lambda iri: f"{base}{path_of(iri)}",
            )
        except CentreError as error:
            return PlainTextResponse(f"{error}\n", status_code=404)
        return Response(
            text.encode("utf-8"),
            media_type=MEDIA_TYPES[form],
            headers={
                "ETag": tag,
                "Cache-Control": "no-cache",
                "Content-Disposition": f'attachment; filename="maillage-{name}.{request.path_params["suffix"]}"',
            },
        )

    def graph(request: Request) -> Response:
        handle, name = mkstemp(suffix=".nq")
        os.close(handle)
        path = Path(name)
        centre.dump(path)
        return FileResponse(
            path,
            media_type="application/n-quads",
            filename="maillage.nq",
            background=BackgroundTask(path.unlink),
        )

    return [
        Route("/export/graph.nq", graph),
        *(
            Route(f"/export/{part}.{suffix}", _file(centre, part, suffix))
            for part in PARTS
            for suffix in FILE_TYPES
        ),
        Route("/export/{name:str}.{suffix:str}", listed),
    ]


def _file(centre: Centre, part: Part, suffix: str) -> Callable[[Request], Response]:
    """Return what answers with the graph or the thesaurus in a format."""

    def answer(request: Request) -> Response:
        path = centre.download(part, suffix)
        return FileResponse(path, media_type=FILE_TYPES[suffix], filename=f"maillage-{part}.{suffix}")

    return answer
