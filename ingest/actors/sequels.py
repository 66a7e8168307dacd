"""Which activity continues which: by the rank in their titles, or because a document says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.records import Event, Extraction, Relation, Series

_ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_STEP = r"(?:rencontres?|seances?|sessions?|ateliers?|journees?|editions?|reunions?|volets?|modules?|actes?|episodes?|webinaires?|rendez-vous|temps|etapes?|cycles?|rdv|jour|partie|cafe|matinale|visite|comite)"
_RANK = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:e|eme|nd|nde|re|er|ere))\s+(?P<what>{_STEP})\b"
    rf"|\b(?P<step>{_STEP})\s*(?:n\s?[°o]\s?|#)?(?P<number>\d{{1,2}}|[ivx]{{1,4}})\b(?!\s*(?:h|janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec))"
    r"|(?:#|n\s?[°]\s?)(?P<sign>\d{1,2})\b"
)
_SEQUEL = re.compile(
    r"(?:(?:qui )?(?:fait|font|faisant|fera|feront) suite (?:a|au|aux)|dans le prolongement d[eu']s?|(?:a|en) la suite d[eu']s?|en suite d[eu']s?|dans la continuite d[eu']s?"
    r"|prolonge(?:ant|nt|ra)?|poursui(?:t|vant|vra))\s*(?:la |le |les |l'|l’)?"
)
_SURE, _SAID = 0.9, 0.85


def sequels(extraction: Extraction) -> Iterator[Relation]:
    """Yield which of the activities of a document follows which."""
    yield from _by_rank(extraction)
    yield from _said(extraction)


def _by_rank(extraction: Extraction) -> Iterator[Relation]:
    ranked: dict[tuple[str, int], Event] = {}
    for event in extraction.events:
        if (told := _rank(event)) is not None:
            ranked.setdefault(told, event)
    for (name, rank), event in ranked.items():
        former = ranked.get((name, rank - 1))
        if former is not None and former.iri != event.iri and _in_order(former, event):
            yield _relation(event, former, f"rang {rank}", _SURE)


def _rank(event: Event) -> tuple[str, int] | None:
    """Return what a session is a rank of, and the rank."""
    for title in (event.own_title, event.title):
        match = _RANK.search(fold_in_place(title)) if title else None
        if title and match is not None:
            number = _number(match)
            if number is None:
                continue
            name = event.series or fold(title[: match.start()] + title[match.end() :]).split(":")[0].strip(
                " -–,"
            )
            return f"{name}|{fold(match['what'] or match['step'] or '').rstrip('s')}", number
    return None


def _number(match: re.Match[str]) -> int | None:
    if (ordinal := match["ordinal"]) is not None:
        digits = re.match(r"\d+", ordinal)
        return int(digits.group()) if digits else _ORDINALS[ordinal]
    word = match["number"] or match["sign"]
    return int(word) if word.isdigit() else _ROMAN.get(word)


def _in_order(former: Event, event: Event) -> bool:
    return former.when.start is None or event.when.start is None or former.when.start <= event.when.start


def _said(extraction: Extraction) -> Iterator[Relation]:
    """Yield the activities that one says it follows, named by their titles."""
    activities: list[Event | Series] = [*extraction.events, *extraction.series]
    titles = {fold(one.title): one for one in reversed(activities) if len(one.title) > 11}
    titles |= {
        fold(one.own_title): one for one in extraction.events if one.own_title and len(one.own_title) > 11
    }
    for event in activities:
        folded = fold(event.description)
        for cue in _SEQUEL.finditer(folded):
            told = folded[cue.end() : cue.end() + 200]
            for title, former in titles.items():
                at = told.find(title)
                if 0 <= at < 60 and former.iri != event.iri and not (
                    isinstance(event, Event) and event.series == former.iri
                ):  # fmt: skip
                    yield _relation(event, former, cue.group().strip(), _SAID)


def _relation(event: Event | Series, former: Event | Series, cue: str, score: float) -> Relation:
    return Relation(
        subject=event.iri, subject_label=event.title, predicate="follows", object=former.iri,
        object_label=former.title, cue=cue, evidence=event.evidence, score=score, status="fact",
    )  # fmt: skip
