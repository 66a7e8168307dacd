"""The addresses of things, as browsers, RDF clients, reference managers and validators see them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise

import html5lib
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic, to_isomorphic
from rdflib.namespace import FOAF, RDF

from centre.opened import Opened
from explorer.links import PATHS, entity_href
from service.addresses import IDENTIFIERS, explorer_path, path_of

FORMATS = {
    "ttl": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
}
OA = "http://www.w3.org/ns/oa#"
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def paths(small_centre):
    """The path of one thing of every kind that the small centre holds."""
    held = {}
    for thing in small_centre.things():
        held.setdefault(thing.kind, path_of(thing.id))
    held["event"] = next(
        path_of(one.id) for one in small_centre.things() if "forum" in one.id and one.kind == "event"
    )
    held["theme"], held["actor"] = "/id/theme/gusp", "/id/actor/villes-au-carre"
    held["territory"] = "/id/territory/commune-37261"
    return held


KINDS = ("action", "actor", "audience", "document", "event", "resource", "series", "territory", "theme")
EVERY = (*KINDS, "node", "kinds", "list", "missing", "dataset", "vocabulary")


@pytest.fixture
def page_of(client, paths, small_centre):
    """Return the function that gives the HTML of a page of every sort."""
    node = next(
        iter(small_centre.opened().store.query("SELECT ?s WHERE { ?s a mlg:Participation } LIMIT 1"))
    )["s"]
    other = {
        "node": path_of(node),
        "kinds": "/id/",
        "list": "/id/theme",
        "missing": "/id/theme/gestion-urbane",
        "dataset": "/dataset",
        "vocabulary": "/ns",
    }

    def opened(kind, query="", **headers):
        return client.get({**paths, **other}[kind] + query, headers=headers)

    return opened


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", EVERY)
def test_every_page_is_valid_html_with_one_title_of_each_level(page_of, kind, language):
    answer = page_of(kind, f"?lang={language}")
    tree = html5lib.HTMLParser(strict=True).parse(answer.text)  # raises on any parse error
    assert tree.get("lang") == language == answer.headers["content-language"]
    levels = [
        int(element.tag[-1]) for element in tree.iter() if re.fullmatch(HTML + "h[1-6]", str(element.tag))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert len([element for element in tree.iter(f"{HTML}main")]) == 1
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert "None" not in re.sub(r"<script.*?</script>", "", answer.text, flags=re.S)


@pytest.mark.parametrize("kind", EVERY)
def test_no_page_asks_anything_of_another_site(page_of, kind):
    tree = html5lib.parse(page_of(kind).text)
    asked = [
        element.get("href") for element in tree.iter(f"{HTML}link") if element.get("rel") == "stylesheet"
    ]
    asked += [element.get("src") for element in tree.iter() if element.get("src")]
    assert asked
    assert all(address.startswith("/") and not address.startswith("//") for address in asked)


@pytest.mark.parametrize("kind", EVERY)
def test_links_inside_the_service_lead_somewhere(page_of, client, kind):
    tree = html5lib.parse(page_of(kind).text)
    links = {element.get("href") for element in tree.iter(f"{HTML}a")}
    checked = [link for link in sorted(links) if link.startswith(("/id/", "/dataset", "/ns", "/files/"))]
    assert checked
    for link in checked[:40]:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_says_the_same(page_of, client, kind, paths):
    graphs = {}
    for suffix, (media_type, name) in FORMATS.items():
        answer = client.get(f"{paths[kind]}.{suffix}")
        assert answer.headers["content-type"].split(";")[0] == media_type
        negotiated = client.get(paths[kind], headers={"Accept": media_type})
        assert negotiated.content == answer.content
        assert negotiated.headers["content-location"] == f"{paths[kind]}.{suffix}"
        graphs[suffix] = to_isomorphic(Graph().parse(data=answer.content, format=name))
    thing = URIRef(IDENTIFIERS + paths[kind].removeprefix("/id/"))
    assert (None, FOAF.primaryTopic, thing) in graphs["ttl"]
    assert (thing, RDF.type, None) in graphs["ttl"]
    assert all(isomorphic(graph, graphs["ttl"]) for graph in graphs.values())


def test_the_data_carries_the_proof_of_each_statement(client, paths):
    graph = Graph().parse(data=client.get(f"{paths['event']}.ttl").text, format="turtle")
    quotes = {
        str(quote)
        for place in graph.objects(None, URIRef("https://maillage.example/ns#evidence"))
        for quote in graph.objects(place, URIRef(f"{OA}exact"))
    }
    assert any("Orléans organise ce forum" in quote for quote in quotes)
    for place in set(graph.objects(None, URIRef("https://maillage.example/ns#evidence"))):
        assert (place, URIRef(f"{OA}hasSource"), None) in graph


def test_where_files_lie_on_the_machine_is_not_told(client, paths, small_data):
    for suffix in FORMATS:
        assert str(small_data.parent) not in client.get(f"{paths['document']}.{suffix}").text
    assert (
        "programme.md" in client.get("/id/document").text or client.get(paths["document"]).status_code == 200
    )


def test_the_page_says_values_then_ties_then_proofs(client, paths):
    text = client.get(paths["event"]).text
    order = ("<h1", "13 juin 2030", "<h2>Acteurs", "<blockquote")
    body = text[text.index("<main") :]
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert f'rel="canonical" href="http://centre.test{paths["event"]}"' in text
    assert f'href="/evenement?id={paths["event"].removeprefix("/id/")}"' in text


def test_a_quote_leads_to_its_place_in_the_document(client, paths):
    text = client.get(paths["event"]).text
    link = re.search(r'href="(/id/document/[^"]+start=\d+[^"]+)"', text)[1].replace("&amp;", "&")
    cited = re.search(r'<mark id="cite">(.*?)</mark>', client.get(link).text, re.S)
    assert cited
    assert "Forum" in cited[1] or "13 juin" in cited[1] or "Orléans" in cited[1]


def test_structured_data_is_schema_org_about_the_thing(client, paths):
    for kind, expected in {
        "event": "Event",
        "actor": "Organization",
        "theme": "DefinedTerm",
        "document": "DigitalDocument",
    }.items():
        text = client.get(paths[kind]).text
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)[1])
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == expected
        assert data["@id"] == IDENTIFIERS + paths[kind].removeprefix("/id/")
        local = {**data, "@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}
        graph = Graph().parse(data=json.dumps(local), format="json-ld")
        assert (URIRef(data["@id"]), RDF.type, URIRef(f"https://schema.org/{expected}")) in graph
    event = json.loads(re.search(r"ld\+json\">(.*?)</script>", client.get(paths["event"]).text, re.S)[1])
    assert event["startDate"] == "2030-06-13"
    assert [one["name"] for one in event["contributor"]] == ["Ville d'Orléans"]
    assert event["location"]["name"] == "Orléans"


def test_a_reference_manager_finds_what_it_needs(client, small_centre):
    note = next(one for one in small_centre.resources() if "Bourges" in one.title)
    tree = html5lib.parse(client.get(path_of(note.id)).text)
    metas = {one.get("name"): one.get("content") for one in tree.iter(f"{HTML}meta") if one.get("name")}
    assert metas["citation_title"] == note.title
    assert metas["citation_publication_date"] == "2030/04"
    assert metas["citation_language"] == "fr"
    assert metas["DC.identifier"] == f"http://centre.test{path_of(note.id)}"
    assert not [name for name in metas if name == "citation_author"]  # the note names none: none is invented


def test_head_conditions_and_caches(client, paths):
    first = client.get(paths["theme"])
    assert first.headers["vary"].startswith("Accept, Accept-Language")
    again = client.get(paths["theme"], headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    tags = {client.get(f"{paths['theme']}.{suffix}").headers["etag"] for suffix in FORMATS}
    tags.add(client.get(paths["theme"], headers={"Accept-Language": "en"}).headers["etag"])
    assert len({*tags, first.headers["etag"]}) == len(FORMATS) + 2
    assert client.head(paths["theme"]).headers["etag"] == first.headers["etag"]
    assert client.post(paths["theme"]).status_code == 405


def test_what_cannot_be_given_is_said_with_what_can(client, paths):
    answer = client.get(paths["theme"], headers={"Accept": "image/png"})
    assert answer.status_code == 406
    for suffix, (media_type, _) in FORMATS.items():
        assert f"{media_type}" in answer.text
        assert f"http://centre.test{paths['theme']}.{suffix}" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/id/theme/gusp-tfpb", "/id/x/y", "/id/theme/a<b", "/id/theme/%22%7D", "/id/nothing", "/files/a/b"],
)
def test_what_is_not_there_is_said_in_french(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text


def test_an_unknown_address_suggests_what_comes_near(client):
    assert 'href="/id/theme/gusp"' in client.get("/id/theme/gestion-urbaine").text


def test_addresses_have_one_form(client):
    answer = client.get("/id/theme/gusp/?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (308, "/id/theme/gusp?lang=en")
    assert client.get("/id").headers["location"] == "/id/"


def test_a_public_address_is_configured_in_one_place(client, monkeypatch):
    monkeypatch.setenv("MAILLAGE_BASE_URL", "https://centre.example/ressources/")
    text = client.get("/id/theme/gusp").text
    assert 'rel="canonical" href="https://centre.example/ressources/id/theme/gusp"' in text
    assert 'href="/ressources/id/actor/villes-au-carre"' in text
    assert "http://centre.test" not in text
    assert "https://centre.example/ressources/id/theme/gusp.html" in client.get("/id/theme/gusp.ttl").text


def test_the_original_is_given_as_a_file(client, paths, small_centre, programme_text):
    stamp = next(
        one for one in small_centre.opened().manifest.documents if one.sources[0].endswith("programme.md")
    )
    path = f"/files/{stamp.iri.rsplit('/', 1)[-1]}/programme.md"
    assert f'href="{path}"' in client.get(path_of(stamp.iri)).text
    answer = client.get(path)
    assert answer.text == programme_text
    assert answer.headers["content-type"].startswith("text/markdown")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get(path.replace("programme.md", "x.md")).status_code == 404


@pytest.fixture
def programme_text(small_data):
    """The text of the programme."""
    return (small_data.parent / "programme.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(PATHS))
def test_the_interactive_page_is_where_the_explorer_has_it(kind):
    iri = f"{IDENTIFIERS}{kind}/nom"
    for language in ("fr", "en"):
        assert explorer_path(iri, kind, language) == "/" + entity_href(iri, language, kind)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl n’est pas installé")
@pytest.mark.parametrize(
    ("accept", "expected"),
    [(None, "text/html"), ("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json")],
)
def test_curl_gets_what_it_asks_for(server, accept, expected):
    asked = ["-H", f"Accept: {accept}"] if accept else []
    command = [
        "curl",
        "-s",
        "-o",
        "/dev/null",
        "-w",
        "%{http_code} %{content_type}",
        *asked,
        f"{server}/id/theme/gusp",
    ]
    code, kind = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(" ", 1)
    assert (code, kind.split(";")[0]) == ("200", expected)


def test_rdflib_follows_an_address_by_itself(server):
    graph = Graph().parse(f"{server}/id/theme/gusp")
    assert (URIRef(f"{IDENTIFIERS}theme/gusp"), RDF.type, None) in graph


def test_another_address_of_a_thing_leads_to_the_one_shown(client, small_centre, paths, monkeypatch):
    shown = IDENTIFIERS + paths["event"].removeprefix("/id/")
    other = f"{IDENTIFIERS}event/autre-annonce"
    monkeypatch.setattr(Opened, "canonical", lambda opened, iri: shown if iri == other else iri)
    for suffix in ("", ".ttl"):
        answer = client.get(f"/id/event/autre-annonce{suffix}?lang=en")
        assert (answer.status_code, answer.headers["location"]) == (301, f"{paths['event']}{suffix}?lang=en")
    assert client.get(paths["event"]).status_code == 200
