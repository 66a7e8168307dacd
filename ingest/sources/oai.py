"""Connector of catalogues that speak OAI-PMH 2.0: records since the last time, deleted ones withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ingest.document import IngestError
from ingest.readers.stated import stated_date
from ingest.sources.item import Item, Memory, Stated
from ingest.sources.markup import escaped, parse_xml
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

_PREFIX = "oai_dc"
_PAGES = 100_000
_LANGUAGES = {"fre": "fr", "fra": "fr", "french": "fr", "français": "fr", "eng": "en", "english": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of a catalogue: its Dublin Core fields, none when it was deleted."""

    identifier: str
    stamp: str
    deleted: bool
    fields: Mapping[str, tuple[str, ...]]


class _ExpiredError(Exception):
    """The catalogue does not know its own resumption token any more."""


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield the records of a catalogue, or of one of its sets, changed since the last harvest.

    A catalogue that keeps no trace of what it deletes is harvested whole: what it does not list is gone.
    """
    base = entry.places[0]
    persistent, by_day = _identify(base, web)
    last = max((held.stamp for held in memory.items.values()), default="")
    since = last if persistent and memory.whole else ""
    asked = {
        "verb": "ListRecords",
        "metadataPrefix": _PREFIX,
        "set": entry.set,
        "from": since[: 10 if by_day else 20],
    }
    seen: set[str] = set()
    for record in _records(base, {name: value for name, value in asked.items() if value}, web):
        item = _item(base, record)
        seen.add(item.locator)
        if item.state != "gone" or item.locator in memory.items:
            yield item
    if not since:
        yield from (Item(locator=locator, state="gone") for locator in memory.items if locator not in seen)


def _identify(base: str, web: Web) -> tuple[bool, bool]:
    """Return whether a catalogue keeps the trace of all it deletes, and whether it counts in days."""
    root = _ask(base, {"verb": "Identify"}, web)
    return _first(root, "deletedRecord") == "persistent", "T" not in _first(root, "granularity")


def _records(base: str, asked: Mapping[str, str], web: Web) -> Iterator[Record]:
    """Yield records over all the pages; start again once when a token expires on the way."""
    for last in (False, True):
        try:
            yield from _pages(base, asked, web)
            return
        except _ExpiredError:
            if last:
                break
    raise IngestError(
        f"{base} : le catalogue perd le fil de ses pages (badResumptionToken). Réessayez plus tard."
    )


def _pages(base: str, asked: Mapping[str, str], web: Web) -> Iterator[Record]:
    tokens: set[str] = set()
    for _ in range(_PAGES):
        root = _ask(base, asked, web)
        for element in _all(root, "record"):
            yield _record(element)
        token = _first(root, "resumptionToken")
        if not token:
            return
        if token in tokens:
            raise IngestError(
                f"{base} : le catalogue redonne sans fin la même page. Signalez-le à qui le tient."
            )
        tokens.add(token)
        asked = {"verb": "ListRecords", "resumptionToken": token}


def _ask(base: str, asked: Mapping[str, str], web: Web) -> Any:
    address = f"{base}{'&' if '?' in base else '?'}{urlencode(asked)}"
    root = parse_xml(web.get(address).content, address, "catalogue OAI-PMH")
    if _local(root.tag) != "OAI-PMH":
        raise IngestError(
            f"{base} : ce n’est pas un catalogue OAI-PMH. Demandez l’adresse « OAI » du catalogue à qui le tient."
        )
    error = next(_all(root, "error"), None)
    code = error.get("code", "") if error is not None else ""
    if code == "badResumptionToken":
        raise _ExpiredError
    if error is not None and code != "noRecordsMatch":
        raise IngestError(
            f"{base} : le catalogue refuse la demande ({code} : {(error.text or '').strip()}). Vérifiez « set » et "
            "l’adresse."
        )
    return root


def _record(element: Any) -> Record:
    header = next(_all(element, "header"), element)
    fields: dict[str, tuple[str, ...]] = {}
    metadata = next((child for child in element if _local(child.tag) == "metadata"), None)
    if metadata is not None:
        for node in metadata.iter():
            text = " ".join((node.text or "").split())
            if text and "purl.org/dc/elements" in str(node.tag):
                fields[_local(node.tag)] = (*fields.get(_local(node.tag), ()), text)
    return Record(
        identifier=_first(header, "identifier"),
        stamp=_first(header, "datestamp"),
        deleted=header.get("status") == "deleted",
        fields=fields,
    )


def _item(base: str, record: Record) -> Item:
    query = urlencode({"verb": "GetRecord", "metadataPrefix": _PREFIX, "identifier": record.identifier})
    locator = f"{base}{'&' if '?' in base else '?'}{query}"
    if record.deleted:
        return Item(locator=locator, state="gone", stamp=record.stamp)
    titles = record.fields.get("title", ())
    if not titles:
        reason = f"{record.identifier} : cette notice n’a pas de titre. Signalez-le à qui tient le catalogue."
        return Item(locator=locator, state="failed", reason=reason)
    get = record.fields.get
    stated = Stated(
        title=titles[0],
        published=next((day for day in map(stated_date, get("date", ())) if day), None),
        url=next((one for one in get("identifier", ()) if one.startswith(("http://", "https://"))), ""),
        publisher=next(iter(get("publisher", ())), ""),
        licence=next(iter(get("rights", ())), ""),
        themes=get("subject", ()),
    )
    return Item(
        locator=locator,
        state="here",
        content=record_page(record.fields, stated),
        suffix=".html",
        stated=stated,
        stamp=record.stamp,
    )


def record_page(fields: Mapping[str, tuple[str, ...]], stated: Stated) -> bytes:
    """Return a record as the small page that a reader would be shown, each field on its line."""
    language = next(iter(fields.get("language", ())), "fr").lower()
    head = {
        "author": "; ".join(fields.get("creator", ())),
        "date": stated.published.isoformat() if stated.published else "",
    }
    lines = (
        ("Auteur", " ; ".join(fields.get("creator", ()))),
        ("Éditeur", " ; ".join(fields.get("publisher", ()))),
        ("Nature", " ; ".join(fields.get("type", ()))),
        ("Mots-clés", " ; ".join(fields.get("subject", ()))),
        ("Territoire", " ; ".join(fields.get("coverage", ()))),
    )
    metas = "".join(
        f'<meta name="{name}" content="{escaped(value)}">' for name, value in head.items() if value
    )
    body = "".join(f"<p>{escaped(text)}</p>" for text in fields.get("description", ()))
    body += "".join(f"<p>{name} : {escaped(value)}</p>" for name, value in lines if value)
    if stated.url:
        body += f'<p><a href="{escaped(stated.url)}">{escaped(stated.url)}</a></p>'
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(_LANGUAGES.get(language, language))}"><head><meta charset="utf-8">'
        f"<title>{escaped(stated.title)}</title>{metas}</head>\n"
        f"<body><main><h1>{escaped(stated.title)}</h1>{body}</main></body></html>\n"
    ).encode()


def _all(element: Any, name: str) -> Iterator[Any]:
    return (node for node in element.iter() if _local(node.tag) == name)


def _first(element: Any, name: str) -> str:
    return next(((node.text or "").strip() for node in _all(element, name)), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
