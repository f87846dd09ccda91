"""A model's weights as a file a quarter of their size: matrices as 8-bit integers with a scale a row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

_SCALE = ".scale"
_LEVELS = 127


def write_weights(tensors: Mapping[str, Tensor], path: Path) -> None:
    """Writes the tensors; those that are no matrices stay floats."""
    import torch
    from safetensors.torch import save_file

    kept: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        if tensor.dim() < 2:
            kept[name] = tensor.float().contiguous()
            continue
        scale = tensor.abs().amax(1).clamp(min=1e-12) / _LEVELS
        kept[name] = (tensor / scale[:, None]).round().to(torch.int8).contiguous()
        kept[name + _SCALE] = scale.float().contiguous()
    save_file(kept, str(path))


def read_weights(path: Path) -> dict[str, Tensor]:
    """The tensors as floats.

    Raises:
        OSError: The file cannot be read.
    """
    from safetensors.torch import load_file

    kept = load_file(str(path))
    return {
        name: tensor.float() * kept[name + _SCALE][:, None] if name + _SCALE in kept else tensor
        for name, tensor in kept.items()
        if not name.endswith(_SCALE)
    }
