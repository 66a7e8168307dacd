"""Mean of the weights of two runs of one model: python -m training.average FIRST SECOND --share 0.6 --out DIR.

A run that starts from another one stays near it: the mean of the two keeps more of both than either
(Wortsman et al., 2022, https://proceedings.mlr.press/v162/wortsman22a.html).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

WEIGHTS = "model.safetensors"


def averaged(first: dict[str, Tensor], second: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return weights that are `share` of the second's and the rest of the first's; ValueError when they differ in shape."""
    if {name: one.shape for name, one in first.items()} != {name: one.shape for name, one in second.items()}:
        raise ValueError("The two runs do not have the same weights: one must start from the other.")
    return {
        name: ((1 - share) * one.float() + share * second[name].float()).contiguous()
        for name, one in first.items()
    }


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Write the mean of two folders of training, with the record of both runs."""
    from safetensors.torch import load_file, save_file

    weights = averaged(load_file(first / WEIGHTS), load_file(second / WEIGHTS), share)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(second, out)
    save_file(weights, out / WEIGHTS, metadata={"format": "pt"})
    runs = [json.loads((folder / "training.json").read_text(encoding="utf-8")) for folder in (first, second)]
    record = {"mean": {"second": share}, "runs": runs}
    (out / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")


def main() -> None:
    """Write the mean of two runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="folder of the first run")
    parser.add_argument("second", type=Path, help="folder of the run that started from it")
    parser.add_argument("--share", type=float, default=0.5, help="share of the second run")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    average(given.first, given.second, given.share, given.out)


if __name__ == "__main__":
    main()
