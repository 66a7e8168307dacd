"""The readers: from the bytes of a Source to a Document, one module a format."""

from __future__ import annotations

from collections.abc import Callable

from ingest.document import Document, IngestError, Source
from ingest.readers import calendar, csv, docx, feed, html, markdown, media_type, odt, pdf, text, xlsx

READERS: dict[str, tuple[str, Callable[[Source], Document]]] = {
    media_type.MARKDOWN: ("Markdown", markdown.read),
    media_type.PLAIN: ("texte", text.read),
    media_type.HTML: ("HTML", html.read),
    media_type.PDF: ("PDF", pdf.read),
    media_type.DOCX: ("DOCX", docx.read),
    media_type.ODT: ("ODT", odt.read),
    media_type.XLSX: ("XLSX", xlsx.read),
    media_type.CSV: ("CSV", csv.read),
    media_type.CALENDAR: ("iCalendar", calendar.read),
    media_type.RSS: ("RSS", feed.read),
    media_type.ATOM: ("Atom", feed.read),
}


def read(source: Source) -> Document:
    """Return the document in a source; raise IngestError, in one line, for whatever cannot be read."""
    if not source.content.strip():
        raise IngestError(f"{source.locator} : ce fichier est vide. Vérifiez l’original et redonnez-le.")
    try:
        name, reader = READERS[source.media_type]
    except KeyError:
        raise IngestError(
            f"{source.locator} : format non pris en charge ({source.media_type}). Convertissez-le en PDF."
        ) from None
    try:
        return reader(source)
    except IngestError:
        raise
    except Exception as error:
        raise IngestError(
            f"{source.locator} : ce fichier {name} n’a pas pu être lu ({type(error).__name__}) ; il est "
            "sans doute "
            "abîmé. Ouvrez-le dans son logiciel, enregistrez-le à nouveau, puis redonnez-le."
        ) from error
