"""From dated words to dates as people group them: one day, several days, ranges, alternatives, months, seasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from ingest.dates.lexicon import (
    FULL_MONTHS,
    SEASONS,
    Token,
    clock,
    day_of,
    fold_in_place,
    month_of,
    recurrence_of,
    tokens,
    weekday_of,
)
from ingest.dates.period import Period, last_day, resolve_year

DateKind = Literal["days", "alternative", "month", "season", "unset", "recurrence", "deadline", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date (one session) written in a text; several may share the same words (`4, 11 et 18 avril`)."""

    start: int
    end: int
    kind: DateKind
    edtf: str | None
    first: date | None
    last: date | None
    to_confirm: bool = False
    start_time: str | None = None
    end_time: str | None = None
    duration: str | None = None
    """Recurrences: ISO 8601 duration."""


@dataclass(slots=True)
class _Item:
    """A day of a list: the month and the year may be written once, further on."""

    start: int
    end: int
    day: int
    month: int | None
    year: int | None
    weekday: int | None
    own_month: bool
    joint: str = ""
    """What ties it to the item before: `,` (list), `-` (range) or `or`."""


_RANGE_WORDS = {"au", "a", "-", "→", "–", "—"}
_MAX_GAP = re.compile(r"[\s*_(\[]*")


def find_dates(
    text: str, period: Period | None = None, *, month: tuple[int, int | None] | None = None
) -> Iterator[DateMention]:
    """Yield the dates of a text in order; `month` (number, year) completes days written without a month."""
    folded = fold_in_place(text)
    found = list(tokens(folded))
    position = 0
    while position < len(found):
        mentions, position = _Parser(folded, found, period, month).read(position)
        yield from mentions


