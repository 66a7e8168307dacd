"""Used by the pipelines: what kind of resource a title or a field names, and what kind of actor."""

from __future__ import annotations

import re

from ingest.document import Document
from ingest.identity import fold

_RESOURCES: tuple[tuple[str, str], ...] = (
    ("press-review", r"(?:revue|panorama) de (?:la )?presse"),
    (
        "newsletter",
        r"newsletter|lettre (?:d'information|d'actualites?|electronique|mensuelle|du mois)"
        r"|infolettre|bulletin|la lettre d[eu]",
    ),
    ("minutes", r"compte[- ]rendu|proces[- ]verbal|releve de (?:decisions|conclusions)|^cr d[eu]"),
    ("directory", r"annuaire|repertoire|qui fait quoi|carnet d'adresses"),
    (
        "dossier",
        r"^dossier(?! de presse)|dossiers? (?:ressources?|documentaire|thematique)"
        r"|veille (?:documentaire|juridique|thematique)|selection documentaire",
    ),
    ("legal-text", r"^(?:projet de )?(?:loi|decret|circulaire|instruction|arrete|ordonnance)\b"),
    (
        "news",
        r"dossier de presse|communique|annonce|actualites?|flux|article|breve|tribune"
        r"|entretien|interview|depeche",
    ),
    ("platform", r"plate-?formes?"),
    ("kit", r"\bkits?\b|boite a outils|guides?\b|mode d'emploi|vade-?mecum|outils?\b|mallette|methode"),
    ("catalogue", r"catalogue|base de donnees"),
    ("website", r"site(?: internet| web)?$|^site\b|portail|page web|blog"),
    ("programme", r"programme d'activites?|^programme (?:de|du|d')|\bagenda\b|calendrier"),
    ("note", r"\bnotes?\b|fiche|synthese|memo|cadrage|analyse"),
    (
        "report",
        r"rapport|etude|\bactes\b|bilan|evaluation|enquete|diagnostic|these|memoire"
        r"|retours? d'experience|etat des lieux|recherche|avis\b|livre blanc|panorama",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{words})")) for kind, words in _RESOURCES)

_ACTORS: tuple[tuple[str, str], ...] = (
    ("centre-social", r"centres? socia|espace de vie sociale|maison de quartier|centre socioculturel"),
    (
        "bailleur-social",
        r"bailleur|organisme hlm|office public de l'habitat|\boph\b|\besh\b|entreprise sociale",
    ),
    (
        "reseau",
        r"federation|reseau|union|centre de ressources|tete de reseau|confederation|\bcrpv\b"
        r"|association d'elus",
    ),
    (
        "epci",
        r"epci|intercommunalite|communaute (?:d'agglomeration|de communes|urbaine)|metropole"
        r"|agglomeration|\bagglo\b",
    ),
    (
        "instance",
        r"instance|conseil national|observatoire|comite interministeriel|comite d'histoire"
        r"|commission|cour des comptes|parlement|assemblee nationale|senat",
    ),
    (
        "service-de-l-etat",
        r"service de l'etat|service deconcentre|^etat$|prefecture|ministere"
        r"|direction (?:regionale|departementale|generale)|secretariat general"
        r"|delegation interministerielle|rectorat|gouvernement|presidence|premier ministre"
        r"|dreets|ddets|dreal",
    ),
    ("operateur-public", r"etablissement public|operateur|agence|caisse|\bepic\b|banque"),
    (
        "collectivite",
        r"collectivite|commune\b|ville\b|departement|region\b|conseil (?:departemental"
        r"|regional)|mairie",
    ),
    ("recherche", r"recherche|universite|laboratoire|enseignement|institut|grande ecole|umr"),
    ("media", r"media|journal|presse|radio|revue|gazette|courrier|echo|depeche|magazine|hebdo"),
    ("collectif", r"collectif|conseil citoyen|habitants|groupe"),
    ("entreprise", r"entreprise|bureau d'etudes|cabinet|societe|cooperative|scop|studio"),
    ("personne", r"^personne$|^particulier$"),
    ("association", r"."),
)
_ACTOR_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _ACTORS)


def kind_named(words: str) -> str | None:
    """Return the kind of resource that the words of a title or of a field name, the first named winning."""
    folded = fold(words).strip()
    found = [
        (match.start(), rank, kind)
        for rank, (kind, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(folded)) is not None
    ]
    return min(found)[2] if found else None


def document_kind(document: Document, title: str) -> str:
    """Return the kind of resource a document is: named by its title or its subtitle, or told by its form."""
    parts = [title, *re.split(r"\s*[:–—|]\s+", title), document.metadata.subject]
    for block in document.blocks[:8]:
        if block.kind in ("heading", "paragraph"):
            parts += re.split(r"(?<=[^\d.]{3})[.!?]\s+", block.text)[:3]
    for part in parts:
        if (kind := _opening_kind(part)) is not None:
            return kind
    if document.media_type in ("text/html", "application/xhtml+xml"):
        return "website"
    headings = sum(block.kind == "heading" for block in document.blocks)
    return "report" if document.pages > 4 else "note" if headings >= 3 else "document"


def _opening_kind(part: str) -> str | None:
    """Return the kind that opens a line (`Note de synthèse...`); one named further on may be its subject."""
    folded = fold(part).strip(" *_")
    if not folded or len(folded) > 160:
        return None
    for kind, pattern in _PATTERNS:
        if (match := pattern.match(folded)) is not None or (
            kind in ("press-review", "newsletter", "directory") and (match := pattern.search(folded[:40]))
        ):
            plural = folded[: match.end()].endswith("outils") or folded[match.end() : match.end() + 1] == "s"
            if kind not in ("news", "platform", "website", "catalogue") and not plural:
                return kind
    return None


def item_kind(nature: str, title: str) -> str:
    """Return the kind of an item from its `Nature` field, or from its title."""
    return (kind_named(nature) if nature else None) or kind_named(title) or "document"


def actor_kind(words: str) -> str:
    """Return the actor kind that a type field or a name tells (an association where nothing tells)."""
    folded = fold(words).strip()
    return next(kind for kind, pattern in _ACTOR_PATTERNS if pattern.search(folded) or kind == "association")
