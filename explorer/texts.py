"""The words of the site, French first: every text a page prints comes from this table or from the centre."""

from __future__ import annotations

import unicodedata

from centre.names import Language, field_name, translated, word
from centre.typography import NARROW_NO_BREAK, NO_BREAK, number, printed, typographic
from explorer.texts_workshop import WORKSHOP

__all__ = [
    "NARROW_NO_BREAK", "NO_BREAK", "field_name", "number", "printed", "translated", "typographic", "word",
]  # fmt: skip

TEXTS: dict[str, tuple[str, str]] = {
    # frame
    "site": ("Maillage", "Maillage"),
    "tagline": ("Centre de ressources politique de la ville", "Resource centre on urban policy"),
    "menu": ("Rubriques", "Sections"),
    "skip": ("Aller au contenu", "Skip to the content"),
    "nav.search": ("Recherche", "Search"),
    "nav.who": ("Qui fait quoi", "Who does what"),
    "nav.agenda": ("Agenda", "Agenda"),
    "nav.themes": ("Thèmes", "Themes"),
    "nav.network": ("Réseau", "Network"),
    "nav.data": ("Données", "Data"),
    "nav.review": ("Relecture", "Review"),
    "nav.letters": ("Lettres", "Letters"),
    "other_language": ("English", "Français"),
    "footer": (
        "Chaque information renvoie au document, à la page et à la phrase dont elle vient.",
        "Every fact leads back to the document, the page and the sentence it comes from.",
    ),
    # network
    "network.title": ("Réseau des acteurs", "Network of actors"),
    "network.lead": (
        "Deux acteurs sont liés quand ils prennent part à une même activité. Plus le trait est épais, plus ils en partagent.",
        "Two actors are tied when they take part in the same activity. The thicker the line, the more they share.",
    ),
    "network.picture": ("Les acteurs et leurs liens", "The actors and their ties"),
    "network.around": ("Autour de", "Around"),
    "network.hops.1": ("Ses partenaires", "Its partners"),
    "network.hops.2": ("et les partenaires de ceux-ci", "and the partners of these"),
    "network.whole": ("Tout le réseau", "The whole network"),
    "network.kinds": ("Types d’acteurs", "Kinds of actors"),
    "network.years": ("Années", "Years"),
    "network.all_years": ("Toutes", "All"),
    "network.left_out": (
        "{number} autres, moins liés, ne sont pas dessinés : choisissez un acteur, un type ou une année.",
        "{number} others, with fewer ties, are not drawn: choose an actor, a kind or a year.",
    ),
    "network.none": ("Aucun lien à montrer", "No tie to show"),
    "network.none_help": (
        "Aucune activité connue ne réunit deux acteurs avec ces choix.",
        "No known activity brings two actors together with these choices.",
    ),
    "network.actors": ("Les acteurs, par groupe", "The actors, by group"),
    "network.ties": ("Les liens", "The ties"),
    "network.community": (
        "Groupe {number} : plus liés entre eux qu’avec les autres",
        "Group {number}: more tied to each other than to the others",
    ),
    "network.actor": ("Acteur", "Actor"),
    "network.with": ("Avec", "With"),
    "network.kind": ("Type", "Kind"),
    "network.partners": ("Partenaires", "Partners"),
    "network.activities": ("Activités communes", "Shared activities"),
    "network.see": ("Voir autour", "See around"),
    "network.between": ("relie les autres : {share} %", "ties the others: {share}%"),
    "network.between_help": (
        "Part des plus courts chemins entre deux autres acteurs qui passent par lui",
        "Share of the shortest paths between two other actors that pass through it",
    ),
    "network.svg": ("Image (SVG)", "Picture (SVG)"),
    "network.csv": ("Liens (CSV)", "Ties (CSV)"),
    "network.graphml": ("Tout le réseau (GraphML)", "The whole network (GraphML)"),
    # review
    "review.title": ("Relecture", "Review"),
    "review.lead": (
        "Ce que la lecture des documents laisse incertain attend votre décision ; chaque décision est signée, datée et peut être annulée.",
        "What reading the documents left unsure waits for your decision; each one is signed, dated and can be undone.",
    ),
    "review.closed": ("Consultation seulement", "Read only"),
    "review.closed_help": (
        "Pour décider, ouvrez le site sur l’ordinateur qui le sert, ou employez « maillage review ». Pour ouvrir l’atelier "
        "à l’équipe depuis d’autres ordinateurs, configurez la connexion.",
        "To decide, open the site on the computer that serves it, or use “maillage review”. To open the workshop to the "
        "team from other computers, configure the sign-in.",
    ),
    "review.author": ("Votre nom", "Your name"),
    "review.author_hint": ("Prénom et nom, tels que publiés", "First and last name, as published"),
    "review.author_missing": (
        "Indiquez d’abord votre nom : une décision est toujours signée.",
        "Give your name first: a decision is always signed.",
    ),
    "review.reason": ("Pourquoi (facultatif)", "Why (optional)"),
    "review.reason_hint": ("Vérifié auprès de…", "Checked with…"),
    "review.kinds": ("À relire", "To review"),
    "review.actors": ("Acteurs nouveaux", "New actors"),
    "review.themes": ("Thèmes", "Themes"),
    "review.territories": ("Territoires", "Territories"),
    "review.audiences": ("Publics", "Audiences"),
    "review.roles": ("Rôles", "Roles"),
    "review.relations": ("Liens", "Ties"),
    "review.events": ("Rencontres à rapprocher", "Events to match"),
    "review.duplicates": ("Doublons possibles", "Possible duplicates"),
    "review.empty": ("Rien n’attend de décision.", "Nothing waits for a decision."),
    "review.accept": ("Accepter", "Accept"),
    "review.reject": ("Rejeter", "Reject"),
    "review.same": ("C’est la même fiche", "The same record"),
    "review.apart": ("Ce sont deux fiches", "Two records"),
    "review.other": ("Autres actions", "More actions"),
    "review.hide": ("Masquer cette fiche", "Hide this record"),
    "review.hide_fact": ("Masquer ce lien", "Hide this link"),
    "review.rename": ("Renommer", "Rename"),
    "review.rename_label": ("Nouveau nom de la fiche", "New name of the record"),
    "review.merge": ("Fusionner", "Merge"),
    "review.merge_label": ("Fiche où la fusionner (nom exact)", "Record to merge it into (exact name)"),
    "review.merge_missing": (
        "Indiquez le nom de la fiche à garder.",
        "Give the name of the record to keep.",
    ),
    "review.or": ("ou", "or"),
    "review.about": ("Pour", "For"),
    "review.score": ("confiance {score} %", "confidence {score}%"),
    "review.by": ("repéré par « {words} »", "found by “{words}”"),
    "review.evidence_more": ("autres passages : {count}", "other passages: {count}"),
    "review.more": ("En afficher plus", "Show more"),
    "review.noted": ("Noté :", "Noted:"),
    "review.waiting": (
        "à publier pour que le centre en tienne compte.",
        "to publish for the centre to apply.",
    ),
    "review.publish": ("Publier", "Publish"),
    "review.publishing": ("Publication…", "Publishing…"),
    "review.published": ("Publié. Documents relus : {count}.", "Published. Documents read again: {count}."),
    "review.history": ("Décisions prises", "Decisions taken"),
    "review.history_more": (
        "Les plus anciennes sont données par « maillage review log ».",
        "“maillage review log” gives the older ones.",
    ),
    "review.undo": ("Annuler", "Undo"),
    "review.undone": ("annulée", "undone"),
    "review.to_publish": ("à publier", "to publish"),
    # search
    "search.title": ("Que cherchez-vous ?", "What are you looking for?"),
    "search.lead": (
        "Ressources, rencontres, acteurs et territoires de la politique de la ville, en une seule recherche.",
        "Resources, events, actors and territories of urban policy, in a single search.",
    ),
    "search.label": ("Rechercher dans le centre", "Search the centre"),
    "search.placeholder": (
        "Un thème, un sigle, une commune, un acteur…",
        "A theme, an acronym, a town, an actor…",
    ),
    "search.button": ("Rechercher", "Search"),
    "search.results": ("Résultats", "Results"),
    "search.direct": ("Accès direct :", "Go straight to:"),
    "search.more": ("Afficher plus de résultats", "Show more results"),
    "search.shown": ("les {shown} premiers sont affichés", "showing the first {shown}"),
    "search.empty": ("Aucun résultat", "No result"),
    "search.empty_help": (
        "Essayez un mot plus général, vérifiez l’orthographe ou retirez un filtre.",
        "Try a broader word, check the spelling or remove a filter.",
    ),
    "search.why": ("Pourquoi ce résultat :", "Why this result:"),
    "search.alias": ("aussi appelé « {name} »", "also known as “{name}”"),
    "filters": ("Filtres", "Filters"),
    "filters.clear": ("Tout effacer", "Clear all"),
    "filters.remove": ("Retirer le filtre {name}", "Remove the filter {name}"),
    "filters.active": ("Filtres actifs", "Active filters"),
    "filters.more": ("Plus de choix", "More choices"),
    "facet.type": ("Type", "Type"),
    "facet.theme": ("Thème", "Theme"),
    "facet.territory": ("Territoire", "Territory"),
    "facet.actor": ("Acteur", "Actor"),
    "facet.year": ("Période", "Period"),
    # home
    "home.examples": ("Pour commencer", "To begin with"),
    "home.coming": ("Prochaines rencontres", "Coming events"),
    "home.latest": ("Dernières rencontres", "Latest events"),
    "home.no_coming": (
        "Aucune rencontre à venir n’est annoncée dans les documents du centre.",
        "No coming event is announced in the documents of the centre.",
    ),
    "home.agenda": ("Tout l’agenda", "The whole agenda"),
    "home.themes": ("Explorer par thème", "Explore by theme"),
    "home.all_themes": ("Tous les thèmes", "All themes"),
    "home.figures": ("Le centre en chiffres", "The centre in figures"),
    "example.place": ("{theme} à {territory}", "{theme} à {territory}"),
    "example.area": ("{theme}, {territory}", "{theme}, {territory}"),
    "example.who": ("Qui travaille sur le thème « {theme} » ?", "Qui travaille sur le thème « {theme} » ?"),
    "example.who_place": (
        "Qui travaille sur « {theme} » à {territory} ?",
        "Qui travaille sur « {theme} » à {territory} ?",
    ),
    "example.who_area": (
        "Qui travaille sur « {theme} », {territory} ?",
        "Qui travaille sur « {theme} », {territory} ?",
    ),
    "example.topics": ("Sur quoi travaille {actor} ?", "Sur quoi travaille {actor} ?"),
    "example.partners": (
        "Qui sont les partenaires de {actor} ?",
        "Qui sont les partenaires de {actor} ?",
    ),
    # who
    "who.title": ("Qui fait quoi ?", "Who does what?"),
    "who.lead": (
        "Posez une question : les acteurs sont classés d’après les rôles que les documents leur donnent, "
        "preuves à l’appui.",
        "Ask a question (in French): actors are ranked by their roles in the documents, with the evidence.",
    ),
    "who.label": ("Votre question", "Your question"),
    "who.placeholder": ("Qui travaille sur… ?", "Qui travaille sur… ?"),
    "who.button": ("Chercher", "Ask"),
    "who.examples": ("Par exemple", "For instance"),
    "who.understood": ("Compris :", "Understood:"),
    "who.theme": ("thème", "theme"),
    "who.territory": ("territoire", "territory"),
    "who.actor": ("acteur", "actor"),
    "who.period": ("période", "period"),
    "who.category": ("type d’acteur", "kind of actor"),
    "who.roles": ("Rôles :", "Roles:"),
    "who.score": ("Score", "Score"),
    "who.made_of": ("Score : {parts}", "Score: {parts}"),
    "who.first": ("Les {shown} premières réponses", "The first {shown} answers"),
    "who.over": ("dans {activities}", "in {activities}"),
    "who.evidence": ("Voir les autres preuves", "See the other evidence"),
    "who.nobody": ("Aucun acteur connu", "No known actor"),
    "who.nobody_help": (
        "Les documents ne citent personne sur ce sujet. Essayez un thème plus large ou un autre territoire.",
        "The documents of the centre name nobody on this subject. Try a broader theme or another territory.",
    ),
    "who.formula": ("Comment le score est calculé", "How the score is computed"),
    "who.sparql": ("La requête SPARQL de cette réponse", "The SPARQL query of this answer"),
    "who.choose": ("Ou choisir dans les listes", "Or choose from the lists"),
    "who.since": ("De l’année", "From the year"),
    "who.until": ("À l’année", "To the year"),
    "who.csv": ("Télécharger la liste (CSV)", "Download the list (CSV)"),
    "who.address": ("Adresse de cette réponse :", "Address of this answer:"),
    "timeline.name": ("Activités par an", "Activities by year"),
    "timeline.undated": ("sans date", "undated"),
    # comparison of two actors
    "compare.title": ("Comparaison", "Comparison"),
    "compare.begin": ("Comparer avec un autre acteur", "Compare with another actor"),
    "compare.with": ("Comparer avec {actor}", "Compare with {actor}"),
    "compare.chosen": (
        "Choisissez dans la liste l’acteur à comparer avec {actor}.",
        "Choose in the list the actor to compare with {actor}.",
    ),
    "compare.stop": ("Ne plus comparer", "Stop comparing"),
    "compare.unknown": ("Acteur introuvable", "Actor not found"),
    "compare.unknown_help": (
        "L’un des deux acteurs de l’adresse n’est pas connu du centre.",
        "One of the two actors of the address is unknown to the centre.",
    ),
    "compare.first": ("Acteur", "Actor"),
    "compare.second": ("Comparé à", "Compared to"),
    "compare.kind": ("Type", "Kind"),
    "compare.activities": ("Activités", "Activities"),
    "compare.roles": ("Rôles", "Roles"),
    "compare.time": ("Dans le temps", "Over time"),
    "compare.own_themes": ("Thèmes", "Themes"),
    "compare.latest": ("Dernières activités", "Latest activities"),
    "compare.shared": ("En commun", "In common"),
    "compare.themes": ("Thèmes communs", "Themes in common"),
    "compare.partners": ("Partenaires communs", "Partners in common"),
    "compare.together": ("Activités menées ensemble", "Activities done together"),
    "compare.nothing": (
        "Les documents ne leur connaissent ni thème, ni partenaire, ni activité en commun.",
        "The documents know of no theme, partner or activity that they share.",
    ),
    "to_confirm": ("à confirmer", "to be confirmed"),
    "to_confirm.help": (
        "Repéré dans un texte, absent des listes du centre : à vérifier.",
        "Found in a text, not in the lists of the centre: to be checked.",
    ),
    # agenda
    "agenda.title": ("Agenda", "Agenda"),
    "agenda.lead": (
        "Les rencontres annoncées ou racontées dans les documents, avec leurs dates telles qu’elles y sont écrites.",
        "The events announced or told in the documents, with their dates as written.",
    ),
    "agenda.when": ("Afficher", "Show"),
    "agenda.coming": ("À venir", "Coming"),
    "agenda.past": ("Passées", "Past"),
    "agenda.all": ("Toutes", "All"),
    "agenda.theme": ("Thème", "Theme"),
    "agenda.territory": ("Territoire", "Territory"),
    "agenda.actor": ("Acteur", "Actor"),
    "agenda.mode": ("Modalité", "Format"),
    "agenda.period": ("Période", "Period"),
    "agenda.any": ("Toutes les valeurs", "Any"),
    "agenda.ics": ("Ajouter à mon agenda (.ics)", "Add to my calendar (.ics)"),
    "agenda.empty": ("Aucune rencontre ne répond à ces choix.", "No event matches these choices."),
    "agenda.undated": ("Date à fixer", "Date to be set"),
    "agenda.whole_year": ("Toute l’année {year}", "All of {year}"),
    # entity pages
    "entity.unknown": ("Page introuvable", "Page not found"),
    "entity.unknown_help": (
        "L’identifiant « {id} » ne correspond à rien dans le centre. La fiche a pu être renommée ou retirée.",
        "The identifier “{id}” is unknown to the centre. The page may have been renamed or removed.",
    ),
    "entity.no_id": ("Aucun identifiant n’est indiqué dans l’adresse.", "The address gives no identifier."),
    "entity.back": ("Revenir à la recherche", "Back to the search"),
    "entity.breadcrumb": ("Fil d’Ariane", "Breadcrumb"),
    "entity.alt": ("Aussi appelé :", "Also known as:"),
    "entity.search": ("Rechercher « {label} »", "Search for “{label}”"),
    "entity.who": ("Qui travaille sur ce thème ?", "Who works on this theme?"),
    "entity.topics": ("Sur quoi travaille cet acteur ?", "What does this actor work on?"),
    "entity.partners": ("Avec qui travaille cet acteur ?", "Who does this actor work with?"),
    "entity.read": ("Lire le document", "Read the document"),
    "entity.id": ("Identifiant :", "Identifier:"),
    "entity.copy": ("Copier", "Copy"),
    "entity.copied": ("Copié", "Copied"),
    "section.narrower.theme": ("Thèmes plus précis", "Narrower themes"),
    "section.narrower.territory": ("Territoires compris", "Territories inside"),
    "section.narrower": ("Contient", "Contains"),
    "section.narrower.actor": ("Membres", "Members"),
    "section.related.actor": ("Partenaires", "Partners"),
    "section.related": ("Voir aussi", "See also"),
    "section.relations": ("Liens avec d’autres", "Ties with others"),
    "section.themes": ("Thèmes", "Themes"),
    "section.actors": ("Acteurs", "Actors"),
    "section.territories": ("Territoires", "Territories"),
    "section.events": ("Rencontres", "Events"),
    "section.resources": ("Ressources", "Resources"),
    "section.evidence": ("Dans les documents", "In the documents"),
    "section.told": ("Ce que disent les documents", "What the documents say"),
    "told.announced": ("Annoncé", "Announced"),
    "told.held": ("Tenu", "Held"),
    "told.cancelled": ("Annulé", "Cancelled"),
    "told.conflicts": ("Les documents ne disent pas tous la même chose :", "The documents do not all agree:"),
    "told.differ": ("sources divergentes", "sources differ"),
    "section.more": ("Afficher la suite", "Show the rest"),
    # document
    "document.outline": ("Plan", "Outline"),
    "document.of": ("page {page} sur {pages}", "page {page} of {pages}"),
    "document.previous": ("Page précédente", "Previous page"),
    "document.next": ("Page suivante", "Next page"),
    "document.download": ("Télécharger l’original", "Download the original"),
    # themes
    "themes.title": ("Thèmes", "Themes"),
    "themes.lead": (
        "Le vocabulaire du centre, avec le nombre de rencontres et de ressources de chaque thème.",
        "The vocabulary of the centre, with the number of events and resources under each theme.",
    ),
    "themes.tree": ("Par domaine", "By domain"),
    "themes.az": ("De A à Z", "A to Z"),
    "themes.view": ("Présentation", "View"),
    # data
    "data.title": ("Données", "Data"),
    "data.lead": (
        "Ce que contient le centre, et un accès direct au graphe de connaissances en lecture seule.",
        "What the centre holds, and direct read-only access to its knowledge graph.",
    ),
    "data.sparql": ("Interroger le graphe (SPARQL)", "Query the graph (SPARQL)"),
    "data.sparql_lead": (
        "Pour les personnes à l’aise avec SPARQL : une question par requête, sans risque de modification.",
        "For those at ease with SPARQL: one question per query, nothing can be changed.",
    ),
    "data.query": ("Requête", "Query"),
    "data.run": ("Lancer la requête", "Run the query"),
    "data.examples": ("Exemples :", "Examples:"),
    "data.example.themes": ("les thèmes et leurs noms", "themes and their names"),
    "data.example.kinds": ("ce que contient le graphe", "what the graph holds"),
    "data.csv": ("Télécharger en CSV", "Download as CSV"),
    "data.cut": ("Les {shown} premières lignes sont affichées.", "The first {shown} rows are shown."),
    "data.capped": (
        "La réponse entière est plus longue : c’est le plus que le site donne.",
        "The whole answer is longer: this is the most the site gives.",
    ),
    "data.yes": ("Oui", "Yes"),
    "data.no": ("Non", "No"),
    "data.syntax": (
        "Erreur d’écriture à la ligne {line}, colonne {column} de la requête : corrigez-la et relancez.",
        "Syntax error on line {line}, column {column} of the query: correct it and run it again.",
    ),
    "data.engine": ("Message du moteur", "Message of the engine"),
    "data.failed": (
        "Vérifiez la requête, ou simplifiez-la. Détail pour l’équipe technique : {detail}.",
        "Check the query, or make it simpler. Detail for the technical team: {detail}.",
    ),
    "data.error": ("La requête n’a pas pu être exécutée.", "The query could not be run."),
    "data.snapshot": ("Version publiée : {snapshot}", "Published version: {snapshot}"),
    "data.encoder": ("Recherche par le sens : {name}", "Search by meaning: {name}"),
    "data.size": ("Taille sur disque : {size} Mo", "Size on disk: {size} MB"),
    "figure.documents": ("documents", "documents"),
    "figure.passages": ("passages", "passages"),
    "figure.events": ("rencontres", "events"),
    "figure.actors": ("acteurs", "actors"),
    "figure.themes": ("thèmes", "themes"),
    "figure.territories": ("territoires", "territories"),
    "figure.triples": ("liens du graphe", "graph statements"),
    # not built
    "missing.title": ("Le centre n’est pas encore construit", "The centre is not built yet"),
    "missing.help": (
        "Aucune version n’a été publiée. Dans un terminal, depuis le dossier du projet, lancez :",
        "No version has been published. In a terminal, from the project folder, run:",
    ),
    "missing.then": ("Puis rechargez cette page.", "Then reload this page."),
    "failed.title": ("Cette demande n’a pas abouti", "This request failed"),
    # letters
    "letters.title": ("Lettres et revues de presse", "Letters and press reviews"),
    "letters.lead": (
        "Le brouillon du mois, fait de ce que le centre a lu : chaque ligne a sa source. Retirez, corrigez, téléchargez.",
        "The draft of the month, made of what the centre has read (in French), each line with its source. "
        "Take out, correct, download.",
    ),
    "letters.kind": ("Publication", "Publication"),
    "letters.newsletter": ("Lettre mensuelle", "Monthly letter"),
    "letters.press-review": ("Revue de presse", "Press review"),
    "letters.month": ("Mois", "Month"),
    "letters.theme": ("Thème", "Theme"),
    "letters.territory": ("Territoire", "Territory"),
    "letters.none": ("Rien à publier", "Nothing to publish"),
    "letters.none_help": (
        "Aucun mois n’a de rencontre, de ressource ni d’article : ajoutez des documents datés.",
        "No month has an event, a resource or an article: add dated documents.",
    ),
    "letters.edit": ("Modifier", "Edit"),
    "letters.preview": ("Aperçu", "Preview"),
    "letters.name": ("Titre", "Title"),
    "letters.introduction": ("Introduction", "Introduction"),
    "letters.text": ("Modifier le texte", "Edit the text"),
    "letters.text_of": ("Texte : {title}", "Text: {title}"),
    "letters.as.html": ("Courriel (HTML)", "E-mail (HTML)"),
    "letters.as.docx": ("Word", "Word"),
    "letters.as.md": ("Markdown", "Markdown"),
    "letters.as.eml": ("Message (.eml)", "Message (.eml)"),
    # sources
    "source": ("Source :", "Source:"),
    "page.short": ("p. {page}", "p. {page}"),
    # columns that calendars and feeds fix
    "column.summary": ("Intitulé", "Title"),
    "column.title": ("Titre", "Title"),
    "column.dtstart": ("Début", "Start"),
    "column.dtend": ("Fin", "End"),
    "column.location": ("Lieu", "Place"),
    "column.description": ("Description", "Description"),
    "column.organizer": ("Organisateur", "Organiser"),
    "column.attendee": ("Participants", "Participants"),
    "column.categories": ("Thèmes", "Themes"),
    "column.url": ("Adresse", "Address"),
    "column.link": ("Adresse", "Address"),
    "column.published": ("Publié le", "Published"),
    "column.updated": ("Mis à jour le", "Updated"),
    "column.created": ("Créé le", "Created"),
    "column.last-modified": ("Modifié le", "Modified"),
    "column.author": ("Auteur", "Author"),
    "column.contact": ("Contact", "Contact"),
    "column.tags": ("Mots-clés", "Keywords"),
    "column.category": ("Rubrique", "Section"),
    "column.subtitle": ("Sous-titre", "Subtitle"),
    "column.content": ("Texte", "Text"),
    "evidence.mentions": ("Noms repérés :", "Names found:"),
    "evidence.exact": ("La ligne exacte", "The exact row"),
    **WORKSHOP,
}

