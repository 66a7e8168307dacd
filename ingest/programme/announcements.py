"""A dated line taken apart: its dates, its own title, its place and mode, and the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.programme.announcement import Announcement
from ingest.programme.calendar import read_calendar_event
from ingest.programme.lexicon import DESCRIPTION_OPENING, EVENT_NOUN, FIELD, TIME_OF_DAY, VERB
from ingest.programme.lines import Line
from ingest.programme.places import Place, Places

_SEPARATOR = re.compile(r"\s+[–—|-]\s+|\s*:\s+|\s*\|\s*|(?<=[\w»)!?…])\.\s+(?=[A-ZÀ-Þ«\d])|\s+—\s*")
_EDGES = " \t*_,;:.|–—-/·>→•"
_OPEN = " \t*_,;:.|–—-/·>→•)]"
_SERIES_CUT = re.compile(
    r"[,.(–—:-]*\s*(?:\w+\s+){0,2}(?:premiere?|prochaine?|trois|deux|quatre|cinq|six|seances?|dates?|reunions?|rendez-vous|rencontres?|sessions?)"
    r"\b[^:]{0,40}:?\s*(?:le|les|du|a l'|au|en)?\s*$"
)
_CUE_ONLY = re.compile(
    r"^(?:(?:les?|l[a']|nos|prochaine?s?|première?s?|autres?|deux|trois|quatre|cinq|six|\d+)\s*)*(?:dates?|séances?|rencontres?|rendez-vous|rdv|sessions?|réunions?|club|réseau|groupe|calendrier)"
    r"(?:[\s,]+(?:20\d\d|prévue?s?|ce (?:semestre|trimestre)|cette année|par an|programmée?s?|se (?:réunira|réunit|retrouve\w*|tiendra)|aura lieu|auront lieu|en visio\w*|de \d[^:]{0,20}))*\s*:?\s*(?:le|les|du)?\s*$",
    re.IGNORECASE,
)
"""A sentence that says nothing but that dates follow."""
_CUED = re.compile(
    r"^(?:avec|animee?s?|co-?anim|par|organis|en partenariat|en presence|formatr|format|interven|accueil)"
)
_COLUMNS = {
    "date": re.compile(r"\b(?:dates?|quand|jours?|calendrier|debut|dtstart|horaires?)\b"),
    "title": re.compile(
        r"\b(?:evenements?|titres?|intitules?|actions?|rencontres?|themes?|thematiques?|sujets?|objets?|summary|activites?|reseaux?|ateliers?|formations?|nom|libelle|programme|contenu)\b"
    ),
    "place": re.compile(r"\b(?:lieux?|ou|adresse|location|villes?|communes?|modalites?|format)\b"),
    "audience": re.compile(r"\b(?:publics?|destinataires|pour qui)\b"),
    "actors": re.compile(
        r"\b(?:intervenant\w*|partenaires?|organisat\w+|animation|animateurs?|organizer|pilotes?|avec)\b"
    ),
    "axis": re.compile(r"\b(?:axes?|categor\w+|types?|rubriques?)\b"),
    "description": re.compile(r"\b(?:descriptions?|details?|commentaires?|objectifs?|resume)\b"),
}


def read_announcement(line: Line, places: Places, period: Period | None) -> Announcement:
    """Take a dated line apart, whatever its layout."""
    if line.kind == "row":
        return _row(line, places, period)
    if line.kind == "embedded":
        return _embedded(line, places)
    after = line.dates[-1].end
    title, place, rest = _segments(line.text[after:], places)
    return Announcement(
        line=line,
        dates=line.dates,
        own_title=title,
        place=place,
        rest=rest,
        places=_places_between(line, places),
    )


def _places_between(line: Line, places: Places) -> tuple[Place | None, ...]:
    """Read the place that follows each date of a line before the next one (`le 27/03 en visio, le 19/06 à Issoire`)."""
    ends = [*(one.start for one in line.dates[1:]), len(line.text)]
    if len(line.dates) < 2:
        return ()
    found = []
    for mention, end in zip(line.dates, ends, strict=True):
        pieces = _pieces(line.text[mention.end : end].strip(_OPEN))
        words = re.split(r",\s*\d|\bpuis\b", pieces[0][1])[0].strip(_EDGES) if pieces else ""
        found.append(places.read(words) if words else None)
    return tuple(found) if any(found[:-1]) else ()


def _embedded(line: Line, places: Places) -> Announcement:
    first, last = line.dates[0], line.dates[-1]
    head = line.text[: first.start]
    head = head[: len(head.rstrip(" (["))]
    opening, stop, last_sentence = head.rpartition(". ")
    cut = _SERIES_CUT.search(fold_in_place(last_sentence))
    if cut and cut.start() > 8:
        head = f"{opening}{stop}{last_sentence[: cut.start()]}"
    head = re.sub(r"[\s,–—-]+(?:du|le|les|de|au|en|à l['’])?\s*$", "", head)
    sentences = re.split(r"(?<=[.!?])\s+", head.strip())
    before = ""
    if len(sentences) > 1:
        before, head = " ".join(sentences[:-1]), sentences[-1]
    head = _CUE_ONLY.sub("", head.strip(_EDGES)).strip(_EDGES)
    if not head and before:
        first = before.strip()
        named = len(sentences) == 2 and len(first) <= 90 and not VERB.search(fold_in_place(first))
        head, before = (first.strip(_EDGES), "") if named else ("", before)
    tail_title, place, rest = _segments(line.text[last.end :].lstrip(" )]"), places)
    if len(_pieces(head)) > 1 and not sentences[:-1]:
        head, headed, more = _head(head, places)
        place, rest = _merge(headed, place), f"{more} {rest}".strip()
    if head and (where := places.read(head)) is not None and any(one.start <= 1 for one in where.matches):
        return Announcement(line=line, dates=())
    title: str | None = head or tail_title
    if head and tail_title:
        rest = f"{tail_title}. {rest}".strip()
    if title and DESCRIPTION_OPENING.match(fold_in_place(title)):
        before, title = f"{before} {title}".strip(), None
    if title:
        title, opened = places.unclosed(title)
        place = _merge(place, opened)
    if title and place is None:
        title, place = places.trailing(title)
    return Announcement(
        line=line, dates=line.dates, own_title=title or None, place=place, rest=f"{before} {rest}".strip(),
        places=_places_between(line, places),
    )  # fmt: skip


def _head(head: str, places: Places) -> tuple[str, Place | None, str]:
    """Read what stands before a date when it is a title with a place or actors (`Titre - avec X - Ville, salle`)."""
    pieces = _pieces(head)
    title, place, rest = pieces[0][1], None, []
    for at, piece in pieces[1:]:
        gap = head[:at].rstrip()
        found = places.read(piece)
        if found is None and _proper_and_venue(piece, places):
            found = Place(piece.strip(_EDGES), "onsite")
        if found is not None:
            place = _merge(place, found)
        elif gap.endswith((":", "?", "!")) or not _CUED.match(fold_in_place(piece)):
            if rest or place is not None:
                rest.append(piece)
            else:
                title = head[pieces[0][0] : at + len(piece)]
        else:
            rest.append(piece)
    return title.strip(_EDGES), place, ". ".join(rest)


def _segments(text: str, places: Places) -> tuple[str | None, Place | None, str]:
    """Return the title, the place and the rest of what follows a date."""
    opening = text[: len(text) - len(text.lstrip(_OPEN))]
    text = text.lstrip(_OPEN).rstrip(_EDGES)
    if (untimed := places.untimed(text)) != text:
        opening, text = ",", untimed
    if not text:
        return None, None, ""
    closing = text.find(")") if text.startswith("(") else -1
    if closing > 0 and (bracketed := places.read(text[1:closing], lenient=True)):
        after, other, more = _segments(text[closing + 1 :], places)
        return after, _merge(bracketed, other), more
    pieces = _pieces(text)
    place: Place | None = None
    title: str | None = None
    rest_at: int | None = None
    for start, piece in pieces:
        lead = _lead_in(piece, places) if title is None else None
        gap = text[:start].rstrip() if start else opening.rstrip()
        dashed = gap.endswith(("–", "-", "—", "|"))
        found = places.read(
            piece, lenient=dashed and title is not None and not place and len(piece.split()) <= 6
        )
        if found is None and (
            FIELD.match(fold_in_place(text[start:]))
            or (place and place.text and title is None and gap.endswith("."))
        ):
            rest_at = start
            break
        if (
            found is None
            and lead is None
            and title is None
            and place is None
            and _proper_and_venue(piece, places)
        ):
            found = Place(piece.strip(_EDGES), "onsite")
        if found is not None:
            place = _merge(place, found)
        elif title is None and TIME_OF_DAY.match(fold_in_place(piece)):
            continue
        elif title is None and not _may_be_title(piece, gap):
            inner = places.phrase(piece)
            if inner is not None and place is None:
                place = inner
            else:
                rest_at = start
                break
        elif title is None and place is not None and DESCRIPTION_OPENING.match(fold_in_place(piece)):
            rest_at = start
            break
        elif lead is not None:
            place = _merge(place, lead[0])
            title = lead[1]
        elif title is None:
            title = piece
        elif _continues_title(title, text, start):
            title = text[_title_start(pieces, title) : start + len(piece)]
        else:
            rest_at = start
            break
    rest = text[rest_at:] if rest_at is not None else ""
    if place is None and (said := re.search(r"\b[Ll]ieu\s*:\s*([^.;]+)", rest)) is not None:
        place = places.read(said.group(1), lenient=True)
    if title:
        title, trailing = places.trailing(title.strip(_EDGES))
        place = _merge(place, trailing)
        if place is None or (place.text is None and place.mode is None):
            place = _merge(place, places.inside(title))
        title = _clean_title(title)
    return title or None, place, rest.strip()


def _may_be_title(piece: str, gap: str) -> bool:
    """Refuse lower-case words that a comma, or nothing, parts from the date (`, départ en car à 8 h`)."""
    if gap.endswith("."):
        return False
    if not piece[:1].islower():
        return not (gap.endswith(",") and re.match(r"À partir|Au |À la |Dans |Devant ", piece))
    return gap[-1:] in (":", "–", "-", "—", "|")


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    start = 0
    depth_spans = [(m.start(), m.end()) for m in re.finditer(r"«[^»]*»|\([^)]*\)|“[^”]*”", text)]
    for match in _SEPARATOR.finditer(text):
        if any(low < match.start() < high for low, high in depth_spans):
            continue
        pieces.append((start, text[start : match.start()].strip()))
        start = match.end()
    pieces.append((start, text[start:].strip()))
    return [(at, piece) for at, piece in pieces if piece.strip(_EDGES)]


def _title_start(pieces: list[tuple[int, str]], title: str) -> int:
    return next(
        (at for at, piece in pieces if title.startswith(piece) or piece.endswith(title)), pieces[0][0]
    )


def _continues_title(title: str, text: str, start: int) -> bool:
    """Join `Webinaire : Décrypter…` and `Journée régionale – La mixité` into one title."""
    gap = text[:start].rstrip()
    if gap.endswith((".", "|")):
        return False
    if gap.endswith(":"):
        return len(title) < 90
    return (
        gap.endswith(("–", "-", "—"))
        and EVENT_NOUN.search(fold_in_place(title)) is not None
        and len(title) < 60
    )


def _lead_in(piece: str, places: Places) -> tuple[Place, str] | None:
    """Split `en visio atelier sur…`, `Orléans Groupe de travail` into the place and the title."""
    folded = fold_in_place(piece)
    match = re.match(r"^(?:en\s+)?(?:visio-?\s?conference|visio|distanciel|ligne)\s*[,:]?\s+(?=\w)", folded)
    if match and match.end() < len(piece):
        return Place(None, "online"), piece[match.end() :]
    return None


def _proper_and_venue(piece: str, places: Places) -> bool:
    """Accept `Villejean, dalle Kennedy`: a proper name, then a venue or another proper name, nothing else."""
    parts = [part.strip() for part in piece.strip(_EDGES).split(",")]
    if len(parts) != 2 or len(piece) > 70 or not parts[0][:1].isupper() or len(parts[0].split()) > 4:
        return False
    venue = places.read(parts[1], lenient=True)
    return (
        venue is not None
        and venue.text is not None
        and places.is_proper(parts[0])
        and EVENT_NOUN.match(fold_in_place(parts[0])) is None
    )


def _merge(one: Place | None, other: Place | None) -> Place | None:
    if one is None or other is None:
        return one or other
    text = ", ".join(
        part
        for part in (one.text, other.text)
        if part and part not in (one.text if part is other.text and one.text == other.text else "")
    )
    mode = one.mode or other.mode
    return Place(text or None, mode, (*one.matches, *other.matches))


def _clean_title(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(_EDGES)
    title = re.sub(
        r"[,.]?\s+(?:co-?organisée?s?|organisée?s?|animée?s?|co-?animée?s?|en partenariat|en présence|proposée?s?)\s+(?:par|avec|de)\b.*$",
        "", title, flags=re.IGNORECASE,
    ) if len(title) > 50 else title  # fmt: skip
    title = re.sub(
        r",\s+(?:co-?organisée?s?|organisée?s?|animée?s?|co-?animée?s?|avec|guidée?s?)\s+.*$", "", title
    )
    if title.count("«") > title.count("»"):
        title += " »"
    return title.strip(_EDGES)


def _row(line: Line, places: Places, period: Period | None) -> Announcement:
    """Read a table row by the names of its columns."""
    if any(span.value == "dtstart" for span in line.block.cells):
        return read_calendar_event(line, places)
    cells: dict[str, str] = {}
    for span in line.block.cells:
        value = (
            line.block.text[span.start - line.block.start : span.end - line.block.start]
            if span.start >= line.block.start
            else ""
        )
        column = fold_in_place(span.value)
        role = next(
            (name for name, pattern in _COLUMNS.items() if pattern.search(column) and name not in cells), None
        )
        if role and value.strip():
            cells[role] = value.strip()
    dates: list[DateMention] = []
    if "date" in cells:
        offset = line.block.text.find(cells["date"])
        for mention in find_dates(cells["date"], period):
            if mention.kind in ("days", "alternative", "month", "season", "unset"):
                if mention.kind == "unset" and dates:
                    continue
                dates.append(replace(mention, start=mention.start + offset, end=mention.end + offset))
        if not dates and re.match(
            r"^\W*(?:a\s+(?:definir|determiner|preciser|venir|confirmer|fixer))", fold_in_place(cells["date"])
        ):
            dates.append(
                DateMention(
                    start=offset,
                    end=offset + len(cells["date"]),
                    kind="unset",
                    edtf=None,
                    first=None,
                    last=None,
                )
            )
    title = cells.get("title")
    place = places.read(cells["place"], lenient=True) if "place" in cells else None
    rest = " ".join(cells[name] for name in ("actors", "description") if name in cells)
    clean = _clean_title(title) if title else None
    if title and clean and len(clean) < len(title) - 3:
        rest = f"{title[len(clean) :].strip(_EDGES)} {rest}".strip()
    if clean and place is None:
        clean, place = places.trailing(clean)
    return Announcement(
        line=line, dates=tuple(dates), own_title=clean, place=place, rest=rest,
        audience=cells.get("audience", ""), axis=cells.get("axis"),
    )  # fmt: skip
