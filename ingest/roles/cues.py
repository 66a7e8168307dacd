"""The words that reveal an actor and its role: `animé par`, `en partenariat avec`, `avec l'intervention de`..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import Role

_E = r"(?:\(?[·.•-]?e\)?)?[·.•-]?s?"
_WITH = r"(?:avec|par|aupres de|de)"
_OF = r"(?:de la|de l'|du|des|de|d'|d’)?"

_CUES: tuple[tuple[Role, str], ...] = (
    ("funder", rf"(?:avec )?(?:le |l')?(?:soutien|concours|appui|aide) financi(?:er|ere) {_OF}|(?:co-?)?finance{_E} (?:en partie |a (?:hauteur de )?[\d ,]+ ?% |a parts? egales? |notamment )?par|abonde{_E} par|(?:avec le |grace au )?(?:co-?)?financement {_OF}|financeurs?(?: (?:de |du |des |d')[\w' -]{{1,40}}?)?\s*:|financements?\s*:|(?:ils|elles|qui) (?:nous )?(?:co-?)?financent[^.;:]{{0,40}}:|subventionne{_E} par|pris{_E} en charge (?:financierement )?par|beneficie\w* d'une (?:aide|subvention|dotation) (?:financiere )?{_OF}"
               rf"|\b(?:solde|reste|complement|budget|enveloppe|subvention|dotation|credits?|cout|montant|somme)s?\b(?: [\w' ]{{0,40}}?)? (?:apporte|verse|pris en charge|alloue|accorde|attribue|octroye|couvert){_E} par"
               rf"|\d(?:[\d .,\u00a0\u202f]*\d)?\s?(?:(?:k|m)?€|(?:millions? d')?euros) (?:de subvention |d'aide )?(?:de la|de l'|du|des|de|d')|co-?financements?(?! \w+ (?:europeen|public|prive))"),
    ("funder", rf"(?:avec )?(?:une |la )?participation {_OF}(?=[^.;:()]{{2,60}} (?:a hauteur de|de \d))"),
    ("facilitator", rf"(?:co-?\s?)?anime{_E} (?:{_WITH})|animation(?: assuree)? par|anim(?:ation|ateurs?|atrices?)(?: (?:de l'|de la |du |des )(?:atelier|debat|table ronde|seance|journee|rencontre|matinee|temps|echange|groupe|discussion)s?\b[\w' -]{{0,20}}?)?\s*:|encadre{_E} par|guide{_E} par|commente{_E} par"
                    rf"|(?:(?:co-?\s?)?preside|assure|tenu|encadre|dispense){_E} par|anime{_E} aux cotes {_OF}|animation aux cotes {_OF}|coordination(?: \w+)?\s*:|coordonnat\w+\s*:|moderation\s*:|presidence\s*:|modere{_E} par|sous la (?:houlette|conduite) {_OF}|facilite{_E} par|co-?animation {_OF}|coordonne{_E} par|formateur{_E}\s*:|formatrices?\s*:"),
    ("coOrganiser", rf"(?:co-?\s?organise|monte|concu|imagine|elabore|construit){_E} (?:{_WITH})|pilote{_E} avec|co-?\s?construi(?:te?s?|ction) (?:[\w' ]{{0,40}}? )?avec|co-?\s?pilote{_E} (?:{_WITH})|co-?\s?porte{_E} par|co-?\s?pilotage"),
    ("organiser", rf"organise{_E} (?:[\w' ]{{0,30}}? )??par|propose{_E} (?:par|avec)|porte{_E} par|pilote{_E} par|initie{_E} par|concu{_E} par|mis(?:e?s?) en place par|a l'(?:initiative|invitation) {_OF}"
                  rf"|organisation\s*:|organisat(?:eurs?|rices?)\s*:|(?:deploye|experimente|lance|instaure|impulse|mis{_E} en oeuvre){_E} (?:[\w' ]{{0,30}} )??par|mene{_E} par|conduite? par|realise{_E} (?:par|avec)|cree{_E} par|gere{_E} par|pilotes?\s*:"),
    ("author", rf"(?:redige|ecrit|coecrit|signe|illustre|preface){_E} par|(?:evaluation|etude|enquete|diagnostic|redaction)\b[^.;:]{{0,30}}? confie{_E} (?:a la|a l'|au|aux|a)|aut(?:eur|rice){_E}\s*:|redaction\s*:"),
    ("publisher", rf"(?:publie|edite|co-?edite|diffuse){_E} (?:en (?:\w+ )?\d{{4}} )?par|direct(?:eur|rice) de (?:la )?publication\s*:|edition\s*:|editeur\s*:"),
    ("host", rf"accueilli{_E} (?:par|dans les locaux {_OF})|accueil (?:par|chez)|accueil(?: assure par)?\s*:|(?:dans les locaux|dans le local(?: du bailleur| de l'association)?|au siege|dans les (?:murs|salons)) {_OF}|recu{_E} par|\bchez\b"),
    ("support", rf"(?:ils|elles) (?:nous )?soutiennent[^.;:]{{0,40}}:|(?:avec )?l'appui {_OF}|(?:avec |grace )?(?:le |du |au )soutien {_OF}|soutenu{_E} par|(?:offert|fourni|prete|mis{_E} (?:gracieusement )?a (?:la |notre )?disposition|sponsorise){_E} par|appuye{_E} par|avec le concours {_OF}|parraine{_E} par|sous l'egide {_OF}|avec l'aide {_OF}|accompagne{_E} par"),
    ("speaker", rf"avec qui\s*\?|(?:avec )?(?:l'|les |des )?interventions? {_OF}|interviennent\s*:|interviendront(?: egalement| aussi)?\s*:?|interventions?\s*:|intervenant{_E}\s*:|(?:avec )?le temoignage {_OF}|temoignages? (?:en [\w -]+ )?{_OF}"
                rf"|conference (?:d'ouverture |inaugurale )?(?:de|d'|avec)\b|(?:temps d')?echanges? avec|rencontre avec|discutant{_E}\s*:|(?:grand )?temoins?(?: [\w' ]{{1,40}})?\s*:|rapporteu(?:r|se|re)s?\s*:|avec\s*:(?!\s*(?:avec\b|[a-z' ]{{3,30}}\s*:))|coup d'envoi (?:a ete |est |sera )?donne par|communications? {_OF}|donn\w+ la parole a\b"
                rf"|presente{_E} par|presentation par|(?:cours|carte blanche|parole|place) a\b|invite{_E}\s*:|conference-debat avec|debat avec|dialogue avec|eclairages? {_OF}|regards? {_OF}(?= [A-Z])|(?:ouverture|conclusion|cloture|mots? d'accueil|introduction|table[- ]ronde|conference|pleniere|regards croises|restitution)(?: de la journee)?\s*:|avec les? temoignages?[^.]{{0,40}}? {_OF}|introduit{_E} par|cloture{_E} par|discute{_E} par|(?:matinee|journee|seance|rencontre|soiree|apres-midi|forum|colloque|atelier|debat)s? (?:a|ont|sera|seront|etait|etaient) (?:ete )?(?:ouvert|conclu){_E} par|(?:ouverture|cloture|conclusion|introduction|synthese|restitution|lecture|presentation|mots? d'accueil) par"),
    ("participant", rf"(?:co-?)?signataires?\s*:|(?:convention|contrat(?: de ville)?|charte|accord|protocole|pacte|avenant)s?\b[^.;:,()]{{0,50}}? signee?s? (?:[\w' ]{{0,40}} )??(?:avec|par|entre)|y siegent|(?:jury|comite|groupe) (?:\w+ )?(?:etait|est|sera) compose{_E} {_OF}|sont representes\s*:|(?:auxquel(?:le)?s|auquel|a laquelle) (?:ont|a) (?:pris part|participe)|(?:avec |et )?la participation {_OF}|avec la contribution {_OF}|(?:avec |en )?(?:la )?presence {_OF}"),
    ("partner", rf"en (?:etroit )?partenariat (?:etroit )?(?:avec|entre)|partenariat\s*:|partenaires?(?: (?:de |du |des |d')[\w' -]{{1,30}}?)?\s*:|en (?:lien|collaboration|cooperation|association|concertation) (?:etroite )?avec"
                rf"|(?:avec |et )?la collaboration {_OF}|aux cotes {_OF}|conjointement avec|en associant|associant|ensemble avec|en complicite avec"),
    ("support", r"que soutien(?:t|nent)\b"),
    ("funder", r"que (?:co-?)?financ(?:e|ent)\b"),
    ("organiser", r"qu(?:e |')(?:co-?)?organis(?:e|ent)\b|que (?:propos|port|pilot)(?:e|ent)\b"),
    ("facilitator", r"qu(?:e |')(?:co-?)?anim(?:e|ent)\b"),
    ("host", r"qu'accueill(?:e|ent)\b"),
    ("speaker", r"ou intervien(?:t|nent)\b"),
    ("speaker", r"(?:^|(?<=[.;:–—]\s)|(?<=»,\s)|(?<=»\s)|(?<=,\s))par\b"),
    ("partner", r"(?<!retour )(?<!contact )\bavec\b"),
)  # fmt: skip


_WHEN = r"(?:\w{3,}ment |ensemble |chaque \w+ |le \d{1,2}(?:er)? \w+ (?:\d{4} )?|en \w+ (?:\d{4} )?|depuis \d{4} )?"


def _adverbial(cue: str) -> str:
    """Return a cue whose participles may have an adverb or a date before `par` (`piloté conjointement par`)."""
    return cue.replace(f"{_E} par", f"{_E} {_WHEN}par").replace(
        f"{_E} (?:{_WITH})", f"{_E} {_WHEN}(?:{_WITH})"
    )


# What holds of all the alternatives stands before them, so that most places of a text are passed at once.
_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        rf"(?P<c{index}>(?:{_adverbial(cue)})(?:(?<=['’])|(?!\w)))" for index, (_, cue) in enumerate(_CUES)
    )
    + ")"
)
VERBS: tuple[tuple[Role, str], ...] = (
    ("facilitator", r"(?:l')?(?:co-?)?anim(?:e|ent|era|eront|ait|aient)|(?:a|ont|avait|avaient) (?:co-?)?(?:anime|encadre|guide|modere)e?s?|(?:en )?(?:assure|assurent|assurera|assureront|a assure|ont assure) l'animation|encadre(?:nt|ra|ront)?|guide(?:nt|ra|ront)?|modere(?:nt|ra|ront)?"),
    ("organiser", r"(?:co-?)?organis(?:e|ent|era|eront|ait|aient)|(?:a|ont|avait|avaient) (?:co-?)?(?:organise|lance|initie|propose|monte|convie)e?s?|(?:a|ont|avait|avaient) (?:reuni|rassemble)|(?:avait|avaient) donne rendez-vous|propose(?:nt|ra|ront)?|pilote(?:nt|ra|ront)?|porte(?:nt|ra|ront)?|lance(?:nt|ra|ront)?|prepare(?:nt|ra|ront)?"
                  r"|(?:vous |nous )?donne(?:nt)? rendez-vous|(?:vous |nous )?invite(?:nt)?|(?:vous |nous )?convie(?:nt)?|vous propose(?:nt|ra|ront)?"
                  r"|(?:a|ont|aura|auront) (?:le (?:grand )?plaisir|la (?:grande )?joie|l['’]honneur) de vous (?:inviter|convier|proposer)|(?:souhaite|voudrai)(?:nt|t)? vous (?:inviter|convier)"),
    ("organiser", r"(?:a|ont) ouvert"),
    ("host", r"(?:nous |vous |l')?accueill(?:e|ent|era|eront|ait|aient)|(?:a|ont|avait|avaient) (?:accueilli|heberge)e?s?|(?:nous|vous|les) recoi(?:t|vent)|(?:(?:a|ont) recu|recev(?:ra|ront)) (?:le |la |les )(?:groupe|participant\w*|reseau|comite|delegation|stagiaires)"),
    ("funder", r"(?:co-?)?finance(?:nt|ra|ront)?|abonde(?:nt|ra|ront)?|subventionne(?:nt|ra|ront)?|(?:a|ont|avait|avaient) (?:co-?)?(?:finance|subventionne)e?s?|(?:en )?pren(?:d|nent) en charge (?:le |la |les |l')(?:cout|frais|depense|dejeuner|repas|buffet|transport|location|hebergement|restauration|deplacement)s?|(?:en )?assure(?:nt|ra|ront)? le financement|(?:y )?apporte(?:nt|ra|ront)? (?:son|leur) (?:concours|soutien|appui) financier"
               r"|(?:y |lui |leur )?(?:consacr|apport|affect|allou|engag|vers)(?:e|ent|era|eront)(?= (?:(?:egalement|aussi|environ|pres de|plus de|jusqu['’]a|chaque annee) )*\d[\d\s.,]*(?:[km]?€|euros|millions))"
               r"|(?:particip|contribu|intervien)(?:e|ent|t|nent|era|eront)(?= (?:a|pour) (?:hauteur de )?\d[\d\s.,]*(?:[km]?€|%|euros|millions)| financierement| au financement)"),
    ("partner", r"(?:est|sont|etait|etaient|sera|seront) (?:egalement |aussi )?partenaires? (?:de|du|des|d')"),
    ("support", r"soutien(?:t|nent)|met(?:tent)? (?:le |la |les |un |une |ses |son |leur |l')[\w' ]{1,30} a (?:la )?disposition|soutiendra|soutiendront|appuie(?:nt)?|(?:a|ont) soutenu"),
    ("author", r"(?:a|ont) (?:redige|ecrit(?! (?:a|au|aux) )|signe (?:un|une|ce|cette) (?:rapport|etude|note|livre|article|ouvrage))|signe(?:nt)? (?:le|la|l'|un|une|ce|cette) ?(?:spectacle|rapport|etude|film|exposition|ouvrage|livre|article|texte|mise en scene)"),
    ("publisher", r"publie(?:nt|ra|ront)?|(?:a|ont) (?:publie|edite)"),
    ("participant", r"participe(?:nt|ra|ront)?|(?:tien(?:t|nent)|tenai(?:t|ent)|tiendr(?:a|ont)|(?:a|ont) tenu) (?:un|une|des|leur|son) (?:stand|permanence|atelier)s?|siegent|siegera(?:ient)?|siegeront|(?:a|ont) (?:y )?(?:egalement |aussi )?(?:participe|pris part|contribue)|figurent parmi les signataires|(?:etaient|seront|etait|sera|ont ete|furent) (?:egalement |aussi |notamment )?presente?s?\b|(?:a|ont) appose|(?:a|ont) signe\b"),
    ("speaker", r"(?:y |en |vous |nous |leur )?(?:temoign|present|expos|interv?iendr|racont|partager)\w*|pren\w+ la parole|(?:y |en )?(?:est|sont|etaient) interven\w+|interviennent|intervient|y prendront la parole|(?:a|ont) (?:rappele|presente|expose|explique|conclu|introduit|temoigne|souligne|insiste)"),
)  # fmt: skip
OF_PEOPLE = re.compile(
    r"(?:ouvr|clotur|conclu)(?:e|ent|ira|iront|era|eront|t|ra|ront) (?:la |le |les |l'|cette |ce )(?:matinee|journee|seance|rencontre|debats?|travaux|colloque|forum|echanges?|apres-midi)"
    r"|assure(?:nt|ra|ront)? (?:la |l')(?:restitution|synthese|conclusion|introduction|ouverture|cloture)|"
    r"(?:a|ont) (?:plaide|traite|raconte|detaille|evoque|decrit|analyse|commente|resume|defendu|mis [\w' ]{2,25} en perspective)"
    r"|(?:est|sont|etait|etaient) venue?s? (?:raconter|presenter|temoigner|expliquer|partager|exposer|dire)"
)
"""What only people say or do before others, in folded text."""
VERBS = (*VERBS, ("speaker", OF_PEOPLE.pattern))
VERB = re.compile(
    r"\b(?:" + "|".join(rf"(?P<v{index}>(?:{words})\b)" for index, (_, words) in enumerate(VERBS)) + ")"
)
"""A verb whose subject is an actor, in folded text."""
_INVITES = re.compile(r"\bvous (?:invite|convie|propose)")
_ROLES = tuple(role for role, _ in _CUES)
_NOT_ACTORS = re.compile(
    r"(?:\b(?:a destination|a l'attention|destinee?s? aux?|ouverte?s? (?:a|aux)|reservee?s? (?:a|aux)|pour les|aupres d|dans le cadre)\b[^.;:]*"
    r"|\b(?:habitant\w*|residents?|quartiers?|jeunes|acteurs|associations|elu\w*|agents|communes|siege|salle|locaux|equipes?[\w ]*)(?:·\w+)?"
    r"\s+(?:de la |de l'|du |des |de |d'))$"
)
"""What stands before the names of a public, of a place or of a framework, not of those who act."""

_SECTION = re.compile(
    r"(?:ouverture|conclusion|cloture|mot|introduction|table|conference|pleniere|regards croises|restitution)\b.*:$"
)
"""A part of a day that announces who speaks, or its own title."""
_DENIED = re.compile(r"(?:\bsans |\bpas |\bni )(?:la |le |l'|l’|avec )?$")
"""What stands before words that tell what did not happen, in folded text."""

_OWN_MONEY = re.compile(
    r"\b(?:budget|deficit|excedent|benefice|dette|amende|perte|chiffre d.affaires|arriere|impaye|creance|facture|loyer|patrimoine|capital|vente|achat|tresorerie|economie)s?\b[\w ]{0,15}? (?:de|d.)\s?(?:pres de |plus de |environ )?$"
)
"""What makes an amount that of whom it is said of rather than what they give, in folded text."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a text: its place, its words and the role it gives."""

    start: int
    end: int
    words: str
    role: Role


