"""Folders that vLLM opens for a comparison: a shape without weights, and a plain LoRA of random weights.

Knows configurations and files, no engine. Random weights cost what trained ones cost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from moe_adapters.serving import METHOD
from moe_adapters.train_config import ALL_LINEARS

ATTENTION = ("q_proj", "k_proj", "v_proj", "o_proj")

QWEN3_4B: Mapping[str, Any] = {
    "architectures": ["Qwen3ForCausalLM"],
    "model_type": "qwen3",
    "vocab_size": 151_936,
    "hidden_size": 2560,
    "intermediate_size": 9728,
    "num_hidden_layers": 36,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "head_dim": 128,
    "hidden_act": "silu",
    "max_position_embeddings": 40_960,
    "rms_norm_eps": 1e-6,
    "rope_theta": 1_000_000,
    "rope_parameters": {"rope_type": "default", "rope_theta": 1_000_000},
    "attention_bias": False,
    "tie_word_embeddings": True,
    "bos_token_id": 151_643,
    "eos_token_id": 151_645,
    "dtype": "bfloat16",
    "torch_dtype": "bfloat16",
}
"""Qwen3-4B's published shape."""

SHAPES: Mapping[str, Mapping[str, Any]] = {"qwen3-4b": QWEN3_4B}


@dataclass(frozen=True, slots=True, kw_only=True)
class Experts:
    """Size of a mixture on all seven linears."""

    num: int
    rank: int

    @property
    def wide(self) -> int:
        """Rank of the plain LoRA of equal size."""
        return self.num * self.rank


def write_shape(folder: Path, *, shape: Mapping[str, Any], experts: Experts | None) -> Path:
    """A folder with ``config.json`` alone, which vLLM opens with ``load_format="dummy"``."""
    described = dict(shape)
    if experts is not None:
        described["quantization_config"] = {
            "quant_method": METHOD,
            "num_experts": experts.num,
            "r": experts.rank,
            "scaling": 2.0,
            "top_k": None,
            "target_modules": sorted(ALL_LINEARS),
        }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(described, indent=2), encoding="utf-8")
    return folder


def write_lora(folder: Path, *, shape: Mapping[str, Any], rank: int) -> Path:
    """A PEFT folder of a plain LoRA on all seven linears: small random weights, the same for a seed of 0."""
    generator = torch.Generator().manual_seed(0)
    tensors = {}
    for name, wide_in, wide_out in _linears(shape):
        path = f"base_model.model.model.layers.{name}"
        for leaf, size in (("lora_A", (rank, wide_in)), ("lora_B", (wide_out, rank))):
            drawn = torch.randn(size, generator=generator) * 0.01
            tensors[f"{path}.{leaf}.weight"] = drawn.to(torch.bfloat16)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": rank,
        "lora_alpha": 1,
        "lora_dropout": 0.0,
        "bias": "none",
        "target_modules": sorted(ALL_LINEARS),
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    return folder


def _linears(shape: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """Path inside the layers, inputs and outputs of each of the seven linears of each block."""
    hidden, inner, heads = shape["hidden_size"], shape["intermediate_size"], shape["num_attention_heads"]
    head = shape.get("head_dim") or hidden // heads
    query, key = heads * head, (shape.get("num_key_value_heads") or heads) * head
    sizes = {
        "q_proj": (hidden, query),
        "k_proj": (hidden, key),
        "v_proj": (hidden, key),
        "o_proj": (query, hidden),
        "gate_proj": (hidden, inner),
        "up_proj": (hidden, inner),
        "down_proj": (inner, hidden),
    }
    for layer in range(shape["num_hidden_layers"]):
        for leaf, (wide_in, wide_out) in sizes.items():
            part = "self_attn" if leaf in ATTENTION else "mlp"
            yield f"{layer}.{part}.{leaf}", wide_in, wide_out
