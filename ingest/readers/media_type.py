"""Recognise the format of bytes: by their content first, by their name only among kinds of text."""

from __future__ import annotations

import io
import re
import zipfile

from ingest.document import IngestError
from ingest.readers.encoding import is_binary

MARKDOWN, PLAIN, HTML, CSV = "text/markdown", "text/plain", "text/html", "text/csv"
PDF, CALENDAR = "application/pdf", "text/calendar"
RSS, ATOM = "application/rss+xml", "application/atom+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

TEXT_SUFFIXES = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".txt": PLAIN,
    ".text": PLAIN,
    ".csv": CSV,
    ".tsv": CSV,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
}
_RICH_SUFFIXES = {".pdf", ".docx", ".odt", ".xlsx", ".ics", ".rss", ".atom", ".xml"}
KNOWN_SUFFIXES = frozenset(TEXT_SUFFIXES) | _RICH_SUFFIXES
REFUSED_SUFFIXES = {
    ".doc": "Word 97-2003",
    ".xls": "Excel 97-2003",
    ".ppt": "PowerPoint 97-2003",
    ".pptx": "PowerPoint",
    ".odp": "présentation OpenDocument",
    ".ods": "feuille de calcul OpenDocument",
    ".rtf": "RTF",
    ".epub": "EPUB",
    ".pages": "Pages",
}
"""Documents that no reader opens: they are named to the user, never skipped in silence."""
_REFUSED_SIGNATURES = (
    (b"\x89PNG", "une image PNG"),
    (b"\xff\xd8\xff", "une image JPEG"),
    (b"GIF8", "une image GIF"),
    (b"\xd0\xcf\x11\xe0", "un document Office 97-2003 (.doc, .xls, .ppt)"),
    (b"{\\rtf", "un document RTF"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"7z\xbc\xaf", "une archive 7-Zip"),
    (b"Rar!", "une archive RAR"),
    (b"MZ", "un programme"),
    (b"\x7fELF", "un programme"),
    (b"SQLite format 3", "une base de données"),
)
_HTML_OPENING = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
_FEED_OPENING = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:(rss|rdf:RDF)[\s>]|(feed)[\s>])",
    re.I | re.S,
)


def media_type_of(content: bytes, locator: str, suffix: str, declared: str = "") -> str:
    """Return the media type; `declared` is what a web server states. Raise IngestError if none is "
    "readable."""
    found = sniff(content, locator)
    if found:
        return found
    for signature, name in _REFUSED_SIGNATURES:
        if content.startswith(signature) and (signature not in (b"MZ",) or is_binary(content)):
            raise _refused(locator, name)
    if is_binary(content):
        if suffix in TEXT_SUFFIXES or suffix == "" or declared.startswith("text/"):
            raise IngestError(
                f"{locator} : le nom annonce du texte mais le contenu est binaire. "
                "Redonnez le document d’origine, ou enregistrez-le en texte, en PDF ou en DOCX."
            )
        if suffix in _RICH_SUFFIXES:
            raise IngestError(
                f"{locator} : le contenu n’est pas celui d’un fichier « {suffix} » ; le fichier est sans "
                "doute "
                "abîmé. Redonnez-le depuis l’original."
            )
        raise _refused(locator, f"un fichier « {suffix} »" if suffix else "un format inconnu")
    if suffix in TEXT_SUFFIXES:
        return TEXT_SUFFIXES[suffix]
    if declared in (MARKDOWN, HTML, CSV, PLAIN):
        return declared
    if suffix in _RICH_SUFFIXES:
        raise IngestError(
            f"{locator} : le contenu n’est pas celui d’un fichier « {suffix} » ; le fichier est sans "
            "doute abîmé "
            "ou mal nommé. Redonnez-le depuis l’original."
        )
    if suffix == "" or declared.startswith("text/"):
        return PLAIN
    raise _refused(locator, f"un fichier « {suffix} »")


def sniff(content: bytes, locator: str = "") -> str | None:
    """Return the media type that the content alone shows, None if it shows none."""
    head = content[:4096]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_type(content, locator)
    text = _narrow(head)
    if re.match(rb"\s*BEGIN:VCALENDAR", text, re.I):
        return CALENDAR
    if feed := _FEED_OPENING.match(text):
        return RSS if feed[1] else ATOM
    return HTML if _HTML_OPENING.match(text) else None


def _narrow(head: bytes) -> bytes:
    """Return the opening of a text as ASCII-like bytes, whatever its Unicode form."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _zip_type(content: bytes, locator: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise IngestError(
            f"{locator} : ce fichier est abîmé ou incomplet (archive illisible). Redonnez-le depuis "
            "l’original."
        ) from error
    if kind.startswith(ODT):
        return ODT
    if "word/document.xml" in names:
        return DOCX
    if any(name.startswith("xl/") for name in names):
        return XLSX
    what = "une présentation" if any(name.startswith("ppt/") for name in names) else "une archive zip"
    raise _refused(locator, kind or what)


def _refused(locator: str, what: str) -> IngestError:
    return IngestError(
        f"{locator} : format non pris en charge ({what}). Formats lus : PDF, DOCX, ODT, XLSX, CSV, HTML, "
        "Markdown, texte, iCalendar, RSS et Atom. Convertissez le fichier, par exemple en PDF."
    )
