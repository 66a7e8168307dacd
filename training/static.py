"""Make the static encoder: python -m training.static --data DIR --held-out DIR --out models/static-fr."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from training.pairs import titled_files
from training.static_model import Settings, learn
from training.static_pairs import TRANSLATED, read_groups
from training.static_teacher import ENGLISH, FRENCH, Lesson, read_lessons, read_pieces
from training.static_tokenizer import train_tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

THESAURUS = Path(__file__).parents[1] / "ontology" / "themes.ttl"
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]


def train(data: Path, held_out: Path | None, work: Path, threads: int, settings: Settings) -> Any:
    """Return the tokenizer, the vectors of its pieces and the record of the run."""
    import torch

    torch.set_num_threads(threads)
    groups = read_groups(data, THESAURUS, held_out)
    print({group.name: len(group.pairs) for group in groups}, flush=True)
    tokenizer = train_tokenizer(groups, settings.pieces)
    lessons: dict[str, Lesson] = {}
    first = None
    if settings.teacher:
        lessons, axes = read_lessons(groups, work, settings.dimension, settings.seed)
        first = read_pieces(tokenizer, axes, work)
    rows, log = learn(groups, lessons, tokenizer, settings, first)
    from search.encoder import load_encoder

    names = [f"{name}.tsv.gz" for name in (*TRANSLATED, *titled_files(data))]
    record = {
        "settings": asdict(settings),
        "pairs": {group.name: len(group.pairs) for group in groups},
        "taught": {name: len(lesson.pairs) for name, lesson in lessons.items()},
        "data_sha256": {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in names},
        "thesaurus_sha256": hashlib.sha256(THESAURUS.read_bytes()).hexdigest(),
        "teacher_sha256": {name: load_encoder(name).sha256 for name in (ENGLISH, FRENCH)},
        "log": [dict(zip(("seconds", "steps", "contrast", "distance"), row, strict=True)) for row in log],
    }
    return tokenizer, rows, record


def write(out: Path, tokenizer: Tokenizer, rows: NDArray[np.float32], record: Any, floor: float) -> None:
    """Write the folder that is shipped: 8 bits, a scale for each piece, read by sentence-transformers as it is."""
    from safetensors.numpy import save_file

    out.mkdir(parents=True, exist_ok=True)
    integers, scales = in_eight_bits(rows)
    save_file({"embeddings": integers, "weights": scales}, out / "model.safetensors")
    (out / "model.safetensors").chmod(0o644)
    (out / "tokenizer.json").write_text(
        json.dumps(json.loads(tokenizer.to_str()), ensure_ascii=False, separators=(",", ":")),
        encoding="utf-8",
    )
    _write_json(out / "modules.json", MODULES)
    versions = {"sentence_transformers": "5.0.0"}
    _write_json(
        out / "config_sentence_transformers.json",
        {"__version__": versions, "prompts": {"query": "", "document": ""}, "similarity_fn_name": "cosine"},
    )
    _write_json(out / "encoder.json", {"dimension": rows.shape[1], "floor": floor})
    _write_json(out / "training.json", record)


def in_eight_bits(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows as integers from -127 to 127 and the scale that each is to be multiplied by."""
    scales = np.maximum(np.abs(rows).max(1), 1e-9) / 127
    integers = np.rint(rows / scales[:, None]).astype(np.int8)
    return integers, scales.astype(np.float32)


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.tsv.gz files")
    parser.add_argument("--held-out", type=Path, help="folder of evaluation texts, removed from the data")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder")
    parser.add_argument(
        "--work", type=Path, default=Path("build/static-fr"), help="folder of teachers' vectors"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--floor", type=float, default=0.3, help="cosine under which a text says nothing")
    defaults = Settings()
    names = [item.name for item in fields(Settings)]
    for name in names:
        default = getattr(defaults, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = parser.parse_args(arguments)
    chosen = {name: getattr(given, name) for name in names}
    settings = replace(defaults, **chosen)
    tokenizer, rows, record = train(given.data, given.held_out, given.work, given.threads, settings)
    write(given.out, tokenizer, rows, record, given.floor)


if __name__ == "__main__":
    main()
