"""Links of a page made relative, so that a site works in any folder of any host, and from a disk."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Known = Callable[[str], str | None]
"""Gives the file of an address of the site (path and question), None when the site has no such file."""

_LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))


def file_of(address: str) -> str | None:
    """Return the file that an address is written to, None for what a static site cannot answer.

    A page is the `index.html` of its folder; the pages of a document are folders of their own.
    """
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    path = parts.path.strip("/")
    last = path.rsplit("/", 1)[-1]
    if set(asked) - {"page", "start", "end", "v"}:
        return None
    if ("." in last and not path.startswith("id/")) or last.endswith((".ttl", ".jsonld")):
        return path
    further = asked.get("page", "1") != "1"
    folder = f"{path}/page-{asked['page']}" if further and asked["page"].isdigit() else path
    return f"{folder}/index.html".lstrip("/")


def relative(content: str, own: str, known: Known, prefix: str = "") -> str:
    """Return a page written to the file `own` with its links to files of the site made relative.

    A link to what the site has not keeps its words and stops being a link; links elsewhere stay. `prefix` is the path
    that the site stands under.
    """
    from lxml import html

    document: Any = html.document_fromstring(content)  # the stubs know no element of HTML
    for tag, attribute in _LINKS:
        for element in list(document.iter(tag)):
            target = element.get(attribute)
            if target is None or not target.startswith(("/", "?")) or target.startswith("//"):
                continue
            target = target.removeprefix(prefix)
            parts = urlsplit(target)
            file = known(f"{parts.path}?{parts.query}" if parts.query else parts.path) if parts.path else None
            if file is not None:
                where = posixpath.relpath(file, posixpath.dirname(own) or ".")
                element.set(attribute, where + (f"#{parts.fragment}" if parts.fragment else ""))
            elif tag == "a":
                element.drop_tag()
            else:
                element.drop_tree()
    return str(html.tostring(document, doctype="<!DOCTYPE html>", encoding="unicode"))
