"""The plain page of a thing: the record of the centre, filled into its template with what machines read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from centre.names import NAMES, sentence, word
from service.addresses import base_url, kind_of, path_of
from service.originals import original_path
from service.rendering import embedded, render
from service.structured import Values, citation, structured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from centre.centre import Centre
    from centre.names import Language
    from centre.records import EntityPage

DESCRIBED = 200
"""Characters of the description that search engines and social networks show."""


def entity_html(centre: Centre, request: Request, language: Language, page: EntityPage) -> str:
    """Return the page of a thing as HTML; of a document one page of its text at a time."""
    values = Values(centre.facts(page.id))
    base = base_url(request)
    text = _text(page, request) if page.kind == "document" else None
    address = base + path_of(page.id, **({"page": text["page"]} if text and text["page"] > 1 else {}))
    original = original_path(centre, page)
    return render(
        "entity.html",
        request,
        language,
        page=page,
        list_kind=kind_of(page.id),
        category=_category(page, language),
        description=_description(page, language),
        canonical=address,
        structured=embedded(structured(page, values, base + path_of(page.id), base)),
        citation=citation(page, values, base + path_of(page.id), base + original if original else None),
        original=original,
        name_in_path=path_of(page.id).removeprefix("/id/"),
        text=text,
        evidence=[line for line in page.evidence if line.quote.strip()],
        licence="territory" if page.kind == "territory" else "texts",
        created=centre.opened().manifest.created[:10],
    )


def node_html(centre: Centre, request: Request, language: Language, iri: str) -> str | None:
    """Return the page of what has no page of its own (a role, a proof, a code): its values as a table."""
    facts = centre.facts(iri)
    if not facts:
        return None
    return render(
        "node.html",
        request,
        language,
        iri=iri,
        facts=facts,
        label=next((fact.value for fact in facts if fact.property.endswith(("#prefLabel", "/name"))), None)
        or iri.rsplit("/", 2)[-2] + "/" + iri.rsplit("/", 1)[-1],
        canonical=base_url(request) + path_of(iri),
        created=centre.opened().manifest.created[:10],
    )


def _category(page: EntityPage, language: Language) -> str:
    """Return the category of a thing in words, unless it only repeats its kind."""
    group = {"document": "resource"}.get(page.kind, page.kind)
    codes = NAMES.get(group, {}) if group in ("actor", "resource", "territory") else {}
    for code, (french, _) in codes.items():
        if page.category.casefold() in (code, french.casefold()):
            shown = word(group, code, language)
            return "" if shown == word("kind", page.kind, language) else shown
    return sentence(page.category)


def _description(page: EntityPage, language: Language) -> str:
    """Return one line on a thing, made of what the centre holds."""
    if page.description:
        flat = " ".join(page.description.split())
        return flat if len(flat) <= DESCRIBED else flat[:DESCRIBED].rsplit(" ", 1)[0] + " …"
    parts = [word("kind", page.kind, language), _category(page, language)]
    parts += [value for _, value in page.fields[:3]]
    parts += [one.label for one in page.themes[:3]]
    return " · ".join(part for part in parts if part)[:DESCRIBED]


def _text(page: EntityPage, request: Request) -> dict[str, Any] | None:
    """Return the passages of the page of a document that the address asks for, its place marked."""
    passages = sorted((page.document or {}).get("passages", ()), key=lambda passage: passage["start"])
    if not passages:
        return None
    numbers = sorted({int(passage["page"]) for passage in passages})
    start, end = _integer(request, "start"), _integer(request, "end")
    shown = _integer(request, "page")
    if start is not None:
        shown = next((int(one["page"]) for one in passages if one["start"] <= start < one["end"]), shown)
    if shown not in numbers:
        shown = numbers[0]
    at = numbers.index(shown)
    outline = _outline(passages)
    anchors = {heading: anchor for heading, _, anchor in outline}
    paragraphs: list[dict[str, Any]] = []
    path: list[str] = []
    for passage in passages:
        if passage["page"] == shown:
            headings = list(passage.get("heading_path") or ())
            told = headings if headings != path else []
            anchor = next((anchors.pop(heading) for heading in reversed(told) if heading in anchors), "")
            paragraphs.append({"path": told, "anchor": anchor, "parts": _marked(passage, start, end)})
            path = headings
    return {
        "page": shown,
        "pages": numbers[-1],
        "previous": numbers[at - 1] if at else None,
        "next": numbers[at + 1] if at + 1 < len(numbers) else None,
        "paragraphs": paragraphs,
        "outline": outline,
    }


def _outline(passages: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """Return the headings under which text stands, each with its page and its anchor there."""
    places = {
        passage["heading_path"][-1]: int(passage["page"])
        for passage in reversed(passages)
        if passage.get("heading_path")
    }
    ordered = dict.fromkeys(
        passage["heading_path"][-1] for passage in passages if passage.get("heading_path")
    )
    return [(heading, places[heading], f"titre-{number}") for number, heading in enumerate(ordered, start=1)]


def _marked(passage: Mapping[str, Any], start: int | None, end: int | None) -> list[tuple[str, bool]]:
    """Return the text of a passage in parts, each with whether it is the place asked for."""
    text = passage["text"]
    if start is None or not (passage["start"] < (end or start + 1) and start < passage["end"]):
        return [(text, False)]
    first = max(0, start - passage["start"])
    last = min(len(text), (end or passage["end"]) - passage["start"])
    return [(text[:first], False), (text[first:last], True), (text[last:], False)]


def _integer(request: Request, name: str) -> int | None:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
