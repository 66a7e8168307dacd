"""The XML that sources send, opened without entities or outside references, and the little that is written."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from ingest.document import IngestError
from ingest.sources.bodies import reject_entities

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_xml(content: bytes, locator: str, what: str) -> Any:
    """Return the root of an XML document; raise IngestError when it is malformed or a trap."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    reject_entities(content, locator)
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise IngestError(
            f"{locator} : ce {what} est mal formé ({error}). Ouvrez l’adresse dans un navigateur pour le vérifier."
        ) from error


def escaped(text: str) -> str:
    """Return a text for XML or HTML, without the characters that XML forbids."""
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})
