"""The offices that people hold in the organisations a sentence names, or in the one the sentence before is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actors.tie import Tie
from ingest.dates.lexicon import fold_in_place
from ingest.records import Predicate
from ingest.roles.name import Name


def offices(text: str, names: Sequence[Name]) -> Iterator[Tie]:
    """Yield the organisations that people work for, with their office."""
    folded = fold_in_place(text.replace("’", "'"))
    for name in names:
        if name.category != "personne":
            continue
        for body in name.affiliation[:1]:
            office = _office(name.job_title, body.text)
            predicate: Predicate = "memberOf" if _BELONGS.match(fold_in_place(office)) else "worksFor"
            detail = office if predicate == "worksFor" else ""
            yield Tie(name, predicate, body, name.job_title or "(…)", True, detail)
        yield from _further_offices(text, folded, name, names)


def _further_offices(text: str, folded: str, person: Name, names: Sequence[Name]) -> Iterator[Tie]:
    """Yield the other offices of a person (`X, maire de Y, vice-présidente du Z`)."""
    position = person.affiliation[0].end if person.affiliation else person.end + len(person.job_title) + 2
    for body in names:
        if body.start < position or not person.job_title:
            continue
        if body.category == "personne":
            return
        further = _FURTHER.fullmatch(folded[position : body.start])
        if further is None:
            return
        office = text[position + further.start("office") : position + further.end("office")].strip()
        yield Tie(person, "worksFor", body, office, True, _office(f"{office} {body.text}", body.text))
        position = body.end


_FURTHER = re.compile(
    r"[^,.;:()]{0,60}?(?:,|\bet)\s+(?:et\s+)?(?P<office>(?:(?:co|vice|ex)-?\s?)*(?:president|direct(?:eur|rice)|adjoint|responsable|charge|representant|delegue|secretaire|referent|administrat(?:eur|rice)|membre|conseill)"
    r"\w*[^,.;:()]{0,70}?)(?:\b(?:de la|de l'|du|des|de|d'|a la|a l'|au|chez)\s?)"
)
_BELONGS = re.compile(r"(?:membre|adherent|benevole|militant|adhere)\w*$")
"""Whose only office is to belong to an organisation, in folded text."""


def _office(job: str, body: str) -> str:
    """Return an office without the organisation it is held in."""
    at = job.find(body)
    if at < 0 and " " in body:  # `maire de Vierzon`: the place of the institution
        at = job.find(re.sub(r"^.*?\b(?:de la |de l['’]|de |du |des |d['’])", "", body))
    bare = job[:at] if at > 0 else job
    bare = re.sub(
        r"\s*(?:\b(?:du|de la|de|des|à la|à|au|aux|chez|pour|au sein|la|le|les)\b|\b(?:de l|d|à l|l)['’]|[,(–-])*\s*$",
        "",
        bare,
    )
    return re.sub(r"^(?:est|était|devient|le|la|l['’])\s*", "", bare).strip(" ,(")


def heads_of(text: str, folded: str, names: Sequence[Name], former: Name | None) -> Iterator[Tie]:
    """Yield whom a sentence says to run what the sentence before is about (`Sa directrice, X`)."""
    person = next((one for one in names if one.category == "personne"), None)
    if person is None or person.affiliation or former is None or former.category == "personne":
        return
    if (own := _ITS_HEAD.match(folded[: person.start])) is not None and own["office"]:
        office = text[own.start("office") : own.end("office")].strip(" ,")
        yield Tie(person, "worksFor", former, f"{own.group().strip(' ,')}", False, office)


_ITS_HEAD = re.compile(
    r"^\W*(?:sa|son) (?:nouve(?:au|lle) |actuel(?:le)? )?(?P<office>(?:(?:co|vice)-?\s?)?(?:president|direct(?:eur|rice)|coordinat(?:eur|rice)|responsable|delegue|secretaire|tresori|gerant)[^.;:«»()]{0,40}?),? (?:mme |m\. )?$"
)
