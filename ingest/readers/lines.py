"""Tell lines that are units of their own (a programme) from prose wrapped at a fixed width."""

from __future__ import annotations

import itertools
import re

from ingest.readers.blocks import split_marker

_NARROWEST = 40
"""Below this width, lines are taken as units: wrapped prose is hardly ever narrower."""
_CONTINUES = re.compile(r"^[a-zà-öø-ÿœ,;:)\]»]")
_HYPHEN_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")


def wrap_width(paragraphs: list[list[str]]) -> int:
    """Return the width at which most multi-line paragraphs are wrapped, 0 if lines are not wrapped."""
    pairs = [(first, second) for lines in paragraphs for first, second in itertools.pairwise(lines)]
    widths = sorted(len(first) for first, _ in pairs)
    if len(widths) < 3 or widths[-1] < _NARROWEST:
        return 0
    width = widths[-1]
    full = sum(_is_full(first, second, width) for first, second in pairs)
    return width if full >= 0.6 * len(pairs) else 0


def groups(lines: list[str], width: int = 0) -> list[list[int]]:
    """Return the positions of the lines of one paragraph, grouped with the lines that continue them."""
    local = max((len(line) for line in lines[:-1]), default=0)
    evidence = sum(len(line) >= 0.85 * local for line in lines[:-1])
    if not any(_CONTINUES.match(line.strip()) for line in lines[1:]):
        evidence = 0
    found: list[list[int]] = []
    for position, line in enumerate(lines):
        if position and _continues(lines[position - 1], line, width, local, evidence):
            found[-1].append(position)
        else:
            found.append([position])
    return found


def units(lines: list[str], width: int = 0) -> list[str]:
    """Return the lines of one paragraph, those that continue the line before joined to it."""
    found: list[str] = []
    for first, *others in groups(lines, width):
        unit = lines[first].strip()
        for position in others:
            unit = join(unit, lines[position])
        found.append(unit)
    return found


def join(first: str, second: str) -> str:
    """Return two lines as one, a word broken by a hyphen at the end of the first made whole."""
    first, second = first.rstrip(), second.lstrip()
    if _HYPHEN_END.search(first) and second[:1].islower():
        if first[-1] == "-" and _is_compound(first, second):
            return first + second
        return first[:-1] + second
    return f"{first} {second}"


def _is_compound(first: str, second: str) -> bool:
    """Tell a hyphen that belongs to the word (`rendez-` `vous`, `est-` `ce`) from a break."""
    last = re.split(r"\s", first)[-1].rstrip("-")
    following = re.match(r"[^\W\d_]*", second)
    word = following.group() if following else ""
    inverted = word in ("vous", "ce", "il", "elle", "on", "nous", "ils", "elles", "t", "je", "tu", "là", "ci")
    opening = last.lower() in ("peut", "rendez", "porte", "non", "ex", "vice", "sous", "demi", "grand", "mi")
    return inverted or opening or "-" in last or last.isupper()


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the following line would not have fitted on this one."""
    first_word = following.split(maxsplit=1)[0] if following.split() else ""
    return len(line) + 1 + len(first_word) > width


def _continues(line: str, following: str, width: int, local: int, evidence: int) -> bool:
    if split_marker(following.strip())[0]:
        return False
    if _HYPHEN_END.search(line.rstrip()) and _CONTINUES.match(following):
        return True
    if width and len(line) >= 0.7 * width:
        return _is_full(line, following, width)
    if local < _NARROWEST or not _is_full(line, following, local):
        return False
    if line.rstrip().endswith((".", "!", "?", ":")) or following.lstrip().startswith("**"):
        return False
    return bool(_CONTINUES.match(following)) or (evidence >= 2 and local >= 60)
