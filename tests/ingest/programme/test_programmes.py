"""Programmes read whole, with the gold sets as a floor."""

from __future__ import annotations

import json

import pytest

from benchmarks.programmes import documents, evaluate
from ingest.pipelines import extract
from ingest.readers import read
from ingest.sources import fetch

MEASURED = {
    "programme-2024-janvier-juillet.md": 1.000,
    "programme-2024-septembre-decembre.pdf": 1.000,
    "eure-et-loir-2023.docx": 1.000,
    "hauts-de-france-2024.md": 1.000,
    "ille-et-vilaine-2025-2026.txt": 1.000,
    "seine-saint-denis-2025.html": 1.000,
    "grand-est-2025-2026.html": 1.000,
    "la-reunion-2024.docx": 1.000,
    "lyon-bailleurs-2026.md": 1.000,
    "provence-2022-2023.txt": 1.000,
    "auvergne-prog-2025.md": 0.889,
    "bourgogne-centre-social-2025.docx": 0.971,
    "corse-bilan-perspectives-2024-2025.txt": 1.000,
    "guyane-calendrier-2025.docx": 1.000,
    "normandie-brochure-2027.txt": 1.000,
    "nouvelle-aquitaine-lettre-2026.html": 0.846,
    "occitanie-agenda-web-2024.html": 0.917,
    "pays-de-la-loire-formations-2026.md": 1.000,
    "alsace-agenda-automne-2025.html": 1.000,
    "atlantique-2024-s2.pdf": 1.000,
    "bourgogne-franche-comte-2025-s1.md": 0.983,
    "languedoc-calendrier-2026.txt": 1.000,
    "tarn-aveyron-centres-sociaux-2025-2026.docx": 1.000,
    "val-de-sambre-2026.txt": 0.982,
    "b-centre-val-de-loire-2027-s1.pdf": 1.000,
    "b-grenoble-alpes-2027-s2.html": 1.000,
    "b-guadeloupe-programme-2028.txt": 0.978,
    "b-oise-centres-sociaux-2026-2027.docx": 1.000,
    "bourgogne-franche-comte-2023.md": 0.968,
    "grand-est-2026-s1.md": 1.000,
    "normandie-2025-s2.txt": 1.000,
    "occitanie-2022-s1.html": 0.957,
}
"""F1 of the sessions (date and title) of each document of the gold sets."""
MARGIN = 0.02
PAIRS = {
    path.name: (path, gold)
    for path, gold in documents(("corpus", "dev", "sealed", "blind", "final", "check"))
}


def test_every_gold_document_has_its_measure():
    assert set(PAIRS) == set(MEASURED)


@pytest.fixture(scope="module")
def extracted(linker):
    """Return a function that reads a document of the gold sets, once."""
    kept = {}

    def once(name):
        if name not in kept:
            kept[name] = extract(read(fetch(str(PAIRS[name][0]))), linker, "programme")
        return kept[name]

    return once


@pytest.mark.parametrize("name", MEASURED)
def test_sessions_are_found_as_well_as_measured(name, extracted, linker):
    gold = json.loads(PAIRS[name][1].read_text(encoding="utf-8"))
    scores, errors = evaluate(gold, extracted(name), linker.vocabulary)
    assert scores["sessions"].f1 >= MEASURED[name] - MARGIN, errors


@pytest.mark.parametrize("name", MEASURED)
def test_every_record_quotes_the_document(name, extracted):
    extraction = extracted(name)
    text = extraction.document.text
    proofs = [one.evidence for one in (*extraction.events, *extraction.series, *extraction.resources)]
    proofs += [who.evidence for event in extraction.events for who in event.participations]
    proofs += [one.evidence for one in (*extraction.links, *extraction.new_actors)]
    assert len(proofs) > len(extraction.events) > 0
    for proof in proofs:
        assert proof.document == extraction.document.iri
        assert proof.quote == text[proof.start : proof.end]
        assert proof.quote.strip()
    for event in extraction.events:
        assert event.when.quote.strip()
        assert event.when.quote in text


@pytest.mark.parametrize("name", MEASURED)
def test_every_event_has_a_title_and_an_iri_of_its_own(name, extracted):
    events = extracted(name).events
    assert all(event.title.strip() for event in events)
    assert len({event.iri for event in events}) == len(events)
    series = {one.iri for one in extracted(name).series}
    assert {event.series for event in events} - {None} <= series


@pytest.mark.parametrize("name", MEASURED)
def test_a_second_reading_gives_the_same_iris(name, extracted, linker):
    again = extract(read(fetch(str(PAIRS[name][0]))), linker, "programme")
    first = extracted(name)
    assert again is not first
    for part in ("events", "series", "resources", "new_actors"):
        assert [one.iri for one in getattr(again, part)] == [one.iri for one in getattr(first, part)]
