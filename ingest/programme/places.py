"""Places and modes of attendance as programmes write them: a town, a venue, `en visioconférence`, `lieu à préciser`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates.lexicon import fold_in_place
from ingest.mentions import Linker, Match
from ingest.programme.lexicon import MODE_ONLINE, ONLINE_HEAD, ONLINE_ONLY, ONSITE_ONLY, PLACE_UNSET, VENUE
from ingest.records import Mode

_HOURS_FIRST = re.compile(
    r"^[\s,–—-]*(?:(?:à partir |dès |de |à |rendez-vous |départ |accueil )*\d{1,2}\s?(?:h|:)\s?(?:\d\d)?(?:\s?(?:-|–|/|à|jusqu'à)\s?\d{1,2}\s?(?:h|:)\s?(?:\d\d)?)?"
    r"|toute la journée|journée entière|la journée|le matin|l'après-midi|en soirée|matin|après-midi)\s*(?:[,–—:-]\s*|\s(?=[a-zà-ÿA-ZÀ-Þ]))",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^[\W_]*(?:lieux?\s*:|où\s*:|(?:à|a|au|aux|en|sur)\s)?[\s:]*", re.IGNORECASE)
_PROPER = re.compile(
    r"^(?:(?:L[ae']s?|Le|Les|L['’])\s?)?[A-ZÀ-ÖØ-Þ][\w'’.-]*(?:[ -](?:(?:d[eu]s?|la|les?|l['’]|d['’]|sur|sous|en|au|aux|et)\s?)*[\w'’.-]*[A-ZÀ-ÖØ-Þ][\w'’.-]*){0,3}$"
)
_LOCATED = re.compile(r"(?:^|\s)(?:à|au|aux)\s+((?:la\s|le\s|l['’])?[A-ZÀ-Þ][^,.;:()«»]*)$")
_TOWN_KINDS = ("commune", "epci", "departement", "region", "qpv")


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how: the words of the place, the territories among them, online or on site."""

    text: str | None
    mode: Mode | None
    matches: tuple[Match, ...] = ()


