"""“Qui fait quoi”: what is chosen beside the question, the bars of years, the file, and two actors side by side."""

from __future__ import annotations

import csv
import io
import re

import pytest

from explorer.asking import Question
from explorer.timeline import bars, span, years_of
from explorer.who import answers_csv
from tests.explorer.conftest import Opener, html, links, words
from tests.explorer.fake_centre import BASE, FakeCentre, evidence

QUESTION = "Qui travaille sur la gestion urbaine ?"


def test_a_theme_a_territory_and_years_chosen_in_the_address_are_asked(
    open_page: Opener, fake: FakeCentre
) -> None:
    page = open_page("qui", theme="theme/gestion-urbaine", territoire="territory/01001", du="2023", au="2024")
    words_asked, chosen = fake.calls[-1]
    assert words_asked == ""
    assert chosen["theme"] == f"{BASE}theme/gestion-urbaine"
    assert chosen["territory"] == f"{BASE}territory/01001"
    assert (chosen["since"], chosen["until"]) == ("2023", "2024")
    assert "Habitat de Brenne" in words(page)


def test_choosing_a_theme_writes_it_in_the_address(open_page: Opener) -> None:
    page = open_page("qui", q=QUESTION)
    box = next(box for box in page.selectbox if box.label == "Thème")
    box.set_value("theme/emploi").run()
    assert page.query_params["theme"] in ("theme/emploi", ["theme/emploi"])


def test_nothing_asked_offers_examples(open_page: Opener) -> None:
    assert "Par exemple" in words(open_page("qui", du="2024"))


def test_the_address_of_an_answer_can_be_copied(open_page: Opener) -> None:
    page = open_page("qui", q="Qui ?", theme="theme/emploi", au="2024")
    assert "/qui?q=Qui%20%3F&amp;theme=theme/emploi&amp;au=2024</code>" in html(page)
    assert 'class="copy"' in html(page)


def test_the_list_is_a_file_with_its_evidence(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("qui", q=QUESTION)
    assert [one.proto.label for one in page.get("download_button")] == ["Télécharger la liste (CSV)"]
    rows = list(csv.reader(io.StringIO(answers_csv(fake.who(QUESTION).answers)), delimiter=";"))
    assert len(rows) == 1 + 3 * 2
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["\ufeffRang"] == "1"
    assert first["Nom"] == "Habitat de Brenne"
    assert first["Score"] == "12,50"
    assert first["Activités"] == "2"
    assert first["Rôle"] == "animation"
    assert first["Preuve"].startswith("Habitat de Brenne anime")
    assert first["Page"] == "2"
    assert dict(zip(rows[0], rows[5], strict=True))["État"] == "à confirmer"


def test_activities_over_time_are_bars_told_in_words(open_page: Opener) -> None:
    page = html(open_page("qui", q=QUESTION))
    assert 'role="img" aria-label="Activités par an\u00a0: 2024\u00a0: 2"' in page


def test_years_count_each_activity_once() -> None:
    lines = (
        evidence("Visite", "event/visite", "facilitator", 1.0),
        evidence("Visite", "event/visite", "speaker", 0.0),
        evidence("Rapport", "resource/r", "author", 2.0),
    )
    assert years_of(lines) == ({2024: 2}, 0)


def test_bars_of_several_rows_are_on_one_scale() -> None:
    over = span(({2020: 1}, {2022: 4}))
    assert over == (2020, 2022)
    drawn = bars({2020: 1}, 0, over, 4)
    assert drawn.count("<span></span>") == 2
    assert [int(height) for height in re.findall(r"height:(\d+)%", drawn)] == [34]
    assert bars({}, 3, over) == ""


@pytest.mark.parametrize("limit", [1, 3])
def test_a_question_is_answered_as_far_as_asked(open_page: Opener, fake: FakeCentre, limit: int) -> None:
    open_page("qui")
    assert len(Question(words="Qui ?").answered(limit).answers) == limit


def test_a_comparison_begins_with_an_actor_of_an_answer(open_page: Opener) -> None:
    assert "qui?q=Qui%20%3F&comparer=actor/carrefour" in links(open_page("qui", q="Qui ?"))
    begun = open_page("qui", q="Qui ?", comparer="actor/carrefour")
    assert "qui?comparer=actor/carrefour&comparer=actor/habitat-brenne" in links(begun)
    assert "Comparer avec Carrefour des quartiers" in words(begun)


def test_two_actors_stand_side_by_side_with_what_they_share(open_page: Opener) -> None:
    page = open_page("qui", comparer=["actor/carrefour", "actor/habitat-brenne"])
    read = words(page)
    assert "Carrefour des quartiers Habitat de Brenne" in read
    assert "organisation 2" in read
    assert "Activités par an : 2022 : 1, 2024 : 1, sans date : 1" in html(page).replace("\u00a0", " ")
    common = read[read.index("En commun") :]
    assert "Visite de quartier" in common
    assert "Rapport sur les quartiers" not in common
    assert "Gestion urbaine et sociale de proximité 2 + 2" in common
    assert "Emploi et insertion" not in common
    assert "Ville de Clairval" in common
    assert "Habitat de Brenne" not in common


def test_another_actor_can_be_chosen_in_the_comparison(open_page: Opener) -> None:
    page = open_page("qui", comparer=["actor/carrefour", "actor/habitat-brenne"])
    page.selectbox[1].set_value("actor/ville-clairval").run()
    assert page.query_params["comparer"] == ["actor/carrefour", "actor/ville-clairval"]
    assert "Ville de Clairval" in words(page)


def test_an_actor_that_is_not_known_cannot_be_compared(open_page: Opener) -> None:
    assert "Acteur introuvable" in words(open_page("qui", comparer=["actor/carrefour", "actor/rien"]))
