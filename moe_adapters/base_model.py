"""Loads a base model and puts the adapter on it that a configuration names. Knows no data and no training."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from torch import nn

from moe_adapters.int8_linear import quantise_linears
from moe_adapters.layer import keep_unpacked
from moe_adapters.routed_loras import x_lora_model
from moe_adapters.train_config import ALL_LINEARS, AdapterSection, BaseSection, TrainConfig


def best_dtype() -> torch.dtype:
    """bfloat16 where this machine computes in it; else float32, which is then several times faster."""
    if torch.cuda.is_available():
        return torch.bfloat16
    abilities = torch.cpu.get_capabilities()
    return torch.bfloat16 if abilities.get("amx_bf16") or abilities.get("avx512_bf16") else torch.float32


def load_base(section: BaseSection) -> tuple[Any, Any]:
    """The frozen model and its tokenizer, on the GPU where there is one.

    Raises:
        ValueError: 4-bit weights were asked for and bitsandbytes is not installed.
        OSError: The model is not there.
    """
    from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig

    options: dict[str, Any] = {}
    dtype = best_dtype() if section.dtype == "auto" else getattr(torch, section.dtype)
    on_gpu = torch.cuda.is_available()
    if section.quantisation == 4 and find_spec("bitsandbytes") is None:
        raise ValueError("base.quantisation = 4 needs bitsandbytes; install it, or set it to 8 or 0 here")
    by_library = section.quantisation == 4 or (section.quantisation == 8 and on_gpu)
    if by_library:
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=section.quantisation == 4,
            load_in_8bit=section.quantisation == 8,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=dtype,
        )
        options["device_map"] = {"": 0 if on_gpu else "cpu"}
    tokenizer = AutoTokenizer.from_pretrained(section.model)
    model = AutoModelForCausalLM.from_pretrained(section.model, dtype=dtype, **options)
    if on_gpu and not section.quantisation:
        model = model.to("cuda")
    elif section.quantisation and not by_library:
        quantise_linears(model, ALL_LINEARS)
    model.requires_grad_(False)
    if section.gradient_checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        model.enable_input_require_grads()
    return model, tokenizer


def adapted(model: Any, config: TrainConfig) -> nn.Module:
    """The model with a new adapter whose parameters, and no others, are trained, in float32.

    Raises:
        ValueError: The adapter's settings, or an adapter to start from, cannot be used.
        OSError: An adapter to start from is not there.
    """
    torch.manual_seed(config.seed)
    keep_unpacked(model)
    section = config.adapter
    if section.kind == "full":
        model.float().requires_grad_(True)
        return model
    if section.kind == "arrow":
        raise ValueError("Arrow trains no router: moe_adapters.train_experts trains its LoRAs")
    if section.kind == "x_lora":
        routed: nn.Module = x_lora_model(
            model, [Path(one) for one in section.start.values()], section.options
        )
        return routed
    from peft import get_peft_model

    import moe_adapters.model  # noqa: F401 - registers the method with PEFT
    from moe_adapters.upcycle import start_experts

    result: nn.Module = get_peft_model(model, _peft_config(section, modalities=config.data.modalities))
    for parameter in result.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    start_experts(result, section.start, modalities=config.data.modalities)
    if section.weights:
        _load_weights(result, Path(section.weights))
    return result


@torch.no_grad()
def begin_prefix(model: Any, tokens: Sequence[int]) -> None:
    """Lets prefix tuning begin as if ``tokens`` stood before each input, with their keys and values.

    Random ones cost far more steps than a small budget has (Li and Liang 2021, arXiv 2101.00190).

    Raises:
        ValueError: There are fewer tokens than the prefix has.
    """
    from peft.tuners.cartridge.utils import initialize_kv_prefix_from_past_key_values

    with model.disable_adapter():
        seen = model(torch.tensor([list(tokens)], device=model.device), use_cache=True)
    initialize_kv_prefix_from_past_key_values(model, past_key_values=seen.past_key_values)


def _load_weights(model: Any, folder: Path) -> None:
    from peft import set_peft_model_state_dict
    from safetensors.torch import load_file

    tensors = load_file(folder / "adapter_model.safetensors")
    try:
        unknown = set_peft_model_state_dict(model, tensors).unexpected_keys
    except RuntimeError as error:  # another shape
        raise ValueError(f"adapter.weights: {folder} is of another shape: {error}") from error
    if unknown:
        raise ValueError(f"adapter.weights: {folder} has weights that this adapter lacks, as {unknown[0]}")


def _peft_config(section: AdapterSection, *, modalities: Sequence[str]) -> Any:
    from peft import LoraConfig, PrefixTuningConfig

    from moe_adapters.config import MoeLoraConfig

    if section.kind == "prefix":
        return PrefixTuningConfig(task_type="CAUSAL_LM", num_virtual_tokens=section.r)
    common: dict[str, Any] = {
        "task_type": "CAUSAL_LM",
        "r": section.r,
        "lora_alpha": section.alpha,
        "target_modules": list(section.target_modules),
    }
    if section.kind == "lora":
        return LoraConfig(lora_dropout=0.0, **common)
    try:
        made = MoeLoraConfig(**common, **{"num_modalities": len(modalities), **section.options})
    except TypeError as error:
        raise ValueError(f"adapter.options: {error}") from error
    if made.expert_names is None and made.num_experts == len(modalities):
        made.expert_names = list(modalities)  # the prior gives each modality to the expert of its number
    return made


def trainable_parameters(model: nn.Module) -> int:
    """Number of parameters that training changes."""
    return sum(parameter.numel() for parameter in model.parameters() if parameter.requires_grad)
