"""The mean of two runs of one model."""

from __future__ import annotations

import json

import pytest

torch = pytest.importorskip("torch")

from safetensors.torch import load_file, save_file  # noqa: E402

from training.average import average, averaged  # noqa: E402


def test_the_mean_leans_to_the_second_by_its_share():
    found = averaged({"w": torch.zeros(3)}, {"w": torch.full((3,), 10.0)}, 0.6)
    assert found["w"].tolist() == pytest.approx([6.0] * 3)


def test_two_models_that_differ_have_no_mean():
    with pytest.raises(ValueError, match="same weights"):
        averaged({"w": torch.zeros(3)}, {"w": torch.zeros(4)}, 0.5)


def test_the_folder_written_has_the_files_of_the_second_and_both_records(tmp_path):
    for name, value in (("a", 1.0), ("b", 3.0)):
        (tmp_path / name).mkdir()
        save_file({"w": torch.full((2,), value)}, tmp_path / name / "model.safetensors")
        (tmp_path / name / "training.json").write_text(json.dumps({"run": name}))
        (tmp_path / name / "tokenizer.json").write_text(name)
    average(tmp_path / "a", tmp_path / "b", 0.5, tmp_path / "mean")
    assert load_file(tmp_path / "mean" / "model.safetensors")["w"].tolist() == [2.0, 2.0]
    assert (tmp_path / "mean" / "tokenizer.json").read_text() == "b"
    record = json.loads((tmp_path / "mean" / "training.json").read_text())
    assert [run["run"] for run in record["runs"]] == ["a", "b"]
    assert record["mean"] == {"second": 0.5}