PLURALS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "result": (("résultat", "résultats"), ("result", "results")),
    "event": (("rencontre", "rencontres"), ("event", "events")),
    "tied_actor": (("acteur", "acteurs"), ("actor", "actors")),
    "tie": (("lien", "liens"), ("tie", "ties")),
    "partner": (("partenaire", "partenaires"), ("partner", "partners")),
    "actor": (("acteur classé", "acteurs classés"), ("ranked actor", "ranked actors")),
    "activity": (("activité", "activités"), ("activity", "activities")),
    "mention": (("mention", "mentions"), ("mention", "mentions")),
    "theme": (("thème", "thèmes"), ("theme", "themes")),
    "decision": (("décision", "décisions"), ("decision", "decisions")),
    "row": (("ligne", "lignes"), ("row", "rows")),
    "document": (("document", "documents"), ("document", "documents")),
    "page": (("page", "pages"), ("page", "pages")),
    "correction": (("correction", "corrections"), ("correction", "corrections")),
    "finding": (("point", "points"), ("point", "points")),
}


def plain_spaces(text: str) -> str:
    """Return a text with plain spaces, as it is typed."""
    return text.replace(NO_BREAK, " ").replace(NARROW_NO_BREAK, " ")


def sort_key(label: str) -> str:
    """Return a label in the order of a dictionary: no accents, no case."""
    spread = unicodedata.normalize("NFKD", label.replace("œ", "oe").replace("Œ", "Oe"))
    return "".join(char for char in spread if not unicodedata.combining(char)).casefold()


def text(key: str, language: Language = "fr", **values: object) -> str:
    """Return a text of the table in a language, its `{names}` filled in."""
    french, english = TEXTS[key]
    if language == "en":
        return english.format(**values)
    return typographic(french.format(**values))


def counted(key: str, count: int, language: Language = "fr") -> str:
    """Return a count with its noun; in French the plural begins at 2, in English at any number but 1."""
    singular, plural = PLURALS[key][0 if language == "fr" else 1]
    alone = count < 2 if language == "fr" else count == 1
    return f"{number(count, language)}{NO_BREAK}{singular if alone else plural}"
