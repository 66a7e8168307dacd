"""Themes of activities: where a mention stands decides, and meaning settles what labels leave open."""

import hashlib

import pytest

from ingest.document import Source
from ingest.pipelines import extract
from ingest.readers import read
from ingest.themes import settle
from ingest.themes.settle import FACT, NEAR

THEME = "https://maillage.example/id/theme/"
PROGRAMME = """# Programme d’activités janvier-juillet 2025

## Les rencontres

### Visite à Dreux

Mardi 11 mars 2025, 9 h – 12 h, Dreux, centre social Lamartine

{}

### Réseau des conseils citoyens

Jeudi 10 avril 2025, 14 h – 16 h, en visioconférence

Échanges de pratiques.
"""


def near(closeness):
    """Return a meaning by which every text is as near to every theme."""

    class Constant(dict):
        def get(self, key, default=None):
            return closeness

    return lambda texts: [Constant() for _ in texts]


def extraction_of(linker, text, pipeline):
    return extract(
        read(
            Source(
                locator="document.md",
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                content=text.encode(),
                media_type="text/markdown",
            )
        ),
        linker,
        pipeline,
    )


def themes(extraction, title):
    records = (*extraction.resources, *extraction.series, *extraction.events)
    record = next(one for one in records if title in one.title)
    return {link.iri.removeprefix(THEME): link.status for link in record.themes}


def visit(linker, words, meaning=None):
    extraction = extraction_of(linker, PROGRAMME.format(words), "programme")
    return themes(settle(extraction, meaning), "Visite à Dreux")


def test_a_theme_of_the_title_is_a_fact(linker):
    settled = settle(extraction_of(linker, PROGRAMME.format("Accueil café."), "programme"))
    assert themes(settled, "conseils citoyens") == {"conseil-citoyen": "fact"}


@pytest.mark.parametrize(
    "words",
    [
        "Avec le soutien du Fonds social européen.",
        "Animée par Louise Garnier, directrice de la cohésion sociale.",
        "Ouvert aux adultes-relais.",
        "Elle fait suite à la rencontre consacrée aux contrats locaux de santé.",
        "Prendre le bus.",
    ],
)
def test_what_qualifies_a_place_a_person_a_partner_or_an_audience_is_no_theme(linker, words):
    assert visit(linker, words, near(1.0)) == {}


def test_what_an_activity_is_said_to_be_about_is_a_fact(linker):
    assert visit(linker, "Une matinée d’échanges sur la petite enfance.") == {"petite-enfance": "fact"}


def test_meaning_decides_for_a_theme_named_in_passing(linker):
    words = "Le jardin partagé a deux ans."
    assert visit(linker, words) == {"alimentation-et-agriculture-urbaine": "candidate"}
    assert visit(linker, words, near(NEAR - 0.1)) == {"alimentation-et-agriculture-urbaine": "candidate"}
    assert visit(linker, words, near(NEAR)) == {"alimentation-et-agriculture-urbaine": "fact"}


def test_a_score_says_whether_a_link_is_a_fact(linker):
    settled = settle(extraction_of(linker, PROGRAMME.format("Le jardin partagé a deux ans."), "programme"))
    found = [link for one in (*settled.events, *settled.resources) for link in one.themes]
    assert found
    assert all((link.score >= FACT) == (link.status == "fact") for link in found)


def test_meaning_is_asked_only_of_what_is_unsure(linker):
    asked = []

    def meaning(texts):
        asked.extend(texts)
        return near(0.0)(texts)

    settle(extraction_of(linker, PROGRAMME.format("Le jardin partagé a deux ans."), "programme"), meaning)
    assert any("Visite à Dreux" in text for text in asked)
    assert not any(text.startswith("Réseau des conseils citoyens") for text in asked)


REPORT = """# La gestion urbaine et sociale de proximité

La gestion urbaine et sociale de proximité change. {} La GUSP a vingt ans.

## Ce que fait la GUSP

La gestion urbaine et sociale de proximité tient au terrain. La GUSP aussi.
"""


def test_a_theme_named_in_passing_is_not_what_a_report_is_about(linker):
    words = "Un agent parle de parentalité. Un autre cite la parentalité."
    settled = settle(extraction_of(linker, REPORT.format(words), "report"))
    assert themes(settled, "gestion urbaine")["gusp"] == "fact"
    assert themes(settled, "gestion urbaine").get("parentalite") != "fact"


def test_a_theme_a_report_comes_back_to_is_a_fact(linker):
    words = "La parentalité compte. La parentalité s’apprend. Soutenir la parentalité. Penser parentalité."
    settled = settle(extraction_of(linker, REPORT.format(words), "report"))
    assert themes(settled, "gestion urbaine")["parentalite"] == "fact"
