from __future__ import annotations

import io
import json
import shutil
import socket

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from centre.apart import done_apart
from centre.centre import open_centre
from centre.decisions import read_decisions
from centre.drafts import Correction
from centre.records import CentreError
from centre.snapshots import Snapshots
from centre.workshop import Workshop
from tests.centre.writing import NOTE, PROGRAMME, write_note
from tests.search.conftest import HashEncoder

NEWS = PROGRAMME.format(first="visite du quartier des Provinces").encode()
NOTICE = NOTE.format(
    last="La réunion a été animée par le Collectif des Lilas. Rencontre le 12 mai 2030."
).encode()


@pytest.fixture
def workshop(data):
    return Workshop(open_centre(data, encoder=HashEncoder()), encoder=HashEncoder())


def pdf(text: str = "") -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held)
    if text:
        canvas.drawString(72, 700, text)
    canvas.rect(72, 72, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("La gestion urbaine de proximité à Tours."))))
    writer.encrypt("secret", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


BAD = {
    "empty": ("vide.pdf", lambda: b"", "vide"),
    "password": ("fermé.pdf", locked, "mot de passe"),
    "images": ("scan.pdf", pdf, "que des images"),
    "huge": ("gros.pdf", lambda: b"%PDF-1.7\n" + bytes(64 * 1024 * 1024), "trop volumineux"),
    "suffix": ("note.pdf", lambda: b"ceci n'est pas un PDF", "mal nommé"),
    "binary": ("photo.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "non pris en charge"),
    "cut": ("coupé.pdf", lambda: pdf("du texte")[:300], "abîmé"),
}


@pytest.mark.parametrize(("name", "content", "why"), BAD.values(), ids=BAD)
def test_a_bad_file_gives_one_line_and_publishes_nothing(workshop, name, content, why):
    with pytest.raises(CentreError) as refused:
        workshop.preview(workshop.give(name, content()).id)
    line = str(refused.value)
    assert line.startswith(f"{name} : ")
    assert why in line
    assert "\n" not in line
    assert Snapshots(workshop.data).list() == ("000001",)


def test_a_preview_says_what_publishing_will_bring_and_writes_nothing(workshop, data):
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    steps = []
    draft = workshop.give("../../autre/programme.md", NEWS)
    shown = workshop.preview(draft.id, steps.append)
    after = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert {path.relative_to(data).parts[0] for path in after.keys() - before.keys()} == {"drafts"}
    assert {path: after[path] for path in before} == before
    assert draft.name == "programme.md"
    assert steps
    assert shown.state == "added"
    text = "\n".join(line.text for line in shown.lines)
    assert "visite du quartier des Provinces" in text
    for line in shown.lines:
        for mark in shown.marks:
            if line.start <= mark.start and mark.end <= line.end:
                assert line.text[mark.start - line.start : mark.end - line.start].strip()
    assert {"actor", "theme", "territory", "date"} <= {mark.kind for mark in shown.marks}
    foreseen = {(item.label, item.date) for item in shown.items if item.kind == "events" and item.date}
    done = workshop.publish(draft.id, author="")
    assert (done.status, done.events) == ("added", len(foreseen))
    told = {
        (row.title, row.edtf)
        for row in open_centre(data).agenda()
        if done.id in {one.document for one in row.statements}
    }
    assert {date for _, date in foreseen} == {date for _, date in told}
    assert workshop.drafts() == ()
    assert read_decisions(data).decisions == ()


def test_what_was_read_once_is_not_read_again_until_the_centre_changes(workshop):
    draft = workshop.give("note.md", NOTICE)
    assert workshop.held(draft.id) is None
    shown = workshop.preview(draft.id)
    assert workshop.held(draft.id) is shown
    workshop.publish(workshop.give("programme.md", NEWS).id, author="")
    assert workshop.held(draft.id) is None


def test_corrections_are_signed_and_hold_once_published(workshop, data):
    draft = workshop.give("suites.md", NOTICE)
    shown = workshop.preview(draft.id)
    actor = next(
        item for item in shown.items if item.label == "Collectif des Lilas" and item.kind == "actors"
    )
    assert actor.status == "candidate"
    theme = next(item for item in shown.items if item.kind == "themes" and item.status == "fact")
    workshop.correct(draft.id, actor.id, Correction(verdict="accept", name="Collectif des Lilas de Bourges"))
    workshop.correct(draft.id, theme.id, Correction(verdict="reject"))
    workshop.correct(draft.id, "document", Correction(name="Suites de la note"))
    again = Workshop(open_centre(data, encoder=HashEncoder()), encoder=HashEncoder())
    assert set(again.draft(draft.id).corrections) == {actor.id, theme.id, "document"}
    with pytest.raises(CentreError, match="nom de la personne"):
        again.publish(draft.id, author=" ")
    assert Snapshots(data).list() == ("000001",)
    done = again.publish(draft.id, author="Claire Dupuis", reason="relu en équipe")
    decisions = read_decisions(data).decisions
    assert {one.author for one in decisions} == {"Claire Dupuis"}
    assert {one.reason for one in decisions} == {"relu en équipe"}
    centre = open_centre(data)
    answer = centre.document(done.id)
    assert answer["title"] == "Suites de la note"
    assert theme.label not in {one["label"] for one in answer["themes"]}
    kept = next(one for one in answer["actors"] if one["id"] == actor.entity)
    assert (kept["label"], kept["status"]) == ("Collectif des Lilas de Bourges", "fact")


def test_a_correction_can_be_taken_back(workshop):
    draft = workshop.give("suites.md", NOTICE)
    item = workshop.preview(draft.id).items[0]
    workshop.correct(draft.id, item.id, Correction(verdict="reject"))
    assert workshop.correct(draft.id, item.id, Correction()).corrections == {}


def test_a_newer_edition_replaces_the_former_unless_both_are_to_be_kept(workshop, data):
    workshop.publish(workshop.give("suites.md", NOTICE).id, author="")
    assert workshop.preview(workshop.give("suites.md", NOTICE).id).state == "unchanged"
    newer = workshop.give("suites.md", NOTICE + "\nUne visite est prévue.\n".encode())
    shown = workshop.preview(newer.id)
    assert (shown.state, bool(shown.replaces)) == ("changed", True)
    held = len(Snapshots(data).manifest().documents)
    workshop.publish(newer.id, author="", apart=True)
    assert len(Snapshots(data).manifest().documents) == held + 1
    newest = workshop.give("suites.md", NOTICE + "\nUne autre visite est prévue.\n".encode())
    assert workshop.publish(newest.id, author="").status == "changed"
    assert len(Snapshots(data).manifest().documents) == held + 1


def test_what_cannot_be_published_waits_still(workshop, data):
    draft = workshop.give("suites.md", NOTICE)
    item = workshop.preview(draft.id).items[0]
    workshop.correct(draft.id, item.id, Correction(verdict="reject"))
    from centre.snapshots import writing

    with writing(data), pytest.raises(CentreError, match="Une autre écriture"):
        workshop.publish(draft.id, author="Claire Dupuis")
    noted = len(read_decisions(data).decisions)
    assert workshop.publish(draft.id, author="Claire Dupuis").status == "added"
    assert len(read_decisions(data).decisions) == noted, "what was noted is not noted twice"


def test_an_address_is_asked_only_when_it_is_of_the_web(workshop):
    with pytest.raises(CentreError, match="n’est pas une adresse web"):
        workshop.give_address("/etc/passwd")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CentreError, match="réseau privé"):
            workshop.give_address(f"http://127.0.0.1:{port}/note.md")


def test_a_page_of_the_web_waits_like_a_file(workshop, monkeypatch):
    from ingest.sources import opening

    def answer(locator, timeout, limit, private):
        assert private is False
        return opening.source_of(locator, NOTICE, ".md")

    monkeypatch.setattr(opening, "_fetch_address", answer)
    draft = workshop.give_address(" https://centre.example/suites.md ")
    assert draft.name == "https://centre.example/suites.md"
    done = workshop.publish(draft.id, author="")
    assert workshop.centre.document("https://centre.example/suites.md")["id"] == done.id


@pytest.mark.parametrize("id", ["", "..", "../../current", "0123456789abcdef", "zz" * 8])
def test_a_draft_that_is_not_there_is_said(workshop, id):
    with pytest.raises(CentreError, match="n’attend plus"):
        workshop.draft(id)
    workshop.drop(id)
    assert (workshop.data / "current").is_file()


def test_a_draft_can_be_dropped(workshop):
    draft = workshop.give("suites.md", NOTICE)
    assert [one.id for one in workshop.drafts()] == [draft.id]
    workshop.drop(draft.id)
    assert workshop.drafts() == ()
    assert not list((workshop.data / "drafts").iterdir())


def test_versions_tell_what_changed_and_can_be_gone_back_to(workshop, data):
    done = workshop.publish(workshop.give("suites.md", NOTICE).id, author="")
    newest, first = workshop.versions()
    assert (newest.name, newest.live, len(newest.added), newest.removed) == ("000002", True, 1, ())
    assert (first.live, first.documents) == (False, 2)
    workshop.go_back("000001")
    assert [one.live for one in workshop.versions()] == [False, True]
    assert workshop.centre.version() == "000001"
    with pytest.raises(CentreError):
        workshop.centre.document(done.id)
    workshop.go_back("000002")
    assert workshop.centre.document(done.id)["id"] == done.id


def test_only_documents_still_missing_are_told_as_failures(workshop, data):
    lines = [
        {"at": "2030-01-01", "source": "/x/perdu.pdf", "reason": "perdu.pdf : abîmé."},
        {"at": "2030-01-02", "source": "/x/perdu.pdf", "reason": "perdu.pdf : toujours abîmé."},
        {
            "at": "2030-01-01",
            "source": Snapshots(data).manifest().documents[0].sources[0],
            "reason": "lu depuis",
        },
    ]
    (data / "failures.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
    assert [one["reason"] for one in workshop.failures()] == ["perdu.pdf : toujours abîmé."]


def test_a_document_is_read_and_written_by_processes_of_their_own(data):
    shutil.rmtree(data / "snapshots")
    (data / "current").unlink()
    take_in_real(data)
    near, far = (Workshop(open_centre(data), apart=apart) for apart in (False, True))
    draft = near.give("suites.md", NOTICE)
    steps = []
    assert far.preview(draft.id, steps.append) == near.preview(draft.id)
    assert steps[0] == "Lecture du texte"
    done = far.publish(draft.id, author="", tell=steps.append)
    assert far.centre.document(done.id)["title"]
    assert "Contrôle avant publication" in steps
    with pytest.raises(CentreError, match=r"vide\.md : .*vide"):
        far.preview(far.give("vide.md", b"# \n").id)


def test_a_document_that_takes_too_long_is_stopped(data):
    workshop = Workshop(open_centre(data, encoder=HashEncoder()), apart=True)
    draft = workshop.give("suites.md", NOTICE)
    with pytest.raises(CentreError, match="trop de temps"):
        done_apart("preview", data, draft.id, "", lambda line: None, patience=0.01)
    with pytest.raises(KeyboardInterrupt):
        done_apart("preview", data, draft.id, "", interrupt)


def interrupt(line):
    raise KeyboardInterrupt


def take_in_real(data):
    from centre.ingesting import ingest

    folder = data.parent / "first"
    folder.mkdir()
    ingest(data, [str(write_note(folder))])
