"""Measures of collapse on experts that are known to be alike or apart."""

from __future__ import annotations

import pytest
import torch

from moe_adapters import collapse


@pytest.fixture(autouse=True)
def _seed() -> None:
    torch.manual_seed(0)


def test_cka_tells_copies_from_strangers_even_when_wide() -> None:
    first, second = torch.randn(40, 300), torch.randn(40, 300)
    rotation = torch.linalg.qr(torch.randn(300, 300)).Q
    assert collapse.debiased_cka(first, 3 * first @ rotation) == pytest.approx(1.0, abs=1e-6)
    assert abs(collapse.debiased_cka(first, second)) < 0.1
    with pytest.raises(ValueError, match="four tokens"):
        collapse.debiased_cka(first[:3], second[:3])


def test_pairs() -> None:
    shared, other = torch.randn(60, 8), torch.randn(60, 8)
    outputs = torch.stack([shared, 2 * shared, other], dim=1)
    cka = collapse.pairwise_cka(outputs)
    assert cka[0, 1] == pytest.approx(1.0, abs=1e-5)
    assert cka[0, 2] < 0.3
    cosine = collapse.pairwise_output_cosine(outputs)
    assert cosine[0, 1] == pytest.approx(1.0, abs=1e-5)
    assert collapse.mean_off_diagonal(torch.eye(4)) == 0


def test_update_cosine_equals_that_of_the_products() -> None:
    down, up = torch.randn(3, 2, 9), torch.randn(5, 3, 2)
    updates = torch.einsum("oer,eri->eoi", up, down).flatten(1)
    expected = torch.nn.functional.cosine_similarity(updates[:, None], updates[None, :], dim=-1)
    torch.testing.assert_close(collapse.pairwise_update_cosine(down, up), expected, rtol=1e-4, atol=1e-5)


def test_ranks_entropy_and_load() -> None:
    assert collapse.effective_rank(torch.eye(6)) == pytest.approx(6, rel=1e-4)
    assert collapse.effective_rank(torch.ones(6, 6)) == pytest.approx(1, rel=1e-3)
    even, one = torch.full((10, 4), 0.25), torch.eye(4)[torch.zeros(10, dtype=torch.long)]
    assert collapse.routing_entropy(even) == pytest.approx(1)
    assert collapse.routing_entropy(one) == pytest.approx(0, abs=1e-6)
    assert collapse.load_cv(even) == pytest.approx(0)
    assert collapse.load_cv(one) == pytest.approx(3**0.5, rel=1e-4)
    assert collapse.experts_in_use(even) == 4
    assert collapse.experts_in_use(one) == 1


def test_information_and_its_permutation_test() -> None:
    sequences = torch.arange(24)
    modality = (sequences % 3).repeat_interleave(5)
    groups = sequences.repeat_interleave(5)
    told = torch.eye(3)[modality]
    assert collapse.mutual_information(told, modality) == pytest.approx(
        torch.log(torch.tensor(3.0)).item(), rel=1e-4
    )
    assert collapse.permutation_p_value(told, modality, groups_N=groups, rounds=99) == pytest.approx(0.01)
    noise = torch.softmax(torch.randn(120, 3), dim=-1)
    assert collapse.permutation_p_value(noise, modality, groups_N=groups, rounds=99) > 0.05
