"""French text as it is printed: spaces that do not break, apostrophes, numbers."""

from __future__ import annotations

import re

from centre.names import Language

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"


def typographic(text: str) -> str:
    """Return a French text whose spaces by double punctuation and in guillemets do not break; same length."""
    text = re.sub(r" (?=[;?!])", NARROW_NO_BREAK, text)
    text = re.sub(r" (?=[:»%])", NO_BREAK, text)
    return re.sub(r"(?<=«) ", NO_BREAK, text).replace("p. ", f"p.{NO_BREAK}")


def printed(title: str) -> str:
    """Return a title with typographic apostrophes and spaces; same length."""
    return typographic(re.sub(r"(?<=\w)'(?=\w)", "’", title))


def number(value: float, language: Language = "fr") -> str:
    """Return a number with the separators of a language, at most one decimal."""
    shown = f"{value:,.1f}".removesuffix(".0")
    if language == "en":
        return shown
    return shown.replace(",", NARROW_NO_BREAK).replace(".", ",")
