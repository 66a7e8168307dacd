from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.evidence import is_bare
from explorer.texts import printed, translated, word
from tests.explorer.fake_centre import evidence

LINE = replace(evidence("", "event/visite", "", 0.0), date=None)


@pytest.mark.parametrize(
    ("quote", "changes", "bare"),
    [
        ("Pays de la Loire", {}, True),
        ("Pays de la Loire", {"role": "host"}, False),
        ("Pays de la Loire", {"date": "2024"}, False),
        ("Le bailleur anime.", {}, False),
        ("Nom : Clairval · Type : commune", {}, False),
        ("Une phrase assez longue pour dire elle-même quelque chose", {}, False),
    ],
)
def test_a_quote_that_is_only_a_name_is_told_from_a_sentence(
    quote: str, changes: dict[str, str], bare: bool
) -> None:
    assert is_bare(replace(LINE, quote=quote, **changes)) is bare  # type: ignore[arg-type]


def test_details_of_the_centre_are_translated_where_they_are_known() -> None:
    assert translated("animation, accueil, 3 fois", "en") == "facilitator, host, 3 fois"
    assert translated("animation, accueil") == "animation, accueil"


def test_titles_are_printed_with_real_apostrophes_in_the_same_place() -> None:
    assert printed("L'accès au droit : l'emploi").replace("\u00a0", " ") == "L’accès au droit : l’emploi"
    assert len(printed("d'été ?")) == len("d'été ?")


def test_names_that_open_a_line_have_a_capital() -> None:
    assert word("kind", "document") == "Document"
    assert word("role", "organiser") == "organisation"
    assert word("resource", "inconnu") == "inconnu"
