"""The words French programmes of activities are made of: kinds of meeting, places, modes, openings of descriptions."""

from __future__ import annotations

import re

EVENT_NOUN = re.compile(
    r"\b(?:reseaux?|rencontres?|journees?|cycles?|ateliers?|seminaires?|conferences?(?:-debats?)?|forums?|assises"
    r"|universites? (?:populaire|d'ete)|conseils? d'administration|conseil federal|assemblees? generales?|comites?|bureau"
    r"|formations?|webinaires?|cafes?|petits?-dejeuners?|visites?|voyages? d'etudes?|colloques?|agoras?|clubs?"
    r"|groupes?|celebrations?|breves|formateurs|ciné-debats?|cine-debats?|tables? rondes?|ateliers?-visites?"
    r"|festivals?|semaines?|reunions?|rendez-vous|permanences?|sessions?|seances?|modules?|parcours|concertations?"
    r"|marches? explorato|diagnostics? en marchant|fetes?|matinees?|soirees?|midis?|apres-midis?|lundis|mardis|jeudis"
    r"|cours|seances?|hackathons?|etats? generaux|plenieres?|copil|instances?|commissions?|collectifs?|speed|salons?"
    r"|portes ouvertes|inaugurations?|anniversaires?|visio des|equipes?|chefs? ?·?(?:fes)? de projet|lancement|restitution"
    r"|petite universite|master ?class|residence|exposition|projection|spectacle|concours|remise)\b"
)
"""Words that name a meeting, in folded text."""

_DESCRIPTION_WORDS = (
    r"presentation|presenter|echanges?|echanger|temps d'echanges?|animation|animee?s?|co-?animee?s?|organisation|organisee?s?"
    r"|co-?organisee?s?|decouverte|decouvrir|preparation|preparer|accompagnement|etat d'avancement|dans le cadre"
    r"|dans la continuite|a destination|ouverte?s? a|avec|en partenariat|en presence|en lien|au programme|ce|cet|cette"
    r"|ces|il|elle|nous|vous|on|pour|afin|sur inscription|inscriptions?|gratuit|public|une? (?:heure|temps|journee|matinee)"
    r"|apprendre|comprendre|partager|penser|construire|reflechir|travailler|contribuer|poursuivre|suite|cela|c'est"
    r"|proposee?s?|co-?pilotee?s?|accueil par|guidee?s? par|soutenu\w*|finance\w*|lien|contact|renseignements|ca sert"
    r"|tisser|appui|soutien|intervention|le lien|retours?|bilan de|trois jours|deuxieme session|chaque seance|date"
    r"|sauf mention|participation aux?|publications?|tous les|toute"
)
DESCRIPTION_OPENING = re.compile(rf"^[\W_]*(?:{_DESCRIPTION_WORDS})\b")
"""How a description opens, in folded text."""

VERB = re.compile(
    r"(?<!qui )\b(?:est|sont|sera|seront|permet\w*|vise(?:nt)?|rassemble(?:nt)?|reuni(?:t|ssent|ra)|contribue\w*|presente(?:nt|ra)?"
    r"|propose(?:nt)?|s'agit|s'adresse\w*|fait suite|font|sert|peut|peuvent|a lieu|ont lieu|a pour|ont pour|accueille"
    r"|ouvre|invite|souhaite|traduit|concevons|animons|conforte|bénéficie|vient|viennent|permettra|aura|auront|pilote)\b"
)
PAST = re.compile(
    r"\b(?:a|ont|avait|avaient)\s+(?:\w+\s+){0,2}(?:ete\s+|permis\b|reuni|rassemble|eu\s+lieu|accueilli|lance|presente|organise|attire)"
    r"|\bs'est\s+(?:\w+\s+){0,3}(?:tenue?|deroulee?|reunie?|passee?)|\bfait\s+suite|\bsuite\s+(?:a|au)\b|\borganisee?s?\s+le\b"
    r"|\btenue?s?\s+le\b|\bderniere?\b|\bqui\s+a\b|\ba\s+reecouter|\bdont\s+le\b|\bdu\s+journal\b|\bloi\s+du\b"
    r"|\bdecret\s+du\b|\bcirculaire\s+du\b|\bpubliee?s?\b|\bparu(?:e|tion)?\b|\bmis(?:e)?\s+(?:a\s+jour|en\s+ligne)"
    r"|\bsont\s+closes?\b|\bcloture|\bcandidatures?\b|\binscriptions?\b|\ba\s+deposer|\bdepuis\b|\bdossiers? recevables?|\bposte a pourvoir|\bdu\s+\d+\s+au\s+\d+\s+\w+\s+dernier|\bentre\s+en\s+vigueur"
)
"""What tells that a date in a sentence is not that of a coming session, in folded text."""

