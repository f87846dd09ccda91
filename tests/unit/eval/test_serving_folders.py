"""Folders for a comparison in vLLM: what PEFT and Transformers read in them."""

from __future__ import annotations

from pathlib import Path

import torch
from peft import PeftModel
from transformers import AutoConfig, AutoModelForCausalLM

from eval.serving_folders import QWEN3_4B, Experts, write_lora, write_shape

SMALL = {
    **QWEN3_4B, "vocab_size": 64, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16,
}  # fmt: skip


def test_a_shape_is_read_by_transformers(tmp_path: Path) -> None:
    config = AutoConfig.from_pretrained(write_shape(tmp_path, shape=QWEN3_4B, experts=None))
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    assert type(model).__name__ == "Qwen3ForCausalLM"
    assert round(model.num_parameters() / 1e9, 2) == 4.02


def test_a_mixture_names_all_linears(tmp_path: Path) -> None:
    config = AutoConfig.from_pretrained(
        write_shape(tmp_path, shape=SMALL, experts=Experts(num=4, rank=8))
    ).to_dict()["quantization_config"]
    assert (config["quant_method"], config["num_experts"], config["r"]) == ("moelora", 4, 8)
    assert len(config["target_modules"]) == 7


def test_every_tensor_of_the_lora_has_its_place(tmp_path: Path) -> None:
    config = AutoConfig.from_pretrained(write_shape(tmp_path / "base", shape=SMALL, experts=None))
    model = AutoModelForCausalLM.from_config(config)
    lora = write_lora(tmp_path / "lora", shape=SMALL, rank=8)
    adapted = PeftModel.from_pretrained(model, str(lora))
    loaded = {name: value for name, value in adapted.named_parameters() if "lora_" in name}
    assert len(loaded) == 2 * 7 * 2
    assert all(value.abs().sum() > 0 for value in loaded.values())
