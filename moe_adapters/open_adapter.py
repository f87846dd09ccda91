"""Opens what training left: an adapter's folder, or a run's folder or checkpoint. Knows no data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from moe_adapters.base_model import adapted, load_base
from moe_adapters.routed_loras import is_routed, open_routed
from moe_adapters.train_config import BaseSection, parse_config
from moe_adapters.training_state import latest_checkpoint, load_parameters, saved_config


class NoAdapter(ValueError):
    """The folder holds nothing that training left; the message says what was looked for."""


def adapter_folder(folder: Path) -> Path | None:
    """The folder that PEFT saved, itself or ``adapter`` inside a run; None where there is none."""
    for candidate in (folder, folder / "adapter"):
        if (candidate / "adapter_config.json").is_file() or is_routed(candidate):
            return candidate
    return None


def open_adapter(folder: Path, *, base: BaseSection) -> tuple[Any, Any]:
    """The base model with the adapter on it, ready to answer, and the tokenizer.

    A run that has not ended yet is opened at its last checkpoint.

    Raises:
        NoAdapter: There is no adapter and no checkpoint.
        ValueError: LoRAs routed by Arrow or X-LoRA are asked for on quantised weights.
        OSError: The base model is not there.
    """
    from peft import PeftModel

    import moe_adapters.model  # noqa: F401 - registers the method with PEFT

    saved = adapter_folder(folder)
    if saved is not None and is_routed(saved):
        if base.quantisation:
            raise ValueError("arrow and x_lora route plain weights only: set base.quantisation to 0")
        model, tokenizer = load_base(base)
        return open_routed(model, saved).eval(), tokenizer
    if saved is not None:
        model, tokenizer = load_base(base)
        return PeftModel.from_pretrained(model, str(saved)).eval(), tokenizer
    checkpoint = folder if (folder / "state.json").is_file() else latest_checkpoint(folder)
    if checkpoint is None:
        raise NoAdapter(f"{folder} holds neither adapter_config.json, adapter/ nor a checkpoint")
    config = parse_config(saved_config(checkpoint))
    model, tokenizer = load_base(replace(base, gradient_checkpointing=False))
    network = adapted(model, config.begun())
    load_parameters(checkpoint, model=network)
    return network.eval(), tokenizer
