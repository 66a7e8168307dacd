"""Questions in plain French read: what is asked, on what, where, when, and of whom."""

from __future__ import annotations

from datetime import date

import pytest

from centre import authority
from centre.questions import Reader

GUSP = "Gestion urbaine et sociale de proximité"


@pytest.fixture(scope="module")
def reader():
    return Reader(authority.vocabulary())


def labels(entities):
    return [entity.pref_label for entity in entities]


@pytest.mark.parametrize(
    ("question", "kind", "actors"),
    [
        ("Qui travaille sur la GUSP ?", "who", []),
        ("Sur quoi travaille l'ANRU ?", "topics", ["ANRU"]),
        ("Que fait l'Insee ?", "topics", ["Insee"]),
        ("Qui est l'ANCT ?", "topics", ["ANCT"]),
        ("villes au carre", "topics", ["Villes au Carré"]),
        ("Qui sont les partenaires de Villes au Carré ?", "partners", ["Villes au Carré"]),
        ("Avec qui travaille RésO Villes ?", "partners", ["RésO Villes"]),
        ("Qui travaille avec l'ANRU ?", "partners", ["ANRU"]),
        ("Qui sont les partenaires sur la GUSP ?", "who", []),
    ],
)
def test_kind(question, kind, actors, reader):
    reading = reader.read(question)
    assert (reading.kind, labels(reading.actors)) == (kind, actors)


@pytest.mark.parametrize(
    ("question", "themes"),
    [
        ("Qui travaille sur la GUSP ?", [GUSP]),
        ("qui fait de la gestion urbaine et sociale de proximite", [GUSP]),
        ("Qui travaille sur l’emploi et la santé ?", ["Emploi", "Santé"]),
        ("Qui travaille sur la santé et la santé mentale ?", ["Santé mentale"]),
        ("Qui travaille sur les zorglubs ?", []),
    ],
)
def test_themes_the_narrowest_only(question, themes, reader):
    assert sorted(labels(reader.read(question).themes)) == sorted(themes)


@pytest.mark.parametrize(
    ("question", "place", "category"),
    [
        ("Qui travaille sur la GUSP en Bretagne ?", "Bretagne", "region"),
        ("Qui intervient à Mayenne ?", "Mayenne", "commune"),
        ("Qui intervient en Mayenne ?", "Mayenne", "departement"),
        ("Qui travaille dans la Mayenne sur la santé ?", "Mayenne", "departement"),
        ("Qui travaille à Vienne ?", "Vienne", "commune"),
        ("Qui travaille dans la Vienne ?", "Vienne", "departement"),
        ("Qui travaille dans la Loire ?", "Loire", "departement"),
        ("Qui travaille dans les Pays de la Loire ?", "Pays de la Loire", "region"),
        ("Qui travaille au Mans ?", "Le Mans", "commune"),
        ("Qui travaille en Guadeloupe ?", "Guadeloupe", "region"),
        ("Qui travaille à Tours Métropole ?", "Tours Métropole Val de Loire", "epci"),
    ],
)
def test_places_and_their_homonyms(question, place, category, reader):
    found = [(one.pref_label, one.category) for one in reader.read(question).territories]
    assert found == [(place, category)]


@pytest.mark.parametrize(
    "question",
    [
        "Qui travaille sur la réussite éducative à Orléans ?",
        "Quels chercheurs travaillent sur les déchets à Tours en 2024 ?",
        "Qui sont les partenaires de RésO Villes sur la GUSP ?",
        "Qui intervient en Mayenne depuis 2022 ?",
    ],
)
def test_accents_capitals_and_the_mark_do_not_matter(question, reader):
    from ingest.dates.lexicon import fold_in_place

    plain = fold_in_place(question).rstrip(" ?")
    assert plain != question
    one, other = reader.read(question), reader.read(plain)
    for part in ("kind", "themes", "territories", "actors", "period", "categories", "roles"):
        assert getattr(one, part) == getattr(other, part), part


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("en 2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("en mars 2024", (date(2024, 3, 1), date(2024, 3, 31))),
        ("depuis 2022", (date(2022, 1, 1), date(9999, 12, 31))),
        ("entre le 2 février et le 6 avril 2024", (date(2024, 2, 2), date(2024, 4, 6))),
        ("le 12 mars 2024", (date(2024, 3, 12), date(2024, 3, 12))),
        ("", None),
    ],
)
def test_period(words, period, reader):
    reading = reader.read(f"Qui travaille sur la GUSP {words} ?")
    assert reading.period == period
    assert labels(reading.themes) == [GUSP]
    assert reading.words == ()


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("Quels chercheurs travaillent sur la GUSP ?", "chercheur"),
        ("quelles chercheuses sur la GUSP", "chercheur"),
        ("Quelles associations travaillent sur la GUSP ?", "association"),
        ("quels bailleurs sociaux travaillent sur la GUSP", "bailleur-social"),
        ("Quels services de l'État travaillent sur la GUSP ?", "service-de-l-etat"),
        ("Quelles collectivités travaillent sur la GUSP ?", "collectivite"),
        ("Quels centres sociaux travaillent sur la GUSP ?", "centre-social"),
    ],
)
def test_the_kind_of_actor_asked_is_no_theme(question, category, reader):
    reading = reader.read(question)
    assert category in reading.categories
    assert labels(reading.themes) == [GUSP]
    assert reading.words == ()


def test_no_kind_of_actor_is_asked_by_qui(reader):
    assert reader.read("Qui travaille avec les associations sur la GUSP ?").categories == ()


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Qui finance la réussite éducative ?", "funder"),
        ("Qui organise la GUSP ?", "organiser"),
        ("Qui anime la GUSP ?", "facilitator"),
        ("Qui intervient sur la GUSP ?", "speaker"),
        ("Qui accueille des rencontres sur la GUSP ?", "host"),
    ],
)
def test_role(question, role, reader):
    assert reader.read(question).roles[0] == role


def test_words_nothing_has_read_are_kept_as_written(reader):
    assert reader.read("Qui travaille sur les Zorglubs ?").words == ("Zorglubs",)
    assert reader.read("Qui travaille ?").words == ()


@pytest.mark.parametrize(
    ("query", "settled"),
    [
        ("GUSP", GUSP),
        ("g.u.s.p.", GUSP),
        ("gestion urbaine et sociale de proximite", GUSP),
        ("la GUSP à Tours", f"la {GUSP} à Tours"),
        ("FAS", "FAS"),
        ("jardins partagés", "jardins partagés"),
    ],
)
def test_a_thing_is_put_under_one_name_unless_the_name_is_of_several(query, settled, reader):
    assert reader.read(query).settled == settled


@pytest.mark.parametrize(
    ("query", "sorts", "left"),
    [
        ("agenda octobre 2024", ("event",), ""),
        ("les événements à Blois", ("event",), "les à Blois"),
        ("documents sur la GUSP", ("resource",), f"sur la {GUSP}"),
        ("centre de ressources politique de la ville", (), "Centre de ressources politique de la ville"),
        ("un agenda partagé", (), "un agenda partagé"),
    ],
)
def test_a_sort_of_things_is_asked_for_by_a_word_that_opens_the_query(query, sorts, left, reader):
    reading = reader.read(query)
    assert reading.sorts == sorts
    assert " ".join(reading.settled.split()) == left


def test_a_word_of_a_kind_of_things_is_a_hint(reader):
    assert reader.read("webinaire habitat").hints == ("event",)
    assert reader.read("rapport sur la santé").hints == ("resource",)
    assert reader.read("agenda octobre 2024").hints == ()
