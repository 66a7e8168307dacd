"""A centre speaks with the encoder that it was made with; another one is refused, or takes its place."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from centre.centre import open_centre
from centre.encoders import EncoderChoice
from centre.ingesting import ingest, refresh
from centre.records import CentreError
from centre.snapshots import Snapshots
from search.encoder import MODELS, load_encoder
from search.vectors import VectorIndex
from tests.centre.writing import write_note, write_programme

STATIC = EncoderChoice(source="static-fr")


def vectors_of(data):
    snapshots = Snapshots(data)
    return VectorIndex.load(snapshots.current() / "vectors" / "vectors.faiss")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    ingest(folder / "data", [str(write_note(folder))], choice=STATIC)
    return folder


@pytest.fixture
def static(made, tmp_path):
    shutil.copytree(made / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def changed(static, tmp_path):
    """A centre made with an encoder that has changed since, and the folder of that encoder."""
    folder = tmp_path / "own"
    shutil.copytree(MODELS / "static-fr", folder)
    refresh(static, choice=EncoderChoice(source=str(folder)))
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    return static, folder


def test_the_manifest_tells_which_encoder_and_how_it_was_asked_for(static):
    stamp = Snapshots(static).manifest().encoder
    assert (stamp.name, stamp.source) == ("static-fr", "static-fr")
    assert (stamp.dimension, stamp.sha256) == (256, load_encoder("static-fr").sha256)
    assert vectors_of(static).dimension == 256


def test_what_comes_next_is_done_with_it_unasked(static, tmp_path):
    report = ingest(static, [str(write_programme(tmp_path))])
    assert [item.status for item in report.documents] == ["added"]
    assert Snapshots(static).manifest().encoder.name == "static-fr"
    found = open_centre(static).search("jardin partagé").results
    assert any(hit.scores["vector"] > 0 for hit in found)


@pytest.mark.parametrize(
    "choice",
    [
        EncoderChoice(source="minilm-fr"),
        EncoderChoice(source="static-fr", passage_prefix="passage: "),
    ],
)
def test_another_is_refused_with_the_remedy_and_nothing_is_changed(static, tmp_path, choice):
    with pytest.raises(CentreError, match="maillage refresh --encoder"):
        ingest(static, [str(write_programme(tmp_path))], choice=choice)
    assert Snapshots(static).list() == ("000001",)


def test_refreshing_with_another_gives_every_row_its_vector(static):
    before = vectors_of(static)
    refresh(static, choice=EncoderChoice(source="static-fr", passage_prefix="passage: "))
    stamp = Snapshots(static).manifest().encoder
    assert (stamp.source, stamp.passage_prefix) == ("static-fr", "passage: ")
    after = vectors_of(static)
    assert sorted(after.ids) == sorted(before.ids)
    query = np.ones(256, dtype=np.float32)
    cosines = [of.cosines(query)[np.argsort(of.ids)] for of in (before, after)]
    assert np.abs(cosines[1] - cosines[0]).min() > 0
    assert open_centre(static).search("jardin").results


def test_one_that_has_changed_is_taken_again_by_an_ingest(changed, tmp_path):
    data, folder = changed
    ingest(data, [str(write_programme(tmp_path))])
    assert Snapshots(data).manifest().encoder.sha256 == load_encoder(str(folder)).sha256


def test_one_that_has_changed_answers_with_words_alone_until_then(changed):
    hits = open_centre(changed[0]).search("jardin").results
    assert hits
    assert all(hit.scores["vector"] == 0 for hit in hits)


def test_an_encoder_that_is_not_there_is_said_with_the_remedy(tmp_path):
    with pytest.raises(CentreError, match="introuvable"):
        ingest(tmp_path / "data", [str(write_note(tmp_path))], choice=EncoderChoice(source="nulle-part"))


def test_a_manifest_older_than_the_choice_is_that_of_the_product(static):
    path = Snapshots(static).current() / "manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    for name in ("source", "query_prefix", "passage_prefix"):
        del held["encoder"][name]
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(CentreError, match="static-fr"):
        ingest(static, [str(write_programme(static.parent))])


def test_the_encoder_of_the_product_has_no_place_wherever_the_command_is_run():
    encoder = load_encoder("static-fr")
    assert EncoderChoice().stamp(encoder).source == ""
    assert EncoderChoice(source=str(MODELS / "static-fr")).stamp(encoder).source == str(MODELS / "static-fr")
