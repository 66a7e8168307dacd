from __future__ import annotations

import json
import shutil
import socket
import threading
from datetime import datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from centre import authority
from centre.centre import open_centre
from centre.originals import failures
from centre.records import CentreError
from centre.snapshots import Snapshots, publishing
from graph.namespaces import IDENTITY_GRAPH
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def triples(data):
    answer = open_centre(data).sparql("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
    return {json.dumps(row, sort_keys=True) for row in json.loads(answer)["results"]["bindings"]}


def titles(data):
    return {row.title.casefold() for row in open_centre(data).agenda()}


def test_the_first_ingest_publishes_everything(first_data):
    manifest = Snapshots(first_data).manifest()
    assert manifest.snapshot == "000001"
    assert [stamp.pipeline for stamp in sorted(manifest.documents, key=lambda item: item.title)] == [
        "report",
        "programme",
    ]
    assert manifest.counts["documents"] == 2
    assert manifest.counts["events"] == 3
    assert manifest.encoder.name == "hash"
    assert {path.name for path in (first_data / "files").iterdir()} == {
        stamp.sha256 for stamp in manifest.documents
    }


def test_ingesting_twice_changes_nothing(data, programme, note):
    before = triples(data)
    report = take_in(data, programme, note)
    assert [item.status for item in report.documents] == ["unchanged", "unchanged"]
    assert report.snapshot == "000001"
    assert Snapshots(data).list() == ("000001",)
    assert triples(data) == before


def test_the_same_bytes_elsewhere_are_one_document_with_two_sources(data, programme, tmp_path):
    copy = shutil.copy(programme, tmp_path / "copie.md")
    before = triples(data)
    report = take_in(data, copy)
    assert [item.status for item in report.documents] == ["unchanged"]
    assert triples(data) == before
    centre = open_centre(data)
    assert centre.document(str(copy))["id"] == centre.document(str(programme))["id"] == report.documents[0].id


def test_a_changed_document_replaces_its_own_facts_only(data, tmp_path):
    path = write_programme(tmp_path, first="une séance qui va changer")
    added = take_in(data, path).documents[0]
    assert added.status == "added"
    kept = {row for row in triples(data) if added.id not in row and IDENTITY_GRAPH not in row}
    write_programme(tmp_path, first="une séance qui a changé")
    changed = take_in(data, path).documents[0]
    assert changed.status == "changed"
    assert changed.id != added.id
    after = triples(data)
    assert not any(added.id in row for row in after)
    assert {row for row in after if changed.id not in row and IDENTITY_GRAPH not in row} == kept
    centre = open_centre(data, encoder=HashEncoder())
    found = " ".join(hit.title + hit.snippet for hit in centre.search("séance changer", limit=50).results)
    assert "qui a changé" in found
    assert "va changer" not in found
    assert {item.id for item in centre.documents()} >= {changed.id}
    assert added.id not in {item.id for item in centre.documents()}


def test_a_document_that_another_source_still_names_is_kept(data, programme, tmp_path):
    copy = tmp_path / "copie.md"
    shutil.copy(programme, copy)
    take_in(data, copy)
    write_programme(tmp_path, first="autre chose", name="copie.md")
    changed = take_in(data, copy).documents[0]
    assert changed.status == "changed"
    centre = open_centre(data)
    assert len(centre.documents()) == 3
    assert centre.document(str(programme))["id"] != centre.document(str(copy))["id"] == changed.id


def test_failures_keep_the_rest(data, tmp_path):
    good = write_programme(tmp_path, first="une séance de plus")
    empty = tmp_path / "vide.md"
    empty.write_bytes(b"")
    blank = tmp_path / "vide.pdf"
    blank.write_bytes(b"")
    binary = tmp_path / "binaire.md"
    binary.write_bytes(bytes(range(256)) * 40)
    broken = tmp_path / "abime.pdf"
    broken.write_bytes(b"%PDF-1.4\nrien de lisible\n%%EOF")
    missing = tmp_path / "absent.pdf"
    report = take_in(data, empty, blank, binary, broken, good, missing)
    states = {item.source: item.status for item in report.documents}
    assert states == {
        str(empty): "failed",
        str(blank): "failed",
        str(binary): "failed",
        str(broken): "failed",
        str(good): "added",
        str(missing): "failed",
    }
    reasons = [item.reason for item in report.documents if item.status == "failed"]
    assert all(reason and "\n" not in reason and reason.rstrip().endswith((".", "?")) for reason in reasons)
    assert len({item.reason for item in report.documents}) == 6
    assert [entry["source"] for entry in failures(data)] == [
        str(path) for path in (empty, blank, binary, broken, missing)
    ]
    assert report.snapshot == "000002"
    assert any("une séance de plus" in title for title in titles(data))


def test_a_folder_without_documents_is_said(data, tmp_path):
    (tmp_path / "rien").mkdir()
    report = take_in(data, tmp_path / "rien")
    assert [item.status for item in report.documents] == ["failed"]
    assert "aucun document" in report.documents[0].reason
    assert report.snapshot == "000001"


def test_an_input_given_twice_is_taken_once(data, tmp_path):
    path = write_note(tmp_path, last="Une seule fois.")
    report = take_in(data, path, tmp_path / "." / "note.md", path)
    assert [item.status for item in report.documents] == ["added"]


def test_a_source_that_takes_the_bytes_of_another_leaves_its_own(data, programme, tmp_path):
    path = write_note(tmp_path, last="Cette note va disparaître.")
    note = take_in(data, path).documents[0]
    path.write_bytes(programme.read_bytes())
    report = take_in(data, path)
    assert [item.status for item in report.documents] == ["unchanged"]
    assert note.id not in {item.id for item in open_centre(data).documents()}
    assert not any(note.id in row for row in triples(data))


def test_only_failures_publish_nothing(tmp_path):
    report = take_in(tmp_path / "data", tmp_path / "absent.md")
    assert report.snapshot is None
    assert report.documents[0].status == "failed"
    with pytest.raises(CentreError, match="pas encore de centre"):
        open_centre(tmp_path / "data")


def test_a_web_address_is_known_by_its_address(data, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    write_note(folder, last="Une page en ligne.")
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        report = take_in(data, f"{base}/note.md", f"{base}/absente.md")
        assert [item.status for item in report.documents] == ["added", "failed"]
        assert "404" in report.documents[1].reason
        assert take_in(data, f"{base}/note.md").documents[0].status == "unchanged"
        write_note(folder, last="Une page en ligne, corrigée.")
        assert take_in(data, f"{base}/note.md").documents[0].status == "changed"
        server.shutdown()
    answer = open_centre(data).document(f"{base}/note.md")
    assert answer["source"] == f"{base}/note.md"
    assert len(open_centre(data).documents()) == 3


def test_an_address_that_never_answers_is_a_failure(data, tmp_path, monkeypatch):
    from ingest import sources

    fetch = sources.fetch
    monkeypatch.setattr(sources, "fetch", lambda locator: fetch(locator, timeout=0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/programme.md"
        report = take_in(data, address, write_programme(tmp_path, first="quand même"))
    assert [item.status for item in report.documents] == ["failed", "added"]
    assert "pas de réponse" in report.documents[0].reason


def test_a_document_that_breaks_its_pipeline_is_a_failure(data, tmp_path, monkeypatch):
    from ingest import pipelines

    extract = pipelines.extract

    def breaking(document, linker, pipeline=None):
        if "piège" in document.text:
            raise ZeroDivisionError("division par zéro")
        return extract(document, linker, pipeline)

    monkeypatch.setattr(pipelines, "extract", breaking)
    trap = tmp_path / "piege.md"
    trap.write_text("# Un piège\n\nCe texte est un piège.\n", encoding="utf-8")
    report = take_in(data, trap, write_programme(tmp_path, first="malgré tout"))
    assert [item.status for item in report.documents] == ["failed", "added"]
    assert "ZeroDivisionError" in report.documents[0].reason


def test_an_unknown_pipeline_is_said(data, tmp_path):
    report = take_in(data, write_note(tmp_path, last="Autre."), pipeline="roman")
    assert report.documents[0].status == "failed"
    assert "roman" in report.documents[0].reason


def test_another_pipeline_reads_again(data, note):
    report = take_in(data, note, pipeline="dossier")
    assert [(item.status, item.pipeline) for item in report.documents] == [("changed", "dossier")]
    assert open_centre(data).document(str(note))["pipeline"] == "dossier"


def test_another_ontology_reads_again(data, note, monkeypatch):
    monkeypatch.setattr("centre.change.fingerprint", lambda data: "another")
    report = take_in(data, note)
    assert [item.status for item in report.documents] == ["changed"]
    assert Snapshots(data).manifest().extra["ontology"] == "another"


def test_a_folder_is_opened_and_the_order_does_not_matter(tmp_path):
    folder = tmp_path / "dossier"
    folder.mkdir()
    write_programme(folder)
    write_note(folder)
    (folder / "README.md").write_text("# À ne pas lire\n\nCe fichier décrit le dossier.\n", encoding="utf-8")
    take_in(tmp_path / "one", folder)
    take_in(tmp_path / "two", folder / "programme.md", folder / "note.md")
    assert triples(tmp_path / "one") == triples(tmp_path / "two")


def test_what_is_published_is_in_graph_and_index(centre):
    rows = centre.agenda()
    assert len(rows) == 3
    for row in rows:
        assert any(hit.id == row.id for hit in centre.search(row.title, types=("event",)).results)


def test_an_error_publishes_nothing(data, tmp_path, monkeypatch):
    before = triples(data)
    monkeypatch.setattr("search.writer.IndexWriter.apply", lambda *args, **kwargs: None)
    with pytest.raises(CentreError, match="rien n’a été publié"):
        take_in(data, write_programme(tmp_path, first="jamais vue"))
    assert Snapshots(data).list() == ("000001",)
    assert triples(data) == before


def test_one_writer_at_a_time(data, tmp_path):
    with publishing(data) as staging:
        found = []

        def second():
            try:
                take_in(data, write_programme(tmp_path, first="en même temps"))
            except CentreError as error:
                found.append(str(error))

        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
        staging.cancel()
    assert found
    assert "écriture est en cours" in found[0]


def test_progress_is_told(data, tmp_path):
    told = []
    take_in(data, write_note(tmp_path, last="Du nouveau."), progress=told.append)
    assert any("note.md" in text for text in told)


def test_the_fingerprint_is_that_of_the_files(tmp_path, monkeypatch):
    (tmp_path / "themes.ttl").write_text("one")
    monkeypatch.setattr(authority, "ONTOLOGY", tmp_path)
    first = authority.fingerprint()
    (tmp_path / "README.md").write_text("not an authority file")
    assert authority.fingerprint() == first
    (tmp_path / "themes.ttl").write_text("two")
    assert authority.fingerprint() != first


def test_a_document_keeps_the_day_it_was_first_read(data, note, monkeypatch):
    take_in(data, note)
    first = [stamp.added for stamp in Snapshots(data).manifest().documents]
    assert all(datetime.fromisoformat(added).tzinfo for added in first)
    monkeypatch.setattr("centre.change.fingerprint", lambda data: "another")
    monkeypatch.setattr("centre.change.datetime", Later)
    take_in(data, note)
    assert [stamp.added for stamp in Snapshots(data).manifest().documents] == first


class Later(datetime):
    """A clock that is a year ahead."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(days=365)
