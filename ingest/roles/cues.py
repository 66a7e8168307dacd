"""The words that reveal an actor and its role: `animé par`, `en partenariat avec`, `avec l'intervention de`..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.records import Role

_E = r"(?:\(?[·.•-]?e\)?)?[·.•-]?s?"
_WITH = r"(?:avec|par|aupres de|de)"
_OF = r"(?:de la|de l'|du|des|de|d'|d’)?"

_CUES: tuple[tuple[Role, str], ...] = (
    ("funder", rf"(?:co-?)?finance{_E} (?:en partie )?par|(?:avec le |grace au )?(?:co-?)?financement {_OF}|financeurs?\s*:|financements?\s*:|subventionne{_E} par"),
    ("facilitator", rf"(?:co-?\s?)?anime{_E} (?:{_WITH})|animation(?: assuree)? par|anim(?:ation|ateurs?|atrices?)\s*:|encadre{_E} par|guide{_E} par|commente{_E} par"
                    rf"|anime{_E} aux cotes {_OF}|animation aux cotes {_OF}|coordination(?: \w+)?\s*:|coordonnat\w+\s*:|moderation\s*:|modere{_E} par|facilite{_E} par|co-?animation {_OF}|coordonne{_E} par|formateur{_E}\s*:|formatrices?\s*:"),
    ("coOrganiser", rf"(?:co-?\s?organise|pilote|monte|concu|imagine|elabore|construit){_E} (?:{_WITH})|co-?\s?construi(?:te?s?|ction) (?:[\w' ]{{0,40}}? )?avec|co-?\s?pilote{_E} (?:{_WITH})|co-?\s?porte{_E} par|co-?\s?pilotage"),
    ("organiser", rf"organise{_E} (?:[\w' ]{{0,30}}? )?par|propose{_E} (?:par|avec)|porte{_E} par|pilote{_E} par|initie{_E} par|concu{_E} par|mis(?:e?s?) en place par|a l'(?:initiative|invitation) {_OF}"
                  rf"|organisation\s*:|organisat(?:eurs?|rices?)\s*:|deploye{_E} par|mene{_E} par|conduite? par|realise{_E} (?:par|avec)|cree{_E} par|pilotes?\s*:"),
    ("author", rf"(?:redige|ecrit|coecrit|signe){_E} par|aut(?:eur|rice){_E}\s*:|redaction\s*:"),
    ("publisher", rf"(?:publie|edite|co-?edite){_E} par|edition\s*:|editeur\s*:"),
    ("host", rf"accueilli{_E} (?:par|dans les locaux {_OF})|accueil (?:par|chez)|dans les locaux {_OF}|recu{_E} par"),
    ("support", rf"(?:avec )?l'appui {_OF}|(?:avec )?le soutien {_OF}|soutenu{_E} par|appuye{_E} par|avec le concours {_OF}|parraine{_E} par|sous l'egide {_OF}|avec l'aide {_OF}|accompagne{_E} par"),
    ("speaker", rf"(?:avec )?(?:l'|les |des )?interventions? {_OF}|interviennent\s*:|intervenant{_E}\s*:|(?:avec )?le temoignage {_OF}|temoignages? (?:en [\w -]+ )?{_OF}"
                rf"|conference (?:d'ouverture |inaugurale )?(?:de|d'|avec)\b|(?:temps d')?echanges? avec|rencontre avec|discutant{_E}\s*:|grand temoin\s*:"
                rf"|presente{_E} par|presentation par|(?:cours|carte blanche|parole|place) a\b|conference-debat avec|debat avec|dialogue avec|eclairages? {_OF}|regards? {_OF}(?= [A-Z])|avec les? temoignages?[^.]{{0,40}}? {_OF}|introduit{_E} par|cloture{_E} par"),
    ("participant", rf"(?:avec |et )?la participation {_OF}|avec la contribution {_OF}|(?:avec |en )?(?:la )?presence {_OF}"),
    ("partner", rf"en (?:etroit )?partenariat (?:etroit )?(?:avec|entre)|partenariat\s*:|partenaires?\s*:|en (?:lien|collaboration|cooperation|association|concertation) (?:etroite )?avec"
                rf"|(?:avec |et )?la collaboration {_OF}|aux cotes {_OF}|conjointement avec|en associant|associant|ensemble avec|en complicite avec"),
    ("speaker", r"(?:^|(?<=[.;:–—]\s))par\b"),
    ("partner", r"(?<!retour )(?<!contact )\bavec\b"),
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"(?P<c{index}>(?<![\w-])(?:{cue}))" for index, (_, cue) in enumerate(_CUES)))
VERBS: tuple[tuple[Role, str], ...] = (
    ("facilitator", r"(?:co-?)?anime(?:nt|ra|ront)?|encadre(?:nt|ra|ront)?|guide(?:nt|ra|ront)?|modere(?:nt|ra|ront)?"),
    ("organiser", r"(?:co-?)?organise(?:nt|ra|ront)?|propose(?:nt|ra|ront)?|pilote(?:nt|ra|ront)?|porte(?:nt|ra|ront)?"),
    ("host", r"(?:nous |vous )?accueill(?:e|ent|era|eront)"),
    ("funder", r"finance(?:nt|ra|ront)?"),
    ("support", r"soutien(?:t|nent)|soutiendra|soutiendront|appuie(?:nt)?"),
    ("speaker", r"(?:y |en |vous |nous |leur )?(?:temoign|present|expos|interv?iendr|racont|partager|pren(?:dr|d))\w*|interviennent|intervient|y prendront la parole"),
)  # fmt: skip
VERB = re.compile("|".join(rf"(?P<v{index}>\b(?:{words})\b)" for index, (_, words) in enumerate(VERBS)))
"""A verb whose subject is an actor, in folded text."""
_ROLES = tuple(role for role, _ in _CUES)
_NOT_ACTORS = re.compile(
    r"(?:\b(?:a destination|a l'attention|destinee?s? aux?|ouverte?s? a|reservee?s? a|pour les|aupres d|dans le cadre)\b[^.;:]*"
    r"|\b(?:habitant\w*|residents?|quartiers?|jeunes|acteurs|associations|elu\w*|agents|communes|siege|salle|locaux|equipes?[\w ]*)(?:·\w+)?"
    r"\s+(?:de la |de l'|du |des |de |d'))$"
)
"""What stands before the names of a public, of a place or of a framework, not of those who act."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text: its place, its words and the role it gives."""

    start: int
    end: int
    words: str
    role: Role


def cues(folded: str) -> Iterator[Cue]:
    """Yield the cues of a folded text, in order."""
    for match in _PATTERN.finditer(folded):
        assert match.lastgroup is not None
        yield Cue(match.start(), match.end(), match.group().strip(), _ROLES[int(match.lastgroup[1:])])


def is_excluded(folded: str, at: int) -> bool:
    """Say whether the words before a name make it a public or a framework rather than an actor."""
    return _NOT_ACTORS.search(folded[max(0, at - 90) : at]) is not None
