"""A letter as Markdown (CommonMark): to be pasted in a site or an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from publications.records import Draft, Line
from publications.sourcing import SOURCE, facts_text, source_text

_MARKS = re.compile(r"([\\`*_\[\]<>#&~|])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=+])")


def to_markdown(draft: Draft) -> str:
    """Return a draft as Markdown; what its texts hold is text, never a mark."""
    return "\n".join(_lines(draft)).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return a text whose characters mean nothing in Markdown."""
    text = _MARKS.sub(r"\\\1", text)
    return _OPENING.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", text)


def _lines(draft: Draft) -> Iterator[str]:
    yield f"# {escaped(draft.title)}"
    yield ""
    for paragraph in (*draft.introduction.split("\n"), draft.message):
        if paragraph.strip():
            yield escaped(paragraph.strip())
            yield ""
    for section in draft.sections:
        yield f"## {escaped(section.heading)}"
        yield ""
        if section.introduction:
            yield f"*{escaped(section.introduction)}*"
            yield ""
        for group in section.groups:
            if group.heading:
                yield f"### {escaped(group.heading)}"
                yield ""
            for line in group.lines:
                yield from _line(line)
            yield ""


def _line(line: Line) -> Iterator[str]:
    flags = "".join(f" **{escaped(flag)}.**" for flag in line.flags)
    yield f"- **{_linked(line.title, line.link)}**{flags}  "
    if facts := facts_text(line):
        yield f"  {escaped(facts)}  "
    for paragraph in line.text.split("\n"):
        if paragraph.strip():
            yield f"  {escaped(paragraph.strip())}  "
    yield f"  *{SOURCE} {_linked(source_text(line), line.source.link)}*"


def _linked(text: str, address: str | None) -> str:
    if not address:
        return escaped(text)
    return f"[{escaped(text)}](<{quote(address, safe=':/?#[]@!$&()*+,;=%~._-' + chr(39))}>)"
