"""The resources a programme announces: platforms, reviews, dossiers, kits, letters, sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.dates.lexicon import fold_in_place
from ingest.programme.entries import Section
from ingest.programme.lexicon import DESCRIPTION_OPENING, EVENT_NOUN, VERB
from ingest.programme.line import Line

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        ("platform", r"plate-?formes?|espace ressources?|portail"),
        ("press-review", r"revues? de presse|panoramas? de presse|panorama|veille|scoop ?it|pearltrees"),
        ("dossier", r"dossiers?"),
        ("kit", r"kits?|malles?|mallettes?|boites? a outils|jeux?|expositions?"),
        ("newsletter", r"newsletters?|lettres?(?: d'information| federale)?|infolettres?|bulletins?"),
        ("catalogue", r"catalogues?|cosoter|base documentaire|centre de documentation|bibliographies?"),
        ("website", r"sites?(?: web| internet)?|blog|reseaux sociaux|chaine|page"),
        ("podcast", r"podcasts?|emissions?|webradio|videos?|films?|capsules?|replays?"),
        ("guide", r"guides?|vade-?mecum|manuels?|mementos?"),
        ("note", r"notes?|fiches?|reperes?|syntheses?|essentiels?|focus"),
        ("report", r"rapports?|etudes?|cahiers?|actes|atlas|diagnostics?|observatoires?|ouvrages?|livrets?|brochures?|publications?|reperto\w+|annuaires?|cartographies?|recueils?|baromètres?|barometres?|capitalisations?|enquetes?|tableaux? de bord"),
    )
)  # fmt: skip
_LEAST = 2
"""Lines named as resources before a section without dates is taken for a list of them."""
_TRAILER = re.compile(
    r"\s*(?:[-–—:,(|.]\s*(?:à paraître|parution|mise? (?:à jour|en ligne)|nouvelle édition|inscription|disponible|téléchargeable|en ligne|chaque mois|tous les|trimestriel|mensuel\b(?!le)|réalisée?|à écouter|à lire|six |deux |trois |une |un |avec |par |en accès|consultable|publiée?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|n°).*)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Announced:
    """A resource before it becomes a record."""

    title: str
    kind: str
    line: Line
    group: str | None
    """The kind its group names (`Plateformes thématiques`), as written."""
    lines: list[Line] = field(default_factory=list)
    url: str | None = None


def read_resources(section: Section, covered: Callable[[str], float]) -> Iterator[Announced]:
    """Yield the resources of a section of resources; `covered` tells how much of a text is names of actors."""
    group: Line | None = None
    current: Announced | None = None
    found: list[Announced] = []
    lines = list(section.lines)
    if section.nested and section.heading is not None:
        lines = [section.heading, *lines]
    intro = True
    for index, line in enumerate(lines):
        following = next((one for one in lines[index + 1 :] if covered(one.text) < 0.6), None)
        text = line.text.strip(" *_>")
        if not text or (line.kind in ("place", "month") and not _is_item(line)):
            continue
        if _is_item(line):
            current = _announced(line, group)
            found.append(current)
            intro = False
        elif _heads_items(line, following):
            group = line
            current = None
            intro = False
        elif _titled(line, following, intro):
            group = None
            current = _announced(line, None)
            found.append(current)
            intro = False
        elif current is not None:
            current.lines.append(line)
    yield from found


def holds_resources(section: Section) -> bool:
    """Say whether a section lists resources whatever its heading: several of its lines are named as one."""
    if any(EVENT_NOUN.match(line.folded.strip(" *_>")) for line in section.lines):
        return False
    named = sum(line.kind != "heading" and _titled(line, None, True) for line in section.lines)
    return named >= _LEAST and named >= len(section.lines) / 4


def _is_item(line: Line) -> bool:
    return bool(line.block.kind == "item" or line.block.marker.strip("📅📍👥 ")) and line.kind != "heading"


def _heads_items(line: Line, following: Line | None) -> bool:
    """Say whether a line introduces a list of resources rather than being one."""
    if following is None or not _is_item(following):
        return False
    text = line.text.rstrip()
    return len(text) < 90 and not text.endswith(".") and not DESCRIPTION_OPENING.match(line.folded)


def _titled(line: Line, following: Line | None, intro: bool) -> bool:
    text = line.text.strip()
    folded = line.folded.strip(" *_>")
    if line.kind == "heading":
        return True
    if len(text) > 130 or text.endswith((".", ":", ";")) or DESCRIPTION_OPENING.match(folded):
        return False
    kind = kind_of(folded)
    opens = (
        kind is not None and re.match(r"^(?:l[ae]s? |l'|nos |notre )?\S+(?:\s\S+){0,2}", folded) is not None
    )
    return opens and not VERB.search(folded)


def kind_of(folded: str) -> str | None:
    """Return the kind of resource that folded words name; the kind named first wins."""
    places = [
        (match.start(), index, kind)
        for index, (kind, pattern) in enumerate(KINDS)
        if (match := pattern.search(folded))
    ]
    return min(places)[2] if places else None


def _announced(line: Line, group: Line | None) -> Announced:
    text = re.sub(r"\s+", " ", line.text).strip(" *_>:")
    title = _TRAILER.sub("", text).strip(" *_,;:–—-") or text
    if title.count("«") > title.count("»"):
        title = text
    title = re.split(r"(?<=[\w»)])\.\s+(?=[A-ZÀ-Þ])", title)[0].rstrip(".")
    if ":" in title and (head := title.split(":", 1)[0].strip()) and len(title) > 90:
        title = head
    kind = kind_of(fold_in_place(title)) or (kind_of(group.folded) if group else None) or "document"
    if group is not None and kind_of(group.folded) in ("platform", "press-review"):
        kind = kind_of(group.folded) or kind
    url = next((span.value for span in line.block.links if span.value.startswith("http")), None)
    return Announced(title=title, kind=kind, line=line, group=group.text if group else None, url=url)
