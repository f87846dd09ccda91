"""Puts LoRAs that were trained apart on one base, routed by PEFT's Arrow or X-LoRA. Knows no data, no loop.

Arrow (arXiv 2405.11157) trains no router: in each layer a token goes to the LoRAs whose update's first right
singular vector it lies along. X-LoRA (arXiv 2402.07148) trains a linear classifier that reads the base's last
hidden states in a pass of its own and weighs the frozen LoRAs in each layer of a second pass; it generates
without a cache.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import fields
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

_ROUTER = "arrow_router"
_CONFIG = "adapter_config.json"
_WEIGHTS = "adapter_model.safetensors"
_CLASSIFIER = "base_model.internal_xlora_classifier."


def arrow_model(model: Any, folders: Sequence[Path], options: Mapping[str, Any]) -> Any:
    """The model with the LoRAs of the folders, all of one rank on the same layers, and Arrow's routing.

    Args:
        options: Fields of ``peft.ArrowConfig``; ``top_k`` is lowered to the number of LoRAs.

    Raises:
        ValueError: No folder is given, an option is unknown, or the LoRAs do not go together.
    """
    from peft import ArrowConfig, create_arrow_model

    if not folders:
        raise ValueError("Arrow has no LoRA to route to")
    given = {"rng_seed": 0, **options}
    try:
        config = ArrowConfig(**given)
    except TypeError as error:
        raise ValueError(f"adapter.options: {error}") from error
    config.top_k = min(config.top_k, len(folders))
    result: Any = create_arrow_model(model, [str(folder) for folder in folders], config)
    result.requires_grad_(False)
    return result


def x_lora_model(model: Any, folders: Sequence[Path], options: Mapping[str, Any]) -> Any:
    """The model with the LoRAs of the folders, frozen, and a fresh X-LoRA classifier in float32.

    Args:
        options: Fields of ``peft.XLoraConfig``; by default each layer has scalings of its own.

    Raises:
        ValueError: No folder is given or an option is unknown.
    """
    from peft import XLoraConfig, get_peft_model

    if not folders:
        raise ValueError("adapter.start must name the LoRAs that X-LoRA routes to, by modality")
    given = {"layerwise_scalings": True, **options}
    try:
        config = XLoraConfig(
            task_type="CAUSAL_LM",
            hidden_size=model.config.hidden_size,
            adapters={str(number): str(folder) for number, folder in enumerate(folders)},
            **given,
        )
    except TypeError as error:
        raise ValueError(f"adapter.options: {error}") from error
    model.config.use_cache = False  # PEFT asks for it
    result: Any = get_peft_model(model, config)
    classifier = result.base_model.internal_xlora_classifier
    classifier.float()
    classifier.layers[0].register_forward_pre_hook(_in_float32)
    return result


def is_x_lora(model: Any) -> bool:
    """Whether the model is what ``x_lora_model`` gave."""
    return any(config.peft_type == "XLORA" for config in getattr(model, "peft_config", {}).values())


def save_x_lora(model: Any, folder: Path) -> None:
    """Classifier, configuration and LoRAs; the names are PEFT's.

    PEFT's own ``save_pretrained`` loses a classifier's layer whose number is also a LoRA's name (0.21.2), and
    leaves no LoRA in the LoRAs' folders.

    Raises:
        OSError: A LoRA is no longer where it was loaded from.
    """
    config = copy(model.peft_config["default"])
    folder.mkdir(parents=True, exist_ok=True)
    for number, source in config.adapters.items():
        (folder / number).mkdir(exist_ok=True)
        for name in (_CONFIG, _WEIGHTS):
            shutil.copyfile(Path(source) / name, folder / number / name)
    config.adapters = {number: number for number in config.adapters}
    config.save_pretrained(folder)
    tensors = model.base_model.internal_xlora_classifier.state_dict()
    save_file({_CLASSIFIER + name: one.contiguous() for name, one in tensors.items()}, folder / _WEIGHTS)


def _in_float32(_: nn.Module, given: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
    """The base's hidden states may be bfloat16."""
    return tuple(tensor.float() for tensor in given)


def is_routed(folder: Path) -> bool:
    """Whether the folder holds an Arrow or X-LoRA model."""
    return _is_arrow(folder) or _is_x_lora(folder)


def open_routed(model: Any, folder: Path) -> Any:
    """The model with what PEFT saved of an Arrow model, or ``save_x_lora`` of X-LoRA.

    Raises:
        ValueError: The folder holds another adapter.
        OSError: A file is not there.
    """
    if _is_arrow(folder):
        saved = _read(folder / _ROUTER / _CONFIG)["arrow_config"]
        count = len(saved["task_adapter_names"])
        options = {name: saved[name] for name in ("top_k", "router_temperature", "rng_seed")}
        return arrow_model(model, [folder / f"task_{number}" for number in range(count)], options)
    if not _is_x_lora(folder):
        raise ValueError(f"{folder} holds neither Arrow nor X-LoRA")
    from peft import PeftConfig, XLoraConfig

    config = _read(folder / _CONFIG)
    folders = [folder / str(number) for number in range(len(config["adapters"]))]
    own = {field.name for field in fields(XLoraConfig)} - {field.name for field in fields(PeftConfig)}
    own -= {"hidden_size", "adapters"}  # of the base, and where they are now
    result = x_lora_model(model, folders, {name: config[name] for name in own & set(config)})
    tensors = load_file(folder / _WEIGHTS)
    result.base_model.internal_xlora_classifier.load_state_dict(
        {name.removeprefix(_CLASSIFIER): tensor for name, tensor in tensors.items()}
    )
    return result


def _is_arrow(folder: Path) -> bool:
    return (folder / _ROUTER / _CONFIG).is_file()


def _is_x_lora(folder: Path) -> bool:
    return (folder / _CONFIG).is_file() and _read(folder / _CONFIG).get("peft_type") == "XLORA"


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
