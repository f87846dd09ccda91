"""Two adapters of one descent are averaged; others are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from small_models import WordTokenizer, recipe, small_llama

from moe_adapters import open_adapter as module
from moe_adapters.open_adapter import open_adapter
from moe_adapters.slim import CONFIG, WEIGHTS
from moe_adapters.soup import main
from moe_adapters.train import train
from moe_adapters.train_config import BaseSection, read_config


@pytest.fixture
def runs(tmp_path: Path) -> list[Path]:
    """The adapters of a shorter and of a longer run from the same start."""
    for name, tokens in (("early", 100), ("late", 300)):
        config = read_config(recipe(tmp_path / f"data-{name}", tokens=tokens))
        train(config, tmp_path / name, model=(small_llama(), WordTokenizer()))
    return [tmp_path / "early" / "adapter", tmp_path / "late" / "adapter"]


def _weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / WEIGHTS)


@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0])
def test_tensors_are_the_weighted_mean(
    weight: float, runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = runs
    out = tmp_path / "out"
    assert main([str(early), str(late), "-w", str(weight), "-o", str(out)]) == 0
    one, other, mixed = _weights(early), _weights(late), _weights(out)
    assert any(not torch.equal(one[name], other[name]) for name in one)
    for name, value in mixed.items():
        torch.testing.assert_close(value, (1 - weight) * one[name] + weight * other[name])
    monkeypatch.setattr(module, "load_base", lambda section: (small_llama(), WordTokenizer()))
    opened, _ = open_adapter(out, base=BaseSection())
    ids = torch.tensor([[3, 4, 5, 6]])
    assert not torch.equal(opened(ids).logits, small_llama()(ids).logits)


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"router": "top_k"}, "router is softmax"), ({"expert_names": ["b", "a"]}, "expert_names")],
)
def test_other_shapes_are_refused(
    changed: dict[str, object],
    told: str,
    runs: list[Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    early, late = runs
    config = json.loads((late / CONFIG).read_text(encoding="utf-8"))
    (late / CONFIG).write_text(json.dumps({**config, **changed}), encoding="utf-8")
    assert main([str(early), str(late), "-o", str(tmp_path / "out")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_weight_beyond_one_is_refused(
    runs: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*map(str, runs), "-w", "1.5", "-o", str(tmp_path / "out")]) == 1
    assert "0 to 1" in capsys.readouterr().err
