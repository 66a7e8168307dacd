"""Days written in figures: `2024-03-12`, `12/03/2024`, `12/03`, `02-03/04/2025`."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates.cursor import Cursor, joint_of
from ingest.dates.grouping import Day, sessions_of
from ingest.dates.lexicon import Token
from ingest.dates.mention import DateMention

_NUMBERED = re.compile(r"\b(?:n(?:°|os?|umeros?)|art(?:\.|icles?)|lots?|sur|ratio)\s*$")
_LED = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?|\b(?:lun|mar|mer|jeu|ven|sam|dim)\.?"
    r"|\b(?:le|les|du|au|des|et|puis|ou|avant|depuis|dates?))\s*$"
)


def exact_days(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read `2024-03-12`, `12/03/2024`, `12/03`, and ranges of them."""
    first = exact_day(cursor, at)
    if first is None:
        return [], at
    days, after = [first], at + 1
    while (joint := cursor.near(after)) is not None and joint.kind == "connector":
        skipped = cursor.skip(after + 1, "article", "weekday")
        other = exact_day(cursor, skipped) if cursor.near(skipped) else None
        if other is None:
            break
        both_iso = cursor.found[at].kind == "iso" and cursor.found[skipped].kind == "iso"
        tie = "-" if joint.word == "/" and both_iso else joint_of(joint.word)
        days.append(replace(other, joint=tie))
        after = skipped + 1
    return sessions_of(cursor, days), after


def numeric_range(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read `02-03/04/2025`: two days of one month."""
    token = cursor.found[at]
    if token.kind != "numericrange":
        return [], at
    one, other, month, *rest = (int(part) for part in re.findall(r"\d+", token.word))
    year = (rest[0] + (2000 if rest[0] < 100 else 0)) if rest else None
    joint = joint_of(re.sub(r"[\d\s]", "", token.word)[:2].rstrip("/.") or ",")
    first = Day(start=token.start, end=token.end, day=one, month=month, year=year, own_month=True)
    second = replace(first, day=other, joint=joint)
    return sessions_of(cursor, [first, second]), at + 1


def exact_day(cursor: Cursor, at: int) -> Day | None:
    """Read the day written in figures at a token."""
    if at >= len(cursor.found):
        return None
    token = cursor.found[at]
    if token.kind == "iso":
        year, month, day = (int(part) for part in token.word.split("-"))
    elif token.kind == "numeric":
        parts = [int(part) for part in re.split(r"[/.-]", token.word)]
        if len(parts) == 2 and not _is_plausible(cursor, token):
            return None
        day, month = parts[0], parts[1]
        year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) == 3 else 0
    else:
        return None
    return Day(start=token.start, end=token.end, day=day, month=month, year=year or None, own_month=True)


def _is_plausible(cursor: Cursor, token: Token) -> bool:
    """Accept `12/03` or `12.03` without a year only at the head of a line or after a weekday or `le`."""
    before = cursor.text[: token.start]
    head = re.search(r"(?:^|\n)[\W_]*$", before) is not None
    if "/" in token.word:
        led = _LED.search(before) is not None
        counted = not led and re.match(r"\s+(?:des|du|de(?!\s+\d))\b", cursor.text[token.end :]) is not None
        if counted or (token.word in ("24/7", "7/7") and not led) or _NUMBERED.search(before):
            return False
        # `9/10 des habitants` is a share and `24/12` a count of hours, unless something says they are days.
        padded = re.fullmatch(r"\d{1,2}/0\d", token.word) is not None
        row = re.fullmatch(r"\d{1,2}/\d\d", token.word) and re.search(r"[:;,(|&•·>/-]\s*$", before)
        return head or led or padded or row is not None
    if re.fullmatch(r"\d\d?\.\d\d", token.word) is None:
        return False
    listed = re.fullmatch(r"\d\d[/.]\d\d", token.word) and re.search(r"[:,(]\s*$|\bet\s+$|/\s*$", before)
    named = re.search(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\b(?:lun|mar|mer|jeu|ven|sam|dim)"
                      r"\.?|\ble|\bdu|\bau|\bet)\s+$", before) is not None  # fmt: skip
    return head or named or bool(listed)
