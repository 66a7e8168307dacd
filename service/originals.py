"""The original files of the documents, as they came in; the explorer offers them too."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from service.addresses import IDENTIFIERS
from service.answers import missing
from service.freshness import not_modified

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.records import EntityPage

_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".md": "text/markdown",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""What is read has one of these types; anything else is bytes."""


def routes(centre: Centre) -> list[Route]:
    """Return the route of the originals of the documents that are published; of no other file."""

    def download(request: Request) -> Response:
        iri = f"{IDENTIFIERS}document/{request.path_params['name']}"
        stamp = next((one for one in centre.opened().manifest.documents if one.iri == iri), None)
        file = centre.original(iri)
        if stamp is None or file is None or request.path_params["file"] != _file_name(stamp.sources):
            return missing(centre, request)
        tag = f'"{stamp.sha256[:32]}"'
        suffix = PurePosixPath(request.path_params["file"]).suffix.lower()
        return not_modified(request, tag) or FileResponse(
            file,
            media_type=_TYPES.get(suffix, "application/octet-stream"),
            filename=request.path_params["file"],
            content_disposition_type="attachment",
            headers={"ETag": tag, "Cache-Control": "public, max-age=86400"},
        )

    return [Route("/files/{name}/{file}", download)]


def original_path(centre: Centre, page: EntityPage) -> str | None:
    """Return the path of the original of a document, or of the document that a resource was made of."""
    iri = str((page.document or {}).get("id") or page.id) if page.document else page.id
    stamp = next((one for one in centre.opened().manifest.documents if one.iri == iri), None)
    if stamp is None or centre.original(iri) is None:
        return None
    return f"/files/{iri.rsplit('/', 1)[-1]}/{quote(_file_name(stamp.sources))}"


def _file_name(sources: tuple[str, ...]) -> str:
    """Return what a file was called where it came from, or a plain name."""
    path = urlsplit(sources[0]).path if sources and "://" in sources[0] else (sources[0] if sources else "")
    return PurePosixPath(path).name or "document"