class Places:
    """Reads places with the help of the territories of the vocabulary."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker

    def is_place_line(self, text: str) -> bool:
        """Say whether a line is nothing but a place or a mode."""
        return len(text) < 90 and self.read(text) is not None

    def read(self, text: str, *, lenient: bool = False) -> Place | None:
        """Read a segment that is wholly a place or a mode; `lenient` accepts an unknown proper name."""
        segment = text.strip(" \t*_.;,|–—-")
        folded = fold_in_place(segment)
        if not folded:
            return None
        if ONLINE_ONLY.match(folded):
            return Place(None, "online")
        if ONSITE_ONLY.match(folded):
            return Place(None, "onsite")
        if PLACE_UNSET.match(folded):
            return Place(None, None)
        offset = _PREPOSITION.match(segment)
        opening = offset.end() if offset else 0
        bare = segment[opening:]
        if not bare or len(bare) > 110:
            return None
        if (
            (online := ONLINE_HEAD.match(folded))
            and re.match(r"\s*(?:[,(–—-]|de \d|\d|via|sur (?:teams|zoom))", folded[online.end() :])
            and len(folded) < 50
        ):
            return Place(None, "online")
        matches = tuple(one for one in self._linker.matches(bare) if self._is_town(one))
        town = next((one for one in matches if one.start <= 1), None)
        if town is not None and self._only_place(bare, town):
            return Place(_without_hours(bare), "onsite", matches)
        if VENUE.match(fold_in_place(bare)) and self._venue(bare) and (opening or lenient or matches):
            return Place(bare.strip(" ,.;"), "onsite", matches)
        if lenient and _PROPER.match(re.split(r"[,(]", bare)[0].strip()) and len(bare) < 70:
            return Place(bare.strip(" ,.;"), "onsite", matches)
        return None

    def told(self, text: str) -> Place | None:
        """Read the words of a field of places whatever they are, when they name a town (`Dole ou Lons-le-Saunier`)."""
        matches = tuple(one for one in self._linker.matches(text) if self._is_town(one))
        return Place(text.strip(" ,.;"), "onsite", matches) if matches else None

    @staticmethod
    def is_proper(text: str) -> bool:
        """Say whether a text reads as one proper name."""
        return _PROPER.match(text) is not None

    @staticmethod
    def _is_town(match: Match) -> bool:
        return match.entity.kind == "territory" and match.entity.category in _TOWN_KINDS

    @staticmethod
    def _only_place(bare: str, town: Match) -> bool:
        """Accept what follows a town when it reads as the rest of an address, not as a sentence."""
        rest = re.sub(r"^\s*\d{1,2}\s?(?:er|e|ème|eme)\b(?: arrondissement)?", "", bare[town.end :]).strip()
        if not rest:
            return True
        if rest[0] in ",(–—-/" or rest.startswith("et "):
            tail = rest.lstrip(",(–—-/ ").rstrip(")")
            return len(tail.split()) <= 12 and not re.search(r"[.!?:«]", tail.rstrip("."))
        return False

    @staticmethod
    def _venue(bare: str) -> bool:
        return (
            len(bare.split()) <= 10
            and not re.search(r"[.!?:«]\s", bare)
            and any(char.isupper() for char in bare)
        )

    def phrase(self, text: str) -> Place | None:
        """Read a place said in lower case: `dans le hall de l'école X`, `au parc Y`, `salle polyvalente`."""
        folded = fold_in_place(text)
        words = text.strip(" ,.;")
        placed = re.match(r"(?:dans|au|aux|a la|a l'|devant|chez|square|place|rue)\s", folded)
        if (
            (placed or VENUE.match(folded))
            and len(words.split()) <= 12
            and not re.search(r"\d\s?h\b", folded)
        ):
            return Place(
                words, "onsite", tuple(one for one in self._linker.matches(words) if self._is_town(one))
            )
        return None

    @staticmethod
    def untimed(text: str) -> str:
        """Return a segment without the hours it opens on (`9h30-12h30 – Pessac, salle X`)."""
        return _HOURS_FIRST.sub("", text, count=1)

    def names_actor(self, text: str) -> bool:
        """Say whether a segment opens with the name of a known actor."""
        return any(one.start <= 1 and one.entity.kind == "actor" for one in self._linker.matches(text))

    def unclosed(self, title: str) -> tuple[str, Place | None]:
        """Cut a bracket left open at the end of a title (`Forum (webinaire`) and read what it opens on."""
        if title.count("(") <= title.count(")"):
            return title, None
        head, _, tail = title.rpartition("(")
        online = self.mode_in(tail)
        return head.rstrip(" ,–—-"), Place(None, online) if online else self.read(tail, lenient=True)

    def trailing(self, text: str) -> tuple[str, Place | None]:
        """Cut a place or mode off the end of a title: `Forum (Lille, mairie)`, `Atelier en visio`."""
        stripped = text.rstrip(" .;")
        bracketed = re.search(r"\s*[(\[]([^()\[\]]+)[)\]]$", stripped)
        inner = self.read(bracketed.group(1), lenient=True) if bracketed else None
        if bracketed and inner and (inner.mode or inner.text is None):
            return stripped[: bracketed.start()], inner
        folded = fold_in_place(stripped)
        for match in re.finditer(r"\s[–—-]\s|,\s|[.?!]\s", stripped):
            head, tail = stripped[: match.start()], stripped[match.end() :]
            closed = head.count("«") == head.count("»") and head.count("(") == head.count(")")
            if closed and len(head) > 3 and (place := self.read(tail)) is not None:
                return stripped[: match.start() + (stripped[match.start()] in "?!")].rstrip(" ,–—-"), place
        if (
            found := re.search(r"[\s,]*\b(?:en|par|à|a)\s+(?:visio\w*|distanciel|ligne|distance)$", folded)
        ) is not None:
            return stripped[: found.start()], Place(None, "online")
        if (found := re.search(r"\s+en\s+presentiel$", folded)) is not None:
            return stripped[: found.start()], Place(None, "onsite")
        return text, None

    def inside(self, title: str) -> Place | None:
        """Read the place a title ends on, without cutting it off: `Visite à Bourges`."""
        found = _LOCATED.search(title.rstrip(" .;»"))
        if found is None:
            return None
        place = self.read(found.group(1))
        if place is not None and place.text:
            return place
        matches = tuple(one for one in self._linker.matches(found.group(1)) if one.entity.kind == "actor")
        if matches and matches[0].start <= 3 and len(found.group(1)) < 60:
            return Place(found.group(1).strip(), "onsite", matches)
        return None

    def mode_in(self, text: str) -> Mode | None:
        """Return `online` when the words of a title or a description say so."""
        return "online" if MODE_ONLINE.search(fold_in_place(text)) else None


def _without_hours(text: str) -> str:
    """Return the words of a place without the hours that may follow them."""
    return re.split(r",\s*(?:de\s+)?\d{1,2}\s?h", text)[0].strip(" ,.;")


def join_places(one: Place | None, other: Place | None) -> Place | None:
    """Return two readings of one place as one, the words of both."""
    if one is None or other is None:
        return one or other
    text = ", ".join(
        part
        for part in (one.text, other.text)
        if part and part not in (one.text if part is other.text and one.text == other.text else "")
    )
    mode = one.mode or other.mode
    return Place(text or None, mode, (*one.matches, *other.matches))
