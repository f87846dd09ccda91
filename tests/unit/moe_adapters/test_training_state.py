"""Checkpoints: whole or not there, and refused where they are of another adapter."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from moe_adapters.training_state import Progress, latest_checkpoint, load_checkpoint, save_checkpoint


def trained_model(width: int = 3) -> tuple[nn.Module, torch.optim.Optimizer]:
    torch.manual_seed(0)
    model = nn.Linear(width, 2)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    model(torch.ones(1, width)).sum().backward()
    optimizer.step()
    return model, optimizer


def save(folder: Path, step: int) -> nn.Module:
    model, optimizer = trained_model()
    progress = Progress(step=step, tokens=7, seconds=1.5, epoch=2, batch=3)
    save_checkpoint(folder, model=model, optimizer=optimizer, progress=progress, config={"name": "x"})
    return model


def test_comes_back_with_moments_and_position(tmp_path: Path) -> None:
    saved = save(tmp_path, 4)
    model, optimizer = trained_model()
    with torch.no_grad():
        model.weight.zero_()  # type: ignore[operator, union-attr]
    optimizer.state.clear()
    checkpoint = latest_checkpoint(tmp_path)
    assert checkpoint is not None
    progress = load_checkpoint(checkpoint, model=model, optimizer=optimizer)
    assert (progress.step, progress.epoch, progress.batch, progress.tokens) == (4, 2, 3, 7)
    torch.testing.assert_close(model.weight, saved.weight)
    state = optimizer.state[model.weight]  # type: ignore[index]
    assert float(state["step"]) == 1.0
    assert float(state["exp_avg"].abs().sum()) > 0


def test_random_numbers_go_on_where_they_were(tmp_path: Path) -> None:
    torch.manual_seed(3)
    model, optimizer = trained_model()
    torch.manual_seed(5)
    save_checkpoint(tmp_path, model=model, optimizer=optimizer, progress=Progress(), config={})
    expected = torch.rand(3)
    torch.manual_seed(9)
    checkpoint = latest_checkpoint(tmp_path)
    assert checkpoint is not None
    load_checkpoint(checkpoint, model=model, optimizer=optimizer)
    torch.testing.assert_close(torch.rand(3), expected)


def test_only_the_newest_is_kept(tmp_path: Path) -> None:
    save(tmp_path, 1)
    save(tmp_path, 12)
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint-0000012"]


def test_half_written_one_is_not_seen(tmp_path: Path) -> None:
    save(tmp_path, 1)
    (tmp_path / ".checkpoint-0000002.partial").mkdir()
    (tmp_path / "checkpoint-0000003").mkdir()
    found = latest_checkpoint(tmp_path)
    assert found is not None
    assert found.name == "checkpoint-0000001"


def test_another_adapter_is_refused(tmp_path: Path) -> None:
    save(tmp_path, 1)
    model, optimizer = trained_model(width=5)
    checkpoint = latest_checkpoint(tmp_path)
    assert checkpoint is not None
    with pytest.raises(ValueError, match="another adapter"):
        load_checkpoint(checkpoint, model=model, optimizer=optimizer)
