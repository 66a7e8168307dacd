"""The staff gives a document, sees what is understood, corrects it, publishes it, goes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from centre.decisions import read_decisions
from centre.drafts import Drafts
from centre.snapshots import Snapshots
from tests.browser.conftest import ROOT
from tests.browser.walking import Walk

NOTE = """# Note sur les jardins partagés à Blois

*Mars 2031*

## Le constat

Les jardins partagés de Blois sont animés par le Collectif des Pervenches, avec la Ville de Blois.

## Les suites

Rencontre le 12 mai 2031 à Blois : visite des jardins avec les bailleurs.
"""


@pytest.fixture
def kept(data, base):
    """Give the centre back as it was."""
    snapshots = Snapshots(data)
    before = snapshots.current_version()
    yield snapshots
    snapshots.rollback(before)
    (data / "decisions.jsonl").unlink(missing_ok=True)
    for draft in Drafts(data).all():
        Drafts(data).drop(draft.id)


def write_pdf(path: Path, *lines: str) -> Path:
    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * number, line)
    canvas.rect(72, 72, 100, 100)
    canvas.save()
    return path


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_a_document_is_seen_corrected_and_published(walk: Walk, kept: Snapshots, tmp_path: Path) -> None:
    before = kept.current_version()
    note = tmp_path / "jardins.md"
    note.write_text(NOTE, encoding="utf-8")
    walk.open("atelier")
    walk.give(note)
    walk.page.get_by_role("heading", name="Ce qui a été compris").wait_for()
    walk.settle()
    read = walk.page.locator(".read")
    assert {"Collectif des Pervenches", "Ville de Blois"} <= set(read.locator("mark.actor").all_inner_texts())
    assert read.locator("mark.date", has_text="12 mai 2031").count() == 1
    assert kept.current_version() == before
    walk.page.reload()
    walk.settle()
    walk.page.get_by_role("heading", name="Ce qui a été compris").wait_for()
    walk.settle()

    walk.click("radio", re.compile("^Acteurs"))
    walk.click("radio", "Garder")
    walk.page.get_by_text("1 correction").wait_for()
    walk.page.get_by_label("Votre nom").fill("Paule Martin")
    walk.page.get_by_label("Votre nom").press("Enter")
    walk.settle()
    walk.click("button", "Publier")
    walk.page.get_by_text("est publié").wait_for()
    assert kept.current_version() > before
    assert [(one.action, one.author) for one in read_decisions(kept.data).decisions] == [
        ("accept", "Paule Martin")
    ]
    walk.click("link", "Ouvrir sa page")
    assert walk.page.locator("h1").inner_text() == "Note sur les jardins partagés à Blois"

    walk.open("atelier?partie=versions")
    walk.page.get_by_role("button", name="Revenir à cette version").last.click()
    walk.click("button", re.compile("^Oui, revenir"))
    walk.page.get_by_text("est en service.").wait_for()
    assert kept.current_version() == before
    assert walk.page.get_by_role("button", name=re.compile("^Oui, revenir")).count() == 0


def test_a_bad_file_is_one_line_and_publishes_nothing(walk: Walk, kept: Snapshots, tmp_path: Path) -> None:
    before = kept.current_version()
    walk.open("atelier")
    bad = {
        write_pdf(tmp_path / "scan.pdf"): "que des images",
        tmp_path / "vide.pdf": "vide",
        tmp_path / "photo.docx": "non pris en charge",
    }
    (tmp_path / "vide.pdf").write_bytes(b"")
    (tmp_path / "photo.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    for path, why in bad.items():
        walk.give(path)
        told = walk.page.locator(".notice").first
        told.get_by_text(why).wait_for()
        assert path.name in told.inner_text()
        assert walk.page.get_by_role("heading", name="Ajouter un document").count() == 1
    assert kept.current_version() == before
    assert Drafts(kept.data).all() == ()


def test_an_address_that_must_not_be_asked_is_refused(walk: Walk, base: str) -> None:
    walk.open("atelier")
    walk.page.get_by_label("Ou adresse web du document").fill(f"{base}/themes")
    walk.click("button", "Lire cette adresse")
    walk.page.get_by_text("réseau privé").wait_for()


def test_the_quality_board_leads_to_where_each_line_is_mended(walk: Walk) -> None:
    walk.open("atelier?partie=qualite")
    lines = walk.page.locator("ul.board > li")
    assert lines.count() >= 20
    assert lines.count() == walk.page.locator("ul.board > li a.fix").count()
    assert "ontology/" not in walk.words()
    walk.page.locator("a.fix", has_text="Corriger").first.click()
    walk.settle()
    assert walk.asked["partie"] == ["fiche"]
    assert walk.page.get_by_role("button", name="Garder cette fiche").count() == 1


def test_a_letter_is_drafted(walk: Walk) -> None:
    walk.open("atelier?partie=lettres&mois=2024-06")
    assert walk.page.get_by_role("button", name="Word").count() == 1
    with walk.page.expect_download() as taken:
        walk.page.get_by_role("button", name="Markdown").first.click()
    assert "# " in Path(taken.value.path()).read_text(encoding="utf-8")


def test_the_site_served_has_no_other_data_than_ours(data: Path) -> None:
    assert not data.is_relative_to(ROOT)


def test_a_wrong_link_is_corrected_from_the_page_that_shows_it(walk: Walk, kept: Snapshots) -> None:
    walk.open("theme?id=theme/gusp")
    walk.click("link", "Corriger cette fiche")
    first = walk.page.get_by_role("button", name="Ce lien est faux").first
    assert first.is_visible()
    walk.click("button", "Ce lien est faux")
    walk.page.get_by_text("Noté").first.wait_for()
    walk.page.get_by_text("à publier pour que le centre en tienne compte").wait_for()
    before = kept.current_version()
    walk.click("button", "Publier")
    walk.page.get_by_text("Documents relus").wait_for()
    assert kept.current_version() > before
    assert [one.action for one in read_decisions(kept.data).decisions] == ["reject"]


def test_a_merge_is_decided_in_the_review(walk: Walk, kept: Snapshots) -> None:
    walk.open("atelier?partie=relecture")
    walk.click("radio", re.compile("^Doublons"))
    walk.click("button", "Ce sont deux fiches")
    walk.page.get_by_text("Noté").first.wait_for()
    assert read_decisions(kept.data).decisions[0].target.predicate == "same"


def test_several_documents_wait_and_one_that_is_published_is_known(
    walk: Walk, kept: Snapshots, tmp_path: Path
) -> None:
    names = ("jardins.md", "ateliers.md")
    for name in names:
        (tmp_path / name).write_text(NOTE.replace("jardins", Path(name).stem), encoding="utf-8")
    walk.open("atelier")
    walk.give(*(tmp_path / name for name in names))
    walk.page.get_by_role("heading", name="En attente de publication").wait_for()
    for name in names:
        assert walk.page.get_by_role("link", name=name).is_visible()
    walk.give(ROOT / "corpus" / "rapports" / "note-gusp.pdf")
    walk.page.get_by_text("déjà publié, mot pour mot").wait_for()
    walk.settle()
    assert walk.page.get_by_role("button", name="Publier").count() == 0
    walk.click("link", "Ouvrir sa page")
    assert walk.path == "document"
