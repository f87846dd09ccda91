"""Copies an adapter with its tensors in bfloat16: half the size for shipping. Knows files, no model.

python -m moe_adapters.slim ADAPTER -o FOLDER
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"


def slim_adapter(source: Path, target: Path) -> int:
    """Writes configuration and weights; gives the bytes of the weights.

    Raises:
        OSError: A file is not there.
    """
    target.mkdir(parents=True, exist_ok=True)
    tensors = {name: value.to(torch.bfloat16) for name, value in load_file(source / WEIGHTS).items()}
    save_file(tensors, target / WEIGHTS, metadata={"format": "pt"})
    shutil.copyfile(source / CONFIG, target / CONFIG)
    return (target / WEIGHTS).stat().st_size


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; prints the size."""
    parser = argparse.ArgumentParser(description="Copy an adapter in bfloat16.")
    parser.add_argument("adapter", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    sys.stdout.write(f"{slim_adapter(given.adapter, given.output) / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
