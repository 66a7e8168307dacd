"""The command line as it is used: what goes to stdout and stderr, and the exit code."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import icalendar
import pytest

import cli
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A centre in `data`, beside the two documents it is made of."""
    folder = tmp_path_factory.mktemp("cli")
    take_in(folder / "data", write_programme(folder), write_note(folder))
    return folder


@pytest.fixture(autouse=True)
def fast_encoder(monkeypatch):
    monkeypatch.setattr("search.encoder.load_encoder", lambda *_, **__: HashEncoder())


@pytest.fixture
def run(folder, monkeypatch, capsys):
    """Run a command on the centre; return its exit code, stdout and stderr."""

    def run_command(*arguments, data=folder / "data"):
        monkeypatch.setenv("MAILLAGE_DATA", str(data))
        monkeypatch.setattr(sys, "argv", ["maillage", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return run_command


@pytest.fixture
def answer(run):
    """Run a command with `--json`; return the document it prints."""

    def answer_command(*arguments, code=0, **options):
        found, out, _ = run(*arguments, "--json", **options)
        assert found == code
        return json.loads(out)

    return answer_command


def test_search_has_the_keys_of_the_contract(answer):
    result = answer("search", "GUSP", "--limit", "3")
    assert {"query", "took_ms", "total", "results", "facets"} <= result.keys()
    assert len(result["results"]) == 3
    keys = "id type title snippet score scores reason document page date themes territories actors"
    for hit in result["results"]:
        assert set(keys.split()) <= hit.keys()
        assert hit["scores"].keys() == {"text", "vector", "link"}


def test_search_takes_the_filters_of_the_contract(answer):
    asked = ("--type", "event", "--territory", "Orléans", "--from", "2030-06-01", "--to", "2030-06-30")
    assert [hit["date"] for hit in answer("search", "forum", *asked)["results"]] == ["2030-06-13"]
    assert answer("search", "", "--theme", "gusp", "--type", "event")["total"] == 2
    assert answer("search", "", "--actor", "RésO Villes", "--type", "event")["total"] == 2


def test_who_has_the_keys_of_the_contract(answer):
    result = answer("who", "Qui travaille sur la GUSP ?", "--limit", "2")
    assert {"question", "understood", "answers", "sparql"} <= result.keys()
    assert {"themes", "territories", "actors", "period"} <= result["understood"].keys()
    assert 0 < len(result["answers"]) <= 2
    for actor in result["answers"]:
        assert {"id", "label", "kind", "score", "roles", "themes", "evidence"} <= actor.keys()
        for line in actor["evidence"]:
            assert {"activity", "role", "document", "page", "quote"} <= line.keys()


def test_agenda_has_the_keys_of_the_contract(answer):
    events = answer("agenda")["events"]
    assert len(events) == 3
    keys = "id title series axis edtf start end place mode actors themes territories status document page"
    for event in events:
        assert set(keys.split()) <= event.keys()
        assert all({"label", "role"} <= actor.keys() for actor in event["actors"])
    assert len(answer("agenda", "--theme", "GUSP")["events"]) == 2
    assert len(answer("agenda", "--from", "2030-06-01")["events"]) == 1
    assert len(answer("agenda", "--territory", "Orléans")["events"]) == 1
    assert len(answer("agenda", "--actor", "Villes au Carré")["events"]) == 2


def test_agenda_is_a_calendar(run):
    code, out, _ = run("agenda", "--ics")
    assert code == 0
    assert len(icalendar.Calendar.from_ical(out).walk("VEVENT")) == 3


def test_resources_has_the_keys_of_the_contract(answer):
    rows = answer("resources")["resources"]
    assert rows
    assert all({"id", "title", "kind", "url", "themes", "actors", "date"} <= row.keys() for row in rows)
    assert {row["kind"] for row in answer("resources", "--kind", "programme")["resources"]} == {"programme"}


def test_document_has_the_keys_of_the_contract(answer, folder):
    result = answer("document", folder / "programme.md")
    keys = "id source title pipeline date language actors territories themes dates events resources cites"
    assert set(keys.split()) <= result.keys()
    assert result["source"] == str(folder / "programme.md")
    for kind in ("actors", "territories", "themes"):
        for item in result[kind]:
            assert {"id", "label", "kind", "status", "score", "evidence"} <= item.keys()
            assert {"page", "start", "end", "quote"} <= item["evidence"][0].keys()
    assert answer("document", result["id"]) == result


def test_status_check_and_snapshots_are_json(answer):
    keys = "snapshot documents passages triples events actors themes territories encoder disk_bytes"
    assert set(keys.split()) <= answer("status").keys()
    assert {"conforms", "violations", "warnings"} <= answer("check").keys()
    assert answer("snapshots", "list")["current"] == "000001"


def test_sparql_takes_a_question_or_a_file(run, answer, tmp_path):
    question = "SELECT (COUNT(?e) AS ?n) WHERE { ?e a schema:Event }"
    assert answer("sparql", question)["results"]["bindings"][0]["n"]["value"] == "3"
    path = tmp_path / "question.rq"
    path.write_text(question, encoding="utf-8")
    assert run("sparql", path, "--format", "csv")[1].split() == ["n", "3"]
    code, out, _ = run(
        "sparql", "CONSTRUCT { ?e a schema:Event } WHERE { ?e a schema:Event }", "--format", "ttl"
    )
    assert code == 0
    assert "schema:Event" in out


def test_ingest_reports_each_input_and_says_1_when_one_failed(answer, run, tmp_path):
    data = tmp_path / "data"
    good, missing = write_note(tmp_path), tmp_path / "absent.pdf"
    report = answer("ingest", good, missing, data=data, code=1)
    assert {"snapshot", "documents", "seconds"} <= report.keys()
    keys = "id source pipeline status reason passages events triples"
    assert all(set(keys.split()) <= item.keys() for item in report["documents"])
    assert [item["status"] for item in report["documents"]] == ["added", "failed"]
    assert "absent.pdf" in report["documents"][1]["reason"]
    assert answer("ingest", good, data=data)["documents"][0]["status"] == "unchanged"
    code, out, _ = run("ingest", missing, good, data=data)
    assert code == 1
    assert "inchangé" in out
    assert "absent.pdf" in out


def test_snapshots_go_back_and_are_pruned(answer, tmp_path):
    data = tmp_path / "data"
    answer("ingest", write_note(tmp_path), data=data)
    answer("ingest", write_programme(tmp_path), data=data)
    assert answer("status", data=data)["events"] == 3
    assert answer("snapshots", "rollback", "1", data=data) == {"snapshot": "000001"}
    assert answer("status", data=data)["events"] == 0
    answer("snapshots", "rollback", "000002", data=data)
    assert answer("snapshots", "prune", "--keep", "1", data=data) == {"removed": ["000001"]}


@pytest.mark.parametrize(
    "command",
    [
        ("search", "GUSP"),
        ("search", "zzqxv", "--type", "event"),
        ("who", "Qui travaille sur la GUSP ?"),
        ("agenda",),
        ("resources",),
        ("document", "programme.md"),
        ("status",),
        ("check",),
        ("snapshots", "list"),
    ],
)
def test_without_json_an_answer_is_french_text(run, command):
    code, out, err = run(*command)
    assert code == 0
    assert out.strip()
    assert err == ""
    with pytest.raises(json.JSONDecodeError):
        json.loads(out)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("zorglub",), "La commande « zorglub » n’existe pas"),
        (("search",), "Il manque RECHERCHE"),
        (("search", "un", "deux"), "entre guillemets"),
        (("search", "un", "--limit", "zéro"), "--limit"),
        (("search", "un", "--limit", "0"), "--limit"),
        (("agenda", "--couleur"), "« --couleur » n’existe pas"),
        (("agenda", "--from", "demain"), "n’est pas une date"),
        (("agenda", "--theme", "zorglub"), "Aucun thème"),
        (("document", "absent.pdf"), "Aucun document"),
        (("sparql", "SELECT"), "SPARQL incorrecte"),
        (("sparql", "DELETE WHERE { ?s ?p ?o }"), "lecture seule"),
        (("sparql", "SELECT * {}", "--format", "xml"), "json, csv ou ttl"),
        (("snapshots", "rollback", "99"), "000099"),
    ],
)
def test_a_wrong_request_is_one_line_on_stderr(run, command, words):
    code, out, err = run(*command)
    assert code == 2
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_a_folder_without_a_centre_is_said(run, tmp_path):
    code, out, err = run("agenda", data=tmp_path)
    assert (code, out) == (2, "")
    assert "maillage ingest" in err