@lru_cache(maxsize=1 << 11)
def cues(folded: str) -> tuple[Cue, ...]:
    """Return the cues of a folded text, in order."""
    return tuple(_cues(folded))


def _cues(folded: str) -> Iterator[Cue]:
    for match in _PATTERN.finditer(folded):
        assert match.lastgroup is not None
        before = folded[max(0, match.start() - 40) : match.start()]
        if _DENIED.search(before) or (match.group()[0].isdigit() and _OWN_MONEY.search(before)):
            continue
        yield Cue(match.start(), match.end(), match.group().strip(), _ROLES[int(match.lastgroup[1:])])


def names_people_only(cue: Cue) -> bool:
    """Say whether what follows a cue may be a title rather than an actor (`conférence : habiter demain`)."""
    return _SECTION.match(cue.words) is not None


def opens_a_meeting(words: str, category: str) -> bool:
    """Say whether a verb tells of a person who opens a meeting rather than of a body that opens a place."""
    return category == "personne" and words.startswith(("a ouvert", "ont ouvert"))


def in_an_invitation(role: Role, words: str, rank: int) -> Role:
    """Return the role of the subject of a verb by its rank: the first of those who invite organises with the others."""
    return "coOrganiser" if rank and role == "organiser" and _INVITES.search(words) else role


def is_excluded(folded: str, at: int) -> bool:
    """Say whether the words before a name make it a public or a framework rather than an actor."""
    return _NOT_ACTORS.search(folded[max(0, at - 90) : at]) is not None
