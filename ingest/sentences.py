"""Find the bounds of French sentences, so that evidence can be quoted whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?P<stop>[.!?…]+)(?:\s?[»”\"’)\]])*(?P<gap>\s+)(?=[«“\"‘(\[—–-]?\s*(?P<next>[^\W_]))", re.UNICODE
)
_ABBREVIATIONS = frozenset(
    """
    m mm mme mmes mlle me dr drs pr prs st ste art arts al p pp cf vol éd ed env av bd dép dept réf tél chap
    fig ex no nos max min resp adj dir coll ill trad hab sq suppl c.-à-d i.e e.g p.ex
    """.split()  # noqa: SIM905
)
_CALENDAR = frozenset(
    """
    janv jan févr fév fevr avr juil juill août sept oct nov déc dec lun mar mer jeu ven sam dim
    """.split()  # noqa: SIM905
)
_WORD_BEFORE = re.compile(r"[^\s«“\"(\[’']*$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence, in order, spaces around it left out; a newline ends one."""
    position = 0
    for line in text.split("\n"):
        start = 0
        for match in _END.finditer(line):
            if _ends(line, match):
                yield from _trimmed(line, start, match.start("gap"), position)
                start = match.end("gap")
        yield from _trimmed(line, start, len(line), position)
        position += len(line) + 1


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence, or run of sentences, that holds `text[start:end]`."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", max(start, end - 1))
    closing = len(text) if closing < 0 else closing
    low, high = start, end
    for first, last in sentences(text[opening:closing]):
        first, last = first + opening, last + opening
        if first <= start < last:
            low = first
        if first < end <= last:
            high = last
    return low, high


def _trimmed(line: str, start: int, end: int, position: int) -> Iterator[tuple[int, int]]:
    part = line[start:end]
    if part.strip():
        first = start + len(part) - len(part.lstrip())
        yield position + first, position + start + len(part.rstrip())


def _ends(line: str, match: re.Match[str]) -> bool:
    """Tell the end of a sentence from the point of an abbreviation, an initial or a number in a list."""
    following = match["next"]
    if following.islower():
        return False
    if match["stop"] != ".":
        return True
    found = _WORD_BEFORE.search(line, 0, match.start())
    word = found.group() if found else ""
    folded = word.lower().rstrip(".")
    if (
        folded in _ABBREVIATIONS
        or (len(word) == 1 and word.isupper())
        or re.fullmatch(r"(?:[^\W\d_]\.)*[A-ZÀ-Ý]", word)
    ):
        return False
    if re.search(r"(?:^|[-.])[A-ZÀ-Ý]$", word):  # J.-P.
        return False
    if folded in _CALENDAR and following.isdigit():
        return False
    return not (word.isdigit() and line[: match.start()].strip() == word)
