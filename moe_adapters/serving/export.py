"""Writes a checkpoint that vLLM serves: the base model's weights with the experts' beside them.

Knows tensors and files; needs no vLLM.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from safetensors.torch import save_file
from torch import Tensor, nn

from moe_adapters.checkpoint import serving_tensors
from moe_adapters.layer import mixture_layers
from moe_adapters.serving import METHOD

_BASE_LAYER = ".base_layer."
_SERVED = re.compile(r"model\.layers\.\d+\.(self_attn\.[qkvo]_proj|mlp\.(gate|up|down)_proj)")
_PACKED = (("q_proj", "k_proj", "v_proj"), ("gate_proj", "up_proj"))
_TOKENIZER_FILES = ("tokenizer", "special_tokens_map", "vocab", "merges", "chat_template", "added_tokens")


def export_checkpoint(
    model: nn.Module, folder: Path, *, adapter: str = "default", tokenizer_from: Path | None = None
) -> None:
    """Writes ``model`` (a PeftModel with a mixture) as a checkpoint folder.

    Args:
        model: Its configuration must be of a causal language model with tied or untied embeddings.
        folder: Must not exist yet, or be empty.
        tokenizer_from: A folder whose tokenizer files are copied along.

    Raises:
        ValueError: The model has no mixture or no such adapter, trains other modules that vLLM would not
            see, is not shaped as a Llama, has quantised weights, or has experts on a part of what vLLM packs
            into one.
        FileExistsError: The folder holds files.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty: choose another folder")
    if not mixture_layers(model):
        raise ValueError(
            "the model has no mixture of LoRA experts; vLLM serves a plain LoRA as it is: "
            "vllm serve BASE --enable-lora --lora-modules NAME=FOLDER"
        )
    experts = serving_tensors(model, adapter=adapter)
    _check_shape(model, experts)
    layer = next(layer for layer in mixture_layers(model) if adapter in layer.moelora_A)
    config = layer.moelora_config[adapter]
    if config.modules_to_save:
        raise ValueError(
            "modules_to_save cannot be exported: train experts only, or merge them into the base"
        )
    base = model.get_base_model()  # type: ignore[operator]
    dtype = next(base.parameters()).dtype
    tensors: dict[str, Tensor] = {}
    for name, tensor in base.state_dict().items():
        if ".moelora_" not in name:
            tensors[name.replace(_BASE_LAYER, ".")] = tensor.detach().contiguous()
    for name, folded in experts.items():
        tensors[f"{name}.moe_A"] = folded.down_KI.to(dtype).contiguous()
        tensors[f"{name}.moe_G"] = folded.router_EI.to(dtype).contiguous()
        tensors[f"{name}.moe_B"] = folded.up_OK.to(dtype).contiguous()
    if base.config.tie_word_embeddings:
        tensors.pop("lm_head.weight", None)
    described = json.loads(base.config.to_json_string(use_diff=False))
    described["dtype"] = described["torch_dtype"] = str(dtype).removeprefix("torch.")
    described["architectures"] = base.config.architectures or [type(base).__name__]
    described["quantization_config"] = {
        "quant_method": METHOD,
        "num_experts": config.num_experts,
        "r": config.r,
        "scaling": config.scaling,
        "top_k": config.top_k if config.is_sparse else None,
        "target_modules": sorted({name.rsplit(".", 1)[-1] for name in experts}),
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "model.safetensors").chmod(0o644)  # safetensors writes for its owner alone
    (folder / "config.json").write_text(json.dumps(described, indent=2), encoding="utf-8")
    if base.generation_config is not None:
        # as the base has it: save_pretrained refuses settings that disagree, as some published models' do
        base.generation_config.to_json_file(folder / "generation_config.json")
    if tokenizer_from is not None:
        for path in sorted(tokenizer_from.iterdir()):
            if path.name.startswith(_TOKENIZER_FILES):
                shutil.copyfile(path, folder / path.name)


def _check_shape(model: nn.Module, names: Iterable[str]) -> None:
    """Refuses what vLLM would not load, or would load without its experts."""
    for layer in mixture_layers(model):
        if type(layer.get_base_layer()) is not nn.Linear:
            raise ValueError(
                f"{layer.layer_name} is a {type(layer.get_base_layer()).__name__}: only plain linear layers "
                "are exported; open the adapter on the base model without quantisation"
            )
    siblings: dict[str, set[str]] = {}
    for name in names:
        if not _SERVED.fullmatch(name):
            raise ValueError(
                f"experts on {name} are not served: vLLM knows them on the attention's and MLP's layers of "
                "models shaped as Llama, Qwen2, Qwen3 or Mistral"
            )
        parent, _, leaf = name.rpartition(".")
        siblings.setdefault(parent, set()).add(leaf)
    for parent, leaves in siblings.items():
        for group in _PACKED:
            if 0 < len(leaves & set(group)) < len(group):
                raise ValueError(
                    f"vLLM packs {', '.join(group)} into one layer: train experts on all of them or "
                    f"none, not only on {', '.join(sorted(leaves & set(group)))} of {parent}"
                )