def test_the_port_of_the_site_must_be_free(run):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("run", "--port", taken.getsockname()[1])
    assert code == 2
    assert "déjà pris" in err


def test_help_is_quick_and_french():
    def seconds():
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "cli", "--help"], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0
        assert "Ajouter des documents" in done.stdout
        assert "Afficher cette aide" in done.stdout
        return time.perf_counter() - started

    assert min(seconds() for _ in range(3)) < 0.5


def test_json_is_alone_on_stdout(folder):
    done = subprocess.run(
        [sys.executable, "-m", "cli", "status", "--data", folder / "data", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["documents"] == 2


def test_a_person_reviews_from_the_command_line(run, answer, folder, tmp_path):
    import shutil

    data = tmp_path / "data"
    shutil.copytree(folder / "data", data)
    items = answer("review", "list", data=data)["items"]
    assert {"id", "kind", "label", "score", "evidence"} <= items[0].keys() if items else items == []
    facts = answer("review", "facts", "note.md", data=data)["facts"]
    signed = ("--author", "Claire Dupuis", "--no-publish")
    first = answer("review", "reject", facts[0]["id"], *signed, "--reason", "faux", data=data)
    assert first["pending"] == 1
    renamed = answer("review", "rename", "actor/villes-au-carre", "Le centre", *signed, data=data)
    assert renamed["pending"] == 2
    done = answer("review", "apply", data=data)
    assert (done["pending"], done["snapshot"]) == (0, "000002")
    log = answer("review", "log", data=data)["decisions"]
    assert [row["action"] for row in log] == ["rename", "reject"]
    assert log[1]["reason"] == "faux"
    assert facts[0]["id"] not in {
        row["id"] for row in answer("review", "facts", "note.md", data=data)["facts"]
    }
    code, out, _ = run("review", "undo", log[0]["id"], "--author", "Claire Dupuis", data=data)
    assert code == 0
    assert "annulée" in out
    code, out, err = run("review", "hide", "Rien de tel", "--author", "Claire Dupuis", data=data)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    code, _, err = run("review", "accept", facts[1]["id"], data=data)
    assert code == 2
    assert "--author" in err
