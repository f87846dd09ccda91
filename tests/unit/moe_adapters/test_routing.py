"""Routers and auxiliary losses against what can be computed by hand."""

from __future__ import annotations

import math

import pytest
import torch

from moe_adapters.losses import diversity_loss, load_balancing_loss, modality_loss, router_z_loss
from moe_adapters.router import HyperRouter, competition_gates, gates_from, response_norms, top_k_mask


def test_top_k_keeps_the_largest_and_sums_to_one() -> None:
    logits = torch.tensor([[3.0, 1.0, 2.0, -1.0]])
    gates = gates_from(logits, k=2)
    assert gates[0, 1] == gates[0, 3] == 0
    assert gates.sum().item() == pytest.approx(1.0)
    assert gates[0, 0] / gates[0, 2] == pytest.approx(math.e)


def test_all_experts_when_k_is_none_or_all() -> None:
    logits = torch.randn(5, 4)
    assert torch.equal(gates_from(logits, k=None), gates_from(logits, k=4))
    assert top_k_mask(logits, 9).all()


def test_response_norms_equal_the_outputs_norms() -> None:
    hidden, up = torch.randn(2, 3, 4, 5), torch.randn(7, 4, 5)
    outputs = torch.einsum("bter,oer->bteo", hidden, up)
    torch.testing.assert_close(response_norms(hidden, up), outputs.norm(dim=-1), rtol=1e-4, atol=1e-5)


def test_competition_prefers_the_strongest() -> None:
    assert competition_gates(torch.tensor([[0.1, 5.0, 1.0]]), k=1).argmax() == 1


def test_hypernetwork_is_the_same_for_the_same_seed_and_trains_only_embeddings() -> None:
    first, second = HyperRouter(in_features=8, dim=3), HyperRouter(in_features=8, dim=3)
    embedding = torch.randn(4, 3)
    assert torch.equal(first(embedding), second(embedding))
    assert not list(first.parameters())
    assert not first.state_dict()


def test_load_balance_is_one_when_even_and_e_when_collapsed() -> None:
    even = torch.eye(4).repeat(6, 1).unsqueeze(0) * 50
    collapsed = torch.zeros(1, 24, 4)
    collapsed[..., 2] = 50
    assert load_balancing_loss(even, k=1).item() == pytest.approx(1.0, abs=1e-4)
    assert load_balancing_loss(collapsed, k=1).item() == pytest.approx(4.0, abs=1e-4)


def test_padding_does_not_count() -> None:
    logits = torch.randn(2, 6, 4)
    mask = torch.ones(2, 6)
    mask[:, 4:] = 0
    changed = logits.clone()
    changed[:, 4:] = 30 * torch.randn(2, 2, 4)
    for loss in (
        lambda x: load_balancing_loss(x, k=2, mask_BT=mask),
        lambda x: router_z_loss(x, mask_BT=mask),
    ):
        assert loss(logits).item() == pytest.approx(loss(changed).item(), rel=1e-5)


def test_diversity_is_one_for_copies_and_zero_for_orthogonal() -> None:
    down = torch.randn(1, 2, 16).repeat(3, 1, 1)
    up = torch.randn(8, 1, 2).repeat(1, 3, 1)
    assert diversity_loss(down, up).item() == pytest.approx(1.0, abs=1e-4)
    basis = torch.eye(16)[:6].reshape(3, 2, 16)
    assert diversity_loss(basis, torch.randn(8, 3, 2)).item() == pytest.approx(0.0, abs=1e-6)


def test_modality_loss_is_low_where_weight_falls_on_the_modalitys_experts() -> None:
    right = torch.tensor([[[9.0, 0.0, 9.0, 0.0], [0.0, 9.0, 0.0, 9.0]]])
    modality = torch.tensor([[0, 1]])
    assert float(modality_loss(right, modality, modalities=2)) < 0.001
    assert float(modality_loss(right, 1 - modality, modalities=2)) > 5
    assert float(modality_loss(torch.zeros(1, 2, 4), modality, modalities=2)) == pytest.approx(
        0.6931, abs=1e-3
    )


def test_modality_loss_leaves_the_choice_among_own_experts_free() -> None:
    first = torch.tensor([[[9.0, 0.0, -9.0, 0.0]]])
    second = torch.tensor([[[-9.0, 0.0, 9.0, 0.0]]])
    modality = torch.tensor([[0]])
    assert float(modality_loss(first, modality, modalities=2)) == pytest.approx(
        float(modality_loss(second, modality, modalities=2))
    )


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_norms_and_cosines_are_in_float32_under_autocast(dtype: torch.dtype) -> None:
    hidden, up = 100 * torch.randn(2, 3, 4, 5), torch.randn(7, 4, 5)
    down, small = torch.randn(4, 5, 9), 1e-3 * up
    norms, cosine = response_norms(hidden, up), diversity_loss(down, small)
    assert norms.max() > 256
    with torch.autocast("cpu", dtype):
        torch.testing.assert_close(response_norms(hidden, up), norms)
        torch.testing.assert_close(diversity_loss(down, small), cosine)
