"""Set French typography in the texts that every builder of the demonstration corpus prints."""

from __future__ import annotations

import re

NBSP = "\u00a0"


def set_french(text: str) -> str:
    """Return the text with typographic apostrophes and no-break spaces where French wants them."""
    text = re.sub(r"(?<=\w)'(?=[\w«])", "’", text)
    text = re.sub(r"(?<=\S) (?=[;:?!»%€])", NBSP, text)
    text = re.sub(r"(?<=«) |(?<=n°) |(?<=\d) (?=\d{3}\b)", NBSP, text)
    return re.sub(r"(?<=\d) h(?: (?=\d\d\b))?", lambda found: found[0].replace(" ", NBSP), text)
