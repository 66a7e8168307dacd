"""The words around the content of the plain pages, French first."""

from __future__ import annotations

from typing import Final

from centre.names import Language
from centre.typography import typographic

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "site": ("Maillage", "Maillage"),
    "tagline": ("Centre de ressources politique de la ville", "Resource centre on urban policy"),
    "skip": ("Aller au contenu", "Skip to the content"),
    "menu": ("Rubriques", "Sections"),
    "home": ("Accueil", "Home"),
    "search": ("Recherche", "Search"),
    "agenda": ("Agenda", "Agenda"),
    "all": ("Toutes les fiches", "All pages"),
    "data": ("Données", "Data"),
    "site.intro": (
        "Cherchez un thème, un acteur, une ville ou une rencontre : chaque information renvoie au document, à la page et à la "
        "phrase dont elle vient.",
        "Search for a theme, an actor, a town or an event: every fact leads back to its document, page and sentence.",
    ),
    "site.find": ("Chercher dans tout le centre", "Search the whole centre"),
    "site.example": ("GUSP, réussite éducative, Tours…", "GUSP, Tours…"),
    "site.noscript": (
        "La recherche demande JavaScript ; sans lui, voyez",
        "Search needs JavaScript; without it, see",
    ),
    "site.news": ("Nouveautés", "What is new"),
    "site.follow": ("Suivre les nouveautés (fil Atom)", "Follow what is new (Atom feed)"),
    "site.calendar": ("S’abonner à l’agenda (iCalendar)", "Subscribe to the agenda (iCalendar)"),
    "other_language": ("English", "Français"),
    "breadcrumb": ("Fil d’Ariane", "Breadcrumb"),
    "footer": (
        "Chaque information renvoie au document, à la page et à la phrase dont elle vient.",
        "Every fact leads back to the document, the page and the sentence it comes from.",
    ),
    "explorer": ("Ouvrir la fiche interactive", "Open the interactive page"),
    "also": ("Aussi appelé :", "Also known as:"),
    "to_confirm": ("à confirmer", "to be confirmed"),
    "this_page": ("Cette fiche", "This page"),
    "identifier": ("Identifiant", "Identifier"),
    "address": ("Adresse permanente", "Permanent address"),
    "formats": ("Autres formats", "Other formats"),
    "version": ("Version des données", "Version of the data"),
    "licence": ("Licence", "Licence"),
    "more": ("Afficher la suite ({count})", "Show the rest ({count})"),
    "source": ("Source :", "Source:"),
    "page.short": ("p. {page}", "p. {page}"),
    "narrower.theme": ("Thèmes plus précis", "Narrower themes"),
    "narrower.territory": ("Territoires compris", "Territories inside"),
    "narrower.actor": ("Membres", "Members"),
    "narrower": ("Contient", "Contains"),
    "related.actor": ("Partenaires", "Partners"),
    "related": ("Voir aussi", "See also"),
    "themes": ("Thèmes", "Themes"),
    "actors": ("Acteurs", "Actors"),
    "territories": ("Territoires", "Territories"),
    "events": ("Rencontres", "Events"),
    "resources": ("Ressources", "Resources"),
    "evidence": ("Dans les documents", "In the documents"),
    "statements": ("Ce que disent les documents", "What the documents say"),
    "conflicts": ("Les documents ne disent pas la même chose :", "The documents do not say the same:"),
    "told.announced": ("Annoncé", "Announced"),
    "told.cancelled": ("Annulé", "Cancelled"),
    "told.held": ("Tenu", "Held"),
    "relations": ("Liens avec d’autres", "Ties with others"),
    "follow": ("Suivre par flux (Atom)", "Follow by feed (Atom)"),
    "text": ("Texte", "Text"),
    "outline": ("Plan", "Outline"),
    "pages": ("Pages du document", "Pages of the document"),
    "page.of": ("Page {page} sur {pages}", "Page {page} of {pages}"),
    "previous": ("Page précédente", "Previous page"),
    "next": ("Page suivante", "Next page"),
    "original": ("Télécharger l’original", "Download the original"),
    "facts": ("Ce que dit le graphe", "What the graph says"),
    "property": ("Propriété", "Property"),
    "value": ("Valeur", "Value"),
    # lists
    "all.lead": (
        "Les fiches du centre, par sorte : chacune a une adresse stable et se lit aussi par des programmes.",
        "The pages of the centre, by kind: each has a stable address and can also be read by programs.",
    ),
    "list.territory": (
        "Les territoires cités dans les documents du centre.",
        "The territories named in the documents of the centre.",
    ),
    # not found
    "missing": ("Page introuvable", "Page not found"),
    "missing.help": (
        "Aucune fiche n’a cette adresse. Elle a pu être renommée ou retirée, ou l’adresse est incomplète.",
        "No page has this address. It may have been renamed or removed, or the address is incomplete.",
    ),
    "gone": ("Fiche retirée", "Page withdrawn"),
    "gone.help": (
        "Le centre a retiré cette fiche : elle n’est plus publiée.",
        "The centre has withdrawn this page: it is no longer published.",
    ),
    "missing.near": ("Peut-être cherchez-vous :", "Perhaps you are looking for:"),
    "missing.search": ("Chercher « {words} » dans le centre", "Search the centre for “{words}”"),
    "unavailable": ("Le centre ne répond pas encore", "The centre does not answer yet"),
    "unacceptable": ("Format indisponible", "Format not available"),
    # data
    "dataset.title": ("Les données du centre", "The data of the centre"),
    "dataset.lead": (
        "Tout ce que montre le site est un graphe de connaissances ouvert : chaque fiche, chaque fait et sa preuve.",
        "All that the site shows is an open knowledge graph: each page, each fact and its evidence.",
    ),
    "dataset.figures": ("Ce qu’il contient", "What it holds"),
    "dataset.ways": ("Y accéder", "Ways in"),
    "dataset.licences": ("Licences", "Licences"),
    "dataset.texts": ("Textes et données du centre : ", "Texts and data of the centre: "),
    "dataset.territories": (
        "Territoires (INSEE, DGCL, ANCT, IGN) : ",
        "Territories (INSEE, DGCL, ANCT, IGN): ",
    ),
    "ways.pages": ("Une fiche à la fois", "One page at a time"),
    "ways.pages_help": (
        "la même adresse répond en HTML, Turtle, JSON-LD, N-Triples ou RDF/XML",
        "the same address answers in HTML, Turtle, JSON-LD, N-Triples or RDF/XML",
    ),
    "ways.sparql": ("Interroger le graphe", "Query the graph"),
    "ways.description": ("Description", "Description"),
    "ways.robots": ("Plan du site", "Sitemap"),
    "figure.documents": ("documents", "documents"),
    "figure.events": ("rencontres", "events"),
    "figure.series": ("réseaux et cycles", "networks and cycles"),
    "figure.resources": ("ressources", "resources"),
    "figure.actors": ("acteurs", "actors"),
    "figure.themes": ("thèmes", "themes"),
    "figure.territories": ("territoires", "territories"),
    "figure.triples": ("liens du graphe", "graph statements"),
    "vocabulary.lead": (
        "Le graphe emploie d’abord schema.org, SKOS, ORG, FOAF, Dublin Core, PROV et Web Annotation ; ces termes s’y ajoutent.",
        "The graph first uses schema.org, SKOS, ORG, FOAF, Dublin Core, PROV and Web Annotation; these terms add to them.",
    ),
    "vocabulary.title": ("Le vocabulaire", "The vocabulary"),
    "vocabulary.classes": ("Classes", "Classes"),
    "vocabulary.properties": ("Propriétés", "Properties"),
    "vocabulary.codes": ("Codes", "Codes"),
    "vocabulary.term": ("Terme", "Term"),
    "vocabulary.name": ("Nom", "Name"),
    "vocabulary.meaning": ("Définition", "Definition"),
}


def text(key: str, language: Language = "fr", **values: object) -> str:
    """Return a text of the table in a language, its `{names}` filled in."""
    french, english = TEXTS[key]
    return english.format(**values) if language == "en" else typographic(french.format(**values))


KINDS: Final = {
    "event": ("Rencontres", "Events"),
    "series": ("Réseaux et cycles", "Networks and cycles"),
    "resource": ("Ressources", "Resources"),
    "legal": ("Textes officiels", "Official texts"),
    "document": ("Documents", "Documents"),
    "actor": ("Acteurs", "Actors"),
    "theme": ("Thèmes", "Themes"),
    "territory": ("Territoires", "Territories"),
    "audience": ("Publics", "Audiences"),
    "action": ("Types d’action", "Kinds of action"),
}
"""The kinds of things that have a list, in its order, and the title of the list."""
