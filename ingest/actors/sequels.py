"""Which activity continues which: by the rank in their titles, or because a document says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates.lexicon import MONTH_NAMES, fold_in_place
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
    r"(?:(?:qui )?(?:fait|font|faisant|fera|feront) suite (?:aux|au|a)\b|dans le prolongement d[eu']s?|(?:a|en) la suite d[eu']s?|en suite d[eu']s?|dans la continuite d[eu']s?"
    r"|\bapres(?= (?:la |le |les |l')?(?:visite|journee|rencontre|seance|atelier|webinaire|reunion|conference|premier))|prolonge(?:ant|nt|ra|ait|aient)?|poursui(?:t|vant|vra))\s*(?:la |le |les |l'|l’)?"
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
            if (dated := _dated(told, event, extraction)) is not None:
                yield _relation(event, dated, cue.group().strip(), _SAID)
                continue
            for title, former in titles.items():
                at = told.find(title)
                if 0 <= at < 60 and former.iri != event.iri and not (
                    isinstance(event, Event) and event.series == former.iri
                ):  # fmt: skip
                    yield _relation(event, former, cue.group().strip(), _SAID)


def _dated(told: str, event: Event | Series, extraction: Extraction) -> Event | None:
    """Return the one earlier event of the document that words tell by its kind and its day (`webinaire du 3 avril`)."""
    if (match := _ON.match(told)) is None or not isinstance(event, Event) or event.when.start is None:
        return None
    day, month = int(match["day"]), _MONTHS.index(match["month"]) + 1
    found = [
        one
        for one in extraction.events
        if one.iri != event.iri
        and match["what"].rstrip("s") in fold(f"{one.title} {one.own_title or ''}")
        and one.when.start is not None
        and (one.when.start.day, one.when.start.month) == (day, month)
        and one.when.start < event.when.start
    ]
    return found[0] if len(found) == 1 else None


_MONTHS = [fold_in_place(month) for month in MONTH_NAMES]
_ON = re.compile(
    rf"\W*(?:la |le |les |l'|cette |ce )?(?P<what>{_STEP})\b[^.;:,]{{0,40}}? du (?:lundi |mardi |mercredi |jeudi |vendredi |samedi )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(_MONTHS)})\b"
)


def _relation(event: Event | Series, former: Event | Series, cue: str, score: float) -> Relation:
    return Relation(
        subject=event.iri, subject_label=event.title, predicate="follows", object=former.iri,
        object_label=former.title, cue=cue, evidence=event.evidence, score=score, status="fact",
    )  # fmt: skip
