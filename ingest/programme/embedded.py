"""Dates written inside a line: which of them announce a session, and which only tell of something."""

from __future__ import annotations

import re

from ingest.dates import DateMention, Period
from ingest.programme.lexicon import (
    EVENT_NOUN,
    PAST,
    RESOURCE_SECTION,
    VERB,
)

_SESSION_CUE = re.compile(
    r"(?:\b(?:seances?|dates?|rencontres?|rendez-vous|rdv|sessions?|reunions?|ateliers?|calendrier|journees?|temps forts?)\b[^.!?]{0,60}?"
    r"(?::|,|\ble\b|\bles\b|\ba\b|\ben\b)|\b(?:rdv|rendez-vous|aura lieu|auront lieu|se (?:reunira|reunit|retrouvera|tiendra|deroulera))|[:(–—-])\s*(?:le\s+|les\s+|du\s+|a\s+l'|l'|au\s+|en\s+)?$"
)


def is_prose(folded: str, mention: DateMention) -> bool:
    """Say whether a line that opens on a date goes on as a sentence (`De mai à juin, l'équipe vous propose…`)."""
    if _tells_the_past(folded, mention):
        return True
    rest = re.split(r"[.!?]\s", folded[mention.end :])[0]
    return (
        re.match(r"\s*,\s*(?:l'|la\s|les?\s|nous\s|vous\s|une?\s|ce)", rest) is not None
        and VERB.search(rest) is not None
    )


def _tells_the_past(folded: str, mention: DateMention) -> bool:
    """Say whether the sentence around a date tells of something past, a deadline or a publication."""
    start = max(folded.rfind(stop, 0, mention.start) for stop in (". ", "! ", "? ", "\n")) + 1
    ends = [end for stop in (". ", "! ", "? ", "\n") if (end := folded.find(stop, mention.end)) >= 0]
    sentence = folded[start : min(ends, default=len(folded))]
    return PAST.search(sentence) is not None


def embedded_dates(
    folded: str, sessions: tuple[DateMention, ...], period: Period | None
) -> tuple[DateMention, ...]:
    """Return the session dates written inside a line (`Réseau X : 2 février, 6 avril`), none for prose."""
    kept: list[DateMention] = []
    for mention in sessions:
        if kept and re.fullmatch(
            r"[\s/,;&*_|+-]*(?:et|puis|ou)?[\s*_]*(?:le\s+|les\s+)?", folded[kept[-1].end : mention.start]
        ):
            kept.append(mention)
            continue
        before = folded[: mention.start]
        sentence_start = max(before.rfind(stop) for stop in (". ", "! ", "? ")) + 1
        head = before[sentence_start:]
        if _tells_the_past(folded, mention) or len(head) > 200:
            continue
        bracketed = re.search(r"[(\[]\s*(?:l'|le )?$", head) is not None and folded[mention.end :].startswith(
            (")", "]")
        )
        if (
            mention.kind in ("month", "season")
            and not (bracketed and not PAST.search(folded))
            and (
                "/" in (mention.edtf or "")
                or not (EVENT_NOUN.search(head) and _SESSION_CUE.search(head))
                or VERB.search(head)
                or len(head) > 110
            )
        ):
            continue
        if RESOURCE_SECTION.search(head) and not EVENT_NOUN.search(head):
            continue
        if (
            mention.first
            and period
            and mention.last
            and not period.holds(mention.first, mention.last)
            and mention.last < period.start
        ):
            continue
        tail = folded[mention.end :].strip(" *_.)]")
        closing = not tail and re.search(r"[(\[,–—:-]\s*(?:le |les |du )?$", head)
        if _SESSION_CUE.search(head) or closing or _after_title(folded, mention, sentence_start):
            kept.append(mention)
    return tuple(kept)


def _after_title(folded: str, mention: DateMention, sentence_start: int) -> bool:
    """Accept `Titre, samedi 27 septembre, Ville` and `Titre. Mardi 20 août, Ville`: a title, a date, the rest apart."""
    head = folded[sentence_start : mention.start].strip()
    before = folded[:sentence_start].strip()
    title = head or before
    if (
        not title
        or VERB.search(title)
        or len(title) > 120
        or (head and before)
        or re.search(r"[.!?]\s", title)
    ):
        return False
    parted = head.endswith((",", "->", "→", "!", "?")) or not head
    return parted and re.match(r"\s*(?:[,.;()–—-]|$|de \d|a \d)", folded[mention.end :]) is not None
