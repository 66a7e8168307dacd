"""What a publication may quote of a field: the whole sentences that fit, the addresses that a reader can follow."""

from __future__ import annotations

from graph.titles import weight
from ingest.identity import fold
from ingest.sentences import sentences

_TEXT = 260
"""Characters of a description that a letter quotes at most: whole sentences only."""
_SAYING = 0.9
"""The weight from which the words of a name say something: that of the heading « Agenda » is less."""
_NAME = 90
"""Characters of a name at most: a longer one is a sentence."""


def telling_series(series: str | None, title: str) -> str | None:
    """Return the name of a series when it says something that the title of the session does not."""
    if not series or fold(series) in fold(title) or fold(title) in fold(series):
        return None
    return series if weight(series) >= _SAYING and len(series) <= _NAME else None


def opening(description: str, title: str) -> str:
    """Return the first whole sentences of a description that fit, the title that it may repeat left out."""
    text = " ".join(description.split())
    if title and text.startswith(title):
        text = text.removeprefix(title).lstrip(" .:–-")
    if fold(text).rstrip(" .") == fold(title).rstrip(" ."):
        return ""
    kept = 0
    for _, end in sentences(text):
        if kept and end > _TEXT:
            break
        kept = end
    return text[:kept] if kept <= 2 * _TEXT else ""


def web_address(url: str | None) -> str | None:
    """Return an address that a reader can follow, None for any other (`#`, `javascript:`, a bare name)."""
    if not url or any(char.isspace() or ord(char) < 32 for char in url):
        return None
    return url if url.lower().startswith(("http://", "https://")) and len(url) > len("https://") else None
