"""A base in 4 bits on a processor: smaller, close to what it was made of, and trainable around."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
import transformers
from transformers import LlamaConfig, LlamaForCausalLM

from moe_adapters import base_model
from moe_adapters.base_model import adapted, load_base
from moe_adapters.train_config import AdapterSection, BaseSection, TrainConfig


def _relative_error(given: torch.Tensor, wanted: torch.Tensor) -> float:
    return float((given - wanted).detach().norm() / wanted.detach().norm())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(transformers.AutoTokenizer, "from_pretrained", lambda _: None)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=96, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, initializer_range=0.1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(tmp_path / "base")
    return tmp_path / "base"


def test_layers_are_packed_and_say_nearly_the_same(folder: Path) -> None:
    plain, _ = load_base(BaseSection(model=str(folder), dtype="float32"))
    packed, _ = load_base(BaseSection(model=str(folder), dtype="float32", quantisation=4))
    whole, layer = (model.model.layers[0].mlp.up_proj for model in (plain, packed))
    assert layer.weight.dtype == torch.uint8
    assert layer.weight.numel() * 2 == whole.weight.numel()
    x = torch.randn(5, 64)
    assert 0.0 < _relative_error(layer(x), whole(x)) < 0.15


@pytest.mark.parametrize("kind", ["mixture", "lora"])
def test_adapters_train_over_it_and_come_back(folder: Path, tmp_path: Path, kind: str) -> None:
    from peft import PeftModel

    section = BaseSection(model=str(folder), dtype="float32", quantisation=4)
    model = adapted(load_base(section)[0], TrainConfig(adapter=AdapterSection(kind=kind)))
    ids = torch.arange(3, 40).unsqueeze(0)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-2)
    losses = []
    for _ in range(12):
        loss = model(input_ids=ids, labels=ids).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] - 0.2
    model.eval().save_pretrained(tmp_path / "adapter")
    again = PeftModel.from_pretrained(load_base(section)[0], tmp_path / "adapter").eval()
    with torch.inference_mode():
        wanted, given = model(input_ids=ids).logits, again(input_ids=ids).logits
    # packed weights multiply in bfloat16 as soon as nothing is trained
    assert _relative_error(given, wanted) < 0.02


def test_what_was_read_without_gradients_still_passes_them_on(folder: Path) -> None:
    section = BaseSection(model=str(folder), dtype="float32", quantisation=4)
    model = adapted(load_base(section)[0], TrainConfig(adapter=AdapterSection(kind="lora")))
    ids = torch.arange(3, 40).unsqueeze(0)

    def gradient() -> torch.Tensor:
        model.zero_grad()
        model(input_ids=ids, labels=ids).loss.backward()
        return torch.cat([p.grad.flatten() for p in model.parameters() if p.grad is not None])

    before = gradient()
    model.eval()
    with torch.no_grad():
        model(input_ids=ids)
    model.train()
    assert _relative_error(gradient(), before) < 1e-5


def test_without_the_library_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_model, "find_spec", lambda _: None)
    with pytest.raises(ValueError, match="needs bitsandbytes"):
        load_base(BaseSection(model=str(folder), quantisation=4))
