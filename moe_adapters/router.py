"""From router logits to the experts' weights. Pure functions and the hypernetwork; knows no layer.

All shapes are static and nothing depends on the data's values, so everything compiles. Letters name
the axes: B batch, T token, E expert, R rank, O output, D width.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def top_k_mask(scores_BTE: Tensor, k: int) -> Tensor:
    """True for the k largest scores of each token; ties at the border are kept.

    Shapes: [..., E] -> [..., E], boolean.
    """
    if k >= scores_BTE.shape[-1]:
        return torch.ones_like(scores_BTE, dtype=torch.bool)
    smallest = scores_BTE.topk(k, dim=-1).values[..., -1:]
    return scores_BTE >= smallest


def gates_from(logits_BTE: Tensor, *, k: int | None) -> Tensor:
    """Weights of the experts: softmax over all (``k`` None) or over the k largest, others 0.

    Computed in float32. Shapes: [..., E] -> [..., E].
    """
    logits_BTE = logits_BTE.float()
    if k is not None and k < logits_BTE.shape[-1]:
        logits_BTE = logits_BTE.masked_fill(~top_k_mask(logits_BTE, k), float("-inf"))
    return torch.softmax(logits_BTE, dim=-1)


def without_autocast(like: Tensor) -> AbstractContextManager[object]:
    """Products in the block are in the type of what is multiplied, under autocast too."""
    kind = like.device.type
    return torch.autocast(kind, enabled=False) if torch.amp.is_autocast_available(kind) else nullcontext()


def response_norms(hidden_BTER: Tensor, up_OER: Tensor) -> Tensor:
    """Norm of each expert's output ``‖B_e h_e‖`` without computing the output.

    ``‖B_e h_e‖² = h_eᵀ (B_eᵀ B_e) h_e``: r² a token instead of r times the output's width.
    Computed in float32 under autocast too: a square beyond 65,504 is infinite in float16.
    Shapes: [..., E, R], [O, E, R] -> [..., E].
    """
    with without_autocast(hidden_BTER):
        gram_ERS = torch.einsum("oer,oes->ers", up_OER.float(), up_OER.float())
        hidden = hidden_BTER.float()
        squared = torch.einsum("...er,ers,...es->...e", hidden, gram_ERS, hidden)
        return squared.clamp_min(1e-12).sqrt()


def competition_gates(response_BTE: Tensor, *, k: int) -> Tensor:
    """Weights by the experts' own responses: the k strongest win, weighed by a softmax of their norms.

    Source: CompeteSMoE (arXiv 2402.02526), section 3. Shapes: [..., E] -> [..., E].
    """
    return gates_from(F.softplus(response_BTE), k=k)


class HyperRouter(nn.Module):
    """Generates a router's matrix from trainable embeddings by a fixed random network.

    Source: HyperRouter (arXiv 2312.07035). The network is drawn from a seed and never trained or
    saved; only the embeddings ``[E, D]`` are. Since the matrix does not depend on the input, it can
    be computed once and served like any other router.
    """

    first: Tensor
    second: Tensor

    def __init__(self, *, in_features: int, dim: int, hidden: int = 64, seed: int = 0) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed * 1_000_003 + in_features)
        first = torch.randn(hidden, dim, generator=generator) / dim**0.5
        second = torch.randn(in_features, hidden, generator=generator) / hidden**0.5
        self.register_buffer("first", first, persistent=False)
        self.register_buffer("second", second, persistent=False)

    def forward(self, embedding_ED: Tensor) -> Tensor:
        """[E, D] -> router matrix [E, in_features]."""
        dtype = embedding_ED.dtype
        hidden = torch.tanh(F.linear(embedding_ED, self.first.to(embedding_ED.device, dtype)))
        return F.linear(hidden, self.second.to(embedding_ED.device, dtype)) / self.second.shape[0] ** 0.5
