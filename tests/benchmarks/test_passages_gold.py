"""The annotated passages: every quote in its place, every identifier known, every value of the closed lists."""

import re
from pathlib import Path

import pytest

from benchmarks.passages_gold import (
    BASE,
    FOLDER,
    KINDS,
    PREDICATES,
    ROLES,
    GoldError,
    documents_of,
    find,
    place,
)
from centre.authority import vocabulary
from ingest.readers import read
from ingest.sources import fetch

HALVES = [folder for folder in sorted(FOLDER.iterdir()) if folder.is_dir()]
DOCUMENTS = [pair for folder in HALVES for pair in documents_of(folder)]
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?|\[[\d\-,]+\]")
ACTOR_KINDS = {
    "service-de-l-etat", "operateur-public", "collectivite", "epci", "bailleur-social", "reseau", "association",
    "centre-social", "recherche", "entreprise", "media", "instance", "collectif", "personne",
}  # fmt: skip


def test_the_open_half_is_large_enough():
    gold = [annotated for _, annotated in documents_of(FOLDER / "open")]
    assert len(gold) >= 6
    assert sum(len(one["passages"]) for one in gold) >= 36


@pytest.mark.parametrize(("path", "gold"), DOCUMENTS, ids=[path.name for path, _ in DOCUMENTS])
def test_every_quote_stands_in_its_document(path, gold):
    placed = place(path, gold, read(fetch(str(path))).text)
    assert list(placed.passages) == [passage["id"] for passage in gold["passages"]]
    for note in placed.notes:
        start, end = placed.passages[note.passage]
        assert start <= note.span[0] < note.span[1] <= end
        words = re.findall(r"\w+", placed.text[slice(*note.span)])
        assert words == re.findall(r"\w+", note.quote)


@pytest.mark.parametrize(("path", "gold"), DOCUMENTS, ids=[path.name for path, _ in DOCUMENTS])
def test_every_value_is_of_its_list(path, gold):
    known = vocabulary().entities
    actors = {item.get("id") or item["name"] for p in gold["passages"] for item in p["actors"]}
    for passage in gold["passages"]:
        for kind in KINDS:
            for item in passage[kind]:
                for value in (item.get("id"), *item.get("or", ())):
                    if value and value.startswith(("actor/", "theme/", "territory/")):
                        assert BASE + value in known, (passage["id"], value)
        assert all(item.get("id") or item["kind"] in ACTOR_KINDS for item in passage["actors"])
        assert all(EDTF.fullmatch(item["edtf"]) for item in passage["dates"])
        for item in passage["roles"]:
            assert {item["role"], *item.get("or", ())} <= ROLES
            assert item["actor"] in actors, (passage["id"], item["actor"])
        assert all({item["predicate"], *item.get("or", ())} <= PREDICATES for item in passage["relations"])


def test_a_quote_that_is_not_there_is_refused():
    gold = {
        "passages": [
            {"id": "p", "quote": "Réunion à Lens", "dates": [{"quote": "2 mai", "edtf": "2024-05-02"}]},
        ]
    }
    with pytest.raises(GoldError, match="2 mai"):
        place(Path("x.txt"), gold, "Réunion à Lens. Le 2 mai, à Liévin.")


def test_words_are_found_whatever_stands_between_them():
    text = "Appel de l’Anct :\n**Axe 1.** Emploi\u00a0; l'ANCT finance."
    assert text[slice(*find("Axe 1. Emploi", text))] == "Axe 1.** Emploi"
    assert text[slice(*find("l’ANCT", text))] == "l'ANCT"
    assert find("ANC", text) is None
    assert find("ANCT", text, (0, 20)) is None


def test_the_nth_mention_is_the_one_annotated():
    text = "Lens puis Lens"
    assert find("Lens", text, nth=2) == (10, 14)
    assert find("Lens", text, nth=3) is None
