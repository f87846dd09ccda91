"""The documentation's examples of the library run, in their order, on a small model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch
from random_models import base_model

PAGE = Path(__file__).resolve().parents[3] / "docs" / "moe_adapters.md"


def test_examples_run(tmp_path: Path) -> None:
    torch.manual_seed(0)
    ids = torch.randint(3, 60, (2, 7))
    names: dict[str, Any] = {
        "base": base_model(), "folder": tmp_path / "mixture", "lora": tmp_path / "lora",
        "batch": {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": ids},
        "modality": torch.tensor([0, 1]),
    }  # fmt: skip
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert len(examples) == 4
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), names)
    assert names["weights"].shape == (2, 7, 4)
    assert names["merged"](ids).logits.shape == (2, 7, 64)
