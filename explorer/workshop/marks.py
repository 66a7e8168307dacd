"""The text of a document that was read, with what was recognised in it, as escaped HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from explorer.session import say

if TYPE_CHECKING:
    from centre.preview_records import Line, Mark

KINDS = ("actor", "theme", "territory", "audience", "date")


def text(
    lines: Iterable[Line], marks: Sequence[Mark], *, off: Collection[str] = (), at: int | None = None
) -> str:
    """Return lines with their marks; those of entities that are `off` are struck, the one that starts `at` found."""
    return "".join(_line(line, marks, off, at) for line in lines)


def legend(marks: Iterable[Mark]) -> str:
    """Return what the colours mean, for those that are there."""
    marks = tuple(marks)
    shown = [
        f'<mark class="seen {kind}">{escape(say(f"draft.mark.{kind}"))}</mark>'
        for kind in KINDS
        if any(mark.kind == kind for mark in marks)
    ]
    if any(mark.status == "candidate" for mark in marks):
        shown.append(f'<mark class="seen candidate">{escape(say("draft.mark.candidate"))}</mark>')
    if not shown:
        return ""
    return f'<p class="facts legend">{escape(say("draft.legend"))} {" ".join(shown)}</p>'


def _line(line: Line, marks: Sequence[Mark], off: Collection[str], at: int | None) -> str:
    inside = [mark for mark in marks if line.start <= mark.start and mark.end <= line.end]
    shown, done = "", line.start
    for mark in inside:
        if mark.start < done:  # within another, or the same words again
            continue
        shown += escape(line.text[done - line.start : mark.start - line.start])
        shown += _marked(mark, line.text[mark.start - line.start : mark.end - line.start], off, at)
        done = mark.end
    shown += escape(line.text[done - line.start :])
    if line.kind == "heading":
        level = min(6, max(3, line.level + 2))
        return f"<h{level}>{shown}</h{level}>"
    return f'<p class="{line.kind}">{shown}</p>'


def _marked(mark: Mark, words: str, off: Collection[str], at: int | None) -> str:
    css = f"seen {mark.kind}"
    hint = f"{say(f'draft.mark.{mark.kind}')} : {mark.label}"
    if mark.status == "candidate":
        css += " candidate"
        hint += f" ({say('draft.mark.candidate')})"
    if mark.entity in off:
        css += " off"
    found = f' id="cite" data-place="{at}"' if mark.start == at else ""
    return f'<mark class="{css}" title="{escape(hint)}"{found}>{escape(words)}</mark>'
