"""Works that running text names: a title in quotes with what it is, a report told by its authors or its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates.lexicon import MONTH_NAMES, fold_in_place
from ingest.roles.name import Name


@dataclass(frozen=True, slots=True)
class Work:
    """A work at a place of a text, with its title or the words it is told by."""

    start: int
    end: int
    label: str


_NOUN = (
    r"(?:rapport|etude|enquete|guide|ouvrage|livre|essai|film|documentaire|note|recherche|these|memoire|podcast|article|livret|brochure"
    r"|synthese|recueil|roman|bande dessinee|webserie|fiche|carnet|cahier|rencontre filmee)s?"
)
_QUOTED = r"«\s?(?P<title>[^«»\n]{4,140}?)\s?»"
_MONTH = f"(?:{'|'.join(fold_in_place(month) for month in MONTH_NAMES)})"
_DATED = rf"(?:(?:du {{0,1}}\d{{1,2}} |de |d'|en )?{_MONTH} \d{{4}}|de \d{{4}})"
_TITLED = (
    re.compile(rf"{_QUOTED}\s?[,(:–-]\s?(?:une?|le|la|l'|cette|ce)?\s?(?:\w+ ){{0,2}}?{_NOUN}\b"),
    re.compile(rf"\b{_NOUN}(?: [\w'-]+){{0,4}}?,? {_QUOTED}"),
    re.compile(
        rf"\b(?:(?:co-?)?aut(?:eure?|rice)s? (?:de|du|d'une?)|(?:co-?)?signe|publie|ecrit)\b[^.;«»]{{0,40}}?{_QUOTED}"
    ),
)
"""What a title in quotes stands beside when it is that of a work, in folded text."""
_TOLD = re.compile(
    rf"\b{_NOUN}(?: (?:{_DATED}|(?:parue?|publiee?|realisee?|menee?|remise?) en (?:{_MONTH} )?\d{{4}}))"
)
"""A work without a title, known by its date."""
_BY = re.compile(
    rf"\b(?:{_NOUN}\s(?:de |d'|par )|(?:{_NOUN}|diagnostic|portrait|barometre|analyse|donnees|travaux|observatoire)(?: (?!s'|sur\b|est\b|a\b|par\b|cite)[\w'-]+){{0,4}}? (?:de la |de l'|du |des |de |d'))$"
)
_MADE_BY = r"(?:commande|commandite|edite|publie|realise|redige|concu|ecrit|finance|produit|elabore|pilote|diffuse)e?s?\b"
_REPLACES = re.compile(
    rf"^(?:\W*{_MADE_BY}[^.;:«»]{{3,160}}, (?=il |elle |ce |cette ))?(?:\W*(?:il|elle) (?:est|a ete) {_MADE_BY}[^.;:«»]{{3,140}}?(?:,| et) (?=\w+e\b))?(?:\W*(?:il|elle|ce|cette|cet|le|la|l')\s?(?:\w+ )?)?(?:{_NOUN} )?(?:remplace|actualise|met a jour|annule et remplace|succede a|prolonge et actualise|se substitue a)\s(?:la |le |l'|au |a la )?(?:(?:{_NOUN}\s(?:[\w'-]+ ){{0,3}})?«\s?)?$"
)


def works_in(text: str, names: Sequence[Name]) -> list[Work]:
    """Return the works that a sentence names, in order, none inside another."""
    folded = fold_in_place(text.replace("’", "'"))
    found = [
        Work(
            match.start("title"), match.end("title"), text[match.start("title") : match.end("title")].strip()
        )
        for pattern in (_TITLED if "«" in text else ())
        for match in pattern.finditer(folded)
    ]
    told = [
        Work(match.start(), match.end(), text[match.start() : match.end()])
        for match in _TOLD.finditer(folded)
    ]
    found += told
    kept: list[Work] = []
    for one in sorted(found, key=lambda work: (work.start, -work.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def work_of(text: str, people: Sequence[Name]) -> Work | None:
    """Return the work that a sentence tells by its authors alone (`rapport de X et Y`)."""
    if not people:
        return None
    folded = fold_in_place(text.replace("’", "'"))
    opening = _BY.search(folded[: people[0].start])
    if opening is None:
        return None
    end = people[-1].end
    return Work(opening.start(), end, " ".join(text[opening.start() : end].split()))


def told_before(text: str, work: Work) -> bool:
    """Say whether a sentence tells who made something before it names a work, and nothing of the kind after."""
    folded = fold_in_place(text)
    made = re.compile(rf"\b{_MADE_BY} par\b")
    return made.search(folded, 0, work.start) is not None and made.search(folded, work.end) is None


def replaced_in(text: str, works: Sequence[Work]) -> Iterator[tuple[Work, str]]:
    """Yield the works that a sentence says are replaced by what the sentence before is about."""
    folded = fold_in_place(text.replace("’", "'"))
    for one in works:
        if (cue := _REPLACES.match(folded[: one.start])) is not None:
            yield one, cue.group().strip()
