"""Queries to start from, each with its title among the texts (`data.example.NAME`)."""

from __future__ import annotations

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "mlg": "https://maillage.example/ns#",
    "oa": "http://www.w3.org/ns/oa#",
}


def _query(body: str) -> str:
    used = [f"PREFIX {name}: <{iri}>" for name, iri in _PREFIXES.items() if f"{name}:" in body]
    return "\n".join((*used, body.strip()))


EXAMPLES = {
    "themes": _query("""
SELECT ?theme ?nom WHERE {
  ?theme a skos:Concept ; skos:prefLabel ?nom .
  FILTER(lang(?nom) = "fr" && CONTAINS(STR(?theme), "/id/theme/"))
}
ORDER BY ?nom
LIMIT 200"""),
    "kinds": """SELECT ?type (COUNT(DISTINCT ?fiche) AS ?nombre) WHERE {
  ?fiche a ?type .
}
GROUP BY ?type
ORDER BY DESC(?nombre)""",
    "roles": _query("""
SELECT ?acteur ?nom ?role (COUNT(DISTINCT ?activite) AS ?activites) WHERE {
  ?participation mlg:actor ?acteur ; mlg:activity ?activite ; mlg:role ?le_role .
  ?acteur skos:prefLabel ?nom .
  ?le_role skos:prefLabel ?role .
  FILTER(lang(?nom) != "en" && lang(?role) = "fr")
}
GROUP BY ?acteur ?nom ?role
ORDER BY DESC(?activites)
LIMIT 100"""),
    "pairs": _query("""
SELECT ?premier ?second (COUNT(DISTINCT ?activite) AS ?ensemble) WHERE {
  ?a mlg:actor ?premier ; mlg:activity ?activite .
  ?b mlg:actor ?second ; mlg:activity ?activite .
  FILTER(STR(?premier) < STR(?second))
}
GROUP BY ?premier ?second
ORDER BY DESC(?ensemble)
LIMIT 50"""),
    "months": _query("""
SELECT ?mois (COUNT(DISTINCT ?rencontre) AS ?rencontres) WHERE {
  ?rencontre a schema:Event ; schema:startDate ?debut .
  BIND(SUBSTR(STR(?debut), 1, 7) AS ?mois)
}
GROUP BY ?mois
ORDER BY ?mois"""),
    "evidence": _query("""
SELECT ?acteur ?activite ?document ?page ?phrase WHERE {
  ?participation mlg:actor ?acteur ; mlg:activity ?activite ; mlg:evidence ?preuve .
  ?preuve oa:hasSource ?document ; oa:exact ?phrase ; mlg:page ?page .
}
LIMIT 50"""),
    "inside": _query("""
SELECT ?territoire ?nom WHERE {
  ?territoire mlg:within ?region ; a mlg:Qpv ; skos:prefLabel ?nom ; mlg:vintage "2024" .
  ?region a mlg:Region ; skos:prefLabel "Centre-Val de Loire"@fr .
}
ORDER BY ?nom"""),
    "graph": _query("""
CONSTRUCT { ?acteur schema:knowsAbout ?theme } WHERE {
  ?participation mlg:actor ?acteur ; mlg:activity ?activite .
  ?activite schema:about ?theme .
}
LIMIT 200"""),
    "thesaurus": _query("""
CONSTRUCT { ?theme skos:broader ?au_dessus } WHERE {
  ?theme skos:broader ?au_dessus .
  FILTER(CONTAINS(STR(?theme), "/id/theme/"))
}
LIMIT 150"""),
}
