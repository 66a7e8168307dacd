"""The static site: written whole, every link in it leads to a file of it, and its search finds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from centre.records import CentreError
from service.site.builder import MARK, build
from service.site.links import file_of, relative


@pytest.fixture(scope="module")
def site(small_centre, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    report = build(small_centre, out, base_url="https://centre.test/ressources")
    assert report.pages > 20
    return out


def pages(site):
    return sorted(site.rglob("*.html"))


def test_every_thing_has_its_page_and_its_data(site, small_centre):
    for thing in small_centre.things():
        folder = site / thing.id.removeprefix("https://maillage.example/")
        text = (folder / "index.html").read_text(encoding="utf-8")
        assert html.document_fromstring(text).xpath("count(//h1)") == 1
        for form in ("ttl", "jsonld"):
            assert folder.with_name(f"{folder.name}.{form}").stat().st_size


def test_every_link_within_the_site_leads_to_a_file(site):
    seen = 0
    for page in pages(site):
        for _, attribute, link, _ in html.document_fromstring(page.read_text(encoding="utf-8")).iterlinks():
            parts = urlsplit(link)
            if parts.scheme or not parts.path or attribute == "action":
                continue
            assert not link.startswith("/"), f"{page}: {link} is not relative"
            assert (page.parent / unquote(parts.path)).resolve().is_file(), f"{page}: {link}"
            seen += 1
    assert seen > 200


def test_feeds_calendar_exports_and_licences_are_there(site):
    for name in ("agenda.ics", "feeds/news.atom", "feeds/theme/gusp.atom", "export/notices.ris", "export/graph.nq",
                 "minisearch.LICENSE.txt", "dataset.ttl"):  # fmt: skip
        assert (site / name).stat().st_size, name


def test_nothing_is_asked_elsewhere(site):
    for page in pages(site):
        document = html.document_fromstring(page.read_text(encoding="utf-8"))
        for element in document.xpath("//script[@src] | //img[@src] | //link[@rel='stylesheet']"):
            assert not urlsplit(element.get("src") or element.get("href")).netloc


def test_the_search_of_the_page_finds_without_accents_and_by_other_names(site):
    if shutil.which("node") is None:
        pytest.skip("node is not there to run the script of the page")
    script = """
    const fs = require("fs"), vm = require("vm");
    const made = () => ({children: [], append(...n) { this.children.push(...n); }, replaceChildren() { this.children = []; },
      addEventListener() {}, form: {addEventListener() {}}});
    const nodes = {q: made(), results: made(), count: made(), opening: made()};
    nodes.q.value = "";
    const context = {document: {getElementById: (id) => nodes[id], createElement: made},
      location: {search: "?q=" + encodeURIComponent(process.argv[2])}, history: {replaceState() {}}, URLSearchParams};
    context.self = context.globalThis = context;
    vm.createContext(context);
    const text = ["minisearch.js", "search-data.js", "search.js"].map((f) => fs.readFileSync(process.argv[1] + "/" + f, "utf8"));
    vm.runInContext(text.join(";\\n"), context);
    console.log(JSON.stringify(nodes.results.children.map((item) => item.children[0].textContent)));
    """
    for query, title in (
        ("gusp", "Gestion urbaine et sociale de proximité"),
        ("proximite urbaines", "Gestion urbaine"),
    ):
        command = ["node", "-e", script, str(site), query]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        assert found, query
        assert any(one.startswith(title) for one in found[:3]), found[:3]


def test_a_folder_of_something_else_is_left_alone(small_centre, tmp_path):
    (tmp_path / "precious.txt").write_text("x")
    with pytest.raises(CentreError, match="n’est pas vide"):
        build(small_centre, tmp_path)
    assert (tmp_path / "precious.txt").read_text() == "x"


def test_a_site_takes_the_place_of_the_former_one(site):
    assert (site / MARK).is_file()
    assert not list(site.parent.glob(".out-*"))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/agenda", "agenda/index.html"),
        ("/id/theme/gusp", "id/theme/gusp/index.html"),
        ("/id/theme/gusp.ttl", "id/theme/gusp.ttl"),
        ("/id/document/a?page=3&start=5&end=9", "id/document/a/page-3/index.html"),
        ("/id/document/a?page=1", "id/document/a/index.html"),
        ("/style.css?v=1", "style.css"),
        ("/id/theme/gusp?lang=en", None),
    ],
)
def test_the_file_of_an_address(address, file):
    assert file_of(address) == file


def test_links_to_what_the_site_has_not_keep_their_words():
    content = '<p><a href="/known">un</a> <a href="/unknown">deux</a> <a href="https://e.org/">trois</a></p>'
    made = relative(content, "id/a/index.html", {"/known": "known/index.html"}.get)
    assert 'href="../../known/index.html"' in made
    assert "deux" in made
    assert "/unknown" not in made
    assert 'href="https://e.org/"' in made