MODE_ONLINE = re.compile(
    r"\b(?:en\s+)?(?:visio(?:-?conferences?)?|webinaires?|distanciel|en\s+ligne|a\s+distance|teams|zoom)\b"
    r"|\bwebconferences?\b"
)
_ONLINE_WORDS = r"(?:en|par|format|via)?\s*(?:visio-?\s?conferences?|visio|distanciel|ligne|teams|zoom|a\s+distance|webconference)"
ONLINE_ONLY = re.compile(rf"^[\W_]*{_ONLINE_WORDS}[\W_]*$")
ONLINE_HEAD = re.compile(rf"^[\W_]*{_ONLINE_WORDS}(?=\W|$)")
ONSITE_ONLY = re.compile(r"^[\W_]*en\s+presentiel[\W_]*$")
PLACE_UNSET = re.compile(
    r"^[\W_]*(?:(?:lieux?|salle)\s*(?:\(?s\)?)?\s*(?:reste\s+)?(?:a\s+(?:preciser|definir|determiner|confirmer|venir|fixer)|communique\w*(?: ulterieurement)?)"
    r"|a\s+(?:preciser|definir|determiner))[\W_]*$"
)
VENUE = re.compile(
    r"^(?:au|aux|a la|a l'|a|dans (?:la|le|les)|chez)?\s*(?:l'|la |le |les )?(?:maisons?|salles?|centres?|espaces?|hotels?|mairies?|bibliotheques?|mediatheques?|campus"
    r"|universites?|prefectures?|sous-prefectures?|sieges?|theatres?|gymnases?|parcs?|places?|dalles?|locaux|auditorium"
    r"|amphi\w*|tiers-lieux?|ecoles?|lycees?|colleges?|musees?|cinemas?|polytech|creps|crij|cite des|cite de|halles?"
    r"|pole|friche|quartier|domaine|chateau|abbaye|palais|residence|foyer|jardins?|ateliers? (?:du|de la|medicis)|\d{1,4}[ ,]+(?:bis|ter)?\s*(?:rue|avenue|allee|boulevard|place|bd|quai))\b"
)
"""How the name of a venue opens, in folded text."""

FIELD = re.compile(
    r"^[\W_]*(?P<name>dates?|quand|jours?|lieux?|ou|adresse|modalites?|format|mode|publics?(?: vises?| concernes?)?|pour qui|destinataires"
    r"|intervenant\w*(?:\W+e?s)?|animation|animateurs?|partenaires?|avec|organisat\w+|horaires?|heures?|inscriptions?|contacts?|tarifs?|duree"
    r"|theme|titre|intitule|financeurs?|formateurs?|pilotes?)\s*:\s*"
)
"""A field written as `Lieu : …`, in folded text."""

SERIES_HEAD = re.compile(
    r"^[\W_]*(?:(?:le|la|les|nos|notre|l')\s*)?(?:cycle|reseau|club|collectif|groupe|parcours|festival|universite|programme|breves"
    r"|rendez-vous|atelier|communaute|\d+ a \d+)\b"
)
"""A heading that names a series rather than a section, in folded text."""

RESOURCE_SECTION = re.compile(
    r"\b(?:(?<!centre de )(?<!centres de )(?<!pole )(?<!centre )(?<!mission )ressources?|productions?|publications?|a lire|a paraitre|parutions?|boite a outils|outils|outillage|documentation|editions?|a ecouter|kiosque|centre de documentation)\b"
)
IN_THE_MONTH = re.compile(
    r"^[\W_]*(?:dans le mois|courant(?: du)? mois|(?:en )?fin (?:de|du) mois|debut (?:de|du) mois|en cours de mois)\b"
)

PAST_SECTION = re.compile(
    r"\b(?:passees?|passes|archives?|bilan|retours? (?:sur|en images)|ce que nous avons fait|realisations|ont eu lieu|en images)\b"
)
"""A heading over what has been held, in folded text."""
BUTTON = re.compile(
    r"^[\W_]*(?:je (?:m'inscris|reserve|reponds|suis interesse)\w*|s'inscrire|inscrivez-vous|en savoir plus|lire la suite|voir (?:plus|la suite|le detail|en ligne)"
    r"|plus d'infos?|telecharger|decouvrir|reserver|partager|retour|suivant|precedent|page suivante|ajouter a mon agenda)\b.{0,25}$"
)
"""The words of a button, in folded text."""
TIME_OF_DAY = re.compile(
    r"^[\W_]*(?:(?:toute )?la journee|journee(?: entiere)?|(?:le |en |la )?(?:matin|matinee|apres-midi|soiree|soir|midi)|horaires?[^.]{0,30}|de \d[^.]{0,25}|\d+ ?h[^.]{0,20})[\W_]*$"
)
"""A part of the day that follows a date, in folded text."""
NUMBERED_HEADING = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+[A-ZÀ-Þ«][^.;:]{2,70}$")
LONE_DAYS = re.compile(r"^\d{1,2}(?:er)?(?:\s*(?:,|et|ou|-|–|&|/|au)\s*\d{1,2})*$")
LONE_MONTH = re.compile(
    r"^(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fev|fevr|avr|juil|sept|oct|nov|dec)\.?(?:\s+20\d\d)?$"
)
LONE_YEAR = re.compile(r"^20\d\d$")
