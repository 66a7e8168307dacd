"""What a page says of itself: title, authors, date, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.document import Metadata
from ingest.readers.stated import stated_date, stated_language, stated_names

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def metadata_of(soup: BeautifulSoup) -> Metadata:
    """Return the metadata of a page, from its linked data, its meta tags and its own headings."""
    linked = list(_linked_data(soup))
    heading = soup.find("h1")
    title = (
        _meta(soup, "og:title")
        or (heading.get_text(" ", strip=True) if heading is not None else "")
        or (soup.title.get_text(" ", strip=True) if soup.title is not None else "")
    )
    dates = [
        *(item.get("datePublished") for item in linked),
        *(
            _meta(soup, name)
            for name in ("article:published_time", "date", "dc.date", "dcterms.created", "pubdate")
        ),
        *(str(time["datetime"]) for time in soup.find_all("time", attrs={"datetime": True, "pubdate": True})),
    ]
    authors = stated_names(_meta(soup, "author")) or stated_names(
        [_name(person) for item in linked for person in _listed(item.get("author"))]
    )
    return Metadata(
        title=title,
        authors=authors,
        published=next((day for day in map(stated_date, dates) if day), None),
        language=stated_language(soup.html.get("lang") if soup.html is not None else None)
        or stated_language(_meta(soup, "og:locale")),
        subject=_meta(soup, "description") or _meta(soup, "og:description"),
    )


def _meta(soup: BeautifulSoup, name: str) -> str:
    for attribute in ("name", "property", "itemprop"):
        tag = soup.find("meta", attrs={attribute: re.compile(f"^{re.escape(name)}$", re.IGNORECASE)})
        if tag is not None and str(tag.get("content") or "").strip():
            return str(tag["content"]).strip()
    return ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            found = json.loads(script.get_text())
        except ValueError:
            continue
        for item in _listed(found):
            if isinstance(item, dict):
                yield from (part for part in [item, *_listed(item.get("@graph"))] if isinstance(part, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, dict) else str(value)
