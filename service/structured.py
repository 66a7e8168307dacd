"""What machines read inside a plain page: schema.org as JSON-LD, and the metadata that reference managers take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from service.addresses import IDENTIFIERS, kind_of, path_of

if TYPE_CHECKING:
    from centre.describing import Fact
    from centre.records import EntityPage, Reference

SCHEMA: Final = "https://schema.org/"
DCTERMS: Final = "http://purl.org/dc/terms/"
MLG: Final = "https://maillage.example/ns#"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TYPES: Final = {
    "theme": "DefinedTerm",
    "audience": "DefinedTerm",
    "action": "DefinedTerm",
    "territory": "AdministrativeArea",
    "event": "Event",
    "series": "EventSeries",
    "resource": "CreativeWork",
    "document": "DigitalDocument",
}
_WORKS: Final = {
    "report": "Report",
    "legal-text": "Legislation",
    "loi": "Legislation",
    "ordonnance": "Legislation",
    "décret": "Legislation",
    "arrêté": "Legislation",
    "circulaire": "Legislation",
    "instruction": "Legislation",
    "website": "WebSite",
    "guide": "Guide",
    "dossier": "Collection",
    "news": "NewsArticle",
}
_ROLES: Final = ("organizer", "performer", "funder", "author", "publisher", "contributor")


class Values:
    """The facts of a thing by property."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = tuple(facts)

    def of(self, iri: str) -> list[Fact]:
        """Return the facts of a property."""
        return [fact for fact in self._facts if fact.property == iri]

    def one(self, iri: str) -> str | None:
        """Return the first value of a property."""
        return next((fact.value for fact in self.of(iri)), None)


def structured(page: EntityPage, values: Values, address: str, base: str) -> dict[str, Any]:
    """Return a thing as schema.org JSON-LD, its empty properties left out; `address` is that of its page."""

    def thing(iri: str, label: str, kind: str | None = None) -> dict[str, Any]:
        made: dict[str, Any] = {"@type": _type_of(kind or kind_of(iri)), "@id": iri, "name": label}
        if iri.startswith(IDENTIFIERS):
            made["url"] = base + path_of(iri)
        return made

    def linked(references: Iterable[Reference]) -> list[dict[str, Any]]:
        return [thing(one.id, one.label, one.kind) for one in references]

    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _main_type(page, values),
        "@id": page.id,
        "url": address,
        "mainEntityOfPage": address,
        "name": page.label,
        "alternateName": list(page.alt_labels),
        "description": page.description,
    }
    if page.kind == "actor":
        data["knowsAbout"] = linked(page.themes[:20])
        data["areaServed" if data["@type"] == "Organization" else "workLocation"] = linked(page.territories)
        data["jobTitle"] = values.one(f"{SCHEMA}jobTitle")
    elif page.kind == "territory":
        data["identifier"] = dict(page.fields).get("Code officiel")
        data["containedInPlace"] = linked(page.breadcrumb[-1:])
        latitude, longitude = values.one(f"{GEO}lat"), values.one(f"{GEO}long")
        if latitude and longitude:
            data["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(latitude),
                "longitude": float(longitude),
            }
    elif page.kind in ("theme", "audience", "action"):
        data["inDefinedTermSet"] = f"{IDENTIFIERS}scheme/{page.kind}s"
        data["termCode"] = dict(page.fields).get("Notation")
    else:
        data["about"] = linked(page.themes)
        data["inLanguage"] = values.one(f"{SCHEMA}inLanguage") or values.one(f"{DCTERMS}language") or "fr"
        said: set[str] = set()
        for role in _ROLES:  # the last one says of everybody what the others say more precisely
            facts = [fact for fact in values.of(SCHEMA + role) if fact.label and fact.value not in said]
            data[role] = [thing(fact.value, fact.label or "") for fact in facts]
            said.update(fact.value for fact in facts)
        if page.kind in ("event", "series"):
            data.update(_event(page, values))
            data["superEvent"] = linked(page.breadcrumb[-1:]) if page.kind == "event" else None
        else:
            data.update(_work(page, values))
            data["isPartOf"] = linked(page.breadcrumb[-1:])
            data["spatialCoverage"] = linked(page.territories[:20])
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def citation(page: EntityPage, values: Values, address: str, original: str | None) -> list[tuple[str, str]]:
    """Return the names and contents of the meta elements that describe a work to be cited."""
    if page.kind not in ("resource", "document"):
        return []
    day = _published(values)
    authors = _labels(values, f"{SCHEMA}author")
    publishers = _labels(values, f"{SCHEMA}publisher")
    language = values.one(f"{SCHEMA}inLanguage") or values.one(f"{DCTERMS}language") or "fr"
    report = page.category.casefold() in ("report", "rapport", "note")
    found: list[tuple[str, str | None]] = [
        ("citation_title", page.label),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", day.replace("-", "/") if day else None),
        *(
            ("citation_technical_report_institution" if report else "citation_publisher", name)
            for name in publishers
        ),
        ("citation_language", language),
        ("citation_public_url", address),
        ("citation_abstract_html_url", address),
        ("citation_pdf_url", original if original and original.endswith(".pdf") else None),
        *(("citation_keywords", theme.label) for theme in page.themes[:10]),
        ("DC.title", page.label),
        *(("DC.creator", name) for name in authors),
        *(("DC.publisher", name) for name in publishers),
        ("DC.date", day),
        ("DC.language", language),
        ("DC.identifier", address),
        ("DC.type", "Text"),
        ("DC.description", page.description),
        *(("DC.subject", theme.label) for theme in page.themes[:10]),
    ]
    return [(name, content) for name, content in found if content]


