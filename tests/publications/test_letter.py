import re

import pytest

from centre.centre import open_centre
from centre.records import CentreError
from centre.typography import NO_BREAK
from publications import letter
from tests.centre.writing import take_in
from tests.publications.conftest import DOSSIER, MONTH, SITE
from tests.search.conftest import HashEncoder


def spaced(text):
    return text.replace(NO_BREAK, " ").replace("\u202f", " ")


def lines_of(draft, key):
    return next((section.lines for section in draft.sections if section.key == key), ())


def titled(draft, words):
    return next(line for line in draft.lines if words in line.title)


def test_the_letter_counts_what_it_holds(draft):
    assert draft.title == "La lettre de mars 2030"
    assert spaced(draft.introduction) == (
        "Mars 2030 : 5 rencontres, 2 ressources, 1 entrée de dossier et 2 articles."
    )
    assert spaced(draft.sections[0].introduction) == (
        "Du 1er mars au 10 avril 2030 : 5 rencontres, dont 1 annulée et 2 dates à confirmer ou à fixer."
    )
    assert [section.key for section in draft.sections] == ["agenda", "reading", "dossiers", "press"]


def test_dates_are_told_as_sure_as_they_are(draft):
    assert spaced(titled(draft, "Forum").date_text) == "13 ou 20 mars 2030 (à confirmer)"
    assert spaced(titled(draft, "Rencontre des Cités").date_text) == "date à déterminer"
    assert spaced(titled(draft, "Soirée").date_text) == "21 mars 2030, 18 h – 20 h"
    assert titled(draft, "Soirée").flags == ("Annulée",)
    assert titled(draft, "Sanitas").place == "en ligne"


def test_no_line_stands_twice(draft):
    ids = [line.id for line in draft.lines]
    assert len(ids) == len(set(ids))


def test_each_line_is_a_field_or_a_quote_and_leads_to_its_place(draft, letters_centre):
    """Every word of a line is found in what the centre holds of its document."""
    assert draft.lines
    for line in draft.lines:
        source = line.source
        passages = letters_centre.entity(source.document).document["passages"]
        held = spaced(" ".join(passage["text"] for passage in passages)).replace("'", "’")
        if source.title != "Agenda du centre":  # rows of a calendar are shown field by field
            for part in re.split(r"(?<=[.!?]) ", spaced(line.text)):
                assert part.rstrip(".") in held
        assert source.quote
        assert source.link.startswith(f"{SITE}/document?id=document/")
        assert f"start={source.start}&end={source.end}" in source.link
        assert source.page == 1


def test_lines_stand_under_the_top_themes_in_the_order_of_the_thesaurus(draft, letters_centre):
    tops = [theme.label for theme in letters_centre.themes()]
    for section in draft.sections:
        places = [tops.index(group.heading) for group in section.groups if group.heading in tops]
        assert places == sorted(places)
    assert len(draft.sections[0].groups) > 1


def test_a_dossier_tells_the_texts_and_the_resources_of_the_month(draft):
    (entry,) = lines_of(draft, "dossiers")
    assert entry.title.startswith("Circulaire relative au pilotage")
    assert "Ministère chargé de la ville" in entry.facts
    january = [line.title for line in lines_of(draft, "reading")]
    assert all("synthèse" not in title for title in january)


def test_the_entry_of_a_dossier_is_in_the_letter_of_its_month(letters_centre):
    (entry,) = lines_of(letter.newsletter(letters_centre, "2030-01", site=SITE), "dossiers")
    assert entry.link.startswith("https://exemple.org")


def test_the_press_review_has_what_reviews_on_the_theme_list(letters_centre):
    review = letter.press_review(letters_centre, MONTH, theme="acv")
    assert review.title == "Revue de presse Action cœur de ville, mars 2030"
    assert [line.title[:6] for line in lines_of(review, "press")] == ["Vierzo", "Blois."]
    assert lines_of(review, "reading") == ()  # it does not announce itself
    assert lines_of(review, "agenda") == ()
    assert "Le Courrier du Val" in lines_of(review, "press")[0].facts


def test_a_territory_keeps_what_happens_there(letters_centre):
    draft = letter.newsletter(letters_centre, MONTH, territory="Bourges")
    assert {line.title for line in draft.lines} == {
        f"Soirée débat{NO_BREAK}: habiter après la rénovation", "Note sur l’accès à l’emploi à Bourges",
    }  # fmt: skip


def test_an_empty_month_says_so_and_which_one_has_something(letters_centre):
    draft = letter.newsletter(letters_centre, "2029-06")
    assert draft.sections == ()
    assert draft.introduction == ""
    assert spaced(draft.message) == (
        "Le centre ne connaît rien de nouveau pour juin 2029. "
        "Le mois le plus proche qui a de quoi faire une lettre est janvier 2030 (2 lignes)."
    )
    assert len(letter.newsletter(letters_centre, "2030-01").lines) == 2


@pytest.mark.parametrize("month", ["2024-13", "juin 2024", "2024", "", "2024-6"])
def test_what_is_no_month_is_refused_with_the_remedy(letters_centre, month):
    with pytest.raises(CentreError, match="comme 2024-06"):
        letter.newsletter(letters_centre, month)


def test_a_centre_without_a_date_has_a_letter(tmp_path):
    (tmp_path / "note.md").write_text("# Une note\n\nElle parle de tout.\n", encoding="utf-8")
    take_in(tmp_path / "data", tmp_path / "note.md")
    centre = open_centre(tmp_path / "data", encoder=HashEncoder())
    added = centre.opened().manifest.documents[0].added[:7]
    empty = letter.newsletter(centre, "2024-06")
    assert empty.sections == ()
    assert "(1" in empty.message
    assert [line.title for line in letter.newsletter(centre, added).lines] == ["Une note"]


def test_lines_taken_out_are_counted_no_more(draft):
    out = [line.id for line in draft.lines if line.title.startswith(("Soirée", "Vierzon", "Blois"))]
    edited = letter.edited(draft, without=out, title="Ma lettre", texts={draft.lines[0].id: "Venez."})
    assert edited.title == "Ma lettre"
    assert edited.lines[0].text == "Venez."
    assert spaced(edited.introduction) == "Mars 2030 : 4 rencontres, 2 ressources et 1 entrée de dossier."
    assert "annulée" not in edited.sections[0].introduction
    assert [section.key for section in edited.sections] == ["agenda", "reading", "dossiers"]
    assert letter.edited(draft, without=out, introduction="Bonjour").introduction == "Bonjour"
    assert letter.edited(draft) == draft


def test_a_session_that_a_letter_tells_too_has_the_words_and_the_place_of_the_programme(draft):
    line = titled(draft, "Sanitas")
    assert line.source.title.startswith("Programme")
    assert line.text.startswith("Le réseau est animé")


def test_what_enters_a_dossier_is_told_the_month_it_enters(tmp_path):
    path = tmp_path / "dossier.md"
    path.write_text(DOSSIER, encoding="utf-8")
    take_in(tmp_path / "data", path)
    row = "| 3 mai 2019 | ANCT | Guide | Guide des conseils citoyens | Conseil citoyen | [#](#) |\n"
    path.write_text(DOSSIER + row, encoding="utf-8")
    take_in(tmp_path / "data", path)
    centre = open_centre(tmp_path / "data", encoder=HashEncoder())
    added = centre.opened().manifest.documents[0].added[:7]
    assert [line.title for line in lines_of(letter.newsletter(centre, added), "dossiers")] == [
        "Guide des conseils citoyens"
    ]
