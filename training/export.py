"""Last stage of training: the folder that is shipped, in half precision for sentence-transformers and in 8 bits
for ONNX Runtime."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812

MAX_TOKENS = 128
ONNX_FILE = "onnx/model_int8.onnx"
COPIED = (
    "modules.json",
    "config_sentence_transformers.json",
    "1_Pooling/config.json",
    "special_tokens_map.json",
)
OPSET = 20
"""The first that has Gelu, which is slow in pieces."""
WHOLE_LAYERS = 3


class MeanUnitVector(torch.nn.Module):
    """The encoder with its pooling: what ONNX Runtime gives is the vector itself."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        kept = attention_mask[:, :, None].to(states.dtype)
        return F.normalize((states * kept).sum(1) / kept.sum(1), dim=1)


class RowwiseEmbedding(torch.nn.Module):
    """Vectors of wordpieces in 8 bits, each with a scale of its own: a common one would lose the rare ones."""

    rows: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.rows[ids].float() * self.scale[ids]
        return vectors


def export(work: Path, out: Path, base: Path, floor: float) -> None:
    """Write in `out` the model trained in `work`; `base` gives the files that do not change.

    `floor` is the cosine under which a text says nothing of a query, as training.evaluate shows it.
    """
    from transformers import AutoModel

    for name in COPIED:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(base / name, out / name)
    _write_tokenizer(work, out, base)
    # Attention written out: the other form looks for rows without a word, which no text gives, and takes longer.
    model = AutoModel.from_pretrained(work, attn_implementation="eager").eval()
    _write_half(model, work, out)
    settings = {"dimension": model.config.hidden_size, "max_tokens": MAX_TOKENS, "floor": floor}
    (out / "encoder.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    _write_onnx(model, out / ONNX_FILE)
    if (work / "training.json").is_file():
        shutil.copy(work / "training.json", out / "training.json")


def _write_tokenizer(work: Path, out: Path, base: Path) -> None:
    shutil.copy(work / "tokenizer.json", out / "tokenizer.json")
    settings = json.loads((base / "tokenizer_config.json").read_text(encoding="utf-8"))
    # The class of the English model would put its own normaliser back.
    settings |= {"model_max_length": MAX_TOKENS, "tokenizer_class": "PreTrainedTokenizerFast"}
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
    lengths = {"max_seq_length": MAX_TOKENS, "do_lower_case": False}
    (out / "sentence_bert_config.json").write_text(json.dumps(lengths), encoding="utf-8")


def _write_half(model: Any, work: Path, out: Path) -> None:
    from safetensors.torch import save_file

    tensors = {name: tensor.half().contiguous() for name, tensor in model.state_dict().items()}
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    (out / "model.safetensors").chmod(0o644)
    settings = json.loads((work / "config.json").read_text(encoding="utf-8"))
    settings.pop("_name_or_path", None)
    # Kept in 16 bits, computed in 32: half precision is slow on a CPU.
    settings["dtype"] = "float32"
    (out / "config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _write_onnx(model: Any, path: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    embeddings = model.embeddings
    embeddings.word_embeddings = RowwiseEmbedding(embeddings.word_embeddings.weight.detach())
    path.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (3, 11))
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    batch, width = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("width", min=2, max=512)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        # The older exporter (dynamo=False) fixes the shapes of the example without saying so.
        torch.onnx.export(
            MeanUnitVector(model).eval(),
            (ids, mask),
            whole,
            dynamo=True,
            external_data=False,
            opset_version=OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=["unit_vector"],
            dynamic_shapes={"input_ids": {0: batch, 1: width}, "attention_mask": {0: batch, 1: width}},
        )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_whole_layers(onnx.load(whole).graph, model.config),
        )


def _whole_layers(graph: Any, config: Any) -> list[str]:
    """Return the second products of the first feed-forward layers, where 8 bits cost most."""
    shapes = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    narrowing = [config.intermediate_size, config.hidden_size]
    names = [n.name for n in graph.node if n.op_type == "MatMul" and shapes.get(n.input[1]) == narrowing]
    return names[:WHOLE_LAYERS]
