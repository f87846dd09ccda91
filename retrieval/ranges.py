"""Ranges of an encoder's activations, kept in a file: a model that ships starts without a walk over floats.

Knows tensors and their fingerprint, no layers. A model whose fingerprint is not there has its ranges taken
when it is loaded. ``python -m assistant.experts.text.reader.ranges`` writes the file anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from torch import Tensor

from retrieval.packing import Packed

FILE = Path(__file__).parent / "data" / "ranges.safetensors"
_EVERY = 1009
"""One of so many weights goes into a fingerprint: training moves them all."""

Ranges = list[list[Tensor]]
"""By layer, of what its four products take: least and greatest, [2, width]."""


def fingerprint(tensors: Mapping[str, Tensor], calibration: Packed) -> str:
    """32 letters that say which weights saw which passages."""
    digest = blake2b(calibration.ids.tobytes(), digest_size=16)
    for name in sorted(tensors):
        digest.update(f"{name} {tuple(tensors[name].shape)}".encode())
        digest.update(tensors[name].flatten()[::_EVERY].float().numpy().tobytes())
    return digest.hexdigest()


def kept_ranges(of: str, file: Path = FILE) -> Ranges | None:
    """The ranges under a fingerprint; None where the file has none."""
    from safetensors import safe_open

    if not file.exists():
        return None
    with safe_open(str(file), framework="pt") as kept:
        if of not in (kept.metadata() or {}):
            return None
        layers = int(kept.metadata()[of])
        return [[kept.get_tensor(f"{of}.{layer}.{part}") for part in range(4)] for layer in range(layers)]


def write_ranges(ranges: Mapping[str, Ranges], file: Path = FILE) -> None:
    """Writes the file anew, ranges by fingerprint."""
    from safetensors.torch import save_file

    tensors = {
        f"{of}.{layer}.{part}": seen.contiguous()
        for of, layers in ranges.items()
        for layer, parts in enumerate(layers)
        for part, seen in enumerate(parts)
    }
    save_file(tensors, str(file), metadata={of: str(len(layers)) for of, layers in ranges.items()})
