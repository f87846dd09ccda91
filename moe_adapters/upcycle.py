"""Starts experts of a mixture from LoRAs that were trained before. Knows files and layers, no data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from moe_adapters.layer import mixture_layers

_ROW = 3**-0.5
"""Length of a row of A as LoRA draws it, so that a started expert learns at the pace of a fresh one."""


def start_experts(model: nn.Module, start: Mapping[str, str], *, modalities: Sequence[str]) -> None:
    """Gives the expert of each named modality the largest directions of a LoRA's update.

    The r largest singular directions of ``s · B A`` are the best update of rank r there is (Eckart and
    Young); a weight of 1 for that expert and 0 for the others then answers nearly as the LoRA did. Starting
    all experts from one dense network is sparse upcycling (arXiv 2212.05055), from several
    Branch-Train-MiX (arXiv 2403.07816).

    Args:
        model: Carries fresh mixtures.
        start: Folder of a LoRA as PEFT saves it, by modality.
        modalities: Their order; expert e belongs to modality ``e mod M``.

    Raises:
        ValueError: A modality is unknown, or the folder's adapter does not fit; says why.
        OSError: A file is not there.
    """
    for modality, folder in start.items():
        if modality not in modalities:
            raise ValueError(f"adapter.start: {modality} is none of data.modalities {', '.join(modalities)}")
        _start(model, modalities.index(modality), len(modalities), Path(folder))


@torch.no_grad()
def _start(model: nn.Module, modality: int, modalities: int, folder: Path) -> None:
    scaling, tensors = _read_lora(folder)
    for layer in mixture_layers(model):
        name = layer.layer_name
        if name not in tensors:
            raise ValueError(f"adapter.start: {folder} has no LoRA for {name}")
        config = layer.moelora_config["default"]
        if config.shared_a:
            raise ValueError("adapter.start needs an A for each expert; shared_a is set")
        down, up = largest_directions(*tensors[name], rank=config.r)
        up *= scaling / config.scaling
        for expert in range(modality, config.num_experts, modalities):
            own = slice(expert * config.r, (expert + 1) * config.r)
            layer.moelora_A["default"][own] = down
            layer.moelora_B["default"][:, own] = up


def largest_directions(down_RI: Tensor, up_OR: Tensor, *, rank: int) -> tuple[Tensor, Tensor]:
    """A and B of the best update of a lower rank, [rank, in] and [out, rank], zeros where there is none.

    The rows of A are orthogonal and as long as LoRA draws them; B carries the singular values.
    """
    q_in, r_in = torch.linalg.qr(down_RI.float().T)
    q_out, r_out = torch.linalg.qr(up_OR.float())
    left, values, right = torch.linalg.svd(r_out @ r_in.T)
    found = min(rank, len(values))
    down = torch.zeros(rank, down_RI.shape[1])
    up = torch.zeros(up_OR.shape[0], rank)
    down[:found] = _ROW * (q_in @ right[:found].T).T
    up[:, :found] = (q_out @ left[:, :found]) * values[:found] / _ROW
    return down, up


def _read_lora(folder: Path) -> tuple[float, dict[str, tuple[Tensor, Tensor]]]:
    """Scale of a LoRA, and A and B by the layer's name."""
    config: dict[str, Any] = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    if config.get("peft_type") != "LORA" or config.get("use_rslora") or config.get("use_dora"):
        raise ValueError(f"adapter.start: {folder} is not a plain LoRA")
    tensors = load_file(folder / "adapter_model.safetensors")
    head, middle, tail = "base_model.model.", ".lora_A", ".weight"
    names = [name for name in tensors if name.endswith(middle + tail)]
    pairs = {
        name[len(head) : -len(middle + tail)]: (tensors[name], tensors[name.replace(middle, ".lora_B")])
        for name in names
    }
    return float(config["lora_alpha"]) / float(config["r"]), pairs
