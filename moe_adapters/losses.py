"""Auxiliary losses that keep a router balanced and its experts different. Knows records, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from moe_adapters.context import RouterRecord
from moe_adapters.router import competition_gates, without_autocast


@dataclass(frozen=True, slots=True, kw_only=True)
class AuxiliaryLoss:
    """The weighted sum and its unweighted parts (detached, for logs)."""

    total: Tensor
    load_balance: float
    z: float
    diversity: float
    distill: float
    modality: float


def _weights(values: Tensor, mask: Tensor | None) -> Tensor:
    """[B, T] weights that sum to 1 over the tokens that count.

    Raises:
        ValueError: The mask is for other tokens.
    """
    if mask is None:
        return torch.full(values.shape[:-1], 1.0 / values[..., 0].numel(), device=values.device)
    if mask.numel() != values[..., 0].numel():
        raise ValueError(
            f"a mask of shape {list(mask.shape)} does not fit tokens of shape {list(values.shape[:-1])}"
        )
    kept = mask.reshape(values.shape[:-1]).to(values.device, torch.float32)
    return kept / kept.sum().clamp_min(1.0)


def load_balancing_loss(logits_BTE: Tensor, *, k: int, mask_BT: Tensor | None = None) -> Tensor:
    """``E · Σ_e f_e P_e``: 1 when tokens spread evenly, E when one expert takes all.

    ``f_e`` is the share of the tokens' k choices that fall on expert e (no gradient), ``P_e`` its mean
    probability. Source: Switch Transformer (arXiv 2101.03961), for k choices as in Mixtral.
    """
    probabilities = torch.softmax(logits_BTE.float(), dim=-1)
    experts = logits_BTE.shape[-1]
    chosen = torch.zeros_like(probabilities).scatter(-1, probabilities.topk(k, dim=-1).indices, 1.0 / k)
    weights = _weights(probabilities, mask_BT).unsqueeze(-1)
    share = (chosen * weights).flatten(0, -2).sum(0)
    mean = (probabilities * weights).flatten(0, -2).sum(0)
    return experts * (share * mean).sum()


def router_z_loss(logits_BTE: Tensor, *, mask_BT: Tensor | None = None) -> Tensor:
    """Mean of ``logsumexp(logits)²``: keeps logits small. Source: ST-MoE (arXiv 2202.08906)."""
    squared = torch.logsumexp(logits_BTE.float(), dim=-1).square()
    return (squared * _weights(logits_BTE, mask_BT)).sum()


def distillation_loss(record: RouterRecord, *, k: int, mask_BT: Tensor | None = None) -> Tensor:
    """Mean squared distance of the router's probabilities to the competition's (CompeteSMoE)."""
    if record.response_BTE is None:
        return record.logits_BTE.new_zeros(())
    target = competition_gates(record.response_BTE, k=k).detach()
    distance = (torch.softmax(record.logits_BTE.float(), dim=-1) - target).square().sum(-1)
    return (distance * _weights(record.logits_BTE, mask_BT)).sum()


def modality_loss(
    logits_BTE: Tensor, modality_BT: Tensor, *, modalities: int, mask_BT: Tensor | None = None
) -> Tensor:
    """Mean of ``−log`` of the probability that a token's weight falls on its modality's experts.

    Expert e belongs to modality ``e mod M``. Unlike a prior on the logits it is the router itself that
    learns to tell the modalities, so nothing is missed at inference; which expert of its modality a
    token gets is left to the language model's loss.

    Args:
        modality_BT: Of each token, or [B] of each sequence.
        modalities: M.
    """
    experts = torch.arange(logits_BTE.shape[-1], device=logits_BTE.device) % modalities
    between = [1] * (logits_BTE.dim() - 1 - modality_BT.dim())
    own_BTE = experts == modality_BT.to(logits_BTE.device).view(*modality_BT.shape, *between, 1)
    logarithm = torch.log_softmax(logits_BTE.float(), dim=-1).masked_fill(~own_BTE, -1e9)
    return -(torch.logsumexp(logarithm, dim=-1) * _weights(logits_BTE, mask_BT)).sum()


def diversity_loss(down_ERI: Tensor, up_OER: Tensor) -> Tensor:
    """Mean squared cosine between the experts' updates ``B_e A_e``: 0 orthogonal, 1 alike.

    ``⟨B_i A_i, B_j A_j⟩ = Σ (B_iᵀ B_j) ∘ (A_i A_jᵀ)``, so no update is ever formed.

    Shapes: [E, R, in], [out, E, R] -> scalar.
    """
    with without_autocast(up_OER):
        ups = torch.einsum("oir,ojs->ijrs", up_OER.float(), up_OER.float())
        downs = torch.einsum("irn,jsn->ijrs", down_ERI.float(), down_ERI.float())
    inner = (ups * downs).sum((-1, -2))
    norm = inner.diagonal().clamp_min(1e-12).sqrt()
    cosine = inner / (norm[:, None] * norm[None, :])
    experts = cosine.shape[0]
    off = cosine - torch.diag(cosine.diagonal())
    return off.square().sum() / max(1, experts * (experts - 1))


def mean_over(losses: Sequence[Tensor]) -> Tensor:
    """Mean over layers; 0 for none."""
    return torch.stack(list(losses)).mean() if losses else torch.zeros(())
