"""What to do with a result or with a list: cite, share, follow, take as a file."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from explorer.components import copyable, link
from explorer.dates import date_words
from explorer.filters import Chosen, search_href, service_href
from explorer.links import document_href
from explorer.session import language, say, site

if TYPE_CHECKING:
    from centre.records import SearchHit

FILES = (("csv", "CSV"), ("ris", "RIS"), ("bib", "BibTeX"), ("ttl", "Turtle"), ("jsonld", "JSON-LD"))


def absolute(address: str) -> str:
    """Return an address of the site as it can be sent to someone."""
    return f"{site() or ''}/{address.removeprefix('./')}"


def reference(hit: SearchHit, address: str) -> str:
    """Return a ready-made reference: title, document and page, date, where and when it was read."""
    name = f"« {hit.title.strip()} »" if language() == "fr" else f"“{hit.title.strip()}”"
    inside = hit.document_title if hit.document_title and hit.document_title != hit.title else ""
    parts = [name, inside, date_words(hit.date, language())]
    if hit.document and hit.page:
        parts.append(say("page.short", page=hit.page))
    body = ", ".join(part for part in parts if part)
    read = say("cite.read", day=date_words(date.today().isoformat(), language()))
    return f"{body}. {say('cite.site')}, {read}. {absolute(address)}"


def hit_actions(hit: SearchHit, address: str) -> str:
    """Return the ways to open, to cite and to share a result; what is sent to others names the page, not the words found."""
    sent = (
        document_href(hit.document, language(), page=hit.page)
        if hit.type == "passage" and hit.document
        else address
    )
    return (
        f'<div class="actions">{link(address, escape(say("hit.open")))}'
        f"{_unfolding('hit.cite', copyable(reference(hit, sent), seen=True))}"
        f"{_unfolding('hit.share', copyable(absolute(sent), seen=True))}</div>"
    )


def list_actions(query: str, chosen: Chosen) -> str:
    """Return the ways to take a whole list away: files, a feed to follow, its address."""
    files = "".join(
        f'<li><a href="{escape(service_href(f"export/search.{suffix}", query, chosen))}" download>{name}</a></li>'
        for suffix, name in FILES
    )
    feed = absolute(service_href("feeds/search.atom", query, chosen))
    follow = f"<p>{escape(say('list.follow_help'))}</p>{copyable(feed, seen=True)}"
    help_ = f"<p>{escape(say('list.export_help'))}</p>"
    return (
        '<div class="actions">'
        f"{_unfolding('list.export', f'{help_}<ul class=chips>{files}</ul>')}"
        f"{_unfolding('list.follow', follow)}"
        f"{_unfolding('hit.share', copyable(absolute(search_href(query, chosen)), seen=True))}</div>"
    )


def _unfolding(key: str, body: str) -> str:
    return f"<details><summary>{escape(say(key))}</summary><div>{body}</div></details>"
