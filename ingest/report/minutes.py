"""Fourth step of the report pipeline: the meeting that a `compte rendu` tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actors.institutions import institutions_of
from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import fold, iri_of
from ingest.mentions import Linker
from ingest.programme.lexicon import EVENT_NOUN
from ingest.records import Event, Link, Mode, NewActor, Participation, When
from ingest.report.authors import credit, merged
from ingest.report.cover import Title
from ingest.report.quotes import evidence_of, first_of_each, links_within
from ingest.roles import merge, participations_in
from ingest.roles.lexicon import HEAD
from ingest.roles.names import names_after

_OF = re.compile(
    r"^(?:projet de\s+)?(?:comptes?[- ]rendus?|proces[- ]verba\w+|releves? de (?:decisions"
    r"|conclusions)|cr|pv)\s*(?::|–|-|\bde la\b|\bdu\b|\bde l['’]|\bdes?\b|\bd['’])?\s*"
)
_PRESENT = re.compile(
    r"^(?:liste des |etaient )?(?:present|participant|personnes? presente|membres? present)[\w·.()]*"
)
_ABSENT = re.compile(r"^(?:excus|absent|etaient absent|non present)")
_DECISIONS = re.compile(
    r"^(?:[\d.]+\s*)?(?:releve (?:de |des )?)?(?:decisions?|conclusions|suites a donner"
    r"|actions a mener|points? d['’]action)"
)
_PLACE = re.compile(
    r"(?:^|[\s,(])(?:à|au|aux|dans les locaux d[eu]s?|chez|[Ll]ieu\s*:)\s+(?=(?:la |le |l['’]|les )?[A-ZÀ-Ý])"
)
_ROOM = re.compile(
    r"[\s,(–-]*(?=(?:salle|maison|mairie|espace|centre|hôtel|préfecture|siège|locaux|médiathèque|université)\b)",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\bà\s+(?=[A-ZÀ-Ý])")
_ONLINE = re.compile(r"\bvisio\w*|en ligne\b|a distance\b|distanciel|\bzoom\b|\bteams\b")
_NEXT = re.compile(r"\bprochaine?\b")
_OPENING = 10


def read_meeting(
    document: Document, linker: Linker, title: Title, links: Sequence[Link], themes: tuple[Link, ...]
) -> tuple[Event, tuple[NewActor, ...]] | None:
    """Return the meeting told by minutes, those present and what was decided; None without a date."""
    found = _when(document, title)
    if found is None:
        return None
    mention, block, line = found
    name = _name(_naming(document, title))
    present, new = merged(_present(document, linker))
    cued = [
        participations_in(document, one.start, one.end, linker, page=one.page)
        for one in _lead(document, block)
    ]
    roles = [
        one for found in cued for one in found.participations if one.role != "participant" or found is cued[0]
    ]
    place, mode = place_of(line, mention)
    lead = links_within(links, block.start, block.end)
    titled = () if title.block is None else links_within(links, title.block.start, title.block.end)
    action = next((link.iri for link in (*titled, *lead) if link.kind == "action"), None)
    event = Event(
        iri=iri_of("event", name, mention.edtf),
        title=name,
        own_title=None,
        series=None,
        axis=None,
        action=action,
        when=When(
            edtf=mention.edtf, start=mention.first, end=mention.last, quote=line[mention.start : mention.end],
            start_time=mention.start_time, end_time=mention.end_time,
        ),
        place=place,
        mode=mode,
        description=" ; ".join(_decisions(document)),
        participations=merge(present, roles),
        themes=themes,
        territories=first_of_each((*titled, *lead), "territory"),
        audiences=first_of_each(titled, "audience"),
        evidence=evidence_of(document, block),
        modality="held",
        modality_evidence=evidence_of(document, block),
    )  # fmt: skip
    return event, (*new, *(actor for found in cued for actor in found.new_actors))


def _naming(document: Document, title: Title) -> str:
    """Return the line that names the meeting: the title, or what stands beside one that only says `Relevé de décisions`."""
    if _OF.fullmatch(fold_in_place(title.text).strip()) is None:
        return title.text
    lines = (
        one.text for one in document.blocks[:_NAMING] if one is not title.block and len(one.text) <= _LINE
    )
    return next((line for line in lines if EVENT_NOUN.search(fold_in_place(line))), title.text)


_NAMING, _LINE = 4, 140
"""Blocks at the head of minutes in which the meeting is named, and the longest line that names it."""


def _name(title: str) -> str:
    """Return the name of the meeting: the title without `compte rendu de` and without its date."""
    opening = _OF.match(fold_in_place(title))
    name = title[opening.end() :] if opening else title
    for mention in reversed([one for one in find_dates(name) if one.kind in ("days", "month")]):
        before = re.sub(r"[\s,(–—-]*(?:\b(?:du|des|de|le|en)\b)?\s*$", "", name[: mention.start])
        name = before + name[mention.end :].lstrip(" )")
    name = name.strip(" ,–—-")
    return name[:1].upper() + name[1:] if name else title


def _when(document: Document, title: Title) -> tuple[DateMention, Block, str] | None:
    """Return the date of the meeting, its block and its line: the opening lines first, then the title."""
    published = document.metadata.published
    around = None if published is None else Period(published.replace(day=1), published)
    for block in document.blocks[:_OPENING]:
        if (
            block is title.block
            or block.kind not in ("paragraph", "heading")
            or _NEXT.search(fold(block.text))
        ):
            continue
        for mention in find_dates(block.text, around):
            if mention.kind == "days" and mention.edtf:
                return mention, block, block.text
    titled = title.block or next(iter(document.blocks), None)
    if titled is None:
        return None
    for mention in find_dates(title.text, around):
        if mention.kind == "days" and mention.edtf:
            return mention, titled, title.text
    return None


def place_of(line: str, mention: DateMention) -> tuple[str | None, Mode | None]:
    """Return where a meeting was held, as written after (else before) its date, and whether it was online."""
    after = re.split(r"(?<=[^\d]{3})\.(?:\s|$)", line[mention.end :], maxsplit=1)[0]
    before = line[: mention.start]
    mode: Mode | None = "online" if _ONLINE.search(fold(before + after)) else None
    match = _PLACE.search(after) or _ROOM.match(after)
    words = after[match.end() :] if match else ""
    if match is None and (town := _TOWN.search(before)) is not None:
        words = re.split(r"\s(?:le|du|de|,)\s*$|,", before[town.end() :], maxsplit=1)[0]
    place = re.split(r";|\s–\s|, (?:de|en|à) ", words, maxsplit=1)[0].strip(" .,;)")
    return place or None, mode or ("onsite" if place else None)


def _lead(document: Document, block: Block) -> Iterator[Block]:
    """Yield the block that gives the date and the lines that follow it, up to the first heading or list."""
    yield block
    for one in document.blocks[document.blocks.index(block) + 1 :][:3]:
        if one.kind != "paragraph" or _PRESENT.match(fold(one.text)) or _ABSENT.match(fold(one.text)):
            return
        yield one


def _sections(document: Document, opens: re.Pattern[str]) -> Iterator[Block]:
    """Yield the blocks under the headings (or the lines that stand for one) that match a pattern."""
    inside = False
    for block in document.blocks:
        if _is_heading(block):
            inside = opens.match(fold(block.text).strip()) is not None
        elif inside:
            yield block


def _is_heading(block: Block) -> bool:
    """Say whether a block is a heading, or a short line ended by a colon or numbered (`2. Décisions`)."""
    if block.kind == "heading" or len(block.text) >= 60:
        return block.kind == "heading"
    numbered = re.match(r"\d", block.marker) is not None and not block.text.endswith((".", ";", ","))
    return numbered or (block.kind == "paragraph" and block.text.rstrip().endswith(":"))


def _present(document: Document, linker: Linker) -> Iterator[tuple[Participation, NewActor | None]]:
    lines = list(_sections(document, _PRESENT))
    lines += [
        block
        for block in document.blocks
        if block not in lines
        and block.kind != "heading"
        and _PRESENT.match(fold(block.text))
        and ":" in block.text[:40]
    ]
    for block in lines:
        if _ABSENT.match(fold(block.text)):
            continue
        cut = re.search(r"\b(?:excus|absent)", fold_in_place(block.text))
        text = block.text[: cut.start()] if cut else block.text
        known = [match for match in linker.matches(text) if match.entity.kind == "actor"]
        evidence = evidence_of(document, block)
        colon = text.find(":") + 1 if _PRESENT.match(fold(text)) else 0
        for name in names_after(text, colon, known) if block.kind != "row" else ():
            if name.known is None and not (
                name.affiliation if name.category == "personne" else _is_body(name.text, linker)
            ):
                continue  # a post (`Un bénévole de...`) or a person without an office: not recorded
            yield credit(document, block, name, "participant", "présents", evidence)
        for match in known:
            whole = next(names_after(text, match.start, [match]), None)
            if whole is not None and whole.known is match:
                yield credit(document, block, whole, "participant", "présents", evidence)


def _is_body(name: str, linker: Linker) -> bool:
    """Say whether a name in a list of those present is plainly that of an organisation rather than a surname or a post."""
    words = name.split()
    if HEAD.match(fold_in_place(name)) and any(word[:1].isupper() for word in words[1:]):
        return True
    return len(words) > 1 and (
        institutions_of(linker).is_place(words[-1])
        or (len(words[0]) > 2 and words[0].isupper() and not words[1].isupper())
    )


def _decisions(document: Document) -> Iterator[str]:
    for block in _sections(document, _DECISIONS):
        if block.kind == "row" and block.cells:
            cells = {fold(cell.value): document.text[cell.start : cell.end].strip() for cell in block.cells}
            main = next(
                (text for name, text in cells.items() if name.startswith(("decision", "action", "point"))),
                None,
            )
            yield (main or max(cells.values(), key=len)).rstrip(" .;")
        elif block.kind != "paragraph" or not _NEXT.search(fold(block.text)):
            yield block.text.rstrip(" .;")
