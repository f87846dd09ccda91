"""What training left is opened again, ended or not."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from small_models import WordTokenizer, recipe, small_llama

from moe_adapters import open_adapter as module
from moe_adapters.open_adapter import NoAdapter, open_adapter
from moe_adapters.slim import WEIGHTS, slim_adapter
from moe_adapters.train import train
from moe_adapters.train_config import BaseSection, read_config


@pytest.fixture(autouse=True)
def _small_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load_base", lambda section: (small_llama(), WordTokenizer()))


@pytest.mark.parametrize("ended", [True, False])
def test_opens_a_run(ended: bool, tmp_path: Path) -> None:
    model = small_llama()
    config = read_config(recipe(tmp_path / "data", tokens=300))
    train(config, tmp_path / "run", model=(model, WordTokenizer()), stop=lambda: not ended)
    opened, _ = open_adapter(tmp_path / "run", base=BaseSection())
    ids = torch.tensor([[3, 4, 5, 6]])
    torch.testing.assert_close(opened(ids).logits, model.eval()(ids).logits)
    assert not torch.equal(opened(ids).logits, small_llama()(ids).logits)


def test_empty_folder_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoAdapter, match="adapter_config"):
        open_adapter(tmp_path, base=BaseSection())


def test_slim_copy_answers_nearly_alike_at_half_the_size(tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data", tokens=300))
    train(config, tmp_path / "run", model=(small_llama(), WordTokenizer()))
    saved = tmp_path / "run" / "adapter"
    slim_adapter(saved, tmp_path / "slim")
    assert (tmp_path / "slim" / WEIGHTS).stat().st_size < 0.7 * (saved / WEIGHTS).stat().st_size
    whole, _ = open_adapter(saved, base=BaseSection())
    slim, _ = open_adapter(tmp_path / "slim", base=BaseSection())
    ids = torch.tensor([[3, 4, 5, 6]])
    torch.testing.assert_close(slim(ids).logits, whole(ids).logits, atol=0.2, rtol=0.05)
