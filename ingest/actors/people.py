"""People named in running text with their office or their organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.actors import successions
from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import HEAD, OCCUPATION, PERSON, category_of, first_names
from ingest.roles.name import Name
from ingest.roles.names import people_with_jobs, persons

_VENUE = re.compile(
    r"\b(?:rue|avenue|av\.|boulevard|bd|place|allee|impasse|quai|square|parc|stade|gymnase|salle|auditorium|amphitheatre|ecole|college|lycee|espace|theatre|musee|mediatheque|bibliotheque"
    r"|hopital|gare|station|quartier|cite|residence|prix|fonds|fondation|rapport|loi|plan|maison|centre|universite|pole|institut|tour|batiment)"
    r"(?: [a-z]+)? (?:de la |du |de |d'|des )?$"
)
_OFFICE = re.compile(
    r"\b(?P<office>(?:vice-?|co-?|sous-)?(?:president|direct(?:eur|rice)|maire|prefet|ministre|secretaire|delegue|adjoint|responsable|chef|coordinat(?:eur|rice)|charge|sociologue|chercheu|geographe|urbaniste"
    r"|consultant|recteur|rectrice|procureur|deput|senat|conseill|professeur|maitre|commissaire|animat(?:eur|rice)|referent|architect|historien|anthropolog|psycholog|journalist|videast|photograph|comedien|mediat(?:eur|rice)|educat(?:eur|rice)|formatr|paysagist|medecin|infirmi|jurist|economist|philosoph|artist|realisat(?:eur|rice)|gynecolog|illustrat(?:eur|rice))\w*"
    r"(?:(?:(?!\bet\b)[^.;:,()\n«»]){0,70}?))[,:]?\s+(?:(?:M\.|Mme|Monsieur|Madame)\s+)?$"
)


_LEADS = {"preside": "préside", "dirige": "dirige", "coordonne": "coordonne", "represente": "représente"}
_LED_BY = re.compile(
    r"(?P<verb>preside|dirige|coordonne|represente)(?:\(?[·.•-]?e\)?)?[·.•-]?s?(?: depuis \w+ ?\d*)? par\s+(?:(?:m\.|mme|monsieur|madame)\s+)?$"
)
"""A participle that leads from an organisation to who runs it, in folded text."""
_SAID_BY = re.compile(
    r"(?:[»”\"],?|\b(?:a|ont|ainsi)) (?:explique|souligne|rappele|rappelle|raconte|temoigne|resume|insiste|confie|precise|estime|conclut|conclu|se rejouit|se felicite|declare|affirme|observe|analyse|note|assure|poursuit|ajoute)(?:-t-(?:il|elle))? $"
)
"""What leads from words that are quoted to who said them, in folded text."""
_BESIDE = re.compile(
    r"(?:\s*\([^)]*\))?\s*,?\s*(?:(?:qui )?(?:est|etait|sera)\s+)?(?:desormais |aujourd['’]hui )?"
)
_RUNS = re.compile(r"\s*,?\s+(?:qui\s+)?(?:dirige|préside|coordonne|représente|représentait|présidait)\s")
_LEFT_FOR = re.compile(r",\s+(?:partie?|venue?|issue?|arrivée?)\s+(?:à|au|de|du|chez)\s")
_WORKS = re.compile(r",?\s+(?:qui\s+)?(?:travaille|travaillait|exerce)\s+(?:à|au|chez|pour|dans|au sein)\s")
_FOR_A_BODY = re.compile(r"[Pp]our\s+(?:la |le |les |l['’])?$")
_TITLED = re.compile(
    r"(?:M\.|Mme|Dr|Docteure?)\s(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})(?=\s*(?:\(|,))"
)


def people(text: str, known: Sequence[Match], bodies: Sequence[Name]) -> Iterator[Name]:
    """Yield the people a text names with their office or their organisation, one of `bodies` where it can be."""
    starts = {match.start: match for match in known if match.entity.kind == "actor"}
    told = {name.start: name for name in people_with_jobs(text, known)}
    folded = fold_in_place(text)
    for match in persons(text):
        words = match.group().split()
        if not _is_person(words) or HEAD.match(fold_in_place(match.group())):
            continue
        start, end = match.span()
        if (name := told.get(start)) is not None:
            at = text.find(name.job_title, end)
            yield replace(name, affiliation=_bodies(text, name, bodies, at, at + len(name.job_title) + 80))
            continue
        before = folded[max(0, start - 110) : start]
        if _VENUE.search(before):
            continue
        person = Name(start, end, match.group(), "personne", starts.get(start))
        if (led := _LED_BY.search(before)) is not None:
            at = start - len(before) + led.start()
            inside = [one for one in bodies if one.end <= at and _BESIDE.fullmatch(folded[one.end : at])]
            if inside:
                yield replace(person, affiliation=tuple(inside[-1:]), job_title=_LEADS[led["verb"]])
                continue
        if led is not None or _SAID_BY.search(before):
            yield person if led is None else replace(person, job_title=_LEADS[led["verb"]])
            continue
        office = _OFFICE.search(before)
        at = start - len(before) + office.start("office") if office is not None else 0
        if office is not None and not _is_apposed(text, at, told.values()):
            job = text[at : at + len(office["office"])].strip(" ,")
            person = replace(person, job_title=job)
            yield replace(person, affiliation=_bodies(text, person, bodies, at, start))
            continue
        runs = _RUNS.match(text, end) or _LEFT_FOR.match(text, end) or _WORKS.match(text, end)
        if runs is not None:
            clause = re.search(r"[.;:\n]|,\s", text[runs.end() :])
            limit = runs.end() + clause.start() if clause else len(text)
            inside = [one for one in bodies if runs.end() - 1 <= one.start < limit]
            if inside or runs.re is _RUNS:
                job = (
                    ""
                    if runs.re is _WORKS
                    else text[end : min(limit, (inside[0].end if inside else limit))].strip(" ,")
                )
                yield replace(person, affiliation=tuple(inside[:1]), job_title=job)
                continue
        if (shared := _shared(text, end, bodies)) is not None:
            yield replace(person, affiliation=(shared,))
            continue
        plain = folded.replace("’", "'")
        if successions.BEFORE.search(plain[max(0, start - 60) : start]) or successions.AFTER.match(
            plain[end:]
        ):
            yield person
            continue
        after = re.match(
            r"\s*(?:\(|[–—]\s)|\s+(?:du|de la|pour|pour la|pour le|au nom de)\s+|\s+(?:de|pour) l['’]",
            text[end:],
        )
        if after is not None:
            inside = [one for one in bodies if 0 <= one.start - end - after.end() <= 4]
            stated = _IN_BRACKETS.match(text, end) if not inside else None
            if stated is not None and not re.match(r"(?:Le|La|Les)\s\S+$", stated["body"]):
                at = stated.start("body")
                body = Name(
                    at, stated.end("body"), stated["body"], category_of(fold_in_place(stated["body"]))
                )
                yield replace(person, affiliation=(body,))
            if inside:
                rest = text[inside[0].end :]
                following = re.match(r"\s*,\s*([^,.;()\n]{3,80})", rest)
                held = following is not None and OCCUPATION.match(fold_in_place(rest)) is not None
                title = following.group(1).strip() if following and held else ""
                yield replace(person, affiliation=tuple(inside[:1]), job_title=title)


def _shared(text: str, end: int, bodies: Sequence[Name]) -> Name | None:
    """Return the organisation in brackets after the next of two people (`Ada Martin et Luc Petit (ORIV)`)."""
    joint = re.match(r"\s+et\s+", text[end:])
    other = PERSON.match(text, end + joint.end()) if joint is not None else None
    if other is None or not _is_person(other.group().split()) or not text[other.end() :].startswith(" ("):
        return None
    return next((one for one in bodies if 0 <= one.start - other.end() - 2 <= 3), None)


def _is_apposed(text: str, at: int, told: Iterable[Name]) -> bool:
    """Say whether the office at a place is that of the person named before it."""
    return any(one.end <= at <= one.end + len(one.job_title) + 3 for one in told if one.job_title)


_IN_BRACKETS = re.compile(r"\s*\((?P<body>[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){1,4}|[A-ZÀ-Þ]{3,8}(?: \d\d)?)\)")


def titled(text: str, bodies: Sequence[Name]) -> Iterator[Name]:
    """Yield the people named by title and surname with their organisation in brackets (`M. Roth (CAF)`)."""
    for match in _TITLED.finditer(text):
        inside = [
            one for one in bodies if one.start == match.end() + 2 and text[match.end() :].startswith(" (")
        ]
        if inside:
            yield Name(match.start(), match.end(), match.group(), "personne", affiliation=tuple(inside[:1]))


def _bodies(text: str, person: Name, bodies: Sequence[Name], low: int, high: int) -> tuple[Name, ...]:
    """Return the organisation an office is held in: the first named in its words, or just before the person."""
    if low < 0:
        return tuple(one for one in person.affiliation if _is_body(one))
    for one in bodies:
        between = text[one.end : person.start]
        if one.end <= person.start and _FOR_A_BODY.search(text[: one.start]) and re.fullmatch(
            r",\s+(?:(?:son|sa) [^,;.]{3,40},?\s+)?(?:M\. |Mme )?", between
        ):  # fmt: skip
            return (one,)
    if (led := _whose(text, low, [one for one in bodies if one.end <= low])) is not None:
        return (led,)
    stop = re.search(r"[.;\n]", text[low:high])
    limit = low + stop.start() if stop else high
    job_end = low + len(person.job_title)
    for one in bodies:
        between = text[job_end : one.start]
        if low <= one.start < min(limit, job_end) or (len(between) in (2, 3) and between.strip() == "("):
            return (one,)
        if _NEXT_ITEM.fullmatch(between) and _CLOSED.match(text, one.end):  # `X, directrice, Organisation`
            return (one,)
    return tuple(one for one in person.affiliation if _is_body(one))


def _whose(text: str, office: int, bodies: Sequence[Name]) -> Name | None:
    """Return the organisation of `sa directrice`: the one before it, or the only one of the sentence so far."""
    if not bodies or (own := _OWN.search(text[:office])) is None:
        return None
    beside = _BESIDE_OWN.fullmatch(text[bodies[-1].end : own.start()])
    return bodies[-1] if beside or (len(bodies) == 1 and bodies[0].start <= _OPENS) else None


_BESIDE_OWN = re.compile(r"[\s,(–—]*(?:et\s|avec\s|via\s)?\s*(?:à\s|de\s|par\s|avec\s)?\s*")
_OWN = re.compile(r"\b[Ss](?:on|a) (?:(?:nouve(?:au|lle)|actuel(?:le)?|première?|jeune) )?$")
_OPENS = 15
"""How far from the head of a sentence its subject may begin."""
_NEXT_ITEM = re.compile(r"\s*(?:,|–|-|\n)\s*(?:(?:l['’]|la |le |les )\s?)?")
_CLOSED = re.compile(r"\s*(?:[.;)\n]|$)")


def _is_body(one: Name) -> bool:
    """Say whether the words after an office are an organisation rather than the place of the office."""
    letters = [char for char in one.text if char.isalpha()]
    acronym = len(letters) > 2 and sum(char.isupper() for char in letters) * 2 > len(letters)
    return one.known is not None or acronym or HEAD.match(fold_in_place(one.text)) is not None


def _is_person(words: Sequence[str]) -> bool:
    first, last = fold(words[0]), fold(words[-1])
    return (
        first in first_names()
        or first.split("-")[0] in first_names()
        or (last in first_names() and words[0].isupper())
    )
