"""What stands after a name and belongs to it: a trade, an organisation, a name in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import (
    APPOSED,
    CAPITAL,
    FUNCTION,
    GENERIC,
    OCCUPATION,
    PAIRED,
    category_of,
    first_names,
)
from ingest.roles.name import Name, first_item

_OPENING = re.compile(
    r"^(?:est|était|devient|fut|(?:a été |est |vient d['’]être )(?:nommée?|élue?|réélue?|désignée?))\s+(?:la |le |l['’])?"
)

_MAYOR = re.compile(
    r"\b(?:(?:sous-)?prefete?s?|maires?|maire[- ]adjointe?|elue?s?|deputee?|senat(?:eur|rice)) (?:de|d'|du|des)[^,;]*$"
)
"""An office held in a place rather than in a body, in folded text."""
_FUNCTION = re.compile(rf"\s(?:{FUNCTION})")


def with_apposition(text: str, name: Name, starts: dict[int, Match]) -> tuple[Name, int]:
    """Read `, sociologue (laboratoire X)`, `(Ligue de l'enseignement)`, `, directeur du Y` after a person.

    Returns the name with what it gained, and the place where the text goes on.
    """
    position = name.end
    if name.category != "personne":
        if (bracket := re.match(r"\s*[\[(][^\])]{1,60}[\])]", text[position:])) is not None:
            inside = starts.get(position + bracket.group().index(bracket.group().strip()[0]) + 1)
            if name.known is None and inside is not None:
                name = Name(name.start, name.end, name.text, inside.entity.category, inside)
            position += bracket.end()
        if name.known is not None and (apposed := APPOSED.match(fold_in_place(text[position:]))) is not None:
            position += apposed.end()
        return name, position
    folded = fold_in_place(text)
    job = ""
    affiliations: list[Name] = []
    rest = folded[position:]
    if (occupied := OCCUPATION.match(rest)) is not None:
        stop = re.search(
            r"[.;()\n»«]|,\s+(?:(?:le|du|les|en)\s)?\d|,\s+(?:\w+ment\s+)?[\wé]+ée?s?\s+(?:par|en|le|dans|pour|depuis|avec)\b|,\s+(?:reste|demeure|assure|explique|confie|raconte|regrette|insiste|poursuit|conclut|précise|souligne|rappelle|estime|constate|résume|témoigne|promet|espère)\b|,\s+en\s(?:partenariat|lien|collaboration|présence)\b|,\s+(?:et|ouvert|ainsi|avec|qui|dont)\b|,\s+(?=[A-ZÀ-Þ])|,?\s+(?:a|ont|est|sont|était|étaient|sera|seront|y|s['’]est|se)\s|,\s+\w+(?:e|ent|it|ut|ra|ront)(?:\s+(?:le|la|les|l['’]|un|une|que|qu['’]|sur|en|à|aux?)\b|\s*[.;]|\s*$)|\s+(?:et|ainsi que)\s+(?!"
            + PAIRED
            + r")(?=[A-ZÀ-Þ]|l'|la |le |d'[A-ZÀ-Þ]|de [A-ZÀ-Þ])|,\s+(?=d'[A-ZÀ-Þ])",
            text[position + occupied.end() :],
        )
        end = position + occupied.end() + (stop.start() if stop else len(text) - position - occupied.end())
        end = min(end, position + 160)
        job = _OPENING.sub(
            "", re.split(r"\s(?:depuis|jusqu['’])", text[position:end], maxsplit=1)[0].strip(" ,(")
        )
        affiliations.extend(_affiliations(text, position + occupied.end(), end, starts))
        position = end + ("(" in occupied.group() and text[end : end + 1] == ")")
    if (bracket := re.match(r"\s*[(\[]([^)\]]{2,80})[)\]]", text[position:])) is not None:
        inner = position + bracket.start(1)
        affiliations.extend(_affiliations(text, inner, position + bracket.end(1), starts))
        position += bracket.end()
    return Name(name.start, name.end, name.text, "personne", name.known, job, tuple(affiliations)), position


def _affiliations(text: str, start: int, end: int, starts: dict[int, Match]) -> Iterator[Name]:
    inside = [match for at, match in sorted(starts.items()) if start <= at < end]
    if inside:
        for match in inside:
            yield Name(match.start, match.end, text[match.start : match.end], match.entity.category, match)
        return
    segment = text[start:end]
    if _MAYOR.search(fold_in_place(text[max(0, start - 20) : end])):
        return
    opening = re.search(
        rf"(?:\b(?:du|de la|de l['’]|des|à la|à l['’]|au|chez|de|d['’])\s*)?((?:{CAPITAL}|(?:laboratoire|université|association|collectif|centre|fédération|ligue|institut|conseil|communauté|métropole|agglomération|mairie|régie|maison|réseau|agence|caisse|direction|préfecture|rectorat|union|fondation|office|chambre|observatoire|école|club)\b)[^,;()]*)",
        segment,
    )
    if opening is not None:
        named_alone = _FUNCTION.split(opening.group(1), maxsplit=1)[0]
        piece = first_item(named_alone).strip(" .")
        named = any(char.isupper() for char in piece[1:])
        someone = fold(piece.split()[0]) in first_names() if piece.split() else False
        if not someone and 1 < len(piece) <= 70 and (named or not GENERIC.match(fold_in_place(piece))):
            at = start + opening.start(1)
            yield Name(at, at + len(piece), piece, category_of(fold_in_place(piece)))
