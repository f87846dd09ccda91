"""Averages the tensors of two adapters, one of which went on from the other. Knows files, no model.

python -m moe_adapters.soup EARLIER LATER -w 0.7 -o FOLDER

What was learnt after the earlier adapter and what was forgotten since are both had in part, often in more
than that part (Wortsman et al., arXiv 2109.01903). Only for adapters of one descent: those trained apart may
give like products by other factors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from moe_adapters.slim import CONFIG, WEIGHTS

_OF_SHAPE = (
    "peft_type", "r", "lora_alpha", "target_modules", "num_experts", "expert_names", "router",
    "router_temperature", "top_k", "shared_a",
)  # fmt: skip
"""What must be equal for tensors to mean the same; a plain LoRA has only some of it."""


def soup(earlier: Path, later: Path, target: Path, *, weight: float) -> None:
    """Writes (1 - weight) of the earlier adapter and weight of the later one, in float32.

    Raises:
        ValueError: The weight is outside 0 to 1, or the adapters are of different shape.
        OSError: A file is not there.
    """
    if not 0.0 <= weight <= 1.0:
        raise ValueError(f"a weight is from 0 to 1, not {weight:g}")
    configs = [json.loads((folder / CONFIG).read_text(encoding="utf-8")) for folder in (earlier, later)]
    for name in _OF_SHAPE:
        values = [config.get(name) for config in configs]
        if name == "target_modules":
            values = [sorted(value or ()) for value in values]
        if values[0] != values[1]:
            raise ValueError(f"{name} is {values[0]} in one adapter and {values[1]} in the other")
    one, other = load_file(earlier / WEIGHTS), load_file(later / WEIGHTS)
    if {k: v.shape for k, v in one.items()} != {k: v.shape for k, v in other.items()}:
        raise ValueError("the adapters have tensors of different names or shapes")
    mixed = {
        name: torch.lerp(value.to(torch.float32), other[name].to(torch.float32), weight)
        for name, value in one.items()
    }
    target.mkdir(parents=True, exist_ok=True)
    save_file(mixed, target / WEIGHTS, metadata={"format": "pt"})
    (target / CONFIG).write_text(json.dumps(configs[1], indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(description="Average two adapters of one descent.")
    parser.add_argument("earlier", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("-w", "--weight", type=float, default=0.5, help="of the later adapter, 0 to 1")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        soup(given.earlier, given.later, given.output, weight=given.weight)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
