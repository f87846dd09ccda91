"""Frozen 8-bit layers: close to what they were made of, in both directions, and trainable around."""

from __future__ import annotations

import pytest
import torch
from small_models import small_llama
from torch import nn

from moe_adapters.base_model import adapted
from moe_adapters.int8_linear import Int8Linear, quantise_linears, quantise_rows
from moe_adapters.train_config import ALL_LINEARS, AdapterSection, TrainConfig


def _relative_error(given: torch.Tensor, wanted: torch.Tensor) -> float:
    return float((given - wanted).detach().norm() / wanted.detach().norm())


def test_rows_are_rounded_to_the_nearest_of_255_steps() -> None:
    rows = torch.randn(40, 96) * torch.logspace(-3, 3, 40).unsqueeze(1)
    quantised, scale = quantise_rows(rows)
    assert quantised.dtype == torch.int8
    assert ((quantised * scale - rows).abs() <= 0.5001 * scale).all()
    zeros, _ = quantise_rows(torch.zeros(2, 8))
    assert not zeros.any()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("bias", [True, False])
def test_output_and_gradient_are_those_of_the_layer_within_a_percent_or_two(
    bias: bool, dtype: torch.dtype
) -> None:
    torch.manual_seed(0)
    layer = nn.Linear(96, 160, bias=bias, dtype=dtype)
    small = Int8Linear(layer)
    x = torch.randn(3, 17, 96, dtype=dtype, requires_grad=True)
    weight = torch.randn(3, 17, 160, dtype=dtype)
    wanted, given = layer(x), small(x)
    assert (given.shape, given.dtype) == (wanted.shape, dtype)
    assert _relative_error(given, wanted) < 0.02
    (gradient,) = torch.autograd.grad((wanted * weight).sum(), x)
    (close,) = torch.autograd.grad((given * weight).sum(), x)
    assert _relative_error(close, gradient) < 0.02


def test_named_layers_of_a_model_are_replaced_and_frozen() -> None:
    model = small_llama()
    ids = torch.arange(3, 40).unsqueeze(0)
    before = model(input_ids=ids).logits
    assert quantise_linears(model, ("q_proj", "down_proj")) == 4
    assert isinstance(model.model.layers[0].mlp.down_proj, Int8Linear)
    assert type(model.model.layers[0].mlp.up_proj) is nn.Linear
    assert not any(p.requires_grad for p in model.model.layers[0].mlp.down_proj.parameters())
    assert _relative_error(model(input_ids=ids).logits, before) < 0.05


@pytest.mark.parametrize("kind", ["mixture", "lora"])
def test_adapters_train_on_a_quantised_base(kind: str) -> None:
    model = small_llama()
    quantise_linears(model, ALL_LINEARS)
    section = AdapterSection(kind=kind, r=2, alpha=8)  # type: ignore[arg-type]
    network = adapted(model, TrainConfig(adapter=section))
    ids = torch.arange(3, 40).unsqueeze(0)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=0.02)
    losses = []
    for _ in range(12):
        loss = network(input_ids=ids, labels=ids).loss
        losses.append(float(loss.detach()))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    assert losses[-1] < 0.8 * losses[0]
