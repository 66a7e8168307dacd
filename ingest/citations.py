"""Between readers and pipelines: the legal texts and documents that a document cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.bibliography import entries
from ingest.dates import find_dates
from ingest.dates.lexicon import MONTH_NAMES, MONTHS, fold_in_place
from ingest.document import Block, Document
from ingest.identity import iri_of
from ingest.mentions import Linker
from ingest.records import Citation, Evidence

_KINDS = {"d": "décret", "l": "loi", "decret": "décret", "arrete": "arrêté", "ordonnance": "ordonnance"} | {
    kind: kind for kind in ("loi", "circulaire", "instruction")
}
LEGAL_KINDS = ("décret", "loi", "circulaire", "instruction", "arrêté", "ordonnance")
_CODES = {
    "cgi": "code général des impôts",
    "cgct": "code général des collectivités territoriales",
    "cch": "code de la construction et de l’habitation",
    "casf": "code de l’action sociale et des familles",
    "csp": "code de la santé publique",
    "cja": "code de justice administrative",
}
_QUALIFIER = (
    r"(?:interministeriel|ministeriel|prefectoral|technique|conjoint|organique"
    r"|constitutionnel|modifie|rectifie|generale)"
)
_SIGN = r"n\s?(?:[°ºo]s?|os|\.)\s*"
_NUMBER = (
    rf"(?:{_SIGN}(?P<number>(?=[a-z./_-]*\d)[a-z\d](?:[\w./-]*\w)?)|(?P<bare>(?:19|20)?\d\d-\d{{1,5}})\b)"
)
_DAY = r"\d{1,2}(?:er)?"
_MONTH = rf"(?:{'|'.join(MONTHS)})\.?"
_ONE_DATE = rf"(?:(?:{_DAY}\s+{_MONTH}(?:\s+\d{{4}})?)|(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}))"
_DATE = (
    rf"(?:en date )?(?:du|des|de)\s+(?P<date>{_ONE_DATE}(?:(?:,\s*"
    rf"|\s+et\s+(?:du\s+)?){_ONE_DATE}(?!\s*[-/]))*)"
)
_BLANK = r"[\s*_,]*"
_HEAD = re.compile(
    rf"\b(?:(?P<kind>decret|loi|circulaire|instruction|arrete|ordonnance)s?|(?P<short>[dl])\.)"
    rf"(?:\s+{_QUALIFIER}(?:le)?s?|\s+(?:gouvernementale|generale)s?"
    rf"|-cadre)*{_BLANK}(?={_SIGN}|(?:du|des|en date|de)\s|\d)"
)
_BODY = re.compile(rf"(?:{_NUMBER})?(?:(?:{_BLANK}|\s)(?:{_DATE}))?")
_NEXT = re.compile(
    rf"\s*(?:,\s*(?:et\s+)?|\s+et\s+)(?:(?:le|la|les)\s+)?(?=(?:{_SIGN}|(?:19"
    rf"|20)?\d\d-\d{{1,5}}\b|du\s+{_DAY}\s+{_MONTH}))"
)
_NAMED_LAW = re.compile(r"\b[Ll]oi\s+(?:«\s*)?[A-ZÀ-Ý][^.;:,()«»]{1,45}?(?:\s*»)?\s+(?=du\s+\d|n\s?°)")
"""A law called by its name: `loi SRU du 13 décembre 2000`."""
_FINANCE = re.compile(
    r"\bloi de (?P<what>finances (?:initiale |rectificative )?"
    r"|financement de la securite sociale )pour (?P<year>\d{4})"
)
_LETTER = r"(?:(?:l|r|d)\.?\s?)?\*?\d+(?:[-.]\d+)*(?:\s(?:bis|ter|quater|quinquies|sexies|[a-z](?=\s)))*"
_CODE_NAMES = (
    r"code (?:general des (?:impots|collectivites territoriales)"
    r"|general de la fonction publique|civil|penal|rural|electoral"
    r"|de procedure (?:civile|penale)|de l'(?:urbanisme|environnement|education|energie"
    r"|action sociale et des familles"
    r"|expropriation|entree et du sejour des etrangers et du droit d'asile)"
    r"|de la (?:construction et de l'habitation"
    r"|sante publique|securite (?:sociale|interieure)|commande publique|consommation|route|voirie routiere)"
    r"|de justice administrative|du (?:travail|sport|patrimoine|tourisme|commerce)"
    r"|des (?:marches publics|relations entre le"
    r" public et l'administration))"
)
_CODE = rf"(?P<code>(?:{'|'.join(_CODES)})\b|{_CODE_NAMES})"
_ARTICLE = re.compile(
    rf"\barticles?\s+(?P<article>{_LETTER})(?:\s+et\s+suivants)?\s+(?:du|de la|de l')\s*{_CODE}"
)
_ARTICLE_AFTER = re.compile(rf"\b{_CODE},?\s+art(?:icles?|\.)\s+(?P<article>{_LETTER})")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: str
    number: str | None
    date: str | None
    label: str


def citations(document: Document, linker: Linker | None = None) -> Iterator[Citation]:
    """Yield what a document cites, in order: legal texts everywhere, documents in its bibliography.

    A text cited by its date alone is the text of that kind and date that the document numbers elsewhere,
    when there is just one. `linker` tells authors from titles in a bibliography; without it the first part
    is the author.
    """
    found: list[Citation] = [
        _citation(document, block, one) for block in document.blocks for one in legal_texts(block.text)
    ]
    taken = {one.evidence.start for one in found}
    for entry in entries(document, linker):
        if not any(entry.start <= at < entry.start + 40 for at in taken):
            found.append(entry.citation)
    yield from _by_number(sorted(found, key=lambda one: one.evidence.start))


def citations_within(found: tuple[Citation, ...], start: int, end: int) -> tuple[Citation, ...]:
    """Return the citations of a stretch of the document, each text once."""
    kept: dict[str, Citation] = {}
    for one in found:
        if start <= one.evidence.start < end:
            kept.setdefault(one.iri, one)
    return tuple(kept.values())


def legal_texts(text: str) -> Iterator[_Found]:
    """Yield the legal texts cited in a stretch of text, with offsets into it."""
    folded = fold_in_place(text)
    position = 0
    for head in _HEAD.finditer(folded):
        if head.start() < position:
            continue
        kind = _KINDS[head["kind"] or head["short"]]
        if head["short"] and not text[head.start()].isupper():
            continue
        start, at = head.start(), head.end()
        while (body := _BODY.match(folded, at)) and (body["number"] or body["bare"] or body["date"]):
            yield from _texts(text, folded, start, kind, body)
            position = body.end()
            joint = _NEXT.match(folded, position)
            if joint is None:
                break
            start = at = joint.end()
    for named in _NAMED_LAW.finditer(text):
        if (body := _BODY.match(folded, named.end())) and (body["number"] or body["date"]):
            yield from _texts(text, folded, named.start(), "loi", body)
    for match in _FINANCE.finditer(folded):
        label = f"loi de {text[match.start('what') : match.end('what')]}pour {match['year']}"
        yield _Found(match.start(), match.end(), "loi", None, None, label)
    covered = 0
    for match in sorted(
        (*_ARTICLE.finditer(folded), *_ARTICLE_AFTER.finditer(folded)), key=lambda one: one.start()
    ):
        if match.start() >= covered:
            covered = match.end()
            yield _article(text, match)


def _texts(text: str, folded: str, start: int, kind: str, body: re.Match[str]) -> Iterator[_Found]:
    number = text[body.start("number") : body.end("number")] if body["number"] else body["bare"]
    days = []
    if body["date"]:
        days = [
            one for one in find_dates(folded[body.start("date") : body.end("date")]) if one.edtf and one.first
        ]
        if not days and not number:
            return
    if len(days) < 2 or number:
        day = days[0] if days else None
        if number is None and day is None:
            return
        yield _Found(
            start,
            body.end(),
            kind,
            number,
            day.edtf if day else None,
            legal_label(kind, number, day.first if day else None),
        )
        return
    for index, day in enumerate(days):
        low = start if index == 0 else body.start("date") + day.start
        yield _Found(
            low, body.start("date") + day.end, kind, None, day.edtf, legal_label(kind, None, day.first)
        )


def _article(text: str, match: re.Match[str]) -> _Found:
    code = _CODES.get(match["code"], text[match.start("code") : match.end("code")].strip().lower())
    number = text[match.start("article") : match.end("article")]
    return _Found(match.start(), match.end(), "article", number, None, f"article {number} du {code}")


def legal_label(kind: str, number: str | None, day: date | None) -> str:
    """Return a legal text as it is written: `décret n° 2023-1314 du 28 décembre 2023`."""
    parts = [kind]
    if number:
        parts.append(f"n° {number}")
    if day is not None:
        written = f"{'1er' if day.day == 1 else day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
        parts.append(f"du {written}")
    return " ".join(parts)


def legal_iri(kind: str, number: str | None, date: str | None, label: str) -> str:
    """Return the IRI of a legal text: its kind with its number, else with its date, else its label."""
    if kind != "article" and number:
        label = f"{kind} {_full_number(number)}"
    elif kind != "article" and date:
        label = f"{kind} {date}"
    return iri_of("legal", label)


def _full_number(number: str) -> str:
    """Return a number with the century of its year: `14-767` is `2014-767`."""
    short = re.match(r"(\d\d)-\d", number)
    return number if short is None else f"{'20' if int(short[1]) < 45 else '19'}{number}"


def _citation(document: Document, block: Block, one: _Found) -> Citation:
    start, end = block.start + one.start, block.start + one.end
    evidence = Evidence(
        document=document.iri, page=block.page, start=start, end=end, quote=document.text[start:end]
    )
    return Citation(
        iri=legal_iri(one.kind, one.number, one.date, one.label),
        label=one.label,
        kind=one.kind,
        number=one.number,
        date=one.date,
        evidence=evidence,
    )


def _by_number(found: list[Citation]) -> Iterator[Citation]:
    """Give one address and its fullest label to a text that is cited in several ways."""
    numbered: dict[tuple[str, str], set[str]] = {}
    fullest: dict[str, Citation] = {}
    for one in found:
        if one.number and one.date and one.kind != "document":
            numbered.setdefault((one.kind, one.date), set()).add(one.iri)
        if one.iri not in fullest or (one.date and not fullest[one.iri].date):
            fullest[one.iri] = one
    for one in found:
        same = numbered.get((one.kind, one.date or ""), set())
        iri = next(iter(same)) if not one.number and len(same) == 1 else one.iri
        full = fullest[iri]
        yield replace(one, iri=iri, label=full.label, number=full.number, date=full.date)
