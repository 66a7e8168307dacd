"""Lines grouped into sections and entries: which line names an activity, and which lines belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.dates.lexicon import fold_in_place
from ingest.programme.announcement import Announcement
from ingest.programme.lexicon import DESCRIPTION_OPENING, EVENT_NOUN, SERIES_HEAD, VERB
from ingest.programme.line import Line

TITLE_COST_UNDATED = 3.0
"""What it costs to take a line for a title when no date follows it before the next title."""
SECOND_TITLE_COST = 0.5
"""What it costs to take a line for the second half of the title right above it."""
_COUNTED = frozenset(("date", "embedded", "row"))


@dataclass(slots=True)
class Entry:
    """An activity as announced: its title, the lines that speak of it, and its dated lines."""

    axis: str | None
    titles: list[Line]
    lines: list[Line] = field(default_factory=list)
    series: bool = False
    """The title names a series: dated lines with titles of their own are its sessions."""

    @property
    def dated(self) -> bool:
        """Say whether a line of the entry has dates."""
        return any(line.kind in _COUNTED for line in self.lines)


@dataclass(slots=True)
class Section:
    """A heading (or none) and the lines directly under it."""

    axis: str | None
    heading: Line | None
    nested: bool
    """The heading stands under the heading of a section."""
    lines: list[Line] = field(default_factory=list)


def sections(lines: Sequence[Line]) -> Iterator[Section]:
    """Yield the sections of a programme: its axes, and the headings under them."""
    headings = _section_headings(lines)
    top = top_level(lines)
    axis: str | None = None
    kept = {id(line) for line in headings}
    current = Section(None, None, False)
    for line in lines:
        if line.kind == "heading" and id(line) in kept:
            yield current
            if level_of(line) == top:
                axis = line.text.strip(" >*_")
            current = Section(axis, line, level_of(line) > top)
        elif line.kind != "heading":
            current.lines.append(line)
    yield current


def level_of(line: Line) -> int:
    """Return the level of a heading; one that only its capitals make so is of the first."""
    return line.block.level or 1


def top_level(lines: Sequence[Line]) -> int:
    """Return the level of the headings of sections: titles and covers above them are passed over."""
    headings = _section_headings(lines)
    levels = sorted({level_of(line) for line in headings})
    while len(levels) > 2:
        heads = {id(line) for line in headings if level_of(line) == levels[0]}
        if _holding_dates(lines, heads) > 1:
            break
        levels.pop(0)
    return levels[0] if levels else 1


def _section_headings(lines: Sequence[Line]) -> list[Line]:
    """Return the headings without the one that opens the document as its title, above all others."""
    headings = [line for line in lines if line.kind == "heading"]
    top = min((level_of(line) for line in headings), default=1)
    alone = [line for line in headings if level_of(line) == top]
    return headings[1:] if len(alone) == 1 and alone[0] is headings[0] and len(headings) > 1 else headings


def _holding_dates(lines: Sequence[Line], heads: set[int]) -> int:
    """Count the headings of a level that have dated lines under them."""
    holding: set[int] = set()
    current = 0
    for line in lines:
        if id(line) in heads:
            current = id(line)
        elif line.kind in _COUNTED and current:
            holding.add(current)
    return len(holding)


def entries(
    section: Section, announcements: dict[int, Announcement], covered: Callable[[str], float]
) -> list[Entry]:
    """Group the lines of a section into entries; `covered` tells how much of a text is names of actors."""
    lines = section.lines
    opening = _opening_entry(section, announcements)
    chosen = _choose_titles(lines, announcements, covered, opening)
    found: list[Entry] = [opening] if opening else []
    current: Entry | None = opening
    for index, line in enumerate(lines):
        if index in chosen:
            if current is not None and current.titles and not current.lines and current is not opening:
                current.titles.append(line)
                continue
            current = Entry(section.axis, [line])
            found.append(current)
        elif line.kind == "text" and current is not None and _ends_a_table(current):
            continue  # what is said under a table is of none of its rows
        elif current is None or (current.titles and _stands_alone(line, current, opening, announcements)):
            current = Entry(section.axis, [])
            current.lines.append(line)
            found.append(current)
        else:
            current.lines.append(line)
    for entry in found:
        _take_subtitles(entry)
    return found


def _ends_a_table(entry: Entry) -> bool:
    return bool(entry.lines) and entry.lines[-1].kind == "row" and not entry.titles


def _stands_alone(
    line: Line, current: Entry, opening: Entry | None, announcements: dict[int, Announcement]
) -> bool:
    """Tell a line with its own title and date from the sessions of the entry above it, written in another layout."""
    announced = announcements.get(id(line))
    if line.kind != "embedded" or announced is None or not announced.own_title:
        return False
    earlier = [one for one in current.lines if id(one) in announcements]
    if not earlier:
        return False
    if any(one.kind == "date" for one in earlier) and opening is not current:
        return True
    return all(one.block.kind == "item" for one in earlier) and line.block.kind != "item"


def _opening_entry(section: Section, announcements: dict[int, Announcement]) -> Entry | None:
    """Return the entry a section's heading opens when it names an activity or a series."""
    heading = section.heading
    if heading is None:
        return None
    dated = [announcements[id(line)] for line in section.lines if id(line) in announcements]
    titled = [one for one in dated if one.own_title]
    series = SERIES_HEAD.match(fold_in_place(heading.text)) is not None
    if section.nested:
        return Entry(section.axis, [heading], series=True)
    if series and not heading.text.isupper():
        return Entry(section.axis, [heading], series=True)
    if heading.text.isupper() or not dated or titled:
        return None
    first = next((line for line in section.lines if line.kind in ("text", "date", "embedded", "row")), None)
    if first is not None and first.kind in ("date", "embedded"):
        return Entry(section.axis, [heading], series=True)
    return None


