"""Titles and texts of public guides: what names each, what says nothing alone, what is kept out."""

from __future__ import annotations

import gzip
import json

import pytest

from training.administration import HeldOut, Section, labour_law, pairs, read_held_out, service_public, write
from training.pairs import titled_files

LONG = "Le centre social accueille les habitants du quartier tous les jours de la semaine sauf le dimanche."


def element(name, *children, **attributes):
    held = [child if isinstance(child, dict) else {"type": "text", "text": child} for child in children]
    return {"type": "element", "name": name, "attributes": attributes, "children": held}


def guide(folder, name, title, *parts):
    root = element("Publication", element("dc:title", title), *parts)
    path = folder / "vdd" / "data" / "particuliers" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"id": name, "children": [root]}), encoding="utf-8")


@pytest.fixture
def packages(tmp_path):
    chapter = element("Chapitre", element("Titre", "Inscription"), element("Paragraphe", f"Chapitre. {LONG}"))
    for number in range(3):
        guide(
            tmp_path, f"F{number}", f"Guide {number}",
            element("Introduction", element("Texte", f"Le guide numéro {number}. {LONG}")),
            element("Texte", chapter),
        )  # fmt: skip
    guide(tmp_path, "F9", "Autre", element("QuestionReponse", "Comment s'inscrire ?", ID="F1"))
    return tmp_path


def test_a_title_common_to_many_guides_has_that_of_its_guide_before_it(packages):
    found = dict(pairs(service_public(packages), HeldOut(())))
    assert found["Guide 0 : inscription"].startswith("Chapitre. Le centre social")
    assert "Inscription" not in found
    assert found["Guide 1"].startswith("Le guide numéro 1.")


def test_a_text_that_many_titles_have_says_nothing():
    def found(*titles):
        sections = [
            Section(guide=f"F{at}", guide_title="", title=one, text=LONG) for at, one in enumerate(titles)
        ]
        return [title for title, _ in pairs(sections, HeldOut(()))]

    assert found("Le cumul", "Les primes") == ["Le cumul", "Les primes"]
    assert not found("Le cumul", "Les primes", "Le repos")


def test_a_question_leads_to_the_guide_that_answers_it(packages):
    found = dict(pairs(service_public(packages), HeldOut(())))
    assert found["Comment s'inscrire ?"].startswith("Le guide numéro 1.")


def test_what_is_kept_out_teaches_nothing(packages):
    kept = list(pairs(service_public(packages), HeldOut((), guides=("F0", "F1"))))
    assert [title for title, _ in kept] == ["Guide 2", "Guide 2 : inscription"]
    assert not list(pairs(service_public(packages), HeldOut([LONG])))
    near = HeldOut([" ".join(LONG.split()[:9])])
    assert list(pairs(service_public(packages), near)), "nine words in a row are common"


def test_the_guides_of_the_evaluation_are_known_by_their_chunks(tmp_path):
    held = {"chunks": [{"fiche": "F0", "text": "court"}], "questions": []}
    (tmp_path / "fiches.json").write_text(json.dumps(held), encoding="utf-8")
    assert read_held_out(tmp_path).holds(Section(guide="F0", guide_title="", title="Titre", text="rien"))


def test_labour_law_is_read_by_section_and_by_paragraph_of_an_answer(tmp_path):
    folder = tmp_path / "travail" / "data"
    folder.mkdir(parents=True)
    page = {
        "pubId": "a1", "title": "Le préavis", "description": LONG,
        "sections": [{"title": "Sa durée", "text": f"Section. {LONG}"}],
    }  # fmt: skip
    entry = {
        "id": "q1",
        "title": "Combien de temps ?",
        "answers": {"generic": {"text": f"Un. {LONG}\n\nDeux. {LONG}"}},
    }
    (folder / "fiches-travail.json").write_text(json.dumps([page]), encoding="utf-8")
    (folder / "contributions.json").write_text(json.dumps([entry]), encoding="utf-8")
    titles = [title for title, _ in pairs(labour_law(tmp_path), HeldOut(()))]
    assert titles == ["Le préavis", "Sa durée", "Combien de temps ?", "Combien de temps ?"]


def test_the_files_are_the_same_bytes_and_are_read_where_they_are(tmp_path):
    assert "service_public" not in titled_files(tmp_path)
    assert write(tmp_path, "service_public", [("Titre", "Un texte.")]) == 1
    first = (tmp_path / "service_public.tsv.gz").read_bytes()
    write(tmp_path, "service_public", [("Titre", "Un texte.")])
    assert (tmp_path / "service_public.tsv.gz").read_bytes() == first
    assert gzip.decompress(first).decode() == "Titre\tUn texte.\n"
    assert "service_public" in titled_files(tmp_path)
