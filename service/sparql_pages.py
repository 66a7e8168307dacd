"""The pages of the SPARQL endpoint for people: a form, an answer as a table, and why there is none."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.querying import Answer, Limits
    from service.sparql_request import Asked

_EXAMPLES: Final = (
    (
        "Les thèmes",
        """SELECT ?theme ?nom WHERE {
  ?theme a skos:Concept ; skos:prefLabel ?nom .
  FILTER(lang(?nom) = "fr")
}
ORDER BY ?nom
LIMIT 50""",
    ),
    (
        "Combien de fiches de chaque sorte",
        """SELECT ?type (COUNT(DISTINCT ?fiche) AS ?nombre) WHERE {
  ?fiche a ?type .
}
GROUP BY ?type
ORDER BY DESC(?nombre)""",
    ),
)
_FILES: Final = {
    "select": ("json", "xml", "csv", "tsv"),
    "ask": ("json", "xml"),
    "graph": ("ttl", "jsonld", "nt", "rdf"),
}


def description_page(request: Request, limits: Limits) -> str:
    """Return the page of the service: what it takes, and a form."""
    path = request.url.path
    examples = "".join(
        f'<li><a href="{escape(path)}?{escape(urlencode({"query": query}))}">{escape(name)}</a></li>'
        for name, query in _EXAMPLES
    )
    return _page(
        "Interroger le graphe (SPARQL)",
        f"""<p>Ce service répond aux questions SPARQL 1.1 par GET ou POST, en lecture seule. Chaque question dispose de
{limits.seconds:g} s et de {limits.megabytes} Mo ; une réponse compte au plus {_number(limits.rows)} lignes ou triplets.
SERVICE et les mises à jour sont refusés.</p>
{_form(path, "")}
<h2>Exemples</h2>
<ul>{examples}</ul>
<h2>Formats</h2>
<p>Avec l’en-tête <code>Accept</code> ou le paramètre <code>format</code> : <code>json</code>, <code>xml</code>,
<code>csv</code>, <code>tsv</code> pour SELECT et ASK ; <code>ttl</code>, <code>jsonld</code>, <code>nt</code>,
<code>rdf</code> pour CONSTRUCT et DESCRIBE.</p>""",
    )


def answer_page(request: Request, asked: Asked, answer: Answer, shown: int) -> str:
    """Return an answer as a page, with the form to ask again and the files to take away."""
    links = ", ".join(
        f'<a href="{escape(request.url.path)}?{escape(_again(asked, name))}">{name.upper()}</a>'
        for name in _FILES[answer.form]
    )
    cut = (
        f" Seul le début est affiché : {_number(shown)} au plus, davantage dans les fichiers."
        if answer.cut
        else ""
    )
    return _page(
        "Réponse SPARQL",
        f'{_shown(answer)}<p role="status">{_count(answer)}{cut}</p><p>Fichiers : {links}</p>'
        f"<h2>La question</h2>{_form(request.url.path, asked.sparql)}",
    )


def refusal_page(request: Request, french: str, english: str) -> str:
    """Return why a question has no answer."""
    query = request.query_params.get("query", "")
    return _page(
        "Pas de réponse",
        f'<p role="alert">{escape(french)}</p><p lang="en">{escape(english)}</p>{_form(request.url.path, query)}',
    )


def _shown(answer: Answer) -> str:
    text = answer.body.decode("utf-8")
    if answer.form == "graph":
        return f"<pre>{escape(text)}</pre>"
    found = json.loads(text)
    if answer.form == "ask":
        return f"<p><strong>{'Oui' if found['boolean'] else 'Non'}</strong></p>"
    names = found["head"]["vars"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in names)}</tr>"
        for row in found["results"]["bindings"]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(term: dict[str, Any] | None) -> str:
    if term is None:
        return ""
    value = escape(str(term["value"]))
    if term["type"] == "uri" and str(term["value"]).startswith(("https://", "http://")):
        return f'<a href="{value}">{value}</a>'
    return value


def _count(answer: Answer) -> str:
    if answer.form == "ask":
        return ""
    noun = "triplet" if answer.form == "graph" else "ligne"
    return f"{_number(answer.count)} {noun}{'s' if answer.count > 1 else ''}."


def _again(asked: Asked, format: str) -> str:
    values = [("query", asked.sparql), ("format", format)]
    values += [("default-graph-uri", iri) for iri in asked.default_graphs]
    values += [("named-graph-uri", iri) for iri in asked.named_graphs]
    return urlencode(values)


def _form(path: str, query: str) -> str:
    return (
        f'<form action="{escape(path)}" method="get"><p><label for="query">Question SPARQL</label></p>'
        f'<p><textarea id="query" name="query" rows="10" cols="90" required spellcheck="false">{escape(query)}'
        '</textarea></p><p><button type="submit">Interroger</button></p></form>'
    )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} – Maillage</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
