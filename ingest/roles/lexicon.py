"""The words names are read by: heads of organisations, trades, first names, and what ends a name."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest.identity import fold

FIRST_NAMES = Path(__file__).resolve().parents[2] / "ontology" / "first_names.txt"
CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
HEADS: tuple[tuple[str, str], ...] = (
    ("centre-social", r"centres? (?:social|sociaux|socioculturel)s?|maisons? de quartier|espaces? de vie sociale"),
    ("service-de-l-etat", r"prefectures?|sous-prefectures?|directions? (?:regionale|departementale|interdepartementale|generale)\w*|secretariat general|rectorat|academie|ministere|ddets\w*|dreets|dreal|ddt\w*|sgar|drac|dsden|parquet|delegation"),
    ("collectivite", r"villes?|communes?|mairie|municipalite|conseils? (?:departementaux|departemental|regional|municipal)|departement|region|collectivite"),
    ("epci", r"(?:communautes?|ca|cc) (?:d'agglomeration|de communes|urbaine|du|de)|metropole|agglomeration|intercommunalite"),
    ("recherche", r"universites?|laboratoires?|institut (?:d'etudes|universitaire)|ecole (?:des hautes|nationale|normale|superieure|d'architecture|polytechnique)|umr|cnrs|ehess|chaire|msh|faculte|sciences po"),
    ("bailleur-social", r"bailleurs?|office public|oph|esh|habitat|union sociale pour l'habitat|ush|hlm"),
    ("operateur-public", r"agence (?:nationale|regionale|departementale)|caisses?|caf|cpam|carsat|ars|france travail|pole emploi|banque des territoires|caisse des depots|etablissement public|fonds social europeen|chambre|anct|anru|ademe|anah|bpi\w*|cnfpt|insee"),
    ("media", r"journal|radio|media|magazine"),
    ("reseau", r"federations?|reseaux?|union|unions?|plateformes?|ligue|confederation|mouvement|club|inter-?reseau|alliance|coordination|centre de ressources|crpv|mutualite"),
    ("collectif", r"collectifs?|comite de|conseils? citoyens?|table de quartier|amicale"),
    ("entreprise", r"cabinets?|bureau d'etudes|societe|cooperative|scop|scic|studio|agence d'(?:urbanisme|architecture)|agence|groupe|sa|sarl"),
    ("association", r"associations?|compagnies?|fondations?|regies?|missions? locales?|ressourceries?|secours|foyer|maisons?|instituts?|observatoires?|centre|ecoles?|lycees?|colleges?|espaces?|musees?|theatres?|mediatheques?|bibliotheques?|ateliers?|fonds|mjc|ludotheques?|epiceries?|clubs?|cie|adie|cidff|udaf|fablab|tiers-lieux?"),
)  # fmt: skip
HEAD = re.compile(
    "(?:" + "|".join(f"(?P<{kind.replace('-', '_')}>{words})" for kind, words in HEADS) + r")\b"
)
DETERMINER = re.compile(
    r"(?:l['’]|la |le |les |de la |de l['’]|du |des |de |d['’]|un |une |nos |notre |son |ses |leurs? |M\. |Mme |MM\. |Mmes |Dr |docteure? |monsieur |madame |: ?)",
    re.IGNORECASE,
)
JOIN = re.compile(
    r"\s*(?:,\s*(?:et|ainsi que|puis)\s+|,\s*|\s+(?:et|ainsi qu['’]|ainsi que|puis|ou)\s*(?:de |d['’]|avec |par )?|\s*/\s*|\s*;\s*)"
)
FUNCTION = r"en charge d|chargé\S{0,4} d|délégué\S{0,4} (?:à|aux?)|responsables? d"
"""What someone does in a body, told after its name (`X Agglomération en charge de la culture`)."""
STOP = re.compile(
    rf"(?<!inistère)(?<!inistères)\s(?:{FUNCTION})|"
    r"\s(?:y|n['’](?:a|ont|est|y|en|in\w+)|ne|dans|pour|sur|afin|qui|que|dont|lors|autour|à destination|au sein|en (?:présence|région|partenariat|lien|collaboration|vue)|où|avec|sont|est|a|ont|se|ayant|ouvert\w*|depuis|entre|intervenant|au titre|le \d|à (?:la|l['’]|le|partir|hauteur|part|destination|lieu|paraître)|aux? (?:côtés|cours|sujet)|fondat\w+|directeur|directrice|animé\w*|organisé\w*|proposé\w*|comment|par|en \d{4}|contribuent|prépar\w+|et (?:lancement|l['’]appui|la (?:participation|collaboration)|le soutien|avec))\b"
    r"|\s(?=\d{1,2}\s*(?:h|janv|fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))|[.!?](?:\s|$)|\s[–—]\s|\s-\s|[«»“\[(:;|]|\s*\n"
)
PERSON = re.compile(
    rf"(?:{CAPITAL}[\w'’]+(?:-{CAPITAL}[\w'’]+)*)(?:\s(?:(?:de|de la|du|d['’]|le|la|el|ben|van|von)\s?)?(?:{CAPITAL}['’]?[\w'’]*(?:-{CAPITAL}?[\w'’]+)*)){{1,3}}"
)
OCCUPATION = re.compile(
    r"^(?!\s+et\s)(?:,?\s*|\s*\(|\s+(?:est|etait|devient|fut|(?:a ete |est |vient d'etre )(?:nommee?|elue?|reelue?|designee?))\s+)(?:(?:le|la|l'|un|une|ancien(?:ne)?|nouve(?:au|lle)|actuel(?:le)?|futur(?:e)?|\d(?:e|re|er|ere|eme)|premier|premiere|vice-?|co-?|et)\s*)*"
    r"(?:socio\w*|anthropolog\w+|geograph\w+|urbanist\w+|historien\w*|politist\w+|politolog\w+|econom\w+|philosoph\w+|psycho\w+|juriste\w*|architect\w+|demograph\w+|ethnolog\w+|statisticien\w*|journalist\w+"
    r"|direct(?:eur|rice)\w*|president\w*|fondat\w+|fondateur\w*|maire\w*|adjoint\w*|elue?|depute\w*|chef\w*|charge\w*|responsable\w*|coordin\w+|coordonn\w+|delegue\w*|animat\w+|formatr?\w+|consultant\w*|enseignant\w*|professeur\w*|maitre\w*|chercheur\w*|doctorant\w*|medecin\w*|infirmier\w*|avocat\w*|artiste\w*|auteur\w*|autrice\w*|realisat\w+|cheffe|conseiller\w*|conseillere\w*|secretaire\w*|prefet\w*|gardien\w*|mediat\w+|dieteticien\w*|educat\w+|ingenieur\w*|paysagiste\w*|facilitat\w+|expert\w*|membre\w*|referent\w*|principal\w*|commissaire|militant\w*|cooperat\w+|gerant\w*|administrat\w+|\w{3,}(?:iste|logue|graphe|icienn?e?)s?|comedien\w*|\w+iatres?|docteure?\w*|inspect\w+|officier\w*|command\w+|procureure?\w*|magistrat\w*|juge|adultes?-relais|pairs?-aidante?s?|essayiste|ecrivaine?\w*|cadre|assistante?\w*|intervenante?\w*|benevole\w*|stagiaire|sous-prefete?|vice-president\w*|photograph\w+|bailleur|habitante?)\b"
)
JOB_BEFORE = re.compile(
    r"^(?!\w*(?:ions?|ismes?|ures?|iques?)\b)(?:(?:socio|psycho|anthropo|geo|demo|urban|histor|polit|econom|philosoph|jurist|architect|ethno|statistic|journalist|photograph|avocat|medecin|direct|president|fondat|maire|artiste|auteur|autrice|realisat|comedien|consultant|chercheu|conteu|paysagist|diet|ingenieur|animat|format|mediat|educat|dessinat|facilitat)\w*)"
    r"(?:\s(?:du|de|en|la|clinicienne?|social|urbaine?)(?=\s))*\s+"
)
"""A trade that stands before the name of a person (`l'historienne Mireia Puig`), in folded text."""
FOR_SOMETHING = re.compile(
    r"(?:union|associations?|agence|fondation|collectif|federation|institut|mission|centre|maison|comite|reseau|conseil|fonds)\b[\w' ]{0,30} pour (?:l'|la |le |les )"
)
"""Bodies whose name says what they are for (`l'Union pour l'habitat`), in folded text."""
FOR_A_NAME = re.compile(
    rf"(?:[Aa]ssociation|[Rr]égie|[Cc]ollectif|[Cc]ompagnie|[Aa]micale|[Ff]ondation) {CAPITAL}[\w’'-]+ pour {CAPITAL}[a-zà-ÿ]"
)
"""A body whose proper name goes on after `pour` (`association Agir pour Demain`)."""
GENERIC = re.compile(
    r"^(?:habitant|acteur|professionnel|partenaire|chef|elu|citoyen|equipe|association|collectivite|service|bailleur|chercheur|etudiant|jeune|famille|expert|porteur|membre|agent"
    r"|participant|formateur|institution|personne|enfant|parent|salarie|benevole|facilitat|allie|temoin|representant|plusieurs|certains|tous|toutes|divers|autres|conseils? citoyens?$|ensemble|les?$|reseau$|region$|ville$"
    r"|departement$|(?:union|federation|centre|metropole|agglomeration|commune|mairie|maison|comite|conseil|collectif|agence|institut|ligue|fondation|cooperative|universite|laboratoire|compagnie)$"
    r"|(?:centre de ressources?|centre social|centre culturel|mission locale|maison de quartier|maison des associations)$|prefet|sous-prefet|delegue|moderation|inscription|visio|repas|pause|cafe)"
)


PAIRED = r"[A-ZÀ-Þ][a-zà-ÿ]*(?:age|ance|ence|tion|té|ment|isme|ice|ure|esse|ie|irs?|oires?|ines?|er)(?=\s*(?:[,.;:)]|$)|\s[a-zà-ÿ])"
"""A common noun that the name of an association goes on with after `et` (`Âge et Partage`)."""
NO_BODY = re.compile(
    r"(?:maire|ministre|president|prefet|sous-prefet|etat|europe|republique|gouvernement|parlement|senat|assemblee|union|france|francais"
    r"|region|departement|ville|metropole|agglo|agglomeration|commune|communaute|mairie|prefecture|academie|rectorat|pays|territoire|quartier"
    r"|programme|plan|projet|contrat|convention|charte|pacte|loi|decret|dispositif|label|appel|cite|agenda|journee|forum|festival|semaine|rencontre|atelier|conference"
    r"|comite|club|conseil|groupe|reseau|copil|cotech|instance|rapport|etude|guide|lettre|newsletter|bilan|enquete|site|page|internet|facebook|linkedin"
    r"|qpv|npnru|anru|pnru|zus|cpo|aap|ami|rgpd|covid|pre|dsu|gusp|tfpb|esat|bop|cdd|cdi|pib|insee|"
    r"il|elle|ils|elles|on|nous|vous|je|ce|cela|ceci|chacune?|certaine?s|plusieurs|beaucoup|tout|toute|tous|toutes|aucune?|celui|celle|ceux|celles|qui|dont|ici|y|en|enfin|ensuite|puis|mais|or|ainsi|aussi|egalement|depuis|pour|avec|dans|sur|sous|par|chez|sans|entre|apres|avant|pendant|lors|selon|parmi|si|quand|comme|un|une|des|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|merci|bonne?|nouve\w+|premiere?s?|second\w*|objectifs?|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|noel|m|mme|dr|mlle|objectif|action|offre|poste|permanence|visite|formation|reunion|animation|horaire|date|lieu|tarif|inscription|contact|resultat|habitant|jeune|parent|famille|femme|homme|enfant|elu|acteur|professionnel|partenaire|adherent|benevole|locataire|bailleur|association|centre|ecole|college|lycee|service|equipe|question|reponse|note|fiche|exemple|suite|retour|point|decision|constat|enjeu|priorite|axe|theme|public|budget|financement|cout|total|repas|dejeuner|menage|accueil|etaient|etait)s?\b(?! d[eu]s? [a-z])"
)
"""First words that name no organisation by themselves, in folded text."""
QUOTED_HEAD = re.compile(
    r"(?:associations?|collectif|compagnie|cie|fondation|federation|reseau|cabinet|cooperative|scop|scic|regie(?: de quartiers?)?|coordination|centre (?:social|socioculturel)|groupe|club|societe|entreprise|union|amicale|plateforme|tiers-lieu|media|journal|radio)"
)
"""Kinds of organisations whose name may stand in quotes, in folded text."""


_TAILS = {
    "habitat": "bailleur-social", "logement": "bailleur-social", "immobiliere": "bailleur-social", "metropole": "epci",
    "agglomeration": "epci", "agglo": "epci", "conseil": "entreprise",
}  # fmt: skip
_TAIL = re.compile(rf"\b(?:{'|'.join(_TAILS)})$")
"""Last words that tell what the bearer of a name is (`Orne Habitat`), in folded text."""


def category_of(folded: str) -> str:
    """Return the kind of actor that the first words of a name tell; an association where they tell nothing."""
    head = HEAD.match(folded)
    if head is None and (tail := _TAIL.search(folded)) is not None:
        return _TAILS[tail.group()]
    return head.lastgroup.replace("_", "-") if head and head.lastgroup else "association"


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return the folded first names people are recognised by."""
    lines = FIRST_NAMES.read_text(encoding="utf-8").split("\n") if FIRST_NAMES.exists() else []
    return frozenset(
        fold(name.strip()) for line in lines if not line.startswith("#") for name in line.split() if name
    )


APPOSED = re.compile(
    r",\s*(?:(?:le )?centre de ressources|centre|association|agence|reseau|federation|union|antenne|delegation|laboratoire|bailleur|media|compagnie)\b[^.;,()\n]*"
)
"""What an organisation is, said after its name without an article (`X, centre de ressources de Y`), in folded text."""