@dataclass(slots=True)
class _Parser:
    text: str
    found: list[Token]
    period: Period | None
    default: tuple[int, int | None] | None

    def read(self, at: int) -> tuple[list[DateMention], int]:
        token = self.found[at]
        if token.kind == "unset":
            return [_plain(token, "unset")], at + 1
        if token.kind == "recurrence":
            return [replace(_plain(token, "recurrence"), duration=recurrence_of(token.word))], at + 1
        for parse in (self._numeric_range, self._exact, self._days, self._months, self._seasons):
            mentions, after = parse(at)
            if mentions:
                return self._finish(mentions, at, after)
        return [], at + 1

    def _near(self, index: int) -> Token | None:
        """Return the token at `index` when only blanks or bold marks part it from the one before."""
        if not 0 < index < len(self.found):
            return None
        gap = self.text[self.found[index - 1].end : self.found[index].start]
        return self.found[index] if _MAX_GAP.fullmatch(gap) else None

    def _skip(self, index: int, *kinds: str) -> int:
        while (token := self._near(index)) is not None and token.kind in kinds:
            index += 1
        return index

    # -- days -----------------------------------------------------------------------------------------

    def _exact(self, at: int) -> tuple[list[DateMention], int]:
        """Read `2024-03-12`, `12/03/2024`, `12/03`, and ranges of them."""
        first = self._exact_day(at)
        if first is None:
            return [], at
        days, after = [first], at + 1
        while (joint := self._near(after)) is not None and joint.kind == "connector":
            skipped = self._skip(after + 1, "article", "weekday")
            other = self._exact_day(skipped) if self._near(skipped) else None
            if other is None:
                break
            both_iso = self.found[at].kind == "iso" and self.found[skipped].kind == "iso"
            other.joint = "-" if joint.word == "/" and both_iso else _joint(joint.word)
            days.append(other)
            after = skipped + 1
        return self._group(days), after

    def _numeric_range(self, at: int) -> tuple[list[DateMention], int]:
        """Read `02-03/04/2025`: two days of one month."""
        token = self.found[at]
        if token.kind != "numericrange":
            return [], at
        one, other, month, *rest = (int(part) for part in re.findall(r"\d+", token.word))
        year = (rest[0] + (2000 if rest[0] < 100 else 0)) if rest else None
        joint = _joint(re.sub(r"[\d\s]", "", token.word)[:2].rstrip("/.") or ",")
        first = _Item(token.start, token.end, one, month, year, None, True)
        second = _Item(token.start, token.end, other, month, year, None, True, joint)
        return self._group([first, second]), at + 1

    def _exact_day(self, at: int) -> _Item | None:
        if at >= len(self.found):
            return None
        token = self.found[at]
        if token.kind == "iso":
            year, month, day = (int(part) for part in token.word.split("-"))
        elif token.kind == "numeric":
            parts = [int(part) for part in re.split(r"[/.]", token.word)]
            if len(parts) == 2 and not self._plausible_short(token):
                return None
            day, month = parts[0], parts[1]
            year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) == 3 else 0
        else:
            return None
        return _Item(token.start, token.end, day, month, year or None, None, True)

    def _plausible_short(self, token: Token) -> bool:
        """Accept `12/03` or `12.03` without a year only at the head of a line or after a weekday or `le`."""
        before = self.text[: token.start]
        head = re.search(r"(?:^|\n)[\W_]*$", before) is not None
        if "/" in token.word:
            return re.fullmatch(r"\d{1,2}/\d\d", token.word) is not None or head
        if re.fullmatch(r"\d\d?\.\d\d", token.word) is None:
            return False
        listed = re.fullmatch(r"\d\d[/.]\d\d", token.word) and re.search(r"[:,(]\s*$|\bet\s+$|/\s*$", before)
        named = re.search(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\b(?:lun|mar|mer|jeu|ven|sam|dim)"
                          r"\.?|\ble|\bdu|\bau|\bet)\s+$", before) is not None  # fmt: skip
        return head or named or bool(listed)

    def _day(self, at: int) -> tuple[_Item | None, int]:
        """Read `[le] [mardi] 12 [mars] [2024]` at a token."""
        index = self._enter(at, "article")
        weekday = None
        if index < len(self.found) and self.found[index].kind == "weekday":
            weekday = weekday_of(self.found[index].word)
            index += 1
            if self._near(index) is None:
                return None, at
        if index >= len(self.found) or self.found[index].kind not in ("day", "numeric"):
            return None, at
        token = self.found[index]
        if token.kind == "numeric":
            exact = self._exact_day(index)
            if exact is not None:
                exact.start, exact.weekday = self.found[at].start, weekday
            return exact, index + 1
        item = _Item(self.found[at].start, token.end, day_of(token.word), None, None, weekday, False)
        index += 1
        following = self._near(index)
        if following is not None and following.kind == "month":
            item.month, item.end, item.own_month = month_of(following.word), following.end, True
            index += 1
            following = self._near(index)
            if following is not None and following.kind == "year":
                item.year, item.end = int(following.word), following.end
                index += 1
        return item, index

    def _enter(self, at: int, kind: str) -> int:
        index = at
        while (
            index < len(self.found) and self.found[index].kind == kind and (index == at or self._near(index))
        ):
            index += 1
            if self._near(index) is None:
                return index - 1 if index - 1 == at else index
        return index

    def _days(self, at: int) -> tuple[list[DateMention], int]:
        item, after = self._day(at)
        if item is None:
            return [], at
        items, ends = [item], [after]
        while True:
            joint_at = self._skip(after, "time") if items[-1].own_month else after
            joint = self._near(joint_at)
            if joint is None or joint.kind != "connector":
                break
            nxt_at = joint_at + 1
            if self._near(nxt_at) is None:
                break
            following, after_next = self._day(nxt_at)
            if following is None:
                break
            following.joint = _joint(joint.word)
            items.append(following)
            ends.append(after_next)
            after = after_next
        if not any(one.month for one in items):
            return self._bare_days(items, ends)
        while items[-1].month is None:
            items.pop()
            ends.pop()
        for index in range(len(items) - 2, -1, -1):
            one, following = items[index], items[index + 1]
            one.month = one.month or following.month
            if one.year is None and following.year is not None and one.month is not None:
                one.year = following.year - (
                    1 if (one.month, one.day) > (following.month or 0, following.day) else 0
                )
        return self._group(items), ends[-1]

    def _bare_days(self, items: list[_Item], ends: list[int]) -> tuple[list[DateMention], int]:
        """Give the month of the heading to days written alone, where the line begins with them."""
        token_at = items[0].start
        head = re.search(r"(?:^|\n)[\W_]*$", self.text[:token_at])
        if self.default is None or head is None:
            return [], ends[0]
        if items[0].weekday is None and not re.match(r"\s*(?:[:–—-]|et\b|,|/|$)", self.text[items[-1].end :]):
            return [], ends[0]
        month, year = self.default
        for one in items:
            one.month, one.year = month, year
        return self._group(items), ends[-1]

    def _resolved(self, item: _Item, before: date | None) -> date | None:
        year = item.year or resolve_year(item.month or 1, item.day, self.period, item.weekday, before)
        if year is None or item.month is None:
            return None
        try:
            return date(year, item.month, item.day)
        except ValueError:
            return None

    def _group(self, items: list[_Item]) -> list[DateMention]:
        """Turn a list of days into sessions: ranges, alternatives, runs of consecutive days, single days."""
        days: list[date] = []
        for item in items:
            day = self._resolved(item, days[-1] if days else None)
            if day is None:
                return []
            days.append(day)
        if len(items) > 1 and all(item.joint == "or" for item in items[1:]):
            edtf = "[" + ",".join(day.isoformat() for day in days) + "]"
            return [self._mention(items[0], items[-1], "alternative", edtf, min(days), max(days))]
        sessions: list[DateMention] = []
        index = 0
        while index < len(items):
            last = index
            while last + 1 < len(items) and self._continues(items, days, last):
                last += 1
            first_day, last_day_ = days[index], days[last]
            edtf = first_day.isoformat() + (f"/{last_day_.isoformat()}" if last_day_ > first_day else "")
            sessions.append(self._mention(items[index], items[last], "days", edtf, first_day, last_day_))
            index = last + 1
        return sessions

    @staticmethod
    def _continues(items: list[_Item], days: list[date], at: int) -> bool:
        """Say whether the next day belongs to the same session: a range, or the day after."""
        if items[at + 1].joint == "-":
            return days[at + 1] > days[at]
        return days[at + 1] == days[at] + timedelta(days=1)

    def _mention(
        self, first: _Item, last: _Item, kind: DateKind, edtf: str, start: date, end: date
    ) -> DateMention:
        return DateMention(start=first.start, end=last.end, kind=kind, edtf=edtf, first=start, last=end)

    # -- months, seasons, parts of a year -------------------------------------------------------------

    def _months(self, at: int) -> tuple[list[DateMention], int]:
        index = self._enter(at, "article")
        if index < len(self.found) and self.found[index].kind == "modifier":
            index += 1
            if self._near(index) is None:
                return [], at
        first, after = self._month(index)
        if first is None:
            return [], at
        joint = self._near(after)
        if joint is not None and joint.kind == "connector" and self._near(after + 1) is not None:
            skipped = self._skip(after + 1, "modifier")
            other, after_other = self._month(skipped)
            if other is not None and self._near(skipped) is not None:
                return self._month_pair(at, first, other, joint.word, after_other), after_other
        edtf, start, end = self._month_dates(*first)
        if edtf is None:
            return [], at
        return [self._span(at, after, "month", edtf, start, end)], after

    def _month(self, index: int) -> tuple[tuple[int, int | None] | None, int]:
        if index >= len(self.found) or self.found[index].kind != "month":
            return None, index
        word = self.found[index].word.rstrip(".")
        following = self._near(index + 1)
        if following is not None and following.kind == "year":
            return (month_of(word), int(following.word)), index + 2
        if word not in FULL_MONTHS:
            return None, index
        return (month_of(word), None), index + 1

    def _month_dates(self, month: int, year: int | None) -> tuple[str | None, date | None, date | None]:
        year = year or resolve_year(month, 15, self.period)
        if year is None:
            return None, None, None
        return f"{year:04d}-{month:02d}", date(year, month, 1), last_day(year, month)

    def _month_pair(
        self, at: int, first: tuple[int, int | None], other: tuple[int, int | None], word: str, after: int
    ) -> list[DateMention]:
        year = first[1]
        if year is None and other[1] is not None:
            year = other[1] - (1 if first[0] > other[0] else 0)
        one, one_start, one_end = self._month_dates(first[0], year)
        two, two_start, two_end = self._month_dates(*other)
        if one is None or two is None:
            return []
        joint = _joint(word)
        if joint == "or":
            return [self._span(at, after, "alternative", f"[{one},{two}]", one_start, two_end)]
        if joint == "-" or word == "/":
            return [self._span(at, after, "month", f"{one}/{two}", one_start, two_end)]
        return [
            self._span(at, after, "month", one, one_start, one_end),
            self._span(at, after, "month", two, two_start, two_end),
        ]

    def _seasons(self, at: int) -> tuple[list[DateMention], int]:
        index = self._enter(at, "article")
        if index < len(self.found) and self.found[index].kind == "modifier":
            index += 1
        if index >= len(self.found) or self.found[index].kind not in ("season", "part"):
            return [], at
        token = self.found[index]
        following = self._near(index + 1)
        has_year = following is not None and following.kind == "year"
        if token.kind == "season":
            code = SEASONS[token.word]
            first_month = {21: 3, 22: 6, 23: 9, 24: 12}[code]
            months = 3
            alone = re.search(r"(?:^|\n)[\W_]*(?:a\s+l'|au\s+|en\s+|cet\s+)?$", self.text[: token.start])
            if not has_year and alone is None:
                return [], at
        else:
            code, first_month, months = _part(token.word)
        year = int(following.word) if has_year and following else resolve_year(first_month, 15, self.period)
        if year is None:
            return [], at
        last = first_month + months - 1
        end = last_day(year + (last > 12), (last - 1) % 12 + 1)
        after = index + (2 if has_year else 1)
        return [self._span(at, after, "season", f"{year:04d}-{code}", date(year, first_month, 1), end)], after

    def _span(
        self, at: int, after: int, kind: DateKind, edtf: str, start: date | None, end: date | None
    ) -> DateMention:
        return DateMention(
            start=self.found[at].start,
            end=self.found[after - 1].end,
            kind=kind,
            edtf=edtf,
            first=start,
            last=end,
        )

    # -- what surrounds a date ------------------------------------------------------------------------

    def _finish(self, mentions: list[DateMention], at: int, after: int) -> tuple[list[DateMention], int]:
        """Add hours, `à confirmer`, and tell a deadline or an opening from a session."""
        end, times, confirm = mentions[-1].end, list[str](), False
        index = after
        while index < len(self.found):
            gap = self.text[end : self.found[index].start]
            token = self.found[index]
            if token.kind == "time" and len(times) < 2 and re.fullmatch(r"[\s*_,:|(·-]*(?:de\s+|a\s+)?", gap):
                times.append(clock(token.word))
            elif token.kind == "confirm" and re.fullmatch(r"[\s*_,:(\[-]*", gap):
                confirm = True
            elif not (token.kind in ("connector", "article") and self._leads_to_time(index)):
                break
            end = token.end
            index += 1
        before = self.found[at - 1] if at and self._near(at) is not None else None
        kind = before.kind if before is not None and before.kind in ("deadline", "open") else None
        finished = []
        for mention in mentions:
            closes = mention is mentions[-1]
            finished.append(
                replace(
                    mention,
                    end=end if closes else mention.end,
                    start_time=times[0] if times else None,
                    end_time=times[1] if len(times) > 1 else None,
                    to_confirm=confirm or mention.kind == "alternative",
                    kind=kind or mention.kind,
                )
            )
        return finished, index

    def _leads_to_time(self, index: int) -> bool:
        following = self._near(index + 1)
        if following is not None and following.kind in ("article", "connector"):
            following = self._near(index + 2)
        return following is not None and following.kind == "time" and self._near(index) is not None


def _plain(token: Token, kind: DateKind) -> DateMention:
    return DateMention(start=token.start, end=token.end, kind=kind, edtf=None, first=None, last=None)


def _joint(word: str) -> str:
    if word == "ou":
        return "or"
    return "-" if word in _RANGE_WORDS else ","


def _part(word: str) -> tuple[int, int, int]:
    """Return the EDTF code, first month and length of a quarter or half-year."""
    rank = {"prem": 1, "1er ": 1, "1e s": 1, "1e t": 1, "2e s": 2, "2e t": 2, "2eme": 2, "deux": 2, "seco": 2,
            "3e t": 3, "3eme": 3, "troi": 3, "4e t": 4, "4eme": 4, "quat": 4}.get(word[:4])  # fmt: skip
    semester = "semestre" in word or (word[0] == "s" and word[1:].isdigit())
    if rank is None:
        rank = int(word[1]) if word[1:].isdigit() else (2 if semester else 4)
    return (39 + rank, 6 * rank - 5, 6) if semester else (32 + rank, 3 * rank - 2, 3)
