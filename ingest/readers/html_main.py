"""The main content of a page: what is left without its menus, banners and forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag


NEVER = frozenset(
    """
    script style noscript template nav aside form button input select textarea iframe svg canvas object video
    audio dialog head
    """.split()  # noqa: SIM905
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CHROME = re.compile(
    r"\b(cookies?|consent|gdpr|rgpd|breadcrumbs?|fil-?ariane|navbar|nav-?menu|menu|sidebar|share|partage|social|"
    r"skip-?links?|evitement|popup|modal|pagination|comments?)\b",
    re.IGNORECASE,
)
_CHROME_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "dialog",
    "alertdialog",
    "menu",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def main_content(soup: BeautifulSoup) -> Tag:
    """Return <main>, the one article, or the densest container, its menus and banners taken out."""
    body = soup.body or soup
    for tag in list(body.find_all(True)):
        if not tag.decomposed and _is_chrome(tag):
            tag.decompose()
    main = body.find("main") or body.find(True, attrs={"role": "main"})
    if main is not None and main.get_text(strip=True):
        return main
    articles = [article for article in body.find_all("article") if article.find_parent("article") is None]
    if len(articles) == 1 and _length(articles[0]) >= 0.4 * _length(body):
        return articles[0]
    return _densest(body)


def _densest(body: Tag) -> Tag:
    """Go down from `body` as long as one child holds nearly all its text and it is no text itself."""
    current = body
    while True:
        total = _length(current)
        children = [
            child for child in current.find_all(True, recursive=False) if child.name in ("div", "section")
        ]
        inner = next((child for child in children if _length(child) >= 0.9 * total > 0), None)
        if inner is None or any(
            _length(child) for child in current.find_all(list(HEADINGS), recursive=False)
        ):
            return current
        current = inner


def _length(tag: Tag) -> int:
    return len(tag.get_text(" ", strip=True))


def _is_chrome(tag: Tag) -> bool:
    if tag.name in NEVER:
        return tag.name != "form" or _length(tag) < 2000 or not tag.find(["h1", "h2", "p"])
    if tag.name in ("header", "footer") and tag.find_parent(["article", "main"]) is None:
        return tag.name == "footer" or tag.find("h1") is None
    if str(tag.get("role") or "") in _CHROME_ROLES or tag.has_attr("hidden"):
        return True
    if str(tag.get("aria-hidden") or "") == "true" or _HIDDEN.search(str(tag.get("style") or "")):
        return True
    classes: Any = tag.get("class") or []
    words = f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes}"
    if tag.name in ("div", "section", "ul", "ol", "p", "span", "a") and _CHROME.search(
        words.replace("_", "-")
    ):
        return tag.find(["main", "article", "h1"]) is None
    return False
