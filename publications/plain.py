"""A letter as plain text: the alternative of an e-mail, at most 78 characters a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from publications.records import Draft, Line
from publications.sourcing import SOURCE, facts_text, source_text

WIDTH: Final = 76


def to_text(draft: Draft, footer: str = "") -> str:
    """Return a draft as plain text."""
    return "\n".join(_lines(draft, footer)).rstrip() + "\n"


def _lines(draft: Draft, footer: str) -> Iterator[str]:
    yield draft.title.upper()
    yield ""
    for paragraph in (*draft.introduction.split("\n"), draft.message):
        if paragraph.strip():
            yield from _wrapped(paragraph)
            yield ""
    for section in draft.sections:
        yield section.heading.upper()
        yield "=" * min(len(section.heading), WIDTH)
        if section.introduction:
            yield from _wrapped(section.introduction)
        yield ""
        for group in section.groups:
            if group.heading:
                yield group.heading
                yield "-" * min(len(group.heading), WIDTH)
            for line in group.lines:
                yield from _line(line)
                yield ""
    if footer:
        yield "--"
        yield from _wrapped(footer)


def _line(line: Line) -> Iterator[str]:
    yield from _wrapped(line.title, "* ", "  ")
    for part in (*line.flags, facts_text(line)):
        if part:
            yield from _wrapped(part, "  ", "  ")
    for paragraph in line.text.split("\n"):
        if paragraph.strip():
            yield from _wrapped(paragraph, "  ", "  ")
    if line.link:
        yield f"  {line.link}"
    yield from _wrapped(f"{SOURCE} {source_text(line)}", "  ", "  ")
    if line.source.link and line.source.link != line.link:
        yield f"  {line.source.link}"


def _wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    yield from textwrap.wrap(
        " ".join(text.split(" ")), WIDTH, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
