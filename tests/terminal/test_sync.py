"""`maillage sync` as it is used: what is printed, and the exit code."""

from __future__ import annotations

import json
import sys

import pytest

import cli
from tests.centre.writing import write_note, write_programme
from tests.ingest.sources.site import serving
from tests.search.conftest import HashEncoder


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `maillage sync`; return its exit code, stdout and stderr."""
    monkeypatch.setattr("search.encoder.load_encoder", lambda *_, **__: HashEncoder())

    def run_command(*arguments):
        monkeypatch.setattr(sys, "argv", ["maillage", "sync", "--data", str(tmp_path / "data"), *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return run_command


def test_sync_prints_its_report_and_says_1_when_something_failed(run, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    write_note(folder)
    settings = tmp_path / "liste.toml"
    settings.write_text(
        '[[source]]\nname = "Fichiers"\nkind = "folder"\npath = "documents"\n', encoding="utf-8"
    )
    code, out, _ = run("--sources", str(settings), "--dry-run", "--json")
    assert code == 0
    assert not (tmp_path / "data" / "current").exists()
    assert [line["status"] for line in json.loads(out)["documents"]] == ["added"]
    code, out, _ = run("--sources", str(settings), "--json")
    report = json.loads(out)
    assert code == 0
    assert report.keys() == {"snapshot", "dry_run", "sources", "documents", "seconds"}
    assert (
        set(["name", "kind", "status", "reason", "added", "changed", "unchanged", "removed", "failed"])
        == report["sources"][0].keys()
    )
    keys = set(["name", "id", "source", "pipeline", "status", "reason", "passages", "events", "triples"])
    assert all(keys == line.keys() for line in report["documents"])
    write_programme(folder)
    (folder / "vide.pdf").write_bytes(b"")
    code, out, _ = run("--sources", str(settings))
    assert code == 1
    assert "programme.md" in out
    assert "ce fichier est vide" in out
    assert "instantané 000002" in out


def test_private_addresses_need_a_flag(run, tmp_path):
    with serving() as site:
        site.pages["/a"] = "<!DOCTYPE html><html><body><h1>Titre</h1><p>Texte.</p></body></html>"
        settings = tmp_path / "liste.toml"
        settings.write_text(
            f'[[source]]\nname = "P"\nkind = "page"\naddress = "{site.base}/a"\n', encoding="utf-8"
        )
        code, out, _ = run("--sources", str(settings), "--dry-run")
        assert code == 1
        assert "réseau privé" in out
        assert run("--sources", str(settings), "--dry-run", "--allow-private")[0] == 0


def test_settings_that_are_missing_are_one_line_on_stderr(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "sources.toml" in err
    assert err.count("\n") == 1
