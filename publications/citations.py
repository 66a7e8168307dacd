"""Notices as the files of citation managers: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from centre.notices import Contributor, Notice

Address = Callable[[str], str]
"""Gives the web address of an IRI."""

_RIS: Final = {"report": "RPRT", "note": "RPRT", "website": "ELEC", "platform": "ELEC", "news": "NEWS",
               "press-review": "NEWS", "newsletter": "MGZN", "legal-text": "LEGAL", "event": "CONF"}  # fmt: skip
_BIBTEX: Final = {"report": "techreport", "note": "techreport", "event": "misc"}
_CSL: Final = {"report": "report", "note": "report", "website": "webpage", "platform": "webpage",
               "news": "article-newspaper", "press-review": "article-newspaper", "newsletter": "article-magazine",
               "legal-text": "legislation", "event": "event"}  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def to_ris(notices: Iterable[Notice], address: Address) -> str:
    """Return notices as RIS (one entry each, in the order given)."""
    from rispy import RisWriter, dumps

    class Writer(RisWriter):  # type: ignore[misc]
        """A writer that numbers no entry: the format has no such line, and strict readers stop at it."""

        def set_header(self, count: int) -> None:
            return None

    return str(dumps([_ris(notice, address) for notice in notices], implementation=Writer))


def to_bibtex(notices: Iterable[Notice], address: Address) -> str:
    """Return notices as BibTeX in UTF-8 (biber, Zotero, JabRef read it so)."""
    from bibtexparser.bibdatabase import BibDatabase
    from bibtexparser.bwriter import BibTexWriter

    database = BibDatabase()
    taken: set[str] = set()
    database.entries = [_bibtex(notice, address, taken) for notice in notices]
    writer = BibTexWriter()
    writer.order_entries_by = None
    writer.indent = "  "
    return str(writer.write(database))


def to_csl(notices: Iterable[Notice], address: Address) -> str:
    """Return notices as CSL-JSON 1.0.2."""
    return json.dumps([_csl(notice, address) for notice in notices], ensure_ascii=False, indent=1) + "\n"


def _ris(notice: Notice, address: Address) -> dict[str, Any]:
    parts = date_parts(notice.date)
    entry: dict[str, Any] = {
        "type_of_reference": _RIS.get(notice.kind, "GEN"),
        "id": notice.id,
        "title": notice.title,
        "authors": [_inverted(one) for one in _authors(notice)],
        "publisher": "; ".join(one.label for one in notice.publishers),
        "year": f"{parts[0]:04d}" if parts else "",
        "date": "/".join(f"{part:02d}" for part in parts) + "/" * (3 - len(parts)) if parts else "",
        "place_published": notice.place or "",
        "secondary_title": notice.series or "",
        "abstract": _flat(notice.description),
        "keywords": list(notice.themes),
        "language": notice.language or "",
        "urls": [one for one in (notice.url, address(notice.id)) if one],
        "notes": [source_of(notice)],
    }
    return {name: value for name, value in entry.items() if value}


def _bibtex(notice: Notice, address: Address, taken: set[str]) -> dict[str, str]:
    parts = date_parts(notice.date)
    entry = {
        "ENTRYTYPE": _BIBTEX.get(notice.kind, "misc"),
        "ID": _key(notice, parts, taken),
        "title": f"{{{_escaped(notice.title)}}}",
        "author": " and ".join(_bibtex_name(one) for one in _authors(notice)),
        "year": f"{parts[0]:04d}" if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "date": notice.date if notice.date and _DAY.fullmatch(notice.date) else "",
        "publisher": " and ".join(_bibtex_name(one) for one in notice.publishers),
        "institution": " and ".join(_bibtex_name(one) for one in notice.publishers)
        if _BIBTEX.get(notice.kind) == "techreport"
        else "",
        "address": _escaped(notice.place or ""),
        "series": _escaped(notice.series or ""),
        "keywords": _escaped(", ".join(notice.themes)),
        "abstract": _escaped(_flat(notice.description)),
        "langid": {"fr": "french", "en": "english"}.get(notice.language or "", ""),
        "url": notice.url or address(notice.id),
        "note": _escaped(source_of(notice)),
    }
    return {name: value for name, value in entry.items() if value}


def _csl(notice: Notice, address: Address) -> dict[str, Any]:
    parts = date_parts(notice.date)
    entry = {
        "id": notice.id,
        "type": _CSL.get(notice.kind, "document"),
        "title": notice.title,
        "author": [_csl_name(one) for one in _authors(notice)],
        "contributor": [_csl_name(one) for one in notice.contributors],
        "publisher": "; ".join(one.label for one in notice.publishers),
        "issued": {"date-parts": [list(parts)]} if parts else None,
        "event-place": notice.place if notice.kind == "event" else None,
        "collection-title": notice.series,
        "abstract": _flat(notice.description),
        "keyword": ", ".join(notice.themes),
        "language": notice.language,
        "URL": notice.url or address(notice.id),
        "note": source_of(notice),
    }
    return {name: value for name, value in entry.items() if value}


def source_of(notice: Notice) -> str:
    """Return where the centre read it, in French."""
    if not notice.document_title:
        return ""
    page = f", p. {notice.page}" if notice.page else ""
    return f"D’après : {notice.document_title}{page}"


def date_parts(edtf: str | None) -> tuple[int, ...]:
    """Return the year, month and day that an EDTF date begins on, as far as it is sure."""
    match = _DAY.match((edtf or "").lstrip("["))
    if match is None or (edtf or "").startswith("["):
        return (int(match[1]),) if match else ()
    parts = tuple(int(part) for part in match.groups() if part)
    return parts[:1] if len(parts) > 1 and parts[1] > 12 else parts  # seasons have no month


def _authors(notice: Notice) -> tuple[Contributor, ...]:
    return notice.creators or notice.publishers


def _name_parts(label: str) -> tuple[str, str]:
    given, _, family = label.rpartition(" ")
    return given, family


def _inverted(one: Contributor) -> str:
    given, family = _name_parts(one.label)
    return f"{family}, {given}" if one.person and given else one.label


def _csl_name(one: Contributor) -> dict[str, str]:
    given, family = _name_parts(one.label)
    return {"family": family, "given": given} if one.person and given else {"literal": one.label}


def _bibtex_name(one: Contributor) -> str:
    return _escaped(_inverted(one)) if one.person else f"{{{_escaped(one.label)}}}"


def _key(notice: Notice, parts: tuple[int, ...], taken: set[str]) -> str:
    """Return a citation key that no other entry of the file has: `villes2024gestion`."""
    author = next((one.label for one in _authors(notice)), "")
    words = [word for word in re.findall(r"[a-z0-9]+", _ascii(notice.title)) if len(word) > 3]
    names = re.findall(r"[a-z0-9]+", _ascii(author))
    base = (names[0] if names else "") + (str(parts[0]) if parts else "") + (words[0] if words else "notice")
    key, rank = base, 1
    while key in taken:
        rank += 1
        key = f"{base}{rank}"
    taken.add(key)
    return key


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _escaped(text: str) -> str:
    """Return a text without what BibTeX would take for its own syntax."""
    text = text.replace("\\", r"\textbackslash ").replace("{", r"\{").replace("}", r"\}")
    return re.sub(r"([%&#$_])", r"\\\1", text)


def _flat(text: str) -> str:
    return " ".join(text.split())
