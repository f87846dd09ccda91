"""What the layers of one model share while they route: modality, padding, prior, and what was routed.

Knows no layer. One context a model; it is not part of any state dict.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterRecord:
    """What one layer routed in one forward pass.

    Attributes:
        layer: Name of the module in the model.
        logits_BTE: The router's own logits, before prior and masking, float32.
        gates_BTE: Weights that were used, float32.
        response_BTE: Norms of the experts' responses; only where the layer computed them.
        outputs_BTEO: Experts' outputs before gating; only where the caller asked for them.
    """

    layer: str
    logits_BTE: Tensor
    gates_BTE: Tensor
    response_BTE: Tensor | None = None
    outputs_BTEO: Tensor | None = None


@dataclass(slots=True)
class RoutingContext:
    """Shared by the layers of one model.

    Attributes:
        modality_B: Modality of each sequence, or of each token [batch, tokens], int64, or None.
        mask_BT: 1 for tokens that count, 0 for padding, or None.
        prior_scale: 1 at the start of training, annealed to 0.
        shuffle: A permutation of experts applied to the gates: an ablation.
        drop: An expert whose gate is set to 0: an ablation.
    """

    modality_B: Tensor | None = None
    mask_BT: Tensor | None = None
    prior_scale: float = 0.0
    collecting: bool = False
    with_outputs: bool = False
    shuffle: Tensor | None = None
    drop: int | None = None
    records: list[RouterRecord] = field(default_factory=list)

    @contextmanager
    def collect(
        self, *, mask: Tensor | None = None, modality: Tensor | None = None, outputs: bool = False
    ) -> Iterator[list[RouterRecord]]:
        """Collects what is routed inside the block; the forward pass belongs in it, backward does not.

        Args:
            mask: [batch, tokens], 1 for tokens that count.
            modality: [batch] or [batch, tokens], index of the modality.
            outputs: Also keep the experts' outputs (large).
        """
        before = (self.collecting, self.with_outputs, self.mask_BT, self.modality_B, self.records)
        self.collecting, self.with_outputs = True, outputs
        self.mask_BT, self.modality_B, self.records = mask, modality, []
        try:
            yield self.records
        finally:
            self.collecting, self.with_outputs, self.mask_BT, self.modality_B, self.records = before

    @contextmanager
    def ablate(self, *, shuffle: Tensor | None = None, drop: int | None = None) -> Iterator[None]:
        """Runs the block with experts exchanged or one of them silenced."""
        before = (self.shuffle, self.drop)
        self.shuffle, self.drop = shuffle, drop
        try:
            yield
        finally:
            self.shuffle, self.drop = before

    def ablated(self, gates_BTE: Tensor) -> Tensor:
        """The gates after the ablation in force."""
        if self.shuffle is not None:
            gates_BTE = gates_BTE[..., self.shuffle.to(gates_BTE.device)]
        if self.drop is not None:
            keep = torch.ones(gates_BTE.shape[-1], device=gates_BTE.device)
            keep[self.drop] = 0.0
            gates_BTE = gates_BTE * keep
        return gates_BTE
