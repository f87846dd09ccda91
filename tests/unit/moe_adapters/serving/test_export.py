"""What is exported for vLLM, and what is refused because it would be served without its experts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from peft import LoraConfig, get_peft_model
from random_models import base_model, config, wrapped
from safetensors.torch import load_file
from torch import nn

from moe_adapters.int8_linear import quantise_linears
from moe_adapters.serving.export import export_checkpoint


@pytest.mark.parametrize("name", ["qwen3", "llama"])
def test_base_and_experts_stand_side_by_side(name: str, tmp_path: Path) -> None:
    model = wrapped(name) if name == "qwen3" else get_peft_model(base_model(), config())
    export_checkpoint(model, tmp_path)
    tensors = load_file(tmp_path / "model.safetensors")
    assert {f"model.layers.1.mlp.up_proj.{part}" for part in ("weight", "moe_A", "moe_B", "moe_G")} <= set(
        tensors
    )
    described = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    assert described["quantization_config"]["num_experts"] == 3
    assert (
        tmp_path / "model.safetensors"
    ).stat().st_mode & 0o044 == 0o044  # a server of another user reads it


def test_a_plain_lora_is_told_where_to_go(tmp_path: Path) -> None:
    model = get_peft_model(base_model(), LoraConfig(target_modules=["q_proj"]))
    with pytest.raises(ValueError, match=r"vLLM serves a plain LoRA as it is: .*--enable-lora"):
        export_checkpoint(model, tmp_path)


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        (["q_proj", "v_proj"], "packs q_proj, k_proj, v_proj into one layer.*only on q_proj, v_proj"),
        (["up_proj"], "packs gate_proj, up_proj"),
        (["lm_head"], "experts on lm_head are not served"),
    ],
)
def test_layers_that_vllm_cannot_serve_are_refused(targets: list[str], said: str, tmp_path: Path) -> None:
    model = get_peft_model(base_model(), config(target_modules=targets))
    with pytest.raises(ValueError, match=said):
        export_checkpoint(model, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["gpt2", "phi", "bert"])
def test_other_shapes_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"only plain linear layers|shaped as Llama, Qwen2, Qwen3 or Mistral"
    ):
        export_checkpoint(wrapped(name), tmp_path)


def test_a_quantised_base_is_refused(tmp_path: Path) -> None:
    base: nn.Module = base_model()
    quantise_linears(base, ["q_proj", "k_proj", "v_proj"])
    model = get_peft_model(base, config(target_modules=["q_proj", "k_proj", "v_proj"]))
    with pytest.raises(ValueError, match="open the adapter on the base model without quantisation"):
        export_checkpoint(model, tmp_path)


def test_settings_of_generation_are_the_bases_even_where_they_disagree(tmp_path: Path) -> None:
    base = base_model()
    base.generation_config.temperature = 0.5  # and do_sample is False, as in models that were published
    export_checkpoint(get_peft_model(base, config()), tmp_path)
    written = json.loads((tmp_path / "generation_config.json").read_text(encoding="utf-8"))
    assert written["temperature"] == 0.5
