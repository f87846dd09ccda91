"""The documentation's examples of the library run, in their order, on a small model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch
from random_models import base_model

from moe_adapters.example import read_examples

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


def test_example_line_is_an_example(tmp_path: Path) -> None:
    line = re.search(r'^ +(\{"id": "own-1".*?\})$', PAGE.read_text(encoding="utf-8"), re.S | re.M)
    assert line is not None
    (tmp_path / "train.jsonl").write_text(re.sub(r"\n +", " ", line[1]), encoding="utf-8")
    (found,) = read_examples(tmp_path / "train.jsonl")
    assert found.answer == "once a year [1]"
    assert found.messages[-1].content.endswith("\nQuestion: how often is the filter of P-7 changed?")
