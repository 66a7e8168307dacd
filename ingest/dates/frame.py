"""What a document says of all its dates: its own date, the period of its title, the dates it writes in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.dates.grammar import find_dates
from ingest.dates.lexicon import FULL_MONTHS, SEASONS, fold_in_place
from ingest.dates.mention import DateMention
from ingest.dates.moment import Anchor, Moment, moment_of
from ingest.dates.period import Period, read_period
from ingest.dates.tense import Tense
from ingest.dates.weekdays import disagree, weekday_days, year_told

HERE, HEADING, BEFORE, YEAR, TITLE, ELSEWHERE, BESIDE, CALL, FAR = 0, 10, 15, 30, 40, 60, 90, 120, 120
"""How little a date says of those around it, by where it stands: in the same sentence, in the heading above, in the
sentence before, as a year alone, as the year of the title, elsewhere in the document, elsewhere in one that has its own date, in the title of a call, or
far from the date of the document."""
_FAR_TOLD = 40
"""What is far weighs less against a date when the sentence tells of the past."""
_NEAR = timedelta(days=400)
"""Dates further than this from the document are of its subject's history."""
_BOUND = re.compile(
    r"\bprogramme\b(?! de\b)|\bagenda\b|\bcalendrier\b|\bbilan\b|\brapport\b|\bcompte[- ]rendu\b"
)
"""Titles whose year is that of the dates of the document."""
_BACKWARD = re.compile(
    r"\bbilan\b|\brapport d'activite|\bcompte[- ]rendu\b|\bretour sur\b|\bproces[- ]verbal\b"
)
_AHEAD = re.compile(r"\bappels?\b|\bcandidature|\bprogrammation\b")
"""Titles whose year begins after the dates of the document."""
_LEGAL = re.compile(
    r"\b(?:lois?|decrets?|circulaires?|ordonnances?|arretes?|instructions?|directives?|deliberations?)\b[^.;]{0,40}$"
)
_YEAR = re.compile(
    r"\b(?:en|annee|courant|debut|fin|printemps|ete|automne|hiver|rentree)\s+(?:de\s+)?((?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_HORIZON = re.compile(r"\b(?:horizon|objectifs?|cap|vision|ambitions?|quartiers|france|plan)\s+20\d0\b")
"""A year that is the aim of a plan says nothing of the dates of a document."""

_STORY = re.compile(r"\b(?:suivante?|puis|ensuite|plus tard|la meme annee|cette annee-la|alors|enfin)\b")
_FULL = re.compile(r"(?:19|20)\d\d|\d[/.-]\d\d?[/.-]\d\d")
_DATED = re.compile(
    rf"\d|\b(?:{'|'.join((*sorted(FULL_MONTHS), *SEASONS))})\b|\b(?:dates?|calendrier|lendemain|veille|meme jour|trimestre|semestre)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The dates that hold for a whole document, the day it speaks from, and the tense of its kind."""

    anchors: tuple[Anchor, ...]
    now: Period | None
    tense: Tense | None

    def goes_on(self, before: Iterable[Anchor], sentence: str) -> tuple[Anchor, ...]:
        """Keep the dates of the sentence before that this one goes on from: near ones, or those of a story."""
        told = _STORY.search(fold_in_place(sentence)) is not None
        return tuple(one for one in before if told or self.now is None or _touches(one, self.now))

    def moment(self, local: Iterable[Anchor], tense: Tense | None) -> Moment | None:
        """Return the moment of a sentence; what is far from the document weighs little: it is told in passing."""
        weighed = []
        for one in local:
            if self.now is not None and one.weight != HEADING and not _touches(one, self.now):
                one = replace(one, weight=one.weight + (_FAR_TOLD if tense == "past" else FAR))
            weighed.append(one)
        return moment_of((*weighed, *self.anchors), tense, self.now)


def read_frame(title: str, texts: Iterable[str], now: Period | None) -> Frame:
    """Read what the title and the texts of a document say of its dates; `now` is its own date."""
    folded = fold_in_place(title)
    titled = read_period(_HORIZON.sub("", folded))
    if now is None and titled is not None and (titled.end - titled.start).days <= 31:
        now = titled
    anchors = [] if now is None else [Anchor(first=now.start, last=now.end, weight=HERE)]
    if titled is not None:
        loose = (titled.end - titled.start).days > 300 and not _BOUND.search(folded)
        weight = (CALL if _AHEAD.search(folded) else TITLE) if loose else HERE
        anchors.append(Anchor(first=titled.start, last=titled.end, weight=weight))
    texts = tuple(texts)
    told = [one for text in texts for one in told_in_full(text)]
    near = anchors_of(_around(told, now), ELSEWHERE if now is None else BESIDE)
    if now is None and titled is None and (days := weekday_days(texts)):
        if near and disagree(days, min(one.first for one in near), max(one.last for one in near)):
            near = ()  # dates told in passing: the days of the document are of another year
        year = year_told(days, texts) if not near else None
        if year is not None:
            near = (Anchor(first=date(year, 1, 1), last=date(year, 12, 31), weight=ELSEWHERE),)
    anchors += near
    if now is None and near:
        # Written by the last of its dates at the latest; how long before the first, it does not say.
        now = Period(min(one.first for one in near) - _NEAR, max(one.last for one in near))
    tense: Tense | None = "past" if _BACKWARD.search(folded) else None
    return Frame(anchors=tuple(dict.fromkeys(anchors)), now=now, tense=tense)


def sentence_anchors(sentence: str, told: Sequence[DateMention]) -> tuple[Anchor, ...]:
    """Return the dates of a sentence that carry their year; without any, its years alone."""
    if told:
        return anchors_of(told, HERE)
    years = sorted({int(one.group(1)) for one in _YEAR.finditer(fold_in_place(sentence))})
    return tuple(Anchor(first=date(year, 1, 1), last=date(year, 12, 31), weight=YEAR) for year in years)


def heading_anchors(text: str) -> tuple[Anchor, ...]:
    """Return the period that a heading names, unless it is that of a text of law or of what is to come."""
    folded = _HORIZON.sub("", fold_in_place(text))
    period = read_period(folded)
    if period is None or _LEGAL.search(folded) or _AHEAD.search(folded):
        return ()
    return (Anchor(first=period.start, last=period.end, weight=HEADING),)


def may_hold_dates(text: str) -> bool:
    """Say quickly whether a sentence has a figure or a word of dates."""
    return _DATED.search(fold_in_place(text)) is not None


def told_in_full(text: str) -> Iterator[DateMention]:
    """Yield the dates of a text that are told with their year, those of texts of law left out."""
    if not _FULL.search(text):
        return
    folded = fold_in_place(text)
    for mention in find_dates(text):
        if mention.first and mention.last and not _LEGAL.search(folded[: mention.start]):
            yield mention


def anchors_of(mentions: Iterable[DateMention], weight: int) -> tuple[Anchor, ...]:
    """Return dates as anchors of some weight."""
    return tuple(
        Anchor(first=one.first, last=one.last, weight=weight) for one in mentions if one.first and one.last
    )


def _around(mentions: Sequence[DateMention], now: Period | None) -> list[DateMention]:
    """Keep the dates near the document, or near the year that most of them have."""
    if now is not None:
        near = now
        return [one for one in mentions if any(_touches(anchor, near) for anchor in anchors_of([one], HERE))]
    years = Counter(one.first.year for one in mentions if one.first)
    if not years:
        return []
    common = years.most_common(1)[0][0]
    return [one for one in mentions if one.first and abs(one.first.year - common) <= 1]


def _touches(anchor: Anchor, now: Period) -> bool:
    return anchor.first <= now.end + _NEAR and anchor.last >= now.start - _NEAR
