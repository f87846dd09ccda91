"""Are the experts still experts? Measures of representation collapse. Pure functions over tensors.

Letters name the axes: N tokens, E experts, O output width, R rank, I input width, M modalities.
"""

from __future__ import annotations

import torch
from torch import Tensor

_CONSTANT = 1e-6
"""Rows that vary by less than this part of their size are constant: float32 tells them no better apart."""
_ROUNDING = 1e-10
"""Nats by which two ways to add up one mutual information may differ."""


def debiased_cka(first_NO: Tensor, second_NO: Tensor) -> float:
    """Linear centred kernel alignment with the unbiased HSIC estimator: 0 unrelated, 1 alike.

    Also 0 where one of them is constant, as before the first step, when every expert gives nothing.
    The plain estimator is near 1 for any two representations when the width exceeds the number of
    tokens; the unbiased one (Song et al. 2012; Nguyen et al., arXiv 2010.15327) is not. It can be
    slightly negative. The size of the outputs does not matter, nor what is added to all of them.

    Raises:
        ValueError: Fewer than four tokens.
    """
    if first_NO.shape[0] < 4:
        raise ValueError("at least four tokens are needed")
    first, second = (_gram_without_diagonal(_standard(x.double())) for x in (first_NO, second_NO))
    cross = _unbiased_hsic(first, second)
    own = _unbiased_hsic(first, first) * _unbiased_hsic(second, second)
    return float(cross / own.clamp_min(1e-24).sqrt())


def _standard(values_NO: Tensor) -> Tensor:
    """Centred, with rows of length 1 in the root mean square; zeros where all rows are alike."""
    centred = values_NO - values_NO.mean(0)
    size = centred.norm()
    if size <= _CONSTANT * values_NO.norm():
        return torch.zeros_like(centred)
    return centred * (len(centred) ** 0.5 / size)


def _gram_without_diagonal(values: Tensor) -> Tensor:
    gram = values @ values.T
    return gram - torch.diag(gram.diagonal())


def _unbiased_hsic(first: Tensor, second: Tensor) -> Tensor:
    n = first.shape[0]
    product = (first * second).sum()
    sums = first.sum() * second.sum() / ((n - 1) * (n - 2))
    rows = (first.sum(0) * second.sum(0)).sum() * 2 / (n - 2)
    return (product + sums - rows) / (n * (n - 3))


def pairwise_cka(outputs_NEO: Tensor) -> Tensor:
    """[N, E, O] -> [E, E], debiased CKA of each pair of experts' outputs; the diagonal is 1."""
    experts = outputs_NEO.shape[1]
    result = torch.eye(experts)
    for i in range(experts):
        for j in range(i):
            result[i, j] = result[j, i] = debiased_cka(outputs_NEO[:, i], outputs_NEO[:, j])
    return result


def pairwise_output_cosine(outputs_NEO: Tensor) -> Tensor:
    """[N, E, O] -> [E, E], cosine of experts' outputs, averaged over tokens."""
    unit = torch.nn.functional.normalize(outputs_NEO.float(), dim=-1)
    return torch.einsum("neo,nfo->ef", unit, unit) / outputs_NEO.shape[0]


def pairwise_update_cosine(down_ERI: Tensor, up_OER: Tensor) -> Tensor:
    """[E, R, I], [O, E, R] -> [E, E], cosine of the updates ``B_e A_e``."""
    ups = torch.einsum("oir,ojs->ijrs", up_OER.float(), up_OER.float())
    downs = torch.einsum("irn,jsn->ijrs", down_ERI.float(), down_ERI.float())
    inner = (ups * downs).sum((-1, -2))
    norm = inner.diagonal().clamp_min(1e-24).sqrt()
    return inner / (norm[:, None] * norm[None, :])


def mean_off_diagonal(matrix_EE: Tensor) -> float:
    """Mean of the entries off the diagonal."""
    experts = matrix_EE.shape[0]
    if experts < 2:
        return 0.0
    return float((matrix_EE.sum() - matrix_EE.diagonal().sum()) / (experts * (experts - 1)))


def effective_rank(values_NO: Tensor) -> float:
    """Exponential of the entropy of the normalised singular values (Roy & Vetterli 2007)."""
    singular = torch.linalg.svdvals(values_NO.float())
    share = singular / singular.sum().clamp_min(1e-24)
    entropy = -(share * share.clamp_min(1e-24).log()).sum()
    return float(entropy.exp())


def routing_entropy(gates_NE: Tensor) -> float:
    """Mean entropy of a token's weights over log E: 1 even, 0 one expert a token."""
    experts = gates_NE.shape[1]
    if experts < 2:
        return 0.0
    entropy = -(gates_NE * gates_NE.clamp_min(1e-12).log()).sum(-1)
    return float(entropy.mean() / torch.log(torch.tensor(float(experts))))


def load_cv(gates_NE: Tensor) -> float:
    """Coefficient of variation of the experts' loads: 0 even, √(E−1) when one takes all."""
    load = gates_NE.float().mean(0)
    return float(load.std(correction=0) / load.mean().clamp_min(1e-12))


def experts_in_use(gates_NE: Tensor, *, share: float = 0.1) -> int:
    """Experts whose load is at least ``share`` of an even load."""
    load = gates_NE.float().mean(0)
    return int((load * gates_NE.shape[1] >= share).sum())


def mutual_information(gates_NE: Tensor, modality_N: Tensor) -> float:
    """Mutual information of expert and modality, in nats, from the soft assignment of tokens."""
    modalities = int(modality_N.max()) + 1
    joint = torch.zeros(modalities, gates_NE.shape[1], dtype=torch.float64)
    joint.index_add_(0, modality_N.cpu(), gates_NE.double().cpu())
    joint /= joint.sum()
    independent = joint.sum(1, keepdim=True) * joint.sum(0, keepdim=True)
    kept = joint > 0
    return float((joint[kept] * (joint[kept] / independent[kept]).log()).sum())


def reaches(information: float, measured: float) -> bool:
    """Whether a relabelling's mutual information is as large; equal tables may be added in other orders."""
    return information >= measured - _ROUNDING


def permutation_p_value(
    gates_NE: Tensor, modality_N: Tensor, *, groups_N: Tensor, rounds: int = 999, seed: int = 0
) -> float:
    """Share of random relabellings whose mutual information reaches the measured one.

    Tokens of one sequence are not independent, so labels are exchanged between whole sequences
    (``groups_N``: index of the sequence of each token).
    """
    measured = mutual_information(gates_NE, modality_N)
    sequences, first = torch.unique(groups_N, return_inverse=True)
    label_of = torch.zeros(len(sequences), dtype=modality_N.dtype)
    label_of[first] = modality_N.cpu()
    generator = torch.Generator().manual_seed(seed)
    reached = 0
    for _ in range(rounds):
        shuffled = label_of[torch.randperm(len(sequences), generator=generator)]
        reached += reaches(mutual_information(gates_NE, shuffled[first]), measured)
    return (reached + 1) / (rounds + 1)
