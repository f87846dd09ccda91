"""Keep an energy in a folder as safetensors and JSON, and read it again. Knows files, no training."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.errors import AssistantError
from assistant.experts.series.energy.basis import Array, WindowBasis
from assistant.experts.series.energy.network import EnergyNetwork

_TENSORS, _SHAPE = "energy.safetensors", "energy.json"
_FORMAT = 1


class EnergyRefused(AssistantError):
    """A folder holds no energy that can be used; the message says what is wrong."""

    exit_code = 2


def save(network: EnergyNetwork, basis: WindowBasis, folder: Path) -> None:
    """Writes a network and the basis of its coordinates; files that are there are replaced."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for number, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
        tensors[f"{number}.weight"] = np.ascontiguousarray(weight)
        tensors[f"{number}.bias"] = np.ascontiguousarray(bias)
    save_file(tensors, str(folder / _TENSORS))
    shape = {"format": _FORMAT, "width": basis.width, "kept": basis.kept, "layers": len(network.weights)}
    (folder / _SHAPE).write_text(json.dumps(shape, indent=1) + "\n", encoding="utf-8")


def load(folder: Path) -> tuple[EnergyNetwork, WindowBasis]:
    """Reads what ``save`` wrote.

    Raises:
        EnergyRefused: Files are missing, broken, or their shapes do not fit together.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        shape = json.loads((folder / _SHAPE).read_text(encoding="utf-8"))
        tensors = load_file(str(folder / _TENSORS))
        if shape["format"] != _FORMAT:
            raise EnergyRefused(
                f"{folder}: format {shape['format']} is unknown, this version reads {_FORMAT}"
            )
        basis = WindowBasis(width=int(shape["width"]), kept=int(shape["kept"]))
        layers = range(int(shape["layers"]))
        weights = tuple(_finite(tensors[f"{k}.weight"], 2) for k in layers)
        biases = tuple(_finite(tensors[f"{k}.bias"], 1) for k in layers)
    except FileNotFoundError as error:
        raise EnergyRefused(f"{folder} holds no {_SHAPE} with an {_TENSORS} beside it") from error
    except (KeyError, TypeError, ValueError, SafetensorError) as error:
        raise EnergyRefused(f"{folder} holds no whole energy: {error}") from error
    _check(weights, biases, folder)
    return EnergyNetwork(weights=weights, biases=biases), basis


def _finite(tensor: Array, rank: int) -> Array:
    if tensor.ndim != rank or not np.isfinite(tensor).all():
        raise ValueError("a tensor has another shape, or values that are not finite")
    return tensor.astype(np.float64)


def _check(weights: tuple[Array, ...], biases: tuple[Array, ...], folder: Path) -> None:
    chained = all(before.shape[0] == after.shape[1] for before, after in pairwise(weights))
    even = all(weight.shape[0] % 2 == 0 for weight in weights[:-1])
    fitting = all(w.shape[0] == b.size for w, b in zip(weights, biases, strict=True))
    if not weights or not (chained and even and fitting and weights[-1].shape[0] == 1):
        raise EnergyRefused(f"{folder}: the layers do not fit together")
