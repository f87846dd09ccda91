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


def _reference_cka(first: torch.Tensor, second: torch.Tensor) -> float:
    """As it is written down by Nguyen et al., with every product formed."""

    def hsic(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        n, ones = len(one), torch.ones(len(one), dtype=torch.float64)
        traces = (one @ other).trace() + (ones @ one @ ones) * (ones @ other @ ones) / ((n - 1) * (n - 2))
        return (traces - 2 / (n - 2) * (ones @ one @ other @ ones)) / (n * (n - 3))

    grams = [values.double() @ values.double().T for values in (first, second)]
    one, other = (gram - gram.diagonal().diag() for gram in grams)
    return float(hsic(one, other) / (hsic(one, one) * hsic(other, other)).sqrt())


@pytest.mark.parametrize("scale", [1e-6, 1e-4, 1.0, 1e6])
def test_cka_is_that_of_the_formula_however_large_the_outputs(scale: float) -> None:
    first = torch.randn(40, 12, dtype=torch.float64)
    second = first @ torch.randn(12, 20, dtype=torch.float64) + torch.randn(40, 20, dtype=torch.float64)
    expected = _reference_cka(first, second)
    assert 0.3 < expected < 0.9
    assert collapse.debiased_cka(scale * first, scale * second) == pytest.approx(expected, rel=1e-6)
    assert collapse.debiased_cka(scale * first, 5 * scale * first) == pytest.approx(1.0)


@pytest.mark.parametrize("value", [0.0, 1.1, 1.1e4])
def test_cka_with_what_is_constant_is_nothing(value: float) -> None:
    same = torch.full((40, 12), value)
    assert collapse.debiased_cka(same, torch.randn(40, 12)) == 0
    assert collapse.debiased_cka(same, same) == 0


@pytest.mark.parametrize("modalities", [3, 4])
def test_relabellings_that_change_nothing_all_count(modalities: int) -> None:
    labels = torch.arange(modalities)  # one sequence of each: every exchange only renames them
    for seed in range(5):
        torch.manual_seed(seed)
        groups = labels.repeat_interleave(torch.randint(3, 9, (modalities,)))
        gates = torch.softmax(torch.randn(len(groups), 4), dim=-1)
        assert collapse.permutation_p_value(gates, labels[groups], groups_N=groups, rounds=99) == 1
