"""Copies an adapter with its tensors in bfloat16: half the size for shipping. Knows files, no model.

python -m moe_adapters.slim ADAPTER -o FOLDER
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"


def slim_adapter(source: Path, target: Path, *, base: str | None = None) -> int:
    """Writes configuration and weights; gives the bytes of the weights.

    Args:
        base: Name of the base model in the configuration, instead of a folder of the machine that trained.

    Raises:
        OSError: A file is not there.
    """
    tensors = {name: value.to(torch.bfloat16) for name, value in load_file(source / WEIGHTS).items()}
    target.mkdir(parents=True, exist_ok=True)
    save_file(tensors, target / WEIGHTS, metadata={"format": "pt"})
    config = json.loads((source / CONFIG).read_text(encoding="utf-8"))
    if base is not None:
        config["base_model_name_or_path"] = base
    (target / CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    (target / WEIGHTS).chmod(0o644)
    return (target / WEIGHTS).stat().st_size


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; prints the size."""
    parser = argparse.ArgumentParser(description="Copy an adapter in bfloat16.")
    parser.add_argument("adapter", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--base", help="name of the base model, instead of a folder of this machine")
    given = parser.parse_args(arguments)
    try:
        size = slim_adapter(given.adapter, given.output, base=given.base)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
