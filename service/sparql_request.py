"""A request to the SPARQL endpoint, read: the three ways to send a query, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

METHODS: Final = "GET, HEAD, POST, OPTIONS"
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_LONGEST: Final = 1_000_000
"""Bytes of a request."""


class RefusedError(Exception):
    """A request that is not answered, in French and in English."""

    def __init__(self, status: int, french: str, english: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(french)
        self.status, self.english, self.headers = status, english, headers or {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query with the dataset and the format that its request names."""

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


async def read(request: Request) -> Asked | None:
    """Return the query of a request; None when it is a GET without any, which asks what the service is."""
    values = _values(request.scope["query_string"])
    if request.method == "POST":
        return _asked(values, await _posted(request, values))
    if request.method not in ("GET", "HEAD"):
        raise RefusedError(
            405,
            f"La méthode {request.method} n’existe pas ici : envoyez la question par GET ou POST.",
            "Method not allowed: send the query by GET or POST.",
            {"Allow": METHODS},
        )
    if not any(name in ("query", "update") for name, _ in values):
        return None
    return _asked(values, [])


async def _posted(request: Request, values: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the values that the body of a POST gives."""
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in (_FORM, _DIRECT, _UPDATE):
        raise RefusedError(
            415,
            f"Le type « {media_type or 'absent'} » ne convient pas : envoyez {_FORM} ou {_DIRECT}.",
            f"Unsupported media type: send {_FORM} or {_DIRECT}.",
        )
    if media_type == _UPDATE:
        raise _read_only()
    encoding = parameters.lower().replace(" ", "").replace('"', "").partition("charset=")[2].split(";")[0]
    if encoding not in ("", "utf-8", "utf8"):
        raise RefusedError(
            415,
            f"L’encodage « {encoding} » ne convient pas : envoyez de l’UTF-8.",
            "Unsupported encoding: send UTF-8.",
        )
    body = await _body(request)
    if media_type == _FORM:
        return _values(body)
    if any(name == "query" for name, _ in values):
        raise _not_one(2)
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError:
        raise _not_utf8() from None


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise RefusedError(
                413,
                f"La question est trop longue : {_LONGEST // 1_000_000} Mo au plus.",
                f"The query is too long: at most {_LONGEST // 1_000_000} MB.",
            )
    return body


def _values(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise RefusedError(400, "Il y a trop de paramètres.", "Too many parameters.") from None


def _asked(address: list[tuple[str, str]], body: list[tuple[str, str]]) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in (*address, *body):
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _read_only()
    queries = values.get("query", [])
    if len(queries) != 1:
        raise _not_one(len(queries))
    return Asked(
        sparql=queries[0],
        default_graphs=tuple(values.get("default-graph-uri", ())),
        named_graphs=tuple(values.get("named-graph-uri", ())),
        format=next((value.strip().lower() for value in values.get("format", ()) if value), ""),
    )


def _not_one(found: int) -> RefusedError:
    what = "Il y a plusieurs questions" if found else "Il n’y a pas de question"
    return RefusedError(
        400,
        f"{what} : donnez exactement un paramètre « query ».",
        "Give exactly one query parameter.",
    )


def _not_utf8() -> RefusedError:
    return RefusedError(
        400, "La question n’est pas en UTF-8 : corrigez son encodage.", "The query is not UTF-8."
    )


def _read_only() -> RefusedError:
    return RefusedError(
        403,
        "Ce service est en lecture seule : les mises à jour sont refusées.",
        "This endpoint is read only: updates are refused.",
    )
