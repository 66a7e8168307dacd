"""The commands that write letters: files, one JSON document, text on stdout, and what they refuse."""

import json
import sys

import pytest

import cli
from tests.publications.conftest import MONTH, SITE, letters_data  # noqa: F401
from tests.publications.smtp import Box, LocalServer


@pytest.fixture
def run(letters_data, monkeypatch, capsys):  # noqa: F811
    """Run a command on the centre; return its exit code, stdout and stderr."""

    def run_command(*arguments):
        monkeypatch.setenv("MAILLAGE_DATA", str(letters_data))
        monkeypatch.setattr(sys, "argv", ["maillage", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return ended.value.code, captured.out, captured.err

    return run_command


def test_without_a_folder_the_letter_is_markdown_on_stdout(run):
    code, out, err = run("newsletter", "--month", MONTH)
    assert (code, err) == (0, "")
    assert out.startswith("# La lettre de mars 2030\n")


def test_a_folder_gets_three_files(run, tmp_path):
    code, out, _ = run("newsletter", "--month", MONTH, "--out", tmp_path / "out", "--base-url", SITE)
    assert code == 0
    assert [line.rsplit(".", 1)[1] for line in out.splitlines()] == ["html", "md", "docx"]
    assert SITE in (tmp_path / "out" / f"lettre-{MONTH}.html").read_text("utf-8")


def test_a_review_is_one_json_document(run, tmp_path):
    asked = ("press-review", "--month", MONTH, "--theme", "Action cœur de ville", "--title", "Vu", "--json")
    code, out, _ = run(*asked, "--out", tmp_path, "--format", "eml")
    answer = json.loads(out)
    assert code == 0
    assert answer["title"] == "Vu"
    assert answer["files"] == [str(tmp_path / f"revue-de-presse-{MONTH}.eml")]
    line = answer["sections"][0]["groups"][0]["lines"][0]
    assert {"title", "text", "date_text", "place", "link", "source"} <= set(line)
    assert {"document", "title", "page", "quote"} <= set(line["source"])


def test_an_empty_month_is_said_and_is_no_failure(run):
    code, _, err = run("newsletter", "--month", "2031-02")
    assert code == 0
    assert err.startswith("Le centre ne connaît rien de nouveau pour février 2031.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--month", "juin"), "n’est pas un mois"),
        (("--month", MONTH, "--lang", "en"), "en français"),
        (("--month", MONTH, "--format", "docx"), "--out"),
        (("--month", MONTH, "--theme", "zzz"), "Aucun thème"),
    ],
)
def test_what_cannot_be_done_is_one_french_line(run, arguments, said):
    code, out, err = run("newsletter", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_digests_are_shown_then_written_then_sent(run, letters_data, tmp_path, monkeypatch):  # noqa: F811
    searches = '[[search]]\nname = "GUSP"\nquery = "gusp"\nrecipients = ["a@exemple.org"]\n'
    state = letters_data / "digests.json"
    (letters_data / "searches.toml").write_text(searches, encoding="utf-8")
    box = Box()
    server = LocalServer(box)
    server.start()
    try:
        monkeypatch.setenv("MAILLAGE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        monkeypatch.setenv("MAILLAGE_SMTP_FROM", "lettre@exemple.org")
        code, out, _ = run("digest")
        assert (code, out.startswith("# Veille"), state.exists()) == (0, True, False)
        code, out, _ = run("digest", "--out", tmp_path)
        assert (code, out.splitlines()[0]) == (0, "« GUSP » : écrite")
        box.refused.add("a@exemple.org")
        code, _, err = run("digest", "--send")
        assert code == 1
        assert "au prochain lancement" in err
        box.refused.clear()
        code, out, _ = run("digest", "--send", "--json")
        assert (code, json.loads(out)["told"][0]["outcome"]) == (0, "sent")
        assert len(box.kept) == 1
        monkeypatch.delenv("MAILLAGE_SMTP_URL")
        assert run("digest", "--send")[0] == 2
    finally:
        server.stop()
        state.unlink(missing_ok=True)
        (letters_data / "searches.toml").unlink()
