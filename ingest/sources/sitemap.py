"""The pages that a sitemap lists (sitemaps.org 0.9): plain, compressed, or an index of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ingest.document import IngestError
from ingest.sources.bodies import inflated
from ingest.sources.markup import parse_xml
from ingest.sources.opening import is_address
from ingest.sources.web import Web

_FILES = 200
_PAGES = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of a list, with the date that the list gives it."""

    address: str
    stamp: str = ""


def listed(address: str, web: Web, *, only: str = "") -> list[Listed]:
    """Return the pages of a sitemap and of those it leads to, on the same host, each once."""
    pages: dict[str, Listed] = {}
    waiting, asked = [address], set[str]()
    host = urlsplit(address).hostname
    while waiting:
        here = waiting.pop(0)
        if here in asked or urlsplit(here).hostname != host:
            continue
        if len(asked) >= _FILES:
            raise IngestError(
                f"{address} : plus de {_FILES} plans de site. Donnez l’adresse d’un seul d’entre eux."
            )
        asked.add(here)
        indexes, found = _read(here, web)
        waiting += indexes
        for page in found:
            if urlsplit(page.address).hostname == host and only in page.address and len(pages) < _PAGES:
                pages.setdefault(page.address, page)
    return list(pages.values())


def _read(address: str, web: Web) -> tuple[list[str], list[Listed]]:
    """Return the sitemaps that a sitemap leads to, and its own pages."""
    content = web.get(address, robots=True).content
    if content.startswith(b"\x1f\x8b"):
        content = inflated(content, web.limit, address)
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<"):
        lines = [line.strip() for line in content.decode("utf-8-sig", "replace").splitlines()]
        return [], [Listed(address=line) for line in lines if is_address(line)]
    root = parse_xml(content, address, "plan de site")
    name = _local(root.tag)
    if name not in ("urlset", "sitemapindex"):
        raise IngestError(
            f"{address} : ce n’est pas un plan de site (<{name}>). Cherchez son adresse dans le robots.txt du site."
        )
    places = [Listed(address=_text(one, "loc"), stamp=_text(one, "lastmod")) for one in root]
    places = [one for one in places if is_address(one.address)]
    return ([one.address for one in places], []) if name == "sitemapindex" else ([], places)


def _text(element: Any, name: str) -> str:
    return next(((child.text or "").strip() for child in element if _local(child.tag) == name), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
