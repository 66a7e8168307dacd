import pytest

from centre.edtf import bounds
from centre.pieces import order
from centre.quoting import opening, telling_series, web_address


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2024-02-09", ("2024-02-09", "2024-02-09")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02-09/2024-03-10", ("2024-02-09", "2024-03-10")),
        ("2024-09/2024-12", ("2024-09-01", "2024-12-31")),
        ("[2024-06-13,2024-06-20]", ("2024-06-13", "2024-06-20")),
        ("2024-06-13?", ("2024-06-13", "2024-06-13")),
        ("2024-22", ("2024-06-01", "2024-08-31")),
        ("2024-03/..", ("2024-03-01", None)),
        ("../2024-03", (None, "2024-03-31")),
        ("2024-02-30", (None, None)),
        ("bientôt", (None, None)),
        (None, (None, None)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf, days):
    assert bounds(edtf) == days


def test_whole_sentences_are_quoted_without_the_title_they_repeat():
    assert opening("Forum. Il réunit des habitants.", "Forum") == "Il réunit des habitants."
    long = "Une phrase entière. " + "Mot " + "mot " * 100 + "fin."
    assert opening(long, "") == "Une phrase entière."
    assert opening("mot " * 200 + "fin.", "") == ""
    assert opening("", "Forum") == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://exemple.org/a", True),
        ("http://exemple.org", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://exemple.org/\r\nx", False),
        ("#", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url, kept):
    assert web_address(url) == (url if kept else None)


def test_pieces_are_by_date_each_once_with_their_words(centre):
    pieces = centre.pieces()
    assert list(pieces) == sorted(pieces, key=order)
    assert len({piece.id for piece in pieces}) == len(pieces)
    session = next(piece for piece in pieces if "Sanitas" in piece.title)
    assert (session.kind, session.edtf, session.mode) == ("event", "2030-03-12", "online")
    assert session.document_kind == "programme"
    assert session.added == centre.opened().manifest.documents[0].added
    text = "\n".join(passage["text"] for passage in centre.entity(session.document).document["passages"])
    assert session.quote.splitlines()[-1] in text


def test_a_theme_keeps_its_pieces_and_says_its_top(centre):
    pieces = centre.pieces(theme="emploi")
    assert [piece.title for piece in pieces] == ["Note sur l'accès à l'emploi à Bourges"]
    assert pieces[0].top.label in [theme.label for theme in centre.themes()]


def test_a_territory_keeps_what_is_in_it(centre):
    assert {piece.place for piece in centre.pieces(territory="Orléans") if piece.kind == "event"} == {
        "Orléans"
    }


@pytest.mark.parametrize(
    ("series", "title", "told"),
    [
        ("Cycle interrégional sur la GUSP", "Encombrants : de la collecte à la ressourcerie", True),
        ("Agenda", "Visite du Sanitas", False),
        ("Équipes des contrats de ville en région", "Équipes des contrats de ville", False),
        ("Ateliers carbone", "Ateliers carbone : première séance", False),
        (None, "Visite", False),
        ("Réseau de la gestion urbaine " * 5, "Visite", False),
    ],
)
def test_a_series_is_told_when_it_says_more(series, title, told):
    assert telling_series(series, title) == (series if told else None)


def test_a_description_that_is_the_title_is_not_quoted():
    assert opening("Réseau régional Action cœur de ville", "Réseau régional Action Cœur de Ville") == ""
