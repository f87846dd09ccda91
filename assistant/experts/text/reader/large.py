"""The larger reader's weights over all-mpnet-base-v2. Knows files and matrices, no text.

A trained matrix differs from the model's own by one of few dimensions, nearly: that difference is kept as two
thin factors in 8-bit integers, so that 7.7 MB make a reader of a model of 438 MB (the form of a LoRA,
arXiv:2106.09685, taken from full training by singular values).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.weights_file import read_weights, write_weights

if TYPE_CHECKING:
    from torch import Tensor

LARGE = Path(__file__).with_name("large.safetensors")
RANK = 64
_LEFT, _RIGHT = ".left", ".right"
_POINTS = ("points.weight", "points.bias")
_MODEL = "model.safetensors"

Pair = tuple["Tensor", "Tensor"]


def trained_layers(folder: Path, weights: Path) -> tuple[dict[str, Tensor], Pair]:
    """The layers that were trained, whole, and the layer that points.

    Args:
        folder: Of all-mpnet-base-v2.
        weights: What ``write_difference`` wrote.

    Raises:
        OSError: A file cannot be read.
    """
    from safetensors import safe_open

    kept = read_weights(weights)
    found: dict[str, Tensor] = {}
    with safe_open(str(folder / _MODEL), "pt") as model:
        for name, tensor in kept.items():
            if name.endswith(_LEFT):
                whole = name.removesuffix(_LEFT)
                found[whole] = model.get_tensor(whole).float() + tensor @ kept[whole + _RIGHT]
            elif not name.endswith(_RIGHT) and name not in _POINTS:
                found[name] = tensor
    weight, bias = (kept[name] for name in _POINTS)
    return found, (weight, bias)


def write_difference(trained: Mapping[str, Tensor], folder: Path, path: Path, *, rank: int = RANK) -> None:
    """Writes how far trained weights are from the model in a folder; what was not moved is left out."""
    import torch
    from safetensors import safe_open

    kept: dict[str, Tensor] = {}
    with safe_open(str(folder / _MODEL), "pt") as model:
        theirs = set(model.keys())
        for name, tensor in trained.items():
            if name not in theirs:
                kept[name] = tensor.float()
                continue
            apart = tensor.float() - model.get_tensor(name).float()
            if not bool(apart.any()):
                continue
            if apart.dim() < 2:
                kept[name] = tensor.float()
                continue
            left, strengths, right = torch.linalg.svd(apart, full_matrices=False)
            root = strengths[:rank].sqrt()
            kept[name + _LEFT], kept[name + _RIGHT] = left[:, :rank] * root, root[:, None] * right[:rank]
    write_weights(kept, path)