def _labels(values: Values, iri: str) -> list[str]:
    return list(dict.fromkeys(fact.label for fact in values.of(iri) if fact.label))


def _main_type(page: EntityPage, values: Values) -> str:
    if page.kind == "actor":
        person = "http://xmlns.com/foaf/0.1/Person"
        types = {fact.value for fact in values.of("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")}
        return "Person" if person in types else "Organization"
    kind = values.one(f"{MLG}resourceKind") or page.category
    return _WORKS.get(kind, _TYPES["resource"]) if page.kind == "resource" else _type_of(page.kind)


def _type_of(kind: str) -> str:
    return _TYPES.get(kind, "Organization" if kind == "actor" else "CreativeWork")


def _published(values: Values) -> str | None:
    """Return the date of a work as far as it is known: a day, a month or a year."""
    day = values.one(f"{DCTERMS}issued") or values.one(f"{MLG}edtf")
    return day if day and _DAY.fullmatch(day) else None


def _work(page: EntityPage, values: Values) -> Iterator[tuple[str, Any]]:
    yield "datePublished", _published(values)
    yield "sameAs", values.one(f"{SCHEMA}url")
    yield "encodingFormat", values.one(f"{DCTERMS}format")
    yield "numberOfPages", None
    if identifier := values.one(f"{SCHEMA}legislationIdentifier"):
        yield "legislationIdentifier", identifier


def _event(page: EntityPage, values: Values) -> Iterator[tuple[str, Any]]:
    for name in ("startDate", "endDate"):
        day, hour = (
            values.one(SCHEMA + name),
            values.one(MLG + ("startTime" if name == "startDate" else "endTime")),
        )
        yield name, f"{day}T{hour}" if day and hour and re.fullmatch(r"\d{2}:\d{2}", hour) else day
    mode = values.one(f"{SCHEMA}eventAttendanceMode")
    yield "eventAttendanceMode", mode
    place = values.one(f"{MLG}placeName")
    if place:
        yield "location", {"@type": "Place", "name": place, "address": place}
    elif mode == f"{SCHEMA}OnlineEventAttendanceMode":
        yield "location", {"@type": "VirtualLocation", "name": "En ligne"}
    note = values.one(f"{MLG}dateNote")
    if page.kind == "event":
        yield "eventStatus", f"{SCHEMA}{'EventCancelled' if note == 'cancelled' else 'EventScheduled'}"
