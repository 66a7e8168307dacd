"""Errors of the JSON interface as problem details (RFC 9457), in French."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse

from centre.records import CentreError, UnknownNameError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

MEDIA_TYPE: Final = "application/problem+json"


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str = Field(default="about:blank", description="Nature du problème.")
    title: str = Field(description="Le problème en peu de mots.")
    status: int = Field(description="Code HTTP.")
    detail: str = Field(description="Ce qui ne va pas et que faire, en une ligne.")
    instance: str = Field(description="L’adresse demandée.")


_TITLES: Final = {
    400: "Demande incorrecte",
    404: "Introuvable",
    405: "Méthode refusée",
    422: "Paramètre incorrect",
    500: "Erreur du serveur",
    503: "Pas encore de centre",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of some statuses."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


def problem(request: Request, status: int, detail: str) -> JSONResponse:
    """Return a problem as JSON."""
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    content = Problem(title=title, status=status, detail=detail, instance=request.url.path)
    headers = {"Retry-After": "60"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return JSONResponse(content.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Make every error of an application a problem."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:]) or "?"
        wanted = _wanted(first)
        return problem(request, 422, f"Paramètre « {name} » : {wanted}. Corrigez-le et recommencez.")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(request, error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(UnknownNameError)
    def unknown(request: Request, error: UnknownNameError) -> JSONResponse:
        return problem(request, 404, str(error))

    @app.exception_handler(CentreError)
    def unable(request: Request, error: CentreError) -> JSONResponse:
        return problem(request, 400, str(error))

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        detail = f"La demande n’a pas pu être servie ({type(error).__name__}). Signalez cette adresse."
        return problem(request, 500, detail)


def _wanted(error: dict[str, Any]) -> str:
    """Say in French what a value should have been."""
    held = error.get("ctx") or {}
    kind = error["type"]
    if kind == "missing":
        return "il est obligatoire"
    if kind.startswith("int"):
        return "un nombre entier est attendu"
    if kind.startswith("bool"):
        return "« true » ou « false » est attendu"
    if kind.startswith("greater"):
        return f"la plus petite valeur est {held.get('ge', held.get('gt'))}"
    if kind.startswith("less"):
        return f"la plus grande valeur est {held.get('le', held.get('lt'))}"
    if kind in ("enum", "literal_error"):
        return f"les valeurs possibles sont {held.get('expected')}"
    if kind.startswith("date"):
        return "une date AAAA-MM-JJ est attendue"
    if kind == "string_pattern_mismatch":
        return "une fin d’adresse est attendue (lettres sans accent, chiffres, tirets)"
    if kind.startswith("string_too"):
        return f"la longueur va de {held.get('min_length', 1)} à {held.get('max_length', '…')} caractères"
    return "valeur incorrecte"
