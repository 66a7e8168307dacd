from pathlib import Path

import pytest

from centre.records import CentreError
from publications.searches import read_searches

WHOLE = """
unsubscribe = "mailto:lettre@exemple.org?subject=Stop"

[[search]]
name = "GUSP"
query = "gusp"
every = "week"
recipients = ["Équipe <equipe@exemple.org>", "equipe@exemple.org"]

[[search]]
name = "Bourges"
territories = ["Bourges"]
unsubscribe = "https://exemple.org/quitter"
"""


def test_searches_are_read_with_what_goes_without_saying(tmp_path):
    (tmp_path / "searches.toml").write_text(WHOLE, encoding="utf-8")
    first, second = read_searches(tmp_path)
    assert (first.name, first.every, len(first.recipients)) == ("GUSP", "week", 2)
    assert first.unsubscribe == "mailto:lettre@exemple.org?subject=Stop"
    assert (second.query, second.territories, second.every) == ("", ("Bourges",), "month")
    assert second.unsubscribe == "https://exemple.org/quitter"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "Il n’y a pas de"),
        ("", "aucune recherche"),
        ("search = 3", "aucune recherche"),
        ("[[search]", "ne se lit pas"),
        ('[[search]]\nquery = "a"', "n’a pas de nom"),
        ('[[search]]\nname = "a"', "elle ne cherche rien"),
        ('[[search]]\nname = "a"\nquery = "b"\nmots = "c"', "« mots » n’est pas connu"),
        ('[[search]]\nname = "a"\nquery = "b"\nthemes = "c"', "n’est pas une liste"),
        ('[[search]]\nname = "a"\nquery = "b"\nevery = "hour"', "n’est pas une période"),
        ('[[search]]\nname = "a"\nquery = "b"\nrecipients = ["x"]', "adresse électronique"),
        ('[[search]]\nname = "a"\nquery = "b"\nunsubscribe = "javascript:x"', "désabonner"),
        ('[[search]]\nname = "a"\nquery = "b"\n[[search]]\nname = "a"\nquery = "c"', "deux recherches"),
    ],
)
def test_what_is_wrong_is_said_with_the_remedy(tmp_path, text, said):
    if text is not None:
        (tmp_path / "searches.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CentreError, match=said):
        read_searches(tmp_path)


def test_the_model_that_is_copied_is_read(tmp_path):
    model = (Path(__file__).parents[2] / "docs" / "searches.exemple.toml").read_text("utf-8")
    (tmp_path / "searches.toml").write_text(model, encoding="utf-8")
    assert [search.every for search in read_searches(tmp_path)] == ["week", "month"]
