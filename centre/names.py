"""The names of the codes of the graph, French first: the doors print no code and keep no table of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

Language = Literal["fr", "en"]

NAMES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "kind": {
        "passage": ("passage", "passage"),
        "event": ("rencontre", "event"),
        "series": ("réseau ou cycle", "network or cycle"),
        "resource": ("ressource", "resource"),
        "actor": ("acteur", "actor"),
        "theme": ("thème", "theme"),
        "territory": ("territoire", "territory"),
        "document": ("document", "document"),
        "audience": ("public", "audience"),
        "action": ("type d’action", "kind of action"),
        "legal": ("texte officiel", "official text"),
    },
    "role": {  # from the most to the least engaging
        "organiser": ("organisation", "organiser"),
        "coOrganiser": ("co-organisation", "co-organiser"),
        "facilitator": ("animation", "facilitator"),
        "speaker": ("intervention", "speaker"),
        "host": ("accueil", "host"),
        "partner": ("partenariat", "partner"),
        "funder": ("financement", "funder"),
        "support": ("soutien", "support"),
        "author": ("rédaction", "author"),
        "publisher": ("publication", "publisher"),
        "participant": ("participation", "participant"),
    },
    "relation": {
        "memberOf": ("membre de", "member of"),
        "partnerOf": ("partenaire de", "partner of"),
        "fundedBy": ("financé par", "funded by"),
        "hostedBy": ("accueilli par", "hosted by"),
        "worksFor": ("travaille pour", "works for"),
        "commissionedBy": ("a travaillé à la demande de", "worked on request of"),
        "activeIn": ("agit sur", "active in"),
        "follows": ("fait suite à", "follows"),
        "replaces": ("remplace", "replaces"),
    },
    "relation-of": {  # the same ties told from the other side
        "memberOf": ("compte parmi ses membres", "has as a member"),
        "partnerOf": ("partenaire de", "partner of"),
        "fundedBy": ("finance", "funds"),
        "hostedBy": ("accueille", "hosts"),
        "worksFor": ("emploie ou mandate", "employs or mandates"),
        "commissionedBy": ("a fait travailler", "commissioned"),
        "activeIn": ("acteur du territoire", "actor of the territory"),
        "follows": ("suivi de", "followed by"),
        "replaces": ("remplacé par", "replaced by"),
    },
    "actor": {
        "service-de-l-etat": ("service de l’État", "State service"),
        "operateur-public": ("opérateur public", "public agency"),
        "collectivite": ("collectivité territoriale", "local authority"),
        "epci": ("intercommunalité", "intermunicipal body"),
        "bailleur-social": ("bailleur social", "social landlord"),
        "reseau": ("réseau ou fédération", "network or federation"),
        "association": ("association", "association"),
        "centre-social": ("centre social ou équipement de proximité", "community centre"),
        "recherche": ("recherche et enseignement", "research and education"),
        "entreprise": ("entreprise ou bureau d’études", "company or consultancy"),
        "media": ("média", "media"),
        "instance": ("instance nationale", "national body"),
        "collectif": ("collectif ou instance citoyenne", "citizens’ group"),
        "personne": ("personne", "person"),
        "chercheur": ("chercheur ou chercheuse", "researcher"),
        "theme": ("thème", "theme"),
    },
    "territory": {
        "country": ("pays", "country"),
        "region": ("région", "region"),
        "departement": ("département", "department"),
        "epci": ("intercommunalité", "intermunicipal area"),
        "commune": ("commune", "municipality"),
        "qpv": ("quartier prioritaire", "priority neighbourhood"),
    },
    "resource": {
        "report": ("rapport", "report"),
        "note": ("note", "note"),
        "minutes": ("compte rendu", "minutes"),
        "dossier": ("dossier documentaire", "dossier"),
        "platform": ("plateforme", "platform"),
        "press-review": ("revue de presse", "press review"),
        "newsletter": ("lettre d’information", "newsletter"),
        "kit": ("boîte à outils", "toolkit"),
        "guide": ("guide", "guide"),
        "podcast": ("podcast ou vidéo", "podcast or video"),
        "website": ("site web", "website"),
        "catalogue": ("catalogue", "catalogue"),
        "news": ("actualité", "news"),
        "directory": ("annuaire", "directory"),
        "directory-entry": ("notice d’annuaire", "directory entry"),
        "programme": ("programme", "programme"),
        "document": ("document", "document"),
        "legal-text": ("texte officiel", "official text"),
        "loi": ("loi", "act"),
        "ordonnance": ("ordonnance", "ordinance"),
        "décret": ("décret", "decree"),
        "arrêté": ("arrêté", "order"),
        "circulaire": ("circulaire", "circular"),
        "instruction": ("instruction", "instruction"),
        "article": ("article de code", "article of a code"),
    },
    "status": {
        "announced": ("annoncée", "announced"),
        "held": ("tenue", "held"),
        "to-confirm": ("date à confirmer", "date to be confirmed"),
        "to-be-set": ("date à fixer", "date to be set"),
        "outside-period": ("hors de la période du document", "outside the period of the document"),
        "cancelled": ("annulée", "cancelled"),
    },
    "mode": {"online": ("en ligne", "online"), "onsite": ("sur place", "on site")},
    "state": {
        "added": ("ajouté", "added"),
        "changed": ("mis à jour", "changed"),
        "unchanged": ("inchangé", "unchanged"),
        "removed": ("retiré", "removed"),
        "failed": ("non ajouté", "failed"),
    },
    "language": {
        "fr": ("français", "French"),
        "en": ("anglais", "English"),
        "de": ("allemand", "German"),
        "es": ("espagnol", "Spanish"),
        "it": ("italien", "Italian"),
    },
}
"""Group -> code -> its French and its English name, in lower case as in a sentence."""

OPENING: Final = frozenset({"kind", "actor", "territory", "resource", "mode"})
"""Groups of codes whose names open a line; those of the others stand in one."""

FIELDS: Final[dict[str, str]] = {
    "Date": "Date",
    "Date écrite dans le document": "Date as written",
    "Horaire": "Time",
    "Lieu": "Place",
    "Modalité": "Format",
    "Rubrique": "Section",
    "Annoncé dans": "Announced in",
    "Tenu, selon": "Held, according to",
    "État": "State",
    "Période": "Period",
    "Séances": "Sessions",
    "Rythme": "Rhythm",
    "Adresse": "Address",
    "Langue": "Language",
    "Source": "Source",
    "En anglais": "In English",
    "Notation": "Notation",
    "Correspondances": "Matches",
    "Fonction": "Position",
    "Siège": "Seat",
    "Membre de": "Member of",
    "Repéré par": "Found by",
    "Code officiel": "Official code",
    "Population": "Population",
    "Périmètre": "Perimeter",
    "Programmes": "Programmes",
    "Remplace": "Replaces",
    "Remplacé par": "Replaced by",
    "Fichier": "File",
    "Format": "Format",
    "Pages": "Pages",
    "Lu comme": "Read as",
}
"""The names of the fields of a page -> in English."""


def name_of(group: str, code: str, language: Language = "fr") -> str:
    """Return the name of a code of a group, the code itself when it has none."""
    names = NAMES[group].get(code)
    return names[0 if language == "fr" else 1] if names else code


def french_names(group: str) -> dict[str, str]:
    """Return the French names of a group by their codes."""
    return {code: french for code, (french, _) in NAMES[group].items()}


def role_names(roles: Iterable[str]) -> str:
    """Return roles in French, the most engaging first."""
    held = set(roles)
    return ", ".join(name for role, name in french_names("role").items() if role in held)


def sentence(name: str) -> str:
    """Return a name as it opens a line, its first letter a capital."""
    return name[:1].upper() + name[1:]


def word(group: str, code: str, language: Language = "fr") -> str:
    """Return the name of a code of the centre (`speaker` of the group `role`), or the code when it has none."""
    name = name_of(group, code, language)
    return sentence(name) if group in OPENING and code in NAMES[group] else name


def field_name(name: str, language: Language = "fr") -> str:
    """Return the name of a field of a page, which the centre gives in French."""
    return FIELDS.get(name, name) if language == "en" else name


def translated(detail: str, language: Language = "fr") -> str:
    """Return a detail of the centre (`animation, accueil`) in a language, the names it does not know as they are."""
    if language == "fr":
        return detail
    names = {
        french: english
        for group in ("role", "territory", "actor")
        for french, english in NAMES[group].values()
    }
    parts = [(part, names.get(part[:1].lower() + part[1:])) for part in detail.split(", ")]
    return ", ".join(english or part for part, english in parts)
