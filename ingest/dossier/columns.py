"""First step of the dossier and directory pipelines: what each column of a table holds, whatever its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.document import Block, Span
from ingest.identity import fold

ITEM_COLUMNS: Mapping[str, str] = {
    "title": r"titre|intitule|title|nom du document|documents?|objet|ressource|publication|quoi|article",
    "deadline": r"date limite.*|jusqu.*|echeance|cloture|date de cloture|limite",
    "date": r"date.*|publie le|published|parution|annee|updated|pubdate|mise a jour",
    "body": r"organismes?.*|auteurs?.*|emetteur|source|editeur|producteur|author|creator"
    r"|signataires?|institution|qui|media|journal|autorite",
    "nature": r"nature|type.*|format|genre",
    "theme": r"themes?.*|thematiques?.*|mots[ -]cles?|sujets?|category|categories?|rubrique|tags?",
    "url": r"liens?.*|link|url|adresse.*|site.*|en ligne",
    "summary": r"resume|summary|description|commentaires?|contenu|content|presentation|en bref|a retenir",
}
ACTOR_COLUMNS: Mapping[str, str] = {
    "name": r"noms?|nom (?:de|du) .*|structures?|organisations?|organismes?|acteurs?"
    r"|denominations?|raison sociale|associations?|partenaires?|centres?",
    "acronym": r"sigles?|acronymes?|abreviations?|nom court",
    "type": r"types?.*|categories?|nature|statut.*|famille",
    "seat": r"communes?|villes?|sieges?|localisation|lieux?|implantation",
    "area": r"territoires?.*|secteurs?|perimetres?.*|zones?.*|secteurs? geographiques?|echelle|departements?"
    r"|regions?|rayonnement",
    "theme": r"themes?.*|thematiques?.*|domaines?.*|champs?.*|missions?|specialites?|expertises?"
    r"|mots[ -]cles?|activites?",
    "url": r"sites?.*|url|lien.*|web|internet|adresse web",
}


def read_columns(row: Block, columns: Mapping[str, str]) -> dict[str, Span]:
    """Return the cells of a row by what they hold; the first column of each kind wins."""
    found: dict[str, Span] = {}
    for cell in row.cells:
        name = fold(cell.value).strip(" :*")
        for kind, names in columns.items():
            if re.fullmatch(names, name):
                found.setdefault(kind, cell)
                break
    return found
