"""How surely two statements speak of one and the same event or series: parts, then one score.

Each part moves the odds; the score is the probability these odds make. What it is worth is measured on pairs
labelled by hand (`benchmarks/identity.py`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.days import INSIDE, MONTH, YEAR, nearness
from graph.statements import Statement
from graph.titles import likeness, numbers_differ, tokens

FACT, CANDIDATE = 0.97, 0.5
"""From the first on two statements are brought together; between the two, a person is asked."""

_TITLE_SLOPE, _TITLE_ZERO = 9.0, 0.5
"""Odds that titles give: none at the likeness `zero`, `slope` for the whole scale."""
_DATE = (
    (1.0, 3.2),
    (INSIDE * 0.95, 2.4),
    (MONTH * 0.95, 0.8),
    (YEAR * 0.95, -0.3),
    (0.4, -0.3),
    (0.3, -1.0),
    (0.15, -3.2),
)
"""Odds that dates give, from the nearness on."""
_OTHER_TIME, _NO_DATE, _ONE_DATE = -7.0, -2.5, -1.6
_OTHER_SESSION = -5.0
"""Another day of something that comes back is another session."""
SAME_PLACE, AROUND, NEARBY = 1.0, 0.5, 0.25
_PLACE = {SAME_PLACE: 1.2, AROUND: 0.5, NEARBY: -1.2, 0.0: -3.5}
"""Odds that places give: the same, one around the other, two of one area or two wordings, two areas apart."""
_ACTORS, _OTHER_ACTORS = 1.5, -0.5
_OTHER_EDITION = -5.0
_EVENT, _SERIES = -2.0, -2.0
"""Odds before anything is compared: of two statements near in time or in words, few are one."""
_SHARED_SESSION = 2.0
"""Odds that sessions already brought together give to their series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """The score of a pair, from 0 to 1, and its parts; a part is None when one of the two says nothing."""

    score: float
    date: float | None = None
    title: float
    place: float | None = None
    actors: float | None = None


def compare(one: Statement, other: Statement, *, shared_sessions: bool = False) -> Resemblance:
    """Return how surely two statements of one kind are one; the order of the two changes nothing."""
    title = _titles(one, other)
    place, actors = _places(one, other), _overlap(one.actors, other.actors)
    date = nearness(one.when, other.when) if one.kind == "event" else None
    odds = _TITLE_SLOPE * (title - _TITLE_ZERO)
    if one.kind == "event":
        odds += _EVENT + _date_odds(one, other, date)
    else:
        odds += _SERIES + (_SHARED_SESSION if shared_sessions else 0.0)
    if place is not None:
        odds += _PLACE[place]
    if actors is not None:
        odds += _ACTORS * actors if actors else _OTHER_ACTORS
    if numbers_differ(one.titles[0], other.titles[0]):
        odds += _OTHER_EDITION
    return Resemblance(
        score=round(1 / (1 + math.exp(-odds)), 4),
        date=date,
        title=round(title, 4),
        place=place,
        actors=None if actors is None else round(actors, 4),
    )


def _titles(one: Statement, other: Statement) -> float:
    """Compare titles as they are, then each with the whole of the other: its series, the words around it."""
    return max(
        likeness(one.titles, other.titles),
        likeness(one.titles[:1], (other.whole,)) if other.whole else 0.0,
        likeness((one.whole,), other.titles[:1]) if one.whole else 0.0,
    )


def _date_odds(one: Statement, other: Statement, near: float | None) -> float:
    recurring = one.recurring or other.recurring
    if near is None:
        unset = _NO_DATE if not one.when and not other.when else _ONE_DATE
        return unset + (_OTHER_SESSION / 2 if recurring else 0.0)
    odds = next((odds for least, odds in _DATE if near >= least - 1e-9), _OTHER_TIME)
    return odds + (_OTHER_SESSION if recurring and near < YEAR * 0.9 else 0.0)


def _places(one: Statement, other: Statement) -> float | None:
    """Return how near two places are; None when one is not told, or when both are online."""
    named = {token.norm for token in tokens(one.place)} & {token.norm for token in tokens(other.place)}
    if one.place and other.place and named:
        return SAME_PLACE
    if one.territories and other.territories:
        if one.territories & other.territories:
            return SAME_PLACE
        if one.territories & other.around or other.territories & one.around:
            return AROUND
        return NEARBY if one.around & other.around else 0.0
    online = "online" in (one.mode, other.mode)
    if online:
        return None if one.mode == other.mode or not (one.mode and other.mode) else NEARBY
    return NEARBY if one.place and other.place else None


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    if not one or not other:
        return None
    return len(one & other) / min(len(one), len(other))
