"""Sources brought into a centre: one snapshot at most, what is gone leaves, what failed is said."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from centre import syncing
from centre.centre import open_centre
from centre.originals import failures
from centre.records import CentreError
from centre.snapshots import Snapshots
from centre.source_states import SourceState, read_state, write_state
from tests.centre.writing import NOTE, PROGRAMME, take_in, write_note, write_programme
from tests.ingest.sources.site import Answer, quick_web, serving
from tests.ingest.sources.test_calendars import ics
from tests.ingest.sources.test_oai import Repository
from tests.search.conftest import HashEncoder


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def ground(tmp_path_factory):
    """A centre of one document that no source brought, made once."""
    folder = tmp_path_factory.mktemp("ground")
    take_in(folder / "data", write_note(folder, last="Le socle.", name="socle.md"))
    return folder / "data"


@pytest.fixture
def sync(tmp_path, ground):
    """Synchronise the sources written as TOML into a copy of that centre; return the report."""
    shutil.copytree(ground, tmp_path / "data")

    def run(*sources, name=None, **options):
        data = tmp_path / "data"
        (data / "sources.toml").write_text(
            "".join(f"[[source]]\n{one}\n" for one in sources), encoding="utf-8"
        )
        return syncing.sync(
            data,
            name,
            encoder=HashEncoder(),
            open_web=lambda private: quick_web(allow_private=private)[0],
            **options,
        )

    return run


def page(title, text="Un texte sur la gestion urbaine."):
    return f"<!DOCTYPE html><html lang='fr'><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"


def of_folder(folder):
    return f'name = "Fichiers"\nkind = "folder"\npath = "{folder}"'


def of_page(site, *paths, more=""):
    addresses = json.dumps([site.base + path for path in paths])
    return f'name = "Pages"\nkind = "page"\naddress = {addresses}\nallow_private = true\n{more}'


def of_feed(site, more=""):
    return f'name = "Flux"\nkind = "feed"\naddress = "{site.base}/flux"\nallow_private = true\n{more}'


def states(report):
    return {line.source.rpartition("/")[2]: line.status for line in report.documents}


def held(tmp_path):
    stamps = Snapshots(tmp_path / "data").manifest().documents
    return {source.rpartition("/")[2] for stamp in stamps for source in stamp.sources} - {"socle.md"}


def test_several_sources_make_one_snapshot_and_then_none(sync, site, folder, tmp_path):
    write_programme(folder)
    site.pages["/a"] = page("Une page")
    sources = (of_folder(folder), of_page(site, "/a", "/absente"))
    first = sync(*sources)
    assert states(first) == {"programme.md": "added", "a": "added", "absente": "failed"}
    assert first.snapshot == "000002"
    assert [(one.name, one.kind, one.status, one.added, one.failed) for one in first.sources] == [
        ("Fichiers", "folder", "done", 1, 0),
        ("Pages", "page", "done", 1, 1),
    ]
    assert {line.name for line in first.documents} == {"Fichiers", "Pages"}
    assert "404" in next(line.reason for line in first.documents if line.status == "failed")
    second = sync(*sources)
    assert states(second) == {"programme.md": "unchanged", "a": "unchanged", "absente": "failed"}
    assert Snapshots(tmp_path / "data").list() == ("000001", "000002")
    assert failures(tmp_path / "data")
    assert not list((tmp_path / "data").glob(".sync-*"))


def test_what_is_gone_leaves_graph_and_index_with_what_is_new_in_one_snapshot(sync, folder, tmp_path):
    write_programme(folder)
    note = write_note(folder, last="La marmotte siffle.")
    sync(of_folder(folder))
    note.unlink()
    write_programme(folder, first="le blaireau arrive")
    write_note(folder, last="Une autre note.", name="autre.md")
    report = sync(of_folder(folder))
    assert states(report) == {"programme.md": "changed", "autre.md": "added", "note.md": "removed"}
    assert report.snapshot == "000003"
    assert held(tmp_path) == {"programme.md", "autre.md"}
    centre = open_centre(tmp_path / "data", encoder=HashEncoder())
    assert len(centre.documents()) == 3
    assert not [hit for hit in centre.search("marmotte").results if "marmotte" in hit.snippet]
    gone = next(line.id for line in report.documents if line.status == "removed")
    rows = centre.sparql(f"SELECT ?s WHERE {{ GRAPH <{gone}> {{ ?s ?p ?o }} }}")
    assert json.loads(rows)["results"]["bindings"] == []


def test_a_document_that_another_source_names_stays(sync, site, folder, tmp_path):
    note = write_note(folder)
    site.pages["/note.md"] = Answer(note.read_bytes(), headers={"Content-Type": "text/markdown"})
    sync(of_folder(folder), of_page(site, "/note.md"))
    note.unlink()
    (folder / ".garde").touch()
    report = sync(of_folder(folder), of_page(site, "/note.md"))
    assert sorted(line.status for line in report.documents) == ["removed", "unchanged"]
    assert "reste dans le centre" in next(
        line.reason for line in report.documents if line.status == "removed"
    )
    assert len(open_centre(tmp_path / "data").documents()) == 2


def test_a_dry_run_says_all_and_writes_nothing(sync, site, folder, tmp_path):
    note = write_note(folder)
    site.pages["/a"] = page("Une page")
    sources = (of_folder(folder), of_page(site, "/a", "/b"))
    sync(*sources)
    note.unlink()
    write_programme(folder)
    site.pages["/a"] = page("Une page", "Un autre texte.")
    before = sorted(path for path in (tmp_path / "data").rglob("*"))
    state = (tmp_path / "data" / "sources" / "pages.json").read_bytes()
    report = sync(*sources, dry_run=True)
    assert report.dry_run
    assert states(report) == {"programme.md": "added", "note.md": "removed", "a": "changed", "b": "failed"}
    assert sorted(path for path in (tmp_path / "data").rglob("*")) == before
    assert (tmp_path / "data" / "sources" / "pages.json").read_bytes() == state
    assert states(sync(*sources)) == states(report)


def test_a_feed_grows_and_is_searched(sync, site, tmp_path):
    def rss(*titles):
        lines = "".join(
            f"<item><title>{title}</title><guid>{title}</guid><pubDate>12 mars 2024</pubDate>"
            f"<category>GUSP</category><description>Un article.</description></item>"
            for title in titles
        )
        return f"<rss version='2.0'><channel><title>Panorama</title>{lines}</channel></rss>"

    site.pages["/flux"] = Answer(rss("La marmotte siffle"), headers={"ETag": '"1"'})
    assert states(sync(of_feed(site))) == {"flux": "added"}
    assert states(sync(of_feed(site))) == {"flux": "unchanged"}
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    site.pages["/flux"] = Answer(rss("Le blaireau creuse"), headers={"ETag": '"2"'})
    assert states(sync(of_feed(site))) == {"flux": "changed"}
    centre = open_centre(tmp_path / "data", encoder=HashEncoder())
    items = {row.title: row for row in centre.resources()}
    assert {"La marmotte siffle", "Le blaireau creuse"} <= items.keys()
    assert items["Le blaireau creuse"].date == "2024-03-12"
    assert any("GUSP" in theme or "proximité" in theme for theme in items["Le blaireau creuse"].themes)


def test_a_centre_that_went_back_reads_again(sync, site, tmp_path):
    site.pages["/a"] = Answer(page("Une page"), headers={"ETag": '"1"'})
    sync(of_page(site, "/a"))
    site.pages["/a"] = Answer(page("Une page", "Un autre texte."), headers={"ETag": '"2"'})
    sync(of_page(site, "/a"))
    Snapshots(tmp_path / "data").rollback("000002")
    report = sync(of_page(site, "/a"))
    assert states(report) == {"a": "changed"}
    assert report.snapshot == "000004"
    assert "Un autre texte" in open_centre(tmp_path / "data").sparql("SELECT ?t WHERE { ?p schema:text ?t }")


def test_what_was_withdrawn_does_not_come_back_with_an_older_snapshot(sync, folder, tmp_path):
    note = write_note(folder)
    write_programme(folder)
    sync(of_folder(folder))
    note.unlink()
    sync(of_folder(folder))
    Snapshots(tmp_path / "data").rollback("000002")
    assert states(sync(of_folder(folder))) == {"programme.md": "unchanged", "note.md": "removed"}


def test_a_source_that_fails_takes_nothing_away_and_harms_no_other(sync, site, folder, tmp_path):
    write_note(folder)
    sitemap = f"<urlset><url><loc>{site.base}/a</loc></url><url><loc>{site.base}/b</loc></url></urlset>"
    site.pages["/s.xml"], site.pages["/a"], site.pages["/b"] = sitemap, page("Une page"), page("Une autre")
    plan = f'name = "Plan"\nkind = "sitemap"\naddress = "{site.base}/s.xml"\nallow_private = true'
    sync(plan, of_folder(folder))
    site.pages["/s.xml"] = Answer("", 500)
    write_programme(folder)
    report = sync(plan, of_folder(folder))
    assert [(one.status, one.removed, one.failed) for one in report.sources] == [
        ("failed", 0, 1),
        ("done", 0, 0),
    ]
    assert "en panne" in report.sources[0].reason
    assert held(tmp_path) == {"a", "b", "note.md", "programme.md"}


def test_private_addresses_are_not_asked_unless_allowed(sync, site, tmp_path):
    site.pages["/a"] = page("Une page")
    closed = of_page(site, "/a").replace("allow_private = true", "")
    report = sync(closed)
    assert states(report) == {"a": "failed"}
    assert "allow_private = true" in report.documents[0].reason
    assert site.asked == []
    assert states(sync(closed, allow_private=True)) == {"a": "added"}


def test_what_a_source_says_of_its_documents_is_a_candidate(sync, site, tmp_path):
    site.pages["/a"] = page("Une page", "Un texte sans rien de particulier.")
    more = 'themes = "GUSP"\npublisher = "ANCT"\nlicence = "Licence Ouverte 2.0"'
    sync(of_page(site, "/a", more=more))
    centre = open_centre(tmp_path / "data")
    found = centre.sparql(
        "SELECT ?status ?method ?quote WHERE { ?a a mlg:Assertion ; mlg:status ?status ; mlg:method ?method ; "
        "mlg:evidence ?e . ?e oa:exact ?quote . FILTER(?method = 'field') }"
    )
    rows = json.loads(found)["results"]["bindings"]
    assert {(row["status"]["value"], row["quote"]["value"]) for row in rows} == {("candidate", "Une page")}
    answer = json.loads(centre.sparql("SELECT ?l ?p WHERE { ?d dcterms:license ?l ; dcterms:publisher ?p }"))
    assert [(row["l"]["value"], row["p"]["value"]) for row in answer["results"]["bindings"]] == [
        ("Licence Ouverte 2.0", "ANCT")
    ]
    row = next(row for row in centre.resources() if row.title == "Une page")
    assert row.actors
    assert row.themes


def test_what_a_source_says_anew_is_read_again(sync, site, tmp_path):
    site.pages["/a"] = Answer(page("Une page"), headers={"ETag": '"1"'})
    sync(of_page(site, "/a"))
    report = sync(of_page(site, "/a", more='licence = "CC BY 4.0"'))
    assert states(report) == {"a": "changed"}
    assert "CC BY 4.0" in open_centre(tmp_path / "data").sparql("SELECT ?l WHERE { ?d dcterms:license ?l }")
    assert states(sync(of_page(site, "/a", more='licence = "CC BY 4.0"'))) == {"a": "unchanged"}


def test_what_a_source_says_of_a_document_that_is_there_already_is_heard(sync, site, tmp_path):
    site.pages["/a"] = page("Une page")
    sync(of_page(site, "/a"))
    again = of_page(site, "/a", more='licence = "CC BY 4.0"').replace('"Pages"', '"Autre nom"')
    assert states(sync(of_page(site, "/a"), again))["a"] in ("unchanged", "changed")
    assert "CC BY 4.0" in open_centre(tmp_path / "data").sparql("SELECT ?l WHERE { ?d dcterms:license ?l }")


def test_a_source_waits_its_delay_unless_it_is_named(sync, site, tmp_path):
    site.pages["/a"] = page("Une page")
    source = of_page(site, "/a", more='every = "6 heures"')
    sync(source)
    asked = len(site.asked)
    report = sync(source)
    assert [one.status for one in report.sources] == ["not-due"]
    assert len(site.asked) == asked
    assert sync(source, name="Pages").sources[0].status == "done"
    state = read_state(tmp_path / "data", "pages")
    old = datetime.now(UTC) - timedelta(hours=7)
    write_state(
        tmp_path / "data",
        "pages",
        "Pages",
        SourceState(read_at=old, settings=state.settings, items=state.items),
    )
    assert sync(source).sources[0].status == "done"


def test_one_source_is_named(sync, site, folder):
    write_note(folder)
    site.pages["/a"] = page("Une page")
    report = sync(of_folder(folder), of_page(site, "/a"), name="fichiers")
    assert states(report) == {"note.md": "added"}
    with pytest.raises(CentreError, match="« Fichiers », « Pages »"):
        sync(of_folder(folder), of_page(site, "/a"), name="zorglub")


def test_settings_that_are_missing_or_wrong_are_said(tmp_path, sync):
    with pytest.raises(CentreError, match=r"sources\.toml"):
        syncing.sync(tmp_path / "data")
    with pytest.raises(CentreError, match="« couleur » est inconnu"):
        sync('name = "A"\ncouleur = 1')


def test_a_state_that_cannot_be_read_is_a_new_one(tmp_path):
    assert read_state(tmp_path, "a") == SourceState()
    (tmp_path / "sources").mkdir()
    for text in ("", "[]", '{"schema": 9}', "{"):
        (tmp_path / "sources" / "a.json").write_text(text)
        assert read_state(tmp_path, "a") == SourceState()


def test_a_document_that_becomes_unreadable_stays_as_it_was(sync, site, tmp_path):
    site.pages["/a"] = Answer(PROGRAMME.format(first="une visite"), headers={"Content-Type": "text/markdown"})
    sync(of_page(site, "/a"))
    site.pages["/a"] = b"\x89PNG" + bytes(50)
    report = sync(of_page(site, "/a"))
    assert states(report) == {"a": "failed"}
    assert held(tmp_path) == {"a"}
    site.pages["/a"] = Answer(NOTE.format(last="fin"), headers={"Content-Type": "text/markdown"})
    assert states(sync(of_page(site, "/a"))) == {"a": "changed"}


def test_a_catalogue_and_an_agenda_become_resources_and_sessions(sync, site, tmp_path):
    repository = Repository()
    repository.put(
        "n1", "2024-05-01T00:00:00Z",
        more="<dc:publisher>ANCT</dc:publisher><dc:date>2023-11-02</dc:date><dc:subject>GUSP</dc:subject>"
        "<dc:description>Un résumé.</dc:description><dc:identifier>https://exemple.fr/n1</dc:identifier>",
    )  # fmt: skip
    repository.put("n2", "2024-05-02T00:00:00Z")
    site.pages["/oai"] = repository
    site.pages["/a.ics"] = ics(("1", "20300701", "Réseau GUSP à Tours"), ("2", "20300702", "Visite à Blois"))
    sources = (
        f'name = "Catalogue"\nkind = "oai-pmh"\naddress = "{site.base}/oai"\nallow_private = true',
        f'name = "Agenda"\nkind = "calendar"\naddress = "{site.base}/a.ics"\nallow_private = true',
    )
    report = sync(*sources)
    assert [(one.added, one.failed) for one in report.sources] == [(2, 0), (1, 0)]
    centre = open_centre(tmp_path / "data")
    row = next(row for row in centre.resources() if row.title == "Notice n1")
    assert (row.url, row.date) == ("https://exemple.fr/n1", "2023-11-02")
    assert row.themes
    assert row.actors
    repository.put("n2", "2024-06-01T00:00:00Z", deleted=True)
    site.pages["/a.ics"] = ics(("1", "20300708", "Réseau GUSP à Tours", "STATUS:CANCELLED"))
    report = sync(*sources)
    assert [(one.changed, one.removed, one.failed) for one in report.sources] == [(0, 1, 0), (1, 0, 0)]
    sessions = open_centre(tmp_path / "data").agenda()
    assert [(row.edtf, row.status) for row in sessions] == [("2030-07-08", "cancelled")]
