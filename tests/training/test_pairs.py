"""What is trained on: drawn in a fixed order, and nothing that encoders are measured with."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from training.pairs import (
    GUIDES,
    QUOTAS,
    RUN,
    TITLED,
    normalise,
    read_data,
    read_guide,
    read_labels,
    read_texts,
)

ROOT = Path(__file__).parents[2]
THESAURUS = ROOT / "ontology" / "themes.ttl"
SHARED = ROOT.parent / "shared"


@pytest.fixture
def folder(tmp_path):
    for name in {*QUOTAS, *TITLED, *GUIDES}:
        with gzip.open(tmp_path / f"{name}.tsv.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(f"{name} phrase {number}\t{name} sentence {number}\n" for number in range(20))
            stream.write("mot " * 50 + f"\tword of {name}\n")
            stream.write("mot " * 91 + f"\ttoo much of {name}\n")
    return tmp_path


def test_the_same_files_give_the_same_pairs(folder):
    first, second = (read_data(folder, THESAURUS, seed=3) for _ in range(2))
    assert first == second
    assert first.translations != read_data(folder, THESAURUS, seed=4).translations


def test_long_pairs_come_from_where_texts_are_long(folder):
    data = read_data(folder, THESAURUS)
    english = {pair.english for pair in data.translations}
    assert {"word of canada_laws", "word of python_docs"} < english
    assert "word of tatoeba" not in english
    assert not any(text.startswith("too much") for text in english)


def test_titles_of_a_guide_go_with_the_paragraph_after_them(tmp_path):
    paragraph = "mot " * 19 + "mot."
    rows = [
        "Une page utile",
        paragraph,
        paragraph,
        "Phrase courte.",
        paragraph,
        "Seul",
        paragraph,
        "Un autre titre",
        "court",
    ]
    with gzip.open(tmp_path / "guide.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(f"{french}\tenglish\n" for french in rows)
    found = list(read_guide(tmp_path / "guide.tsv.gz"))
    assert [(pair.title, pair.text) for pair in found] == [("Une page utile", paragraph)]
    assert not list(read_guide(tmp_path / "guide.tsv.gz", {"une page utile"}))


def test_runs_hold_neighbours_of_one_file_with_titles_that_differ(folder):
    data = read_data(folder, THESAURUS)
    assert {pair for run in data.runs for pair in run} <= set(data.titled)
    for run in data.runs:
        titles = [normalise(pair.title) for pair in run]
        assert len(titles) == len(set(titles)) <= RUN
    codes = [run for run in data.runs if run[0].title.startswith("codes_title")]
    assert len(codes[0]) > 1
    assert all(pair.title.startswith(("codes_title", "mot")) for run in codes for pair in run)


def test_a_chapter_is_not_told_from_the_section_that_it_opens_with(folder):
    opening = "La demande se fait sur place ou par courrier."
    rows = [
        ("Chapitre", f"{opening} Puis une section."),
        ("Section", opening),
        ("Autre", "Une autre section."),
    ]
    with gzip.open(folder / "service_public.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.writelines(f"{title}\t{text}\n" for title, text in rows)
    runs = [[pair.title for pair in run] for run in read_data(folder, THESAURUS).runs]
    assert ["Chapitre", "Autre"] in runs


def test_a_text_held_out_is_in_no_pair(folder, tmp_path):
    held_out = tmp_path / "held_out"
    held_out.mkdir()
    kept_out = {"a": ["Tatoeba phrase 3 !"], "b": {"c": "QALD sentence 4"}}
    (held_out / "a.json").write_text(json.dumps(kept_out), encoding="utf-8")
    (held_out / "b.csv").write_text("eurovoc phrase 5,x,1.0\n", encoding="utf-8")
    (held_out / "c.fra").write_text("osm_presets phrase 6\n", encoding="utf-8")
    known = {pair.french for pair in read_data(folder, THESAURUS).translations}
    left = {pair.french for pair in read_data(folder, THESAURUS, held_out).translations}
    gone = {"tatoeba phrase 3", "qald phrase 4", "eurovoc phrase 5", "osm_presets phrase 6"}
    assert known - left == gone


def test_an_acronym_has_the_english_label_of_its_concept():
    labels = {(pair.french, pair.english) for pair in read_labels(THESAURUS)}
    assert ("PDLV", "Urban cohesion policy") in labels
    assert ("Politique de la ville", "Urban cohesion policy") in labels


def test_nothing_that_is_measured_is_trained_on():
    if not (SHARED / "parallel").is_dir() or not (SHARED / "eval").is_dir():
        pytest.skip("the data files lie outside the repository and are not there")
    held_out = read_texts(SHARED / "eval")
    assert len(held_out) > 5000
    data = read_data(SHARED / "parallel", THESAURUS, SHARED / "eval")
    trained = {normalise(text) for pair in data.translations for text in (pair.french, pair.english)}
    trained |= {normalise(text) for pair in data.aligned for text in (pair.french, pair.english)}
    trained |= {normalise(text) for pair in data.titled for text in (pair.title, pair.text)}
    trained |= {normalise(text) for run in data.runs for pair in run for text in (pair.title, pair.text)}
    assert len(trained) > 100_000
    assert not trained & held_out