def _choose_titles(
    lines: Sequence[Line],
    announcements: dict[int, Announcement],
    covered: Callable[[str], float],
    opening: Entry | None,
) -> set[int]:
    """Choose the title lines that together explain the dated lines best (dynamic programming over the lines)."""
    # State: (has an entry been opened by a line, has it a date). Value: (score, titles chosen).
    State = tuple[bool, bool]  # noqa: N806
    start: State = (opening is not None, opening is not None)
    best: dict[State, tuple[float, tuple[int, ...]]] = {start: (0.0, ())}
    for index, line in enumerate(lines):
        following: dict[State, tuple[float, tuple[int, ...]]] = {}

        def keep(state: State, score: float, titles: tuple[int, ...], into: dict = following) -> None:  # type: ignore[type-arg]
            if state not in into or score > into[state][0]:
                into[state] = (score, titles)

        for (opened, dated), (score, titles) in best.items():
            if line.kind in _COUNTED or line.kind == "recurrence":
                keep((opened, True), score - (0.0 if opened else _orphan_cost(line, announcements)), titles)
                continue
            keep((opened, dated), score, titles)
            if line.kind == "text":
                gain = title_score(lines, index, covered) - (3.0 if opening is not None else 0.0)
                cost = TITLE_COST_UNDATED if opened and not dated else 0.0
                if titles and titles[-1] == index - 1 and (index < 2 or lines[index - 2].kind == "text"):
                    cost = SECOND_TITLE_COST
                keep((True, False), score + gain - cost, (*titles, index))
        best = following
    score_of = {
        state: value[0] - (TITLE_COST_UNDATED if state[0] and not state[1] and value[1] else 0.0)
        for state, value in best.items()
    }
    return set(best[max(score_of, key=score_of.__getitem__)][1])


def _orphan_cost(line: Line, announcements: dict[int, Announcement]) -> float:
    """Rate a dated line that no title stands above: much for one without words of its own, less for an item."""
    announced = announcements.get(id(line))
    if announced is None or not announced.own_title:
        return 2.5
    return 1.0 if line.block.kind == "item" and line.kind == "date" else 0.0


def title_score(lines: Sequence[Line], index: int, covered: Callable[[str], float]) -> float:
    """Rate how much a line reads as the title of an activity; positive when it rather does."""
    line = lines[index]
    folded, text = line.folded.strip(), line.text.strip()
    score = -1.0
    length = len(text)
    asks = text.endswith("?")
    score += (
        1.2
        if length <= 60
        else 0.7
        if length <= 110
        else 0.0
        if length <= 160 or (asks and length <= 230)
        else -1.0
        if length <= 230
        else -3.0
    )
    score += 0.4 if 0 < text.find(" : ") < 60 else 0.0
    score += 1.0 if line.block.emphasis else 0.0
    noun = EVENT_NOUN.search(folded)
    if noun is not None:
        score += 2.0 if noun.start() <= 5 else 0.5
    if text.endswith((".", ";", "…", "...", ":")):
        score -= 2.5
    if DESCRIPTION_OPENING.match(folded):
        score -= 2.5
    if VERB.search(folded) and "?" not in text:
        score -= 1.5
    if re.search(r"[.!]\s+[A-ZÀ-Þ]", text):
        score -= 1.5
    if text.endswith(("?", "!")) and re.search(r"[.]\s", text) is None:
        score += 0.8
    if text[:1].islower():
        score -= 3.0
    if line.block.marker:
        score -= 0.7
    if covered(text) > 0.6:
        score -= 2.5
    ahead = next((other.kind for other in lines[index + 1 :] if other.kind not in ("place", "field")), None)
    if ahead in ("date", "embedded", "recurrence"):
        score += 1.5
    elif ahead == "text" and any(other.kind == "date" for other in lines[index + 2 : index + 4]):
        score += 0.5
    if _quoted(text) and index and _may_name(lines[index - 1]):
        score -= 2.0  # the second half of the title above
    before = lines[index - 1].kind if index else "heading"
    if before == "heading" or index == 0:
        score += 0.5
    elif before in ("date", "embedded"):
        score -= 1.0
    return score


def _may_name(line: Line) -> bool:
    """Say whether a line is short and no sentence, as titles are."""
    text = line.text.rstrip()
    short = len(text) <= 120 and not text.endswith((".", ":", ";"))
    return line.kind == "text" and short and not DESCRIPTION_OPENING.match(line.folded)


def _quoted(text: str) -> bool:
    return re.fullmatch(r"[\s*_]*[«“\"].*[»”\"][\s*_!?.]*", text) is not None


def _take_subtitles(entry: Entry) -> None:
    """Move a quoted line right after the title into it: it is its second half."""
    if entry.titles and entry.lines and entry.lines[0].kind == "text" and _quoted(entry.lines[0].text):
        entry.titles.append(entry.lines.pop(0))
