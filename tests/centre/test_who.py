"""Who works on what, asked of a centre that holds one programme of half a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from centre.centre import open_centre
from centre.ranking import ACTOR_PLACE, ROLE_WEIGHTS, SESSIONS_MOST
from centre.records import CentreError
from ingest.readers import read
from ingest.sources import fetch
from tests.centre.writing import take_in
from tests.search.conftest import HashEncoder

PROGRAMME = Path(__file__).parents[2] / "corpus" / "programmes" / "programme-2024-janvier-juillet.md"
QUESTIONS = (
    "Qui travaille sur la GUSP ?",
    "Qui travaille sur les transitions à Tours ?",
    "qui travaille à Loches ?",
    "Qui travaille sur l'emploi à Orléans ?",
    "Sur quoi travaille la DREETS Centre-Val de Loire ?",
    "Avec qui travaille RésO Villes ?",
)


@pytest.fixture(scope="session")
def who(tmp_path_factory):
    """The questions of a centre of one programme, made once."""
    data = tmp_path_factory.mktemp("who") / "data"
    take_in(data, PROGRAMME)
    return open_centre(data, encoder=HashEncoder()).who


@pytest.fixture(scope="session")
def text():
    """The text of the programme."""
    return read(fetch(str(PROGRAMME))).text


def names(result):
    return [answer.label for answer in result.answers]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_line_of_evidence_stands_in_the_document(question, who, text):
    answers = who(question).answers
    assert answers
    for answer in answers:
        assert answer.evidence
        for line in answer.evidence:
            assert line.quote == text[line.start : line.end]
            assert line.quote.strip()
            assert line.activity


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parts_of_the_formula_sum_to_the_score(question, who):
    result = who(question)
    assert [one.score for one in result.answers] == sorted(
        (one.score for one in result.answers), reverse=True
    )
    for answer in result.answers:
        roles = {name: points for name, points in answer.parts.items() if name != "activités"}
        assert set(roles) == set(answer.roles) == {line.role for line in answer.evidence}
        assert sum(roles.values()) == pytest.approx(answer.score, abs=0.02)
        assert sum(line.points for line in answer.evidence) == pytest.approx(answer.score, abs=0.02)
        assert answer.parts["activités"] == len({line.activity_id for line in answer.evidence})
        for line in answer.evidence:
            assert 0 < line.points <= ROLE_WEIGHTS[line.role] * SESSIONS_MOST


def test_the_answer_shows_its_formula_its_query_and_what_was_understood(who):
    result = who("Qui travaille sur la GUSP en Bretagne en 2024 ?")
    assert "poids du rôle" in result.formula
    assert "SELECT" in result.sparql
    assert result.understood.themes == ("Gestion urbaine et sociale de proximité",)
    assert result.understood.territories == ("Bretagne",)
    assert result.understood.period == "2024-01-01/2024-12-31"
    assert result.message is None


def test_nobody_known_is_said_plainly(who):
    result = who("qui travaille sur la reussite educative en bretagne")
    assert result.answers == ()
    assert result.message is not None
    assert result.message.startswith("Aucun acteur connu")
    assert "« Programme de réussite éducative »" in result.message
    assert "« Bretagne »" in result.message
    assert "Essayez sans le territoire" in result.message


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("qui travaille sur les zorglubs", "« zorglubs »"),
        ("Qui travaille sur la GUSP en 2019 ?", "la période demandée"),
        ("Sur quoi travaille l'Insee ?", "ne disent pas sur quoi travaille « Insee »"),
        ("Qui sont les partenaires de l'Insee ?", "aucun partenaire de « Insee »"),
        ("Qui ?", "ne nomme ni thème, ni territoire, ni acteur"),
    ],
)
def test_what_nobody_answers_says_why(question, said, who):
    result = who(question)
    assert result.answers == ()
    assert result.message is not None
    assert said in result.message


def test_no_actor_comes_from_elsewhere(who):
    assert names(who("Qui travaille sur la GUSP en Bretagne ?")) == ["RésO Villes"]
    assert names(who("Qui travaille sur l'emploi à Bourges ?")) == []
    tours = who("Qui travaille sur les transitions à Tours ?")
    orleans = who("Qui travaille sur les transitions à Orléans ?")
    assert "CITERES" in names(tours)
    assert "CITERES" not in names(orleans)


def test_where_an_actor_works_counts_less_than_where_an_activity_is_held(who):
    everywhere = {one.label: one.score for one in who("Qui travaille sur la GUSP ?").answers}
    here = {one.label: one.score for one in who("Qui travaille sur la GUSP en Bretagne ?").answers}
    assert here["RésO Villes"] == pytest.approx(ACTOR_PLACE * everywhere["RésO Villes"], abs=0.02)


def test_researchers_are_told_by_their_body_or_their_job(who):
    found = who("quels chercheurs travaillent sur les transitions a Tours").answers
    assert {answer.kind for answer in found} == {"recherche"}
    assert "CITERES" in [answer.label for answer in found]
    people = who("quels chercheurs sur les déchets et les encombrants ?").answers
    assert [(answer.label, answer.kind) for answer in people] == [("Camille Dormoy", "personne")]


def test_a_kind_of_actor_keeps_that_kind_only(who):
    assert names(who("Quel bailleur social travaille sur les transitions à Tours ?")) == ["Tours Habitat"]
    assert len(who("Qui travaille sur les transitions à Tours ?").answers) > 1


def test_partners_share_activities_and_are_never_the_actor_asked(who):
    result = who("Avec qui travaille RésO Villes ?")
    assert result.understood.kind == "partners"
    assert names(result) == ["Villes au Carré"]
    narrowed = names(who("Qui sont les partenaires de Villes au Carré sur le logement social ?"))
    assert narrowed == ["DREAL Centre-Val de Loire", "USH Centre-Val de Loire"]
    everyone = names(who("Qui sont les partenaires de Villes au Carré ?"))
    assert "Villes au Carré" not in everyone
    assert len(everyone) > len(narrowed)


def test_topics_are_the_themes_of_an_actor(who):
    result = who("sur quoi travaille herve guery")
    assert result.understood.kind == "topics"
    assert {answer.kind for answer in result.answers} == {"theme"}
    assert "Quartier populaire" in names(result)  # the rest is for meaning to say, and this encoder has none
    assert "Valeurs de la République et laïcité" in names(
        who("Sur quoi travaille la DREETS Centre-Val de Loire ?")
    )


def test_a_period_keeps_the_activities_that_touch_it(who):
    january = who("Qui travaille sur la GUSP en janvier 2024 ?")
    year = who("Qui travaille sur la GUSP en 2024 ?")
    assert "Villes au Carré" in names(january)
    assert set(names(january)) < set(names(year))
    for answer in january.answers:
        assert all(line.date is None or line.date <= "2024-01-31" for line in answer.evidence)


def test_more_sessions_in_the_period_weigh_more(who):
    january = {one.label: one.score for one in who("Qui travaille sur la GUSP en janvier 2024 ?").answers}
    year = {one.label: one.score for one in who("Qui travaille sur la GUSP en 2024 ?").answers}
    assert year["RésO Villes"] == pytest.approx(january["RésO Villes"] * 1.5 / 1.25, abs=0.02)


def test_the_limit_cuts_the_list_not_the_order(who):
    full = names(who("qui travaille à Loches ?"))
    assert names(who("qui travaille à Loches ?", limit=3)) == full[:3]
    assert len(full) > 3


def test_what_is_chosen_counts_before_the_question(who):
    asked = who("Qui travaille sur la GUSP en Bretagne ?")
    chosen = who(theme="theme/gusp", territory="territory/region-53")
    assert names(chosen) == names(asked)
    assert chosen.understood.territories == asked.understood.territories
    both = who("Qui travaille sur les transitions à Tours ?", theme="GUSP", territory="territory/region-53")
    assert names(both) == names(asked)


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        ("2024", "2024", "2024-01-01/2024-12-31"),
        ("2024-03", None, "2024-03-01/.."),
        (None, "2024", "../2024-12-31"),
        ("2025", "2024", "2024-01-01/2025-12-31"),
    ],
)
def test_a_chosen_period_begins_and_ends_with_its_years(since, until, period, who):
    assert who(theme="theme/gusp", since=since, until=until).understood.period == period


def test_a_chosen_period_narrows_the_answer(who):
    assert names(who(theme="theme/gusp", until="2019")) == []
    assert names(who(theme="theme/gusp", since="2024")) == names(who("Qui travaille sur la GUSP en 2024 ?"))


@pytest.mark.parametrize("wrong", [{"theme": "theme/rien"}, {"since": "jadis", "theme": "theme/gusp"}])
def test_a_choice_that_is_not_known_is_refused_in_words(wrong, who):
    with pytest.raises(CentreError, match=r"choisissez|année"):
        who(**wrong)
